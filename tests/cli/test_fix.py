"""`ksdgen fix`: what it corrects is right, all else stays byte for byte, and so do signed papers."""

from __future__ import annotations

import random
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen import bahasa
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic, Edit, Severity, Span
from ksdgen.editing.fix import fix_text, sort_keys
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.pihak import PihakFile
from ksdgen.rules.examples import base_text, put
from ksdgen.source.decode import Decoder
from ksdgen.source.node import MappingNode, Node, SequenceNode
from ksdgen.source.parse import parse
from tests.helpers.rule_examples import Examples
from tests.helpers.util import ROOT, ksdgen, save

EXAMPLES = Examples()
DAY = ("--tanggal", "2026-06-01")
NASKAH = {
    p.relative_to(ROOT).as_posix(): p.read_text(encoding="utf-8")
    for p in sorted((ROOT / "agreements").glob("2*/**/*.yaml"))
}
ORDER = {key: index for index, key in enumerate(Naskah.fields_)}


def read(text: str) -> MappingNode:
    node, findings = parse(text.removeprefix("\ufeff"), "x")
    assert isinstance(node, MappingNode) and not [f for f in findings if f.severity is Severity.ERROR]
    return node


def data(node: Node | str) -> object:
    """What a text says, whatever the order of its keys and the empty lines at the end of a block."""
    if isinstance(node, str):
        node = read(node)
    if isinstance(node, MappingNode):
        return {k: data(v) for k, v in node.content.items()}
    return [data(item) for item in node.items] if isinstance(node, SequenceNode) else node.text.rstrip("\n")


def naskah(text: str) -> Naskah | None:
    """What a text says, typed."""
    node, _ = parse(text.removeprefix("\ufeff"), "x")
    return Decoder().record(Naskah, node) if node is not None else None


def fix(repo: Path, content: Any, *options: str, name: str = "a.yaml") -> str:
    """The content of a file after the command."""
    path = save(repo, content, name)
    run = ksdgen("fix", path, *DAY, *options)
    assert run.code == 0, run.everything
    return path.read_bytes().decode("utf-8")


# --- corrections ------------------------------------------------------------------------------------------------------

WRONG = {
    "KSD500": ("objek: pasokan senilai Rp30.000,00 ({})", "dua puluh ribu rupiah", "tiga puluh ribu rupiah"),
    "KSD501": ("objek: pasokan 30 ({}) ton  # catatan", "tiga", "tiga puluh"),
    "KSD502": ("objek: pasokan sejak hari {}, 7 Desember 2026", "Rabu", "Senin"),
    "KSD010": ("{}: pangan pokok", "objk", "objek"),
}
"""For a code a line with a gap, what is wrong in the gap, and what is right."""


@pytest.mark.slow
@pytest.mark.parametrize("code", WRONG)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_corrections_change_only_what_is_wrong(repo: Path, code: str, line_end: str, bom: str) -> None:
    """Everything else stays byte for byte: comments, line ends, byte order mark; a second run changes nothing."""
    line, wrong, right = WRONG[code]
    corrected = bom + put(base_text("ksb_ksdd"), line.format(right)).replace("\n", line_end)
    text = corrected.replace(line.format(right), line.format(wrong))
    assert text != corrected
    assert fix(repo, text) == corrected
    assert fix(repo, corrected) == corrected
    assert ksdgen("check", repo, *DAY).finding_codes.count(code) == 0


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 999_999), st.integers(0, 999_999)), min_size=1, max_size=5))
def test_figures_win_over_their_words(pairs: list[tuple[int, int]]) -> None:
    """Law: afterwards every figure has its own words, and the figures are those that were written."""

    def tons(pairs: list[tuple[int, int]]) -> str:
        return ", ".join(f"{bahasa.in_figures(figures)} ({bahasa.terbilang(words)}) ton" for figures, words in pairs)

    text = put(base_text("ksb_ksdd"), f"objek: {tons(pairs)}")
    result = EXAMPLES.check(text)
    new = fix_text(text, result.findings, result.loaded.path)
    agreement = naskah(new.text)
    assert agreement is not None and agreement.objek is not None
    assert str(agreement.objek) == tons([(figures, figures) for figures, _ in pairs])
    assert len(new.fixed) == sum(figures != words for figures, words in pairs)


@settings(deadline=None, max_examples=25)
@given(st.dates(date(2019, 1, 1), date(2030, 12, 31)), st.sampled_from(bahasa.DAYS))
def test_date_wins_over_the_day(on_date: date, day: str) -> None:
    text = put(base_text("ksb_ksdd"), f"objek: pasokan mulai hari {day}, tanggal {bahasa.long_date(on_date)}")
    result = EXAMPLES.check(text)
    new = fix_text(text, result.findings, result.loaded.path)
    assert f"hari {bahasa.weekday(on_date)}, tanggal {bahasa.long_date(on_date)}\n" in new.text
    assert (new.text == text) == (day == bahasa.weekday(on_date))


