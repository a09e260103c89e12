"""Facts of the agreement: the stages before and after signing with their papers, and what follows from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ksdgen import bahasa
from ksdgen.naskah.accompanying import Anggaran
from ksdgen.naskah.articles import HakKewajiban
from ksdgen.naskah.facts import DPRD_DAYS, days_after, dprd_reason, filled, missing_dprd_facts
from ksdgen.naskah.model import Prakarsa
from ksdgen.naskah.routes import date_at, holds, pihak_term, route_term, value_at
from ksdgen.rules.checks.places import body_paragraphs, is_mentioned, nearest, written
from ksdgen.rules.patterns import regex_faults
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.record import record_field

_SIGNING = "penandatanganan.tanggal"


# --- facts that must be there -----------------------------------------------------------------------------------------


class RequiredFact(Parameter):
    """A fact that must be there, and for which agreements."""

    ROUTES = ("fakta", "bila", "kecuali")

    fakta: str = record_field("Rute fakta")
    bila: Mapping[str, str] = record_field("Hanya untuk naskah dengan isian ini: rute → nilai", default=None)
    kecuali: Mapping[str, str] = record_field("Bukan untuk naskah dengan isian ini: rute → nilai", default=None)


@shape("fakta_ada", RequiredFact, words=("fakta",))
def fakta_ada(context: Context, parameter: RequiredFact) -> Iterator[Finding]:
    """A fact is given. `bila` and `kecuali` limit the demand to agreements with certain values (`{prakarsa: daerah}`)."""
    if holds(context.naskah, parameter.bila, parameter.kecuali) and not filled(
        value_at(context.naskah, parameter.fakta)
    ):
        yield Finding(nearest(context, parameter.fakta), {"fakta": parameter.fakta}, key=True)


class MentionedFact(RequiredFact):
    """As `RequiredFact`, and the words that do instead."""

    pola: str = record_field("Ungkapan reguler; sebutan dalam teks naskah yang mencukupi")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        yield from regex_faults("pola", self.pola)


@shape("disebut_atau_ada", MentionedFact, words=("fakta",))
def disebut_atau_ada(context: Context, parameter: MentionedFact) -> Iterator[Finding]:
    """As `fakta_ada`, but a mention in the agreement's text (`pola`, a regular expression) is enough."""
    if not is_mentioned(context, re.compile(parameter.pola, re.IGNORECASE)):
        yield from fakta_ada(context, parameter)


class RequiredPasal(Parameter):
    """An article that must be there, or words that do instead, and for which agreements."""

    ROUTES = ("bila", "kecuali")

    pasal: str = record_field("Kode pasal")
    pola: str = record_field("Ungkapan reguler; kata-kata dalam pasal lain yang mencukupi")
    bila: Mapping[str, str] = record_field("Hanya untuk naskah dengan isian ini: rute → nilai")
    kecuali: Mapping[str, str] = record_field("Bukan untuk naskah dengan isian ini: rute → nilai", default=None)

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        yield from regex_faults("pola", self.pola)
        if not self.bila:
            yield Fault(
                "bila", "`bila` harus memuat sedikitnya satu isian", "misalnya `bila: {memuat_data_pribadi: ya}`"
            )


@shape("pasal_ada", RequiredPasal)
def pasal_ada(context: Context, parameter: RequiredPasal) -> Iterator[Finding]:
    """Where `bila` holds, an article `pasal` is there, or some article speaks of it (`pola`).

    The place is the condition's.
    """
    if not holds(context.naskah, parameter.bila, parameter.kecuali):
        return
    if any(pasal.code == parameter.pasal for pasal in context.composition.pasal):
        return
    pattern = re.compile(parameter.pola, re.IGNORECASE)
    if not any(pattern.search(paragraph.text) for _, paragraph in body_paragraphs(context)):
        yield Finding(next(iter(parameter.bila)))


# --- dates ------------------------------------------------------------------------------------------------------------


