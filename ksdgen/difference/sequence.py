"""Alignment of two sequences, in nearly linear time whatever they hold."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

Pair = tuple[int, int]
"""A position in the older and one in the newer sequence."""

_AREA = 30_000
"""The largest product of lengths for which the best alignment is sought exactly."""

Weight = Callable[[Hashable], int]


def align(old: Sequence[Hashable], new: Sequence[Hashable], weight: Weight | None = None) -> list[Pair]:
    """Pairs of equal elements, rising in both sequences: the heaviest such alignment, or a good one where that would take too long.

    Args:
        old: the older sequence.
        new: the newer sequence.
        weight: how much the agreement of an element is worth, above 0; 1 unless given.
    """
    result: list[Pair] = []
    task = [(0, len(old), 0, len(new))]
    while task:
        a, b, c, d = task.pop()
        while a < b and c < d and old[a] == new[c]:
            result.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            result.append((b, d))
        if a == b or c == d:
            continue
        if (b - a) * (d - c) <= _AREA:
            result += [(a + i, c + j) for i, j in _heaviest(old[a:b], new[c:d], weight)]
            continue
        anchors = _anchor(old, new, a, b, c, d)
        if anchors is None:
            result += _occurrences(old, new, a, b, c, d)
            continue
        result += anchors
        for (i, j), (k, m) in zip([(a - 1, c - 1), *anchors], [*anchors, (b, d)], strict=True):
            task.append((i + 1, k, j + 1, m))
    result.sort()
    return result


def _heaviest(old: Sequence[Hashable], new: Sequence[Hashable], weight: Weight | None) -> list[Pair]:
    """The heaviest common subsequence, by dynamic programming; of equal ones that which agrees earliest."""
    n, m = len(old), len(new)
    table = [[0] * (m + 1)]
    for i in range(n - 1, -1, -1):
        x = old[i]
        value = weight(x) if weight is not None else 1
        below = table[-1]
        row = [0] * (m + 1)
        right = 0
        for j in range(m - 1, -1, -1):
            best = below[j] if below[j] > right else right
            if x == new[j] and below[j + 1] + value > best:
                best = below[j + 1] + value
            row[j] = right = best
        table.append(row)
    table.reverse()
    result: list[Pair] = []
    i = j = 0
    while i < n and j < m:
        if old[i] == new[j] and table[i][j] == table[i + 1][j + 1] + (weight(old[i]) if weight is not None else 1):
            result.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return result


def _anchor(old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int) -> list[Pair] | None:
    """Pairs of elements that stand once on each side, as many as can be in order; None when there are none."""
    old_counts, new_counts = Counter(old[a:b]), Counter(new[c:d])
    location = {new[j]: j for j in range(c, d) if new_counts[new[j]] == 1}
    candidates = [(i, location[old[i]]) for i in range(a, b) if old_counts[old[i]] == 1 and old[i] in location]
    return _rising(candidates) or None


def _occurrences(old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int) -> list[Pair]:
    """Pairs of the first with the first, the second with the second occurrence of an element, as many as can be in order."""
    location: dict[tuple[Hashable, int], int] = {}
    count: Counter[Hashable] = Counter()
    for j in range(c, d):
        count[new[j]] += 1
        location[new[j], count[new[j]]] = j
    count.clear()
    candidates: list[Pair] = []
    for i in range(a, b):
        count[old[i]] += 1
        j_ = location.get((old[i], count[old[i]]))
        if j_ is not None:
            candidates.append((i, j_))
    return _rising(candidates)


def _rising(candidates: Sequence[Pair]) -> list[Pair]:
    """The longest part of the pairs that rises on both sides; the first members rise already, all members are distinct."""
    edges: list[int] = []  # of the best chain of each length, its last second member
    chain: list[int] = []  # and its index in `candidates`
    before: list[int] = []
    for n, (_, j) in enumerate(candidates):
        k = bisect_left(edges, j)
        before.append(chain[k - 1] if k else -1)
        if k == len(edges):
            edges.append(j)
            chain.append(n)
        else:
            edges[k], chain[k] = j, n
    result: list[Pair] = []
    n = chain[-1] if chain else -1
    while n >= 0:
        result.append(candidates[n])
        n = before[n]
    result.reverse()
    return result


def heaviest_rising(candidates: Sequence[Pair], weight: Sequence[int]) -> set[int]:
    """Indices of the heaviest part of the pairs that rises on both sides; what is left out has moved.

    Args:
        candidates: pairs, sorted by their first members; no member stands twice.
        weight: the weight of each, above 0.
    """
    ranks = {j: k for k, j in enumerate(sorted(j for _, j in candidates), start=1)}
    tree = [(0, -1)] * (len(candidates) + 1)  # a Fenwick tree of (weight of the best chain, its last pair)
    before: list[int] = []
    peak = (0, -1)
    for n, (_, j) in enumerate(candidates):
        k = ranks[j] - 1
        best = (0, -1)
        while k:
            best = max(best, tree[k])
            k &= k - 1
        before.append(best[1])
        current = (best[0] + weight[n], n)
        peak = max(peak, current)
        k = ranks[j]
        while k <= len(candidates):
            tree[k] = max(tree[k], current)
            k += k & -k
    result: set[int] = set()
    n = peak[1]
    while n >= 0:
        result.add(n)
        n = before[n]
    return result
