"""`ksdgen init`: an empty folder becomes a repository whose first agreement passes; what stands there is never changed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from ksdgen import __version__
from ksdgen.catalogue import schema
from ksdgen.desk.workspace import Workspace
from ksdgen.editing.fmt import tidy
from ksdgen.editing.start import CI, EXAMPLE, SKELETON, install_source
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.pihak import PihakFile
from ksdgen.world.package import own_templates
from tests.helpers.terminal import CTRL_C, run_command
from tests.helpers.util import ROOT, ksb, ksdgen, put, save

DAY = ("--tanggal", "2026-11-22")


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and the moment of its last change."""
    return {
        p.relative_to(folder).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns)
        for p in folder.rglob("*")
        if p.is_file()
    }


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, far from any repository."""
    folder = tmp_path / "kerja sama"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


# --- what comes out ---------------------------------------------------------------------------------------------------


def test_an_empty_folder_becomes_a_working_folder(empty: Path) -> None:
    run = ksdgen("init")
    assert (run.code, run.error) == (0, "")
    created = re.findall(r"^dibuat: (.+)$", run.output, re.MULTILINE)
    assert sorted(created) == sorted(snapshot(empty))
    expected = (".gitattributes", ".pre-commit-config.yaml", ".vscode/extensions.json", "agreements/naskah.schema.json")
    assert {EXAMPLE, *expected} <= set(created)
    check = ksdgen("check", "agreements", *DAY, "--fail-on", "peringatan")
    assert check.code == 0, check.output
    assert set(check.finding_codes) == {"KSD050"}  # what is still to come in a draft
    render = ksdgen("render", EXAMPLE, "--out", "keluaran", "--format", "docx,txt", *DAY)
    assert render.code == 0 and (empty / "keluaran/contoh/kesepakatan-bersama.docx").stat().st_size > 5000


def test_the_next_steps_can_be_run(empty: Path) -> None:
    """Each command that is suggested runs; from another folder the first is to go there."""
    run = ksdgen("init", "baru folder")
    step = re.search(r"langkah berikutnya:\n((?:  .+\n)+)", run.output)
    assert step is not None
    lines = [line.strip() for line in step[1].splitlines()]
    assert lines[0] == 'cd "baru folder"'
    os.chdir(empty / "baru folder")
    for line in lines[1:]:
        name, *arguments = line.split()
        assert name == "ksdgen"
        assert ksdgen(*arguments, *(DAY if arguments[0] != "new" else ())).code == (2 if arguments == ["new"] else 0)


def test_example_naskah_is_tidy_and_says_it_is_made_up(empty: Path) -> None:
    run = ksdgen("init")
    assert "direkayasa" in run.output
    for path in (empty / "agreements").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert tidy(text, PihakFile if path.parent.name == "pihak" else Naskah) == text
        assert "direkayasa" in text
        reference = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert reference is not None and (path.parent / reference[1]).is_file()


def test_schema_as_the_schema_command_writes_it(empty: Path) -> None:
    ksdgen("init")
    catalogue = Workspace(empty).catalogue
    assert (empty / "agreements" / schema.NASKAH_FILE).read_bytes() == schema.write(schema.naskah_schema(catalogue))
    assert (empty / "agreements" / schema.PIHAK_FILE).read_bytes() == schema.write(schema.pihak_schema(catalogue))


def test_vs_code_task_reads_the_output_of_check(empty: Path) -> None:
    """The patterns of the Problems panel match the real output, each severity its own."""
    ksdgen("init")
    task = json.loads((empty / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"][0]
    patterns = {entry["severity"]: re.compile(entry["pattern"]["regexp"]) for entry in task["problemMatcher"]}
    save(empty, put(ksb(objek=None, lokasi=["x"]), "para_pihak.0.daerah", None), "2026/a b.yaml")
    run = ksdgen(task["args"][0], "agreements/2026/a b.yaml", *DAY)
    matches = {
        severity: [match for line in run.output.splitlines() if (match := pattern.match(line))]
        for severity, pattern in patterns.items()
    }
    assert {severity for severity, found in matches.items() if found} == {"error", "warning", "info"} == matches.keys()
    every_match = [*chain.from_iterable(matches.values())]
    assert len(every_match) == len(run.findings)
    assert all(match[1] == "agreements/2026/a b.yaml" and match[2].isdigit() for match in every_match)


def test_vs_code_settings(empty: Path) -> None:
    ksdgen("init")
    settings = json.loads((empty / ".vscode/settings.json").read_text(encoding="utf-8"))
    extensions = json.loads((empty / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert extensions["recommendations"] == ["redhat.vscode-yaml"]
    assert all((empty / p).is_file() for p in settings["yaml.schemas"])
    assert (settings["files.encoding"], settings["files.eol"]) == ("utf8", "\n")
    assert settings["[yaml]"]["editor.tabSize"] == 2


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_rules(empty: Path) -> None:
    """Asked of git itself: line ends, binary files, the difference driver, what is not kept."""
    ksdgen("init")
    subprocess.run(["git", "init", "-q"], check=True)

    def attributes(path: str) -> dict[str, str]:
        command = ["git", "check-attr", "text", "eol", "diff", "--", path]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return dict(line.split(": ", 2)[1:] for line in output.splitlines())

    assert attributes(EXAMPLE) == {"text": "set", "eol": "lf", "diff": "ksdgen"}
    assert attributes("agreements/pihak/a.yaml")["diff"] == "set"
    assert attributes("keluaran/a.docx") == {"text": "unset", "eol": "unspecified", "diff": "unset"}
    ignored = subprocess.run(
        ["git", "check-ignore", "keluaran/a.docx", ".venv/x", "~$konsep.docx", EXAMPLE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ignored.stdout.split() == ["keluaran/a.docx", ".venv/x", "~$konsep.docx"]


# --- nothing is overwritten -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [(), ("--ci", "github"), ("--ci", "gitlab", "--templat")])
def test_twice_changes_nothing(empty: Path, options: tuple[str, ...]) -> None:
    first = ksdgen("init", *options)
    before = snapshot(empty)
    second = ksdgen("init", *options)
    assert snapshot(empty) == before
    assert second.code == 0 and "dibuat:" not in second.output
    assert "tidak ada yang diubah" in second.output
    created = re.findall(r"^dibuat: (.+)$", first.output, re.MULTILINE)
    assert sorted(re.findall(r"^sudah ada, tidak diubah: (.+)$", second.output, re.MULTILINE)) == sorted(created)


def test_existing_files_stay(empty: Path) -> None:
    """Every file that init writes may be there already, with any content."""
    ksdgen("init", "lain", "--ci", "github", "--templat", "-q")
    names = sorted(snapshot(empty / "lain"))
    for name in names:
        (empty / name).parent.mkdir(parents=True, exist_ok=True)
        (empty / name).write_bytes(b"milik saya\n")
    before = snapshot(empty)
    run = ksdgen("init", "--ci", "github", "--templat")
    assert run.code == 0
    assert snapshot(empty) == before
    assert run.output.count("sudah ada, tidak diubah: ") == len(names)
    assert "agreements/naskah.schema.json (perbarui dengan `ksdgen schema`)" in run.output


def test_existing_naskah_get_no_example(empty: Path) -> None:
    save(empty, ksb(), "2026/a.yaml")
    run = ksdgen("init")
    assert not (empty / EXAMPLE).exists() and not (empty / "agreements/pihak").exists()
    assert "naskah contoh tidak ditambahkan" in run.output
    assert "agreements/contoh" not in run.output


def test_templates_are_copied_unchanged(empty: Path) -> None:
    assert "templat: dipakai milik ksdgen" in ksdgen("init").output
    before = ksdgen("render", EXAMPLE, "--out", "a", "--format", "txt", *DAY)
    ksdgen("init", "--templat")
    built_in, copied = (
        {path.relative_to(folder) for path in folder.rglob("*.j2")} for folder in (own_templates(), empty / "templates")
    )
    assert built_in == copied
    after = ksdgen("render", EXAMPLE, "--out", "b", "--format", "txt", *DAY)
    assert before.code == after.code == 0
    name = "contoh/kesepakatan-bersama.txt"
    assert (empty / "a" / name).read_bytes() == (empty / "b" / name).read_bytes()


# --- refusals and places ----------------------------------------------------------------------------------------------


def test_wrong_place(empty: Path) -> None:
    (empty / "berkas").touch()
    assert ksdgen("init", "berkas").code == 2
    ksdgen("init", "-q")
    before = snapshot(empty)
    (empty / "agreements/2026").mkdir()
    run = ksdgen("init", "agreements/2026")
    assert run.code == 2 and "jalankan di sana" in run.error
    assert "tidak dikenal, pilihan: github, gitlab, tanpa" in ksdgen("init", "--ci", "jenkins").error
    assert snapshot(empty) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_permission(empty: Path) -> None:  # pragma: no cover
    empty.chmod(0o500)
    run = ksdgen("init")
    empty.chmod(0o700)
    assert run.code == 2 and "tidak ada izin" in run.error


def test_unwritable_place(empty: Path) -> None:
    (empty / ".vscode").touch()
    run = ksdgen("init")
    assert run.code == 2
    assert "gagal: `" in run.error
    assert "tidak dapat ditulis: salah satu folder pada letak itu ternyata berkas" in run.error
    (empty / ".vscode").unlink()
    assert ksdgen("init").code == 0  # what was written before stays, and the rest follows


def test_without_git_on_this_computer(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(empty))
    run = ksdgen("init")
    assert run.code == 0 and "git init" in run.output
    assert not (empty / ".git").exists()


# --- checks that run by themselves ------------------------------------------------------------------------------------


@pytest.fixture
def guarded(empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository under git with both kinds of checks, and `ksdgen` and `pip` on the path."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for ci in CI:
        ksdgen("init", "--ci", ci, "--pasang", "ksdgen @ https://contoh.example/ksdgen.zip", "-q")
    tools = empty.parent / "alat"
    tools.mkdir()
    (tools / "ksdgen").write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m ksdgen "$@"\n', encoding="utf-8"
    )
    (tools / "pip").write_text(f'#!/bin/sh\necho "$@" >> "{tools}/pip.log"\n', encoding="utf-8")
    (tools / "python").write_text(f'#!/bin/sh\nshift 3\nexec "{tools}/pip" "$@"\n', encoding="utf-8")
    for tool in tools.iterdir():
        tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@x.example", "commit", "-qm", "awal"],
    ):
        subprocess.run(["git", *command], check=True)
    save(empty, put(ksb(), "objek", "pasokan 30 (tiga) ton"), "2026/salah.yaml")
    return empty


def bash(script: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the platform does."""
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **env},
    )


