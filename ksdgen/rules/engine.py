"""Runs the rules that apply to an agreement and turns what they find into findings with places and citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from ksdgen import bahasa, regulation
from ksdgen.diagnostics import Cause, Diagnostic
from ksdgen.naskah.model import Category, Waiver
from ksdgen.rules.batch import DOUBLES_CODE
from ksdgen.rules.decoding import Ready, prepare
from ksdgen.rules.own import NONE, OwnRules
from ksdgen.rules.packaged import everything
from ksdgen.rules.rule import Context, Finding, Rule
from ksdgen.world.codes import finding

OLDEST_LAW = {"perjanjian_kerja_sama": date(2018, 7, 13)}
"""From when the law of a kind of paper is encoded: PP 28/2018 for what a contract contains (older papers were made under PP 50/2007)."""

OLDEST_LAW_OTHERWISE = date(2020, 4, 14)
"""Permendagri 22/2020, which alone says what the other kinds of paper contain."""

PRACTICE = "praktik"


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
    return tuple(map(prepare, everything()))


def check(context: Context, own: OwnRules = NONE) -> Judgement:
    """Judge one composed agreement by the rules in force on its date.

    Args:
        context: the agreement.
        own: the rules of its repository; what is wrong with them is a finding of every agreement that they should judge.
    """
    naskah = context.naskah
    result = Judgement()
    findings: list[Diagnostic] = []
    for ready in (*_ready(), *own.rules):
        citations = tuple(d.sitasi for d in ready.rule.dasar if d.binds(naskah, context.on_day))
        if citations:
            findings += judge(ready, context, citations)
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


def judge(ready: Ready, context: Context, citations: tuple[str, ...]) -> list[Diagnostic]:
    """What one rule finds in an agreement, if it is meant for such agreements.

    Args:
        ready: the rule.
        context: the agreement.
        citations: the citations that bind it.
    """
    naskah, b = context.naskah, ready.rule.berlaku
    if b.jenis and naskah.jenis not in b.jenis:
        return []
    if b.kategori and naskah.kategori.value not in b.kategori:
        return []
    if b.status and naskah.status.value not in b.status:
        return []
    return [_finding(ready.rule, citations, t, context) for t in ready.shape.run(context, ready.parameter)]


def _finding(rule: Rule, citations: tuple[str, ...], findings: Finding, k: Context) -> Diagnostic:
    span = findings.span or (k.places.key(findings.route) if findings.key else k.places.span(findings.route))
    message = rule.pesan.format_map(findings.fillings) if findings.fillings else rule.pesan
    hint = rule.bantuan.format_map(findings.fillings) if rule.bantuan and findings.fillings else rule.bantuan
    shown = tuple(regulation.render_citation(s) for s in citations)
    return Diagnostic(rule.kode, rule.tingkat, message, span, hint, shown, findings.route, findings.fixes)


def in_force(p: Waiver, today: date) -> bool:
    """Whether a waiver is complete and has not expired."""
    return bool(p.alasan and p.penanggung_jawab) and p.sampai is not None and p.sampai >= today


def _waive(k: Context, findings: list[Diagnostic], result: Judgement, own: OwnRules) -> None:
    """Hold back what a valid waiver covers; a waiver that is expired, unused or without reason is a finding itself."""
    present_codes = {a.kode for a in everything()} | own.codes
    active: dict[str, Waiver] = {}
    used: set[str] = set()
    for i, p in enumerate(k.naskah.pengecualian):
        route = f"pengecualian.{i}"

        def report(code: str, message: str, hint: str, route: str = route) -> None:
            result.findings.append(finding(code, message, k.places.span(f"{route}.aturan"), hint, route=route))

        if p.aturan not in present_codes:
            report("KSD090", f"aturan `{p.aturan}` tidak ada", "daftar aturan: `ksdgen rules`")
        elif p.sampai is not None and p.sampai < k.today:
            report(
                "KSD091",
                f"pengecualian {p.aturan} berakhir pada {bahasa.long_date(p.sampai)}",
                "selesaikan temuannya, atau perpanjang dengan alasan baru",
            )
        elif not in_force(p, k.today):
            lacking = [n for n in ("alasan", "penanggung_jawab", "sampai") if not getattr(p, n)]
            report(
                "KSD092", f"pengecualian {p.aturan} belum lengkap", f"isi {bahasa.join([f'`{n}`' for n in lacking])}"
            )
        else:
            active[p.aturan] = p
    for t in findings:
        if t.code in active:
            used.add(t.code)
            result.waived.append((active[t.code], t))
        else:
            result.findings.append(t)
    for i, p in enumerate(k.naskah.pengecualian):
        # Whether a waiver of the rule over many papers is used cannot be seen from one paper, of a broken rule not at all.
        if p.aturan in active and p.aturan not in used and p.aturan not in (DOUBLES_CODE, *own.unusable):
            result.findings.append(
                finding(
                    "KSD093",
                    f"pengecualian {p.aturan} tidak terpakai",
                    k.places.span(f"pengecualian.{i}.aturan"),
                    "hapus pengecualian ini",
                    route=f"pengecualian.{i}",
                )
            )
