"""The *matriks pembahasan*: Pasal | semula | usulan | hasil, a landscape document that a meeting fills in.

What it makes is an ordinary `Dokumen`; its changed words are `TrackedChange`, which a Word writer shows as coloured
text (not as tracked changes: the table is a working paper about a change, not a version of the agreement).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ksdgen import bahasa
from ksdgen.difference import Change, Passage, Piece
from ksdgen.errors import Refused
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
from ksdgen.review.comparison import Comparison, Pair, RepositoryState
from ksdgen.world.repository import output_bases

_COLUMNS = (50, 140, 300, 300, 210)
"""The widths of the columns, against each other."""
_HEADER = ("No.", "Pasal", "Semula", "Usulan", "Hasil pembahasan")

_MATRIX = ".matriks.docx"


def matrix_files(comparison: Comparison, output: Path) -> Iterator[tuple[Path, bytes]]:
    """The matrices of a comparison as Word files, one for each agreement that changed, made one after the other.

    Args:
        comparison: the comparison.
        output: the file (.docx) of the one agreement that changed, or the folder for several.

    Raises:
        Refused: nothing changed, or there is one file for several agreements.
    """
    changed = [pair for pair in comparison.pairs if pair.state != "tetap"]
    is_file = output.suffix.lower() == ".docx"
    if not changed:
        raise Refused("tidak ada perubahan isi, sehingga tidak ada matriks yang ditulis")
    if is_file and len(changed) > 1:
        raise Refused(
            f"ada {len(changed)} naskah yang berubah; sebutkan satu naskah, atau tulis nama folder pada --output"
        )
    from ksdgen.word.writer import write  # loads docx

    bases = output_bases([pair.path for pair in changed], (_MATRIX,))
    for pair in changed:
        target = output if is_file else output / f"{bases[pair.path]}{_MATRIX}"
        yield target, write(compose(comparison, pair), {}, visible=True)


def compose(comparison: Comparison, pair: Pair) -> Dokumen:
    """The matrix of one agreement's changes.

    Args:
        comparison: the comparison, for the names of both states.
        pair: the agreement; without a document on both sides the matrix says so instead of a table.
    """
    title = f"Matriks Pembahasan {excerpt.title(pair)}"
    content: list[Block] = [
        Paragraph("judul", (Text("MATRIKS PEMBAHASAN"),)),
        Paragraph("judul_tentang", (Text(excerpt.title(pair)),)),
        Paragraph("isi", (Text(f"Semula: {_mention(comparison.old)}. Usulan: {_mention(comparison.new)}."),)),
    ]
    content += [Paragraph("isi", (Text(f"{remark[0].upper()}{remark[1:]}."),)) for remark in excerpt.remarks(pair)]
    rows = [*_rows(pair.changes)]
    if rows:
        header = TableRow(tuple(Cell((Paragraph("sel_kepala", (Text(name),)),)) for name in _HEADER), header=True)
        content.append(Table("tabel", _COLUMNS, (header, *rows)))
    else:
        content.append(Paragraph("isi", (Text("Tidak ada perubahan isi."),)))
    return Dokumen(title, tuple(content), layout=PageLayout(landscape=True, size_pt=10.0, spacing=1.0))


def _rows(changes: Sequence[Change]) -> Iterator[TableRow]:
    for number, group in enumerate(excerpt.by_location(changes), 1):
        change = replace(group[0], passages=tuple(excerpt.passages(group)))
        moved = change.old_place not in ("", change.place)
        place = f"{change.place} (semula {change.old_place})" if moved else change.place
        header = (f"{number}.", f"{place} {change.title}".strip())
        # An article that came or went takes a row for each ayat, so that pages break between them.
        for index, passages in enumerate(_pieces(change.passages)):
            yield _row(("", "") if index else header, replace(change, passages=passages))


def _pieces(passages: Sequence[Passage]) -> Iterator[tuple[Passage, ...]]:
    """The paragraphs of a change, cut before each ayat; at least one piece."""
    pieces: list[Passage] = []
    for passage in passages:
        if pieces and passage.depth <= 1:
            yield tuple(pieces)
            pieces = []
        pieces.append(passage)
    yield tuple(pieces)


def _row(header: tuple[str, str], change: Change) -> TableRow:
    cells = (
        *((Paragraph("sel", (Text(text),) if text else ()),) for text in header),
        _side(change, "hapus"),
        _side(change, "sisip"),
        (Paragraph("sel"),),
    )
    return TableRow(tuple(Cell(content) for content in cells))


def _side(change: Change, kind: str) -> tuple[Paragraph, ...]:
    """What one version says, its changed words marked; a dash where it has nothing."""
    if change.kind in ("dipindah", "dinomori_ulang") and not change.passages:
        text = change.old_place if kind == "hapus" else change.place
        return (Paragraph("sel", (Text(text or "–"),)),)
    result = [Paragraph("sel", content) for passage in change.passages if (content := _content(passage, kind))]
    if not result:
        text = change.former if kind == "hapus" else change.after
        result = [Paragraph("sel", (TrackedChange(kind, (Text(text),)),))] if text else []
    return tuple(result) or (Paragraph("sel", (Text("–"),)),)


def _content(passage: Passage, kind: str) -> tuple[Inline, ...]:
    pieces = [piece for piece in passage.pieces if piece.kind in ("tetap", kind)]
    if not any(piece.text.strip() for piece in pieces):
        return ()
    number = passage.old_number if kind == "hapus" else passage.number
    start: list[Inline] = [Text(f"{number} ")] if number else []
    return tidy([*start, *(i for piece in pieces for i in _piece(piece))])


def _piece(piece: Piece) -> Iterator[Inline]:
    for index, line in enumerate(piece.text.split("\n")):
        if index:
            yield LineBreak()
        if line:
            yield Text(line) if piece.kind == "tetap" else TrackedChange(piece.kind, (Text(line),))


def _mention(state: RepositoryState) -> str:
    """The name of a state, with the day on which it was committed."""
    if state.committed is None:
        return state.name
    return f"{state.name}, {bahasa.long_date(state.committed.date())}"
