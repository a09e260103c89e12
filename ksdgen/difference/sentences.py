"""An entry of the list of changes as one Indonesian sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ksdgen.difference.entry import Change
from ksdgen.difference.pieces import Piece, merge

_LABEL = {
    "nilai_uang": "nilai ",
    "tanggal": "tanggal ",
    "jangka_waktu": "jangka waktu ",
    "nomor": "nomor ",
    "rujukan": "rujukan ",
}
"""Said before values that stand without quotation marks; other values need no word."""

_PLAIN = frozenset((*_LABEL, "bilangan", "kosong"))
_SPACE = re.compile(r"\s+")

_Parts = Iterator[tuple[str, str]]
"""Pieces of a sentence with their kind, as in `Piece`."""


def sentence(change: Change, limit: int = 160) -> str:
    """The entry in words: `Pasal 6 ayat (2): jangka waktu 3 (tiga) tahun → 5 (lima) tahun`.

    Args:
        change: the entry.
        limit: quoted words longer than this are shortened in the middle; `change` itself and its `passages` have all of
            them.
    """
    return "".join(piece.text for piece in sentence_pieces(change, limit))


def sentence_pieces(change: Change, limit: int = 160) -> tuple[Piece, ...]:
    """The same sentence in pieces: words of the older version are "hapus", of the newer one "sisip", all others
    "tetap".

    Args:
        change: the entry.
        limit: as for `sentence`.
    """
    pieces = merge(
        (kind, _SPACE.sub(" ", text))
        for kind, text in (*_PATTERNS[change.kind](change, limit), ("tetap", _carried_along(change)))
    )
    first, *rest = pieces
    *others, last = (Piece(first.kind, first.text.lstrip()), *rest)
    return merge((*others, Piece(last.kind, last.text.rstrip())))


def _changed(change: Change, limit: int) -> _Parts:
    yield "tetap", f"{_place(change)}: "
    if not change.former and not change.after:
        yield "tetap", change.title
    elif change.former and change.after:
        label = _LABEL.get(change.group, "")
        yield "tetap", "" if label in f"{change.former} ".lower() else label
        yield from _arrow(change, limit, quoted=change.group not in _PLAIN)
    else:
        yield "tetap", "ditambah " if change.after else "dihapus "
        yield from _quote("sisip" if change.after else "hapus", change.after or change.former, limit)
        yield "tetap", _around(change)


def _around(change: Change) -> str:
    if change.before:
        return f" sebelum “{change.before}”"
    return f" setelah “{change.following}”" if change.following else ""


def _replaced(change: Change, limit: int) -> _Parts:
    yield "tetap", f"{_place(change)} diganti: "
    yield from _arrow(change, limit, quoted=True)


def _new(change: Change, limit: int) -> _Parts:
    if change.group == "pasal":
        yield "tetap", "Pasal baru "
        yield "sisip", f"{change.place.removeprefix('Pasal ')} {change.title}".rstrip()
        return
    yield "tetap", f"{change.place} baru"
    if change.after:
        yield "tetap", ": "
        yield from _quote("sisip", change.after, limit)


def _deleted(change: Change, limit: int) -> _Parts:
    if change.group == "pasal":
        yield "hapus", f"{change.place} {change.title}".strip()
        yield "tetap", " dihapus"
        return
    yield "tetap", f"{change.place} dihapus"
    if change.former:
        yield "tetap", ": "
        yield from _quote("hapus", change.former, limit)


def _moved(change: Change, limit: int) -> _Parts:
    if change.old_place == change.place:
        yield "tetap", f"{change.place} dipindah"
    else:
        yield "tetap", f"{change.old_place} dipindah menjadi {change.place}"
    if change.after:
        yield "tetap", ": "
        yield from _quote("tetap", change.after, limit)


def _renumbered(change: Change, limit: int) -> _Parts:
    yield "tetap", f"{change.old_place} menjadi {change.place}"


_PATTERNS: dict[str, Callable[[Change, int], _Parts]] = {
    "diubah": _changed,
    "diganti": _replaced,
    "baru": _new,
    "dihapus": _deleted,
    "dipindah": _moved,
    "dinomori_ulang": _renumbered,
}


def _carried_along(change: Change) -> str:
    return f" ({change.reference} rujukan ikut berubah)" if change.reference else ""


def _place(change: Change) -> str:
    if change.old_place and change.old_place != change.place:
        return f"{change.place} (semula {change.old_place})"
    return change.place


def _arrow(change: Change, limit: int, *, quoted: bool) -> _Parts:
    """The older words, an arrow, the newer ones."""
    if quoted:
        yield from _quote("hapus", change.former, limit)
        yield "tetap", " → "
        yield from _quote("sisip", change.after, limit)
    else:
        yield "hapus", _shorten(change.former, limit)
        yield "tetap", " → "
        yield "sisip", _shorten(change.after, limit)


def _quote(kind: str, text: str, limit: int) -> _Parts:
    yield "tetap", "“"
    yield kind, _shorten(text, limit)
    yield "tetap", "”"


def _shorten(text: str, limit: int) -> str:
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    ahead, behind = text[: limit * 2 // 3].rpartition(" ")[0], text[-limit // 4 :].partition(" ")[2]
    return f"{ahead or text[: limit * 2 // 3]} … {behind or text[-limit // 4 :]}"
