"""Identity that survives Word: bookmarks for keys, blanks and dead references, and their customXml part.

A bookmark name holds 40 characters of [A-Za-z0-9_] (ISO/IEC 29500-1, 17.13.6.2 and Word's limit), a key anything; so
the name is a stable hash and the part maps it back. The part also carries what OOXML rounds: the layout in
millimetres.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields

from lxml import etree

from ksdgen.document import TataLetak
from ksdgen.word.ooxml import bersih, serialisasi

NS = "urn:ksdgen:naskah:1"

KUNCI, TABEL, KOSONG, RUJUKAN = "kunci", "tabel", "kosong", "rujukan"
_AWALAN = {KUNCI: "_Ref", TABEL: "_Tbl", KOSONG: "_Isi", RUJUKAN: "_Rjk"}
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

    def xml(self, tata: TataLetak) -> bytes:
        """customXml/item1.xml."""
        akar = etree.fromstring(f'<naskah xmlns="{NS}"/>')
        letak = etree.SubElement(akar, f"{{{NS}}}tata")
        for f in fields(tata):
            nilai = getattr(tata, f.name)
            letak.set(f.name, bersih(nilai) if isinstance(nilai, str) else repr(nilai))
        for nama, penanda in self._isi.items():
            e = etree.SubElement(akar, f"{{{NS}}}penanda")
            e.set("nama", nama)
            e.set("jenis", penanda.jenis)
            e.set("nilai", penanda.nilai)
        return serialisasi(akar)


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
        angka = {n: float(e.attrib[n]) for n in (f.name for f in fields(TataLetak)) if n not in ("huruf", "lanskap")}
        if not all(0 <= n < 10_000 for n in angka.values()):
            return None
        return TataLetak(
            **angka,
            huruf=str(e.attrib["huruf"]),
            lanskap=e.attrib["lanskap"] == "True",
        )
    except (KeyError, ValueError):
        return None
