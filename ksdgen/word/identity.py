"""Identity that survives Word: bookmarks for keys, blanks and dead references, and their customXml part.

A bookmark name holds 40 characters of [A-Za-z0-9_] (ISO/IEC 29500-1, 17.13.6.2 and Word's limit), a key anything; so
the name is a stable hash and the part maps it back. The part also carries what OOXML rounds: the layout in
millimetres.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from ksdgen.paper.document import NOMOR_LABEL, PERAN, Dokumen, Nomor, Paragraf, PemisahHalaman, TataLetak
from ksdgen.word.ooxml import bersih, serialisasi

NS = "urn:ksdgen:naskah:1"
"""The form of the part that is written; its last number is the version (see `READERS`)."""

KUNCI, TABEL, KOSONG, RUJUKAN = "kunci", "tabel", "kosong", "rujukan"
KUNCI_BARU, KUNCI_LAMA = "kunci_baru", "kunci_lama"
"""The key that a paragraph of two versions has in one of them only."""
CIRI, SELA = "ciri", "sela"
"""What a paragraph of a redlined file is in each version, and a paragraph that no version has: for editors that lose it."""
_AWALAN = {
    KUNCI: "_Ref",
    KUNCI_BARU: "_Ref",
    KUNCI_LAMA: "_Ref",
    TABEL: "_Tbl",
    KOSONG: "_Isi",
    RUJUKAN: "_Rjk",
    CIRI: "_Cri",
    SELA: "_Sla",
}
_RUANG = 10**9


@dataclass(frozen=True, slots=True)
class Penanda:
    """What a bookmark of ours stands for: `jenis` is one of the constants above, `nilai` the key, name or target."""

    jenis: str
    nilai: str


class DaftarPenanda:
    """Names for bookmarks, given in document order, so that equal input has equal names."""

    def __init__(self) -> None:
        self._isi: dict[str, Penanda] = {}
        self._berikut: dict[Penanda, int] = {}

    def tambah(self, jenis: str, nilai: str) -> str:
        """A bookmark name of its own for this key or for this occurrence of a blank."""
        penanda = Penanda(jenis, bersih(nilai))
        awalan = _AWALAN[jenis]
        angka = self._berikut.get(penanda, -1)
        if angka < 0:
            angka = int.from_bytes(hashlib.sha256(penanda.nilai.encode()).digest()[:8], "big") % _RUANG
        # Two keys can share a hash, and one blank occurs many times: the next free number, in document order.
        while (nama := f"{awalan}{angka:09d}") in self._isi:
            angka = (angka + 1) % _RUANG
        self._isi[nama] = penanda
        self._berikut[penanda] = (angka + 1) % _RUANG
        return nama

    def xml(self, dokumen: Dokumen, perubahan: int) -> bytes:
        """customXml/item1.xml.

        Args:
            dokumen: the document with its layout, and with what the older version had instead.
            perubahan: how many tracked changes the file holds.
        """
        akar = etree.fromstring(f'<naskah xmlns="{NS}"/>')
        _tulis_tata(akar, dokumen.tata)
        semula = dokumen.semula
        if perubahan:
            akar.set("perubahan", str(perubahan))
            if dokumen.tanda_air is not None:
                akar.set("tanda_air", bersih(dokumen.tanda_air))
            for b in dokumen.isi:
                if isinstance(b, PemisahHalaman) and b.lanskap is not None:
                    jenis = "" if b.tanda is None else b.tanda.jenis
                    etree.SubElement(akar, f"{{{NS}}}seksi", lanskap=str(b.lanskap), tanda=jenis)
        if semula is not None:
            e = etree.SubElement(akar, f"{{{NS}}}semula", judul=bersih(semula.judul))
            if semula.tanda_air is not None:
                e.set("tanda_air", bersih(semula.tanda_air))
            _tulis_tata(e, semula.tata)
        for nama, penanda in self._isi.items():
            e = etree.SubElement(akar, f"{{{NS}}}penanda")
            e.set("nama", nama)
            e.set("jenis", penanda.jenis)
            e.set("nilai", penanda.nilai)
        return serialisasi(akar)


def _tulis_tata(induk: etree._Element, tata: TataLetak) -> None:
    letak = etree.SubElement(induk, f"{{{NS}}}tata")
    letak.set("lebar_mm", repr(tata.lebar_mm))
    letak.set("tinggi_mm", repr(tata.tinggi_mm))
    letak.set("margin_atas_mm", repr(tata.margin_atas_mm))
    letak.set("margin_bawah_mm", repr(tata.margin_bawah_mm))
    letak.set("margin_kiri_mm", repr(tata.margin_kiri_mm))
    letak.set("margin_kanan_mm", repr(tata.margin_kanan_mm))
    letak.set("huruf", bersih(tata.huruf))
    letak.set("ukuran_pt", repr(tata.ukuran_pt))
    letak.set("spasi", repr(tata.spasi))
    letak.set("lanskap", repr(tata.lanskap))


def baca_penanda(akar: etree._Element) -> dict[str, Penanda]:
    """Bookmark name → meaning, from a customXml part of ours."""
    hasil: dict[str, Penanda] = {}
    for e in akar.iterfind(f"{{{NS}}}penanda"):
        nama, jenis = e.get("nama"), e.get("jenis")
        if nama is not None and jenis in _AWALAN:
            hasil[nama] = Penanda(jenis, e.get("nilai", ""))
    return hasil


def baca_tata(akar: etree._Element) -> TataLetak | None:
    """The layout as it was before rounding to twips, None when somebody broke the part."""
    e = akar.find(f"{{{NS}}}tata")
    if e is None:
        return None
    try:
        return TataLetak(
            lebar_mm=_measure(e, "lebar_mm"),
            tinggi_mm=_measure(e, "tinggi_mm"),
            margin_atas_mm=_measure(e, "margin_atas_mm"),
            margin_bawah_mm=_measure(e, "margin_bawah_mm"),
            margin_kiri_mm=_measure(e, "margin_kiri_mm"),
            margin_kanan_mm=_measure(e, "margin_kanan_mm"),
            huruf=str(e.attrib["huruf"]),
            ukuran_pt=_measure(e, "ukuran_pt"),
            spasi=_measure(e, "spasi"),
            lanskap=e.attrib["lanskap"] == "True",
        )
    except (KeyError, ValueError):
        return None


def _measure(element: etree._Element, key: str) -> float:
    """A length, type size or spacing.

    Raises:
        KeyError, ValueError: it is missing, or nothing that a page can have.
    """
    value = float(element.attrib[key])
    if not 0 <= value < 10_000:
        raise ValueError(value)
    return value


class Perubahan(NamedTuple):
    """What the part remembers of a file that was written with tracked changes."""

    tanda_air: str | None
    seksi: tuple[tuple[bool, str], ...]
    """The section breaks in their order: whether the pages after it lie on their side, and the kind of its mark."""


def baca_perubahan(akar: etree._Element) -> Perubahan | None:
    """What is to be known of the tracked changes that the file was written with; None when there were none."""
    if akar.get("perubahan") is None:
        return None
    seksi = ((e.get("lanskap") == "True", e.get("tanda", "")) for e in akar.iterfind(f"{{{NS}}}seksi"))
    return Perubahan(akar.get("tanda_air"), tuple(seksi))


def tulis_ciri(par: Paragraf) -> str:
    """Role, depth, number and move of a paragraph, and those of the older version after them where they differ."""
    pindah = "" if par.tanda is None or par.tanda.pindah is None else par.tanda.pindah
    ciri = [(p.peran, p.kedalaman, p.nomor) for p in (par, par.semula) if p is not None]
    return ";".join(f"{p},{k}," + ("" if n is None else f"{n.jenis}:{n.nilai}") + f",{pindah}" for p, k, n in ciri)


class Ciri(NamedTuple):
    """What a paragraph is in one version."""

    peran: str
    kedalaman: int
    nomor: Nomor | None
    pindah: int | None


def baca_ciri(nilai: str) -> list[Ciri]:
    """The inverse of `tulis_ciri`; nothing when somebody broke it."""
    hasil: list[Ciri] = []
    for satu in nilai.split(";"):
        cocok = _CIRI.fullmatch(satu)
        if cocok is None or cocok["peran"] not in PERAN or (cocok["jenis"] or "pasal") not in NOMOR_LABEL:
            return []
        nomor = Nomor(cocok["jenis"], int(cocok["nilai"])) if cocok["jenis"] else None
        pindah = int(cocok["pindah"]) if cocok["pindah"] else None
        hasil.append(Ciri(cocok["peran"], int(cocok["kedalaman"]), nomor, pindah))
    return hasil


_CIRI = re.compile(
    r"(?P<peran>\w+),(?P<kedalaman>\d{1,4}),(?:(?P<jenis>\w+):(?P<nilai>\d{1,9}))?,(?P<pindah>\d{0,9})", re.ASCII
)


def baca_semula(akar: etree._Element) -> Dokumen | None:
    """Title, layout and watermark of the older version; None where it had the same, or somebody broke the part."""
    e = akar.find(f"{{{NS}}}semula")
    tata = None if e is None else baca_tata(e)
    if e is None or tata is None:
        return None
    return Dokumen(e.get("judul", ""), (), tata=tata, tanda_air=e.get("tanda_air"))


class Part(NamedTuple):
    """All that a customXml part of ours says."""

    penanda: dict[str, Penanda]
    tata: TataLetak | None
    semula: Dokumen | None
    perubahan: Perubahan | None


def _read_1(root: etree._Element) -> Part:
    return Part(baca_penanda(root), baca_tata(root), baca_semula(root), baca_perubahan(root))


READERS: Final[dict[str | None, Callable[[etree._Element], Part]]] = {"urn:ksdgen:naskah:1": _read_1}
"""How each form of the part that was ever written is read, by its namespace."""