class DatePair(Parameter):
    """Dates that come one after the other."""

    ROUTES = ("pasangan",)

    pasangan: tuple[tuple[str, ...], ...] = record_field("Pasangan rute tanggal: [yang dahulu, yang kemudian]")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        for index, pair in enumerate(self.pasangan):
            if len(pair) != 2:
                yield Fault(
                    f"pasangan.{index}",
                    f"pasangan ini memuat {len(pair)} rute, seharusnya dua",
                    "tulis [yang dahulu, yang kemudian]",
                )


@shape("urutan_tanggal", DatePair, words=("akhir", "awal", "tanggal_akhir", "tanggal_awal"))
def urutan_tanggal(context: Context, parameter: DatePair) -> Iterator[Finding]:
    """In each of `pasangan` the first date is not after the second; the same day is in order."""
    for start, end in parameter.pasangan:
        start_date, end_date = date_at(context.naskah, start), date_at(context.naskah, end)
        if start_date is not None and end_date is not None and start_date > end_date:
            yield Finding(
                start,
                {
                    "awal": route_term(start),
                    "akhir": route_term(end),
                    "tanggal_awal": bahasa.long_date(start_date),
                    "tanggal_akhir": bahasa.long_date(end_date),
                },
            )


class DayInterval(Parameter):
    """Two dates, and how far apart they may be."""

    ROUTES = ("awal", "akhir")

    awal: str = record_field("Rute tanggal awal")
    akhir: str = record_field("Rute tanggal akhir")
    hari: int = record_field("Paling banyak sekian hari")


@shape("paling_lambat", DayInterval, words=("hari",))
def paling_lambat(context: Context, parameter: DayInterval) -> Iterator[Finding]:
    """`akhir` is at most `hari` days after `awal`."""
    start_date, end_date = date_at(context.naskah, parameter.awal), date_at(context.naskah, parameter.akhir)
    if start_date is not None and end_date is not None:
        days = (end_date - start_date).days
        if days > parameter.hari:
            yield Finding(parameter.akhir, {"hari": bahasa.with_words(days)})


class Holidays(Parameter):
    """Holidays that fall on the same date every year."""

    tetap: tuple[str, ...] = record_field("Hari libur bertanggal tetap, bulan-tanggal: 08-17", default=(), single=True)

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        for index, day in enumerate(self.tetap):
            try:
                date.fromisoformat(f"2024-{day}")
            except ValueError:
                yield Fault(f"tetap.{index}", f'"{day}" bukan bulan dan tanggal', "tulis misalnya 08-17")


@shape("bukan_hari_libur", Holidays, words=("hari", "tanggal"))
def bukan_hari_libur(context: Context, parameter: Holidays) -> Iterator[Finding]:
    """Signed on a working day: not on Saturday or Sunday, nor on a holiday of a fixed date (`tetap`, as `08-17`)."""
    signing_date = date_at(context.naskah, _SIGNING)
    if signing_date is not None and (signing_date.weekday() >= 5 or f"{signing_date:%m-%d}" in parameter.tetap):
        yield Finding(_SIGNING, {"hari": bahasa.weekday(signing_date), "tanggal": bahasa.long_date(signing_date)})


# --- DPRD -------------------------------------------------------------------------------------------------------------


@shape("disetujui_dprd", words=("alasan", "sebab"))
def disetujui_dprd(context: Context) -> Iterator[Finding]:
    """Where the facts demand it, DPRD has approved by the day of signing, or is taken to have done so."""
    consent = context.naskah.persetujuan_dprd
    if consent is None or not (reason := dprd_reason(consent)):
        return
    letter = consent.surat_pimpinan_dprd
    if consent.diterima_tanggal is not None and days_after(consent.diterima_tanggal, DPRD_DAYS) <= context.on_day:
        return
    route, cause = "persetujuan_dprd.surat_pimpinan_dprd", "suratnya belum ada"
    if letter is not None and filled(letter):
        if letter.tanggal is None or date_at(context.naskah, _SIGNING) is None or letter.tanggal <= context.on_day:
            return
        route, cause = f"{route}.tanggal", "suratnya sesudah penandatanganan"
    elif consent.diterima_tanggal is not None:
        route, cause = "persetujuan_dprd.diterima_tanggal", f"belum {DPRD_DAYS} hari sejak diterima DPRD"
    yield Finding(nearest(context, route), {"alasan": reason, "sebab": cause}, key=route.endswith("dprd"))


