"""Laws of speed: what is kept from earlier runs, or done on several processes, changes nothing but the time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ksdgen.desk.batch import BATAS_PROSES, jumlah_proses
from ksdgen.desk.frozen import bekukan
from ksdgen.desk.workspace import Workspace
from ksdgen.world import pool, results
from tests.helpers.util import AKAR, PNG, ksb, ksdgen, pasang, pks, simpan, templat

HARI = "2026-11-22"
FORMAT = ("text", "json", "sarif", "junit", "markdown", "github", "gitlab")
DISERTAKAN = sorted(p.relative_to(AKAR).as_posix() for p in (AKAR / "agreements").rglob("*.yaml"))


@pytest.fixture
def dihitung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were really checked, in this process."""
    daftar: list[str] = []
    asli = Workspace.periksa

    def catat(self: Workspace, path: str, *sisa: Any, **pilihan: Any) -> Any:
        daftar.append(path)
        return asli(self, path, *sisa, **pilihan)

    monkeypatch.setattr(Workspace, "periksa", catat)
    return daftar


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that knows nothing yet."""
    tempat = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("KSDGEN_CACHE", str(tempat))
    return tempat


def periksa(path: Path, *pilihan: object) -> tuple[int, str]:
    """A check as it is told."""
    jalan = ksdgen("check", path, *pilihan)
    return jalan.kode, jalan.semua


def segar(monkeypatch: pytest.MonkeyPatch, path: Path, *pilihan: object) -> tuple[int, str]:
    """A check that knows nothing of earlier ones."""
    with monkeypatch.context() as m:
        m.setenv("KSDGEN_CACHE", "")
        return periksa(path, *pilihan)


# --- results of earlier runs --------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("path", DISERTAKAN)
def test_hasil_tersimpan_sama_dengan_hasil_segar(
    path: str, cache: Path, dihitung: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In two formats each, all formats in turn: what is kept are findings, and a report is made of them anew every time."""
    berkas = AKAR / path
    turn = 2 * DISERTAKAN.index(path)
    for format_ in (FORMAT[turn % len(FORMAT)], FORMAT[(turn + 1) % len(FORMAT)]):
        pilihan = ("--tanggal", HARI, "--format", format_)
        harap = segar(monkeypatch, berkas, *pilihan)
        pertama = periksa(berkas, *pilihan)
        dihitung.clear()
        assert periksa(berkas, *pilihan) == pertama == harap
        assert dihitung == []


