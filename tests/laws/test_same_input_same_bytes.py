"""Law 2: the same input gives the same bytes: no clock, no locale, no order of sets."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ksdgen.catalogue.schema import NASKAH_FILE
from ksdgen.difference import compare_versions, list_changes
from ksdgen.word.writer import write
from tests.helpers.pairs import NASKAH, naskah
from tests.helpers.util import ROOT, ksb, pks, process, put, save
from tests.helpers.word_util import ASSETS, agreement

_RENDER = """
import hashlib, locale
try:
    locale.setlocale(locale.LC_ALL, "")
except locale.Error:
    pass
from tests.helpers.word_util import ASSETS, agreement
from ksdgen.word.writer import write
print(hashlib.sha256(write(agreement(11), ASSETS)).hexdigest())
"""


@pytest.mark.slow
def test_same_input_same_bytes_everywhere() -> None:
    expected = hashlib.sha256(write(agreement(11), ASSETS)).hexdigest()
    root = Path(__file__).resolve().parents[2]
    for place in ({"TZ": "Asia/Jayapura", "LC_ALL": "C"}, {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8"}):
        env = {**os.environ, **place, "PYTHONHASHSEED": "7", "PYTHONPATH": str(root)}
        result = subprocess.run([sys.executable, "-c", _RENDER], env=env, check=True, capture_output=True, text=True)
        assert result.stdout.strip() == expected


@pytest.mark.slow
def test_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import sys, pathlib; from ksdgen.desk.workspace import Workspace; from ksdgen.catalogue.schema import *;"
        "sys.stdout.buffer.write(write(naskah_schema(Workspace(pathlib.Path('.')).catalogue)))"
    )
    written = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    ]
    assert written[0] == written[1] == (ROOT / "agreements" / NASKAH_FILE).read_bytes()


@pytest.mark.slow
def test_same_bytes_everywhere(repo: Path) -> None:
    """Time zone, locale, hash seed and cache change nothing."""
    save(repo, put(pks(), "para_pihak.0.alamat", "Jalan Élysée 漢字"), "a.yaml")
    save(repo, ksb(11), "b.yaml")
    printed = []
    for index, env in enumerate(
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
        out = repo / f"o{index}"
        completed = process("render", repo, "--out", out, "--format", "txt,docx,html", env=env)
        assert completed.returncode in (0, 1), completed.stderr
        printed.append({file.name: file.read_bytes() for file in out.iterdir()})
    assert len(printed[0]) == 6
    assert printed[0] == printed[1] == printed[2]


def test_same_input_same_result() -> None:
    first, second = naskah(NASKAH[0]), naskah(NASKAH[1])
    assert compare_versions(first, second) == compare_versions(first, second)
    assert list_changes(compare_versions(first, second)) == list_changes(compare_versions(first, second))
