"""Defined terms: each defined once, and used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen.rules.reading import (
    tolerance,
    whole_text,
)
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import shape

_CALLED = re.compile(r",?\s+(?:yang\s+)?(?:selanjutnya|dapat)\s+(?:disebut|disingkat)(?:\s+dengan)?\s+", re.IGNORECASE)


@shape("istilah_terpakai", words=("istilah",))
def istilah_terpakai(context: Context) -> Iterator[Finding]:
    """A defined term is used somewhere besides its own definition."""
    for index, content in enumerate(context.naskah.istilah):
        name = " ".join(content.istilah.split())
        variants_named = [r.strip(" \"“”',") for r in _CALLED.split(name) if r.strip(" \"“”',")]
        if not variants_named:
            continue
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(tolerance, variants_named))})(?!\w)", re.IGNORECASE)
        definition = re.compile(rf"{tolerance(name)}\s+adalah\b", re.IGNORECASE)
        candidates = whole_text(context).candidates(r.split()[0].lower() for r in variants_named)
        if not any(pattern.search(b.text) and not definition.match(b.text) for b in candidates):
            yield Finding(f"istilah.{index}.istilah", {"istilah": name})


@shape("istilah_sekali", words=("istilah", "ke"))
def istilah_sekali(context: Context) -> Iterator[Finding]:
    """A term is defined once."""
    seen: dict[str, int] = {}
    for index, content in enumerate(context.naskah.istilah):
        key = " ".join(content.istilah.split()).casefold()
        if key in seen:
            yield Finding(f"istilah.{index}.istilah", {"istilah": content.istilah, "ke": str(seen[key] + 1)})
        seen.setdefault(key, index)
