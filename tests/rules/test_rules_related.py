"""Rules on papers that belong together: a PKS and its Kesepakatan Bersama, a Nota Kesepakatan and its Rencana Kerja."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen import bahasa
from ksdgen.desk.outcome import Hasil
from ksdgen.rules.examples import dasar
from ksdgen.rules.packaged import semua
from tests.helpers.rule_examples import Contoh, family

CONTOH = Contoh()
ATURAN = [a for a in semua() if a.cek in family("related")]
MILIK = {a.kode for a in ATURAN}


def kode(hasil: Hasil) -> set[str]:
    return {t.kode for t in hasil.temuan} & MILIK


def berkas(nama: str, *pasangan: tuple[str, str]) -> str:
    """A changed base as a file beside the examples; its name."""
    teks = dasar(nama)
    for lama, baru in pasangan:
        assert lama in teks, lama
        teks = teks.replace(lama, baru)
    CONTOH.ke += 1
    path = f"induk-{CONTOH.ke}.yaml"
    CONTOH.pohon.isi[path] = teks
    return path


@pytest.mark.parametrize(("pks", "ksb"), [("pks_ksdd", "ksb_ksdd"), ("pks_ksdpk", "ksb_ksdpk")])
def test_pks_dengan_berkas_ksb_yang_cocok_bersih(pks: str, ksb: str) -> None:
    assert not kode(CONTOH.ubah(pks, f"kesepakatan_bersama: {ksb}.yaml\n"))


@pytest.mark.parametrize("kategori", ["ksdpk", "ksdd_sukarela"])
def test_pks_memerlukan_ksb_kecuali_di_luar_ksd(kategori: str) -> None:
    nama = "pks_ksdpk" if kategori == "ksdpk" else "pks_ksdd"
    assert kode(CONTOH.ubah(nama, "kesepakatan_bersama:\n")) == {"KSD390"}
    assert not kode(CONTOH.ubah(nama, "kesepakatan_bersama:\nkategori: di_luar_ksd\n"))


@pytest.mark.parametrize(
    ("lama", "baru", "sama"),
    [
        ("nama: PT Olah Lestari", "nama: PT. OLAH LESTARI (Persero) Tbk", True),
        ("nama: Pemerintah Daerah Kabupaten Garut", "nama: Pemerintah Kabupaten Garut", True),
        ("    daerah: {tingkat: kabupaten, nama: Garut, provinsi: Jawa Barat}\n", "", True),
        ("nama: PT Olah Lestari", "nama: PT Olah Sejahtera", False),
    ],
)
def test_subjek_hukum_yang_sama(lama: str, baru: str, sama: bool) -> None:
    path = berkas("ksb_ksdpk", (lama, baru))
    assert kode(CONTOH.ubah("pks_ksdpk", f"kesepakatan_bersama: {path}\n")) == (set() if sama else {"KSD392"})


def test_pks_boleh_dibuat_sebagian_pihak_ksb() -> None:
    dua = re.search(r"  - kode: cimahi\n(?:    .*\n)+", dasar("ksb_ksdd"))
    assert dua is not None
    tiga = dua[0] + dua[0].replace("cimahi", "bogor").replace("Cimahi", "Bogor")
    path = berkas("ksb_ksdd", (dua[0], tiga))
    assert not kode(CONTOH.ubah("pks_ksdd", f"kesepakatan_bersama: {path}\n"))


def test_wajib_dan_sukarela_sama_sama_antardaerah() -> None:
    path = berkas("ksb_ksdd", ("kategori: ksdd_sukarela", "kategori: ksdd_wajib"))
    assert not kode(CONTOH.ubah("pks_ksdd", f"kesepakatan_bersama: {path}\n"))


@pytest.mark.parametrize("medan", ["kesepakatan_bersama", "nota_kesepakatan", "rencana_kerja"])
def test_berkas_salah_jenis_satu_temuan(medan: str) -> None:
    """A file of the wrong type is one finding; it is not compared any further."""
    nama = "pks_ksdd" if medan == "kesepakatan_bersama" else "nk"
    hasil = CONTOH.ubah(nama, f"{medan}: ksb_ksdpk.yaml\n" if medan != "kesepakatan_bersama" else f"{medan}: rk.yaml\n")
    assert [(t.kode, t.rute) for t in hasil.temuan if t.kode in MILIK] == [("KSD391", medan)]


@pytest.mark.parametrize(
    ("status", "nomor", "harap"),
    [
        ("ditandatangani", "7/KSB/VI/2026", set()),
        ("berakhir", "7/KSB/VI/2026", set()),
        ("siap_ditandatangani", "7/KSB/VI/2026", {"KSD395"}),
        ("konsep", "7/KSB/VI/2026", {"KSD395"}),
        ("ditandatangani", "___/KSB/VI/2026", {"KSD395"}),
        ("ditandatangani", "menyusul", {"KSD395"}),
    ],
)
def test_ksb_selesai_sebelum_pks_ditandatangani(status: str, nomor: str, harap: set[str]) -> None:
    path = berkas("ksb_ksdpk", ("status: konsep", f"status: {status}"), ("nomor: 7/KSB/VI/2026", f"nomor: {nomor}"))
    potongan = f"kesepakatan_bersama: {path}\n"
    assert kode(CONTOH.ubah("pks_ksdpk", f"{potongan}status: siap_ditandatangani\n")) == harap
    assert not kode(CONTOH.ubah("pks_ksdpk", f"{potongan}status: konsep\n"))


@pytest.mark.parametrize(
    ("status", "harap"),
    [
        ("konsep", set()),
        ("pembahasan", {"KSD398"}),
        ("siap_ditandatangani", {"KSD397"}),
        ("ditandatangani", {"KSD397"}),
    ],
)
def test_nota_kesepakatan_tanpa_rencana_kerja(status: str, harap: set[str]) -> None:
    assert kode(CONTOH.ubah("nk", f"status: {status}\n")) == harap
    assert not kode(CONTOH.ubah("nk", f"status: {status}\nrencana_kerja: rk.yaml\n"))


@pytest.mark.parametrize(
    ("status", "harap"), [("konsep", set()), ("pembahasan", {"KSD399"}), ("siap_ditandatangani", {"KSD399"})]
)
def test_rencana_kerja_tanpa_nota_kesepakatan(status: str, harap: set[str]) -> None:
    assert kode(CONTOH.ubah("rk", f"status: {status}\n")) == harap
    assert not kode(CONTOH.ubah("rk", f"status: {status}\nnota_kesepakatan: nk.yaml\n"))


def test_pihak_nota_yang_tidak_ada_pada_rencana_kerja() -> None:
    dua = re.search(r"  - kode: garut\n(?:    .*\n)+", dasar("nk"))
    assert dua is not None
    path = berkas("nk", (dua[0], dua[0] + dua[0].replace("garut", "bogor").replace("Garut", "Bogor")))
    (satu,) = [t for t in CONTOH.ubah("rk", f"nota_kesepakatan: {path}\n").temuan if t.kode == "KSD396"]
    assert satu.rute == "para_pihak" and "Bogor" in satu.pesan


@settings(max_examples=25, deadline=None)
@given(selisih=st.integers(min_value=-400, max_value=400), dari_berkas=st.booleans())
def test_pks_tidak_mendahului_ksb(selisih: int, dari_berkas: bool) -> None:
    """Only the order of the two days counts, wherever the day of the Kesepakatan Bersama is written."""
    tanggal = date(2026, 12, 7)
    tanggal_ksb = (tanggal + timedelta(days=selisih)).isoformat()
    if dari_berkas:
        ksb = berkas("ksb_ksdd", ("tanggal: 2026-06-09", f"tanggal: {tanggal_ksb}"))
    else:
        ksb = f"{{nomor: 1/KSB/2026, tanggal: {tanggal_ksb}, tentang: Penyediaan dan Distribusi Pangan Pokok}}"
    hasil = CONTOH.ubah("pks_ksdd", f"kesepakatan_bersama: {ksb}\n")
    salah = [t for t in hasil.temuan if t.kode == "KSD394"]
    assert bool(salah) == (selisih > 0)
    assert all(bahasa.tanggal(tanggal) in t.pesan and t.rute == "penandatanganan.tanggal" for t in salah)
