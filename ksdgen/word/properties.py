"""What a paragraph is by its properties, in a file from anywhere: role, list and depth, through the styles that pass them on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ksdgen.paper.document import Nomor
from ksdgen.word.numbering import Penghitung
from ksdgen.word.ooxml import VAL, bilangan, w
from ksdgen.word.styles import LANGKAH, peran_dari_nama, peran_tabel_dari_nama
from ksdgen.word.versions import BARU, LAMA


def nilai(induk: etree._Element | None, nama: str) -> str | None:
    """The value of a child that has nothing else."""
    e = None if induk is None else induk.find(w(nama))
    return None if e is None else e.get(VAL)


def nyala(induk: etree._Element | None, nama: str) -> bool:
    """An on/off property (22.9.2.7): on when present, unless it says otherwise."""
    e = None if induk is None else induk.find(w(nama))
    return e is not None and e.get(VAL, "1") not in ("0", "false", "off")


@dataclass(slots=True)
class Gaya:
    """A style as far as it matters here; `induk` is the style it is based on."""

    nama: str
    induk: str | None
    ppr: etree._Element | None
    rpr: etree._Element | None


class Sifat:
    """Reads properties with the styles and lists of one file.

    Args:
        gaya: the root of the style part, where the file has one.
        penomoran: the root of the numbering part.
    """

    def __init__(self, gaya: etree._Element | None, penomoran: etree._Element | None) -> None:
        self._gaya: dict[str, Gaya] = {}
        self._peran: dict[str, str | None] = {}
        self._gaya_bawaan = ""
        self.bawaan: etree._Element | None = None
        self._penghitung = {v: Penghitung(penomoran) for v in (BARU, LAMA)}
        if gaya is None:
            return
        self.bawaan = gaya.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        for s in gaya.iterfind(w("style")):
            id_gaya = s.get(w("styleId"), "")
            self._gaya[id_gaya] = Gaya(nilai(s, "name") or "", nilai(s, "basedOn"), s.find(w("pPr")), s.find(w("rPr")))
            if s.get(w("type")) == "paragraph" and s.get(w("default")) in ("1", "true", "on"):
                self._gaya_bawaan = id_gaya

    @property
    def biasa(self) -> Gaya | None:
        """The style of a paragraph that names none."""
        return self._gaya.get(self._gaya_bawaan)

    def rantai(self, id_gaya: str | None) -> Iterator[tuple[str, Gaya]]:
        """The style and those it is based on, nearest first; a circle ends."""
        terlihat: set[str] = set()
        while id_gaya is not None and id_gaya not in terlihat and (g := self._gaya.get(id_gaya)) is not None:
            terlihat.add(id_gaya)
            yield id_gaya, g
            id_gaya = g.induk

    def peran(self, id_gaya: str) -> str | None:
        """The role by style name, or by id where the styles are lost; None for a foreign style."""
        if id_gaya not in self._peran:
            nama = [n for id_rantai, g in self.rantai(id_gaya) for n in (g.nama, id_rantai)]
            dikenal = (peran_dari_nama(n) for n in (*nama, id_gaya))
            self._peran[id_gaya] = next((p for p in dikenal if p is not None), None)
        return self._peran[id_gaya]

    def peran_tabel(self, id_gaya: str | None) -> str | None:
        """The role of a table by its style."""
        if id_gaya is None:
            return None
        nama = [n for id_rantai, g in self.rantai(id_gaya) for n in (g.nama, id_rantai)]
        return next((p for n in (*nama, id_gaya) if (p := peran_tabel_dari_nama(n)) is not None), None)

    def gaya_paragraf(self, ppr: etree._Element | None) -> str:
        """The styleId of a paragraph."""
        return nilai(ppr, "pStyle") or self._gaya_bawaan

    def penomoran(self, ppr: etree._Element | None, id_gaya: str) -> tuple[str, int] | None:
        """`(numId, ilvl)` that holds for a paragraph: its own, else that of its style (17.3.1.19)."""
        numpr = None if ppr is None else ppr.find(w("numPr"))
        num_id, ilvl = nilai(numpr, "numId"), nilai(numpr, "ilvl")
        if num_id is None:
            for id_rantai, g in self.rantai(id_gaya):
                numpr = None if g.ppr is None else g.ppr.find(w("numPr"))
                num_id = nilai(numpr, "numId")
                if num_id is not None:
                    tingkat = nilai(numpr, "ilvl") if ilvl is None else ilvl
                    ilvl = str(self._penghitung[BARU].tingkat_gaya(num_id, id_rantai)) if tingkat is None else tingkat
                    break
        return None if num_id in (None, "0") else (num_id, bilangan(ilvl))

    def kedalaman(self, ppr: etree._Element | None, id_gaya: str, nomor: tuple[str, int] | None) -> int:
        """The list depth, from the left indent: the paragraph's own, else the list's, else the style's."""
        ind = None if ppr is None else ppr.find(w("ind"))
        kiri = None if ind is None else (ind.get(w("left")) or ind.get(w("start")))
        kanan = None if ind is None else (ind.get(w("right")) or ind.get(w("end")))
        if kiri is None and nomor is not None:
            kiri = self._penghitung[BARU].kiri(*nomor)
        if kiri is None:
            for _, g in self.rantai(id_gaya):
                ind = None if g.ppr is None else g.ppr.find(w("ind"))
                kiri = None if ind is None else (ind.get(w("left")) or ind.get(w("start")))
                if kiri is not None:
                    break
        # A frame for an emblem is narrowed by the same indent on both sides.
        sisip = bilangan(kanan) if self.peran(id_gaya) == "bingkai_lambang" else 0
        return max(0, round((bilangan(kiri) - sisip) / LANGKAH))

    def hitung(self, nomor: tuple[str, int], v: int) -> Nomor | None:
        """The number of the next paragraph in reading order, in one version."""
        return self._penghitung[v].hitung(*nomor)
