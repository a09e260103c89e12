"""A block list that holds two versions, taken apart: what each version has, and where it stands in the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ksdgen.difference.outline import Simpul, pohon
from ksdgen.paper.document import Blok
from ksdgen.paper.revision import blok_baru, blok_lama


class Sisi:
    """One version: its blocks and their nodes by their place in the common list."""

    def __init__(self, blok: Mapping[int, Blok]) -> None:
        self.blok = blok
        _, simpul = pohon(list(blok.values()))
        self.simpul = dict(zip(blok, simpul, strict=True))
        self._letak = {s: i for i, s in self.simpul.items()}

    def letak(self, s: Simpul | None) -> int | None:
        """The place of a node in the common list; None for a part that has no heading."""
        return self._letak.get(s) if s is not None else None

    def induk(self, i: int) -> int | None:
        """The place of what a block belongs to; None when that is a part without a heading."""
        return self.letak(self.simpul[i].induk)


class Ganda:
    """Both versions.

    Args:
        blok: blocks with marks of change.
    """

    def __init__(self, blok: Sequence[Blok]) -> None:
        self.blok = blok
        versi_lama, versi_baru = [blok_lama((b,)) for b in blok], [blok_baru((b,)) for b in blok]
        self.lama = Sisi({i: v[0] for i, v in enumerate(versi_lama) if v})
        self.baru = Sisi({i: v[0] for i, v in enumerate(versi_baru) if v})
        self.ke = {i: i for i in self.lama.blok if i in self.baru.blok} | _pindahan(blok)
        """Where each older block that the newer version has too stands there."""
        self.dari = {j: i for i, j in sorted(self.ke.items(), key=lambda p: p[1])}

    def serta(self, i: int, j: int) -> bool:
        """Whether an older and a newer block belong to the same thing."""
        a, b = self.lama.induk(i), self.baru.induk(j)
        if a is None or b is None:
            x, y = self.lama.simpul[i].induk, self.baru.simpul[j].induk
            return a is b and x is not None and y is not None and x.jenis == y.jenis
        return self.ke.get(a) == b

    def pindah_sendiri(self, j: int) -> bool:
        """Whether a newer block moved, and not only along with what it belongs to."""
        i = self.dari.get(j, j)
        if i == j:
            return False
        induk = self.baru.induk(j)
        return induk is None or not self.serta(i, j) or self.dari[induk] == induk


def _pindahan(blok: Sequence[Blok]) -> dict[int, int]:
    """Both ends of each move: the first older with the first newer block of a number, and so on, if there are as many."""
    ujung: dict[int, tuple[list[int], list[int]]] = {}
    for i, b in enumerate(blok):
        if b.tanda is not None and b.tanda.pindah is not None:
            ujung.setdefault(b.tanda.pindah, ([], []))[b.tanda.baru].append(i)
    hasil: dict[int, int] = {}
    for dari, ke in ujung.values():
        if len(dari) == len(ke):
            hasil.update((i, j) for i, j in zip(dari, ke, strict=True) if type(blok[i]) is type(blok[j]))
    return hasil
