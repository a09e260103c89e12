"""Which of the two versions that a redlined file holds has a piece of it, as a set of bits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from ksdgen.paper.document import Inline, Mark, TrackedChange
from ksdgen.word.ooxml import MC, wml

NEW, OLD = 1, 2
BOTH = NEW | OLD
MOVED = 4
"""Beside a version: the words were moved, not written or struck out."""

# Wrappers whose content counts as if they were not there.
_TRANSPARENT = {wml(n) for n in ("sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "dir", "bdo")}
_MARKS = {wml("ins"): NEW, wml("del"): OLD, wml("moveTo"): NEW | MOVED, wml("moveFrom"): OLD | MOVED}
_ALTERNATIVE = f"{{{MC}}}AlternateContent"
_FALLBACK = f"{{{MC}}}Fallback"
_CHOICE = f"{{{MC}}}Choice"

CHANGE_ELEMENTS = (*_MARKS, wml("pPrChange"), wml("sectPrChange"))
"""Elements that say that a file holds two versions."""


def version(mark: Mark | None) -> int:
    """The versions that have a block or row with this mark."""
    return BOTH if mark is None else NEW if mark.new else OLD


def tracked_change_kind(versions: int) -> str:
    """The kind of a `TrackedChange` of one version."""
    return "sisip" if versions & NEW else "hapus"


def has_content(content: Iterable[Inline], versions: int) -> bool:
    """Whether a version has any of these inlines."""
    return any(not isinstance(part, TrackedChange) or part.kind == tracked_change_kind(versions) for part in content)


def children(parent: etree._Element, versions: int) -> Iterator[tuple[etree._Element, int]]:
    """The children that one of the versions `versions` has, each with its versions; wrappers are opened."""
    for child in parent:
        if child.tag in _MARKS:
            bits = _MARKS[str(child.tag)]
            if versions & bits & BOTH:
                yield from children(child, versions & bits & BOTH | bits & MOVED)
        elif child.tag == _ALTERNATIVE:
            # The fallback is what a reader of plain ISO/IEC 29500 understands (29500-3, 10.2).
            choice = child.find(_CHOICE) if (fallback := child.find(_FALLBACK)) is None else fallback
            if choice is not None:
                yield from children(choice, versions)
        elif child.tag in _TRANSPARENT:
            yield from children(child, versions)
        else:
            yield child, versions


def property_mark(properties: etree._Element | None, versions: int) -> int:
    """The versions, of `versions`, that have the paragraph mark or table row with these properties."""
    for child in () if properties is None else properties:
        if child.tag in _MARKS:
            bits = _MARKS[str(child.tag)]
            versions = versions & bits & BOTH | (versions | bits) & MOVED
    return versions


def versions_of(element: etree._Element, versions: int) -> int:
    """The versions, of `versions`, that have an element, by what stands around it."""
    for outer in element.iterancestors(*_MARKS):
        versions &= _MARKS[str(outer.tag)]
    return versions & BOTH
