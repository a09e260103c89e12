"""`ksdgen templates`: which file wins, what is wrong, and new versions of clauses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.util import ROOT, ksb, ksdgen, save, template


@pytest.fixture
def shared(repo: Path) -> Path:
    """A repository with a clause of its own that takes the place of one of ksdgen's."""
    original = (ROOT / "templates" / "klausul/objek.j2").read_text(encoding="utf-8")
    template(repo, "klausul/objek.j2", original.replace("(#) Objek", "(#) Objeknya"))
    return repo


@pytest.mark.slow
def test_klausul_of_the_repository_wins_and_is_shown(shared: Path) -> None:
    run = ksdgen("templates", shared)
    assert run.code == 0, run.everything
    rows = {line.split()[0]: line for line in run.output.splitlines() if line.strip()}
    assert "menggantikan bawaan ksdgen, berbeda 1 baris" in rows["objek"]
    assert "ksdgen:templates/klausul/sanksi.j2" in rows["sanksi"] and "menggantikan" not in rows["sanksi"]
    data = json.loads(ksdgen("templates", shared, "--format", "json").output)
    klausul = {entry["id"]: entry for entry in data["templates"] if entry["macam"] == "klausul"}
    assert (klausul["objek"]["asal"], klausul["objek"]["beda"]) == ("repositori", 1)
    assert klausul["sanksi"]["asal"] == "ksdgen" and klausul["sanksi"]["dipakai"] == ["perjanjian_kerja_sama"]
    assert data["findings"] == []
    # What the table says is what is printed.
    save(shared, ksb())
    assert ksdgen("render", shared, "--out", shared / "o", "--format", "txt", "-q").code in (0, 1)
    assert "Objeknya Kesepakatan Bersama" in (shared / "o/a.txt").read_text(encoding="utf-8")


@pytest.mark.slow(traced=True)
def test_findings_and_exit_code(shared: Path) -> None:
    path = shared / "templates/klausul/objek.j2"
    path.write_text(path.read_text(encoding="utf-8").replace("naskah.objek", "naskah.objk"), encoding="utf-8")
    run = ksdgen("templates", shared, "-q")
    lines = path.read_text(encoding="utf-8").split("\n")
    (index,) = [index for index, line in enumerate(lines) if "naskah.objk" in line]
    assert run.code == 1
    (finding,) = run.findings
    assert finding[1:] == (index + 1, lines[index].index("objk") + 1, "KSD043")
    assert "maksud Anda `objek`?" in run.output
    sarif = json.loads(ksdgen("templates", shared, "--format", "sarif").output)
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["KSD043"]
    assert ksdgen("templates", shared, "--format", "github").output.startswith("::error ")


@pytest.mark.slow
def test_warnings_fail_only_when_asked(shared: Path) -> None:
    template(shared, "catatan.j2", "tidak dipakai\n")
    assert ksdgen("templates", shared, "-q").code == 0
    assert ksdgen("templates", shared, "-q", "--fail-on", "peringatan").code == 1
    report = shared / "laporan.json"
    assert ksdgen("templates", shared, "--format", "json", "--output", report).code == 0
    findings = json.loads(report.read_text(encoding="utf-8"))["findings"]
    assert [finding["code"] for finding in findings] == ["KSD071"]


@pytest.mark.slow(traced=True)
def test_a_changed_clause_needs_a_new_version(repo: Path) -> None:
    assert ksdgen("templates", repo, "--kunci").code == 2
    path = template(repo, "klausul/objek.j2", (ROOT / "templates" / "klausul/objek.j2").read_text(encoding="utf-8"))
    old = path.read_bytes()
    assert ksdgen("templates", repo, "--versi-baru", "objek").code == 2  # nothing is recorded yet
    assert ksdgen("templates", repo, "--kunci").code == 0
    assert "sudah tercatat" in ksdgen("templates", repo, "--kunci").output
    path.write_bytes(old.replace(b"(#) Objek", b"(#) Objeknya"))
    assert "KSD045" in ksdgen("templates", repo, "-q").finding_codes
    assert ksdgen("templates", repo, "--kunci").code == 2  # a recorded text is not overwritten
    path.write_bytes(old)
    assert ksdgen("templates", repo, "--versi-baru", "objek").code == 0
    assert (repo / "templates/klausul/arsip/objek@1.j2").read_bytes() == old
    assert b"versi: 2\n" in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(b"(#) Objek", b"(#) Objeknya"))
    assert ksdgen("templates", repo, "--kunci").code == 0
    assert ksdgen("templates", repo, "-q").finding_codes == []
    archive = repo / "templates/klausul/arsip/objek@1.j2"
    archive.write_bytes(archive.read_bytes().replace(b"(#) Objek", b"(#) Lain"))
    assert ksdgen("templates", repo, "-q").finding_codes == ["KSD046"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--revisi", "HEAD"),
        ("--versi-baru", "objek", "--kunci"),
        ("--versi-baru", "tak_ada"),
        ("--format", "xml"),
    ],
)
def test_misuse(shared: Path, arguments: tuple[str, ...]) -> None:
    run = ksdgen("templates", shared, *arguments)
    assert run.code == 2 and run.error


def test_a_folder_that_does_not_exist() -> None:
    run = ksdgen("templates", "tak/ada")
    assert run.code == 2 and run.error
