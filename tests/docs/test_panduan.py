"""docs/panduan.md is followed from top to bottom: every file is written, every command is run, every output is compared.

A yaml block begins with a comment that says what it is: a complete file (`# agreements/…`, `# templates/…`), or a part that takes the place of the same
keys of a file shown before (`# bagian dari agreements/…`), until the next yaml block. A part that ends in `, salah` must give an error or a
warning, every other file must not. Below a command of ksdgen stands its whole output; a line `…` stands for lines left out, `…` at the end of a
line for the rest of that line. A text block stands word for word in a file that a command wrote. What installs ksdgen is run in a fresh
environment of its own.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.cli import PERINTAH
from ksdgen.naskah.model import BentukPihak, Kategori, Naskah, Status
from ksdgen.world.tree import WorkingTree
from tests.helpers.util import AKAR, Jalan, ksdgen
from tests.helpers.word_util import png

PANDUAN = (AKAR / "docs" / "panduan.md").read_text(encoding="utf-8")
BLOK = re.findall(r"^```(\w+)\n(.*?)^```$", PANDUAN, re.MULTILINE | re.DOTALL)
HARI = "2026-11-04"
"""The day on which the guide is read."""
_KUNCI = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)
_BERTANGGAL = {"check", "render", "fix", "lock", "new", "show", "review"}


def ganti(berkas: str, bagian: str) -> str:
    """A file with the top-level keys of `bagian` in place of its own; new keys go to the end."""
    potong = {p.partition(":")[0]: p for p in _KUNCI.split(berkas)}
    potong.update({p.partition(":")[0]: p for p in _KUNCI.split(bagian) if not p.startswith("#")})
    return "".join(p if p.endswith("\n") else p + "\n" for p in potong.values())


def pola(harap: str) -> str:
    """A pattern for an output as the guide shows it."""
    baris = [b.rstrip() for b in harap.splitlines()]
    return "".join(
        r"(?:.*\n)+?" if b == "…" else re.escape(b.removesuffix("…")) + (r".*\n" if b.endswith("…") else r"\n")
        for b in baris
    )


def tabel(judul: str) -> list[list[str]]:
    """The rows of the table in the guide whose first heading is `judul`."""
    m = re.search(rf"^\| {re.escape(judul)} \|.*\n\|[-| ]+\|\n((?:\|.*\n)+)", PANDUAN, re.MULTILINE)
    assert m is not None, judul
    return [[sel.strip() for sel in baris.strip("|").split("|")] for baris in m[1].splitlines()]


def kode_tabel(judul: str) -> list[str]:
    """The codes in the first column of a table, every one with a meaning."""
    baris = tabel(judul)
    assert [b for b in baris if not all(b)] == []
    return [kode for b in baris for kode in re.findall(r"`([^`]+)`", b[0])]


class Pembaca:
    """Somebody who follows the guide in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asli: dict[Path, str] = {}
        self.dijalankan: list[str] = []

    def yaml(self, isi: str) -> None:
        """Write a file or a part of one, and check it."""
        for path, teks in self.asli.items():
            path.write_text(teks, encoding="utf-8")
        kepala = isi.partition("\n")[0]
        m = re.fullmatch(r"# (bagian dari )?((?:agreements|templates)/\S+\.yaml)(, salah)?", kepala)
        assert m is not None, f"blok yaml tidak menyebut berkasnya: {kepala}"
        path = self.folder / m[2]
        if m[1]:
            path.write_text(ganti(self.asli[path], isi), encoding="utf-8")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(isi, encoding="utf-8")
            self.asli[path] = isi
        for gambar in re.findall(r"\S+\.png", isi):
            path.with_name(gambar).write_bytes(png(9, 10, (200, 150, 40)))
        if m[2].startswith("templates/"):
            return
        path.with_suffix(".beku.json").unlink(missing_ok=True)
        jalan = ksdgen("check", path, "--fail-on", "peringatan", "--tanggal", HARI)
        assert (jalan.kode != 0) == bool(m[3]), jalan.semua

    def konsol(self, isi: str) -> None:
        """Run the commands of a block and compare what they print."""
        for potong in re.split(r"^> ", isi, flags=re.MULTILINE)[1:]:
            perintah, _, harap = potong.partition("\n")
            self.dijalankan.append(perintah)
            jalan = self._jalan(shlex.split(perintah))
            if perintah.startswith("git "):
                assert jalan.kode == 0, jalan.semua
                continue
            semua = "".join(f"{b.rstrip()}\n" for b in jalan.semua.rstrip().split("\n"))
            assert re.fullmatch(pola(harap), semua), f"keluaran `{perintah}` tidak seperti pada panduan:\n{semua}"

    def _jalan(self, argumen: list[str]) -> Jalan:
        if argumen[0] == "ksdgen":
            return ksdgen(*argumen[1:], *(["--tanggal", HARI] if argumen[1] in _BERTANGGAL else []))
        assert argumen[0] == "git"
        if shutil.which("git") is None:
            pytest.skip("git tidak terpasang")
        identitas = ["-c", "user.name=Analis", "-c", "user.email=analis@contoh.example", "-c", "commit.gpgsign=false"]
        hasil = subprocess.run(
            ["git", *identitas, *argumen[1:]], cwd=self.folder, capture_output=True, text=True, check=False
        )
        return Jalan(hasil.returncode, hasil.stdout, hasil.stderr)


