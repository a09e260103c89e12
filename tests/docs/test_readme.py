"""README.md tells the truth: its commands, its generated blocks, its templates and its table of modules.

Run `python -m tests.docs.test_readme` to write the generated blocks.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from unittest.mock import patch

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.cli import PERINTAH
from ksdgen.world.tree import WorkingTree
from tests.helpers.util import AKAR, cek, cetak, ksb, ksdgen, templat

README = AKAR / "README.md"
TEKS = README.read_text(encoding="utf-8")
_TEMPLAT = re.compile(r"`(templates/[\w/]+\.\w+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def bantuan() -> str:
    """The help of every command."""
    blok = []
    with patch.dict(os.environ, {"COLUMNS": "100"}):
        for perintah in (None, *PERINTAH):
            argumen = [perintah, "--help"] if perintah else ["--help"]
            isi = "\n".join(b.rstrip() for b in ksdgen(*argumen).keluar.rstrip().split("\n"))
            blok.append(f"```console\n$ {' '.join(['ksdgen', *argumen])}\n{isi}\n```")
    return "\n\n".join(blok)


def lapisan() -> str:
    """The layers that import-linter enforces."""
    kontrak = tomllib.loads((AKAR / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (lapis,) = [k["layers"] for k in kontrak if k["type"] == "layers"]
    return "\n".join(["```", *(baris.replace("ksdgen.", "") for baris in lapis), "```"])


def aturan() -> str:
    """The table of all codes."""
    return ksdgen("rules", "--format", "markdown").keluar.strip()


BUATAN = {"bantuan": bantuan, "aturan": aturan, "lapisan": lapisan}


def isi_blok(nama: str) -> str:
    """What stands between the markers of a generated block."""
    m = re.search(rf"<!-- {nama}:.*?-->\n(.*?)<!-- /{nama} -->", TEKS, re.DOTALL)
    assert m is not None, nama
    return m[1].strip()


def perintah() -> list[str]:
    """The one-line shell commands."""
    return re.findall(r"^```sh\n(.+)\n```$", TEKS, re.MULTILINE)


def test_blok_buatan_baru() -> None:
    for nama, buat in BUATAN.items():
        # Line breaks of the help depend on the version of click; words do not.
        assert isi_blok(nama).split() == buat().split(), "jalankan python -m tests.docs.test_readme"


def test_tabel_kode_lengkap() -> None:
    """One row for every code, with its English line."""
    from ksdgen.rules.pages import semua_halaman

    baris = re.findall(r"^\| (KSD\d{3}) \| (error|warning|note) \| (.+?) \| .+ \|$", isi_blok("aturan"), re.MULTILINE)
    assert [(kode, ringkas) for kode, _, ringkas in baris] == [(h.kode, h.ringkas_en) for h in semua_halaman().values()]


def test_perintah_cetak_menulis_semua_naskah(tmp_path: Path) -> None:
    cetak_, _ = perintah()
    buat, pasang, jalan = (shlex.split(p) for p in cetak_.split(" && "))
    assert buat == ["python3", "-m", "venv", ".venv"] and pasang == [".venv/bin/pip", "install", "-q", "."]
    assert jalan[0] == ".venv/bin/ksdgen" and jalan[-2:] == ["--out", "keluaran"]
    hasil = ksdgen(*(str(AKAR / a) if a == "agreements" else a for a in jalan[1:-1]), tmp_path)
    assert hasil.kode == 0, hasil.semua
    naskah = sorted(
        p.relative_to(AKAR / "agreements").with_suffix("") for p in (AKAR / "agreements").glob("2*/**/*.yaml")
    )
    assert sorted(p.relative_to(tmp_path).with_suffix("") for p in tmp_path.rglob("*.docx")) == naskah != []


def test_perintah_uji_adalah_yang_dijalankan_ci() -> None:
    _, uji = perintah()
    ci = AKAR / ".ci" / "run"
    assert ci.read_text(encoding="utf-8").splitlines()[-1] == uji
    assert os.access(ci, os.X_OK)
    assert subprocess.run(["bash", "-n", str(ci)], check=False).returncode == 0
    assert ".ci/run" in (AKAR / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert shlex.split(uji)[-4:] == ["pytest", "-n", "auto", "--cov"]


def test_templat_dalam_readme_dapat_dipakai(repo: Path) -> None:
    berkas = dict(_TEMPLAT.findall(TEKS))
    assert len(berkas) == 3
    for nama, isi in berkas.items():
        templat(repo, nama.removeprefix("templates/"), isi)
    katalog = Katalog(WorkingTree(repo / "templates"))
    (jenis,), (klausul,), (gaya,) = katalog.daftar_jenis(), katalog.daftar_klausul(), katalog.daftar_gaya()
    data = ksb(gaya=gaya, klausul={klausul: {"isian": {"kali": 3}}})
    _, teks = cetak(repo, data)
    assert teks is not None and "paling sedikit 3 (tiga) kali setiap tahun" in teks
    assert re.search(r"PELATIHAN\n.*\n.*pada ayat \(1\) diselenggarakan sesuai dengan Pasal 3\.", teks)
    _, teks = cetak(repo, ksb(gaya=gaya, jenis=jenis, kategori="di_luar_ksd", dasar_hukum=None), nama="b.yaml")
    assert teks is not None and "NOTA PEMAHAMAN" in teks and "Nota Pemahaman ini berlaku selama 3 (tiga) tahun" in teks
    assert re.findall(r"^Pasal \d+\n(.+)$", teks, re.MULTILINE) == [
        "MAKSUD DAN TUJUAN",
        "RUANG LINGKUP",
        "JANGKA WAKTU",
    ]
    assert cek(repo, data).kode == 0


def test_setiap_modul_dijelaskan() -> None:
    modul = {p.stem for p in (AKAR / "ksdgen").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    tabel = re.findall(r"^\| (`.+?) \|", TEKS, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", " ".join(tabel))) == modul - {"__init__", "__main__"}


def test_berkas_yang_dirujuk_ada() -> None:
    tautan = [t for t in re.findall(r"\]\(([^)#]+)\)", TEKS) if "://" not in t]
    assert tautan
    assert [t for t in tautan if not (AKAR / t).exists()] == []
    gambar = AKAR / "docs" / "gambar" / "halaman.png"
    assert gambar.read_bytes().startswith(b"\x89PNG") and gambar.stat().st_size <= 300_000


def _perbarui() -> None:
    teks = TEKS
    for nama, buat in BUATAN.items():
        isi = buat()
        teks = re.sub(
            rf"(<!-- {nama}:.*?-->\n).*?(<!-- /{nama} -->)",
            lambda m, isi=isi: f"{m[1]}\n{isi}\n\n{m[2]}",
            teks,
            flags=re.DOTALL,
        )
    README.write_text(teks, encoding="utf-8")
    print("ditulis: README.md", file=sys.stderr)


if __name__ == "__main__":
    _perbarui()
