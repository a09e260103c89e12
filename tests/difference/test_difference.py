"""Tests of `ksdgen.difference`: both versions come back exactly, no change is told twice, none is left out, no word is torn."""

from __future__ import annotations

import cProfile
import itertools
import pstats
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ksdgen.desk.workspace import Workspace
from ksdgen.difference import GOLONGAN, JENIS, Perubahan, bandingkan, daftar_perubahan, kalimat, potong
from ksdgen.difference.sequence import selaras, terurut
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
    Tanda,
    TataLetak,
    Teks,
    Ubahan,
    paragraf_dari,
    teks_inline,
)
from ksdgen.paper.revision import bertanda, rapikan, terima, tolak
from tests.helpers.util import AKAR, ksb, pasang, pks, simpan

NASKAH = sorted(str(p.relative_to(AKAR)) for p in (AKAR / "agreements" / "2026").rglob("*.yaml"))
PKS = "agreements/2026/indramayu-rdf/perjanjian-kerja-sama.yaml"


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


def daftar(lama: Dokumen, baru: Dokumen) -> list[str]:
    """The list of changes in words."""
    return [kalimat(p) for p in daftar_perubahan(banding(lama, baru))]


def ubahan(ganda: Dokumen) -> list[tuple[str, str]]:
    """Every marked stretch of words."""
    return [
        (i.jenis, teks_inline(i.isi))
        for p in paragraf_dari((*ganda.isi, *ganda.kaki))
        for i in p.isi
        if isinstance(i, Ubahan)
    ]


def paragraf(*teks: str, peran: str = "ayat") -> Dokumen:
    """A document of numbered paragraphs in one article."""
    isi = [Paragraf(peran, (Teks(t),) if t else (), Nomor("ayat", n), None, 1) for n, t in enumerate(teks, start=1)]
    return Dokumen("X", (Paragraf("pasal", (Teks("JUDUL"),), Nomor("pasal", 1), "satu"), *isi))


# --- laws over the shipped agreements ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", NASKAH)
def test_nothing_changed(path: str) -> None:
    d = naskah(path)
    ganda = banding(d, d)
    assert ganda == d and not bertanda(ganda)
    assert daftar_perubahan(ganda) == []


@pytest.mark.lambat
@pytest.mark.parametrize("path", NASKAH)
def test_both_versions_come_back_from_any_pair(path: str) -> None:
    for lain in NASKAH:
        if lain == path:
            continue
        ganda = banding(naskah(path), naskah(lain))
        butir = daftar_perubahan(ganda)
        assert butir and [p.letak for p in butir] == sorted(p.letak for p in butir)
        for p in butir:
            assert p.jenis in JENIS and p.golongan in GOLONGAN and p.tempat and p.bagian
            assert "\n" not in kalimat(p) and "  " not in kalimat(p)


def test_same_input_same_result() -> None:
    a, b = naskah(NASKAH[0]), naskah(NASKAH[1])
    assert bandingkan(a, b) == bandingkan(a, b)
    assert daftar_perubahan(bandingkan(a, b)) == daftar_perubahan(bandingkan(a, b))


def test_documents_with_marks_are_refused() -> None:
    ganda = bandingkan(paragraf("a"), paragraf("b"))
    for pasangan in ((ganda, paragraf("a")), (paragraf("a"), ganda)):
        with pytest.raises(ValueError, match="marks"):
            bandingkan(*pasangan)


# --- laws over generated documents ------------------------------------------------------------------------------------------------------

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


@given(pasangan_dokumen())
@settings(
    max_examples=200, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)  # shrinking takes minutes
def test_laws_over_generated_documents(pasangan: tuple[Dokumen, Dokumen]) -> None:
    lama, baru = pasangan
    butir = daftar_perubahan(banding(lama, baru))
    assert bool(butir) == (tercetak(lama) != tercetak(baru)), "told if and only if something printed changed"
    for p in butir:
        assert p.jenis in JENIS and p.golongan in GOLONGAN and kalimat(p).strip() and "\n" not in kalimat(p)
    assert not bertanda(banding(baru, baru))


