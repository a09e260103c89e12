"""The markers of numbered items and their labels, as they are typed."""

from __future__ import annotations

import re
from collections.abc import Callable

from ksdgen import bahasa

MARKER = re.compile(
    r"(?:\((?P<ayat>\d{1,3}|#)\)"
    r"|(?P<huruf>#a|([a-z])\3{0,2})\."
    r"|(?P<angka>#1|\d{1,3})\."
    r"|(?P<huruf_kurung>#a|([a-z])\6{0,2})\)"
    r"|(?P<angka_kurung>#1|\d{1,3})\)"
    r"|(?P<romawi>#I)\.)(?=\s|$)\s*",
    re.ASCII,
)
MARKER_START = frozenset("(#abcdefghijklmnopqrstuvwxyz0123456789")
LABEL = re.compile(r"\[([a-z][a-z0-9_]*)\](?:\s+|$)")
"""The label of an item, after its marker."""
NEXT_MARKERS = {
    "ayat": "(#)",
    "huruf": "#a.",
    "angka": "#1.",
    "huruf_kurung": "#a)",
    "angka_kurung": "#1)",
    "romawi": "#I.",
}
"""How "the next of its kind" is written; a Pasal is numbered by itself."""

_READ: dict[str, Callable[[str], int | None]] = {
    "ayat": int,
    "huruf": bahasa.from_letters,
    "angka": int,
    "huruf_kurung": bahasa.from_letters,
    "angka_kurung": int,
    "romawi": bahasa.from_roman,
}


def is_marker(text: str) -> bool:
    """Whether a line that begins like this would be read as a numbered item."""
    return MARKER.match(text) is not None


def read_marker(match: re.Match[str]) -> tuple[str, int | None]:
    """The kind of a marker and its typed ordinal; None where it is "the next"."""
    kind = next(name for name in _READ if match[name] is not None)
    return kind, None if match[kind].startswith("#") else _READ[kind](match[kind])
