"""Entries about tables: data tables by row and column, parties and signatures by party, the rest by paragraph."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from ksdgen.difference.entry import Change
from ksdgen.difference.likeness import bag, likeness
from ksdgen.difference.paragraphs import cell_texts, row_passage, whole_change, word_changes
from ksdgen.difference.pieces import shown
from ksdgen.difference.places import pihak_term
from ksdgen.difference.sequence import Pair
from ksdgen.difference.tables import paragraph_pairs, row_name, row_pairs
from ksdgen.paper.document import Paragraph, Table, TableRow, paragraphs_of

_SAME = 0.85
"""The least likeness of what two versions say of a party that is called differently."""

_AREA = 400
"""The largest product of numbers of parties for which each is compared with each."""

_NAMES = 40
"""The longest name of a row that is mentioned."""


def table_changes_of(old: Table, new: Table, place: str, old_place: str) -> list[Change]:
    """What a drafter would say changed in a table, in reading order; nothing when only the width of columns did.

    Args:
        old: the older version.
        new: the newer version.
        place: where it is.
        old_place: where it was.
    """
    if new.role == "pihak":
        return _groups(_para_pihak(old), _para_pihak(new), place, old_place)
    if new.role == "tanda_tangan":
        return _groups(_tanda_tangan(old), _tanda_tangan(new), place, old_place)
    if new.role == "tabel":
        return _data(old, new, place, old_place)
    return _paragraphs(list(paragraphs_of((old,))), list(paragraphs_of((new,))), place, old_place)


# --- parties and signatures -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """What a table says of one party."""

    term: str
    content: list[Paragraph] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of who signs, or of the institution, or how it is called."""
        texts = {p.role: text for p in reversed(self.content) if (text := shown(p.content).strip())}
        return texts.get("pihak_nama") or texts.get("ttd_nama") or texts.get("ttd_lembaga") or self.term

    @property
    def text(self) -> str:
        """All words."""
        return " ".join(text for p in self.content if (text := shown(p.content).strip()) not in ("", ":"))


def _para_pihak(table: Table) -> list[_Group]:
    """A row for each who signs; the last row of a party says how it is called."""
    result: list[_Group] = []
    lacking: list[_Group] = []
    for number, row in enumerate(table.rows, start=1):
        content = [p for cell in row.cells for p in cell.content]
        term = next((found for p in reversed(content) if (found := _last_term(p)) is not None), None)
        result.append(_Group(f"baris {number}", content))
        lacking.append(result[-1])
        if term is not None:
            for group in lacking:
                group.term = term
            lacking = []
    return result


def _last_term(paragraph: Paragraph) -> str | None:
    _, words, tail = paragraph.text.rpartition("disebut ")
    return pihak_term(tail) if words else None


def _tanda_tangan(table: Table) -> list[_Group]:
    """A column for each party; a new designation in a column begins another one."""
    result: list[_Group] = []
    current: dict[int, _Group] = {}
    for row in table.rows:
        for index, cell in enumerate(row.cells):
            title = next((p for p in cell.content if p.role == "ttd_pihak"), None)
            if title is not None or index not in current:
                if not any(p.content for p in cell.content):
                    continue
                term = title.text.strip(" ,:") if title is not None else ""
                current[index] = _Group(term or (f"kolom {index + 1}" if len(table.column) > 1 else ""))
                result.append(current[index])
            current[index].content += [p for p in cell.content if p is not title]
    return result


