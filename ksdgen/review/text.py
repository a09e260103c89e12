"""A comparison for the terminal: sentences first, the changed words in their line below."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from ksdgen.difference import Change, Passage, Piece, sentence
from ksdgen.inert import line
from ksdgen.review import excerpt
from ksdgen.review.comparison import Comparison, Pair

Paint = Callable[[str, str], str]
"""Paints a text: given the version that alone has it ("hapus" or "sisip"), and the text."""

_PASSAGE_LIMIT = 12
"""Of a longer new or deleted article only this many paragraphs are shown."""


def mark(kind: str, text: str) -> str:
    """The change in plain text, as `git diff --word-diff` writes it."""
    return f"[-{text}-]" if kind == "hapus" else f"{{+{text}+}}"


def write(comparison: Comparison, *, name: Callable[[str], str] = str, paint: Paint = mark, width: int = 100) -> str:
    """The whole comparison.

    Args:
        comparison: what differs.
        name: how a file is named to the reader.
        paint: paints changed words.
        width: columns of the terminal.
    """
    lines = [line(f"{comparison.old.name} → {comparison.new.name}")]
    lines += [line(f"catatan: {note}") for note in comparison.notes]
    for pair in comparison.pairs:
        lines.append("")
        lines += _pair(pair, name, paint, width)
    lines += ["", summary(comparison)]
    return "".join(f"{row}\n" for row in lines)


def summary(comparison: Comparison) -> str:
    """How many agreements differ, in one line."""
    counts = {state: sum(pair.state == state for pair in comparison.pairs) for state in ("diubah", "baru", "dihapus")}
    present = [f"{count} naskah {state}" for state, count in counts.items() if count]
    unchanged = comparison.unchanged + sum(pair.state == "tetap" for pair in comparison.pairs)
    return f"{', '.join(present) or 'tidak ada perbedaan isi'}; {unchanged} naskah tetap"


def _pair(pair: Pair, name: Callable[[str], str], paint: Paint, width: int) -> Iterator[str]:
    heading = "" if pair.state == "diubah" else f" ({excerpt.STATE_TITLES[pair.state].lower()})"
    yield line(f"{name(pair.path)}{heading}")
    yield from wrap(line(excerpt.title(pair)), "  ", "  ", width)
    for remark in excerpt.remarks(pair):
        yield from wrap(line(remark), "  * ", "    ", width)
    yield from change_list(pair.changes, paint=paint, width=width)


def change_list(
    changes: Sequence[Change], *, paint: Paint = mark, width: int = 100, indent: str = "  "
) -> Iterator[str]:
    """The entries of a list of changes: each as a sentence, with the changed words in their line below."""
    for group in excerpt.by_location(changes):
        for change in group:
            yield from wrap(line(sentence(change)), f"{indent}- ", f"{indent}  ", width)
        yield from _passages(group, paint, width, f"{indent}    ")


def _passages(group: list[Change], paint: Paint, width: int, indent: str) -> Iterator[str]:
    passages = excerpt.passages(group)
    for passage in passages[:_PASSAGE_LIMIT]:
        start = indent + "  " * passage.depth
        yield from wrap(_text(passage, paint), start, start, width)
    if len(passages) > _PASSAGE_LIMIT:
        yield f"{indent}… dan {len(passages) - _PASSAGE_LIMIT} paragraf lagi"


def _text(passage: Passage, paint: Paint) -> str:
    number = passage.number or passage.old_number
    content = "".join(_piece(piece, paint) for piece in excerpt.excerpts(passage.pieces))
    return f"{line(number)} {content}" if number else content


def _piece(piece: Piece, paint: Paint) -> str:
    text = line(piece.text.replace("\n", " / "))
    return text if piece.kind == "tetap" else paint(piece.kind, text)


def wrap(text: str, start: str, next_indent: str, width: int) -> list[str]:
    """A text in lines of at most `width` columns; a long word stays whole."""
    return textwrap.wrap(
        text,
        max(40, width),
        initial_indent=start,
        subsequent_indent=next_indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [start.rstrip()]
