"""How alike two texts are, and which of many are worth a closer look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from ksdgen.difference.sequence import Pair
from ksdgen.difference.tokens import Strand, is_light, tokenise, weight
from ksdgen.paper.document import Inline

Bag = Mapping[Hashable, int]
"""How often each word stands in a text; values count as their kind, small words and signs do not count."""

_EQUIVALENT = frozenset(("nilai_uang", "tanggal", "jangka_waktu", "persen", "bilangan", "nomor", "kosong"))

_CANDIDATES = 5
_RARE = 24
_SEARCH_WORDS = 8

T = TypeVar("T", bound=Hashable)


def bag(content: Sequence[Inline]) -> Counter[Hashable]:
    """The words of a text with their weights."""
    result: Counter[Hashable] = Counter()
    for t in tokenise(Strand(content)):
        if t.kind in _EQUIVALENT:
            result["", t.kind] += 12
        elif t.key != "" and not is_light(t.key):
            key = t.key.lower() if isinstance(t.key, str) else t.key
            result[key] += weight(t.key)
    return result


def likeness(a: Bag, b: Bag) -> float:
    """0 to 1: the share of weight that two texts have in common; two texts without words are alike."""
    total = sum(a.values()) + sum(b.values())
    if not total:
        return 1.0
    if len(a) > len(b):
        a, b = b, a
    return 2 * sum(min(n, b[k]) for k, n in a.items() if k in b) / total


class Index:
    """Finds texts that share rare words, without looking at all of them."""

    def __init__(self, content: Iterable[tuple[T, Bag]]) -> None:
        self._location: dict[Hashable, list[Hashable]] = {}
        for name, t in content:
            for word in t:
                self._location.setdefault(word, []).append(name)

    def candidates(self, t: Bag) -> list[Hashable]:
        """The few texts that share most of the rarest words of this one, best first."""
        rare = sorted((len(v), n, v) for n, k in enumerate(t) if (v := self._location.get(k)) is not None)[
            :_SEARCH_WORDS
        ]
        tally: Counter[Hashable] = Counter()
        for count, _, location in rare:
            if count <= _RARE:
                tally.update(location)
        return [name for name, _ in tally.most_common(_CANDIDATES)]


def best_rising_pairs(value: Sequence[Sequence[float]], threshold: float) -> list[Pair]:
    """Pairs that rise on both sides with the greatest sum of likeness, none below the threshold.

    Args:
        value: likeness of each older (row) with each newer (column) text.
        threshold: the least likeness of a pair.
    """
    n, m = len(value), len(value[0]) if value else 0
    table = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            best = max(table[i + 1][j], table[i][j + 1])
            if value[i][j] >= threshold:
                best = max(best, table[i + 1][j + 1] + value[i][j])
            table[i][j] = best
    result: list[Pair] = []
    i = j = 0
    while i < n and j < m:
        if value[i][j] >= threshold and table[i][j] == table[i + 1][j + 1] + value[i][j]:
            result.append((i, j))
            i, j = i + 1, j + 1
        elif table[i][j] == table[i + 1][j]:
            i += 1
        else:
            j += 1
    return result
