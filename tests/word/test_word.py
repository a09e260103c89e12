"""`ksdgen.word`: what is written is valid, always the same, and found again; LibreOffice lays out the same numbers."""

from __future__ import annotations

import contextlib
import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ksdgen.paper.document import (
    ROLES,
    Cell,
    Dokumen,
    Gap,
    LineBreak,
    Number,
    PageBreak,
    PageLayout,
    Paragraph,
    Picture,
    Reference,
    Table,
    TableRow,
    Text,
    paragraphs_of,
)
from ksdgen.word import identity
from ksdgen.word.images import BrokenImage
from ksdgen.word.ooxml import WORD, wml
from ksdgen.word.reader import BrokenWordFile, read_word
from ksdgen.word.writer import write
from tests.helpers import pictures
from tests.helpers.word_files import content_only, part, replace_part, round_trip, save, summary, tight
from tests.helpers.word_util import ASSETS, CLOSING, SHA, agreement, convert, par, pdf_text, signature

# --- round trip -----------------------------------------------------------------------------------------------------


def test_characters_unknown_to_xml_do_not_fail() -> None:
    dokumen, _ = read_word(
        write(Dokumen("a\x00b", (par("isi", "c\x01d\ud800e\uffff", identity="k\x02"),), watermark="\x03"), {})
    )
    assert (dokumen.title, dokumen.watermark) == ("a\ufffdb", "\ufffd")
    assert dokumen.content == (par("isi", "c\ufffdd\ufffde\ufffd", identity="k\ufffd"),)


def test_pasal_title_is_one_paragraph_with_line_breaks() -> None:
    heading = Paragraph(
        "pasal", (LineBreak(), Text("OBJEK"), LineBreak(), Text("LANJUTAN")), Number("pasal", 1), "objek"
    )
    round_trip(
        content_only(heading, Paragraph("pasal", (), Number("pasal", 2)), Paragraph("pasal", (Text("TANPA NOMOR"),)))
    )


def test_page_and_orientation() -> None:
    dokumen = content_only(
        PageBreak(),
        par("isi", "tegak"),
        PageBreak(True),
        signature(2),
        PageBreak(),
        PageBreak(True),
        par("isi", "datar"),
        PageBreak(False),
    )
    round_trip(dokumen)
    round_trip(
        replace(
            dokumen,
            layout=PageLayout(215.0, 330.0, 20.05, 20, 30, 20, "Arial", 11.5, 1.5, landscape=True),
            footer=(par("kaki", "x"),),
        )
    )
    sizes = [(s.get(wml("w")), s.get(wml("orient"))) for s in part(write(dokumen, {})).iter(wml("pgSz"))]
    assert sizes == [("11906", None), ("16838", "landscape"), ("16838", "landscape"), ("11906", None)]


def test_colliding_bookmarks_are_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "_SPACE", 2)
    content = tuple(par("ayat", f"Ayat {n}", Number("ayat", n), f"k{n}", 1) for n in (1, 2))
    round_trip(content_only(*content, Paragraph("isi", (Reference("k2", "(2)"), Gap("a"), Gap("a")))))


def test_a_reference_without_target_is_no_field() -> None:
    dokumen = content_only(
        par("isi", "tanpa nomor", identity="polos"),
        Paragraph("isi", (Reference("tiada", "Pasal 9"), Reference("polos", ""), Text(" x"))),
    )
    round_trip(dokumen)
    assert b"instrText" not in write(dokumen, {})


def test_live_references_point_to_existing_bookmarks() -> None:
    body = part(write(agreement(), ASSETS))
    names = [e.get(wml("name")) for e in body.iter(wml("bookmarkStart"))]
    targets = [(e.text or "").split()[1] for e in body.iter(wml("instrText")) if "REF" in (e.text or "")]
    assert len(names) == len(set(names))
    assert len(targets) == 8
    assert set(targets) <= set(names)
    assert all(n is not None and len(n) <= 40 for n in names)


