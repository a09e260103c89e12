"""Reads the words of one paragraph: text, breaks, fields, blanks and pictures, each with the versions that have it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from ksdgen.paper.document import (
    Gap,
    Inline,
    LineBreak,
    PageField,
    Picture,
    Reference,
    Text,
    TrackedChange,
    inline_text,
)
from ksdgen.paper.revision import tidy
from ksdgen.word import identity
from ksdgen.word.fields import meaning_of
from ksdgen.word.ooxml import wml
from ksdgen.word.versions import BOTH, MOVED, NEW, OLD, children, tracked_change_kind

VersionedInline = tuple[Inline, int]
"""A piece of a paragraph and the versions that have it."""

_TEXT = wml("t")
_CHARS = {wml("tab"): "\t", wml("ptab"): "\t", wml("noBreakHyphen"): "\u2011", wml("softHyphen"): "\u00ad"}
_FIELD_LIMIT = 10_000
"""Characters of the instruction of a field that are looked at."""
_OLD_ONLY = {wml("delText"), wml("delInstrText")}


def take(words: Iterable[VersionedInline], versions: int) -> list[VersionedInline]:
    """The pieces that one of the versions has."""
    return [(inline, present & (versions | MOVED)) for inline, present in words if present & versions]


class Rest:
    """Pieces that still wait for the end of a paragraph: each version's apart, so that what a version takes costs no
    more than that.
    """

    def __init__(self) -> None:
        self._pieces: dict[int, list[tuple[int, Inline]]] = {NEW: [], OLD: []}
        self._count = 0

    @property
    def versions(self) -> int:
        """The versions that have pieces here."""
        return sum(side for side, pieces in self._pieces.items() if pieces)

    def add(self, words: Iterable[VersionedInline], versions: int) -> None:
        """Keep the pieces that one of the versions has, for these versions."""
        for inline, present in words:
            self._count += 1
            for side, pieces in self._pieces.items():
                if present & versions & side:
                    pieces.append((self._count, inline))

    def take(self, versions: int) -> list[VersionedInline]:
        """The pieces that the versions have, in their order; they are not kept any longer."""
        taken: dict[int, VersionedInline] = {}
        for side, pieces in self._pieces.items():
            if versions & side:
                for ordinal, inline in pieces:
                    taken[ordinal] = (inline, side | (taken[ordinal][1] if ordinal in taken else 0))
                pieces.clear()
        return [taken[ordinal] for ordinal in sorted(taken)]


def join(words: list[VersionedInline], versions: int, *, moved: bool, tidied: bool) -> tuple[Inline, ...]:
    """Pieces as the inlines of a paragraph.

    Args:
        words: the pieces.
        versions: the versions that have the paragraph.
        moved: the paragraph was moved; what did not come along is a change of words.
        tidied: give them the form of a document with marks (see `deletions_first`).
    """
    result: list[Inline] = []
    for inline, present in words:
        changed = not present & MOVED if moved else present & BOTH != versions
        result.append(TrackedChange(tracked_change_kind(present), (inline,)) if changed else inline)
    return deletions_first(result) if tidied else tuple(result)


def deletions_first(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines in the form of a document with marks: where words replace others, those that go stand first."""
    result: list[Inline] = []
    pending: dict[str, list[Inline]] = {"hapus": [], "sisip": []}
    for inline in (*tidy(content), None):
        if isinstance(inline, TrackedChange):
            pending[inline.kind] += inline.content
            continue
        for kind, words in pending.items():
            if words:
                result.append(TrackedChange(kind, tuple(words)))
        pending = {"hapus": [], "sisip": []}
        if inline is not None:
            result.append(inline)
    return tidy(result)


def without_line_break(words: list[VersionedInline], versions: int) -> list[VersionedInline]:
    """The pieces without the line break that a version begins with."""
    for index, (inline, present) in enumerate(words):
        if present & versions:
            if isinstance(inline, LineBreak):
                rest = [(inline, present & ~versions)] if present & ~versions & BOTH else []
                return [*words[:index], *rest, *words[index + 1 :]]
            break
    return words


@dataclass(slots=True)
class _OpenField:
    """A field that is being read; `in_result` once its instruction has ended."""

    instruction: str = ""
    in_result: bool = False
    versions: int = 0
    content: list[VersionedInline] = field(default_factory=list)


@dataclass(slots=True)
class _BookmarkRange:
    """A bookmark of a blank or of a reference without target that is being read; `present` are the versions with a run."""

    id: str
    bookmark: identity.Bookmark
    present: int = 0
    content: list[VersionedInline] = field(default_factory=list)


def _per_version(content: list[VersionedInline], present: int) -> Iterator[tuple[str, int]]:
    """The text in each version that has it; once where both have the same."""
    moved = present & MOVED
    sides = [side for side in (OLD, NEW) if present & side]
    texts = [inline_text(inline for inline, versions in content if versions & side) for side in sides]
    if len(sides) == 2 and texts[0] == texts[1]:
        yield texts[0], BOTH | moved
    else:
        yield from ((text, side | moved) for text, side in zip(texts, sides, strict=True))


