"""Documents of two versions for tests: arbitrary ones in their canonical form, and ways to compare them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from ksdgen.paper.document import (
    ROLES,
    Block,
    Cell,
    Dokumen,
    Inline,
    LineBreak,
    Mark,
    PageBreak,
    Paragraph,
    Picture,
    Reference,
    Table,
    TableRow,
    Text,
    TrackedChange,
    change_paragraphs,
    paragraphs_of,
)
from ksdgen.paper.revision import tidy
from ksdgen.word.inlines import deletions_first
from tests.helpers.word_util import _INLINE, _LAYOUT, _NUMBER, ASSETS, NAME, TEXT, _paragraph

KINDS = st.sampled_from(("sisip", "hapus"))


def all_inlines(content: Iterable[Inline]) -> Iterable[Inline]:
    """The inlines of both versions."""
    for inline in content:
        if isinstance(inline, TrackedChange):
            yield from inline.content
        else:
            yield inline


def redline_assets(dokumen: Dokumen) -> dict[str, bytes]:
    """The images that either version shows."""
    return {
        inline.sha256: ASSETS[inline.sha256]
        for p in paragraphs_of((*dokumen.content, *dokumen.footer))
        for inline in all_inlines(p.content)
        if isinstance(inline, Picture)
    }


@st.composite
def _redline_content(draw: st.DrawFn, kinds: tuple[str, ...] = ("sisip", "hapus")) -> tuple[Inline, ...]:
    """Words of which some are of one version."""
    result: list[Inline] = []
    for inline in draw(st.lists(_INLINE, max_size=5)):
        change = draw(st.sampled_from(("tetap", *kinds)))
        result.append(inline if change == "tetap" else TrackedChange(change, (inline,)))
    return deletions_first(result)


@st.composite
def _unchanged_paragraph(draw: st.DrawFn) -> Paragraph:
    """A paragraph of both versions."""
    paragraph = replace(draw(_paragraph()), content=draw(_redline_content()))
    former = paragraph
    if draw(st.booleans()):
        former = replace(former, role=draw(st.sampled_from(sorted(ROLES))))
    if draw(st.booleans()):
        former = replace(former, number=draw(st.one_of(st.none(), _NUMBER)))
    if draw(st.integers(0, 3)) == 0:
        former = replace(former, identity=draw(st.one_of(st.none(), NAME)))
    if draw(st.integers(0, 3)) == 0:
        former = replace(former, depth=draw(st.integers(0, 7)))
    former = replace(former, content=())
    return paragraph if former == replace(paragraph, content=()) else replace(paragraph, former=former)


@st.composite
def _one_paragraph(draw: st.DrawFn, kind: str | None) -> Paragraph:
    """A paragraph of one version."""
    paragraph = draw(_paragraph())
    return replace(paragraph, content=tidy(paragraph.content), mark=None if kind is None else Mark(kind))


@st.composite
def _row(draw: st.DrawFn, width: int, may_mark: bool) -> TableRow:
    """A row of up to `width` cells; without `may_mark` neither it nor its paragraphs carry marks."""
    kind = draw(st.sampled_from((None, None, "sisip", "hapus"))) if may_mark else None
    cells: list[Cell] = []
    for _ in range(draw(st.integers(1, width))):
        if kind is not None or not may_mark:
            cells.append(Cell((draw(_one_paragraph(None)),)))
        else:
            start = [draw(_one_paragraph(draw(KINDS))) for _ in range(draw(st.integers(0, 2)))]
            cells.append(Cell((*start, draw(_unchanged_paragraph()))))
    return TableRow(tuple(cells), draw(st.booleans()), None if kind is None else Mark(kind))


@st.composite
def _table(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    edges = sorted(draw(st.sets(st.integers(1, 999), min_size=width - 1, max_size=width - 1)))
    column = tuple(right - left for left, right in zip([0, *edges], [*edges, 1000], strict=True))
    whole = draw(st.sampled_from((None, None, "sisip", "hapus")))
    rows = tuple(draw(_row(width, whole is None)) for _ in range(draw(st.integers(1, 4))))
    mark = None if whole is None else Mark(whole)
    if whole is None and rows[0].mark is not None and len({row.mark for row in rows}) == 1:
        mark, rows = rows[0].mark, tuple(replace(row, mark=None) for row in rows)
    role = draw(st.sampled_from(("pihak", "lambang", "tanda_tangan", "paraf", "tabel")))
    return Table(role, column, rows, draw(st.integers(0, 6)), draw(st.one_of(st.none(), NAME)), mark=mark)


def _unique_identities(blocks: tuple[Block, ...], used: tuple[set[str], set[str]]) -> tuple[Block, ...]:
    """Identities are unique in each version: a block whose identity is used already loses it."""

    def once(identity: str | None, *sides: int) -> str | None:
        if identity is None or any(identity in used[side] for side in sides):
            return None
        for side in sides:
            used[side].add(identity)
        return identity

    def change(paragraph: Paragraph, outer_mark: Mark | None) -> Paragraph:
        mark = outer_mark or paragraph.mark
        if mark is not None:
            return replace(paragraph, identity=once(paragraph.identity, 0 if mark.new else 1))
        if paragraph.former is None or paragraph.former.identity == paragraph.identity:
            identity = once(paragraph.identity, 0, 1)
            return replace(
                paragraph, identity=identity, former=paragraph.former and replace(paragraph.former, identity=identity)
            )
        paragraph = replace(
            paragraph,
            identity=once(paragraph.identity, 0),
            former=replace(paragraph.former, identity=once(paragraph.former.identity, 1)),
        )
        same = paragraph.former == replace(paragraph, content=(), former=None)
        return replace(paragraph, former=None) if same else paragraph

    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            block = change(block, None)
        elif isinstance(block, Table):
            rows = tuple(
                replace(
                    row,
                    cells=tuple(Cell(tuple(change(p, block.mark or row.mark) for p in c.content)) for c in row.cells),
                )
                for row in block.rows
            )
            sides = (0, 1) if block.mark is None else (0,) if block.mark.new else (1,)
            block = replace(block, rows=rows, identity=once(block.identity, *sides))
        result.append(block)
    return tuple(result)


@st.composite
def two_versions(draw: st.DrawFn) -> Dokumen:
    """Any document of two versions in the form that a comparison makes; some references point at what exists."""
    blocks: list[Block] = []
    for _ in range(draw(st.integers(0, 7))):
        variety = draw(st.integers(0, 7))
        if variety <= 2:
            blocks.append(draw(_unchanged_paragraph()))
        elif variety <= 4:
            blocks.append(draw(_one_paragraph(draw(KINDS))))
        elif variety <= 6:
            blocks.append(draw(_table()))
        else:
            mark = draw(st.one_of(st.none(), KINDS.map(Mark)))
            blocks.append(PageBreak(draw(st.sampled_from((None, False, True))), mark))
    for move_number in range(1, draw(st.integers(0, 3)) + 1):
        moved_paragraph = draw(_one_paragraph(None))
        for kind, change in (("pindah_dari", "hapus"), ("pindah_ke", "sisip")):
            added = draw(st.lists(_INLINE, max_size=2).map(tuple))
            content = (
                tidy((*moved_paragraph.content, TrackedChange(change, added)))
                if draw(st.booleans())
                else moved_paragraph.content
            )
            position = draw(st.integers(0, len(blocks)))
            blocks.insert(
                position,
                replace(
                    moved_paragraph,
                    content=content,
                    mark=Mark(kind, move_number),
                    number=draw(st.one_of(st.none(), _NUMBER)),
                ),
            )
    footer: list[Block] = [
        draw(st.one_of(_unchanged_paragraph(), KINDS.flatmap(_one_paragraph), _table()))
        for _ in range(draw(st.integers(0, 2)))
    ]
    used: tuple[set[str], set[str]] = (set(), set())
    final_content, final_footer = _unique_identities(tuple(blocks), used), _unique_identities(tuple(footer), used)
    targets = sorted(used[0] | used[1])

    def redirect(paragraph: Paragraph) -> Paragraph:
        def one(inline: Inline) -> Inline:
            if isinstance(inline, TrackedChange):
                return TrackedChange(inline.kind, tuple(map(one, inline.content)))
            if isinstance(inline, Reference) and targets and draw(st.booleans()):
                return Reference(draw(st.sampled_from(targets)), inline.content)
            return inline

        return replace(paragraph, content=tuple(map(one, paragraph.content)))

    dokumen = Dokumen(
        draw(TEXT),
        change_paragraphs(final_content, redirect),
        change_paragraphs(final_footer, redirect),
        draw(_LAYOUT),
        draw(st.one_of(st.none(), NAME)),
    )
    title = draw(st.one_of(st.just(dokumen.title), TEXT))
    layout = draw(st.one_of(st.just(dokumen.layout), _LAYOUT))
    watermark = draw(st.one_of(st.just(dokumen.watermark), st.none(), NAME))
    former = Dokumen(title, (), layout=layout, watermark=watermark)
    same = former == Dokumen(dokumen.title, (), layout=dokumen.layout, watermark=dokumen.watermark)
    return dokumen if same else replace(dokumen, former=former)


def tidied(dokumen: Dokumen) -> Dokumen:
    """The document with neighbouring texts joined: how they were cut is no matter of a version."""

    def one(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, content=tidy(paragraph.content))

    return replace(
        dokumen, content=change_paragraphs(dokumen.content, one), footer=change_paragraphs(dokumen.footer, one)
    )


__all__ = ["LineBreak", "Text", "all_inlines", "redline_assets", "tidied", "two_versions"]
