"""A new agreement as a commented skeleton that passes the check.

Nothing here lists what an agreement needs. An agreement that says nothing is composed and judged: its blanks and the findings are the
facts that its document type prints and that the regulation asks for, each with the provision that asks. The model explains them. A new
document type, clause or rule therefore changes the skeleton by itself.
"""

from __future__ import annotations

import posixpath
import re
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args, get_origin

from ksdgen import regulation
from ksdgen.catalogue.catalogue import KepalaJenis
from ksdgen.desk.agreement import AKHIRAN, FOLDER, Ruang
from ksdgen.diagnostics import Diagnostic
from ksdgen.editing.draft import TidakDapat, andai, tulis
from ksdgen.editing.fmt import rapikan
from ksdgen.naskah.model import (
    BentukPihak,
    Daerah,
    Kategori,
    Naskah,
    Pejabat,
    PenandaTangan,
    Pihak,
    Status,
    TingkatDaerah,
)
from ksdgen.rules.checks.parties import kepala_daerah, memegang_jabatan_kepala_daerah
from ksdgen.rules.engine import PRAKTIK
from ksdgen.rules.rule import Aturan, semua
from ksdgen.rules.rule import polos as parameter_polos
from ksdgen.source.advice import mirip
from ksdgen.source.node import Peta, plain
from ksdgen.source.parse import load
from ksdgen.source.record import WAJIB, Medan, Rekaman, konverter
from ksdgen.source.scalars import Markah, Menyusul, TeksTerbuka

INDUK = {"perjanjian_kerja_sama": "kesepakatan_bersama", "rencana_kerja": "nota_kesepakatan"}
"""The kind of paper from which another is made; the field that names it bears the same name."""

TERKAIT = frozenset([*INDUK.values(), "rencana_kerja"])
"""Fields that name the file of another paper."""

SKEMA = f"{FOLDER}/naskah.schema.json"
CELAH = "___"
LEBAR = 118

_SUSUNAN: dict[Kategori, tuple[BentukPihak, BentukPihak]] = {
    Kategori.SINERGI: (BentukPihak.INSTANSI_VERTIKAL, BentukPihak.PEMERINTAH_DAERAH),
    Kategori.KSDPK: (BentukPihak.PEMERINTAH_DAERAH, BentukPihak.BADAN_HUKUM),
    Kategori.DI_LUAR_KSD: (BentukPihak.PEMERINTAH_DAERAH, BentukPihak.BADAN_HUKUM),
}
"""Parties of a category while nothing is known of them; otherwise two regions."""

_AWAL = {"konsideran": f"bahwa {CELAH}", "premis": f"bahwa {CELAH}", "latar_belakang": f"{CELAH} perlu {CELAH}"}
"""How a text begins by custom."""

_IKUT = (
    "dasar_hukum",
    "urusan",
    "jenis_ksdpk",
    "prakarsa",
    "perangkat_daerah_pemrakarsa",
    "berita_acara_pemetaan",
    "keputusan_daftar_rencana",
    "studi_kelayakan",
    "memuat_data_pribadi",
)
"""What stays true when one paper is made from another; what may differ is left open."""

_BUKAN_ISI = frozenset(["gaya", "klausul"])
"""Where findings point that ask for no fact."""


@dataclass(slots=True)
class PihakBaru:
    """A party as it is written, with a remark behind some of its keys (by route inside the party)."""

    isi: dict[str, Any]
    bentuk: BentukPihak
    catatan: dict[str, str] = field(default_factory=dict)

    @property
    def kode(self) -> str:
        """The party's code."""
        return str(self.isi["kode"])


@dataclass(frozen=True, slots=True)
class Induk:
    """The paper from which another is made."""

    path: str
    akar: Peta
    naskah: Naskah


@dataclass(frozen=True, slots=True)
class Permintaan:
    """What is to be written.

    Args:
        jenis: a document type of the catalogue.
        kategori: a category that the type has.
        tentang: the title.
        path: where the file goes, relative to the root.
        pihak: the parties in order.
        induk: the paper that it is made from.
    """

    jenis: str
    kategori: Kategori
    tentang: str
    path: str
    pihak: Sequence[PihakBaru]
    induk: Induk | None = None


# --- what can be chosen --------------------------------------------------------------------------------------------------------------


