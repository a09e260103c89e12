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
    """A text: what it says, how it is quoted, its source, and the column of the collection that it stands in."""

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
    """A pair, or a point of a list, with its comments: above it, behind its key, and behind its value.

    In `above` an empty text stands for empty lines. `below` are comments that follow at once and that an empty line
    sets apart from what comes then. `raw` is the source of an entry that is not rewritten.
    """

    key: Leaf | None = None
    value: Leaf | Collection | None = None
    above: list[str] = field(default_factory=list)
    front_matter: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    raw: list[str] | None = None


@dataclass(slots=True)
class Root:
    """A whole file: what it holds, and the comments of its heading or end."""

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
        self.side: list[str] = []
        """To what a comment further on in this line belongs."""
        self.close: list[Collection] = []
        """The collections without brackets that ended since the last text."""
        self.comments: list[str] = []

    def read(self) -> Root | None:
        """The tree, or None for what is not rewritten."""
        root = Entry()
        owner = root
        stack: list[tuple[Entry, Collection]] = []
        # Of each top-level entry with anchors, aliases or tags: its first character, its own comments, and its last
        # character.
        raw: dict[int, tuple[int, list[str], int]] = {}
        begin, own = 0, [""]
        take: Callable[[], Any] = CParser(self.text).get_event
        while (ev := take()) is not None:
            kind = type(ev)
            if kind is DocumentStartEvent and (ev.version or ev.tags):
                return None
            if kind in (MappingEndEvent, SequenceEndEvent):
                items, container = stack.pop()
                if container.flow:
                    end = self._location(ev.end_mark)
                    self._spacer(end - 1, container.tail)
                    self._skip(end, items.beside)
                else:
                    self.close.append(container)
            if kind not in (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent):
                continue
            start = self._location(ev.start_mark)
            parent = stack[-1][1] if stack else None
            key = False
            if parent is not None:
                if not parent.mapping or not parent.items or parent.items[-1].value is not None:
                    owner = Entry()
                    whole = raw.get(len(stack[0][1].items) - 1) is None
                    self._spacer(start, owner.above, None if parent.flow else parent.column, pause=True, tail=whole)
                    if parent.items and owner.above and owner.above[0] and "" in owner.above:
                        limit = owner.above.index("")
                        parent.items[-1].below, owner.above = owner.above[:limit], owner.above[limit:]
                    parent.items.append(owner)
                    key = parent.mapping
                    if len(stack) == 1:
                        begin, own = start, list(owner.above)
                else:
                    owner = parent.items[-1]
            number = len(stack[0][1].items) - 1 if stack else 0
            if kind is AliasEvent or ev.anchor is not None or ev.tag is not None:
                if parent is None:
                    return None
                raw[number] = (begin, own, 0)
            if kind in (ScalarEvent, AliasEvent):
                if parent is None or (key and kind is AliasEvent):
                    return None
                end = self._location(ev.end_mark)
                leaf = (
                    Leaf("", "", "", 0)
                    if kind is AliasEvent
                    else Leaf(ev.value, ev.style or "", self.text[start:end], parent.column)
                )
                if key:
                    owner.key = leaf
                    self._skip(end, owner.front_matter)
                    continue
                self._spacer(start, owner.above)
                owner.value = leaf
                if leaf.style in ("|", ">"):
                    end = self._block_end(start, leaf, owner.front_matter)
                self._skip(end, owner.beside)
            else:
                if key:
                    return None
                if ev.flow_style:
                    self._spacer(start, owner.above)
                    self._skip(start + 1, owner.front_matter)
                owner.value = container = Collection(kind is MappingStartEvent, ev.flow_style, ev.start_mark.column)
                stack.append((owner, container))
            if number in raw:
                raw[number] = (*raw[number][:2], self.position)
        if not isinstance(root.value, Collection):
            return None
        content = root.value
        self._spacer(len(self.text), content.tail, -1, pause=True, tail=len(content.items) - 1 not in raw)
        for index, (first, above, last) in raw.items():
            first, last = self.text.rfind("\n", 0, first) + 1, self.text.find("\n", max(last, first))
            content.items[index].above, content.items[index].raw = (
                above,
                self.text[first : last if last >= 0 else len(self.text)].split("\n"),
            )
        return Root(content, self.comments, bool(raw))

    def _location(self, mark: Any) -> int:
        location: int = self.start[min(mark.line, len(self.start) - 1)] + mark.column
        return min(location, len(self.text))

    def _block_end(self, start: int, leaf: Leaf, front_matter: list[str]) -> int:
        """Where the text of a block ends; takes the comment behind its `|` or `>`."""
        mark, hash_sign, notes = leaf.raw.partition("\n")[0].partition("#")
        if hash_sign:
            self._recorder(hash_sign + notes, front_matter)
        # Empty lines at the end of a text are part of it only after `+`.
        return start + len(leaf.raw if "+" in mark else leaf.raw.rstrip())

    def _skip(self, position: int, side: list[str]) -> None:
        """Go on behind a text or bracket; a comment further on in that line belongs to `side`."""
        self.position = max(position, self.position)
        self.side = side
        self.close = []

    def _recorder(self, comments: str, nth: list[str]) -> None:
        nth.append(comments.rstrip())
        self.comments.append(comments.rstrip())

    def _spacer(
        self, until: int, above: list[str], column: int | None = None, *, pause: bool = False, tail: bool = False
    ) -> None:
        """Give the comments before a position to what they belong to.

        Args:
            until: where the next text or bracket begins.
            above: the comments above it.
            column: its column. Comments further right may belong to the end of a collection above.
            pause: whether empty lines count.
            tail: whether comments may belong to the end of a collection.
        """
        before = self.text[self.text.rfind("\n", 0, self.position) + 1 : self.position]
        pieces = self.text[self.position : until].split("\n")
        empty = False
        for index, content in enumerate(pieces):
            hash_sign = content.find("#")
            if index == 0 and before.strip():
                if hash_sign >= 0:
                    self._recorder(content[hash_sign:], self.side)
            elif hash_sign < 0:
                # The last piece is where the line of the next text begins.
                empty = empty or (pause and not content.strip() and index + 1 < len(pieces))
            else:
                place = hash_sign if index else hash_sign + len(before)
                candidates = [w for w in self.close if tail and column is not None and column < w.column <= place]
                nth = max(candidates, key=lambda w: w.column).tail if candidates else above
                tail = bool(candidates)
                if empty:
                    nth.append("")
                empty = False
                self._recorder(content[hash_sign:], nth)
        if empty:
            above.append("")
        self.position = max(self.position, until)
