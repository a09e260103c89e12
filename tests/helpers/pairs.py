"""Pairs of documents to compare: shipped ones and made-up ones, and the laws that hold for every comparison."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from ksdgen.desk.workspace import Workspace
from ksdgen.difference import bandingkan
from ksdgen.paper.document import (
    Baris,
    BarisTabel,
    Bidang,
    Blok,
    Dokumen,
    Gambar,
    Kosong,
    Nomor,
    Paragraf,
    PemisahHalaman,
    Rujukan,
    Sel,
    Tabel,
    TataLetak,
    Teks,
    Ubahan,
    paragraf_dari,
)
from ksdgen.paper.revision import rapikan, terima, tolak
from tests.helpers.util import AKAR, simpan

NASKAH = sorted(str(p.relative_to(AKAR)) for p in (AKAR / "agreements" / "2026").rglob("*.yaml"))


@cache
def naskah(path: str) -> Dokumen:
    """A shipped agreement as composed."""
    hasil = Workspace(AKAR).periksa(path, date(2026, 12, 1), aturan=False)
    assert hasil.susunan is not None
    return hasil.susunan.dokumen


def susun(repo: Path, isi: Any, nama: str = "a.yaml") -> Dokumen:
    """An agreement of a test as composed."""
    simpan(repo, isi, nama)
    hasil = Workspace(repo).periksa(f"agreements/{nama}", date(2026, 12, 1), aturan=False)
    assert hasil.susunan is not None and hasil.susunan.dokumen.isi, hasil.bentuk
    return hasil.susunan.dokumen


def banding(lama: Dokumen, baru: Dokumen) -> Dokumen:
    """Both versions in one, with the laws that hold for every pair."""
    ganda = bandingkan(lama, baru)
    assert tolak(ganda) == lama
    assert terima(ganda) == baru
    _periksa_tanda(ganda)
    return ganda


def _periksa_tanda(ganda: Dokumen) -> None:
    """What writers rely on."""
    ujung: dict[int, list[str]] = {}
    for b in ganda.isi:
        if b.tanda is not None and b.tanda.pindah is not None:
            assert isinstance(b, Paragraf)
            ujung.setdefault(b.tanda.pindah, []).append(b.tanda.jenis)
    assert all(sorted(u) == ["pindah_dari", "pindah_ke"] for u in ujung.values())
    assert sorted(ujung) == list(range(1, len(ujung) + 1))
    for b in ganda.kaki:
        assert b.tanda is None or b.tanda.pindah is None
    for t in (b for b in (*ganda.isi, *ganda.kaki) if isinstance(b, Tabel)):
        tanda = {r.tanda for r in t.baris}
        assert len(tanda) > 1 or tanda == {None}, "a mark that all rows share belongs to the table"
        for r in t.baris:
            for s in r.sel:
                assert s.isi[-1].tanda is None, "a cell always keeps its last paragraph"
                assert r.tanda is None or all(p.tanda is None and p.semula is None for p in s.isi)
    for p in paragraf_dari((*ganda.isi, *ganda.kaki)):
        assert p.semula is None or (p.tanda is None and not p.semula.isi)
        jenis = [i.jenis if isinstance(i, Ubahan) else "" for i in p.isi]
        assert all(a != b or not a for a, b in itertools.pairwise(jenis)), "neighbouring marks of a kind are one"
        assert ("sisip", "hapus") not in itertools.pairwise(jenis), "first what went, then what came"


KATA = st.sampled_from(
    [
        *(
            "PIHAK KESATU",
            "PIHAK KEDUA",
            "menyediakan",
            "benih cabai",
            "laporan",
            "tidak",
            "dapat",
            "dan",
            "atau",
            ",",
            ";",
            "; dan",
            ".",
        ),
        *(
            "3 (tiga) tahun",
            "5 (lima) tahun",
            "Rp1.000,00 (seribu rupiah)",
            "tanggal 7 Desember 2026",
            "100.3.7/12/KSB/2026",
        ),
        *("  ", "\ue000", "😀", "Pasal 7 ayat (2)", "(0262) 233344", "Undang-Undang Nomor 23 Tahun 2014"),
    ]
)


TEKS = st.lists(KATA, min_size=1, max_size=6).map(" ".join)


INLINE = st.one_of(
    TEKS.map(Teks),
    st.builds(Rujukan, st.sampled_from(["a", "b", "a/x"]), st.sampled_from(["Pasal 1", "Pasal 2", "(1)"])),
    st.builds(Kosong, st.sampled_from("xy")),
    st.just(Baris()),
    st.builds(Gambar, st.just("logo"), st.sampled_from("mn"), st.just(9)),
    st.just(Bidang("halaman")),
)


ISI = st.lists(INLINE, max_size=3).map(rapikan)


BERNOMOR = ["ayat", "huruf", "angka"]


def _paragraf(peran: str, isi: Any, nomor: Nomor | None, dalam: int) -> Paragraf:
    if peran == "pasal":
        return Paragraf(peran, isi, Nomor("pasal", nomor.nilai if nomor is not None else 1))
    return Paragraf(peran, isi, nomor, None, dalam)


PARAGRAF = st.builds(
    _paragraf,
    st.sampled_from(
        ["pasal", "isi", *BERNOMOR, "judul", "judul_pihak", "penutup", "lampiran_judul", "konsideran", "dasar_hukum"]
    ),
    ISI,
    st.none() | st.builds(Nomor, st.sampled_from(BERNOMOR), st.integers(1, 4)),
    st.integers(0, 2),
)


ISI_SEL = st.builds(
    Paragraf, st.sampled_from(["sel", "pihak_nama", "pihak_uraian", "ttd_pihak", "ttd_nama", "ttd_ruang"]), ISI
)


SEL = st.lists(ISI_SEL, min_size=1, max_size=3).map(lambda isi: Sel(tuple(isi)))


@st.composite
def tabel(draw: st.DrawFn) -> Tabel:
    n = draw(st.integers(1, 2))
    baris = draw(st.lists(st.builds(BarisTabel, st.tuples(*[SEL] * n), st.booleans()), min_size=1, max_size=3))
    peran = draw(st.sampled_from(["tabel", "pihak", "tanda_tangan", "lambang"]))
    return Tabel(peran, (1000 // n,) * n, tuple(baris), draw(st.integers(0, 1)))


BLOK = st.one_of(PARAGRAF, PARAGRAF, PARAGRAF, tabel(), st.builds(PemisahHalaman, st.none() | st.booleans()))


KUNCI = st.none() | st.sampled_from(["a", "b", "c", "a/x", "b^1"])


def _berkunci(blok: list[tuple[Blok, str | None]]) -> tuple[Blok, ...]:
    """Blocks with identities that are unique, as every document has them."""
    hasil: list[Blok] = []
    sudah: set[str] = set()
    for b, kunci in blok:
        if isinstance(b, Paragraf | Tabel):
            b = replace(b, kunci=kunci if kunci not in sudah else None)
            sudah.add(kunci or "")
        hasil.append(b)
    return tuple(hasil)


DOKUMEN = st.builds(
    Dokumen,
    st.just("J"),
    st.lists(st.tuples(BLOK, KUNCI), max_size=7).map(_berkunci),
    st.lists(PARAGRAF | tabel(), max_size=2).map(tuple),
    st.builds(TataLetak, lanskap=st.booleans()),
    st.none() | st.just("DRAF"),
)


@st.composite
def pasangan_dokumen(draw: st.DrawFn) -> tuple[Dokumen, Dokumen]:
    """Two documents that have nothing to do with each other, or one and what a few edits made of it."""
    a = draw(DOKUMEN)
    if draw(st.booleans()):
        return a, draw(DOKUMEN)
    isi: list[Blok] = list(a.isi)
    for _ in range(draw(st.integers(0, 3)) if isi else 0):
        if not isi:
            break
        i = draw(st.integers(0, len(isi) - 1))
        aksi = draw(st.sampled_from(["hapus", "pindah", "ganti", "isi"]))
        b = isi[i]
        if aksi == "hapus":
            del isi[i]
        elif aksi == "pindah":
            isi.insert(draw(st.integers(0, len(isi) - 1)), isi.pop(i))
        elif aksi == "ganti":
            isi[i] = draw(BLOK)
        elif isinstance(b, Paragraf):
            isi[i] = replace(b, isi=draw(ISI))
    kunci = [b.kunci if isinstance(b, Paragraf | Tabel) else None for b in isi]
    return a, replace(a, isi=_berkunci(list(zip(isi, kunci, strict=True))))


def tercetak(x: Any) -> Any:
    """What is printed of a document: without identities, targets and the names of blanks."""
    if isinstance(x, tuple):
        return tuple(tercetak(i) for i in x)
    if isinstance(x, Kosong | Rujukan):
        return Teks(x.isi)
    if isinstance(x, Dokumen):
        return replace(x, isi=tercetak(x.isi), kaki=tercetak(x.kaki))
    if isinstance(x, Paragraf):
        return replace(x, kunci=None, isi=rapikan(tercetak(x.isi)))
    if isinstance(x, Tabel):
        return replace(x, kunci=None, baris=tercetak(x.baris))
    if isinstance(x, BarisTabel):
        return replace(x, sel=tercetak(x.sel))
    return Sel(tercetak(x.isi)) if isinstance(x, Sel) else x
