"""The block model between templates and every output: a flat list of paragraphs, tables and page breaks.

Word's body is flat, a diff is a sequence problem and a file that comes back from Word is flat, so the model is flat
too: nesting of ayat, huruf and angka is carried by `Number` and `depth`. Equality ignores where a text came from
(`origin`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from operator import itemgetter

from ksdgen import bahasa
from ksdgen.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a piece of text was written: a place in a YAML or template file, and the value's route when it is data."""

    span: Span
    route: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Literal text; never contains a line break, and never stands next to another Text.

    `origin` says for each stretch, by the offset at which it starts, where it was written.
    """

    content: str
    origin: tuple[tuple[int, Origin], ...] = field(default=(), compare=False)

    def place(self, start: int, end: int) -> Origin | None:
        """Where the characters from `start` to `end` were written; None when that is not known.

        Exact where the text is as long as what was written (or two shorter: a value in quotes); else the place of the
        whole stretch.
        """
        after = bisect_right(self.origin, start, key=itemgetter(0))
        if not after:
            return None
        begin, origin = self.origin[after - 1]
        edge = self.origin[after][0] if after < len(self.origin) else len(self.content)
        span = origin.span
        surplus = span.end_column - span.column - (edge - begin)
        if span.line != span.end_line or surplus not in (0, 2):
            return origin
        column = span.column + start - begin + surplus // 2
        return Origin(Span.at(span.file, span.line, column, max(1, min(end, edge) - start)), origin.route)


@dataclass(frozen=True, slots=True)
class Reference:
    """One piece of a cross-reference: it points at the paragraph whose identity is `target`, and prints `content`.

    "Pasal 7 ayat (2)" is a Reference "Pasal 7", the Text " ayat " and a Reference "(2)". Before numbering `content` is
    "" and `target` is the label as written.
    """

    target: str
    content: str = ""
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank to be filled by hand, printed as dots; `name` says which fact is missing."""

    name: str
    content: str = "…………………"
    origin: Origin | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image by content: `sha256` names the bytes that travel beside the document; height in millimetres."""

    remark: str
    sha256: str
    height_mm: int


@dataclass(frozen=True, slots=True)
class PageField:
    """A page field of header or footer: `kind` is "halaman" or "jumlah_halaman"."""

    kind: str


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """Words of one version only, in a document that holds two.

    `kind` is "sisip" (the newer has them) or "hapus" (the older had them). `content` holds no TrackedChange.
    """

    kind: str
    content: tuple[Inline, ...]


Inline = Text | Reference | Gap | LineBreak | Picture | PageField | TrackedChange


@dataclass(frozen=True, slots=True)
class Mark:
    """A block or table row of one version only, in a document that holds two.

    `kind`: "sisip" | "hapus", or the two ends of a move, "pindah_ke" (newer) | "pindah_dari" (older), which share the
    number `move`. The words of a moved paragraph are those of its own version; those that the other end has not are
    marked as TrackedChange.
    """

    kind: str
    move: int | None = None

    @property
    def new(self) -> bool:
        """Whether the newer version has it."""
        return self.kind in ("sisip", "pindah_ke")


NUMBER_LABELS: dict[str, Callable[[int], str]] = {
    "pasal": lambda n: f"Pasal {n}",
    "ayat": lambda n: f"({n})",
    "huruf": lambda n: f"{bahasa.letter(n)}.",
    "angka": lambda n: f"{n}.",
    "huruf_kurung": lambda n: f"{bahasa.letter(n)})",
    "angka_kurung": lambda n: f"{n})",
    "romawi": lambda n: f"{bahasa.roman(n)}.",
}
"""How each kind of number prints, outermost first; the keys are the closed list of kinds."""

NUMBER_WORDS: dict[str, str] = {
    "pasal": "",
    "ayat": "ayat ",
    "huruf": "huruf ",
    "angka": "angka ",
    "huruf_kurung": "huruf ",
    "angka_kurung": "angka ",
    "romawi": "",
}
"""The word before each kind of number in a running text; "Pasal" is part of the number itself."""


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a paragraph: `kind` is a key of `NUMBER_LABELS`, `value` counts from 1 in its list.

    A list restarts where `value` is 1.
    """

    kind: str
    value: int

    @property
    def text(self) -> str:
        """The number as printed: "Pasal 3", "(2)", "a.", "1.", "a)", "1)", "II."."""
        return NUMBER_LABELS[self.kind](self.value)

    @property
    def reference(self) -> str:
        """The number as a cross-reference prints it: without the trailing full stop."""
        return self.text.rstrip(".")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    `role` is a key of `ROLES`; every writer maps it to a style of that name. `depth` is the list depth, 0 where nothing
    is indented. `identity` names the paragraph for references, bookmarks and diffs, unique in the document. A Pasal
    heading is one paragraph with role and number "pasal"; its text is the heading.

    In a document that holds two versions, `mark` says that only one has the paragraph; `former` carries role, number,
    identity and depth of the older version (its `content` is empty) where a paragraph of both changed them.
    """

    role: str
    content: tuple[Inline, ...] = ()
    number: Number | None = None
    identity: str | None = None
    depth: int = 0
    origin: Origin | None = field(default=None, compare=False)
    mark: Mark | None = None
    former: Paragraph | None = None

    @property
    def text(self) -> str:
        """The plain text without the number."""
        return inline_text(self.content)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; always holds at least one paragraph."""

    content: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table row; `header` rows repeat on every page."""

    cells: tuple[Cell, ...]
    header: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    `role`: "pihak" | "lambang" | "tanda_tangan" | "paraf" (no borders but paraf's) or "tabel" (data, bordered).
    `column` are the widths of the columns in thousandths of the available text width; they sum to 1000.
    """

    role: str
    column: tuple[int, ...]
    rows: tuple[TableRow, ...]
    depth: int = 0
    identity: str | None = None
    origin: Origin | None = field(default=None, compare=False)
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page break. `landscape` turns the pages from here on (None: as before)."""

    landscape: bool | None = None
    mark: Mark | None = None


Block = Paragraph | Table | PageBreak

ROLES: dict[str, str] = {
    "judul": "Judul naskah, di tengah, huruf kapital",
    "judul_antara": "ANTARA, DAN, DENGAN, TENTANG pada judul",
    "judul_pihak": "Nama pihak pada judul",
    "judul_tentang": "Pokok naskah pada judul",
    "judul_nomor": "Baris NOMOR pada judul",
    "pembuka": "Kalimat 'Pada hari ini …'",
    "pihak_nama": "Nama penanda tangan pada blok para pihak",
    "pihak_titik_dua": "Titik dua pada blok para pihak",
    "pihak_uraian": "Uraian kedudukan dan kewenangan pada blok para pihak",
    "isi": "Paragraf biasa",
    "premis": "Butir premis",
    "latar_belakang": "Butir latar belakang pada pembukaan",
    "konsideran": "Butir hal-hal yang diterangkan",
    "dasar_hukum": "Butir peraturan yang menjadi dasar",
    "kesepakatan": "Kalimat 'Berdasarkan hal-hal tersebut di atas …'",
    "pasal": "Pasal dan judulnya",
    "ayat": "Ayat",
    "huruf": "Huruf",
    "angka": "Angka",
    "huruf_kurung": "Huruf di bawah angka",
    "angka_kurung": "Angka di bawah huruf",
    "penutup": "Kalimat 'Demikian …'",
    "lambang": "Lambang atau logo di kepala naskah",
    "bingkai_lambang": "Bingkai tempat lambang yang belum ada gambarnya",
    "ttd_pihak": "Sebutan pihak di atas tanda tangan",
    "ttd_lembaga": "Nama lembaga di atas tanda tangan",
    "ttd_jabatan": "Jabatan di atas tanda tangan",
    "ttd_ruang": "Ruang tanda tangan, cap, dan meterai",
    "ttd_nama": "Nama penanda tangan",
    "ttd_keterangan": "Pangkat dan NIP di bawah nama",
    "saksi_judul": "Judul blok saksi atau mengetahui",
    "sel": "Isi sel tabel",
    "sel_kepala": "Kepala kolom tabel",
    "lampiran_judul": "Judul lampiran",
    "kaki": "Kaki halaman",
    "paraf": "Kotak paraf pada kaki halaman",
}
"""Every role a paragraph can have, with what it is (also the description of its Word style)."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Page and type of a document; lengths in millimetres, type sizes in points."""

    width_mm: float = 210.0
    height_mm: float = 297.0
    margin_top_mm: float = 25.4
    margin_bottom_mm: float = 25.4
    margin_left_mm: float = 25.4
    margin_right_mm: float = 25.4
    font: str = "Bookman Old Style"
    size_pt: float = 12.0
    spacing: float = 1.15
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Dokumen:
    """A whole document: body, page footer, layout, and the word that lies across every page of a draft (`watermark`).

    In a document that holds two versions, `former` carries title, layout and watermark of the older one (no blocks)
    where they changed.
    """

    title: str
    content: tuple[Block, ...]
    footer: tuple[Block, ...] = ()
    layout: PageLayout = PageLayout()
    watermark: str | None = None
    former: Dokumen | None = None


