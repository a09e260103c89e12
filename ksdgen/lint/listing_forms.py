"""The list of templates in its forms: a table for people, data for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ksdgen.lint.listing import TemplateRow

_LONGEST_TITLE = 36
_GROUPS = {
    "jenis": "Jenis naskah",
    "klausul": "Klausul",
    "gaya": "Gaya",
    "aturan": "Aturan sendiri",
    "arsip": "Teks lama klausul",
    "kerangka": "Kerangka dan pembantu",
}

Name = Callable[[str], str]
"""How a file is named to people."""


def data(rows: Sequence[TemplateRow], name: Name = str) -> list[dict[str, Any]]:
    """The templates as JSON-ready data; keys are only ever added."""
    return [
        {
            "macam": row.kind,
            "id": row.id,
            "judul": row.title,
            "versi": row.version,
            "kekakuan": row.strictness,
            "berkas": name(row.file),
            "asal": row.origin,
            "menggantikan": row.replaces,
            "beda": row.differing_lines,
            "dipakai": row.used_by,
            "dipilih": row.chosen_by,
            "singkatan": row.abbreviation,
        }
        for row in rows
    ]


def table(rows: Sequence[TemplateRow], name: Name = str) -> Iterator[str]:
    """The templates line by line, those of a kind below their heading."""
    short = {row.id: row.abbreviation or row.id for row in rows if row.kind == "jenis"}
    for kind, title in _GROUPS.items():
        group = [row for row in rows if row.kind == kind]
        if group:
            yield f"{title} ({len(group)})"
            yield from _columns([_cells(row, name, short) for row in group])


def _cells(row: TemplateRow, name: Name, short: Mapping[str, str]) -> list[str]:
    title = f"{row.title} ({row.abbreviation})" if row.abbreviation else row.title
    if len(title) > _LONGEST_TITLE:
        title = f"{title[: _LONGEST_TITLE - 1]}…"
    cells = [row.id, title]
    if row.kind in ("klausul", "arsip"):
        cells += [f"versi {row.version}" if row.version is not None else "rusak", row.strictness or ""]
    return [*cells, name(row.file), "; ".join(filter(None, [_replaces(row), _users(row, short)]))]


def _replaces(row: TemplateRow) -> str:
    if row.replaces is None:
        return ""
    how = f"berbeda {row.differing_lines} baris" if row.differing_lines else "isinya sama"
    return f"menggantikan bawaan ksdgen, {how}"


def _users(row: TemplateRow, short: Mapping[str, str]) -> str:
    if row.kind == "gaya":
        return f"dasar gaya {', '.join(row.used_by)}" if row.used_by else ""
    users = [f"dipakai {', '.join(short[kind] for kind in row.used_by)}"] if row.used_by else []
    users += [f"dapat dipilih {', '.join(short[kind] for kind in row.chosen_by)}"] if row.chosen_by else []
    return "; ".join(users)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Cells side by side; a column that is empty in every row is left out."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True) if width).rstrip()
