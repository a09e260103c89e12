"""Facts of the agreement: the stages before and after signing with their papers, and what follows from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ksdgen import bahasa
from ksdgen.naskah.facts import HARI_DPRD, alasan_dprd, fakta_dprd_kurang, hari_setelah, terisi
from ksdgen.naskah.model import Anggaran, HakKewajiban, Prakarsa
from ksdgen.naskah.routes import holds, nilai, sebutan_pihak, sebutan_rute, tanggal
from ksdgen.rules.checks.places import batang_tubuh, disebut, ditulis, regex_faults, terdekat
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.record import medan

_TTD = "penandatanganan.tanggal"


# --- facts that must be there --------------------------------------------------------------------------------------------------------


class Fakta(Parameter):
    """A fact that must be there, and for which agreements."""

    ROUTES = ("fakta", "bila", "kecuali")

    fakta: str = medan("Rute fakta")
    bila: Mapping[str, str] = medan("Hanya untuk naskah dengan isian ini: rute → nilai", default=None)
    kecuali: Mapping[str, str] = medan("Bukan untuk naskah dengan isian ini: rute → nilai", default=None)


@shape("fakta_ada", Fakta, words=("fakta",))
def fakta_ada(k: Konteks, p: Fakta) -> Iterator[Temuan]:
    """A fact is given. `bila` and `kecuali` limit the demand to agreements with certain values (`{prakarsa: daerah}`)."""
    if holds(k.naskah, p.bila, p.kecuali) and not terisi(nilai(k.naskah, p.fakta)):
        yield Temuan(terdekat(k, p.fakta), {"fakta": p.fakta}, kunci=True)


class FaktaDisebut(Fakta):
    """As `Fakta`, and the words that do instead."""

    pola: str = medan("Ungkapan reguler; sebutan dalam teks naskah yang mencukupi")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        yield from regex_faults("pola", self.pola)


@shape("disebut_atau_ada", FaktaDisebut, words=("fakta",))
def disebut_atau_ada(k: Konteks, p: FaktaDisebut) -> Iterator[Temuan]:
    """As `fakta_ada`, but a mention in the agreement's text (`pola`, a regular expression) is enough."""
    if not disebut(k, re.compile(p.pola, re.IGNORECASE)):
        yield from fakta_ada(k, p)


class PasalAda(Parameter):
    """An article that must be there, or words that do instead, and for which agreements."""

    ROUTES = ("bila", "kecuali")

    pasal: str = medan("Kode pasal")
    pola: str = medan("Ungkapan reguler; kata-kata dalam pasal lain yang mencukupi")
    bila: Mapping[str, str] = medan("Hanya untuk naskah dengan isian ini: rute → nilai")
    kecuali: Mapping[str, str] = medan("Bukan untuk naskah dengan isian ini: rute → nilai", default=None)

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        yield from regex_faults("pola", self.pola)
        if not self.bila:
            yield Fault(
                "bila", "`bila` harus memuat sedikitnya satu isian", "misalnya `bila: {memuat_data_pribadi: ya}`"
            )


@shape("pasal_ada", PasalAda)
def pasal_ada(k: Konteks, p: PasalAda) -> Iterator[Temuan]:
    """Where `bila` holds, an article `pasal` is there, or some article speaks of it (`pola`). The place is the condition's."""
    if not holds(k.naskah, p.bila, p.kecuali) or any(a.kode == p.pasal for a in k.susunan.pasal):
        return
    pola = re.compile(p.pola, re.IGNORECASE)
    if not any(pola.search(paragraf.teks) for _, paragraf in batang_tubuh(k)):
        yield Temuan(next(iter(p.bila)))


# --- dates ---------------------------------------------------------------------------------------------------------------------------


class PasanganTanggal(Parameter):
    """Dates that come one after the other."""

    ROUTES = ("pasangan",)

    pasangan: tuple[tuple[str, ...], ...] = medan("Pasangan rute tanggal: [yang dahulu, yang kemudian]")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        for i, pair in enumerate(self.pasangan):
            if len(pair) != 2:
                yield Fault(
                    f"pasangan.{i}",
                    f"pasangan ini memuat {len(pair)} rute, seharusnya dua",
                    "tulis [yang dahulu, yang kemudian]",
                )


