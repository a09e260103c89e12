"""`ksdgen textconv`: `git diff` shows what an agreement prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.git_util import Git
from tests.helpers.util import ksb, yaml

NASKAH = "agreements/a.yaml"
COMMAND = f'"{sys.executable}" -m ksdgen textconv'


@pytest.mark.slow
def test_git_diff_shows_what_the_agreement_prints(git: Git) -> None:
    git.write(".gitattributes", "agreements/**/*.yaml diff=ksdgen\n")
    git("config", "diff.ksdgen.textconv", COMMAND)
    text = subprocess.run(
        ["git", "diff", "HEAD~1", "HEAD", "--", NASKAH], check=True, capture_output=True, cwd=git.root
    ).stdout.decode()
    assert "3 (tiga) tahun" in text and "5 (lima) tahun" in text
    assert "jangka_waktu:" not in text


def textconv(git: Git, path: Path) -> str:
    """What a file outside the repository is turned into, at the top of the repository, on an old console."""
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "ksdgen", "textconv", str(path)]
    return subprocess.run(command, check=True, capture_output=True, cwd=git.root, env=environment).stdout.decode()


def test_textconv_finds_parties_in_the_working_tree(git: Git, tmp_path_factory: pytest.TempPathFactory) -> None:
    content = ksb()
    garut = content["para_pihak"][0]
    own = ("kode", "pemrakarsa", "nomor", "tempat_kedudukan", "penanda_tangan", "daerah")
    content["para_pihak"][0] = {"acuan": "pihak/garut", **{key: garut[key] for key in own}}
    git.write("agreements/pihak/garut.yaml", yaml({key: garut[key] for key in ("bentuk", "nama", "alamat")}))
    outside = tmp_path_factory.mktemp("git-blob") / "a.yaml"
    outside.write_text(yaml(content), encoding="utf-8")
    assert "PEMERINTAH DAERAH KABUPATEN GARUT" in textconv(git, outside).upper()


@pytest.mark.slow
@pytest.mark.parametrize("text", ["jenis: [", "", "a: 1\n"])
def test_textconv_gives_back_what_is_no_agreement(
    git: Git, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    outside = tmp_path_factory.mktemp("git-blob") / "a.yaml"
    outside.write_text(text, encoding="utf-8")
    assert textconv(git, outside) == text
