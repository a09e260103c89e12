"""What people stumbled over who tried ksdgen: each was silent, misleading or wrong once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ksdgen.compose.parties import _short
from ksdgen.naskah.pihak import Pihak
from ksdgen.source.decode import Decoder
from ksdgen.source.parse import parse
from tests.helpers.util import company, ksb, pks, put, render, run_check


@pytest.mark.parametrize("route", ["objek", "maksud", "tujuan", "ruang_lingkup", "pelaksanaan"])
def test_menyusul_is_no_content(repo: Path, route: str) -> None:
    """A fact that is still to come is a blank and does not fulfil an element; the word itself is never printed."""
    value: Any = "menyusul" if route in ("objek", "maksud") else ["menyusul"]
    run, text = render(repo, ksb(**{route: value}))
    assert text is not None
    assert "menyusul" not in text
    assert any(code.startswith("KSD20") for code in run.finding_codes)


def test_an_end_date_is_a_jangka_waktu(repo: Path) -> None:
    """An end date alone is a term (Permendagri 22/2020 Pasal 40 ayat (1) huruf d angka 5 asks for no length)."""
    run, text = render(repo, ksb(jangka_waktu={"sampai": "2029-12-06"}))
    assert "KSD208" not in run.finding_codes
    assert text is not None
    assert "berlaku terhitung sejak tanggal ditandatangani sampai dengan tanggal 6 Desember 2029" in text


@pytest.mark.parametrize(
    "jabatan",
    [
        "Penjabat (Pj.) Bupati Garut",
        "Pelaksana Tugas (Plt.) Bupati Garut",
        "Sekretaris Daerah selaku Penjabat Bupati Garut",
        "Pj. Bupati Garut",
    ],
)
def test_penjabat_kepala_daerah_is_valid(repo: Path, jabatan: str) -> None:
    """Acting heads of region sign a KSB lawfully (UU 23/2014 Pasal 65 ayat (4))."""
    assert "KSD375" not in run_check(repo, put(ksb(), "para_pihak.0.penanda_tangan.0.jabatan", jabatan)).finding_codes


def test_staf_ahli_is_no_kepala_daerah(repo: Path) -> None:
    """The other side of the rule: an office that only names the head of region."""
    data = put(ksb(), "para_pihak.0.penanda_tangan.0.jabatan", "Staf Ahli Bupati Garut")
    assert "KSD375" in run_check(repo, data).finding_codes


def test_provinces_are_compared_without_ornament(repo: Path) -> None:
    """Whether it is written "Provinsi Jawa Barat" or "JAWA BARAT", a dispute within it goes to the same TKKSD first.

    Permendagri 22/2020 Pasal 19 ayat (1).
    """
    data = put(pks(kategori="ksdd_sukarela", hasil=None), "para_pihak", ksb()["para_pihak"])
    data["hak_dan_kewajiban"] = {
        pihak["kode"]: {"hak": ["menerima data"], "kewajiban": ["memberi data"]} for pihak in data["para_pihak"]
    }
    for first, second, within in (
        ("Jawa Barat", "Jawa Barat", True),
        ("Provinsi Jawa Barat", "JAWA BARAT", True),
        ("Provinsi Jawa Barat", "Banten", False),
    ):
        of_provinces = put(data, "para_pihak.0.daerah.provinsi", first)
        _, text = render(repo, put(of_provinces, "para_pihak.1.daerah.provinsi", second))
        assert text is not None
        assert ("Tim Koordinasi Kerja Sama Daerah Provinsi" in text) == within


def test_badan_hukum_without_akta(repo: Path) -> None:
    """A body founded by a regional act has no deed; the sentence stays whole."""
    data = pks()
    pihak = company()
    pihak["badan_hukum"] = {"sebutan": "Peraturan Daerah Kabupaten Garut Nomor 1 Tahun 2020"}
    data["para_pihak"][1] = pihak
    _, text = render(repo, data)
    assert text is not None
    assert "yang dimuat dalam ," not in text
    assert "Peraturan Daerah Kabupaten Garut Nomor 1 Tahun 2020, dalam hal ini" in text


def test_naskah_before_its_law_is_not_judged(repo: Path) -> None:
    """A KSB of 2019 is older than the regulation that says what a KSB contains: not judged, never clean."""
    run = run_check(repo, ksb(penandatanganan={"tempat": "Garut", "tanggal": "2019-06-11"}))
    assert "KSD098" in run.finding_codes
    assert "tidak ada temuan" not in run.output


def test_klausul_changes_are_not_silent(repo: Path) -> None:
    """A standard clause that is left out or reworded needs a reason."""
    for change, silent in (({"hapus": "ya"}, True), ({"hapus": "ya", "alasan": "sudah diatur"}, False)):
        run = run_check(repo, ksb(klausul={"monitoring_dan_evaluasi": change}))
        assert ("KSD400" in run.finding_codes) == silent


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("menimbang", "`konsideran`"),
        ("mengingat", "`dasar_hukum`"),
        ("tempat", "bagian dari `penandatanganan`"),
        ("judul", "`tentang`"),
    ],
)
def test_usual_names_and_places_of_keys(repo: Path, key: str, hint: str) -> None:
    """A drafter's word for a key, and a key that stands one level too high, are recognised."""
    run = run_check(repo, {**ksb(), key: "x"})
    assert "KSD010" in run.finding_codes
    assert hint in run.output


def test_one_cause_one_finding(repo: Path) -> None:
    """A party that cannot be read is not missing everywhere else too."""
    run = run_check(repo, put(pks(), "para_pihak.1.bentuk", "pt"))
    assert "KSD013" in run.finding_codes
    assert "KSD016" not in run.finding_codes
    assert not [code for code in run.finding_codes if code.startswith("KSD31")]


def test_text_cut_by_a_hash() -> None:
    """`blok #1` is cut by YAML; a comment after a space is not."""
    _, findings = parse("a: blok #1\nb: x # komentar\nc: 'y #2'\n", "x")
    assert [finding.code for finding in findings] == ["KSD019"]


@pytest.mark.parametrize(
    ("jabatan", "name", "printed"),
    [
        ("Direktur Utama PT Contoh", "PT Contoh", "Direktur Utama"),
        ("Bupati Garut", "Pemerintah Daerah Kabupaten Garut", "Bupati Garut"),
        ("Wali Kota Cimahi", "Pemerintah Daerah Kota Cimahi", "Wali Kota Cimahi"),
        ("Kepala Dinas Pertanian", "Pemerintah Daerah Kabupaten Garut", "Kepala Dinas Pertanian"),
    ],
)
def test_jabatan_below_its_institution(jabatan: str, name: str, printed: str) -> None:
    """The signature block does not print the institution twice."""
    node, _ = parse(f"{{kode: a, bentuk: badan_hukum, nama: {name}}}", "x")
    assert node is not None
    pihak = Decoder().record(Pihak, node)
    assert pihak is not None
    assert _short(jabatan, pihak) == printed
