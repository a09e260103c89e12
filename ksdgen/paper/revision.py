"""A document that holds two versions at once: take the newer one, or the older one.

The marks are part of the block model (`Ubahan`, `Tanda`, `semula`); `difference` makes such documents, writers show them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ksdgen.paper.document import (
    BarisTabel,
    Blok,
    Dokumen,
    Inline,
    Paragraf,
    Sel,
    Tabel,
    Tanda,
    Teks,
    Ubahan,
    paragraf_dari,
)


def terima(dokumen: Dokumen) -> Dokumen:
    """The newer version: every change accepted, no marks left."""
    isi, kaki = blok_baru(dokumen.isi), blok_baru(dokumen.kaki)
    return replace(dokumen, isi=isi, kaki=kaki, semula=None)


def tolak(dokumen: Dokumen) -> Dokumen:
    """The older version: every change rejected, no marks left."""
    isi, kaki = blok_lama(dokumen.isi), blok_lama(dokumen.kaki)
    s = dokumen.semula or dokumen
    return Dokumen(s.judul, isi, kaki, s.tata, s.tanda_air)


def blok_baru(blok: Iterable[Blok]) -> tuple[Blok, ...]:
    """The blocks of the newer version."""
    return _blok(blok, _baru)


def blok_lama(blok: Iterable[Blok]) -> tuple[Blok, ...]:
    """The blocks of the older version."""
    return _blok(blok, _lama)


def bertanda(dokumen: Dokumen) -> bool:
    """Whether a document holds any mark of change."""
    blok = (*dokumen.isi, *dokumen.kaki)
    return (
        dokumen.semula is not None
        or any(b.tanda is not None for b in blok)
        or any(r.tanda is not None for b in blok if isinstance(b, Tabel) for r in b.baris)
        or any(
            p.tanda is not None or p.semula is not None or any(isinstance(i, Ubahan) for i in p.isi)
            for p in paragraf_dari(blok)
        )
    )


def rapikan(isi: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines in the model's form: neighbouring Teks joined, neighbouring Ubahan of a kind joined, empty ones left out."""
    hasil: list[Inline] = []
    for b in isi:
        if isinstance(b, Ubahan):
            b = Ubahan(b.jenis, rapikan(b.isi))
        kosong = (isinstance(b, Teks) and not b.isi) or (isinstance(b, Ubahan) and not b.isi)
        akhir = hasil[-1] if hasil else None
        if kosong:
            continue
        if isinstance(b, Teks) and isinstance(akhir, Teks):
            geser = len(akhir.isi)
            hasil[-1] = Teks(akhir.isi + b.isi, akhir.asal + tuple((o + geser, a) for o, a in b.asal))
        elif isinstance(b, Ubahan) and isinstance(akhir, Ubahan) and akhir.jenis == b.jenis:
            hasil[-1] = Ubahan(b.jenis, rapikan((*akhir.isi, *b.isi)))
        else:
            hasil.append(b)
    return tuple(hasil)


_Versi = Callable[[Tanda | None], bool]


def _baru(tanda: Tanda | None) -> bool:
    return tanda is None or tanda.baru


def _lama(tanda: Tanda | None) -> bool:
    return tanda is None or not tanda.baru


def _blok(blok: Iterable[Blok], ada: _Versi) -> tuple[Blok, ...]:
    hasil: list[Blok] = []
    for b in blok:
        if not ada(b.tanda):
            continue
        if isinstance(b, Paragraf):
            hasil.append(_paragraf(b, ada))
        elif isinstance(b, Tabel):
            baris = tuple(_baris(r, ada) for r in b.baris if ada(r.tanda))
            if baris or not b.baris:  # a table that lost every row is no table; one that never had any stays as it was
                hasil.append(replace(b, baris=baris, tanda=None))
        else:
            hasil.append(replace(b, tanda=None))
    return tuple(hasil)


def _baris(baris: BarisTabel, ada: _Versi) -> BarisTabel:
    sel = tuple(Sel(tuple(_paragraf(p, ada) for p in s.isi if ada(p.tanda))) for s in baris.sel)
    return BarisTabel(sel, baris.kepala)


def _paragraf(p: Paragraf, ada: _Versi) -> Paragraf:
    jenis = "sisip" if ada is _baru else "hapus"
    isi: list[Inline] = []
    for i in p.isi:
        if not isinstance(i, Ubahan):
            isi.append(i)
        elif i.jenis == jenis:
            isi.extend(i.isi)
    s = p if ada is _baru or p.semula is None else p.semula
    return Paragraf(s.peran, rapikan(isi), s.nomor, s.kunci, s.kedalaman, s.asal)