def pilihan_jenis(ruang: Ruang) -> dict[str, KepalaJenis]:
    """The document types of the repository."""
    hasil = {}
    for nama in ruang.katalog.daftar_jenis():
        berkas = ruang.katalog.jenis(nama)
        if berkas is not None:
            hasil[nama] = berkas.kepala
    return hasil


def pilihan_kategori(jenis: KepalaJenis) -> dict[str, str]:
    """The categories of a document type, with their meaning."""
    return {k.value: k.uraian for k in Kategori if k.didukung and k.value in jenis.kategori}


def pilihan_pihak(ruang: Ruang) -> dict[str, str]:
    """Shared party files by their id (the file's name), with the name of the legal subject."""
    awal = f"{ruang.folder}/pihak" if ruang.folder else "pihak"
    hasil = {}
    for f in ruang.pohon.files(awal):
        if f.endswith(AKHIRAN) and not f.rpartition("/")[2].startswith("."):
            id_ = f.rpartition("/")[2].rpartition(".")[0]
            data = ruang.buku.baca(f"pihak/{id_}")
            nama = data.isi.isi.get("nama") if data is not None and data.isi is not None else None
            hasil[id_] = str(plain(nama)) if nama is not None else id_
    return hasil


def pilihan_induk(ruang: Ruang, jenis: str) -> dict[str, str]:
    """Papers from which one of this kind can be made: path relative to the root, with the title."""
    asal = INDUK.get(jenis)
    hasil = {}
    for f in ruang.pohon.below(ruang.folder) if asal is not None else ():
        if f.endswith(AKHIRAN) and not ruang.adalah_pihak(f):
            naskah = ruang.muat(f).naskah
            if naskah is not None and naskah.jenis == asal and naskah.status is not Status.BATAL:
                hasil[f] = naskah.tentang
    return hasil


def baca_induk(ruang: Ruang, path: str, jenis: str | None) -> Induk:
    """The paper from which another is made.

    Args:
        ruang: the repository.
        path: relative to the root.
        jenis: what is to be made from it, where that is known.

    Raises:
        TidakDapat: it is absent, broken, or of a kind from which nothing (or not this) is made.
    """
    try:
        data = ruang.pohon.read(path)
    except OSError:
        raise TidakDapat(f"`{path}` tidak dapat dibaca") from None
    if data is None:
        raise TidakDapat(f"`{path}` tidak ada")
    akar, _ = load(data, path)
    naskah = ruang.muat(path).naskah
    if naskah is None or not isinstance(akar, Peta):
        raise TidakDapat(f"`{path}` belum dapat dibaca; perbaiki dahulu menurut `ksdgen check {path}`")
    turunan = [j for j, asal in INDUK.items() if asal == naskah.jenis]
    if not turunan or (jenis is not None and jenis not in turunan):
        boleh = "; ".join(f"{j} dari {asal}" for j, asal in INDUK.items())
        raise TidakDapat(f"`{path}` berjenis {naskah.jenis}, padahal yang dapat dibuat dari naskah lain: {boleh}")
    return Induk(path, akar, naskah)


def pejabat_menjabat(ruang: Ruang, id_: str) -> list[Pejabat]:
    """The officials of a party file who are in office."""
    data = ruang.buku.baca(f"pihak/{id_}")
    return [p for p, _ in data.pejabat if p.sampai is None] if data is not None else []


def letak_baku(jenis: str, tentang: str, tahun: int, induk: Induk | None) -> str:
    """Where a new agreement goes unless told otherwise: beside the paper it is made from, else in a folder named after its title."""
    nama = f"{jenis.replace('_', '-')}.yaml"
    if induk is not None:
        return posixpath.join(posixpath.dirname(induk.path), nama)
    kata = re.findall(r"[a-z0-9]+", tentang.lower())
    slug = ""
    for k in kata:
        if len(slug) + len(k) > 40:
            break
        slug = f"{slug}-{k}" if slug else k
    return f"{FOLDER}/{tahun}/{slug or 'naskah'}/{nama}"


# --- parties -------------------------------------------------------------------------------------------------------------------------


