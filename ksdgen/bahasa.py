"""Indonesian written numbers, amounts, dates and lengths of time as legal documents write them.

Pure functions that depend neither on the locale nor on anything outside the standard library. Readers (`read_*`,
`from_*`) never raise: they return None for a text they do not understand. Writers raise ValueError for a value that
has no written form. What a writer writes, its reader reads back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

LIMIT = 10**18 - 1
"""The largest whole number that can be written in words (kuadriliun is the highest scale word)."""

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
"""Names of the weekdays, in the order of `date.weekday()`."""

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
"""Names of the months; month 1 is at index 0."""

_UNITS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES = (("kuadriliun", 10**15), ("triliun", 10**12), ("miliar", 10**9), ("juta", 10**6), ("ribu", 10**3))
_UNIT_VALUES = {word: value for value, word in enumerate(_UNITS)}
_SCALE_VALUES = dict(_SCALES)
_NUMERAL_WORDS = frozenset((*_UNITS, *_SCALE_VALUES, "belas", "puluh", "ratus", "seratus", "seribu", "minus", "koma"))
_TERBILANG_LENGTH = 40  # no number up to LIMIT needs more words than this

MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)} | {"pebruari": 2, "nopember": 11}
"""The number of each month by its name in small letters, the old spellings too."""

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_ROMAN_VALUES = {symbol: value for value, symbol in _ROMAN if len(symbol) == 1}

# fmt: off
# Words that stay lower case inside a title (conjunctions and prepositions, EYD V).
_FUNCTION_WORDS = frozenset((
    "agar", "antara", "atas", "atau", "bagi", "bahwa", "dalam", "dan", "dari", "daripada", "demi", "dengan", "di",
    "guna", "hingga", "karena", "ke", "kepada", "maupun", "mengenai", "oleh", "pada", "sampai", "sebagai", "sejak",
    "seperti", "serta", "tanpa", "tentang", "terhadap", "tetapi", "untuk", "yang",
))
# fmt: on

# The patterns stay strings: `re` compiles (and keeps) them at first use, which spares the start-up.
_INTEGER = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|0|[1-9][0-9]*"  # "2.500.000", "2500000", "0"; no leading zeros
_RUPIAH_PATTERN = rf"(?:[Rr][Pp]\.?\s*)?(?P<bulat>{_INTEGER})(?:,(?:(?P<sen>[0-9]{{1,2}})|-))?"
_PERCENT_PATTERN = r"(?P<bulat>0|[1-9][0-9]*)(?:[.,](?P<pecahan>[0-9]{1,18}))?"
_ISO_PATTERN = r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"
_FIGURE_PATTERN = r"(?P<d>[0-9]{1,2})(?P<tanda>[-/])(?P<m>[0-9]{1,2})(?P=tanda)(?P<y>[0-9]{4})"
_NAME_PATTERN = r"(?P<d>[0-9]{1,2})\s+(?P<nama>[A-Za-z]+)\s+(?P<y>[0-9]{4})"


def _duration_pattern(unit: str) -> str:
    return rf"(?:(?P<{unit}>{_INTEGER})(?: ?\((?P<kata_{unit}>[^()]*)\) ?| ){unit}(?: |$))?"


_DURATION_PATTERN = "".join(_duration_pattern(unit) for unit in ("tahun", "bulan", "hari"))
_HYPHEN_PATTERN = r"(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])"  # a hyphen between two letters
_ALPHANUMERIC_PATTERN = r"[^\W_]"
_TITLE_WORD_PATTERN = r"[^\s/]+"


# --- whole numbers in words -------------------------------------------------------------------------------------------


def _hundreds_words(number: int) -> list[str]:
    """The words of `number`, 0..999; no words at all for 0."""
    words: list[str] = []
    hundred, rest = divmod(number, 100)
    if hundred == 1:
        words.append("seratus")
    elif hundred:
        words += (_UNITS[hundred], "ratus")
    if rest >= 20:
        tens, rest = divmod(rest, 10)
        words += (_UNITS[tens], "puluh")
    elif rest >= 12:
        words += (_UNITS[rest - 10], "belas")
        rest = 0
    if rest:
        words.append(_UNITS[rest])
    return words


def terbilang(number: int) -> str:
    """Write a whole number in words: 2001000 -> "dua juta seribu".

    Args:
        number: the number, from -LIMIT to LIMIT; a negative one begins with "minus".

    Raises:
        ValueError: `number` is outside that range.
    """
    if abs(number) > LIMIT:
        raise ValueError("bilangan terlalu besar untuk ditulis dengan kata-kata")
    if number == 0:
        return _UNITS[0]
    words: list[str] = ["minus"] if number < 0 else []
    rest = abs(number)
    for name, value in _SCALES:
        group, rest = divmod(rest, value)
        if group == 1 and name == "ribu":
            words.append("seribu")
        elif group:
            words += (*_hundreds_words(group), name)
    words += _hundreds_words(rest)
    return " ".join(words)


def _standardised(words: list[str]) -> list[str]:
    """`words` with "satu puluh", "satu ratus" and (as a whole group) "satu ribu" in their usual form with "se-"."""
    result: list[str] = []
    for word in words:
        if result and result[-1] == "satu":
            before = result[-2] if len(result) > 1 else "minus"
            whole_group = before == "minus" or before in _SCALE_VALUES
            if word in ("puluh", "ratus") or (word == "ribu" and whole_group):
                result[-1] = "se" + word
                continue
        result.append(word)
    return result


def from_terbilang(text: str) -> int | None:
    """Read a whole number written in words, the inverse of `terbilang`.

    Capitals, extra spaces and hyphens between words do not matter; "satu puluh", "satu ratus" and "satu ribu" are
    read like "sepuluh", "seratus" and "seribu".

    Args:
        text: the words, nothing else.

    Returns:
        The number, or None when a word is no number word or the words do not form a number ("tiga puluh ratus").
    """
    words = _standardised(re.sub(_HYPHEN_PATTERN, " ", text).lower().split())
    if not words or len(words) > _TERBILANG_LENGTH:
        return None
    # Add up leniently, then let `terbilang` judge whether these are the right words in the right order.
    total = hundreds = units = 0
    for word in words[1:] if words[0] == "minus" else words:
        if word in _UNIT_VALUES:
            units += _UNIT_VALUES[word]
        elif word == "belas":
            units += 10
        elif word == "puluh":
            units *= 10
        elif word == "ratus":
            hundreds, units = hundreds + units * 100, 0
        elif word == "seratus":
            hundreds += 100
        elif word == "seribu":
            total += 1000
        elif word in _SCALE_VALUES:
            total += (hundreds + units) * _SCALE_VALUES[word]
            hundreds = units = 0
        else:
            return None
    total += hundreds + units
    if total > LIMIT:
        return None
    result = -total if words[0] == "minus" else total
    return result if terbilang(result) == " ".join(words) else None


def is_numeral_word(word: str) -> bool:
    """Whether a single word, in any case, is one of those that numbers are written with ("sepuluh", "ratus", "koma")."""
    return word.lower() in _NUMERAL_WORDS


def ordinal(number: int) -> str:
    """Write a rank in words: 1 -> "kesatu", 12 -> "kedua belas".

    Args:
        number: the rank, counted from 1.

    Raises:
        ValueError: `number` is less than 1 or above LIMIT.
    """
    if number < 1:
        raise ValueError("urutan dimulai dari 1")
    return "ke" + terbilang(number)


# --- figures, amounts, percentages ------------------------------------------------------------------------------------


def in_figures(number: int) -> str:
    """Write a whole number in figures with dots between the thousands: 2500000 -> "2.500.000"."""
    return f"{number:,}".replace(",", ".")


def with_words(number: int) -> str:
    """Write a whole number in figures and words: 30 -> "30 (tiga puluh)".

    Args:
        number: the number, from -LIMIT to LIMIT.

    Raises:
        ValueError: `number` is outside that range.
    """
    return f"{in_figures(number)} ({terbilang(number)})"


def rupiah_figures(sen: int) -> str:
    """Write an amount in figures: 150050 -> "Rp1.500,50".

    Args:
        sen: the amount in sen (1/100 rupiah).

    Raises:
        ValueError: the amount is negative.
    """
    if sen < 0:
        raise ValueError("jumlah uang tidak boleh negatif")
    whole, fraction = divmod(sen, 100)
    return f"Rp{in_figures(whole)},{fraction:02d}"


def rupiah(sen: int) -> str:
    """Write an amount in figures and words: 150050 -> "Rp1.500,50 (seribu lima ratus rupiah lima puluh sen)".

    Args:
        sen: the amount in sen (1/100 rupiah).

    Raises:
        ValueError: the amount is negative or above LIMIT rupiah.
    """
    figures = rupiah_figures(sen)
    whole, fraction = divmod(sen, 100)
    words: list[str] = []
    if whole or not fraction:
        words.append(f"{terbilang(whole)} rupiah")
    if fraction:
        words.append(f"{terbilang(fraction)} sen")
    return f"{figures} ({' '.join(words)})"


def _read_integer(figures: str) -> int | None:
    """The value of figures that match `_INTEGER`, None above LIMIT."""
    digits = figures.replace(".", "")
    return int(digits) if len(digits) <= len(str(LIMIT)) else None


def read_rupiah(text: str) -> int | None:
    """Read an amount in figures: "Rp2.500.000.000,00", "2500000000", "Rp 1.500,50", "1500,5", "Rp. 1.500,-".

    Dots must separate groups of three digits; a comma is followed by one or two digits (one digit counts tens of sen)
    or by the dash that stands for no sen.

    Args:
        text: the amount and nothing else.

    Returns:
        The amount in sen (1/100 rupiah), None when `text` is no amount or exceeds LIMIT rupiah.
    """
    matched = re.fullmatch(_RUPIAH_PATTERN, text.strip())
    if matched is None:
        return None
    whole = _read_integer(matched["bulat"])
    if whole is None:
        return None
    return whole * 100 + int((matched["sen"] or "").ljust(2, "0"))


def percent(text: str) -> str:
    """Write a percentage in figures and words: "2,5" -> "2,5% (dua koma lima persen)".

    The digits after the comma are read one by one and kept as they are written.

    Args:
        text: a number that is not negative, in percent, without thousands separators; decimal comma or decimal dot,
            and at most 18 digits behind it.

    Raises:
        ValueError: `text` is no such number, or its whole part exceeds LIMIT.
    """
    matched = re.fullmatch(_PERCENT_PATTERN, text.strip())
    whole = None if matched is None else _read_integer(matched["bulat"])
    if matched is None or whole is None:
        raise ValueError("bukan angka persentase")
    figures, words = in_figures(whole), terbilang(whole)
    fraction = matched["pecahan"]
    if fraction:
        figures += f",{fraction}"
        words += " koma " + " ".join(_UNITS[int(digit)] for digit in fraction)
    return f"{figures}% ({words} persen)"


# --- numbering --------------------------------------------------------------------------------------------------------


def roman(number: int) -> str:
    """Write a Roman numeral: 14 -> "XIV".

    Args:
        number: the number, 1..3999.

    Raises:
        ValueError: `number` is outside 1..3999.
    """
    if not 1 <= number <= 3999:
        raise ValueError("angka Romawi hanya untuk 1 sampai 3999")
    result = ""
    for value, symbol in _ROMAN:
        times, number = divmod(number, value)
        result += symbol * times
    return result


def from_roman(text: str) -> int | None:
    """Read a Roman numeral in its standard form, all capitals or all small letters.

    Returns:
        The number 1..3999, None when `text` is not the standard form of one ("IIII", "Xi", "").
    """
    text = text.strip()
    if not 1 <= len(text) <= 15 or text not in (text.upper(), text.lower()):  # MMMDCCCLXXXVIII has 15 letters
        return None
    values = [_ROMAN_VALUES.get(symbol, 0) for symbol in (text.upper() if text.isascii() else "")]
    if not values or 0 in values:
        return None
    number = sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))
    return number if 1 <= number <= 3999 and roman(number) == text.upper() else None


def letter(number: int) -> str:
    """Write the letter of a list item as Word's lowerLetter does: 1 -> "a", 27 -> "aa", 28 -> "bb", 53 -> "aaa".

    Args:
        number: the item, counted from 1.

    Raises:
        ValueError: `number` is less than 1.
    """
    if number < 1:
        raise ValueError("penomoran huruf dimulai dari 1")
    repeats, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeats + 1)


def from_letters(text: str) -> int | None:
    """Read the letter of a list item, the inverse of `letter`; small letters or capitals.

    Returns:
        The item counted from 1, None when `text` is not one letter a-z, repeated or not ("ab", "aA", "").
    """
    text = text.strip()
    if not text or not text.isascii() or not text.isalpha() or text != text[0] * len(text):
        return None
    return (len(text) - 1) * 26 + ord(text[0].lower()) - ord("a") + 1


# --- dates ------------------------------------------------------------------------------------------------------------


def weekday(day: date) -> str:
    """The name of the weekday of a date: "Senin" .. "Minggu"."""
    return DAYS[day.weekday()]


def month(number: int) -> str:
    """The name of a month.

    Args:
        number: the month, 1..12.

    Raises:
        ValueError: `number` is outside 1..12.
    """
    if not 1 <= number <= 12:
        raise ValueError("bulan hanya 1 sampai 12")
    return MONTHS[number - 1]


def long_date(day: date) -> str:
    """Write a date with the name of the month: "7 Desember 2026"."""
    return f"{day.day} {month(day.month)} {day.year}"


def date_figures(day: date) -> str:
    """Write a date in figures, day first: "07-12-2026"."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def date_in_words(day: date) -> tuple[str, str, str]:
    """Day in words, name of the month, year in words: ("tujuh", "Desember", "dua ribu dua puluh enam")."""
    return terbilang(day.day), month(day.month), terbilang(day.year)


