"""Tests of `ksdgen.source.parse`: places, limits and plain-language findings for YAML text."""

from __future__ import annotations

import random
import re
import sys
import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.source.characters import decode_bytes
from ksdgen.source.node import Daftar, Node, Peta, Skalar, kosong
from ksdgen.source.parse import load, parse

JARGON = re.compile(r"\b(node|scalar|mapping|sequence|none|token|indent\w*|anchor|tag|yaml)\b", re.IGNORECASE)

LAMBAN = 10 if sys.gettrace() is not None else 2
"""How much longer things may take on a busy machine, and while coverage traces every line."""


def baca(teks: str) -> Node:
    node, masalah = parse(teks, "f.yaml")
    assert masalah == []
    assert node is not None
    return node


def peta(node: Node | None) -> Peta:
    assert isinstance(node, Peta)
    return node


def daftar(node: Node | None) -> Daftar:
    assert isinstance(node, Daftar)
    return node


def skalar(node: Node | None) -> Skalar:
    assert isinstance(node, Skalar)
    return node


def polos(node: Node) -> Any:
    if isinstance(node, Skalar):
        return node.teks
    if isinstance(node, Daftar):
        return [polos(b) for b in node.butir]
    return {k: polos(v) for k, v in node.isi.items()}


def tempat(span: Span | None) -> tuple[int, int, int, int]:
    assert span is not None
    return span.line, span.column, span.end_line, span.end_column


def kutip(teks: str, span: Span) -> str:
    """What stands in the file at a span of one line."""
    assert span.line == span.end_line
    return teks.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1]


def periksa_kata(masalah: list[Diagnostic]) -> None:
    for d in masalah:
        for teks in (d.pesan, d.bantuan or "-"):
            assert teks and not teks.endswith(".") and not teks[0].isupper(), teks
            assert not JARGON.search(re.sub(r"`[^`]*`", "", teks)), teks
        assert d.span is not None
        assert d.span.line >= 1 and d.span.column >= 1
        assert d.bantuan
        assert (d.span.end_line, d.span.end_column) >= (d.span.line, d.span.column)


def kode(masalah: list[Diagnostic]) -> list[str]:
    periksa_kata(masalah)
    return [d.kode for d in masalah]


def satu(teks: str) -> Diagnostic:
    _, masalah = parse(teks, "f.yaml")
    periksa_kata(masalah)
    assert len(masalah) == 1, masalah
    return masalah[0]


# --- values and places ------------------------------------------------------------------------------------------


def test_values_stay_text() -> None:
    asal = "a: 0123\nb: 12:30\nc: no\nd: 1.10\ne: 2026-02-31\nno: x\n2026: y\nf: 'q'\ng: 0x1F\nh: .inf\n"
    assert polos(baca(asal)) == {
        "a": "0123",
        "b": "12:30",
        "c": "no",
        "d": "1.10",
        "e": "2026-02-31",
        "no": "x",
        "2026": "y",
        "f": "q",
        "g": "0x1F",
        "h": ".inf",
    }


def test_kosong() -> None:
    isi = peta(baca("a:\nb: ~\nc: null\nd: ''\ne: '~'\nf: x\ng: []\n")).isi
    assert [k for k, v in isi.items() if kosong(v)] == ["a", "b", "c"]


def test_places_of_keys_values_and_collections() -> None:
    asal = "atas:\n  dalam: nilai  # catatan\n  daftar:\n    - satu\n    - k: v\n  alir: [a, {b: c}]\n"
    akar = peta(baca(asal))
    assert tempat(akar.span) == (1, 1, 1, 6)
    assert akar.span.file == "f.yaml"
    dalam = peta(akar.isi["atas"])
    assert tempat(dalam.span) == (2, 3, 2, 26)
    assert tempat(dalam.kunci["dalam"]) == (2, 3, 2, 8)
    assert tempat(dalam.isi["dalam"].span) == (2, 10, 2, 15)
    butir = daftar(dalam.isi["daftar"])
    assert tempat(butir.span) == (4, 5, 4, 11)
    assert tempat(butir.butir[1].span) == (5, 7, 5, 11)
    alir = daftar(dalam.isi["alir"])
    assert kutip(asal, alir.span) == "[a, {b: c}]"
    assert kutip(asal, alir.butir[1].span) == "{b: c}"


