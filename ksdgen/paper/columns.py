"""Column widths of a table: as dashes in markup, as thousandths of the available width in a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

WIDTH = re.compile(r":?(-+):?")


def bagi_seribu(lebar: Sequence[int]) -> tuple[int, ...]:
    """Relative widths as thousandths that sum to exactly 1000 (largest remainders)."""
    if not any(lebar):
        lebar = [1] * len(lebar)
    jumlah = sum(lebar)
    hasil = [w * 1000 // jumlah for w in lebar]
    urut = sorted(range(len(lebar)), key=lambda i: (-(lebar[i] * 1000 % jumlah), i))
    for i in urut[: 1000 - sum(hasil)]:
        hasil[i] += 1
    return tuple(hasil)


def dashes(kolom: Sequence[int]) -> list[int]:
    """The fewest dashes, three at least, that give these widths."""
    for jumlah in range(len(kolom), 1001):
        lebar = [max(1, round(k * jumlah / 1000)) for k in kolom]
        if bagi_seribu(lebar) == tuple(kolom):
            kali = -(-3 // min(lebar))
            return [w * kali for w in lebar]
    return list(kolom)
