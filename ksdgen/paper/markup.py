"""Text that looks like law → blocks.

    (1) [pokok] Kerja sama ini meliputi:          ayat with a label
        a. penyediaan benih;                      huruf
           1. benih cabai;                        angka
    (2) Pelaksanaan sebagaimana dimaksud pada [[pokok]] …

The level of an item comes from the kind of its marker, never from indentation; indentation only tells to which item a
paragraph or a table after a blank line belongs. Typed ordinals must run on, which catches a wrapped line that happens
to begin like a marker; `(#)`, `#a.`, `#1.`, `#a)`, `#1)`, `#I.` mean "the next of its kind". `\\` takes a marker its
meaning, at the end of a line it breaks the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ksdgen.diagnostics import Diagnostic
from ksdgen.paper.columns import WIDTH, share_thousand
from ksdgen.paper.document import (
    ROLES,
    Block,
    Cell,
    Inline,
    Number,
    Origin,
    PageBreak,
    Paragraph,
    Picture,
    Table,
    TableRow,
    Text,
)
from ksdgen.paper.fences import FENCE_RANGE, MARK, ONE_VALUE, FindOrigin, without_fences
from ksdgen.paper.inlines import InlineBuilder, Stretch, with_width
from ksdgen.paper.markers import LABEL, MARKER, MARKER_START, read_marker
from ksdgen.world.codes import finding

_CELL_CUT = re.compile(rf"{ONE_VALUE}|\\[^{FENCE_RANGE}]|(?P<batas>\|)")

_ITEM_ROLES = frozenset({"premis", "latar_belakang", "konsideran", "dasar_hukum"})
"""Roles whose outermost points keep the role instead of taking their marker's."""

_TABLE_ROLES = ("tabel", "pihak", "lambang", "tanda_tangan", "paraf")


@dataclass(slots=True)
class Parsed:
    """What `parse` found: blocks in order and what is wrong with the text."""

    blocks: list[Block] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


@dataclass(slots=True)
class _OpenList:
    """An open list: its kind, the last number given, and the indentation of that item."""

    kind: str
    value: int
    indentation: int


@dataclass(slots=True)
class _OpenTable:
    """A table between `@tabel` and `@tutup`."""

    role: str
    column: tuple[int, ...]
    origin: Origin | None
    line: list[list[list[Paragraph]]] = field(default_factory=list)


