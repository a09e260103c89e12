"""`ksdgen init`: an empty folder becomes a repository whose first agreement passes; nothing that stands there is ever changed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ksdgen import __version__
from ksdgen.catalogue import schema
from ksdgen.desk.workspace import Workspace
from ksdgen.editing.fmt import rapikan
from ksdgen.editing.start import CI, CONTOH, KERANGKA, sumber_pasang
from ksdgen.naskah.model import BerkasPihak, Naskah
from ksdgen.world.package import own_templates
from tests.helpers.terminal import CTRL_C, jalankan
from tests.helpers.util import AKAR, ksb, ksdgen, pasang, simpan

HARI = ("--tanggal", "2026-11-22")


def isi(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and the moment of its last change."""
    return {
        p.relative_to(folder).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns)
        for p in folder.rglob("*")
        if p.is_file()
    }


@pytest.fixture
def kosong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, far from any repository."""
    folder = tmp_path / "kerja sama"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


# --- what comes out --------------------------------------------------------------------------------------------------------------------


def test_folder_kosong_menjadi_folder_kerja(kosong: Path) -> None:
    jalan = ksdgen("init")
    assert (jalan.kode, jalan.galat) == (0, "")
    dibuat = re.findall(r"^dibuat: (.+)$", jalan.keluar, re.MULTILINE)
    assert sorted(dibuat) == sorted(isi(kosong))
    assert {
        CONTOH,
        "agreements/naskah.schema.json",
        ".vscode/extensions.json",
        ".gitattributes",
        ".pre-commit-config.yaml",
    } <= set(dibuat)
    periksa = ksdgen("check", "agreements", *HARI, "--fail-on", "peringatan")
    assert periksa.kode == 0, periksa.keluar
    assert set(periksa.kode_temuan) == {"KSD050"}  # what is still to come in a draft
    cetak = ksdgen("render", CONTOH, "--out", "keluaran", "--format", "docx,txt", *HARI)
    assert cetak.kode == 0 and (kosong / "keluaran/contoh/kesepakatan-bersama.docx").stat().st_size > 5000


def test_langkah_berikutnya_dapat_dijalankan(kosong: Path) -> None:
    """Each command that is suggested runs; from another folder the first is to go there."""
    jalan = ksdgen("init", "baru folder")
    langkah = re.search(r"langkah berikutnya:\n((?:  .+\n)+)", jalan.keluar)
    assert langkah is not None
    baris = [b.strip() for b in langkah[1].splitlines()]
    assert baris[0] == 'cd "baru folder"'
    os.chdir(kosong / "baru folder")
    for b in baris[1:]:
        nama, *argumen = b.split()
        assert nama == "ksdgen"
        assert ksdgen(*argumen, *(HARI if argumen[0] != "new" else ())).kode == (2 if argumen == ["new"] else 0)


def test_naskah_contoh_rapi_dan_bilang_direkayasa(kosong: Path) -> None:
    jalan = ksdgen("init")
    assert "direkayasa" in jalan.keluar
    for p in (kosong / "agreements").rglob("*.yaml"):
        teks = p.read_text(encoding="utf-8")
        assert rapikan(teks, BerkasPihak if p.parent.name == "pihak" else Naskah) == teks
        assert "direkayasa" in teks
        rujukan = re.match(r"# yaml-language-server: \$schema=(\S+)\n", teks)
        assert rujukan is not None and (p.parent / rujukan[1]).is_file()


def test_skema_seperti_perintah_schema(kosong: Path) -> None:
    ksdgen("init")
    katalog = Workspace(kosong).katalog
    assert (kosong / "agreements" / schema.BERKAS_NASKAH).read_bytes() == schema.tulis(schema.skema_naskah(katalog))
    assert (kosong / "agreements" / schema.BERKAS_PIHAK).read_bytes() == schema.tulis(schema.skema_pihak(katalog))


def test_tugas_vs_code_membaca_keluaran_check(kosong: Path) -> None:
    """The patterns of the Problems panel match the real output, each severity its own."""
    ksdgen("init")
    tugas = json.loads((kosong / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"][0]
    pola = {m["severity"]: re.compile(m["pattern"]["regexp"]) for m in tugas["problemMatcher"]}
    simpan(kosong, pasang(ksb(objek=None, lokasi=["x"]), "para_pihak.0.daerah", None), "2026/a b.yaml")
    jalan = ksdgen(tugas["args"][0], "agreements/2026/a b.yaml", *HARI)
    dapat = {s: [m for b in jalan.keluar.splitlines() if (m := p.match(b))] for s, p in pola.items()}
    assert {s: bool(m) for s, m in dapat.items()} == {"error": True, "warning": True, "info": True}
    assert sum(map(len, dapat.values())) == len(jalan.temuan)
    assert all(m[1] == "agreements/2026/a b.yaml" and m[2].isdigit() for semua in dapat.values() for m in semua)


def test_pengaturan_vs_code(kosong: Path) -> None:
    ksdgen("init")
    atur = json.loads((kosong / ".vscode/settings.json").read_text(encoding="utf-8"))
    saran = json.loads((kosong / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert saran["recommendations"] == ["redhat.vscode-yaml"]
    assert all((kosong / p).is_file() for p in atur["yaml.schemas"])
    assert (atur["files.encoding"], atur["files.eol"], atur["[yaml]"]["editor.tabSize"]) == ("utf8", "\n", 2)


@pytest.mark.skipif(shutil.which("git") is None, reason="git tidak terpasang")
def test_aturan_git(kosong: Path) -> None:
    """Asked of git itself: line ends, binary files, the difference driver, what is not kept."""
    ksdgen("init")
    subprocess.run(["git", "init", "-q"], check=True)

    def sifat(path: str) -> dict[str, str]:
        keluar = subprocess.run(
            ["git", "check-attr", "text", "eol", "diff", "--", path], capture_output=True, text=True, check=True
        ).stdout
        return dict(b.split(": ", 2)[1:] for b in keluar.splitlines())

    assert sifat(CONTOH) == {"text": "set", "eol": "lf", "diff": "ksdgen"}
    assert sifat("agreements/pihak/a.yaml")["diff"] == "set"
    assert sifat("keluaran/a.docx") == {"text": "unset", "eol": "unspecified", "diff": "unset"}
    abai = subprocess.run(
        ["git", "check-ignore", "keluaran/a.docx", ".venv/x", "~$konsep.docx", CONTOH],
        capture_output=True,
        text=True,
        check=False,
    )
    assert abai.stdout.split() == ["keluaran/a.docx", ".venv/x", "~$konsep.docx"]


# --- nothing is overwritten ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pilihan", [(), ("--ci", "github"), ("--ci", "gitlab", "--templat")])
def test_dua_kali_tidak_mengubah_apa_pun(kosong: Path, pilihan: tuple[str, ...]) -> None:
    pertama = ksdgen("init", *pilihan)
    sebelum = isi(kosong)
    kedua = ksdgen("init", *pilihan)
    assert isi(kosong) == sebelum
    assert kedua.kode == 0 and "dibuat:" not in kedua.keluar
    assert "tidak ada yang diubah" in kedua.keluar
    assert sorted(re.findall(r"^sudah ada, tidak diubah: (.+)$", kedua.keluar, re.MULTILINE)) == sorted(
        re.findall(r"^dibuat: (.+)$", pertama.keluar, re.MULTILINE)
    )


def test_berkas_yang_ada_tetap(kosong: Path) -> None:
    """Every file that init writes may be there already, with any content."""
    ksdgen("init", "lain", "--ci", "github", "--templat", "-q")
    semua = sorted(isi(kosong / "lain"))
    for nama in semua:
        (kosong / nama).parent.mkdir(parents=True, exist_ok=True)
        (kosong / nama).write_bytes(b"milik saya\n")
    sebelum = isi(kosong)
    jalan = ksdgen("init", "--ci", "github", "--templat")
    assert jalan.kode == 0
    assert isi(kosong) == sebelum
    assert jalan.keluar.count("sudah ada, tidak diubah: ") == len(semua)
    assert "agreements/naskah.schema.json (perbarui dengan `ksdgen schema`)" in jalan.keluar


def test_naskah_yang_ada_tidak_diberi_contoh(kosong: Path) -> None:
    simpan(kosong, ksb(), "2026/a.yaml")
    jalan = ksdgen("init")
    assert not (kosong / CONTOH).exists() and not (kosong / "agreements/pihak").exists()
    assert "naskah contoh tidak ditambahkan" in jalan.keluar
    assert "agreements/contoh" not in jalan.keluar


def test_templat_disalin_sama(kosong: Path) -> None:
    assert "templat: dipakai milik ksdgen" in ksdgen("init").keluar
    sebelum = ksdgen("render", CONTOH, "--out", "a", "--format", "txt", *HARI)
    ksdgen("init", "--templat")
    bawaan = own_templates()
    assert {p.relative_to(bawaan).as_posix() for p in bawaan.rglob("*.j2")} == {
        p.relative_to(kosong / "templates").as_posix() for p in (kosong / "templates").rglob("*.j2")
    }
    sesudah = ksdgen("render", CONTOH, "--out", "b", "--format", "txt", *HARI)
    assert sebelum.kode == sesudah.kode == 0
    assert (kosong / "a/contoh/kesepakatan-bersama.txt").read_bytes() == (
        kosong / "b/contoh/kesepakatan-bersama.txt"
    ).read_bytes()


# --- refusals and places ---------------------------------------------------------------------------------------------------------------


def test_tempat_yang_salah(kosong: Path) -> None:
    (kosong / "berkas").touch()
    assert ksdgen("init", "berkas").kode == 2
    ksdgen("init", "-q")
    sebelum = isi(kosong)
    (kosong / "agreements/2026").mkdir()
    jalan = ksdgen("init", "agreements/2026")
    assert jalan.kode == 2 and "jalankan di sana" in jalan.galat
    assert "tidak dikenal, pilihan: github, gitlab, tanpa" in ksdgen("init", "--ci", "jenkins").galat
    assert isi(kosong) == sebelum


@pytest.mark.skipif(os.geteuid() == 0, reason="root menulis di mana pun")
def test_folder_tanpa_izin(kosong: Path) -> None:  # pragma: no cover
    kosong.chmod(0o500)
    jalan = ksdgen("init")
    kosong.chmod(0o700)
    assert jalan.kode == 2 and "tidak ada izin" in jalan.galat


def test_tempat_yang_tidak_dapat_ditulis(kosong: Path) -> None:
    (kosong / ".vscode").touch()
    jalan = ksdgen("init")
    assert jalan.kode == 2
    assert "gagal: `" in jalan.galat
    assert "tidak dapat ditulis: salah satu folder pada letak itu ternyata berkas" in jalan.galat
    (kosong / ".vscode").unlink()
    assert ksdgen("init").kode == 0  # what was written before stays, and the rest follows


def test_tanpa_git_di_komputer_ini(kosong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(kosong))
    jalan = ksdgen("init")
    assert jalan.kode == 0 and "git init" in jalan.keluar
    assert not (kosong / ".git").exists()


# --- checks that run by themselves -----------------------------------------------------------------------------------------------------


@pytest.fixture
def dijaga(kosong: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository under git with both kinds of checks, and `ksdgen` and `pip` on the path."""
    if shutil.which("git") is None:
        pytest.skip("git tidak terpasang")
    for ci in CI:
        ksdgen("init", "--ci", ci, "--pasang", "ksdgen @ https://contoh.example/ksdgen.zip", "-q")
    alat = kosong.parent / "alat"
    alat.mkdir()
    (alat / "ksdgen").write_text(
        f'#!/bin/sh\nPYTHONPATH="{AKAR}" exec "{sys.executable}" -m ksdgen "$@"\n', encoding="utf-8"
    )
    (alat / "pip").write_text(f'#!/bin/sh\necho "$@" >> "{alat}/pip.log"\n', encoding="utf-8")
    (alat / "python").write_text(f'#!/bin/sh\nshift 2\nexec "{alat}/pip" "$@"\n', encoding="utf-8")
    for p in alat.iterdir():
        p.chmod(0o755)
    monkeypatch.setenv("PATH", f"{alat}{os.pathsep}{os.environ['PATH']}")
    for perintah in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@x.example", "commit", "-qm", "awal"],
    ):
        subprocess.run(["git", *perintah], check=True)
    simpan(kosong, pasang(ksb(), "objek", "pasokan 30 (tiga) ton"), "2026/salah.yaml")
    return kosong