@given(ISI, ISI)
@settings(max_examples=300, deadline=None)
def test_laws_over_generated_words(lama: Any, baru: Any) -> None:
    a, b = (Dokumen("X", (Paragraf("judul", isi),)) for isi in (lama, baru))
    ganda = banding(a, b)
    (p,) = paragraf_dari(ganda.isi)
    potongan = potong(p)
    assert all(x.jenis != y.jenis and x.teks and y.teks for x, y in itertools.pairwise(potongan))
    gambar = [i for i in (*lama, *baru) if isinstance(i, Gambar | Bidang)]
    if not gambar:
        assert "".join(x.teks for x in potongan if x.jenis != "sisip") == teks_inline(lama)
        assert "".join(x.teks for x in potongan if x.jenis != "hapus") == teks_inline(baru)


@given(st.lists(st.integers(0, 6), max_size=40), st.lists(st.integers(0, 6), max_size=40))
def test_alignment_is_a_longest_common_subsequence(a: list[int], b: list[int]) -> None:
    pasangan = selaras(a, b)
    assert all(a[i] == b[j] for i, j in pasangan)
    assert all(i < k and j < m for (i, j), (k, m) in itertools.pairwise(pasangan))
    tabel = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, start=1):
        for j, y in enumerate(b, start=1):
            tabel[i][j] = tabel[i - 1][j - 1] + 1 if x == y else max(tabel[i - 1][j], tabel[i][j - 1])
    assert len(pasangan) == tabel[-1][-1]


@given(st.permutations(range(9)), st.lists(st.integers(1, 9), min_size=9, max_size=9))
def test_what_keeps_its_place_is_the_heaviest_rising_part(urutan: list[int], bobot: list[int]) -> None:
    tetap = terurut(list(enumerate(urutan)), bobot)
    naik = [urutan[n] for n in sorted(tetap)]
    assert naik == sorted(naik)
    terbaik = max(
        sum(bobot[n] for n in pilih)
        for k in range(10)
        for pilih in itertools.combinations(range(9), k)
        if all(urutan[x] < urutan[y] for x, y in itertools.pairwise(pilih))
    )
    assert sum(bobot[n] for n in tetap) == terbaik


# --- how time grows ---------------------------------------------------------------------------------------------------------------------


def _kalimat(acak: random.Random) -> str:
    return " ".join(
        acak.choice(("sampah", "mutu", "uji", "daerah", "pihak", "tanah", "air", "jalan", "data", "bahan"))
        for _ in range(12)
    )


