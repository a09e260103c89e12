"""How alike two texts are, and which of many are worth a closer look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from ksdgen.difference.sequence import Pasangan
from ksdgen.difference.tokens import Untai, bobot, pecah, ringan
from ksdgen.paper.document import Inline

Tas = Mapping[Hashable, int]
"""How often each word stands in a text; values count as their kind, small words and signs do not count."""

_SETARA = frozenset(("nilai_uang", "tanggal", "jangka_waktu", "persen", "bilangan", "nomor", "kosong"))

_CALON = 5
_LANGKA = 24
_KATA_CARI = 8

T = TypeVar("T", bound=Hashable)


def tas(isi: Sequence[Inline]) -> Counter[Hashable]:
    """The words of a text with their weights."""
    hasil: Counter[Hashable] = Counter()
    for t in pecah(Untai(isi)):
        if t.jenis in _SETARA:
            hasil["", t.jenis] += 12
        elif t.kunci != "" and not ringan(t.kunci):
            kunci = t.kunci.lower() if isinstance(t.kunci, str) else t.kunci
            hasil[kunci] += bobot(t.kunci)
    return hasil


def mirip(a: Tas, b: Tas) -> float:
    """0 to 1: the share of weight that two texts have in common; two texts without words are alike."""
    jumlah = sum(a.values()) + sum(b.values())
    if not jumlah:
        return 1.0
    if len(a) > len(b):
        a, b = b, a
    return 2 * sum(min(n, b[k]) for k, n in a.items() if k in b) / jumlah


class Indeks:
    """Finds texts that share rare words, without looking at all of them."""

    def __init__(self, isi: Iterable[tuple[T, Tas]]) -> None:
        self._letak: dict[Hashable, list[Hashable]] = {}
        for nama, t in isi:
            for kata in t:
                self._letak.setdefault(kata, []).append(nama)

    def calon(self, t: Tas) -> list[Hashable]:
        """The few texts that share most of the rarest words of this one, best first."""
        langka = sorted((len(v), n, v) for n, k in enumerate(t) if (v := self._letak.get(k)) is not None)[:_KATA_CARI]
        hitung: Counter[Hashable] = Counter()
        for banyak, _, letak in langka:
            if banyak <= _LANGKA:
                hitung.update(letak)
        return [nama for nama, _ in hitung.most_common(_CALON)]


def sejalan(nilai: Sequence[Sequence[float]], ambang: float) -> list[Pasangan]:
    """Pairs that rise on both sides with the greatest sum of likeness, none below the threshold.

    Args:
        nilai: likeness of each older (row) with each newer (column) text.
        ambang: the least likeness of a pair.
    """
    n, m = len(nilai), len(nilai[0]) if nilai else 0
    tabel = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            terbaik = max(tabel[i + 1][j], tabel[i][j + 1])
            if nilai[i][j] >= ambang:
                terbaik = max(terbaik, tabel[i + 1][j + 1] + nilai[i][j])
            tabel[i][j] = terbaik
    hasil: list[Pasangan] = []
    i = j = 0
    while i < n and j < m:
        if nilai[i][j] >= ambang and tabel[i][j] == tabel[i + 1][j + 1] + nilai[i][j]:
            hasil.append((i, j))
            i, j = i + 1, j + 1
        elif tabel[i][j] == tabel[i + 1][j]:
            i += 1
        else:
            j += 1
    return hasil
