"""What several families of checks share: the nearest written place, the text of the articles, what is wrong with a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen.diagnostics import Span
from ksdgen.paper.document import Paragraf, Tabel, Teks, paragraf_dari
from ksdgen.rules.rule import Konteks
from ksdgen.rules.shapes import Fault
from ksdgen.source.node import Daftar, Node, Peta, Skalar


def terdekat(k: Konteks, rute: str) -> str:
    """The route itself where its key is written, else the nearest part of it that is."""
    while "." in rute and k.tempat.node(rute) is None:
        rute = rute.rpartition(".")[0]
    return rute


def batang_tubuh(k: Konteks) -> Iterator[tuple[str, Paragraf]]:
    """The paragraphs of the articles, each with the code of its article; headings are left out."""
    pasal: str | None = None
    for blok in k.susunan.dokumen.isi:
        if isinstance(blok, Paragraf) and blok.peran == "pasal":
            pasal = blok.kunci or ""
        elif isinstance(blok, Paragraf) and blok.peran in ("penutup", "lampiran_judul"):
            return
        elif pasal is not None and isinstance(blok, Paragraf | Tabel):
            for p in paragraf_dari((blok,)):
                yield pasal, p


def ditulis(paragraf: Paragraf, pola: re.Pattern[str]) -> Iterator[tuple[str, Span, re.Match[str]]]:
    """Where a pattern occurs in what the agreement itself says, not in the standard text around it: route, place, match."""
    for bagian in paragraf.isi:
        if isinstance(bagian, Teks):
            for cocok in pola.finditer(bagian.isi):
                asal = bagian.tempat(cocok.start(), cocok.end())
                if asal is not None and asal.rute is not None:
                    yield asal.rute, asal.span, cocok


def disebut(k: Konteks, pola: re.Pattern[str]) -> bool:
    """Whether a text of the agreement's file mentions something."""
    return k.tempat.akar is not None and any(pola.search(teks) for teks in _teks(k.tempat.akar))


def _teks(node: Node) -> Iterator[str]:
    if isinstance(node, Peta):
        for anak in node.isi.values():
            yield from _teks(anak)
    elif isinstance(node, Daftar):
        for anak in node.butir:
            yield from _teks(anak)
    elif isinstance(node, Skalar):
        yield " ".join(node.teks.split())


def regex_faults(route: str, pattern: str) -> Iterator[Fault]:
    """What is wrong with a regular expression."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as wrong:
        yield Fault(
            route,
            f"ungkapan reguler ini tidak dapat dibaca: {wrong}",
            "lihat https://docs.python.org/id/3/library/re.html",
        )
