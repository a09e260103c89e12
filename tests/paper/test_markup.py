"""Tests of `ksdgen.paper.markup`: text that looks like law to blocks and back, places of every character, and values
that stay values.
"""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.paper.columns import thousandths
from ksdgen.paper.document import (
    NUMBER_LABELS,
    ROLES,
    Block,
    Cell,
    Gap,
    Inline,
    LineBreak,
    Number,
    Origin,
    PageBreak,
    Paragraph,
    Picture,
    Reference,
    Table,
    TableRow,
    Text,
    paragraphs_of,
)
from ksdgen.paper.fences import LITERAL, hole, mark, value, without_marks
from ksdgen.paper.inlines import WRITTEN_GAP, with_width
from ksdgen.paper.markers import is_marker
from ksdgen.paper.markup import Parsed, Parser
from ksdgen.paper.numbering import assign_numbers, resolve
from ksdgen.paper.print import escape, write
from ksdgen.source.node import ScalarNode
from ksdgen.source.parse import parse
from ksdgen.source.places import Places


def find(id_: str, column: int) -> Origin | None:
    """A fake finder: the id is the line number, `v:…` is a value."""
    if id_.startswith("v:"):
        return Origin(Span.at("n.yaml", 7, 3, 4), id_[2:])
    return Origin(Span.at("t.j2", int(id_), column + 1))


def read(text: str, *, directives: bool = False, scope: str = "", line: bool = False) -> Parsed:
    """Parse; with `line` every line gets a mark, as a template's lines do."""
    if line:
        pieces = []
        for number, row in enumerate(text.split("\n"), start=1):
            start = len(row) - len(row.lstrip())
            # The mark stands after the indentation, so the fake column has to begin there too.
            pieces.append(f"{row[:start]}{mark(f'{number}+{start}')}{row[start:]}" if row.strip() else row)
        text = "\n".join(pieces)

    def where(id_: str, column: int) -> Origin | None:
        line_id, _, shift = id_.partition("+")
        return find(line_id, column + int(shift or 0))

    return Parser(where, directives=directives, scope=scope).parse(text)


def blocks(text: str, *, directives: bool = False, scope: str = "") -> list[Block]:
    result = read(text, directives=directives, scope=scope)
    assert result.findings == []
    return result.blocks


def paragraph(text: str, *, directives: bool = False, scope: str = "") -> list[Paragraph]:
    found = blocks(text, directives=directives, scope=scope)
    assert all(isinstance(b, Paragraph) for b in found)
    return [b for b in found if isinstance(b, Paragraph)]


def summary(paragraph: Paragraph) -> tuple[str, str, int, str]:
    return paragraph.role, paragraph.number.text if paragraph.number else "", paragraph.depth, paragraph.text


def one(text: str, *, directives: bool = False) -> Paragraph:
    (only,) = paragraph(text, directives=directives)
    return only


def table(text: str, *, directives: bool = False) -> Table:
    (only,) = blocks(text, directives=directives)
    assert isinstance(only, Table)
    return only


def cell_content(table: Table) -> list[list[str]]:
    return [["/".join(p.text for p in s.content) for s in r.cells] for r in table.rows]


def findings(text: str, *, directives: bool = False) -> list[tuple[str, int, int, int]]:
    """Code, line, column and width of each finding."""
    result = []
    for finding in read(text, directives=directives, line=True).findings:
        assert finding.severity is Severity.ERROR and finding.span is not None
        result.append(
            (finding.code, finding.span.line, finding.span.column, finding.span.end_column - finding.span.column)
        )
    return result


# --- items ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marker", "kind", "printed"),
    [
        ("(1)", "ayat", "(1)"),
        ("(#)", "ayat", "(1)"),
        ("a.", "huruf", "a."),
        ("#a.", "huruf", "a."),
        ("1.", "angka", "1."),
        ("#1.", "angka", "1."),
        ("a)", "huruf_kurung", "a)"),
        ("#a)", "huruf_kurung", "a)"),
        ("1)", "angka_kurung", "1)"),
        ("#1)", "angka_kurung", "1)"),
        ("#I.", "romawi", "I."),
    ],
)
def test_every_kind_of_marker(marker: str, kind: str, printed: str) -> None:
    assert summary(one(f"{marker} teks")) == (kind, printed, 1, "teks")
    assert summary(one(marker)) == (kind, printed, 1, "")
    assert summary(one(f"{marker}teks")) == ("isi", "", 0, f"{marker}teks"), "a marker is followed by a space"


def test_level_comes_from_the_kind_and_not_from_indentation() -> None:
    indented = "(1) A\n    a. B\n        1. C\n            a) D\n                1) E\n    b. F\n(2) G\n    a. H"
    flat = "\n".join(b.strip() for b in indented.split("\n"))
    odd = "\n".join(" " * (i * 3 % 7) + b.strip() for i, b in enumerate(indented.split("\n")))
    assert [summary(p) for p in paragraph(indented)] == [
        ("ayat", "(1)", 1, "A"),
        ("huruf", "a.", 2, "B"),
        ("angka", "1.", 3, "C"),
        ("huruf_kurung", "a)", 4, "D"),
        ("angka_kurung", "1)", 5, "E"),
        ("huruf", "b.", 2, "F"),
        ("ayat", "(2)", 1, "G"),
        ("huruf", "a.", 2, "H"),
    ]
    assert blocks(flat) == blocks(indented) == blocks(odd)


