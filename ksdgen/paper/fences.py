"""Values on their way through a template: fenced by private-use characters that user input cannot contain.

So no value can ever become structure, and every character of the paper knows where it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ksdgen.paper.document import Origin

VALUE, VALUE_CONTENT, VALUE_END = "\ue000", "\ue001", "\ue002"
MARK, MARK_END = "\ue003", "\ue004"
HOLE, HOLE_END = "\ue005", "\ue006"
"""A value is VALUE id VALUE_CONTENT text VALUE_END, a line mark MARK id MARK_END, a blank HOLE name HOLE_END."""

SWALLOW = "\ue007"
"""Stands before a line break of a template that must not reach the text."""

LITERAL = "\ue008"
"""Stands before text that is no marker, table row or directive, whatever it looks like; takes no room itself."""

FENCE_RANGE = "\ue000-\ue0ff"
"""Every character that a fence can be, as a range in a pattern."""

_LINE_BREAK = re.compile(r"\r\n|\r|\n")

FindOrigin = Callable[[str, int], Origin | None]
"""Turns the id of a fence and an offset into a place."""


def value(text: str, id_: str = "") -> str:
    """Fence a value; its newlines become spaces."""
    return f"{VALUE}{_one_line(id_)}{VALUE_CONTENT}{_one_line(text)}{VALUE_END}"


def hole(name: str) -> str:
    """A fenced blank."""
    return f"{HOLE}{_one_line(name)}{HOLE_END}"


def mark(id_: str) -> str:
    """A mark that says where the text after it was written."""
    return f"{MARK}{_one_line(id_)}{MARK_END}"


def _one_line(text: str) -> str:
    return _LINE_BREAK.sub(" ", text) if "\n" in text or "\r" in text else text


ONE_VALUE = f"{VALUE}[^{VALUE_CONTENT}]*{VALUE_CONTENT}[^{VALUE_END}]*{VALUE_END}"
"""The pattern of one fenced value."""

_MARKS = re.compile(f"{MARK}[^{MARK_END}]*{MARK_END}")
_FENCES = re.compile(f"{VALUE}[^{VALUE_CONTENT}]*{VALUE_CONTENT}|{VALUE_END}")


def longest_part(text: str) -> str:
    """The id of the line mark from which most of a text comes; empty when it has none."""
    lengths: dict[str, int] = {}
    for piece in text.split(MARK)[1:]:
        id_, _, content = piece.partition(MARK_END)
        lengths[id_] = lengths.get(id_, 0) + len(content)
    return max(lengths, key=lambda id_: lengths[id_], default="")


def without_marks(text: str) -> str:
    """Text without its line marks."""
    return _MARKS.sub("", text)


def without_fences(text: str) -> str:
    """Text without the fences around values."""
    return _FENCES.sub("", text)
