"""Characters, spaces, brackets and quotation marks: none hidden, none missing, none too many.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the characters in the
file from which they came.
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
def huruf_tersembunyi(k: Context, p: HiddenCharacters) -> Iterator[Finding]:
    """Characters that look like nothing or like a plain space: `huruf` gives their names by code point."""
    name: Mapping[str, str] = {chr(int(code, 16)): term for code, term in p.huruf.items()}
    pattern = re.compile(f"[{''.join(map(re.escape, name))}]+")
    if not any(pattern.search(text) for text in non_ascii(k.places.root)):
        return
    for route, node in scalar(k.places.root):
        for i, lines in enumerate(node.text.split("\n")):
            for m in pattern.finditer(lines):
                span = node.place(i, m.start(), len(m[0]))
                yield Finding(route, {"huruf": name[m[0][0]], "kode": f"U+{ord(m[0][0]):04X}"}, span=span)


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
def spasi(k: Context) -> Iterator[Finding]:
    """Spaces stand where they belong."""
    naskah = whole_text(k)
    tight = {naskah.text[m.start() : m.end()].lower() for pattern in _TIGHT for m in pattern.finditer(naskah.text)}
    for b in naskah.candidates((*_SPACE_MARKS, *sorted(tight))):
        for pattern, what in _SPACE:
            for m in pattern.finditer(b.text):
                if not b.written(max(0, m.start() - 1), m.end()):
                    continue
                if "@" not in (words := _word_around(b.text, m.start())) and "://" not in words:
                    yield finding(
                        k,
                        b,
                        m.span(),
                        {"apa": what, "sekitar": " ".join(b.text[max(0, m.start() - 15) : m.end() + 15].split(" "))},
                    )


def _word_around(text: str, position: int) -> str:
    """What stands without white space around a character: an address of the net has no spaces after its commas."""
    return (text[:position].split() or [""])[-1] + (text[position:].split() or [""])[0]


_NUMBER_BRACKET = re.compile(r"(?<![\w(])(?:[a-z]{1,2}|[A-Z]|[ivxIVX]{1,4}|\d{1,2}|\*+)\)")


@shape("berpasangan", words=("pasangan", "tanda"))
@once
def berpasangan(k: Context) -> Iterator[Finding]:
    """Brackets and quotation marks come in pairs, inside a paragraph or at least inside an article."""
    naskah = whole_text(k)
    lopsided = [i for i, t in enumerate(naskah.pieces) if t.count("(") != t.count(")")]
    group = {naskah.lines[i][1:] if naskah.lines[i][1] is not None else i for i in lopsided}
    if group:
        members: dict[object, list[int]] = {}
        for i, (_, pasal, lampiran) in enumerate(naskah.lines):
            mark: object = (pasal, lampiran) if pasal is not None else i
            if mark in group:
                members.setdefault(mark, []).append(i)
        for index in members.values():
            yield from _brackets(k, [naskah.reading(i) for i in index])
    for b in naskah.candidates(('"', "“", "”")):
        yield from _quote(k, b)


def _brackets(k: Context, everything: list[Reading]) -> Iterator[Finding]:
    """Brackets of one article, or of one paragraph outside of articles."""
    open_items: list[tuple[Reading, int]] = []
    surplus: list[tuple[Reading, int]] = []
    for b in everything:
        number = [m.span() for m in _NUMBER_BRACKET.finditer(b.text)]
        for i, letter in enumerate(b.text):
            if letter == "(":
                open_items.append((b, i))
            elif letter == ")" and open_items and (open_items[-1][0] is b or not is_inside(i, number)):
                open_items.pop()
            elif letter == ")" and not is_inside(i, number):
                surplus.append((b, i))
    yield from _report_brackets(k, open_items, surplus)


def _report_brackets(
    k: Context, open_items: list[tuple[Reading, int]], surplus: list[tuple[Reading, int]]
) -> Iterator[Finding]:
    for b, i in open_items:
        yield finding(k, b, (i, i + 1), {"tanda": "kurung buka `(`", "pasangan": "`)`"})
    for b, i in surplus:
        yield finding(k, b, (i, i + 1), {"tanda": "kurung tutup `)`", "pasangan": "`(`"})


def _quote(k: Context, b: Reading) -> Iterator[Finding]:
    straight = [m.start() for m in re.finditer(r"(?<!\d)\"", b.text)]
    if len(straight) % 2 and '"' in b.text:
        yield finding(k, b, (straight[-1], straight[-1] + 1), {"tanda": 'tanda petik `"`', "pasangan": '`"`'})
    open_ = 0
    location = 0
    for m in re.finditer("[“”]", b.text):
        if m[0] == "“":
            open_, location = open_ + 1, m.start()
        elif open_:
            open_ -= 1
        else:
            yield finding(k, b, m.span(), {"tanda": "petik tutup `”`", "pasangan": "`“`"})
    if open_:
        yield finding(k, b, (location, location + 1), {"tanda": "petik buka `“`", "pasangan": "`”`"})
