"""Dates in the text: days of the calendar, with their own weekday, told the same way twice.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the
characters in the file from which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ksdgen import bahasa
from ksdgen.rules.checks.numerals import integer, number_words
from ksdgen.rules.reading import (
    Reading,
    Stretch,
    finding,
    once,
    whole_text,
)
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import shape

_MONTHS = {name.lower(): n for n, name in enumerate(bahasa.MONTHS, start=1)} | {"pebruari": 2, "nopember": 11}
_MONTH_PATTERN = "|".join(_MONTHS)
_WORD_PATTERN = (
    r"(?:se|nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh|ratus|ribu)+"
)
_DATE = re.compile(
    rf"(?<![\w.])(?<!\d/)(?:(?P<d>\d{{1,2}}|{_WORD_PATTERN}(?:[ \u00a0]{_WORD_PATTERN}){{0,2}})\s+(?:bulan\s+)?(?P<m>{_MONTH_PATTERN})\s+(?:tahun\s+)?"
    rf"(?P<y>\d{{4}}|{_WORD_PATTERN}(?:[ \u00a0]{_WORD_PATTERN}){{1,6}}))(?![\w/])",
    re.IGNORECASE,
)
_DATE_IN_FIGURES = re.compile(r"(?<![\w./])\d{1,2}[-/]\d{1,2}[-/]\d{4}(?![\w/])")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text: where it stands, and what it says; `value` is None where the calendar has no such day."""

    start: int
    end: int
    value: date | None
    figure: bool
    """All figures: 07-12-2026."""


def written_dates(text: str) -> list[WrittenDate]:
    """The dates in a text, in figures, with the month's name, or in words; what only looks like a date is left out."""
    result = [WrittenDate(*match.span(), bahasa.read_date(match[0]), True) for match in _DATE_IN_FIGURES.finditer(text)]
    lowered = text.lower() if len(text.lower()) == len(text) else text
    # Looking for the months first is much faster than trying the whole pattern everywhere.
    for position in sorted(position for name in _MONTHS for position in _location(lowered, name)):
        ahead = lowered[max(0, position - 60) : position].removesuffix("bulan ").replace("/", " ").split()
        if not ahead or not (ahead[-1].isdigit() or number_words(ahead[-1])):
            continue
        begin = max(0, position - (12 if ahead[-1].isdigit() else 60))
        match = next(
            (match for match in _DATE.finditer(text, begin, position + 90) if match.start("m") == position), None
        )
        if match is None:
            continue
        day, year = (int(t) if t.isdigit() else _words_value(t) for t in (match["d"], match["y"]))
        if day is None or year is None or not 1 <= year <= 9999:
            continue
        try:
            value = date(year, _MONTHS[match["m"].lower()], day)
        except ValueError:
            value = None
        result.append(WrittenDate(match.start(), match.end(), value, False))
    return sorted(result, key=lambda t: t.start)


def _location(text: str, find: str) -> Iterator[int]:
    """Where a text stands in another."""
    position = text.find(find)
    while position >= 0:
        yield position
        position = text.find(find, position + 1)


def _words_value(text: str) -> int | None:
    words = number_words(text)
    read = integer(words) if words else None
    return int(read) if read is not None else None


_DATE_MARKS = (*_MONTHS, "-19", "-20", "/19", "/20")


def _dated(context: Context) -> list[tuple[Reading, list[WrittenDate]]]:
    """The paragraphs with dates; worked out once for the three rules that judge them."""
    memo = whole_text(context).memo
    if "tanggal" not in memo:
        everything = ((b, written_dates(b.text)) for b in whole_text(context).candidates(_DATE_MARKS))
        memo["tanggal"] = [(b, t) for b, t in everything if t]
    result: list[tuple[Reading, list[WrittenDate]]] = memo["tanggal"]
    return result


_BEFORE_DATE = re.compile(
    r"(?:\(|\b(?:(?:ter)?tanggal|tgl\.?|sejak|sampai(?:\s+dengan)?|s\.?d\.?|hingga|pada|mulai|per)\s+)$", re.IGNORECASE
)
"""Before figures that are a date and no number of a letter."""


