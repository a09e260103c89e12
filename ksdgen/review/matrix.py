"""The *matriks pembahasan*: Pasal | semula | usulan | hasil, a landscape document that a meeting fills in.

What it makes is an ordinary `Dokumen`; its changed words are `TrackedChange`, which a Word writer shows as coloured text (not as tracked
changes: the table is a working paper about a change, not a version of the agreement).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ksdgen.difference import Change, Passage, Piece
from ksdgen.paper.document import (
    Block,
    Cell,
    Dokumen,
    Inline,
    LineBreak,
    PageLayout,
    Paragraph,
    Table,
    TableRow,
    Text,
    TrackedChange,
)
from ksdgen.paper.revision import tidy
from ksdgen.review import excerpt
from ksdgen.review.comparison import Comparison, Pair

_COLUMNS = (50, 140, 300, 300, 210)
_HEADER = ("No.", "Pasal", "Semula", "Usulan", "Hasil pembahasan")


def compose(p: Comparison, pair: Pair) -> Dokumen:
    """The matrix of one agreement's changes.

    Args:
        p: the comparison, for the names of both states.
        pair: the agreement; without a document on both sides the matrix says so instead of a table.
    """
    title = f"Matriks Pembahasan {excerpt.title(pair)}"
    content: list[Block] = [
        Paragraph("judul", (Text("MATRIKS PEMBAHASAN"),)),
        Paragraph("judul_tentang", (Text(excerpt.title(pair)),)),
        Paragraph(
            "isi",
            (
                Text(
                    f"Semula: {_mention(p.old.name, p.old.committed)}. Usulan: {_mention(p.new.name, p.new.committed)}."
                ),
            ),
        ),
    ]
    content += [Paragraph("isi", (Text(f"{k[0].upper()}{k[1:]}."),)) for k in excerpt.remark(pair)]
    rows = [*_rows(pair.changes)]
    if rows:
        header = TableRow(tuple(Cell((Paragraph("sel_kepala", (Text(k),)),)) for k in _HEADER), header=True)
        content.append(Table("tabel", _COLUMNS, (header, *rows)))
    else:
        content.append(Paragraph("isi", (Text("Tidak ada perubahan isi."),)))
    return Dokumen(title, tuple(content), layout=PageLayout(landscape=True, size_pt=10.0, spacing=1.0))


def _rows(changes: Sequence[Change]) -> Iterator[TableRow]:
    for number, group in enumerate(excerpt.by_location(changes), 1):
        p = replace(group[0], passages=tuple(excerpt.passages(group)))
        place = p.place if p.old_place in ("", p.place) else f"{p.place} (semula {p.old_place})"
        header = (f"{number}.", f"{place} {p.title}".strip())
        # An article that came or went takes a row for each ayat, so that pages break between them.
        for nth, passages in enumerate(_pieces(p.passages)):
            yield _one(("", "") if nth else header, replace(p, passages=passages))


def _pieces(passages: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    """The paragraphs of a change, cut before each ayat; at least one piece."""
    pieces: list[Passage] = []
    for a in passages:
        if pieces and a.depth <= 1:
            yield tuple(pieces)
            pieces = []
        pieces.append(a)
    yield tuple(pieces)


def _one(header: tuple[str, str], p: Change) -> TableRow:
    cells = (
        *((Paragraph("sel", (Text(k),) if k else ()),) for k in header),
        _side(p, "hapus"),
        _side(p, "sisip"),
        (Paragraph("sel"),),
    )
    return TableRow(tuple(Cell(s) for s in cells))


def _side(p: Change, kind: str) -> tuple[Paragraph, ...]:
    """What one version says, its changed words marked; a dash where it has nothing."""
    if p.kind in ("dipindah", "dinomori_ulang") and not p.passages:
        text = p.old_place if kind == "hapus" else p.place
        return (Paragraph("sel", (Text(text or "–"),)),)
    result = [Paragraph("sel", content) for a in p.passages if (content := _content(a, kind))]
    if not result:
        text = p.former if kind == "hapus" else p.after
        result = [Paragraph("sel", (TrackedChange(kind, (Text(text),)),))] if text else []
    return tuple(result) or (Paragraph("sel", (Text("–"),)),)


def _content(a: Passage, kind: str) -> tuple[Inline, ...]:
    part = [x for x in a.pieces if x.kind in ("tetap", kind)]
    if not any(x.text.strip() for x in part):
        return ()
    number = a.old_number if kind == "hapus" else a.number
    start: list[Inline] = [Text(f"{number} ")] if number else []
    return tidy([*start, *(i for x in part for i in _piece(x))])


def _piece(p: Piece) -> Iterator[Inline]:
    for i, rows in enumerate(p.text.split("\n")):
        if i:
            yield LineBreak()
        if rows:
            yield Text(rows) if p.kind == "tetap" else TrackedChange(p.kind, (Text(rows),))


def _mention(name: str, made_on: str | None) -> str:
    from datetime import datetime

    from ksdgen.bahasa import long_date as write_date

    return name if made_on is None else f"{name}, {write_date(datetime.fromisoformat(made_on).date())}"