@shape("fakta_dprd", words=("fakta",))
def fakta_dprd(context: Context) -> Iterator[Finding]:
    """It is known whether DPRD must approve: whether the public is burdened and whether the budget stands."""
    lacking = missing_dprd_facts(context.naskah)
    if lacking:
        route = "persetujuan_dprd" if len(lacking) > 1 else f"persetujuan_dprd.{lacking[0]}"
        yield Finding(nearest(context, route), {"fakta": bahasa.join([f"`{n}`" for n in lacking])}, key=True)


@shape("anggaran_berjalan", words=("berjalan", "tahun"))
def anggaran_berjalan(context: Context) -> Iterator[Finding]:
    """The money stands in the budget of the year of signing, or DPRD has approved."""
    consent, signing_date = context.naskah.persetujuan_dprd, date_at(context.naskah, _SIGNING)
    if (
        consent is None
        or signing_date is None
        or not isinstance(consent.sudah_dianggarkan, Anggaran)
        or filled(consent.surat_pimpinan_dprd)
    ):
        return
    year = consent.sudah_dianggarkan.tahun_anggaran
    if year != signing_date.year:
        fillings = {"tahun": str(year), "berjalan": str(signing_date.year)}
        yield Finding("persetujuan_dprd.sudah_dianggarkan.tahun_anggaran", fillings)


# --- the feasibility study and the object -----------------------------------------------------------------------------

_DAERAH_ORGAN = re.compile(
    r"(?:pemerintah (?:daerah|provinsi|kabupaten|kota)|dinas|badan|bagian|biro|kecamatan|tkksd|tim koordinasi)\b",
    re.IGNORECASE,
)


@shape("studi_oleh_pemrakarsa", words=("penyusun",))
def studi_oleh_pemrakarsa(context: Context) -> Iterator[Finding]:
    """A third party that takes the initiative writes the feasibility study itself, alone or with others."""
    author = value_at(context.naskah, "studi_kelayakan.penyusun")
    if context.naskah.prakarsa is not Prakarsa.PIHAK_KETIGA or not author or not _DAERAH_ORGAN.match(author):
        return
    third_parties = [pihak.nama.casefold() for pihak in context.naskah.para_pihak if pihak.bentuk.pihak_ketiga]
    author_words = author.casefold()
    if not any(name in author_words for name in third_parties):
        yield Finding("studi_kelayakan.penyusun", {"penyusun": _shortened(author)})


def _shortened(text: str) -> str:
    """A text of the agreement, short enough for a message."""
    return text if len(text) <= 40 else f"{text[:39]}…"


class UrusanList(Parameter):
    """The affairs that there are."""

    daftar: tuple[str, ...] = record_field("Urusan pemerintahan")
    pendukung: tuple[str, ...] = record_field("Urusan pendukung dan penunjang", default=())


@shape("urusan_terdaftar", UrusanList, words=("urusan",))
def urusan_terdaftar(context: Context, parameter: UrusanList) -> Iterator[Finding]:
    """Each affair is one of `daftar` or of the supporting ones (`pendukung`); a part of a name is enough."""
    known = [" ".join(re.sub(r"\W+", " ", name).split()) for name in (*parameter.daftar, *parameter.pendukung)]
    for index, urusan in enumerate(context.naskah.urusan):
        name = " ".join(re.sub(r"[_\W]+", " ", urusan.casefold()).split())
        if not any(name in other or other in name for other in known):
            yield Finding(f"urusan.{index}", {"urusan": _shortened(urusan)})


# --- rights, duties and the general nature of a Kesepakatan Bersama ---------------------------------------------------


