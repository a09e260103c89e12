"""What the cache holds at most: what is old, broken, too much or left by earlier versions is removed.

Only what is named as an entry is, is ever removed: the cache folder may hold other files of the user.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

MOST_BYTES = 64 << 20
"""How much there may be of one kind."""

DAY = 24 * 3600 * 10**9
"""A day in nanoseconds, as disks count time."""

LIFETIME = 30 * DAY
"""How long an entry is kept."""

_HEX = frozenset("0123456789abcdef")


def prune(place: Path, most: int, longest: int) -> None:
    """Remove from a shelf what is old, broken or too much; only what is named as an entry is, is ever removed.

    Args:
        place: the shelf.
        most: how many entries may stay.
        longest: how long an entry may be.
    """
    try:
        # By the clock of the disk, which is that of the entries: an entry was just made here, or tried.
        now = place.stat().st_mtime_ns
    except OSError:
        return
    ages: list[tuple[int, int, str]] = []
    for entry, info in _entries(place):
        digits, _, process = entry.removeprefix(".").partition(".")
        if not _is_hex(digits, 32) or (process and not process.isdecimal()):
            continue
        # Earlier versions wrote `.name.process` first. A clock that went wrong may have given a time that is to come.
        is_sound = entry == digits and stat.S_ISREG(info.st_mode) and info.st_size <= longest
        if is_sound and -DAY < now - info.st_mtime_ns < LIFETIME:
            ages.append((info.st_mtime_ns, info.st_size, entry))
        else:
            _remove(place / entry)
    if len(ages) <= most and sum(size for _, size, _ in ages) <= MOST_BYTES:
        return
    # Down to three quarters, so that not each new entry begins it again.
    room, bytes_left = most * 3 // 4, MOST_BYTES * 3 // 4
    for _, size, entry in sorted(ages, reverse=True):
        room, bytes_left = room - 1, bytes_left - size
        if room < 0 or bytes_left < 0:
            _remove(place / entry)


def remove_former(place: Path) -> None:
    """Remove what earlier versions kept: rules in files `aturan-…`, Jinja's own files in folders `jinja-…`."""
    for name, info in _entries(place):
        kind, _, rest = name.removeprefix(".").partition("-")
        if kind == "aturan" and stat.S_ISREG(info.st_mode):
            digits, _, process = rest.partition(".")
            if _is_hex(digits, 32) and (not process or process.isdecimal()):
                _remove(place / name)
        elif kind == "jinja" and stat.S_ISDIR(info.st_mode) and _is_hex(rest, 16):
            for file, _ in _entries(place / name):
                if file.startswith("__jinja2_"):
                    _remove(place / name / file)
            try:
                (place / name).rmdir()
            except OSError:
                continue


def _entries(place: Path) -> list[tuple[str, os.stat_result]]:
    """What a folder holds, links as links; nothing where that cannot be told."""
    try:
        with os.scandir(place) as entries:
            return [(entry.name, entry.stat(follow_symlinks=False)) for entry in entries]
    except OSError:
        return []


def _is_hex(text: str, length: int) -> bool:
    return len(text) == length and _HEX.issuperset(text)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
