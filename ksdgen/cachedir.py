"""A folder for what can be computed again: keyed by content, safe to delete at any time."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def folder() -> Path:
    """Where the cache lives; KSDGEN_CACHE overrides."""
    tempat = os.environ.get("KSDGEN_CACHE")
    if tempat:
        return Path(tempat)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "ksdgen" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))) / "ksdgen"


def ambil(nama: str) -> bytes | None:
    """What was kept under a name, or None."""
    try:
        return (folder() / nama).read_bytes()
    except OSError:
        return None


def simpan(nama: str, data: bytes) -> None:
    """Keep something under a name; where nothing can be written, nothing is kept."""
    try:
        tempat = folder()
        tempat.mkdir(parents=True, exist_ok=True)
        sementara = tempat / f".{nama}.{os.getpid()}"
        sementara.write_bytes(data)
        sementara.replace(tempat / nama)
    except OSError:
        return