def joined(first: Text, second: Text) -> Text:
    """Two texts that stand side by side as one, each stretch still with its origin."""
    shift = len(first.content)
    shifted = tuple((start + shift, origin) for start, origin in second.origin)
    return Text(first.content + second.content, first.origin + shifted)


def inline_text(content: Iterable[Inline]) -> str:
    """The plain text of inlines; a line break is a newline, images and page fields print nothing.

    Of a paragraph that holds two versions, the text of the newer one.
    """
    pieces: list[str] = []
    for part in content:
        if isinstance(part, (Text, Reference, Gap)):
            pieces.append(part.content)
        elif isinstance(part, LineBreak):
            pieces.append("\n")
        elif isinstance(part, TrackedChange) and part.kind == "sisip":
            pieces.append(inline_text(part.content))
    return "".join(pieces)


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph in reading order, those in table cells included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.content


def change_paragraphs(blocks: Iterable[Block], change: Callable[[Paragraph], Paragraph]) -> tuple[Block, ...]:
    """The same blocks with every paragraph, also in table cells, passed through `change` in reading order."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            result.append(change(block))
        elif isinstance(block, Table):
            rows = tuple(
                replace(row, cells=tuple(replace(c, content=tuple(change(p) for p in c.content)) for c in row.cells))
                for row in block.rows
            )
            result.append(replace(block, rows=rows))
        else:
            result.append(block)
    return tuple(result)
