"""Tests of `ksdgen.source.characters` and `ksdgen.source.disguises`: nothing on paper is other than it seems."""

from __future__ import annotations

import sys
import time
import unicodedata

import pytest

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.source.parse import parse

# ruff: noqa: RUF001

SLOWNESS = 10 if sys.gettrace() is not None else 2


def found(text: str) -> list[Diagnostic]:
    """The findings on a text in a file, at their places in it."""
    _, problems = parse(f"a: |\n  {text}\n", "f.yaml")
    for finding in problems:
        assert finding.hint
        assert finding.span is not None
        assert finding.span.line == 2
    return problems


def told(text: str) -> list[tuple[str, str, str]]:
    """Code, severity and characters of each finding on a text."""
    return [(f.code, f.severity.value, text[f.span.column - 3 : f.span.end_column - 3]) for f in found(text) if f.span]


HONEST = [
    "“Rakyat” – ‘daerah’ — … „Hof”",
    "Teuku Nyak Arief, Meureudu, Bandé, Geuchik É, ureuëng",
    "Ida Bagus Gdé, Ḥaji ʿAbd al-Ḥalīm, Nias: Öri Fönö, Zürich, São Tomé, Łódź, Đà Nẵng, Curaçao",
    "ıstanbul, ß, Ærø, Ørsted, Nguyễn Thị Hồng Đào",
    "Ho\u0308ri dan e\u0301 dari macOS",
    "suhu 30 °C, 5 m², 2 m³, ½ bagian, 1º, 2ª, ±3 %, 4×4, 10⁻³, CO₂, ≤ 5, √2, €5, ₱5, №5, ™",
    "µg, μg, μm, kΩ, kΩ, Δt, cosφ, tanδ, αmaks, ρs, β-karoten, 5 ℓ, λ, π, Σ",
    "كابوبتين سيدوارجو dan ꦏꦧꦸꦥꦠꦺꦤ꧀ dan ᮞᮥᮔ᮪ᮓ dan ᬩᬮᬶ",
    "Kedutaan Российская Федерация dan Ελληνική Δημοκρατία dan 北京市 dan ソウル dan ประเทศไทย",
    "PT東京 dan Kota大阪市",
    "👩‍👩‍👧 😀 ❤️ ☎️ 1️⃣ 👍🏽 🇮🇩 ©️",
    "Pasal 1 ayat (1) huruf a, ①, Ⓡ, ✓, ☐, →, •",
    "葛\U000e0100城",
    "\ue100 aksara daerah",
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_is_silent(text: str) -> None:
    assert told(text) == []
    assert parse(f'a: "{text}"\n', "f")[1] == []


MIXED = [
    ("Рihak", "Р", "P"),
    ("PIHАK", "А", "A"),
    ("Pаsаl", "а", "a"),
    ("nοmor", "ο", "o"),
    ("ΡIHAK", "Ρ", "P"),
    ("Kabupatеn", "е", "e"),
    ("Paѕal", "ѕ", "s"),
    ("pαsal", "α", "a"),
    ("pasɑl", "ɑ", "a"),
    ("PIHԱK", "Ա", ""),
    ("Ꭲata", "Ꭲ", ""),
    ("Ꮯimahi", "Ꮯ", ""),
    ("daeraп", "п", ""),
    ("12х34A", "х", "x"),
    ("ꓐandung", "ꓐ", ""),
    ("Р\u0300ihak", "Р", "P"),
    ("Р\u200bihak", "Р", "P"),
    ("Р\u00adihak", "Р", "P"),
]


@pytest.mark.parametrize(("word", "foreign", "latin"), MIXED)
def test_letters_of_two_alphabets_in_one_word(word: str, foreign: str, latin: str) -> None:
    text = f"ini {word} itu"
    findings = found(text)
    assert {(code, severity, part) for code, severity, part in told(text)} == {("KSD029", "kesalahan", foreign)}
    assert f"U+{ord(foreign):04X}" in findings[0].message
    assert not latin or f"`{latin}`" in str(findings[0].hint)


def test_a_whole_word_that_reads_as_a_latin_one_is_a_note() -> None:
    assert told("huruf а") == [("KSD029", "catatan", "а")]
    assert told("KOTA КОТА kota") == [("KSD029", "catatan", "КОТА")]
    assert "`KOTA`" in str(found("КОТА")[0].hint)


@pytest.mark.parametrize(
    ("text", "part", "plain"),
    [
        ("lama \u0663 tahun", "\u0663", "3"),
        ("Rp\u0661\u0662\u0663,00", "\u0661\u0662\u0663", "123"),
        ("nomor \u0967\u0968", "\u0967\u0968", "12"),
        ("nomor \ua9d1", "\ua9d1", "1"),
        ("nomor \uff11\uff12", "\uff11\uff12", "12"),
        ("nomor \U0001d7d9", "\U0001d7d9", "1"),
        ("2\u0660\u0662\u0666", "\u0660\u0662\u0666", "026"),
        ("كابوبتين ٣", "٣", "3"),
    ],
)
def test_figures_of_other_scripts(text: str, part: str, plain: str) -> None:
    assert told(text) == [("KSD029", "kesalahan", part)]
    assert f"`{plain}`" in str(found(text)[0].hint)


def test_every_figure_of_another_script_is_told() -> None:
    figures = [chr(c) for c in range(0x80, sys.maxunicode + 1) if unicodedata.category(chr(c)) == "Nd"]
    for start in range(0, len(figures), 90):
        text = " ".join(figures[start : start + 90])
        assert [part for _, _, part in told(text)] == text.split()


@pytest.mark.parametrize(
    ("text", "part", "plain"),
    [
        ("Ｐihak", "Ｐ", "P"),
        ("ＰＩＨＡＫ", "ＰＩＨＡＫ", "PIHAK"),
        ("𝐏𝐢𝐡𝐚𝐤", "𝐏𝐢𝐡𝐚𝐤", "Pihak"),
        ("\u212aota", "\u212a", "K"),
        ("BAB Ⅳ", "Ⅳ", "IV"),
        ("deﬁnisi", "ﬁ", "fi"),
    ],
)
def test_letters_in_another_form(text: str, part: str, plain: str) -> None:
    severity = "peringatan" if plain in ("fi", "IV") else "kesalahan"
    assert told(text) == [("KSD029", severity, part)]
    assert f"`{plain}`" in str(found(text)[0].hint)


UNSEEN = [
    *"\u115f\u1160\u2800\u3164\uffa0\ufffc",
    *"\u206a\u2061\u2064\u180e\u180b\u17b4\ufff9\U0001d173\U000e0001\U000e0041\U000e0100\ufe0f\ufe00",
    *"\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff",
    *"\x07\x7f\x80\u0085\u2028\u2029\ufeff\ue000",
]


@pytest.mark.parametrize("char", UNSEEN, ids=lambda char: f"U+{ord(char):04X}")
def test_what_nobody_sees_is_an_error_where_it_stands(char: str) -> None:
    for text in (f"Pi{char}hak", f"a {char}{char} b"):
        assert [(code, severity, set(part)) for code, severity, part in told(text)] == [("KSD006", "kesalahan", {char})]
    _, problems = parse(f'a: "x\\U{ord(char):08x}y"\n', "f")
    assert [finding.code for finding in problems] == ["KSD006"]


@pytest.mark.parametrize("char", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_what_turns_the_direction_is_an_error(char: str) -> None:
    assert told(f"Rp{char}100") == [("KSD007", "kesalahan", char)]
    assert parse(f'a: "Rp\\u{ord(char):04x}1"\n', "f")[1][0].severity is Severity.ERROR


def test_a_mere_mark_of_direction_is_a_warning() -> None:
    assert told("Rp\u061c100") == [("KSD007", "peringatan", "\u061c")]


@pytest.mark.parametrize(
    "text",
    ["a \u0301b", "\u0301b", "5\u0336", "a\u0336", "b\u0338", "(\u0301", "a\u20dd", "1\u0301", "e" + "\u0301" * 9],
)
def test_marks_that_stand_on_no_letter_or_strike_one_out(text: str) -> None:
    assert {(code, severity) for code, severity, _ in told(text)} == {("KSD006", "kesalahan")}


def test_many_notes_hide_no_error() -> None:
    text = "КОТА " * 300 + "Рihak"
    assert ("KSD029", "kesalahan", "Р") in told(text)


def test_escapes_that_make_a_word_of_two_alphabets() -> None:
    _, problems = parse('a: "\\u0420ihak"\nb: "Рihak"\n', "f")
    assert [(f.code, f.span.line, f.span.column) for f in problems if f.span] == [("KSD029", 2, 5), ("KSD029", 1, 4)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["Рi ", "ط", "漢", "e\u0301", "\u0301", "\u2800x", "😀\ufe0f", "٣", "Рi", "\u202ex", "deﬁnisi "]
)
def test_a_large_file_of_any_script_is_read_at_once(piece: str) -> None:
    text = piece * (1_000_000 // len(piece.encode()))
    start = time.perf_counter()
    parse(f"a: {text}\n", "f")
    parse(f"- {text[:60]}\n" * 4_000, "f")
    assert time.perf_counter() - start < 2 * SLOWNESS
