"""Tracked changes as Word writes them (ISO/IEC 29500-1, 17.13.5): who changed what, and when.

A change of words wraps their runs; of a paragraph, its mark (w:pPr/w:rPr); of a row, w:trPr; changed properties keep
the old ones beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from lxml import etree

from ksdgen.paper.document import Blok, Paragraf
from ksdgen.word.ooxml import bersih, elemen, w

PENULIS = "ksdgen"
"""The author of a change that has none: w:author is required (17.13.4)."""

UNSUR = {"sisip": "ins", "hapus": "del", "pindah_ke": "moveTo", "pindah_dari": "moveFrom"}
"""The element of each kind of mark."""

_TANPA_PINDAH = {"pindah_ke": "sisip", "pindah_dari": "hapus"}

_TANPA_TANGGAL = "1970-01-01T00:00:00Z"
"""A range of a move must have a date (CT_MoveBookmark); nobody gets to see it, unlike that of the moved words."""

_DIHAPUS = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
_NAMA_PINDAH = re.compile(r"pindah_(\d+)")


_SELANG = timedelta(minutes=2)
"""LibreOffice runs an insertion at the end of a paragraph together with the new paragraph below it, over the end that
is between them, unless more than a minute is between them too."""


def _tanggal(tanggal: datetime) -> str:
    return f"{tanggal.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


class Pencatat:
    """Writes the marks of change of one file.

    Args:
        penulis: the author of every change.
        tanggal: when they were made. Word shows the hour as it stands here, whatever the time zone.
        nomor: gives the next id; ids are unique among all annotations of the file.
    """

    def __init__(self, penulis: str | None, tanggal: datetime | None, nomor: Callable[[], str]) -> None:
        self._penulis = bersih(penulis or PENULIS)
        self._tanggal = None if tanggal is None else _tanggal(tanggal)
        self._tanggal_lain = None if tanggal is None else _tanggal(tanggal + _SELANG)
        self._nomor = nomor
        self.jumlah = 0
        self.lain_waktu = False
        """Whether the changes to come must not run together with those before them; see `_SELANG`."""

    def _ubahan(self, induk: etree._Element, nama: str) -> etree._Element:
        self.jumlah += 1
        e = elemen(induk, nama, id=self._nomor(), author=self._penulis)
        tanggal = self._tanggal_lain if self.lain_waktu else self._tanggal
        if tanggal is not None:
            e.set(w("date"), tanggal)
        return e

    def kata(self, induk: etree._Element, jenis: str) -> etree._Element:
        """The element that holds changed runs."""
        return self._ubahan(induk, UNSUR[jenis])

    def akhir_paragraf(self, p: etree._Element, jenis: str, *, dengan_medan: bool = False) -> None:
        """Mark a paragraph as a whole; its w:pPr holds no later child than w:rPr yet."""
        rpr = elemen(p[0], "rPr")
        if dengan_medan and jenis in _TANPA_PINDAH:
            # LibreOffice forgets that the end of a paragraph moved when the paragraph holds a field.
            self._ubahan(rpr, UNSUR[_TANPA_PINDAH[jenis]])
        self._ubahan(rpr, UNSUR[jenis])

    def baris(self, tr: etree._Element, jenis: str) -> None:
        """Mark a table row."""
        pr = tr.find(w("trPr"))
        if pr is None:
            pr = elemen(tr, "trPr")
            # Beside its mark w:trPr must hold something (CT_TrPrBase).
            elemen(pr, "cantSplit", val=0)
            tr.insert(0, pr)
        self._ubahan(pr, UNSUR[jenis])

    def sifat_semula(self, p: etree._Element, semula: etree._Element) -> None:
        """Keep the properties that the paragraph had in the older version, where they differ."""
        if etree.tostring(p[0]) != etree.tostring(semula):
            self._ubahan(p[0], "pPrChange").append(semula)

    def seksi_semula(self, sect: etree._Element, semula: etree._Element) -> None:
        """Keep the page that the section had in the older version."""
        self._ubahan(sect, "sectPrChange").append(semula)

    def buka_pindah(self, induk: etree._Element, jenis: str, nama: str) -> etree._Element:
        """The start of one end of a move; both ends share the name."""
        e = self._ubahan(induk, f"{UNSUR[jenis]}RangeStart")
        if self._tanggal is None:
            e.set(w("date"), _TANPA_TANGGAL)
        e.set(w("name"), nama)
        return e

    def tutup_pindah(self, induk: etree._Element, awal: etree._Element) -> None:
        """The end of a range."""
        jenis = etree.QName(awal).localname.removesuffix("Start")
        elemen(induk, f"{jenis}End", id=awal.get(w("id")))


def hapuskan(e: etree._Element) -> None:
    """Name the text below a w:del as deleted text (17.3.3.7, 17.16.13)."""
    for anak in e.iter(*_DIHAPUS):
        anak.tag = _DIHAPUS[str(anak.tag)]


def nama_pindah(nomor: int) -> str:
    """The name of the range whose first paragraph has this number of a move."""
    return f"pindah_{nomor}"


def nomor_pindah(nama: str) -> int | None:
    """The inverse of `nama_pindah`; None for a name that others gave."""
    cocok = _NAMA_PINDAH.fullmatch(nama)
    return None if cocok is None else int(cocok[1])


def rentang_pindah(blok: Sequence[Blok]) -> Mapping[int, tuple[bool, bool]]:
    """For the place of every moved paragraph whether it begins and whether it ends a range.

    Paragraphs that stand together at both ends, with running numbers, move together.
    """
    letak: dict[tuple[int, bool], int] = {}
    for i, b in enumerate(blok):
        if isinstance(b, Paragraf) and b.tanda is not None and b.tanda.pindah is not None:
            letak[b.tanda.pindah, b.tanda.baru] = i

    def sambung(n: int) -> bool:
        return all(letak.get((n, ujung), -2) + 1 == letak.get((n + 1, ujung), -2) for ujung in (True, False))

    return {i: (not sambung(n - 1), not sambung(n)) for (n, _), i in letak.items()}
