"""What tests of several commands share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.git_util import Git, repository
from tests.helpers.util import ksb, put, yaml


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository with one agreement in two commits; the working directory is its root."""
    monkeypatch.chdir(tmp_path)
    return repository(tmp_path, yaml(ksb()), yaml(put(ksb(), "jangka_waktu.lama", "5 tahun")))
