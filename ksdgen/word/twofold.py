"""What a block is in each of the versions that a document holds: its keys, its number, its words and what follows it."""

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
from ksdgen.word.identity import (
    IDENTITY,
    NEW_IDENTITY,
    OLD_IDENTITY,
)
from ksdgen.word.numbering import ListItem
from ksdgen.word.versions import BOTH, NEW, OLD, has_content, tracked_change_kind, version


def paragraphs_with_versions(blocks: Iterable[Block]) -> Iterator[tuple[Paragraph, int]]:
    """Every paragraph in reading order with the versions that have it."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block, version(block.mark)
        elif isinstance(block, Table):
            for lines in block.rows:
                for cell in lines.cells:
                    for paragraph in cell.content:
                        yield paragraph, version(block.mark or lines.mark or paragraph.mark)


def keys_of(par: Paragraph, versions: int) -> Iterator[tuple[str, str, int]]:
    """The keys of a paragraph: kind of bookmark, key, and the versions in which it carries a number beside it."""
    former = par.former if versions == BOTH and par.former is not None else par
    new, old = (NEW if par.number is not None else 0), (OLD if former.number is not None else 0)
    if versions != BOTH:
        new, old = (NEW | OLD if par.number is not None else 0) & versions, 0
    if par.identity == former.identity:
        if par.identity is not None:
            yield IDENTITY, par.identity, new | old
        return
    if par.identity is not None:
        yield NEW_IDENTITY, par.identity, new
    if former.identity is not None:
        yield OLD_IDENTITY, former.identity, old


def has_field(inline: Inline) -> bool:
    """Whether an inline is or holds a field."""
    return (
        any(map(has_field, inline.content))
        if isinstance(inline, TrackedChange)
        else isinstance(inline, (Reference, PageField))
    )


def is_new_paragraph(block: Block) -> bool:
    """Whether a block is a new paragraph."""
    return isinstance(block, Paragraph) and block.mark is not None and block.mark.kind == "sisip"


def ends_in_new_words(block: Block) -> bool:
    """Whether a paragraph of both versions ends in nothing but new words."""
    if not isinstance(block, Paragraph) or block.mark is not None:
        return False
    kind = [u.kind if isinstance(u, TrackedChange) else "" for u in block.content[-2:]]
    return kind[-1:] == ["sisip"] and kind[0] != "hapus"


def with_deletion_last(par: Paragraph) -> Paragraph:
    """A paragraph whose last words are replaced, with those that go at the very end.

    There they keep the new words apart from a new paragraph below, with which LibreOffice would run them together.
    """
    if par.mark is not None or [u.kind for u in par.content[-2:] if isinstance(u, TrackedChange)] != ["hapus", "sisip"]:
        return par
    return replace(par, content=(*par.content[:-2], par.content[-1], par.content[-2]))


def numbering_of_versions(par: Paragraph, versions: int) -> tuple[ListItem | None, ListItem | None]:
    """What numbers a paragraph in the newer and in the older version."""
    former = par.former if versions == BOTH and par.former is not None else par
    return _item(par) if versions & NEW else None, _item(former) if versions & OLD else None


def _item(par: Paragraph) -> ListItem | None:
    return None if par.number is None else ListItem(par.role, par.number, par.depth)


def with_line_break(par: Paragraph, versions: int) -> Sequence[Inline]:
    """The words of a paragraph, below its number where that is a Pasal's, in each version that has both."""
    former = par.former if versions == BOTH and par.former is not None else par
    needed = 0
    for side, as_version in ((NEW, par), (OLD, former)):
        if (
            as_version.number is not None
            and as_version.number.kind == "pasal"
            and (versions != BOTH or has_content(par.content, side))
        ):
            needed |= versions & side
    if not needed or not par.content:
        return par.content
    return (
        LineBreak() if needed == versions else TrackedChange(tracked_change_kind(needed), (LineBreak(),)),
        *par.content,
    )


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


def newest_text(par: Paragraph) -> str:
    """The text of a paragraph in the newest version that has it."""
    return par.text or inline_text(b for u in par.content if isinstance(u, TrackedChange) for b in u.content)
