"""Agreements held against the standard: as they would be with nothing but standard clauses."""

from __future__ import annotations

from dataclasses import replace

from ksdgen.compose.composition import Keadaan, Pemakaian, Susunan, artikel, bunyi
from ksdgen.compose.uses import tanpa_penyimpangan
from ksdgen.desk.composing import Composing
from ksdgen.desk.loading import Muatan


def baku(composing: Composing, muatan: Muatan, susunan: Susunan | None = None, *, kembalikan: bool = True) -> Susunan:
    """An agreement as it would be with nothing but standard clauses, filled with its own facts and in its own versions.

    Clauses in the agreement's own words say what the standard says, and additional articles that stand in for a clause give their
    place back to it.

    Args:
        composing: what it is composed with.
        muatan: the agreement; its shape must be sound.
        susunan: the agreement as it was composed, where that is at hand.
        kembalikan: whether clauses that were left out come back too.
    """
    assert muatan.naskah is not None
    susunan = susunan or composing.susun(muatan, muatan.naskah)
    naskah, gantian = tanpa_penyimpangan(muatan.naskah, susunan.klausul, kembalikan=kembalikan)
    return composing.susun(muatan, naskah, gantian)


def bandingkan_baku(composing: Composing, muatan: Muatan, susunan: Susunan) -> tuple[Pemakaian, ...]:
    """The uses of clauses; of those in the agreement's own words also whether they say what a variant of the standard says."""
    naskah = muatan.naskah
    if naskah is None or not susunan.dokumen.isi or all(p.keadaan is not Keadaan.DIUBAH for p in susunan.klausul):
        return susunan.klausul
    polos = baku(composing, muatan, susunan, kembalikan=False)
    hasil = []
    for p in susunan.klausul:
        if p.keadaan is Keadaan.DIUBAH:
            p = replace(p, sama=_sama(composing, muatan, susunan, polos, p))
        hasil.append(p)
    return tuple(hasil)


def _sama(composing: Composing, muatan: Muatan, susunan: Susunan, baku: Susunan, p: Pemakaian) -> str | None:
    isi = bunyi(artikel(susunan.dokumen, p.kode))
    if isi == bunyi(artikel(baku.dokumen, p.kode)):
        return ""
    polos, gantian = tanpa_penyimpangan(muatan.naskah, susunan.klausul, kembalikan=False)  # type: ignore[arg-type]
    kepala = next((a.klausul for a in susunan.pasal if a.kode == p.kode), None)
    for nama, v in (kepala.varian or {}).items() if kepala is not None else ():
        if nama == p.varian or not v.untuk(polos.jenis, polos.kategori.value):
            continue
        pilihan = dict(polos.klausul or {})
        pilihan[p.kode] = pilihan[p.kode].ganti(varian=nama)
        if isi == bunyi(artikel(composing.susun(muatan, polos.ganti(klausul=pilihan), gantian).dokumen, p.kode)):
            return nama
    return None
