"""Tracked changes as Word writes them (ISO/IEC 29500-1, 17.13.5): who changed what, and when.

A change of words wraps their runs; of a paragraph, its mark (w:pPr/w:rPr); of a row, w:trPr; changed properties keep
the old ones beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from lxml import etree

from ksdgen.inert import line
from ksdgen.paper.document import Block, Paragraph
from ksdgen.word.ooxml import clean, element, wml

AUTHOR = "ksdgen"
"""The author of a change that has none: w:author is required (17.13.4)."""

_LONGEST_NAME = 255
"""Characters of an author, as a precaution: the standard has no limit, and Word holds other short texts to as many
(MS-OI29500, on 17.16.10).
"""

ELEMENTS = {"sisip": "ins", "hapus": "del", "pindah_ke": "moveTo", "pindah_dari": "moveFrom"}
"""The element of each kind of mark."""

_WITHOUT_MOVE = {"pindah_ke": "sisip", "pindah_dari": "hapus"}

_WITHOUT_DATE = "1970-01-01T00:00:00Z"
"""A range of a move must have a date (CT_MoveBookmark); nobody gets to see it, unlike that of the moved words."""

_DELETED = {wml("t"): wml("delText"), wml("instrText"): wml("delInstrText")}
_MOVE_NAME = re.compile(r"pindah_(\d+)")

_INTERVAL = timedelta(minutes=2)
"""LibreOffice runs an insertion at the end of a paragraph together with the new paragraph below it, over the end that
is between them, unless more than a minute is between them too."""


def _date(changed_at: datetime) -> str:
    return f"{changed_at.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


class Recorder:
    """Writes the marks of change of one file.

    Args:
        author: the author of every change.
        changed_at: when they were made; None writes no date. Word shows the hour as it stands here, in any time zone.
        next_id: gives the next id; ids are unique among all annotations of the file.
    """

    def __init__(self, author: str | None, changed_at: datetime | None, next_id: Callable[[], str]) -> None:
        self._author = line(clean(author or AUTHOR))[:_LONGEST_NAME]
        self._date = None if changed_at is None else _date(changed_at)
        self._other_date = None if changed_at is None else _date(changed_at + _INTERVAL)
        self._next_id = next_id
        self.count = 0
        self.other_time = False
        """Whether the changes to come must not run together with those before them; see `_INTERVAL`."""

    def _tracked_change(self, parent: etree._Element, name: str) -> etree._Element:
        self.count += 1
        change = element(parent, name, id=self._next_id(), author=self._author)
        changed_at = self._other_date if self.other_time else self._date
        if changed_at is not None:
            change.set(wml("date"), changed_at)
        return change

    def words(self, parent: etree._Element, kind: str) -> etree._Element:
        """The element that holds changed runs."""
        return self._tracked_change(parent, ELEMENTS[kind])

    def mark_paragraph(self, paragraph: etree._Element, kind: str, *, with_field: bool = False) -> None:
        """Mark the end of a paragraph, and so the paragraph; its w:pPr holds no later child than w:rPr yet."""
        rpr = element(paragraph[0], "rPr")
        if with_field and kind in _WITHOUT_MOVE:
            # LibreOffice forgets that the end of a paragraph moved when the paragraph holds a field.
            self._tracked_change(rpr, ELEMENTS[_WITHOUT_MOVE[kind]])
        self._tracked_change(rpr, ELEMENTS[kind])

    def mark_row(self, tr: etree._Element, kind: str) -> None:
        """Mark a table row."""
        properties = tr.find(wml("trPr"))
        if properties is None:
            properties = element(tr, "trPr")
            # Beside its mark w:trPr must hold something (CT_TrPrBase); the Open XML SDK knows no other word for off.
            element(properties, "cantSplit", val="off")
            tr.insert(0, properties)
        self._tracked_change(properties, ELEMENTS[kind])

    def former_properties(self, paragraph: etree._Element, former: etree._Element) -> None:
        """Keep the properties that the paragraph had in the older version, where they differ."""
        if etree.tostring(paragraph[0]) != etree.tostring(former):
            self._tracked_change(paragraph[0], "pPrChange").append(former)

    def former_section(self, sect: etree._Element, former: etree._Element) -> None:
        """Keep the page that the section had in the older version."""
        self._tracked_change(sect, "sectPrChange").append(former)

    def open_move(self, parent: etree._Element, kind: str, name: str) -> etree._Element:
        """The start of one end of a move; both ends share the name."""
        start = self._tracked_change(parent, f"{ELEMENTS[kind]}RangeStart")
        if self._date is None:
            start.set(wml("date"), _WITHOUT_DATE)
        start.set(wml("name"), name)
        return start

    def close_move(self, parent: etree._Element, start: etree._Element) -> None:
        """The end of a range."""
        kind = etree.QName(start).localname.removesuffix("Start")
        element(parent, f"{kind}End", id=start.get(wml("id")))


def mark_deleted(deletion: etree._Element) -> None:
    """Name the text below a w:del as deleted text (17.3.3.7, 17.16.13)."""
    for child in deletion.iter(*_DELETED):
        child.tag = _DELETED[str(child.tag)]


def move_name(number: int) -> str:
    """The name of the range whose first paragraph has this number of a move."""
    return f"pindah_{number}"


def move_number(name: str) -> int | None:
    """The inverse of `move_name`; None for a name that others gave."""
    matched = _MOVE_NAME.fullmatch(name)
    return None if matched is None else int(matched[1])


def move_ranges(blocks: Sequence[Block]) -> Mapping[int, tuple[bool, bool]]:
    """For the place of every moved paragraph whether it begins and whether it ends a range.

    Paragraphs that stand together at both ends, with running numbers, move together.
    """
    places: dict[tuple[int, bool], int] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.mark is not None and block.mark.move is not None:
            places[block.mark.move, block.mark.new] = index

    def continues(number: int) -> bool:
        return all(places.get((number, new), -2) + 1 == places.get((number + 1, new), -2) for new in (True, False))

    return {index: (not continues(n - 1), not continues(n)) for (n, _), index in places.items()}
