"""Habits of Windows, as far as Linux can have them, and manners that every command keeps: examples, silence, no colour where nobody sees it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ksdgen.cli import PERINTAH, Grup
from ksdgen.cli import ksdgen as grup
from tests.helpers.util import AKAR, ksb, ksdgen, pasang, simpan, yaml

HARI = ("--tanggal", "2026-11-22")
PERINTAH_BERKAS = ("check", "fix", "fmt", "show", "lock")


def _perintah(nama: str) -> Any:
    import click

    assert isinstance(grup, Grup)
    perintah = grup.get_command(click.Context(grup), nama)
    assert perintah is not None
    return perintah


def _pilihan(nama: str) -> set[str]:
    return {o for p in _perintah(nama).params for o in p.opts}


def _proses(*argumen: object, cwd: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    lingkungan = {**os.environ, "PYTHONPATH": str(AKAR), **env}
    return subprocess.run(
        [sys.executable, "-m", "ksdgen", *map(str, argumen)],
        capture_output=True,
        env=lingkungan,
        cwd=cwd,
        check=False,
        timeout=120,
    )


def crlf(teks: str, bom: bool = False) -> bytes:
    """A text as Notepad saves it."""
    return (b"\xef\xbb\xbf" if bom else b"") + teks.replace("\n", "\r\n").encode()


# --- line ends and byte order marks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bom", [False, True])
def test_crlf_dan_bom_berarti_sama(repo: Path, bom: bool) -> None:
    """The same findings at the same places, and the same document."""
    teks = yaml(
        pasang(
            ksb(objek=None),
            "pasal_tambahan",
            [{"kode": "x", "judul": "X", "setelah": "objek", "isi": "(1) Satu.\n(2) Dua."}],
        )
    )
    unix, windows = simpan(repo, teks, "a/a.yaml"), simpan(repo, crlf(teks, bom), "b/a.yaml")
    satu, dua = (ksdgen("check", p, *HARI) for p in (unix, windows))
    assert [t[1:] for t in satu.temuan] == [t[1:] for t in dua.temuan] != []
    ksdgen("render", repo, "--out", repo / "o", "--format", "txt", *HARI)
    assert (repo / "o/a/a.txt").read_bytes() == (repo / "o/b/a.txt").read_bytes()


@pytest.mark.parametrize("bom", [False, True])
def test_penulis_menjaga_ganti_baris(repo: Path, bom: bool) -> None:
    """Every command that writes YAML leaves the line ends and the mark as they are."""
    teks = yaml(ksb(penandatanganan={"tempat": "menyusul", "tanggal": "menyusul"})).replace("tentang", "tentag", 1)
    path = simpan(repo, crlf(teks, bom), "a.yaml")
    for argumen in (["fix", path], ["nomor", path, "--tempat", "Garut"], ["fmt", path]):
        sebelum = path.read_bytes()
        assert ksdgen(*argumen).kode == 0
        data = path.read_bytes()
        assert data != sebelum, argumen[0]
        assert data.startswith(b"\xef\xbb\xbf") == bom
        assert data.count(b"\n") == data.count(b"\r\n") > 10


def test_dari_naskah_windows(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper that Windows saved can be the origin of the next one."""
    monkeypatch.chdir(repo)
    simpan(repo, crlf(yaml(ksb()), bom=True), "kerja sama/ksb.yaml")
    jalan = ksdgen(
        "new",
        "perjanjian_kerja_sama",
        "--dari",
        "agreements\\kerja sama\\ksb.yaml",
        "--out",
        "agreements\\kerja sama\\pks.yaml",
        *HARI,
    )
    assert jalan.kode == 0, jalan.semua
    data = (repo / "agreements/kerja sama/pks.yaml").read_bytes()
    assert b"\r" not in data and b"kesepakatan_bersama: ksb.yaml\n" in data


