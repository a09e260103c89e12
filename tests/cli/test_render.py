"""`ksdgen render`: one file for each agreement and format, where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.util import ksb, ksdgen, save


@pytest.mark.usefixtures("base_rules")
def test_rendering_a_folder_mirrors_its_structure(repo: Path) -> None:
    for name in ("2026/a/x.yaml", "2026/b/x.yaml", "y.yml"):
        save(repo, ksb(), name)
    save(repo, "bentuk: pemerintah_daerah\nnama: A\n", "pihak/a.yaml")
    run = ksdgen("render", repo, "--out", repo / "o", "--format", "txt,html", "--format", "txt")
    assert run.code == 0
    files = sorted(path.relative_to(repo / "o").as_posix() for path in (repo / "o").rglob("*") if path.is_file())
    assert files == [f"{name}.{kind}" for name in ("2026/a/x", "2026/b/x", "y") for kind in ("html", "txt")]
    assert "6 berkas ditulis dari 3 naskah" in run.output


@pytest.mark.usefixtures("base_rules")
def test_a_wrong_naskah_does_not_hinder_others(repo: Path) -> None:
    save(repo, ksb(), "baik.yaml")
    save(repo, ksb(gaya="x"), "salah.yaml")
    run = ksdgen("render", repo, "--out", repo / "o", "--format", "txt")
    assert run.code == 1
    assert [p.name for p in (repo / "o").iterdir()] == ["baik.txt"]
    assert "tidak dicetak karena kesalahan di atas" in run.output


@pytest.mark.usefixtures("base_rules")
def test_pdf_without_libreoffice(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ksdgen.world.office as office

    monkeypatch.setenv("PATH", str(repo / "kosong"))
    monkeypatch.setattr(office, "_OTHER_PLACES", ())
    save(repo, ksb(), "a.yaml")
    save(repo, ksb(), "b.yaml")
    run = ksdgen("render", repo, "--out", repo / "o", "--format", "pdf,txt")
    assert run.code == 2
    assert run.error.count("LibreOffice tidak ditemukan") == 1
    assert sorted(p.name for p in (repo / "o").iterdir()) == ["a.txt", "b.txt"]


@pytest.mark.usefixtures("base_rules")
def test_a_pihak_file_is_no_naskah(repo: Path) -> None:
    pihak = save(repo, "bentuk: pemerintah_daerah\nnama: A\n", "pihak/a.yaml")
    run = ksdgen("render", pihak, "--out", repo / "o", "--format", "txt")
    assert run.code == 0
    assert "data pihak bukan naskah" in run.output
    assert not (repo / "o").exists()
