"""Whether a document that was not composed here is a paper: what the model asks for beyond the type of each value.

What takes documents (writers, rules, comparisons) relies on it.
"""

from __future__ import annotations

from ksdgen.paper.document import Block, Dokumen, PageBreak, Table, paragraphs_of
from ksdgen.paper.revision import marked


def is_sound(dokumen: Dokumen) -> bool:
    """Whether a document is one whole paper, of one version."""
    blocks = (*dokumen.content, *dokumen.footer)
    return (
        bool(dokumen.content)
        and not marked(dokumen)
        and not any(isinstance(block, PageBreak) for block in dokumen.footer)
        and all(_is_table(block) for block in blocks if isinstance(block, Table))
        and _are_unique(blocks)
        and _count_on(blocks)
    )


def _is_table(table: Table) -> bool:
    """Whether a table has rows, each with a cell for every column, and each cell a paragraph."""
    return (
        sum(table.column) == 1000
        and bool(table.rows)
        and all(len(row.cells) == len(table.column) and all(cell.content for cell in row.cells) for row in table.rows)
    )


def _are_unique(blocks: tuple[Block, ...]) -> bool:
    """Whether no two paragraphs, and no two tables, have the same identity."""
    of_paragraphs = [p.identity for p in paragraphs_of(blocks) if p.identity is not None]
    of_tables = [block.identity for block in blocks if isinstance(block, Table) and block.identity is not None]
    return all(len(names) == len(set(names)) for names in (of_paragraphs, of_tables))


def _count_on(blocks: tuple[Block, ...]) -> bool:
    """Whether no number is higher than what was counted: a letter far down a list is a word of a thousand letters."""
    highest: dict[str, int] = {}
    for paragraph in paragraphs_of(blocks):
        number = paragraph.number
        if number is None:
            continue
        if number.value > highest.get(number.kind, 0) + 1:
            return False
        highest[number.kind] = max(highest.get(number.kind, 0), number.value)
    return True
