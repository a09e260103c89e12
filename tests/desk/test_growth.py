"""Work and memory grow no faster than what is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ksdgen.desk.workspace import Workspace
from tests.helpers.util import ksb, simpan


def _panggilan(kerja: Callable[[], object]) -> int:
    """How many functions a piece of work calls: a measure of work that no other process disturbs."""
    jumlah = 0

    def catat(*_: object) -> None:
        nonlocal jumlah
        jumlah += 1

    sys.setprofile(catat)
    try:
        kerja()
    finally:
        sys.setprofile(None)
    return jumlah


def _panjang(repo: Path, n: int) -> Path:
    isi = "".join(
        f"({i}) PARA PIHAK melaksanakan kegiatan ke-{i} sesuai ketentuan peraturan perundang-undangan.\n"
        for i in range(1, n + 1)
    )
    pasal = [{"kode": "rinci", "judul": "RINCIAN", "setelah": "pelaksanaan", "isi": isi}]
    return simpan(repo, ksb(pasal_tambahan=pasal), f"n{n}.yaml")


def test_pekerjaan_tumbuh_lurus(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three times the paragraphs cost no more than three times the work."""
    ruang = Workspace(repo)
    berkas = {n: _panjang(repo, n).relative_to(repo).as_posix() for n in (1, 200, 400, 800)}
    ruang.periksa(berkas[1], date(2026, 11, 22))
    kerja = {n: _panggilan(lambda p=p: ruang.periksa(p, date(2026, 11, 22))) for n, p in berkas.items()}
    assert (kerja[800] - kerja[400]) <= 2.1 * (kerja[400] - kerja[200])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs the resource module")
def test_memori_tidak_tumbuh_dengan_banyaknya_naskah(repo: Path) -> None:
    """A thousand files take at most 60 MiB more than a few."""

    def puncak(n: int) -> float:
        for i in range(n):
            simpan(repo, ksb(tentang=f"Urusan {i}"), f"{n}/{i:04}.yaml")
        kode = (
            "import sys, resource; from ksdgen.cli import main; main(sys.argv[1:]);"
            "r = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss; sys.stderr.write(f' {r}')"
        )
        env = {**os.environ, "KSDGEN_CACHE": "", "KSDGEN_PROSES": "1"}
        perintah = [sys.executable, "-c", kode, "check", "-q", repo / "agreements" / str(n)]
        galat = subprocess.run(perintah, capture_output=True, text=True, check=True, env=env).stderr
        return int(galat.split()[-1]) / (1024 * 1024 if sys.platform == "darwin" else 1024)

    assert (puncak(210) - puncak(10)) * 5 <= 60
