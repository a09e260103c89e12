"""docs/panduan.md is followed from top to bottom: every file is written, every command is run, every output is compared.

A yaml block begins with a comment that says what it is: a complete file (`# agreements/…`, `# templates/…`), or a part that takes the place of the same
keys of a file shown before (`# bagian dari agreements/…`), until the next yaml block. A part that ends in `, salah` must give an error,
every other file must not.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from util import AKAR, Jalan, ksdgen
from word_util import png

from ksdgen.library import Katalog
from ksdgen.model import Kategori, Status
from ksdgen.tree import WorkingTree

PANDUAN = (AKAR / "docs" / "panduan.md").read_text(encoding="utf-8")
BLOK = re.findall(r"^```(\w+)\n(.*?)^```$", PANDUAN, re.MULTILINE | re.DOTALL)
_KUNCI = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)


def ganti(berkas: str, bagian: str) -> str:
    """A file with the top-level keys of `bagian` in place of its own; new keys go to the end."""
    potong = {p.partition(":")[0]: p for p in _KUNCI.split(berkas)}
    potong.update({p.partition(":")[0]: p for p in _KUNCI.split(bagian) if not p.startswith("#")})
    return "".join(p if p.endswith("\n") else p + "\n" for p in potong.values())


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
        jalan = ksdgen("check", path)
        assert (jalan.kode != 0) == bool(m[3]), jalan.semua
        beku = path.with_suffix("").with_suffix(".beku.json")
        beku.unlink(missing_ok=True)

    def konsol(self, isi: str) -> None:
        """Run the commands of a block; the lines below each must appear in its output, in order."""
        for potong in re.split(r"^> ", isi, flags=re.MULTILINE)[1:]:
            perintah, _, harap = potong.partition("\n")
            self.dijalankan.append(perintah)
            jalan = self._jalan(shlex.split(perintah))
            if not harap:
                assert jalan.kode == 0, jalan.semua
            sisa = jalan.keluar.split("\n")
            for baris in harap.splitlines():
                while sisa and not sisa[0].startswith(baris):
                    sisa.pop(0)
                assert sisa, f"`{baris}` tidak ada pada keluaran {perintah}:\n{jalan.semua}"

    def _jalan(self, argumen: list[str]) -> Jalan:
        if argumen[0] == "ksdgen":
            return ksdgen(*argumen[1:])
        assert argumen[0] == "git"
        if shutil.which("git") is None:
            pytest.skip("git tidak terpasang")
        identitas = ["-c", "user.name=Analis", "-c", "user.email=analis@contoh.example", "-c", "commit.gpgsign=false"]
        hasil = subprocess.run(["git", *identitas, *argumen[1:]], cwd=self.folder, capture_output=True, text=True, check=False)
        return Jalan(hasil.returncode, hasil.stdout, hasil.stderr)


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
        else:
            assert bahasa == "powershell", bahasa
    assert {p.split()[1] for p in pembaca.dijalankan} >= {"check", "render", "lock"}
    assert {p.suffix for p in (tmp_path / "keluaran").rglob("*.*")} == {".docx", ".html"}


def test_setiap_berkas_contoh_bersih(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files to copy give not even a warning."""
    monkeypatch.chdir(tmp_path)
    pembaca = Pembaca(tmp_path)
    for bahasa, isi in BLOK:
        if bahasa == "yaml" and isi.startswith("# agreements/"):
            pembaca.yaml(isi)
    jalan = ksdgen("check", "agreements", "--fail-on", "peringatan")
    assert jalan.kode == 0, jalan.semua


def test_perintah_pemasangan_sama_dengan_readme() -> None:
    readme = (AKAR / "README.md").read_text(encoding="utf-8")
    perintah = [b for bahasa, isi in BLOK if bahasa == "powershell" for b in isi.splitlines()]
    assert perintah
    assert [p for p in perintah if "venv" in p and "Activate" not in p and p not in readme] == []


def test_semua_nilai_yang_dapat_dipilih_disebut() -> None:
    jenis = Katalog(WorkingTree(AKAR / "templates")).daftar_jenis()
    kategori = [k.value for k in Kategori if k not in (Kategori.KSDPL, Kategori.KSDLL)]
    assert [n for n in (*jenis, *kategori, *(s.value for s in Status)) if f"`{n}`" not in PANDUAN] == []