def test_flow_over_several_lines_points_at_its_first_line() -> None:
    asal = "a: [x,  \n  {y: 1,\n   z: 2}]\nb: c\n"
    akar = peta(baca(asal))
    a = daftar(akar.isi["a"])
    assert kutip(asal, a.span) == "[x,"
    assert kutip(asal, a.butir[1].span) == "{y: 1,"


def test_columns_count_characters() -> None:
    asal = "é😀: {é: 😀x, 'k': \"😀😀\"}\n"
    dalam = peta(peta(baca(asal)).isi["é😀"])
    assert tempat(dalam.isi["é"].span) == (1, 9, 1, 11)
    for nilai in dalam.isi.values():
        assert kutip(asal, nilai.span).strip("'\"") == skalar(nilai).teks


def test_bom_does_not_shift_places() -> None:
    for node, masalah in (load(b"\xef\xbb\xbfa: b\nc: d\n", "f"), parse("\ufeffa: b\nc: d\n", "f")):
        assert masalah == []
        akar = peta(node)
        assert tempat(akar.kunci["a"]) == (1, 1, 1, 2)
        assert tempat(akar.isi["a"].span) == (1, 4, 1, 5)
        assert tempat(akar.isi["c"].span) == (2, 4, 2, 5)


def test_crlf_and_lone_cr() -> None:
    for ganti in ("\r\n", "\r"):
        asal = "a: |\n  satu\n   dua\nb: 'x'\nc: é y\n".replace("\n", ganti)
        akar = peta(baca(asal))
        a = skalar(akar.isi["a"])
        assert a.teks == "satu\n dua\n"
        assert tempat(a.span) == (1, 4, 1, 5)
        assert kutip(asal, a.tempat(1, 1, 3)) == "dua"
        assert kutip(asal, akar.isi["b"].span) == "'x'"
        assert kutip(asal, akar.isi["c"].span) == "é y"


BLOK = [
    "a: |\n  satu\n  dua\n",
    "a: |-\n  satu\n  dua",
    "a: |2\n    satu\n  dua\n",
    "a: |2-  # catatan\n\n    satu\n   dua\nb: c\n",
    "a: |+\n\n\n  satu\n\n  dua\n\n\nb: c\n",
    "a:\n  b:\n    - c: |  # x\n        satu\n          dua\n\n        tiga\n",
    "- |\n é satu\n  😀dua\n",
    "- - |\n    satu\n  - x\n",
    "|\n satu\n dua\n",
    "--- |\nsatu\ndua\n",
    "a: &x |\n   satu\nb: c\n",
    "a: !!str &x\n  |\n   satu\nb: c\n",
    "a: |\n  \n  satu\n",
    "a: |1\n   \n  satu\n",
    "a: |\n\t\n",
    "a: |\n",
    "a: |",
]


def semua(node: Node | None) -> list[Skalar]:
    if isinstance(node, Skalar):
        return [node]
    if isinstance(node, Daftar):
        return [s for b in node.butir for s in semua(b)]
    if isinstance(node, Peta):
        return [s for b in node.isi.values() for s in semua(b)]
    return []


@pytest.mark.parametrize("ganti", ["\n", "\r\n"])
@pytest.mark.parametrize("asal", BLOK)
def test_every_character_of_a_block_is_found_in_the_file(asal: str, ganti: str) -> None:
    asal = asal.replace("\n", ganti)
    node, _ = parse(asal, "f")
    for s in semua(node):
        if s.gaya != "|":
            continue
        assert kutip(asal, s.span).startswith("|")
        for i, baris in enumerate(s.teks.split("\n")):
            for k in range(len(baris)):
                assert kutip(asal, s.tempat(i, k)) == baris[k]
            if baris:
                assert kutip(asal, s.tempat(i, 0, len(baris))) == baris


