"""The html writer: the same text as txt, well formed, self-contained, without a way for text to become markup."""

from __future__ import annotations

import base64
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from ksdgen.desk.workspace import Workspace
from ksdgen.paper.document import (
    Cell,
    Dokumen,
    Gap,
    Number,
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
from ksdgen.writers import html, text
from tests.helpers.util import ROOT
from tests.helpers.word_files import SLOW
from tests.helpers.word_util import ASSETS, NAME, TEXT, agreement, dokumen, naskah, par

VOID_TAGS = {"meta", "br", "img", "col"}
TAGS = VOID_TAGS | {
    "html", "head", "title", "style", "body", "main", "header", "section", "div", "h1", "h2", "p", "span", "a",
    "table", "colgroup", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
"""Every element that a page may have."""


class Page(HTMLParser):
    """A page taken apart: its text, its elements, and whether every element is closed where it should be."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.style = ""
        self._open: list[str] = []
        self.feed(data.decode())
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in VOID_TAGS:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "body" in self._open:
            self.text.append(data)
        elif "style" in self._open:
            self.style += data

    @property
    def tight(self) -> str:
        """The text of the body without white space."""
        return "".join("".join(self.text).split())

    def all_of(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of that name."""
        return [attributes for name, attributes in self.elements if name == tag]


def page(document: Dokumen) -> Page:
    """A document written and taken apart; what must hold of every page is checked here."""
    data = html.write(document, ASSETS)
    assert data == html.write(document, ASSETS)
    result = Page(data)
    assert result.tight == "".join(text.write(document, ASSETS).decode().split())
    assert {tag for tag, _ in result.elements} <= TAGS
    ids = [attributes["id"] for _, attributes in result.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for tag, attributes in result.elements:
        assert not any(name.startswith("on") for name in attributes)
        assert attributes.get("src", "data:image/").startswith("data:image/")
        if tag == "a":
            assert attributes["href"].removeprefix("#") in ids
    # The style is of our own making: nothing is fetched, no text ends a rule, and braces match.
    assert "url(" not in result.style and "@import" not in result.style
    assert result.style.count("{") == result.style.count("}")
    return result


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=SLOW)
@given(dokumen())
def test_text_equals_txt_and_structure_is_whole(document: Dokumen) -> None:
    page(document)


@settings(deadline=None, suppress_health_check=SLOW)
@given(naskah())
def test_every_reference_is_a_link_to_its_paragraph(document: Dokumen) -> None:
    written = page(document)
    paragraphs = [*paragraphs_of(document.content)]
    references = [inline for paragraph in paragraphs for inline in paragraph.content if isinstance(inline, Reference)]
    assert len(written.all_of("a")) == len(references)
    pasal = sum(paragraph.role == "pasal" for paragraph in paragraphs)
    assert len(written.all_of("h2")) == len(written.all_of("section")) == pasal


@settings(deadline=None)
@given(TEXT, NAME)
def test_no_text_becomes_markup(words: str, name: str) -> None:
    hostile = f"</style><script>\"'&amp;{words}"
    document = Dokumen(
        hostile,
        (
            Paragraph("isi", (Text(hostile), Gap(hostile, hostile), Reference(name, hostile)), None, name),
            par("isi", hostile, identity=hostile),
        ),
        (Paragraph("kaki", (Text(hostile), PageField("halaman"))),),
        PageLayout(font=hostile),
        hostile,
    )
    written = page(document)
    assert len(written.all_of("style")) == 1


def test_text_equals_txt_in_shipped_naskah() -> None:
    workspace = Workspace(ROOT)
    files = sorted((ROOT / "agreements").glob("2*/**/*.yaml"))
    assert files
    for path in files:
        composition = workspace.check(workspace.repository.name(path), date(2026, 12, 1), rules=False).composition
        assert composition is not None, path
        written = Page(html.write(composition.dokumen, composition.assets))
        assert written.tight == "".join(text.write(composition.dokumen, composition.assets).decode().split())


@pytest.mark.parametrize(("pihak", "signature_rows"), [(2, 1), (3, 2), (11, 4)])
def test_an_agreement_on_the_screen(pihak: int, signature_rows: int) -> None:
    written = page(agreement(pihak))
    assert [attributes["lang"] for attributes in written.all_of("html")] == ["id"]
    assert len(written.all_of("h1")) == len(written.all_of("header")) == 1
    assert len(written.all_of("h2")) == len(written.all_of("section")) == 3
    (image,) = written.all_of("img")
    assert base64.b64decode(image["src"].partition(",")[2]) in ASSETS.values()
    assert image["alt"] == "Lambang Kabupaten Indramayu" and "height:25mm" in image["style"]
    gaps = [attributes["title"] for attributes in written.all_of("span") if attributes.get("class") == "kosong"]
    last = min(pihak, 4) - 1  # the table of parties has at most four of them
    assert gaps[-2:] == [f"belum diisi: para_pihak.{index}.nomor" for index in (last - 1, last)]
    rows = [attributes for attributes in written.all_of("div") if attributes.get("class") == "baris"]
    assert len(rows) == 1 + 2 * signature_rows
    # On a narrow screen each cell names its column.
    assert [attributes.get("data-kolom") for attributes in written.all_of("td")].count("Uraian") == 3
    assert '"Halaman " counter(page) " dari " counter(pages)' in written.style
    assert 'main::before{content:"DRAF"' in written.style


def test_pages_follow_the_layout() -> None:
    layout = PageLayout(
        width_mm=215, height_mm=330, margin_top_mm=20, margin_right_mm=25, margin_bottom_mm=30, margin_left_mm=35
    )
    blocks = (par("isi", "a"), PageBreak(), par("isi", "b"), PageBreak(True), par("isi", "c"))
    written = page(Dokumen("Uji", blocks, layout=layout))
    assert "@page{size:215mm 330mm;margin:20mm 25mm 30mm 35mm;}" in written.style
    assert "@page lanskap{size:330mm 215mm}" in written.style
    sheets = [attributes["class"] for attributes in written.all_of("div")]
    assert sheets == ["lembar", "lembar baru", "lembar lanskap baru"]
    landscape = page(Dokumen("Uji", (par("isi", "a"),), layout=PageLayout(landscape=True)))
    assert [attributes["class"] for attributes in landscape.all_of("div")] == ["lembar lanskap"]


def test_closing_is_no_part_of_a_pasal() -> None:
    content = (
        par("judul", "JUDUL"),
        par("isi", "pembuka"),
        par("pasal", "OBJEK", Number("pasal", 1), "objek"),
        Table("tabel", (1000,), (TableRow((Cell((par("sel", "x"),)),)),)),
        par("penutup", "Demikian."),
    )
    data = html.write(Dokumen("Uji", content), {}).decode()
    assert re.sub(r"\s+", "", re.sub(r"<(?!/?(section|header))[^>]*>", "", data.partition("<main>")[2])) == (
        "<header>JUDUL</header>pembuka<section>Pasal1OBJEKx</section>Demikian."
    )


def test_an_image_not_brought_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        html.write(Dokumen("Uji", (Paragraph("lambang", (Picture("x", "0" * 64, 10),)),)), {})