def test_seluruh_folder_dari_simpanan(cache: Path, dihitung: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = AKAR / "agreements"
    monkeypatch.setenv("KSDGEN_PROSES", "1")
    harap = segar(monkeypatch, folder, "--tanggal", HARI)
    assert len(dihitung) == len(DISERTAKAN)
    assert periksa(folder, "--tanggal", HARI) == harap
    dihitung.clear()
    assert periksa(folder, "--tanggal", HARI) == harap
    assert dihitung == []


PIHAK = "bentuk: pemerintah_daerah\nnama: Pemerintah Daerah Kabupaten Contoh\ntempat_kedudukan: Contoh\nalamat: Jalan Contoh Nomor 1\n"


def _tambahi(path: Path, teks: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + teks, encoding="utf-8")


def _ganti(path: Path, lama: str, baru: str) -> None:
    isi = path.read_text(encoding="utf-8")
    assert lama in isi
    path.write_text(isi.replace(lama, baru), encoding="utf-8")


UBAHAN: dict[str, Callable[[Path], object]] = {
    "naskah": lambda r: _tambahi(r / "agreements/pks.yaml", "# x\n"),
    "naskah_tanpa_ganti_panjang": lambda r: _ganti(r / "agreements/pks.yaml", "Inflasi", "inflasI"),
    "berkas_pihak": lambda r: _ganti(r / "agreements/pihak/contoh.yaml", "Nomor 1", "Nomor 2"),
    "berkas_pihak_hilang": lambda r: (r / "agreements/pihak/contoh.yaml").unlink(),
    "berkas_pihak_yml_menjadi_yaml": lambda r: (r / "agreements/pihak/kedua.yaml").write_text(PIHAK, encoding="utf-8"),
    "nama_berkas_pihak_lain": lambda r: (r / "agreements/pihak/tak-adaa.yaml").write_text(PIHAK, encoding="utf-8"),
    "ksb": lambda r: _ganti(r / "agreements/ksb.yaml", "2026-12-07", "2026-12-08"),
    "ksb_hilang": lambda r: (r / "agreements/ksb.yaml").unlink(),
    "pihak_dari_ksb": lambda r: _ganti(r / "agreements/pihak/hanya-ksb.yaml", "Kabupaten Contoh", "Kabupaten Lain"),
    "klausul_sendiri": lambda r: templat(r, "klausul/penutup_sendiri.j2", "---\njudul: X\n---\n(1) x.\n"),
    "gaya_sendiri": lambda r: templat(r, "gaya/dinas.yaml", "uraian: x\nberdasar_pada: baku\nkolom_tanda_tangan: 2\n"),
    "gambar": lambda r: (r / "agreements/logo.png").write_bytes(PNG + b"x"),
    "gambar_hilang": lambda r: (r / "agreements/logo.png").unlink(),
    "kunci": lambda r: (r / "agreements/pks.kunci.json").write_text("{}", encoding="utf-8"),
    "folder_agreements_baru": lambda r: (r / "agreements/agreements").mkdir(),
}


@pytest.fixture
def bergantung(repo: Path) -> Path:
    """A repository with an agreement that depends on one file of each kind."""
    for nama in ("contoh.yaml", "kedua.yml", "hanya-ksb.yaml"):
        simpan(repo, PIHAK, f"pihak/{nama}")
    (repo / "agreements/logo.png").write_bytes(PNG)
    templat(repo, "gaya/dinas.yaml", "uraian: Gaya dinas\nberdasar_pada: baku\n")
    induk = pasang(ksb(3), "para_pihak.2", {"kode": "lain", "acuan": "pihak/hanya-ksb", "nomor": "1/1/2026"})
    simpan(repo, induk, "ksb.yaml")
    data = pks(kesepakatan_bersama="ksb.yaml", gaya="dinas", tentang="Pengendalian Inflasi")
    data = pasang(data, "para_pihak.0.logo", "logo.png")
    data["para_pihak"] += [
        {"kode": "c", "acuan": "pihak/contoh", "nomor": "7/1/2026"},
        {"kode": "d", "acuan": "pihak/kedua", "nomor": "7/2/2026"},
        {"kode": "e", "acuan": "pihak/tak-ada", "nomor": "7/3/2026"},
    ]
    simpan(repo, data, "pks.yaml")
    simpan(repo, ksb(), "lain.yaml")
    return repo


@pytest.mark.slow
@pytest.mark.parametrize("ubahan", UBAHAN)
def test_yang_berubah_diperiksa_lagi(
    ubahan: str, bergantung: Path, cache: Path, dihitung: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file that the result rests on, changed in any way, makes the result void; the result is then that of a fresh check."""
    berkas = bergantung / "agreements/pks.yaml"
    pilihan = ("--tanggal", HARI)
    periksa(berkas, *pilihan)
    dihitung.clear()
    periksa(berkas, *pilihan)
    assert dihitung == []
    UBAHAN[ubahan](bergantung)
    sesudah = periksa(berkas, *pilihan)
    assert dihitung == ["agreements/pks.yaml"] or ubahan == "folder_agreements_baru"
    assert sesudah == segar(monkeypatch, berkas, *pilihan)
    dihitung.clear()
    assert periksa(berkas, *pilihan) == sesudah
    assert dihitung == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "ubahan", [u for u in UBAHAN if u not in ("folder_agreements_baru", "klausul_sendiri", "gaya_sendiri")]
)
def test_dalam_folder_pun_diperiksa_lagi(
    ubahan: str, bergantung: Path, cache: Path, dihitung: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one agreement reads another in the run has read before: it depends on it all the same. Others are left in peace."""
    folder = bergantung / "agreements"
    periksa(folder, "--tanggal", HARI)
    dihitung.clear()
    UBAHAN[ubahan](bergantung)
    sesudah = periksa(folder, "--tanggal", HARI)
    assert "agreements/pks.yaml" in dihitung
    assert "agreements/lain.yaml" not in dihitung
    assert sesudah == segar(monkeypatch, folder, "--tanggal", HARI)


def test_naskah_beku_dan_gambarnya(
    repo: Path, cache: Path, dihitung: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    templat(repo, "gaya/dinas.yaml", "uraian: Gaya dinas\nberdasar_pada: baku\nlambang_negara: logo.png\n")
    gambar = repo / "templates/gaya/logo.png"
    gambar.write_bytes(PNG)
    berkas = simpan(repo, ksb(status="ditandatangani", gaya="dinas"))
    periksa(berkas, "--tanggal", HARI)
    ruang = Workspace(repo)
    beku = bekukan(ruang.periksa("agreements/a.yaml", date.fromisoformat(HARI)))
    assert "logo.png" in beku
    (repo / "agreements/a.beku.json").write_text(beku, encoding="utf-8")
    for ubah in (
        lambda: None,
        lambda: gambar.write_bytes(PNG + b"x"),
        lambda: _ganti(berkas, "Inflasi", "Deflasi"),
        lambda: (repo / "agreements/a.beku.json").write_text("{}", encoding="utf-8"),
    ):
        ubah()
        dihitung.clear()
        assert periksa(berkas, "--tanggal", HARI) == segar(monkeypatch, berkas, "--tanggal", HARI)
        assert dihitung.count("agreements/a.yaml") == 2, "the file was checked once with the cache and once without"


def test_hari_lain_dan_kode_lain(repo: Path, cache: Path, dihitung: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    berkas = simpan(
        repo, ksb(pengecualian=[{"aturan": "KSD346", "alasan": "x", "penanggung_jawab": "y", "sampai": "2026-11-22"}])
    )
    hasil = {hari: periksa(berkas, "--tanggal", hari) for hari in ("2026-11-22", "2026-11-23")}
    assert len(dihitung) == 2
    assert "KSD091" in hasil["2026-11-23"][1] and "KSD091" not in hasil["2026-11-22"][1]
    monkeypatch.setattr(results, "_sidik_kode", lambda: b"another version")
    assert periksa(berkas, "--tanggal", "2026-11-23") == hasil["2026-11-23"]
    assert len(dihitung) == 3


def test_yang_tak_terbaca_tidak_disimpan(
    repo: Path, cache: Path, dihitung: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be read now may be readable at once after."""
    from ksdgen.world.tree import WorkingTree

    berkas = simpan(repo, ksb())
    asli = WorkingTree.read

    def gagal(self: WorkingTree, path: str) -> bytes | None:
        if path == "agreements/a.kunci.json":
            raise PermissionError(path)
        return asli(self, path)

    with monkeypatch.context() as m:
        m.setattr(WorkingTree, "read", gagal)
        assert "KSD056" in periksa(berkas)[1]
    assert "KSD056" not in periksa(berkas)[1]
    assert len(dihitung) == 2


def test_tanpa_cache_tidak_ada_yang_ditulis(repo: Path, dihitung: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for nama in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(nama, str(repo / "rumah"))
    monkeypatch.setenv("KSDGEN_CACHE", "")
    berkas = simpan(repo, ksb())
    assert periksa(berkas) == periksa(berkas)
    assert len(dihitung) == 2
    assert not (repo / "rumah").exists()


def test_satu_simpanan_untuk_satu_berkas(repo: Path, cache: Path) -> None:
    berkas = simpan(repo, ksb())
    for hari in ("2026-11-22", "2026-11-23", "2026-11-24"):
        periksa(berkas, "--tanggal", hari)
        _tambahi(berkas, "# x\n")
    assert len(list((cache / results.FOLDER).iterdir())) == 1


def test_yang_sudah_diketahui_hanya_memuat_click(repo: Path, cache: Path) -> None:
    berkas = simpan(repo, ksb())
    kode = (
        "import sys; from ksdgen.cli import main; main(sys.argv[1:]); sys.stderr.write(' '.join(sorted(sys.modules)))"
    )

    def modul() -> set[str]:
        hasil = subprocess.run(
            [sys.executable, "-c", kode, "check", berkas], capture_output=True, text=True, check=True
        )
        return set(hasil.stderr.split())

    assert "jinja2" in modul()
    berat = {"jinja2", "yaml", "docx", "lxml", "pickle", "hashlib", "json", "decimal"}
    berat |= {
        f"ksdgen.{m}"
        for m in (
            "compose",
            "rules",
            "desk.agreement",
            "desk.loading",
            "desk.frozen",
            "desk.outcome",
            "naskah.model",
            "source.decode",
            "source.parse",
            "catalogue.catalogue",
            "regulation",
        )
    }
    assert modul() & berat == set()


# --- printing -----------------------------------------------------------------------------------------------------------------------------


def cetak(path: Path, out: Path, format_: str = "docx,txt,html") -> tuple[int, str, dict[str, bytes]]:
    """A run of `render`: what it tells, and all files that it left."""
    jalan = ksdgen("render", path, "--out", out, "--format", format_, "--tanggal", HARI)
    berkas = {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    return jalan.kode, jalan.semua.replace(str(out), "OUT"), berkas


@pytest.mark.slow
def test_cetakan_lama_dipakai_selama_tidak_ada_yang_berubah(
    repo: Path, cache: Path, dihitung: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    naskah = simpan(repo, ksb())
    simpan(repo, ksb(gaya="tak_ada"), "salah.yaml")
    folder, out = repo / "agreements", repo / "o"
    with monkeypatch.context() as m:
        m.setenv("KSDGEN_CACHE", "")
        harap = cetak(folder, repo / "segar")
    assert harap[0] == 1 and len(harap[2]) == 3
    assert cetak(folder, out) == harap
    waktu = {p: p.stat().st_mtime_ns for p in out.iterdir()}
    dihitung.clear()
    assert cetak(folder, out) == harap
    assert dihitung == [] and waktu == {p: p.stat().st_mtime_ns for p in out.iterdir()}

    for ubah, lagi in (
        (lambda: (out / "a.docx").unlink(), 1),
        (lambda: (out / "a.txt").write_text("x"), 1),
        (lambda: shutil.rmtree(out), 1),
        (lambda: _tambahi(naskah, "# x\n"), 1),
        (lambda: None, 0),
    ):
        ubah()
        dihitung.clear()
        assert cetak(folder, out) == harap
        assert len(dihitung) == lagi
    _ganti(naskah, "pengendalian inflasi", "pengendalian harga")
    baru = cetak(folder, out)
    assert baru[2]["a.txt"] != harap[2]["a.txt"] and b"pengendalian harga" in baru[2]["a.txt"]


def test_format_lain_dan_folder_lain_dicetak(repo: Path, cache: Path) -> None:
    berkas = simpan(repo, ksb())
    semua = cetak(berkas, repo / "o")[2]
    assert cetak(berkas, repo / "o", "txt")[2] == semua
    assert set(cetak(berkas, repo / "p", "txt")[2]) == {"a.txt"}
    assert cetak(berkas, repo / "p")[2] == semua


def test_naskah_bertanda_tangan_tetap_dibekukan(repo: Path, cache: Path) -> None:
    """Freezing is never skipped because the file was printed before."""
    templat(repo, "gaya/dinas.yaml", "uraian: Gaya dinas\nberdasar_pada: baku\nlambang_negara: logo.png\n")
    (repo / "templates/gaya/logo.png").write_bytes(PNG)
    berkas = simpan(repo, ksb(status="ditandatangani", gaya="dinas"))
    beku = repo / "agreements/a.beku.json"
    for _ in range(2):
        assert "KSD055" in cetak(berkas, repo / "o")[1] and beku.exists()
        beku.unlink()
    cetak(berkas, repo / "o")
    assert "KSD055" not in cetak(berkas, repo / "o")[1]
    assert "KSD055" not in cetak(berkas, repo / "o")[1]


def test_yang_tak_tertulis_dicoba_lagi(repo: Path, cache: Path) -> None:
    """What could not be written is told, the other files are written, and the next run tries again."""
    simpan(repo, ksb())
    simpan(repo, ksb(), "b.yaml")
    out = repo / "o"
    (out / "a.docx").mkdir(parents=True)
    for _ in range(2):
        kode, kata, isi = cetak(repo / "agreements", out)
        assert kode == 2 and "tidak dapat ditulis: sudah ada folder dengan nama itu" in kata
        assert {"a.txt", "b.docx", "b.txt"} <= set(isi)
    (out / "a.docx").rmdir()
    assert cetak(repo / "agreements", out)[0] == 0


# --- several processes --------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def banyak(repo: Path) -> Path:
    """More files than one process would take, some with faults, some with numbers used twice."""
    for i in range(BATAS_PROSES + 5):
        naskah = ksb(2 + i % 3, tentang=f"Urusan {i}", status=("konsep", "siap_ditandatangani")[i % 2])
        simpan(repo, pasang(naskah, "para_pihak.0.nomor", f"{i % 7}/KSB/2026"), f"{i:02}.yaml")
    simpan(repo, "jenis: [", "rusak.yaml")
    return repo / "agreements"


@pytest.mark.slow
def test_beberapa_proses_sama_dengan_satu(banyak: Path, monkeypatch: pytest.MonkeyPatch, dihitung: list[str]) -> None:
    monkeypatch.setenv("KSDGEN_CACHE", "")
    hasil = []
    for proses in ("1", "2", "5"):
        monkeypatch.setenv("KSDGEN_PROSES", proses)
        dihitung.clear()
        hasil.append(periksa(banyak, "--tanggal", HARI))
        # Forked processes count for themselves: here only the first was done.
        assert len(dihitung) == (1 if proses != "1" and hasattr(os, "fork") else BATAS_PROSES + 6)
    assert "KSD530" in hasil[0][1] and "KSD002" in hasil[0][1]
    assert hasil[0] == hasil[1] == hasil[2]


def test_proses_lain_pun_menyimpan(
    banyak: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, dihitung: list[str]
) -> None:
    monkeypatch.setenv("KSDGEN_PROSES", "2")
    pertama = periksa(banyak, "--tanggal", HARI)
    dihitung.clear()
    assert periksa(banyak, "--tanggal", HARI) == pertama
    assert dihitung == []


@pytest.mark.slow
def test_beberapa_proses_mencetak_hal_yang_sama(
    banyak: Path, monkeypatch: pytest.MonkeyPatch, dihitung: list[str]
) -> None:
    monkeypatch.setenv("KSDGEN_CACHE", "")
    hasil = []
    for proses in ("1", "2"):
        monkeypatch.setenv("KSDGEN_PROSES", proses)
        hasil.append(cetak(banyak, banyak.parent / f"o{proses}", "docx,txt"))
    assert len(hasil[0][2]) >= BATAS_PROSES
    assert hasil[0] == hasil[1]


@pytest.mark.parametrize("minta", ["", "0", "1", "3", "x", "-1", "1.5"])
def test_jumlah_proses(minta: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSDGEN_PROSES", minta)
    n = jumlah_proses()
    assert n == (max(1, int(minta)) if minta.isdecimal() else n) and n >= 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_proses_yang_mati_tidak_membawa_apa_pun() -> None:
    induk = os.getpid()

    def mati(i: int) -> int:
        if i == 7 and os.getpid() != induk:
            os._exit(9)
        return i * i

    assert list(pool.sebar(range(30), mati, 2)) == [(i, i * i) for i in range(30)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kesalahan_dalam_proses_lain_tetap_kesalahan(banyak: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asli = Workspace.periksa

    def rusak(self: Workspace, path: str, *sisa: Any, **pilihan: Any) -> Any:
        if path.endswith("07.yaml"):
            raise RuntimeError("boom")
        return asli(self, path, *sisa, **pilihan)

    monkeypatch.setattr(Workspace, "periksa", rusak)
    monkeypatch.setenv("KSDGEN_PROSES", "2")
    monkeypatch.setenv("KSDGEN_CACHE", "")
    jalan = ksdgen("check", banyak)
    assert jalan.kode == 3 and "RuntimeError" in jalan.galat


# --- growth -------------------------------------------------------------------------------------------------------------------------------
