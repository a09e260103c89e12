"""The composed document as text to be proof-read, with the way back to where each character was written.

Checks read this and not the values of the agreement, because a mistake may lie between a template and a value; a
finding points to the characters in the file from which they came.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from itertools import accumulate
from typing import Any, ParamSpec

from ksdgen.diagnostics import Edit, Span
from ksdgen.paper.document import Gap, Inline, LineBreak, Origin, Paragraph, Reference, Table, Text, paragraphs_of
from ksdgen.rules.rule import Context, Finding
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode

Stretch = tuple[int, int]
"""Characters of a text, from the first up to the one after the last."""


LONGEST = 4000
"""How many characters are read at once. A longer paragraph is read in pieces, cut between sentences where it has any,
so that what a check does within one reading cannot grow with the paper.
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """One paragraph as text, or a piece of a very long one; `pasal` is the article that it stands in, `lampiran`
    whether it belongs to an annex.
    """

    text: str
    paragraph: Paragraph
    inlines: tuple[tuple[int, Inline], ...]
    """What the paragraph is made of, each with the offset in `text` at which it begins; before 0 where it began in the
    piece before.
    """
    pasal: int | None = None
    lampiran: bool = False

    def inline(self, position: int) -> tuple[int, Inline]:
        """The inline that a character belongs to, with the offset at which that begins."""
        for start, inline in reversed(self.inlines):
            if start <= position:
                return start, inline
        return self.inlines[0]

    def written(self, start: int, end: int) -> bool:
        """Whether characters are all text that somebody wrote: no computed reference, no blank."""
        return all(
            isinstance(inline, Text)
            for i, (begin, inline) in enumerate(self.inlines)
            if begin < end and (i + 1 == len(self.inlines) or self.inlines[i + 1][0] > start)
        )


class WholeText:
    """The whole document as one text, for searching: one line per paragraph, or per piece of a very long one.

    Searching all paragraphs with every rule's patterns would cost far more than composing, so checks first look for
    plain words in the whole text and read only the paragraphs that have one. What nobody typed (computed references,
    blanks) is masked here.
    """

    __slots__ = ("_read", "lines", "lowered", "memo", "pieces", "starts", "text")

    def __init__(self, context: Context) -> None:
        self.lines: list[tuple[Paragraph, int | None, bool]] = []
        """Each paragraph with the number of its article and whether it belongs to an annex."""
        self.starts: list[int] = []
        """Where each paragraph begins in `text`."""
        self.memo: dict[str, Any] = {}
        """What checks have worked out for the others."""
        self._read: dict[int, Reading] = {}
        self.pieces: list[str] = []
        """The text of each paragraph."""
        length = 0
        for line in _paragraphs(context):
            text = "".join(
                [inline.content if type(inline) is Text else _MASK * len(_text(inline)) for inline in line[0].content]
            )
            if text:
                for piece in (text,) if len(text) <= LONGEST else self._cut(text, line):
                    self.lines.append(line)
                    self.starts.append(length)
                    self.pieces.append(piece)
                    length += len(piece) + 1
        self.text = "\n".join(self.pieces)
        lowered = self.text.lower()
        if len(lowered) != len(self.text):  # a few capitals have two small letters
            lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in self.text)
        self.lowered = lowered
        """`text` in small letters, with every character at the same place."""

    def _cut(self, text: str, line: tuple[Paragraph, int | None, bool]) -> list[str]:
        """The pieces of a very long paragraph, whose readings are made at once."""
        whole = _reading(*line)
        begins = [begin for begin, _ in whole.inlines]
        result: list[str] = []
        for start, end in stretches(text):
            first, last = max(0, bisect_right(begins, start) - 1), bisect_left(begins, end)
            inlines = tuple((begin - start, inline) for begin, inline in whole.inlines[first:last])
            self._read[len(self.lines) + len(result)] = Reading(whole.text[start:end], line[0], inlines, *line[1:])
            result.append(text[start:end])
        return result

    def index(self, position: int) -> int:
        """The number of the paragraph that a character of the whole text belongs to."""
        return bisect_right(self.starts, position) - 1

    def reading(self, number: int) -> Reading:
        """A paragraph by its number."""
        if number not in self._read:
            self._read[number] = _reading(*self.lines[number])
        return self._read[number]

    def words(self) -> list[str]:
        """All words in reading order, in small letters, with the punctuation that touches them."""
        if "kata" not in self.memo:
            self.memo["kata"] = self.lowered.split()
        result: list[str] = self.memo["kata"]
        return result

    def candidates(self, words: Iterable[str], exact: bool = False) -> list[Reading]:
        """The paragraphs in which one of some texts stands, in reading order.

        Args:
            words: the texts, in small letters unless `exact`.
            exact: capitals count.
        """
        text = self.text if exact else self.lowered
        present: set[int] = set()
        for count, wanted in enumerate(words):
            if count == _WORDS:  # looking for so many costs more than reading everything
                present.update(range(len(self.starts)))
                break
            position = text.find(wanted)
            while position >= 0:
                number = self.index(position)
                present.add(number)
                if number + 1 == len(self.starts):
                    break
                position = text.find(wanted, self.starts[number + 1])
        return [self.reading(number) for number in sorted(present)]


