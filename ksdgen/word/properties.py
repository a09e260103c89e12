"""What a paragraph is by its properties, in a file from anywhere: role, list and depth, its own or those of its style."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ksdgen.paper.document import Number
from ksdgen.word.numbering import Counting
from ksdgen.word.ooxml import VAL, numeral, wml
from ksdgen.word.styles import INDENT_STEP, role_from_name, table_role_from_name
from ksdgen.word.versions import NEW, OLD


def value(parent: etree._Element | None, name: str) -> str | None:
    """The value of a child that has nothing else."""
    child = None if parent is None else parent.find(wml(name))
    return None if child is None else child.get(VAL)


def is_on(parent: etree._Element | None, name: str) -> bool:
    """An on/off property (22.9.2.7): on when present, unless it says otherwise."""
    child = None if parent is None else parent.find(wml(name))
    return child is not None and child.get(VAL, "1") not in ("0", "false", "off")


def _indent(ppr: etree._Element | None, name: str, logical_name: str) -> str | None:
    """The indent of one side, which newer files name by the direction of writing (17.3.1.12)."""
    ind = None if ppr is None else ppr.find(wml("ind"))
    return None if ind is None else (ind.get(wml(name)) or ind.get(wml(logical_name)))


@dataclass(slots=True)
class Style:
    """A style as far as it matters here; `parent` is the style it is based on."""

    name: str
    parent: str | None
    ppr: etree._Element | None
    rpr: etree._Element | None


_CHAIN_LIMIT = 50
"""How many styles may be based on each other; Word itself does not count further than some dozens."""


class Properties:
    """Reads properties with the styles and lists of one file.

    Args:
        styles: the root of the style part, where the file has one.
        numbering: the root of the numbering part, where the file has one.
    """

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._roles: dict[str, str | None] = {}
        self._default_style = ""
        self.default_rpr: etree._Element | None = None
        self._counting = {version: Counting(numbering) for version in (NEW, OLD)}
        if styles is None:
            return
        self.default_rpr = styles.find(f"{wml('docDefaults')}/{wml('rPrDefault')}/{wml('rPr')}")
        for style_element in styles.iterfind(wml("style")):
            style_id = style_element.get(wml("styleId"), "")
            self._styles[style_id] = Style(
                value(style_element, "name") or "",
                value(style_element, "basedOn"),
                style_element.find(wml("pPr")),
                style_element.find(wml("rPr")),
            )
            is_default = style_element.get(wml("default")) in ("1", "true", "on")
            if is_default and style_element.get(wml("type")) == "paragraph":
                self._default_style = style_id

    @property
    def ordinary(self) -> Style | None:
        """The style of a paragraph that names none."""
        return self._styles.get(self._default_style)

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Style]]:
        """The style and those it is based on, nearest first; a circle ends, and so does what nobody can overlook."""
        seen: set[str] = set()
        while (
            style_id is not None
            and style_id not in seen
            and len(seen) < _CHAIN_LIMIT
            and (style := self._styles.get(style_id)) is not None
        ):
            seen.add(style_id)
            yield style_id, style
            style_id = style.parent

    def role(self, style_id: str) -> str | None:
        """The role by style name, or by id where the styles are lost; None for a foreign style."""
        if style_id not in self._roles:
            roles = map(role_from_name, self._names(style_id))
            self._roles[style_id] = next((role for role in roles if role is not None), None)
        return self._roles[style_id]

    def table_role(self, style_id: str | None) -> str | None:
        """The role of a table by its style."""
        if style_id is None:
            return None
        roles = map(table_role_from_name, self._names(style_id))
        return next((role for role in roles if role is not None), None)

    def _names(self, style_id: str) -> list[str]:
        """What may tell the role of a style, the most telling first: names and ids, its own and inherited."""
        return [*(name for chain_id, style in self.chain(style_id) for name in (style.name, chain_id)), style_id]

    def paragraph_style(self, ppr: etree._Element | None) -> str:
        """The styleId of a paragraph."""
        return value(ppr, "pStyle") or self._default_style

    def numbering(self, ppr: etree._Element | None, style_id: str) -> tuple[str, int] | None:
        """`(numId, ilvl)` that holds for a paragraph: its own, else that of its style (17.3.1.19)."""
        numpr = None if ppr is None else ppr.find(wml("numPr"))
        num_id, ilvl = value(numpr, "numId"), value(numpr, "ilvl")
        if num_id is None:
            for chain_id, style in self.chain(style_id):
                numpr = None if style.ppr is None else style.ppr.find(wml("numPr"))
                num_id = value(numpr, "numId")
                if num_id is not None:
                    level = value(numpr, "ilvl") if ilvl is None else ilvl
                    ilvl = str(self._counting[NEW].style_level(num_id, chain_id)) if level is None else level
                    break
        return None if num_id in (None, "0") else (num_id, numeral(ilvl))

    def depth(self, ppr: etree._Element | None, style_id: str, reference: tuple[str, int] | None) -> int:
        """The list depth, from the left indent: the paragraph's own, else the list's, else the style's."""
        left, right = _indent(ppr, "left", "start"), _indent(ppr, "right", "end")
        if left is None and reference is not None:
            left = self._counting[NEW].left(*reference)
        if left is None:
            for _, style in self.chain(style_id):
                left = _indent(style.ppr, "left", "start")
                if left is not None:
                    break
        # A frame for an emblem is narrowed by the same indent on both sides.
        inset = numeral(right) if self.role(style_id) == "bingkai_lambang" else 0
        return max(0, round((numeral(left) - inset) / INDENT_STEP))

    def count(self, reference: tuple[str, int], version: int) -> Number | None:
        """The number of the next paragraph in reading order, in one version."""
        return self._counting[version].count(*reference)
