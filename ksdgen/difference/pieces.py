"""The words of a paragraph as pieces to show, each of one version or of both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ksdgen.paper.document import Inline, PageField, Paragraph, Picture, TrackedChange, inline_text

_PAGE_FIELDS = {"halaman": "[nomor halaman]", "jumlah_halaman": "[jumlah halaman]"}


class Piece(NamedTuple):
    """A stretch of text: `kind` is "tetap" (both versions), "hapus" (only the older) or "sisip" (only the newer)."""

    kind: str
    text: str


def pieces_of(paragraph: Paragraph) -> tuple[Piece, ...]:
    """The text of a paragraph with its changes, without the number.

    The mark of the paragraph itself marks all its words; those of a moved paragraph stay "tetap", but for those that
    the other end has not. Neighbouring pieces are of different kinds, and none is empty. A line break is a newline; a
    picture is its description in brackets.
    """
    mark = paragraph.mark
    own_kind = mark.kind if mark is not None and mark.kind in ("hapus", "sisip") else "tetap"
    return merge(
        (inline.kind, shown(inline.content)) if isinstance(inline, TrackedChange) else (own_kind, shown((inline,)))
        for inline in paragraph.content
    )


def merge(pieces: Iterable[tuple[str, str]]) -> tuple[Piece, ...]:
    """Pieces with neighbours of a kind joined and empty ones left out."""
    result: list[Piece] = []
    for kind, text in pieces:
        if not text:
            continue
        if result and result[-1].kind == kind:
            result[-1] = Piece(kind, result[-1].text + text)
        else:
            result.append(Piece(kind, text))
    return tuple(result)


def shown(content: Iterable[Inline]) -> str:
    """Inlines without marks as text to show, pictures and page fields by name."""
    result: list[str] = []
    for inline in content:
        if isinstance(inline, Picture):
            result.append(f"[gambar {inline.remark}]")
        elif isinstance(inline, PageField):
            result.append(_PAGE_FIELDS.get(inline.kind, f"[{inline.kind}]"))
        else:
            result.append(inline_text((inline,)))
    return "".join(result)