def test_kinds_may_be_skipped_or_turned_around() -> None:
    assert [summary(p)[1:3] for p in paragraph("1. A\n   a. B\n   b. C\n2. D\n   a. E")] == [
        ("1.", 1), ("a.", 2), ("b.", 2), ("2.", 1), ("a.", 2)
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["(#)", "#a.", "#1.", "#a)", "#1)"]), max_size=30))
def test_hash_markers_count_like_typed_ones(markers: list[str]) -> None:
    result = blocks("\n".join(f"{marker} x" for marker in markers))
    typed = "\n".join(f"{block.number.text} x" for block in result if isinstance(block, Paragraph) and block.number)
    assert blocks(typed) == result
    # Within a list the numbers run without a gap: each is 1 or one more than the one before it at its depth.
    last: dict[int, int] = {}
    for block in result:
        assert isinstance(block, Paragraph) and block.number is not None
        assert block.number.value in (1, last.get(block.depth, 0) + 1)
        last = {depth: value for depth, value in last.items() if depth < block.depth}
        last[block.depth] = block.number.value


def test_letters_go_on_after_z() -> None:
    text = "\n".join(f"{NUMBER_LABELS['huruf'](n)} x" for n in range(1, 60))
    assert [p.number.value for p in paragraph(text) if p.number] == list(range(1, 60))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(1) A\n(3) B", [("KSD020", 2, 1, 3)]),
        ("(2) A", [("KSD020", 1, 1, 3)]),
        ("(1) A\n    a. x\n    c. y", [("KSD020", 3, 5, 2)]),
        ("(1) A sesuai huruf\n    b. dan seterusnya", [("KSD020", 2, 5, 2)]),
        ("a. x\na. y", [("KSD020", 2, 1, 2)]),
        ("1. x\n12. y", [("KSD020", 2, 1, 3)]),
        ("0. x", [("KSD020", 1, 1, 2)]),
        ("bb. x\nc. y", [("KSD020", 1, 1, 3), ("KSD020", 2, 1, 2)]),
        ("a) x\nb) y\n\n\nd) z", [("KSD020", 5, 1, 2)]),
    ],
)
def test_ordinal_that_jumps_is_reported_at_its_place(text: str, expected: list[tuple[str, int, int, int]]) -> None:
    assert findings(text) == expected


def test_ordinal_message_names_both_and_reading_goes_on() -> None:
    result = read("(1) A\n(3) B\n(4) C")
    assert [d.message for d in result.findings] == [
        "penanda `(3)` tidak berurutan, seharusnya `(2)`",
        "penanda `(4)` tidak berurutan, seharusnya `(3)`",
    ]
    assert all(d.hint for d in result.findings)
    assert [p.number.text for p in result.blocks if isinstance(p, Paragraph) and p.number] == ["(1)", "(2)", "(3)"]


# --- paragraphs -------------------------------------------------------------------------------------------------------


def test_unmarked_lines_wrap() -> None:
    assert summary(one("(1) satu\n  dua\ntiga  ")) == ("ayat", "(1)", 1, "satu dua tiga")
    assert summary(one("(1)\n    dua")) == ("ayat", "(1)", 1, "dua"), "no space before the first word"
    assert summary(one("satu\r\ndua\r")) == ("isi", "", 0, "satu dua")


@pytest.mark.parametrize(("indentation", "depth"), [(0, 0), (1, 1), (4, 1), (5, 2), (8, 2), (9, 3), (12, 3), (40, 3)])
def test_paragraph_after_a_blank_line_belongs_by_indentation(indentation: int, depth: int) -> None:
    *_, last = paragraph(f"(1) A\n    a. B\n        1. C\n\n{' ' * indentation}lanjutan\n  yang panjang")
    assert summary(last) == ("isi", "", depth, "lanjutan yang panjang")


def test_items_go_on_after_a_paragraph_between_them() -> None:
    text = "(1) A\n    a. x\n    b. y\n\n    antara\n\n    c. z\n(2) B\n    a. w"
    assert [summary(p)[1:3] for p in paragraph(text)] == [
        ("(1)", 1), ("a.", 2), ("b.", 2), ("", 1), ("c.", 2), ("(2)", 1), ("a.", 2)
    ]  # fmt: skip
    # A new list may begin there as well, typed or counted.
    for marker in ("a.", "#a."):
        assert paragraph(f"a. x\nb. y\n\nantara\n\n{marker} z")[-1].number == Number("huruf", 1)
    # But a list is only continued at its own depth.
    assert findings("1. x\n   a. y\n\nantara\n\nb. z") == [("KSD020", 6, 1, 2)]


