"""The composed document as text to be proof-read, with the way back to where each character was written.

Checks read this and not the values of the agreement, because a mistake may lie between a template and a value; a
finding points to the characters in the file from which they came.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, ParamSpec

from ksdgen.diagnostics import Edit, Span
from ksdgen.paper.document import Gap, Inline, LineBreak, Paragraph, Reference, Table, Text, paragraphs_of
from ksdgen.rules.rule import Context, Finding
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode

Stretch = tuple[int, int]
"""Characters of a text, from the first up to the one after the last."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One paragraph as text; `pasal` is the article that it stands in, `lampiran` whether it belongs to an annex."""

    text: str
    paragraph: Paragraph
    inlines: tuple[tuple[int, Inline], ...]
    """What the paragraph is made of, each with the offset in `text` at which it begins."""
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
    """The whole document as one text, for searching: one line per paragraph.

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
        for paragraph, pasal, lampiran in _paragraphs(context):
            text = "".join(
                [inline.content if type(inline) is Text else _MASK * len(_text(inline)) for inline in paragraph.content]
            )
            if text:
                self.lines.append((paragraph, pasal, lampiran))
                self.starts.append(length)
                self.pieces.append(text)
                length += len(text) + 1
        self.text = "\n".join(self.pieces)
        lowered = self.text.lower()
        if len(lowered) != len(self.text):  # a few capitals have two small letters
            lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in self.text)
        self.lowered = lowered
        """`text` in small letters, with every character at the same place."""

    def index(self, position: int) -> int:
        """The number of the paragraph that a character of the whole text belongs to."""
        return bisect_right(self.starts, position) - 1

    def reading(self, number: int) -> Reading:
        """A paragraph by its number."""
        if number not in self._read:
            paragraph, pasal, lampiran = self.lines[number]
            inlines: list[tuple[int, Inline]] = []
            pieces: list[str] = []
            length = 0
            for inline in paragraph.content:
                if text := _text(inline):
                    inlines.append((length, inline))
                    pieces.append(text)
                    length += len(text)
            self._read[number] = Reading("".join(pieces), paragraph, tuple(inlines), pasal, lampiran)
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
        for wanted in words:
            position = text.find(wanted)
            while position >= 0:
                number = self.index(position)
                present.add(number)
                if number + 1 == len(self.starts):
                    break
                position = text.find(wanted, self.starts[number + 1])
        return [self.reading(number) for number in sorted(present)]


_MASK = "\x01"


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
    end = min([end, *(offset for offset, _ in inline.origin if offset > start)])
    end = start + max(1, len(inline.content[start:end].rstrip()))
    origin = inline.place(start, end)
    if origin is None:
        return None, None
    node = context.places.node(origin.route) if origin.route else None
    base_offset, base = next((offset, source) for offset, source in reversed(inline.origin) if offset <= start)
    if isinstance(node, ScalarNode) and base.span == node.span:
        return origin.route, _inside_value(node, inline.content[start:end], start - base_offset)
    return origin.route, origin.span


def _inside_value(node: ScalarNode, piece: str, column: int) -> Span:
    """The place of a part of a value that is printed whole; the whole value where it prints otherwise than it is
    written.
    """
    if node.text[column : column + len(piece)].casefold() == piece.casefold():
        return node.place(0, column, len(piece))
    found = node.text.casefold().find(piece.casefold())
    return node.place(0, found, len(piece)) if found >= 0 and "\n" not in node.text else node.span


def _find(context: Context, piece: str) -> tuple[str, Span | None]:
    """The value in which a text stands. For frozen papers, whose document does not remember its origins."""
    wanted = " ".join(piece.split()).casefold()
    for route, node in scalars(context.places.root):
        for index, line in enumerate(node.text.split("\n")):
            if (column := line.casefold().find(wanted)) >= 0:
                return route, node.place(index, column, len(wanted))
        if wanted in " ".join(node.text.split()).casefold():
            return route, node.span
    return "", None


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


def sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after some characters in their sentence."""
    ahead, behind = text[:start], text[end:]
    before = max((match.end() for match in _boundaries(ahead)), default=0)
    after = next((match.start() for match in _boundaries(behind)), len(behind))
    return ahead[before:], behind[:after]


def _boundaries(text: str) -> Iterator[re.Match[str]]:
    """Where sentences end in a text."""
    return (match for match in _SENTENCE_END.finditer(text) if not _is_abbreviation(text, match.start()))


def _is_abbreviation(text: str, stop: int) -> bool:
    """Whether a full stop belongs to an abbreviation such as "No." or "jo."."""
    return (
        text[stop] == "."
        and re.search(r"(?:\b(?:No|Nr|jo|Th|Thn|hlm|Jl|H|Hj|Dr|Drs|Ir|Prof)|\b[A-Z])$", text[:stop], re.IGNORECASE)
        is not None
    )


_NUMBER_TENTANG = re.compile(
    r"\b(?:Nomor\s+\S+(?:\s+\S+){0,6}?\s+tentang"
    r"|(?:Undang-Undang|UU|Peraturan|Keputusan|Qanun|Instruksi|Surat\s+Edaran|Perda|Permen\w*|Perpres|PP)\b[^;.]{0,80}?\btentang)\s+",
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")


def quotations(reading: Reading) -> list[Stretch]:
    """Characters that quote: titles of acts and of other papers, and what stands in quotation marks.

    Their spelling is not ours.
    """
    text = reading.text
    titles = [match.end() for match in _NUMBER_TENTANG.finditer(text)]
    result = [(start, end if (end := text.find(";", start)) >= 0 else len(text)) for start in titles]
    return result + [match.span() for match in _QUOTED.finditer(text)]


def is_inside(position: int, stretches: Iterable[Stretch]) -> bool:
    """Whether a character lies in one of some stretches."""
    return any(start <= position < end for start, end in stretches)


def spaced(phrase: str) -> str:
    """A pattern for a phrase, whatever white space stands between its words."""
    return r"\s+".join(map(re.escape, phrase.split()))


@cache
def whole_word(words: tuple[str, ...], flags: int = 0) -> re.Pattern[str]:
    """Any of some words or phrases, standing alone; the longest first."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(spaced, longest_first)) or '(?!)'})(?![\w-])", flags)
