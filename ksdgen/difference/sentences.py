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


def sentence(p: Change, limit: int = 160) -> str:
    """The entry in words: `Pasal 6 ayat (2): jangka waktu 3 (tiga) tahun → 5 (lima) tahun`.

    Args:
        p: the entry.
        limit: quoted words longer than this are shortened in the middle; `p` itself and its `passages` have all of them.
    """
    return "".join(b.text for b in sentence_pieces(p, limit))


def sentence_pieces(p: Change, limit: int = 160) -> tuple[Piece, ...]:
    """The same sentence in pieces: words of the older version are "hapus", of the newer one "sisip", all others "tetap".

    Args:
        p: the entry.
        limit: as for `sentence`.
    """
    part = merge(
        (kind, _SPACE.sub(" ", text)) for kind, text in (*_PATTERNS[p.kind](p, limit), ("tetap", _carried_along(p)))
    )
    start, end = part[0], part[-1]
    edges = (Piece(start.kind, start.text.lstrip()), *part[1:])
    return merge((*edges[:-1], Piece(end.kind, edges[-1].text.rstrip())))


def _changed(p: Change, limit: int) -> _Parts:
    yield "tetap", f"{_place(p)}: "
    if not p.former and not p.after:
        yield "tetap", p.title
    elif p.former and p.after:
        label = _LABEL.get(p.group, "")
        yield "tetap", "" if label in f"{p.former} ".lower() else label
        yield from _arrow(p, limit, quoted=p.group not in _PLAIN)
    else:
        yield "tetap", "ditambah " if p.after else "dihapus "
        yield from _quote("sisip" if p.after else "hapus", p.after or p.former, limit)
        yield "tetap", _around(p)


def _around(p: Change) -> str:
    if p.before:
        return f" sebelum “{p.before}”"
    return f" setelah “{p.following}”" if p.following else ""


def _replaced(p: Change, limit: int) -> _Parts:
    yield "tetap", f"{_place(p)} diganti: "
    yield from _arrow(p, limit, quoted=True)


def _new(p: Change, limit: int) -> _Parts:
    if p.group == "pasal":
        yield "tetap", "Pasal baru "
        yield "sisip", f"{p.place.removeprefix('Pasal ')} {p.title}".rstrip()
        return
    yield "tetap", f"{p.place} baru"
    if p.after:
        yield "tetap", ": "
        yield from _quote("sisip", p.after, limit)


def _deleted(p: Change, limit: int) -> _Parts:
    if p.group == "pasal":
        yield "hapus", f"{p.place} {p.title}".strip()
        yield "tetap", " dihapus"
        return
    yield "tetap", f"{p.place} dihapus"
    if p.former:
        yield "tetap", ": "
        yield from _quote("hapus", p.former, limit)


def _moved(p: Change, limit: int) -> _Parts:
    if p.old_place == p.place:
        yield "tetap", f"{p.place} dipindah"
    else:
        yield "tetap", f"{p.old_place} dipindah menjadi {p.place}"
    if p.after:
        yield "tetap", ": "
        yield from _quote("tetap", p.after, limit)


def _renumbered(p: Change, limit: int) -> _Parts:
    yield "tetap", f"{p.old_place} menjadi {p.place}"


_PATTERNS: dict[str, Callable[[Change, int], _Parts]] = {
    "diubah": _changed,
    "diganti": _replaced,
    "baru": _new,
    "dihapus": _deleted,
    "dipindah": _moved,
    "dinomori_ulang": _renumbered,
}


def _carried_along(p: Change) -> str:
    return f" ({p.reference} rujukan ikut berubah)" if p.reference else ""


def _place(p: Change) -> str:
    return f"{p.place} (semula {p.old_place})" if p.old_place and p.old_place != p.place else p.place


def _arrow(p: Change, limit: int, *, quoted: bool) -> _Parts:
    """The older words, an arrow, the newer ones."""
    if quoted:
        yield from _quote("hapus", p.former, limit)
        yield "tetap", " → "
        yield from _quote("sisip", p.after, limit)
    else:
        yield "hapus", _shorten(p.former, limit)
        yield "tetap", " → "
        yield "sisip", _shorten(p.after, limit)


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
