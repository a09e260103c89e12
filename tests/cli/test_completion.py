"""`ksdgen completion`: real shells are asked what the Tab key offers."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ksdgen import regulation
from ksdgen.cli import PERINTAH
from ksdgen.cli.completion import SKRIP
from ksdgen.rules.pages import semua_halaman
from tests.helpers.terminal import jalankan
from tests.helpers.util import AKAR, ksdgen

Lengkapi = Callable[[str], list[str]]


@pytest.fixture
def kerja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a file whose name needs quoting, and `ksdgen` on the path."""
    alat = tmp_path / "alat"
    alat.mkdir()
    (alat / "ksdgen").write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(str(AKAR))} exec {shlex.quote(sys.executable)} -m ksdgen "$@"\n',
        encoding="utf-8",
    )
    (alat / "ksdgen").chmod(0o755)
    monkeypatch.setenv("PATH", f"{alat}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "kerja"
    ksdgen("init", folder, "-q")
    contoh = folder / "agreements/contoh"
    (folder / "agreements/kerja sama $2").mkdir()
    shutil.copy(contoh / "kesepakatan-bersama.yaml", folder / "agreements/kerja sama $2/ksb.yaml")
    (contoh / "catatan.docx").touch()
    monkeypatch.chdir(folder)
    return folder


def _bash(baris: str) -> list[str]:
    skrip = f"""
        eval "$(ksdgen completion bash)"
        complete -p ksdgen >/dev/null || exit 9
        COMP_WORDS=({_kata(baris)}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); COMPREPLY=()
        _ksdgen_lengkapi ksdgen
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    hasil = subprocess.run(["bash", "-c", skrip], capture_output=True, text=True, check=False)
    assert (hasil.returncode, hasil.stderr) == (0, "")
    return [b for b in hasil.stdout.splitlines() if b]


def _kata(baris: str) -> str:
    """The words as bash holds them while they are typed: quotes and backslashes as they stand."""
    import re

    return " ".join(shlex.quote(k) for k in re.split(r"(?<!\\) ", baris))


def _fish(baris: str) -> list[str]:
    skrip = f"ksdgen completion fish | source; complete -C {shlex.quote(baris)}"
    hasil = subprocess.run(["fish", "-c", skrip], capture_output=True, text=True, check=False)
    assert hasil.returncode == 0, hasil.stderr
    return [b.partition("\t")[0] for b in hasil.stdout.splitlines()]


def perlu(shell: str) -> pytest.MarkDecorator:
    """Only where the shell is installed; CI installs bash at least."""
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} tidak terpasang")


@pytest.fixture(
    params=[pytest.param(_bash, marks=perlu("bash"), id="bash"), pytest.param(_fish, marks=perlu("fish"), id="fish")]
)
def lengkapi(request: pytest.FixtureRequest, kerja: Path) -> Lengkapi:
    """What a shell offers behind a line."""
    fungsi: Lengkapi = request.param
    return fungsi


def test_perintah_dan_pilihan(lengkapi: Lengkapi) -> None:
    assert set(lengkapi("ksdgen ")) == set(PERINTAH)
    assert lengkapi("ksdgen chec") == ["check"]
    assert {"--format", "--fail-on"} <= set(lengkapi("ksdgen check --f"))
    assert set(lengkapi("ksdgen check --fail-on ")) == {"kesalahan", "peringatan", "catatan"}


def test_jenis_kategori_dan_pihak(lengkapi: Lengkapi) -> None:
    assert set(lengkapi("ksdgen new ")) == {
        "kesepakatan_bersama",
        "perjanjian_kerja_sama",
        "nota_kesepakatan",
        "rencana_kerja",
    }
    assert lengkapi("ksdgen new nota_kesepakatan --kategori ") == ["sinergi"]
    assert set(lengkapi("ksdgen new kesepakatan_bersama --kategori ks")) == {"ksdd_wajib", "ksdd_sukarela", "ksdpk"}
    assert set(lengkapi("ksdgen new kesepakatan_bersama --mitra ")) == {"kota-cimahi", "kabupaten-garut"}
    assert set(lengkapi("ksdgen nomor agreements/contoh/kesepakatan-bersama.yaml --pihak ")) == {"cimahi", "garut"}


def test_kode_dan_peraturan(lengkapi: Lengkapi) -> None:
    assert set(lengkapi("ksdgen explain KSD3")) == {k for k in semua_halaman() if k.startswith("KSD3")}
    assert set(lengkapi("ksdgen check --select KSD06")) == {k for k in semua_halaman() if k.startswith("KSD06")}
    assert set(lengkapi("ksdgen coverage pp-")) == {p.id for p in regulation.semua() if p.id.startswith("pp-")}


def test_berkas_naskah(lengkapi: Lengkapi, kerja: Path) -> None:
    """Agreements and their folders, and what else is there not; a name with spaces comes back as one word."""
    semua = lengkapi("ksdgen check agreements/con")
    assert set(semua) == {"agreements/contoh", "agreements/contoh/kesepakatan-bersama.yaml"}
    (sasaran,) = [s for s in lengkapi("ksdgen check agreements/kerja\\ sama") if s.endswith("ksb.yaml")]
    # fish quotes what it is given by itself; bash needs it quoted.
    assert [sasaran] == ["agreements/kerja sama $2/ksb.yaml"] or shlex.split(sasaran) == [
        "agreements/kerja sama $2/ksb.yaml"
    ]
    assert "agreements" in lengkapi("ksdgen check ")
    assert lengkapi("ksdgen check /tak/ada/") == []


def test_yang_salah_tidak_mengganggu(lengkapi: Lengkapi, kerja: Path) -> None:
    """A wrong command, a broken file, a broken template: nothing is offered, and nothing is printed into the line."""
    assert lengkapi("ksdgen nomor agreements/tak-ada.yaml --pihak ") == []
    (kerja / "agreements/contoh/kesepakatan-bersama.yaml").write_text("jenis: [", encoding="utf-8")
    (kerja / "agreements/pihak/kota-cimahi.yaml").write_bytes(b"\xff\xfe")
    assert lengkapi("ksdgen nomor agreements/contoh/kesepakatan-bersama.yaml --pihak ") == []
    assert "kabupaten-garut" in lengkapi("ksdgen new kesepakatan_bersama --mitra ")
    lengkapi("ksdgen tak_ada ")


@perlu("zsh")
def test_zsh(kerja: Path) -> None:
    """zsh only completes at a terminal: the Tab key is pressed there."""
    keluar = kerja / "keluar.txt"
    siap = 'unsetopt prompt_cr prompt_sp; unset zle_bracketed_paste; autoload -U compinit; compinit -u; eval "$(ksdgen completion zsh)"\n'
    ketik = f"ksdgen check -q agreements/kerja\t >{shlex.quote(str(keluar))}\n"
    kode, tampil = jalankan(["zsh", "-f", "-i"], [siap, ketik, "exit 0\n"], kerja, {"PS1": "siap: "})
    assert kode == 0, tampil
    assert (kerja / "keluar.txt").read_text(encoding="utf-8").count("KSD050") == 4, tampil


@pytest.mark.parametrize("shell", list(SKRIP))
def test_skrip_sendiri(shell: str) -> None:
    jalan = ksdgen("completion", shell)
    assert jalan.kode == 0 and jalan.galat == ""
    assert f"ksdgen completion {shell}" in jalan.keluar
    penguji = shutil.which(shell)
    if penguji is not None:
        assert subprocess.run([penguji, "-n", "-c", jalan.keluar], capture_output=True, check=False).returncode == 0


def test_shell_lain() -> None:
    jalan = ksdgen("completion", "powershell")
    assert jalan.kode == 2 and "`powershell` tidak dikenal, pilihan: bash, zsh, fish" in jalan.galat


def test_klausul(lengkapi: Lengkapi) -> None:
    assert set(lengkapi("ksdgen upgrade agreements pen")) >= {"pengakhiran", "penyelesaian_perselisihan"}
