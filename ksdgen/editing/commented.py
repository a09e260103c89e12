"""A YAML file as a tree that keeps its comments: what lies between two events of libyaml is white space and comments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ksdgen.diagnostics import Span
from ksdgen.source.node import ScalarNode, empty


@dataclass(slots=True)
class Leaf:
    """A text: what it says, its YAML style ("" for plain, else the character that opens it), its source, and the column
    of the collection that it stands in.
    """

    text: str
    style: str
    raw: str
    column: int

    @property
    def is_folded(self) -> bool:
        """Written over several lines that YAML joins."""
        return self.style == ">" or (self.style != "|" and "\n" in self.raw)

    @property
    def empty(self) -> bool:
        """Left open by the author."""
        return empty(ScalarNode(self.text, ANYWHERE, self.style))


ANYWHERE = Span.at("")


@dataclass(slots=True)
class Collection:
    """Pairs (`mapping`) or a list, in brackets (`flow`) or not; `tail` are comments after the last entry."""

    mapping: bool
    flow: bool
    column: int
    items: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """A pair, or an item of a list, with its comments: `above` it, `behind_key`, and `beside` its value.

    In `above` an empty text stands for empty lines. `below` are comments that follow at once and that an empty line
    sets apart from what comes next. `raw` is the source of an entry that is not rewritten.
    """

    key: Leaf | None = None
    value: Leaf | Collection | None = None
    above: list[str] = field(default_factory=list)
    behind_key: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    raw: list[str] | None = None


@dataclass(slots=True)
class Root:
    """A whole file: what it holds, all its comments, and whether a part of it has anchors, aliases or tags."""

    content: Collection
    comments: list[str]
    anchored: bool


class CommentReader:
    """Builds the tree with comments from libyaml's events: what lies between two events is white space, indicators and
    comments.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.start = [0]
        """Where each line begins."""
        for line in text.split("\n"):
            self.start.append(self.start[-1] + len(line) + 1)
        self.position = 0
        """How far the text is read."""
        self.side: list[str] = []
        """To what a comment further on in this line belongs."""
        self.closed: list[Collection] = []
        """The collections without brackets that ended since the last text."""
        self.comments: list[str] = []
        """All comments, in their order."""

    def read(self) -> Root | None:
        """The tree, or None for what is not rewritten."""
        root = Entry()
        owner = root
        stack: list[tuple[Entry, Collection]] = []
        # Of each top-level entry with anchors, aliases or tags, by its index: where it begins, the comments above it,
        # and where it ends.
        raw: dict[int, tuple[int, list[str], int]] = {}
        begin, above_begin = 0, [""]
        next_event: Callable[[], Any] = CParser(self.text).get_event
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is DocumentStartEvent and (event.version or event.tags):
                return None
            if kind in (MappingEndEvent, SequenceEndEvent):
                entry, collection = stack.pop()
                if collection.flow:
                    end = self._offset(event.end_mark)
                    self._give_comments(end - 1, collection.tail)
                    self._skip(end, entry.beside)
                else:
                    self.closed.append(collection)
            if kind not in (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent):
                continue
            start = self._offset(event.start_mark)
            parent = stack[-1][1] if stack else None
            is_key = False
            if parent is not None:
                if not parent.mapping or not parent.items or parent.items[-1].value is not None:
                    owner = Entry()
                    rewritten = raw.get(len(stack[0][1].items) - 1) is None
                    column = None if parent.flow else parent.column
                    self._give_comments(start, owner.above, column, blanks=True, tail=rewritten)
                    if parent.items and owner.above and owner.above[0] and "" in owner.above:
                        cut = owner.above.index("")
                        parent.items[-1].below, owner.above = owner.above[:cut], owner.above[cut:]
                    parent.items.append(owner)
                    is_key = parent.mapping
                    if len(stack) == 1:
                        begin, above_begin = start, list(owner.above)
                else:
                    owner = parent.items[-1]
            number = len(stack[0][1].items) - 1 if stack else 0
            if kind is AliasEvent or event.anchor is not None or event.tag is not None:
                if parent is None:
                    return None
                raw[number] = (begin, above_begin, 0)
            if kind in (ScalarEvent, AliasEvent):
                if parent is None or (is_key and kind is AliasEvent):
                    return None
                end = self._offset(event.end_mark)
                leaf = Leaf("", "", "", 0)  # an alias is not rewritten
                if kind is ScalarEvent:
                    leaf = Leaf(event.value, event.style or "", self.text[start:end], parent.column)
                if is_key:
                    owner.key = leaf
                    self._skip(end, owner.behind_key)
                    continue
                self._give_comments(start, owner.above)
                owner.value = leaf
                if leaf.style in ("|", ">"):
                    end = self._block_end(start, leaf, owner.behind_key)
                self._skip(end, owner.beside)
            else:
                if is_key:
                    return None
                if event.flow_style:
                    self._give_comments(start, owner.above)
                    self._skip(start + 1, owner.behind_key)
                owner.value = collection = Collection(
                    kind is MappingStartEvent, event.flow_style, event.start_mark.column
                )
                stack.append((owner, collection))
            if number in raw:
                raw[number] = (*raw[number][:2], self.position)
        if not isinstance(root.value, Collection):
            return None
        content = root.value
        rewritten = len(content.items) - 1 not in raw
        self._give_comments(len(self.text), content.tail, -1, blanks=True, tail=rewritten)
        for index, (begin, above, end) in raw.items():
            first, last = self.text.rfind("\n", 0, begin) + 1, self.text.find("\n", max(end, begin))
            lines = self.text[first : last if last >= 0 else len(self.text)].split("\n")
            content.items[index].above, content.items[index].raw = above, lines
        return Root(content, self.comments, bool(raw))

    def _offset(self, mark: Any) -> int:
        """Where a mark of libyaml is in the text."""
        offset: int = self.start[min(mark.line, len(self.start) - 1)] + mark.column
        return min(offset, len(self.text))

    def _block_end(self, start: int, leaf: Leaf, behind_key: list[str]) -> int:
        """Where the text of a block ends; the comment behind its `|` or `>` goes to `behind_key`."""
        mark, hash_sign, comment = leaf.raw.partition("\n")[0].partition("#")
        if hash_sign:
            self._record(hash_sign + comment, behind_key)
        # Empty lines at the end of a text are part of it only after `+`.
        return start + len(leaf.raw if "+" in mark else leaf.raw.rstrip())

    def _skip(self, position: int, side: list[str]) -> None:
        """Go on behind a text or bracket; a comment further on in that line belongs to `side`."""
        self.position = max(position, self.position)
        self.side = side
        self.closed = []

    def _record(self, comment: str, owner: list[str]) -> None:
        owner.append(comment.rstrip())
        self.comments.append(comment.rstrip())

    def _give_comments(
        self, until: int, above: list[str], column: int | None = None, *, blanks: bool = False, tail: bool = False
    ) -> None:
        """Give the comments between here and a position to what they belong to.

        Args:
            until: where the next text or bracket begins.
            above: the comments above it.
            column: its column. Comments further right may belong to the end of a collection before it.
            blanks: whether empty lines count.
            tail: whether comments may belong to the end of a collection.
        """
        before = self.text[self.text.rfind("\n", 0, self.position) + 1 : self.position]
        pieces = self.text[self.position : until].split("\n")
        empty = False
        for index, piece in enumerate(pieces):
            hash_sign = piece.find("#")
            if index == 0 and before.strip():
                if hash_sign >= 0:
                    self._record(piece[hash_sign:], self.side)
            elif hash_sign < 0:
                # The last piece is where the line of the next text begins.
                empty = empty or (blanks and not piece.strip() and index + 1 < len(pieces))
            else:
                at = hash_sign if index else hash_sign + len(before)
                candidates = []
                if tail and column is not None:
                    candidates = [c for c in self.closed if column < c.column <= at]
                owner = max(candidates, key=lambda c: c.column).tail if candidates else above
                tail = bool(candidates)
                if empty:
                    owner.append("")
                empty = False
                self._record(piece[hash_sign:], owner)
        if empty:
            above.append("")
        self.position = max(self.position, until)
