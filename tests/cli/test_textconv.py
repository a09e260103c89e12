"""`ksdgen textconv`: `git diff` shows what an agreement prints."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.helpers.git_util import Git
from tests.helpers.util import ksb, yaml

A = "agreements/a.yaml"
PERINTAH = f'"{sys.executable}" -m ksdgen textconv'


def test_git_diff_shows_what_the_agreement_prints(g: Git) -> None:
    g.tulis(".gitattributes", "agreements/**/*.yaml diff=ksdgen\n")
    g("config", "diff.ksdgen.textconv", PERINTAH)
    teks = subprocess.run(
        ["git", "diff", "HEAD~1", "HEAD", "--", A], check=True, capture_output=True, cwd=g.akar
    ).stdout.decode()
    assert "3 (tiga) tahun" in teks and "5 (lima) tahun" in teks
    assert "jangka_waktu:" not in teks


def test_textconv_resolves_parties_and_never_fails(g: Git, tmp_path_factory: pytest.TempPathFactory) -> None:
    isi = ksb()
    isi["para_pihak"][0] = {
        "kode": "garut",
        "acuan": "pihak/garut",
        **{k: isi["para_pihak"][0][k] for k in ("pemrakarsa", "nomor", "tempat_kedudukan", "penanda_tangan", "daerah")},
    }
    g.tulis(
        "agreements/pihak/garut.yaml",
        yaml(
            {
                "bentuk": "pemerintah_daerah",
                "nama": "Pemerintah Daerah Kabupaten Garut",
                "alamat": "Jalan Pembangunan Nomor 1, Garut",
            }
        ),
    )
    luar = tmp_path_factory.mktemp("git-blob") / "a.yaml"
    for teks, ada in (
        (yaml(isi), "PEMERINTAH DAERAH KABUPATEN GARUT"),
        ("jenis: [", "jenis: ["),
        ("", ""),
        ("a: 1\n", "a: 1\n"),
    ):
        luar.write_text(teks, encoding="utf-8")
        hasil = subprocess.run(
            [sys.executable, "-m", "ksdgen", "textconv", str(luar)],
            check=True,
            capture_output=True,
            cwd=g.akar,
            env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        )
        assert ada in hasil.stdout.decode("utf-8").upper() or ada in hasil.stdout.decode("utf-8")