def test_ayat_go_on_through_the_whole_article() -> None:
    assert [p.number.text for p in paragraph("(#) A\n\nantara\n\n(#) B\n\n(3) C") if p.number] == ["(1)", "(2)", "(3)"]


# --- labels, references, gaps, escapes --------------------------------------------------------------------------------


def test_label_names_the_item() -> None:
    assert [p.identity for p in paragraph("(1) [pokok] A\n    a. [b_2] B\n(2) C", scope="masa")] == [
        "masa/pokok",
        "masa/b_2",
        None,
    ]
    assert one("(1) [pokok] A").identity == "pokok"
    assert (one("(1) [pokok]").identity, one("(1) [pokok]").text) == ("pokok", "")
    for not_label in ("[Pokok] A", "[po kok] A", "[pokok]A", "\\[pokok] A", "[[pokok]] A"):
        assert one(f"(1) {not_label}").identity is None
    assert one("(1) \\[pokok] A").text == "[pokok] A"
    assert summary(one("[pokok] A")) == ("isi", "", 0, "[pokok] A"), "only items have labels"


def test_references_and_gaps() -> None:
    assert one("Menurut [[ masa/pokok ]] dan [[x]]: ___ atau _____.").content == (
        Text("Menurut "),
        Reference("masa/pokok"),
        Text(" dan "),
        Reference("x"),
        Text(": "),
        Gap("celah"),
        Text(" atau "),
        Gap("celah"),
        Text("."),
    )
    assert one("a_b __ [x] [[x] ]").content == (Text("a_b __ [x] [[x] ]"),)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("\\(1) x", "(1) x"),
        ("\\a. x", "a. x"),
        ("\\12) x", "12) x"),
        ("\\#a. x", "#a. x"),
        ("(1) \\a. x", "a. x"),
        ("satu\n\\b. x", "satu b. x"),
        ("\\abc", "\\abc"),
        ("C:\\data\\1. x", "C:\\data\\1. x"),
        ("\\\\", "\\"),
        ("\\\\a. x", "\\a. x"),
        ("\\| a |", "| a |"),
        ("\\[[x]]", "[[x]]"),
        ("\\___", "___"),
        ("a\\_\\_\\_", "a___"),
        ("| a | b \\|", "| a | b |"),
        ("| a", "| a"),
    ],
)
def test_backslash_takes_the_meaning_away(text: str, printed: str) -> None:
    paragraph = one(text)
    assert paragraph.text == printed
    assert all(isinstance(i, Text) for i in paragraph.content)


def test_backslash_at_the_end_breaks_the_line() -> None:
    assert one("(1) satu \\\n    dua\\\n    tiga").content == (
        Text("satu"),
        LineBreak(),
        Text("dua"),
        LineBreak(),
        Text("tiga"),
    )
    assert one("satu\\\n\\\ndua").content == (Text("satu"), LineBreak(), LineBreak(), Text("dua"))
    assert one("satu \\\\\ndua").content == (Text("satu \\ dua"),), "two are one that stands for itself"
    assert one("satu\\\\\\\ndua").content == (Text("satu\\"), LineBreak(), Text("dua"))
    assert one("satu\\").content == (Text("satu"),), "nothing follows, nothing breaks"


# --- piped tables -----------------------------------------------------------------------------------------------------


def test_piped_table() -> None:
    parsed = table("| No. | Kegiatan |\n|---|------|\n| 1 | a\\|b |\n| 2 |  |")
    assert (parsed.role, parsed.column, parsed.depth) == ("tabel", (333, 667), 0)
    assert cell_content(parsed) == [["No.", "Kegiatan"], ["1", "a|b"], ["2", ""]]
    assert [r.header for r in parsed.rows] == [True, False, False]
    assert {p.role for p in paragraphs_of([parsed])} == {"sel_kepala", "sel"}
    assert cell_content(table("| a | b |\n| c | d |")) == [["a", "b"], ["c", "d"]]
    assert table("| a | b |").column == (500, 500)
    without_header = table("|-|---|\n| a | b |")
    assert (without_header.column, cell_content(without_header), without_header.rows[0].header) == (
        (250, 750),
        [["a", "b"]],
        False,
    )
    assert cell_content(table("| a |\n| \\--- |")) == [["a"], ["---"]]
    assert table("| a | b |\n|:-:|--:|").rows[0].header


def test_cells_hold_inlines_but_no_items() -> None:
    parsed = table("| (1) x | [[masa]] ___ |")
    assert [p.content for p in paragraphs_of([parsed])] == [
        (Text("(1) x"),),
        (Reference("masa"), Text(" "), Gap("celah")),
    ]


