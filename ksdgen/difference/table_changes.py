"""Entries about tables: data tables by row and column, parties and signatures by party, the rest by paragraph."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from ksdgen.difference.entry import Change
from ksdgen.difference.likeness import bag, likeness
from ksdgen.difference.paragraphs import row_passage, whole_change, word_changes
from ksdgen.difference.pieces import shown
from ksdgen.difference.places import pihak_term
from ksdgen.difference.sequence import Pair
from ksdgen.difference.tables import paragraph_pairs, row_name, row_pairs
from ksdgen.paper.document import Paragraph, Table, TableRow, paragraphs_of

_SAME = 0.85
"""The least likeness of what two versions say of a party that is called differently."""

_AREA = 400
_NAMES = 40


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


# --- parties and signatures -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """What a table says of one party."""

    term: str
    content: list[Paragraph] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of who signs, or of the institution, or how it is called."""
        everything = {p.role: t for p in reversed(self.content) if (t := shown(p.content).strip())}
        return everything.get("pihak_nama") or everything.get("ttd_nama") or everything.get("ttd_lembaga") or self.term

    @property
    def text(self) -> str:
        """All words."""
        return " ".join(t for p in self.content if (t := shown(p.content).strip()) and t != ":")


def _para_pihak(t: Table) -> list[_Group]:
    """A row for each who signs; the last row of a party says how it is called."""
    result: list[_Group] = []
    lacking: list[_Group] = []
    for n, r in enumerate(t.rows, start=1):
        content = [p for s in r.cells for p in s.content]
        term = next((s for p in reversed(content) if (s := _last_term(p)) is not None), None)
        result.append(_Group(f"baris {n}", content))
        lacking.append(result[-1])
        if term is not None:
            for k in lacking:
                k.term = term
            lacking = []
    return result


def _last_term(p: Paragraph) -> str | None:
    _, words, tail = p.text.rpartition("disebut ")
    return pihak_term(tail) if words else None


def _tanda_tangan(t: Table) -> list[_Group]:
    """A column for each party; a new designation in a column begins another one."""
    result: list[_Group] = []
    current: dict[int, _Group] = {}
    for r in t.rows:
        for n, s in enumerate(r.cells):
            title = next((p for p in s.content if p.role == "ttd_pihak"), None)
            if title is not None or n not in current:
                if not any(p.content for p in s.content):
                    continue
                term = title.text.strip(" ,:") if title is not None else ""
                current[n] = _Group(term or (f"kolom {n + 1}" if len(t.column) > 1 else ""))
                result.append(current[n])
            current[n].content += [p for p in s.content if p is not title]
    return result


def _groups(old: list[_Group], new: list[_Group], place: str, old_place: str) -> list[Change]:
    pairs = _pairs(old, new)
    result: list[Change] = []
    for j, k in enumerate(new):
        if j not in pairs:
            result.append(_whole(k, _where(place, k.term), new=True))
            continue
        earlier = old[pairs[j]]
        shift = len(old) != len(new) or j != pairs[j]
        if earlier.term == k.term:
            result += _paragraphs(
                earlier.content, k.content, _where(place, k.term), _where(old_place, earlier.term), number=not shift
            )
            continue
        # Who is now called differently is known by name.
        where = _where(place, k.name)
        term = Change("diubah", "pihak", where, where, earlier.term, k.term)
        result.append(term)
        other = _paragraphs(earlier.content, k.content, where, where, number=not shift)
        result += (p for p in other if (p.former, p.after) != (term.former, term.after))
    rest = [k for i, k in enumerate(old) if i not in pairs.values()]
    result += [_whole(k, _where(old_place, k.term), new=False) for k in rest]
    order = [old[i].term for i in sorted(pairs.values())]
    current = [k.term for j, k in enumerate(new) if j in pairs]
    if order != current and sorted(order) == sorted(current):
        result.append(Change("diubah", "bentuk", place, old_place, title=f"urutan menjadi {', '.join(current)}"))
    elif not result and [k.term for k in old] != [k.term for k in new]:
        result.append(Change("diubah", "bentuk", place, old_place, title="susunan berubah"))
    return result


def _pairs(old: list[_Group], new: list[_Group]) -> dict[int, int]:
    """Newer to older: by the same designation where that is the same party, else the most alike, else by designation alone."""
    result: dict[int, int] = {}
    if len(old) * len(new) > _AREA:
        return {j: j for j in range(min(len(old), len(new)))}
    left, right = ([_bag(k) for k in x] for x in (old, new))
    value = {(i, j): likeness(left[i], right[j]) for i in range(len(old)) for j in range(len(new))}

    def order(p: Pair) -> tuple[float, bool, int, Pair]:
        return (-value[p], old[p[0]].term != new[p[1]].term, abs(p[0] - p[1]), p)

    for is_alike in (lambda p: value[p] >= _SAME, lambda p: old[p[0]].term == new[p[1]].term):
        for i, j in sorted(filter(is_alike, value), key=order):
            if j not in result and i not in result.values():
                result[j] = i
    return result


def _bag(k: _Group) -> dict[Hashable, int]:
    result: dict[Hashable, int] = {}
    for p in k.content:
        for words, n in bag(p.content).items():
            result[words] = result.get(words, 0) + n
    return result