# --- paths -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("perintah", [p for p in PERINTAH_BERKAS if p in PERINTAH])
def test_garis_miring_terbalik_dan_spasi(repo: Path, monkeypatch: pytest.MonkeyPatch, perintah: str) -> None:
    monkeypatch.chdir(repo)
    simpan(repo, ksb(gaya="tak_ada"), "2026/kerja sama/naskah a.yaml")
    beda = ["--diff"] if perintah in ("fix", "fmt") else []
    miring, biasa = (
        ksdgen(perintah, *beda, p)
        for p in ("agreements\\2026\\kerja sama\\naskah a.yaml", "agreements/2026/kerja sama/naskah a.yaml")
    )
    assert (miring.kode, miring.semua) == (biasa.kode, biasa.semua)
    assert biasa.kode in (0, 1)


def test_acuan_dengan_garis_miring_terbalik(repo: Path) -> None:
    """A party is named with "/" everywhere; who types "\\" is told so."""
    simpan(repo, "bentuk: pemerintah_daerah\nnama: Pemerintah Daerah Kabupaten Garut\n", "pihak/garut.yaml")
    data = ksb()
    data["para_pihak"][0] = {"kode": "garut", "acuan": "pihak\\garut"}
    jalan = ksdgen("check", simpan(repo, data), "--select", "KSD0", *HARI)
    assert "berkas pihak `pihak\\garut` tidak ada" in jalan.keluar
    assert "maksud Anda `pihak/garut`?" in jalan.keluar


def test_berkas_terkait_dengan_garis_miring_terbalik(repo: Path) -> None:
    simpan(repo, ksb(), "2026/a b/ksb.yaml")
    data = {**ksb(), "jenis": "perjanjian_kerja_sama", "kesepakatan_bersama": "..\\a b\\ksb.yaml"}
    assert "KSD018" not in ksdgen("check", simpan(repo, data, "2026/c/pks.yaml"), *HARI).keluar


def test_letak_yang_panjang(repo: Path) -> None:
    """Deeper than the 260 characters that Windows once allowed."""
    nama = "/".join(["folder kerja sama yang namanya panjang sekali"] * 6) + "/naskah.yaml"
    path = simpan(repo, ksb(), nama)
    assert len(str(path)) > 300
    assert ksdgen("check", path, *HARI).kode == 0
    assert ksdgen("render", path, "--out", repo / "o", "--format", "txt", *HARI).kode == 0
    assert (repo / "o" / nama).with_suffix(".txt").is_file()


def test_nama_terlalu_panjang_menjadi_pesan(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo)
    jalan = ksdgen("new", "nota_kesepakatan", "--tentang", "x", "--out", f"agreements/{'a' * 300}.yaml", *HARI)
    assert jalan.kode == 2
    assert "namanya terlalu panjang" in jalan.galat


