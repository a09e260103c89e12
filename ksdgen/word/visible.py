"""Changes shown as coloured text instead of tracked changes, for papers that are about a change, as a meeting's matrix."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from ksdgen.word.ooxml import element, wml

_COLOURS = {"hapus": "9B1C1C", "sisip": "14532D"}


def make_visible(elements: Iterable[etree._Element], kind: str) -> None:
    """Colour runs: words that were taken out are red and struck through, new words green and underlined.

    Args:
        elements: children of a paragraph; those that are no w:r are passed over.
        kind: "hapus" or "sisip".
    """
    for child in elements:
        if child.tag != wml("r"):
            continue
        rpr = child.find(wml("rPr"))
        if rpr is None:
            rpr = etree.Element(wml("rPr"))
            child.insert(0, rpr)
        # The order of children is fixed (17.3.2.28): strike, then color, then u.
        if kind == "hapus":
            element(rpr, "strike")
        element(rpr, "color", val=_COLOURS[kind])
        if kind == "sisip":
            element(rpr, "u", val="single")
