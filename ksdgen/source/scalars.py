"""The kinds of text and value that a field can hold beside plain text, numbers and lists: markup, gaps, shares, money, dates, lengths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Markah(str):
    """Text that is parsed as law-like markup: numbered points, tables, references. Never Jinja."""

    __slots__ = ()


class TeksTerbuka(str):
    """One-line text that may be open: `menyusul`, or with `___` gaps to be written by hand."""

    __slots__ = ()


class Persen(str):
    """A percentage as written, with a comma or dot as decimal mark and without the sign."""

    __slots__ = ()


class Rupiah(int):
    """An amount of money in sen (hundredths of a rupiah)."""

    __slots__ = ()


class Menyusul(Enum):
    """The value `menyusul`: known to be open, to be filled in by hand."""

    MENYUSUL = "menyusul"


Tanggal = date | Menyusul


@dataclass(frozen=True, slots=True)
class Lama:
    """A length of time in calendar units, written `3 tahun`, `1 tahun 6 bulan`, `90 hari`."""

    tahun: int = 0
    bulan: int = 0
    hari: int = 0