def pihak_dari_berkas(
    ruang: Ruang, id_: str, permintaan: tuple[str, str], penanda_tangan: str | None = None
) -> PihakBaru:
    """A party whose data stand in a file under agreements/pihak/.

    Args:
        ruang: the repository.
        id_: the file's name without suffix.
        permintaan: document type and title of the new agreement.
        penanda_tangan: code of the official who signs; the head of the region, else the first, unless given.

    Raises:
        TidakDapat: there is no such file, or no such official in it.
    """
    data = ruang.buku.baca(f"pihak/{id_}")
    if data is None or data.isi is None:
        ada = list(pilihan_pihak(ruang))
        saran = mirip(id_, ada)
        baru = "; untuk pihak baru salin salah satunya, lalu ganti isinya" if ada else ""
        lanjut = f"maksud Anda `{saran}`?" if saran else f"yang ada: {', '.join(ada) or 'belum ada'}{baru}"
        raise TidakDapat(f"berkas pihak `{id_}` tidak ada di {FOLDER}/pihak; {lanjut}")
    kini = {str(k): plain(v) for k, v in data.isi.isi.items()}
    try:
        bentuk = BentukPihak(str(kini.get("bentuk", "")))
    except ValueError:
        raise TidakDapat(
            f"berkas pihak `{id_}` belum dapat dibaca; perbaiki dahulu menurut `ksdgen check {FOLDER}/pihak`"
        ) from None
    hasil = PihakBaru({"kode": id_, "acuan": f"pihak/{id_}"}, bentuk)
    hasil.isi["nomor"] = Menyusul.MENYUSUL.value
    # What the file does not say yet stands in the agreement as a blank, where it can be filled in.
    kosong = pihak_kosong(bentuk, id_)
    hasil.isi.update({k: v for k, v in kosong.isi.items() if k not in kini and k not in (*hasil.isi, "penanda_tangan")})
    hasil.catatan.update({r: c for r, c in kosong.catatan.items() if r.partition(".")[0] in hasil.isi})
    pejabat = pejabat_menjabat(ruang, id_)
    kepala = next((p for p in pejabat if memegang_jabatan_kepala_daerah(_orang(p))), None)
    dipilih = kepala or (pejabat[0] if pejabat else None)
    if penanda_tangan is not None:
        dipilih = next((p for p in pejabat if p.kode == penanda_tangan), None)
        if dipilih is None:
            ada = [p.kode for p in pejabat]
            raise TidakDapat(
                f"berkas pihak `{id_}` tidak memuat pejabat `{penanda_tangan}`; yang menjabat: {', '.join(ada) or 'belum ada'}"
            )
    if dipilih is None:
        hasil.isi["penanda_tangan"] = [{"nama": CELAH}]
        return hasil
    orang: dict[str, Any] = {"pejabat": dipilih.kode}
    hasil.catatan["penanda_tangan.*.pejabat"] = f"{dipilih.nama}, {dipilih.jabatan}"
    jenis, tentang = permintaan
    if bentuk is BentukPihak.PEMERINTAH_DAERAH and dipilih is not kepala and INDUK.get(jenis) == "kesepakatan_bersama":
        daerah = kini.get("daerah")
        pemberi = kepala.jabatan if kepala is not None else _kepala(daerah) if isinstance(daerah, dict) else CELAH
        surat = {"pemberi_kuasa": pemberi, "nomor": "menyusul", "tanggal": "menyusul", "untuk": tentang}
        orang["dasar_kewenangan"] = {"surat_kuasa": surat}
    hasil.isi["penanda_tangan"] = [orang]
    return hasil


def _orang(p: Pejabat) -> PenandaTangan:
    return PenandaTangan(
        jabatan=p.jabatan,
        status_jabatan=p.status_jabatan,
        bertindak_selaku=p.bertindak_selaku,
        dasar_kewenangan=p.dasar_kewenangan,
    )


def _kepala(daerah: Mapping[str, Any]) -> str:
    """The office of the head of a region: "Bupati Garut"."""
    contoh = Daerah(tingkat=TingkatDaerah(str(daerah["tingkat"])), nama=str(daerah["nama"]))
    return kepala_daerah(Pihak(kode="", bentuk=BentukPihak.PEMERINTAH_DAERAH, nama="", daerah=contoh))


