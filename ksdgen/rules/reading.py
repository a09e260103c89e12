"""The composed document as text to be proof-read, with the way back to where each character was written."""

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
    location: tuple[tuple[int, Inline], ...]
    pasal: int | None = None
    lampiran: bool = False

    def inline(self, position: int) -> tuple[int, Inline]:
        """The inline that a character belongs to, with the offset at which that begins."""
        for start, content in reversed(self.location):
            if start <= position:
                return start, content
        return self.location[0]

    def written(self, start: int, end: int) -> bool:
        """Whether characters are all text that somebody wrote: no computed reference, no blank."""
        return all(
            isinstance(content, Text)
            for i, (begin, content) in enumerate(self.location)
            if begin < end and (i + 1 == len(self.location) or self.location[i + 1][0] > start)
        )


class WholeText:
    """The whole document as one text, for searching: one line per paragraph.

    Searching all paragraphs with every rule's patterns would cost far more than composing, so checks first look for
    plain words in the whole text and read only the paragraphs that have one. What nobody typed (computed references,
    blanks) is masked here.
    """

    __slots__ = ("_read", "lines", "lowered", "memo", "pieces", "start", "text")

    def __init__(self, context: Context) -> None:
        self.lines: list[tuple[Paragraph, int | None, bool]] = []
        self.start: list[int] = []
        self.memo: dict[str, Any] = {}
        """What checks have worked out for the others."""
        self._read: dict[int, Reading] = {}
        self.pieces: list[str] = []
        """The text of each paragraph."""
        length = 0
        for paragraph, pasal, lampiran in _paragraph(context):
            text = "".join([i.content if type(i) is Text else _MASK * len(_text(i)) for i in paragraph.content])
            if text:
                self.lines.append((paragraph, pasal, lampiran))
                self.start.append(length)
                self.pieces.append(text)
                length += len(text) + 1
        self.text = "\n".join(self.pieces)
        lowered = self.text.lower()
        if len(lowered) != len(self.text):  # a few capitals have two small letters
            lowered = "".join(h.lower() if len(h.lower()) == 1 else h for h in self.text)
        self.lowered = lowered

    def index(self, position: int) -> int:
        """The number of the paragraph that a character of the whole text belongs to."""
        return bisect_right(self.start, position) - 1

    def reading(self, number: int) -> Reading:
        """A paragraph by its number."""
        if number not in self._read:
            paragraph, pasal, lampiran = self.lines[number]
            location: list[tuple[int, Inline]] = []
            pieces: list[str] = []
            length = 0
            for content in paragraph.content:
                if text := _text(content):
                    location.append((length, content))
                    pieces.append(text)
                    length += len(text)
            self._read[number] = Reading("".join(pieces), paragraph, tuple(location), pasal, lampiran)
        return self._read[number]

    def words(self) -> list[str]:
        """All words in reading order, in small letters, with the punctuation that touches them."""
        if "kata" not in self.memo:
            self.memo["kata"] = self.lowered.split()
        result: list[str] = self.memo["kata"]
        return result

    def candidates(self, words: Iterable[str], exact: bool = False) -> list[Reading]:
        """The paragraphs in which one of some texts stands, in reading order; small letters unless `exact`."""
        text = self.text if exact else self.lowered
        present: set[int] = set()
        for find in words:
            position = text.find(find)
            while position >= 0:
                number = bisect_right(self.start, position) - 1
                present.add(number)
                if number + 1 == len(self.start):
                    break
                position = text.find(find, self.start[number + 1])
        return [self.reading(number) for number in sorted(present)]


_MASK = "\x01"


def _text(content: Inline) -> str:
    return (
        content.content
        if isinstance(content, Text | Reference | Gap)
        else "\n"
        if isinstance(content, LineBreak)
        else ""
    )


def _paragraph(context: Context) -> Iterator[tuple[Paragraph, int | None, bool]]:
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
    """The document as one text; that of the last agreement is kept, for all rules of an agreement run one after the
    other.
    """
    global _latest
    remembered = _latest
    if remembered is None or remembered[0] is not context:
        remembered = _latest = (context, WholeText(context))
    return remembered[1]


# --- back to the file -------------------------------------------------------------------------------------------------