def read_date(text: str) -> date | None:
    """Read a date: "2026-12-07", "07-12-2026", "7-12-2026", "7/12/2026" or "7 Desember 2026".

    The name of the month is read in any case; the old spellings Pebruari and Nopember are understood. Years have four
    digits.

    Returns:
        The date, None when `text` is written otherwise or the day does not exist.
    """
    text = text.strip()
    matched = re.fullmatch(_ISO_PATTERN, text) or re.fullmatch(_FIGURE_PATTERN, text)
    if matched is not None:
        month_number = int(matched["m"])
    else:
        matched = re.fullmatch(_NAME_PATTERN, text)
        if matched is None:
            return None
        month_number = MONTH_NUMBERS.get(matched["nama"].lower(), 0)
    try:
        return date(int(matched["y"]), month_number, int(matched["d"]))
    except ValueError:
        return None


# --- lengths of time --------------------------------------------------------------------------------------------------


def duration(years: int, months: int, days: int) -> str:
    """Write a length of time in figures and words: "1 (satu) tahun 6 (enam) bulan".

    Args:
        years: how many years.
        months: how many months, not carried over into years.
        days: how many days, not carried over into months.

    Raises:
        ValueError: one of them is negative or above LIMIT, or all of them are zero.
    """
    parts = ((years, "tahun"), (months, "bulan"), (days, "hari"))
    if min(years, months, days) < 0 or not any((years, months, days)):
        raise ValueError("lama waktu harus lebih dari nol dan tidak boleh negatif")
    return " ".join(f"{with_words(number)} {unit}" for number, unit in parts if number)


