"""Funding: who pays, instalments, several budget years, aid, and what becomes of the results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ksdgen import bahasa
from ksdgen.naskah.facts import filled, mentions_apbd
from ksdgen.naskah.money import Termin
from ksdgen.naskah.routes import value_at
from ksdgen.rules.checks.places import body_paragraphs, written
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import record_field

# --- instalments ------------------------------------------------------------------------------------------------------


@shape("termin_seratus_persen", words=("jumlah",))
def termin_seratus_persen(context: Context) -> Iterator[Finding]:
    """The instalments add up to 100 percent."""
    termin = _termin(context)
    total = sum((_percent(t) for t in termin), Fraction(0))
    if termin and total != 100:
        yield Finding("pembiayaan.termin", {"jumlah": f"{float(total):.10g}".replace(".", ",")}, key=True)


@shape("termin_senilai", words=("jumlah", "nilai"))
def termin_senilai(context: Context) -> Iterator[Finding]:
    """The amounts of the instalments, where all are given, add up to the value."""
    termin, value = _termin(context), value_at(context.naskah, "pembiayaan.nilai")
    if not termin or value is None or any(t.nilai is None for t in termin):
        return
    total = sum(t.nilai or 0 for t in termin)
    if total != value:
        fillings = {"jumlah": bahasa.rupiah_figures(total), "nilai": bahasa.rupiah_figures(value)}
        yield Finding("pembiayaan.nilai", fillings)


@shape("termin_sebanding", words=("harap", "ke", "nilai"))
def termin_sebanding(context: Context) -> Iterator[Finding]:
    """The amount of each instalment is its percentage of the value, but for rounding."""
    value = value_at(context.naskah, "pembiayaan.nilai")
    if value is None:
        return
    for index, termin in enumerate(_termin(context)):
        if termin.nilai is None:
            continue
        expected = Fraction(value) * _percent(termin) / 100
        tolerance = Fraction(value, 10_000) + 100
        if abs(termin.nilai - expected) > tolerance:
            yield Finding(
                f"pembiayaan.termin.{index}.nilai",
                {
                    "ke": str(index + 1),
                    "nilai": bahasa.rupiah_figures(termin.nilai),
                    "harap": bahasa.rupiah_figures(round(expected)),
                },
            )


def _termin(context: Context) -> tuple[Termin, ...]:
    """The instalments, where there are any."""
    return context.naskah.pembiayaan.termin if context.naskah.pembiayaan is not None else ()


def _percent(termin: Termin) -> Fraction:
    """An instalment's share in percent."""
    return Fraction(termin.persen.replace(",", "."))


# --- budgets ----------------------------------------------------------------------------------------------------------


@shape("tahun_jamak_disetujui", words=("akhir", "sebab"))
def tahun_jamak_disetujui(context: Context) -> Iterator[Finding]:
    """A regional budget is charged over more than one year only with an approval that reaches the last of them."""
    pembiayaan = context.naskah.pembiayaan
    if pembiayaan is None or len(set(pembiayaan.tahun_anggaran)) < 2:
        return
    if not any(map(mentions_apbd, pembiayaan.sumber)):
        return
    consent, last = context.naskah.persetujuan_tahun_jamak, max(pembiayaan.tahun_anggaran)
    if consent is None:
        cause = "persetujuan tahun jamak belum ada"
        yield Finding("pembiayaan.tahun_anggaran", {"akhir": str(last), "sebab": cause}, key=True)
    elif consent.sampai_tahun < last:
        cause = f"persetujuannya hanya sampai Tahun {consent.sampai_tahun}"
        yield Finding("persetujuan_tahun_jamak.sampai_tahun", {"akhir": str(last), "sebab": cause})


_ONE_SIDED = re.compile(
    r"\b(?:dibebankan|ditanggung|dibiayai|dibayar)\w*+\s+(?:seluruhnya\s+|sepenuhnya\s+)?(?:(?:oleh|pada|kepada)\s+)?(?:(?:anggaran|APBD|APBN)\s+)?PIHAK\s+KE\w++(?:\s+BELAS)?+"
    r"(?!\s*(?:,|dan)\s*PIHAK)"
    r"|[Bb]iaya\b[^,.;]{0,60}\bmenjadi\s+(?:beban|tanggungan|tanggung jawab)\s+PIHAK\s+KE\w++(?:\s+BELAS)?+(?!\s*(?:,|dan)\s*PIHAK)"
    r"|[Pp]embiayaan\b[^,.;]{0,60}\b(?:berasal|bersumber)\s+dari\s+(?:anggaran|APBD|APBN)\s+PIHAK\s+KE\w++(?:\s+BELAS)?+"
    r"(?!\s*(?:,|dan|serta)\s*(?:(?:anggaran|APBD|APBN|DIPA)\s+)?PIHAK)"
)
_EACH = re.compile(r"masing-masing|setiap\s+PIHAK|tiap\s+PIHAK", re.IGNORECASE)


