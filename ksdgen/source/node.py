"""The tree of a YAML file: values that stay the text which the author wrote, each with its exact place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from ksdgen.diagnostics import Span


@dataclass(slots=True)
class Skalar:
    """One text value. `gaya` is how it was written: '' plain, "'" , '"', '|' or '>'.

    `indentasi` is the number of columns before the text of a `|` block; it serves only `tempat`.
    """

    teks: str
    span: Span
    gaya: str = ""
    indentasi: int = 0

    def tempat(self, baris: int, kolom: int, panjang: int = 1) -> Span:
        """The place in the file of `panjang` characters of `teks`, from line `baris` and column `kolom` (from 0).

        Exact for `|` blocks and for values on one line. Where folding or escapes make the way back ambiguous, the
        span of the whole value is returned.
        """
        span = self.span
        gaya = self.gaya
        if baris < 0 or kolom < 0:
            return span
        if gaya == "|":
            return Span.at(span.file, span.line + 1 + baris, self.indentasi + kolom + 1, panjang)
        if baris or span.line != span.end_line or gaya == ">":
            return span
        if gaya == "":
            return Span.at(span.file, span.line, span.column + kolom, panjang)
        teks = self.teks
        if gaya == "'":
            # Every ' of the value stands doubled in the file.
            awal = kolom + teks.count("'", 0, kolom)
            return Span.at(
                span.file, span.line, span.column + 1 + awal, panjang + teks.count("'", kolom, kolom + panjang)
            )
        if len(teks) == span.end_column - span.column - 2:
            # An escape is always longer than what it stands for, so equal lengths mean there is none.
            return Span.at(span.file, span.line, span.column + 1 + kolom, panjang)
        return span


@dataclass(slots=True)
class Daftar:
    """A list of values."""

    butir: list[Node]
    span: Span


@dataclass(slots=True)
class Peta:
    """Pairs of key and value in the order of the file; `kunci` holds the place of each key."""

    isi: dict[str, Node]
    kunci: dict[str, Span]
    span: Span


Node: TypeAlias = Skalar | Daftar | Peta

EMPTY_TEXT: Final = frozenset({"", "~", "null", "Null", "NULL"})


def kosong(node: Node) -> bool:
    """Whether the author left the value open: nothing, `~` or `null`, not in quotes."""
    return type(node) is Skalar and node.gaya == "" and node.teks in EMPTY_TEXT


def plain(node: Node) -> Any:
    """A tree as dicts, lists and texts, without its places."""
    if isinstance(node, Peta):
        return {key: plain(value) for key, value in node.isi.items()}
    if isinstance(node, Daftar):
        return [plain(item) for item in node.butir]
    return node.teks
