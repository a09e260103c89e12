"""The *matriks pembahasan*: Pasal | semula | usulan | hasil, a landscape document that a meeting fills in.

What it makes is an ordinary `Dokumen`; its changed words are `Ubahan`, which a Word writer shows as coloured text (not as tracked
changes: the table is a working paper about a change, not a version of the agreement).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ksdgen.difference import Alinea, Perubahan, Potong
from ksdgen.paper.document import (
    Baris,
    BarisTabel,
    Blok,
    Dokumen,
    Inline,
    Paragraf,
    Sel,
    Tabel,
    TataLetak,
    Teks,
    Ubahan,
)
from ksdgen.paper.revision import rapikan
from ksdgen.review import excerpt
from ksdgen.review.comparison import Pasangan, Perbandingan

_KOLOM = (50, 140, 300, 300, 210)
_KEPALA = ("No.", "Pasal", "Semula", "Usulan", "Hasil pembahasan")


def susun(p: Perbandingan, pasangan: Pasangan) -> Dokumen:
    """The matrix of one agreement's changes.

    Args:
        p: the comparison, for the names of both states.
        pasangan: the agreement; without a document on both sides the matrix says so instead of a table.
    """
    judul = f"Matriks Pembahasan {excerpt.judul(pasangan)}"
    isi: list[Blok] = [
        Paragraf("judul", (Teks("MATRIKS PEMBAHASAN"),)),
        Paragraf("judul_tentang", (Teks(excerpt.judul(pasangan)),)),
        Paragraf(
            "isi",
            (Teks(f"Semula: {_sebut(p.lama.nama, p.lama.tanggal)}. Usulan: {_sebut(p.baru.nama, p.baru.tanggal)}."),),
        ),
    ]
    isi += [Paragraf("isi", (Teks(f"{k[0].upper()}{k[1:]}."),)) for k in excerpt.keterangan(pasangan)]
    baris = [*_baris(pasangan.perubahan)]
    if baris:
        kepala = BarisTabel(tuple(Sel((Paragraf("sel_kepala", (Teks(k),)),)) for k in _KEPALA), kepala=True)
        isi.append(Tabel("tabel", _KOLOM, (kepala, *baris)))
    else:
        isi.append(Paragraf("isi", (Teks("Tidak ada perubahan isi."),)))
    return Dokumen(judul, tuple(isi), tata=TataLetak(lanskap=True, ukuran_pt=10.0, spasi=1.0))


def _baris(perubahan: Sequence[Perubahan]) -> Iterator[BarisTabel]:
    for nomor, kelompok in enumerate(excerpt.menurut_letak(perubahan), 1):
        p = replace(kelompok[0], alinea=tuple(excerpt.alinea(kelompok)))
        tempat = p.tempat if p.tempat_lama in ("", p.tempat) else f"{p.tempat} (semula {p.tempat_lama})"
        kepala = (f"{nomor}.", f"{tempat} {p.judul}".strip())
        # An article that came or went takes a row for each ayat, so that pages break between them.
        for ke, alinea in enumerate(_potongan(p.alinea)):
            yield _satu(("", "") if ke else kepala, replace(p, alinea=alinea))


def _potongan(alinea: Sequence[Alinea]) -> Iterator[tuple[Alinea, ...]]:
    """The paragraphs of a change, cut before each ayat; at least one piece."""
    potong: list[Alinea] = []
    for a in alinea:
        if potong and a.kedalaman <= 1:
            yield tuple(potong)
            potong = []
        potong.append(a)
    yield tuple(potong)


def _satu(kepala: tuple[str, str], p: Perubahan) -> BarisTabel:
    sel = (
        *((Paragraf("sel", (Teks(k),) if k else ()),) for k in kepala),
        _sisi(p, "hapus"),
        _sisi(p, "sisip"),
        (Paragraf("sel"),),
    )
    return BarisTabel(tuple(Sel(s) for s in sel))


def _sisi(p: Perubahan, jenis: str) -> tuple[Paragraf, ...]:
    """What one version says, its changed words marked; a dash where it has nothing."""
    if p.jenis in ("dipindah", "dinomori_ulang") and not p.alinea:
        teks = p.tempat_lama if jenis == "hapus" else p.tempat
        return (Paragraf("sel", (Teks(teks or "–"),)),)
    hasil = [Paragraf("sel", isi) for a in p.alinea if (isi := _isi(a, jenis))]
    if not hasil:
        teks = p.semula if jenis == "hapus" else p.menjadi
        hasil = [Paragraf("sel", (Ubahan(jenis, (Teks(teks),)),))] if teks else []
    return tuple(hasil) or (Paragraf("sel", (Teks("–"),)),)


def _isi(a: Alinea, jenis: str) -> tuple[Inline, ...]:
    bagian = [x for x in a.potong if x.jenis in ("tetap", jenis)]
    if not any(x.teks.strip() for x in bagian):
        return ()
    nomor = a.nomor_lama if jenis == "hapus" else a.nomor
    awal: list[Inline] = [Teks(f"{nomor} ")] if nomor else []
    return rapikan([*awal, *(i for x in bagian for i in _potong(x))])


def _potong(p: Potong) -> Iterator[Inline]:
    for i, baris in enumerate(p.teks.split("\n")):
        if i:
            yield Baris()
        if baris:
            yield Teks(baris) if p.jenis == "tetap" else Ubahan(p.jenis, (Teks(baris),))


def _sebut(nama: str, tanggal: str | None) -> str:
    from datetime import datetime

    from ksdgen.bahasa import tanggal as tulis_tanggal

    return nama if tanggal is None else f"{nama}, {tulis_tanggal(datetime.fromisoformat(tanggal).date())}"
