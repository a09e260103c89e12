"""A document that holds two versions at once: take the newer one, or the older one.

The marks are part of the block model (`TrackedChange`, `Mark`, `former`); `difference` makes such documents, writers
show them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ksdgen.paper.document import (
    Block,
    Cell,
    Dokumen,
    Inline,
    Mark,
    Paragraph,
    Table,
    TableRow,
    Text,
    TrackedChange,
    joined,
    paragraphs_of,
)


def accept(dokumen: Dokumen) -> Dokumen:
    """The newer version: every change accepted, no marks left."""
    content, footer = new_blocks(dokumen.content), new_blocks(dokumen.footer)
    return replace(dokumen, content=content, footer=footer, former=None)


def reject(dokumen: Dokumen) -> Dokumen:
    """The older version: every change rejected, no marks left."""
    content, footer = old_blocks(dokumen.content), old_blocks(dokumen.footer)
    older = dokumen.former or dokumen
    return Dokumen(older.title, content, footer, older.layout, older.watermark)


def new_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of the newer version."""
    return _blocks(blocks, _new)


def old_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of the older version."""
    return _blocks(blocks, _old)


def marked(dokumen: Dokumen) -> bool:
    """Whether a document holds any mark of change."""
    blocks = (*dokumen.content, *dokumen.footer)
    return (
        dokumen.former is not None
        or any(block.mark is not None for block in blocks)
        or any(row.mark is not None for block in blocks if isinstance(block, Table) for row in block.rows)
        or any(
            p.mark is not None or p.former is not None or any(isinstance(i, TrackedChange) for i in p.content)
            for p in paragraphs_of(blocks)
        )
    )


def tidy(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines in the model's form: neighbouring Text, and TrackedChange of a kind, are joined; empty ones left out."""
    result: list[Inline] = []
    for inline in content:
        if isinstance(inline, TrackedChange):
            inline = TrackedChange(inline.kind, tidy(inline.content))
        if isinstance(inline, Text | TrackedChange) and not inline.content:
            continue
        last = result[-1] if result else None
        if isinstance(inline, Text) and isinstance(last, Text):
            result[-1] = joined(last, inline)
        elif isinstance(inline, TrackedChange) and isinstance(last, TrackedChange) and last.kind == inline.kind:
            result[-1] = TrackedChange(inline.kind, tidy((*last.content, *inline.content)))
        else:
            result.append(inline)
    return tuple(result)


_VersionTest = Callable[[Mark | None], bool]


def _new(mark: Mark | None) -> bool:
    return mark is None or mark.new


def _old(mark: Mark | None) -> bool:
    return mark is None or not mark.new


def _blocks(blocks: Iterable[Block], present: _VersionTest) -> tuple[Block, ...]:
    result: list[Block] = []
    for block in blocks:
        if not present(block.mark):
            continue
        if isinstance(block, Paragraph):
            result.append(_paragraph(block, present))
        elif isinstance(block, Table):
            rows = tuple(_row(row, present) for row in block.rows if present(row.mark))
            # A table that lost every row is no table; one that never had any stays as it was.
            if rows or not block.rows:
                result.append(replace(block, rows=rows, mark=None))
        else:
            result.append(replace(block, mark=None))
    return tuple(result)


def _row(row: TableRow, present: _VersionTest) -> TableRow:
    cells = tuple(Cell(tuple(_paragraph(p, present) for p in cell.content if present(p.mark))) for cell in row.cells)
    return TableRow(cells, row.header)


def _paragraph(paragraph: Paragraph, present: _VersionTest) -> Paragraph:
    kind = "sisip" if present is _new else "hapus"
    content: list[Inline] = []
    for inline in paragraph.content:
        if not isinstance(inline, TrackedChange):
            content.append(inline)
        elif inline.kind == kind:
            content.extend(inline.content)
    version = paragraph if present is _new or paragraph.former is None else paragraph.former
    return Paragraph(version.role, tidy(content), version.number, version.identity, version.depth, version.origin)