def test_block_header_span_is_one_line() -> None:
    akar = peta(baca("a: |2-  # catatan \n    x\nb: >\n  y\n  z\n"))
    assert tempat(akar.isi["a"].span) == (1, 4, 1, 18)
    assert tempat(akar.isi["b"].span) == (3, 4, 3, 5)
    assert skalar(akar.isi["b"]).tempat(0, 1) == akar.isi["b"].span


def test_places_inside_values_on_one_line() -> None:
    asal = "a: Tuan Budi\nb: 'it''s a ''x'' y'\nc: \"lurus saja\"\nd: \"ada\\tlolos\"\ne: dua\n  baris\n"
    isi = peta(baca(asal)).isi
    for nama, cari in (("a", "Budi"), ("b", "a"), ("b", "y"), ("c", "saja")):
        nilai = skalar(isi[nama])
        assert kutip(asal, nilai.tempat(0, nilai.teks.index(cari), len(cari))) == cari
    b = skalar(isi["b"])
    assert b.teks == "it's a 'x' y"
    assert kutip(asal, b.tempat(0, 7, 3)) == "''x''"
    assert skalar(isi["d"]).tempat(0, 2) == isi["d"].span
    assert tempat(skalar(isi["e"]).tempat(0, 5)) == (5, 4, 6, 8)
    assert b.tempat(1, 0) == b.span
    assert b.tempat(-1, 0) == b.span


def test_anchor_is_shared_and_not_part_of_the_place() -> None:
    asal = "a: &x  nilai\nb: *x\nc: &p\n  k: v\nd: &q [1]\ne: &r\n- z\nf: &s\ng: *p\nh: !!str 12\n"
    akar = peta(baca(asal))
    assert akar.isi["a"] is akar.isi["b"]
    assert akar.isi["c"] is akar.isi["g"]
    assert kutip(asal, akar.isi["a"].span) == "nilai"
    assert tempat(akar.isi["c"].span) == (4, 3, 4, 7)
    assert kutip(asal, akar.isi["d"].span) == "[1]"
    assert tempat(akar.isi["e"].span) == (7, 1, 7, 4)
    assert kosong(akar.isi["f"])
    assert akar.isi["f"].span.line == 8
    assert kutip(asal, akar.isi["h"].span) == "12"


# --- KSD001 and KSD006-008 --------------------------------------------------------------------------------------


@pytest.mark.parametrize("sandi", ["utf-16", "utf-32", "utf-16-be", "utf-32-be"])
def test_utf16_and_utf32(sandi: str) -> None:
    data = "a: b\n".encode(sandi)
    if sandi == "utf-16-be":
        data = b"\xfe\xff" + data
    elif sandi == "utf-32-be":
        data = b"\x00\x00\xfe\xff" + data
    teks, masalah = decode_bytes(data, "f")
    assert teks is None
    assert kode(masalah) == ["KSD001"]
    assert sandi[:6].upper() in masalah[0].pesan


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_invalid_byte_is_placed(bom: bytes) -> None:
    node, masalah = load(bom + "a: é\r\nb: x\rc: é".encode() + b"\xe9\nd: \xff\n", "f")
    assert node is None
    assert kode(masalah) == ["KSD001"]
    assert tempat(masalah[0].span)[:2] == (3, 5)
    assert "baris 3" in masalah[0].pesan


def test_decode_drops_bom() -> None:
    assert decode_bytes(b"\xef\xbb\xbfa: \xc3\xa9", "f") == ("a: é", [])
    assert decode_bytes(b"", "f") == ("", [])


@pytest.mark.parametrize(
    "huruf", ["\x00", "\x07", "\x0b", "\x7f", "\x85", "\u2028", "\ud800", "\ue000", "\ue0ff", "\ufeff"]
)
def test_forbidden_characters(huruf: str) -> None:
    node, masalah = parse(f"a: b\nc: x{huruf}{huruf}y\n# {huruf}\na: z\n", "f")
    assert kode(masalah) == ["KSD006", "KSD006", "KSD003"]
    assert [tempat(d.span) for d in masalah] == [(2, 5, 2, 7), (3, 3, 3, 4), (4, 1, 4, 2)]
    assert f"U+{ord(huruf):04X}" in masalah[0].pesan
    assert huruf not in skalar(peta(node).isi["c"]).teks


