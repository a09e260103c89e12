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
_OLD_ONLY = {wml("delText"), wml("delInstrText")}


def take(words: Iterable[VersionedInline], versions: int) -> list[VersionedInline]:
    """The pieces that one of the versions has."""
    return [(b, k & (versions | MOVED)) for b, k in words if k & versions]


def join(words: list[VersionedInline], versions: int, *, move: bool, tidied: bool) -> tuple[Inline, ...]:
    """Pieces as the inlines of a paragraph of the versions `versions`.

    Args:
        words: the pieces.
        versions: the versions that have the paragraph.
        move: the paragraph was moved; what did not come along is a change of words.
        tidied: in the form of a document with marks.
    """
    result: list[Inline] = []
    for inline, present in words:
        tracked_changes = present & BOTH != versions if not move else not present & MOVED
        result.append(TrackedChange(tracked_change_kind(present), (inline,)) if tracked_changes else inline)
    return deletions_first(result) if tidied else tuple(result)


def deletions_first(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines in the form of a document with marks: where words replace others, those that go stand first."""
    result: list[Inline] = []
    tracked_changes: dict[str, list[Inline]] = {"hapus": [], "sisip": []}
    for inline in (*tidy(content), None):
        if isinstance(inline, TrackedChange):
            tracked_changes[inline.kind] += inline.content
            continue
        for kind, words in tracked_changes.items():
            if words:
                result.append(TrackedChange(kind, tuple(words)))
        tracked_changes = {"hapus": [], "sisip": []}
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
    """A field that is being read."""

    instruction: str = ""
    result: bool = False
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
    move, version = present & MOVED, [x for x in (OLD, NEW) if present & x]
    text = [inline_text(b for b, k in content if k & x) for x in version]
    if len(version) == 2 and text[0] == text[1]:
        yield text[0], BOTH | move
    else:
        yield from ((t, x | move) for t, x in zip(text, version, strict=True))


class InlineReader:
    """Collects the inlines of one paragraph.

    Args:
        arti_penanda: what a bookmark of ours stands for.
        gambar: the picture of a w:drawing.
    """

    def __init__(
        self,
        bookmark_meaning: Callable[[str], identity.Bookmark | None],
        image: Callable[[etree._Element], Picture | None],
    ) -> None:
        self._bookmark_meaning = bookmark_meaning
        self._image = image
        self._field: list[_OpenField] = []
        self._bookmark_range: _BookmarkRange | None = None
        self.content: list[VersionedInline] = []
        self.before: list[int] = []
        """Page breaks before the text, each as the versions that have it."""
        self.following: list[int] = []
        """Page breaks after some of the text."""

    def finish(self) -> None:
        """The paragraph ends, and with it whatever was left open."""
        while self._field:
            self.end_field()
        self._close_range()

    def _emit(self, part: Inline, versions: int) -> None:
        if self._field:
            if self._field[-1].result:
                self._field[-1].content.append((part, versions))
        elif self._bookmark_range is not None:
            self._bookmark_range.content.append((part, versions))
        else:
            self.content.append((part, versions))

    # --- blanks and references without target ---

    def open_bookmark(self, bookmark_id: str, bookmark: identity.Bookmark) -> None:
        """A bookmark of a blank or of a reference begins."""
        self._close_range()
        self._bookmark_range = _BookmarkRange(bookmark_id, bookmark)

    def close(self, bookmark_id: str) -> None:
        """A bookmark ends."""
        if self._bookmark_range is not None and self._bookmark_range.id == bookmark_id:
            self._close_range()

    def _close_range(self) -> None:
        bookmark_range, self._bookmark_range = self._bookmark_range, None
        if bookmark_range is None:
            return
        kind = Gap if bookmark_range.bookmark.kind == identity.GAP else Reference
        # A bookmark without a run is what is left of a blank that was struck out.
        for text, versions in _per_version(bookmark_range.content, bookmark_range.present):
            self.content.append((kind(bookmark_range.bookmark.value, text), versions))
        # Nothing that stood between the two ends is lost.
        self.content.extend(
            (b, versions) for b, versions in bookmark_range.content if isinstance(b, (Picture, PageField))
        )

    # --- fields ---

    def begin_field(self, versions: int, instruction: str | None = None) -> None:
        """A field begins; with its instruction, when that stands beside it."""
        self._field.append(_OpenField(instruction or "", result=instruction is not None, versions=versions))

    def end_field(self) -> None:
        """A field ends."""
        if not self._field:
            return
        record_field = self._field.pop()
        meant = meaning_of(record_field.instruction)
        if meant is None:
            for part, versions in record_field.content:
                self._emit(part, versions)
        elif meant[0] == "bidang":
            self._emit(PageField(meant[1]), record_field.versions)
        else:
            bookmark = self._bookmark_meaning(meant[1])
            target = meant[1] if bookmark is None else bookmark.value
            # A field that was brought up to date while changes were tracked has two results.
            for text, versions in _per_version(record_field.content, record_field.versions):
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
            elif kind == "separate" and self._field:
                self._field[-1].result = True
            elif kind == "end":
                self.end_field()
        elif element.tag in (wml("instrText"), wml("delInstrText")):
            if self._field and not self._field[-1].result:
                self._field[-1].instruction += element.text or ""
        elif element.tag in (wml("br"), wml("cr")):
            if element.get(wml("type")) != "page":
                self._emit(LineBreak(), versions)
            elif self.content or self._field or self._bookmark_range is not None:
                self.following.append(versions)
            else:
                self.before.append(versions)
        elif element.tag == wml("drawing"):
            image = self._image(element)
            if image is not None:
                self._emit(image, versions)