def test_folded_text_is_not_touched() -> None:
    """A correction is offered only where the place is exact: here the words run over two lines."""
    text = put(base_text("ksb_ksdd"), "objek: >\n  pasokan 30 (dua puluh\n  lima) ton")
    result = EXAMPLES.check(text)
    assert "KSD501" in {finding.code for finding in result.findings}
    assert fix_text(text, result.findings, result.loaded.path).text == text


@pytest.mark.slow
def test_every_correction_removes_its_finding() -> None:
    """On the wrong example of every rule: what is reported as corrected is gone, and nothing new appears."""
    from ksdgen.rules.packaged import packaged_rules

    corrected = set()
    for rule in packaged_rules():
        if rule.contoh is None:
            continue
        text = put(base_text(rule.contoh.naskah), rule.contoh.salah)
        before = EXAMPLES.check(text)
        new = fix_text(text, before.findings, before.loaded.path)
        if not new.fixed:
            continue
        remaining = [(finding.code, finding.message) for finding in EXAMPLES.check(new.text).findings]
        assert not {(finding.code, finding.message) for finding in new.fixed} & set(remaining), rule.kode
        assert len(remaining) == len(before.findings) - len(new.fixed), rule.kode
        corrected |= {finding.code for finding in new.fixed}
    assert corrected == {"KSD500", "KSD501", "KSD502"}


# --- spelling of keys -------------------------------------------------------------------------------------------------


def spelling(text: str) -> list[str]:
    """The corrections of keys that the decoder offers."""
    node, _ = parse(text, "x")
    assert node is not None
    decoder = Decoder()
    decoder.record(Naskah, node)
    return [edit.text for finding in decoder.findings for edit in finding.fixes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("objk: x", ["objek"]),
        ("ruang-lingkup: x", ["ruang_lingkup"]),
        ("Para Pihak: []", ["para_pihak"]),
        ("'objk': x", ["objek"]),
        ('{"objk":x}', ["objek"]),
        ("para_pihak: [{nam: x}]", ["nama"]),
        ("penandatanganan: {tempta: x}", ["tempat"]),
        ("objek: x\nobjk: y", []),  # the right key is there already
        ("objk: x\nobjekk: y", []),  # two could be meant
        ("obj: x", []),  # too far
        ("xyz: x", []),
        ('"obj\\u006b": x', []),  # an escape: the place is not exact
    ],
)
def test_unambiguous_spelling_of_keys(text: str, expected: list[str]) -> None:
    assert spelling(text) == expected
    node = read(text)
    decoder = Decoder()
    decoder.record(Naskah, node)
    new = fix_text(text, decoder.findings, "x").text
    assert spelling(new) == []
    read(new)


@pytest.mark.parametrize("key", list(Naskah.fields_))
def test_one_letter_missing_from_a_key(key: str) -> None:
    """Law: a correction of a key with one letter missing gives that key back, or there is none."""
    for index in range(len(key)):
        wrong = key[:index] + key[index + 1 :]
        if wrong and wrong not in Naskah.fields_:
            assert spelling(f"{wrong}: x") in ([key], [])


# --- order of keys ----------------------------------------------------------------------------------------------------


def shuffled(text: str, seed: int) -> str:
    """The text with its top-level blocks in another order; the comments directly above a key go with it."""
    lines = text.splitlines(keepends=True)
    starts = []
    for span in read(text).keys.values():
        index = span.line - 1
        while starts and lines[index - 1].startswith("#"):  # what stands above the first key is the head of the file
            index -= 1
        starts.append(index)
    blocks = ["".join(lines[a:b]).rstrip("\n") + "\n" for a, b in pairwise([*starts, len(lines)])]
    random.Random(seed).shuffle(blocks)
    return "".join(lines[: starts[0]]) + "\n".join(blocks)


