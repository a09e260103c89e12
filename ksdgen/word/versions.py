"""Which of the two versions that a redlined file holds has a piece of it, as a set of bits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from ksdgen.paper.document import Inline, Mark, TrackedChange
from ksdgen.word.ooxml import MC, w

NEW, OLD = 1, 2
BOTH = NEW | OLD
MOVED = 4
"""Beside a version: the words were moved, not written or struck out."""

# Wrappers whose content counts as if they were not there.
_TRANSPARENT = {w(n) for n in ("sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "dir", "bdo")}
_MARKS = {w("ins"): NEW, w("del"): OLD, w("moveTo"): NEW | MOVED, w("moveFrom"): OLD | MOVED}
_ALTERNATIVE = f"{{{MC}}}AlternateContent"
_FALLBACK = f"{{{MC}}}Fallback"
_CHOICE = f"{{{MC}}}Choice"

CHANGE_ELEMENTS = (*_MARKS, w("pPrChange"), w("sectPrChange"))
"""Elements that say that a file holds two versions."""


def version(mark: Mark | None) -> int:
    """The versions that have a block or row with this mark."""
    return BOTH if mark is None else NEW if mark.new else OLD


def tracked_change_kind(v: int) -> str:
    """What an `TrackedChange` of one version is called."""
    return "sisip" if v & NEW else "hapus"


def has_content(content: Iterable[Inline], v: int) -> bool:
    """Whether a version has any of these inlines."""
    return any(not isinstance(b, TrackedChange) or b.kind == tracked_change_kind(v) for b in content)


def children(parent: etree._Element, v: int) -> Iterator[tuple[etree._Element, int]]:
    """The children that one of the versions `v` has, each with its versions; wrappers are opened."""
    for e in parent:
        if e.tag in _MARKS:
            mark = _MARKS[str(e.tag)]
            if v & mark & BOTH:
                yield from children(e, v & mark & BOTH | mark & MOVED)
        elif e.tag == _ALTERNATIVE:
            # The fallback is what a reader of plain ISO/IEC 29500 understands (29500-3, 10.2).
            choice = e.find(_CHOICE) if (fallback := e.find(_FALLBACK)) is None else fallback
            if choice is not None:
                yield from children(choice, v)
        elif e.tag in _TRANSPARENT:
            yield from children(e, v)
        else:
            yield e, v


def property_mark(properties: etree._Element | None, v: int) -> int:
    """The versions, of `v`, that have the paragraph mark or table row with these properties."""
    for e in () if properties is None else properties:
        if e.tag in _MARKS:
            mark = _MARKS[str(e.tag)]
            v = v & mark & BOTH | (v | mark) & MOVED
    return v


def is_inside(e: etree._Element, v: int) -> int:
    """The versions, of `v`, that have an element, by what stands around it."""
    for outer in e.iterancestors(*_MARKS):
        v &= _MARKS[str(outer.tag)]
    return v & BOTH
