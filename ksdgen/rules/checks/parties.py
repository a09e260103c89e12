"""Who the parties are, who signs for them, and with which authority."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ksdgen import bahasa
from ksdgen.naskah.facts import menyebut_apbd
from ksdgen.naskah.model import BentukPihak, PenandaTangan, Pihak, StatusJabatan, SuratKuasa, TingkatDaerah
from ksdgen.naskah.offices import KEPALA, SEBUTAN_KEPALA_DAERAH, kepala_daerah, memegang_jabatan_kepala_daerah
from ksdgen.naskah.routes import sebutan_pihak
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import medan
from ksdgen.source.record import medan as field_
from ksdgen.source.scalars import has_gap

KELOMPOK = {"daerah": "daerah", "pusat": "kementerian, lembaga, atau instansi vertikal", "pihak_ketiga": "pihak ketiga"}
"""The three kinds of party that the categories tell apart, with their name in messages."""

_KUASA = re.compile(r"\b(kuasa|mandat|delegasi|pendelegasian|pelimpahan)\b", re.IGNORECASE)
_BUKAN_PIMPINAN = re.compile(
    r"\b(kuasa|staf|staff|supervisor|man[ae]jer|manager|vice president|corporate secretary|sekretaris perusahaan"
    r"|(?:kepala|pemimpin|pimpinan|head)\s+(?:of\s+)?(?:kantor\s+)?"
    r"(?:cabang|wilayah|kas|bagian|biro|divisi|seksi|departemen|bidang|unit|branch|area|regional))\b",
    re.IGNORECASE,
)
_PIMPINAN = re.compile(r"\b(direktur|direksi|presiden|ketua|rektor)\b", re.IGNORECASE)
_TINGKAT_PADA_NAMA = re.compile(r"^pemerintah\s+(?:daerah\s+)?(provinsi|kabupaten|kota)\s+(.+)$", re.IGNORECASE)
_PEMUTUS = re.compile(
    r"[,(/]|\b(?:provinsi|propinsi|selaku|sebagai|melalui|dalam|pada|untuk|periode|masa|tahun|c\.?\s?q)\b",
    re.IGNORECASE,
)
"""What follows a region's name without belonging to it."""

_BUKAN_NAMA = frozenset(
    [
        "kabupaten",
        "kota",
        "provinsi",
        "propinsi",
        "daerah",
        "istimewa",
        "khusus",
        "ibu",
        "ibukota",
        "dki",
        "diy",
        "di",
        "d",
        "i",
        "dan",
        "kepulauan",
        "administrasi",
    ]
)
_BUKAN_JUDUL = frozenset(
    [
        "perjanjian",
        "kerja",
        "sama",
        "kerjasama",
        "pks",
        "kontrak",
        "naskah",
        "dan",
        "tentang",
        "untuk",
        "menandatangani",
        "penandatanganan",
        "di",
        "dengan",
        "antara",
    ]
)


def kelompok(bentuk: BentukPihak) -> str:
    """Which of the three kinds of party a legal form belongs to."""
    if bentuk is BentukPihak.PEMERINTAH_DAERAH:
        return "daerah"
    return "pusat" if bentuk.pusat else "pihak_ketiga"


def kata(teks: str) -> tuple[str, ...]:
    """The words of a text for comparison: lower case, without punctuation, "walikota" as two words."""
    return tuple(re.sub(r"\bwalikota\b", "wali kota", " ".join(re.findall(r"\w+", teks.lower()))).split())


def _penanda_tangan(k: Konteks, *kelompok_pihak: str) -> Iterator[tuple[int, Pihak, int, PenandaTangan]]:
    for i, pihak in enumerate(k.naskah.para_pihak):
        if kelompok(pihak.bentuk) in kelompok_pihak:
            for j, orang in enumerate(pihak.penanda_tangan):
                yield i, pihak, j, orang


def _surat_kuasa(k: Konteks, *kelompok_pihak: str) -> Iterator[tuple[str, Pihak, SuratKuasa]]:
    """The powers of attorney of these kinds of party, each with its route."""
    for i, pihak, j, orang in _penanda_tangan(k, *kelompok_pihak):
        for n, dasar in enumerate(orang.dasar_kewenangan):
            if dasar.surat_kuasa is not None:
                yield f"para_pihak.{i}.penanda_tangan.{j}.dasar_kewenangan.{n}.surat_kuasa", pihak, dasar.surat_kuasa


# --- what the parties are -------------------------------------------------------------------------------------------------------------------


