"""`ksdgen check`: what it names, what it keeps quiet, and what it does not load."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.util import cek, ksb, ksdgen, modules_loaded, pks, simpan


@pytest.mark.usefixtures("aturan_dasar")
def test_quiet_hanya_temuan(repo: Path) -> None:
    assert cek(repo, ksb(), "-q").semua == ""
    jalan = cek(repo, ksb(gaya="tak_ada"), "-q")
    assert jalan.keluar.count("KSD013") == 1
    assert "diperiksa" not in jalan.keluar


@pytest.mark.usefixtures("aturan_dasar")
def test_nama_berkas_relatif_terhadap_folder_kerja(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    simpan(repo, ksb(gaya="x"), "2026/a b/c.yaml")
    monkeypatch.chdir(repo / "agreements/2026")
    jalan = ksdgen("check", ".")
    assert jalan.temuan[0][0] == "a b/c.yaml"
    monkeypatch.chdir(repo)
    assert ksdgen("check", "agreements").temuan[0][0] == "agreements/2026/a b/c.yaml"
    assert ksdgen("check", ".", "agreements", repo / "agreements/2026/a b/c.yaml").keluar.count("KSD013") == 1


def test_check_tidak_memuat_word(repo: Path) -> None:
    path = simpan(repo, pks())
    modul = {m.partition(".")[0] for m in modules_loaded(repo, "check", str(path))}
    assert "jinja2" in modul
    assert modul & {"docx", "lxml", "subprocess", "difflib", "PIL", "multiprocessing"} == set()
