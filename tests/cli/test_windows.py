"""Habits of Windows, as far as Linux can have them, and manners of commands: examples, silence, colour only where seen."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest

from ksdgen.cli import COMMANDS, Group
from ksdgen.cli import ksdgen as group
from tests.helpers.terminal import run_command
from tests.helpers.util import ROOT, ksb, ksdgen, process, put, save, yaml

DAY = ("--tanggal", "2026-11-22")
FILE_COMMANDS = ("check", "fix", "fmt", "show", "lock")


def _command(name: str) -> Any:
    assert isinstance(group, Group)
    command = group.get_command(click.Context(group), name)
    assert command is not None
    return command


def _options(name: str) -> set[str]:
    return {option for parameter in _command(name).params for option in parameter.opts}


def crlf(text: str, bom: bool = False) -> bytes:
    """A text as Notepad saves it."""
    return (b"\xef\xbb\xbf" if bom else b"") + text.replace("\n", "\r\n").encode()


# --- line ends and byte order marks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("bom", [False, True])
def test_crlf_and_bom_mean_the_same(repo: Path, bom: bool) -> None:
    """The same findings at the same places, and the same document."""
    pasal = {"kode": "x", "judul": "X", "setelah": "objek", "isi": "(1) Satu.\n(2) Dua."}
    text = yaml(ksb(objek=None, pasal_tambahan=[pasal]))
    unix, windows = save(repo, text, "a/a.yaml"), save(repo, crlf(text, bom), "b/a.yaml")
    one, two = (ksdgen("check", path, *DAY) for path in (unix, windows))
    assert [finding[1:] for finding in one.findings] == [finding[1:] for finding in two.findings] != []
    ksdgen("render", repo, "--out", repo / "o", "--format", "txt", *DAY)
    assert (repo / "o/a/a.txt").read_bytes() == (repo / "o/b/a.txt").read_bytes()


@pytest.mark.parametrize("bom", [False, True])
def test_writers_keep_newlines(repo: Path, bom: bool) -> None:
    """Every command that writes YAML leaves the line ends and the mark as they are."""
    text = yaml(ksb(penandatanganan={"tempat": "menyusul", "tanggal": "menyusul"})).replace("tentang", "tentag", 1)
    path = save(repo, crlf(text, bom), "a.yaml")
    for arguments in (["fix", path], ["nomor", path, "--tempat", "Garut"], ["fmt", path]):
        before = path.read_bytes()
        assert ksdgen(*arguments).code == 0
        data = path.read_bytes()
        assert data != before, arguments[0]
        assert data.startswith(b"\xef\xbb\xbf") == bom
        assert data.count(b"\n") == data.count(b"\r\n") > 10


def test_from_a_windows_naskah(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper that Windows saved can be the origin of the next one."""
    monkeypatch.chdir(repo)
    save(repo, crlf(yaml(ksb()), bom=True), "kerja sama/ksb.yaml")
    parent, out = "agreements\\kerja sama\\ksb.yaml", "agreements\\kerja sama\\pks.yaml"
    run = ksdgen("new", "perjanjian_kerja_sama", "--dari", parent, "--out", out, *DAY)
    assert run.code == 0, run.everything
    data = (repo / "agreements/kerja sama/pks.yaml").read_bytes()
    assert b"\r" not in data and b"kesepakatan_bersama: ksb.yaml\n" in data


