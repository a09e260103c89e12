"""Runs the rules that apply to an agreement and turns what they find into findings with places and citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import islice

from ksdgen import bahasa, regulation
from ksdgen.diagnostics import FOUND, Cause, Diagnostic, shortened
from ksdgen.inert import line
from ksdgen.naskah.model import Category, Waiver
from ksdgen.rules.batch import DOUBLES_CODE
from ksdgen.rules.decoding import Ready, prepare
from ksdgen.rules.own import NONE, OwnRules
from ksdgen.rules.packaged import packaged_rules
from ksdgen.rules.rule import Context, Finding, Rule
from ksdgen.world.codes import finding

OLDEST_LAW = {"perjanjian_kerja_sama": date(2018, 7, 13)}
"""From when the law of a kind of paper is encoded: PP 28/2018 for what a contract contains (before it, PP 50/2007)."""

OLDEST_LAW_OTHERWISE = date(2020, 4, 14)
"""Permendagri 22/2020, which alone says what the other kinds of paper contain."""


@dataclass(slots=True)
class Judgement:
    """What the rules say of one agreement."""

    findings: list[Diagnostic] = field(default_factory=list)
    waived: list[tuple[Waiver, Diagnostic]] = field(default_factory=list)
    """Findings that an active waiver holds back, with the waiver."""
    judged: bool = True
    """False for papers older than the law that is encoded: "tidak dinilai", never "bersih"."""


@cache
def _ready() -> tuple[Ready, ...]:
    return tuple(map(prepare, packaged_rules()))


def check(context: Context, own: OwnRules = NONE) -> Judgement:
    """Judge one composed agreement by the rules in force on its date.

    Args:
        context: the agreement.
        own: the rules of its repository; what is wrong with them is a finding of every agreement that they should
            judge.
    """
    naskah = context.naskah
    result = Judgement()
    findings: list[Diagnostic] = []
    for ready in (*_ready(), *own.rules):
        citations = tuple(basis.sitasi for basis in ready.rule.dasar if basis.binds(naskah, context.on_day))
        if citations:
            findings += apply_rule(ready, context, citations)
    if (
        context.on_day < OLDEST_LAW.get(naskah.jenis, OLDEST_LAW_OTHERWISE)
        and naskah.kategori is not Category.OUTSIDE_KSD
    ):
        result.judged = False
        findings.append(
            finding(
                "KSD098",
                f"tidak dinilai: naskah tanggal {bahasa.long_date(context.on_day)} lebih tua dari peraturan yang termuat",
                context.places.span("penandatanganan.tanggal"),
                "hanya ketentuan yang sudah berlaku saat itu dan kecermatan tulisannya yang diperiksa",
                route="penandatanganan.tanggal",
                cause=Cause.NOT_JUDGED,
            )
        )
    _waive(context, findings, result, own)
    result.findings += own.findings
    return result


def apply_rule(ready: Ready, context: Context, citations: tuple[str, ...]) -> list[Diagnostic]:
    """What one rule finds in an agreement, if it is meant for such agreements.

    Args:
        ready: the rule.
        context: the agreement.
        citations: the citations that bind it.
    """
    naskah, scope = context.naskah, ready.rule.berlaku
    if scope.jenis and naskah.jenis not in scope.jenis:
        return []
    if scope.kategori and naskah.kategori.value not in scope.kategori:
        return []
    if scope.status and naskah.status.value not in scope.status:
        return []
    found = islice(ready.shape.run(context, ready.parameter), FOUND)
    return [_diagnostic(ready.rule, citations, one, context) for one in found]


def _diagnostic(rule: Rule, citations: tuple[str, ...], found: Finding, context: Context) -> Diagnostic:
    """What a check found, in the words of its rule and at its place."""
    span = found.span or (context.places.key(found.route) if found.key else context.places.span(found.route))
    message = rule.pesan.format_map(found.fillings) if found.fillings else rule.pesan
    hint = rule.bantuan.format_map(found.fillings) if rule.bantuan and found.fillings else rule.bantuan
    shown = tuple(map(regulation.render_citation, citations))
    message, hint = shortened(line(message)), hint and shortened(line(hint))
    return Diagnostic(rule.kode, rule.tingkat, message, span, hint, shown, found.route, found.fixes)


def in_force(waiver: Waiver, today: date) -> bool:
    """Whether a waiver is complete and has not expired."""
    return bool(waiver.alasan and waiver.penanggung_jawab) and waiver.sampai is not None and waiver.sampai >= today


def _waive(context: Context, findings: list[Diagnostic], result: Judgement, own: OwnRules) -> None:
    """Hold back what a valid waiver covers; a waiver that is expired, unused or without reason is a finding itself."""
    known_codes = {rule.kode for rule in packaged_rules()} | own.codes
    active: dict[str, Waiver] = {}
    used: set[str] = set()
    for index, waiver in enumerate(context.naskah.pengecualian):
        route = f"pengecualian.{index}"

        def report(code: str, message: str, hint: str, route: str = route) -> None:
            result.findings.append(finding(code, message, context.places.span(f"{route}.aturan"), hint, route=route))

        if waiver.aturan not in known_codes:
            report("KSD090", f"aturan `{waiver.aturan}` tidak ada", "daftar aturan: `ksdgen rules`")
        elif waiver.sampai is not None and waiver.sampai < context.today:
            report(
                "KSD091",
                f"pengecualian {waiver.aturan} berakhir pada {bahasa.long_date(waiver.sampai)}",
                "selesaikan temuannya, atau perpanjang dengan alasan baru",
            )
        elif not in_force(waiver, context.today):
            lacking = [n for n in ("alasan", "penanggung_jawab", "sampai") if not getattr(waiver, n)]
            report(
                "KSD092",
                f"pengecualian {waiver.aturan} belum lengkap",
                f"isi {bahasa.join([f'`{n}`' for n in lacking])}",
            )
        else:
            active[waiver.aturan] = waiver
    for diagnostic in findings:
        if diagnostic.code in active:
            used.add(diagnostic.code)
            result.waived.append((active[diagnostic.code], diagnostic))
        else:
            result.findings.append(diagnostic)
    for index, waiver in enumerate(context.naskah.pengecualian):
        # Whether a waiver of the rule over many papers is used cannot be seen from one paper; of a broken rule, never.
        if waiver.aturan in active and waiver.aturan not in used and waiver.aturan not in (DOUBLES_CODE, *own.unusable):
            result.findings.append(
                finding(
                    "KSD093",
                    f"pengecualian {waiver.aturan} tidak terpakai",
                    context.places.span(f"pengecualian.{index}.aturan"),
                    "hapus pengecualian ini",
                    route=f"pengecualian.{index}",
                )
            )