@shape("urutan_tanggal", PasanganTanggal, words=("akhir", "awal", "tanggal_akhir", "tanggal_awal"))
def urutan_tanggal(k: Konteks, p: PasanganTanggal) -> Iterator[Temuan]:
    """In each of `pasangan` the first date is not after the second; the same day is in order."""
    for awal, akhir in p.pasangan:
        a, b = tanggal(k.naskah, awal), tanggal(k.naskah, akhir)
        if a is not None and b is not None and a > b:
            yield Temuan(
                awal,
                {
                    "awal": sebutan_rute(awal),
                    "akhir": sebutan_rute(akhir),
                    "tanggal_awal": bahasa.tanggal(a),
                    "tanggal_akhir": bahasa.tanggal(b),
                },
            )


class TenggangHari(Parameter):
    """Two dates, and how far apart they may be."""

    ROUTES = ("awal", "akhir")

    awal: str = medan("Rute tanggal awal")
    akhir: str = medan("Rute tanggal akhir")
    hari: int = medan("Paling banyak sekian hari")


@shape("paling_lambat", TenggangHari, words=("hari",))
def paling_lambat(k: Konteks, p: TenggangHari) -> Iterator[Temuan]:
    """`akhir` is at most `hari` days after `awal`."""
    a, b = tanggal(k.naskah, p.awal), tanggal(k.naskah, p.akhir)
    if a is not None and b is not None and (b - a).days > int(p.hari):
        yield Temuan(p.akhir, {"hari": bahasa.dengan_kata((b - a).days)})


class HariLibur(Parameter):
    """Holidays."""

    tetap: tuple[str, ...] = medan("Hari libur bertanggal tetap, bulan-tanggal: 08-17", default=(), tunggal=True)

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        for i, day in enumerate(self.tetap):
            try:
                date.fromisoformat(f"2024-{day}")
            except ValueError:
                yield Fault(f"tetap.{i}", f'"{day}" bukan bulan dan tanggal', "tulis misalnya 08-17")


@shape("bukan_hari_libur", HariLibur, words=("hari", "tanggal"))
def bukan_hari_libur(k: Konteks, p: HariLibur) -> Iterator[Temuan]:
    """Signed on a working day: not on Saturday or Sunday, nor on a holiday of a fixed date (`tetap`, as `08-17`)."""
    ttd = tanggal(k.naskah, _TTD)
    if ttd is not None and (ttd.weekday() >= 5 or f"{ttd:%m-%d}" in p.tetap):
        yield Temuan(_TTD, {"hari": bahasa.hari(ttd), "tanggal": bahasa.tanggal(ttd)})


# --- DPRD ----------------------------------------------------------------------------------------------------------------------------


@shape("disetujui_dprd", words=("alasan", "sebab"))
def disetujui_dprd(k: Konteks) -> Iterator[Temuan]:
    """Where the facts demand it, DPRD has approved by the day of signing, or is taken to have done so."""
    f = k.naskah.persetujuan_dprd
    if f is None or not (alasan := alasan_dprd(f)):
        return
    surat = f.surat_pimpinan_dprd
    if f.diterima_tanggal is not None and hari_setelah(f.diterima_tanggal, HARI_DPRD) <= k.pada:
        return
    rute, sebab = "persetujuan_dprd.surat_pimpinan_dprd", "suratnya belum ada"
    if surat is not None and terisi(surat):
        if surat.tanggal is None or tanggal(k.naskah, _TTD) is None or surat.tanggal <= k.pada:
            return
        rute, sebab = f"{rute}.tanggal", "suratnya sesudah penandatanganan"
    elif f.diterima_tanggal is not None:
        rute, sebab = "persetujuan_dprd.diterima_tanggal", f"belum {HARI_DPRD} hari sejak diterima DPRD"
    yield Temuan(terdekat(k, rute), {"alasan": alasan, "sebab": sebab}, kunci=rute.endswith("dprd"))