def load(path: Path) -> Any:
    """A YAML file as data."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_the_github_workflow_checks_what_changed(guarded: Path) -> None:
    workflow = load(guarded / CI["github"])
    (job,) = workflow["jobs"].values()
    summary = guarded.parent / "ringkas.md"
    env = {**workflow["env"], "GITHUB_STEP_SUMMARY": str(summary), "BASE_REF": ""}
    install, check = (step["run"] for step in job["steps"] if "run" in step)
    assert bash(install, **env).returncode == 0
    log = (guarded.parent / "alat/pip.log").read_text(encoding="utf-8")
    assert log == "install --quiet ksdgen @ https://contoh.example/ksdgen.zip\n"
    run = bash(check, **env)
    assert run.returncode == 1, run.stderr
    assert re.search(r"^::error file=agreements/2026/salah.yaml,line=\d+", run.stdout, re.MULTILINE)
    assert "KSD501" in summary.read_text(encoding="utf-8")
    (guarded / "agreements/2026/salah.yaml").unlink()
    assert bash(check, **env).returncode == 0
    # On a pull request only what has changed since the branch it goes to.
    origin = guarded.parent / "asal.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(guarded), str(origin)], check=True)
    subprocess.run(["git", "remote", "add", "origin", str(origin)], check=True)
    subprocess.run(["git", "fetch", "-q", "origin"], check=True)
    run = bash(check, **{**env, "BASE_REF": "main"})
    assert run.returncode == 0, run.stderr
    save(guarded, put(ksb(), "objek", "pasokan 30 (tiga) ton"), "2026/salah.yaml")
    assert bash(check, **{**env, "BASE_REF": "main"}).returncode == 1


@pytest.mark.slow
def test_the_gitlab_job_reports_its_findings(guarded: Path) -> None:
    pipeline = load(guarded / CI["gitlab"])
    env = {**pipeline["variables"], "CI_MERGE_REQUEST_DIFF_BASE_SHA": ""}
    job = pipeline["naskah"]
    assert bash("\n".join(job["before_script"]), **env).returncode == 0
    run = bash(job["script"][0], **env)
    assert run.returncode == 1, run.stderr
    report = json.loads((guarded / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert any(entry["location"]["path"] == "agreements/2026/salah.yaml" for entry in report)
    assert all((guarded / p).is_file() for p in job["artifacts"]["paths"])


@pytest.mark.slow
def test_the_hook_of_pre_commit_is_the_one_we_ship(guarded: Path) -> None:
    (hook,) = load(guarded / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert hook["additional_dependencies"] == ["ksdgen @ https://contoh.example/ksdgen.zip"]
    (shipped,) = load(ROOT / ".pre-commit-hooks.yaml")
    for key in ("id", "entry", "language", "files"):
        assert hook[key] == shipped[key]
    matched = [path for path in snapshot(guarded) if re.search(hook["files"], path) and not path.startswith(".git/")]
    agreements = [path.relative_to(guarded).as_posix() for path in (guarded / "agreements").rglob("*.yaml")]
    assert sorted(matched) == sorted(agreements)
    assert bash(f"{hook['entry']} {' '.join(matched)}").returncode == 1
    assert bash(f"{hook['entry']} {EXAMPLE} {' '.join(DAY)}").returncode == 0


def test_pip_is_told_where_this_ksdgen_came_from(monkeypatch: pytest.MonkeyPatch, empty: Path) -> None:
    """Its address where another computer can reach it, else its version."""
    from importlib import metadata

    class Installed(metadata.PathDistribution):
        def __init__(self, origin: object) -> None:
            super().__init__(empty)
            self.origin = origin

        def read_text(self, filename: Any) -> str | None:
            return json.dumps(self.origin) if filename == "direct_url.json" and self.origin is not None else None

    for origin, expected in (
        (None, f"ksdgen=={__version__}"),
        ({"url": "file:///C:/Unduhan/ksdgen", "dir_info": {}}, f"ksdgen=={__version__}"),
        ({"url": "https://x.example/k.zip", "archive_info": {}}, "ksdgen @ https://x.example/k.zip"),
        (
            {"url": "https://x.example/k", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "ksdgen @ git+https://x.example/k@abc",
        ),
    ):
        monkeypatch.setattr(metadata, "distribution", lambda _, origin=origin: Installed(origin))
        assert install_source() == expected


# --- at a terminal ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_asked_in_the_terminal(empty: Path) -> None:
    code, shown = run_command(["ksdgen", "init"], ["gitlab\n"], empty)
    assert code == 0, shown
    assert (empty / CI["gitlab"]).is_file() and not (empty / CI["github"]).exists()
    code, shown = run_command(["ksdgen", "init"], [], empty)  # it has been answered
    assert code == 0 and "tidak ada yang diubah" in shown


@pytest.mark.slow
def test_cancelled_without_trace(empty: Path) -> None:
    code, shown = run_command(["ksdgen", "init"], [CTRL_C], empty)
    assert code == 2 and shown.rstrip().endswith("dibatalkan")
    assert snapshot(empty) == {}


def test_skeletons_are_all_in_the_package() -> None:
    """The files are data of the package: none is hidden from the wheel by a dot or by .gitignore."""
    files = [path for path in SKELETON.rglob("*") if path.is_file()]
    assert len(files) >= 11
    assert [path for path in files if any(part.startswith(".") for part in path.relative_to(SKELETON).parts)] == []
    if shutil.which("git") is not None and (ROOT / ".git").exists():
        ignored = subprocess.run(
            ["git", "check-ignore", *map(str, files)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert ignored.stdout == ""