def test_an_image_used_repeatedly_is_stored_once() -> None:
    paragraph = Paragraph("lambang", (Picture("a & b", SHA[1], 25), Picture("", SHA[1], 10)))
    dokumen = replace(content_only(paragraph), footer=(paragraph,))
    round_trip(dokumen)
    data = write(dokumen, ASSETS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [n for n in archive.namelist() if "media" in n] == ["word/media/image1.png"]
    sizes = [(int(e.get("cx", "")), int(e.get("cy", ""))) for e in part(data).iter() if str(e.tag).endswith("}extent")]
    assert sizes == [(50 * 36000, 25 * 36000), (20 * 36000, 10 * 36000)]


def test_an_image_that_is_none_is_rejected() -> None:
    sha = hashlib.sha256(b"bukan").hexdigest()
    with pytest.raises(BrokenImage, match="PNG atau JPEG"):
        write(content_only(Paragraph("lambang", (Picture("", sha, 10),))), {sha: b"bukan"})


def test_jpeg() -> None:
    jpeg = pictures.jpeg(40, 20)
    sha = hashlib.sha256(jpeg).hexdigest()
    dokumen = content_only(Paragraph("lambang", (Picture("foto", sha, 10),)))
    assert read_word(write(dokumen, {sha: jpeg})) == (dokumen, {sha: jpeg})


def test_a_broken_list_begins_at_the_number_asked_for() -> None:
    def items(kind: str, *values: int, depth: int = 1) -> list[Paragraph]:
        return [par("isi" if kind == "romawi" else kind, "x", Number(kind, n), None, depth) for n in values]

    round_trip(
        content_only(
            *items("angka", 1),
            *items("angka", 1, 2, depth=3),
            *items("angka", 2),
            *items("huruf", 3, 4),
            *items("ayat", 2),
            *items("huruf", 5, 27, 28, 53),
            *items("pasal", 7, 8, depth=0),
            *items("romawi", 4, 5, depth=0),
            *items("pasal", 1, depth=0),
        )
    )


# --- bytes ----------------------------------------------------------------------------------------------------------


def test_zip_without_clock_or_compression() -> None:
    with zipfile.ZipFile(io.BytesIO(write(agreement(), ASSETS))) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        for member in archive.infolist():
            assert (member.date_time, member.compress_type) == ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)
        content = b"".join(archive.read(n) for n in archive.namelist())
    assert b"updateFields" not in content
    assert b"w:caps" not in content
    assert "\u00a0".encode() not in content


def test_writing_does_not_change_the_kept_example() -> None:
    first, second = agreement(), content_only(par("isi", "lain"))
    once = write(first, ASSETS), write(second, {})
    assert (write(first, ASSETS), write(second, {})) == once


# --- validity -------------------------------------------------------------------------------------------------------


def test_every_role_is_a_named_style() -> None:
    data = write(content_only(), {})
    styles = {e.get(wml("styleId")): e for e in part(data, "word/styles.xml").iter(wml("style"))}
    dokumen = content_only(*(par(role, role) for role in ROLES))
    in_use = [e.get(wml("val")) for e in part(write(dokumen, {})).iter(wml("pStyle"))]
    assert len(in_use) == len(ROLES)
    for style_id in in_use:
        base = styles[style_id].find(wml("basedOn"))
        assert base is not None
        assert base.get(wml("val")) == "Normal"


# --- files that were edited -----------------------------------------------------------------------------------------

_CARRIER = f'<w:p xmlns:w="{WORD}">%s</w:p>'


def _edit(dokumen: Dokumen, change: Callable[[etree._Element], None]) -> Dokumen:
    def work(xml: bytes) -> bytes:
        root = etree.fromstring(xml)
        change(root)
        return etree.tostring(root)

    return read_word(replace_part(write(dokumen, ASSETS), "word/document.xml", work))[0]


def test_insertions_are_read_and_deletions_are_not() -> None:
    def change(root: etree._Element) -> None:
        element = root.find(f".//{wml('p')}")
        assert element is not None
        for content in (
            '<w:ins w:id="90" w:author="a"><w:r><w:t>baru</w:t></w:r></w:ins>',
            '<w:del w:id="91" w:author="a"><w:r><w:delText>lama</w:delText></w:r></w:del>',
            '<w:moveFrom w:id="92" w:author="a"><w:r><w:t>pergi</w:t></w:r></w:moveFrom>',
            "<w:hyperlink><w:r><w:t>taut</w:t></w:r></w:hyperlink>",
            "<w:sdt><w:sdtContent><w:r><w:t>isian</w:t></w:r></w:sdtContent></w:sdt>",
            '<w:fldSimple w:instr=" DATE "><w:r><w:t>hari ini</w:t></w:r></w:fldSimple>',
            "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>",
        ):
            element.extend(etree.fromstring(_CARRIER % content))

    dokumen = _edit(content_only(par("isi", "asli ")), change)
    assert [p.text for p in paragraphs_of(dokumen.content)] == ["asli barutautisianhari inia\u2011b"]