def test_table_belongs_to_an_item() -> None:
    def depth(text: str) -> list[int]:
        return [b.depth for b in blocks(text) if isinstance(b, Table)]

    assert depth("(1) A\n| a |") == [1], "right after the item, whatever its indentation"
    assert depth("(1) A\n\n    | a |") == [1]
    assert depth("(1) A\n\n| a |") == [0]
    assert depth("(1) A\n    a. B\n\n    | a |\n    | b |\n\n| c |") == [1, 0]
    assert [summary(b)[3] for b in blocks("| a |\nsesudah") if isinstance(b, Paragraph)] == ["sesudah"]


@pytest.mark.parametrize(
    ("text", "expected", "content"),
    [
        ("| a | b |\n| c |", [("KSD023", 2, 3, 1)], [["a", "b"], ["c", ""]]),
        ("| a | b |\n| c | d | e |", [("KSD023", 2, 3, 1)], [["a", "b", ""], ["c", "d", "e"]]),
        ("| a | b |\n|---|\n| c | d |", [("KSD023", 2, 2, 1)], [["a", "b"], ["c", "d"]]),
    ],
)
def test_ragged_table_is_reported_and_still_whole(
    text: str, expected: list[tuple[str, int, int, int]], content: list[list[str]]
) -> None:
    assert findings(text) == expected
    (table,) = read(text).blocks
    assert isinstance(table, Table)
    assert cell_content(table) == content
    assert all(len(r.cells) == len(table.column) for r in table.rows)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12))
def test_thousandths(widths: list[int]) -> None:
    result = thousandths(widths)
    assert sum(result) == 1000 and len(result) == len(widths)
    if any(widths):
        assert all(abs(share - width * 1000 / sum(widths)) < 1 for share, width in zip(result, widths, strict=True))


# --- directives -------------------------------------------------------------------------------------------------------


def test_directives_are_text_outside_templates() -> None:
    assert [summary(p) for p in paragraph("@judul A\n\n@tabel x")] == [
        ("isi", "", 0, "@judul A"),
        ("isi", "", 0, "@tabel x"),
    ]
    assert summary(one("\\@judul A", directives=True)) == ("isi", "", 0, "@judul A")


def test_roles() -> None:
    text = (
        "@judul A\nB\n@dasar_hukum\n1. x\n   a. y\n2. z\n@isi C\n\nD\n@pihak_nama #I. E\n@pihak_nama #I. F\n@ttd_ruang"
    )
    assert [summary(p) for p in paragraph(text, directives=True)] == [
        ("judul", "", 0, "A B"),
        ("dasar_hukum", "1.", 1, "x"),
        ("huruf", "a.", 2, "y"),
        ("dasar_hukum", "2.", 1, "z"),
        ("isi", "", 0, "C"),
        ("isi", "", 0, "D"),
        ("pihak_nama", "I.", 0, "E"),
        ("pihak_nama", "II.", 0, "F"),
        ("ttd_ruang", "", 0, ""),
    ]
    assert one("@isi#awal A", directives=True).identity == "awal"


def test_lists_begin_anew_after_a_directive() -> None:
    text = "@lampiran_judul SATU\n@isi\n(1) A\n(2) B\n@lampiran_judul DUA\n@isi\n(1) C\n    a. x\n@isi\na. y"
    assert [summary(p)[1] for p in paragraph(text, directives=True) if p.number] == ["(1)", "(2)", "(1)", "a.", "a."]


def test_generic_table() -> None:
    parsed = table(
        "@tabel pihak 1 3\n@baris\n@sel\n@pihak_nama A\n@pihak_uraian B\n@sel x\n@baris\n@sel\ny\n\nz\n@tutup",
        directives=True,
    )
    assert (parsed.role, parsed.column) == ("pihak", (250, 750))
    assert cell_content(parsed) == [["A/B", "x"], ["y/z"]]
    assert [p.role for p in paragraphs_of([parsed])] == ["pihak_nama", "pihak_uraian", "sel", "sel", "sel"]
    empty = table("@tabel lambang 1\n@baris\n@sel\n@tutup", directives=True)
    assert all(s.content for r in empty.rows for s in r.cells), "a cell always holds a paragraph"
    assert [summary(p) for p in paragraph("@tabel lambang 1\n@tutup\nsesudah", directives=True)] == [
        ("isi", "", 0, "sesudah")
    ]


