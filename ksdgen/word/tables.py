"""Tables by role (ISO/IEC 29500-1, 17.4): borders, margins, heights, and what stays together on a page."""

from __future__ import annotations

import itertools
from functools import lru_cache

from lxml import etree

from ksdgen.paper.document import BarisTabel, Paragraf, Sel, Tabel, TataLetak
from ksdgen.word.layout import tinggi_teks_mm
from ksdgen.word.ooxml import NSMAP, bilangan, elemen, salin, twip, w
from ksdgen.word.styles import ID_GAYA_TABEL, LANGKAH

_SISI = ("top", "left", "bottom", "right", "insideH", "insideV")
_MARGIN_SEL = {"pihak": (0, 85), "lambang": (0, 0), "tanda_tangan": (85, 85), "paraf": (28, 28), "tabel": (85, 85)}
"""Left and right margin of the cells in twips; text of a borderless table stands on the margin of the page."""

_TINGGI_RUANG_MM = 24.0


def kisi(kolom: tuple[int, ...], lebar: int) -> list[int]:
    """Column widths in twips; cumulative rounding, so that the thousandths can be computed back."""
    tepi = [0]
    for k in kolom:
        tepi.append(tepi[-1] + k)
    garis = [round(t * lebar / 1000) for t in tepi]
    return [b - a for a, b in itertools.pairwise(garis)]


def kolom_dari_kisi(lebar: list[int]) -> tuple[int, ...]:
    """The inverse of `kisi`: widths as thousandths of their sum."""
    total = sum(lebar)
    if total <= 0:
        lebar, total = [1] * len(lebar), len(lebar)
    tepi, jalan = [0], 0
    for k in lebar:
        jalan += k
        tepi.append(round(jalan * 1000 / total) if total else 0)
    return tuple(b - a for a, b in itertools.pairwise(tepi))


@lru_cache(maxsize=256)
def _contoh(peran: str, kolom: tuple[int, ...], lebar: int, kedalaman: int, lentur: bool) -> etree._Element:
    """A w:tbl with its properties and grid, to be copied."""
    tbl = etree.Element(w("tbl"), nsmap={"w": NSMAP["w"]})
    pr = elemen(tbl, "tblPr")
    elemen(pr, "tblStyle", val=ID_GAYA_TABEL[peran])
    # In a footer the same table stands on upright and on lying pages: its width is that of the page.
    elemen(pr, "tblW", w=5000 if lentur else lebar, type="pct" if lentur else "dxa")
    elemen(pr, "tblInd", w=kedalaman * LANGKAH, type="dxa")
    if peran == "tabel":
        garis = elemen(pr, "tblBorders")
        for sisi in _SISI:
            elemen(garis, sisi, val="single", sz=4, space=0, color="000000")
    elemen(pr, "tblLayout", type="fixed")
    margin = elemen(pr, "tblCellMar")
    for sisi, nilai in zip(("left", "right"), _MARGIN_SEL[peran], strict=True):
        elemen(margin, sisi, w=nilai, type="dxa")
    elemen(pr, "tblLook", val="04A0")
    grid = elemen(tbl, "tblGrid")
    for k in kisi(kolom, lebar):
        elemen(grid, "gridCol", w=k)
    return tbl


_URAIAN_PANJANG = 700
"""Characters from which on the description of a party takes about a third of a page."""


def tulis_tabel(tabel: Tabel, lebar: int, lentur: bool) -> etree._Element:
    """A w:tbl without its rows."""
    return salin(_contoh(tabel.peran, tabel.kolom, lebar, tabel.kedalaman, lentur))


def tulis_baris(tbl: etree._Element, tabel: Tabel, baris: BarisTabel) -> etree._Element:
    """A w:tr with its properties."""
    tr = elemen(tbl, "tr")
    pr = elemen(tr, "trPr")
    if tabel.peran != "pihak" or sum(len(p.teks) for s in baris.sel for p in s.isi) < _URAIAN_PANJANG:
        # Only a long description of a party may break: kept whole, it would leave half a page empty.
        elemen(pr, "cantSplit")
    if tabel.peran == "paraf":
        elemen(pr, "trHeight", val=twip(10), hRule="atLeast")
    if baris.kepala:
        elemen(pr, "tblHeader")
    if not len(pr):
        tr.remove(pr)
    return tr


