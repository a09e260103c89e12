"""A comparison as one self-contained HTML page, and the pieces of HTML that all pages about changes share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from ksdgen import bahasa
from ksdgen.difference import Change, Passage, Piece, sentence, sentence_pieces
from ksdgen.inert import html as safe
from ksdgen.review import excerpt
from ksdgen.review.comparison import Comparison, Pair
from ksdgen.review.text import summary

_PASSAGE_LIMIT = 8
"""Of a longer new or deleted article the paragraphs beyond these are folded."""


def write(comparison: Comparison, *, name: Callable[[str], str] = str) -> str:
    """The whole comparison."""
    content = [
        f'<header>\n<h1>Perubahan naskah</h1>\n<p class="samar">{safe(comparison.old.name)} → {safe(comparison.new.name)}: {safe(summary(comparison))}.</p>\n'
    ]
    content += [f"<p>{safe(note)}</p>\n" for note in comparison.notes]
    content.append("</header>\n<main>\n")
    for pair in comparison.pairs:
        content += _pair(pair, name)
    content.append("</main>\n")
    return page("Perubahan naskah", content)


def page(title: str, content: Iterable[str], *, style: str = "", script: str = "") -> str:
    """A whole page that fetches nothing.

    Args:
        title: its title, as text.
        content: the HTML of its body.
        style: style sheets beyond the common one.
        script: a script of ours; without one the page allows none.
    """
    policy = "default-src 'none'; img-src data: 'self' file:; style-src 'unsafe-inline'" + (
        "; script-src 'unsafe-inline'" if script else ""
    )
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            f"<title>{safe(title)}</title>\n<style>\n{_style()}{style}</style>\n</head>\n<body>\n",
            *content,
            f"<script>\n{script}</script>\n" if script else "",
            "</body>\n</html>\n",
        )
    )


def _pair(pair: Pair, name: Callable[[str], str]) -> Iterator[str]:
    yield f"<article>\n<h2>{safe(excerpt.title(pair))}</h2>\n"
    yield f'<p class="samar">{excerpt.STATE_TITLES[pair.state]}: <code>{safe(name(pair.path))}</code></p>\n'
    remarks = [f"<li>{sentence_html(bahasa.initial_capital(remark))}.</li>\n" for remark in excerpt.remarks(pair)]
    if remarks:
        yield f"<ul>\n{''.join(remarks)}</ul>\n"
    yield from change_list(pair.changes)
    yield "</article>\n"


def change_list(changes: Sequence[Change]) -> Iterator[str]:
    """The list of changes, each with the words in their paragraph."""
    if not changes:
        return
    yield '<ul class="perubahan">\n'
    for group in excerpt.by_location(changes):
        visible = excerpt.passages(group)
        yield "<li>\n"
        for change in group:
            # Words that stand marked in their paragraph below need no mark in the sentence.
            words = safe(bahasa.initial_capital(sentence(change))) if visible else coloured_sentence(change)
            yield f'<p class="kalimat">{words}</p>\n'
        yield from map(passage_html, visible[:_PASSAGE_LIMIT])
        if rest := visible[_PASSAGE_LIMIT:]:
            yield f'<details class="sisa"><summary>{len(rest)} paragraf lagi</summary>\n'
            yield from map(passage_html, rest)
            yield "</details>\n"
        yield "</li>\n"
    yield "</ul>\n"


def coloured_sentence(change: Change) -> str:
    """A change as a sentence with the words of each version marked."""
    start, *other = sentence_pieces(change)
    return "".join(map(piece_html, (Piece(start.kind, bahasa.initial_capital(start.text)), *other)))


def passage_html(passage: Passage) -> str:
    """A paragraph with its changed words; long unchanged stretches are cut."""
    number = passage.number or passage.old_number
    no = f'<span class="no">{safe(number)} </span>' if number else ""
    content = "".join(map(piece_html, excerpt.excerpts(passage.pieces)))
    entirely = f" {passage.pieces[0].kind}" if len(passage.pieces) == 1 else ""
    depth = f' style="--d:{passage.depth}"' if passage.depth else ""
    return f'<p class="alinea{entirely}"{depth}>{no}{content}</p>\n'


def piece_html(piece: Piece) -> str:
    """A piece of text with its mark, said also to those who hear the page."""
    text = safe(piece.text).replace("\n", "<br>")
    if piece.kind == "tetap":
        return text
    tag, mention = ("del", "dihapus: ") if piece.kind == "hapus" else ("ins", "baru: ")
    return f'<{tag}><span class="bantu">{mention}</span>{text}</{tag}>'


def sentence_html(text: str) -> str:
    """A sentence of ksdgen's own, in which `x` is a word to be typed."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return safe(text)
    return "".join(f"<code>{safe(part)}</code>" if i % 2 else safe(part) for i, part in enumerate(parts))


@lru_cache(maxsize=1)
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
