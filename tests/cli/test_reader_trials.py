"""What people stumbled over who tried ksdgen: each was silent, misleading or wrong once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ksdgen.compose.parties import _ringkas
from ksdgen.naskah.model import Pihak
from ksdgen.source.decode import Pembaca
from ksdgen.source.parse import parse
from tests.helpers.util import cek, cetak, ksb, pasang, perusahaan, pks


@pytest.mark.parametrize("rute", ["objek", "maksud", "tujuan", "ruang_lingkup", "pelaksanaan"])
def test_menyusul_bukan_isi(repo: Path, rute: str) -> None:
    """A fact that is still to come is a blank and does not fulfil an element; the word itself is never printed."""
    nilai: Any = "menyusul" if rute in ("objek", "maksud") else ["menyusul"]
    jalan, teks = cetak(repo, ksb(**{rute: nilai}))
    assert teks is not None
    assert "menyusul" not in teks
    assert any(k.startswith("KSD20") for k in jalan.kode_temuan)


def test_tanggal_akhir_adalah_jangka_waktu(repo: Path) -> None:
    """An end date alone is a term (Permendagri 22/2020 Pasal 40 ayat (1) huruf d angka 5 asks for no length)."""
    jalan, teks = cetak(repo, ksb(jangka_waktu={"sampai": "2029-12-06"}))
    assert "KSD208" not in jalan.kode_temuan
    assert teks is not None
    assert "berlaku terhitung sejak tanggal ditandatangani sampai dengan tanggal 6 Desember 2029" in teks


@pytest.mark.parametrize(
    "jabatan",
    [
        "Penjabat (Pj.) Bupati Garut",
        "Pelaksana Tugas (Plt.) Bupati Garut",
        "Sekretaris Daerah selaku Penjabat Bupati Garut",
        "Pj. Bupati Garut",
    ],
)
def test_penjabat_kepala_daerah_sah(repo: Path, jabatan: str) -> None:
    """Acting heads of region sign a KSB lawfully (UU 23/2014 Pasal 65 ayat (4))."""
    assert "KSD375" not in cek(repo, pasang(ksb(), "para_pihak.0.penanda_tangan.0.jabatan", jabatan)).kode_temuan


def test_staf_ahli_bukan_kepala_daerah(repo: Path) -> None:
    """The other side of the rule: an office that only names the head of region."""
    assert (
        "KSD375"
        in cek(repo, pasang(ksb(), "para_pihak.0.penanda_tangan.0.jabatan", "Staf Ahli Bupati Garut")).kode_temuan
    )


def test_provinsi_dibandingkan_tanpa_hiasan(repo: Path) -> None:
    """ "Provinsi Jawa Barat" and "JAWA BARAT" are one province: the dispute goes to TKKSD provinsi first (Pasal 19 ayat (1))."""
    data = pasang(pks(kategori="ksdd_sukarela", hasil=None), "para_pihak", ksb()["para_pihak"])
    data["hak_dan_kewajiban"] = {
        p["kode"]: {"hak": ["menerima data"], "kewajiban": ["memberi data"]} for p in data["para_pihak"]
    }
    _, biasa = cetak(repo, data)
    beda = pasang(
        pasang(data, "para_pihak.0.daerah.provinsi", "Provinsi Jawa Barat"),
        "para_pihak.1.daerah.provinsi",
        "JAWA BARAT",
    )
    _, lain = cetak(repo, beda)
    assert biasa is not None
    assert lain is not None
    assert "TKKSD" in biasa.replace("Tim Koordinasi Kerja Sama Daerah", "TKKSD")
    assert ("Gubernur" in biasa) == ("Gubernur" in lain)


def test_badan_hukum_tanpa_akta(repo: Path) -> None:
    """A body founded by a regional act has no deed; the sentence stays whole."""
    data = pks()
    pihak = perusahaan()
    pihak["badan_hukum"] = {"sebutan": "Peraturan Daerah Kabupaten Garut Nomor 1 Tahun 2020"}
    data["para_pihak"][1] = pihak
    _, teks = cetak(repo, data)
    assert teks is not None
    assert "yang dimuat dalam ," not in teks
    assert "Peraturan Daerah Kabupaten Garut Nomor 1 Tahun 2020, dalam hal ini" in teks


def test_naskah_sebelum_hukumnya_tidak_dinilai(repo: Path) -> None:
    """A KSB of 2019 is older than the regulation that says what a KSB contains: not judged, never clean."""
    jalan = cek(repo, ksb(penandatanganan={"tempat": "Garut", "tanggal": "2019-06-11"}))
    assert "KSD098" in jalan.kode_temuan
    assert "tidak ada temuan" not in jalan.keluar


def test_perubahan_klausul_tidak_diam_diam(repo: Path) -> None:
    """A standard clause that is left out or reworded needs a reason."""
    assert "KSD400" in cek(repo, ksb(klausul={"monitoring_dan_evaluasi": {"hapus": "ya"}})).kode_temuan
    assert (
        "KSD400"
        not in cek(
            repo, ksb(klausul={"monitoring_dan_evaluasi": {"hapus": "ya", "alasan": "sudah diatur"}})
        ).kode_temuan
    )


@pytest.mark.parametrize(
    ("kunci", "bantuan"),
    [
        ("menimbang", "`konsideran`"),
        ("mengingat", "`dasar_hukum`"),
        ("tempat", "bagian dari `penandatanganan`"),
        ("judul", "`tentang`"),
    ],
)
def test_nama_lazim_dan_letak_kunci(repo: Path, kunci: str, bantuan: str) -> None:
    """A drafter's word for a key, and a key that stands one level too high, are recognised."""
    jalan = cek(repo, {**ksb(), kunci: "x"})
    assert "KSD010" in jalan.kode_temuan
    assert bantuan in jalan.keluar


def test_satu_sebab_satu_temuan(repo: Path) -> None:
    """A party that cannot be read is not missing everywhere else too."""
    jalan = cek(repo, pasang(pks(), "para_pihak.1.bentuk", "pt"))
    assert "KSD013" in jalan.kode_temuan
    assert "KSD016" not in jalan.kode_temuan
    assert not [k for k in jalan.kode_temuan if k.startswith("KSD31")]


def test_teks_terpotong_tanda_pagar() -> None:
    """`blok #1` is cut by YAML; a comment after a space is not."""
    assert [t.kode for t in parse("a: blok #1\nb: x # komentar\nc: 'y #2'\n", "x")[1]] == ["KSD019"]


@pytest.mark.parametrize(
    ("jabatan", "nama", "ringkas"),
    [
        ("Direktur Utama PT Contoh", "PT Contoh", "Direktur Utama"),
        ("Bupati Garut", "Pemerintah Daerah Kabupaten Garut", "Bupati Garut"),
        ("Wali Kota Cimahi", "Pemerintah Daerah Kota Cimahi", "Wali Kota Cimahi"),
        ("Kepala Dinas Pertanian", "Pemerintah Daerah Kabupaten Garut", "Kepala Dinas Pertanian"),
    ],
)
def test_jabatan_di_bawah_lembaganya(jabatan: str, nama: str, ringkas: str) -> None:
    """The signature block does not print the institution twice."""
    node, _ = parse(f"{{kode: a, bentuk: badan_hukum, nama: {nama}}}", "x")
    assert node is not None
    pihak = Pembaca().rekaman(Pihak, node)
    assert pihak is not None
    assert _ringkas(jabatan, pihak) == ringkas
