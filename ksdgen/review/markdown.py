"""A comparison as Markdown, for merge requests: GitHub and GitLab both show `<del>` and `<ins>`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from ksdgen import bahasa
from ksdgen.difference import Change, Passage, Piece, sentence, sentence_pieces
from ksdgen.review import excerpt
from ksdgen.review.comparison import Comparison, Pair
from ksdgen.review.text import summary
from ksdgen.writers.text import clean

_PASSAGE_LIMIT = 12
"""Of a longer new or deleted article only this many paragraphs are shown."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~=-])")
"""Characters that Markdown would take as a command."""

_MENTION = re.compile(r"([@#!])(?=\w)")
"""What calls a person, an issue or a merge request. GitHub looks for those after Markdown is done, so that a backslash
is not enough.
"""

_ITEM = re.compile(r"^(\d+)([.)])")


def write(comparison: Comparison, *, name: Callable[[str], str] = str) -> str:
    """The whole comparison."""
    lines = [f"**{safe(comparison.old.name)} → {safe(comparison.new.name)}**: {summary(comparison)}", ""]
    lines += [f"> {safe(note)}" for note in comparison.notes]
    for pair in comparison.pairs:
        lines += ["", *_pair(pair, name)]
    return "".join(f"{line}\n" for line in lines)


def _pair(pair: Pair, name: Callable[[str], str]) -> Iterator[str]:
    yield f"### {safe(excerpt.title(pair))}"
    yield ""
    yield f"{excerpt.STATE_TITLES[pair.state]}: {code(name(pair.path))}"
    yield ""
    for remark in excerpt.remarks(pair):
        yield f"- {safe(remark)}"
    yield from change_list(pair.changes)


def change_list(changes: Sequence[Change]) -> Iterator[str]:
    """A list of changes, each with the words in their paragraph."""
    for group in excerpt.by_location(changes):
        visible = excerpt.passages(group)
        for change in group:
            # Words that stand marked in their paragraph below need no mark in the sentence.
            yield f"- {safe(bahasa.initial_capital(sentence(change))) if visible else coloured_sentence(change)}"
        yield from (f"  > {line}  " for line in passages(visible[:_PASSAGE_LIMIT]))
        if (rest := len(visible) - _PASSAGE_LIMIT) > 0:
            yield f"  > … dan {rest} paragraf lagi  "


def coloured_sentence(change: Change) -> str:
    """A change as a sentence with the words of each version marked."""
    start, *other = sentence_pieces(change)
    return "".join(map(piece_markdown, (Piece(start.kind, bahasa.initial_capital(start.text)), *other)))


def passages(shown: Iterable[Passage]) -> Iterator[str]:
    """Paragraphs with their changed words, one line each."""
    for passage in shown:
        number = passage.number or passage.old_number
        content = "".join(map(piece_markdown, excerpt.excerpts(passage.pieces)))
        # A number at the beginning of a line would begin a list of its own.
        yield _ITEM.sub(r"\1\\\2", f"{safe(number)} {content}" if number else content)


def piece_markdown(piece: Piece) -> str:
    """A piece of text with its mark."""
    text = safe(" ".join(piece.text.split("\n")))
    if piece.kind == "tetap" or not text.strip():
        return text
    return f"<del>{text}</del>" if piece.kind == "hapus" else f"<ins>{text}</ins>"


def sentence_md(text: str) -> str:
    """A sentence of ksdgen's own, in which `x` is a word to be typed."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return safe(text)
    return "".join(code(part) if i % 2 else safe(part) for i, part in enumerate(parts))


def safe(text: str) -> str:
    """A text in which nothing is a command of Markdown or HTML."""
    single_line = clean(" ".join(text.split()) if "\n" in text else text)
    return _MENTION.sub("\\1&#8203;", _SPECIAL.sub(r"\\\1", escape(single_line, quote=False)))


def code(text: str) -> str:
    """A file name or code, in a fence that it cannot end."""
    fence = "`" * (max((len(m) for m in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"
