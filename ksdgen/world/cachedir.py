"""A folder for what can be computed again: keyed by content, safe to delete at any time."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path | None:
    """Where the cache lives; KSDGEN_CACHE overrides, and says that there is none when it is empty."""
    tempat = os.environ.get("KSDGEN_CACHE")
    if tempat is not None:
        return Path(tempat) if tempat else None
    # Imported here because it costs about 6 ms, which a run whose cache is named need not pay.
    from platformdirs import user_cache_path

    return user_cache_path("ksdgen", appauthor=False)


def ambil(nama: str) -> bytes | None:
    """What was kept under a name, or None."""
    tempat = folder()
    if tempat is None:
        return None
    try:
        return (tempat / nama).read_bytes()
    except OSError:
        return None


def simpan(nama: str, data: bytes) -> None:
    """Keep something under a name; where nothing can be written, nothing is kept."""
    tempat = folder()
    if tempat is None:
        return
    tujuan = tempat / nama
    sementara = tujuan.parent / f".{tujuan.name}.{os.getpid()}"
    try:
        try:
            sementara.write_bytes(data)
        except FileNotFoundError:
            tujuan.parent.mkdir(parents=True, exist_ok=True)
            sementara.write_bytes(data)
        sementara.replace(tujuan)
    except OSError:
        # Nothing half-written stays behind where the disk is full.
        try:
            sementara.unlink(missing_ok=True)
        except OSError:
            return


def batasi(nama: str, batas: int) -> None:
    """Take away the oldest of what is kept in a folder of the cache, when there is more than `batas`; then a quarter of it goes."""
    tempat = folder()
    if tempat is None:
        return
    try:
        isi = list((tempat / nama).iterdir())
        if len(isi) <= batas:
            return
        umur = sorted((p.stat().st_mtime_ns, p) for p in isi)
        for _, path in umur[: len(umur) - batas * 3 // 4]:
            path.unlink(missing_ok=True)
    except OSError:
        return