def test_private_use_outside_the_reserved_range_is_allowed() -> None:
    assert polos(baca("a: \ue100é–\u00a0\n")) == {"a": "\ue100é–\u00a0"}


def test_forbidden_characters_through_escapes() -> None:
    node, masalah = parse('a: "x\\uE001y"\nb: "\\0"\n"\\x07": c\nd: "\\u202E"\ne: "\\r"\nf: "a\\n\\tb"\n', "f")
    assert kode(masalah) == ["KSD006", "KSD006", "KSD006", "KSD007", "KSD006"]
    assert skalar(peta(node).isi["a"]).teks == "x\ufffdy"
    assert skalar(peta(node).isi["f"]).teks == "a\n\tb"


def test_bidirectional_controls_warn_once() -> None:
    node, masalah = parse('a: "\\tx\u202e\u202ey"\nb: \u2066z\n', "f")
    assert kode(masalah) == ["KSD007", "KSD007"]
    assert {d.tingkat for d in masalah} == {Severity.PERINGATAN}
    assert [tempat(d.span) for d in masalah] == [(1, 8, 1, 10), (2, 4, 2, 5)]
    assert skalar(peta(node).isi["b"]).teks == "\u2066z"


def test_many_findings_are_limited_but_hide_nothing_else() -> None:
    node, masalah = parse("a: " + "\u202ex" * 5000 + "\n\tb: [\n", "f")
    assert node is None
    assert len(masalah) == 102
    assert [d.kode for d in masalah if d.tingkat is Severity.KESALAHAN] == ["KSD002"]
    periksa_kata(masalah)


@pytest.mark.parametrize(
    "asal", ["", "\n\n", "# catatan\n  # lagi\n", "---\n", "---\n...\n", "\ufeff", "  \t\n", "\t# x\n"]
)
def test_empty(asal: str) -> None:
    node, masalah = parse(asal, "f")
    assert node is None
    assert kode(masalah) == ["KSD008"]


# --- KSD002 -----------------------------------------------------------------------------------------------------

SINTAKS = [
    ("a:\n\tb: c\n", 2, 1, "Tab"),
    ("a:\n  b: 1\n  \tc: 2\n", 3, 3, "Tab"),
    ("a: >\n\tx\n", 2, 1, "Tab"),
    ("a: Catatan: x\n", 1, 11, "tanda kutip"),
    ("- a: b: c\n", 1, 7, "tanda kutip"),
    ("a: b\n  c: d\n", 2, 4, "baris di atasnya"),
    ("a:b\nc: d\n", 1, 2, "belum ada spasi"),
    ("a: b\nc:\n  d:e\n  f: g\n", 3, 4, "belum ada spasi"),
    ("a:\n  - b:c\n    d: e\n", 2, 6, "belum ada spasi"),
    ("http://a.b\nc: d\n", 2, 2, "baris di atasnya"),
    ("a:\u00a0b\nc: d\n", 1, 3, "spasi khusus"),
    ("a:\n\u00a0 c: d\n  e: f\n", 2, 1, "spasi khusus"),
    ("a:\n  b:\u00a0c\n\n  # x\n  d: e\n", 2, 5, "spasi khusus"),
    ("a: b\nc\nd: e\n", 2, 1, "titik dua"),
    ("a: b\nc:x\nd: e\n", 2, 2, "titik dua"),
    ("a:\n  b: c\n d: e\n", 3, 2, "tidak cocok"),
    ("a: b\n- c\n", 2, 1, "tidak cocok"),
    ('a: "abc\nb: c\n', 1, 4, "tidak ditutup"),
    ("a: 'abc\n", 1, 4, "tidak ditutup"),
    ('a: "abc\nb: "def"\n', 1, 4, "tidak ditutup"),
    ('a: "PT X" Tbk\n', 1, 11, "sesudah tanda kutip"),
    ('"a" "b"\n', 1, 5, "sesudah tanda kutip"),
    ("a: 'b'c: d\n", 1, 7, "sesudah tanda kutip"),
    ('a: "C:\\qx"\n', 1, 7, "miring"),
    ('a: "\\xZZ"\n', 1, 7, "miring"),
    ('a: "\\uD800"\n', 1, 7, "miring"),
    ("a: @x\n", 1, 4, "`@`"),
    ("a: `x\n", 1, 4, "petik balik"),
    ("a: %x\n", 1, 4, "`%`"),
    ("a: [1, 2\n\n", 1, 4, "belum ditutup"),
    ("a: [1,\n", 1, 4, "belum ditutup"),
    ("a: {b: 1\n", 1, 4, "`}`"),
    ("a: [1, 2\nb: c\n", 1, 4, "baris 2"),
    ("a: [1, {b: 2]\n", 1, 8, "`{`"),
    ("a: ]\n", 1, 4, "`]`"),
    ("a: , x\n", 1, 4, "`,`"),
    ("a: - b\n", 1, 4, "`-`"),
    ("- a\nb: c\n", 2, 1, "`-`"),
    ("a: |x\n  y\n", 1, 5, "`|`"),
    ("a: |0\n  y\n", 1, 5, "`|`"),
    ("a: *\n", 1, 4, "`*`"),
    ("a: &\n", 1, 4, "`&`"),
    ("a: *tebal* x\n", 1, 4, ""),
    ("a: *tebal\n", 1, 4, "`*tebal`"),
    ("a: ? b\n", 1, 4, "`?`"),
    ("%FOO\n---\na: b\n", 1, 1, "`%`"),
    ("%YAML 3.0\n---\na: b\n", 1, 1, "`%`"),
    ("[1] [2]\n", 1, 5, "luar"),
    ('a: "b\n---\nc"\n', 1, 4, "tidak ditutup"),
]


