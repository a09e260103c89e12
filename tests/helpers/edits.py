"""Seeded edits of a composed document, as a drafter would make them: the numbers run on and the references follow."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import replace

from ksdgen.paper.document import (
    BarisTabel,
    Blok,
    Dokumen,
    Nomor,
    Paragraf,
    PemisahHalaman,
    Rujukan,
    Sel,
    Tabel,
    TataLetak,
    Teks,
    paragraf_dari,
    ubah_paragraf,
)
from ksdgen.paper.revision import rapikan

Suntingan = Callable[[list[Blok], random.Random], None]


def _letak(isi: list[Blok], acak: random.Random, saring: Callable[[Blok], bool]) -> int:
    return acak.choice([i for i, b in enumerate(isi) if saring(b)])


def _butir(b: Blok) -> bool:
    return isinstance(b, Paragraf) and b.nomor is not None and b.nomor.jenis in ("ayat", "huruf", "angka")


def _pasal(b: Blok) -> bool:
    return isinstance(b, Paragraf) and b.nomor is not None and b.nomor.jenis == "pasal"


def _artikel(isi: list[Blok], acak: random.Random) -> slice:
    """A whole article that another one follows."""
    awal = [i for i, b in enumerate(isi) if _pasal(b)]
    if len(awal) < 2:
        raise IndexError("tidak ada pasal")
    n = acak.randrange(len(awal) - 1)
    return slice(awal[n], awal[n + 1])


def ganti_kata(isi: list[Blok], acak: random.Random) -> None:
    """Other words in one paragraph."""
    i = _letak(isi, acak, lambda b: isinstance(b, Paragraf) and len(b.teks.split()) > 4)
    p = isi[i]
    assert isinstance(p, Paragraf)
    teks = [n for n, b in enumerate(p.isi) if isinstance(b, Teks) and b.isi.strip()]
    n = acak.choice(teks)
    lama = p.isi[n]
    assert isinstance(lama, Teks)
    kata = lama.isi.split(" ")
    kata[acak.randrange(len(kata))] = acak.choice(("seluruhnya", "5 (lima) tahun", "Rp2.000.000,00 (dua juta rupiah)"))
    isi[i] = replace(p, isi=(*p.isi[:n], Teks(" ".join(kata)), *p.isi[n + 1 :]))


def hapus_butir(isi: list[Blok], acak: random.Random) -> None:
    """A point or ayat goes."""
    del isi[_letak(isi, acak, _butir)]


def tambah_butir(isi: list[Blok], acak: random.Random) -> None:
    """A point or ayat comes."""
    i = _letak(isi, acak, _butir)
    p = isi[i]
    assert isinstance(p, Paragraf)
    isi.insert(
        i + acak.randrange(2), replace(p, isi=(Teks("ketentuan baru yang disisipkan;"),), kunci=f"baru/{acak.random()}")
    )


def hapus_pasal(isi: list[Blok], acak: random.Random) -> None:
    """An article goes."""
    del isi[_artikel(isi, acak)]


def tambah_pasal(isi: list[Blok], acak: random.Random) -> None:
    """An article comes."""
    i = _artikel(isi, acak).start
    kunci = f"baru/{acak.random()}"
    isi[i:i] = [
        Paragraf("pasal", (Teks("MONITORING DAN EVALUASI"),), Nomor("pasal", 1), kunci),
        Paragraf("ayat", (Teks("PARA PIHAK melakukan monitoring."),), Nomor("ayat", 1), f"{kunci}/1", 1),
        Paragraf("ayat", (Teks("Evaluasi dilakukan setiap tahun."),), Nomor("ayat", 2), f"{kunci}/2", 1),
    ]


def pindah_pasal(isi: list[Blok], acak: random.Random) -> None:
    """An article moves."""
    artikel = _artikel(isi, acak)
    potong = isi[artikel]
    del isi[artikel]
    i = _letak(isi, acak, _pasal)
    isi[i:i] = potong


def ubah_tabel(isi: list[Blok], acak: random.Random) -> None:
    """A row of a table goes or comes, or one of its cells changes."""
    tabel = [i for i, b in enumerate(isi) if isinstance(b, Tabel)]
    i = acak.choice(tabel)
    t = isi[i]
    assert isinstance(t, Tabel)
    baris = list(t.baris)
    n = acak.randrange(len(baris))
    cara = acak.randrange(3)
    if cara == 0 and len(baris) > 1:
        del baris[n]
    elif cara == 1:
        sel = tuple(Sel((Paragraf("sel", (Teks(f"baris baru {k}"),)),)) for k in range(len(t.kolom)))
        baris.insert(n + baris[n].kepala, BarisTabel(sel))
    else:
        sel_lama = baris[n].sel[-1]
        akhir = sel_lama.isi[-1]
        ganti = replace(akhir, isi=rapikan((*akhir.isi, Teks(" dengan tambahan"))))
        baris[n] = replace(baris[n], sel=(*baris[n].sel[:-1], Sel((*sel_lama.isi[:-1], ganti))))
    isi[i] = replace(t, baris=tuple(baris))


def tambah_lampiran(isi: list[Blok], acak: random.Random) -> None:
    """An annex on lying pages comes at the end."""
    kepala = BarisTabel(tuple(Sel((Paragraf("sel_kepala", (Teks(t),)),)) for t in ("No.", "Uraian")), kepala=True)
    baris = [
        BarisTabel((Sel((Paragraf("sel", (), Nomor("angka", n)),)), Sel((Paragraf("sel", (Teks(f"Kegiatan {n}"),)),))))
        for n in range(1, 4)
    ]
    isi += [
        PemisahHalaman(True),
        Paragraf("lampiran_judul", (Teks("LAMPIRAN"),)),
        Tabel("tabel", (200, 800), (kepala, *baris)),
    ]


SUNTINGAN: tuple[Suntingan, ...] = (
    ganti_kata,
    hapus_butir,
    tambah_butir,
    hapus_pasal,
    tambah_pasal,
    pindah_pasal,
    ubah_tabel,
    tambah_lampiran,
)
"""Every kind of edit."""


def sunting(dokumen: Dokumen, benih: int, jumlah: int = 4, jenis: tuple[Suntingan, ...] = SUNTINGAN) -> Dokumen:
    """The document after some edits; the same seed makes the same ones."""
    acak = random.Random(benih)
    isi = list(dokumen.isi)
    while jumlah:
        # What a document has none of cannot be edited.
        with contextlib.suppress(IndexError):
            acak.choice(jenis)(isi, acak)
            jumlah -= 1
    hasil = replace(dokumen, isi=_nomori(tuple(isi)))
    if benih % 3 == 0:
        hasil = replace(hasil, judul=f"{dokumen.judul} (Perubahan)", tanda_air=acak.choice((None, "RANCANGAN KEDUA")))
    if benih % 5 == 0:
        hasil = replace(hasil, tata=TataLetak(lebar_mm=215.0, tinggi_mm=330.0))
    if benih % 7 == 0:
        hasil = replace(hasil, kaki=(Paragraf("kaki", (Teks("naskah kedua"),)), *dokumen.kaki))
    return hasil


def _nomori(isi: tuple[Blok, ...]) -> tuple[Blok, ...]:
    """Numbers that run, and references that print them; numbers in tables stay."""
    hitung: dict[tuple[str, str, int], int] = {}
    hasil: list[Blok] = []
    for b in isi:
        if not isinstance(b, Paragraf):
            hasil.append(b)
            continue
        pasal = b.nomor is not None and b.nomor.jenis == "pasal"
        luar = pasal or (b.nomor is None and b.kedalaman == 0 and b.peran != "isi")
        for letak in [k for k in hitung if k[1] != "pasal" and (luar or (b.nomor is not None and k[2] > b.kedalaman))]:
            del hitung[letak]
        if b.nomor is not None:
            letak = ("" if pasal else b.peran, b.nomor.jenis, b.kedalaman)
            hitung[letak] = hitung.get(letak, 0) + 1
            b = replace(b, nomor=Nomor(b.nomor.jenis, hitung[letak]))
        hasil.append(b)
    isi = tuple(hasil)
    nomor = {p.kunci: p.nomor.rujukan for p in paragraf_dari(isi) if p.kunci is not None and p.nomor is not None}

    def rujuk(p: Paragraf) -> Paragraf:
        ganti = tuple(replace(b, isi=nomor.get(b.target, b.isi)) if isinstance(b, Rujukan) else b for b in p.isi)
        return replace(p, isi=ganti)

    return ubah_paragraf(isi, rujuk)
