"""A comparison as Markdown, for merge requests: GitHub and GitLab both show `<del>` and `<ins>`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ksdgen import bahasa
from ksdgen.difference import Change, Passage, Piece, sentence, sentence_pieces
from ksdgen.inert import markdown, markdown_code
from ksdgen.review import excerpt
from ksdgen.review.comparison import Comparison, Pair
from ksdgen.review.text import summary

_PASSAGE_LIMIT = 12
"""Of a longer new or deleted article only this many paragraphs are shown."""

_ITEM = re.compile(r"^(\d+)([.)])")


def write(comparison: Comparison, *, name: Callable[[str], str] = str) -> str:
    """The whole comparison."""
    lines = [f"**{markdown(comparison.old.name)} → {markdown(comparison.new.name)}**: {summary(comparison)}", ""]
    lines += [f"> {markdown(note)}" for note in comparison.notes]
    for pair in comparison.pairs:
        lines += ["", *_pair(pair, name)]
    return "".join(f"{line}\n" for line in lines)


def _pair(pair: Pair, name: Callable[[str], str]) -> Iterator[str]:
    yield f"### {markdown(excerpt.title(pair))}"
    yield ""
    yield f"{excerpt.STATE_TITLES[pair.state]}: {markdown_code(name(pair.path))}"
    yield ""
    for remark in excerpt.remarks(pair):
        yield f"- {markdown(remark)}"
    yield from change_list(pair.changes)


def change_list(changes: Sequence[Change]) -> Iterator[str]:
    """A list of changes, each with the words in their paragraph."""
    for group in excerpt.by_location(changes):
        visible = excerpt.passages(group)
        for change in group:
            # Words that stand marked in their paragraph below need no mark in the sentence.
            yield f"- {markdown(bahasa.initial_capital(sentence(change))) if visible else coloured_sentence(change)}"
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
        yield _ITEM.sub(r"\1\\\2", f"{markdown(number)} {content}" if number else content)


def piece_markdown(piece: Piece) -> str:
    """A piece of text with its mark."""
    text = markdown(" ".join(piece.text.split("\n")))
    if piece.kind == "tetap" or not text.strip():
        return text
    return f"<del>{text}</del>" if piece.kind == "hapus" else f"<ins>{text}</ins>"
