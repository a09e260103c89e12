"""A comparison as Markdown, for merge requests: GitHub and GitLab both show `<del>` and `<ins>`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from ksdgen import bahasa
from ksdgen.difference import Alinea, Perubahan, Potong, kalimat, potong_kalimat
from ksdgen.review import excerpt
from ksdgen.review.comparison import Pasangan, Perbandingan
from ksdgen.review.text import ringkasan
from ksdgen.writers.text import bersih

_BATAS_ALINEA = 12
"""Of a longer new or deleted article only this many paragraphs are shown."""

_KHUSUS = re.compile(r"([\\`*_{}\[\]()#+!|~=-])")
"""Characters that Markdown would take as a command."""

_PANGGILAN = re.compile(r"([@#!])(?=\w)")
"""What calls a person, an issue or a merge request. GitHub looks for those after Markdown is done, so that a backslash is not enough."""

_BUTIR = re.compile(r"^(\d+)([.)])")


def tulis(p: Perbandingan, *, nama: Callable[[str], str] = str) -> str:
    """The whole comparison."""
    baris = [f"**{aman(p.lama.nama)} → {aman(p.baru.nama)}**: {ringkasan(p)}", ""]
    baris += [f"> {aman(c)}" for c in p.catatan]
    for pasangan in p.pasangan:
        baris += ["", *_pasangan(pasangan, nama)]
    return "".join(f"{b}\n" for b in baris)


def _pasangan(pasangan: Pasangan, nama: Callable[[str], str]) -> Iterator[str]:
    yield f"### {aman(excerpt.judul(pasangan))}"
    yield ""
    yield f"{excerpt.KEADAAN[pasangan.keadaan]}: {kode(nama(pasangan.path))}"
    yield ""
    for k in excerpt.keterangan(pasangan):
        yield f"- {aman(k)}"
    yield from daftar(pasangan.perubahan)


def daftar(semua: Sequence[Perubahan]) -> Iterator[str]:
    """A list of changes, each with the words in their paragraph."""
    for kelompok in excerpt.menurut_letak(semua):
        tampak = excerpt.alinea(kelompok)
        for p in kelompok:
            # Words that stand marked in their paragraph below need no mark in the sentence.
            yield f"- {aman(bahasa.kapital_awal(kalimat(p)))}" if tampak else f"- {kalimat_berwarna(p)}"
        yield from (f"  > {b}  " for b in alinea(tampak[:_BATAS_ALINEA]))
        if (sisa := len(tampak) - _BATAS_ALINEA) > 0:
            yield f"  > … dan {sisa} paragraf lagi  "


def kalimat_berwarna(p: Perubahan) -> str:
    """A change as a sentence with the words of each version marked."""
    awal, *lain = potong_kalimat(p)
    return "".join(map(potong, (Potong(awal.jenis, bahasa.kapital_awal(awal.teks)), *lain)))


def alinea(semua: Iterable[Alinea]) -> Iterator[str]:
    """Paragraphs with their changed words, one line each."""
    for a in semua:
        nomor = a.nomor or a.nomor_lama
        isi = "".join(map(potong, excerpt.cuplik(a.potong)))
        # A number at the beginning of a line would begin a list of its own.
        yield _BUTIR.sub(r"\1\\\2", f"{aman(nomor)} {isi}" if nomor else isi)


def potong(p: Potong) -> str:
    """A piece of text with its mark."""
    teks = aman(" ".join(p.teks.split("\n")))
    if p.jenis == "tetap" or not teks.strip():
        return teks
    return f"<del>{teks}</del>" if p.jenis == "hapus" else f"<ins>{teks}</ins>"


def kalimat_md(teks: str) -> str:
    """A sentence of ksdgen's own, in which `x` is a word to be typed."""
    bagian = teks.split("`")
    return "".join(kode(b) if i % 2 else aman(b) for i, b in enumerate(bagian)) if len(bagian) % 2 else aman(teks)


def aman(teks: str) -> str:
    """A text in which nothing is a command of Markdown or HTML."""
    satu_baris = bersih(" ".join(teks.split()) if "\n" in teks else teks)
    return _PANGGILAN.sub("\\1&#8203;", _KHUSUS.sub(r"\\\1", escape(satu_baris, quote=False)))


def kode(teks: str) -> str:
    """A file name or code, in a fence that it cannot end."""
    pagar = "`" * (max((len(m) for m in re.findall("`+", teks)), default=0) + 1)
    return f"{pagar} {teks} {pagar}" if "`" in teks else f"`{teks}`"