def _groups(old: list[_Group], new: list[_Group], place: str, old_place: str) -> list[Change]:
    pairs = _pairs(old, new)
    result: list[Change] = []
    for new_index, group in enumerate(new):
        if new_index not in pairs:
            result.append(_whole(group, _where(place, group.term), new=True))
            continue
        earlier = old[pairs[new_index]]
        shift = len(old) != len(new) or new_index != pairs[new_index]
        if earlier.term == group.term:
            result += _paragraphs(
                earlier.content,
                group.content,
                _where(place, group.term),
                _where(old_place, earlier.term),
                number=not shift,
            )
            continue
        # Who is called differently now is known by name.
        where = _where(place, group.name)
        renamed = Change("diubah", "pihak", where, where, earlier.term, group.term)
        result.append(renamed)
        other = _paragraphs(earlier.content, group.content, where, where, number=not shift)
        result += (change for change in other if (change.former, change.after) != (renamed.former, renamed.after))
    rest = [group for i, group in enumerate(old) if i not in pairs.values()]
    result += [_whole(group, _where(old_place, group.term), new=False) for group in rest]
    old_order = [old[i].term for i in sorted(pairs.values())]
    new_order = [group.term for new_index, group in enumerate(new) if new_index in pairs]
    if old_order != new_order and sorted(old_order) == sorted(new_order):
        result.append(Change("diubah", "bentuk", place, old_place, title=f"urutan menjadi {', '.join(new_order)}"))
    elif not result and [group.term for group in old] != [group.term for group in new]:
        result.append(Change("diubah", "bentuk", place, old_place, title="susunan berubah"))
    return result


def _pairs(old: list[_Group], new: list[_Group]) -> dict[int, int]:
    """Newer to older: by the same designation where that is the same party, else the most alike, else by designation
    alone.
    """
    result: dict[int, int] = {}
    if len(old) * len(new) > _AREA:
        return {new_index: new_index for new_index in range(min(len(old), len(new)))}
    old_bags, new_bags = list(map(_bag, old)), list(map(_bag, new))
    scores = {
        (old_index, new_index): likeness(old_bag, new_bag)
        for old_index, old_bag in enumerate(old_bags)
        for new_index, new_bag in enumerate(new_bags)
    }

    def order(pair: Pair) -> tuple[float, bool, int, Pair]:
        return (-scores[pair], old[pair[0]].term != new[pair[1]].term, abs(pair[0] - pair[1]), pair)

    for is_alike in (lambda p: scores[p] >= _SAME, lambda p: old[p[0]].term == new[p[1]].term):
        for old_index, new_index in sorted(filter(is_alike, scores), key=order):
            if new_index not in result and old_index not in result.values():
                result[new_index] = old_index
    return result


def _bag(group: _Group) -> dict[Hashable, int]:
    result: dict[Hashable, int] = {}
    for paragraph in group.content:
        for words, weight in bag(paragraph.content).items():
            result[words] = result.get(words, 0) + weight
    return result


def _whole(group: _Group, where: str, *, new: bool) -> Change:
    passages = (
        row_passage([text for p in group.content if (text := shown(p.content).strip())], "sisip" if new else "hapus"),
    )
    if new:
        return Change("baru", "pihak", where, after=group.text, passages=passages)
    return Change("dihapus", "pihak", where, where, former=group.text, passages=passages)


def _where(place: str, term: str) -> str:
    return f"{place}: {term}" if term else place


# --- paragraphs -------------------------------------------------------------------------------------------------------


def _paragraphs(
    old: Sequence[Paragraph], new: Sequence[Paragraph], place: str, old_place: str, *, number: bool = True
) -> list[Change]:
    """What changed in a run of paragraphs of a cell or a table; with `number` also its numbers."""
    result: list[Change] = []
    old_start = new_start = 0
    for old_index, new_index in (*paragraph_pairs(old, new), (len(old), len(new))):
        result += [whole_change(p, False, old_place) for p in old[old_start:old_index]]
        result += [whole_change(p, True, place) for p in new[new_start:new_index]]
        if old_index < len(old):
            result += [change for _, change in word_changes(old[old_index], new[new_index], place, old_place)]
            if number and old[old_index].number != new[new_index].number:
                numbers = (old[old_index].number, new[new_index].number)
                former, after = (value.text if value is not None else "" for value in numbers)
                result.append(Change("diubah", "bentuk", place, old_place, former, after))
        old_start, new_start = old_index + 1, new_index + 1
    return result


# --- data -------------------------------------------------------------------------------------------------------------