def test_page_breaks_and_pictures() -> None:
    assert blocks("@halaman_baru\n@halaman_baru lanskap\n@halaman_baru potret", directives=True) == [
        PageBreak(None), PageBreak(True), PageBreak(False)
    ]  # fmt: skip
    picture = Picture("Lambang", "0" * 64, 25)
    result = Parser(
        find, directives=True, image=lambda reference: picture if reference == "ada" else f"Bingkai {reference}"
    ).parse(f"@gambar {value('ada')}\n@gambar lain")
    assert result.blocks == [Paragraph("lambang", (picture,)), Paragraph("bingkai_lambang", (Text("Bingkai lain"),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@judull A", ("KSD024", 1, 1, 7)),
        ("A\n@", ("KSD024", 2, 1, 1)),
        ("@baris", ("KSD024", 1, 1, 6)),
        ("@sel", ("KSD024", 1, 1, 4)),
        ("@tutup", ("KSD024", 1, 1, 6)),
        ("@tabel pihak 1\n@sel\n@tutup", ("KSD024", 2, 1, 4)),
        ("@tabel pihak 1\nA\n@tutup", ("KSD024", 2, 1, 1)),
        ("@tabel pihak x\n@tutup", ("KSD024", 1, 1, 6)),
        ("@tabel pihak -1 2\n@tutup", ("KSD024", 1, 1, 6)),
        ("@tabel salah 1\n@tutup", ("KSD024", 1, 1, 6)),
        ("@tabel pihak 1", ("KSD024", 1, 1, 6)),
        ("@tabel pihak 1\n@tabel pihak 1\n@tutup", ("KSD024", 2, 1, 6)),
        ("@tabel pihak 1\n@baris x\n@tutup", ("KSD024", 2, 1, 6)),
        ("@tabel pihak 1\n@tutup x", ("KSD024", 2, 1, 6)),
        ("@tabel pihak 1\n@baris\n@sel\n@sel\n@tutup", ("KSD023", 4, 1, 4)),
        ("@tabel pihak 1\n@baris\n@sel\n| a |\n@tutup", ("KSD024", 4, 3, 1)),
        ("@tabel pihak 1\n@baris\n@sel\n@halaman_baru\n@tutup", ("KSD024", 4, 1, 13)),
        ("@halaman_baru miring", ("KSD024", 1, 1, 13)),
    ],
)
def test_directive_out_of_place_is_reported(text: str, expected: tuple[str, int, int, int]) -> None:
    assert findings(text, directives=True) == [expected]


# --- values -----------------------------------------------------------------------------------------------------------

TRAPS = st.sampled_from(
    [
        "(1) x",
        "a. y",
        "| a | b |",
        "|---|",
        "@judul X",
        "[[masa]]",
        "]]",
        "[[",
        "[pokok] z",
        "\\",
        "___",
        "#1. ",
        "{{ x }}",
        "&<>",
        "😀",
    ]
)
PLAIN = st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters=[chr(c) for c in range(0xE000, 0xE100)])
ARBITRARY = st.lists(TRAPS | st.text(PLAIN, max_size=8), max_size=6).map("".join)


@given(ARBITRARY, ARBITRARY)
@example("[[", "]]")
@example("x]] y", "")
@settings(max_examples=150)
def test_values_never_become_structure_and_come_out_whole(first: str, second: str) -> None:
    text = "\n".join(
        [
            value(first),
            "",
            f"(1) {value(first)}",
            f"    a. [[{value(second)} \\{value(first)}{value(second)}.",
            "",
            f"| {value(first)} | \\{value(second)} |",
            f"| {value(second)} | x |",
        ]
    )
    result = Parser(find).parse(text)
    assert result.findings == []
    found = list(paragraphs_of(result.blocks))
    assert [
        (p.role, p.number.text if p.number else "", p.identity)
        for p in found
        if p.content or p.number or p.role == "sel"
    ] == [
        *([("isi", "", None)] if first else []),
        ("ayat", "(1)", None),
        ("huruf", "a.", None),
        *[("sel", "", None)] * 4,
    ]
    assert all(isinstance(i, Text) for p in found for i in p.content)
    assert [p.text for p in found[-6:]] == [
        first,
        f"[[{second} \\{first}{second}.",
        first,
        f"\\{second}",
        second,
        "x",
    ]


@given(ARBITRARY)
def test_values_in_directives(content: str) -> None:
    result = Parser(find, directives=True).parse(
        f"@judul {value(content)}\n@tabel pihak 1\n@baris\n@sel {value(content)}\n@tutup\n@isi x"
    )
    assert result.findings == []
    assert [p.text for p in paragraphs_of(result.blocks)] == [*([content] if content else []), content, "x"]


def test_value_keeps_its_route_and_loses_its_newlines() -> None:
    paragraph = one("Nama " + value("satu\ndua\r\ntiga", "v:para_pihak.0.nama") + "; dan")
    assert paragraph.text == "Nama satu dua tiga; dan"
    (text,) = paragraph.content
    assert isinstance(text, Text)
    origin = text.place(6, 7)
    assert origin is not None and origin.route == "para_pihak.0.nama" and origin.span.line == 7
    assert one(value("x", "v:kunci\naneh")).text == "x", "a key of the file may hold anything"
    assert one(f"x {hole('fakta')}").content == (Text("x "), Gap("fakta"))
    assert one(f"[[{value('masa')}/pokok]]").content == (Reference("masa/pokok"),), "the template wrote the brackets"


def test_literal_fence() -> None:
    for text in ("(1) x", "a. x", "| a |", "@judul x"):
        assert one(LITERAL + text, directives=True).content == (Text(text),)
        assert one(f"  {mark('1')}{LITERAL}{text}", directives=True).content == (Text(text),)
        assert one(f"(1) {mark('1')}{LITERAL}{text}", directives=True).content == (Text(text),)
        assert one(f"Objek {LITERAL}{text}", directives=True).content == (Text(f"Objek {text}"),)


