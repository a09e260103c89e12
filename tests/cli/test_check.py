"""`ksdgen check`: what it names, what it keeps quiet, and what it does not load."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.util import ksb, ksdgen, modules_loaded, pks, run_check, save


@pytest.mark.usefixtures("base_rules")
def test_quiet_prints_only_findings(repo: Path) -> None:
    assert run_check(repo, ksb(), "-q").everything == ""
    run = run_check(repo, ksb(gaya="tak_ada"), "-q")
    assert run.output.count("KSD013") == 1
    assert "diperiksa" not in run.output


@pytest.mark.usefixtures("base_rules")
def test_file_names_are_relative_to_the_working_folder(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(repo, ksb(gaya="x"), "2026/a b/c.yaml")
    monkeypatch.chdir(repo / "agreements/2026")
    run = ksdgen("check", ".")
    assert run.findings[0][0] == "a b/c.yaml"
    monkeypatch.chdir(repo)
    assert ksdgen("check", "agreements").findings[0][0] == "agreements/2026/a b/c.yaml"
    assert ksdgen("check", ".", "agreements", repo / "agreements/2026/a b/c.yaml").output.count("KSD013") == 1


@pytest.mark.slow(traced=True)
def test_check_does_not_load_word(repo: Path) -> None:
    path = save(repo, pks())
    packages = {module.partition(".")[0] for module in modules_loaded(repo, "check", str(path))}
    assert "jinja2" in packages
    assert packages & {"docx", "lxml", "subprocess", "difflib", "PIL", "multiprocessing"} == set()


@pytest.mark.parametrize("option", ["--output", "--summary"])
def test_a_report_never_goes_into_an_agreement(repo: Path, option: str) -> None:
    path = save(repo, ksb())
    before = path.read_bytes()
    run = ksdgen("check", repo, option, path)
    assert run.code == 2 and "adalah berkas naskah; pilih nama lain untuk keluaran" in run.error
    assert path.read_bytes() == before