class FactOfEachPihak(Parameter):
    """A fact that is kept by party."""

    fakta: str = record_field("Fakta menurut kode pihak", choices=("hak_dan_kewajiban", "tugas_dan_tanggung_jawab"))


@shape("tiap_pihak", FactOfEachPihak, words=("kode", "pihak"))
def tiap_pihak(context: Context, parameter: FactOfEachPihak) -> Iterator[Finding]:
    """A fact that is kept by party (`fakta`) is given for every party, where the standard article prints it."""
    fact = parameter.fakta
    content = getattr(context.naskah, fact)
    if not content or _own_text(context, fact):
        return
    for index, pihak in enumerate(context.naskah.para_pihak):
        if not filled(content.get(pihak.kode)):
            route = nearest(context, f"{fact}.{pihak.kode}")
            yield Finding(route, {"pihak": pihak_term(index), "kode": pihak.kode}, key=True)


@shape("hak_dan_kewajiban_seimbang", words=("ada", "kurang", "pihak"))
def hak_dan_kewajiban_seimbang(context: Context) -> Iterator[Finding]:
    """No party has only rights or only duties."""
    content = context.naskah.hak_dan_kewajiban
    if not content or _own_text(context, "hak_dan_kewajiban"):
        return
    for index, pihak in enumerate(context.naskah.para_pihak):
        own = content.get(pihak.kode, HakKewajiban())
        if bool(own.hak) is not bool(own.kewajiban):
            present, lacking = ("hak", "kewajiban") if own.hak else ("kewajiban", "hak")
            route = nearest(context, f"hak_dan_kewajiban.{pihak.kode}.{lacking}")
            yield Finding(route, {"pihak": pihak_term(index), "ada": present, "kurang": lacking}, key=True)


def _own_text(context: Context, unsur: str) -> bool:
    """Whether the agreement words this article itself."""
    choice = (context.naskah.klausul or {}).get(unsur)
    return (choice is not None and (choice.ubah is not None or choice.hapus)) or any(
        unsur in pasal.unsur for pasal in context.naskah.pasal_tambahan
    )


_MONEY = re.compile(r"\bRp\.?\s?\d[\d.,]*")


class DetailedFact(Parameter):
    """Facts that are too detailed."""

    ROUTES = ("fakta",)

    fakta: tuple[str, ...] = record_field("Rute fakta yang terlalu rinci", default=(), single=True)


@shape("bersifat_umum", DetailedFact, words=("apa",))
def bersifat_umum(context: Context, parameter: DetailedFact) -> Iterator[Finding]:
    """No amounts of money and no detailed rights and duties: those facts (`fakta`), articles on them, "Rp" in articles.

    What the cooperation is for may be told in money.
    """
    for route in parameter.fakta:
        if filled(value_at(context.naskah, route)):
            yield Finding(route, {"apa": route_term(route)}, key=True)
    for index, pasal in enumerate(context.naskah.pasal_tambahan):
        if "hak_dan_kewajiban" in pasal.unsur or "HAK DAN KEWAJIBAN" in pasal.judul.upper():
            yield Finding(f"pasal_tambahan.{index}.judul", {"apa": "pasal tentang hak dan kewajiban"})
    for _, paragraph in body_paragraphs(context):
        for route, span, matched in written(paragraph, _MONEY):
            if route.partition(".")[0] not in ("maksud", "tujuan"):
                yield Finding(route, {"apa": f"nilai uang {matched[0].rstrip('.,')}"}, span=span)


@shape("rangkap_cukup", words=("asli", "pihak"))
def rangkap_cukup(context: Context) -> Iterator[Finding]:
    """At least one original for every party; more are welcome, an electronic paper has none."""
    rangkap, count = context.naskah.rangkap, len(context.naskah.para_pihak)
    if rangkap is not None and rangkap.asli is not None and not rangkap.elektronik and rangkap.asli < count:
        yield Finding("rangkap.asli", {"asli": bahasa.with_words(rangkap.asli), "pihak": bahasa.with_words(count)})
