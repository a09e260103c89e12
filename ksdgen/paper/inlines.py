"""What stands within a line of markup: values, references, blanks and escapes, each with its place."""

from __future__ import annotations

import re

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
    f"{VALUE}(?P<id>[^{VALUE_CONTENT}]*){VALUE_CONTENT}(?P<nilai>[^{VALUE_END}]*){VALUE_END}"
    f"|{HOLE}(?P<lubang>[^{HOLE_END}]*){HOLE_END}"
    rf"|\[\[(?P<rujukan>(?:[^\[\]{FENCE_RANGE}]|{ONE_VALUE})*)\]\]"
    rf"|\\(?P<lolos>[^a-zA-Z0-9\s{FENCE_RANGE}])"
    r"|(?P<lolos_kata>\\[a-z0-9])"
    r"|(?P<celah>_{3,})"
)

OPEN_VALUE = re.compile(r"_{3,}")
"""A gap to be written by hand."""


class Stretch:
    """A stretch of one line without its marks, which still knows where its characters were written.

    `mark` lists (offset, id, column): from that offset on, the text was written at the place of mark `id`, so many
    characters further. Text before the first mark of a line belongs to the mark of an earlier line; its column (None)
    is not known.
    """

    __slots__ = ("literal", "mark", "text")

    def __init__(self, text: str, mark: list[tuple[int, str, int | None]], literal: bool = False) -> None:
        self.text = text
        self.mark = mark
        self.literal = literal

    @classmethod
    def read(cls, lines: str, id_: str) -> Stretch:
        """Take the marks out of a line; `id_` is the mark that holds before its first one."""
        if MARK not in lines and LITERAL not in lines:
            return cls(lines, [(0, id_, None)])
        literal = without_marks(lines).lstrip(" \t").startswith(LITERAL)
        start, *pieces = lines.replace(LITERAL, "").split(MARK)
        mark: list[tuple[int, str, int | None]] = [(0, id_, None)]
        text = start
        for piece in pieces:
            id_, _, content = piece.partition(MARK_END)
            mark.append((len(text), id_, 0))
            text += content
        return cls(text, mark, literal)

    def pieces(self, start: int, end: int | None = None) -> Stretch:
        """The characters from `start` to `end`, without white space around them."""
        text = self.text[start:end]
        clean = text.strip(" \t\r")
        start += len(text) - len(text.lstrip(" \t\r"))
        applying = max((i for i, t in enumerate(self.mark) if t[0] <= start), default=0)
        mark = [
            (max(0, begin - start), id_, column if column is None else column + max(0, start - begin))
            for begin, id_, column in self.mark[applying:]
            if begin < start + len(clean) or begin <= start
        ]
        return Stretch(clean, mark, self.literal)

    @property
    def id_(self) -> str:
        """The mark that holds at the start."""
        return self.mark[0][1]


_OPEN_REFERENCE = re.compile(
    r"\[\[[a-z][a-z_]{2,}(?:/[a-z0-9_]+)?\](?!\])|(?<!\[)\[[a-z][a-z_]{2,}(?:/[a-z0-9_]+)?\]\]"
)


class InlineBuilder:
    """Builds the inlines of one paragraph, line by line."""

    def __init__(self, find: FindOrigin) -> None:
        self.find = find
        self.result: list[Inline] = []
        self.bracket: list[Origin | None] = []
        """Where something stands that was meant as a reference, but lacks a bracket."""
        self._text: list[str] = []
        self._origin: list[tuple[int, Origin]] = []
        self._length = 0

    def finish(self) -> tuple[Inline, ...]:
        """The inlines of all lines; line breaks at the end are dropped."""
        self._close()
        while self.result and isinstance(self.result[-1], LineBreak):
            self.result.pop()
        return tuple(self.result)

    def lines(self, segment: Stretch) -> None:
        """Add one line."""
        text = segment.text
        if text and (self._text or (self.result and not isinstance(self.result[-1], LineBreak))):
            self._add(" ", self._place(segment, 0, None))
        breaks = (len(text) - len(text.rstrip("\\"))) % 2 == 1
        if breaks:
            segment = segment.pieces(0, len(text) - 1)
            text = segment.text
        # A fence is not as long as what stands in the template, so columns after it are only known to be right of its
        # start.
        fence: int | None = None
        position = 0
        for match in _CUT.finditer(text):
            start = match.start()
            self._literal(segment, position, start, fence)
            position = match.end()
            kind = match.lastgroup
            if kind == "lolos":
                self._literal(segment, start + 1, position, fence)
            elif kind == "lolos_kata":
                self._literal(segment, start + self._escapes_marker(segment, start), position, fence)
            elif kind == "nilai":
                self._add(
                    match["nilai"], self.find(match["id"], 0) if match["id"] else self._place(segment, start, fence)
                )
            else:
                self._insert(match, self._place(segment, start, fence, position - start))
            if fence is None and (kind == "nilai" or kind == "lubang"):
                fence = start
        self._literal(segment, position, len(text), fence)
        if breaks:
            self._close()
            self.result.append(LineBreak())

    def _insert(self, match: re.Match[str], origin: Origin | None) -> None:
        self._close()
        if match["rujukan"] is not None:
            self.result.append(Reference(without_fences(match["rujukan"]).strip(), "", origin))
        else:
            self.result.append(Gap("celah" if match["lubang"] is None else match["lubang"], origin=origin))

    def _escapes_marker(self, segment: Stretch, start: int) -> bool:
        """Whether the backslash at `start` takes a marker such as "a." its meaning; elsewhere before a letter it is
        itself.
        """
        begin = start == 0 or any(t[0] == start for t in segment.mark)
        return begin and MARKER.match(segment.text, start + 1) is not None

    def _literal(self, segment: Stretch, start: int, end: int, fence: int | None) -> None:
        """Add characters that stand for themselves, one stretch for each mark that they run through."""
        limit = [t[0] for t in segment.mark if start < t[0] < end] if len(segment.mark) > 1 else []
        for left, right in zip([start, *limit], [*limit, end], strict=True):
            if left < right:
                pieces = segment.text[left:right]
                self._add(pieces, self._place(segment, left, fence, right - left))
                for match in _OPEN_REFERENCE.finditer(pieces) if "[" in pieces else ():
                    self.bracket.append(self._place(segment, left + match.start(), fence, len(match[0])))

    def _place(self, segment: Stretch, position: int, fence: int | None, width: int = 1) -> Origin | None:
        """Where the character at `position` was written; `width` characters wide where the place is exact."""
        begin, id_, column = next((t for t in reversed(segment.mark) if t[0] <= position), segment.mark[0])
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