# --- paths ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        "check",
        "show",
        "lock",
        "fix --diff",
        "fmt --diff",
        "upgrade --diff",
        "clauses usage",
        "clauses deviations",
        "clauses show objek --dari",
    ],
)
def test_backslash_and_space(repo: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(repo)
    save(repo, ksb(gaya="tak_ada"), "2026/kerja sama/naskah a.yaml")
    path = "agreements/2026/kerja sama/naskah a.yaml"
    slanted, ordinary = ksdgen(*command.split(), path.replace("/", "\\")), ksdgen(*command.split(), path)
    assert (slanted.code, slanted.everything) == (ordinary.code, ordinary.everything)
    assert ordinary.code in (0, 1)


def test_reference_with_backslash(repo: Path) -> None:
    """A party is named with "/" everywhere; who types "\\" is told so."""
    save(repo, "bentuk: pemerintah_daerah\nnama: Pemerintah Daerah Kabupaten Garut\n", "pihak/garut.yaml")
    data = ksb()
    data["para_pihak"][0] = {"kode": "garut", "acuan": "pihak\\garut"}
    run = ksdgen("check", save(repo, data), "--select", "KSD0", *DAY)
    assert "berkas pihak `pihak\\garut` tidak ada" in run.output
    assert "maksud Anda `pihak/garut`?" in run.output


def test_related_file_with_backslash(repo: Path) -> None:
    save(repo, ksb(), "2026/a b/ksb.yaml")
    data = {**ksb(), "jenis": "perjanjian_kerja_sama", "kesepakatan_bersama": "..\\a b\\ksb.yaml"}
    assert "KSD018" not in ksdgen("check", save(repo, data, "2026/c/pks.yaml"), *DAY).output


def test_long_paths(repo: Path) -> None:
    """Deeper than the 260 characters that Windows once allowed."""
    name = "/".join(["folder kerja sama yang namanya panjang sekali"] * 6) + "/naskah.yaml"
    path = save(repo, ksb(), name)
    assert len(str(path)) > 300
    assert ksdgen("check", path, *DAY).code == 0
    assert ksdgen("render", path, "--out", repo / "o", "--format", "txt", *DAY).code == 0
    assert (repo / "o" / name).with_suffix(".txt").is_file()


def test_a_name_too_long_becomes_a_message(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo)
    run = ksdgen("new", "nota_kesepakatan", "--tentang", "x", "--out", f"agreements/{'a' * 300}.yaml", *DAY)
    assert run.code == 2
    assert "namanya terlalu panjang" in run.error


def test_without_symbolic_links(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing needs symbolic links: a Windows user may not make them."""

    def forbidden(*_: object, **__: object) -> None:
        raise OSError(1314, "A required privilege is not held by the client")

    for name in ("symlink", "link"):
        monkeypatch.setattr(os, name, forbidden)
    monkeypatch.chdir(repo)
    assert ksdgen("init", "--ci", "github", "--templat").code == 0
    path = "agreements/contoh/kesepakatan-bersama.yaml"
    assert ksdgen("new", "perjanjian_kerja_sama", "--dari", path, *DAY).code == 0
    assert ksdgen("render", "agreements", "--out", "keluaran", *DAY).code == 0


# --- consoles ---------------------------------------------------------------------------------------------------------

_ARGUMENTS = {
    "init": ["init"],
    "new": ["new", "nota_kesepakatan", "--tentang", "Air – “bersih”", "--out", "agreements/n.yaml"],
    "check": ["check", "agreements"],
    "render": ["render", "agreements", "--out", "o", "--format", "txt"],
    "fix": ["fix", "--diff", "agreements"],
    "fmt": ["fmt", "--diff", "agreements"],
    "show": ["show", "agreements"],
    "nomor": ["nomor", "agreements/a.yaml", "--tempat", "Garut – “Pendopo”", "--diff"],
    "lock": ["lock", "agreements"],
    "explain": ["explain", "KSD050"],
    "rules": ["rules"],
    "coverage": ["coverage", "pp-28-2018"],
    "completion": ["completion", "bash"],
    "schema": ["schema", "--out", "skema"],
}


@pytest.mark.slow
@pytest.mark.parametrize("command", _ARGUMENTS)
def test_console_cp1252(repo: Path, command: str) -> None:
    """A console that cannot show a letter shows a question mark; nothing breaks, and no file gets the question mark."""
    save(repo, put(ksb(gaya="tak_ada"), "tentang", "Pengendalian “Inflasi” – 漢字"), "a.yaml")
    env = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    run = process(*_ARGUMENTS[command], cwd=repo, env=env)
    assert run.returncode in (0, 1), run.stderr
    assert b"Traceback" not in run.stderr and b"ksdgen sendiri" not in run.stderr
    (run.stdout + run.stderr).decode("cp1252")
    if command == "new":
        assert "tentang: Air – “bersih”" in (repo / "agreements/n.yaml").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("command", _ARGUMENTS)
def test_no_colour_outside_the_terminal(repo: Path, command: str) -> None:
    save(repo, ksb(gaya="tak_ada"), "a.yaml")
    env = {"PYTHONPATH": str(ROOT), "FORCE_COLOR": "", "TERM": "xterm-256color"}
    run = process(*_ARGUMENTS[command], cwd=repo, env=env)
    assert b"\x1b" not in run.stdout + run.stderr
    assert b"\r" not in run.stdout


@pytest.mark.slow
def test_no_color_in_the_terminal(repo: Path) -> None:
    """That of `show` is held in its own file."""
    save(repo, ksb(gaya="tak_ada"), "a.yaml")
    _, shown = run_command(["ksdgen", "check", "agreements"], [], repo, {"NO_COLOR": "1"})
    assert "\x1b[" not in shown and len(shown) > 100


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("command", [name for name in _ARGUMENTS if "--quiet" in _options(name)])
def test_quiet_is_silent(repo: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """With --quiet only findings and differences are printed; a clean run prints nothing."""
    monkeypatch.chdir(repo)
    save(repo, ksb(penandatanganan={"tempat": "Garut", "tanggal": "2026-12-07"}), "a.yaml")
    ksdgen("fmt", "agreements", "-q")
    arguments = [argument for argument in _ARGUMENTS[command] if argument != "--diff"]
    run = ksdgen(*arguments, "--quiet", *(DAY if "--tanggal" in _options(command) and command != "nomor" else ()))
    assert run.code in (0, 1), run.everything
    of_a_finding = re.compile(r"  +(\d+)? *[|=]|.+:\d+:\d+: (kesalahan|peringatan|catatan) ")
    assert [line for line in run.everything.splitlines() if line and not of_a_finding.match(line)] == []


# --- help -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(COMMANDS))
def test_help_ends_with_an_example_that_works(name: str) -> None:
    """Every help page ends with an example that click accepts: the command, its arguments and options exist."""
    page = ksdgen(name, "--help").output
    match = re.search(r"^  Contoh: ((?:.+\n)(?:  .+\n)*)\s*\Z", page, re.MULTILINE)
    assert match is not None, page
    example = " ".join(match[1].split())
    command = re.search(rf"ksdgen {name}\b[^\"')]*", example)
    assert command is not None, example
    arguments = shlex.split(command[0])[2:]
    # An example may also be a line for git or a shell, which puts the arguments in by itself.
    whole = example.startswith("ksdgen")
    target = _command(name)
    if isinstance(target, click.Group):
        target = target.commands[arguments.pop(0)]
    with target.make_context(name, arguments, resilient_parsing=not whole) as ctx:
        assert isinstance(ctx, click.Context) and not ctx.args


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_option_is_explained(name: str) -> None:
    for parameter in _command(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help and parameter.help.endswith((".", ").")), parameter.name


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_a_name_that_no_system_allows(repo: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(repo)
    run = ksdgen(command, f"{'a' * 300}.yaml")
    assert run.code == 2
    assert "tidak dapat dibaca: namanya terlalu panjang" in run.error
