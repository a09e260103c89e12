"""Documents for the tests of `ksdgen.word`: a realistic agreement, arbitrary ones, and LibreOffice to check them."""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import strategies as st

from ksdgen.paper.document import (
    NOMOR_LABEL,
    PERAN,
    Baris,
    BarisTabel,
    Bidang,
    Blok,
    Dokumen,
    Gambar,
    Inline,
    Kosong,
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


def png(lebar: int, tinggi: int, warna: tuple[int, int, int]) -> bytes:
    """A PNG of one colour."""

    def potong(jenis: bytes, isi: bytes) -> bytes:
        return struct.pack(">I", len(isi)) + jenis + isi + struct.pack(">I", zlib.crc32(jenis + isi))

    baris = (b"\0" + bytes(warna) * lebar) * tinggi
    kepala = struct.pack(">IIBBBBB", lebar, tinggi, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + potong(b"IHDR", kepala) + potong(b"IDAT", zlib.compress(baris)) + potong(b"IEND", b"")


ASET = {
    hashlib.sha256(isi).hexdigest(): isi
    for isi in (png(9, 10, (200, 150, 40)), png(20, 10, (10, 90, 40)), png(3, 8, (9, 9, 200)))
}
SHA = list(ASET)


def aset_terpakai(dokumen: Dokumen) -> dict[str, bytes]:
    """The images that a document shows."""
    return {
        g.sha256: ASET[g.sha256]
        for p in paragraf_dari((*dokumen.isi, *dokumen.kaki))
        for g in p.isi
        if isinstance(g, Gambar)
    }


# --- a realistic agreement ------------------------------------------------------------------------------------------

SEBUTAN = [
    f"KE{n}"
    for n in (
        "SATU",
        "DUA",
        "TIGA",
        "EMPAT",
        "LIMA",
        "ENAM",
        "TUJUH",
        "DELAPAN",
        "SEMBILAN",
        "SEPULUH",
        "SEBELAS",
    )
]
LEMBAGA = [
    "PEMERINTAH DAERAH KABUPATEN INDRAMAYU",
    "PEMERINTAH DAERAH KABUPATEN MAJALENGKA",
    "PT BUMI HIJAU NUSANTARA",
    "UNIVERSITAS WIRALODRA",
]
PENUTUP = (
    "Demikian Perjanjian Kerja Sama ini dibuat dan ditandatangani di Indramayu pada hari dan tanggal tersebut di atas "
    "dalam rangkap 4 (empat), bermeterai cukup, masing-masing mempunyai kekuatan hukum yang sama."
)


def par(
    peran: str, teks: str = "", nomor: Nomor | None = None, kunci: str | None = None, kedalaman: int = 0
) -> Paragraf:
    """A paragraph of one text."""
    return Paragraf(peran, (Teks(teks),) if teks else (), nomor, kunci, kedalaman)


def tanda_tangan(jumlah: int) -> Tabel:
    """A signature grid of two columns, three from five parties on; the titles and the names are rows of their own."""
    lebar = 2 if jumlah <= 4 else 3
    baris: list[BarisTabel] = []
    for awal in range(0, jumlah, lebar):
        pihak = range(awal, min(awal + lebar, jumlah))
        baris.append(
            BarisTabel(
                tuple(
                    Sel(
                        (
                            par("ttd_pihak", f"PIHAK {SEBUTAN[i]},"),
                            par("ttd_lembaga", LEMBAGA[i % 4]),
                            par("ttd_jabatan", "KEPALA DINAS LINGKUNGAN HIDUP"),
                        )
                    )
                    for i in pihak
                )
            )
        )
        baris.append(
            BarisTabel(
                tuple(
                    Sel(
                        (
                            par("ttd_ruang", "meterai" if i % 2 else ""),
                            par("ttd_nama", f"NAMA {SEBUTAN[i]}"),
                            par("ttd_keterangan", "NIP 19710101 199603 1 001"),
                        )
                    )
                    for i in pihak
                )
            )
        )
    return Tabel("tanda_tangan", (500, 500) if lebar == 2 else (333, 334, 333), tuple(baris))


def perjanjian(jumlah: int = 2, pengisi: int = 0, tanda_air: str | None = "DRAF") -> Dokumen:
    """An agreement with everything: frames, parties, points, articles, references, a table, signatures and footer."""

    def ayat(n: int) -> Nomor:
        return Nomor("ayat", n)

    pihak = tuple(
        BarisTabel(
            (
                Sel((par("pihak_nama", nomor=Nomor("romawi", i + 1)),)),
                Sel((par("pihak_nama", f"NAMA {SEBUTAN[i]}"),)),
                Sel((par("pihak_titik_dua", ":"),)),
                Sel(
                    (
                        Paragraf(
                            "pihak_uraian",
                            (
                                Teks("Kepala Dinas, berkedudukan di Indramayu, berdasarkan Surat Kuasa Khusus Nomor "),
                                Kosong(f"para_pihak.{i}.nomor"),
                                Teks(
                                    f", untuk dan atas nama {LEMBAGA[i % 4]}, selanjutnya disebut PIHAK {SEBUTAN[i]}."
                                ),
                            ),
                        ),
                    )
                ),
            )
        )
        for i in range(min(jumlah, 4))
    )
    isi: list[Blok] = [
        Tabel(
            "lambang",
            (500, 500),
            (
                BarisTabel(
                    (
                        Sel((par("bingkai_lambang", "Logo PT Bumi Hijau Nusantara"),)),
                        Sel((Paragraf("lambang", (Gambar("Lambang Kabupaten Indramayu", SHA[0], 25),)),)),
                    )
                ),
            ),
        ),
        par("judul", "PERJANJIAN KERJA SAMA"),
        par("judul_antara", "ANTARA"),
        par("judul_pihak", LEMBAGA[0]),
        par("judul_antara", "DAN"),
        par("judul_pihak", LEMBAGA[2]),
        par("judul_antara", "TENTANG"),
        par("judul_tentang", "PENGELOLAAN SAMPAH TERPADU"),
        par("judul_nomor", "NOMOR: 100.3.7/12/PKS/2026"),
        Paragraf("judul_nomor", (Teks("NOMOR: "), Kosong("nomor.1"))),
        par(
            "pembuka", "Pada hari ini, Senin, tanggal tujuh bulan Desember tahun dua ribu dua puluh enam (07-12-2026):"
        ),
        Tabel("pihak", (60, 300, 30, 610), pihak),
        par("isi", "PARA PIHAK terlebih dahulu menerangkan hal-hal sebagai berikut:"),
        *(par("konsideran", f"bahwa hal {i};", Nomor("angka", i), f"konsideran/{i}", 1) for i in (1, 2, 3)),
        par("kesepakatan", "Berdasarkan hal-hal tersebut di atas, PARA PIHAK sepakat sebagai berikut:"),
        par("pasal", "MAKSUD DAN TUJUAN", Nomor("pasal", 1), "maksud"),
        par("ayat", "Maksud Perjanjian Kerja Sama ini adalah sebagai pedoman.", ayat(1), "maksud/1", 1),
        par("ayat", "Tujuan Perjanjian Kerja Sama ini meliputi:", ayat(2), "maksud/2", 1),
        par("huruf", "pengurangan sampah, dengan ketentuan:", Nomor("huruf", 1), "maksud/2/a", 2),
        par("angka", "pembatasan timbulan sampah;", Nomor("angka", 1), None, 3),
        par("angka", "pendauran ulang sampah:", Nomor("angka", 2), "maksud/2/a/2", 3),
        par("huruf_kurung", "bank sampah; dan", Nomor("huruf_kurung", 1), None, 4),
        par("huruf_kurung", "tempat pengolahan:", Nomor("huruf_kurung", 2), "hk", 4),
        par("angka_kurung", "TPS 3R;", Nomor("angka_kurung", 1), None, 5),
        par("angka_kurung", "TPST.", Nomor("angka_kurung", 2), "ak", 5),
        par("angka", "pemanfaatan kembali sampah.", Nomor("angka", 3), None, 3),
        par("huruf", "penanganan sampah.", Nomor("huruf", 2), None, 2),
        par("isi", "Penanganan sampah dilakukan sesuai dengan ketentuan.", None, None, 2),
        par("pasal", "RUANG LINGKUP", Nomor("pasal", 2), "ruang"),
        Paragraf(
            "ayat",
            (
                Teks("Ruang lingkup pada "),
                Rujukan("maksud", "Pasal 1"),
                Teks(" ayat "),
                Rujukan("maksud/2", "(2)"),
                Teks(" huruf "),
                Rujukan("maksud/2/a", "a"),
                Teks(" angka "),
                Rujukan("maksud/2/a/2", "2"),
                Teks(" huruf "),
                Rujukan("hk", "b)"),
                Teks(" angka "),
                Rujukan("ak", "2)"),
                Teks(" diatur dalam "),
                Rujukan("biaya", "Pasal 3"),
                Teks(", butir "),
                Rujukan("konsideran/2", "2"),
                Teks("."),
            ),
            ayat(1),
            None,
            1,
        ),
        par("ayat", 'Nilai: Budi & <Co> (1) "Pasal 3" dan seterusnya.', ayat(2), None, 1),
        *(par("huruf", f"butir ke-{i};", Nomor("huruf", i), None, 2) for i in range(1, 30)),
        par("isi", "Ayat lanjutan tanpa nomor.", None, None, 1),
        par("pasal", "PEMBIAYAAN", Nomor("pasal", 3), "biaya"),
        par("isi", "Pembiayaan dibebankan sesuai dengan jadwal berikut:"),
        Tabel(
            "tabel",
            (80, 470, 200, 250),
            (
                BarisTabel(
                    tuple(Sel((par("sel_kepala", t),)) for t in ("No.", "Uraian", "Tahun", "Nilai")), kepala=True
                ),
                *(
                    BarisTabel(
                        (
                            Sel((par("sel", nomor=Nomor("angka", i)),)),
                            Sel((par("sel", f"Sarana tahap {i}"),)),
                            Sel((par("sel", "2026"),)),
                            Sel((par("sel", "1.250.000.000,00"),)),
                        )
                    )
                    for i in range(1, 4)
                ),
            ),
            kunci="biaya/tabel",
        ),
        *(par("isi", f"Pengisi halaman nomor {i}.") for i in range(pengisi)),
        par("penutup", PENUTUP),
        tanda_tangan(jumlah),
    ]
    kaki = Tabel(
        "paraf",
        (400, 600 // 2, 600 - 600 // 2),
        (
            BarisTabel(
                (
                    Sel(
                        (
                            Paragraf(
                                "kaki", (Teks("Halaman "), Bidang("halaman"), Teks(" dari "), Bidang("jumlah_halaman"))
                            ),
                        )
                    ),
                    Sel((par("paraf", "Paraf PIHAK KESATU"),)),
                    Sel((par("paraf", "Paraf PIHAK KEDUA"),)),
                )
            ),
        ),
    )
    return Dokumen("Perjanjian Kerja Sama", tuple(isi), (kaki,), tanda_air=tanda_air)


# --- arbitrary documents --------------------------------------------------------------------------------------------

_KARAKTER = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t")
TEKS = st.one_of(
    st.text(_KARAKTER, max_size=30),
    st.sampled_from(
        [
            'Budi & <Co> {{ x }} (1) "Pasal 3"',
            "- butir",
            "  spasi  ",
            "👩‍👩‍👧 emoji",
            "",
            "a" * 10_000,
            "(1) [x] [[y]]",
            "1. a",
        ]
    ),
)
NAMA = st.text(_KARAKTER, min_size=1, max_size=20)

_INLINE: st.SearchStrategy[Inline] = st.one_of(
    st.builds(Teks, TEKS),
    st.builds(Kosong, NAMA, st.one_of(st.just("…………………"), TEKS)),
    st.builds(Baris),
    st.builds(Gambar, TEKS, st.sampled_from(SHA), st.integers(1, 200)),
    st.builds(Bidang, st.sampled_from(("halaman", "jumlah_halaman"))),
    st.builds(Rujukan, NAMA, TEKS),
)
_NOMOR = st.builds(Nomor, st.sampled_from(sorted(NOMOR_LABEL)), st.integers(1, 60))


@st.composite
def _paragraf(draw: st.DrawFn) -> Paragraf:
    peran = draw(st.sampled_from(sorted(PERAN)))
    nomor = draw(st.one_of(st.none(), _NOMOR))
    return Paragraf(
        peran,
        tuple(draw(st.lists(_INLINE, max_size=4))),
        nomor,
        draw(st.one_of(st.none(), NAMA)),
        draw(st.integers(0, 7)),
    )


@st.composite
def _tabel(draw: st.DrawFn) -> Tabel:
    lebar = draw(st.integers(1, 5))
    batas = sorted(draw(st.sets(st.integers(1, 999), min_size=lebar - 1, max_size=lebar - 1)))
    kolom = tuple(b - a for a, b in zip([0, *batas], [*batas, 1000], strict=True))
    baris = st.builds(
        BarisTabel,
        st.lists(
            st.builds(Sel, st.lists(_paragraf(), min_size=1, max_size=2).map(tuple)), min_size=1, max_size=lebar
        ).map(tuple),
        st.booleans(),
    )
    return Tabel(
        draw(st.sampled_from(("pihak", "lambang", "tanda_tangan", "paraf", "tabel"))),
        kolom,
        tuple(draw(st.lists(baris, min_size=1, max_size=3))),
        draw(st.integers(0, 6)),
        draw(st.one_of(st.none(), NAMA)),
    )


_MM = st.floats(0, 40, allow_nan=False)
_TATA = st.builds(
    TataLetak,
    lebar_mm=st.floats(200, 330),
    tinggi_mm=st.floats(200, 420),
    margin_atas_mm=_MM,
    margin_bawah_mm=_MM,
    margin_kiri_mm=_MM,
    margin_kanan_mm=_MM,
    huruf=st.sampled_from(("Bookman Old Style", "Arial", "Times New Roman", "Huruf & Co")),
    ukuran_pt=st.floats(6, 30),
    spasi=st.floats(0.7, 3),
    lanskap=st.booleans(),
)


def _satu_kunci(blok: tuple[Blok, ...], terpakai: set[str]) -> tuple[Blok, ...]:
    """Keys are unique in a document: a second use loses its key."""

    def sekali(kunci: str | None) -> str | None:
        if kunci is None or kunci in terpakai:
            return None
        terpakai.add(kunci)
        return kunci

    def ubah(p: Paragraf) -> Paragraf:
        return Paragraf(p.peran, p.isi, p.nomor, sekali(p.kunci), p.kedalaman)

    hasil: list[Blok] = []
    for b in ubah_paragraf(blok, ubah):
        hasil.append(Tabel(b.peran, b.kolom, b.baris, b.kedalaman, sekali(b.kunci)) if isinstance(b, Tabel) else b)
    return tuple(hasil)


@st.composite
def dokumen(draw: st.DrawFn) -> Dokumen:
    """Any document that the model allows; half of its references point at a paragraph that exists."""
    blok: st.SearchStrategy[Blok] = st.one_of(
        _paragraf(), _paragraf(), _tabel(), st.builds(PemisahHalaman, st.sampled_from((None, False, True)))
    )
    terpakai: set[str] = set()
    isi = _satu_kunci(tuple(draw(st.lists(blok, max_size=8))), terpakai)
    kaki = _satu_kunci(tuple(draw(st.lists(st.one_of(_paragraf(), _tabel()), max_size=2))), terpakai)
    sasaran = [p for p in paragraf_dari(isi) if p.kunci is not None and p.nomor is not None]

    def arahkan(p: Paragraf) -> Paragraf:
        bagian: list[Inline] = []
        for b in p.isi:
            if isinstance(b, Rujukan) and sasaran and draw(st.booleans()):
                tuju = draw(st.sampled_from(sasaran))
                assert tuju.kunci is not None and tuju.nomor is not None
                b = Rujukan(tuju.kunci, tuju.nomor.rujukan)
            bagian.append(b)
        return Paragraf(p.peran, tuple(bagian), p.nomor, p.kunci, p.kedalaman)

    return Dokumen(
        draw(TEKS),
        ubah_paragraf(isi, arahkan),
        ubah_paragraf(kaki, arahkan),
        draw(_TATA),
        draw(st.one_of(st.none(), NAMA)),
    )


@st.composite
def naskah(draw: st.DrawFn) -> Dokumen:
    """A document as the numbering stage makes it: nested lists that run, and references that say what they point at."""
    isi: list[Paragraf] = []
    turunan = {
        "pasal": ("ayat", "huruf", "angka"),
        "ayat": ("huruf", "angka"),
        "huruf": ("angka", "angka_kurung"),
        "angka": ("huruf_kurung", "huruf"),
        "huruf_kurung": ("angka_kurung",),
        "angka_kurung": (),
    }

    def daftar(jenis: str, kedalaman: int, jalur: str) -> None:
        for n in range(1, draw(st.integers(1, 3)) + 1):
            kunci = f"{jalur}/{jenis}{n}"
            isi.append(par(jenis, f"Teks {len(isi)} dari {jenis}.", Nomor(jenis, n), kunci, kedalaman))
            for anak in turunan[jenis]:
                if kedalaman < 4 and draw(st.integers(0, 3)) == 0:
                    daftar(anak, kedalaman + 1, kunci)
                    break
            if kedalaman and draw(st.integers(0, 5)) == 0:
                isi.append(par("isi", f"Lanjutan {len(isi)}.", None, None, kedalaman))

    for n in range(1, draw(st.integers(0, 3)) + 1):
        isi.append(par("konsideran", f"bahwa hal {n};", Nomor("angka", n), f"k{n}", 1))
    for n in range(1, draw(st.integers(1, 4)) + 1):
        isi.append(par("pasal", f"JUDUL {n}", Nomor("pasal", n), f"p{n}"))
        daftar(draw(st.sampled_from(("ayat", "huruf", "angka"))), 1, f"p{n}")
    sasaran = [p for p in isi if p.kunci is not None and p.nomor is not None]
    hasil: list[Paragraf] = []
    for p in isi:
        if p.peran != "pasal" and draw(st.integers(0, 2)) == 0:
            t = draw(st.sampled_from(sasaran))
            assert t.kunci is not None and t.nomor is not None
            p = Paragraf(
                p.peran,
                (*p.isi, Teks(" Lihat "), Rujukan(t.kunci, t.nomor.rujukan), Teks(".")),
                p.nomor,
                p.kunci,
                p.kedalaman,
            )
        hasil.append(p)
    return Dokumen("Naskah", tuple(hasil))


# --- LibreOffice ----------------------------------------------------------------------------------------------------


def perlu_libreoffice() -> str:
    """The path of soffice. Absent on a desk: skip; absent in CI: a failure, or the tests would be silent."""
    soffice = shutil.which("soffice")
    if soffice is None or shutil.which("pdftotext") is None:
        if os.environ.get("CI"):
            pytest.fail("soffice dan pdftotext wajib ada di CI")
        pytest.skip("soffice atau pdftotext tidak terpasang")
    return soffice


def konversi(folder: Path, berkas: Iterable[Path], format_keluar: str) -> list[Path]:
    """Convert files with one call of LibreOffice, in a profile of its own, so that parallel tests do not meet."""
    soffice = perlu_libreoffice()
    masuk = list(berkas)
    keluar = folder / f"keluar-{format_keluar}"
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profil').as_uri()}",
            "--headless",
            "--convert-to",
            format_keluar,
            "--outdir",
            str(keluar),
            *map(str, masuk),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [keluar / f"{b.stem}.{format_keluar}" for b in masuk]


def teks_pdf(pdf: Path, *pilihan: str) -> str:
    """The text of a PDF in the order in which it was drawn."""
    hasil = subprocess.run(["pdftotext", "-raw", *pilihan, str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return hasil.stdout.decode()
