"""Where a block stands, in people's words."""

from __future__ import annotations

import re

from ksdgen.difference.outline import OutlineNode
from ksdgen.paper.document import NUMBER_WORDS, Number, Paragraph, Table

_LISTS = {
    "premis": "premis",
    "latar_belakang": "latar belakang",
    "konsideran": "hal-hal yang diterangkan",
    "dasar_hukum": "dasar hukum",
}
_ROLES = {
    "judul": "judul",
    "pembuka": "pembukaan",
    "pihak": "para pihak",
    "pihak_nama": "para pihak",
    "pihak_titik_dua": "para pihak",
    "pihak_uraian": "para pihak",
    "kesepakatan": "kalimat kesepakatan",
    "penutup": "penutup",
    "lambang": "lambang",
    "bingkai_lambang": "lambang",
    "tanda_tangan": "tanda tangan",
    "saksi_judul": "tanda tangan",
    "kaki": "kaki halaman",
    "paraf": "kaki halaman",
}
"""Roles that say by themselves where they are."""

_TERM = re.compile(r"PIHAK KE[A-Z]+(?: BELAS)?")


def mention_number(number: Number) -> str:
    """A number with its word: "Pasal 3", "ayat (2)", "huruf a"."""
    return NUMBER_WORDS[number.kind] + number.reference


def place(node: OutlineNode) -> str:
    """Where a block is, down to its own number."""
    chain: list[str] = []
    current: OutlineNode | None = node
    while current is not None and current.level > 1:
        if isinstance(current.block, Paragraph) and current.block.number is not None:
            chain.append(mention_number(current.block.number))
        current = current.parent
    start = part(node)
    if node.kind == "lampiran_judul":
        start = f"judul {start}"
    return " ".join((start, *reversed(chain)))


def passage_place(node: OutlineNode) -> str:
    """Where a block is, as something that can come, go or move: without a number it is "paragraf pada" its place."""
    numbered = isinstance(node.block, Paragraph) and (node.block.number is not None or node.kind == "pasal")
    if isinstance(node.block, Table):
        return f"tabel pada {place(node)}" if node.kind == "tabel" else place(node)
    return place(node) if numbered or node.block is None else f"paragraf pada {place(node)}"


def prefix(node: OutlineNode) -> str:
    """What the places of a block and of its neighbours begin with; "" for an article."""
    if node.kind in _LISTS:
        return part(node)
    return place(node.parent) if node.parent is not None and node.level > 1 else ""


def part(node: OutlineNode) -> str:
    """The article or other part that a block belongs to."""
    if node.kind in _LISTS:
        return _LISTS[node.kind]
    if node.kind in _ROLES or node.kind.startswith(("judul", "ttd_")):
        return _ROLES.get(node.kind, "judul" if node.kind.startswith("judul") else "tanda tangan")
    current = node.part
    if current.kind == "pasal":
        assert isinstance(current.block, Paragraph)
        return current.block.number.text if current.block.number is not None else "pasal"
    if current.kind == "lampiran":
        assert current.parent is not None
        annexes = [other for other in current.parent.children if other.kind == "lampiran"]
        return "lampiran" if len(annexes) == 1 else f"lampiran {annexes.index(current) + 1}"
    return current.kind


def pihak_term(text: str) -> str | None:
    """The designation of a party in a text: "PIHAK KESATU"."""
    match = _TERM.search(text)
    return match[0] if match is not None else None