def route_at(reading: Reading, position: int) -> str | None:
    """The route of the value that a character comes from; None for text of a template."""
    start, content = reading.inline(position)
    origin = (
        content.place(position - start, position - start + 1)
        if isinstance(content, Text)
        else getattr(content, "origin", None)
    )
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
    place = [_place(context, reading, r) for r in (stretch, *other)]
    route, span = next((t for t in place if t[0] is not None), place[0])
    fixes: tuple[Edit, ...] = ()
    exact = (
        place[0][0] is not None and span is not None and span.file == context.places.file and span.line == span.end_line
    )
    if (
        replacement is not None
        and span is not None
        and exact
        and span.end_column - span.column == stretch[1] - stretch[0]
    ):
        fixes = (Edit(span, replacement),)
    if span is None:
        route, span = _find(context, reading.text[slice(*stretch)])
    return Finding(route or "", fillings, span=span, fixes=fixes)


def _place(context: Context, reading: Reading, stretch: Stretch) -> tuple[str | None, Span | None]:
    begin, content = reading.inline(stretch[0])
    if not isinstance(content, Text):
        origin = getattr(content, "origin", None)
        return (origin.route, origin.span) if origin is not None else (None, None)
    start, end = stretch[0] - begin, min(stretch[1] - begin, len(content.content))
    # A span lies on one line, and the next origin begins where the next line or value does.
    end = min([end, *(o for o, _ in content.origin if o > start)])
    end = start + max(1, len(content.content[start:end].rstrip()))
    origin = content.place(start, end)
    if origin is None:
        return None, None
    node = context.places.node(origin.route) if origin.route else None
    base_offset, original = next((o, a) for o, a in reversed(content.origin) if o <= start)
    if isinstance(node, ScalarNode) and original.span == node.span:
        return origin.route, _inside_value(node, content.content[start:end], start - base_offset)
    return origin.route, origin.span


def _inside_value(node: ScalarNode, piece: str, column: int) -> Span:
    """The place of a part of a value that is printed whole; the whole value where it prints otherwise than it is
    written.
    """
    if node.text[column : column + len(piece)].casefold() == piece.casefold():
        return node.place(0, column, len(piece))
    location = node.text.casefold().find(piece.casefold())
    return node.place(0, location, len(piece)) if location >= 0 and "\n" not in node.text else node.span


def _find(context: Context, piece: str) -> tuple[str, Span | None]:
    """The value in which a text stands. For frozen papers, whose document does not remember its origins."""
    find = " ".join(piece.split()).casefold()
    for route, node in scalar(context.places.root):
        lines = node.text.split("\n")
        for line_index, content in enumerate(lines):
            if (column := content.casefold().find(find)) >= 0:
                return route, node.place(line_index, column, len(find))
        if find in " ".join(node.text.split()).casefold():
            return route, node.span
    return "", None


def scalar(node: Node | None, route: str = "") -> Iterator[tuple[str, ScalarNode]]:
    """Every single value below a node, with its route."""
    if isinstance(node, ScalarNode):
        yield route, node
    elif isinstance(node, MappingNode):
        for name, child in node.content.items():
            yield from scalar(child, f"{route}.{name}" if route else name)
    elif isinstance(node, SequenceNode):
        for index, child in enumerate(node.items):
            yield from scalar(child, f"{route}.{index}" if route else str(index))


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
            mark = (found.route, found.span, *(v.casefold() for v in found.fillings.values()))
            if mark not in seen:
                seen.add(mark)
                yield found

    return wrap


_SENTENCE = re.compile(r"[.;:!?](?=\s)|\n")


def sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after some characters in their sentence."""
    ahead = text[:start]
    boundary = max(
        (match.end() for match in _SENTENCE.finditer(ahead) if not _is_abbreviation(ahead, match.start())), default=0
    )
    following = text[end:]
    match = next(
        (match for match in _SENTENCE.finditer(following) if not _is_abbreviation(following, match.start())), None
    )
    return ahead[boundary:], following[: match.start()] if match else following


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


def quotations(reading: Reading) -> list[Stretch]:
    """Characters that quote: titles of acts and of other papers, and what stands in quotation marks. Their spelling is
    not ours.
    """
    result = [
        (m.end(), (reading.text.find(";", m.end()) + 1 or len(reading.text) + 1) - 1)
        for m in _NUMBER_TENTANG.finditer(reading.text)
    ]
    result += [m.span() for m in re.finditer(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’", reading.text)]
    return result


def is_inside(position: int, stretch: Iterable[Stretch]) -> bool:
    """Whether a character lies in one of some stretches."""
    return any(a <= position < z for a, z in stretch)


def tolerance(phrase: str) -> str:
    """A pattern for a phrase, whatever white space stands between its words."""
    return r"\s+".join(map(re.escape, phrase.split()))


@cache
def whole_word(words: tuple[str, ...], mark: int = 0) -> re.Pattern[str]:
    """Any of some words or phrases, standing alone; the longest first."""
    order = sorted(words, key=lambda t: (-len(t), t))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(tolerance, order)) or '(?!)'})(?![\w-])", mark)
