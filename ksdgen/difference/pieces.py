"""The words of a paragraph as pieces to show, each of one version or of both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ksdgen.paper.document import Bidang, Gambar, Inline, Paragraf, Ubahan, teks_inline

_BIDANG = {"halaman": "[nomor halaman]", "jumlah_halaman": "[jumlah halaman]"}


class Potong(NamedTuple):
    """A stretch of text: `jenis` is "tetap" (both versions), "hapus" (only the older) or "sisip" (only the newer)."""

    jenis: str
    teks: str


def potong(p: Paragraf) -> tuple[Potong, ...]:
    """The text of a paragraph with its changes, without the number; the mark of the paragraph itself marks all its words.

    Neighbouring pieces are of different kinds, and none is empty. The words of a moved paragraph stay "tetap" but for those that the
    other end has not. A line break is a newline; a picture is its description in brackets.
    """
    dasar = p.tanda.jenis if p.tanda is not None and p.tanda.jenis in ("hapus", "sisip") else "tetap"
    return satukan((i.jenis, tampil(i.isi)) if isinstance(i, Ubahan) else (dasar, tampil((i,))) for i in p.isi)


def satukan(bagian: Iterable[tuple[str, str]]) -> tuple[Potong, ...]:
    """Pieces with neighbours of a kind joined and empty ones left out."""
    hasil: list[Potong] = []
    for jenis, teks in bagian:
        if not teks:
            continue
        if hasil and hasil[-1].jenis == jenis:
            hasil[-1] = Potong(jenis, hasil[-1].teks + teks)
        else:
            hasil.append(Potong(jenis, teks))
    return tuple(hasil)


def tampil(isi: Iterable[Inline]) -> str:
    """Inlines without marks as text to show, pictures and page fields by name."""
    hasil: list[str] = []
    for i in isi:
        if isinstance(i, Gambar):
            hasil.append(f"[gambar {i.keterangan}]")
        elif isinstance(i, Bidang):
            hasil.append(_BIDANG.get(i.jenis, f"[{i.jenis}]"))
        else:
            hasil.append(teks_inline((i,)))
    return "".join(hasil)
