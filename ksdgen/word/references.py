"""The text of references in a file of two versions that LibreOffice saved.

LibreOffice brings every field up to date when it saves, and counts what was inserted and what was struck out alike: the
text in the fields is that of neither version.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ksdgen.paper.document import Blok, Inline, Paragraf, Rujukan, Tabel, Tanda, Ubahan
from ksdgen.word.versions import BARU, KEDUA, LAMA, versi


def dengan_nomor_sasaran(isi: tuple[Blok, ...], kaki: tuple[Blok, ...]) -> tuple[tuple[Blok, ...], tuple[Blok, ...]]:
    """Body and footer with references that print the number that their target has in the reference's own version."""
    nomor: dict[int, dict[str, str]] = {BARU: {}, LAMA: {}}
    for b in isi:
        for p, v in _paragraf(b):
            semula = p.semula if p.semula is not None else p
            for x, sebagai in ((BARU, p), (LAMA, semula if v == KEDUA else p)):
                if v & x and sebagai.kunci is not None and sebagai.nomor is not None:
                    nomor[x].setdefault(sebagai.kunci, sebagai.nomor.rujukan)

    def satu(b: Inline, v: int) -> Inline:
        if isinstance(b, Ubahan):
            return Ubahan(b.jenis, tuple(satu(x, BARU if b.jenis == "sisip" else LAMA) for x in b.isi))
        if isinstance(b, Rujukan):
            return replace(b, isi=nomor[LAMA if v == LAMA else BARU].get(b.target, b.isi))
        return b

    def ganti(p: Paragraf, luar: Tanda | None) -> Paragraf:
        return replace(p, isi=tuple(satu(b, versi(luar or p.tanda)) for b in p.isi))

    def blok(daftar: Iterable[Blok]) -> tuple[Blok, ...]:
        hasil: list[Blok] = []
        for b in daftar:
            if isinstance(b, Tabel):
                baris = []
                for r in b.baris:
                    luar = b.tanda or r.tanda
                    sel = tuple(replace(s, isi=tuple(ganti(p, luar) for p in s.isi)) for s in r.sel)
                    baris.append(replace(r, sel=sel))
                hasil.append(replace(b, baris=tuple(baris)))
            else:
                hasil.append(ganti(b, None) if isinstance(b, Paragraf) else b)
        return tuple(hasil)

    return blok(isi), blok(kaki)


def _paragraf(b: Blok) -> Iterable[tuple[Paragraf, int]]:
    if isinstance(b, Paragraf):
        yield b, versi(b.tanda)
    elif isinstance(b, Tabel):
        for r in b.baris:
            for s in r.sel:
                for p in s.isi:
                    yield p, versi(b.tanda or r.tanda or p.tanda)