@lru_cache(maxsize=256)
def _contoh_sel(lebar: int, peran: str, kepala: bool, kotak: bool, terakhir: bool) -> etree._Element:
    tc = etree.Element(w("tc"), nsmap={"w": NSMAP["w"]})
    pr = elemen(tc, "tcPr")
    elemen(pr, "tcW", w=lebar, type="dxa")
    if kotak:
        garis = elemen(pr, "tcBorders")
        for sisi in _SISI[:4]:
            elemen(garis, sisi, val="single", sz=4, space=0, color="7F7F7F")
    if kepala and peran == "tabel":
        elemen(pr, "shd", val="clear", color="auto", fill="EDEDED")
    if terakhir and peran == "pihak":
        elemen(elemen(pr, "tcMar"), "right", w=0, type="dxa")
    if peran == "lambang" or (kepala and peran == "tabel"):
        elemen(pr, "vAlign", val="center")
    elif peran == "paraf" and not kotak:
        elemen(pr, "vAlign", val="bottom")
    return tc


def tulis_sel(tr: etree._Element, tabel: Tabel, baris: BarisTabel, urutan: int, lebar: int) -> etree._Element:
    """A w:tc with its properties; a cell of initials has a frame, the page number beside it has none."""
    isi = baris.sel[urutan].isi if urutan < len(baris.sel) else ()
    kotak = tabel.peran == "paraf" and any(p.peran == "paraf" for p in isi)
    tc = salin(_contoh_sel(lebar, tabel.peran, baris.kepala, kotak, urutan == len(tabel.kolom) - 1))
    tr.append(tc)
    return tc


def rangkai(tabel: Tabel, lebar: int, tata: TataLetak, lanskap: bool) -> list[bool]:
    """For each row whether it stays on the page of the next one.

    A signature grid that fits on a page with part of its closing stays whole. In a longer one, only the rows that
    make up one signature stay together: a row with titles and the row with the room and the names below it.
    """
    akhir = len(tabel.baris) - 1
    if tabel.peran != "tanda_tangan":
        return [b.kepala and i < akhir for i, b in enumerate(tabel.baris)]
    tinggi = sum(_tinggi_baris(b, kisi(tabel.kolom, lebar), tata) for b in tabel.baris)
    if tinggi <= 0.6 * tinggi_teks_mm(tata, lanskap):
        return [i < akhir for i in range(len(tabel.baris))]
    return [i < akhir and _bersambung(tabel.baris[i + 1]) for i in range(len(tabel.baris))]


def _bersambung(baris: BarisTabel) -> bool:
    return not any(p.peran == "ttd_pihak" for s in baris.sel for p in s.isi) and any(
        p.peran in ("ttd_ruang", "ttd_nama", "ttd_keterangan") for s in baris.sel for p in s.isi
    )


def _tinggi_baris(baris: BarisTabel, lebar: list[int], tata: TataLetak) -> float:
    return max((_tinggi_sel(s, bilangan(str(k))) for s, k in zip(baris.sel, lebar, strict=False)), default=0) * (
        tata.ukuran_pt * 1.2 * tata.spasi * 25.4 / 72
    )


def _tinggi_sel(sel: Sel, lebar: int) -> float:
    """An estimate in lines; a letter is some 130 twips wide."""
    return sum(_tinggi_paragraf(p, max(1, lebar // 130)) for p in sel.isi)


def _tinggi_paragraf(p: Paragraf, huruf_per_baris: int) -> float:
    baris = sum(1 + len(potong) // huruf_per_baris for potong in p.teks.split("\n"))
    return baris + (_TINGGI_RUANG_MM / 6 if p.peran == "ttd_ruang" else 0)
