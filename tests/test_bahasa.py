"""Tests of ksdgen.bahasa; num2words and babel serve as a second opinion."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from ksdgen import bahasa

SIGNED = st.integers(-bahasa.LIMIT, bahasa.LIMIT)
WHOLE = st.integers(0, bahasa.LIMIT)
FOUR_DIGIT_YEARS = st.dates(min_value=date(1000, 1, 1))


def second_opinion(number: int) -> str:
    """num2words, with its two differences removed: "… satu ribu" for a thousands group of one, "min" for minus."""
    text = num2words(number, lang="id")
    scale = "juta|miliar|triliun|kuadriliun"
    return re.sub(rf"\b({scale}) satu ribu\b", r"\1 seribu", text).replace("min ", "minus ", 1)


# --- whole numbers in words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (110, "seratus sepuluh"),
        (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_000_001, "satu juta satu"),
        # where num2words writes "satu ribu"
        (1_001_000, "satu juta seribu"),
        (2_001_000, "dua juta seribu"),
        (1_000_001_000, "satu miliar seribu"),
        (10**15 + 1000, "satu kuadriliun seribu"),
        (10**9, "satu miliar"),
        (10**12, "satu triliun"),
        (10**15, "satu kuadriliun"),
        (-5, "minus lima"),
        (-1000, "minus seribu"),
        (-1_001_000, "minus satu juta seribu"),
    ],
)
def test_terbilang(number: int, text: str) -> None:
    assert bahasa.terbilang(number) == text
    assert bahasa.from_terbilang(text) == number


def test_terbilang_exhaustively() -> None:
    for number in range(20_001):
        assert bahasa.terbilang(number) == num2words(number, lang="id")
        assert bahasa.from_terbilang(bahasa.terbilang(number)) == number


def test_terbilang_of_large_random_numbers() -> None:
    rng = random.Random(2026)
    for _ in range(5000):
        number = rng.randrange(10 ** rng.randint(5, 18)) * rng.choice((1, -1))
        assert bahasa.terbilang(number) == second_opinion(number)
    for _ in range(2000):  # many empty groups and groups of one
        number = int("".join(f"{rng.choice((0, 0, 1, 11, 21, 100, 101, 111, 999)):03d}" for _ in range(6)))
        assert bahasa.terbilang(number) == second_opinion(number)
        assert bahasa.from_terbilang(bahasa.terbilang(number)) == number


def test_terbilang_limits() -> None:
    assert bahasa.LIMIT == 10**18 - 1
    for number in (bahasa.LIMIT, -bahasa.LIMIT):
        assert bahasa.from_terbilang(bahasa.terbilang(number)) == number
    for number in (bahasa.LIMIT + 1, -bahasa.LIMIT - 1, 10**30):
        with pytest.raises(ValueError, match="terlalu besar"):
            bahasa.terbilang(number)


@given(SIGNED)
def test_terbilang_round_trip(number: int) -> None:
    text = bahasa.terbilang(number)
    assert bahasa.from_terbilang(text) == number
    assert bahasa.from_terbilang(f"  {text.upper().replace(' ', '   ')}\n") == number
    assert bahasa.from_terbilang(text.replace(" ", "-")) == number
    assert all(map(bahasa.is_numeral_word, text.split()))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("satu ribu", 1000),
        ("satu ratus", 100),
        ("satu puluh", 10),
        ("satu ribu satu ratus satu puluh", 1110),
        ("satu juta satu ribu", 1_001_000),
        ("satu puluh ribu", 10_000),
        ("satu ratus ribu", 100_000),
        ("minus satu ribu", -1000),
        ("Dua-puluh satu", 21),
        ("dua\u2011puluh\u00a0satu", 21),
        ("DUA BELAS", 12),
    ],
)
def test_from_terbilang_is_lenient(text: str, number: int) -> None:
    assert bahasa.from_terbilang(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "minus",
        "minus nol",
        "minus minus satu",
        "lima minus",
        "-lima",
        "lima-",
        "- lima",
        "nol nol",
        "nol satu",
        "dua puluh nol",
        "nol ribu",
        "nol puluh",
        "puluh",
        "belas",
        "ratus",
        "ribu",
        "juta",
        "tiga puluh ratus",
        "dua puluh satu ratus",
        "sepuluh ratus",
        "sebelas ratus",
        "satu belas",
        "nol belas",
        "sepuluh belas",
        "belas dua",
        "dua belas belas",
        "dua puluh belas",
        "dua puluh sebelas",
        "dua puluh sepuluh",
        "satu puluh satu",
        "puluh dua",
        "dua tiga",
        "lima lima",
        "satu satu ribu",
        "dua seratus",
        "seratus seratus",
        "seratus dua ratus",
        "seratus seribu",
        "dua seribu",
        "seribu seribu",
        "seribu satu ribu",
        "dua ribu tiga ribu",
        "seribu juta",
        "dua ribu juta",
        "satu ribu satu juta",
        "satu juta satu miliar",
        "satu juta dua juta",
        "seribu miliar triliun",
        "seribu kuadriliun",
        "dua koma lima",
        "koma",
        "tiga puluh hari",
        "tigapuluh",
        "duapuluh satu",
        "sejuta",
        "dua, tiga",
        "30",
        "dua puluh 1",
        "se-ratus",
        pytest.param("satu" + " ratus" * 100_000, id="panjang"),
        pytest.param("dua" + " kuadriliun" * 39, id="melampaui-batas"),
    ],
)
def test_from_terbilang_rejects(text: str) -> None:
    assert bahasa.from_terbilang(text) is None


@given(st.lists(st.sampled_from(sorted(bahasa._NUMERAL_WORDS)), max_size=8))
def test_from_terbilang_takes_only_a_correct_composition(words: list[str]) -> None:
    number = bahasa.from_terbilang(" ".join(words))
    if number is not None:
        standard = re.sub(r"\bsatu (ratus|puluh)\b", r"se\1", " ".join(words))
        standard = re.sub(r"(^|minus |juta |miliar |triliun |kuadriliun )satu ribu\b", r"\1seribu", standard)
        assert bahasa.terbilang(number) == standard


@given(st.text())
def test_readers_never_fail(text: str) -> None:
    for read in (
        bahasa.from_terbilang,
        bahasa.read_rupiah,
        bahasa.from_roman,
        bahasa.from_letters,
        bahasa.read_date,
        bahasa.read_duration,
    ):
        read(text)
    bahasa.is_numeral_word(text)
    bahasa.initial_capital(text)
    bahasa.title(text)


def test_is_numeral_word() -> None:
    numeral_words = (
        "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus seratus ribu "
        "seribu juta miliar triliun kuadriliun minus koma"
    )
    assert all(map(bahasa.is_numeral_word, numeral_words.split()))
    assert bahasa.is_numeral_word("Seratus")
    assert not any(map(bahasa.is_numeral_word, ("", "hari", "rupiah", "dua puluh", "sejuta", "12", "kedua")))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "kesatu"),
        (2, "kedua"),
        (3, "ketiga"),
        (10, "kesepuluh"),
        (11, "kesebelas"),
        (12, "kedua belas"),
        (20, "kedua puluh"),
        (21, "kedua puluh satu"),
        (100, "keseratus"),
        (1000, "keseribu"),
    ],
)
def test_ordinal(number: int, text: str) -> None:
    assert bahasa.ordinal(number) == text


@pytest.mark.parametrize("number", [0, -1, bahasa.LIMIT + 1])
def test_ordinal_rejects(number: int) -> None:
    with pytest.raises(ValueError):
        bahasa.ordinal(number)


# --- figures, amounts, percentages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (2_500_000, "2.500.000"),
        (-2500, "-2.500"),
        (10**21, "1" + ".000" * 7),
    ],
)
def test_figures(number: int, text: str) -> None:
    assert bahasa.in_figures(number) == text


def test_with_words() -> None:
    assert bahasa.with_words(30) == "30 (tiga puluh)"
    assert bahasa.with_words(999) == "999 (sembilan ratus sembilan puluh sembilan)"
    assert bahasa.with_words(1000) == "1.000 (seribu)"
    assert bahasa.with_words(0) == "0 (nol)"
    assert bahasa.with_words(-1500) == "-1.500 (minus seribu lima ratus)"
    with pytest.raises(ValueError):
        bahasa.with_words(bahasa.LIMIT + 1)


@pytest.mark.parametrize(
    ("sen", "text"),
    [
        (250_000_000_000, "Rp2.500.000.000,00 (dua miliar lima ratus juta rupiah)"),
        (150_050, "Rp1.500,50 (seribu lima ratus rupiah lima puluh sen)"),
        (50, "Rp0,50 (lima puluh sen)"),
        (5, "Rp0,05 (lima sen)"),
        (0, "Rp0,00 (nol rupiah)"),
        (100, "Rp1,00 (satu rupiah)"),
        (101, "Rp1,01 (satu rupiah satu sen)"),
        (100_100_000, "Rp1.001.000,00 (satu juta seribu rupiah)"),
    ],
)
def test_rupiah(sen: int, text: str) -> None:
    assert bahasa.rupiah(sen) == text
    assert bahasa.rupiah_figures(sen) == text.split(" (")[0]


def test_rupiah_rejects() -> None:
    for write in (bahasa.rupiah, bahasa.rupiah_figures):
        with pytest.raises(ValueError):
            write(-1)
    with pytest.raises(ValueError):
        bahasa.rupiah((bahasa.LIMIT + 1) * 100)
    assert bahasa.rupiah_figures((bahasa.LIMIT + 1) * 100) == "Rp1" + ".000" * 6 + ",00"


@pytest.mark.parametrize(
    ("text", "sen"),
    [
        ("Rp2.500.000.000,00", 250_000_000_000),
        ("2500000000", 250_000_000_000),
        ("2.500.000.000", 250_000_000_000),
        ("Rp 1.500,50", 150_050),
        ("1500,5", 150_050),
        ("1500,05", 150_005),
        ("rp1500", 150_000),
        ("Rp. 1.500,-", 150_000),
        ("Rp\u00a01.500", 150_000),
        ("  0,50\n", 50),
        ("0", 0),
        ("Rp0,00", 0),
        ("999.999.999.999.999.999,99", bahasa.LIMIT * 100 + 99),
    ],
)
def test_read_rupiah(text: str, sen: int) -> None:
    assert bahasa.read_rupiah(text) == sen


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rp",
        "1.50",
        "1.5",
        "1,234",
        "1,",
        ",50",
        "1.500.00",
        "1.500000",
        "1500.000",
        "15.0000",
        "1..500",
        ".500",
        "1,500.00",
        "1,5,0",
        "dua juta",
        "-5",
        "Rp-5",
        "-Rp5",
        "+5",
        "1 500",
        "007",
        "0.500",
        "5 rupiah",
        "USD 5",
        "1e6",
        "1_000",
        "\u0661\u0662",
        "1.000.000.000.000.000.000",
        pytest.param("9" * 10_000, id="panjang"),
    ],
)
def test_read_rupiah_rejects(text: str) -> None:
    assert bahasa.read_rupiah(text) is None


@given(st.integers(0, bahasa.LIMIT * 100 + 99))
def test_rupiah_round_trip(sen: int) -> None:
    assert bahasa.read_rupiah(bahasa.rupiah_figures(sen)) == sen
    figures, words = bahasa.rupiah(sen).removesuffix(")").split(" (")
    assert figures == bahasa.rupiah_figures(sen)
    whole, _, fraction = words.partition(" rupiah") if "rupiah" in words else ("nol", "", words)
    cents = bahasa.from_terbilang(fraction.removesuffix(" sen")) if fraction else 0
    assert (bahasa.from_terbilang(whole), cents) == divmod(sen, 100)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("30", "30% (tiga puluh persen)"),
        ("2,5", "2,5% (dua koma lima persen)"),
        ("2.5", "2,5% (dua koma lima persen)"),
        ("0,05", "0,05% (nol koma nol lima persen)"),
        ("2,50", "2,50% (dua koma lima nol persen)"),
        ("12,15", "12,15% (dua belas koma satu lima persen)"),
        ("0", "0% (nol persen)"),
        ("100", "100% (seratus persen)"),
        ("1000", "1.000% (seribu persen)"),
        (" 30 ", "30% (tiga puluh persen)"),
    ],
)
def test_percent(text: str, result: str) -> None:
    assert bahasa.percent(text) == result


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tiga",
        "30%",
        "2,5,1",
        "2.5,1",
        "1.000.000",
        "2,",
        ",5",
        "-5",
        "+5",
        "05",
        "1e3",
        "1 000",
        "1/2",
        "\u0663",
        "1" * 19,
        pytest.param("1" * 10_000, id="panjang"),
    ],
)
def test_percent_rejects(text: str) -> None:
    with pytest.raises(ValueError, match="persentase"):
        bahasa.percent(text)


# --- numbering --------------------------------------------------------------------------------------------------------


def test_roman_exhaustively() -> None:
    numerals = [bahasa.roman(number) for number in range(1, 4000)]
    assert len(set(numerals)) == 3999
    for number, text in enumerate(numerals, start=1):
        assert bahasa.from_roman(text) == number
        assert bahasa.from_roman(text.lower()) == number
        assert re.fullmatch("M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", text)
    assert [bahasa.roman(number) for number in (1, 4, 9, 14, 40, 1994, 2026, 3999)] == [
        *("I", "IV", "IX", "XIV", "XL", "MCMXCIV", "MMXXVI", "MMMCMXCIX")
    ]


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_roman_rejects(number: int) -> None:
    with pytest.raises(ValueError):
        bahasa.roman(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "IIII",
        "VV",
        "IC",
        "IL",
        "XM",
        "IVI",
        "IXI",
        "VX",
        "MMMM",
        "Xi",
        "A",
        "X I",
        "1",
        "\u2163",
        "\u0131",
        pytest.param("M" * 10_000, id="panjang"),
        "XIVZ",
    ],
)
def test_from_roman_rejects(text: str) -> None:
    assert bahasa.from_roman(text) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "a"), (2, "b"), (26, "z"), (27, "aa"), (28, "bb"), (52, "zz"), (53, "aaa"), (780, "z" * 30)],
)
def test_letters(number: int, text: str) -> None:
    assert bahasa.letter(number) == text
    assert bahasa.from_letters(text) == number
    assert bahasa.from_letters(text.upper()) == number


def test_letters_exhaustively() -> None:
    assert [bahasa.from_letters(bahasa.letter(n)) for n in range(1, 2001)] == list(range(1, 2001))


@pytest.mark.parametrize("number", [0, -1])
def test_letters_reject(number: int) -> None:
    with pytest.raises(ValueError):
        bahasa.letter(number)


@pytest.mark.parametrize("text", ["", " ", "ab", "aA", "aab", "1", "a1", "a.", "a a", "\u00e9", "\u0430"])
def test_from_letters_rejects(text: str) -> None:
    assert bahasa.from_letters(text) is None


# --- dates ------------------------------------------------------------------------------------------------------------


@given(FOUR_DIGIT_YEARS)
def test_date_agrees_with_babel(day: date) -> None:
    assert bahasa.weekday(day) == format_date(day, "EEEE", locale="id")
    assert bahasa.month(day.month) == format_date(day, "MMMM", locale="id")
    assert bahasa.long_date(day) == format_date(day, "d MMMM y", locale="id")
    assert bahasa.date_figures(day) == format_date(day, "dd-MM-yyyy", locale="id")
    words = bahasa.date_in_words(day)
    assert words == (second_opinion(day.day), bahasa.long_date(day).split()[1], second_opinion(day.year))


def test_all_days_and_months() -> None:
    monday = date(2026, 12, 7)
    assert tuple(format_date(monday + timedelta(i), "EEEE", locale="id") for i in range(7)) == bahasa.DAYS
    assert tuple(format_date(date(2026, month, 1), "MMMM", locale="id") for month in range(1, 13)) == bahasa.MONTHS
    assert [bahasa.month(month) for month in range(1, 13)] == list(bahasa.MONTHS)
    for month in (0, -1, 13):
        with pytest.raises(ValueError):
            bahasa.month(month)


def test_date_examples() -> None:
    day = date(2026, 12, 7)
    assert bahasa.weekday(day) == "Senin"
    assert bahasa.long_date(day) == "7 Desember 2026"
    assert bahasa.date_figures(day) == "07-12-2026"
    assert bahasa.date_in_words(day) == ("tujuh", "Desember", "dua ribu dua puluh enam")
    assert bahasa.long_date(datetime(2026, 12, 7, 23, 59)) == "7 Desember 2026"
    assert bahasa.date_figures(date(999, 1, 2)) == "02-01-0999"


@given(st.dates())
def test_read_date_round_trip(day: date) -> None:
    assert bahasa.read_date(day.isoformat()) == day
    assert bahasa.read_date(bahasa.date_figures(day)) == day
    assert bahasa.read_date(f"{day.day}/{day.month}/{day.year:04d}") == day
    if day.year >= 1000:
        assert bahasa.read_date(bahasa.long_date(day)) == day
        assert bahasa.read_date(bahasa.long_date(day).upper()) == day


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-07",
        "07-12-2026",
        "7-12-2026",
        "7/12/2026",
        "07/12/2026",
        "7 Desember 2026",
        "07 desember 2026",
        "  7  DESEMBER\t2026\n",
        "7\u00a0Desember\u00a02026",
    ],
)
def test_read_date(text: str) -> None:
    assert bahasa.read_date(text) == date(2026, 12, 7)


def test_read_date_in_old_spelling() -> None:
    assert bahasa.read_date("1 Nopember 2026") == date(2026, 11, 1)
    assert bahasa.read_date("29 PEBRUARI 2028") == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-13-01",
        "2026-02-29",
        "2026-2-3",
        "2026/12/07",
        "20261207",
        "2026-12-07T00:00:00",
        "30-02-2026",
        "29/2/2100",
        "31 April 2026",
        "0 Mei 2026",
        "00-01-2026",
        "01-00-2026",
        "1 Januari 0000",
        "12-31-2026",
        "7-12/2026",
        "7/12-2026",
        "7.12.2026",
        "7-12-26",
        "7 Des 2026",
        "7 December 2026",
        "7Desember2026",
        "7 Desember 2026.",
        "Senin, 7 Desember 2026",
        "Desember 2026",
        "-7-12-2026",
        "\u0667-12-2026",
        pytest.param("9" * 10_000, id="panjang"),
    ],
)
def test_read_date_rejects(text: str) -> None:
    assert bahasa.read_date(text) is None


# --- lengths of time --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        ((3, 0, 0), "3 (tiga) tahun"),
        ((1, 6, 0), "1 (satu) tahun 6 (enam) bulan"),
        ((0, 18, 0), "18 (delapan belas) bulan"),
        ((0, 0, 90), "90 (sembilan puluh) hari"),
        ((1, 0, 15), "1 (satu) tahun 15 (lima belas) hari"),
        ((1, 2, 3), "1 (satu) tahun 2 (dua) bulan 3 (tiga) hari"),
        ((0, 0, 1000), "1.000 (seribu) hari"),
    ],
)
def test_duration(duration: tuple[int, int, int], text: str) -> None:
    assert bahasa.duration(*duration) == text
    assert bahasa.read_duration(text) == duration


@pytest.mark.parametrize(
    "duration", [(0, 0, 0), (-1, 0, 0), (0, -1, 0), (0, 0, -1), (1, 0, -1), (bahasa.LIMIT + 1, 0, 0)]
)
def test_duration_rejects(duration: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError):
        bahasa.duration(*duration)


@given(st.tuples(WHOLE, WHOLE, WHOLE).filter(any))
def test_duration_round_trip(duration: tuple[int, int, int]) -> None:
    assert bahasa.read_duration(bahasa.duration(*duration)) == duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("3 tahun", (3, 0, 0)),
        ("1 tahun 6 bulan", (1, 6, 0)),
        ("18 bulan", (0, 18, 0)),
        ("90 hari", (0, 0, 90)),
        ("1 tahun 2 hari", (1, 0, 2)),
        ("3 (tiga) tahun", (3, 0, 0)),
        ("3(tiga)tahun", (3, 0, 0)),
        ("3 ( Tiga ) TAHUN", (3, 0, 0)),
        ("  3   tahun\n6 bulan ", (3, 6, 0)),
        ("1 (satu) tahun 6 bulan", (1, 6, 0)),
        ("0 tahun 6 bulan", (0, 6, 0)),
        ("1000 hari", (0, 0, 1000)),
        ("1.000 hari", (0, 0, 1000)),
    ],
)
def test_read_duration(text: str, duration: tuple[int, int, int]) -> None:
    assert bahasa.read_duration(text) == duration


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "tahun",
        "tiga tahun",
        "3tahun",
        "3 tahun6 bulan",
        "6 bulan 1 tahun",
        "1 tahun 2 tahun",
        "3 hari 2 bulan",
        "3 minggu",
        "3 years",
        "0 tahun",
        "0 hari",
        "-3 tahun",
        "03 tahun",
        "1,5 tahun",
        "1.5 tahun",
        "3 (empat) tahun",
        "3 () tahun",
        "3 (kata) tahun",
        "3 ((tiga)) tahun",
        "3 (tiga tahun",
        "3 tahunan",
        "3 tahun lagi",
        "1 tahun dan 6 bulan",
        "1 (satu) tahun 6 (tujuh) bulan",
        "\u0663 tahun",
        "1" * 19 + " hari",
        pytest.param("1" * 10_000 + " hari", id="panjang"),
    ],
)
def test_read_duration_rejects(text: str) -> None:
    assert bahasa.read_duration(text) is None


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        (date(2028, 2, 29), (1, 0, 0), date(2029, 2, 28)),
        (date(2028, 2, 29), (4, 0, 0), date(2032, 2, 29)),
        (date(2096, 2, 29), (4, 0, 0), date(2100, 2, 28)),
        (date(1996, 2, 29), (4, 0, 0), date(2000, 2, 29)),
        (date(2026, 1, 31), (0, 1, 0), date(2026, 2, 28)),
        (date(2028, 1, 31), (0, 1, 0), date(2028, 2, 29)),
        (date(2026, 3, 31), (0, 1, 0), date(2026, 4, 30)),
        (date(2026, 12, 7), (0, 1, 0), date(2027, 1, 7)),
        (date(2026, 12, 7), (3, 0, 0), date(2029, 12, 7)),
        (date(2026, 12, 7), (0, 18, 0), date(2028, 6, 7)),
        (date(2026, 12, 7), (0, 0, 90), date(2027, 3, 7)),
        (date(2027, 1, 31), (1, 1, 1), date(2028, 3, 1)),  # 29 Feb 2028, then one day
        (date(2028, 2, 29), (1, 12, 0), date(2030, 2, 28)),
        (date(2026, 12, 7), (0, 0, 0), date(2026, 12, 7)),
        (date(2026, 3, 31), (0, -1, 0), date(2026, 2, 28)),
        (date(2026, 1, 1), (-1, 0, -1), date(2024, 12, 31)),
        (date(9998, 12, 31), (1, 0, 0), date(9999, 12, 31)),
    ],
)
def test_add_duration(start: date, duration: tuple[int, int, int], end: date) -> None:
    assert bahasa.add_duration(start, *duration) == end


@pytest.mark.parametrize(
    "duration",
    [(8000, 0, 0), (0, 10**6, 0), (0, 0, 10**7), (0, 0, 10**30), (10**30, 0, 0), (-2026, 0, 0), (0, 0, -(10**6))],
)
def test_add_duration_rejects(duration: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="jangkauan"):
        bahasa.add_duration(date(2026, 12, 7), *duration)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 12 * 500), st.integers(0, 100_000))
def test_months_keep_the_day_or_end_with_the_month(start: date, months: int, days: int) -> None:
    result = bahasa.add_duration(start, 0, months, 0)
    assert (result.year * 12 + result.month) - (start.year * 12 + start.month) == months
    assert result.day == start.day or (result.day < start.day and (result + timedelta(1)).day == 1)
    assert bahasa.add_duration(start, months // 12, months % 12, 0) == result
    assert bahasa.add_duration(start, 0, months, days) == result + timedelta(days=days)


# --- text -------------------------------------------------------------------------------------------------------------


def test_join() -> None:
    assert bahasa.join([]) == ""
    assert bahasa.join(["a"]) == "a"
    assert bahasa.join(("a", "b")) == "a dan b"
    assert bahasa.join(["a", "b", "c"]) == "a, b, dan c"
    assert bahasa.join(["a", "b", "c", "d"]) == "a, b, c, dan d"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("", ""),
        ("para pihak sepakat", "Para pihak sepakat"),
        ("pemerintah DKI Jakarta", "Pemerintah DKI Jakarta"),
        ("Sudah", "Sudah"),
        ("  “jangka waktu” adalah", "  “Jangka waktu” adalah"),
        ("(dua) hari", "(Dua) hari"),
        ("3 (tiga) tahun", "3 (tiga) tahun"),
        ("...", "..."),
    ],
)
def test_initial_capital(text: str, result: str) -> None:
    assert bahasa.initial_capital(text) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("", ""),
        ("hak dan kewajiban para pihak", "Hak dan Kewajiban Para Pihak"),
        ("dalam rangka kerja sama", "Dalam Rangka Kerja Sama"),
        ("Maksud Dan Tujuan", "Maksud dan Tujuan"),
        ("kerja sama di bidang pelayanan dari dan ke daerah", "Kerja Sama di Bidang Pelayanan dari dan ke Daerah"),
        ("yang bertanda tangan untuk dan atas nama", "Yang Bertanda Tangan untuk dan atas Nama"),
        ("undang-undang tentang perundang-undangan", "Undang-Undang tentang Perundang-undangan"),
        ("pemerintah kabupaten/kota dan/atau desa", "Pemerintah Kabupaten/Kota dan/atau Desa"),
        ("dan/atau", "Dan/atau"),
        ("dana APBD pada DI Yogyakarta", "Dana APBD pada DI Yogyakarta"),
        ("ruang lingkup (dan batasnya), serta lampiran", "Ruang Lingkup (dan Batasnya), serta Lampiran"),
        ("(dengan kata) lain", "(Dengan Kata) Lain"),
        ("— oleh siapa", "— Oleh Siapa"),
        ("antara pihak  sebagai\tmitra", "Antara Pihak  sebagai\tMitra"),
        ("bab IV ketentuan", "Bab IV Ketentuan"),
        ("KETENTUAN UMUM", "KETENTUAN UMUM"),
        ("pegawai non-ASN", "Pegawai Non-ASN"),
    ],
)
def test_title(text: str, result: str) -> None:
    assert bahasa.title(text) == result
    assert bahasa.title(result) == result


# --- the module itself ------------------------------------------------------------------------------------------------


def test_import_is_light() -> None:
    code = (
        "import sys, ksdgen.bahasa; "
        "print([m for m in ('babel', 'num2words', 'locale', 'calendar', 'dataclasses', 'typing') if m in sys.modules])"
    )
    root = Path(bahasa.__file__).parents[1]
    output = subprocess.run([sys.executable, "-S", "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert output.stdout.strip() == "[]"
