"""Where the cache lives on each system, and that finding out costs nothing when the folder is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ksdgen.world import cachedir


def test_named_folder_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSDGEN_CACHE", str(tmp_path))
    assert cachedir.folder() == tmp_path
    monkeypatch.setenv("KSDGEN_CACHE", "")
    assert cachedir.folder() is None


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_folders_of_linux(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KSDGEN_CACHE")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cachedir.folder() == tmp_path / "xdg" / "ksdgen"
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    assert cachedir.folder() == tmp_path / ".cache" / "ksdgen"


@pytest.mark.skipif(sys.platform != "win32", reason="the folder of Windows")
def test_folder_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that earlier versions used; Windows does not tell `Cache` from `cache`."""
    monkeypatch.delenv("KSDGEN_CACHE")
    folder = cachedir.folder()
    assert folder is not None
    assert [part.lower() for part in folder.parts[-3:]] == ["local", "ksdgen", "cache"]


@pytest.mark.skipif(sys.platform != "darwin", reason="the folder of macOS")
def test_folder_of_macos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KSDGEN_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cachedir.folder() == Path.home() / "Library" / "Caches" / "ksdgen"


@pytest.mark.parametrize("value", ["", "named"])
def test_named_folder_does_not_load_platformdirs(tmp_path: Path, value: str) -> None:
    code = (
        "import os, sys; from ksdgen.world import cachedir; "
        f"os.environ['KSDGEN_CACHE'] = {value and str(tmp_path)!r}; cachedir.folder(); "
        "sys.exit('platformdirs' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
