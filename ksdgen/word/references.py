"""The text of references in a file of two versions that LibreOffice saved.

LibreOffice brings every field up to date when it saves, and counts what was inserted and what was struck out alike: the
text in the fields is that of neither version.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ksdgen.paper.document import Block, Inline, Mark, Paragraph, Reference, Table, TrackedChange
from ksdgen.word.versions import BOTH, NEW, OLD, version


def with_target_numbers(
    content: tuple[Block, ...], footer: tuple[Block, ...]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Body and footer with references that print the number that their target has in the reference's own version."""
    number: dict[int, dict[str, str]] = {NEW: {}, OLD: {}}
    for block in content:
        for current, present in _paragraph(block):
            former = current.former if current.former is not None else current
            for side, as_version in ((NEW, current), (OLD, former if present == BOTH else current)):
                if present & side and as_version.identity is not None and as_version.number is not None:
                    number[side].setdefault(as_version.identity, as_version.number.reference)

    def one(inline: Inline, versions: int) -> Inline:
        if isinstance(inline, TrackedChange):
            return TrackedChange(
                inline.kind, tuple(one(x, NEW if inline.kind == "sisip" else OLD) for x in inline.content)
            )
        if isinstance(inline, Reference):
            return replace(inline, content=number[OLD if versions == OLD else NEW].get(inline.target, inline.content))
        return inline

    def aimed(paragraph: Paragraph, outer_mark: Mark | None) -> Paragraph:
        return replace(
            paragraph, content=tuple(one(b, version(outer_mark or paragraph.mark)) for b in paragraph.content)
        )

    def renewed(items: Iterable[Block]) -> tuple[Block, ...]:
        result: list[Block] = []
        for item in items:
            if isinstance(item, Table):
                rows = []
                for row in item.rows:
                    outer_mark = item.mark or row.mark
                    cells = tuple(replace(s, content=tuple(aimed(p, outer_mark) for p in s.content)) for s in row.cells)
                    rows.append(replace(row, cells=cells))
                result.append(replace(item, rows=tuple(rows)))
            else:
                result.append(aimed(item, None) if isinstance(item, Paragraph) else item)
        return tuple(result)

    return renewed(content), renewed(footer)


def _paragraph(block: Block) -> Iterable[tuple[Paragraph, int]]:
    if isinstance(block, Paragraph):
        yield block, version(block.mark)
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                for paragraph in cell.content:
                    yield paragraph, version(block.mark or row.mark or paragraph.mark)
