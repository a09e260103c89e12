"""A folder for what can be computed again, private to one user; safe to delete at any time.

Everything in it is sealed with a key that lies elsewhere: what somebody else put there, in a folder that came with a
checkout or that CI restored, is never looked at. Whatever is wrong with the folder, the key or the disk, nothing is
kept and nothing is said.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from functools import lru_cache
from pathlib import Path

from ksdgen.world.digest import SEAL_LENGTH, seal

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest entry."""

SPACE = 512 * 1024 * 1024
"""Bytes that one kind of entries may take; the oldest go first."""

_LEFT_OVER = 3600
"""Seconds after which a temporary file is nobody's any more."""

_UNUSED = 30 * 24 * 3600
"""Seconds after which what an older version of ksdgen kept is taken away."""

_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK"))
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)

_KEY_LENGTH = 32


def folder() -> Path | None:
    """Where the cache lives; KSDGEN_CACHE overrides, and says that there is none when it is empty."""
    place = os.environ.get("KSDGEN_CACHE")
    if place is not None:
        return Path(place) if place else None
    # Imported here because it costs about 6 ms, which a run whose cache is named need not pay.
    from platformdirs import user_cache_path

    return _absolute(user_cache_path("ksdgen", appauthor=False))


def is_used() -> bool:
    """Whether anything can be kept."""
    return _opened() is not None


def take(name: str) -> bytes | None:
    """What was kept under a name, or None.

    Args:
        name: a file name, maybe in a folder ("hasil/…").
    """
    opened = _opened()
    if opened is None:
        return None
    place, key = opened
    data = _read(f"{place}{os.sep}{name}", LARGEST)
    if data is None or data[:SEAL_LENGTH] != seal(key, name, memoryview(data)[SEAL_LENGTH:]):
        return None
    return data[SEAL_LENGTH:]


def save(name: str, data: bytes) -> None:
    """Keep something under a name; where nothing can be written, nothing is kept."""
    opened = _opened()
    if opened is None or len(data) > LARGEST - SEAL_LENGTH:
        return
    place, key = opened
    target = Path(place, name)
    temporary = target.parent / f".{target.name}.{os.getpid()}"
    try:
        try:
            _write_new(temporary, seal(key, name, data), data)
        except FileNotFoundError:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_new(temporary, seal(key, name, data), data)
        temporary.replace(target)
    except OSError:
        # Nothing half-written stays behind where the disk is full.
        _remove(temporary)


def limit(name: str, most: int) -> None:
    """Make room in a folder of the cache, in which entries are one kind; and take away what earlier runs left behind.

    Where it holds more than `most` files, or more than SPACE bytes, the oldest go, down to three quarters. What other
    versions of ksdgen kept goes when it was not used for a month.

    Args:
        name: the folder, or "" for the cache folder itself.
        most: how many files it may hold.
    """
    opened = _opened()
    if opened is None:
        return
    try:
        _limit(Path(opened[0], name), most)
        _remove_unused(Path(opened[0]))
    except OSError:
        return


def _limit(place: Path, most: int) -> None:
    now = time.time()
    entries: list[tuple[float, int, Path]] = []
    for path in place.iterdir():
        status = path.lstat()
        if stat.S_ISDIR(status.st_mode):
            continue
        if path.name.startswith("."):
            # A clock that was set back must not keep it for ever.
            if abs(now - status.st_mtime) > _LEFT_OVER:
                _remove(path)
            continue
        entries.append((status.st_mtime, status.st_size, path))
    total = sum(size for _, size, _ in entries)
    if len(entries) <= most and total <= SPACE:
        return
    entries.sort()
    count = len(entries)
    for _, size, path in entries:
        if count <= most * 3 // 4 and total <= SPACE * 3 // 4:
            return
        _remove(path)
        count, total = count - 1, total - size


def _remove_unused(place: Path) -> None:
    """Folders and files of versions that kept other things, or the same under other names."""
    now = time.time()
    for path in place.iterdir():
        old = now - path.lstat().st_mtime > _UNUSED
        if path.name.startswith("aturan-") and old:
            _remove(path)
        elif path.name.startswith("jinja-"):  # compiled templates as earlier versions kept them
            for file in path.iterdir():
                _remove(file)
            path.rmdir()


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


# --- the folder and its key -------------------------------------------------------------------------------------------


def _opened() -> tuple[str, bytes] | None:
    """The folder and the key, or None where there is no place that belongs to this user alone."""
    return _open(*(os.environ.get(name) for name in ("KSDGEN_CACHE", "XDG_CACHE_HOME", "XDG_STATE_HOME", "HOME")))


@lru_cache(maxsize=8)
def _open(*environment: str | None) -> tuple[str, bytes] | None:
    try:
        place = folder()
        if place is None:
            return None
        _make_private(place)
        key = _key()
    except (OSError, RuntimeError, KeyError, ValueError):  # the system does not know the user, or lets nothing be made
        return None
    return None if key is None else (str(place), key)


def _make_private(place: Path) -> None:
    """Make a folder, or see that it is a folder that only this user can write in.

    Raises:
        OSError: it cannot be made.
        ValueError: it belongs to somebody else, or others can write in it.
    """
    try:
        place.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        status = place.lstat()
        if not stat.S_ISDIR(status.st_mode) or not _is_own(status):
            raise ValueError(place) from None
        if hasattr(os, "geteuid") and stat.S_IMODE(status.st_mode) != 0o700:
            place.chmod(0o700)


def _is_own(status: os.stat_result) -> bool:
    """Whether only this user can write something; Windows keeps the folders of a user by itself."""
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _key() -> bytes | None:
    """The user's key, made when there is none."""
    place = _key_folder()
    if place is None:
        return None
    _make_private(place)
    path = place / "kunci"
    for _ in range(2):
        key = _read(str(path), _KEY_LENGTH)
        if key is not None:
            return key if len(key) == _KEY_LENGTH and _is_own(path.lstat()) else None
        temporary = place / f".kunci.{os.getpid()}"
        _remove(temporary)
        _write_new(temporary, os.urandom(_KEY_LENGTH))
        try:
            os.link(temporary, path)  # only if nobody else has made one meanwhile
        except FileExistsError:
            pass
        except OSError:  # no such thing on this disk
            temporary.rename(path)
        finally:
            _remove(temporary)
    return None


def _key_folder() -> Path | None:
    if os.name == "posix" and sys.platform != "darwin":
        # As platformdirs has it, without the 6 ms of loading that.
        return _absolute(Path(os.environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser() / "ksdgen")
    from platformdirs import user_state_path

    return _absolute(user_state_path("ksdgen", appauthor=False))


def _absolute(path: Path) -> Path | None:
    return path if path.is_absolute() else None


def _read(path: str, most: int) -> bytes | None:
    """The bytes of a plain file; None where there is none, or a larger one, or it cannot be read."""
    try:
        descriptor = os.open(path, _READ)
    except (OSError, ValueError):
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return None
        data = os.read(descriptor, status.st_size + 1)
        return data if len(data) == status.st_size else None
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _write_new(path: Path, *pieces: bytes) -> None:
    """Write a file that only this user can read.

    Raises:
        OSError: there is one, or it cannot be written.
    """
    descriptor = os.open(path, _NEW, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        for piece in pieces:
            stream.write(piece)
