"""Column widths of a table: as dashes in markup, as thousandths of the available width in a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

WIDTH = re.compile(r":?(-+):?")


def share_thousand(width: Sequence[int]) -> tuple[int, ...]:
    """Relative widths as thousandths that sum to exactly 1000 (largest remainders)."""
    if not any(width):
        width = [1] * len(width)
    count = sum(width)
    result = [w * 1000 // count for w in width]
    order = sorted(range(len(width)), key=lambda index: (-(width[index] * 1000 % count), index))
    for index in order[: 1000 - sum(result)]:
        result[index] += 1
    return tuple(result)


def dashes(column: Sequence[int]) -> list[int]:
    """The fewest dashes, three at least, that give these widths."""
    for count in range(len(column), 1001):
        width = [max(1, round(k * count / 1000)) for k in column]
        if share_thousand(width) == tuple(column):
            times = -(-3 // min(width))
            return [w * times for w in width]
    return list(column)
