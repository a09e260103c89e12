"""Characters, spaces, brackets and quotation marks: none hidden, none missing, none too many.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the
characters in the file from which they came.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping

from ksdgen.rules.reading import (
    Reading,
    finding,
    is_inside,
    non_ascii,
    once,
    scalar,
    whole_text,
)
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
    name: Mapping[str, str] = {chr(int(code, 16)): term for code, term in parameter.huruf.items()}
    pattern = re.compile(f"[{''.join(map(re.escape, name))}]+")
    if not any(pattern.search(text) for text in non_ascii(context.places.root)):
        return
    for route, node in scalar(context.places.root):
        for index, lines in enumerate(node.text.split("\n")):
            for match in pattern.finditer(lines):
                span = node.place(index, match.start(), len(match[0]))
                yield Finding(route, {"huruf": name[match[0][0]], "kode": f"U+{ord(match[0][0]):04X}"}, span=span)


_SPACE = (
    (re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)"), "spasi ganda"),
    (re.compile(r"(?<=[^\W_])\s+[,;:](?=\s|$)|(?<=[^\W_])\s+\.(?=\s*$)"), "spasi sebelum tanda baca"),
    (re.compile(r"(?<=[a-z])[,;](?=[A-Za-z])"), "tidak ada spasi setelah tanda baca"),
    (re.compile(r"\([ \u00a0]+(?=\S)|(?<=[^\s,;:])[ \u00a0]+\)"), "spasi di sisi dalam tanda kurung"),
)


_SPACE_MARKS = ("  ", " ,", " ;", " :", " .", "( ", " )")
_TIGHT = (re.compile(r",[A-Za-z]"), re.compile(r";[A-Za-z]"))


@shape("spasi", words=("apa", "sekitar"))
@once
def spasi(context: Context) -> Iterator[Finding]:
    """Spaces stand where they belong."""
    naskah = whole_text(context)
    tight = {
        naskah.text[match.start() : match.end()].lower()
        for pattern in _TIGHT
        for match in pattern.finditer(naskah.text)
    }
    for reading in naskah.candidates((*_SPACE_MARKS, *sorted(tight))):
        for pattern, what in _SPACE:
            for match in pattern.finditer(reading.text):
                if not reading.written(max(0, match.start() - 1), match.end()):
                    continue
                if "@" not in (words := _word_around(reading.text, match.start())) and "://" not in words:
                    yield finding(
                        context,
                        reading,
                        match.span(),
                        {
                            "apa": what,
                            "sekitar": " ".join(reading.text[max(0, match.start() - 15) : match.end() + 15].split(" ")),
                        },
                    )


def _word_around(text: str, position: int) -> str:
    """What stands without white space around a character: an address of the net has no spaces after its commas."""
    return (text[:position].split() or [""])[-1] + (text[position:].split() or [""])[0]


_NUMBER_BRACKET = re.compile(r"(?<![\w(])(?:[a-z]{1,2}|[A-Z]|[ivxIVX]{1,4}|\d{1,2}|\*+)\)")


@shape("berpasangan", words=("pasangan", "tanda"))
@once
def berpasangan(context: Context) -> Iterator[Finding]:
    """Brackets and quotation marks come in pairs, inside a paragraph or at least inside an article."""
    naskah = whole_text(context)
    lopsided = [position for position, t in enumerate(naskah.pieces) if t.count("(") != t.count(")")]
    group = {naskah.lines[position][1:] if naskah.lines[position][1] is not None else position for position in lopsided}
    if group:
        members: dict[object, list[int]] = {}
        for position, (_, pasal, lampiran) in enumerate(naskah.lines):
            mark: object = (pasal, lampiran) if pasal is not None else position
            if mark in group:
                members.setdefault(mark, []).append(position)
        for index in members.values():
            yield from _brackets(context, [naskah.reading(position) for position in index])
    for reading in naskah.candidates(('"', "“", "”")):
        yield from _quote(context, reading)


def _brackets(context: Context, everything: list[Reading]) -> Iterator[Finding]:
    """Brackets of one article, or of one paragraph outside of articles."""
    open_items: list[tuple[Reading, int]] = []
    surplus: list[tuple[Reading, int]] = []
    for reading in everything:
        number = [m.span() for m in _NUMBER_BRACKET.finditer(reading.text)]
        for position, letter in enumerate(reading.text):
            if letter == "(":
                open_items.append((reading, position))
            elif letter == ")" and open_items and (open_items[-1][0] is reading or not is_inside(position, number)):
                open_items.pop()
            elif letter == ")" and not is_inside(position, number):
                surplus.append((reading, position))
    yield from _report_brackets(context, open_items, surplus)


def _report_brackets(
    context: Context, open_items: list[tuple[Reading, int]], surplus: list[tuple[Reading, int]]
) -> Iterator[Finding]:
    for reading, position in open_items:
        yield finding(context, reading, (position, position + 1), {"tanda": "kurung buka `(`", "pasangan": "`)`"})
    for reading, position in surplus:
        yield finding(context, reading, (position, position + 1), {"tanda": "kurung tutup `)`", "pasangan": "`(`"})


def _quote(context: Context, reading: Reading) -> Iterator[Finding]:
    straight = [match.start() for match in re.finditer(r"(?<!\d)\"", reading.text)]
    if len(straight) % 2 and '"' in reading.text:
        yield finding(
            context, reading, (straight[-1], straight[-1] + 1), {"tanda": 'tanda petik `"`', "pasangan": '`"`'}
        )
    open_ = 0
    location = 0
    for match in re.finditer("[“”]", reading.text):
        if match[0] == "“":
            open_, location = open_ + 1, match.start()
        elif open_:
            open_ -= 1
        else:
            yield finding(context, reading, match.span(), {"tanda": "petik tutup `”`", "pasangan": "`“`"})
    if open_:
        yield finding(context, reading, (location, location + 1), {"tanda": "petik buka `“`", "pasangan": "`”`"})
