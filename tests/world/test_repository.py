"""A run has one root: a repository that somebody laid into another is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksdgen.errors import Refused
from ksdgen.world.repository import file_key, find_repository, find_root, output_bases
from tests.helpers.util import ksb, ksdgen, save, template


@pytest.mark.parametrize("inner", ["agreements/2026", "agreements/2026/lampiran", "templates/klausul", "agreements"])
def test_the_root_is_not_inside_the_agreements_of_another(tmp_path: Path, inner: str) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / inner / "agreements/pihak").mkdir(parents=True)
    for path in (tmp_path, tmp_path / inner, tmp_path / inner / "agreements", tmp_path / inner / "agreements/x.yaml"):
        assert find_root(path) == tmp_path


def test_a_repository_beside_the_agreements_is_its_own(tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    (tmp_path / "contoh/agreements").mkdir(parents=True)
    assert find_root(tmp_path / "contoh/agreements/a.yaml") == tmp_path / "contoh"


def test_a_lone_file_has_no_root(tmp_path: Path) -> None:
    assert find_root(tmp_path / "a.yaml") is None
    assert find_repository(tmp_path / "a.yaml").root == tmp_path


def test_a_link_takes_no_file_out_of_its_repository(tmp_path: Path) -> None:
    other = tmp_path / "lain/agreements"
    other.mkdir(parents=True)
    save(tmp_path / "lain", ksb())
    root = tmp_path / "sini"
    (root / "agreements").mkdir(parents=True)
    (root / "agreements/simpan").symlink_to(other)
    with pytest.raises(Refused, match="di luar repositori"):
        find_root(root / "agreements/simpan/a.yaml")
    (tmp_path / "pintasan").symlink_to(root)
    assert find_root(tmp_path / "pintasan/agreements") == root


@pytest.fixture
def hijacked(repo: Path) -> Path:
    """An honest agreement, and a stranger's repository laid into the folder above it."""
    save(repo, ksb(), "2026/a.yaml")
    inner = repo / "agreements/2026"
    template(inner, "dasar.j2", "DISUSUPI\n")
    save(inner, {"nama": "DISUSUPI"}, "pihak/garut.yaml")
    return repo


def test_a_nested_repository_changes_nothing_of_an_agreement(hijacked: Path) -> None:
    run = ksdgen("render", hijacked / "agreements/2026/a.yaml", "--format", "txt", "--out", hijacked / "keluaran")
    assert run.code == 0, run.error
    assert "DISUSUPI" not in (hijacked / "keluaran/2026/a.txt").read_text(encoding="utf-8")


_COMMANDS = [("check",), ("render", "--out", "keluaran"), ("show",)]


@pytest.mark.parametrize("command", _COMMANDS)
def test_a_nested_repository_is_refused(hijacked: Path, command: tuple[str, ...]) -> None:
    run = ksdgen(*command, hijacked / "agreements")
    assert run.code == 2
    assert "folder `agreements/2026/agreements` berada di dalam agreements/" in run.everything


@pytest.mark.parametrize("command", _COMMANDS)
def test_a_linked_folder_of_agreements_is_refused(repo: Path, command: tuple[str, ...]) -> None:
    (repo / "lain").mkdir()
    (repo / "agreements/simpan").symlink_to("../lain")
    save(repo, ksb())
    run = ksdgen(*command, repo / "agreements")
    assert run.code == 2
    assert "adalah symbolic link, sehingga isinya tidak diperiksa" in run.everything


def test_what_is_made_of_agreements_never_goes_into_one_file() -> None:
    paths = [
        "pks.garut.yaml",
        "pks.cimahi.yaml",
        "pks.yml",
        "pks.yaml",
        "pks.redline.yaml",
        "PKS.yaml",
        "é.yaml",
        "e\u0301.yaml",
    ]
    bases = output_bases([f"agreements/2026/{p}" for p in paths], (".docx", ".redline.docx"))
    files = [base + end for base in bases.values() for end in (".docx", ".redline.docx")]
    assert len({file_key(file) for file in files}) == len(files)
    assert bases["agreements/2026/pks.garut.yaml"] == "2026/pks.garut"
    assert bases["agreements/2026/pks.cimahi.yaml"] == "2026/pks.cimahi"