def pihak_kosong(bentuk: BentukPihak, kode: str) -> PihakBaru:
    """A party of whom nothing is known but its legal form."""
    isi: dict[str, Any] = {
        "kode": kode,
        "bentuk": bentuk.value,
        "nama": CELAH,
        "nomor": "menyusul",
        "tempat_kedudukan": CELAH,
        "alamat": CELAH,
    }
    catatan: dict[str, str] = {}
    orang: dict[str, Any] = {"nama": CELAH, "jabatan": CELAH}
    if bentuk is BentukPihak.PEMERINTAH_DAERAH:
        isi["nama"] = f"Pemerintah Daerah Kabupaten {CELAH}"
        isi["daerah"] = {"tingkat": TingkatDaerah.KABUPATEN.value, "nama": CELAH, "provinsi": CELAH}
        catatan["daerah.tingkat"] = f"{', '.join(t.value for t in TingkatDaerah)}; sesuaikan `nama` dan `jabatan`"
        orang["jabatan"] = f"Bupati {CELAH}"
        orang["dasar_kewenangan"] = {"keputusan": {"bentuk": CELAH, "nomor": "menyusul", "tanggal": "menyusul"}}
    elif bentuk in (BentukPihak.BADAN_HUKUM, BentukPihak.YAYASAN):
        akta = {"nomor": "menyusul", "tanggal": "menyusul", "notaris": CELAH}
        isi["badan_hukum"] = {"akta": [akta], "pengesahan": [{"nomor": "menyusul", "tanggal": "menyusul"}]}
    isi["narahubung"] = {"unit": CELAH, "alamat": CELAH}
    isi["penanda_tangan"] = [orang]
    return PihakBaru(isi, bentuk, catatan)


def pihak_dari_induk(
    ruang: Ruang,
    induk: Induk,
    path: str,
    permintaan: tuple[str, str],
    pejabat: Mapping[str, str] = types.MappingProxyType({}),
) -> list[PihakBaru]:
    """The parties of the paper from which another is made; numbers are left open, for every paper has its own.

    Args:
        ruang: the repository.
        induk: that paper.
        path: where the new file goes.
        permintaan: document type and title of the new agreement.
        pejabat: officials who sign, by the id of the party file.

    Raises:
        TidakDapat: a party file has no such official.
    """
    para = induk.akar.isi.get("para_pihak")
    hasil = []
    for p, node in zip(induk.naskah.para_pihak, getattr(para, "butir", ()), strict=False):
        isi = {k: v for k, v in plain(node).items() if k in Pihak.medan_ and v != ""}
        if "logo" in isi and not isi["logo"].startswith("/"):
            asal = posixpath.normpath(posixpath.join(posixpath.dirname(induk.path), isi["logo"].replace("\\", "/")))
            isi["logo"] = posixpath.relpath(asal, posixpath.dirname(path) or ".")
        isi["nomor"] = Menyusul.MENYUSUL.value
        baru = PihakBaru({k: isi[k] for k in Pihak.medan_ if k in isi}, p.bentuk)
        id_ = p.acuan.removeprefix("pihak/") if p.acuan else ""
        if id_ in pejabat:
            dipilih = pihak_dari_berkas(ruang, id_, permintaan, pejabat[id_])
            baru.isi["penanda_tangan"] = dipilih.isi["penanda_tangan"]
            baru.catatan.update(dipilih.catatan)
        elif id_:
            _catat_pejabat(ruang, id_, baru)
        hasil.append(baru)
    return hasil


def _catat_pejabat(ruang: Ruang, id_: str, baru: PihakBaru) -> None:
    """Tell beside the signatory who else could sign."""
    orang = baru.isi.get("penanda_tangan")
    if not isinstance(orang, list) or not orang or not isinstance(orang[0], dict) or "pejabat" not in orang[0]:
        return
    lain = [p.kode for p in pejabat_menjabat(ruang, id_) if p.kode != orang[0]["pejabat"]]
    if lain:
        baru.catatan["penanda_tangan.*.pejabat"] = f"pejabat lain pada berkas pihak: {', '.join(dict.fromkeys(lain))}"


def rapikan_kode(pihak: Sequence[PihakBaru], pemrakarsa: int | None) -> None:
    """Give parties of shared files short codes, all different, and mark the initiator."""
    panjang = [re.sub(r"[^a-z0-9]+", "_", p.kode.lower()).strip("_") or "pihak" for p in pihak]
    pendek = [
        re.sub(r"^(?:kabupaten|kota|provinsi|pemerintah|kementerian|pt|yayasan)_(?=[a-z])", "", k) for k in panjang
    ]
    for i, p in enumerate(pihak):
        kode = pendek[i] if pendek.count(pendek[i]) == 1 else panjang[i]
        if [*pendek[:i], *panjang[:i]].count(kode) and panjang.count(kode) > 1:
            kode = f"{kode}_{i + 1}"
        isi = {"kode": kode, **{k: v for k, v in p.isi.items() if k not in ("kode", "pemrakarsa")}}
        if i == pemrakarsa:
            isi["pemrakarsa"] = "true"
        p.isi = {k: isi[k] for k in Pihak.medan_ if k in isi}


