"""No value of an agreement is lost, cut or turned into structure; parties, orders and choices come out as written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ksdgen import bahasa
from ksdgen.paper.document import Tabel
from tests.helpers.composed import composed
from tests.helpers.util import cek, cetak, daerah, ksb, pasang, perusahaan, pks

pytestmark = pytest.mark.usefixtures("aturan_dasar")


# --- every text field of the model ------------------------------------------------------------------------------------------------------


def test_markah_blok_menjadi_susunan(repo: Path) -> None:
    isi = "(1) [pokok] Ayat & <satu>:\n    a. {{ x }};\n    b. \\@bukan perintah.\n(2) Sesuai [[pokok]] dan [[objek]]."
    _, teks = cetak(repo, ksb(pasal_tambahan=[{"kode": "baru", "judul": "BARU", "setelah": "objek", "isi": isi}]))
    assert teks is not None
    baris = [" ".join(b.split()) for b in teks.split("\n")]
    awal = baris.index("BARU")
    assert [b for b in baris[awal + 1 :] if b][:4] == [
        "(1) Ayat & <satu>:",
        "a. {{ x }};",
        "b. @bukan perintah.",
        "(2) Sesuai ayat (1) dan Pasal 2.",
    ]


# --- parties ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", range(2, 12))
def test_dua_sampai_sebelas_pihak(repo: Path, n: int) -> None:
    jalan, teks = cetak(repo, ksb(n))
    assert (jalan.kode, jalan.kode_temuan) == (0, [])
    assert teks is not None
    rata = " ".join(teks.split())
    sebutan = [f"PIHAK {bahasa.ordinal(i + 1).upper()}" for i in range(n)]
    deret = f"{sebutan[0]} dan {sebutan[1]}" if n == 2 else f"{', '.join(sebutan[:-1])}, dan {sebutan[-1]}"
    assert f"{deret} selanjutnya secara bersama-sama" in rata
    komparisi = rata[rata.index("kami yang bertanda tangan") : rata.index("secara bersama-sama")]
    assert re.findall(r"(?<= )([IVX]+)\. +Pejabat", komparisi) == [bahasa.romawi(i + 1) for i in range(n)]
    assert re.findall(r"selanjutnya disebut (PIHAK [A-Z ]+?)\.", komparisi) == sebutan
    ttd = rata[rata.rindex("kekuatan hukum yang sama") :]
    kolom = 2 if n in (2, 4) else 3  # in each row the first stands at the right
    assert re.findall(r"(PIHAK [A-Z ]+),", ttd) == [s for i in range(0, n, kolom) for s in sebutan[i : i + kolom][::-1]]
    assert f"dalam rangkap {n} ({bahasa.terbilang(n)}) bermeterai" in rata


@pytest.mark.parametrize("n", [1, 12])
def test_jumlah_pihak_di_luar_batas(repo: Path, n: int) -> None:
    data = ksb(min(n, 11))
    if n > 11:
        data["para_pihak"].append({**daerah(0), "kode": "lagi"})
    assert "KSD016" in cek(repo, data).kode_temuan


@pytest.mark.parametrize("n", range(2, 12))
def test_kisi_tanda_tangan_dan_lambang(n: int) -> None:
    data = ksb(n, jenis="perjanjian_kerja_sama")
    tabel = {t.peran: t for t in composed(data).dokumen.isi if isinstance(t, Tabel)}
    ttd = tabel["tanda_tangan"]
    kolom = 2 if n in (2, 4) else 3
    sebutan = [[p.teks for s in r.sel for p in s.isi if p.peran == "ttd_pihak"] for r in ttd.baris]
    nama = [[p.teks for s in r.sel for p in s.isi if p.peran == "ttd_nama"] for r in ttd.baris]
    for kelompok in ([k for k in sebutan if k], [k for k in nama if k]):
        assert [len(k) for k in kelompok] == [min(kolom, n - i) for i in range(0, n, kolom)]
    assert len({t for k in sebutan for t in k}) == n == len({t for k in nama for t in k})
    assert len(ttd.kolom) == kolom
    assert all(len(r.sel) <= kolom for r in ttd.baris)
    lambang = tabel["lambang"]
    label = [p.teks for r in lambang.baris for s in r.sel for p in s.isi if p.teks]
    assert len(label) == n == len(set(label))
    assert all(len(r.sel) == len(lambang.kolom) for r in lambang.baris)
    # Permendagri 22/2020 Pasal 43: the initiator's emblem stands at the right of the first row.
    assert lambang.baris[0].sel[-1].isi[0].teks == "Lambang Daerah Kabupaten Garut"
    assert len(lambang.baris) == (1 if n <= 6 else 2)


@pytest.mark.parametrize("bagian", ["judul", "nomor", "para_pihak", "tanda_tangan"])
def test_urutan(repo: Path, bagian: str) -> None:
    urutan = ["sumedang", "garut", "cimahi"]
    _, biasa = cetak(repo, ksb(3))
    _, teks = cetak(repo, ksb(3, urutan={bagian: urutan}))
    assert biasa is not None
    assert teks is not None
    awal, akhir, pola = {
        "judul": ("\\nANTARA", "\\nTENTANG", r"KABUPATEN (\w+)"),
        "nomor": ("\\nTENTANG", "Pada hari ini", r"NOMOR: 100\.3\.7/(\d)"),
        "para_pihak": ("kami yang bertanda", "secara bersama-sama", r"(?:I|II|III)\.\s+Pejabat (\w+)"),
        "tanda_tangan": ("Demikian", r"\Z", r"PEJABAT (\w+)"),
    }[bagian]
    harap = ["1", "2", "3"] if bagian == "nomor" else ["garut", "cimahi", "sumedang"]
    if bagian == "nomor":
        baru = ["3", "1", "2"]
    else:
        baru = urutan
    if bagian == "tanda_tangan":
        harap = harap[::-1]  # the format puts PIHAK KESATU at the right

    def potong(t: str) -> list[str]:
        m = re.search(f"{awal}(.*?){akhir}", t, re.DOTALL)
        assert m is not None
        return [x.lower() for x in re.findall(pola, m[1])]

    assert potong(biasa) == harap
    assert potong(teks) == baru
    # Only this part of the paper has another order.
    assert sorted(re.findall(r"[\w.]+", biasa)) == sorted(re.findall(r"[\w.]+", teks))


def test_penghubung(repo: Path) -> None:
    _, teks = cetak(repo, ksb(3, penghubung=["dengan", "tanpa"]))
    assert teks is not None
    judul = [b.strip(" ,") for b in teks[teks.index("ANTARA") : teks.index("TENTANG")].split("\n") if b.strip()]
    assert judul == [
        "ANTARA",
        "PEMERINTAH DAERAH KABUPATEN GARUT",
        "DENGAN",
        "PEMERINTAH DAERAH KABUPATEN CIMAHI",
        "PEMERINTAH DAERAH KABUPATEN SUMEDANG",
    ]


def test_beberapa_penanda_tangan(repo: Path) -> None:
    data = pks()
    data["para_pihak"][1]["penanda_tangan"].append(
        {"nama": "Rudi", "jabatan": "Direktur Keuangan", "dasar_kewenangan": {"bebas": "Surat X"}}
    )
    jalan, teks = cetak(repo, data)
    assert jalan.kode_temuan == []
    assert teks is not None
    assert teks.count("bersama-sama bertindak untuk dan atas nama PT Contoh Sejahtera") == 1
    assert teks.count("selanjutnya disebut PIHAK KEDUA") == 1
    assert re.search(r"SRI WAHYUNI\s+DIREKTUR KEUANGAN,\s+RUDI", teks)


def test_badan_hukum_perseorangan_dan_yayasan(repo: Path) -> None:
    data = pks()
    yayasan = perusahaan()
    yayasan.update(kode="yayasan", bentuk="yayasan", nama="Yayasan Contoh")
    orang = {
        "kode": "orang",
        "bentuk": "perseorangan",
        "nama": "Slamet Riyadi",
        "nomor": "-",
        "tempat_kedudukan": "Garut",
        "alamat": "Jalan Kenanga",
        "perseorangan": {"nik": "0320010101010001", "pekerjaan": "Petani"},
        "narahubung": {"unit": "Slamet Riyadi"},
        "penanda_tangan": [{"nama": "Slamet Riyadi"}],
    }
    data["para_pihak"] += [yayasan, orang]
    data["hak_dan_kewajiban"].update({k: {"hak": ["x"], "kewajiban": ["y"]} for k in ("yayasan", "orang")})
    jalan, teks = cetak(repo, data)
    assert "KSD061" not in jalan.kode_temuan
    assert teks is not None
    rantai = r"Akta Pendirian Nomor 12 tanggal 14 Mei 2009 [^.]*Dewi Kartika, S\.H\.[^.]*Bandung.*? Akta Perubahan Nomor 15 .*? AHU-1\.AH"
    assert len(re.findall(rantai, teks)) == 2
    assert "Petani, pemegang Nomor Induk Kependudukan 0320010101010001, bertempat tinggal di Garut" in teks
    assert "bertindak untuk dan atas nama diri sendiri, selanjutnya disebut PIHAK KEEMPAT" in teks


# --- open values --------------------------------------------------------------------------------------------------------------------------

TERBUKA = {
    "para_pihak.0.nomor": "100/___/2026",
    "penandatanganan.tanggal": "menyusul",
    "penandatanganan.tempat": "Menyusul",
}


@pytest.mark.parametrize(
    ("status", "rute", "nilai", "kode", "tercetak"),
    [
        *[("konsep", r, v, "KSD050", True) for r, v in TERBUKA.items()],
        *[("siap_ditandatangani", r, v, None, True) for r, v in TERBUKA.items()],
        *[("ditandatangani", r, v, "KSD052", False) for r, v in TERBUKA.items()],
        *[
            (s, r, v, k, s in ("konsep", "pembahasan"))
            for s, k in (
                ("konsep", "KSD050"),
                ("pembahasan", "KSD050"),
                ("siap_ditandatangani", "KSD051"),
                ("ditandatangani", "KSD052"),
            )
            for r, v in (
                ("para_pihak.0.nomor", None),
                ("objek", None),
                ("para_pihak.0.alamat", "Jalan ___"),
                ("tujuan.0", "naik ___ persen"),
            )
        ],
    ],
)
def test_nilai_terbuka_menurut_status(
    repo: Path, status: str, rute: str, nilai: str | None, kode: str | None, tercetak: bool
) -> None:
    jalan, teks = cetak(repo, pasang(ksb(status=status), rute, nilai))
    assert [k for k in jalan.kode_temuan if k in ("KSD050", "KSD051", "KSD052")] == ([kode] if kode else [])
    assert (teks is not None) == tercetak
    if teks is not None:
        assert "……" in teks
        assert "___" not in teks
        assert "menyusul" not in teks.lower().replace("menyusulkan", "")


# --- choices of clauses -----------------------------------------------------------------------------------------------------------------


def test_varian_isian_ubah_hapus(repo: Path) -> None:
    _, biasa = cetak(repo, pks())
    jalan, teks = cetak(
        repo,
        pks(
            klausul={
                "penyelesaian_perselisihan": {"varian": "arbitrase"},
                "keadaan_kahar": {"ubah": "Teks kahar sendiri.", "alasan": "x"},
                "monitoring_dan_evaluasi": {"hapus": True, "alasan": "x"},
                "antikorupsi": {},
            }
        ),
    )
    assert biasa is not None
    assert teks is not None, jalan.semua
    assert "rbitrase" in teks
    assert "Teks kahar sendiri." in teks
    assert "MONITORING" in biasa
    assert "MONITORING" not in teks
    assert len(re.findall(r"(?m)^\s*Pasal \d+$", teks)) == len(re.findall(r"(?m)^\s*Pasal \d+$", biasa))


def test_kutipan_yang_tak_tercetak_pada_pasal_yang_dihapus(repo: Path) -> None:
    jalan = cek(repo, ksb(klausul={"monitoring_dan_evaluasi": {"hapus": True, "ubah": "hilang", "alasan": "x"}}))
    assert "KSD061" in jalan.kode_temuan