# --- places -----------------------------------------------------------------------------------------------------------


def read_yaml(text: str) -> tuple[Parsed, list[str]]:
    """Parse the value of `isi` in a YAML file, marked as the composer marks it."""
    node, problems = parse(text, "n.yaml")
    assert problems == []
    scalar = Places(node, "n.yaml").node("isi")
    assert isinstance(scalar, ScalarNode)

    def origin(id_: str, column: int) -> Origin:
        line, _, shift = id_.partition("+")
        return Origin(scalar.place(int(line), int(shift) + column), "isi")

    marked = []
    for number, row in enumerate(scalar.text.split("\n")):
        start = len(row) - len(row.lstrip(" "))
        marked.append(f"{row[:start]}{mark(f'{number}+{start}')}{row[start:]}" if row.strip() else "")
    return Parser(origin, scope="k").parse("\n".join(marked)), text.split("\n")


def char_at(origin: Origin, lines: list[str]) -> str:
    span = origin.span
    assert span.line == span.end_line
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


def check_places(result: Parsed, lines: list[str]) -> int:
    """Every character that is not the space of a wrapped line is found where it is written; how many were looked up."""
    count = 0
    for paragraph in paragraphs_of(result.blocks):
        for part in paragraph.content:
            if isinstance(part, Text):
                for index, char in enumerate(part.content):
                    origin = part.place(index, index + 1)
                    assert origin is not None and origin.route == "isi"
                    assert char == " " or char_at(origin, lines) == char, (part.content, index)
                    count += 1
            elif isinstance(part, Reference):
                assert part.origin is not None
                assert char_at(part.origin, lines).strip("[] ") == part.target
            elif isinstance(part, Gap):
                assert part.origin is not None
                assert set(char_at(part.origin, lines)) == {"_"}
        if paragraph.number is not None:
            assert paragraph.origin is not None
            span = paragraph.origin.span
            assert is_marker(lines[span.line - 1][span.column - 1 :])
    return count


def test_places_of_every_character() -> None:
    text = """\
jenis: x
isi: |
  (1) [pokok] Satu \\(dua) tiga sesuai [[ masa/pokok ]] dan ___ lalu
      empat \\_ lima \\
      \\a. enam, tujuh:
      a. [b] delapan [[c]];
         sembilan \\\\ sepuluh
         1) sebelas

      lanjutan \\[[x]]
  | No. | Isi  \\| x |
  |-----|------|
  | a   |  [[d]] e |

  penutup
"""
    result, lines = read_yaml(text)
    assert result.findings == []
    assert check_places(result, lines) > 100


@pytest.mark.parametrize("written", ["satu [[dua]] \\(1) tiga", "'satu [[dua]] \\(1) tiga'", '"satu [[dua]] tiga ___"'])
def test_places_in_one_line_values(written: str) -> None:
    result, lines = read_yaml(f"isi: {written}\n")
    assert check_places(result, lines) > 5


def test_place_of_a_stretch_is_cut_at_its_line() -> None:
    result, lines = read_yaml("isi: |\n  satu dua\n  tiga\n")
    (paragraph,) = result.blocks
    assert isinstance(paragraph, Paragraph) and isinstance(paragraph.content[0], Text)
    origin = paragraph.content[0].place(5, 12)
    assert origin is not None and char_at(origin, lines) == "dua"


def test_columns_after_a_value_fall_back_to_where_it_stands() -> None:
    result = read(f"abc {value('sebuah nilai', 'v:x')} d [[e]]", line=True)
    (paragraph,) = result.blocks
    assert isinstance(paragraph, Paragraph)
    reference = paragraph.content[-1]
    assert isinstance(reference, Reference) and reference.origin is not None
    assert (reference.origin.span.line, reference.origin.span.column) == (1, 5)


def test_line_without_a_mark_belongs_to_the_line_before() -> None:
    result = Parser(find).parse(f"{mark('3')}satu\n(1) dua\n(3) tiga")
    assert [(d.code, d.span.line if d.span else 0) for d in result.findings] == [("KSD020", 3)]
    assert [p.origin.span.line if p.origin else 0 for p in paragraphs_of(result.blocks)] == [3, 3, 3]


def test_marks_of_template_and_value_on_one_line() -> None:
    # `{{ isi | markah }}` at the start of a template line: two marks stand before the item.
    (paragraph,) = Parser(find, scope="k").parse(f"{mark('1')}{mark('2')}(1) [a] x").blocks
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.number, paragraph.identity, paragraph.text) == (Number("ayat", 1), "k/a", "x")
    # `(#) {{ butir | markah }}`: the value names the item.
    (paragraph,) = Parser(find, scope="k").parse(f"{mark('1')}(#) {mark('2')}[a] \\a. x").blocks
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.number, paragraph.identity, paragraph.text) == (Number("ayat", 1), "k/a", "a. x")
    assert one(f"{mark('1')}Objek {mark('2')}\\a. x").text == "Objek a. x"
    assert without_marks(f"{mark('1')}a{mark('2')}b") == "ab"