@pytest.mark.parametrize(("asal", "baris", "kolom", "kata"), SINTAKS)
def test_syntax(asal: str, baris: int, kolom: int, kata: str) -> None:
    d = satu(asal)
    assert d.kode == "KSD002"
    assert d.tingkat is Severity.KESALAHAN
    assert tempat(d.span)[:2] == (baris, kolom), d
    assert kata in d.pesan, d
    assert d.bantuan


@pytest.mark.parametrize("ganti", ["\n", "\r\n"])
def test_syntax_place_counts_characters(ganti: str) -> None:
    d = satu(f"é😀: x{ganti}ü😀: Catatan: x{ganti}")
    assert tempat(d.span)[:2] == (2, 12)


def test_earlier_problems_remain_before_a_syntax_error() -> None:
    node, masalah = parse("a: 1\na: 2\n<<: x\nb: !foo 1\nc: @x\n", "f")
    assert node is None
    assert kode(masalah) == ["KSD003", "KSD005", "KSD005", "KSD002"]


def test_undefined_name_does_not_stop() -> None:
    node, masalah = parse("a: *x\na: 1\n", "f")
    assert kode(masalah) == ["KSD002", "KSD003"]
    assert kosong(peta(node).isi["a"])


# --- KSD003 -----------------------------------------------------------------------------------------------------


def test_duplicate_keys_keep_the_first() -> None:
    asal = "a: 1\nb: {x: 1, 'x': 2}\n\"a\": {z: 1, z: 2}\na: [1]\n"
    node, masalah = parse(asal, "f")
    assert kode(masalah) == ["KSD003"] * 4
    assert [tempat(d.span) for d in masalah] == [(2, 11, 2, 14), (3, 1, 3, 4), (3, 13, 3, 14), (4, 1, 4, 2)]
    assert "baris 1" in masalah[1].pesan
    assert polos(peta(node)) == {"a": "1", "b": {"x": "1"}}


def test_duplicate_of_a_key_without_value() -> None:
    node, masalah = parse("a:\na: 2\n", "f")
    assert kode(masalah) == ["KSD003"]
    assert kosong(peta(node).isi["a"])


# --- KSD004 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asal", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "[{x: " * 50_000])
def test_deep_nesting_is_reported_quickly(asal: str) -> None:
    mulai = time.process_time()
    node, masalah = parse(asal, "f")
    assert time.process_time() - mulai < 1 * LAMBAN
    assert node is None
    assert masalah[-1].kode == "KSD004"
    assert "50" in masalah[-1].pesan


