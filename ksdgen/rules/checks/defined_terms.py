"""Defined terms: each defined once, and used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen.rules.reading import spaced, whole_text
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import shape

_CALLED = re.compile(r",?\s+(?:yang\s+)?(?:selanjutnya|dapat)\s+(?:disebut|disingkat)(?:\s+dengan)?\s+", re.IGNORECASE)


@shape("istilah_terpakai", words=("istilah",))
def istilah_terpakai(context: Context) -> Iterator[Finding]:
    """A defined term is used somewhere besides its own definition."""
    for index, defined in enumerate(context.naskah.istilah):
        term = " ".join(defined.istilah.split())
        names = [name for part in _CALLED.split(term) if (name := part.strip(" \"“”',"))]
        if not names:
            continue
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(spaced, names))})(?!\w)", re.IGNORECASE)
        definition = re.compile(rf"{spaced(term)}\s+adalah\b", re.IGNORECASE)
        readings = whole_text(context).candidates(name.split()[0].lower() for name in names)
        if not any(pattern.search(reading.text) and not definition.match(reading.text) for reading in readings):
            yield Finding(f"istilah.{index}.istilah", {"istilah": term})


@shape("istilah_sekali", words=("istilah", "ke"))
def istilah_sekali(context: Context) -> Iterator[Finding]:
    """A term is defined once."""
    seen: dict[str, int] = {}
    for index, defined in enumerate(context.naskah.istilah):
        key = " ".join(defined.istilah.split()).casefold()
        if key in seen:
            yield Finding(f"istilah.{index}.istilah", {"istilah": defined.istilah, "ke": str(seen[key] + 1)})
        seen.setdefault(key, index)