class KelompokPihak(Parameter):
    """Kinds of party."""

    wajib: tuple[str, ...] = medan("Kelompok pihak yang harus ada", default=(), tunggal=True, pilihan=tuple(KELOMPOK))
    dilarang: tuple[str, ...] = medan(
        "Kelompok pihak yang tidak boleh ada", default=(), tunggal=True, pilihan=tuple(KELOMPOK)
    )


@shape("susunan_pihak", KelompokPihak, words=("masalah",))
def susunan_pihak(k: Konteks, p: KelompokPihak) -> Iterator[Temuan]:
    """Every kind in `wajib` is there, and no party of a kind in `dilarang`; a forbidden party explains a missing one."""
    dilarang = p.dilarang
    asing = False
    for i, pihak in enumerate(k.naskah.para_pihak):
        if kelompok(pihak.bentuk) in dilarang:
            asing = True
            bentuk = pihak.bentuk.value.replace("_", " ")
            yield Temuan(f"para_pihak.{i}.bentuk", {"masalah": f"{pihak.nama} adalah {bentuk}"})
    ada = {kelompok(pihak.bentuk) for pihak in k.naskah.para_pihak}
    for wajib in p.wajib:
        if wajib not in ada and not asing:
            yield Temuan("para_pihak", {"masalah": f"belum ada {KELOMPOK[wajib]} di antara para pihak"}, kunci=True)


@shape("data_daerah_ada", words=("kurang", "pihak"))
def data_daerah_ada(k: Konteks) -> Iterator[Temuan]:
    """Every region says its level, and a kabupaten or kota its province."""
    for i, pihak in enumerate(k.naskah.para_pihak):
        if pihak.bentuk is not BentukPihak.PEMERINTAH_DAERAH:
            continue
        if pihak.daerah is None:
            yield Temuan(f"para_pihak.{i}.daerah", {"pihak": pihak.nama, "kurang": "data `daerah`"}, kunci=True)
        elif pihak.daerah.tingkat is not TingkatDaerah.PROVINSI and not pihak.daerah.provinsi:
            yield Temuan(f"para_pihak.{i}.daerah.provinsi", {"pihak": pihak.nama, "kurang": "`provinsi`"}, kunci=True)


@shape("data_daerah_cocok", words=("acuan", "nilai"))
def data_daerah_cocok(k: Konteks) -> Iterator[Temuan]:
    """A region's data agree with its name and with the office of the head who signs for it."""
    for i, pihak in enumerate(k.naskah.para_pihak):
        daerah = pihak.daerah
        if pihak.bentuk is not BentukPihak.PEMERINTAH_DAERAH or daerah is None:
            continue
        sebut = _TINGKAT_PADA_NAMA.match(pihak.nama.strip())
        if sebut is not None:
            if sebut[1].lower() != daerah.tingkat.value:
                yield Temuan(
                    f"para_pihak.{i}.daerah.tingkat", {"nilai": f"tingkat {daerah.tingkat.value}", "acuan": pihak.nama}
                )
            elif not _nama_sama(daerah.nama, _PEMUTUS.split(sebut[2], maxsplit=1)[0]):
                yield Temuan(f"para_pihak.{i}.daerah.nama", {"nilai": daerah.nama, "acuan": pihak.nama})
        for j, orang in enumerate(pihak.penanda_tangan):
            jabatan = orang.jabatan or ""
            if memegang_jabatan_kepala_daerah(orang) and not _kepala_dari(jabatan, pihak):
                yield Temuan(
                    f"para_pihak.{i}.penanda_tangan.{j}.jabatan", {"nilai": jabatan, "acuan": kepala_daerah(pihak)}
                )


def _nama_sama(a: str, b: str) -> bool:
    """The same region, whatever stands around its name ("Daerah Istimewa Yogyakarta", "DKI Jakarta")."""
    x, y = set(kata(a)) - _BUKAN_NAMA, set(kata(b)) - _BUKAN_NAMA
    return not x or not y or x == y


def _kepala_dari(jabatan: str, pihak: Pihak) -> bool:
    """Whether an office that names a head of region names this region's; an office without a region's name may."""
    daerah = pihak.daerah
    sebut = list(SEBUTAN_KEPALA_DAERAH.finditer(jabatan))
    if daerah is None or not sebut:
        return True
    akhir = sebut[-1]
    tingkat = re.sub(r"\s", "", akhir[2].lower())
    if tingkat != re.sub(r"\s", "", KEPALA[daerah.tingkat].lower()):
        return False
    return _nama_sama(daerah.nama, _PEMUTUS.split(jabatan[akhir.end() :], maxsplit=1)[0])


