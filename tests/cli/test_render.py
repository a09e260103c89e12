"""`ksdgen render`: one file for each agreement and format, where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.util import ksb, ksdgen, simpan


@pytest.mark.usefixtures("aturan_dasar")
def test_render_folder_meniru_susunan_folder(repo: Path) -> None:
    for nama in ("2026/a/x.yaml", "2026/b/x.yaml", "y.yml"):
        simpan(repo, ksb(), nama)
    simpan(repo, "bentuk: pemerintah_daerah\nnama: A\n", "pihak/a.yaml")
    jalan = ksdgen("render", repo, "--out", repo / "o", "--format", "txt,html", "--format", "txt")
    assert jalan.kode == 0
    berkas = sorted(p.relative_to(repo / "o").as_posix() for p in (repo / "o").rglob("*") if p.is_file())
    assert berkas == [f"{n}.{f}" for n in ("2026/a/x", "2026/b/x", "y") for f in ("html", "txt")]
    assert "6 berkas ditulis dari 3 naskah" in jalan.keluar


@pytest.mark.usefixtures("aturan_dasar")
def test_naskah_yang_salah_tidak_menghalangi_yang_lain(repo: Path) -> None:
    simpan(repo, ksb(), "baik.yaml")
    simpan(repo, ksb(gaya="x"), "salah.yaml")
    jalan = ksdgen("render", repo, "--out", repo / "o", "--format", "txt")
    assert jalan.kode == 1
    assert [p.name for p in (repo / "o").iterdir()] == ["baik.txt"]
    assert "tidak dicetak karena kesalahan di atas" in jalan.keluar


@pytest.mark.usefixtures("aturan_dasar")
def test_pdf_tanpa_libreoffice(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ksdgen.world.office as office

    monkeypatch.setenv("PATH", str(repo / "kosong"))
    monkeypatch.setattr(office, "_TEMPAT_LAIN", ())
    simpan(repo, ksb(), "a.yaml")
    simpan(repo, ksb(), "b.yaml")
    jalan = ksdgen("render", repo, "--out", repo / "o", "--format", "pdf,txt")
    assert jalan.kode == 2
    assert jalan.galat.count("LibreOffice tidak ditemukan") == 1
    assert sorted(p.name for p in (repo / "o").iterdir()) == ["a.txt", "b.txt"]


@pytest.mark.usefixtures("aturan_dasar")
def test_berkas_pihak_bukan_naskah(repo: Path) -> None:
    pihak = simpan(repo, "bentuk: pemerintah_daerah\nnama: A\n", "pihak/a.yaml")
    jalan = ksdgen("render", pihak, "--out", repo / "o", "--format", "txt")
    assert jalan.kode == 0
    assert "data pihak bukan naskah" in jalan.keluar
    assert not (repo / "o").exists()
