"""What a block is in each of the versions that a document holds: its keys, its number, its words and what follows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ksdgen.paper.document import (
    Baris,
    Bidang,
    Blok,
    Inline,
    Paragraf,
    Rujukan,
    Tabel,
    Ubahan,
    teks_inline,
)
from ksdgen.word.identity import (
    KUNCI,
    KUNCI_BARU,
    KUNCI_LAMA,
)
from ksdgen.word.numbering import Butir
from ksdgen.word.versions import BARU, KEDUA, LAMA, ada_isi, jenis_ubahan, versi


def paragraphs_with_versions(blok: Iterable[Blok]) -> Iterator[tuple[Paragraf, int]]:
    """Every paragraph in reading order with the versions that have it."""
    for b in blok:
        if isinstance(b, Paragraf):
            yield b, versi(b.tanda)
        elif isinstance(b, Tabel):
            for baris in b.baris:
                for sel in baris.sel:
                    for p in sel.isi:
                        yield p, versi(b.tanda or baris.tanda or p.tanda)


def keys_of(par: Paragraf, v: int) -> Iterator[tuple[str, str, int]]:
    """The keys of a paragraph: kind of bookmark, key, and the versions in which it carries a number beside it."""
    semula = par.semula if v == KEDUA and par.semula is not None else par
    baru, lama = (BARU if par.nomor is not None else 0), (LAMA if semula.nomor is not None else 0)
    if v != KEDUA:
        baru, lama = (BARU | LAMA if par.nomor is not None else 0) & v, 0
    if par.kunci == semula.kunci:
        if par.kunci is not None:
            yield KUNCI, par.kunci, baru | lama
        return
    if par.kunci is not None:
        yield KUNCI_BARU, par.kunci, baru
    if semula.kunci is not None:
        yield KUNCI_LAMA, semula.kunci, lama


def has_field(b: Inline) -> bool:
    """Whether an inline is or holds a field."""
    return any(map(has_field, b.isi)) if isinstance(b, Ubahan) else isinstance(b, (Rujukan, Bidang))


def is_new_paragraph(b: Blok) -> bool:
    """Whether a block is a new paragraph."""
    return isinstance(b, Paragraf) and b.tanda is not None and b.tanda.jenis == "sisip"


def ends_in_new_words(b: Blok) -> bool:
    """Whether a paragraph of both versions ends in nothing but new words."""
    if not isinstance(b, Paragraf) or b.tanda is not None:
        return False
    jenis = [u.jenis if isinstance(u, Ubahan) else "" for u in b.isi[-2:]]
    return jenis[-1:] == ["sisip"] and jenis[0] != "hapus"


def with_deletion_last(par: Paragraf) -> Paragraf:
    """A paragraph whose last words are replaced, with those that go at the very end.

    There they keep the new words apart from a new paragraph below, with which LibreOffice would run them together.
    """
    if par.tanda is not None or [u.jenis for u in par.isi[-2:] if isinstance(u, Ubahan)] != ["hapus", "sisip"]:
        return par
    return replace(par, isi=(*par.isi[:-2], par.isi[-1], par.isi[-2]))


def numbering_of_versions(par: Paragraf, v: int) -> tuple[Butir | None, Butir | None]:
    """What numbers a paragraph in the newer and in the older version."""
    semula = par.semula if v == KEDUA and par.semula is not None else par
    return _butir(par) if v & BARU else None, _butir(semula) if v & LAMA else None


def _butir(par: Paragraf) -> Butir | None:
    return None if par.nomor is None else Butir(par.peran, par.nomor, par.kedalaman)


def with_line_break(par: Paragraf, v: int) -> Sequence[Inline]:
    """The words of a paragraph, below its number where that is a Pasal's, in each version that has both."""
    semula = par.semula if v == KEDUA and par.semula is not None else par
    perlu = 0
    for x, sebagai in ((BARU, par), (LAMA, semula)):
        if sebagai.nomor is not None and sebagai.nomor.jenis == "pasal" and (v != KEDUA or ada_isi(par.isi, x)):
            perlu |= v & x
    if not perlu or not par.isi:
        return par.isi
    return (Baris() if perlu == v else Ubahan(jenis_ubahan(perlu), (Baris(),)), *par.isi)


def next_blocks(blok: Sequence[Blok]) -> list[Blok | None]:
    """For each block the next one in its own version, in the newer one where it stands in both."""
    hasil: list[Blok | None] = []
    kelak: dict[int, Blok | None] = {BARU: None, LAMA: None}
    for b in reversed(blok):
        v = versi(b.tanda)
        hasil.append(kelak[LAMA if v == LAMA else BARU])
        for x in (BARU, LAMA):
            if v & x:
                kelak[x] = b
    return hasil[::-1]


def newest_text(par: Paragraf) -> str:
    """The text of a paragraph in the newest version that has it."""
    return par.teks or teks_inline(b for u in par.isi if isinstance(u, Ubahan) for b in u.isi)
