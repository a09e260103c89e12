"""The words of a paragraph as a lawyer counts them: an amount with its words, a date, a number, a reference are one
word each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from ksdgen import bahasa
from ksdgen.paper.document import Gap, Inline, LineBreak, Origin, Reference, Text

_REFERENCE, _GAP, _LINE, _OTHER = "\ue000", "\ue001", "\ue002", "\ue003"
"""Stand in the scanned text for what is no text."""

_STAND_IN = re.compile(f"[{_REFERENCE}-{_OTHER}]")

_TAIL = re.compile(r"[;,.:]?(?:[^\S\n]+(?:dan/atau|dan|atau))?\s*\Z")
"""How a point of a list ends, which depends on what comes after it."""

_TAIL_LENGTH = 16
"""The last characters of a text among which its tail is sought."""

WORD_SIZE = 400
"""The longest stretch of letters, digits and joining signs that is looked at as one word."""

_DAY = "|".join(bahasa.DAYS)
_MONTH = "|".join(name.capitalize() for name in bahasa.MONTH_NUMBERS)
_WORD = rf"[a-z{_GAP}]{{1,30}}"
_NUMERAL_IN_WORDS = rf"{_WORD}(?:\ {_WORD}){{0,12}}"
_FIGURE = r"\d{1,3}(?:\.\d{3}){1,6}(?![\d.]*\d)|\d{1,20}"
_TIME_UNITS = r"tahun|bulan|minggu|hari\ kerja|hari\ kalender|hari|jam|triwulan|semester"
_PATTERN = rf"""
  (?P<polos> (?!(?:tanggal|ayat|huruf|angka)\b)[a-z]{{1,60}}(?![\w./@:&'’{_GAP}-]) )
| (?P<nilai_uang> Rp\.?\ ?\d[\d.]{{0,30}}(?:,(?:\d{{1,2}}|-))? (?:\ \([^()]{{1,300}}\))? )
| (?P<tanggal>
      (?:(?:{_DAY}|{_GAP}),?\ )? tanggal\ {_NUMERAL_IN_WORDS}\ bulan\ [A-Za-z{_GAP}]{{1,12}}\ tahun\ {_NUMERAL_IN_WORDS}
          (?:\ \((?:\d{{1,2}}-\d{{1,2}}-\d{{4}}|{_GAP})\))?
    | (?:(?:{_DAY}),?\ (?:tanggal\ )?)? \d{{1,2}}\ (?:{_MONTH})\ \d{{4}}
    | \d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}\b | \d{{4}}-\d{{2}}-\d{{2}}\b )
| (?P<jangka_waktu> (?:{_FIGURE})\ \([a-z ]{{1,200}}\)\ (?:{_TIME_UNITS})\b )
| (?P<persen> \d{{1,20}}(?:,\d{{1,20}})?\ ?%(?:\ \([a-z ]{{1,200}}\))? )
| (?P<bilangan> (?:{_FIGURE})(?:,\d{{1,20}})?\ \([a-z ]{{1,200}}\) )
| (?P<rujukan> (?:(?:ayat|huruf|angka)\ )?{_REFERENCE}(?:\ (?:ayat|huruf|angka)\ {_REFERENCE}){{0,6}}
    | (?:Pasal\ \d{{1,4}}[A-Z]{{0,2}}\b(?:\ ayat\ \(\d{{1,3}}[a-z]?\))?|ayat\ \(\d{{1,3}}[a-z]?\))(?:\ huruf\ [a-z]{{1,2}}\b)?(?:\ angka\ \d{{1,3}}\b)? )
| (?P<nomor> [\w{_GAP}./-]{{0,60}}?\d[\w{_GAP}./-]{{0,60}}\ Tahun\ \d{{4}}\b | \(\d{{2,5}}\)\ \d[\d-]{{3,15}}\b )
| (?P<pihak> PIHAK\ KE[A-Z]{{2,9}}(?:\ BELAS)?\b )
| (?P<kosong> {_GAP}(?![\w/.-]*[\w/]) )
| (?P<kata> [\w{_GAP}]{{1,{WORD_SIZE}}} (?:[./@:&'’_-][\w{_GAP}]{{1,{WORD_SIZE}}}){{0,60}} )
| (?P<baris> {_LINE} ) | (?P<lain> {_OTHER} )
| (?P<tanda> (?:\.{{3,200}}|…{{1,200}}|[^\s]) )
"""


class Token(NamedTuple):
    """One word, or what counts as one, in the string of a `Strand`.

    `key` decides what it equals, `kind` what it is (as the groups of `_PATTERN` say), [`start`, `end`) where it stands,
    and `gap` the white space before it.
    """

    key: Hashable
    kind: str
    gap: str
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_PATTERN, re.VERBOSE)


class Strand:
    """The inlines of a paragraph as one string that can be cut anywhere; what is no text takes one place."""

    __slots__ = ("_all_text", "_begins", "_content", "text")

    def __init__(self, content: Sequence[Inline]) -> None:
        self._content = content
        self._begins = [0]
        pieces: list[str] = []
        for inline in content:
            pieces.append(inline.content if isinstance(inline, Text) else _stand_in(inline))
            self._begins.append(self._begins[-1] + len(pieces[-1]))
        self.text = "".join(pieces)
        self._all_text = all(isinstance(inline, Text) for inline in content)

    def plain(self, text: str) -> bool:
        """Whether a piece of the string stands for itself."""
        return self._all_text or not _STAND_IN.search(text)

    def cut(self, start: int, end: int) -> tuple[Inline, ...]:
        """The inlines from one place to another; texts keep the places where they were written."""
        result: list[Inline] = []
        for index in range(self._where(start), len(self._content)):
            begin, end_of_piece = self._begins[index], self._begins[index + 1]
            if begin >= end:
                break
            inline = self._content[index]
            if not isinstance(inline, Text):
                if begin >= start:
                    result.append(inline)
            elif begin >= start and end_of_piece <= end:
                result.append(inline)
            else:
                result.append(_cut_text(inline, max(start - begin, 0), min(end, end_of_piece) - begin))
        return tuple(result)

    def _where(self, position: int) -> int:
        return max(0, bisect_right(self._begins, position) - 1)


def _cut_text(text: Text, start: int, end: int) -> Text:
    origin: list[tuple[int, Origin]] = []
    stretches = text.origin
    for index in range(max(0, bisect_right(stretches, start, key=itemgetter(0)) - 1), len(stretches)):
        begin = stretches[index][0]
        if begin >= end:
            break
        edge = stretches[index + 1][0] if index + 1 < len(stretches) else len(text.content)
        cut_start, until = max(begin, start), min(edge, end)
        if cut_start < until and (place := text.place(cut_start, until)) is not None:
            origin.append((cut_start - start, place))
    return Text(text.content[start:end], tuple(origin))


def _stand_in(inline: Inline) -> str:
    if isinstance(inline, Reference):
        return _REFERENCE
    if isinstance(inline, Gap):
        return _GAP
    return _LINE if isinstance(inline, LineBreak) else _OTHER


def tokenise(strand: Strand) -> list[Token]:
    """The words in order.

    The last one stands for the end: it holds what ends a point or a sentence, or nothing, and has no key of its own.
    """
    result: list[Token] = []
    current = 0
    tail = _TAIL.search(strand.text, max(0, len(strand.text) - _TAIL_LENGTH))
    boundary = tail.start() if tail is not None else len(strand.text)
    for match in _pattern().finditer(strand.text, 0, boundary):
        start, end = match.span()
        text, kind = match[0], match.lastgroup or "tanda"
        if kind == "polos":
            kind = "kata"
        elif kind == "kata" and not text.isalpha():
            kind = _word_kind(text)
        # Only text that could hold more than text is worth taking apart.
        key = text if strand.plain(text) else _key(kind, strand.cut(start, end))
        result.append(Token(key, kind, strand.text[current:start], start, end))
        current = end
    result.append(Token("", "ujung", strand.text[current:boundary], boundary, len(strand.text)))
    return result


def _key(kind: str, content: tuple[Inline, ...]) -> Hashable:
    """What a word equals: references that point to the same, and blanks, correspond though they print differently."""
    if len(content) == 1 and isinstance(content[0], Text):
        return content[0].content
    if kind == "kosong":
        return (Gap,)
    if kind == "rujukan" and (targets := [i.target for i in content if isinstance(i, Reference)]):
        return (Reference, targets[-1])
    return content


def _word_kind(text: str) -> str:
    """A number of a document, a plain number, or a word."""
    if not any(c.isdigit() for c in text):
        return "nomor" if _GAP in text else "kata"
    if text.replace(".", "").replace(",", "").isdigit():
        return "bilangan"
    return "nomor" if any(c in "/.-:@ " for c in text) else "kata"


# fmt: off
_LIGHT = frozenset((
    "dan", "atau", "dan/atau", "yang", "di", "ke", "dari", "pada", "dalam", "dengan", "untuk", "oleh", "ini", "itu", "adalah", "serta",
    "sebagai", "secara", "tersebut", "atas", "bagi", "kepada", "sesuai", "terhadap", "antara", "para",
))
# fmt: on
"""Words that two sentences share without having anything in common."""


@lru_cache(maxsize=1 << 14)
def weight(key: Hashable) -> int:
    """How much it says that two paragraphs share a word: signs and small words say little, values and references much."""
    if not isinstance(key, str):
        return 12
    if key.lower() in _LIGHT:
        return 2
    if len(key) == 1 and not key.isalnum():
        return 1
    return 12 if any(c.isdigit() for c in key) else 4 + min(len(key), 8)


def is_light(key: Hashable) -> bool:
    """Whether a word says nothing by itself: a sign or a small word."""
    return weight(key) <= 2
