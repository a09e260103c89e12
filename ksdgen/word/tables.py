"""Tables by role (ISO/IEC 29500-1, 17.4): borders, margins, heights, and what stays together on a page."""

from __future__ import annotations

import itertools
from functools import lru_cache

from lxml import etree

from ksdgen.paper.document import Cell, PageLayout, Paragraph, Table, TableRow
from ksdgen.word.layout import text_height_mm
from ksdgen.word.ooxml import NSMAP, copy, element, twip, wml
from ksdgen.word.styles import INDENT_STEP, TABLE_STYLE_IDS

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_CELL_MARGINS = {"pihak": (0, 85), "lambang": (0, 0), "tanda_tangan": (85, 85), "paraf": (28, 28), "tabel": (85, 85)}
"""Left and right margin of the cells in twips; text of a borderless table stands on the margin of the page."""

_ROOM_HEIGHT_MM = 24.0


def grid_widths(columns: tuple[int, ...], width: int) -> list[int]:
    """Column widths in twips; cumulative rounding, so that the thousandths can be computed back."""
    shares = [0]
    for share in columns:
        shares.append(shares[-1] + share)
    edges = [round(share * width / 1000) for share in shares]
    return [right - left for left, right in itertools.pairwise(edges)]


def columns_from_grid(widths: list[int]) -> tuple[int, ...]:
    """The inverse of `grid_widths`: widths as thousandths of their sum."""
    total = sum(widths)
    if total <= 0:
        widths, total = [1] * len(widths), len(widths)
    edges, running = [0], 0
    for column_width in widths:
        running += column_width
        edges.append(round(running * 1000 / total) if total else 0)
    return tuple(right - left for left, right in itertools.pairwise(edges))


@lru_cache(maxsize=256)
def _example(role: str, columns: tuple[int, ...], width: int, depth: int, flexible: bool) -> etree._Element:
    """A w:tbl with its properties and grid, to be copied."""
    tbl = etree.Element(wml("tbl"), nsmap={"w": NSMAP["w"]})
    pr = element(tbl, "tblPr")
    element(pr, "tblStyle", val=TABLE_STYLE_IDS[role])
    # In a footer the same table stands on upright and on lying pages: its width is that of the page.
    element(pr, "tblW", w=5000 if flexible else width, type="pct" if flexible else "dxa")
    element(pr, "tblInd", w=depth * INDENT_STEP, type="dxa")
    if role == "tabel":
        borders = element(pr, "tblBorders")
        for side in _SIDES:
            element(borders, side, val="single", sz=4, space=0, color="000000")
    element(pr, "tblLayout", type="fixed")
    margin = element(pr, "tblCellMar")
    for side, value in zip(("left", "right"), _CELL_MARGINS[role], strict=True):
        element(margin, side, w=value, type="dxa")
    element(pr, "tblLook", val="04A0")
    grid = element(tbl, "tblGrid")
    for column_width in grid_widths(columns, width):
        element(grid, "gridCol", w=column_width)
    return tbl


_LONG_DESCRIPTION = 700
"""Characters from which on the description of a party takes about a third of a page."""


def write_table(table: Table, width: int, flexible: bool) -> etree._Element:
    """A w:tbl without its rows."""
    return copy(_example(table.role, table.column, width, table.depth, flexible))


def write_row(tbl: etree._Element, table: Table, row: TableRow) -> etree._Element:
    """A w:tr with its properties."""
    tr = element(tbl, "tr")
    pr = element(tr, "trPr")
    if table.role != "pihak" or sum(len(p.text) for s in row.cells for p in s.content) < _LONG_DESCRIPTION:
        # Only a long description of a party may break: kept whole, it would leave half a page empty.
        element(pr, "cantSplit")
    if table.role == "paraf":
        element(pr, "trHeight", val=twip(10), hRule="atLeast")
    if row.header:
        element(pr, "tblHeader")
    if not len(pr):
        tr.remove(pr)
    return tr


@lru_cache(maxsize=256)
def _example_cell(width: int, role: str, header: bool, box: bool, last: bool) -> etree._Element:
    tc = etree.Element(wml("tc"), nsmap={"w": NSMAP["w"]})
    pr = element(tc, "tcPr")
    element(pr, "tcW", w=width, type="dxa")
    if box:
        borders = element(pr, "tcBorders")
        for side in _SIDES[:4]:
            element(borders, side, val="single", sz=4, space=0, color="7F7F7F")
    if header and role == "tabel":
        element(pr, "shd", val="clear", color="auto", fill="EDEDED")
    if last and role == "pihak":
        element(element(pr, "tcMar"), "right", w=0, type="dxa")
    if role == "lambang" or (header and role == "tabel"):
        element(pr, "vAlign", val="center")
    elif role == "paraf" and not box:
        element(pr, "vAlign", val="bottom")
    return tc


def write_cell(tr: etree._Element, table: Table, row: TableRow, ordinal: int, width: int) -> etree._Element:
    """A w:tc with its properties; a cell of initials has a frame, the page number beside it has none."""
    content = row.cells[ordinal].content if ordinal < len(row.cells) else ()
    box = table.role == "paraf" and any(p.role == "paraf" for p in content)
    tc = copy(_example_cell(width, table.role, row.header, box, ordinal == len(table.column) - 1))
    tr.append(tc)
    return tc


def keep_together(table: Table, width: int, layout: PageLayout, landscape: bool) -> list[bool]:
    """For each row whether it stays on the page of the next one.

    A signature grid that fits on a page with part of its closing stays whole. In a longer one, only the rows that
    make up one signature stay together: a row with titles and the row with the room and the names below it.
    """
    end = len(table.rows) - 1
    if table.role != "tanda_tangan":
        return [row.header and i < end for i, row in enumerate(table.rows)]
    height = sum(_row_height(row, grid_widths(table.column, width), layout) for row in table.rows)
    if height <= 0.6 * text_height_mm(layout, landscape):
        return [i < end for i in range(len(table.rows))]
    return [i < end and _continues(table.rows[i + 1]) for i in range(len(table.rows))]


def _continues(row: TableRow) -> bool:
    return not any(p.role == "ttd_pihak" for cell in row.cells for p in cell.content) and any(
        p.role in ("ttd_ruang", "ttd_nama", "ttd_keterangan") for cell in row.cells for p in cell.content
    )


def _row_height(row: TableRow, widths: list[int], layout: PageLayout) -> float:
    """An estimate in millimetres; a line is 1.2 times as high as its type."""
    lines = max((_line_count(cell, width) for cell, width in zip(row.cells, widths, strict=False)), default=0)
    return lines * (layout.size_pt * 1.2 * layout.spacing * 25.4 / 72)


def _line_count(cell: Cell, width: int) -> float:
    """An estimate of the lines in a cell; a letter is some 130 twips wide."""
    return sum(_paragraph_line_count(p, max(1, width // 130)) for p in cell.content)


def _paragraph_line_count(paragraph: Paragraph, chars_per_line: int) -> float:
    lines = sum(1 + len(piece) // chars_per_line for piece in paragraph.text.split("\n"))
    return lines + (_ROOM_HEIGHT_MM / 6 if paragraph.role == "ttd_ruang" else 0)