@shape("fakta_dprd", words=("fakta",))
def fakta_dprd(k: Konteks) -> Iterator[Temuan]:
    """It is known whether DPRD must approve: whether the public is burdened and whether the budget stands."""
    kurang = fakta_dprd_kurang(k.naskah)
    if kurang:
        rute = "persetujuan_dprd" if len(kurang) > 1 else f"persetujuan_dprd.{kurang[0]}"
        yield Temuan(terdekat(k, rute), {"fakta": bahasa.gabung([f"`{n}`" for n in kurang])}, kunci=True)


@shape("anggaran_berjalan", words=("berjalan", "tahun"))
def anggaran_berjalan(k: Konteks) -> Iterator[Temuan]:
    """The money stands in the budget of the year of signing, or DPRD has approved."""
    f, ttd = k.naskah.persetujuan_dprd, tanggal(k.naskah, _TTD)
    if f is None or ttd is None or not isinstance(f.sudah_dianggarkan, Anggaran) or terisi(f.surat_pimpinan_dprd):
        return
    tahun = f.sudah_dianggarkan.tahun_anggaran
    if tahun != ttd.year:
        yield Temuan(
            "persetujuan_dprd.sudah_dianggarkan.tahun_anggaran", {"tahun": str(tahun), "berjalan": str(ttd.year)}
        )


# --- the feasibility study and the object -------------------------------------------------------------------------------------------------

_ORGAN_DAERAH = re.compile(
    r"(?:pemerintah (?:daerah|provinsi|kabupaten|kota)|dinas|badan|bagian|biro|kecamatan|tkksd|tim koordinasi)\b",
    re.IGNORECASE,
)


@shape("studi_oleh_pemrakarsa", words=("penyusun",))
def studi_oleh_pemrakarsa(k: Konteks) -> Iterator[Temuan]:
    """A third party that takes the initiative writes the feasibility study itself, alone or with others."""
    penyusun = nilai(k.naskah, "studi_kelayakan.penyusun")
    if k.naskah.prakarsa is not Prakarsa.PIHAK_KETIGA or not penyusun or not _ORGAN_DAERAH.match(penyusun):
        return
    if not any(x.bentuk.pihak_ketiga and x.nama.casefold() in penyusun.casefold() for x in k.naskah.para_pihak):
        yield Temuan("studi_kelayakan.penyusun", {"penyusun": penyusun if len(penyusun) <= 40 else f"{penyusun[:39]}…"})


class DaftarUrusan(Parameter):
    """The affairs that there are."""

    daftar: tuple[str, ...] = medan("Urusan pemerintahan")
    pendukung: tuple[str, ...] = medan("Urusan pendukung dan penunjang", default=())


@shape("urusan_terdaftar", DaftarUrusan, words=("urusan",))
def urusan_terdaftar(k: Konteks, p: DaftarUrusan) -> Iterator[Temuan]:
    """Each affair is one of `daftar` or of the supporting ones (`pendukung`); a part of a name is enough."""
    dikenal = [*p.daftar, *p.pendukung]
    for i, urusan in enumerate(k.naskah.urusan):
        nama = " ".join(re.sub(r"[_\W]+", " ", urusan.casefold()).split())
        if not any(nama in d or d in nama for d in (" ".join(re.sub(r"\W+", " ", d).split()) for d in dikenal)):
            yield Temuan(f"urusan.{i}", {"urusan": urusan if len(urusan) <= 40 else f"{urusan[:39]}…"})


# --- rights, duties and the general nature of a Kesepakatan Bersama ------------------------------------------------------------------------


class FaktaTiapPihak(Parameter):
    """A fact that is kept by party."""

    fakta: str = medan("Fakta menurut kode pihak", pilihan=("hak_dan_kewajiban", "tugas_dan_tanggung_jawab"))