def susunan_kosong(kategori: Kategori) -> tuple[BentukPihak, BentukPihak]:
    """The legal forms of two parties of a category."""
    return _SUSUNAN.get(kategori, (BentukPihak.PEMERINTAH_DAERAH, BentukPihak.PEMERINTAH_DAERAH))


# --- what the regulation asks for ----------------------------------------------------------------------------------------------------


def kebutuhan(
    ruang: Ruang, jenis: str, kategori: Kategori, bentuk: Sequence[BentukPihak], hari_ini: date
) -> dict[str, str]:
    """The facts that an agreement needs, by route (`*` for every item or party), each with the provision that asks for it.

    Found by judging an agreement that says nothing: what is printed as a blank, and what rules miss.

    Args:
        ruang: the repository.
        jenis: the document type.
        kategori: the category.
        bentuk: the legal forms of the parties.
        hari_ini: the day whose law is asked.
    """
    kode = [f"pihak_{i}" for i in range(len(bentuk))]
    pihak = [{"kode": k, "bentuk": b.value, "nama": f"{CELAH} {k}"} for k, b in zip(kode, bentuk, strict=True)]
    aturan = {a.kode: a for a in semua()}
    hasil: dict[str, str] = {}
    for status in (Status.KONSEP, Status.SIAP_DITANDATANGANI):
        isi: dict[str, Any] = {
            "jenis": jenis,
            "kategori": kategori.value,
            "status": status.value,
            "tentang": CELAH,
            "para_pihak": pihak,
        }
        # Every other key stands there without a value, so that findings can name it.
        baris = [b for k in Naskah.medan_ for b in (tulis({k: isi[k]}) if k in isi else [f"{k}:"])]
        path = "naskah.yaml"
        kosong = andai(ruang, {path: ("\n".join(baris) + "\n").encode()})
        for t in kosong.periksa(path, hari_ini).temuan:
            a = aturan.get(t.kode)
            if t.rute is None or a is None:
                continue
            dasar = next((d for d in t.dasar if d != PRAKTIK), "")
            for rute in _serute(t.rute, a):
                umum = _umum(rute, kode)
                if umum.partition(".")[0] in Naskah.medan_ and umum.partition(".")[0] not in _BUKAN_ISI:
                    hasil[umum] = hasil.get(umum) or dasar
    return hasil


def _serute(rute: str, aturan: Aturan) -> list[str]:
    """A finding's route with the other facts of which its rule reports only the first that is missing."""
    fakta = parameter_polos(aturan.parameter).get("fakta")
    return (
        list(fakta)
        if isinstance(fakta, list) and rute in fakta and "unsur" in parameter_polos(aturan.parameter)
        else [rute]
    )


def _umum(rute: str, kode: Sequence[str]) -> str:
    return ".".join("*" if b.isdigit() or b in kode else b for b in rute.split("."))


def dasar_hukum(jenis: str, kategori: Kategori) -> list[str]:
    """The acts that rules expect among the legal basis, and those that say what this category is; highest first, then by age."""
    ids: set[str] = set()
    dituntut = False
    for a in semua():
        b = a.berlaku
        if (b.jenis and jenis not in b.jenis) or (b.kategori and kategori.value not in b.kategori):
            continue
        if a.cek == "dasar_hukum_memuat":
            dituntut = True
            ids.add(str(parameter_polos(a.parameter)["peraturan"]))
        elif a.cek == "susunan_pihak":
            ids.update(d.sitasi.partition("/")[0] for d in a.dasar if d.sitasi != PRAKTIK)
    tingkat = ("uu", "perppu", "pp", "perpres")

    def urut(id_: str) -> tuple[int, int, str]:
        bentuk, _, sisa = id_.partition("-")
        return (tingkat.index(bentuk) if bentuk in tingkat else len(tingkat), int(sisa.rpartition("-")[2]), id_)

    return sorted((i for i in ids if regulation.muat(i) is not None), key=urut) if dituntut else []


# --- the text ------------------------------------------------------------------------------------------------------------------------


