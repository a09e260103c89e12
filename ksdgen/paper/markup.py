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
from ksdgen.paper.columns import WIDTH, thousandths
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

_CELL_CUT = re.compile(rf"{ONE_VALUE}|\\[^{FENCE_RANGE}]|(?P<boundary>\|)")

_ITEM_ROLES = frozenset({"premis", "latar_belakang", "konsideran", "dasar_hukum"})
"""Roles whose outermost points keep the role instead of taking their marker's."""

_COLUMN_LIMIT = 63
"""Columns of a table; Word shows no more."""

_PROBLEM_LIMIT = 100
"""How many findings of each code are told of one text, so that thousands do not hide the others."""

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
    """A table between `@tabel` and `@tutup`: its rows so far, each its cells, each its paragraphs."""

    role: str
    columns: tuple[int, ...]
    origin: Origin | None
    rows: list[list[list[Paragraph]]] = field(default_factory=list)


class Parser:
    """Reads one text.

    Args:
        find: finds the place of a fence id.
        directives: whether `@…` lines are directives (templates) or text (agreements).
        scope: what labels are prefixed with, the article's id.
        image: the image that `@gambar NAME` means, or the label of the frame that takes its place; None when there is
                no such name.
    """

    def __init__(
        self,
        find: FindOrigin,
        *,
        directives: bool = False,
        scope: str = "",
        image: Callable[[str], Picture | str | None] | None = None,
    ) -> None:
        self.find = find
        self.directives = directives
        self.scope = scope
        self.image = image
        self.result = Parsed()
        self.id_ = ""  # the mark of the line that is being read
        self.role = "isi"
        self.roman = 0
        self.ayat = 0
        self.lists: list[_OpenList] = []
        self.closed: dict[tuple[str, int], int] = {}  # lists that a paragraph closed: (kind, depth) → last number
        self.paragraph: Paragraph | None = None  # the paragraph that is being read, still without its lines
        self.lines: list[Stretch] = []
        self.piped_rows: list[list[Stretch]] = []  # the rows of the piped table that is being read
        self.piped_depth = 0
        self.after_empty = False
        self.table: _OpenTable | None = None
        self.problems: dict[str, int] = {}  # how many there are of each code

    def parse(self, text: str) -> Parsed:
        """Read a whole text."""
        for line in text.split("\n"):
            self._line(line)
        self._finish()
        if self.table is not None:
            self._report("KSD024", "tabel tidak ditutup dengan `@tutup`", self.table.origin)
            self._close_table()
        return self.result

    # --- lines ---

    def _line(self, raw: str) -> None:
        whole = Stretch.read(raw, self.id_)
        line = whole.cut(0)
        if not line.text:
            if MARK not in raw:
                self._finish()
                self.after_empty = True
            return
        self.id_ = line.id_
        indentation = len(whole.text) - len(whole.text.lstrip(" \t"))
        self._content_line(line, indentation)
        self.after_empty = False

    def _content_line(self, line: Stretch, indentation: int) -> None:
        start = "" if line.literal else line.text[0]
        if start == "@" and self.directives:
            self._finish()
            self._directive(line)
            return
        boundaries = _cell_boundaries(line) if start == "|" else None
        if boundaries is not None:
            self._piped_row(self._cells(line, boundaries), indentation)
            return
        if self.piped_rows:
            self._finish()
        match = MARKER.match(line.text) if start in MARKER_START else None
        if match is not None:
            self._item(match, line, indentation)
        elif self.paragraph is not None:
            self.lines.append(line)
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
        has_role = in_cell or (self.role in _ITEM_ROLES and len(self.lists) == 1)
        self.paragraph = Paragraph(
            self.role if has_role else kind,
            number=number,
            identity=self._identity(label[1]) if label is not None else None,
            depth=0 if in_cell else len(self.lists),
            origin=self._origin(line),
        )
        self.lines = [line.cut((label or match).end())]

    def _order(self, kind: str, written: int | None, indentation: int) -> int:
        """Find the list to which an item belongs, or open it; the item's number in it."""
        if kind == "ayat":
            self.lists.clear()
        position = next((i for i, open_list in enumerate(self.lists) if open_list.kind == kind), len(self.lists))
        if position < len(self.lists):
            ordinal = self.lists[position].value + 1
        elif kind == "ayat":
            ordinal = self.ayat + 1
        else:
            next_number = self.closed.get((kind, position), 0) + 1
            ordinal = next_number if written == next_number else 1
        self.lists[position:] = [_OpenList(kind, ordinal, indentation)]
        self.closed.clear()
        if kind == "ayat":
            self.ayat = ordinal
        return ordinal

    def _loose_paragraph(self, line: Stretch, indentation: int) -> None:
        """Begin a paragraph without a number."""
        self._close_list(indentation)
        self.paragraph = Paragraph(
            "isi" if self.lists else self.role,
            depth=len(self.lists) if self.table is None else 0,
            origin=self._origin(line),
        )
        self.lines = [line]

    def _close_list(self, indentation: int) -> None:
        """Close the lists that are not further left than a paragraph with this indentation."""
        while self.lists and self.lists[-1].indentation >= indentation:
            closed = self.lists.pop()
            self.closed[closed.kind, len(self.lists)] = closed.value

    def _finish(self) -> None:
        """Close the paragraph or the piped table that is being read."""
        if self.piped_rows:
            self._close_pipe()
        paragraph, self.paragraph = self.paragraph, None
        if paragraph is not None:
            content = self._inline(self.lines)
            if content or paragraph.number is not None:
                self._put(replace(paragraph, content=content))

    def _inline(self, lines: Iterable[Stretch]) -> tuple[Inline, ...]:
        builder = InlineBuilder(self.find)
        for line in lines:
            builder.add_line(line)
        for origin in builder.open_brackets:
            self._report(
                "KSD021",
                "rujukan ini kurang satu kurung siku, sehingga tercetak sebagai teks",
                origin,
                "tulis [[kode_pasal]] dengan dua kurung di depan dan di belakang, atau \\[[ bila ini teks biasa",
            )
        return builder.finish()

    def _put(self, paragraph: Paragraph) -> None:
        if self.table is not None and self.table.rows and self.table.rows[-1]:
            self.table.rows[-1][-1].append(paragraph)
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
        if not self.piped_rows:
            self._finish()
            if self.after_empty:
                self._close_list(indentation)
            self.piped_depth = len(self.lists)
        self.piped_rows.append(cells)

    def _cells(self, line: Stretch, boundaries: list[int]) -> list[Stretch]:
        """The cells of a row, those that a table can have."""
        count = len(boundaries) - 1
        if count > _COLUMN_LIMIT:
            self._report(
                "KSD023",
                f"baris tabel ini mempunyai {count} kolom, paling banyak {_COLUMN_LIMIT}",
                self._origin(line),
                "bagi tabel ini; tanda `|` sebagai teks ditulis \\|",
            )
        return [line.cut(left + 1, right) for left, right in pairwise(boundaries[: _COLUMN_LIMIT + 1])]

    def _close_pipe(self) -> None:
        rows, self.piped_rows = self.piped_rows, []
        origin = self._origin(rows[0][0])
        if self.table is not None:
            self._report("KSD024", "tabel di dalam tabel tidak dapat dicetak", origin)
            return
        column_count = len(rows[0])
        for cells in rows:
            if len(cells) != column_count:
                self._report(
                    "KSD023",
                    f"baris tabel ini mempunyai {len(cells)} kolom, seharusnya {column_count}",
                    self._origin(cells[0]),
                    "beri setiap baris jumlah tanda `|` yang sama",
                )
        # Widths may stand under the header, or above a table that has none.
        widths_row = next(
            (i for i in (0, 1) if len(rows) > i and all(WIDTH.fullmatch(cell.text) for cell in rows[i])), None
        )
        widths = [1] * column_count if widths_row is None else [cell.text.count("-") for cell in rows.pop(widths_row)]
        if not rows:
            return
        column_count = max(len(cells) for cells in rows)
        table_rows = tuple(
            self._table_row(cells, column_count, widths_row == 1 and number == 0) for number, cells in enumerate(rows)
        )
        widths = widths if len(widths) == column_count else [1] * column_count
        self.result.blocks.append(Table("tabel", thousandths(widths), table_rows, self.piped_depth, None, origin))

    def _table_row(self, cells: list[Stretch], column_count: int, header: bool) -> TableRow:
        role = "sel_kepala" if header else "sel"
        content = [Cell((Paragraph(role, self._inline([cell]), origin=self._origin(cell)),)) for cell in cells]
        missing = [Cell((Paragraph(role),))] * (column_count - len(cells))
        return TableRow((*content, *missing), header)

    # --- directives ---

    def _directive(self, line: Stretch) -> None:
        name, _, _ = line.text[1:].partition(" ")
        rest = line.cut(len(name) + 1)
        origin = with_width(self._origin(line), len(name) + 1)
        self.lists.clear()
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
        role, *widths = without_fences(rest.text).split() or ["tabel"]
        if role not in _TABLE_ROLES:
            self._report("KSD024", f"tabel `{role}` tidak dikenal", origin, f"yang ada: {', '.join(_TABLE_ROLES)}")
            role = "tabel"
        numbers = [int(width) for width in widths if width.isascii() and width.isdigit() and len(width) <= 6]
        if len(numbers) != len(widths):
            self._report("KSD024", "lebar kolom ditulis dengan angka", origin, "misalnya `@tabel pihak 1 3`")
        if len(numbers) > _COLUMN_LIMIT:
            message = f"tabel ini mempunyai {len(numbers)} kolom, paling banyak {_COLUMN_LIMIT}"
            self._report("KSD023", message, origin, "bagi tabel ini")
            del numbers[_COLUMN_LIMIT:]
        self.table = _OpenTable(role, thousandths(numbers or [1]), origin)
        self.role = "sel"

    def _row_directive(self, rest: Stretch, origin: Origin | None) -> None:
        self._without_text("baris", rest, origin)
        if self._in_table("baris", origin) is not None and self.table is not None:
            self.table.rows.append([])

    def _cell_directive(self, rest: Stretch, origin: Origin | None) -> None:
        table = self._in_table("sel", origin)
        if table is None:
            return
        if not table.rows:
            self._report("KSD024", "`@sel` hanya dapat dipakai setelah `@baris`", origin)
            return
        if len(table.rows[-1]) == len(table.columns):
            self._report(
                "KSD023",
                f"baris tabel ini mempunyai lebih dari {len(table.columns)} sel",
                origin,
                "tambah lebar kolom pada `@tabel`",
            )
            return
        table.rows[-1].append([])
        self.role = "sel"
        if rest.text:
            self._loose_paragraph(rest, 0)

    def _close_directive(self, rest: Stretch, origin: Origin | None) -> None:
        self._without_text("tutup", rest, origin)
        if self._in_table("tutup", origin) is not None:
            self._close_table()

    def _page_directive(self, rest: Stretch, origin: Origin | None) -> None:
        landscapes = {"": None, "lanskap": True, "potret": False}
        choice = without_fences(rest.text)
        if choice not in landscapes:
            self._report("KSD024", f"arah halaman `{choice}` tidak dikenal", origin, "pilihan: lanskap, potret")
        if self.table is not None:
            self._report("KSD024", "halaman baru tidak dapat dimulai di dalam tabel", origin)
            return
        self.result.blocks.append(PageBreak(landscapes.get(choice)))

    def _image_directive(self, rest: Stretch, origin: Origin | None) -> None:
        reference = without_fences(rest.text)
        image = self.image(reference) if self.image is not None else reference
        if image is None:
            known = "pakai nama yang diberikan `lambang.baris`"
            self._report("KSD060", f"gambar `{reference[:40]}` tidak dikenal", origin, known)
        elif isinstance(image, str):
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
                rest = rest.cut(match.end())
            self.paragraph = Paragraph(
                role, number=number, identity=self._identity(label) if label else None, origin=origin
            )
            self.lines = [rest]

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
        rows = tuple(
            TableRow(tuple(Cell(tuple(cell) or (Paragraph("sel"),)) for cell in row)) for row in table.rows if row
        )
        if rows:
            self.result.blocks.append(Table(table.role, table.columns, rows, origin=table.origin))

    # --- helpers ---

    def _identity(self, label: str) -> str:
        return f"{self.scope}/{label}" if self.scope else label

    def _origin(self, line: Stretch) -> Origin | None:
        """Where a line, or a stretch of it, begins."""
        _, id_, column = line.marks[0]
        return self.find(id_, column or 0) if id_ else None

    def _report(self, code: str, message: str, origin: Origin | None, hint: str | None = None) -> None:
        span, route = (origin.span, origin.route) if origin else (None, None)
        count = self.problems[code] = self.problems.get(code, 0) + 1
        if count == _PROBLEM_LIMIT + 1:
            message = "masih ada masalah sejenis yang tidak ditampilkan"
            hint = "perbaiki dahulu yang sudah ditampilkan, lalu periksa kembali"
        if count <= _PROBLEM_LIMIT + 1:
            self.result.findings.append(finding(code, message, span, hint, route=route))


_DIRECTIVES: dict[str, Callable[[Parser, Stretch, Origin | None], None]] = {
    "tabel": Parser._table_directive,
    "baris": Parser._row_directive,
    "sel": Parser._cell_directive,
    "tutup": Parser._close_directive,
    "halaman_baru": Parser._page_directive,
    "gambar": Parser._image_directive,
}


def _cell_boundaries(line: Stretch) -> list[int] | None:
    """Where the cells of a piped row are divided, None if the line is none; pipes inside values or after a backslash do
    not divide.
    """
    boundaries = [match.start() for match in _CELL_CUT.finditer(line.text) if match["boundary"]]
    if len(boundaries) < 2 or boundaries[0] != 0 or boundaries[-1] != len(line.text) - 1:
        return None
    return boundaries