def above(text: str) -> dict[str, list[str]]:
    """The comments above each top-level key, inside its value, and right below it where an empty line follows."""
    result: dict[str, list[str]] = {}
    waiting: list[str] = []
    current = ""
    touching = False
    keys = {span.line: name for name, span in read(text).keys.items()}
    for number, line in enumerate(text.splitlines(), start=1):
        if number in keys:
            current = keys[number]
            result[current], waiting = (waiting if result else []), []
            touching = True
        elif not line.strip():
            if touching and waiting and current:
                result[current] += waiting
                waiting = []
            touching = False
        elif not line.startswith("#"):
            touching = True
        if line.startswith("#"):
            waiting.append(line)
        elif "#" in line and current:
            result[current].append(line.partition("#")[2])
    return result


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(NASKAH)), st.integers(0, 2**32))
def test_keys_are_sorted_without_changing_the_meaning(path: str, seed: int) -> None:
    """Law: whatever their order was, keys come into the model's order, say the same, and keep their comments."""
    text = shuffled(NASKAH[path], seed)
    result = sort_keys(text)
    keys = [key for key in read(result).keys if key in ORDER]
    assert keys == sorted(keys, key=ORDER.__getitem__)
    assert data(result) == data(text) == data(NASKAH[path])
    assert above(result) == above(text)
    assert sorted(filter(None, result.splitlines())) == sorted(filter(None, text.splitlines()))
    assert result.partition("\n")[0] == text.partition("\n")[0]
    assert result.endswith("\n") and not result.endswith("\n\n")
    assert sort_keys(result) == result


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tentang: a\njenis: b\n", "jenis: b\ntentang: a\n"),
        ("tentang: a\njenis: b", "jenis: b\ntentang: a\n"),
        ("# kepala\ntentang: a\n# jenisnya\njenis: b\n", "# kepala\n# jenisnya\njenis: b\ntentang: a\n"),
        ("# kepala\n\n# tentangnya\ntentang: a\njenis: b\n", "# kepala\n\njenis: b\n# tentangnya\ntentang: a\n"),
        ("tentang: a\n\n# bagian\n\njenis: b\n", "# bagian\n\njenis: b\n\ntentang: a\n"),
        ("tentang: a\n# masih tentangnya\n\njenis: b\n", "jenis: b\n\ntentang: a\n# masih tentangnya\n"),
        (
            "tentang: a\n# masih tentangnya\n\n# jenisnya\njenis: b\n",
            "# jenisnya\njenis: b\n\ntentang: a\n# masih tentangnya\n",
        ),
        ("tentang: a\njenis: b\n# penutup\n", "jenis: b\ntentang: a\n# penutup\n"),
        ("---\ntentang: a\njenis: b\n...\n", "---\njenis: b\ntentang: a\n...\n"),
        ("asing: 1\ntentang: a\nlain: 2\njenis: b\n", "asing: 1\njenis: b\ntentang: a\nlain: 2\n"),
        (
            "tentang: |\n  a\n  # bukan catatan\n\n  b\njenis: b\n",
            "jenis: b\ntentang: |\n  a\n  # bukan catatan\n\n  b\n",
        ),
    ],
)
def test_where_comments_and_empty_lines_go(text: str, expected: str, bom: str, line_end: str) -> None:
    assert sort_keys(bom + text.replace("\n", line_end)) == bom + expected.replace("\n", line_end)
    assert sort_keys(bom + expected.replace("\n", line_end)) == bom + expected.replace("\n", line_end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n- b\n",
        "{tentang: a, jenis: b}\n",
        "tentang: a\njenis: [b\n",
        "tentang: &x a\njenis: *x\n",  # the alias would stand before its anchor
        "tentang: a\ntentang: c\njenis: b\n",
        "  tentang: a\n  jenis: b\n",
    ],
)
def test_what_cannot_be_sorted_stays(text: str) -> None:
    assert sort_keys(text) == text


# --- several corrections ----------------------------------------------------------------------------------------------


def edit_finding(*pieces: tuple[int, int, str], line: int = 1) -> Diagnostic:
    """A finding with corrections on one line: from column, to column, text."""
    edits = tuple(Edit(Span("x", line, start, line, end), text) for start, end, text in pieces)
    return Diagnostic("KSD500", Severity.ERROR, "x", edits[0].span, fixes=edits)


def test_overlapping_corrections_wait() -> None:
    first, second, third = edit_finding((1, 4, "XX")), edit_finding((3, 6, "YYYY")), edit_finding((8, 9, "Z"))
    result = fix_text("abcdefgh\n", [first, second, third], "x")
    assert result.text == "XXdefgZ\n" and result.fixed == (first, third)
    # A finding's corrections are made together or not at all.
    two = edit_finding((3, 6, "Y"), (8, 9, "Z"))
    assert fix_text("abcdefgh\n", [first, two], "x").text == "XXdefgh\n"
    # The same correction told twice is one.
    assert fix_text("abcdefgh\n", [first, first], "x").text == "XXdefgh\n"


