"""One self-contained HTML page: the agreement for a screen, a telephone and a browser's printer.

Style and pictures travel inside the page; it has no script and fetches nothing (its own content security policy says
so). The text of its body is the text of the txt writer: numbers and dots are text, the watermark and page numbers are
CSS.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import takewhile
from pathlib import Path

from ksdgen.paper.document import (
    Block,
    Cell,
    Dokumen,
    Gap,
    Inline,
    LineBreak,
    PageBreak,
    PageField,
    PageLayout,
    Paragraph,
    Picture,
    Reference,
    Table,
    TableRow,
    Text,
    paragraphs_of,
)
from ksdgen.writers.text import clean

_TAG = {"judul": "h1", "pasal": "h2", "lampiran_judul": "h2"}
_GRIDS = {"lambang", "tanda_tangan"}
"""Tables that only place things side by side; the others hold rows and columns that mean something."""
_COLUMN_TITLE = 120
"""Characters of a column's title that each of its cells repeats: a long one would be there a thousand times."""
_PASAL_END = {"penutup", "saksi_judul", "lampiran_judul"}
_PAGE_FIELDS = {"halaman": "counter(page)", "jumlah_halaman": "counter(pages)"}


def write(dokumen: Dokumen, assets: Mapping[str, bytes]) -> bytes:
    """Write a document as HTML.

    Raises:
        KeyError: an image is not among `assets`.
    """
    return "".join(_Writer(dokumen, assets).page()).encode()


