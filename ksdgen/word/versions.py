"""Which of the two versions that a redlined file holds has a piece of it, as a set of bits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from ksdgen.paper.document import Inline, Tanda, Ubahan
from ksdgen.word.ooxml import MC, w

BARU, LAMA = 1, 2
KEDUA = BARU | LAMA
PINDAH = 4
"""Beside a version: the words were moved, not written or struck out."""

# Wrappers whose content counts as if they were not there.
_TEMBUS = {w(n) for n in ("sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "dir", "bdo")}
_TANDA = {w("ins"): BARU, w("del"): LAMA, w("moveTo"): BARU | PINDAH, w("moveFrom"): LAMA | PINDAH}
_ALTERNATIF = f"{{{MC}}}AlternateContent"
_CADANGAN = f"{{{MC}}}Fallback"
_PILIHAN = f"{{{MC}}}Choice"

UNSUR_PERUBAHAN = (*_TANDA, w("pPrChange"), w("sectPrChange"))
"""Elements that say that a file holds two versions."""


def versi(tanda: Tanda | None) -> int:
    """The versions that have a block or row with this mark."""
    return KEDUA if tanda is None else BARU if tanda.baru else LAMA


def jenis_ubahan(v: int) -> str:
    """What an `Ubahan` of one version is called."""
    return "sisip" if v & BARU else "hapus"


def ada_isi(isi: Iterable[Inline], v: int) -> bool:
    """Whether a version has any of these inlines."""
    return any(not isinstance(b, Ubahan) or b.jenis == jenis_ubahan(v) for b in isi)


def anak(induk: etree._Element, v: int) -> Iterator[tuple[etree._Element, int]]:
    """The children that one of the versions `v` has, each with its versions; wrappers are opened."""
    for e in induk:
        if e.tag in _TANDA:
            tanda = _TANDA[str(e.tag)]
            if v & tanda & KEDUA:
                yield from anak(e, v & tanda & KEDUA | tanda & PINDAH)
        elif e.tag == _ALTERNATIF:
            # The fallback is what a reader of plain ISO/IEC 29500 understands (29500-3, 10.2).
            pilihan = e.find(_PILIHAN) if (cadangan := e.find(_CADANGAN)) is None else cadangan
            if pilihan is not None:
                yield from anak(pilihan, v)
        elif e.tag in _TEMBUS:
            yield from anak(e, v)
        else:
            yield e, v


def tanda_sifat(sifat: etree._Element | None, v: int) -> int:
    """The versions, of `v`, that have the paragraph mark or table row with these properties."""
    for e in () if sifat is None else sifat:
        if e.tag in _TANDA:
            tanda = _TANDA[str(e.tag)]
            v = v & tanda & KEDUA | (v | tanda) & PINDAH
    return v


def di_dalam(e: etree._Element, v: int) -> int:
    """The versions, of `v`, that have an element, by what stands around it."""
    for luar in e.iterancestors(*_TANDA):
        v &= _TANDA[str(luar.tag)]
    return v & KEDUA
