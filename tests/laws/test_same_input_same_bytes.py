"""Law 2: the same input gives the same bytes: no clock, no locale, no order of sets."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ksdgen.catalogue.schema import BERKAS_NASKAH
from ksdgen.difference import bandingkan, daftar_perubahan
from ksdgen.word.writer import tulis
from tests.helpers.pairs import NASKAH, naskah
from tests.helpers.util import AKAR, ksb, pasang, pks, proses, simpan
from tests.helpers.word_util import ASET, perjanjian

_CETAK = """
import hashlib, locale
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from tests.helpers.word_util import ASET, perjanjian
from ksdgen.word.writer import tulis
print(hashlib.sha256(tulis(perjanjian(11), ASET)).hexdigest())
"""


@pytest.mark.slow
def test_masukan_sama_bita_sama_di_mana_pun() -> None:
    harap = hashlib.sha256(tulis(perjanjian(11), ASET)).hexdigest()
    akar = Path(__file__).resolve().parents[2]
    for lingkungan in ({"TZ": "Asia/Jayapura", "LC_ALL": "C"}, {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8"}):
        lain = {**os.environ, **lingkungan, "PYTHONHASHSEED": "7", "PYTHONPATH": str(akar)}
        hasil = subprocess.run([sys.executable, "-c", _CETAK], env=lain, check=True, capture_output=True, text=True)
        assert hasil.stdout.strip() == harap


@pytest.mark.slow
def test_same_bytes_whatever_the_hash_seed() -> None:
    kode = (
        "import sys, pathlib; from ksdgen.desk.workspace import Workspace; from ksdgen.catalogue.schema import *;"
        "sys.stdout.buffer.write(tulis(skema_naskah(Workspace(pathlib.Path('.')).katalog)))"
    )
    hasil = [
        subprocess.run(
            [sys.executable, "-c", kode],
            cwd=AKAR,
            env={**os.environ, "PYTHONHASHSEED": b},
            capture_output=True,
            check=True,
        ).stdout
        for b in ("1", "2")
    ]
    assert hasil[0] == hasil[1] == (AKAR / "agreements" / BERKAS_NASKAH).read_bytes()


@pytest.mark.slow
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
        p = proses("render", repo, "--out", out, "--format", "txt,docx,html", env=env)
        assert p.returncode in (0, 1), p.stderr
        hasil.append({f.name: f.read_bytes() for f in out.iterdir()})
    assert len(hasil[0]) == 6
    assert hasil[0] == hasil[1] == hasil[2]


def test_same_input_same_result() -> None:
    a, b = naskah(NASKAH[0]), naskah(NASKAH[1])
    assert bandingkan(a, b) == bandingkan(a, b)
    assert daftar_perubahan(bandingkan(a, b)) == daftar_perubahan(bandingkan(a, b))
