"""Two versions of a table, of a cell, of a paragraph in one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import replace

from ksdgen.difference.likeness import bag, best_rising_pairs, likeness
from ksdgen.difference.outline import content_gist, gist
from ksdgen.difference.sequence import Pair, align
from ksdgen.difference.words import compare_content
from ksdgen.paper.document import Cell, Mark, Paragraph, Table, TableRow

_THRESHOLD = 0.4
"""The least likeness of two rows, or of two paragraphs of a cell, that stand at the same place."""

_AREA = 400
"""The largest product of sizes of a gap in which every row or paragraph is compared with every other."""


def compare_paragraphs(old: Paragraph, new: Paragraph) -> Paragraph:
    """Both versions of a paragraph in one."""
    same = (old.role, old.number, old.identity, old.depth) == (new.role, new.number, new.identity, new.depth)
    former = None if same else replace(old, content=())
    return replace(new, content=compare_content(old.content, new.content), former=former)


def compare_tables(old: Table, new: Table) -> Table | None:
    """Both versions of a table in one, or None when they have no row in common."""
    pairs = row_pairs(old.rows, new.rows)
    if not pairs and (old.rows or new.rows):
        return None
    rows: list[TableRow] = []
    old_start = new_start = 0
    for old_index, new_index in (*pairs, (len(old.rows), len(new.rows))):
        rows += [replace(row, mark=Mark("hapus")) for row in old.rows[old_start:old_index]]
        rows += [replace(row, mark=Mark("sisip")) for row in new.rows[new_start:new_index]]
        if old_index < len(old.rows) and new_index < len(new.rows):
            cells = zip(old.rows[old_index].cells, new.rows[new_index].cells, strict=True)
            rows.append(
                TableRow(
                    tuple(_compare_cells(old_cell, new_cell) for old_cell, new_cell in cells),
                    new.rows[new_index].header,
                )
            )
        old_start, new_start = old_index + 1, new_index + 1
    return replace(new, rows=tuple(rows))


def row_pairs(old: Sequence[TableRow], new: Sequence[TableRow]) -> list[Pair]:
    """Rows that are the same row in both versions, in order."""
    left, right = list(map(_row_gist, old)), list(map(_row_gist, new))
    result: list[Pair] = []
    anchors = align(left, right)
    for (old_before, new_before), (old_after, new_after) in zip(
        [(-1, -1), *anchors], [*anchors, (len(old), len(new))], strict=True
    ):
        result += (
            (old_before + 1 + old_index, new_before + 1 + new_index)
            for old_index, new_index in _alike_rows(old[old_before + 1 : old_after], new[new_before + 1 : new_after])
        )
        if old_after < len(old):
            result.append((old_after, new_after))
    return result


def _row_gist(row: TableRow) -> Hashable:
    return (row.header, tuple(tuple(gist(p) for p in cell.content) for cell in row.cells))


def _alike_rows(old: Sequence[TableRow], new: Sequence[TableRow]) -> list[Pair]:
    if len(old) == len(new) == 1 or len(old) * len(new) > _AREA:
        # A row alone in its place is that row, changed; of very many, the ones at the same place are compared.
        return [
            (i, i)
            for i, (old_row, new_row) in enumerate(zip(old, new, strict=False))
            if _same_shape(old_row, new_row) and (len(old) == 1 or _likeness(old_row, new_row) >= _THRESHOLD)
        ]
    old_bags, new_bags = [_bag(row) for row in old], [_bag(row) for row in new]
    scores = [
        [
            _row_likeness(old_row, new_row, likeness(old_bag, new_bag)) if _same_shape(old_row, new_row) else 0.0
            for new_row, new_bag in zip(new, new_bags, strict=True)
        ]
        for old_row, old_bag in zip(old, old_bags, strict=True)
    ]
    return best_rising_pairs(scores, _THRESHOLD)


def _same_shape(old_row: TableRow, new_row: TableRow) -> bool:
    """Whether one row can stand for the other: as many cells, none of them without a paragraph."""
    return (
        old_row.header == new_row.header
        and len(old_row.cells) == len(new_row.cells)
        and all(cell.content for row in (old_row, new_row) for cell in row.cells)
    )


def _likeness(old_row: TableRow, new_row: TableRow) -> float:
    return _row_likeness(old_row, new_row, likeness(_bag(old_row), _bag(new_row)))


def _row_likeness(old_row: TableRow, new_row: TableRow, how_alike: float) -> float:
    """Rows are known by the first cell that says something besides a number."""
    return (how_alike + 1) / 2 if (name := row_name(old_row)) and name == row_name(new_row) else how_alike


def row_name(row: TableRow) -> str:
    """The text of the first cell that is no mere number; "" when there is none."""
    for cell in row.cells:
        text = " ".join(t for p in cell.content if (t := p.text.strip()))
        if any(c.isalpha() for c in text):
            return text
    return ""


def _bag(row: TableRow) -> Counter[Hashable]:
    result: Counter[Hashable] = Counter()
    for cell in row.cells:
        for paragraph in cell.content:
            result.update(bag(paragraph.content))
    return result


def _compare_cells(old: Cell, new: Cell) -> Cell:
    """Both versions of a cell in one; the last paragraphs always go together."""
    content: list[Paragraph] = []
    old_start = new_start = 0
    last_pair = (len(old.content) - 1, len(new.content) - 1)
    for old_index, new_index in (*paragraph_pairs(old.content[:-1], new.content[:-1]), last_pair):
        content += [replace(p, mark=Mark("hapus")) for p in old.content[old_start:old_index]]
        content += [replace(p, mark=Mark("sisip")) for p in new.content[new_start:new_index]]
        content.append(compare_paragraphs(old.content[old_index], new.content[new_index]))
        old_start, new_start = old_index + 1, new_index + 1
    return Cell(tuple(content))


def paragraph_pairs(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[Pair]:
    """Paragraphs of a cell that are the same in both versions, in order: by their words, else by their role."""
    anchors = align([(p.role, content_gist(p.content)) for p in old], [(p.role, content_gist(p.content)) for p in new])
    result: list[Pair] = []
    for (old_before, new_before), (old_after, new_after) in zip(
        [(-1, -1), *anchors], [*anchors, (len(old), len(new))], strict=True
    ):
        left, right = old[old_before + 1 : old_after], new[new_before + 1 : new_after]
        if len(left) * len(right) <= _AREA:
            equally_many = len(left) == len(right)
            scores = [[_paragraph_likeness(earlier, later, equally_many) for later in right] for earlier in left]
            result += (
                (old_before + 1 + old_index, new_before + 1 + new_index)
                for old_index, new_index in best_rising_pairs(scores, _THRESHOLD)
            )
        else:
            result += (
                (old_before + 1 + i, new_before + 1 + i)
                for i in range(min(len(left), len(right)))
                if left[i].role == right[i].role
            )
        if old_after < len(old):
            result.append((old_after, new_after))
    return result


def _paragraph_likeness(old: Paragraph, new: Paragraph, equally_many: bool) -> float:
    if old.role != new.role:
        return 0.0
    how_alike = likeness(bag(old.content), bag(new.content))
    return max(how_alike, _THRESHOLD) if equally_many or old.role != "sel" else how_alike
