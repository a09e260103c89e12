"""What stands within a line of markup: values, references, blanks and escapes, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from ksdgen.diagnostics import Span
from ksdgen.paper.document import Gap, Inline, LineBreak, Origin, Reference, Text
from ksdgen.paper.fences import (
    FENCE_RANGE,
    HOLE,
    HOLE_END,
    LITERAL,
    MARK,
    MARK_END,
    ONE_VALUE,
    VALUE,
    VALUE_CONTENT,
    VALUE_END,
    FindOrigin,
    without_fences,
    without_marks,
)
from ksdgen.paper.markers import MARKER

_CUT = re.compile(
    f"{VALUE}(?P<id>[^{VALUE_CONTENT}]*){VALUE_CONTENT}(?P<value>[^{VALUE_END}]*){VALUE_END}"
    f"|{HOLE}(?P<hole>[^{HOLE_END}]*){HOLE_END}"
    rf"|\[\[(?P<reference>(?:[^\[\]{FENCE_RANGE}]|{ONE_VALUE})*)\]\]"
    rf"|\\(?P<escaped>[^a-zA-Z0-9\s{FENCE_RANGE}])"
    r"|(?P<escaped_word>\\[a-z0-9])"
    r"|(?P<gap>_{3,})"
)

WRITTEN_GAP = re.compile(r"_{3,}")
"""How an author writes a gap that is to be filled in by hand."""


def _offset(mark: tuple[int, str, int | None]) -> int:
    return mark[0]


class Stretch:
    """A stretch of one line without its marks, which still knows where its characters were written.

    `marks` lists (offset, id, column): from that offset on, the text was written at the place of mark `id`, so many
    characters further. Text before the first mark of a line belongs to the mark of an earlier line; its column (None)
    is not known.
    """

    __slots__ = ("literal", "marks", "text")

    def __init__(self, text: str, marks: list[tuple[int, str, int | None]], literal: bool = False) -> None:
        self.text = text
        self.marks = marks
        self.literal = literal

    @classmethod
    def read(cls, line: str, id_: str) -> Stretch:
        """Take the marks out of a line; `id_` is the mark that holds before its first one."""
        if MARK not in line and LITERAL not in line:
            return cls(line, [(0, id_, None)])
        literal = without_marks(line).lstrip(" \t").startswith(LITERAL)
        start, *pieces = line.replace(LITERAL, "").split(MARK)
        marks: list[tuple[int, str, int | None]] = [(0, id_, None)]
        text = start
        for piece in pieces:
            id_, _, content = piece.partition(MARK_END)
            marks.append((len(text), id_, 0))
            text += content
        return cls(text, marks, literal)

    def cut(self, start: int, end: int | None = None) -> Stretch:
        """The characters from `start` to `end`, without white space around them."""
        text = self.text[start:end]
        stripped = text.strip(" \t\r")
        start += len(text) - len(text.lstrip(" \t\r"))
        current = self.mark_at(start)
        last = max(current + 1, bisect_left(self.marks, start + len(stripped), key=_offset))
        marks = [
            (max(0, begin - start), id_, column if column is None else column + max(0, start - begin))
            for begin, id_, column in self.marks[current:last]
        ]
        return Stretch(stripped, marks, self.literal)

    def mark_at(self, position: int) -> int:
        """Which mark holds at a character."""
        return max(0, bisect_right(self.marks, position, key=_offset) - 1) if len(self.marks) > 1 else 0

    @property
    def id_(self) -> str:
        """The mark that holds at the start."""
        return self.marks[0][1]


_OPEN_REFERENCE = re.compile(
    r"\[\[[a-z][a-z_]{2,}(?:/[a-z0-9_]+)?\](?!\])|(?<!\[)\[[a-z][a-z_]{2,}(?:/[a-z0-9_]+)?\]\]"
)


class InlineBuilder:
    """Builds the inlines of one paragraph, line by line."""

    def __init__(self, find: FindOrigin) -> None:
        self.find = find
        self.result: list[Inline] = []
        self.open_brackets: list[Origin | None] = []
        """Where what was meant as a reference lacks a bracket."""
        self._text: list[str] = []
        self._origin: list[tuple[int, Origin]] = []
        self._length = 0

    def finish(self) -> tuple[Inline, ...]:
        """The inlines of all lines; line breaks at the end are dropped."""
        self._close()
        while self.result and isinstance(self.result[-1], LineBreak):
            self.result.pop()
        return tuple(self.result)

    def add_line(self, line: Stretch) -> None:
        """Add one line."""
        text = line.text
        if text and (self._text or (self.result and not isinstance(self.result[-1], LineBreak))):
            self._add(" ", self._place(line, 0, None))
        # Two backslashes are one that stands for itself.
        breaks = (len(text) - len(text.rstrip("\\"))) % 2 == 1
        if breaks:
            line = line.cut(0, len(text) - 1)
            text = line.text
        # A fence is not as long as what stands in the template, so columns after it are only known to be right of its
        # start.
        fence: int | None = None
        position = 0
        for match in _CUT.finditer(text):
            start = match.start()
            self._literal(line, position, start, fence)
            position = match.end()
            kind = match.lastgroup
            if kind == "escaped":
                self._literal(line, start + 1, position, fence)
            elif kind == "escaped_word":
                self._literal(line, start + self._escapes_marker(line, start), position, fence)
            elif kind == "value":
                origin = self.find(match["id"], 0) if match["id"] else self._place(line, start, fence)
                self._add(match["value"], origin)
            else:
                self._insert(match, self._place(line, start, fence, position - start))
            if fence is None and kind in ("value", "hole"):
                fence = start
        self._literal(line, position, len(text), fence)
        if breaks:
            self._close()
            self.result.append(LineBreak())

    def _insert(self, match: re.Match[str], origin: Origin | None) -> None:
        self._close()
        if match["reference"] is not None:
            self.result.append(Reference(without_fences(match["reference"]).strip(), "", origin))
        else:
            self.result.append(Gap("celah" if match["hole"] is None else match["hole"], origin=origin))

    def _escapes_marker(self, line: Stretch, start: int) -> bool:
        """Whether the backslash at `start` takes a marker such as "a." its meaning; before other letters it is itself."""
        begin = start == 0 or line.marks[line.mark_at(start)][0] == start
        return begin and MARKER.match(line.text, start + 1) is not None

    def _literal(self, line: Stretch, start: int, end: int, fence: int | None) -> None:
        """Add characters that stand for themselves, one stretch for each mark that they run through."""
        cuts: list[int] = []
        if len(line.marks) > 1:
            first, last = line.mark_at(start) + 1, bisect_left(line.marks, end, key=_offset)
            cuts = [offset for offset, _, _ in line.marks[first:last]]
        for left, right in zip([start, *cuts], [*cuts, end], strict=True):
            if left < right:
                piece = line.text[left:right]
                self._add(piece, self._place(line, left, fence, right - left))
                for match in _OPEN_REFERENCE.finditer(piece) if "[" in piece else ():
                    self.open_brackets.append(self._place(line, left + match.start(), fence, len(match[0])))

    def _place(self, line: Stretch, position: int, fence: int | None, width: int = 1) -> Origin | None:
        """Where the character at `position` was written; `width` characters wide where the place is exact."""
        begin, id_, column = line.marks[line.mark_at(position)]
        if not id_:
            return None
        if column is None:
            return self.find(id_, 0)
        if fence is not None and begin <= fence < position:
            return self.find(id_, column + fence - begin)
        return with_width(self.find(id_, column + position - begin), width)

    def _add(self, text: str, origin: Origin | None) -> None:
        if text:
            if origin is not None:
                self._origin.append((self._length, origin))
            self._text.append(text)
            self._length += len(text)

    def _close(self) -> None:
        if self._text:
            self.result.append(Text("".join(self._text), tuple(self._origin)))
            self._text, self._origin, self._length = [], [], 0


def with_width(origin: Origin | None, width: int) -> Origin | None:
    """A place that is a single point, made `width` characters wide; other places as they are."""
    if origin is None or width == 1:
        return origin
    span = origin.span
    if span.line != span.end_line or span.end_column - span.column != 1:
        return origin
    return Origin(Span.at(span.file, span.line, span.column, width), origin.route)
