"""`ksdgen templates`: which file wins, what is wrong, and new versions of clauses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.util import AKAR, ksb, ksdgen, simpan, templat


@pytest.fixture
def bersama(repo: Path) -> Path:
    """A repository with a clause of its own that takes the place of one of ksdgen's."""
    asli = (AKAR / "templates" / "klausul/objek.j2").read_text(encoding="utf-8")
    templat(repo, "klausul/objek.j2", asli.replace("(#) Objek", "(#) Objeknya"))
    return repo


@pytest.mark.slow
def test_klausul_milik_repositori_menang_dan_tampak(bersama: Path) -> None:
    jalan = ksdgen("templates", bersama)
    assert jalan.kode == 0, jalan.semua
    baris = next(b for b in jalan.keluar.split("\n") if b.strip().startswith("objek "))
    assert "menggantikan bawaan ksdgen, berbeda 1 baris" in baris
    lain = next(b for b in jalan.keluar.split("\n") if b.strip().startswith("sanksi "))
    assert "ksdgen:templates/klausul/sanksi.j2" in lain and "menggantikan" not in lain
    data = json.loads(ksdgen("templates", bersama, "--format", "json").keluar)
    milik = {t["id"]: t for t in data["templates"] if t["macam"] == "klausul"}
    assert (milik["objek"]["asal"], milik["objek"]["beda"]) == ("repositori", 1)
    assert milik["sanksi"]["asal"] == "ksdgen" and milik["sanksi"]["dipakai"] == ["perjanjian_kerja_sama"]
    assert data["findings"] == []
    # What the table says is what is printed.
    simpan(bersama, ksb())
    assert ksdgen("render", bersama, "--out", bersama / "o", "--format", "txt", "-q").kode in (0, 1)
    assert "Objeknya Kesepakatan Bersama" in (bersama / "o/a.txt").read_text(encoding="utf-8")


@pytest.mark.slow(traced=True)
def test_temuan_dan_kode_keluar(bersama: Path) -> None:
    path = bersama / "templates/klausul/objek.j2"
    path.write_text(path.read_text(encoding="utf-8").replace("naskah.objek", "naskah.objk"), encoding="utf-8")
    jalan = ksdgen("templates", bersama, "-q")
    baris = path.read_text(encoding="utf-8").split("\n")
    nomor = next(i for i, b in enumerate(baris) if "naskah.objk" in b)
    assert jalan.kode == 1
    assert [(b, k, c) for _, b, k, c in jalan.temuan] == [(nomor + 1, baris[nomor].index("objk") + 1, "KSD043")]
    assert "maksud Anda `objek`?" in jalan.keluar
    sarif = json.loads(ksdgen("templates", bersama, "--format", "sarif").keluar)
    assert [r["ruleId"] for r in sarif["runs"][0]["results"]] == ["KSD043"]
    assert ksdgen("templates", bersama, "--format", "github").keluar.startswith("::error ")


@pytest.mark.slow
def test_peringatan_hanya_menggagalkan_bila_diminta(bersama: Path) -> None:
    templat(bersama, "catatan.j2", "tidak dipakai\n")
    assert ksdgen("templates", bersama, "-q").kode == 0
    assert ksdgen("templates", bersama, "-q", "--fail-on", "peringatan").kode == 1
    laporan = bersama / "laporan.json"
    assert ksdgen("templates", bersama, "--format", "json", "--output", laporan).kode == 0
    assert [t["code"] for t in json.loads(laporan.read_text(encoding="utf-8"))["findings"]] == ["KSD071"]


@pytest.mark.slow(traced=True)
def test_versi_baru_dan_kunci(repo: Path) -> None:
    assert ksdgen("templates", repo, "--kunci").kode == 2
    path = templat(repo, "klausul/objek.j2", (AKAR / "templates" / "klausul/objek.j2").read_text(encoding="utf-8"))
    lama = path.read_bytes()
    assert ksdgen("templates", repo, "--versi-baru", "objek").kode == 2  # nothing is recorded yet
    assert ksdgen("templates", repo, "--kunci").kode == 0
    assert "sudah tercatat" in ksdgen("templates", repo, "--kunci").keluar
    path.write_bytes(lama.replace(b"(#) Objek", b"(#) Objeknya"))
    assert ("KSD045", 1) in [(c, 1) for *_, c in ksdgen("templates", repo, "-q").temuan]
    assert ksdgen("templates", repo, "--kunci").kode == 2  # a recorded text is not overwritten
    path.write_bytes(lama)
    assert ksdgen("templates", repo, "--versi-baru", "objek").kode == 0
    assert (repo / "templates/klausul/arsip/objek@1.j2").read_bytes() == lama
    assert b"versi: 2\n" in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(b"(#) Objek", b"(#) Objeknya"))
    assert ksdgen("templates", repo, "--kunci").kode == 0
    assert ksdgen("templates", repo, "-q").temuan == []
    arsip = repo / "templates/klausul/arsip/objek@1.j2"
    arsip.write_bytes(arsip.read_bytes().replace(b"(#) Objek", b"(#) Lain"))
    assert [c for *_, c in ksdgen("templates", repo, "-q").temuan] == ["KSD046"]


@pytest.mark.parametrize(
    "argumen",
    [
        ("--revisi", "HEAD"),
        ("--versi-baru", "objek", "--kunci"),
        ("--versi-baru", "tak_ada"),
        ("--format", "xml"),
        ("tak/ada",),
    ],
)
def test_salah_pakai(bersama: Path, argumen: tuple[str, ...]) -> None:
    jalan = ksdgen("templates", *([] if argumen[0] == "tak/ada" else [bersama]), *argumen)
    assert jalan.kode == 2 and jalan.galat
