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
    """Pairs of equal elements, rising in both sequences: the heaviest such alignment, or a good one where that would
    take too long.

    Args:
        old: the older sequence.
        new: the newer sequence.
        weight: how much the agreement of an element is worth, above 0; 1 unless given.
    """
    result: list[Pair] = []
    ranges = [(0, len(old), 0, len(new))]
    while ranges:
        old_start, old_end, new_start, new_end = ranges.pop()
        while old_start < old_end and new_start < new_end and old[old_start] == new[new_start]:
            result.append((old_start, new_start))
            old_start, new_start = old_start + 1, new_start + 1
        while old_start < old_end and new_start < new_end and old[old_end - 1] == new[new_end - 1]:
            old_end, new_end = old_end - 1, new_end - 1
            result.append((old_end, new_end))
        if old_start == old_end or new_start == new_end:
            continue
        if (old_end - old_start) * (new_end - new_start) <= _AREA:
            result += [
                (old_start + old_offset, new_start + new_offset)
                for old_offset, new_offset in _heaviest(old[old_start:old_end], new[new_start:new_end], weight)
            ]
            continue
        anchors = _anchors(old, new, old_start, old_end, new_start, new_end)
        if anchors is None:
            result += _occurrences(old, new, old_start, old_end, new_start, new_end)
            continue
        result += anchors
        for (old_before, new_before), (old_after, new_after) in zip(
            [(old_start - 1, new_start - 1), *anchors], [*anchors, (old_end, new_end)], strict=True
        ):
            ranges.append((old_before + 1, old_after, new_before + 1, new_after))
    result.sort()
    return result


def _heaviest(old: Sequence[Hashable], new: Sequence[Hashable], weight: Weight | None) -> list[Pair]:
    """The heaviest common subsequence, by dynamic programming; of equal ones that which agrees earliest."""
    old_count, new_count = len(old), len(new)
    table = [[0] * (new_count + 1)]
    for old_index in range(old_count - 1, -1, -1):
        element = old[old_index]
        value = weight(element) if weight is not None else 1
        below = table[-1]
        row = [0] * (new_count + 1)
        right = 0
        for new_index in range(new_count - 1, -1, -1):
            best = below[new_index] if below[new_index] > right else right
            if element == new[new_index] and below[new_index + 1] + value > best:
                best = below[new_index + 1] + value
            row[new_index] = right = best
        table.append(row)
    table.reverse()
    result: list[Pair] = []
    old_index = new_index = 0
    while old_index < old_count and new_index < new_count:
        if old[old_index] == new[new_index] and table[old_index][new_index] == table[old_index + 1][new_index + 1] + (
            weight(old[old_index]) if weight is not None else 1
        ):
            result.append((old_index, new_index))
            old_index, new_index = old_index + 1, new_index + 1
        elif table[old_index + 1][new_index] >= table[old_index][new_index + 1]:
            old_index += 1
        else:
            new_index += 1
    return result


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], old_start: int, old_end: int, new_start: int, new_end: int
) -> list[Pair] | None:
    """Pairs of elements that stand once on each side, as many as can be in order; None when there are none."""
    old_counts, new_counts = Counter(old[old_start:old_end]), Counter(new[new_start:new_end])
    places = {new[place]: place for place in range(new_start, new_end) if new_counts[new[place]] == 1}
    candidates = [
        (place, places[old[place]])
        for place in range(old_start, old_end)
        if old_counts[old[place]] == 1 and old[place] in places
    ]
    return _rising(candidates) or None


def _occurrences(
    old: Sequence[Hashable], new: Sequence[Hashable], old_start: int, old_end: int, new_start: int, new_end: int
) -> list[Pair]:
    """Pairs of the first with the first occurrence of an element, the second with the second; as many as rise."""
    places: dict[tuple[Hashable, int], int] = {}
    count: Counter[Hashable] = Counter()
    for new_index in range(new_start, new_end):
        count[new[new_index]] += 1
        places[new[new_index], count[new[new_index]]] = new_index
    count.clear()
    candidates: list[Pair] = []
    for old_index in range(old_start, old_end):
        count[old[old_index]] += 1
        partner = places.get((old[old_index], count[old[old_index]]))
        if partner is not None:
            candidates.append((old_index, partner))
    return _rising(candidates)


def _rising(candidates: Sequence[Pair]) -> list[Pair]:
    """The longest part of the pairs that rises on both sides; the first members rise already, all members are distinct."""
    edges: list[int] = []  # of the best chain of each length, its last second member
    chain: list[int] = []  # and its index in `candidates`
    before: list[int] = []
    for index, (_, second) in enumerate(candidates):
        length = bisect_left(edges, second)
        before.append(chain[length - 1] if length else -1)
        if length == len(edges):
            edges.append(second)
            chain.append(index)
        else:
            edges[length], chain[length] = second, index
    result: list[Pair] = []
    index = chain[-1] if chain else -1
    while index >= 0:
        result.append(candidates[index])
        index = before[index]
    result.reverse()
    return result


def heaviest_rising(candidates: Sequence[Pair], weight: Sequence[int]) -> set[int]:
    """Indices of the heaviest part of the pairs that rises on both sides; what is left out has moved.

    Args:
        candidates: pairs, sorted by their first members; no member stands twice.
        weight: the weight of each, above 0.
    """
    ranks = {second: rank for rank, second in enumerate(sorted(second for _, second in candidates), start=1)}
    tree = [(0, -1)] * (len(candidates) + 1)  # a Fenwick tree of (weight of the best chain, its last pair)
    before: list[int] = []
    peak = (0, -1)
    for index, (_, second) in enumerate(candidates):
        rank = ranks[second] - 1
        best = (0, -1)
        while rank:
            best = max(best, tree[rank])
            rank &= rank - 1
        before.append(best[1])
        current = (best[0] + weight[index], index)
        peak = max(peak, current)
        rank = ranks[second]
        while rank <= len(candidates):
            tree[rank] = max(tree[rank], current)
            rank += rank & -rank
    result: set[int] = set()
    index = peak[1]
    while index >= 0:
        result.add(index)
        index = before[index]
    return result
