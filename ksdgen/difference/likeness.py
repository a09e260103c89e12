"""How alike two texts are, and which of many are worth a closer look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from ksdgen.difference.sequence import Pair
from ksdgen.difference.tokens import Strand, is_light, tokenise, weight
from ksdgen.paper.document import Inline

Bag = Mapping[Hashable, int]
"""The weight of each word in a text, all its occurrences together.

A value counts as its kind, whatever it is; small words and signs do not count.
"""

_EQUIVALENT = frozenset(("nilai_uang", "tanggal", "jangka_waktu", "persen", "bilangan", "nomor", "kosong"))

_CANDIDATES = 5
"""How many texts are worth a closer look."""
_RARE = 24
"""The most texts that a rare word stands in."""
_SEARCH_WORDS = 8
"""How many of the rarest words of a text are looked up."""

T = TypeVar("T", bound=Hashable)


def bag(content: Sequence[Inline]) -> Counter[Hashable]:
    """The words of a text with their weights."""
    result: Counter[Hashable] = Counter()
    for token in tokenise(Strand(content)):
        if token.kind in _EQUIVALENT:
            result["", token.kind] += 12
        elif token.key != "" and not is_light(token.key):
            key = token.key.lower() if isinstance(token.key, str) else token.key
            result[key] += weight(token.key)
    return result


def likeness(first: Bag, second: Bag) -> float:
    """0 to 1: the share of weight that two texts have in common; two texts without words are alike."""
    total = sum(first.values()) + sum(second.values())
    if not total:
        return 1.0
    if len(first) > len(second):
        first, second = second, first
    return 2 * sum(min(share, second[word]) for word, share in first.items() if word in second) / total


class Index:
    """Finds texts that share rare words, without looking at all of them."""

    def __init__(self, texts: Iterable[tuple[T, Bag]]) -> None:
        self._names_by_word: dict[Hashable, list[Hashable]] = {}
        for name, words in texts:
            for word in words:
                self._names_by_word.setdefault(word, []).append(name)

    def candidates(self, words: Bag) -> list[Hashable]:
        """The few texts that share most of the rarest words of this one, best first."""
        known = [names for word in words if (names := self._names_by_word.get(word)) is not None]
        tally: Counter[Hashable] = Counter()
        for names in sorted(known, key=len)[:_SEARCH_WORDS]:
            if len(names) <= _RARE:
                tally.update(names)
        return [name for name, _ in tally.most_common(_CANDIDATES)]


def best_rising_pairs(scores: Sequence[Sequence[float]], threshold: float) -> list[Pair]:
    """Pairs that rise on both sides with the greatest sum of likeness, none below the threshold.

    Args:
        scores: likeness of each older (row) with each newer (column) text.
        threshold: the least likeness of a pair.
    """
    row_count, column_count = len(scores), len(scores[0]) if scores else 0
    table = [[0.0] * (column_count + 1) for _ in range(row_count + 1)]
    for row in range(row_count - 1, -1, -1):
        for column in range(column_count - 1, -1, -1):
            best = max(table[row + 1][column], table[row][column + 1])
            if scores[row][column] >= threshold:
                best = max(best, table[row + 1][column + 1] + scores[row][column])
            table[row][column] = best
    result: list[Pair] = []
    row = column = 0
    while row < row_count and column < column_count:
        if scores[row][column] >= threshold and table[row][column] == table[row + 1][column + 1] + scores[row][column]:
            result.append((row, column))
            row, column = row + 1, column + 1
        elif table[row][column] == table[row + 1][column]:
            row += 1
        else:
            column += 1
    return result