def test_paragraphs_whose_end_mark_is_deleted_merge() -> None:
    def change(root: etree._Element) -> None:
        ppr = root.find(f".//{wml('pPr')}")
        assert ppr is not None
        ppr.extend(etree.fromstring(_CARRIER % '<w:rPr><w:del w:id="9" w:author="a"/></w:rPr>'))

    dokumen = _edit(content_only(par("isi", "satu "), par("penutup", "dua")), change)
    assert dokumen.content == (Paragraph("penutup", (Text("satu "), Text("dua"))),)


def test_foreign_styles_and_lists_of_other_people() -> None:
    def change(root: etree._Element) -> None:
        styles = list(root.iter(wml("pStyle")))
        styles[0].set(wml("val"), "GayaSaya")
        styles[1].set(wml("val"), "GayaSaya")

    dokumen = _edit(content_only(par("penutup", "polos"), par("ayat", "bernomor", Number("ayat", 1), None, 1)), change)
    assert dokumen.content == (par("isi", "polos"), par("ayat", "bernomor", Number("ayat", 1), None, 1))


def test_without_the_bookmark_part_text_and_numbers_stay() -> None:
    dokumen = agreement()
    broken = replace_part(write(dokumen, ASSETS), "customXml/item1.xml", lambda _: b"<lain/>")
    result, _ = read_word(broken)
    assert summary(result) == summary(dokumen)
    assert result.layout == dokumen.layout


def test_gaps_filled_by_hand_keep_their_names() -> None:
    def change(root: etree._Element) -> None:
        for element in root.iter(wml("t")):
            element.text = "123/PKS"

    dokumen = _edit(content_only(Paragraph("isi", (Gap("nomor"),))), change)
    assert dokumen.content == (Paragraph("isi", (Gap("nomor", "123/PKS"),)),)


def test_without_table_style_the_role_comes_from_the_content() -> None:
    def change(root: etree._Element) -> None:
        for element in list(root.iter(wml("tblStyle"))):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)

    dokumen = agreement()
    assert [b.role for b in _edit(dokumen, change).content if isinstance(b, Table)] == [
        b.role for b in dokumen.content if isinstance(b, Table)
    ]


@pytest.mark.parametrize("kept", [0, 1])
def test_a_grid_that_lacks_columns(kept: int) -> None:
    """What is read can be written again, with every cell."""

    def change(root: etree._Element) -> None:
        for grid in root.iter(wml("tblGrid")):
            for column in list(grid)[kept:]:
                grid.remove(column)

    dokumen = _edit(agreement(), change)
    assert summary(dokumen) == summary(agreement())
    assert summary(read_word(write(dokumen, ASSETS))[0]) == summary(agreement())


# --- broken files ---------------------------------------------------------------------------------------------------


def _zip(**content: bytes) -> bytes:
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, data in content.items():
            archive.writestr(name.replace("__", "/"), data)
    return result.getvalue()


_BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="'
    + WORD.encode()
    + b'"><w:body>&b;</w:body></w:document>'
)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"bukan zip",
        b"PK\x03\x04",
        _zip(),
        _zip(x=b"y"),
        replace_part(write(content_only(), {}), "word/document.xml", lambda x: x[:-9]),
        replace_part(write(content_only(), {}), "word/document.xml", lambda _: b"<x/>"),
        replace_part(write(content_only(), {}), "word/document.xml", lambda _: _BOMB),
        replace_part(
            write(content_only(), {}), "word/document.xml", lambda _: f'<w:document xmlns:w="{WORD}"/>'.encode()
        ),
        replace_part(write(content_only(), {}), "_rels/.rels", lambda _: b"<x/>"),
        replace_part(write(content_only(), {}), "[Content_Types].xml", lambda _: b"?"),
        replace_part(write(content_only(), {}), "word/styles.xml", lambda _: b"<"),
        write(content_only(), {})[:-40],
    ],
    # Names without the bytes: an archive holds the time at which it was made, and every worker must know a test by the
    # same name.
    ids=range(13),
)
def test_broken_files_are_told(data: bytes) -> None:
    with pytest.raises(BrokenWordFile, match="berkas"):
        read_word(data)