class _Writer:
    """Writes one document."""

    def __init__(self, dokumen: Dokumen, assets: Mapping[str, bytes]) -> None:
        self._dokumen = dokumen
        self._assets = assets
        self._targets = {p.identity for p in paragraphs_of(dokumen.content) if p.identity is not None}

    def page(self) -> Iterator[str]:
        dokumen = self._dokumen
        yield (
            '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
            f"<title>{_text(dokumen.title)}</title>\n<style>\n{_style(dokumen.layout, dokumen.watermark, _footer(dokumen.footer))}</style>\n</head>\n<body>\n<main>\n"
        )
        landscape = dokumen.layout.landscape
        for index, (sheet, blocks) in enumerate(_sheets(dokumen.content)):
            landscape = landscape if sheet is None else sheet
            css_class = "lembar" + " lanskap" * landscape + " baru" * (index > 0)
            yield f'<div class="{css_class}">\n'
            yield from self._sheet(blocks)
            yield "</div>\n"
        yield "</main>\n</body>\n</html>\n"

    def _sheet(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The blocks of one sheet; a title block and each article become an element of their own."""
        open_tag = ""
        for block in blocks:
            needed = _container(block, open_tag)
            if needed != open_tag or (needed == "section" and isinstance(block, Paragraph) and block.role == "pasal"):
                if open_tag:
                    yield f"</{open_tag}>\n"
                if needed:
                    yield f"<{needed}>\n"
                open_tag = needed
            if isinstance(block, Paragraph):
                yield self._paragraph(block)
            elif isinstance(block, Table):
                yield from self._grid(block) if block.role in _GRIDS else self._table(block)
        if open_tag:
            yield f"</{open_tag}>\n"

    def _paragraph(self, paragraph: Paragraph) -> str:
        tag = _TAG.get(paragraph.role, "p")
        content = "".join(map(self._inline, paragraph.content))
        attributes = f' class="{paragraph.role}"'
        if paragraph.identity is not None:
            attributes += f' id="{_anchor(paragraph.identity)}"'
        if paragraph.depth:
            attributes += f' style="--d:{paragraph.depth}"'
        if paragraph.number is not None:
            if paragraph.role == "pasal":
                content = f"{paragraph.number.text}<br>{content}"
            else:
                content = f'<span class="no">{paragraph.number.text} </span>{content}'
                attributes = attributes.replace('class="', 'class="bernomor ', 1)
        return f"<{tag}{attributes}>{content}</{tag}>\n"

    def _inline(self, part: Inline) -> str:
        if isinstance(part, Text):
            return _text(part.content)
        if isinstance(part, Reference):
            content = _text(part.content)
            return f'<a href="#{_anchor(part.target)}">{content}</a>' if part.target in self._targets else content
        if isinstance(part, Gap):
            return f'<span class="kosong" title="belum diisi: {_text(part.name)}">{_text(part.content)}</span>'
        if isinstance(part, LineBreak):
            return "<br>"
        if isinstance(part, Picture):
            return self._image(part)
        return ""  # the number of a page: a page of HTML has none

    def _image(self, image: Picture) -> str:
        data = self._assets[image.sha256]
        kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
        content = base64.b64encode(data).decode("ascii")
        return f'<img alt="{_text(image.remark)}" style="height:{image.height_mm}mm" src="data:image/{kind};base64,{content}">'

    def _grid(self, table: Table) -> Iterator[str]:
        yield f'<div class="kisi {table.role}"{_attributes(table)}>\n'
        columns = " ".join(f"{width}fr" for width in table.column)
        for row in table.rows:
            yield f'<div class="baris" style="grid-template-columns:{columns}">\n'
            for cell in row.cells:
                yield f"<div>\n{''.join(map(self._paragraph, cell.content))}</div>\n"
            yield "</div>\n"
        yield "</div>\n"

    def _table(self, table: Table) -> Iterator[str]:
        indent = f"--d:{table.depth}" if table.depth else ""
        yield f'<table class="{table.role}"{_attributes(table, indent)}>\n<colgroup>'
        yield "".join(f'<col style="width:{width / 10:g}%">' for width in table.column)
        yield "</colgroup>\n"
        header = list(takewhile(lambda row: row.header, table.rows))
        titles = [_one_line(cell)[:_COLUMN_TITLE] for cell in header[-1].cells] if header else []
        if header:
            yield "<thead>\n"
            yield from (self._row(row, 'th scope="col"', []) for row in header)
            yield "</thead>\n"
        yield "<tbody>\n"
        yield from (self._row(row, "td", titles) for row in table.rows[len(header) :])
        yield "</tbody>\n</table>\n"

    def _row(self, row: TableRow, tag: str, titles: Sequence[str]) -> str:
        """A row.

        Args:
            row: the row.
            tag: of its cells, with attributes.
            titles: of its columns, as far as they have any.
        """
        pieces = ["<tr>\n"]
        for index, cell in enumerate(row.cells):
            # On a narrow screen rows are stacked, and each cell says which column it is in.
            column = f' data-kolom="{_text(titles[index])}"' if index < len(titles) and titles[index] else ""
            pieces.append(f"<{tag}{column}>{''.join(map(self._paragraph, cell.content))}</{tag.partition(' ')[0]}>\n")
        return "".join([*pieces, "</tr>\n"])


def _text(text: str) -> str:
    return escape(clean(text))


def _one_line(cell: Cell) -> str:
    return " ".join(" ".join(paragraph.text for paragraph in cell.content).split())


def _attributes(table: Table, style: str = "") -> str:
    """Id and style of a table, where it has them."""
    identity = f' id="{_anchor(table.identity)}"' if table.identity is not None else ""
    return identity + (f' style="{style}"' if style else "")


def _anchor(identity: str) -> str:
    """A key as an id that also stands in a link as it is; different keys give different ids."""
    return re.sub(r"[^A-Za-z0-9_/.-]", lambda m: f"~{ord(m[0]):x}~", identity)


def _sheets(blocks: Iterable[Block]) -> Iterator[tuple[bool | None, list[Block]]]:
    """The blocks between page breaks, each with the orientation that begins there (None: as before)."""
    landscape: bool | None = None
    content: list[Block] = []
    for block in blocks:
        if isinstance(block, PageBreak):
            yield landscape, content
            landscape, content = block.landscape, []
        else:
            content.append(block)
    yield landscape, content


def _container(block: Block, open_tag: str) -> str:
    """The element that a block belongs in: "header", "section" or none, after the one that is open."""
    if isinstance(block, Paragraph):
        if block.role.startswith("judul"):
            return "header"
        if block.role == "pasal":
            return "section"
        if block.role in _PASAL_END:
            return ""
    elif isinstance(block, Table) and block.role in _GRIDS:
        return ""
    return "" if open_tag == "header" else open_tag


def _footer(blocks: Iterable[Block]) -> str:
    """The page numbers of the footer as a CSS `content`; boxes for initials belong to paper that is signed."""
    for paragraph in paragraphs_of(blocks):
        if paragraph.role == "kaki":
            return " ".join(
                _PAGE_FIELDS[part.kind] if isinstance(part, PageField) else _css(part.content)
                for part in paragraph.content
                if isinstance(part, Text | PageField)
            )
    return ""


def _css(text: str) -> str:
    """A CSS string; everything but letters, digits and spaces is escaped, so that no text can end it or the style
    element.
    """
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda m: f"\\{ord(m[0]):x} ", clean(text)) + '"'


@lru_cache(maxsize=1)
def _stylesheet() -> str:
    return (Path(__file__).parent / "html.css").read_text(encoding="utf-8")


def _style(layout: PageLayout, watermark: str | None, footer: str) -> str:
    width, height = layout.width_mm, layout.height_mm
    margins = (layout.margin_top_mm, layout.margin_right_mm, layout.margin_bottom_mm, layout.margin_left_mm)
    margin = " ".join(f"{millimetres:g}mm" for millimetres in margins)
    number = f"@bottom-center{{content:{footer};font-size:{max(4, layout.size_pt - 3):g}pt}}" if footer else ""
    pieces = [
        f"@page{{size:{width:g}mm {height:g}mm;margin:{margin};{number}}}\n",
        f"@page lanskap{{size:{height:g}mm {width:g}mm}}\n",
        f":root{{--huruf:{_css(layout.font)};--ukuran:{layout.size_pt:g}pt;--spasi:{layout.spacing * 1.2:g};",
        f"--lebar:{width:g}mm;--tinggi:{height:g}mm;--margin:{margin}}}\n",
        _stylesheet(),
    ]
    if watermark is not None:
        pieces.append(
            f"main::before{{content:{_css(watermark)};font-size:min(130pt,{140 / max(1, len(watermark)):g}vmin)}}\n"
        )
    return "".join(pieces)
