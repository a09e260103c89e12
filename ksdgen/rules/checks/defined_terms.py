"""Defined terms: each defined once, and used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen.rules.reading import whole_text
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import shape

_CALLED = re.compile(r",?\s+(?:yang\s+)?(?:selanjutnya|dapat)\s+(?:disebut|disingkat)(?:\s+dengan)?\s+", re.IGNORECASE)
_LONGEST_NAME = 20
"""The longest name, in words and signs, that is looked for."""


@shape("istilah_terpakai", words=("istilah",))
def istilah_terpakai(context: Context) -> Iterator[Finding]:
    """A defined term is used somewhere besides its own definition."""
    terms: list[tuple[int, str, list[tuple[str, ...]]]] = []
    for index, defined in enumerate(context.naskah.istilah):
        term = " ".join(defined.istilah.split())
        names = [_words(name) for part in _CALLED.split(term) if (name := part.strip(" \"“”',"))]
        if names and max(map(len, names)) <= _LONGEST_NAME:
            terms.append((index, term, names))
    if not terms:
        return
    places = _places(context, {name for _, _, names in terms for name in names})
    for index, term, names in terms:
        own = _words(term)
        if not any(where != own for name in names for where in places.get(name, ())):
            yield Finding(f"istilah.{index}.istilah", {"istilah": term})


def _words(text: str) -> tuple[str, ...]:
    """The words of a text and the signs between them, in small letters."""
    return tuple(re.findall(r"\w+|[^\w\s]", text.lower()))


def _places(context: Context, names: set[tuple[str, ...]]) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
    """Where names stand: each with the terms in whose definitions it does, the empty one meaning any other paragraph.

    Two such places are kept of a name: one of them is not the definition of a certain term.
    """
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[0], set()).add(len(name))
    result: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for reading in whole_text(context).candidates(lengths):
        words = _words(reading.text)
        where = words[: words.index("adalah")] if "adalah" in words else ()
        for start, word in enumerate(words):
            for length in lengths.get(word, ()):
                name = words[start : start + length]
                if name in names and len(known := result.setdefault(name, set())) < 2:
                    known.add(where)
    return result


@shape("istilah_sekali", words=("istilah", "ke"))
def istilah_sekali(context: Context) -> Iterator[Finding]:
    """A term is defined once."""
    seen: dict[str, int] = {}
    for index, defined in enumerate(context.naskah.istilah):
        key = " ".join(defined.istilah.split()).casefold()
        if key in seen:
            yield Finding(f"istilah.{index}.istilah", {"istilah": defined.istilah, "ke": str(seen[key] + 1)})
        seen.setdefault(key, index)
