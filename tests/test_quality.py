"""What a machine can say about the source: lint, strict types, and who may import whom."""

from __future__ import annotations

import subprocess
import sys

import pytest
from util import AKAR


@pytest.mark.parametrize(
    "alat",
    [
        pytest.param(["-m", "ruff", "check", "--no-cache", "."], id="ruff"),
        pytest.param(["-m", "mypy"], id="mypy"),
        pytest.param(
            ["-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"], id="import-linter"
        ),
    ],
)
def test_alat_tidak_menemukan_apa_pun(alat: list[str]) -> None:
    hasil = subprocess.run([sys.executable, *alat], cwd=AKAR, capture_output=True, text=True, check=False)
    assert hasil.returncode == 0, hasil.stdout + hasil.stderr