def susun(ruang: Ruang, minta: Permintaan, hari_ini: date) -> str:
    """The text of the new file.

    Args:
        ruang: the repository.
        minta: what is to be written; what this document type does not print is taken out of its parties.
        hari_ini: the day whose law is asked.
    """
    penulis = _Penulis(ruang, minta, hari_ini)
    for t in nilai(ruang, minta.path, penulis.teks(), hari_ini):
        if t.kode == "KSD061" and t.rute is not None and t.rute.startswith("para_pihak."):
            _, nomor, *rute = t.rute.split(".")
            _buang(minta.pihak[int(nomor)].isi, rute)
    teks = penulis.teks()
    return rapikan(teks) or teks


def _buang(isi: Any, rute: Sequence[str]) -> None:
    """Take a value out of nested data, with the parents that it leaves empty."""
    if isinstance(isi, dict) and rute[:1] == ["0"]:
        _buang(isi, rute[1:])  # "0" is also the only element of a list that is written without dashes
        return
    kunci: Any = int(rute[0]) if isinstance(isi, list) else rute[0]
    if len(rute) > 1:
        anak = isi[kunci] if isinstance(isi, list) or kunci in isi else None
        if isinstance(anak, dict | list) and rute[1:] != ["0"]:
            _buang(anak, rute[1:])
            if anak:
                return
    if isinstance(isi, list) or kunci in isi:
        del isi[kunci]


def nilai(ruang: Ruang, path: str, teks: str, hari_ini: date) -> list[Diagnostic]:
    """What the check will say of a text once it stands at `path`."""
    return andai(ruang, {path: teks.encode()}).periksa(path, hari_ini).temuan


