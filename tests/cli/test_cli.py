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
from ksdgen.cli import PERINTAH
from tests.helpers.util import cek, ksb, ksdgen, modules_loaded, proses, simpan

ASING = re.compile(
    r"\b(?:usage|options?|error|missing|invalid|argument|required|default|show|command|unexpected|directory|file|such|not|the|is|traceback)\b",
    re.IGNORECASE,
)
"""English words that click or Python would say."""


# --- exit codes -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("aturan_dasar")
def test_kode_keluar(repo: Path) -> None:
    assert cek(repo, ksb()).kode == 0
    assert cek(repo, ksb(objek=None)).kode == 0
    assert cek(repo, ksb(objek=None), "--fail-on", "catatan").kode == 1
    assert cek(repo, ksb(objek=None), "--fail-on", "peringatan").kode == 0
    assert cek(repo, ksb(lokasi=["x"], premis=["hilang"]), "--fail-on", "peringatan").kode == 1
    assert cek(repo, ksb(gaya="tak_ada")).kode == 1
    assert ksdgen("check", repo / "tak-ada").kode == 2
    assert ksdgen("--version").keluar.strip() == f"ksdgen {__version__}"


@pytest.mark.parametrize("perintah", ["check", "render", "lock"])
def test_kesalahan_ksdgen_sendiri(repo: Path, monkeypatch: pytest.MonkeyPatch, perintah: str) -> None:
    """A bug becomes exit code 3 and a message that says whose fault it is, not a traceback."""
    from ksdgen.desk.workspace import Workspace

    def rusak(*_: Any, **__: Any) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(Workspace, "periksa", rusak)
    path = simpan(repo, ksb())
    jalan = ksdgen(perintah, path, *(("--out", repo / "o") if perintah == "render" else ()))
    assert jalan.kode == 3
    assert "ksdgen sendiri mengalami kesalahan" in jalan.galat
    assert "boom" not in jalan.semua
    assert not (repo / "o").exists()
    monkeypatch.setenv("KSDGEN_DEBUG", "1")
    with pytest.raises(RuntimeError, match="boom"):
        ksdgen(perintah, path, *(("--out", repo / "o") if perintah == "render" else ()))


# --- words --------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("perintah", ["", *PERINTAH])
def test_bantuan_berbahasa_indonesia(perintah: str) -> None:
    jalan = ksdgen(*filter(None, [perintah]), "--help")
    assert jalan.kode == 0
    assert jalan.keluar.startswith("Pemakaian: ksdgen")
    assert "Pilihan:" in jalan.keluar
    # Names of commands and options are no words.
    tanpa_pilihan = re.sub(r"--?[a-z][\w-]*|ksdgen [a-z]+(?: [a-z]+)?|(?m:^ {2}[a-z]+(?= {2}))", "", jalan.keluar)
    assert ASING.findall(tanpa_pilihan) == []


@pytest.mark.parametrize(
    ("argumen", "pesan"),
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
def test_salah_pakai(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argumen: list[str], pesan: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "berkas").touch()
    jalan = ksdgen(*argumen)
    assert jalan.kode == 2
    assert pesan in jalan.galat
    assert jalan.keluar == ""
    assert ASING.findall(re.sub(r"--?[a-z][\w-]*|`[^`]*`|perintah yang ada: .*", "", jalan.galat)) == []
    assert [p.name for p in tmp_path.iterdir()] == ["berkas"]


def test_tanpa_perintah_menampilkan_bantuan() -> None:
    jalan = ksdgen()
    assert jalan.kode == 2
    assert "Pemakaian: ksdgen [PILIHAN] PERINTAH" in jalan.semua


# --- output -------------------------------------------------------------------------------------------------------------------------------


# --- as a process -------------------------------------------------------------------------------------------------------------------------


def test_bantuan_hanya_memuat_click(tmp_path: Path) -> None:
    modul = modules_loaded(tmp_path, "--help")
    assert {m for m in modul if m.partition(".")[0] == "ksdgen"} == {"ksdgen", "ksdgen.cli", "ksdgen.cli.messages"}
    asing = {m.partition(".")[0] for m in modul} - set(sys.stdlib_module_names) - {"ksdgen", "click"}
    assert asing <= {"colorama", "typing_extensions"}


def test_konsol_sempit_dan_pipa_putus(repo: Path) -> None:
    path = simpan(repo, ksb(gaya="x"))
    p = proses("check", path, env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"})
    assert p.returncode == 1
    assert b"Traceback" not in p.stderr
    perintah = f'"{sys.executable}" -m ksdgen check "{path}" | true'
    pipa = subprocess.run(["/bin/sh", "-c", perintah], capture_output=True, check=False) if os.name == "posix" else p
    assert b"Traceback" not in pipa.stderr


def test_cache_tak_dapat_ditulis(repo: Path) -> None:
    (repo / "berkas").touch()
    path = simpan(repo, ksb())
    p = proses("check", path, env={"KSDGEN_CACHE": str(repo / "berkas")})
    assert p.returncode in (0, 1), p.stderr
    assert p.stderr == b""


def test_cache_rusak_tidak_mengubah_hasil(repo: Path) -> None:
    path = simpan(repo, ksb())
    env = {"KSDGEN_CACHE": str(repo / "cache")}
    awal = proses("check", path, env=env)
    berkas = [f for f in (repo / "cache").rglob("*") if f.is_file()]
    assert berkas
    for f in berkas:
        f.write_bytes(b"rusak")
    assert proses("check", path, env=env).stdout == awal.stdout