class AwalanBentuk(Parameter):
    """First words of names, and the legal forms that they allow."""

    awalan: Mapping[str, tuple[str, ...]] = medan(
        "Awalan nama → bentuk yang diperbolehkan", tunggal=True, pilihan=tuple(b.value for b in BentukPihak)
    )


@shape("nama_sesuai_bentuk", AwalanBentuk, words=("bentuk", "pihak", "seharusnya"))
def nama_sesuai_bentuk(k: Konteks, p: AwalanBentuk) -> Iterator[Temuan]:
    """A name that says what a party is ("PT …", "Yayasan …") agrees with `bentuk`; `awalan` maps first words to the forms they allow."""
    for i, pihak in enumerate(k.naskah.para_pihak):
        nama = " ".join(kata(pihak.nama)) + " "
        for awalan, bentuk in p.awalan.items():
            if nama.startswith(f"{awalan.lower()} "):
                if pihak.bentuk.value not in bentuk:
                    benar = bahasa.gabung([f"`{b}`" for b in bentuk]).replace(" dan ", " atau ")
                    yield Temuan(
                        f"para_pihak.{i}.bentuk",
                        {"pihak": pihak.nama, "bentuk": pihak.bentuk.value, "seharusnya": benar},
                    )
                break


class AwalanNama(Parameter):
    """First words that names of a kind of party do not have."""

    kelompok: str = medan("Kelompok pihak", pilihan=tuple(KELOMPOK))
    awalan: tuple[str, ...] = medan("Awalan nama", tunggal=True)


@shape("awalan_nama", AwalanNama, words=("pihak",))
def awalan_nama(k: Konteks, p: AwalanNama) -> Iterator[Temuan]:
    """No party of the kind `kelompok` has a name that begins with one of `awalan`."""
    for i, pihak in enumerate(k.naskah.para_pihak):
        nama = " ".join(kata(pihak.nama)) + " "
        if kelompok(pihak.bentuk) == p.kelompok and any(nama.startswith(f"{a.lower()} ") for a in p.awalan):
            yield Temuan(f"para_pihak.{i}.nama", {"pihak": pihak.nama})


@shape("dasar_badan_hukum", words=("kurang", "pihak"))
def dasar_badan_hukum(k: Konteks) -> Iterator[Temuan]:
    """A legal entity names the deed that founds it and the approval that makes it one.

    A body that a regulation founds (Perumda, Perum, a state university) has neither; `sebutan` is enough there.
    """
    for i, pihak in enumerate(k.naskah.para_pihak):
        if pihak.bentuk not in (BentukPihak.BADAN_HUKUM, BentukPihak.YAYASAN):
            continue
        bh = pihak.badan_hukum
        bernotaris = pihak.bentuk is BentukPihak.YAYASAN or kata(pihak.nama)[:1] in (
            ("pt",),
            ("koperasi",),
            ("perseroan",),
            ("yayasan",),
        )
        if bh is not None and bh.sebutan and not bernotaris:
            continue
        kurang = [n for n, isi in (("akta", bh and bh.akta), ("pengesahan", bh and bh.pengesahan)) if not isi]
        if kurang:
            rute = f"para_pihak.{i}.badan_hukum" + (f".{kurang[0]}" if bh is not None else "")
            yield Temuan(rute, {"pihak": pihak.nama, "kurang": bahasa.gabung([f"`{n}`" for n in kurang])}, kunci=True)


@shape("nama_pihak_berbeda", words=("nama", "pihak"))
def nama_pihak_berbeda(k: Konteks) -> Iterator[Temuan]:
    """No two parties are the same legal subject."""
    sudah: dict[tuple[str, ...], int] = {}
    for i, pihak in enumerate(k.naskah.para_pihak):
        if has_gap(pihak.nama):
            continue  # a name with a gap is not known yet
        awal = sudah.setdefault(kata(pihak.nama), i)
        if awal != i:
            yield Temuan(f"para_pihak.{i}.nama", {"nama": pihak.nama, "pihak": sebutan_pihak(awal)})


