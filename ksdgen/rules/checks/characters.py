"""Characters, spaces, brackets and quotation marks: none hidden, none missing, none too many."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from itertools import groupby

from ksdgen.rules.reading import Reading, Stretch, finding, non_ascii, once, scalars, whole_text
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.record import record_field


class HiddenCharacters(Parameter):
    """Characters that look like nothing."""

    huruf: Mapping[str, str] = record_field("Titik kode heksadesimal → nama huruf")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        if not self.huruf:
            yield Fault("huruf", "`huruf` tidak boleh kosong", "misalnya `huruf: {200B: spasi tanpa lebar}`")
        for code in self.huruf:
            if not re.fullmatch(r"[0-9A-Fa-f]{4,6}", code) or int(code, 16) > sys.maxunicode:
                yield Fault(
                    f"huruf.{code}", f"`{code}` bukan titik kode", "tulis empat angka heksadesimal, misalnya 200B"
                )


@shape("huruf_tersembunyi", HiddenCharacters, words=("huruf", "kode"))
def huruf_tersembunyi(context: Context, parameter: HiddenCharacters) -> Iterator[Finding]:
    """Characters that look like nothing or like a plain space: `huruf` gives their names by code point."""
    names = {chr(int(code, 16)): name for code, name in parameter.huruf.items()}
    pattern = re.compile(f"[{''.join(map(re.escape, names))}]+")
    if not any(pattern.search(text) for text in non_ascii(context.places.root)):
        return
    for route, node in scalars(context.places.root):
        for index, line in enumerate(node.text.split("\n")):
            for match in pattern.finditer(line):
                span = node.place(index, match.start(), len(match[0]))
                first = match[0][0]
                yield Finding(route, {"huruf": names[first], "kode": f"U+{ord(first):04X}"}, span=span)


_SPACE_FAULTS = (
    (re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)"), "spasi ganda"),
    (re.compile(r"(?<=[^\W_])\s+[,;:](?=\s|$)|(?<=[^\W_])\s+\.(?=\s*$)"), "spasi sebelum tanda baca"),
    (re.compile(r"(?<=[a-z])[,;](?=[A-Za-z])"), "tidak ada spasi setelah tanda baca"),
    (re.compile(r"\([ \u00a0]+(?=\S)|(?<=[^\s,;:])[ \u00a0]+\)"), "spasi di sisi dalam tanda kurung"),
)
"""Spaces that are wrong, with what is said of them."""
_SPACE_MARKS = ("  ", " ,", " ;", " :", " .", "( ", " )")
_TIGHT = re.compile(r"[,;][A-Za-z]")


@shape("spasi", words=("apa", "sekitar"))
@once
def spasi(context: Context) -> Iterator[Finding]:
    """Spaces stand where they belong."""
    whole = whole_text(context)
    tight = {match[0].lower() for match in _TIGHT.finditer(whole.text)}
    for reading in whole.candidates((*_SPACE_MARKS, *sorted(tight))):
        for pattern, what in _SPACE_FAULTS:
            for match in pattern.finditer(reading.text):
                if not reading.written(max(0, match.start() - 1), match.end()):
                    continue
                # An address of the net has no spaces after its commas.
                if "@" not in (word := _word_around(reading.text, match.start())) and "://" not in word:
                    around = reading.text[max(0, match.start() - 15) : match.end() + 15]
                    yield finding(context, reading, match.span(), {"apa": what, "sekitar": around})


def _word_around(text: str, position: int) -> str:
    """What stands without white space around a character, as far as it matters."""
    return (text[max(0, position - 100) : position].split() or [""])[-1] + (
        text[position : position + 100].split() or [""]
    )[0]


_NUMBERING = re.compile(r"(?<![\w(])(?:[a-z]{1,2}|[A-Z]|[ivxIVX]{1,4}|\d{1,2}|\*+)\)")
"""Numbers of points, such as "a)": their brackets have no partner."""


@shape("berpasangan", words=("pasangan", "tanda"))
@once
def berpasangan(context: Context) -> Iterator[Finding]:
    """Brackets and quotation marks come in pairs, inside a paragraph or at least inside an article."""
    whole = whole_text(context)
    units: dict[object, list[int]] = {}
    lopsided: set[object] = set()
    for number, (piece, (paragraph, pasal, lampiran)) in enumerate(zip(whole.pieces, whole.lines, strict=True)):
        unit: object = (pasal, lampiran) if pasal is not None else id(paragraph)
        units.setdefault(unit, []).append(number)
        if piece.count("(") != piece.count(")"):
            lopsided.add(unit)
    for unit, numbers in units.items():
        if unit in lopsided:
            yield from _brackets(context, [whole.reading(number) for number in numbers])
    for _, readings in groupby(whole.candidates(('"', "“", "”")), key=lambda reading: id(reading.paragraph)):
        yield from _quotation_marks(context, list(readings))


def _brackets(context: Context, readings: list[Reading]) -> Iterator[Finding]:
    """Brackets without a partner in the paragraphs of one article, or in one paragraph outside of articles."""
    opened: list[tuple[Reading, int]] = []
    surplus: list[tuple[Reading, int]] = []
    for reading in readings:
        numbering = {match.end() - 1 for match in _NUMBERING.finditer(reading.text)}
        for match in re.finditer(r"[()]", reading.text):
            position = match.start()
            if match[0] == "(":
                opened.append((reading, position))
            elif opened and (opened[-1][0].paragraph is reading.paragraph or position not in numbering):
                opened.pop()
            elif position not in numbering:
                surplus.append((reading, position))
    for reading, position in opened:
        yield finding(context, reading, (position, position + 1), {"tanda": "kurung buka `(`", "pasangan": "`)`"})
    for reading, position in surplus:
        yield finding(context, reading, (position, position + 1), {"tanda": "kurung tutup `)`", "pasangan": "`(`"})


def _quotation_marks(context: Context, readings: list[Reading]) -> Iterator[Finding]:
    """Quotation marks without a partner in one paragraph; after a figure the straight one means inches."""
    straight = [(reading, match.span()) for reading in readings for match in re.finditer(r"(?<!\d)\"", reading.text)]
    if len(straight) % 2:
        yield finding(context, *straight[-1], {"tanda": 'tanda petik `"`', "pasangan": '`"`'})
    opened = 0
    last_opened: tuple[Reading, Stretch] | None = None
    for reading in readings:
        for match in re.finditer("[“”]", reading.text):
            if match[0] == "“":
                opened, last_opened = opened + 1, (reading, match.span())
            elif opened:
                opened -= 1
            else:
                yield finding(context, reading, match.span(), {"tanda": "petik tutup `”`", "pasangan": "`“`"})
    if opened and last_opened is not None:
        yield finding(context, *last_opened, {"tanda": "petik buka `“`", "pasangan": "`”`"})
