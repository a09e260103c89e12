"""Word files from strangers: refused in clear words, or read, at a bounded cost; nothing outside of them is looked at."""

from __future__ import annotations

import io
import struct
import sys
import time
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ksdgen.desk.diff_text import diff_text
from ksdgen.paper.document import Paragraph, Picture
from ksdgen.word.archive import BrokenWordFile
from ksdgen.word.reader import read_word
from ksdgen.word.writer import write
from tests.helpers.util import ksdgen
from tests.helpers.word_files import content_only, replace_part
from tests.helpers.word_util import ASSETS, SHA

SLOWNESS = 10 if sys.gettrace() is not None else 2

WHOLE = write(content_only(Paragraph("lambang", (Picture("x", SHA[0], 10),))), ASSETS)
DECLARATIONS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DOCUMENT = "word/document.xml"


def with_body(body: str) -> bytes:
    """A file with this body."""
    return replace_part(
        WHOLE, DOCUMENT, lambda _: f"<w:document {DECLARATIONS}><w:body>{body}</w:body></w:document>".encode()
    )


def with_members(*extra: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A file with more members."""
    result = io.BytesIO(WHOLE)
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(result, "a", method) as archive:
        for name, content in extra:
            archive.writestr(name, content)
    return result.getvalue()


def encrypted() -> bytes:
    """A file whose members say that they are encrypted."""
    return WHOLE.replace(b"PK\x01\x02\x14\x00\x14\x00\x00\x08", b"PK\x01\x02\x14\x00\x14\x00\x01\x08")


def with_declaration(declaration: bytes, part: str = DOCUMENT) -> bytes:
    """A file one part of which declares a document type before its root."""
    return replace_part(WHOLE, part, lambda xml: declaration + xml[xml.index(b"?>") + 2 :])


LAUGHS = b'<!DOCTYPE x [<!ENTITY a0 "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 12)
)
REFUSED: dict[str, Callable[[], bytes]] = {
    "a name that leads out": lambda: with_members(("../../etc/x", b"x")),
    "a name with backslashes": lambda: with_members(("..\\x", b"x")),
    "a name twice": lambda: with_members((DOCUMENT, b"<x/>")),
    "a name twice but for its case": lambda: with_members(("WORD/Document.xml", b"<x/>")),
    "encrypted members": encrypted,
    "a packing that nobody knows": lambda: with_members(("x.xml", b"x" * 1000), method=zipfile.ZIP_LZMA),
    "thousands of members": lambda: with_members(*((f"x{i}", b"") for i in range(6000))),
    "a zip bomb": lambda: with_members(*((f"x{i}", b"\0" * 30_000_000) for i in range(9))),
    "a document of 40 MB": lambda: replace_part(WHOLE, DOCUMENT, lambda xml: xml + b" " * 40_000_000),
    "a document of a million tags": lambda: with_body("<w:p/>" * 900_000),
    "cut off": lambda: WHOLE[: len(WHOLE) // 2],
    "an old .doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000,
    "RTF": lambda: b"{\\rtf1 x}",
    "HTML": lambda: b"<html></html>",
    "another zip": lambda: with_members()[:4] + b"x" * 100,
    "text": lambda: "naskah".encode("utf-16"),
    "a document type": lambda: with_declaration(b"<!DOCTYPE x>"),
    "entities": lambda: with_declaration(LAUGHS + b"]>"),
    "entities of a file": lambda: with_declaration(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    "entities in relationships": lambda: with_declaration(LAUGHS + b"]>", "_rels/.rels"),
    "entities in kinds of parts": lambda: with_declaration(LAUGHS + b"]>", "[Content_Types].xml"),
    "entities in UTF-16": lambda: replace_part(
        WHOLE, DOCUMENT, lambda xml: ("<!DOCTYPE x>" + xml.decode()[xml.index(b"?>") + 2 :]).encode("utf-16")
    ),
    "an odd encoding": lambda: with_declaration(b'<?xml version="1.0" encoding="UTF-7"?>'),
    "deep nesting": lambda: with_body("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000),
    "an endless attribute": lambda: with_body(f'<w:p x="{"x" * 20_000_000}"/>'),
    "no kinds of parts": lambda: replace_part(WHOLE, "[Content_Types].xml", lambda _: b"<x/>"),
    "no document": lambda: replace_part(WHOLE, "_rels/.rels", lambda xml: xml.replace(b"document.xml", b"dokumen.xml")),
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.slow] if "bomb" in name or "million" in name or "MB" in name else [])
        for name in REFUSED
    ],
)
def test_a_hostile_file_is_refused_in_clear_words(name: str) -> None:
    data = REFUSED[name]()
    start = time.perf_counter()
    with pytest.raises(BrokenWordFile, match=r"[Bb]erkas|bagian"):
        read_word(data)
    assert time.perf_counter() - start < 2 * SLOWNESS


def test_the_reason_is_told() -> None:
    for name, word in (
        ("an old .doc", "kata sandi"),
        ("encrypted members", "kata sandi"),
        ("a document of a million tags", "terlalu besar"),
        ("a name twice", "nama yang tidak wajar"),
        ("deep nesting", "document.xml"),
    ):
        with pytest.raises(BrokenWordFile, match=word):
            read_word(REFUSED[name]())


def test_nothing_outside_is_looked_at(tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.png"
    secret.write_bytes(ASSETS[SHA[1]])

    def outside(xml: bytes) -> bytes:
        return xml.replace(b"media/image1.png", secret.as_uri().encode()).replace(
            b'.png"', b'.png" TargetMode="External"'
        )

    _, images = read_word(replace_part(WHOLE, "word/_rels/document.xml.rels", outside))
    assert images == {}
    upwards = "../../../../.." + secret.as_posix()
    _, images = read_word(
        replace_part(
            WHOLE, "word/_rels/document.xml.rels", lambda xml: xml.replace(b"media/image1.png", upwards.encode())
        )
    )
    assert images == {}


def test_an_honest_file_in_other_forms_is_read() -> None:
    """As other programs write it: packed, in UTF-16, names in capitals, absolute targets, with a folder of its own."""
    expected = read_word(WHOLE)
    assert expected[1]
    assert read_word(with_members(("word/", b""), ("customXml/lain.xml", b"<x/>"))) == expected
    utf_16 = replace_part(WHOLE, DOCUMENT, lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16"))
    assert read_word(utf_16) == expected
    absolute = replace_part(
        WHOLE, "word/_rels/document.xml.rels", lambda xml: xml.replace(b'"media/', b'"/word/media/')
    )
    assert read_word(absolute) == expected
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        capitals = io.BytesIO()
        with zipfile.ZipFile(capitals, "w") as other:
            for name in archive.namelist():
                other.writestr(name.replace("styles", "STYLES"), archive.read(name))
    assert read_word(capitals.getvalue()) == expected


PARAGRAPH, RUN = "<w:p>%s</w:p>", "<w:r><w:t>x</w:t></w:r>"
GROWING = {
    "deleted ends": '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>',
    "inserted ends": '<w:p><w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>',
    "no ends": '<w:p><w:pPr><w:rPr><w:ins w:id="1"/><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr></w:p>',
    "sections": "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>",
    "sections of one version": '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr><w:sectPr/></w:pPr></w:p>',
    "tables": "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "styles": '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr></w:p>',
}


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("name", GROWING)
def test_costs_grow_with_the_file_alone(name: str) -> None:
    def cost(count: int) -> float:
        chain = "".join(
            f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i + 1}"/></w:style>'
            for i in range(count)
        )
        data = replace_part(
            with_body(GROWING[name] * count),
            "word/styles.xml",
            lambda xml: xml.replace(b"</w:styles>", f"{chain}</w:styles>".encode()),
        )
        start = time.process_time()
        read_word(data, mark=True)
        return time.process_time() - start

    cost(100)
    assert cost(4000) < 8 * cost(1000) + 0.2


def test_numbers_beyond_all_measure() -> None:
    huge = '<w:p><w:pPr><w:numPr><w:ilvl w:val="1e308"/><w:numId w:val="1"/></w:numPr><w:ind w:left="1e308"/></w:pPr></w:p>'
    document, _ = read_word(with_body(huge * 3))
    assert len(str(document)) < 100_000


@pytest.mark.slow(traced=True)
def test_a_word_file_as_an_agreement_is_no_internal_fault(tmp_path: Path) -> None:
    for name, data in (("a.docx", WHOLE), ("b.docx", struct.pack(">I", 7) * 100)):
        (tmp_path / name).write_bytes(data)
    files = (tmp_path / "a.docx", tmp_path / "b.docx")
    assert ksdgen("redline", "--lama", files[0], "--baru", files[1], "--out", tmp_path / "c.docx").code == 2
    assert ksdgen("diff", "--lama", files[0], "--baru", files[1]).code != 3
    assert diff_text(files[0], WHOLE, tmp_path) == WHOLE