@shape("biaya_masing_masing", words=("sebab",))
def biaya_masing_masing(context: Context) -> Iterator[Finding]:
    """Each level of government pays from its own budget: no price, no instalments, no account, no cost for one alone."""
    for route in ("pembiayaan.nilai", "pembiayaan.termin", "pembiayaan.rekening"):
        if filled(value_at(context.naskah, route)):
            yield Finding(route, {"sebab": f"`{route.partition('.')[2]}` menimbulkan pembayaran antarpihak"}, key=True)
    articles = [pasal for pasal in context.composition.pasal if "pembiayaan" in pasal.unsur]
    each_pays: set[str] = set()
    for code, paragraph in body_paragraphs(context):
        if _EACH.search(paragraph.text):
            each_pays.add(code)
        else:
            for route, span, _ in written(paragraph, _ONE_SIDED):
                yield Finding(route, {"sebab": "biaya dibebankan pada satu pihak"}, span=span)
    if any(pasal.origin == "klausul" for pasal in articles):
        return
    for pasal in articles:
        if pasal.origin != "ubahan" and not pasal.origin.startswith("tambahan"):
            continue
        if pasal.code not in each_pays:
            route = f"klausul.{pasal.code}.ubah" if pasal.origin == "ubahan" else f"pasal_{pasal.origin}.isi"
            yield Finding(route, {"sebab": "pasal pembiayaan tidak menyebut anggaran masing-masing"}, key=True)


_AID = re.compile(
    r"\b(?:member\w*+|menyalur\w*+|menyedia\w*+|mengalokasi\w*+|menerima|memperoleh|mendapat\w*+)\s+(?:\w+\s+){0,3}?bantuan\s+(?:keuangan|dana|pendanaan)"
    r"|bantuan\s+(?:keuangan|dana|pendanaan)\s+(?:dari|kepada)\s+PIHAK",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:bukan|tidak|tanpa)\b[^.;]{0,60}$", re.IGNORECASE)


@shape("tanpa_bantuan_keuangan")
def tanpa_bantuan_keuangan(context: Context) -> Iterator[Finding]:
    """The articles promise no financial aid between the parties."""
    for _, paragraph in body_paragraphs(context):
        for route, span, matched in written(paragraph, _AID):
            if not _NOT.search(matched.string, max(0, matched.start() - 80), matched.start()):
                yield Finding(route, span=span)


# --- results ----------------------------------------------------------------------------------------------------------

_DOES_NOT_BECOME = re.compile(
    r"\b(?:tidak|bukan)\s+(?:(?:merupakan|menjadi|dicatat|dibukukan|disetor(?:kan)?|masuk|diserahkan|perlu|harus|wajib|dapat|sebagai|ke|kepada|pada|dalam"
    r"|rekening)\s+)*$",
    re.IGNORECASE,
)


class ResultsSettled(Parameter):
    """A result, and what must be said of it."""

    ROUTES = ("fakta",)

    fakta: str = record_field("Rute hasil")
    kata: tuple[str, ...] = record_field("Kata-kata yang menunjukkan bahwa hasil itu diatur", single=True)


@shape("hasil_diatur", ResultsSettled)
def hasil_diatur(context: Context, parameter: ResultsSettled) -> Iterator[Finding]:
    """Where a result (`fakta`) goes to the region, the article on results says what becomes of it (one of `kata`).

    Without such an article the agreement's own words must say so elsewhere.
    """
    if not filled(value_at(context.naskah, parameter.fakta)):
        return
    hasil_codes = {pasal.code for pasal in context.composition.pasal if "hasil" in pasal.unsur}
    pattern = re.compile("|".join(map(re.escape, parameter.kata)), re.IGNORECASE)
    for code, paragraph in body_paragraphs(context):
        text = paragraph.text
        settled = any(
            not _DOES_NOT_BECOME.search(text, max(0, match.start() - 120), match.start())
            for match in pattern.finditer(text)
        )
        if settled and (code in hasil_codes if hasil_codes else any(written(paragraph, pattern))):
            return
    choice = (context.naskah.klausul or {}).get("hasil")
    changed = choice is not None and (choice.hapus or choice.ubah is not None)
    yield Finding("klausul.hasil" if changed else parameter.fakta, key=True)