@shape("tiap_pihak", FaktaTiapPihak, words=("kode", "pihak"))
def tiap_pihak(k: Konteks, p: FaktaTiapPihak) -> Iterator[Temuan]:
    """A fact that is kept by party (`fakta`) is given for every party, where the standard article prints it."""
    fakta = p.fakta
    isi = getattr(k.naskah, fakta)
    if not isi or _teks_sendiri(k, fakta):
        return
    for i, pihak in enumerate(k.naskah.para_pihak):
        if not terisi(isi.get(pihak.kode)):
            yield Temuan(
                terdekat(k, f"{fakta}.{pihak.kode}"), {"pihak": sebutan_pihak(i), "kode": pihak.kode}, kunci=True
            )


@shape("hak_dan_kewajiban_seimbang", words=("ada", "kurang", "pihak"))
def hak_dan_kewajiban_seimbang(k: Konteks) -> Iterator[Temuan]:
    """No party has only rights or only duties."""
    isi = k.naskah.hak_dan_kewajiban
    if not isi or _teks_sendiri(k, "hak_dan_kewajiban"):
        return
    for i, pihak in enumerate(k.naskah.para_pihak):
        hk = isi.get(pihak.kode, HakKewajiban())
        if bool(hk.hak) is not bool(hk.kewajiban):
            ada, kurang = ("hak", "kewajiban") if hk.hak else ("kewajiban", "hak")
            rute = terdekat(k, f"hak_dan_kewajiban.{pihak.kode}.{kurang}")
            yield Temuan(rute, {"pihak": sebutan_pihak(i), "ada": ada, "kurang": kurang}, kunci=True)


def _teks_sendiri(k: Konteks, unsur: str) -> bool:
    """Whether the agreement words this article itself."""
    pilihan = (k.naskah.klausul or {}).get(unsur)
    return (pilihan is not None and (pilihan.ubah is not None or pilihan.hapus)) or any(
        unsur in t.unsur for t in k.naskah.pasal_tambahan
    )


_UANG = re.compile(r"\bRp\.?\s?\d[\d.,]*")


class FaktaRinci(Parameter):
    """Facts that are too detailed."""

    ROUTES = ("fakta",)

    fakta: tuple[str, ...] = medan("Rute fakta yang terlalu rinci", default=(), tunggal=True)


@shape("bersifat_umum", FaktaRinci, words=("apa",))
def bersifat_umum(k: Konteks, p: FaktaRinci) -> Iterator[Temuan]:
    """No amounts of money and no detailed rights and duties: those facts (`fakta`), articles on them, and "Rp" in the articles.

    What the cooperation is for may be told in money.
    """
    for rute in p.fakta:
        if terisi(nilai(k.naskah, rute)):
            yield Temuan(rute, {"apa": sebutan_rute(rute)}, kunci=True)
    for i, t in enumerate(k.naskah.pasal_tambahan):
        if "hak_dan_kewajiban" in t.unsur or "HAK DAN KEWAJIBAN" in t.judul.upper():
            yield Temuan(f"pasal_tambahan.{i}.judul", {"apa": "pasal tentang hak dan kewajiban"})
    for _, paragraf in batang_tubuh(k):
        for rute, span, cocok in ditulis(paragraf, _UANG):
            if rute.partition(".")[0] not in ("maksud", "tujuan"):
                yield Temuan(rute, {"apa": f"nilai uang {cocok[0].rstrip('.,')}"}, span=span)


@shape("rangkap_cukup", words=("asli", "pihak"))
def rangkap_cukup(k: Konteks) -> Iterator[Temuan]:
    """At least one original for every party; more are welcome, an electronic paper has none."""
    r, banyak = k.naskah.rangkap, len(k.naskah.para_pihak)
    if r is not None and r.asli is not None and not r.elektronik and r.asli < banyak:
        yield Temuan("rangkap.asli", {"asli": bahasa.dengan_kata(r.asli), "pihak": bahasa.dengan_kata(banyak)})
