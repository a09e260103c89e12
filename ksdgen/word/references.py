"""The text of references in a file of two versions that LibreOffice saved.

LibreOffice brings every field up to date when it saves, and counts what was inserted and what was struck out alike: the
text in the fields is that of neither version.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ksdgen.paper.document import Block, Inline, Mark, Paragraph, Reference, Table, TrackedChange
from ksdgen.word.twofold import as_older, paragraphs_with_versions
from ksdgen.word.versions import NEW, OLD, version


def with_target_numbers(
    content: tuple[Block, ...], footer: tuple[Block, ...]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Body and footer with references that print the number that their target has in the reference's own version."""
    numbers: dict[int, dict[str, str]] = {NEW: {}, OLD: {}}
    for paragraph, present in paragraphs_with_versions(content):
        for side, as_version in ((NEW, paragraph), (OLD, as_older(paragraph, present))):
            if present & side and as_version.identity is not None and as_version.number is not None:
                numbers[side].setdefault(as_version.identity, as_version.number.reference)

    def renumber(inline: Inline, versions: int) -> Inline:
        if isinstance(inline, TrackedChange):
            side = NEW if inline.kind == "sisip" else OLD
            return TrackedChange(inline.kind, tuple(renumber(part, side) for part in inline.content))
        if isinstance(inline, Reference):
            return replace(inline, content=numbers[OLD if versions == OLD else NEW].get(inline.target, inline.content))
        return inline

    def renumber_paragraph(paragraph: Paragraph, outer_mark: Mark | None) -> Paragraph:
        versions = version(outer_mark or paragraph.mark)
        return replace(paragraph, content=tuple(renumber(inline, versions) for inline in paragraph.content))

    def renumber_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
        result: list[Block] = []
        for block in blocks:
            if isinstance(block, Table):
                rows = []
                for row in block.rows:
                    outer_mark = block.mark or row.mark
                    cells = tuple(
                        replace(cell, content=tuple(renumber_paragraph(p, outer_mark) for p in cell.content))
                        for cell in row.cells
                    )
                    rows.append(replace(row, cells=cells))
                result.append(replace(block, rows=tuple(rows)))
            else:
                result.append(renumber_paragraph(block, None) if isinstance(block, Paragraph) else block)
        return tuple(result)

    return renumber_blocks(content), renumber_blocks(footer)