@shape("pemrakarsa_tunggal", words=("lain", "pihak"))
def pemrakarsa_tunggal(k: Konteks) -> Iterator[Temuan]:
    """At most one party is marked as the initiator."""
    pemrakarsa = [i for i, pihak in enumerate(k.naskah.para_pihak) if pihak.pemrakarsa]
    for i in pemrakarsa[1:]:
        pihak = k.naskah.para_pihak
        yield Temuan(f"para_pihak.{i}.pemrakarsa", {"pihak": pihak[i].nama, "lain": pihak[pemrakarsa[0]].nama})


@shape("pemrakarsa_ada")
def pemrakarsa_ada(k: Konteks) -> Iterator[Temuan]:
    """At least one party is marked as the initiator."""
    if not any(pihak.pemrakarsa for pihak in k.naskah.para_pihak):
        yield Temuan("para_pihak", kunci=True)


# --- who signs, and with which authority ------------------------------------------------------------------------------------------------------


@shape("penanda_tangan_ada", words=("pihak",))
def penanda_tangan_ada(k: Konteks) -> Iterator[Temuan]:
    """Every party has someone who signs for it."""
    for i, pihak in enumerate(k.naskah.para_pihak):
        if not pihak.penanda_tangan:
            yield Temuan(f"para_pihak.{i}.penanda_tangan", {"pihak": pihak.nama}, kunci=True)


class KuasaDaerah(Parameter):
    """What a power of attorney changes."""

    kuasa: str = medan("Arti surat kuasa", pilihan=("dilarang", "tanpa", "dengan"))


@shape("kepala_daerah_menandatangani", KuasaDaerah, words=("jabatan", "kepala_daerah", "pihak"))
def kepala_daerah_menandatangani(k: Konteks, p: KuasaDaerah) -> Iterator[Temuan]:
    """The head of the region signs for it.

    `kuasa` says what a power of attorney changes: `dilarang` reports everybody else and the power itself, `tanpa` whoever else signs
    without one, `dengan` whoever else signs with one.
    """
    cara = p.kuasa
    for i, pihak in enumerate(k.naskah.para_pihak):
        if pihak.bentuk is not BentukPihak.PEMERINTAH_DAERAH:
            continue
        kepala = [memegang_jabatan_kepala_daerah(t) for t in pihak.penanda_tangan]
        for j, orang in enumerate(pihak.penanda_tangan):
            rute = f"para_pihak.{i}.penanda_tangan.{j}"
            isian = {"pihak": pihak.nama, "jabatan": orang.jabatan or "", "kepala_daerah": kepala_daerah(pihak)}
            surat = next((n for n, d in enumerate(orang.dasar_kewenangan) if d.surat_kuasa is not None), None)
            if cara == "dilarang" and kepala[j] and surat is not None:
                yield Temuan(
                    f"{rute}.dasar_kewenangan.{surat}.surat_kuasa",
                    {**isian, "jabatan": "pemegang surat kuasa"},
                    kunci=True,
                )
            if not orang.jabatan or any(kepala):
                continue
            if cara == "dilarang" or (_berkuasa(orang) and cara == "dengan"):
                yield Temuan(f"{rute}.jabatan", isian)
            elif not _berkuasa(orang) and cara == "tanpa":
                yield Temuan(f"{rute}.dasar_kewenangan", isian, kunci=True)


def _berkuasa(orang: PenandaTangan) -> bool:
    """Whether a power of attorney or words of one stand among the grounds for signing."""
    for dasar in orang.dasar_kewenangan:
        teks = [dasar.pasal, dasar.bebas]
        if dasar.keputusan is not None:
            teks += [dasar.keputusan.tentang, dasar.keputusan.bentuk]
        if dasar.surat_kuasa is not None or any(t and _KUASA.search(t) for t in teks):
            return True
    return False


class KuasaPihakKetiga(Parameter):
    """Where a power of attorney is enough."""

    kuasa: Mapping[str, str] = medan("Jenis naskah → boleh", default=None, pilihan=("boleh",))


