"""Footer, paper and margins, as the house style says."""

from __future__ import annotations

from ksdgen.catalogue.front_matter import Style
from ksdgen.compose.parties import ordinal_term
from ksdgen.paper import columns
from ksdgen.paper.document import Block, Cell, PageField, PageLayout, Paragraph, Table, TableRow, Text


def footer(style: Style, pihak_count: int) -> tuple[Block, ...]:
    """The footer: boxes for initials and the page number."""
    result: list[Block] = []
    if style.paraf:
        prefix = "Paraf " if pihak_count <= 4 else ""
        cells = tuple(
            Cell((Paragraph("paraf", (Text(f"{prefix}{ordinal_term(i, style)}"),)),)) for i in range(pihak_count)
        )
        result.append(Table("paraf", columns.thousandths([1] * pihak_count), (TableRow(cells),)))
    if style.nomor_halaman:
        number = (Text("Halaman "), PageField("halaman"), Text(" dari "), PageField("jumlah_halaman"))
        result.append(Paragraph("kaki", number))
    return tuple(result)


def layout(style: Style, landscape: bool) -> PageLayout:
    """Paper, margins and type."""
    margin = style.margin
    width, height = style.paper_mm()
    edges = (float(margin.atas), float(margin.bawah), float(margin.kiri), float(margin.kanan))
    return PageLayout(width, height, *edges, style.huruf, float(style.ukuran), float(style.spasi), landscape)
