"""Where each value and key of one agreement is written, by route."""

from __future__ import annotations

from ksdgen.diagnostics import Span
from ksdgen.source.node import Daftar, Node, Peta, kosong


class Tempat:
    """Where each value and key of one agreement is written, by route (`para_pihak.1.nama`)."""

    def __init__(self, akar: Node | None, file: str) -> None:
        self.file = file
        self.akar = akar

    def node(self, rute: str) -> Node | None:
        """The node at a route, or None when nothing is written there."""
        kini = self.akar
        for bagian in rute.split(".") if rute else ():
            if isinstance(kini, Peta) and bagian in kini.isi:
                kini = kini.isi[bagian]
            elif isinstance(kini, Daftar):
                nomor = int(bagian) if bagian.isascii() and bagian.isdigit() else len(kini.butir)
                kini = kini.butir[nomor] if nomor < len(kini.butir) else None
            elif (
                bagian != "0" or kini is None
            ):  # "0" also names the only element of a list that is written without dashes
                return None
        return kini

    def ada(self, rute: str) -> bool:
        """Whether a value is written at this route."""
        node = self.node(rute)
        return node is not None and not kosong(node)

    def span(self, rute: str) -> Span:
        """The place of the value, or of the nearest parent that is written."""
        while True:
            node = self.node(rute)
            if node is not None:
                return node.span if rute else self.awal()
            if not rute:
                return Span.at(self.file)
            rute = rute.rpartition(".")[0]

    def kunci(self, rute: str) -> Span:
        """The place of the key that leads to the value; of the value itself where there is no key."""
        induk, _, nama = rute.rpartition(".")
        node = self.node(induk)
        if isinstance(node, Peta) and nama in node.kunci:
            return node.kunci[nama]
        return self.span(rute)

    def awal(self) -> Span:
        """The place of the whole agreement: its first key."""
        if isinstance(self.akar, Peta):
            for span in self.akar.kunci.values():
                return span
        return self.akar.span if self.akar is not None else Span.at(self.file)