class _Penulis:
    def __init__(self, ruang: Ruang, minta: Permintaan, hari_ini: date) -> None:
        self.ruang = ruang
        self.minta = minta
        self.perlu = kebutuhan(ruang, minta.jenis, minta.kategori, [p.bentuk for p in minta.pihak], hari_ini)
        self.kode = [p.kode for p in minta.pihak]
        self.folder = posixpath.dirname(minta.path)

    def teks(self) -> str:
        tertulis, menunggu = [], []
        pasti = self._pasti()
        for kunci in Naskah.medan_:
            if kunci in pasti:
                tertulis.append(self._medan(kunci, pasti[kunci]))
            elif any(r.partition(".")[0] == kunci for r in self.perlu):
                isi = None if kunci in TERKAIT else self._terbuka(konverter(Naskah)[kunci], kunci, Naskah.medan_[kunci])
                if isi is not None:
                    tertulis.append(self._medan(kunci, isi))
                else:
                    menunggu.append(self._contoh(kunci))
        bagian = [self._kepala(), *tertulis]
        if menunggu:
            judul = _lipat(
                "Yang belum ada. Hapus tanda pagar di depan kuncinya bila sudah ada isinya, lalu ganti tanda … dengan isinya. "
                "Sebagian besar tidak dicetak, tetapi diperiksa kelengkapan dan urutannya."
            )
            bagian += [judul, *menunggu]
        return "\n\n".join("\n".join(b) for b in bagian) + "\n"

    def _pasti(self) -> dict[str, Any]:
        """What is known: chosen, or taken over."""
        m = self.minta
        isi: dict[str, Any] = {
            "jenis": m.jenis,
            "kategori": m.kategori.value,
            "status": Status.KONSEP.value,
            "tentang": m.tentang,
            "penandatanganan": {"tempat": "menyusul", "tanggal": "menyusul"},
            "para_pihak": [p.isi for p in m.pihak],
        }
        acuan = dasar_hukum(m.jenis, m.kategori)
        if acuan:
            isi["dasar_hukum"] = acuan
        if m.induk is not None:
            isi[INDUK[m.jenis]] = posixpath.relpath(m.induk.path, self.folder or ".")
            for kunci in _IKUT:
                node = m.induk.akar.isi.get(kunci)
                if node is not None and plain(node) not in ("", [], {}) and (kunci != "dasar_hukum" or acuan):
                    isi[kunci] = plain(node)
        return isi

    def _kepala(self) -> list[str]:
        kepala = self.ruang.katalog.jenis(self.minta.jenis)
        sebutan = kepala.kepala.sebutan if kepala is not None else self.minta.jenis
        hasil = []
        if self.ruang.pohon.read(SKEMA) is not None and self.minta.path.startswith(f"{FOLDER}/"):
            hasil.append(f"# yaml-language-server: $schema={posixpath.relpath(SKEMA, self.folder)}")
        asal = (
            f", disusun dari {posixpath.relpath(self.minta.induk.path, self.folder or '.')}"
            if self.minta.induk is not None
            else ""
        )
        hasil += _lipat(f"Konsep {sebutan}{asal}.")
        hasil += _lipat(
            f"Ganti {CELAH} dan `menyusul` dengan isinya bila sudah diketahui; sampai saat itu keduanya dicetak sebagai titik-titik. "
            "Catatan di belakang tanda pagar menerangkan isi yang dimaksud beserta ketentuan yang memintanya, dan boleh dihapus."
        )
        return hasil

    # --- values that are still open ---------------------------------------------------------------------------------------------

    def _terbuka(self, tipe: Any, rute: str, m: Medan) -> Any:
        """A value of this type that says "not known yet"; None where the type has none."""
        asal = get_origin(tipe)
        if asal in (types.UnionType, typing.Union):
            anggota = [t for t in get_args(tipe) if t is not type(None)]
            if Menyusul in anggota:
                return Menyusul.MENYUSUL.value
            if m.pilihan and isinstance(m.baku, str):
                return m.baku
            return next((n for n in (self._terbuka(t, rute, m) for t in anggota) if n is not None), None)
        if asal is tuple:
            isi = self._terbuka(get_args(tipe)[0], f"{rute}.*", m)
            return None if isi is None else [_AWAL.get(rute, isi)]
        if asal is Mapping:
            isi = self._terbuka(get_args(tipe)[1], f"{rute}.*", m)
            return None if isi is None else dict.fromkeys(self.kode, isi)
        if isinstance(tipe, type) and issubclass(tipe, Rekaman):
            return self._rekaman(tipe, rute)
        if tipe is TeksTerbuka:
            return Menyusul.MENYUSUL.value
        return CELAH if tipe in (str, Markah) else None

    def _rekaman(self, jenis: type[Rekaman], rute: str) -> dict[str, Any] | None:
        hasil: dict[str, Any] = {}
        diminta = False
        for nama, m in jenis.medan_.items():
            perlu = f"{rute}.{nama}" in self.perlu
            if not (perlu or m.baku is WAJIB or m.pilihan):
                continue
            isi = self._terbuka(konverter(jenis)[nama], f"{rute}.{nama}", m)
            if isi is None and m.baku is WAJIB:
                return None
            if isi is not None:
                hasil[nama] = isi
                diminta = diminta or perlu or m.baku is WAJIB
        return hasil if diminta else None

    # --- lines with their explanations ------------------------------------------------------------------------------------------

    def _medan(self, kunci: str, isi: Any) -> list[str]:
        """A top-level key, its explanation above it."""
        baris = [*_lipat(self._jelas(Naskah.medan_[kunci], kunci))]
        if kunci == "para_pihak":
            baris.append(f"{kunci}:")
            for i, p in enumerate(self.minta.pihak):
                # What the first party has explains itself; a party of another kind has keys of its own.
                sudah = {k for q in self.minta.pihak[:i] for k in q.isi}
                baris += self._pihak(p, frozenset(p.isi) - sudah)
            return baris
        return baris + self._isi(kunci, isi, Naskah, kunci, 0, jelas=True)

    def _pihak(self, p: PihakBaru, jelas: frozenset[str]) -> list[str]:
        hasil: list[str] = []
        for nama, isi in p.isi.items():
            baris = self._isi(
                nama, isi, Pihak, f"para_pihak.*.{nama}", 4, jelas=nama in jelas, catatan=p.catatan, sendiri=True
            )
            hasil += baris
        return _butir(hasil, 2)

    def _isi(
        self,
        kunci: str,
        isi: Any,
        jenis: type[Rekaman],
        rute: str,
        dalam: int,
        *,
        jelas: bool,
        catatan: Mapping[str, str] = types.MappingProxyType({}),
        sendiri: bool = False,
    ) -> list[str]:
        """A key with its value; `sendiri` puts the key's own explanation on its line."""
        anak = _isi_rekaman(konverter(jenis)[kunci])
        if isinstance(isi, Mapping) and anak is not None and isi:
            kepala = [f"{' ' * dalam}{kunci}:"]
            if get_origin(konverter(jenis)[kunci]) is Mapping:
                for i, (nama, bagian) in enumerate(isi.items()):
                    kepala.append(f"{' ' * (dalam + 2)}{nama}:")
                    for k, v in bagian.items():
                        kepala += self._isi(
                            k, v, anak, f"{rute}.*.{k}", dalam + 4, jelas=jelas and not i, catatan=catatan, sendiri=True
                        )
                return kepala
            for k, v in isi.items():
                kepala += self._isi(k, v, anak, f"{rute}.{k}", dalam + 2, jelas=jelas, catatan=catatan, sendiri=True)
            return kepala
        if isinstance(isi, list) and anak is not None and isi and all(isinstance(b, Mapping) for b in isi):
            kepala = [f"{' ' * dalam}{kunci}:"]
            for i, butir in enumerate(isi):
                baris: list[str] = []
                for k, v in butir.items():
                    baris += self._isi(
                        k, v, anak, f"{rute}.*.{k}", dalam + 4, jelas=jelas and not i, catatan=catatan, sendiri=True
                    )
                kepala += _butir(baris, dalam + 2)
            return kepala
        baris = tulis({kunci: isi}, dalam)
        if not sendiri:
            return baris
        khusus = catatan.get(rute.removeprefix("para_pihak.*."))
        if khusus is None and not jelas:
            return baris
        return _di_belakang(baris, khusus or self._jelas(jenis.medan_[kunci], rute))

    def _jelas(self, m: Medan, rute: str) -> str:
        """What a field is, with the provision that asks for it."""
        dasar = self.perlu.get(rute) or ("" if "." in rute else self._dasar_bawah(rute))
        uraian = m.uraian.strip().rstrip(".")
        return f"{uraian} ({dasar})" if dasar else uraian

    def _dasar_bawah(self, rute: str) -> str:
        return next((d for r, d in self.perlu.items() if r.startswith(f"{rute}.") and d and rute != "para_pihak"), "")

    def _contoh(self, kunci: str) -> list[str]:
        """A key that has no open value, as a remark from which the sign is taken away when its facts are there."""
        baris = _lipat(self._jelas(Naskah.medan_[kunci], kunci))
        tipe = konverter(Naskah)[kunci]
        anak = _isi_rekaman(tipe)
        m = Naskah.medan_[kunci]
        if kunci in TERKAIT:
            return [*baris, f"# {kunci}: {kunci.replace('_', '-')}.yaml"]
        if anak is None:
            return [*baris, f"# {kunci}: {m.contoh if m.contoh is not None else '…'}"]
        nama = list(anak.medan_)
        if len(nama) <= 3 and all(_isi_rekaman(konverter(anak)[n]) is None for n in nama):
            return [*baris, f"# {kunci}: {{{', '.join(f'{n}: …' for n in nama)}}}"]
        baris.append(f"# {kunci}:")
        for n in nama:
            cucu = _isi_rekaman(konverter(anak)[n])
            isi = f"{{{', '.join(f'{c}: …' for c in cucu.medan_)}}}" if cucu is not None else "…"
            baris += [f"# {b}" for b in _di_belakang([f"  {n}: {isi}"], anak.medan_[n].uraian)]
        return baris


