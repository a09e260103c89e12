"""Funding: who pays, instalments, several budget years, aid, and what becomes of the results."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ksdgen import bahasa
from ksdgen.naskah.facts import menyebut_apbd, terisi
from ksdgen.naskah.model import Termin
from ksdgen.naskah.routes import nilai
from ksdgen.rules.checks.places import batang_tubuh, ditulis
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import medan

# --- instalments -----------------------------------------------------------------------------------------------------------------------


@shape("termin_seratus_persen", words=("jumlah",))
def termin_seratus_persen(k: Konteks) -> Iterator[Temuan]:
    """The instalments add up to 100 percent."""
    termin = _termin(k)
    jumlah = sum((_persen(t) for t in termin), Fraction(0))
    if termin and jumlah != 100:
        yield Temuan("pembiayaan.termin", {"jumlah": f"{float(jumlah):.10g}".replace(".", ",")}, kunci=True)


@shape("termin_senilai", words=("jumlah", "nilai"))
def termin_senilai(k: Konteks) -> Iterator[Temuan]:
    """The amounts of the instalments, where all are given, add up to the value."""
    termin, seluruh = _termin(k), nilai(k.naskah, "pembiayaan.nilai")
    if not termin or seluruh is None or any(t.nilai is None for t in termin):
        return
    jumlah = sum(t.nilai or 0 for t in termin)
    if jumlah != seluruh:
        yield Temuan("pembiayaan.nilai", {"jumlah": bahasa.rupiah_angka(jumlah), "nilai": bahasa.rupiah_angka(seluruh)})


@shape("termin_sebanding", words=("harap", "ke", "nilai"))
def termin_sebanding(k: Konteks) -> Iterator[Temuan]:
    """The amount of each instalment is its percentage of the value, but for rounding."""
    seluruh = nilai(k.naskah, "pembiayaan.nilai")
    if seluruh is None:
        return
    for i, t in enumerate(_termin(k)):
        if t.nilai is None:
            continue
        harap = Fraction(seluruh) * _persen(t) / 100
        longgar = Fraction(seluruh, 10_000) + 100
        if abs(t.nilai - harap) > longgar:
            yield Temuan(
                f"pembiayaan.termin.{i}.nilai",
                {"ke": str(i + 1), "nilai": bahasa.rupiah_angka(t.nilai), "harap": bahasa.rupiah_angka(round(harap))},
            )


def _termin(k: Konteks) -> tuple[Termin, ...]:
    return k.naskah.pembiayaan.termin if k.naskah.pembiayaan is not None else ()


def _persen(t: Termin) -> Fraction:
    return Fraction(t.persen.replace(",", "."))


# --- budgets ---------------------------------------------------------------------------------------------------------------------------


@shape("tahun_jamak_disetujui", words=("akhir", "sebab"))
def tahun_jamak_disetujui(k: Konteks) -> Iterator[Temuan]:
    """A regional budget is charged over more than one year only with an approval that reaches the last of them."""
    biaya = k.naskah.pembiayaan
    if biaya is None or len(set(biaya.tahun_anggaran)) < 2 or not any(menyebut_apbd(s) for s in biaya.sumber):
        return
    setuju, akhir = k.naskah.persetujuan_tahun_jamak, max(biaya.tahun_anggaran)
    if setuju is None:
        yield Temuan(
            "pembiayaan.tahun_anggaran", {"akhir": str(akhir), "sebab": "persetujuan tahun jamak belum ada"}, kunci=True
        )
    elif setuju.sampai_tahun < akhir:
        sebab = f"persetujuannya hanya sampai Tahun {setuju.sampai_tahun}"
        yield Temuan("persetujuan_tahun_jamak.sampai_tahun", {"akhir": str(akhir), "sebab": sebab})


_SEPIHAK = re.compile(
    r"(?:dibebankan|ditanggung|dibiayai|dibayar)\w*\s+(?:seluruhnya\s+|sepenuhnya\s+)?(?:(?:oleh|pada|kepada)\s+)?(?:(?:anggaran|APBD|APBN)\s+)?PIHAK\s+KE\w++(?:\s+BELAS)?+"
    r"(?!\s*(?:,|dan)\s*PIHAK)"
    r"|[Bb]iaya\b[^,.;]{0,60}\bmenjadi\s+(?:beban|tanggungan|tanggung jawab)\s+PIHAK\s+KE\w++(?:\s+BELAS)?+(?!\s*(?:,|dan)\s*PIHAK)"
    r"|[Pp]embiayaan\b[^,.;]{0,60}\b(?:berasal|bersumber)\s+dari\s+(?:anggaran|APBD|APBN)\s+PIHAK\s+KE\w++(?:\s+BELAS)?+"
    r"(?!\s*(?:,|dan|serta)\s*(?:(?:anggaran|APBD|APBN|DIPA)\s+)?PIHAK)"
)
_MASING = re.compile(r"masing-masing|setiap\s+PIHAK|tiap\s+PIHAK", re.IGNORECASE)


@shape("biaya_masing_masing", words=("sebab",))
def biaya_masing_masing(k: Konteks) -> Iterator[Temuan]:
    """Each level of government pays from its own budget: no price, no instalments, no account, no cost put on one party."""
    for rute in ("pembiayaan.nilai", "pembiayaan.termin", "pembiayaan.rekening"):
        if terisi(nilai(k.naskah, rute)):
            yield Temuan(rute, {"sebab": f"`{rute.partition('.')[2]}` menimbulkan pembayaran antarpihak"}, kunci=True)
    sendiri = {
        a.kode: a.asal
        for a in k.susunan.pasal
        if "pembiayaan" in a.unsur and (a.asal == "ubahan" or a.asal.startswith("tambahan"))
    }
    isi: dict[str, str] = {}
    for kode, paragraf in batang_tubuh(k):
        isi[kode] = f"{isi.get(kode, '')} {paragraf.teks}"
        if not _MASING.search(paragraf.teks):
            for rute, span, _ in ditulis(paragraf, _SEPIHAK):
                yield Temuan(rute, {"sebab": "biaya dibebankan pada satu pihak"}, span=span)
    if any(a.asal == "klausul" and "pembiayaan" in a.unsur for a in k.susunan.pasal):
        return
    for kode, sumber in sendiri.items():
        if not _MASING.search(isi.get(kode, "")):
            rute = f"klausul.{kode}.ubah" if sumber == "ubahan" else f"pasal_{sumber}.isi"
            yield Temuan(rute, {"sebab": "pasal pembiayaan tidak menyebut anggaran masing-masing"}, kunci=True)


_BANTUAN = re.compile(
    r"(?:member\w*|menyalur\w*|menyedia\w*|mengalokasi\w*|menerima|memperoleh|mendapat\w*)\s+(?:\w+\s+){0,3}?bantuan\s+(?:keuangan|dana|pendanaan)"
    r"|bantuan\s+(?:keuangan|dana|pendanaan)\s+(?:dari|kepada)\s+PIHAK",
    re.IGNORECASE,
)
_BUKAN = re.compile(r"\b(?:bukan|tidak|tanpa)\b[^.;]{0,60}$", re.IGNORECASE)


@shape("tanpa_bantuan_keuangan")
def tanpa_bantuan_keuangan(k: Konteks) -> Iterator[Temuan]:
    """The articles promise no financial aid between the parties."""
    for _, paragraf in batang_tubuh(k):
        for rute, span, cocok in ditulis(paragraf, _BANTUAN):
            if not _BUKAN.search(cocok.string[: cocok.start()]):
                yield Temuan(rute, span=span)


_TIDAK_MENJADI = re.compile(
    r"\b(?:tidak|bukan)\s+(?:(?:merupakan|menjadi|dicatat|dibukukan|disetor(?:kan)?|masuk|diserahkan|perlu|harus|wajib|dapat|sebagai|ke|kepada|pada|dalam"
    r"|rekening)\s+)*$",
    re.IGNORECASE,
)

# --- results -----------------------------------------------------------------------------------------------------------------------------


class HasilDiatur(Parameter):
    """A result, and what must be said of it."""

    ROUTES = ("fakta",)

    fakta: str = medan("Rute hasil")
    kata: tuple[str, ...] = medan("Kata-kata yang menunjukkan bahwa hasil itu diatur", tunggal=True)


@shape("hasil_diatur", HasilDiatur)
def hasil_diatur(k: Konteks, p: HasilDiatur) -> Iterator[Temuan]:
    """Where a result (`fakta`) goes to the region, the article on results says what becomes of it: one of the words `kata`.

    Without such an article the agreement's own words must say so elsewhere.
    """
    if not terisi(nilai(k.naskah, p.fakta)):
        return
    kode_hasil = {a.kode for a in k.susunan.pasal if "hasil" in a.unsur}
    pola = re.compile("|".join(re.escape(w) for w in p.kata), re.IGNORECASE)
    for kode, paragraf in batang_tubuh(k):
        diatur = any(not _TIDAK_MENJADI.search(paragraf.teks[: m.start()]) for m in pola.finditer(paragraf.teks))
        if diatur and (kode in kode_hasil if kode_hasil else any(ditulis(paragraf, pola))):
            return
    pilihan = (k.naskah.klausul or {}).get("hasil")
    rute = "klausul.hasil" if pilihan is not None and (pilihan.hapus or pilihan.ubah is not None) else p.fakta
    yield Temuan(rute, kunci=True)
