"""Column widths of a table: as dashes in markup, as thousandths of the available width in a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

WIDTH = re.compile(r":?(-+):?")


def thousandths(widths: Sequence[int]) -> tuple[int, ...]:
    """Relative widths as thousandths that sum to exactly 1000 (largest remainders)."""
    if not any(widths):
        widths = [1] * len(widths)
    total = sum(widths)
    result = [width * 1000 // total for width in widths]
    order = sorted(range(len(widths)), key=lambda index: (-(widths[index] * 1000 % total), index))
    for index in order[: 1000 - sum(result)]:
        result[index] += 1
    return tuple(result)


def dashes(columns: Sequence[int]) -> list[int]:
    """The fewest dashes for each column, three at least, that give these thousandths."""
    for count in range(len(columns), 1001):
        widths = [max(1, round(share * count / 1000)) for share in columns]
        if thousandths(widths) == tuple(columns):
            factor = -(-3 // min(widths))
            return [width * factor for width in widths]
    return list(columns)