def _data(old: Table, new: Table, place: str, old_place: str) -> list[Change]:
    """What changed in a data table, row by row."""
    old_columns, columns = _header(old), _header(new)
    pairs = row_pairs(old.rows, new.rows)
    moves = _moves(old.rows, new.rows, pairs)
    shift = len(pairs) < max(len(old.rows), len(new.rows))
    old_places, places = _row_places(old), _row_places(new)
    result: list[Change] = []
    old_start = new_start = 0
    for old_index, new_index in (*pairs, (len(old.rows), len(new.rows))):
        for index in range(old_start, old_index):
            if index not in moves.values():
                result.append(_row_change(old.rows[index], f"{old_place}, {old_places[index]}", new=False))
        for index in range(new_start, new_index):
            where = f"{place}, {places[index]}"
            if index in moves:
                texts = cell_texts(new.rows[index])
                earlier, passages = f"{old_place}, {old_places[moves[index]]}", (row_passage(texts, "tetap"),)
                result.append(Change("dipindah", "tabel", where, earlier, after=" | ".join(texts), passages=passages))
            else:
                result.append(_row_change(new.rows[index], where, new=True))
        if old_index < len(old.rows):
            old_row, new_row = old.rows[old_index], new.rows[new_index]
            # A row is known by its name: that it stands one line lower is no news.
            same = place == old_place and row_name(old_row) == row_name(new_row)
            for index, (old_cell, new_cell) in enumerate(zip(old_row.cells, new_row.cells, strict=True)):
                is_serial_number = (
                    shift
                    and index == 0
                    and all(
                        shown(p.content).strip(" .").isdigit() for cell in (old_cell, new_cell) for p in cell.content
                    )
                )
                if old_cell != new_cell and not is_serial_number:
                    where = _where_cell(place, new_row, places[new_index], columns, index)
                    old_where = _where_cell(old_place, old_row, old_places[old_index], old_columns, index)
                    result += _paragraphs(old_cell.content, new_cell.content, where, where if same else old_where)
        old_start, new_start = old_index + 1, new_index + 1
    return result


def _moves(old: Sequence[TableRow], new: Sequence[TableRow], pairs: Sequence[Pair]) -> dict[int, int]:
    """Newer to older: rows that say the same at another place, but for a running number."""
    old_paired, new_paired = {old_index for old_index, _ in pairs}, {new_index for _, new_index in pairs}
    left = {_without_ordinal(row): i for i, row in enumerate(old) if i not in old_paired}
    return {
        new_index: old_index
        for new_index, row in enumerate(new)
        if new_index not in new_paired and (old_index := left.pop(_without_ordinal(row), -1)) >= 0
    }


def _without_ordinal(row: TableRow) -> tuple[str, ...]:
    """The texts of the cells, but for a running number in the first."""
    cells = cell_texts(row)
    return tuple(cells[1:] if cells and cells[0].strip(" .").isdigit() else cells)


def _header(table: Table) -> list[str]:
    """The titles of the columns; none without a head."""
    return next((cell_texts(row) for row in table.rows if row.header), [])


def _row_places(table: Table) -> list[str]:
    """The name of each row: the head, or its ordinal without the head."""
    result: list[str] = []
    number = 0
    for row in table.rows:
        number += not row.header
        result.append("kepala tabel" if row.header else f"baris {number}")
    return result


def _where_cell(place: str, row: TableRow, row_place: str, columns: Sequence[str], index: int) -> str:
    name = row_name(row)
    # A name that the cell itself holds says nothing about where it is.
    named = 0 < len(name) <= _NAMES and not row.header and (index or name != cell_texts(row)[0])
    mention = f" ({name})" if named else ""
    title = f"“{columns[index]}”" if index < len(columns) and columns[index] and not row.header else str(index + 1)
    return f"{place}, {row_place}{mention} kolom {title}"


def _row_change(row: TableRow, where: str, *, new: bool) -> Change:
    text = " | ".join(cell_texts(row))
    passages = (row_passage(cell_texts(row), "sisip" if new else "hapus"),)
    if new:
        return Change("baru", "tabel", where, after=text, passages=passages)
    return Change("dihapus", "tabel", where, where, former=text, passages=passages)