_MASK = "\x01"
_WORDS = 500
"""How many texts are looked for in the whole text before every paragraph is read instead."""


def _reading(paragraph: Paragraph, pasal: int | None, lampiran: bool) -> Reading:
    """A whole paragraph."""
    inlines: list[tuple[int, Inline]] = []
    pieces: list[str] = []
    length = 0
    for inline in paragraph.content:
        if text := _text(inline):
            inlines.append((length, inline))
            pieces.append(text)
            length += len(text)
    return Reading("".join(pieces), paragraph, tuple(inlines), pasal, lampiran)


def stretches(text: str) -> Iterator[Stretch]:
    """A long text in stretches of at most `LONGEST` characters: cut after a sentence, else after a word."""
    start = 0
    while len(text) - start > LONGEST:
        edges = (start + LONGEST // 2, start + LONGEST - 1)
        end = max(text.rfind(mark, *edges) for mark in (". ", "; ", "\n"))
        if end < 0:
            end = text.rfind(" ", *edges)
        end = end + 1 if end >= 0 else start + LONGEST
        yield start, end
        start = end
    yield start, len(text)


def _text(inline: Inline) -> str:
    if isinstance(inline, LineBreak):
        return "\n"
    return inline.content if isinstance(inline, Text | Reference | Gap) else ""


def _paragraphs(context: Context) -> Iterator[tuple[Paragraph, int | None, bool]]:
    """The paragraphs of the document, each with the number of its article and whether it belongs to an annex."""
    pasal: int | None = None
    lampiran = False
    for block in context.composition.dokumen.content:
        if isinstance(block, Paragraph):
            if block.role == "pasal" and block.number is not None:
                pasal = block.number.value
            elif block.role == "lampiran_judul":
                pasal, lampiran = None, True
            elif block.role == "penutup":
                pasal = None
            yield block, pasal, lampiran
        elif isinstance(block, Table):
            for paragraph in paragraphs_of((block,)):
                yield paragraph, pasal, lampiran


_latest: tuple[Context, WholeText] | None = None


def whole_text(context: Context) -> WholeText:
    """The document as one text. That of the last agreement is kept: its rules run one after the other."""
    global _latest
    remembered = _latest
    if remembered is None or remembered[0] is not context:
        remembered = _latest = (context, WholeText(context))
    return remembered[1]


# --- back to the file -------------------------------------------------------------------------------------------------


def route_at(reading: Reading, position: int) -> str | None:
    """The route of the value that a character comes from; None for text of a template."""
    start, inline = reading.inline(position)
    if isinstance(inline, Text):
        origin = inline.place(position - start, position - start + 1)
    else:
        origin = getattr(inline, "origin", None)
    return origin.route if origin is not None else None


def finding(
    context: Context,
    reading: Reading,
    stretch: Stretch,
    fillings: dict[str, str],
    *other: Stretch,
    replacement: str | None = None,
) -> Finding:
    """A finding at some characters of the document.

    Args:
        context: the agreement.
        reading: the paragraph.
        stretch: the characters that are wrong.
        fillings: words for the message.
        other: other characters that took part. Where the wrong ones come from a template, a value of the agreement is
            shown instead.
        replacement: what should stand there, if that is beyond doubt; offered as a correction where the place is exact.
    """
    places = [_place(context, reading, characters) for characters in (stretch, *other)]
    route, span = next((place for place in places if place[0] is not None), places[0])
    fixes: tuple[Edit, ...] = ()
    if (
        replacement is not None
        and places[0][0] is not None
        and span is not None
        and span.file == context.places.file
        and span.line == span.end_line
        and span.end_column - span.column == stretch[1] - stretch[0]
    ):
        fixes = (Edit(span, replacement),)
    if span is None:
        route, span = _find(context, reading.text[slice(*stretch)])
    return Finding(route or "", fillings, span=span, fixes=fixes)


def _place(context: Context, reading: Reading, stretch: Stretch) -> tuple[str | None, Span | None]:
    """Route and place of some characters of a paragraph, as far as they come from one line of a file."""
    begin, inline = reading.inline(stretch[0])
    if not isinstance(inline, Text):
        origin = getattr(inline, "origin", None)
        return (origin.route, origin.span) if origin is not None else (None, None)
    start, end = stretch[0] - begin, min(stretch[1] - begin, len(inline.content))
    # A span lies on one line, and the next origin begins where the next line or value does.
    at = bisect_right(inline.origin, start, key=_offset)
    if at < len(inline.origin):
        end = min(end, inline.origin[at][0])
    end = start + max(1, len(inline.content[start:end].rstrip()))
    origin = inline.place(start, end)
    if origin is None:
        return None, None
    node = context.places.node(origin.route) if origin.route else None
    base_offset, base = inline.origin[at - 1]
    if isinstance(node, ScalarNode) and base.span == node.span:
        return origin.route, _inside_value(node, inline.content[start:end], start - base_offset)
    return origin.route, origin.span


def _offset(origin: tuple[int, Origin]) -> int:
    return origin[0]


def _inside_value(node: ScalarNode, piece: str, column: int) -> Span:
    """The place of a part of a value that is printed whole; the whole value where it prints otherwise than it is
    written.
    """
    if node.text[column : column + len(piece)].casefold() == piece.casefold():
        return node.place(0, column, len(piece))
    found = _folded(node.text).find(piece.casefold())
    return node.place(0, found, len(piece)) if found >= 0 and "\n" not in node.text else node.span


@lru_cache(maxsize=4)
def _folded(text: str) -> str:
    """A value for comparison; a long one is looked at again and again."""
    return text.casefold()


def _find(context: Context, piece: str) -> tuple[str, Span | None]:
    """The value in which a text stands. For frozen papers, whose document does not remember its origins."""
    memo = whole_text(context).memo
    if "nilai" not in memo:
        nodes = list(scalars(context.places.root))
        texts = [" ".join(node.text.split()).casefold() for _, node in nodes]
        memo["nilai"] = (nodes, list(accumulate((len(text) + 1 for text in texts), initial=0)), "\n".join(texts))
    nodes, starts, text = memo["nilai"]
    wanted = " ".join(piece.split()).casefold()
    position = text.find(wanted)
    if position < 0 or not nodes:
        return "", None
    route, node = nodes[bisect_right(starts, position) - 1]
    for index, line in enumerate(node.text.split("\n")):
        if (column := line.casefold().find(wanted)) >= 0:
            return route, node.place(index, column, len(wanted))
    return route, node.span


def scalars(node: Node | None, route: str = "") -> Iterator[tuple[str, ScalarNode]]:
    """Every single value below a node, with its route."""
    if isinstance(node, ScalarNode):
        yield route, node
    elif isinstance(node, MappingNode):
        for name, child in node.content.items():
            yield from scalars(child, f"{route}.{name}" if route else name)
    elif isinstance(node, SequenceNode):
        for index, child in enumerate(node.items):
            yield from scalars(child, f"{route}.{index}" if route else str(index))


def non_ascii(node: Node | None) -> Iterator[str]:
    """The texts below a node that hold more than ASCII."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, ScalarNode):
            if not current.text.isascii():
                yield current.text
        elif isinstance(current, MappingNode):
            stack += current.content.values()
        elif isinstance(current, SequenceNode):
            stack += current.items


# --- helpers of checks ------------------------------------------------------------------------------------------------


_P = ParamSpec("_P")


def once(check: Callable[_P, Iterable[Finding]]) -> Callable[_P, Iterator[Finding]]:
    """A check that says each thing once: a value may be printed several times."""

    @wraps(check)
    def wrap(*args: _P.args, **kwargs: _P.kwargs) -> Iterator[Finding]:
        seen: set[tuple[object, ...]] = set()
        for found in check(*args, **kwargs):
            key = (found.route, found.span, *(filling.casefold() for filling in found.fillings.values()))
            if key not in seen:
                seen.add(key)
                yield found

    return wrap


_SENTENCE_END = re.compile(r"[.;:!?](?=\s)|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nr|jo|Th|Thn|hlm|Jl|H|Hj|Dr|Drs|Ir|Prof)|\b[A-Z])$",
    re.IGNORECASE,
)


def sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after some characters in their sentence."""
    boundaries = _boundaries(text)
    before = bisect_left(boundaries, start)
    after = bisect_left(boundaries, end)
    begin = boundaries[before - 1] + 1 if before else 0
    return text[begin:start], text[end : boundaries[after] if after < len(boundaries) else len(text)]


@lru_cache(maxsize=16)
def _boundaries(text: str) -> list[int]:
    """Where sentences end in a text: at a sign that does not belong to an abbreviation such as "No." or "jo."."""
    return [
        stop
        for stop in (match.start() for match in _SENTENCE_END.finditer(text))
        if text[stop] != "." or _ABBREVIATION.search(text, max(0, stop - 4), stop) is None
    ]


_NUMBER_TENTANG = re.compile(
    r"\b(?:Nomor\s+\S+(?:\s+\S+){0,6}?\s+tentang"
    r"|(?:Undang-Undang|UU|Peraturan|Keputusan|Qanun|Instruksi|Surat\s+Edaran|Perda|Permen\w*|Perpres|PP)\b[^;.]{0,80}?\btentang)\s+",
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")


def quotations(reading: Reading) -> list[Stretch]:
    """Characters that quote: titles of acts and of other papers, and what stands in quotation marks.

    Their spelling is not ours.
    """
    return _quotations(reading.text)


@lru_cache(maxsize=16)
def _quotations(text: str) -> list[Stretch]:
    titles = [match.end() for match in _NUMBER_TENTANG.finditer(text)]
    result = [(start, end if (end := text.find(";", start)) >= 0 else len(text)) for start in titles]
    return result + [match.span() for match in _QUOTED.finditer(text)]


def is_inside(position: int, stretches: Iterable[Stretch]) -> bool:
    """Whether a character lies in one of some stretches."""
    return any(start <= position < end for start, end in stretches)


def occurrences(text: str, wanted: str) -> Iterator[int]:
    """Where a text stands in another."""
    position = text.find(wanted)
    while position >= 0:
        yield position
        position = text.find(wanted, position + 1)


def spaced(phrase: str) -> str:
    """A pattern for a phrase, whatever white space stands between its words."""
    return r"\s+".join(map(re.escape, phrase.split()))


@cache
def whole_word(words: tuple[str, ...], flags: int = 0) -> re.Pattern[str]:
    """Any of some words or phrases, standing alone; the longest first."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(spaced, longest_first)) or '(?!)'})(?![\w-])", flags)