@pytest.mark.parametrize(
    ("asal", "letak"),
    [
        ("[" * 1000 + "]" * 1000, (1, 51, 1, 2001)),
        ("[" * 1001 + "]" * 1001, (1, 51, 1, 2003)),
        ("x: é\r\ny:\r\n- " + "[" * 1500 + " # [", (3, 51, 3, 1507)),
        ("a: 'x\x00'\nb: " + "{? [" * 600, (2, 103, 2, 2404)),
        ("[\n" * 40 + "[" * 1200, (41, 11, 41, 1201)),
    ],
)
def test_own_depth_limit_comes_before_the_scanners(asal: str, letak: tuple[int, int, int, int]) -> None:
    # libyaml 0.2.6 counts to 1,000 while it reads ahead; older ones do not count. Both must name the 51st level.
    node, masalah = parse(asal, "f")
    assert node is None
    assert masalah[-1].kode == "KSD004"
    assert tempat(masalah[-1].span) == letak
    assert [d.kode for d in masalah].count("KSD006") == ("\x00" in asal)


def test_fifty_levels_are_fine() -> None:
    baca("[" * 50 + "]" * 50)
    assert satu("[" * 51 + "]" * 51).kode == "KSD004"


def test_aliases_cannot_deepen_the_tree() -> None:
    asal = "a0: &a0 " + "[" * 20 + "]" * 20 + "\n"
    asal += f"a1: &a1 {'[' * 20}*a0{']' * 20}\na2: {'[' * 8}*a1{']' * 8}\n"
    baca(asal)
    d = satu(asal + f"a3: {'[' * 10}*a1{']' * 10}\n")
    assert d.kode == "KSD004"
    assert tempat(d.span) == (4, 15, 4, 18)


def test_alias_bomb_is_reported_at_the_alias() -> None:
    baris = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    baris += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 11)]
    mulai = time.process_time()
    node, masalah = parse("\n".join(baris), "f")
    assert time.process_time() - mulai < 1 * LAMBAN
    assert node is None
    assert kode(masalah) == ["KSD004"]
    assert kutip("\n".join(baris), masalah[0].span or Span.at("f")).startswith("*a")


def test_alias_count_and_text_are_limited() -> None:
    baca("a: &a x\nb: [" + "*a, " * 100 + "]\n")
    d = satu("a: &a x\nb: [" + "*a, " * 101 + "]\n")
    assert (d.kode, tempat(d.span)[0]) == ("KSD004", 2)
    d = satu(f"a: &a {'x' * 200_000}\nb: [" + "*a, " * 50 + "]\n")
    assert d.kode == "KSD004"


def test_recursive_alias() -> None:
    node, masalah = parse("a: &a\n  b:\n    - *a\n  c: *a\na: 1\n", "f")
    assert kode(masalah) == ["KSD004", "KSD004", "KSD003"]
    assert [tempat(d.span)[:2] for d in masalah[:2]] == [(3, 7), (4, 6)]
    assert polos(peta(node)) == {"a": {"b": [""], "c": ""}}


@pytest.mark.slow
def test_too_many_values() -> None:
    d = satu("- a\n" * 200_001)
    assert d.kode == "KSD004"
    assert d.span is not None and d.span.line == 200_000
    baca("- a\n" * 199_999)


def test_too_long() -> None:
    data = b"a: " + b"x" * (5 * 1024 * 1024)
    for node, masalah in (load(data, "f"), parse(data.decode(), "f")):
        assert node is None
        assert kode(masalah) == ["KSD004"]


# --- KSD005 -----------------------------------------------------------------------------------------------------