@pytest.mark.parametrize(
    "finding",
    [
        Diagnostic("KSD500", Severity.ERROR, "x", fixes=(Edit(Span.at("lain", 1, 1, 2), "Z"),)),
        Diagnostic("KSD500", Severity.ERROR, "x", fixes=(Edit(Span("x", 1, 1, 2, 2), "Z"),)),
        edit_finding((1, 2, "Z"), line=9),
        edit_finding((20, 22, "Z")),
    ],
)
def test_corrections_outside_the_file_are_not_made(finding: Diagnostic) -> None:
    assert fix_text("abc\r\ndef\r\n", [finding], "x").text == "abc\r\ndef\r\n"


@given(
    st.text("ab #:\n\r\u2028\x85é", max_size=40),
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 9), st.integers(0, 5)), max_size=6),
)
def test_corrections_never_break_anything_else(text: str, places: list[tuple[int, int, int]]) -> None:
    """Law: a correction that writes what is there already changes nothing, wherever it lies."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    findings = [
        edit_finding((column, column + length, lines[line - 1][column - 1 : column - 1 + length]), line=line)
        for line, column, length in places
        if line <= len(lines)
    ]
    assert fix_text(text, findings, "x", PihakFile).text == sort_keys(text, PihakFile)


# --- what is never touched --------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "replacement",
    [
        ("status: konsep", "status: ditandatangani"),
        ("status: konsep", "status: berakhir"),
        ("status: konsep", "status: diubah"),
        ("status: konsep", "status: Ditandatangani"),
        ("status: konsep", "status: ditandatangai"),
        ("status: konsep", "statu: ditandatangani"),
        ("status: konsep", "keadaan: ditandatangani"),
    ],
)
def test_signed_naskah_is_not_touched(repo: Path, replacement: tuple[str, str]) -> None:
    """Not even where the shape is so wrong that the agreement cannot be read as signed."""
    text = put(base_text("ksb_ksdd"), "objek: pasokan 30 (tiga) ton").replace(*replacement)
    for content in (text, text.replace("tentang:", "tentan:")):
        assert fix(repo, content) == content
        assert ksdgen("fix", repo, "--diff", *DAY).code == 0


def test_frozen_naskah_is_not_touched(repo: Path) -> None:
    """A frozen file beside the agreement means that it was signed, whatever its status says now."""
    text = put(base_text("ksb_ksdd"), "objek: pasokan 30 (tiga) ton")
    (repo / "agreements" / "a.beku.json").write_text("{}", encoding="utf-8")
    assert fix(repo, text) == text


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"- a\n", b"objk: [\n", b"a: \xe9\n"])
def test_broken_files_are_not_touched(repo: Path, content: bytes) -> None:
    path = save(repo, content)
    run = ksdgen("fix", path)
    assert (run.code, path.read_bytes()) == (0, content)
    assert "tidak ada yang perlu diperbaiki" in run.output


# --- the command ------------------------------------------------------------------------------------------------------

MIXED = "tentang: x\njenis: kesepakatan_bersama\nkategori: ksdd_sukarela\nobjk: y\npara_pihak: []\n"


def test_diff_does_not_write(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo)
    path = save(repo, MIXED)
    before = path.read_bytes(), path.stat().st_mtime_ns
    run = ksdgen("fix", "agreements", "--diff")
    assert run.code == 1
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert "--- agreements/a.yaml (semula)" in run.output and "-objk: y" in run.output and "+objek: y" in run.output
    assert [p.name for p in (repo / "agreements").iterdir()] == ["a.yaml"]
    run = ksdgen("fix", "agreements")
    assert run.code == 0
    assert "agreements/a.yaml:4: KSD010 diperbaiki" in run.output and "agreements/a.yaml: kunci diurutkan" in run.output
    assert list(read(path.read_text(encoding="utf-8")).keys) == ["jenis", "kategori", "tentang", "para_pihak", "objek"]
    for options in ((), ("--diff",)):
        run = ksdgen("fix", "agreements", *options)
        assert (run.code, run.output) == (0, "tidak ada yang perlu diperbaiki\n")
    assert ksdgen("fix", "agreements", "-q").everything == ""


def test_pihak_data_is_sorted_by_its_model(repo: Path) -> None:
    path = save(repo, "nam: Pemerintah Daerah Kabupaten Garut\nbentuk: pemerintah_daerah\n", "pihak/garut.yaml")
    assert ksdgen("fix", repo).code == 0
    assert path.read_text(encoding="utf-8") == "bentuk: pemerintah_daerah\nnama: Pemerintah Daerah Kabupaten Garut\n"


def test_shipped_naskah_needs_no_correction() -> None:
    """At most another order of keys."""
    workspace = Workspace(ROOT)
    for path, text in NASKAH.items():
        result = fix_text(text, workspace.check(path, date(2026, 12, 31)).findings, path)
        assert result.fixed == ()
        assert data(result.text) == data(text)
