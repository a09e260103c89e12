"""No value of an agreement is lost, cut or turned into structure; parties, orders and choices come out as written."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen import bahasa
from ksdgen.compose import Susunan
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.naskah.model import Naskah
from ksdgen.paper.document import Tabel
from ksdgen.source.decode import Pembaca
from ksdgen.source.parse import load
from ksdgen.source.places import Tempat
from ksdgen.source.record import Rekaman, konverter
from ksdgen.source.scalars import Markah, TeksTerbuka
from ksdgen.writers.text import tulis as tulis_teks
from tests.helpers.util import AKAR, cek, cetak, daerah, ksb, pasang, perusahaan, pks, yaml

pytestmark = pytest.mark.usefixtures("aturan_dasar")


# --- every text field of the model ------------------------------------------------------------------------------------------------------


def _rute(jenis: type[Rekaman], awal: str = "", tercetak: bool = False) -> Iterator[str]:
    """A route to every text field whose content must appear in the paper."""
    for nama, m in jenis.medan_.items():
        yield from _rute_tipe(konverter(jenis)[nama], f"{awal}.{nama}" if awal else nama, tercetak or m.cetak)


def _rute_tipe(tipe: Any, rute: str, tercetak: bool) -> Iterator[str]:
    asal = typing.get_origin(tipe)
    nama = rute.rpartition(".")[2]
    if asal is tuple:
        yield from _rute_tipe(typing.get_args(tipe)[0], f"{rute}.0", tercetak)
    elif asal in (Mapping, dict):
        kunci = {"klausul": "antikorupsi", "isian": None}.get(nama, "garut")
        if kunci is not None:
            yield from _rute_tipe(typing.get_args(tipe)[1], f"{rute}.{kunci}", tercetak)
    elif asal in (types.UnionType, typing.Union):
        pilihan = [t for t in typing.get_args(tipe) if t is not type(None)]
        rekaman = [t for t in pilihan if isinstance(t, type) and issubclass(t, Rekaman)]
        for t in rekaman or ([str] if str in pilihan and tercetak else pilihan):
            yield from _rute_tipe(t, rute, tercetak)
    elif isinstance(tipe, type) and issubclass(tipe, Rekaman):
        yield from _rute(tipe, rute, tercetak)
    elif tercetak and tipe in (str, TeksTerbuka, Markah):
        yield rute


# What a power of attorney says besides what the paper quotes of it.
_BUKAN_CETAK = ("surat_kuasa.untuk", "surat_kuasa.tembusan")
_KEWENANGAN = ("keputusan", "surat_kuasa", "pasal", "akta", "bebas")
RUTE = [r for r in _rute(Naskah) if not r.endswith(_BUKAN_CETAK)]
JENIS = {
    "perjanjian_kerja_sama": ("ksdpk", "badan_hukum"),
    "kesepakatan_bersama": ("ksdpk", "perseorangan"),
    "nota_kesepakatan": ("sinergi", "lembaga"),
    "rencana_kerja": ("sinergi", "lembaga"),
}


def test_rute_mencakup_medan_penting() -> None:
    assert {"tentang", "maksud", "para_pihak.0.alamat", "lampiran.0.isi", "pasal_tambahan.0.isi"} <= set(RUTE)
    assert len(RUTE) > 60


def _penuh(jenis: str, pola: str) -> tuple[dict[str, Any], dict[str, str]]:
    """An agreement in which every text field holds the pattern with a token of its own, and the text of each field."""
    kategori, bentuk = JENIS[jenis]
    data = pks(jenis=jenis, kategori=kategori, dasar_hukum=[], rangkap={"asli": 3})
    data["para_pihak"][0].update(bentuk=bentuk, badan_hukum={}, penanda_tangan=[{"dasar_kewenangan": []}])
    rencana = jenis == "rencana_kerja"
    if not rencana:
        data.update(klausul={"antikorupsi": {"alasan": "x"}}, pasal_tambahan=[{"kode": "tambahan", "setelah": "objek"}])
    isi = {}
    for i, rute in enumerate(RUTE):
        if rencana and rute.startswith(("klausul", "pasal_tambahan")):
            continue
        for j, kunci in enumerate(_KEWENANGAN):  # one basis of authority holds one of them
            rute = rute.replace(f"dasar_kewenangan.0.{kunci}", f"dasar_kewenangan.{j}.{kunci}")
        isi[rute] = pola.replace("TANDA", f"Q{i}Q")
        data = pasang(data, rute, isi[rute])
    kewenangan = "para_pihak.0.penanda_tangan.0.dasar_kewenangan"
    for rute in (
        f"{kewenangan}.1.surat_kuasa",
        f"{kewenangan}.3.akta",
        "para_pihak.0.badan_hukum.akta.0",
        "kesepakatan_bersama",
    ):
        data = pasang(data, f"{rute}.tanggal", "2026-01-01")
    return data, isi


def _rata(teks: str) -> str:
    return " ".join(teks.upper().split())


POLA = [
    'Budi & <Co> {{ x }} (1) "Pasal 3" TANDA',
    "😀 TANDA {% if x %} {# y #} e\u0301 漢字",
    "TANDA " + "x" * 10_000,
    "a. TANDA",
    "- TANDA",
    "@TANDA",
    "@judul TANDA",
    "@batang_tubuh TANDA",
    "|TANDA|",
    "| TANDA | b |",
    "(1) TANDA",
    "(#) TANDA",
    "1) TANDA",
    "I. TANDA",
    "~ TANDA \\ & * _ __ ## %% <!-- x -->",
    "0123 TANDA dll.",
]


@cache
def _ruang() -> Workspace:
    """The templates of this checkout, compiled once."""
    return Workspace(AKAR)


def _susunan(data: dict[str, Any]) -> Susunan:
    """The composed document of an agreement."""
    node, temuan = load(yaml(data).encode(), "a.yaml")
    assert node is not None
    pembaca = Pembaca()
    naskah = pembaca.rekaman(Naskah, node)
    assert naskah is not None, temuan + pembaca.temuan
    return _ruang().penyusun.susun(naskah, Tempat(node, "a.yaml"))


def _teks(susunan: Susunan) -> str:
    return tulis_teks(susunan.dokumen, {}).decode()


@pytest.mark.parametrize("jenis", JENIS)
@pytest.mark.parametrize("pola", POLA)
def test_tiap_teks_tercetak_utuh_atau_dilaporkan(jenis: str, pola: str) -> None:
    data, isi = _penuh(jenis, pola)
    susunan = _susunan(data)
    assert [t for t in susunan.temuan if t.tingkat is Severity.KESALAHAN] == []
    keluaran = _rata(_teks(susunan).partition("ANTARA")[2])  # a frame that stands for an emblem is not yet the paper
    dilaporkan = {t.rute for t in susunan.temuan if t.kode == "KSD061"}
    tercetak = {r for r, t in isi.items() if _rata(t) in keluaran}
    lolos = {r for r in isi if any(r.rsplit(".", n)[0] in dilaporkan for n in range(r.count(".") + 1))}
    assert set(isi) - tercetak - lolos == set()
    assert tercetak & dilaporkan == set()


_TEKS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"), include_characters=" "
    ),
    min_size=1,
    max_size=60,
).filter(lambda t: t.strip() and "___" not in t and t.strip().lower() != "menyusul")


@settings(max_examples=25, deadline=None)
@given(_TEKS)
def test_teks_sembarang_tetap_teks(teks: str) -> None:
    """Whatever stands in a one-line text comes out as it is, and changes nothing of the paper's structure."""
    biasa = pasang(ksb(), "para_pihak.0.alamat", "ALAMAT")
    hasil = _susunan(pasang(biasa, "para_pihak.0.alamat", teks))
    assert _teks(hasil) == _teks(_susunan(biasa)).replace("ALAMAT", teks.strip())


@settings(max_examples=25, deadline=None)
@given(_TEKS.filter(lambda t: not set(t) & set("\\[]_") and not t.strip().endswith((".", ";", ",", "|"))))
def test_markah_satu_baris_bukan_susunan(teks: str) -> None:
    biasa = pasang(ksb(), "ruang_lingkup.0", "BUTIR")
    hasil = _susunan(pasang(biasa, "ruang_lingkup.0", teks.strip()))
    assert _teks(hasil) == _teks(_susunan(biasa)).replace("BUTIR", teks.strip())


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
    tabel = {t.peran: t for t in _susunan(data).dokumen.isi if isinstance(t, Tabel)}
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
