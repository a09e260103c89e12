"""`ksdgen textconv`: `git diff` shows what an agreement prints."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.helpers.git_util import Git
from tests.helpers.util import ksb, yaml

NASKAH = "agreements/a.yaml"
COMMANDS = f'"{sys.executable}" -m ksdgen textconv'


def test_git_diff_shows_what_the_agreement_prints(git: Git) -> None:
    git.write(".gitattributes", "agreements/**/*.yaml diff=ksdgen\n")
    git("config", "diff.ksdgen.textconv", COMMANDS)
    text = subprocess.run(
        ["git", "diff", "HEAD~1", "HEAD", "--", NASKAH], check=True, capture_output=True, cwd=git.root
    ).stdout.decode()
    assert "3 (tiga) tahun" in text and "5 (lima) tahun" in text
    assert "jangka_waktu:" not in text


def test_textconv_resolves_parties_and_never_fails(git: Git, tmp_path_factory: pytest.TempPathFactory) -> None:
    content = ksb()
    content["para_pihak"][0] = {
        "kode": "garut",
        "acuan": "pihak/garut",
        **{
            k: content["para_pihak"][0][k]
            for k in ("pemrakarsa", "nomor", "tempat_kedudukan", "penanda_tangan", "daerah")
        },
    }
    git.write(
        "agreements/pihak/garut.yaml",
        yaml(
            {
                "bentuk": "pemerintah_daerah",
                "nama": "Pemerintah Daerah Kabupaten Garut",
                "alamat": "Jalan Pembangunan Nomor 1, Garut",
            }
        ),
    )
    outside = tmp_path_factory.mktemp("git-blob") / "a.yaml"
    for text, present in (
        (yaml(content), "PEMERINTAH DAERAH KABUPATEN GARUT"),
        ("jenis: [", "jenis: ["),
        ("", ""),
        ("a: 1\n", "a: 1\n"),
    ):
        outside.write_text(text, encoding="utf-8")
        result = subprocess.run(
            [sys.executable, "-m", "ksdgen", "textconv", str(outside)],
            check=True,
            capture_output=True,
            cwd=git.root,
            env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        )
        assert present in result.stdout.decode("utf-8").upper() or present in result.stdout.decode("utf-8")