class InlineReader:
    """Collects the inlines of one paragraph.

    Args:
        bookmark_meaning: what a bookmark of ours stands for, by its name.
        image: the picture of a w:drawing, None when it shows none.
    """

    def __init__(
        self,
        bookmark_meaning: Callable[[str], identity.Bookmark | None],
        image: Callable[[etree._Element], Picture | None],
    ) -> None:
        self._bookmark_meaning = bookmark_meaning
        self._image = image
        self._fields: list[_OpenField] = []
        self._bookmark_range: _BookmarkRange | None = None
        self.content: list[VersionedInline] = []
        self.breaks_before: list[int] = []
        """Page breaks before the text, each as the versions that have it."""
        self.breaks_after: list[int] = []
        """The same after some of the text."""

    def finish(self) -> None:
        """The paragraph ends, and with it whatever was left open."""
        while self._fields:
            self.end_field()
        self._close_range()

    def _emit(self, part: Inline, versions: int) -> None:
        if self._fields:
            if self._fields[-1].in_result:
                self._fields[-1].content.append((part, versions))
        elif self._bookmark_range is not None:
            self._bookmark_range.content.append((part, versions))
        else:
            self.content.append((part, versions))

    # --- blanks and references without target ---

    def open_bookmark(self, bookmark_id: str, bookmark: identity.Bookmark) -> None:
        """A bookmark of a blank or of a reference begins."""
        self._close_range()
        self._bookmark_range = _BookmarkRange(bookmark_id, bookmark)

    def close_bookmark(self, bookmark_id: str) -> None:
        """A bookmark ends."""
        if self._bookmark_range is not None and self._bookmark_range.id == bookmark_id:
            self._close_range()

    def _close_range(self) -> None:
        bookmark_range, self._bookmark_range = self._bookmark_range, None
        if bookmark_range is None:
            return
        inline_type = Gap if bookmark_range.bookmark.kind == identity.GAP else Reference
        # A bookmark without a run is what is left of a blank that was struck out.
        for text, versions in _per_version(bookmark_range.content, bookmark_range.present):
            self.content.append((inline_type(bookmark_range.bookmark.value, text), versions))
        # Nothing that stood between the two ends is lost.
        self.content.extend(
            (inline, versions)
            for inline, versions in bookmark_range.content
            if isinstance(inline, (Picture, PageField))
        )

    # --- fields ---

    def begin_field(self, versions: int, instruction: str | None = None) -> None:
        """A field begins; with its instruction, when that stands beside it."""
        self._fields.append(_OpenField(instruction or "", in_result=instruction is not None, versions=versions))

    def end_field(self) -> None:
        """A field ends."""
        if not self._fields:
            return
        ended = self._fields.pop()
        meaning = meaning_of(ended.instruction)
        if meaning is None:
            for part, versions in ended.content:
                self._emit(part, versions)
        elif meaning[0] == "bidang":
            self._emit(PageField(meaning[1]), ended.versions)
        else:
            bookmark = self._bookmark_meaning(meaning[1])
            target = meaning[1] if bookmark is None else bookmark.value
            # A field that was brought up to date while changes were tracked has two results.
            for text, versions in _per_version(ended.content, ended.versions):
                self._emit(Reference(target, text), versions)

    # --- runs ---

    def run(self, run: etree._Element, versions: int) -> None:
        """Read a run: its text is one `Text`, cut only where something else stands in it."""
        if self._bookmark_range is not None:
            self._bookmark_range.present |= versions
        text: list[str] | None = None
        for child, _ in children(run, versions):
            if child.tag in _OLD_ONLY and versions & NEW:
                continue
            if child.tag == _TEXT or child.tag == wml("delText"):
                text = [] if text is None else text
                text.append(child.text or "")
                continue
            if child.tag in _CHARS:
                text = [] if text is None else text
                text.append(_CHARS[str(child.tag)])
                continue
            if text is not None:
                self._emit(Text("".join(text)), versions)
                text = None
            self._non_text(child, versions)
        if text is not None:
            self._emit(Text("".join(text)), versions)

    def _non_text(self, element: etree._Element, versions: int) -> None:
        if element.tag == wml("fldChar"):
            kind = element.get(wml("fldCharType"))
            if kind == "begin":
                self.begin_field(versions)
            elif kind == "separate" and self._fields:
                self._fields[-1].in_result = True
            elif kind == "end":
                self.end_field()
        elif element.tag in (wml("instrText"), wml("delInstrText")):
            if self._fields and not self._fields[-1].in_result and len(self._fields[-1].instruction) < _FIELD_LIMIT:
                self._fields[-1].instruction += element.text or ""
        elif element.tag in (wml("br"), wml("cr")):
            if element.get(wml("type")) != "page":
                self._emit(LineBreak(), versions)
            elif self.content or self._fields or self._bookmark_range is not None:
                self.breaks_after.append(versions)
            else:
                self.breaks_before.append(versions)
        elif element.tag == wml("drawing"):
            image = self._image(element)
            if image is not None:
                self._emit(image, versions)
