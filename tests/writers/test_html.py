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

EMPTY = {"meta", "br", "img", "col"}


class Page(HTMLParser):
    """A page taken apart: its text, its elements, and whether every element is closed where it should be."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.unsur: list[tuple[str, dict[str, str]]] = []
        self.style = ""
        self._open: list[str] = []
        self.feed(data.decode())
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unsur.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in EMPTY:
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

    def everything(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of that name."""
        return [a for t, a in self.unsur if t == tag]


def page(document: Dokumen) -> Page:
    """A document written and taken apart; what must hold of every page is checked here."""
    data = html.write(document, ASSETS)
    assert data == html.write(document, ASSETS)
    result = Page(data)
    assert result.tight == "".join(text.write(document, ASSETS).decode().split())
    assert {t for t, _ in result.unsur} <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "header",
            "section",
            "div",
            "h1",
            "h2",
            "p",
            "span",
            "a",
            "br",
        ),
        *("img", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
    }
    id_ = [a["id"] for _, a in result.unsur if "id" in a]
    assert len(id_) == len(set(id_))
    for tag, attributes in result.unsur:
        assert not any(k.startswith("on") for k in attributes)
        assert attributes.get("src", "data:image/").startswith("data:image/")
        if tag == "a":
            assert attributes["href"].removeprefix("#") in id_
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
    references = [r for p in paragraphs_of(document.content) for r in p.content if isinstance(r, Reference)]
    assert len(written.everything("a")) == len(references)
    assert (
        len(written.everything("h2"))
        == len(written.everything("section"))
        == sum(p.role == "pasal" for p in paragraphs_of(document.content))
    )


@settings(deadline=None)
@given(TEXT, NAME)
def test_no_text_becomes_markah(text: str, name: str) -> None:
    hostile = f"</style><script>\"'&amp;{text}"
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
    assert [t for t, _ in written.unsur].count("style") == 1


def test_shipped_naskah() -> None:
    workspace = Workspace(ROOT)
    files = sorted((ROOT / "agreements").glob("2*/**/*.yaml"))
    assert files
    for path in files:
        composition = workspace.check(workspace.repository.name(path), date(2026, 12, 1), rules=False).composition
        assert composition is not None, path
        written = Page(html.write(composition.dokumen, composition.assets))
        assert written.tight == "".join(text.write(composition.dokumen, composition.assets).decode().split())


@pytest.mark.parametrize("count", [2, 3, 11])
def test_agreement(count: int) -> None:
    written = page(agreement(count))
    assert [a["lang"] for a in written.everything("html")] == ["id"]
    assert len(written.everything("h1")) == len(written.everything("header")) == 1
    assert len(written.everything("h2")) == len(written.everything("section")) == 3
    (image,) = written.everything("img")
    assert base64.b64decode(image["src"].partition(",")[2]) in ASSETS.values()
    assert image["alt"] == "Lambang Kabupaten Indramayu" and "height:25mm" in image["style"]
    assert [a["title"] for a in written.everything("span") if a.get("class") == "kosong"][-2:] == [
        f"belum diisi: {n}" for n in (["para_pihak.0.nomor", "para_pihak.1.nomor"] if count == 2 else _last_two(count))
    ]
    assert sum(a.get("class") == "baris" for a in written.everything("div")) == 1 + 2 * -(
        -count // (2 if count <= 4 else 3)
    )
    # On a narrow screen each cell names its column.
    assert [a.get("data-kolom") for a in written.everything("td")].count("Uraian") == 3
    assert '"Halaman " counter(page) " dari " counter(pages)' in written.style
    assert 'main::before{content:"DRAF"' in written.style


def _last_two(count: int) -> list[str]:
    return [f"para_pihak.{i}.nomor" for i in range(min(count, 4))][-2:]


def test_pages_follow_the_layout() -> None:
    layout = PageLayout(
        width_mm=215, height_mm=330, margin_top_mm=20, margin_right_mm=25, margin_bottom_mm=30, margin_left_mm=35
    )
    document = Dokumen(
        "Uji", (par("isi", "a"), PageBreak(), par("isi", "b"), PageBreak(True), par("isi", "c")), layout=layout
    )
    written = page(document)
    assert "@page{size:215mm 330mm;margin:20mm 25mm 30mm 35mm;}" in written.style
    assert "@page lanskap{size:330mm 215mm}" in written.style
    assert [a["class"] for a in written.everything("div")] == ["lembar", "lembar baru", "lembar lanskap baru"]
    assert [
        a["class"]
        for a in page(Dokumen("Uji", (par("isi", "a"),), layout=PageLayout(landscape=True))).everything("div")
    ] == ["lembar lanskap"]


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
