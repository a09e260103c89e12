"""Alignment of two sequences, in nearly linear time whatever they hold."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

Pasangan = tuple[int, int]
"""A position in the older and one in the newer sequence."""

_LUAS = 30_000
"""The largest product of lengths for which the best alignment is sought exactly."""

Bobot = Callable[[Hashable], int]


def selaras(lama: Sequence[Hashable], baru: Sequence[Hashable], bobot: Bobot | None = None) -> list[Pasangan]:
    """Pairs of equal elements, rising in both sequences: the heaviest such alignment, or a good one where that would take too long.

    Args:
        lama: the older sequence.
        baru: the newer sequence.
        bobot: how much the agreement of an element is worth, above 0; 1 unless given.
    """
    hasil: list[Pasangan] = []
    tugas = [(0, len(lama), 0, len(baru))]
    while tugas:
        a, b, c, d = tugas.pop()
        while a < b and c < d and lama[a] == baru[c]:
            hasil.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and lama[b - 1] == baru[d - 1]:
            b, d = b - 1, d - 1
            hasil.append((b, d))
        if a == b or c == d:
            continue
        if (b - a) * (d - c) <= _LUAS:
            hasil += [(a + i, c + j) for i, j in _terberat(lama[a:b], baru[c:d], bobot)]
            continue
        jangkar = _jangkar(lama, baru, a, b, c, d)
        if jangkar is None:
            hasil += _kemunculan(lama, baru, a, b, c, d)
            continue
        hasil += jangkar
        for (i, j), (k, m) in zip([(a - 1, c - 1), *jangkar], [*jangkar, (b, d)], strict=True):
            tugas.append((i + 1, k, j + 1, m))
    hasil.sort()
    return hasil


def _terberat(lama: Sequence[Hashable], baru: Sequence[Hashable], bobot: Bobot | None) -> list[Pasangan]:
    """The heaviest common subsequence, by dynamic programming; of equal ones that which agrees earliest."""
    n, m = len(lama), len(baru)
    tabel = [[0] * (m + 1)]
    for i in range(n - 1, -1, -1):
        x = lama[i]
        nilai = bobot(x) if bobot is not None else 1
        bawah = tabel[-1]
        baris = [0] * (m + 1)
        kanan = 0
        for j in range(m - 1, -1, -1):
            terbaik = bawah[j] if bawah[j] > kanan else kanan
            if x == baru[j] and bawah[j + 1] + nilai > terbaik:
                terbaik = bawah[j + 1] + nilai
            baris[j] = kanan = terbaik
        tabel.append(baris)
    tabel.reverse()
    hasil: list[Pasangan] = []
    i = j = 0
    while i < n and j < m:
        if lama[i] == baru[j] and tabel[i][j] == tabel[i + 1][j + 1] + (bobot(lama[i]) if bobot is not None else 1):
            hasil.append((i, j))
            i, j = i + 1, j + 1
        elif tabel[i + 1][j] >= tabel[i][j + 1]:
            i += 1
        else:
            j += 1
    return hasil


def _jangkar(
    lama: Sequence[Hashable], baru: Sequence[Hashable], a: int, b: int, c: int, d: int
) -> list[Pasangan] | None:
    """Pairs of elements that stand once on each side, as many as can be in order; None when there are none."""
    banyak_lama, banyak_baru = Counter(lama[a:b]), Counter(baru[c:d])
    letak = {baru[j]: j for j in range(c, d) if banyak_baru[baru[j]] == 1}
    calon = [(i, letak[lama[i]]) for i in range(a, b) if banyak_lama[lama[i]] == 1 and lama[i] in letak]
    return _naik(calon) or None


def _kemunculan(lama: Sequence[Hashable], baru: Sequence[Hashable], a: int, b: int, c: int, d: int) -> list[Pasangan]:
    """Pairs of the first with the first, the second with the second occurrence of an element, as many as can be in order."""
    letak: dict[tuple[Hashable, int], int] = {}
    hitung: Counter[Hashable] = Counter()
    for j in range(c, d):
        hitung[baru[j]] += 1
        letak[baru[j], hitung[baru[j]]] = j
    hitung.clear()
    calon: list[Pasangan] = []
    for i in range(a, b):
        hitung[lama[i]] += 1
        j_ = letak.get((lama[i], hitung[lama[i]]))
        if j_ is not None:
            calon.append((i, j_))
    return _naik(calon)


def _naik(calon: Sequence[Pasangan]) -> list[Pasangan]:
    """The longest part of the pairs that rises on both sides; the first members rise already, all members are distinct."""
    ujung: list[int] = []  # of the best chain of each length, its last second member
    rantai: list[int] = []  # and its index in `calon`
    sebelum: list[int] = []
    for n, (_, j) in enumerate(calon):
        k = bisect_left(ujung, j)
        sebelum.append(rantai[k - 1] if k else -1)
        if k == len(ujung):
            ujung.append(j)
            rantai.append(n)
        else:
            ujung[k], rantai[k] = j, n
    hasil: list[Pasangan] = []
    n = rantai[-1] if rantai else -1
    while n >= 0:
        hasil.append(calon[n])
        n = sebelum[n]
    hasil.reverse()
    return hasil


def terurut(calon: Sequence[Pasangan], bobot: Sequence[int]) -> set[int]:
    """Indices of the heaviest part of the pairs that rises on both sides; what is left out has moved.

    Args:
        calon: pairs, sorted by their first members; no member stands twice.
        bobot: the weight of each, above 0.
    """
    peringkat = {j: k for k, j in enumerate(sorted(j for _, j in calon), start=1)}
    pohon = [(0, -1)] * (len(calon) + 1)  # a Fenwick tree of (weight of the best chain, its last pair)
    sebelum: list[int] = []
    puncak = (0, -1)
    for n, (_, j) in enumerate(calon):
        k = peringkat[j] - 1
        terbaik = (0, -1)
        while k:
            terbaik = max(terbaik, pohon[k])
            k &= k - 1
        sebelum.append(terbaik[1])
        kini = (terbaik[0] + bobot[n], n)
        puncak = max(puncak, kini)
        k = peringkat[j]
        while k <= len(calon):
            pohon[k] = max(pohon[k], kini)
            k += k & -k
    hasil: set[int] = set()
    n = puncak[1]
    while n >= 0:
        hasil.add(n)
        n = sebelum[n]
    return hasil