@shape("pimpinan_menandatangani", KuasaPihakKetiga, words=("jabatan", "pihak"))
def pimpinan_menandatangani(k: Konteks, p: KuasaPihakKetiga) -> Iterator[Temuan]:
    """A leader signs for the third party: no branch manager, nobody with a power of attorney.

    `kuasa` names the types of paper on which a power is enough (`boleh`).
    """
    boleh = (p.kuasa or {}).get(k.naskah.jenis) == "boleh"
    for i, pihak in enumerate(k.naskah.para_pihak):
        if kelompok(pihak.bentuk) != "pihak_ketiga" or pihak.bentuk is BentukPihak.PERSEORANGAN:
            continue
        lemah = []
        for orang in pihak.penanda_tangan:
            bukan_pimpinan = bool(_BUKAN_PIMPINAN.search(orang.jabatan or "")) and not _PIMPINAN.search(
                orang.jabatan or ""
            )
            kuasa = _berkuasa(orang)
            lemah.append(
                bukan_pimpinan and not kuasa
                if boleh
                else bukan_pimpinan or (kuasa and not _PIMPINAN.search(orang.jabatan or ""))
            )
        if lemah and all(lemah):
            jabatan = pihak.penanda_tangan[0].jabatan or "pemegang surat kuasa"
            isian = {"pihak": pihak.nama, "jabatan": f"{jabatan} tanpa kuasa" if boleh else jabatan}
            yield Temuan(f"para_pihak.{i}.penanda_tangan.0.jabatan", isian)


@shape("kewenangan_lebih_dahulu", words=("dasar", "pihak", "tanda_tangan", "tanggal"))
def kewenangan_lebih_dahulu(k: Konteks) -> Iterator[Temuan]:
    """No ground for signing, and no deed of a legal entity, is younger than the signing; one of the same day is fine."""
    tanda_tangan = k.naskah.penandatanganan.tanggal
    if not isinstance(tanda_tangan, date):
        return
    for i, pihak in enumerate(k.naskah.para_pihak):
        dasar: list[tuple[str, str, Any]] = []
        for j, orang in enumerate(pihak.penanda_tangan):
            for n, d in enumerate(orang.dasar_kewenangan):
                rute = f"para_pihak.{i}.penanda_tangan.{j}.dasar_kewenangan.{n}"
                for nama, isi in (("surat_kuasa", d.surat_kuasa), ("keputusan", d.keputusan), ("akta", d.akta)):
                    if isi is not None:
                        dasar.append((f"{rute}.{nama}.tanggal", nama.replace("_", " "), isi.tanggal))
        if pihak.badan_hukum is not None:
            rute = f"para_pihak.{i}.badan_hukum"
            dasar += [(f"{rute}.akta.{n}.tanggal", "akta", a.tanggal) for n, a in enumerate(pihak.badan_hukum.akta)]
            dasar += [
                (f"{rute}.pengesahan.{n}.tanggal", "pengesahan", s.tanggal)
                for n, s in enumerate(pihak.badan_hukum.pengesahan)
            ]
        for rute, nama, tanggal in dasar:
            if isinstance(tanggal, date) and tanggal > tanda_tangan:
                isian = {
                    "dasar": nama,
                    "pihak": pihak.nama,
                    "tanggal": bahasa.tanggal(tanggal),
                    "tanda_tangan": bahasa.tanggal(tanda_tangan),
                }
                yield Temuan(rute, isian)


_WILAYAH = frozenset(
    ["kabupaten", "kota", "provinsi", "pemerintah", "daerah", "dari", "ke", "pada", "dalam", "antar", "antara"]
)
_SINGKATAN = {
    "kab": "kabupaten",
    "prov": "provinsi",
    "pemda": "pemerintah",
    "pemkab": "kabupaten",
    "pemkot": "kota",
    "pemprov": "provinsi",
}
_IMBUHAN = re.compile(r"(?:pen(?=d)|pem(?=b)|per|ber)?(\w{4,}?)(?:kan|an)?")


def _kata_judul(teks: str) -> set[str]:
    """The significant words of a title, without abbreviations and common affixes: "Pendistribusian" is "distribusi"."""
    hasil = {_SINGKATAN.get(w, w) for w in kata(teks)} - _BUKAN_JUDUL
    return {m[1] if (m := _IMBUHAN.fullmatch(w)) is not None and w not in _WILAYAH else w for w in hasil}


@shape("surat_kuasa_untuk_naskah_ini", words=("tentang", "untuk"))
def surat_kuasa_untuk_naskah_ini(k: Konteks) -> Iterator[Temuan]:
    """A special power of attorney of a region names this paper by its title."""
    wilayah = {
        w for q in k.naskah.para_pihak for w in kata(f"{q.nama} {q.daerah.nama if q.daerah is not None else ''}")
    } | _WILAYAH
    judul = _kata_judul(k.naskah.tentang)
    judul = (judul - wilayah) or judul
    for rute, _, surat in _surat_kuasa(k, "daerah"):
        if not surat.untuk or not judul:
            continue
        untuk = _kata_judul(surat.untuk) - (wilayah - judul)
        # Most of the words of the title or, for a shortened title, most of its own; the names of the parties say nothing about the subject.
        if 5 * len(judul & untuk) < 3 * min(len(judul), len(untuk)) or not judul & untuk:
            yield Temuan(f"{rute}.untuk", {"untuk": surat.untuk, "tentang": k.naskah.tentang})


