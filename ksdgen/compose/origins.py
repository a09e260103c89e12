"""Where a character of the result was written: the ids of fences and the way back from them.

An id is the route of a value, `route ␟ line + column` inside a Markah, or `template ␞ line + column`
of a line of a template.
"""

from __future__ import annotations

import re

from ksdgen.diagnostics import Span
from ksdgen.paper.document import Asal
from ksdgen.paper.fences import NILAI, NILAI_ISI
from ksdgen.source.node import Skalar
from ksdgen.source.places import Tempat
from ksdgen.world.tree import Tree

_MARKAH, _TEMPLAT = "\x1f", "\x1e"


def id_markah(rute: str, baris: int, kolom: int) -> str:
    """The id of a line (0-based) of a Markah."""
    return f"{rute}{_MARKAH}{baris}+{kolom}"


def id_templat(path: str, baris: int, kolom: int) -> str:
    """The id of a line (1-based) of a template."""
    return f"{path}{_TEMPLAT}{baris}+{kolom}"


_BERMUATAN = re.compile(f"{NILAI}[^{NILAI_ISI}]|{_MARKAH}")


def bermuatan(teks: str) -> bool:
    """Whether rendered text holds a value that is written in the agreement."""
    return _BERMUATAN.search(teks) is not None


def cari_asal(id_: str, kolom: int, tempat: Tempat, templat: Tree) -> Asal | None:
    """The place that many characters behind a fence."""
    if _TEMPLAT in id_:
        path, _, letak = id_.partition(_TEMPLAT)
        baris, _, geser = letak.partition("+")
        return Asal(Span.at(templat.name(path), int(baris), int(geser.split("+")[0] or 0) + kolom + 1))
    if _MARKAH in id_:
        rute, _, letak = id_.partition(_MARKAH)
        baris, _, geser = letak.partition("+")
        node = tempat.node(rute)
        if isinstance(node, Skalar):
            return Asal(node.tempat(int(baris), sum(int(g) for g in geser.split("+") if g) + kolom), rute)
        return Asal(tempat.span(rute), rute)
    return Asal(tempat.span(id_), id_) if id_ else None