TAK_DIDUKUNG = [
    ("a: b\n---\nc: d\n", 2, 1),
    ("a: b\n...\nc: d\n", 3, 1),
    ("a: !foo b\n", 1, 4),
    ("a: &x !foo b\n", 1, 7),
    ("a: ! b\n", 1, 4),
    ("a: !!int 5\n", 1, 4),
    ("a: !foo\n", 1, 4),
    ("a: !!python/object/apply:os.system ['x']\n", 1, 4),
    ("a: !!map\n  b: c\n", 1, 4),
    ("a: !<x> b\n", 1, 4),
    ("a: !e!x y\n", 1, 4),
    ("a: !< b\n", 1, 4),
    ("a: &a {b: c}\n<<: *a\n", 2, 1),
    ("? [a, b]\n: c\n", 1, 3),
    ("? {a: b}\n: c\n", 1, 3),
    ("{[a]: c}\n", 1, 2),
    ("{{a: 1}: c}\n", 1, 2),
    ("a: {{x}}\n", 1, 5),
    ("? |\n  a\n: c\n", 1, 3),
    (": c\n", 1, 1),
    ("a: b\n: c\n", 2, 1),
    ("- : c\n", 1, 3),
    ("{: c}\n", 1, 2),
    ("? \n: c\n", 1, 2),
    ("{{{a: 1}: c}: d}\n", 1, 2),
    ("~: c\n", 1, 1),
    ("null: c\n", 1, 1),
    ("&a a: b\n*a : c\n", 2, 1),
]


@pytest.mark.parametrize(("asal", "baris", "kolom"), TAK_DIDUKUNG)
def test_unsupported(asal: str, baris: int, kolom: int) -> None:
    d = satu(asal)
    assert d.kode == "KSD005"
    assert tempat(d.span)[:2] == (baris, kolom), d


def test_value_of_a_refused_key_is_still_read_and_left_out() -> None:
    node, masalah = parse("? [a]\n: {b: 1, b: 2}\n~: {c: !x 1}\nd: e\n'<<': f\n'~': g\n", "f")
    assert kode(masalah) == ["KSD005", "KSD003", "KSD005", "KSD005"]
    assert polos(peta(node)) == {"d": "e", "<<": "f", "~": "g"}
    assert list(peta(node).kunci) == ["d", "<<", "~"]


def test_key_that_looks_like_the_internal_mark_is_kept() -> None:
    assert polos(baca("(dibuang): 1\n")) == {"(dibuang)": "1"}


# --- properties -------------------------------------------------------------------------------------------------

HURUF = st.characters(
    exclude_categories=("Cc", "Cs", "Co", "Cf", "Zl", "Zp", "Cn"),
    exclude_characters="\ufeff",
)
TEKS = st.text(st.one_of(HURUF, st.sampled_from("ab :-#'\"\n{}[],&*!|>%@`é😀")), max_size=25)
DATA = st.recursive(
    st.one_of(TEKS, st.integers(), st.booleans()),
    lambda d: st.one_of(st.lists(d, max_size=4), st.dictionaries(TEKS.filter(bool), d, max_size=4)),
    max_leaves=15,
)


def sebagai_teks(data: Any) -> Any:
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, list):
        return [sebagai_teks(d) for d in data]
    if isinstance(data, dict):
        return {k: sebagai_teks(v) for k, v in data.items()}
    return str(data)


@settings(max_examples=300, deadline=None)
@given(DATA, st.booleans(), st.sampled_from([None, True, False]), st.sampled_from(["", "'", '"', "|"]), st.booleans())
def test_dumped_data_comes_back(data: Any, unicode: bool, alir: bool | None, gaya: str, crlf: bool) -> None:
    asal = yaml.safe_dump(
        data, allow_unicode=unicode, default_flow_style=alir, default_style=gaya or None, sort_keys=False
    )
    # An explicit tag on numbers is the dumper's way to keep them numbers in another style.
    asal = re.sub(r"!!(int|bool) ", "", asal)
    if crlf:
        asal = asal.replace("\n", "\r\n")
    node, masalah = parse(asal, "f")
    if any(d.kode == "KSD005" for d in masalah):
        # Only keys written as blocks or empty keys.
        return
    assert masalah == []
    assert node is not None
    assert polos(node) == sebagai_teks(data)
    for s in semua(node):
        if s.gaya in ("", "'") and s.span.line == s.span.end_line:
            tulis = s.teks.replace("'", "''") if s.gaya else s.teks
            assert kutip(asal, s.span) == s.gaya + tulis + s.gaya
            for k, huruf in enumerate(s.teks):
                assert kutip(asal, s.tempat(0, k)) == (huruf * 2 if s.gaya and huruf == "'" else huruf)
        elif s.gaya == "|":
            for i, baris in enumerate(s.teks.split("\n")):
                if baris:
                    assert kutip(asal, s.tempat(i, 0, len(baris))) == baris


