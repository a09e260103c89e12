"""Dates in the text: days of the calendar, with their own weekday, told the same way twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ksdgen import bahasa
from ksdgen.rules.checks.numerals import integer, number_words
from ksdgen.rules.reading import Reading, Stretch, finding, occurrences, once, whole_text
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import shape

_MONTH_PATTERN = "|".join(bahasa.MONTH_NUMBERS)
_NUMERAL_PATTERN = (
    r"(?:nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh|ratus|ribu|se)++"
)
_DATE = re.compile(
    rf"(?<![\w.])(?<!\d/)(?:(?P<d>\d{{1,2}}|{_NUMERAL_PATTERN}(?:[ \u00a0]{_NUMERAL_PATTERN}){{0,2}})\s+(?:bulan\s+)?(?P<m>{_MONTH_PATTERN})\s+(?:tahun\s+)?"
    rf"(?P<y>\d{{4}}|{_NUMERAL_PATTERN}(?:[ \u00a0]{_NUMERAL_PATTERN}){{1,6}}))(?![\w/])",
    re.IGNORECASE,
)
_DATE_IN_FIGURES = re.compile(r"(?<![\w./])\d{1,2}[-/]\d{1,2}[-/]\d{4}(?![\w/])")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text: where it stands, and what it says; `value` is None where the calendar has no such day."""

    start: int
    end: int
    value: date | None
    figures: bool
    """All in figures: 07-12-2026."""


def written_dates(text: str) -> list[WrittenDate]:
    """The dates in a text, in figures, with the month's name, or in words; what only looks like a date is left out."""
    result = [WrittenDate(*match.span(), bahasa.read_date(match[0]), True) for match in _DATE_IN_FIGURES.finditer(text)]
    lowered = text.lower() if len(text.lower()) == len(text) else text
    # Looking for the months first is much faster than trying the whole pattern everywhere.
    for position in sorted(position for name in bahasa.MONTH_NUMBERS for position in occurrences(lowered, name)):
        ahead = lowered[max(0, position - 60) : position].removesuffix("bulan ").replace("/", " ").split()
        if not ahead or not (ahead[-1].isdigit() or number_words(ahead[-1])):
            continue
        begin = max(0, position - (12 if ahead[-1].isdigit() else 60))
        match = next((m for m in _DATE.finditer(text, begin, position + 90) if m.start("m") == position), None)
        if match is None:
            continue
        day, year = _number(match["d"]), _number(match["y"])
        if day is None or year is None or not 1 <= year <= 9999:
            continue
        try:
            value = date(year, bahasa.MONTH_NUMBERS[match["m"].lower()], day)
        except ValueError:
            value = None
        result.append(WrittenDate(match.start(), match.end(), value, False))
    return sorted(result, key=lambda written: written.start)


def _number(text: str) -> int | None:
    """A number in figures or in words."""
    if text.isdigit():
        return int(text)
    words = number_words(text)
    figures = integer(words) if words else None
    return int(figures) if figures is not None else None


_DATE_MARKS = (*bahasa.MONTH_NUMBERS, "-19", "-20", "/19", "/20")


def _dated(context: Context) -> list[tuple[Reading, list[WrittenDate]]]:
    """The paragraphs with dates; worked out once for the three rules that judge them."""
    whole = whole_text(context)
    if "tanggal" not in whole.memo:
        read = ((reading, written_dates(reading.text)) for reading in whole.candidates(_DATE_MARKS))
        whole.memo["tanggal"] = [(reading, dates) for reading, dates in read if dates]
    result: list[tuple[Reading, list[WrittenDate]]] = whole.memo["tanggal"]
    return result


_BEFORE_DATE = re.compile(
    r"(?:\(|\b(?:(?:ter)?tanggal|tgl\.?|sejak|sampai(?:\s+dengan)?|s\.?d\.?|hingga|pada|mulai|per)\s+)$", re.IGNORECASE
)
"""Before figures that are a date and no number of a letter."""


@shape("tanggal_ada", words=("tanggal",))
@once
def tanggal_ada(context: Context) -> Iterator[Finding]:
    """Every date in the text is a day of the calendar."""
    for reading, dates in _dated(context):
        for written in dates:
            if written.value is not None:
                continue
            before = reading.text[max(0, written.start - 40) : written.start]
            if written.figures and not _BEFORE_DATE.search(before):
                continue
            fillings = {"tanggal": reading.text[written.start : written.end]}
            yield finding(context, reading, (written.start, written.end), fillings)


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
    for reading, dates in _dated(context):
        for written in dates:
            if written.value is None:
                continue
            if (after := _DAY_AFTER.match(reading.text, written.end)) is not None:
                yield from _judge_day(context, reading, after.span("hari" if after["hari"] else "hari2"), written)
            before = _DAY_BEFORE.search(reading.text, max(0, written.start - 40), written.start)
            if before is None:
                continue
            ahead = reading.text[max(0, before.start() - 60) : before.start()]
            # "3 minggu" is a length of time, "Senin sampai dengan Jumat" a range.
            if not (before["hari"][0].isupper() or re.search(r"\bhari\s+$", ahead, re.IGNORECASE)):
                continue
            if _DAY_RANGE.search(ahead) and _DAY.search(ahead[-40:]):
                continue
            yield from _judge_day(context, reading, before.span("hari"), written)


def _judge_day(context: Context, reading: Reading, stretch: Stretch, written: WrittenDate) -> Iterator[Finding]:
    """The weekday at some characters, where it is not that of a date."""
    assert written.value is not None
    name = reading.text[slice(*stretch)]
    plain = re.sub(r"['’`]", "", name).lower()
    if _STANDARD_DAY.get(plain, plain.capitalize()) != (expected := bahasa.weekday(written.value)):
        fillings = {"tertulis": name, "tanggal": bahasa.long_date(written.value), "seharusnya": expected}
        yield finding(context, reading, stretch, fillings, (written.start, written.end), replacement=expected)


@shape("tanggal_dua_kali", words=("kedua", "pertama", "seharusnya"))
@once
def tanggal_dua_kali(context: Context) -> Iterator[Finding]:
    """A date that is repeated in brackets is the same date."""
    for reading, dates in _dated(context):
        for left, right in pairwise(dates):
            if left.value is None or right.value is None or left.value == right.value:
                continue
            if re.fullmatch(r"[,\s]*\(\s*(?:tanggal\s+)?", reading.text[left.end : right.start], re.IGNORECASE):
                expected = bahasa.date_figures(left.value) if right.figures else bahasa.long_date(left.value)
                fillings = {
                    "pertama": bahasa.long_date(left.value),
                    "kedua": reading.text[right.start : right.end],
                    "seharusnya": expected,
                }
                yield finding(context, reading, (right.start, right.end), fillings, (left.start, left.end))
