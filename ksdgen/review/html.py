"""A comparison as one self-contained HTML page, and the pieces of HTML that all pages about changes share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

from ksdgen import bahasa
from ksdgen.difference import Alinea, Perubahan, Potong, kalimat, potong_kalimat
from ksdgen.review import excerpt
from ksdgen.review.comparison import Pasangan, Perbandingan
from ksdgen.review.text import ringkasan
from ksdgen.writers.text import bersih

_BATAS_ALINEA = 8
"""Of a longer new or deleted article the paragraphs beyond these are folded."""


def tulis(p: Perbandingan, *, nama: Callable[[str], str] = str) -> str:
    """The whole comparison."""
    isi = [
        f'<header>\n<h1>Perubahan naskah</h1>\n<p class="samar">{aman(p.lama.nama)} → {aman(p.baru.nama)}: {aman(ringkasan(p))}.</p>\n'
    ]
    isi += [f"<p>{aman(c)}</p>\n" for c in p.catatan]
    isi.append("</header>\n<main>\n")
    for pasangan in p.pasangan:
        isi += _pasangan(pasangan, nama)
    isi.append("</main>\n")
    return halaman("Perubahan naskah", isi)


def halaman(judul: str, isi: Iterable[str], *, gaya: str = "", skrip: str = "") -> str:
    """A whole page that fetches nothing.

    Args:
        judul: its title, as text.
        isi: the HTML of its body.
        gaya: style sheets beyond the common one.
        skrip: a script of ours; without one the page allows none.
    """
    izin = "default-src 'none'; img-src data: 'self' file:; style-src 'unsafe-inline'" + (
        "; script-src 'unsafe-inline'" if skrip else ""
    )
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{izin}">\n',
            f"<title>{aman(judul)}</title>\n<style>\n{_gaya()}{gaya}</style>\n</head>\n<body>\n",
            *isi,
            f"<script>\n{skrip}</script>\n" if skrip else "",
            "</body>\n</html>\n",
        )
    )


def _pasangan(pasangan: Pasangan, nama: Callable[[str], str]) -> Iterator[str]:
    yield f"<article>\n<h2>{aman(excerpt.judul(pasangan))}</h2>\n"
    yield f'<p class="samar">{excerpt.KEADAAN[pasangan.keadaan]}: <code>{aman(nama(pasangan.path))}</code></p>\n'
    catatan = [*excerpt.keterangan(pasangan)]
    if catatan:
        yield "<ul>\n" + "".join(f"<li>{kalimat_html(bahasa.kapital_awal(k))}.</li>\n" for k in catatan) + "</ul>\n"
    yield from daftar(pasangan.perubahan)
    yield "</article>\n"


def daftar(perubahan: Sequence[Perubahan]) -> Iterator[str]:
    """The list of changes, each with the words in their paragraph."""
    if not perubahan:
        return
    yield '<ul class="perubahan">\n'
    for kelompok in excerpt.menurut_letak(perubahan):
        tampak = excerpt.alinea(kelompok)
        yield "<li>\n"
        for p in kelompok:
            # Words that stand marked in their paragraph below need no mark in the sentence.
            yield f'<p class="kalimat">{aman(bahasa.kapital_awal(kalimat(p))) if tampak else kalimat_berwarna(p)}</p>\n'
        yield from map(alinea, tampak[:_BATAS_ALINEA])
        if sisa := tampak[_BATAS_ALINEA:]:
            yield f'<details class="sisa"><summary>{len(sisa)} paragraf lagi</summary>\n'
            yield from map(alinea, sisa)
            yield "</details>\n"
        yield "</li>\n"
    yield "</ul>\n"


def kalimat_berwarna(p: Perubahan) -> str:
    """A change as a sentence with the words of each version marked."""
    awal, *lain = potong_kalimat(p)
    return "".join(map(potong, (Potong(awal.jenis, bahasa.kapital_awal(awal.teks)), *lain)))


def alinea(a: Alinea, *, utuh: bool = False) -> str:
    """A paragraph with its changed words; long unchanged stretches are cut unless `utuh`."""
    nomor = a.nomor or a.nomor_lama
    no = f'<span class="no">{aman(nomor)} </span>' if nomor else ""
    isi = "".join(map(potong, a.potong if utuh else excerpt.cuplik(a.potong)))
    seluruhnya = f" {a.potong[0].jenis}" if len(a.potong) == 1 else ""
    kedalaman = f' style="--d:{a.kedalaman}"' if a.kedalaman else ""
    return f'<p class="alinea{seluruhnya}"{kedalaman}>{no}{isi}</p>\n'


def potong(p: Potong) -> str:
    """A piece of text with its mark, said also to those who hear the page."""
    teks = aman(p.teks).replace("\n", "<br>")
    if p.jenis == "tetap":
        return teks
    tag, sebut = ("del", "dihapus: ") if p.jenis == "hapus" else ("ins", "baru: ")
    return f'<{tag}><span class="bantu">{sebut}</span>{teks}</{tag}>'


def kalimat_html(teks: str) -> str:
    """A sentence of ksdgen's own, in which `x` is a word to be typed."""
    return (
        "".join(f"<code>{aman(b)}</code>" if i % 2 else aman(b) for i, b in enumerate(teks.split("`")))
        if teks.count("`") % 2 == 0
        else aman(teks)
    )


def aman(teks: str) -> str:
    """A text in which nothing is HTML."""
    return escape(bersih(teks))


@lru_cache(maxsize=1)
def _gaya() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
