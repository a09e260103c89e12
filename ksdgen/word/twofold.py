"""What a block is in each of the versions that a document holds: its identities, number, words and what follows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ksdgen.paper.document import (
    Block,
    Inline,
    LineBreak,
    PageField,
    Paragraph,
    Reference,
    Table,
    TrackedChange,
    inline_text,
)
from ksdgen.word.identity import IDENTITY, NEW_IDENTITY, OLD_IDENTITY
from ksdgen.word.numbering import ListItem
from ksdgen.word.versions import BOTH, NEW, OLD, has_content, tracked_change_kind, version


def paragraphs_with_versions(blocks: Iterable[Block]) -> Iterator[tuple[Paragraph, int]]:
    """Every paragraph in reading order with the versions that have it."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block, version(block.mark)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    for paragraph in cell.content:
                        yield paragraph, version(block.mark or row.mark or paragraph.mark)


def as_older(paragraph: Paragraph, versions: int) -> Paragraph:
    """What carries role, number, identity and depth of a paragraph of these versions in the older one."""
    return paragraph.former if versions == BOTH and paragraph.former is not None else paragraph


def identities_of(paragraph: Paragraph, versions: int) -> Iterator[tuple[str, str, int]]:
    """The identities of a paragraph: kind of bookmark, identity, and the versions in which it has a number beside it."""
    former = as_older(paragraph, versions)
    new, old = (NEW if paragraph.number is not None else 0), (OLD if former.number is not None else 0)
    if paragraph.identity == former.identity:
        if paragraph.identity is not None:
            yield IDENTITY, paragraph.identity, (new | old) & versions
        return
    if paragraph.identity is not None:
        yield NEW_IDENTITY, paragraph.identity, new
    if former.identity is not None:
        yield OLD_IDENTITY, former.identity, old


def has_field(inline: Inline) -> bool:
    """Whether an inline is or holds a field."""
    if isinstance(inline, TrackedChange):
        return any(map(has_field, inline.content))
    return isinstance(inline, (Reference, PageField))


def is_new_paragraph(block: Block) -> bool:
    """Whether a block is a new paragraph."""
    return isinstance(block, Paragraph) and block.mark is not None and block.mark.kind == "sisip"


def ends_in_new_words(block: Block) -> bool:
    """Whether a paragraph of both versions ends in nothing but new words."""
    if not isinstance(block, Paragraph) or block.mark is not None:
        return False
    kinds = [inline.kind if isinstance(inline, TrackedChange) else "" for inline in block.content[-2:]]
    return kinds[-1:] == ["sisip"] and kinds[0] != "hapus"


def with_deletion_last(paragraph: Paragraph) -> Paragraph:
    """A paragraph whose last words are replaced, with those that go at the very end.

    There they keep the new words apart from a new paragraph below, with which LibreOffice would run them together.
    """
    kinds = [inline.kind for inline in paragraph.content[-2:] if isinstance(inline, TrackedChange)]
    if paragraph.mark is not None or kinds != ["hapus", "sisip"]:
        return paragraph
    *others, deleted, inserted = paragraph.content
    return replace(paragraph, content=(*others, inserted, deleted))


def numbering_of_versions(paragraph: Paragraph, versions: int) -> tuple[ListItem | None, ListItem | None]:
    """What numbers a paragraph in the newer and in the older version."""
    former = as_older(paragraph, versions)
    return _list_item(paragraph) if versions & NEW else None, _list_item(former) if versions & OLD else None


def _list_item(paragraph: Paragraph) -> ListItem | None:
    return None if paragraph.number is None else ListItem(paragraph.role, paragraph.number, paragraph.depth)


def with_line_break(paragraph: Paragraph, versions: int) -> Sequence[Inline]:
    """The words of a paragraph, below its number where that is a Pasal's, in each version that has both."""
    needed = 0
    for side, as_version in ((NEW, paragraph), (OLD, as_older(paragraph, versions))):
        if (
            as_version.number is not None
            and as_version.number.kind == "pasal"
            and (versions != BOTH or has_content(paragraph.content, side))
        ):
            needed |= versions & side
    if not needed or not paragraph.content:
        return paragraph.content
    line_break: Inline = LineBreak()
    if needed != versions:
        line_break = TrackedChange(tracked_change_kind(needed), (line_break,))
    return (line_break, *paragraph.content)


def next_blocks(blocks: Sequence[Block]) -> list[Block | None]:
    """For each block the next one in its own version, in the newer one where it stands in both."""
    result: list[Block | None] = []
    later: dict[int, Block | None] = {NEW: None, OLD: None}
    for block in reversed(blocks):
        versions = version(block.mark)
        result.append(later[OLD if versions == OLD else NEW])
        for side in (NEW, OLD):
            if versions & side:
                later[side] = block
    return result[::-1]


def newest_text(paragraph: Paragraph) -> str:
    """The text of a paragraph in the newest version that has it."""
    return paragraph.text or inline_text(
        part for inline in paragraph.content if isinstance(inline, TrackedChange) for part in inline.content
    )