def read_duration(text: str) -> tuple[int, int, int] | None:
    """Read a length of time: "3 tahun", "1 tahun 6 bulan", "18 bulan", "90 hari", "3 (tiga) tahun".

    Years, months and days come in this order, each at most once. Words in brackets must say what the figure says.

    Returns:
        Years, months and days as written, None when `text` is written otherwise or amounts to nothing.
    """
    matched = re.fullmatch(_DURATION_PATTERN, " ".join(text.lower().split()))
    if matched is None:
        return None
    numbers: list[int] = []
    for unit in ("tahun", "bulan", "hari"):
        number = _read_integer(matched[unit] or "0")
        words = matched[f"kata_{unit}"]
        if number is None or (words is not None and from_terbilang(words) != number):
            return None
        numbers.append(number)
    years, months, days = numbers
    return (years, months, days) if any(numbers) else None


def _month_length(year: int, month: int) -> int:
    """How many days month 1..12 of a year has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def add_duration(start: date, years: int, months: int, days: int) -> date:
    """The date that lies a length of time after `start`.

    Years and months move the calendar month, keeping the day or, where the month is too short, taking its last day
    (29 February + 1 year is 28 February); the days are counted from there.

    Args:
        start: the date to start from.
        years: how many years, negative to go back.
        months: how many months, negative to go back.
        days: how many days, negative to go back.

    Raises:
        ValueError: the date is outside the years 1..9999.
    """
    year, month_index = divmod((start.year + years) * 12 + start.month - 1 + months, 12)
    month = month_index + 1
    if not date.min.year <= year <= date.max.year:
        raise ValueError("tanggal di luar jangkauan kalender")
    try:
        return date(year, month, min(start.day, _month_length(year, month))) + timedelta(days=days)
    except OverflowError:
        raise ValueError("tanggal di luar jangkauan kalender") from None


# --- text -------------------------------------------------------------------------------------------------------------


def join(items: Sequence[str]) -> str:
    """Join the items of an enumeration: "a", "a dan b", "a, b, dan c"; an empty one gives ""."""
    if len(items) <= 2:
        return " dan ".join(items)
    return f"{', '.join(items[:-1])}, dan {items[-1]}"


def initial_capital(text: str) -> str:
    """Raise the letter `text` begins with, leaving the rest untouched.

    Leading spaces, quotes and brackets are passed over; a text that begins with a figure stays as it is.
    """
    matched = re.search(_ALPHANUMERIC_PATTERN, text)
    if matched is None:
        return text
    return text[: matched.start()] + matched[0].upper() + text[matched.end() :]


def _capitalised_word(word: str) -> str:
    """A title word with its capital; the second half of a full reduplication gets one too ("Undang-Undang")."""
    left, hyphen, right = initial_capital(word).partition("-")
    if hyphen and _core(left).lower() == _core(right).lower():
        right = initial_capital(right)
    return left + hyphen + right


def _core(word: str) -> str:
    """`word` without the punctuation around it."""
    return "".join(char for char in word if char.isalnum() or char == "-").strip("-")


def title(text: str) -> str:
    """Write a title with capitals by the Indonesian rules (EYD V).

    Every word begins with a capital except conjunctions and prepositions that are not the first word. Both halves of
    a full reduplication get one ("Undang-Undang", but "Perundang-undangan"), and both sides of a slash
    ("Kabupaten/Kota"). Words of two or more letters all in capitals stay as they are, for they may be abbreviations
    ("APBD", "DI Yogyakarta"); lower a text that is all in capitals first.
    """
    at_start = True

    def replace(matched: re.Match[str]) -> str:
        nonlocal at_start
        word = matched[0]
        core = _core(word)
        if not core:
            return word
        is_first, at_start = at_start, False
        if len(core) > 1 and core.isupper():
            return word
        if not is_first and core.lower() in _FUNCTION_WORDS:
            return word.lower()
        return _capitalised_word(word)

    return re.sub(_TITLE_WORD_PATTERN, replace, text)