@pytest.mark.slow
def test_panduan_dapat_diikuti(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if shutil.which("git") is not None:
        subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    pembaca = Pembaca(tmp_path)
    for bahasa, isi in BLOK:
        if bahasa == "yaml":
            pembaca.yaml(isi)
        elif bahasa == "console":
            pembaca.konsol(isi)
        elif bahasa == "text":
            assert any(isi in p.read_text(encoding="utf-8") for p in (tmp_path / "agreements").rglob("*.yaml")), isi
        else:
            assert bahasa in ("powershell", "sh"), bahasa
    # The rest is for machines, or for those who keep the templates.
    lain = {"textconv", "upgrade", "schema"}
    assert {p.split()[1] for p in pembaca.dijalankan if p.startswith("ksdgen ")} == set(PERINTAH) - lain
    assert {p.suffix for p in (tmp_path / "keluaran").rglob("*.*")} == {".docx", ".html", ".md"}


def test_setiap_berkas_contoh_bersih(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files to copy give no finding at all."""
    monkeypatch.chdir(tmp_path)
    pembaca = Pembaca(tmp_path)
    for bahasa, isi in BLOK:
        if bahasa == "console" and re.match(r"> ksdgen (?:init|nomor agreements/contoh)", isi.replace("\n", " ")):
            pembaca.konsol(isi)
        if bahasa == "yaml" and isi.startswith("# agreements/"):
            pembaca.yaml(isi)
    jalan = ksdgen("check", "agreements", "--fail-on", "catatan", "--tanggal", HARI)
    assert jalan.kode == 0, jalan.semua


@pytest.mark.slow
@pytest.mark.parametrize("bahasa", ["powershell", "sh"])
def test_pemasangan(tmp_path: Path, bahasa: str) -> None:
    """The lines that install ksdgen are run, and what they install begins a repository in another folder."""
    (blok,) = [isi for b, isi in BLOK if b == bahasa]
    venv = tmp_path / ".venv"
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    if importlib.util.find_spec("hatchling") is not None:
        # Everything that pip would fetch is here already; "0" is what pip reads as "without isolation".
        env |= {
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
            "PYTHONPATH": str(Path(click.__file__).parent.parent),
        }
    elif not os.environ.get("CI"):
        pytest.skip("tanpa hatchling, memasang ksdgen memerlukan jaringan")
    sumber = tmp_path / "sumber"
    shutil.copytree(AKAR, sumber, ignore=shutil.ignore_patterns(".*", "tests", "docs", "keluaran", "__pycache__"))
    if bahasa == "powershell":
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
        # On Windows `py` is Python, and what it installs is on the path.
        (venv / "bin" / "py").symlink_to(venv / "bin" / "python")
        env["PATH"] = f"{venv / 'bin'}{os.pathsep}{env['PATH']}"
    else:
        venv = sumber / ".venv"
    jalan = subprocess.run(["bash", "-ec", blok], cwd=sumber, env=env, capture_output=True, text=True, check=False)
    assert jalan.returncode == 0, jalan.stderr
    awal = subprocess.run(
        [str(venv / "bin" / "ksdgen"), "init", "--templat", "kerja"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert awal.returncode == 0, awal.stderr
    assert (tmp_path / "kerja" / ".vscode" / "settings.json").is_file()
    periksa = subprocess.run(
        [str(venv / "bin" / "ksdgen"), "check", "agreements"],
        cwd=tmp_path / "kerja",
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert periksa.returncode == 0, periksa.stdout + periksa.stderr


def test_semua_nilai_yang_dapat_dipilih_disebut() -> None:
    katalog = Katalog(WorkingTree(AKAR / "templates"))
    assert [j for j in katalog.daftar_jenis() if f"`{j}`" not in PANDUAN] == []
    assert kode_tabel("Kategori") == [k.value for k in Kategori if k not in (Kategori.KSDPL, Kategori.KSDLL)]
    assert kode_tabel("Bentuk") == [b.value for b in BentukPihak]
    assert kode_tabel("Status") == [s.value for s in Status]
    assert sorted(kode_tabel("Klausul")) == sorted(katalog.daftar_klausul())


def test_kunci_pada_tabel_ada() -> None:
    kunci = kode_tabel("Kunci")
    assert kunci
    assert set(kunci) <= set(Naskah.medan_)


def test_tabel_gaya_menurut_berkas_gaya() -> None:
    katalog = Katalog(WorkingTree(AKAR / "templates"))
    assert sorted(kode_tabel("Gaya")) == sorted(katalog.daftar_gaya())
    for nama, kertas, gelar, letak, paraf in tabel("Gaya"):
        gaya = katalog.gaya(nama.strip("`"))
        assert gaya is not None
        assert gaya.gelar == gaya.pangkat_dan_nip
        assert [kertas, gelar, letak, paraf] == [
            gaya.kertas,
            "dicetak" if gaya.gelar else "tidak",
            "kanan" if gaya.tanda_tangan == "format" else "kiri",
            "ada" if gaya.paraf else "tidak ada",
        ]


def test_perintah_dan_pilihan_check_disebut() -> None:
    perintah = re.findall(r"^  ([a-z]+) {2,}\S", ksdgen("--help").keluar, re.MULTILINE)
    pilihan = re.findall(r"^  (--[a-z-]+)", ksdgen("check", "--help").keluar, re.MULTILINE)
    assert {"explain", "coverage"} <= set(perintah)
    assert {"--format", "--select", "--since"} <= set(pilihan)
    assert [p for p in perintah if f"ksdgen {p}" not in PANDUAN] == []
    assert [p for p in pilihan if p not in PANDUAN] == []
