"""The command as a process and as people meet it: exit codes, messages, what it loads, what it leaves behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ksdgen import __version__
from ksdgen.cli import COMMANDS
from tests.helpers.util import ksb, ksdgen, modules_loaded, process, run_check, save

FOREIGN = re.compile(
    r"\b(?:usage|options?|error|missing|invalid|argument|required|default|show|command|unexpected|directory|file|such|not|the|is|traceback)\b",
    re.IGNORECASE,
)
"""English words that click or Python would say."""


# --- exit codes -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("base_rules")
def test_exit_codes(repo: Path) -> None:
    assert run_check(repo, ksb()).code == 0
    assert run_check(repo, ksb(objek=None)).code == 0
    assert run_check(repo, ksb(objek=None), "--fail-on", "catatan").code == 1
    assert run_check(repo, ksb(objek=None), "--fail-on", "peringatan").code == 0
    assert run_check(repo, ksb(lokasi=["x"], premis=["hilang"]), "--fail-on", "peringatan").code == 1
    assert run_check(repo, ksb(gaya="tak_ada")).code == 1
    assert ksdgen("check", repo / "tak-ada").code == 2
    assert ksdgen("--version").output.strip() == f"ksdgen {__version__}"


@pytest.mark.parametrize("command", ["check", "render", "lock"])
def test_a_fault_of_ksdgen_itself(repo: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """A bug becomes exit code 3 and a message that says whose fault it is, not a traceback."""
    from ksdgen.desk.workspace import Workspace

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(Workspace, "check", broken)
    arguments = (command, save(repo, ksb()), *(("--out", repo / "o") if command == "render" else ()))
    run = ksdgen(*arguments)
    assert run.code == 3
    assert "ksdgen sendiri mengalami kesalahan" in run.error
    assert "boom" not in run.everything
    assert not (repo / "o").exists()
    monkeypatch.setenv("KSDGEN_DEBUG", "1")
    with pytest.raises(RuntimeError, match="boom"):
        ksdgen(*arguments)


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_indonesian(command: str) -> None:
    run = ksdgen(*filter(None, [command]), "--help")
    assert run.code == 0
    assert run.output.startswith("Pemakaian: ksdgen")
    assert "Pilihan:" in run.output
    # Names of commands and options are no words.
    without_names = re.sub(r"--?[a-z][\w-]*|ksdgen [a-z]+(?: [a-z]+)?|(?m:^ {2}[a-z]+(?= {2}))", "", run.output)
    assert FOREIGN.findall(without_names) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chekc"], "perintah `chekc` tidak dikenal; maksud Anda `check`?"),
        (["zzz"], "perintah yang ada: init, "),
        (["check"], "PATH belum diisi"),
        (["check", "--tanggl", "x", "."], "pilihan `--tanggl` tidak dikenal; maksud Anda `--tanggal`?"),
        (["check", ".", "--tanggal"], "pilihan `--tanggal` memerlukan nilai"),
        (["check", ".", "--tanggal", "2026-02-31"], "--tanggal: `2026-02-31` bukan tanggal"),
        (["check", ".", "--quiet=1"], "pilihan `--quiet` tidak memakai nilai"),
        (
            ["check", ".", "--fail-on", "galat"],
            "--fail-on: `galat` tidak dikenal, pilihan: kesalahan, peringatan, catatan",
        ),
        (["render", "."], "--out belum diisi"),
        (
            ["render", ".", "--out", "o", "--format", "dox"],
            "--format: `dox` tidak dikenal, pilihan: docx, txt, html, pdf",
        ),
        (["render", ".", "--out", "o", "--format", ","], "--format: `,` tidak dikenal"),
        (["render", ".", "--out", "berkas"], "--out: `berkas` adalah berkas, bukan folder"),
    ],
)
def test_misuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "berkas").touch()
    run = ksdgen(*arguments)
    assert run.code == 2
    assert message in run.error
    assert run.output == ""
    assert FOREIGN.findall(re.sub(r"--?[a-z][\w-]*|`[^`]*`|perintah yang ada: .*", "", run.error)) == []
    assert [p.name for p in tmp_path.iterdir()] == ["berkas"]


def test_no_command_shows_the_help() -> None:
    run = ksdgen()
    assert run.code == 2
    assert "Pemakaian: ksdgen [PILIHAN] PERINTAH" in run.everything


# --- as a process -----------------------------------------------------------------------------------------------------


def test_help_loads_only_click(tmp_path: Path) -> None:
    modules = modules_loaded(tmp_path, "--help")
    assert {m for m in modules if m.partition(".")[0] == "ksdgen"} == {
        "ksdgen",
        "ksdgen.cli",
        "ksdgen.cli.messages",
        "ksdgen.cli.say",
        "ksdgen.inert",
        "ksdgen.world",
        "ksdgen.world.stopping",
    }
    foreign = {m.partition(".")[0] for m in modules} - set(sys.stdlib_module_names) - {"ksdgen", "click"}
    assert foreign <= {"colorama", "typing_extensions"}


def test_a_console_of_few_characters(repo: Path) -> None:
    path = save(repo, ksb(gaya="x"))
    result = process("check", path, env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"})
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="no /bin/sh")
def test_a_broken_pipe(repo: Path) -> None:
    command = f'"{sys.executable}" -m ksdgen check "{save(repo, ksb(gaya="x"))}" | true'
    result = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)
    assert b"Traceback" not in result.stderr


@pytest.mark.slow
def test_a_cache_that_cannot_be_written_is_not_needed(repo: Path) -> None:
    (repo / "berkas").touch()
    path = save(repo, ksb())
    result = process("check", path, env={"KSDGEN_CACHE": str(repo / "berkas")})
    assert result.returncode in (0, 1), result.stderr
    assert result.stderr == b""


@pytest.mark.slow
def test_a_broken_cache_does_not_change_the_result(repo: Path) -> None:
    path = save(repo, ksb())
    env = {"KSDGEN_CACHE": str(repo / "cache")}
    start = process("check", path, env=env)
    files = [file for file in (repo / "cache").rglob("*") if file.is_file()]
    assert files
    for file in files:
        file.write_bytes(b"rusak")
    assert process("check", path, env=env).stdout == start.stdout