class IsiSuratKuasa(Parameter):
    """A fact of powers of attorney."""

    medan: str = field_("Isi surat kuasa", pilihan=tuple(SuratKuasa.medan_))


@shape("surat_kuasa_memuat", IsiSuratKuasa, words=("pihak",))
def surat_kuasa_memuat(k: Konteks, p: IsiSuratKuasa) -> Iterator[Temuan]:
    """A power of attorney of a region has the fact `medan`."""
    for rute, pihak, surat in _surat_kuasa(k, "daerah"):
        if not getattr(surat, p.medan):
            yield Temuan(f"{rute}.{p.medan}", {"pihak": pihak.nama}, kunci=True)


@shape("pemberi_kuasa_kepala_daerah", words=("kepala_daerah", "pemberi", "pihak"))
def pemberi_kuasa_kepala_daerah(k: Konteks) -> Iterator[Temuan]:
    """The power of attorney of a region comes from the head of that region; a substituted one comes from whoever holds it."""
    for rute, pihak, surat in _surat_kuasa(k, "daerah"):
        pemberi = surat.pemberi_kuasa
        if surat.substitusi_dari:
            continue
        if not memegang_jabatan_kepala_daerah(PenandaTangan(jabatan=pemberi)) or not _kepala_dari(pemberi, pihak):
            yield Temuan(
                f"{rute}.pemberi_kuasa",
                {"pemberi": pemberi, "kepala_daerah": kepala_daerah(pihak), "pihak": pihak.nama},
            )


@shape("pelaksana_mengalokasikan_anggaran", words=("jabatan",))
def pelaksana_mengalokasikan_anggaran(k: Konteks) -> Iterator[Temuan]:
    """A daily or temporary executor (Plh., Plt.) signs for a region a paper that spends from its budget."""
    biaya = k.naskah.pembiayaan
    if biaya is None or not any(map(menyebut_apbd, biaya.sumber)):
        return
    for i, _, j, orang in _penanda_tangan(k, "daerah"):
        sebut = re.match(r"(?:pl[th]\b|pelaksana (?:tugas|harian)\b)", (orang.jabatan or "").strip(), re.IGNORECASE)
        rute = f"para_pihak.{i}.penanda_tangan.{j}"
        if orang.status_jabatan in (StatusJabatan.PLT, StatusJabatan.PLH):
            yield Temuan(
                f"{rute}.status_jabatan", {"jabatan": f"{orang.status_jabatan.sebutan} {orang.jabatan or ''}".strip()}
            )
        elif sebut is not None:
            yield Temuan(f"{rute}.jabatan", {"jabatan": orang.jabatan or ""})


class EjaanJabatan(Parameter):
    """An office as it is not written any more, and as it is."""

    salah: str = medan("Sebutan lama")
    benar: str = medan("Sebutan kini")


@shape("sebutan_jabatan", EjaanJabatan, words=("benar", "salah"))
def sebutan_jabatan(k: Konteks, p: EjaanJabatan) -> Iterator[Temuan]:
    """Offices are written as the law writes them today: `salah` → `benar`. Titles of decrees are quotations and stay."""
    pola = re.compile(rf"\b{re.escape(p.salah)}\b", re.IGNORECASE)
    teks: list[tuple[str, str | None]] = []
    for i, pihak in enumerate(k.naskah.para_pihak):
        for j, orang in enumerate(pihak.penanda_tangan):
            rute = f"para_pihak.{i}.penanda_tangan.{j}"
            teks += [(f"{rute}.jabatan", orang.jabatan), (f"{rute}.bertindak_selaku", orang.bertindak_selaku)]
            for n, dasar in enumerate(orang.dasar_kewenangan):
                if dasar.surat_kuasa is not None:
                    teks.append(
                        (f"{rute}.dasar_kewenangan.{n}.surat_kuasa.pemberi_kuasa", dasar.surat_kuasa.pemberi_kuasa)
                    )
    for nama in ("saksi", "mengetahui"):
        teks += [(f"{nama}.{n}.jabatan", s.jabatan) for n, s in enumerate(getattr(k.naskah, nama))]
    for rute, isi in teks:
        if isi and pola.search(isi):
            yield Temuan(rute, {"salah": p.salah, "benar": p.benar})
