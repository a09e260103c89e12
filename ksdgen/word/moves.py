"""Moved paragraphs of a file that is being read: which one went where (ISO/IEC 29500-1, 17.13.5.21 to 17.13.5.28)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from ksdgen.paper.document import Blok, Paragraf, Tanda, Ubahan
from ksdgen.paper.revision import rapikan
from ksdgen.word.ooxml import w
from ksdgen.word.revisions import nomor_pindah
from ksdgen.word.versions import BARU, LAMA

_AWAL = {w("moveToRangeStart"): BARU, w("moveFromRangeStart"): LAMA}
_AKHIR = {w("moveToRangeEnd"), w("moveFromRangeEnd")}


class Perpindahan:
    """Pairs the ends of moves by the names of their ranges and by the order of the paragraphs in them."""

    def __init__(self) -> None:
        self._terbuka: dict[int, dict[str, str]] = {BARU: {}, LAMA: {}}
        self._urutan: dict[tuple[int, str], int] = {}
        self._nomor: dict[tuple[str, int], int] = {}
        self._ujung: dict[int, int] = {}

    def baca(self, e: etree._Element) -> bool:
        """Note the start or end of a range; False when the element is neither."""
        if e.tag in _AWAL:
            terbuka = self._terbuka[_AWAL[str(e.tag)]]
            terbuka[e.get(w("id"), "")] = e.get(w("name"), "")
            return True
        if e.tag in _AKHIR:
            for terbuka in self._terbuka.values():
                terbuka.pop(e.get(w("id"), ""), None)
            return True
        return False

    def nama(self, v: int) -> str | None:
        """The name of the range that was opened last, None outside of all ranges."""
        return next(reversed(self._terbuka[v].values()), None)

    def tanda(self, nama: str | None, v: int) -> Tanda:
        """The mark of the next moved paragraph in a range, its number not yet final."""
        jenis = "pindah_ke" if v == BARU else "pindah_dari"
        if nama is None:
            return Tanda(jenis)
        urutan = self._urutan.get((v, nama), 0)
        self._urutan[v, nama] = urutan + 1
        nomor = self._nomor.setdefault((nama, urutan), len(self._nomor))
        self._ujung[nomor] = self._ujung.get(nomor, 0) | v
        return Tanda(jenis, nomor)

    def pasangkan(self, blok: Iterable[Blok]) -> list[Blok]:
        """The blocks with the final numbers; an end without its other one is an insertion or a deletion."""
        akhir: dict[int, int] = {}
        berikut = 1 + max((n + k for (nama, k) in self._nomor if (n := nomor_pindah(nama)) is not None), default=0)
        for (nama, urutan), nomor in self._nomor.items():
            awal = nomor_pindah(nama)
            if awal is None:
                akhir[nomor], berikut = berikut, berikut + 1
            else:
                akhir[nomor] = awal + urutan
        return [self._satu(b, akhir) for b in blok]

    def _satu(self, b: Blok, akhir: dict[int, int]) -> Blok:
        if b.tanda is None or not b.tanda.jenis.startswith("pindah"):
            return b
        nomor = b.tanda.pindah
        if isinstance(b, Paragraf) and nomor is not None and self._ujung.get(nomor) == BARU | LAMA:
            return replace(b, tanda=Tanda(b.tanda.jenis, akhir[nomor]))
        return tanpa_pindah(b)


def tanpa_pindah(b: Blok) -> Blok:
    """A block whose mark says that it was moved as one that was inserted or deleted."""
    if b.tanda is None:
        return b
    tanda = Tanda("sisip" if b.tanda.baru else "hapus")
    if isinstance(b, Paragraf):
        isi = (x for u in b.isi for x in (u.isi if isinstance(u, Ubahan) else (u,)))
        return replace(b, tanda=tanda, isi=rapikan(isi))
    return replace(b, tanda=tanda)
