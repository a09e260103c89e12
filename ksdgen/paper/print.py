"""Blocks → text that looks like law, which reads back as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ksdgen.paper.columns import WIDTH, bagi_seribu, dashes
from ksdgen.paper.document import Baris, Blok, Inline, Kosong, Nomor, Paragraf, Rujukan, Sel, Tabel, Teks
from ksdgen.paper.markers import LABEL, adalah_penanda

_INDENTASI = "    "
_KHUSUS = re.compile(r"\\|\[(?=\[)|(?<=\[)\[|^_|_(?=_|$)|(?<=_)_")
_KATA_RUJUKAN = re.compile(r"(?:^|(?<=[^\w]))(?:ayat|huruf|angka) $")
_SAMBUNGAN = (" ayat ", " huruf ", " angka ")
_NAMA_LABEL = re.compile(r"[a-z][a-z0-9_]*")


def lolos(teks: str) -> str:
    """One line of text as markup that reads back as itself, whatever it looks like."""
    return _awal_baris(_KHUSUS.sub(r"\\\g<0>", teks))


def tulis(blok: Iterable[Blok], *, lingkup: str = "") -> str:
    """The blocks of an article's body as markup: `Parser(…, lingkup=lingkup).parse(tulis(blok))` gives the same blocks.

    Numbers must run as the parser would give them. What markup has no words for is written as the nearest that it has: a blank of any
    name becomes `___`, several paragraphs in a cell or a line break there become one line, white space at the ends of lines and page
    breaks are dropped. Resolved references become `[[…]]` again.
    """
    baris: list[str] = []
    for b in blok:
        if isinstance(b, Paragraf):
            if b.nomor is None and baris:
                baris.append("")
            baris += _tulis_paragraf(b, lingkup)
        elif isinstance(b, Tabel):
            if baris:
                baris.append("")
            baris += [f"{_INDENTASI * b.kedalaman}{r}" for r in _tulis_tabel(b, lingkup)]
    return "\n".join(baris)


def _tulis_paragraf(p: Paragraf, lingkup: str) -> list[str]:
    awal, *lanjut = _tulis_inline(p.isi, lingkup)
    dalam = _INDENTASI * p.kedalaman
    if p.nomor is None:
        pertama = f"{dalam}{_awal_baris(awal)}"
    else:
        label = (p.kunci or "").removeprefix(f"{lingkup}/" if lingkup else "")
        if _NAMA_LABEL.fullmatch(label):
            awal = f"[{label}] {awal}"
        elif LABEL.match(awal):
            awal = f"\\{awal}"
        pertama = f"{dalam.removesuffix(_INDENTASI)}{_penanda(p.nomor)} {awal}".rstrip(" ")
    return [pertama, *(f"{dalam}{_awal_baris(b)}" for b in lanjut)]


def _penanda(nomor: Nomor) -> str:
    """A number as a marker; numbers too long for a typed marker become "the next of its kind"."""
    if adalah_penanda(nomor.teks):
        return nomor.teks
    return {"ayat": "(#)", "huruf": "#a.", "angka": "#1.", "huruf_kurung": "#a)", "angka_kurung": "#1)"}.get(
        nomor.jenis, "#I."
    )


def _tulis_inline(isi: Iterable[Inline], lingkup: str) -> list[str]:
    """The lines of a paragraph; what each begins with is not escaped yet."""
    baris = [""]
    for bagian in _satukan_rujukan(isi):
        if isinstance(bagian, Teks):
            baris[-1] += _KHUSUS.sub(r"\\\g<0>", bagian.isi)
        elif isinstance(bagian, Rujukan):
            target = bagian.target.removeprefix(f"{lingkup}/") if lingkup else bagian.target
            baris[-1] += f"[[{target}]]"
        elif isinstance(bagian, Kosong):
            baris[-1] += "___"
        elif isinstance(bagian, Baris):
            baris[-1] += "\\"
            baris.append("")
    return baris


def _satukan_rujukan(isi: Iterable[Inline]) -> list[Inline]:
    """References as they were written: "Pasal 7", " ayat ", "(2)" is one reference to the last of them."""
    hasil: list[Inline] = []
    for bagian in isi:
        if isinstance(bagian, Rujukan) and bagian.isi and hasil and isinstance(kata := hasil[-1], Teks):
            sebelum = hasil[-2] if len(hasil) > 1 else None
            if isinstance(sebelum, Rujukan) and sebelum.isi and kata.isi in _SAMBUNGAN:
                del hasil[-2:]
            elif not bagian.isi.startswith("Pasal"):
                sisa = _KATA_RUJUKAN.sub("", kata.isi)
                hasil[-1:] = [Teks(sisa)] if sisa else []
        hasil.append(bagian)
    return hasil


def _awal_baris(baris: str) -> str:
    """A line that would begin an item, a table or a directive, with a backslash before it."""
    return f"\\{baris}" if baris.startswith(("|", "@")) or adalah_penanda(baris) else baris


def _tulis_tabel(t: Tabel, lingkup: str) -> list[str]:
    baris = [f"| {' | '.join(_tulis_sel(s, lingkup) for s in r.sel)} |" for r in t.baris]
    berkepala = bool(t.baris) and t.baris[0].kepala
    if berkepala or t.kolom != bagi_seribu([1] * len(t.kolom)):
        baris.insert(1 if berkepala else 0, f"|{'|'.join('-' * w for w in dashes(t.kolom))}|")
    return baris


def _tulis_sel(sel: Sel, lingkup: str) -> str:
    isi = " ".join(_tulis_inline(_tanpa_baris(p.isi), lingkup)[0] for p in sel.isi).replace("|", "\\|")
    return f"\\{isi}" if WIDTH.fullmatch(isi.strip(" ")) else isi


def _tanpa_baris(isi: Iterable[Inline]) -> Iterable[Inline]:
    return (Teks(" ") if isinstance(i, Baris) else i for i in isi)