def test_widening() -> None:
    point = Origin(Span.at("f", 1, 2), "r")
    assert with_width(point, 3) == Origin(Span.at("f", 1, 2, 3), "r")
    wide = Origin(Span.at("f", 1, 2, 9))
    assert with_width(wide, 3) is wide
    assert with_width(None, 3) is None


# --- laws -------------------------------------------------------------------------------------------------------------

PIECES = ["(1)", "(#)", "a.", "#a.", "1.", "b)", "2)", "#I.", "[x]", "[[x]]", "[[", "___", "|", "| a |", "|--|", "\\", "\n", "\n\n", "    ", " ", "@", "@sel", "@baris", "@tabel pihak 1 1", "@tutup", "@judul", "@gambar", "@halaman_baru", "kata"]  # fmt: skip
FENCES = [value("v", "v:r"), hole("l"), mark("3"), LITERAL, *(chr(c) for c in range(0xE000, 0xE009))]


@given(st.lists(st.sampled_from(PIECES + FENCES) | st.text(max_size=4), max_size=25).map("".join), st.booleans())
@settings(max_examples=250)
def test_nothing_raises_and_blocks_are_well_formed(text: str, directives: bool) -> None:
    def where(id_: str, column: int) -> Origin:
        assert column >= 0
        return Origin(Span.at("t", 1, column + 1))

    result = Parser(where, directives=directives, scope="k").parse(text)
    for block in result.blocks:
        if isinstance(block, Table):
            assert sum(block.column) == 1000 and block.rows
            assert all(len(r.cells) <= len(block.column) for r in block.rows)
            assert block.role != "tabel" or directives or all(len(r.cells) == len(block.column) for r in block.rows)
    for paragraph in paragraphs_of(result.blocks):
        assert paragraph.role in ROLES or paragraph.role == "romawi"
        assert (
            paragraph.content
            or paragraph.number
            or paragraph.role in ("sel", "sel_kepala", "ttd_ruang", "bingkai_lambang")
        )
        for left, right in zip(paragraph.content, paragraph.content[1:], strict=False):
            assert not (isinstance(left, Text) and isinstance(right, Text))
        assert all("\n" not in i.content and i.content for i in paragraph.content if isinstance(i, Text))
        assert not isinstance(paragraph.content[-1] if paragraph.content else None, LineBreak)
    write(result.blocks, scope="k")


WORDS = st.lists(
    st.sampled_from(["(1)", "a.", "#1.", "[x]", "[[", "]]", "[", "|", "||", "---", "\\", "\\a.", "_", "__", "___", "@judul", "@", "kata", "Pasal", "ayat"])
    | st.text(PLAIN, min_size=1, max_size=5).filter(lambda t: t == t.strip()),
    min_size=1,
    max_size=5,
).map(" ".join)  # fmt: skip


@st.composite
def paragraph_content(draw: st.DrawFn, several_lines: bool = True) -> tuple[Inline, ...]:
    """Inlines in the form that parsing gives: no Text beside a Text, no Gap beside a Gap, no white space at the ends of
    lines.
    """
    result: list[Inline] = []
    for _ in range(draw(st.integers(1, 4))):
        pieces: list[Inline] = []
        for kind in draw(st.lists(st.sampled_from(["teks", "rujukan", "kosong"]), min_size=1, max_size=4)):
            last = pieces[-1] if pieces else None
            if kind == "teks" and not isinstance(last, Text):
                pieces.append(Text(draw(WORDS)))
            elif kind == "rujukan":
                pieces.append(Reference(draw(st.sampled_from(["masa", "masa/pokok", "x"]))))
            elif kind == "kosong" and not isinstance(last, Gap):
                pieces.append(Gap("celah"))
        if result and not several_lines:
            break
        result += [LineBreak()] * (draw(st.integers(1, 2)) if result else 0) + pieces
    return tuple(result)


@st.composite
def random_table(draw: st.DrawFn, depth: int) -> Table:
    count = draw(st.integers(1, 4))
    columns = thousandths(draw(st.lists(st.integers(1, 40), min_size=count, max_size=count)))
    header = draw(st.booleans())
    rows = []
    for index in range(draw(st.integers(1, 3))):
        role = "sel_kepala" if header and index == 0 else "sel"
        cells = tuple(
            Cell((Paragraph(role, draw(st.just(()) | paragraph_content(several_lines=False))),)) for _ in range(count)
        )
        rows.append(TableRow(cells, header and index == 0))
    return Table("tabel", columns, tuple(rows), depth)