def _besar(kata: list[str]) -> Dokumen:
    isi: list[Blok] = []
    for n in range(0, len(kata), 15):
        isi.append(Paragraf("pasal", (Teks(f"JUDUL {n}"),), Nomor("pasal", n // 15 + 1), f"p{n}"))
        isi += (
            Paragraf("ayat", (Teks(k),), Nomor("ayat", i), None, 1) for i, k in enumerate(kata[n : n + 15], start=1)
        )
    return Dokumen("X", tuple(isi))


def _ubah(kata: list[str]) -> list[str]:
    return [f"{k} {n}" for n, k in enumerate(kata)]


KASAR: dict[str, Callable[[list[str]], tuple[Dokumen, Dokumen]]] = {
    "semua diubah": lambda k: (_besar(k), _besar(_ubah(k))),
    "terbalik": lambda k: (_besar(k), _besar(k[::-1])),
    "satu pasal, semua diubah": lambda k: (paragraf(*k), paragraf(*_ubah(k))),
    "satu pasal, semua lain": lambda k: (paragraf(*k), paragraf(*reversed(_ubah(k)))),
    "semua sama": lambda k: (paragraf(*["x y"] * len(k)), paragraf(*["x y"] * (len(k) // 2), *["q r"] * (len(k) // 2))),
    "satu kalimat": lambda k: (paragraf(" ".join(k)), paragraf(" ".join(_ubah(k)))),
    "tabel": lambda k: (_tabel(k), _tabel(_ubah(k))),
}


def _tabel(kata: list[str]) -> Dokumen:
    baris = tuple(
        BarisTabel((Sel((Paragraf("sel", (Teks(k),)),)), Sel((Paragraf("sel", (Teks(k[::-1]),)),)))) for k in kata
    )
    return Dokumen("X", (Tabel("tabel", (500, 500), baris),))


@pytest.mark.lambat
@pytest.mark.parametrize("kasus", KASAR)
def test_work_grows_with_the_size(kasus: str) -> None:
    """Counted in calls of functions, not in seconds: four times the text is about four times the work."""

    def kerja(n: int) -> int:
        acak = random.Random(1)
        lama, baru = KASAR[kasus]([_kalimat(acak) for _ in range(n)])
        profil = cProfile.Profile()
        ganda = profil.runcall(bandingkan, lama, baru)
        profil.runcall(daftar_perubahan, ganda)
        return int(pstats.Stats(profil).total_calls)  # type: ignore[attr-defined]

    assert kerja(720) < 6 * kerja(180)


# --- words ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lama", "baru", "harap"),
    [
        ("berlaku 3 (tiga) tahun sejak", "berlaku 5 (lima) tahun sejak", "berlaku [-3 (tiga) tahun-][+5 (lima) tahun+] sejak"),
        ("sebesar Rp1.000,00 (seribu rupiah), belum", "sebesar Rp2.000,00 (dua ribu rupiah), belum", "sebesar [-Rp1.000,00 (seribu rupiah)-][+Rp2.000,00 (dua ribu rupiah)+], belum"),
        ("pada Senin, 7 Desember 2026 di", "pada Selasa, 8 Desember 2026 di", "pada [-Senin, 7 Desember 2026-][+Selasa, 8 Desember 2026+] di"),
        ("Nomor 100.3.7/12/KSB/2026 tanggal", "Nomor 100.3.7/13/KSB/2026 tanggal", "Nomor [-100.3.7/12/KSB/2026-][+100.3.7/13/KSB/2026+] tanggal"),
        ("sesuai Pasal 7 ayat (2) huruf a Undang", "sesuai Pasal 7 ayat (3) huruf a Undang", "sesuai [-Pasal 7 ayat (2) huruf a-][+Pasal 7 ayat (3) huruf a+] Undang"),
        ("Undang-Undang Nomor 23 Tahun 2014 tentang", "Undang-Undang Nomor 1 Tahun 2022 tentang", "Undang-Undang Nomor [-23 Tahun 2014-][+1 Tahun 2022+] tentang"),
        ("PIHAK KESATU dapat mengakhiri.", "PIHAK KESATU tidak dapat mengakhiri.", "PIHAK KESATU[+ tidak+] dapat mengakhiri."),
        ("3 (tiga) tahun dan 5 (lima) bulan", "4 (empat) tahun dan 6 (enam) bulan", "[-3 (tiga) tahun-][+4 (empat) tahun+] dan [-5 (lima) bulan-][+6 (enam) bulan+]"),
        ("denda 5% (lima persen) setiap hari", "denda 2,5% (dua koma lima persen) setiap hari", "denda [-5% (lima persen)-][+2,5% (dua koma lima persen)+] setiap hari"),
        ("PIHAK KESATU wajib", "PIHAK KEDUA wajib", "[-PIHAK KESATU-][+PIHAK KEDUA+] wajib"),
        ("oleh tim di Garut", "oleh tim di Garut.", "oleh tim di Garut[+.+]"),
        # Nothing in common but small words: the phrase is replaced, letters and small words are not patched together.
        ("Setiap tahun dilakukan evaluasi oleh tim", "PARA PIHAK membentuk kelompok dan panitia", "[-Setiap tahun dilakukan evaluasi oleh tim-][+PARA PIHAK membentuk kelompok dan panitia+]"),
        ("data benih dan pupuk lengkap", "data ternak dan pakan lengkap", "data [-benih dan pupuk-][+ternak dan pakan+] lengkap"),
    ],
)  # fmt: skip
def test_words_as_a_lawyer_counts_them(lama: str, baru: str, harap: str) -> None:
    kunci = Paragraf("judul", (), None, "sama")
    a, b = (Dokumen("X", (replace(kunci, isi=(Teks(t),)),)) for t in (lama, baru))
    (p,) = paragraf_dari(banding(a, b).isi)
    tanda = {"tetap": "{}", "hapus": "[-{}-]", "sisip": "[+{}+]"}
    assert "".join(tanda[x.jenis].format(x.teks) for x in potong(p)) == harap


def test_a_reference_and_a_blank_are_replaced_as_a_whole() -> None:
    def d(*isi: Any) -> Dokumen:
        return Dokumen("X", (Paragraf("judul", isi),))

    rujukan = (
        Teks("dimaksud pada ayat "),
        Rujukan("a/b", "(2)"),
        Teks(" huruf "),
        Rujukan("a/c", "a"),
        Teks(" dibayar"),
    )
    lain = (Teks("dimaksud pada ayat "), Rujukan("a/b", "(2)"), Teks(" huruf "), Rujukan("a/d", "b"), Teks(" dibayar"))
    assert ubahan(banding(d(*rujukan), d(*lain))) == [("hapus", "ayat (2) huruf a"), ("sisip", "ayat (2) huruf b")]
    nomor = (Teks("NOMOR: 600/"), Kosong("n"), Teks("/PKS/2026"))
    assert ubahan(banding(d(*nomor), d(Teks("NOMOR: 600/7/PKS/2026")))) == [
        ("hapus", "600/…………………/PKS/2026"),
        ("sisip", "600/7/PKS/2026"),
    ]
    assert daftar(d(*nomor), d(Teks("NOMOR: 600/7/PKS/2026"))) == ["judul: nomor 600/…………………/PKS/2026 → 600/7/PKS/2026"]


def test_words_keep_the_place_where_they_were_written(repo: Path) -> None:
    data = pks()
    a, b = susun(repo, data), susun(repo, pasang(data, "jangka_waktu.lama", "4 tahun"))
    (p,) = [p for p in daftar_perubahan(banding(a, b)) if p.golongan == "jangka_waktu"]
    assert p.asal is not None and p.asal.rute == "jangka_waktu.lama" and p.asal.span.file == "agreements/a.yaml"
    assert p.asal_lama is not None and p.asal_lama.rute == "jangka_waktu.lama"


# --- one edit, one entry ----------------------------------------------------------------------------------------------------------------


def _tambahan(setelah: str, bulan: str = "6 (enam)") -> list[dict[str, str]]:
    isi = f"(1) PARA PIHAK melakukan pengawasan:\n    a. bersama-sama; dan\n    b. sendiri-sendiri.\n(2) Pengawasan dilakukan setiap {bulan} bulan."
    return [
        {
            "kode": "pengawasan",
            "judul": "PENGAWASAN",
            "setelah": setelah,
            "isi": isi + "\n\n| Hal | Waktu |\n|---|---|\n| Mutu | Juli |",
        }
    ]


SUNTINGAN: dict[str, tuple[dict[str, Any], dict[str, Any], list[str]]] = {
    "nilai": (
        {"pembiayaan.nilai": "1000000000"},
        {"pembiayaan.nilai": "2000000000"},
        ["Pasal 6 ayat (3): nilai Rp1.000.000.000,00 (satu miliar rupiah) → Rp2.000.000.000,00 (dua miliar rupiah)"],
    ),
    "jangka waktu": (
        {},
        {"jangka_waktu.lama": "5 tahun"},
        [
            "Pasal 9 ayat (1): jangka waktu 3 (tiga) tahun → 5 (lima) tahun",
            "Pasal 9 ayat (1): tanggal 7 Desember 2029 → 7 Desember 2031",
        ],
    ),
    "tanggal": (
        {},
        {"penandatanganan.tanggal": "2026-12-08"},
        [
            "pembukaan: Senin, tanggal tujuh bulan Desember tahun dua ribu dua puluh enam (07-12-2026) → "
            "Selasa, tanggal delapan bulan Desember tahun dua ribu dua puluh enam (08-12-2026)",
            "Pasal 9 ayat (1): tanggal 7 Desember 2029 → 8 Desember 2029",
        ],
    ),
    "nomor": ({}, {"para_pihak.0.nomor": "100.3.7/9/PKS/2026"}, ["judul: nomor 100.3.7/1/KSB/2026 → 100.3.7/9/PKS/2026"]),
    "nomor terisi": ({"para_pihak.1.nomor": "___/PKS/2026"}, {"para_pihak.1.nomor": "8/PKS/2026"}, ["judul: nomor …………………/PKS/2026 → 8/PKS/2026"]),
    "butir dihapus": (
        {"ruang_lingkup": ["penyediaan pangan", "pertukaran data", "pelatihan petani"]},
        {"ruang_lingkup": ["penyediaan pangan", "pertukaran data"]},
        ["Pasal 3 huruf c dihapus: “pelatihan petani.”"],
    ),
    "butir tengah dihapus": (
        {"ruang_lingkup": ["penyediaan pangan", "pertukaran data", "pelatihan petani", "promosi bersama"]},
        {"ruang_lingkup": ["penyediaan pangan", "pelatihan petani", "promosi bersama"]},
        ["Pasal 3 huruf b dihapus: “pertukaran data;”", "Pasal 3 huruf c–d menjadi huruf b–c"],
    ),
    "butir dipindah": (
        {"ruang_lingkup": ["penyediaan pangan", "pertukaran data", "pelatihan petani"]},
        {"ruang_lingkup": ["pelatihan petani", "penyediaan pangan", "pertukaran data"]},
        ["Pasal 3 huruf c dipindah menjadi Pasal 3 huruf a: “pelatihan petani;”", "Pasal 3 huruf a–b menjadi huruf b–c"],
    ),
    "butir diganti": (
        {},
        {"ruang_lingkup": ["penyediaan pangan", "promosi wisata bahari"]},
        ["Pasal 3 huruf b diganti: “pertukaran data.” → “promosi wisata bahari.”"],
    ),
    "peraturan dihapus": (
        {"dasar_hukum": ["uu-23-2014", "pp-28-2018", "permendagri-22-2020"]},
        {"dasar_hukum": ["uu-23-2014", "permendagri-22-2020"]},
        [
            "dasar hukum angka 2 dihapus: “Peraturan Pemerintah Nomor 28 Tahun 2018 tentang Kerja Sama Daerah (Lembaran Negara Republik "
            "Indonesia … Republik Indonesia Nomor 6219); dan”",
            "dasar hukum angka 3 menjadi angka 2",
        ],
    ),
    "kata sangkal": (
        {"pelaksanaan": ["PARA PIHAK dapat membentuk tim teknis"]},
        {"pelaksanaan": ["PARA PIHAK tidak dapat membentuk tim teknis"]},
        ["Pasal 4 ayat (1): ditambah “tidak” sebelum “dapat”"],
    ),
    "penanda tangan": (
        {},
        {"para_pihak.1.penanda_tangan.0.nama": "Sri Rahayu"},
        ["para pihak: PIHAK KEDUA: “Sri Wahyuni” → “Sri Rahayu”", "tanda tangan: PIHAK KEDUA: “SRI WAHYUNI” → “SRI RAHAYU”"],
    ),
    "status": ({}, {"status": "siap_ditandatangani"}, ["tanda air: dihapus “DRAF”"]),
}  # fmt: skip


@pytest.mark.parametrize("nama", SUNTINGAN)
def test_one_edit_is_one_entry(nama: str, repo: Path) -> None:
    dulu, kini, harap = SUNTINGAN[nama]

    def buat(nilai: dict[str, Any]) -> Dokumen:
        data = pks()
        for rute, isi in nilai.items():
            data = pasang(data, rute, isi)
        return susun(repo, data)

    assert daftar(buat(dulu), buat(kini)) == harap


def _judul_pasal(d: Dokumen) -> list[str]:
    return [p.teks for p in paragraf_dari(d.isi) if p.peran == "pasal"]


def test_a_new_article_is_one_entry_with_what_it_renumbers(repo: Path) -> None:
    a, b = susun(repo, pks()), susun(repo, pks(pasal_tambahan=_tambahan("pelaksanaan")))
    ganda = banding(a, b)
    butir = daftar_perubahan(ganda)
    banyak = len(_judul_pasal(a))
    assert kalimat(butir[0]) == "Pasal baru 5 PENGAWASAN"
    assert [(x.nomor, x.baru) for x in butir[0].alinea][:3] == [
        ("Pasal 5", "PENGAWASAN"),
        ("(1)", "PARA PIHAK melakukan pengawasan:"),
        ("a.", "bersama-sama; dan"),
    ]
    assert butir[0].alinea[-1].baru == "Mutu | Juli" and butir[0].bagian == "Pasal 5"
    assert kalimat(butir[1]).startswith(f"Pasal 5–{banyak} menjadi Pasal 6–{banyak + 1} (")
    assert len(butir) == 2
    rujukan = [t for j, t in ubahan(ganda) if j == "hapus"]
    assert butir[1].rujukan == len(rujukan) > 3 and all(t.startswith("Pasal") for t in rujukan)
    balik = daftar_perubahan(banding(b, a))
    assert [kalimat(p) for p in balik] == [
        "Pasal 5 PENGAWASAN dihapus",
        f"Pasal 6–{banyak + 1} menjadi Pasal 5–{banyak} ({butir[1].rujukan} rujukan ikut berubah)",
    ]


def test_a_moved_article_has_no_changed_word(repo: Path) -> None:
    a, b = (susun(repo, pks(pasal_tambahan=_tambahan(s))) for s in ("pelaksanaan", "hasil"))
    ganda = banding(a, b)
    assert all(t.startswith("Pasal") for _, t in ubahan(ganda)), "only references to what was renumbered"
    tanda = [p.tanda for p in ganda.isi if isinstance(p, Paragraf) and p.tanda is not None]
    assert [t.jenis for t in tanda] == ["pindah_dari"] * 5 + ["pindah_ke"] * 5
    assert [t.pindah for t in tanda] == [1, 2, 3, 4, 5] * 2
    semua = [kalimat(p) for p in daftar_perubahan(ganda)]
    assert semua[1:] == ["Pasal 5 dipindah menjadi Pasal 9"]
    assert semua[0].startswith("Pasal 6–9 menjadi Pasal 5–8 (")


def test_an_edit_inside_a_moved_article_is_told_at_its_new_place(repo: Path) -> None:
    a = susun(repo, pks(pasal_tambahan=_tambahan("pelaksanaan")))
    b = susun(repo, pks(pasal_tambahan=_tambahan("hasil", "3 (tiga)")))
    ganda = banding(a, b)
    butir = daftar_perubahan(ganda)
    assert [kalimat(p) for p in butir[1:]] == [
        "Pasal 5 dipindah menjadi Pasal 9",
        "Pasal 9 ayat (2) (semula Pasal 5 ayat (2)): jangka waktu 6 (enam) bulan → 3 (tiga) bulan",
    ]
    ujung = {
        p.tanda.jenis: p
        for p in ganda.isi
        if isinstance(p, Paragraf) and p.tanda is not None and "Pengawasan dilakukan" in p.teks
    }
    assert [i.jenis for i in ujung["pindah_dari"].isi if isinstance(i, Ubahan)] == ["hapus"]
    assert [i.jenis for i in ujung["pindah_ke"].isi if isinstance(i, Ubahan)] == ["sisip"]


def test_a_paragraph_that_goes_to_another_article_has_moved() -> None:
    def d(*pasal: list[str]) -> Dokumen:
        isi: list[Blok] = []
        for n, semua in enumerate(pasal, start=1):
            isi.append(Paragraf("pasal", (Teks(f"JUDUL {n}"),), Nomor("pasal", n), f"p{n}"))
            isi += (Paragraf("ayat", (Teks(t),), Nomor("ayat", m), None, 1) for m, t in enumerate(semua, start=1))
        return Dokumen("X", tuple(isi))

    panjang = "Pengangkutan hasil panen dilaksanakan dengan kendaraan tertutup sesuai jadwal pengiriman."
    a = d(["PIHAK KESATU menyediakan lahan.", panjang], ["PIHAK KEDUA menyediakan benih unggul."])
    b = d(["PIHAK KESATU menyediakan lahan."], ["PIHAK KEDUA menyediakan benih unggul.", panjang])
    assert daftar(a, b) == [f"Pasal 1 ayat (2) dipindah menjadi Pasal 2 ayat (2): “{panjang}”"]
    assert ubahan(banding(a, b)) == []


def test_parties_that_change_places(repo: Path) -> None:
    data = ksb(2)
    tukar = {**data, "para_pihak": data["para_pihak"][::-1]}
    butir = daftar_perubahan(banding(susun(repo, data), susun(repo, tukar)))
    semua = [kalimat(p) for p in butir]
    for satu in (
        "judul: “PEMERINTAH DAERAH KABUPATEN GARUT” → “PEMERINTAH DAERAH KABUPATEN CIMAHI”",
        "para pihak: Pejabat Cimahi: “PIHAK KEDUA” → “PIHAK KESATU”",
        "para pihak: Pejabat Garut: “PIHAK KESATU” → “PIHAK KEDUA”",
        "tanda tangan: PEJABAT CIMAHI: “PIHAK KEDUA” → “PIHAK KESATU”",
        "tanda tangan: PEJABAT GARUT: “PIHAK KESATU” → “PIHAK KEDUA”",
    ):
        assert semua.count(satu) == 1, semua
    assert not any(p.jenis in ("baru", "dihapus") for p in butir if p.bagian in ("para pihak", "tanda tangan"))


def test_a_party_more(repo: Path) -> None:
    butir = daftar_perubahan(banding(susun(repo, ksb(2)), susun(repo, ksb(3))))
    baru = [p for p in butir if p.jenis == "baru" and p.golongan == "pihak"]
    assert [p.tempat for p in baru] == ["para pihak: PIHAK KETIGA", "tanda tangan: PIHAK KETIGA"]
    assert "Pejabat Sumedang" in baru[0].menjadi and "PEJABAT SUMEDANG" in baru[1].menjadi
    assert [kalimat(p) for p in butir if p.bagian == "kaki halaman"] == ["kaki halaman: ditambah “Paraf PIHAK KETIGA”"]


TABEL = """| No. | Kegiatan | Nilai |
|--|------|---|
| 1 | Pelatihan | Rp1.000,00 |
| 2 | Pengadaan benih | Rp2.000,00 |
| 3 | Pelaporan | Rp3.000,00 |"""


def _bertabel(repo: Path, isi: str) -> Dokumen:
    return susun(repo, pks(lampiran=[{"judul": "RINCIAN", "isi": isi}]))


@pytest.mark.parametrize(
    ("dari", "ke", "harap"),
    [
        ("Rp2.000,00", "Rp2.500,00", ["tabel pada lampiran, baris 2 (Pengadaan benih) kolom “Nilai”: nilai Rp2.000,00 → Rp2.500,00"]),
        ("| 3 | Pelaporan | Rp3.000,00 |", "| 3 | Pemasaran | Rp9.000,00 |\n| 4 | Pelaporan | Rp3.000,00 |", ["tabel pada lampiran, baris 3 baru: “3 | Pemasaran | Rp9.000,00”"]),
        ("| 1 | Pelatihan | Rp1.000,00 |\n| 2 | Pengadaan", "| 1 | Pengadaan", ["tabel pada lampiran, baris 1 dihapus: “1 | Pelatihan | Rp1.000,00”"]),
        ("| Nilai |", "| Jumlah |", ["tabel pada lampiran, kepala tabel kolom 3: “Nilai” → “Jumlah”"]),
    ],
)  # fmt: skip
def test_tables_are_told_by_row_and_column(dari: str, ke: str, harap: list[str], repo: Path) -> None:
    a, b = _bertabel(repo, TABEL), _bertabel(repo, TABEL.replace(dari, ke))
    assert daftar(a, b) == harap


def test_a_row_that_moved(repo: Path) -> None:
    baris = TABEL.split("\n")
    pindah = "\n".join(
        [
            *baris[:2],
            "| 1 | Pelaporan | Rp3.000,00 |",
            "| 2 | Pelatihan | Rp1.000,00 |",
            "| 3 | Pengadaan benih | Rp2.000,00 |",
        ]
    )
    assert daftar(_bertabel(repo, TABEL), _bertabel(repo, pindah)) == [
        "tabel pada lampiran, baris 3 dipindah menjadi tabel pada lampiran, baris 1: “1 | Pelaporan | Rp3.000,00”"
    ]


def test_a_whole_annex_is_one_entry(repo: Path) -> None:
    a, b = susun(repo, pks()), _bertabel(repo, TABEL)
    baru = [p for p in daftar_perubahan(banding(a, b)) if p.bagian == "lampiran"]
    assert [kalimat(p) for p in baru] == ["lampiran baru: “RINCIAN”"]
    assert baru[0].alinea[-1].baru == "3 | Pelaporan | Rp3.000,00"
    hapus = [p for p in daftar_perubahan(banding(b, a)) if p.bagian == "lampiran"]
    assert [kalimat(p) for p in hapus] == ["lampiran dihapus: “RINCIAN”"]


def test_dan_that_becomes_atau_is_told(repo: Path) -> None:
    isi = "PARA PIHAK menyampaikan:\na. laporan triwulan; {}\nb. laporan akhir."
    a, b, c = (
        susun(repo, pks(pasal_tambahan=[{"kode": "lapor", "judul": "LAPOR", "setelah": "pelaksanaan", "isi": t}]))
        for t in (isi.format("dan"), isi.format("atau"), isi.format("atau").replace("a. laporan triwulan;", "a. data;\nb. laporan triwulan;").replace("\nb. laporan akhir", "\nc. laporan akhir"))
    )  # fmt: skip
    assert daftar(a, b) == ["Pasal 5 huruf a: “; dan” → “; atau”"]
    assert any("atau" in s for s in daftar(a, c)), "also where the list changed"


def test_an_ayat_that_is_left_alone_loses_its_number(repo: Path) -> None:
    def d(*isi: str) -> Dokumen:
        teks = "\n".join(f"({n}) {t}" for n, t in enumerate(isi, start=1))
        return susun(repo, pks(pasal_tambahan=[{"kode": "x", "judul": "X", "setelah": "pelaksanaan", "isi": teks}]))

    a, b = (
        d("Laporan disampaikan:\n    a. tertulis; dan\n    b. lisan.", "Biaya ditanggung bersama."),
        d("Laporan disampaikan:\n    a. tertulis; dan\n    b. lisan."),
    )
    assert daftar(a, b) == [
        "Pasal 5 ayat (1) menjadi paragraf pada Pasal 5",
        "Pasal 5 ayat (2) dihapus: “Biaya ditanggung bersama.”",
    ]


def test_style_of_the_page(repo: Path) -> None:
    a, b = susun(repo, pks()), susun(repo, pks(gaya="f4"))
    semua = [kalimat(p) for p in daftar_perubahan(banding(a, b))]
    assert "tata letak: “lebar kertas 210 mm” → “lebar kertas 215 mm”" in semua


def test_foreign_marks_are_read_as_whole_words() -> None:
    """A person in Word changes letters, not amounts; the list says what became of the amount."""
    isi = (
        Teks("berlaku "),
        Ubahan("hapus", (Teks("3"),)),
        Ubahan("sisip", (Teks("5"),)),
        Teks(" ("),
        Ubahan("hapus", (Teks("tig"),)),
        Ubahan("sisip", (Teks("lim"),)),
        Teks("a) tahun."),
    )
    pasal = Paragraf("pasal", (Teks("JANGKA WAKTU"),), Nomor("pasal", 2), "masa")
    d = Dokumen("X", (pasal, Paragraf("isi", isi, tanda=None)))
    assert [kalimat(p) for p in daftar_perubahan(d)] == ["Pasal 2: jangka waktu 3 (tiga) tahun → 5 (lima) tahun"]
    setengah = Dokumen("X", (pasal, Paragraf("isi", (Teks("Ikut pindah."),), tanda=Tanda("pindah_ke", 4))))
    assert [kalimat(p) for p in daftar_perubahan(setengah)] == ["paragraf pada Pasal 2 baru: “Ikut pindah.”"]


# --- seeded edits of shipped agreements -------------------------------------------------------------------------------------------------


def _acak(d: Dokumen, benih: int) -> tuple[Dokumen, int]:
    """A document after one to four random edits of single words; how many there were."""
    acak = random.Random(benih)
    letak = [
        i
        for i, b in enumerate(d.isi)
        if isinstance(b, Paragraf)
        and b.peran in ("ayat", "huruf", "isi")
        and len(b.isi) == 1
        and len(b.teks.split()) > 8
    ]
    isi = list(d.isi)
    pilih = acak.sample(letak, acak.randint(1, 4))
    for i in pilih:
        b = isi[i]
        assert isinstance(b, Paragraf)
        kata = b.teks.split(" ")
        n = next(
            n
            for n in range(acak.randint(1, 3), len(kata))
            if kata[n].isalpha() and kata[n].islower() and len(kata[n]) > 3
        )
        kata[n] = "zzz" + kata[n]
        isi[i] = replace(b, isi=(Teks(" ".join(kata)),))
    return replace(d, isi=tuple(isi)), len(pilih)


@pytest.mark.parametrize("benih", range(12))
def test_random_edits_are_found_one_by_one(benih: int) -> None:
    lama = naskah(PKS)
    baru, banyak = _acak(lama, benih)
    butir = daftar_perubahan(banding(lama, baru))
    assert ["zzz" in p.menjadi and p.menjadi.replace("zzz", "") == p.semula for p in butir] == [True] * banyak


def _perubahan(a: Dokumen, b: Dokumen) -> list[Perubahan]:
    return daftar_perubahan(banding(a, b))


def test_entries_of_one_paragraph_share_its_place_and_text(repo: Path) -> None:
    a, b = susun(repo, pks()), susun(repo, pasang(pks(), "jangka_waktu.lama", "5 tahun"))
    x, y = _perubahan(a, b)
    assert x.letak == y.letak and x.alinea == y.alinea and x.bagian == y.bagian == "Pasal 9"
    (alinea,) = x.alinea
    assert (
        "3 (tiga) tahun" in alinea.lama
        and "5 (lima) tahun" in alinea.baru
        and alinea.nomor == alinea.nomor_lama == "(1)"
    )
