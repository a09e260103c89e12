"""A rule's example as a complete agreement: a few top-level keys replace those of a base."""

from __future__ import annotations

import re
from functools import cache

from ksdgen.world.package import DATA

FOLDER = DATA / "contoh"

_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)


@cache
def base_text(name: str) -> str:
    """The text of a base agreement in data/contoh."""
    return (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")


def put(text: str, piece: str) -> str:
    """An agreement's text with the top-level keys of `piece` in place of its own; new keys come last."""
    blocks = _split(text) | _split(piece)
    return "".join(block if block.endswith("\n") else f"{block}\n" for block in blocks.values())


def _split(text: str) -> dict[str, str]:
    """Top-level key → its lines; what stands before the first key is kept under ""."""
    boundaries = [(m.start(), m[1]) for m in _KEY.finditer(text)]
    start = boundaries[0][0] if boundaries else len(text)
    result = {"": text[:start]} if text[:start].strip() else {}
    if not boundaries:
        return result
    for (begin, name), (end, _) in zip(boundaries, [*boundaries[1:], (len(text), "")], strict=True):
        result[name] = text[begin:end]
    return result