def bash(skrip: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the platform does."""
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", skrip], capture_output=True, text=True, check=False, env={**os.environ, **env}
    )


def muat(path: Path) -> Any:
    """A YAML file as data."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_github(dijaga: Path) -> None:
    (kerja,) = muat(dijaga / CI["github"])["jobs"].values()
    env = {
        **muat(dijaga / CI["github"])["env"],
        "GITHUB_STEP_SUMMARY": str(dijaga.parent / "ringkas.md"),
        "BASE_REF": "",
    }
    pasang_, periksa = (langkah["run"] for langkah in kerja["steps"] if "run" in langkah)
    assert bash(pasang_, **env).returncode == 0
    assert (dijaga.parent / "alat/pip.log").read_text(
        encoding="utf-8"
    ) == "install --quiet ksdgen @ https://contoh.example/ksdgen.zip\n"
    jalan = bash(periksa, **env)
    assert jalan.returncode == 1, jalan.stderr
    assert re.search(r"^::error file=agreements/2026/salah.yaml,line=\d+", jalan.stdout, re.MULTILINE)
    assert "KSD501" in (dijaga.parent / "ringkas.md").read_text(encoding="utf-8")
    (dijaga / "agreements/2026/salah.yaml").unlink()
    assert bash(periksa, **env).returncode == 0
    # On a pull request only what has changed since the branch it goes to.
    asal = dijaga.parent / "asal.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(dijaga), str(asal)], check=True)
    subprocess.run(["git", "remote", "add", "origin", str(asal)], check=True)
    jalan = bash(periksa, **{**env, "BASE_REF": "main"})
    assert jalan.returncode == 0, jalan.stderr
    simpan(dijaga, pasang(ksb(), "objek", "pasokan 30 (tiga) ton"), "2026/salah.yaml")
    assert bash(periksa, **{**env, "BASE_REF": "main"}).returncode == 1


def test_gitlab(dijaga: Path) -> None:
    berkas = muat(dijaga / CI["gitlab"])
    env = {**berkas["variables"], "CI_MERGE_REQUEST_DIFF_BASE_SHA": ""}
    kerja = berkas["naskah"]
    assert bash("\n".join(kerja["before_script"]), **env).returncode == 0
    jalan = bash(kerja["script"][0], **env)
    assert jalan.returncode == 1, jalan.stderr
    laporan = json.loads((dijaga / kerja["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert any(t["location"]["path"] == "agreements/2026/salah.yaml" for t in laporan)
    assert all((dijaga / p).is_file() for p in kerja["artifacts"]["paths"])


def test_pre_commit(dijaga: Path) -> None:
    (kait,) = muat(dijaga / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert kait["additional_dependencies"] == ["ksdgen @ https://contoh.example/ksdgen.zip"]
    asal = muat(AKAR / ".pre-commit-hooks.yaml")[0]
    assert {k: kait[k] for k in ("id", "entry", "language", "files")} == {
        k: asal[k] for k in ("id", "entry", "language", "files")
    }
    cocok = [p for p in isi(dijaga) if re.search(kait["files"], p) and not p.startswith(".git/")]
    assert sorted(cocok) == sorted(p.relative_to(dijaga).as_posix() for p in (dijaga / "agreements").rglob("*.yaml"))
    assert bash(f"{kait['entry']} {' '.join(cocok)}").returncode == 1
    assert bash(f"{kait['entry']} {CONTOH} {HARI[0]} {HARI[1]}").returncode == 0


def test_sumber_pasang(monkeypatch: pytest.MonkeyPatch, kosong: Path) -> None:
    """pip is told the address that this ksdgen came from, where another computer can reach it."""
    from importlib import metadata

    class Terpasang(metadata.PathDistribution):
        def __init__(self, asal: object) -> None:
            super().__init__(kosong)
            self.asal = asal

        def read_text(self, filename: Any) -> str | None:
            return json.dumps(self.asal) if filename == "direct_url.json" and self.asal is not None else None

    for asal, harap in (
        (None, f"ksdgen=={__version__}"),
        ({"url": "file:///C:/Unduhan/ksdgen", "dir_info": {}}, f"ksdgen=={__version__}"),
        ({"url": "https://x.example/k.zip", "archive_info": {}}, "ksdgen @ https://x.example/k.zip"),
        (
            {"url": "https://x.example/k", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "ksdgen @ git+https://x.example/k@abc",
        ),
    ):
        monkeypatch.setattr(metadata, "distribution", lambda _, asal=asal: Terpasang(asal))
        assert sumber_pasang() == harap


# --- at a terminal ---------------------------------------------------------------------------------------------------------------------


def test_ditanya_di_terminal(kosong: Path) -> None:
    kode, tampil = jalankan(["ksdgen", "init"], ["gitlab\n"], kosong)
    assert kode == 0, tampil
    assert (kosong / CI["gitlab"]).is_file() and not (kosong / CI["github"]).exists()
    kode, tampil = jalankan(["ksdgen", "init"], [], kosong)  # it has been answered
    assert kode == 0 and "tidak ada yang diubah" in tampil


def test_dibatalkan_tanpa_bekas(kosong: Path) -> None:
    kode, tampil = jalankan(["ksdgen", "init"], [CTRL_C], kosong)
    assert kode == 2 and tampil.rstrip().endswith("dibatalkan")
    assert isi(kosong) == {}


def test_kerangka_ada_semua_di_paket() -> None:
    """The files are data of the package: none is hidden from the wheel by a dot or by .gitignore."""
    semua = [p for p in KERANGKA.rglob("*") if p.is_file()]
    assert len(semua) >= 11
    assert [p for p in semua if any(b.startswith(".") for b in p.relative_to(KERANGKA).parts)] == []
    if shutil.which("git") is not None and (AKAR / ".git").exists():
        abai = subprocess.run(
            ["git", "check-ignore", *map(str, semua)], cwd=AKAR, capture_output=True, text=True, check=False
        )
        assert abai.stdout == ""