@st.composite
def pasal_body(draw: st.DrawFn) -> list[Block]:
    """The body of an article as the parser gives it."""
    result: list[Block] = []
    stack: list[tuple[str, int]] = []
    ayat = 0
    label = iter(string.ascii_lowercase)
    for _ in range(draw(st.integers(0, 10))):
        what = draw(st.sampled_from(["butir", "butir", "butir", "isi", "tabel"]))
        if what == "butir":
            kind = draw(st.sampled_from(["ayat", "huruf", "angka", "huruf_kurung", "angka_kurung"]))
            position = 0 if kind == "ayat" else next((i for i, t in enumerate(stack) if t[0] == kind), len(stack))
            if kind == "ayat":
                ayat = ordinal = ayat + 1
            else:
                ordinal = stack[position][1] + 1 if position < len(stack) else 1
            stack[position:] = [(kind, ordinal)]
            identity = f"k/l_{next(label)}" if draw(st.booleans()) else None
            content = draw(st.just(()) | paragraph_content())
            result.append(Paragraph(kind, content, Number(kind, ordinal), identity, len(stack)))
        else:
            depth = draw(st.integers(0, len(stack)))
            del stack[depth:]
            result.append(
                Paragraph("isi", draw(paragraph_content()), depth=depth) if what == "isi" else draw(random_table(depth))
            )
    return result


@pytest.mark.slow
@given(pasal_body())
@settings(max_examples=60, deadline=None)
def test_written_blocks_read_back_the_same(body: list[Block]) -> None:
    text = write(body, scope="k")
    result = Parser(find, scope="k").parse(text)
    assert result.findings == []
    assert result.blocks == body
    assert write(result.blocks, scope="k") == text


@given(st.lists(st.sampled_from(PIECES) | st.text(PLAIN, max_size=4), max_size=20).map("".join))
@settings(max_examples=150)
def test_written_text_is_a_normal_form(text: str) -> None:
    first = Parser(find, scope="k").parse(text)
    if first.findings:
        return
    written = write(first.blocks, scope="k")
    again = Parser(find, scope="k").parse(written)
    assert [d.message for d in again.findings] == []
    assert [_tidied(b) for b in again.blocks] == [_tidied(b) for b in first.blocks]


def _tidied(block: Block) -> object:
    """A block without what the ends of a line may lose."""
    if not isinstance(block, Paragraph):
        return (
            block
            if isinstance(block, PageBreak)
            else (block.column, block.depth, [[s.content[0].text.strip() for s in r.cells] for r in block.rows])
        )
    return block.role, block.number, block.identity, block.depth, " ".join(block.text.split())


@given(WORDS)
def test_escaped_text_reads_back_as_itself(text: str) -> None:
    assert one(escape(text)).content == (Text(text),)
    assert one(escape(text), directives=True).content == (Text(text),)


def test_written_text_is_what_a_person_would_write() -> None:
    text = """\
(1) [pokok] Kerja sama ini meliputi:
    a. benih cabai dengan alamat a_b@c.id [asli];
        1. benih; dan
        2. ___ sesuai [[masa/pokok]].

        lanjutan butir a
    b. pupuk\\
        organik

    | No. | Isi |
    |---|------|
    | 1 | a\\|b |
(2) Selesai pada [[pokok]].

Penutup."""
    assert write(blocks(text, scope="k"), scope="k") == text
    assert write([]) == ""
    assert write([PageBreak(), Paragraph("huruf", (Text("x"),), Number("huruf", 100))]) == "#a. x"


def test_resolved_references_are_written_as_they_were() -> None:
    def dokumen(body: list[Block]) -> tuple[Block, ...]:
        other = Parser(find, scope="masa").parse("(1) [awal] A\n    a. [b] B\n        1. [c] C\n(2) D").blocks
        result, findings = resolve(
            assign_numbers([Paragraph("pasal", identity="masa"), *other, Paragraph("pasal", identity="k"), *body])
        )
        assert findings == []
        return result

    text = (
        "(1) [pokok] Menurut [[masa]], [[masa/awal]], [[masa/b]], dan [[masa/c]].\n"
        "    a. [x] Sesuai [[pokok]] dan [[y]] serta huruf [[x]].\n"
        "(2) Sesuai [[x]], [[pokok]].\n"
        "    a. [y] Z"
    )
    resolved = dokumen(blocks(text, scope="k"))
    start = next(i for i, b in enumerate(resolved) if isinstance(b, Paragraph) and b.identity == "k")
    written = write(resolved[start + 1 :], scope="k")
    assert written == text
    assert dokumen(blocks(written, scope="k")) == resolved


def test_several_paragraphs_in_a_cell_become_one_line() -> None:
    table = Table(
        "tabel",
        (1000,),
        (TableRow((Cell((Paragraph("sel", (Text("a"), LineBreak(), Text("b"))), Paragraph("sel", (Text("c"),)))),)),),
    )
    assert write([table]) == "| a b c |"


def test_findings_carry_route() -> None:
    result, _ = read_yaml("isi: |\n  (1) a\n  (3) b\n")
    (finding,) = result.findings
    assert isinstance(finding, Diagnostic)
    assert (finding.route, finding.span) == ("isi", Span.at("n.yaml", 3, 3, 3))


def test_gap_pattern() -> None:
    assert WRITTEN_GAP.findall("a __ b ___ c _____") == ["___", "_____"]
