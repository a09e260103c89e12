"""What may stand before a YAML value: `&name`, which an alias brings in again, and `!tag`, which is not supported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from yaml.events import ScalarEvent

from ksdgen.diagnostics import Span
from ksdgen.source.node import Node, Peta, Skalar
from ksdgen.source.report import Report

_SIFAT = re.compile(r"&[^\s,\[\]{}]*|!<[^>\s]*>|![^\s,\[\]{}]*")
_TAG_TEKS = "tag:yaml.org,2002:str"


def content_start(ev: Any, baris: list[str], lapor: Report) -> tuple[int, int]:
    """0-based line and column where the value itself begins; libyaml's mark includes `&name` and `!tag`."""
    nomor: int = ev.start_mark.line
    kolom: int = ev.start_mark.column
    tag: Span | None = None
    while nomor < len(baris):
        isi = baris[nomor]
        while kolom < len(isi) and isi[kolom] in " \t":
            kolom += 1
        if kolom >= len(isi) or isi[kolom] == "#":
            nomor += 1
            kolom = 0
            continue
        sifat = _SIFAT.match(isi, kolom)
        if sifat is None:
            break
        if isi[kolom] == "!" and tag is None:
            tag = Span.at(lapor.file, nomor + 1, kolom + 1, sifat.end() - kolom)
        kolom = sifat.end()
    teks = type(ev) is ScalarEvent
    if ev.tag is not None and not (teks and ev.tag == _TAG_TEKS):
        lapor.tambah(
            "KSD005",
            "tanda `!` di awal nilai mempunyai arti khusus yang tidak didukung",
            tag or Span.at(lapor.file, ev.start_mark.line + 1, ev.start_mark.column + 1),
            "hapus tanda itu; bila memang bagian dari teks, apit seluruh nilai dengan tanda kutip",
        )
    akhir = ev.end_mark
    # Nothing follows the properties of an empty value, so the loop above ran on into the next one.
    if (teks and not ev.value and not ev.style) or (nomor, kolom) > (akhir.line, akhir.column):
        return akhir.line, akhir.column
    return nomor, kolom


@dataclass(slots=True)
class Anchor:
    """A value with a name, and what it costs to bring it in again."""

    node: Node
    # Number of values, levels and characters behind the name, with everything that aliases inside bring along. They
    # are counted at the first use: names that nobody uses cost nothing.
    nilai: int = 0
    tingkat: int = 0
    huruf: int = 0

    def ukur(self) -> None:
        # What is walked here was let into the tree within the limits, so the walk is bounded by them.
        if self.nilai:
            return
        sisa: list[tuple[Node, int]] = [(self.node, 0)]
        while sisa:
            node, tingkat = sisa.pop()
            self.nilai += 1
            if isinstance(node, Skalar):
                self.huruf += len(node.teks)
                continue
            tingkat += 1
            self.tingkat = max(self.tingkat, tingkat)
            if isinstance(node, Peta):
                self.nilai += len(node.isi)
                self.huruf += sum(map(len, node.isi))
                sisa += [(anak, tingkat) for anak in node.isi.values()]
            else:
                sisa += [(anak, tingkat) for anak in node.butir]