def aman(asal: str) -> None:
    node, masalah = parse(asal, "f")
    periksa_kata(masalah)
    baris = asal.removeprefix("\ufeff").split("\n")
    for d in masalah:
        assert d.span is not None
        assert d.span.file == "f"
    if node is None:
        assert any(d.tingkat is Severity.KESALAHAN for d in masalah)
    for s in semua(node):
        assert 1 <= s.span.line <= s.span.end_line
        assert s.tempat(0, 0).line >= 1
    if node is not None and not masalah and "\r" not in asal:
        for s in semua(node):
            if s.gaya == "" and s.span.line == s.span.end_line and s.teks:
                b = baris[s.span.line - 1]
                assert b[s.span.column - 1 : s.span.end_column - 1] == s.teks


@settings(max_examples=500, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("ab :-#'\"\n\t{}[],&*!|>%@`?~.\\")), max_size=60))
def test_any_text_is_safe(asal: str) -> None:
    aman(asal)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_safe(data: bytes) -> None:
    _, masalah = load(data, "f")
    periksa_kata(masalah)


CONTOH = "\n".join([*(b for b, *_ in SINTAKS), *(b for b, *_ in TAK_DIDUKUNG), *BLOK]).splitlines(keepends=True)


@settings(max_examples=500, deadline=None)
@given(st.integers(0, 2**32))
def test_mutated_yaml_is_safe(benih: int) -> None:
    acak = random.Random(benih)
    dasar = yaml.safe_dump({"a": [{"b": "x y", "c": ["1", "'q'"]}], "d": {"e": "f\ng\n", "h": ""}}, default_style="")
    potong = list(dasar) + acak.choices(CONTOH, k=acak.randint(0, 4))
    for _ in range(acak.randint(0, 6)):
        tempat_ubah = acak.randrange(len(potong))
        potong[tempat_ubah : tempat_ubah + acak.randint(0, 2)] = acak.choice(
            [
                "",
                "\t",
                "\r\n",
                "[",
                "]",
                "{",
                "}",
                "&a ",
                "*a",
                "!x ",
                "%",
                "\\",
                '"',
                "'",
                "- ",
                ": ",
                "? ",
                "|\n",
                "\0",
                "…",
            ]
        )
    aman("".join(potong))


# --- speed ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("potong", ["\x01a", "\u202ea", "&a ", "a: ", "{a, ", "- &a\n", '"a" ', "a: |\n x\n", "\n"])
def test_large_nonsense_is_refused_or_read_quickly(potong: str) -> None:
    mulai = time.process_time()
    parse(potong * (1_000_000 // len(potong)), "f")
    assert time.process_time() - mulai < 3 * LAMBAN


def test_agreement_is_read_quickly() -> None:
    blok = (
        "  - nama: PT Maju Jaya – Contoh\n    alamat: 'Jl. Sudirman No. 5: lantai 3'\n    nik: 3174012345670001\n"
        "    wakil: {nama: Budi Santoso, jabatan: Direktur Utama}\n    catatan: |\n"
        "      Para pihak sepakat bahwa pasal ini\n      berlaku sejak tanggal ditandatangani.\n"
    )
    data = ("jenis: ksd\npara_pihak:\n" + blok * 36).encode()
    waktu = []
    for _ in range(30):
        mulai = time.process_time()
        load(data, "f")
        waktu.append(time.process_time() - mulai)
    # The aim is 1.5 ms; the wide margin is for busy machines.
    assert min(waktu) < 0.006 * LAMBAN


def test_speed_is_linear() -> None:
    asal = "".join(f"k{i}: 'nilai é {i}'\nd{i}: |\n  satu\n  dua\n" for i in range(10_000))
    mulai = time.process_time()
    _, masalah = parse(asal, "f")
    assert masalah == []
    assert time.process_time() - mulai < 3 * LAMBAN
