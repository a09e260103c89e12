"""Plain text: what the paper says, one line per paragraph, in reading order and with every number.

Nothing of the body is left out and nothing is added but blanks and line ends: without white space, the text is what
Word's body prints, row by row and cell by cell. Headers, footers, the watermark and pictures are not part of what the
paper says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ksdgen.paper.document import Block, Cell, Dokumen, PageBreak, Paragraph, Table

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INDENT = "    "
_TIGHT = {
    *("judul", "judul_antara", "judul_pihak", "judul_tentang", "judul_nomor"),
    *("premis", "latar_belakang", "konsideran", "dasar_hukum"),
    *("ayat", "huruf", "angka", "huruf_kurung", "angka_kurung"),
    *("ttd_jabatan", "ttd_lembaga", "ttd_nama", "ttd_keterangan", "lampiran_judul"),
}
"""Roles that stand without an empty line below what comes before them."""


def write(dokumen: Dokumen, assets: Mapping[str, bytes]) -> bytes:
    """The body as UTF-8 text."""
    return ("\n".join(lines(dokumen.content)).strip("\n") + "\n").encode()


def clean(text: str) -> str:
    """The text with every character that no paper can print replaced by U+FFFD, as Word's XML demands."""
    return _UNPRINTABLE.sub("\ufffd", text)


def lines(blocks: Sequence[Block]) -> Iterator[str]:
    """The lines of the text; a line break inside a paragraph is a line break here."""
    tight = True
    for block in blocks:
        if isinstance(block, PageBreak):
            yield ""
            tight = True
        elif isinstance(block, Paragraph):
            if not tight and block.role not in _TIGHT and not block.depth:
                yield ""
            yield from paragraph(block)
            tight = block.role == "pasal"
        else:
            if not tight:
                yield ""
            yield from _grid(block) if block.role == "tanda_tangan" else _table(block)
            yield ""
            tight = True


def paragraph(par: Paragraph) -> list[str]:
    """The lines of one paragraph: the number hangs, further lines stand under the text."""
    content = clean(par.text).split("\n")
    number = par.number.text if par.number is not None else ""
    if par.role == "pasal":
        return [number, *content] if number else content
    if not number:
        return [_INDENT * par.depth + line if line else "" for line in content]
    left = _INDENT * max(0, par.depth - 1)
    return [f"{left}{number} {content[0]}".rstrip(" "), *(left + _INDENT + line for line in content[1:])]


def _grid(table: Table) -> Iterator[str]:
    """Signatures stand below each other, each with the lines of its cell."""
    for row in table.rows:
        for cell in row.cells:
            yield from (line for par in cell.content for line in paragraph(par) if line or par.role == "ttd_ruang")
            yield ""


def _table(table: Table) -> Iterator[str]:
    """Other tables are one line per row; data cells are held apart by tabs."""
    gap = "\t" if table.role == "tabel" else " "
    for row in table.rows:
        cells = [text for text in map(_cell, row.cells) if text or table.role == "tabel"]
        text = gap.join(cells)
        if text.strip():
            yield _INDENT * table.depth + text


def _cell(cell: Cell) -> str:
    return " ".join(line.strip() for par in cell.content for line in paragraph(par) if line.strip())