class Parser:
    """Reads one text.

    Args:
        asal: finds the place of a fence id.
        directives: whether `@…` lines are directives (templates) or text (agreements).
        scope: what labels are prefixed with, the article's id.
        image: the image that `@gambar NAME` means, or the label of the frame that takes its place.
    """

    def __init__(
        self,
        origin: FindOrigin,
        *,
        directives: bool = False,
        scope: str = "",
        image: Callable[[str], Picture | str] | None = None,
    ) -> None:
        self.find = origin
        self.directives = directives
        self.scope = scope
        self.image = image
        self.result = Parsed()
        self.id_ = ""  # the mark of the line that is being read
        self.role = "isi"
        self.roman = 0
        self.ayat = 0
        self.level: list[_OpenList] = []
        self.closed: dict[tuple[str, int], int] = {}  # lists that a paragraph closed: (kind, depth) → last number
        self.header: Paragraph | None = None  # the paragraph that is being read, and its lines
        self.line: list[Stretch] = []
        self.pipe: list[list[Stretch]] = []  # the rows of the piped table that is being read
        self.pipe_depth = 0
        self.after_empty = False
        self.table: _OpenTable | None = None

    def parse(self, text: str) -> Parsed:
        """Read a whole text."""
        for line in text.split("\n"):
            self._lines(line)
        self._finish()
        if self.table is not None:
            self._report("KSD024", "tabel tidak ditutup dengan `@tutup`", self.table.origin)
            self._close_table()
        return self.result

    # --- lines ---

    def _lines(self, raw: str) -> None:
        whole = Stretch.read(raw, self.id_)
        line = whole.pieces(0)
        if not line.text:
            if MARK not in raw:
                self._finish()
                self.after_empty = True
            return
        self.id_ = line.id_
        indentation = len(whole.text) - len(whole.text.lstrip(" \t"))
        self._line_content(line, indentation)
        self.after_empty = False

    def _line_content(self, line: Stretch, indentation: int) -> None:
        start = "" if line.literal else line.text[0]
        if start == "@" and self.directives:
            self._finish()
            self._directive(line)
            return
        cells = _split_cells(line) if start == "|" else None
        if cells is not None:
            self._piped_row(cells, indentation)
            return
        if self.pipe:
            self._finish()
        match = MARKER.match(line.text) if start in MARKER_START else None
        if match is not None:
            self._item(match, line, indentation)
        elif self.header is not None:
            self.line.append(line)
        else:
            self._loose_paragraph(line, indentation)

    def _item(self, match: re.Match[str], line: Stretch, indentation: int) -> None:
        """Begin a numbered item."""
        self._finish()
        kind, written = read_marker(match)
        number = Number(kind, self._order(kind, written, indentation))
        if written is not None and written != number.value:
            marker = match[0].rstrip()
            self._report(
                "KSD020",
                f"penanda `{marker}` tidak berurutan, seharusnya `{number.text}`",
                with_width(self._origin(line), len(marker)),
                "betulkan urutannya; bila ini kalimat biasa, tulis tanda \\ di depannya atau gabungkan dengan baris di atasnya",
            )
        label = LABEL.match(line.text, match.end())
        in_cell = self.table is not None
        has_role = in_cell or (self.role in _ITEM_ROLES and len(self.level) == 1)
        self.header = Paragraph(
            self.role if has_role else kind,
            number=number,
            identity=self._identity(label[1]) if label is not None else None,
            depth=0 if in_cell else len(self.level),
            origin=self._origin(line),
        )
        self.line = [line.pieces((label or match).end())]

    def _order(self, kind: str, written: int | None, indentation: int) -> int:
        """Find the list to which an item belongs, or open it; the item's number in it."""
        if kind == "ayat":
            self.level.clear()
        position = next((i for i, t in enumerate(self.level) if t.kind == kind), len(self.level))
        if position < len(self.level):
            ordinal = self.level[position].value + 1
        elif kind == "ayat":
            ordinal = self.ayat + 1
        else:
            next_number = self.closed.get((kind, position), 0) + 1
            ordinal = next_number if written == next_number else 1
        self.level[position:] = [_OpenList(kind, ordinal, indentation)]
        self.closed.clear()
        if kind == "ayat":
            self.ayat = ordinal
        return ordinal

    def _loose_paragraph(self, line: Stretch, indentation: int) -> None:
        """Begin a paragraph without a number."""
        self._close_list(indentation)
        self.header = Paragraph(
            "isi" if self.level else self.role,
            depth=len(self.level) if self.table is None else 0,
            origin=self._origin(line),
        )
        self.line = [line]

    def _close_list(self, indentation: int) -> None:
        """Close the lists that are not further left than a paragraph with this indentation."""
        while self.level and self.level[-1].indentation >= indentation:
            level = self.level.pop()
            self.closed[level.kind, len(self.level)] = level.value

    def _finish(self) -> None:
        """Close the paragraph or the piped table that is being read."""
        if self.pipe:
            self._close_pipe()
        header, self.header = self.header, None
        if header is not None:
            content = self._inline(self.line)
            if content or header.number is not None:
                self._put(replace(header, content=content))

    def _inline(self, line: Iterable[Stretch]) -> tuple[Inline, ...]:
        isian = InlineBuilder(self.find)
        for segment in line:
            isian.lines(segment)
        for origin in isian.bracket:
            self._report(
                "KSD021",
                "rujukan ini kurang satu kurung siku, sehingga tercetak sebagai teks",
                origin,
                "tulis [[kode_pasal]] dengan dua kurung di depan dan di belakang, atau \\[[ bila ini teks biasa",
            )
        return isian.finish()

    def _put(self, paragraph: Paragraph) -> None:
        if self.table is not None and self.table.line and self.table.line[-1]:
            self.table.line[-1][-1].append(paragraph)
        else:
            if self.table is not None:
                self._report(
                    "KSD024",
                    "teks ini berada di dalam tabel tetapi di luar sel",
                    paragraph.origin,
                    "tulis `@baris` dan `@sel` sebelumnya",
                )
            self.result.blocks.append(paragraph)

    # --- piped tables ---

    def _piped_row(self, cells: list[Stretch], indentation: int) -> None:
        if not self.pipe:
            self._finish()
            if self.after_empty:
                self._close_list(indentation)
            self.pipe_depth = len(self.level)
        self.pipe.append(cells)

    def _close_pipe(self) -> None:
        line, self.pipe = self.pipe, []
        origin = self._origin(line[0][0])
        if self.table is not None:
            self._report("KSD024", "tabel di dalam tabel tidak dapat dicetak", origin)
            return
        column = len(line[0])
        for cells in line:
            if len(cells) != column:
                self._report(
                    "KSD023",
                    f"baris tabel ini mempunyai {len(cells)} kolom, seharusnya {column}",
                    self._origin(cells[0]),
                    "beri setiap baris jumlah tanda `|` yang sama",
                )
        # Widths may stand under the header, or above a table that has none.
        location = next((i for i in (0, 1) if len(line) > i and all(WIDTH.fullmatch(s.text) for s in line[i])), None)
        width = [1] * column if location is None else [s.text.count("-") for s in line.pop(location)]
        if not line:
            return
        column = max(len(cells) for cells in line)
        content = tuple(
            self._table_row(cells, column, location == 1 and number == 0) for number, cells in enumerate(line)
        )
        width = width if len(width) == column else [1] * column
        self.result.blocks.append(Table("tabel", share_thousand(width), content, self.pipe_depth, None, origin))

    def _table_row(self, cells: list[Stretch], column: int, header: bool) -> TableRow:
        role = "sel_kepala" if header else "sel"
        content = [Cell((Paragraph(role, self._inline([s]), origin=self._origin(s)),)) for s in cells]
        lacking = [Cell((Paragraph(role),))] * (column - len(cells))
        return TableRow((*content, *lacking), header)

    # --- directives ---

    def _directive(self, line: Stretch) -> None:
        name, _, _ = line.text[1:].partition(" ")
        rest = line.pieces(len(name) + 1)
        origin = with_width(self._origin(line), len(name) + 1)
        self.level.clear()
        self.closed.clear()
        self.ayat = 0
        command = _DIRECTIVES.get(name)
        role, _, label = name.partition("#")
        if command is not None:
            command(self, rest, origin)
        elif role in ROLES:
            self._role(role, label, rest, origin)
        else:
            self._report("KSD024", f"perintah `@{without_fences(name)}` tidak dikenal", origin, "periksa ejaannya")

    def _table_directive(self, rest: Stretch, origin: Origin | None) -> None:
        if self.table is not None:
            self._report("KSD024", "tabel sebelumnya belum ditutup dengan `@tutup`", origin)
            self._close_table()
        role, *width = without_fences(rest.text).split() or ["tabel"]
        if role not in _TABLE_ROLES:
            self._report("KSD024", f"tabel `{role}` tidak dikenal", origin, f"yang ada: {', '.join(_TABLE_ROLES)}")
            role = "tabel"
        figure = [int(x) for x in width if x.isascii() and x.isdigit() and len(x) <= 6]
        if len(figure) != len(width):
            self._report("KSD024", "lebar kolom ditulis dengan angka", origin, "misalnya `@tabel pihak 1 3`")
        self.table = _OpenTable(role, share_thousand(figure or [1]), origin)
        self.role = "sel"

    def _row_directive(self, rest: Stretch, origin: Origin | None) -> None:
        self._without_text("baris", rest, origin)
        if self._in_table("baris", origin) is not None and self.table is not None:
            self.table.line.append([])

    def _cell_directive(self, rest: Stretch, origin: Origin | None) -> None:
        table = self._in_table("sel", origin)
        if table is None:
            return
        if not table.line:
            self._report("KSD024", "`@sel` hanya dapat dipakai setelah `@baris`", origin)
            return
        if len(table.line[-1]) == len(table.column):
            self._report(
                "KSD023",
                f"baris tabel ini mempunyai lebih dari {len(table.column)} sel",
                origin,
                "tambah lebar kolom pada `@tabel`",
            )
            return
        table.line[-1].append([])
        self.role = "sel"
        if rest.text:
            self._loose_paragraph(rest, 0)

    def _close_directive(self, rest: Stretch, origin: Origin | None) -> None:
        self._without_text("tutup", rest, origin)
        if self._in_table("tutup", origin) is not None:
            self._close_table()

    def _page_directive(self, rest: Stretch, origin: Origin | None) -> None:
        direction = {"": None, "lanskap": True, "potret": False}
        choice = without_fences(rest.text)
        if choice not in direction:
            self._report("KSD024", f"arah halaman `{choice}` tidak dikenal", origin, "pilihan: lanskap, potret")
        if self.table is not None:
            self._report("KSD024", "halaman baru tidak dapat dimulai di dalam tabel", origin)
            return
        self.result.blocks.append(PageBreak(direction.get(choice)))

    def _image_directive(self, rest: Stretch, origin: Origin | None) -> None:
        reference = without_fences(rest.text)
        image = self.image(reference) if self.image is not None else reference
        if isinstance(image, str):
            self._put(Paragraph("bingkai_lambang", (Text(image),) if image else (), origin=origin))
        else:
            self._put(Paragraph("lambang", (image,), origin=origin))

    def _role(self, role: str, label: str, rest: Stretch, origin: Origin | None) -> None:
        """Text of a role: on the directive's line, or on the lines after it."""
        self.role = role
        if role == "ttd_ruang":
            self._put(Paragraph(role, origin=origin))
        elif rest.text:
            number = None
            if not rest.literal and (match := MARKER.match(rest.text)) is not None and match["romawi"] is not None:
                self.roman += 1
                number = Number("romawi", self.roman)
                rest = rest.pieces(match.end())
            self.header = Paragraph(
                role, number=number, identity=self._identity(label) if label else None, origin=origin
            )
            self.line = [rest]

    def _in_table(self, name: str, origin: Origin | None) -> _OpenTable | None:
        if self.table is None:
            self._report("KSD024", f"`@{name}` hanya dapat dipakai di dalam `@tabel`", origin)
        return self.table

    def _without_text(self, name: str, rest: Stretch, origin: Origin | None) -> None:
        if rest.text:
            self._report(
                "KSD024", f"teks setelah `@{name}` tidak dicetak", origin, "tulis teks itu pada baris di bawahnya"
            )

    def _close_table(self) -> None:
        table, self.table = self.table, None
        self.role = "isi"
        if table is None:
            return
        line = tuple(TableRow(tuple(Cell(tuple(cells) or (Paragraph("sel"),)) for cells in r)) for r in table.line if r)
        if line:
            self.result.blocks.append(Table(table.role, table.column, line, origin=table.origin))

    # --- helpers ---

    def _identity(self, label: str) -> str:
        return f"{self.scope}/{label}" if self.scope else label

    def _origin(self, line: Stretch) -> Origin | None:
        """Where a line, or a stretch of it, begins."""
        _, id_, column = line.mark[0]
        return self.find(id_, column or 0) if id_ else None

    def _report(self, code: str, message: str, origin: Origin | None, hint: str | None = None) -> None:
        span, route = (origin.span, origin.route) if origin else (None, None)
        self.result.findings.append(finding(code, message, span, hint, route=route))


_DIRECTIVES: dict[str, Callable[[Parser, Stretch, Origin | None], None]] = {
    "tabel": Parser._table_directive,
    "baris": Parser._row_directive,
    "sel": Parser._cell_directive,
    "tutup": Parser._close_directive,
    "halaman_baru": Parser._page_directive,
    "gambar": Parser._image_directive,
}


def _split_cells(line: Stretch) -> list[Stretch] | None:
    """The cells of a piped row, None if the line is none; pipes inside values or after a backslash do not divide."""
    boundaries = [m.start() for m in _CELL_CUT.finditer(line.text) if m["batas"]]
    if len(boundaries) < 2 or boundaries[0] != 0 or boundaries[-1] != len(line.text) - 1:
        return None
    return [line.pieces(left + 1, right) for left, right in pairwise(boundaries)]
