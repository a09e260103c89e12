"""The values that a field can hold beside plain text, numbers and lists: markup, gaps, shares, money, dates, lengths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Markah(str):
    """Text that is parsed as law-like markup: numbered points, tables, references. Never Jinja."""

    __slots__ = ()


class OpenText(str):
    """One-line text that may be open: `menyusul`, or with `___` gaps to be written by hand."""

    __slots__ = ()


class Percent(str):
    """A percentage as written, with a comma or dot as decimal mark and without the sign."""

    __slots__ = ()


class Rupiah(int):
    """An amount of money in sen (hundredths of a rupiah)."""

    __slots__ = ()


class ToFollow(Enum):
    """The value `menyusul`: known to be open, to be filled in by hand."""

    TO_FOLLOW = "menyusul"


OpenDate = date | ToFollow

GAP = "___"
"""Stands for a few words or figures that will be written by hand."""


def is_deferred(value: object) -> bool:
    """Whether a value says of itself that it is still to come: `menyusul`, in any field.

    No agreement means the word itself.
    """
    return value is ToFollow.TO_FOLLOW or (isinstance(value, str) and value.strip().lower() == ToFollow.TO_FOLLOW.value)


def has_gap(text: str) -> bool:
    """Whether a text leaves a gap to be written by hand."""
    return GAP in text


def is_open(value: object) -> bool:
    """Whether a value is still to be written: absent, empty, `menyusul`, or a one-line value with a gap.

    Prose with a gap says something all the same; a number of a paper with one is no number yet.
    """
    if value is None or value == "" or value == () or value == {} or is_deferred(value):
        return True
    return isinstance(value, OpenText) and has_gap(value)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in calendar units, written `3 tahun`, `1 tahun 6 bulan`, `90 hari`."""

    years: int = 0
    months: int = 0
    days: int = 0