def _isi_rekaman(tipe: Any) -> type[Rekaman] | None:
    """The record inside a type: itself, or what a list, a mapping or a choice holds."""
    if isinstance(tipe, type) and issubclass(tipe, Rekaman):
        return tipe
    for t in get_args(tipe):
        dalam = _isi_rekaman(t)
        if dalam is not None:
            return dalam
    return None


def _lipat(teks: str) -> list[str]:
    """A remark, on as few lines as it needs."""
    import textwrap

    return [f"# {b}" for b in textwrap.wrap(teks, LEBAR - 2, break_long_words=False, break_on_hyphens=False)]


def _butir(baris: list[str], dalam: int) -> list[str]:
    """The lines of a mapping as an item of a list; remarks above its first key stay above the dash."""
    n = next(i for i, b in enumerate(baris) if not b.lstrip().startswith("#"))
    awal = " " * dalam
    return [*(f"{awal}{b.lstrip()}" for b in baris[:n]), f"{awal}- {baris[n].lstrip()}", *baris[n + 1 :]]


def _di_belakang(baris: list[str], catatan: str) -> list[str]:
    """Lines with a remark behind the first, or above it where it does not fit."""
    kepala = baris[0]
    if len(kepala) + len(catatan) + 4 <= LEBAR:
        return [f"{kepala}  # {catatan}", *baris[1:]]
    awal = " " * (len(kepala) - len(kepala.lstrip()))
    return [*(f"{awal}{b}" for b in _lipat(catatan)), *baris]
