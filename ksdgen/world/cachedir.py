"""A folder for what can be computed again: keyed by content, safe to delete at any time."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path | None:
    """Where the cache lives; KSDGEN_CACHE overrides, and says that there is none when it is empty."""
    place = os.environ.get("KSDGEN_CACHE")
    if place is not None:
        return Path(place) if place else None
    # Imported here because it costs about 6 ms, which a run whose cache is named need not pay.
    from platformdirs import user_cache_path

    return user_cache_path("ksdgen", appauthor=False)


def take(name: str) -> bytes | None:
    """What was kept under a name, or None."""
    place = folder()
    if place is None:
        return None
    try:
        return (place / name).read_bytes()
    except OSError:
        return None


def save(name: str, data: bytes) -> None:
    """Keep something under a name; where nothing can be written, nothing is kept."""
    place = folder()
    if place is None:
        return
    target = place / name
    temporary = target.parent / f".{target.name}.{os.getpid()}"
    try:
        try:
            temporary.write_bytes(data)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
        temporary.replace(target)
    except OSError:
        # Nothing half-written stays behind where the disk is full.
        try:
            temporary.unlink(missing_ok=True)
        except OSError:
            return


def limit(name: str, most: int) -> None:
    """Where a folder of the cache holds more than `most` files, take away the oldest, down to three quarters of it."""
    place = folder()
    if place is None:
        return
    try:
        entries = list((place / name).iterdir())
        if len(entries) <= most:
            return
        ages = sorted((p.stat().st_mtime_ns, p) for p in entries)
        for _, path in ages[: len(ages) - most * 3 // 4]:
            path.unlink(missing_ok=True)
    except OSError:
        return
