"""Documents of two versions for tests: arbitrary ones in their canonical form, and what they look like with their marks gone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from ksdgen.paper.document import (
    PERAN,
    Baris,
    BarisTabel,
    Blok,
    Dokumen,
    Gambar,
    Inline,
    Paragraf,
    PemisahHalaman,
    Rujukan,
    Sel,
    Tabel,
    Tanda,
    Teks,
    Ubahan,
    paragraf_dari,
    ubah_paragraf,
)
from ksdgen.paper.revision import rapikan
from ksdgen.word.inlines import hapus_dulu
from tests.helpers.word_util import _INLINE, _NOMOR, _TATA, ASET, NAMA, TEKS, _paragraf

JENIS = st.sampled_from(("sisip", "hapus"))


def semua_inline(isi: Iterable[Inline]) -> Iterable[Inline]:
    """The inlines of both versions."""
    for b in isi:
        if isinstance(b, Ubahan):
            yield from b.isi
        else:
            yield b


def aset_ganda(dokumen: Dokumen) -> dict[str, bytes]:
    """The images that either version shows."""
    return {
        g.sha256: ASET[g.sha256]
        for p in paragraf_dari((*dokumen.isi, *dokumen.kaki))
        for g in semua_inline(p.isi)
        if isinstance(g, Gambar)
    }


@st.composite
def _isi_ganda(draw: st.DrawFn, jenis: tuple[str, ...] = ("sisip", "hapus")) -> tuple[Inline, ...]:
    """Words of which some are of one version."""
    hasil: list[Inline] = []
    for b in draw(st.lists(_INLINE, max_size=5)):
        ubah = draw(st.sampled_from(("tetap", *jenis)))
        hasil.append(b if ubah == "tetap" else Ubahan(ubah, (b,)))
    return hapus_dulu(hasil)


@st.composite
def _paragraf_tetap(draw: st.DrawFn) -> Paragraf:
    """A paragraph of both versions."""
    p = replace(draw(_paragraf()), isi=draw(_isi_ganda()))
    s = p
    if draw(st.booleans()):
        s = replace(s, peran=draw(st.sampled_from(sorted(PERAN))))
    if draw(st.booleans()):
        s = replace(s, nomor=draw(st.one_of(st.none(), _NOMOR)))
    if draw(st.integers(0, 3)) == 0:
        s = replace(s, kunci=draw(st.one_of(st.none(), NAMA)))
    if draw(st.integers(0, 3)) == 0:
        s = replace(s, kedalaman=draw(st.integers(0, 7)))
    s = replace(s, isi=())
    return p if s == replace(p, isi=()) else replace(p, semula=s)


@st.composite
def _paragraf_satu(draw: st.DrawFn, jenis: str | None) -> Paragraf:
    """A paragraph of one version."""
    p = draw(_paragraf())
    return replace(p, isi=rapikan(p.isi), tanda=None if jenis is None else Tanda(jenis))


@st.composite
def _baris(draw: st.DrawFn, lebar: int, boleh_tanda: bool) -> BarisTabel:
    jenis = draw(st.sampled_from((None, None, "sisip", "hapus"))) if boleh_tanda else None
    sel: list[Sel] = []
    for _ in range(draw(st.integers(1, lebar))):
        if jenis is not None or not boleh_tanda:
            sel.append(Sel((draw(_paragraf_satu(None)),)))
        else:
            awal = [draw(_paragraf_satu(draw(JENIS))) for _ in range(draw(st.integers(0, 2)))]
            sel.append(Sel((*awal, draw(_paragraf_tetap()))))
    return BarisTabel(tuple(sel), draw(st.booleans()), None if jenis is None else Tanda(jenis))


@st.composite
def _tabel(draw: st.DrawFn) -> Tabel:
    lebar = draw(st.integers(1, 4))
    batas = sorted(draw(st.sets(st.integers(1, 999), min_size=lebar - 1, max_size=lebar - 1)))
    kolom = tuple(b - a for a, b in zip([0, *batas], [*batas, 1000], strict=True))
    utuh = draw(st.sampled_from((None, None, "sisip", "hapus")))
    baris = tuple(draw(_baris(lebar, utuh is None)) for _ in range(draw(st.integers(1, 4))))
    tanda = None if utuh is None else Tanda(utuh)
    if utuh is None and baris[0].tanda is not None and len({b.tanda for b in baris}) == 1:
        tanda, baris = baris[0].tanda, tuple(replace(b, tanda=None) for b in baris)
    peran = draw(st.sampled_from(("pihak", "lambang", "tanda_tangan", "paraf", "tabel")))
    return Tabel(peran, kolom, baris, draw(st.integers(0, 6)), draw(st.one_of(st.none(), NAMA)), tanda=tanda)


def _satu_kunci(blok: tuple[Blok, ...], terpakai: tuple[set[str], set[str]]) -> tuple[Blok, ...]:
    """Keys are unique in each version: a second use loses its key."""

    def sekali(kunci: str | None, *versi: int) -> str | None:
        if kunci is None or any(kunci in terpakai[v] for v in versi):
            return None
        for v in versi:
            terpakai[v].add(kunci)
        return kunci

    def ubah(p: Paragraf, luar: Tanda | None) -> Paragraf:
        tanda = luar or p.tanda
        if tanda is not None:
            return replace(p, kunci=sekali(p.kunci, 0 if tanda.baru else 1))
        if p.semula is None or p.semula.kunci == p.kunci:
            kunci = sekali(p.kunci, 0, 1)
            return replace(p, kunci=kunci, semula=p.semula and replace(p.semula, kunci=kunci))
        p = replace(p, kunci=sekali(p.kunci, 0), semula=replace(p.semula, kunci=sekali(p.semula.kunci, 1)))
        return replace(p, semula=None) if p.semula == replace(p, isi=(), semula=None) else p

    hasil: list[Blok] = []
    for b in blok:
        if isinstance(b, Paragraf):
            b = ubah(b, None)
        elif isinstance(b, Tabel):
            baris = tuple(
                replace(
                    r,
                    sel=tuple(Sel(tuple(ubah(p, b.tanda or r.tanda) for p in s.isi)) for s in r.sel),
                )
                for r in b.baris
            )
            versi = (0, 1) if b.tanda is None else (0,) if b.tanda.baru else (1,)
            b = replace(b, baris=baris, kunci=sekali(b.kunci, *versi))
        hasil.append(b)
    return tuple(hasil)


@st.composite
def ganda(draw: st.DrawFn) -> Dokumen:
    """Any document of two versions in the form that a comparison makes; some references point at what exists."""
    blok: list[Blok] = []
    for _ in range(draw(st.integers(0, 7))):
        macam = draw(st.integers(0, 7))
        if macam <= 2:
            blok.append(draw(_paragraf_tetap()))
        elif macam <= 4:
            blok.append(draw(_paragraf_satu(draw(JENIS))))
        elif macam <= 6:
            blok.append(draw(_tabel()))
        else:
            tanda = draw(st.one_of(st.none(), JENIS.map(Tanda)))
            blok.append(PemisahHalaman(draw(st.sampled_from((None, False, True))), tanda))
    for n in range(1, draw(st.integers(0, 3)) + 1):
        p = draw(_paragraf_satu(None))
        for jenis, ubah in (("pindah_dari", "hapus"), ("pindah_ke", "sisip")):
            tambah = draw(st.lists(_INLINE, max_size=2).map(tuple))
            isi = rapikan((*p.isi, Ubahan(ubah, tambah))) if draw(st.booleans()) else p.isi
            letak = draw(st.integers(0, len(blok)))
            blok.insert(letak, replace(p, isi=isi, tanda=Tanda(jenis, n), nomor=draw(st.one_of(st.none(), _NOMOR))))
    kaki: list[Blok] = [
        draw(st.one_of(_paragraf_tetap(), JENIS.flatmap(_paragraf_satu), _tabel()))
        for _ in range(draw(st.integers(0, 2)))
    ]
    terpakai: tuple[set[str], set[str]] = (set(), set())
    isi_akhir, kaki_akhir = _satu_kunci(tuple(blok), terpakai), _satu_kunci(tuple(kaki), terpakai)
    sasaran = sorted(terpakai[0] | terpakai[1])

    def arahkan(p: Paragraf) -> Paragraf:
        def satu(b: Inline) -> Inline:
            if isinstance(b, Ubahan):
                return Ubahan(b.jenis, tuple(satu(x) for x in b.isi))
            if isinstance(b, Rujukan) and sasaran and draw(st.booleans()):
                return Rujukan(draw(st.sampled_from(sasaran)), b.isi)
            return b

        return replace(p, isi=tuple(satu(b) for b in p.isi))

    d = Dokumen(
        draw(TEKS),
        ubah_paragraf(isi_akhir, arahkan),
        ubah_paragraf(kaki_akhir, arahkan),
        draw(_TATA),
        draw(st.one_of(st.none(), NAMA)),
    )
    judul = draw(st.one_of(st.just(d.judul), TEKS))
    tata = draw(st.one_of(st.just(d.tata), _TATA))
    air = draw(st.one_of(st.just(d.tanda_air), st.none(), NAMA))
    semula = Dokumen(judul, (), tata=tata, tanda_air=air)
    return d if semula == Dokumen(d.judul, (), tata=d.tata, tanda_air=d.tanda_air) else replace(d, semula=semula)


def rapi(dokumen: Dokumen) -> Dokumen:
    """The document with neighbouring texts joined: how they were cut is no matter of a version."""

    def satu(p: Paragraf) -> Paragraf:
        return replace(p, isi=rapikan(p.isi))

    return replace(dokumen, isi=ubah_paragraf(dokumen.isi, satu), kaki=ubah_paragraf(dokumen.kaki, satu))


__all__ = ["Baris", "Teks", "aset_ganda", "ganda", "rapi", "semua_inline"]
