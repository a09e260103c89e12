"""A comparison for the terminal: sentences first, the changed words in their line below."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from ksdgen.difference import Alinea, Perubahan, Potong, kalimat
from ksdgen.review import excerpt
from ksdgen.review.comparison import Pasangan, Perbandingan

Cat = Callable[[str, str], str]
"""Paints a text of one version ("hapus" or "sisip")."""

_BATAS_ALINEA = 12
"""Of a longer new or deleted article only this many paragraphs are shown."""


def tanda(jenis: str, teks: str) -> str:
    """The change in plain text, as `git diff --word-diff` writes it."""
    return f"[-{teks}-]" if jenis == "hapus" else f"{{+{teks}+}}"


def tulis(p: Perbandingan, *, nama: Callable[[str], str] = str, cat: Cat = tanda, lebar: int = 100) -> str:
    """The whole comparison.

    Args:
        p: what differs.
        nama: how a file is named to the reader.
        cat: paints changed words.
        lebar: columns of the terminal.
    """
    baris = [f"{p.lama.nama} → {p.baru.nama}"]
    baris += [f"catatan: {c}" for c in p.catatan]
    for pasangan in p.pasangan:
        baris.append("")
        baris += _pasangan(pasangan, nama, cat, lebar)
    baris += ["", ringkasan(p)]
    return "".join(f"{b}\n" for b in baris)


def ringkasan(p: Perbandingan) -> str:
    """How many agreements differ, in one line."""
    hitung = {k: sum(x.keadaan == k for x in p.pasangan) for k in ("diubah", "baru", "dihapus")}
    ada = [f"{n} naskah {k}" for k, n in hitung.items() if n]
    tetap = p.tetap + sum(x.keadaan == "tetap" for x in p.pasangan)
    return f"{', '.join(ada)}; {tetap} naskah tetap" if ada else f"tidak ada perbedaan isi; {tetap} naskah tetap"


def _pasangan(pasangan: Pasangan, nama: Callable[[str], str], cat: Cat, lebar: int) -> Iterator[str]:
    kepala = "" if pasangan.keadaan == "diubah" else f" ({excerpt.KEADAAN[pasangan.keadaan].lower()})"
    yield f"{nama(pasangan.path)}{kepala}"
    yield from bungkus(excerpt.judul(pasangan), "  ", "  ", lebar)
    for k in excerpt.keterangan(pasangan):
        yield from bungkus(k, "  * ", "    ", lebar)
    yield from daftar(pasangan.perubahan, cat=cat, lebar=lebar)


def daftar(perubahan: Sequence[Perubahan], *, cat: Cat = tanda, lebar: int = 100, lekuk: str = "  ") -> Iterator[str]:
    """The entries of a list of changes: each as a sentence, with the changed words in their line below."""
    for kelompok in excerpt.menurut_letak(perubahan):
        for p in kelompok:
            yield from bungkus(kalimat(p), f"{lekuk}- ", f"{lekuk}  ", lebar)
        yield from _alinea(kelompok, cat, lebar, f"{lekuk}    ")


def _alinea(kelompok: list[Perubahan], cat: Cat, lebar: int, lekuk: str) -> Iterator[str]:
    alinea = excerpt.alinea(kelompok)
    for a in alinea[:_BATAS_ALINEA]:
        awal = lekuk + "  " * a.kedalaman
        yield from bungkus(_teks(a, cat), awal, awal, lebar)
    if len(alinea) > _BATAS_ALINEA:
        yield f"{lekuk}… dan {len(alinea) - _BATAS_ALINEA} paragraf lagi"


def _teks(a: Alinea, cat: Cat) -> str:
    nomor = a.nomor or a.nomor_lama
    potong = [*excerpt.cuplik(a.potong)]
    isi = "".join(_potong(p, cat) for p in potong)
    return f"{nomor} {isi}" if nomor else isi


def _potong(p: Potong, cat: Cat) -> str:
    teks = p.teks.replace("\n", " / ")
    return teks if p.jenis == "tetap" else cat(p.jenis, teks)


def bungkus(teks: str, awal: str, lanjut: str, lebar: int) -> list[str]:
    """A text in lines of at most `lebar` columns; a long word stays whole."""
    return textwrap.wrap(
        teks,
        max(40, lebar),
        initial_indent=awal,
        subsequent_indent=lanjut,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [awal.rstrip()]