def _whole(k: _Group, where: str, *, new: bool) -> Change:
    passages = (row_passage([t for p in k.content if (t := shown(p.content).strip())], "sisip" if new else "hapus"),)
    if new:
        return Change("baru", "pihak", where, after=k.text, passages=passages)
    return Change("dihapus", "pihak", where, where, former=k.text, passages=passages)


def _where(place: str, term: str) -> str:
    return f"{place}: {term}" if term else place


# --- paragraphs -----------------------------------------------------------------------------------------------------------------------


def _paragraphs(
    old: Sequence[Paragraph], new: Sequence[Paragraph], place: str, old_place: str, *, number: bool = True
) -> list[Change]:
    """What changed in a run of paragraphs of a cell or a table.

    Args:
        number: whether a changed number is worth an entry.
    """
    result: list[Change] = []
    i = j = 0
    for k, m in (*paragraph_pairs(old, new), (len(old), len(new))):
        result += [whole_change(p, False, old_place) for p in old[i:k]]
        result += [whole_change(p, True, place) for p in new[j:m]]
        if k < len(old):
            result += [p for _, p in word_changes(old[k], new[m], place, old_place)]
            if number and old[k].number != new[m].number:
                former, after = (p.number.text if p.number is not None else "" for p in (old[k], new[m]))
                result.append(Change("diubah", "bentuk", place, old_place, former, after))
        i, j = k + 1, m + 1
    return result


# --- data -----------------------------------------------------------------------------------------------------------------------------


def _data(old: Table, new: Table, place: str, old_place: str) -> list[Change]:
    old_columns, column = _header(old), _header(new)
    pairs = row_pairs(old.rows, new.rows)
    move = _moves(old.rows, new.rows, pairs)
    shift = len(pairs) < max(len(old.rows), len(new.rows))
    old_location, location = _order(old), _order(new)
    result: list[Change] = []
    i = j = 0
    for k, m in (*pairs, (len(old.rows), len(new.rows))):
        for n in range(i, k):
            if n not in move.values():
                result.append(_row_change(old.rows[n], f"{old_place}, {old_location[n]}", new=False))
        for n in range(j, m):
            where = f"{place}, {location[n]}"
            if n in move:
                earlier = f"{old_place}, {old_location[move[n]]}"
                passages = (row_passage(_cells(new.rows[n]), "tetap"),)
                result.append(
                    Change(
                        "dipindah", "tabel", where, earlier, after=" | ".join(_cells(new.rows[n])), passages=passages
                    )
                )
            else:
                result.append(_row_change(new.rows[n], where, new=True))
        if k < len(old.rows):
            for n, (a, b) in enumerate(zip(old.rows[k].cells, new.rows[m].cells, strict=True)):
                is_serial_number = shift and all(
                    shown(p.content).strip(" .").isdigit() for s in (a, b) for p in s.content
                )
                if a != b and not is_serial_number:
                    where = _where_cell(place, new.rows[m], location[m], column, n)
                    old_where = _where_cell(old_place, old.rows[k], old_location[k], old_columns, n)
                    # A row is known by its name: that it stands one line lower is no news.
                    same = place == old_place and row_name(old.rows[k]) == row_name(new.rows[m])
                    result += _paragraphs(a.content, b.content, where, where if same else old_where)
        i, j = k + 1, m + 1
    return result


def _moves(old: Sequence[TableRow], new: Sequence[TableRow], pairs: Sequence[Pair]) -> dict[int, int]:
    """Newer to older: rows that say the same at another place, but for a running number."""
    old_seen, seen = {a for a, _ in pairs}, {b for _, b in pairs}
    left = {_content_cells(r): i for i, r in enumerate(old) if i not in old_seen}
    return {j: i for j, r in enumerate(new) if j not in seen and (i := left.pop(_content_cells(r), -1)) >= 0}


def _content_cells(r: TableRow) -> tuple[str, ...]:
    cells = _cells(r)
    return tuple(cells[1:] if cells and cells[0].strip(" .").isdigit() else cells)


def _cells(r: TableRow) -> list[str]:
    return [" ".join(t for p in s.content if (t := shown(p.content).strip())) for s in r.cells]


def _header(t: Table) -> list[str]:
    return next((_cells(r) for r in t.rows if r.header), [])


def _order(t: Table) -> list[str]:
    """The name of each row: the head, or its ordinal without the head."""
    result: list[str] = []
    n = 0
    for r in t.rows:
        n += not r.header
        result.append("kepala tabel" if r.header else f"baris {n}")
    return result


def _where_cell(place: str, r: TableRow, location: str, column: Sequence[str], n: int) -> str:
    name = row_name(r)
    mention = f" ({name})" if name and len(name) <= _NAMES and not r.header and (n or name != _cells(r)[0]) else ""
    title = f"“{column[n]}”" if n < len(column) and column[n] and not r.header else str(n + 1)
    return f"{place}, {location}{mention} kolom {title}"


def _row_change(r: TableRow, where: str, *, new: bool) -> Change:
    text = " | ".join(_cells(r))
    passages = (row_passage(_cells(r), "sisip" if new else "hapus"),)
    if new:
        return Change("baru", "tabel", where, after=text, passages=passages)
    return Change("dihapus", "tabel", where, where, former=text, passages=passages)