_WHOLE = write(agreement(), ASSETS)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(_WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_any_bytes_are_read_or_rejected(changes: list[tuple[int, int]]) -> None:
    data = bytearray(_WHOLE)
    for offset, value in changes:
        data[offset] = value
    with contextlib.suppress(BrokenWordFile):
        read_word(bytes(data))


@pytest.mark.slow
@settings(deadline=None, max_examples=200)
@given(st.data())
def test_any_xml_is_read_or_rejected(data: st.DataObject) -> None:
    """Elements are doubled and dropped and attributes exchanged: well-formed, but no document of ours any more."""
    name = data.draw(
        st.sampled_from(["word/document.xml", "word/numbering.xml", "word/styles.xml", "customXml/item1.xml"])
    )

    def change(xml: bytes) -> bytes:
        root = etree.fromstring(xml)
        for _ in range(data.draw(st.integers(1, 6))):
            element = data.draw(st.sampled_from(list(root.iter())))
            parent = element.getparent()
            if parent is None:
                continue
            way = data.draw(st.integers(0, 3))
            if way == 0:
                parent.remove(element)
            elif way == 1:
                parent.append(etree.fromstring(etree.tostring(element)))
            elif way == 2 and element.attrib:
                element.set(
                    data.draw(st.sampled_from(list(element.attrib))),
                    data.draw(st.sampled_from(["", "x", "-1", "9" * 30, "1e999", "nan"])),
                )
            else:
                for attribute in list(element.attrib):
                    del element.attrib[attribute]
        return etree.tostring(root)

    with contextlib.suppress(BrokenWordFile):
        read_word(replace_part(_WHOLE, name, change))


# --- what stays together --------------------------------------------------------------------------------------------


def test_signature_grid_is_not_split() -> None:
    def keep_with_next(count: int) -> list[bool]:
        table = part(write(content_only(par("penutup", CLOSING), signature(count)), {})).find(f".//{wml('tbl')}")
        assert table is not None
        rows = list(table.iter(wml("tr")))
        assert all(row.find(f"{wml('trPr')}/{wml('cantSplit')}") is not None for row in rows)
        return [all(p.find(wml("keepNext")) is not None for p in row.iter(wml("pPr"))) for row in rows]

    assert keep_with_next(2) == [True, False]
    # Too long for one page: only titles and names belong together.
    assert keep_with_next(11) == [True, False] * 4


def test_table_header_rows_repeat_and_figures_align_right() -> None:
    root = part(write(agreement(), ASSETS))
    assert len(list(root.iter(wml("tblHeader")))) == 1
    right = [
        p
        for p in root.iter(wml("p"))
        if (jc := p.find(f"{wml('pPr')}/{wml('jc')}")) is not None and jc.get(wml("val")) == "right"
    ]
    assert ["".join(t.text or "" for t in p.iter(wml("t"))) for p in right] == ["1.250.000.000,00"] * 3


# --- LibreOffice ----------------------------------------------------------------------------------------------------


@pytest.mark.libreoffice
def test_signatures_are_not_alone_and_no_pasal_ends_a_page(tmp_path: Path) -> None:
    documents = [agreement(count, filler) for count in (2, 11) for filler in range(8, 34, 3)]
    for pdf in convert(tmp_path, save(tmp_path, documents), "pdf"):
        pages = pdf_text(pdf).split("\f")
        first = next(page for page in pages if "NAMA KESATU" in page and "PIHAK KESATU," in page)
        assert tight(CLOSING)[-60:] in tight(first)
        for index, page in enumerate(pages[:-1]):
            assert f"Halaman {index + 1} dari {len(pages) - 1}" in page
            content = page.split("Halaman ")[0].strip().splitlines()
            assert content[-1] not in ("MAKSUD DAN TUJUAN", "RUANG LINGKUP", "PEMBIAYAAN")


@pytest.mark.libreoffice
def test_watermark_does_not_become_text(tmp_path: Path) -> None:
    dokumen = content_only(par("isi", "satu-satunya teks"))
    (pdf,) = convert(tmp_path, save(tmp_path, [replace(dokumen, watermark="RAHASIA")]), "pdf")
    assert pdf_text(pdf).split() == ["satu-satunya", "teks"]


def test_fewer_cells_and_rows_than_the_grid() -> None:
    rows = (TableRow((Cell((par("sel", "a"),)),)), TableRow((Cell((par("sel", "b"),)), Cell((par("sel", "c"),)))))
    round_trip(content_only(Table("tabel", (1, 999), rows, 2, "t"), Table("pihak", (333, 667), rows)))
