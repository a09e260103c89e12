"""Tests of `ksdgen.paper.numbering`: numbers of Pasal and ayat, and the words of references."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.paper.document import Block, Number, Origin, Paragraph, Reference, Table, Text, paragraphs_of
from ksdgen.paper.fences import mark
from ksdgen.paper.markup import Parser
from ksdgen.paper.numbering import assign_numbers, resolve


def origin(id_: str, column: int) -> Origin:
    line, _, route = id_.partition(":")
    return Origin(Span.at("n.yaml", int(line), column + 1), route or None)


def pasal(code: str, content: str, line: int = 0) -> list[Block]:
    """An article and its body; with `line` its lines are marked as lines of a file, from that one on."""
    if line:
        content = "\n".join(
            f"{mark(f'{line + i}:isi')}{b}" if b.strip() else b for i, b in enumerate(content.split("\n"))
        )
    result = Parser(origin, scope=code).parse(content)
    assert result.findings == []
    return [Paragraph("pasal", (Text(code.upper()),), identity=code), *result.blocks]


def compose(*parts: list[Block], name: dict[str, str] | None = None) -> tuple[tuple[Block, ...], list[Diagnostic]]:
    return resolve(assign_numbers([b for p in parts for b in p]), name=name)


def valid(*parts: list[Block]) -> tuple[Block, ...]:
    result, findings = compose(*parts)
    assert findings == []
    return result


def printed_lines(blocks: tuple[Block, ...]) -> list[str]:
    return [f"{p.number.text} {p.text}".strip() if p.number else p.text for p in paragraphs_of(blocks)]


def targets(blocks: tuple[Block, ...], paragraph: Paragraph) -> list[str]:
    """What each piece of the references in a paragraph points at, as printed there."""
    by_key = {q.identity: q for q in paragraphs_of(blocks) if q.identity}
    return [
        q.number.reference if (q := by_key[i.target]).number else q.text
        for i in paragraph.content
        if isinstance(i, Reference)
    ]


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_pasal_count_from_one_and_keep_their_order() -> None:
    result = assign_numbers(
        [Paragraph("pembuka"), *pasal("a", "A"), *pasal("b", "B"), *pasal("c", "C"), Paragraph("penutup")]
    )
    assert [(p.identity, p.number) for p in paragraphs_of(result) if p.role == "pasal"] == [
        ("a", Number("pasal", 1)),
        ("b", Number("pasal", 2)),
        ("c", Number("pasal", 3)),
    ]
    assert assign_numbers([]) == ()


def test_ayat_that_is_alone_loses_its_number_and_its_children_move_up() -> None:
    text = "sebelum\n\n(1) [pokok] A\n    a. B\n       1. C\n\n    di dalam\n\n    | x |\n\nsesudah"
    content = assign_numbers(pasal("a", text))[1:]
    assert [(b.role, b.number.text if b.number else "", b.depth) for b in content if isinstance(b, Paragraph)] == [
        ("isi", "", 0),
        ("isi", "", 0),
        ("huruf", "a.", 1),
        ("angka", "1.", 2),
        ("isi", "", 0),
        ("isi", "", 0),
    ]
    assert [b.depth for b in content if isinstance(b, Table)] == [0]
    assert [b.identity for b in content if isinstance(b, Paragraph)][1] == "a/pokok", "it keeps its identity"


def test_two_ayat_keep_their_numbers_and_articles_are_counted_apart() -> None:
    result = assign_numbers(
        [*pasal("a", "(1) A\n(2) B"), *pasal("b", "(1) C"), Paragraph("lampiran_judul"), *pasal("c", "(1) D")[1:]]
    )
    assert [(p.number.text if p.number else "") + p.text for p in paragraphs_of(result)] == [
        "Pasal 1A", "(1)A", "(2)B", "Pasal 2B", "C", "", "D"
    ]  # fmt: skip


@given(st.lists(st.integers(0, 4), max_size=6))
def test_law_of_numbers(ayat_counts: list[int]) -> None:
    result = assign_numbers(
        [b for i, n in enumerate(ayat_counts) for b in pasal(f"p{i}", "\n".join("(#) x\n    #a. y" for _ in range(n)))]
    )
    assert [p.number.value for p in paragraphs_of(result) if p.number and p.number.kind == "pasal"] == list(
        range(1, len(ayat_counts) + 1)
    )
    assert [p.number.value for p in paragraphs_of(result) if p.number and p.number.kind == "ayat"] == [
        i for n in ayat_counts if n > 1 for i in range(1, n + 1)
    ]
    assert {p.depth for p in paragraphs_of(result) if p.role == "huruf"} <= {1, 2}
    assert assign_numbers(result) == result, "giving numbers twice changes nothing"


# --- references -------------------------------------------------------------------------------------------------------

PERIOD = "(1) [pokok] A\n(2) [perpanjangan] B\n    a. [syarat] C\n       1. [tenggang] D\n       2. E\n    b. F"


@pytest.mark.parametrize(
    ("reference", "printed", "identities"),
    [
        ("masa", "Pasal 2", ["masa"]),
        ("masa/pokok", "Pasal 2 ayat (1)", ["masa", "masa/pokok"]),
        ("masa/syarat", "Pasal 2 ayat (2) huruf a", ["masa", "masa/perpanjangan", "masa/syarat"]),
        (
            "masa/tenggang",
            "Pasal 2 ayat (2) huruf a angka 1",
            ["masa", "masa/perpanjangan", "masa/syarat", "masa/tenggang"],
        ),
    ],
)
@pytest.mark.parametrize("ahead", [True, False])
def test_reference_to_another_article(reference: str, printed: str, identities: list[str], ahead: bool) -> None:
    other = pasal("lain", f"Sesuai [[{reference}]].")
    result = valid(other, pasal("masa", PERIOD)) if ahead else valid(pasal("x", "X"), pasal("masa", PERIOD), other)
    (paragraph,) = [paragraph for paragraph in paragraphs_of(result) if paragraph.text.startswith("Sesuai")]
    assert paragraph.text == f"Sesuai {printed}."
    assert [i.target for i in paragraph.content if isinstance(i, Reference)] == identities
    assert targets(result, paragraph) == [i.content for i in paragraph.content if isinstance(i, Reference)], (
        "each piece prints the number it points at"
    )


@pytest.mark.parametrize(
    ("where", "reference", "printed"),
    [
        ("(3) ", "pokok", "ayat (1)"),
        ("(3) ", "masa/pokok", "ayat (1)"),
        ("(3) ", "masa", "Pasal 1"),
        ("(3) ", "syarat", "ayat (2) huruf a"),
        ("(3) ", "tenggang", "ayat (2) huruf a angka 1"),
        ("    c. ", "syarat", "huruf a"),
        ("    c. ", "tenggang", "huruf a angka 1"),
        ("    c. ", "perpanjangan", "ayat (2)"),
        ("    c. ", "pokok", "ayat (1)"),
        ("\n    ", "syarat", "huruf a"),
        ("\n", "syarat", "ayat (2) huruf a"),
    ],
)
def test_reference_inside_the_article_says_only_what_is_needed(where: str, reference: str, printed: str) -> None:
    result = valid(pasal("masa", f"{PERIOD}\n{where}Sesuai [[{reference}]]."))
    assert printed_lines(result)[-1].endswith(f"Sesuai {printed}.")


def test_reference_without_ayat_and_to_an_ayat_that_lost_its_number() -> None:
    items = pasal("objek", "Objek:\na. [benih] A\n   1. [cabai] B\nb. sesuai [[benih]]")
    single = pasal("tunggal", "(1) [satu] A:\n    a. [dua] B")
    result = valid(items, single, pasal("lain", "Lihat [[objek/cabai]], [[tunggal/satu]], dan [[tunggal/dua]]."))
    assert printed_lines(result)[-1] == "Lihat Pasal 1 huruf a angka 1, Pasal 2, dan Pasal 2 huruf a."
    assert "b. sesuai huruf a" in printed_lines(result)


def test_own_label_comes_before_an_article_of_that_name() -> None:
    result = valid(
        pasal("masa", "(1) [perubahan] A\n(2) Sesuai [[perubahan]]."), pasal("perubahan", "Sesuai [[perubahan]].")
    )
    assert [b for b in printed_lines(result) if "Sesuai" in b] == ["(2) Sesuai ayat (1).", "Sesuai Pasal 2."]


def test_ancestors_without_label_get_an_identity() -> None:
    result = valid(
        pasal("masa", "(1) A\n    a. B\n       1. [x] C\n       2. [y] D\n(2) E"),
        pasal("lain", "Sesuai [[masa/x]] dan [[masa/y]]."),
    )
    paragraph = list(paragraphs_of(result))[-1]
    assert paragraph.text == "Sesuai Pasal 1 ayat (1) huruf a angka 1 dan Pasal 1 ayat (1) huruf a angka 2."
    identities = [q.identity for q in paragraphs_of(result) if q.identity]
    assert len(set(identities)) == len(identities)
    assert targets(result, paragraph) == [i.content for i in paragraph.content if isinstance(i, Reference)]
    for made in (k for k in identities if "^" in k):
        assert [d.code for d in compose(pasal("masa", f"(1) A\n    a. [x] B\n(2) [[{made}]]"))[1]] == ["KSD030"], (
            "nobody can refer to it"
        )
        assert [d.code for d in resolve((*result, Paragraph("isi", (Reference(made),))))[1]] == ["KSD030"], (
            "nor when it is already there"
        )


def test_references_outside_articles() -> None:
    opening = Parser(origin).parse("1. [a] A\n   a. [b] B sesuai [[a]]\n2. menurut [[b]]").blocks
    result = valid(opening, pasal("masa", PERIOD), [Paragraph("penutup", (Reference("masa/pokok"),))])
    assert printed_lines(result)[:3] == ["1. A", "a. B sesuai angka 1", "2. menurut angka 1 huruf a"]
    assert printed_lines(result)[-1] == "Pasal 1 ayat (1)"


def test_references_in_tables_and_in_paragraphs_of_an_item() -> None:
    text = "(1) [pokok] A\n(2) B\n    a. [x] C\n\n    | sesuai [[x]] |\n\n| sesuai [[x]] |"
    table = [b for b in valid(pasal("masa", text)) if isinstance(b, Table)]
    assert [p.text for p in paragraphs_of(table)] == ["sesuai huruf a", "sesuai ayat (2) huruf a"]


def test_texts_beside_a_reference_are_joined_and_keep_their_places() -> None:
    result = valid(pasal("masa", "(1) [pokok] A\n(2) Sesuai [[pokok]] ini.", line=5))
    paragraph = list(paragraphs_of(result))[-1]
    assert paragraph.content == (Text("Sesuai ayat "), Reference("masa/pokok", "(1)"), Text(" ini."))
    word = paragraph.content[0]
    assert isinstance(word, Text)
    places = [word.place(i, i + 1) for i in (0, 7)]
    assert [t.span if t else None for t in places] == [Span.at("n.yaml", 6, 5), Span.at("n.yaml", 6, 12, 9)]


# --- what is wrong ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reference", "hint"),
    [
        ("mas", "maksud Anda [[masa]]?"),
        ("masa/poko", "maksud Anda [[masa/pokok]]?"),
        ("pokok", "label itu ada pada pasal lain, tulis [[masa/pokok]]"),
        ("sanksi", "pasal SANKSI tidak dipakai dalam naskah ini"),
        ("sanksi/denda", "pasal SANKSI tidak dipakai dalam naskah ini"),
        ("qqqqq", "rujukan memakai kode pasal, atau kode pasal/label, misalnya [[jangka_waktu]]"),
        ("", "rujukan memakai kode pasal, atau kode pasal/label, misalnya [[jangka_waktu]]"),
    ],
)
def test_dangling_reference(reference: str, hint: str) -> None:
    result, findings = compose(
        pasal("masa", PERIOD), pasal("lain", f"Sesuai [[{reference}]].", line=9), name={"sanksi": "SANKSI"}
    )
    (finding,) = findings
    assert (finding.code, finding.severity, finding.route, finding.hint) == ("KSD030", Severity.ERROR, "isi", hint)
    assert finding.span == Span.at("n.yaml", 9, 8, len(reference) + 4)
    assert printed_lines(result)[-1] == f"Sesuai [[{reference}]]."
    assert all(isinstance(i, Text) for i in list(paragraphs_of(result))[-1].content)


def test_every_dangling_reference_is_told() -> None:
    assert len(compose(pasal("a", "[[x]] dan [[y]]\n\n| [[z]] |"), pasal("b", "[[x]]"))[1]) == 4


def test_doubled_label() -> None:
    result, findings = compose(pasal("masa", "(1) [a] A\n(2) [a] B\n    a. [b] C\n(3) Sesuai [[a]] dan [[b]].", line=3))
    (finding,) = findings
    assert (finding.code, finding.route, finding.span) == ("KSD031", "isi", Span.at("n.yaml", 4, 1))
    assert "masa/a" in finding.message and finding.hint
    identities = [p.identity for p in paragraphs_of(result) if p.identity]
    assert len(set(identities)) == len(identities)
    assert printed_lines(result)[-1] == "(3) Sesuai ayat (1) dan ayat (2) huruf a."
    assert [finding.code for finding in compose(pasal("masa", "A"), pasal("masa", "B"))[1]] == ["KSD031"]


NAME = st.sampled_from(["a", "b", "c", "p0", "p1", "p0/a", "p1/b", "p2/c", "^", "a^1"])
LINE = st.tuples(
    st.sampled_from(["(#) ", "#a. ", "#1. ", "", "\n", "| "]), st.sampled_from(["", "[a] ", "[b] ", "[c] "]), NAME
).map(lambda t: f"{t[0]}{t[1] if t[0].startswith(('(', '#')) else ''}x [[{t[2]}]]{' |' if t[0] == '| ' else ''}")


@given(st.lists(st.lists(LINE, max_size=6).map("\n".join), max_size=4))
@settings(max_examples=150)
def test_law_of_references(content: list[str]) -> None:
    numbered = assign_numbers([block for number, text in enumerate(content) for block in pasal(f"p{number}", text)])
    result, findings = resolve(numbered)
    by_key = {paragraph.identity: paragraph for paragraph in paragraphs_of(result) if paragraph.identity}
    assert len(by_key) == sum(paragraph.identity is not None for paragraph in paragraphs_of(result)), (
        "identities are unique"
    )
    for paragraph in paragraphs_of(result):
        for inline in paragraph.content:
            if isinstance(inline, Reference):
                number = by_key[inline.target].number
                assert number is not None and number.reference == inline.content
    count = sum(isinstance(inline, Reference) for paragraph in paragraphs_of(numbered) for inline in paragraph.content)
    missing = sum(finding.code == "KSD030" for finding in findings)
    assert missing == sum(paragraph.text.count("[[") for paragraph in paragraphs_of(result)) <= count
    assert resolve(result) == (result, []), "resolving twice changes nothing"
    assert resolve(numbered) == (result, findings)
