"""Tests of `ksdgen.paper.document`: documents as plain data, places inside a text, and walks over blocks."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.diagnostics import Span
from ksdgen.paper import markers
from ksdgen.paper.document import (
    NUMBER_LABELS,
    NUMBER_WORDS,
    ROLES,
    Cell,
    Dokumen,
    Gap,
    LineBreak,
    Number,
    Origin,
    PageBreak,
    PageField,
    PageLayout,
    Paragraph,
    Picture,
    Reference,
    Table,
    TableRow,
    Text,
    change_paragraphs,
    inline_text,
    paragraphs_of,
)
from ksdgen.paper.markers import NEXT_MARKERS
from ksdgen.paper.plain import from_data, to_data
from ksdgen.word import numbering as word_numbering
from ksdgen.world.stored import Malformed

LETTERS = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=8)
"""What a text of a paper can hold: nothing that nobody can see."""
ORIGIN = st.builds(Origin, st.builds(Span.at, LETTERS, st.integers(1, 99), st.integers(1, 99)), st.none() | LETTERS)
INLINE = st.one_of(
    st.builds(Text, LETTERS, st.lists(st.tuples(st.integers(0, 9), ORIGIN), max_size=2).map(tuple)),
    st.builds(Reference, LETTERS, LETTERS, st.none() | ORIGIN),
    st.builds(Gap, LETTERS, LETTERS),
    st.just(LineBreak()),
    st.builds(Picture, LETTERS, st.text("0123456789abcdef", min_size=64, max_size=64), st.integers(1, 99)),
    st.builds(PageField, st.sampled_from(["halaman", "jumlah_halaman"])),
)
NUMBER = st.builds(Number, st.sampled_from(list(NUMBER_LABELS)), st.integers(1, 60))
PARAGRAPH = st.builds(
    Paragraph,
    st.sampled_from(list(ROLES)),
    st.lists(INLINE, max_size=4).map(tuple),
    st.none() | NUMBER,
    st.none() | LETTERS,
    st.integers(0, 5),
    st.none() | ORIGIN,
)
CELL = st.builds(Cell, st.lists(PARAGRAPH, max_size=2).map(tuple))
TABLE = st.builds(
    Table,
    st.just("tabel"),
    st.lists(st.integers(1, 1000), max_size=3).map(tuple),
    st.lists(st.builds(TableRow, st.lists(CELL, max_size=2).map(tuple), st.booleans()), max_size=2).map(tuple),
    st.integers(0, 3),
    st.none() | LETTERS,
)
BLOCK = st.one_of(PARAGRAPH, TABLE, st.builds(PageBreak, st.none() | st.booleans()))
DOKUMEN = st.builds(
    Dokumen,
    LETTERS,
    st.lists(BLOCK, max_size=5).map(tuple),
    st.lists(BLOCK, max_size=1).map(tuple),
    st.builds(PageLayout, spacing=st.floats(0.8, 3), landscape=st.booleans()),
    st.none() | LETTERS,
)


@pytest.mark.slow
@given(DOKUMEN)
@settings(max_examples=150, deadline=None)
def test_document_survives_as_json(dokumen: Dokumen) -> None:
    data = to_data(dokumen)
    back = from_data(json.loads(json.dumps(data)))
    assert back == dokumen
    assert hash(back) == hash(dokumen)
    assert to_data(back) == data, "one document has one form"
    assert "asal" not in json.dumps(data).replace(json.dumps(dokumen.title), "") or not _keys(data) & {"asal"}


def _keys(data: Any) -> set[str]:
    if isinstance(data, dict):
        return set(data) | {k for v in data.values() for k in _keys(v)}
    return {k for v in data for k in _keys(v)} if isinstance(data, list) else set()


@given(PARAGRAPH, ORIGIN)
def test_equality_ignores_origins(paragraph: Paragraph, origin: Origin) -> None:
    other = replace(
        paragraph,
        origin=origin,
        content=tuple(replace(i, origin=((0, origin),)) if isinstance(i, Text) else i for i in paragraph.content),
    )
    assert other == paragraph and hash(other) == hash(paragraph) and to_data(other) == to_data(paragraph)
    assert "asal" not in _keys(to_data(other))


@pytest.mark.parametrize(
    "data",
    [{}, {"jenis_blok": "Lain"}, {"jenis_blok": "Teks"}, {"jenis_blok": "Teks", "isi": "x", "baru": 1}, [{"isi": "x"}]],
)
def test_foreign_data_is_refused(data: Any) -> None:
    with pytest.raises(Malformed):
        from_data(data)


def test_written_form_is_stable() -> None:
    paragraph = Paragraph(
        "ayat", (Text("Lihat "), Reference("masa", "Pasal 2"), LineBreak()), Number("ayat", 1), "a/b", 1
    )
    assert to_data(paragraph) == {
        "jenis_blok": "Paragraf",
        "peran": "ayat",
        "isi": [
            {"jenis_blok": "Teks", "isi": "Lihat "},
            {"jenis_blok": "Rujukan", "target": "masa", "isi": "Pasal 2"},
            {"jenis_blok": "Baris"},
        ],
        "nomor": {"jenis_blok": "Nomor", "jenis": "ayat", "nilai": 1},
        "kunci": "a/b",
        "kedalaman": 1,
    }
    assert to_data(Cell(())) == {"jenis_blok": "Sel", "isi": []}


# --- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "number", "text", "reference"),
    [
        ("pasal", 3, "Pasal 3", "Pasal 3"),
        ("ayat", 2, "(2)", "(2)"),
        ("huruf", 1, "a.", "a"),
        ("huruf", 28, "bb.", "bb"),
        ("angka", 10, "10.", "10"),
        ("huruf_kurung", 3, "c)", "c)"),
        ("angka_kurung", 4, "4)", "4)"),
        ("romawi", 4, "IV.", "IV"),
    ],
)
def test_numbers_as_printed(kind: str, number: int, text: str, reference: str) -> None:
    assert (Number(kind, number).text, Number(kind, number).reference) == (text, reference)


# --- places -----------------------------------------------------------------------------------------------------------


def test_place_inside_a_text() -> None:
    literal = Origin(Span.at("t.j2", 3, 10, 4))
    quoted = Origin(Span.at("n.yaml", 7, 5, 5), "nama")
    in_words = Origin(Span.at("n.yaml", 9, 5, 2), "jumlah")
    long = Origin(Span("n.yaml", 11, 3, 14, 1), "uraian")
    text = Text("abc XYZ30 (tiga puluh)uraian", ((0, literal), (4, quoted), (7, in_words), (22, long)))
    assert text.place(0, 3) == Origin(Span.at("t.j2", 3, 10, 3))
    assert text.place(2, 3) == Origin(Span.at("t.j2", 3, 12))
    assert text.place(2, 9) == Origin(Span.at("t.j2", 3, 12, 2)), "no further than its stretch"
    assert text.place(5, 7) == Origin(Span.at("n.yaml", 7, 7, 2), "nama"), "inside the quotes"
    assert text.place(12, 13) == in_words and text.place(23, 24) == long, "the whole where the way back is not known"
    assert Text("abc").place(0, 1) is None
    assert Text("abc", ((2, literal),)).place(0, 1) is None


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6))
def test_law_of_places(lengths: list[int]) -> None:
    text, origin, expected = "", [], []
    for line, width in enumerate(lengths, start=1):
        origin.append((len(text), Origin(Span.at("f", line, 4, width))))
        text += "x" * width
        expected += [(line, 4 + i) for i in range(width)]
    whole = Text(text, tuple(origin))
    assert [(a.span.line, a.span.column) for i in range(len(text)) if (a := whole.place(i, i + 1))] == expected


# --- walks ------------------------------------------------------------------------------------------------------------


def test_plain_text() -> None:
    content = (
        Text("a"),
        LineBreak(),
        Reference("x", "Pasal 1"),
        Gap("n", "…"),
        Picture("k", "s", 1),
        PageField("halaman"),
    )
    assert inline_text(content) == "a\nPasal 1…" == Paragraph("isi", content).text


@given(st.lists(BLOCK, max_size=5))
def test_walking_and_changing(blocks: list[Any]) -> None:
    assert change_paragraphs(blocks, lambda p: p) == tuple(blocks)
    before = list(paragraphs_of(blocks))
    order: list[Paragraph] = []

    def change(paragraph: Paragraph) -> Paragraph:
        order.append(paragraph)
        return replace(paragraph, role="isi", identity=str(len(order)))

    result = change_paragraphs(blocks, change)
    assert order == before
    assert [p.identity for p in paragraphs_of(result)] == [str(i + 1) for i in range(len(before))]
    assert [type(b) for b in result] == [type(b) for b in blocks]


def test_every_kind_of_number_is_known_wherever_kinds_are_told_apart() -> None:
    """A new kind that a table leaves out would print nothing, or the marker of another kind."""
    kinds = set(NUMBER_LABELS)
    assert set(NUMBER_WORDS) == kinds
    assert set(word_numbering._FORMS) == kinds
    assert set(NEXT_MARKERS) == set(markers._READ) == set(markers.MARKER.groupindex) == kinds - {"pasal"}
