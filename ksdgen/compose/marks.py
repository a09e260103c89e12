"""Templates before Jinja reads them: each line says where it was written, lines of mere statements leave nothing."""

from __future__ import annotations

import re
from typing import NamedTuple

from ksdgen.compose import origins
from ksdgen.paper import fences

_BUKA = re.compile(r"\{[{%#]")
_TUTUP = {"{{": "}}", "{%": "%}", "{#": "#}"}


class _Tag(NamedTuple):
    """What stands between Jinja's braces: an expression, a statement or a comment."""

    awal: int
    akhir: int
    ekspresi: bool


def tandai(isi: str, path: str, baris_awal: int) -> str:
    """The template with a hidden mark before the first text of each line.

    A line that holds only statements or comments leaves nothing behind, not even its line break. (Jinja's own
    trim_blocks would also take the break after a statement that ends a line of text, and so join two paragraphs.)

    Args:
        isi: the template without its front matter.
        path: its name.
        baris_awal: how many lines of front matter stand before it.
    """
    tag = _daftar_tag(isi)
    semua = isi.split("\n")
    hasil: list[str] = []
    mulai = indeks = 0
    for i, baris in enumerate(semua):
        selesai = mulai + len(baris)
        titik, indeks = _awal_teks(isi, tag, indeks, mulai, selesai)
        if titik < selesai:
            kolom = titik - mulai
            id_ = origins.id_templat(path, baris_awal + i + 1, kolom)
            hasil.append(f"{baris[:kolom]}{fences.tanda(id_)}{baris[kolom:]}")
        else:
            # The end of a statement that spans lines is inside a tag on all lines but its last.
            di_dalam = any(t.awal < selesai < t.akhir for t in tag[max(0, indeks - 1) : indeks + 1])
            lanjut = semua[i + 1].lstrip() if i + 1 < len(semua) else ""
            # Where `-` takes the break away, Jinja does it itself.
            sendiri = baris.rstrip().endswith(("-%}", "-#}")) or lanjut.startswith(("{%-", "{{-", "{#-"))
            telan = baris.strip() and not di_dalam and not sendiri
            hasil.append(baris.strip() + fences.TELAN if telan else baris)
        mulai = selesai + 1
    return "\n".join(hasil)


def _daftar_tag(isi: str) -> list[_Tag]:
    hasil: list[_Tag] = []
    posisi = 0
    while (buka := _BUKA.search(isi, posisi)) is not None:
        akhir = isi.find(_TUTUP[buka[0]], buka.end())
        posisi = len(isi) if akhir < 0 else akhir + 2
        hasil.append(_Tag(buka.start(), posisi, buka[0] == "{{"))
    return hasil


def _awal_teks(isi: str, tag: list[_Tag], indeks: int, mulai: int, selesai: int) -> tuple[int, int]:
    """Where the first text or expression of a line stands, or `selesai` or more; and the tag at hand."""
    while indeks and tag[indeks - 1].akhir > mulai:
        indeks -= 1
    titik = mulai
    while True:
        while titik < selesai and isi[titik] in " \t":
            titik += 1
        while indeks < len(tag) and tag[indeks].akhir <= titik:
            indeks += 1
        if indeks == len(tag) or titik < tag[indeks].awal or (tag[indeks].ekspresi and tag[indeks].awal == titik):
            return titik, indeks
        titik = tag[indeks].akhir
        if titik >= selesai:
            return titik, indeks