def test_tanpa_tautan_simbolik(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing needs symbolic links: a Windows user may not make them."""

    def dilarang(*_: object, **__: object) -> None:
        raise OSError(1314, "A required privilege is not held by the client")

    for nama in ("symlink", "link"):
        monkeypatch.setattr(os, nama, dilarang)
    monkeypatch.chdir(repo)
    assert ksdgen("init", "--ci", "github", "--templat").kode == 0
    path = "agreements/contoh/kesepakatan-bersama.yaml"
    assert ksdgen("new", "perjanjian_kerja_sama", "--dari", path, *HARI).kode == 0
    assert ksdgen("render", "agreements", "--out", "keluaran", *HARI).kode == 0


# --- consoles --------------------------------------------------------------------------------------------------------------------------

_SEMUA = {
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
@pytest.mark.parametrize("perintah", [n for n in _SEMUA if n in PERINTAH])
def test_konsol_cp1252(repo: Path, perintah: str) -> None:
    """A console that cannot show a letter shows a question mark; nothing breaks, and no file gets the question mark."""
    simpan(repo, pasang(ksb(gaya="tak_ada"), "tentang", "Pengendalian “Inflasi” – 漢字"), "a.yaml")
    jalan = _proses(
        *_SEMUA[perintah], cwd=repo, PYTHONIOENCODING="cp1252", PYTHONUTF8="0", KSDGEN_CACHE=os.environ["KSDGEN_CACHE"]
    )
    assert jalan.returncode in (0, 1), jalan.stderr
    assert b"Traceback" not in jalan.stderr and b"ksdgen sendiri" not in jalan.stderr
    (jalan.stdout + jalan.stderr).decode("cp1252")
    if perintah == "new":
        assert "tentang: Air – “bersih”" in (repo / "agreements/n.yaml").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("perintah", [n for n in _SEMUA if n in PERINTAH])
def test_tanpa_warna_di_luar_terminal(repo: Path, perintah: str) -> None:
    simpan(repo, ksb(gaya="tak_ada"), "a.yaml")
    jalan = _proses(
        *_SEMUA[perintah], cwd=repo, KSDGEN_CACHE=os.environ["KSDGEN_CACHE"], FORCE_COLOR="", TERM="xterm-256color"
    )
    assert b"\x1b" not in jalan.stdout + jalan.stderr
    assert b"\r" not in jalan.stdout


@pytest.mark.parametrize("perintah", [n for n in ("check", "show") if n in PERINTAH])
def test_no_color_di_terminal(repo: Path, perintah: str) -> None:
    from tests.helpers.terminal import jalankan

    simpan(repo, ksb(gaya="tak_ada"), "a.yaml")
    _, tampil = jalankan(["ksdgen", perintah, "agreements"], [], repo, {"NO_COLOR": "1"})
    assert "\x1b[" not in tampil and len(tampil) > 100


@pytest.mark.parametrize("perintah", [n for n in _SEMUA if n in PERINTAH and "--quiet" in _pilihan(n)])
def test_quiet_diam(repo: Path, monkeypatch: pytest.MonkeyPatch, perintah: str) -> None:
    """With --quiet only findings and differences are printed; a clean run prints nothing."""
    monkeypatch.chdir(repo)
    simpan(repo, ksb(penandatanganan={"tempat": "Garut", "tanggal": "2026-12-07"}), "a.yaml")
    ksdgen("fmt", "agreements", "-q")
    argumen = [a for a in _SEMUA[perintah] if a != "--diff"]
    jalan = ksdgen(*argumen, "--quiet", *(HARI if "--tanggal" in _pilihan(perintah) and perintah != "nomor" else ()))
    assert jalan.kode in (0, 1), jalan.semua
    baris = [
        b
        for b in jalan.semua.splitlines()
        if b and not re.match(r"  +(\d+)? *[|=]|.+:\d+:\d+: (kesalahan|peringatan|catatan) ", b)
    ]
    assert perintah == "show" or baris == []


# --- help ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", list(PERINTAH))
def test_bantuan_memuat_contoh_yang_benar(nama: str) -> None:
    """Every help page ends with an example that click accepts: the command, its arguments and options exist."""
    import click

    bantuan = ksdgen(nama, "--help").keluar
    m = re.search(r"^  Contoh: ((?:.+\n)(?:  .+\n)*)\s*\Z", bantuan, re.MULTILINE)
    assert m is not None, bantuan
    contoh = " ".join(m[1].split())
    perintah = re.search(rf"ksdgen {nama}\b[^\"')]*", contoh)
    assert perintah is not None, contoh
    argumen = shlex.split(perintah[0])[2:]
    # An example may also be a line for git or a shell, which puts the arguments in by itself.
    utuh = contoh.startswith("ksdgen")
    sasaran = _perintah(nama)
    if isinstance(sasaran, click.Group):
        sasaran = sasaran.commands[argumen.pop(0)]
    with sasaran.make_context(nama, argumen, resilient_parsing=not utuh) as ctx:
        assert isinstance(ctx, click.Context) and not ctx.args


@pytest.mark.parametrize("nama", list(PERINTAH))
def test_setiap_pilihan_diterangkan(nama: str) -> None:
    import click

    for p in _perintah(nama).params:
        if isinstance(p, click.Option):
            assert p.help and p.help.endswith((".", ").")), p.name


@pytest.mark.parametrize("perintah", [p for p in PERINTAH_BERKAS if p in PERINTAH])
def test_nama_yang_tidak_mungkin(repo: Path, monkeypatch: pytest.MonkeyPatch, perintah: str) -> None:
    monkeypatch.chdir(repo)
    jalan = ksdgen(perintah, f"{'a' * 300}.yaml")
    assert jalan.kode == 2
    assert "tidak dapat dibaca: namanya terlalu panjang" in jalan.galat
