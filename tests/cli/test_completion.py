"""`ksdgen completion`: real shells are asked what the Tab key offers."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ksdgen import regulation
from ksdgen.cli import COMMANDS
from ksdgen.cli.completion import SCRIPTS
from ksdgen.rules.pages import all_pages
from tests.helpers.terminal import run_command
from tests.helpers.util import ROOT, ksdgen

pytestmark = pytest.mark.slow

Completer = Callable[[str], list[str]]


@pytest.fixture
def workspace_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a file whose name needs quoting, and `ksdgen` on the path."""
    tools = tmp_path / "alat"
    tools.mkdir()
    (tools / "ksdgen").write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(ROOT))} exec {shlex.quote(sys.executable)} -m ksdgen "$@"\n',
        encoding="utf-8",
    )
    (tools / "ksdgen").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "kerja"
    ksdgen("init", folder, "-q")
    example = folder / "agreements/contoh"
    (folder / "agreements/kerja sama $2").mkdir()
    shutil.copy(example / "kesepakatan-bersama.yaml", folder / "agreements/kerja sama $2/ksb.yaml")
    (example / "catatan.docx").touch()
    monkeypatch.chdir(folder)
    return folder


def _bash(line: str) -> list[str]:
    script = f"""
        eval "$(ksdgen completion bash)"
        complete -p ksdgen >/dev/null || exit 9
        COMP_WORDS=({_words(line)}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); COMPREPLY=()
        _ksdgen_lengkapi ksdgen
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    result = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    return [word for word in result.stdout.splitlines() if word]


def _words(line: str) -> str:
    """The words as bash holds them while they are typed: quotes and backslashes as they stand."""
    return " ".join(shlex.quote(word) for word in re.split(r"(?<!\\) ", line))


def _fish(line: str) -> list[str]:
    script = f"ksdgen completion fish | source; complete -C {shlex.quote(line)}"
    result = subprocess.run(["fish", "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return [offer.partition("\t")[0] for offer in result.stdout.splitlines()]


def needed(shell: str) -> pytest.MarkDecorator:
    """Only where the shell is installed; CI installs bash at least."""
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


@pytest.fixture(
    params=[pytest.param(_bash, marks=needed("bash"), id="bash"), pytest.param(_fish, marks=needed("fish"), id="fish")]
)
def complete(request: pytest.FixtureRequest, workspace_dir: Path) -> Completer:
    """What a shell offers behind a line."""
    function: Completer = request.param
    return function


def test_commands_and_options(complete: Completer) -> None:
    assert set(complete("ksdgen ")) == set(COMMANDS)
    assert complete("ksdgen chec") == ["check"]
    assert {"--format", "--fail-on"} <= set(complete("ksdgen check --f"))
    assert set(complete("ksdgen check --fail-on ")) == {"kesalahan", "peringatan", "catatan"}


def test_kinds_categories_and_pihak(complete: Completer) -> None:
    kinds = {"kesepakatan_bersama", "perjanjian_kerja_sama", "nota_kesepakatan", "rencana_kerja"}
    assert set(complete("ksdgen new ")) == kinds
    assert complete("ksdgen new nota_kesepakatan --kategori ") == ["sinergi"]
    assert set(complete("ksdgen new kesepakatan_bersama --kategori ks")) == {"ksdd_wajib", "ksdd_sukarela", "ksdpk"}
    assert set(complete("ksdgen new kesepakatan_bersama --mitra ")) == {"kota-cimahi", "kabupaten-garut"}
    assert set(complete("ksdgen nomor agreements/contoh/kesepakatan-bersama.yaml --pihak ")) == {"cimahi", "garut"}


def test_codes_acts_and_clauses(complete: Completer) -> None:
    assert set(complete("ksdgen explain KSD3")) == {code for code in all_pages() if code.startswith("KSD3")}
    assert set(complete("ksdgen check --select KSD06")) == {code for code in all_pages() if code.startswith("KSD06")}
    acts = {act.id for act in regulation.all_acts()}
    assert set(complete("ksdgen coverage pp-")) == {act for act in acts if act.startswith("pp-")}
    assert set(complete("ksdgen upgrade agreements pen")) >= {"pengakhiran", "penyelesaian_perselisihan"}


def test_naskah_files(complete: Completer) -> None:
    """Agreements and their folders, but no other files; a name with spaces comes back as one word."""
    offered = complete("ksdgen check agreements/con")
    assert set(offered) == {"agreements/contoh", "agreements/contoh/kesepakatan-bersama.yaml"}
    (quoted,) = [word for word in complete("ksdgen check agreements/kerja\\ sama") if word.endswith("ksb.yaml")]
    # fish quotes what it is given by itself; bash needs it quoted.
    name = "agreements/kerja sama $2/ksb.yaml"
    assert quoted == name or shlex.split(quoted) == [name]
    assert "agreements" in complete("ksdgen check ")
    assert complete("ksdgen check /tak/ada/") == []


def test_what_is_wrong_does_not_disturb(complete: Completer, workspace_dir: Path) -> None:
    """A wrong command, a file that is broken or not there: no fault, and nothing is printed into the line."""
    assert complete("ksdgen nomor agreements/tak-ada.yaml --pihak ") == []
    (workspace_dir / "agreements/contoh/kesepakatan-bersama.yaml").write_text("jenis: [", encoding="utf-8")
    (workspace_dir / "agreements/pihak/kota-cimahi.yaml").write_bytes(b"\xff\xfe")
    assert complete("ksdgen nomor agreements/contoh/kesepakatan-bersama.yaml --pihak ") == []
    assert "kabupaten-garut" in complete("ksdgen new kesepakatan_bersama --mitra ")
    assert set(complete("ksdgen tak_ada ")) <= set(COMMANDS)


@needed("zsh")
def test_zsh_completes_a_file(workspace_dir: Path) -> None:
    """zsh only completes at a terminal: the Tab key is pressed there."""
    output = workspace_dir / "keluar.txt"
    ready = 'unsetopt prompt_cr prompt_sp; unset zle_bracketed_paste; autoload -U compinit; compinit -u; eval "$(ksdgen completion zsh)"\n'
    typed = f"ksdgen check -q agreements/kerja\t >{shlex.quote(str(output))}\n"
    code, shown = run_command(["zsh", "-f", "-i"], [ready, typed, "exit 0\n"], workspace_dir, {"PS1": "siap: "})
    assert code == 0, shown
    assert output.read_text(encoding="utf-8").count("KSD050") == 4, shown


@pytest.mark.parametrize("shell", list(SCRIPTS))
def test_the_script_is_one_that_its_shell_can_read(shell: str) -> None:
    run = ksdgen("completion", shell)
    assert run.code == 0 and run.error == ""
    assert f"ksdgen completion {shell}" in run.output
    program = shutil.which(shell)
    if program is not None:
        assert subprocess.run([program, "-n", "-c", run.output], capture_output=True, check=False).returncode == 0


def test_a_shell_that_is_not_known() -> None:
    run = ksdgen("completion", "powershell")
    assert run.code == 2 and "`powershell` tidak dikenal, pilihan: bash, zsh, fish" in run.error