@shape("tanggal_ada", words=("tanggal",))
@once
def tanggal_ada(context: Context) -> Iterator[Finding]:
    """Every date in the text is a day of the calendar."""
    for reading, everything in _dated(context):
        for written_date in everything:
            if written_date.value is not None or (
                written_date.figure
                and not _BEFORE_DATE.search(reading.text[max(0, written_date.start - 40) : written_date.start])
            ):
                continue
            yield finding(
                context,
                reading,
                (written_date.start, written_date.end),
                {"tanggal": reading.text[written_date.start : written_date.end]},
            )


_DAY = re.compile(r"(?<![\w-])(?P<hari>Senin|Selasa|Rabu|Kamis|Jum['’`]?at|Sabtu|Minggu|Ahad)\b", re.IGNORECASE)
_DAY_BEFORE = re.compile(rf"{_DAY.pattern}[,\s/]*(?:\(\s*)?(?:tanggal\s+|tgl\.?\s*)?(?:\(\s*)?$", re.IGNORECASE)
_DAY_AFTER = re.compile(
    rf"\s*(?:\(\s*(?:hari\s+)?{_DAY.pattern}\s*\)|,?\s*hari\s+{_DAY.pattern.replace('?P<hari>', '?P<hari2>')}(?=\s*(?:[.;)]|$|,?\s*(?:pukul|bertempat)\b)))",
    re.IGNORECASE,
)
_STANDARD_DAY = {"jumat": "Jumat", "ahad": "Minggu"}
_DAY_RANGE = re.compile(
    r"(?:[-–—/,]|\b(?:dan|atau|s\.?d\.?|sampai(?:\s+dengan)?|hingga))\s*(?:hari\s+)?$", re.IGNORECASE
)


@shape("hari_dan_tanggal", words=("seharusnya", "tanggal", "tertulis"))
@once
def hari_dan_tanggal(context: Context) -> Iterator[Finding]:
    """A weekday is that of the date after it."""
    for reading, everything in _dated(context):
        for written_date in everything:
            if written_date.value is None:
                continue
            if (after := _DAY_AFTER.match(reading.text, written_date.end)) is not None:
                yield from _judge_day(context, reading, after.span("hari" if after["hari"] else "hari2"), written_date)
            before = _DAY_BEFORE.search(reading.text, max(0, written_date.start - 40), written_date.start)
            if before is None:
                continue
            ahead = reading.text[: before.start()]
            # "3 minggu" is a length of time, "Senin sampai dengan Jumat" a range.
            if not (before["hari"][0].isupper() or re.search(r"\bhari\s+$", ahead, re.IGNORECASE)):
                continue
            if _DAY_RANGE.search(ahead) and _DAY.search(ahead[-40:]):
                continue
            yield from _judge_day(context, reading, before.span("hari"), written_date)


def _judge_day(context: Context, reading: Reading, stretch: Stretch, written_date: WrittenDate) -> Iterator[Finding]:
    assert written_date.value is not None
    words = reading.text[slice(*stretch)]
    plain = re.sub(r"['’`]", "", words).lower()
    if _STANDARD_DAY.get(plain, plain.capitalize()) != (expected := bahasa.day(written_date.value)):
        isian = {"tertulis": words, "tanggal": bahasa.long_date(written_date.value), "seharusnya": expected}
        yield finding(context, reading, stretch, isian, (written_date.start, written_date.end), replacement=expected)


@shape("tanggal_dua_kali", words=("kedua", "pertama", "seharusnya"))
@once
def tanggal_dua_kali(context: Context) -> Iterator[Finding]:
    """A date that is repeated in brackets is the same date."""
    for reading, everything in _dated(context):
        for left, right in pairwise(everything):
            if left.value is None or right.value is None or left.value == right.value:
                continue
            if re.fullmatch(r"[,\s]*\(\s*(?:tanggal\s+)?", reading.text[left.end : right.start], re.IGNORECASE):
                expected = bahasa.date_figures(left.value) if right.figure else bahasa.long_date(left.value)
                isian = {
                    "pertama": bahasa.long_date(left.value),
                    "kedua": reading.text[right.start : right.end],
                    "seharusnya": expected,
                }
                yield finding(context, reading, (right.start, right.end), isian, (left.start, left.end))
