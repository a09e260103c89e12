"""Plain text: what the paper says, one line per paragraph, in reading order and with every number.

Nothing of the body is left out and nothing is added but blanks and line ends: without white space, the text is what Word's
body prints, row by row and cell by cell. Headers, footers, the watermark and pictures are not part of what the paper says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ksdgen.paper.document import Blok, Dokumen, Paragraf, PemisahHalaman, Sel, Tabel

_TAK_TERCETAK = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INDENTASI = "    "
_RAPAT = {
    *("judul", "judul_antara", "judul_pihak", "judul_tentang", "judul_nomor"),
    *("premis", "latar_belakang", "konsideran", "dasar_hukum"),
    *("ayat", "huruf", "angka", "huruf_kurung", "angka_kurung"),
    *("ttd_jabatan", "ttd_lembaga", "ttd_nama", "ttd_keterangan", "lampiran_judul"),
}
"""Roles that stand without an empty line below what comes before them."""


def tulis(dokumen: Dokumen, aset: Mapping[str, bytes]) -> bytes:
    """The body as UTF-8 text."""
    return ("\n".join(baris(dokumen.isi)).strip("\n") + "\n").encode()


def bersih(teks: str) -> str:
    """The text with every character that no paper can print replaced by U+FFFD, as Word's XML demands."""
    return _TAK_TERCETAK.sub("\ufffd", teks)


def baris(blok: Sequence[Blok]) -> Iterator[str]:
    """The lines of the text; a line break inside a paragraph is a line break here."""
    rapat = True
    for b in blok:
        if isinstance(b, PemisahHalaman):
            yield ""
            rapat = True
        elif isinstance(b, Paragraf):
            if not rapat and b.peran not in _RAPAT and not b.kedalaman:
                yield ""
            yield from paragraf(b)
            rapat = b.peran == "pasal"
        else:
            if not rapat:
                yield ""
            yield from _kisi(b) if b.peran == "tanda_tangan" else _tabel(b)
            yield ""
            rapat = True


def paragraf(p: Paragraf) -> list[str]:
    """The lines of one paragraph: the number hangs, further lines stand under the text."""
    isi = bersih(p.teks).split("\n")
    nomor = p.nomor.teks if p.nomor is not None else ""
    if p.peran == "pasal":
        return [nomor, *isi] if nomor else isi
    if not nomor:
        return [_INDENTASI * p.kedalaman + t if t else "" for t in isi]
    kiri = _INDENTASI * max(0, p.kedalaman - 1)
    return [f"{kiri}{nomor} {isi[0]}".rstrip(" "), *(kiri + _INDENTASI + t for t in isi[1:])]


def _kisi(tabel: Tabel) -> Iterator[str]:
    """Signatures stand below each other, each with the lines of its cell."""
    for r in tabel.baris:
        for s in r.sel:
            yield from (t for p in s.isi for t in paragraf(p) if t or p.peran == "ttd_ruang")
            yield ""


def _tabel(tabel: Tabel) -> Iterator[str]:
    """Other tables are one line per row; data cells are held apart by tabs."""
    sela = "\t" if tabel.peran == "tabel" else " "
    for r in tabel.baris:
        sel = [_sel(s) for s in r.sel]
        teks = sela.join(s for s in sel if s or tabel.peran == "tabel")
        if teks.strip():
            yield _INDENTASI * tabel.kedalaman + teks


def _sel(sel: Sel) -> str:
    return " ".join(t for p in sel.isi for t in (potong.strip() for potong in paragraf(p)) if t)
