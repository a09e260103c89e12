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
from tests.helpers.util import AKAR, cek, ksb, ksdgen, pasang, pks, simpan

ASING = re.compile(
    r"\b(?:usage|options?|error|missing|invalid|argument|required|default|show|command|unexpected|directory|file|such|not|the|is|traceback)\b",
    re.IGNORECASE,
)
"""English words that click or Python would say."""


def _proses(*argumen: object, env: dict[str, str] | None = None, **lain: Any) -> subprocess.CompletedProcess[bytes]:
    lingkungan = {**os.environ, **(env or {})}
    return subprocess.run(
        [sys.executable, "-m", "ksdgen", *map(str, argumen)],
        capture_output=True,
        env=lingkungan,
        check=False,
        timeout=120,
        **lain,
    )


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


@pytest.mark.usefixtures("aturan_dasar")
def test_quiet_hanya_temuan(repo: Path) -> None:
    assert cek(repo, ksb(), "-q").semua == ""
    jalan = cek(repo, ksb(gaya="tak_ada"), "-q")
    assert jalan.keluar.count("KSD013") == 1
    assert "diperiksa" not in jalan.keluar


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


@pytest.mark.usefixtures("aturan_dasar")
def test_nama_berkas_relatif_terhadap_folder_kerja(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    simpan(repo, ksb(gaya="x"), "2026/a b/c.yaml")
    monkeypatch.chdir(repo / "agreements/2026")
    jalan = ksdgen("check", ".")
    assert jalan.temuan[0][0] == "a b/c.yaml"
    monkeypatch.chdir(repo)
    assert ksdgen("check", "agreements").temuan[0][0] == "agreements/2026/a b/c.yaml"
    assert ksdgen("check", ".", "agreements", repo / "agreements/2026/a b/c.yaml").keluar.count("KSD013") == 1


# --- output -------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("aturan_dasar")
def test_render_folder_meniru_susunan_folder(repo: Path) -> None:
    for nama in ("2026/a/x.yaml", "2026/b/x.yaml", "y.yml"):
        simpan(repo, ksb(), nama)
    simpan(repo, "bentuk: pemerintah_daerah\nnama: A\n", "pihak/a.yaml")
    jalan = ksdgen("render", repo, "--out", repo / "o", "--format", "txt,html", "--format", "txt")
    assert jalan.kode == 0
    berkas = sorted(p.relative_to(repo / "o").as_posix() for p in (repo / "o").rglob("*") if p.is_file())
    assert berkas == [f"{n}.{f}" for n in ("2026/a/x", "2026/b/x", "y") for f in ("html", "txt")]
    assert "6 berkas ditulis dari 3 naskah" in jalan.keluar


@pytest.mark.usefixtures("aturan_dasar")
def test_naskah_yang_salah_tidak_menghalangi_yang_lain(repo: Path) -> None:
    simpan(repo, ksb(), "baik.yaml")
    simpan(repo, ksb(gaya="x"), "salah.yaml")
    jalan = ksdgen("render", repo, "--out", repo / "o", "--format", "txt")
    assert jalan.kode == 1
    assert [p.name for p in (repo / "o").iterdir()] == ["baik.txt"]
    assert "tidak dicetak karena kesalahan di atas" in jalan.keluar


@pytest.mark.usefixtures("aturan_dasar")
def test_pdf_tanpa_libreoffice(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ksdgen.world.office as office

    monkeypatch.setenv("PATH", str(repo / "kosong"))
    monkeypatch.setattr(office, "_TEMPAT_LAIN", ())
    simpan(repo, ksb(), "a.yaml")
    simpan(repo, ksb(), "b.yaml")
    jalan = ksdgen("render", repo, "--out", repo / "o", "--format", "pdf,txt")
    assert jalan.kode == 2
    assert jalan.galat.count("LibreOffice tidak ditemukan") == 1
    assert sorted(p.name for p in (repo / "o").iterdir()) == ["a.txt", "b.txt"]


@pytest.mark.usefixtures("aturan_dasar")
def test_berkas_pihak_bukan_naskah(repo: Path) -> None:
    pihak = simpan(repo, "bentuk: pemerintah_daerah\nnama: A\n", "pihak/a.yaml")
    jalan = ksdgen("render", pihak, "--out", repo / "o", "--format", "txt")
    assert jalan.kode == 0
    assert "data pihak bukan naskah" in jalan.keluar
    assert not (repo / "o").exists()


# --- as a process -------------------------------------------------------------------------------------------------------------------------


def _modul(tmp_path: Path, *argumen: str) -> set[str]:
    """The modules that a run of the command has loaded."""
    kode = (
        "import sys; awal = set(sys.modules); from ksdgen.cli import main; k = main(sys.argv[1:]); "
        "sys.stderr.write('\\n' + ' '.join(sorted(set(sys.modules) - awal))); sys.exit(k)"
    )
    env = {**os.environ, "KSDGEN_CACHE": str(tmp_path / "cache")}
    hasil = subprocess.run(
        [sys.executable, "-c", kode, *argumen], capture_output=True, text=True, env=env, cwd=AKAR, check=False
    )
    return set(hasil.stderr.rsplit("\n", 1)[1].split())


def test_bantuan_hanya_memuat_click(tmp_path: Path) -> None:
    modul = _modul(tmp_path, "--help")
    assert {m for m in modul if m.partition(".")[0] == "ksdgen"} == {"ksdgen", "ksdgen.cli", "ksdgen.cli.messages"}
    asing = {m.partition(".")[0] for m in modul} - set(sys.stdlib_module_names) - {"ksdgen", "click"}
    assert asing <= {"colorama", "typing_extensions"}


def test_check_tidak_memuat_word(repo: Path) -> None:
    path = simpan(repo, pks())
    modul = {m.partition(".")[0] for m in _modul(repo, "check", str(path))}
    assert "jinja2" in modul
    assert modul & {"docx", "lxml", "subprocess", "difflib", "PIL", "multiprocessing"} == set()


@pytest.mark.lambat
def test_bita_sama_di_mana_pun(repo: Path) -> None:
    """Time zone, locale, hash seed and cache change nothing."""
    simpan(repo, pasang(pks(), "para_pihak.0.alamat", "Jalan Élysée 漢字"), "a.yaml")
    simpan(repo, ksb(11), "b.yaml")
    hasil = []
    for i, env in enumerate(
        (
            {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
            {"TZ": "Asia/Jakarta", "LC_ALL": "id_ID.UTF-8", "PYTHONHASHSEED": "1", "PYTHONUTF8": "1"},
            {
                "TZ": "Pacific/Kiritimati",
                "LC_ALL": "C.UTF-8",
                "PYTHONHASHSEED": "4711",
                "KSDGEN_CACHE": str(repo / "cache"),
            },
        )
    ):
        out = repo / f"o{i}"
        p = _proses("render", repo, "--out", out, "--format", "txt,docx,html", env=env)
        assert p.returncode in (0, 1), p.stderr
        hasil.append({f.name: f.read_bytes() for f in out.iterdir()})
    assert len(hasil[0]) == 6
    assert hasil[0] == hasil[1] == hasil[2]


def test_konsol_sempit_dan_pipa_putus(repo: Path) -> None:
    path = simpan(repo, ksb(gaya="x"))
    p = _proses("check", path, env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"})
    assert p.returncode == 1
    assert b"Traceback" not in p.stderr
    perintah = f'"{sys.executable}" -m ksdgen check "{path}" | true'
    pipa = subprocess.run(["/bin/sh", "-c", perintah], capture_output=True, check=False) if os.name == "posix" else p
    assert b"Traceback" not in pipa.stderr


def test_cache_tak_dapat_ditulis(repo: Path) -> None:
    (repo / "berkas").touch()
    path = simpan(repo, ksb())
    p = _proses("check", path, env={"KSDGEN_CACHE": str(repo / "berkas")})
    assert p.returncode in (0, 1), p.stderr
    assert p.stderr == b""


def test_cache_rusak_tidak_mengubah_hasil(repo: Path) -> None:
    path = simpan(repo, ksb())
    env = {"KSDGEN_CACHE": str(repo / "cache")}
    awal = _proses("check", path, env=env)
    berkas = [f for f in (repo / "cache").rglob("*") if f.is_file()]
    assert berkas
    for f in berkas:
        f.write_bytes(b"rusak")
    assert _proses("check", path, env=env).stdout == awal.stdout
