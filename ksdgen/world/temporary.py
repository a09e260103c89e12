"""Files and folders that are on their way to something else: each is held by a lock that ends with its process, however
that ends, so that the next run knows what a dead one has left behind.

A number of the process would not do: a container gives every run the same one. Where a disk or system has no such
locks, age tells.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ksdgen.world.paths import absolute

_FILE = ".ksdgen-sementara-"
"""What the names of temporary files begin with."""

_FOLDER = "ksdgen-sementara-"
"""What the names of temporary folders begin with."""

_HOLD = ".dipakai"
"""The file in a temporary folder by which it is held."""

_OLD = 24 * 3600
"""Seconds after which what nobody can be seen to hold is held by nobody."""

_TRIES = 9
"""How often a place is looked for that no other run takes for one left behind, at the moment between its making and its
locking.
"""

_OPEN = os.O_RDWR | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK"))

_swept: set[str] = set()
"""Folders in which this process has looked for what was left behind."""


def new_file(folder: Path) -> BinaryIO:
    """A new file in a folder, open and held until it is closed; its mode is that of new files.

    Raises:
        OSError: it cannot be made.
    """
    for _ in range(_TRIES):
        # One made by `tempfile` would have to be told its mode.
        stream = (folder / f"{_FILE}{os.urandom(6).hex()}").open("xb")
        if _lock(stream.fileno()) is not False and os.fstat(stream.fileno()).st_nlink:
            break
        stream.close()
    return stream


def sweep_once(folder: Path) -> None:
    """As `sweep`, where this process has not done so yet."""
    if str(absolute(folder)) not in _swept:
        sweep(folder)


def sweep(folder: Path) -> None:
    """Remove the files that runs which are gone have left in a folder."""
    place = str(absolute(folder))
    _swept.add(place)
    with suppress(OSError), os.scandir(place) as entries:
        for path in [entry.path for entry in entries if entry.name.startswith(_FILE)]:
            with suppress(OSError):
                _remove_left_over(path, lambda path=path: Path(path).unlink())  # type: ignore[misc]


@contextmanager
def new_folder(end: Callable[[Path], None]) -> Iterator[Path]:
    """A new folder of the system's place for temporary files, private to this user, and gone afterwards; those of runs
    that are gone are removed before.

    Args:
        end: ends what may still be at work in such a folder.

    Raises:
        OSError: it cannot be made.
    """
    import shutil  # both load much, and few runs need a folder
    import tempfile

    base = Path(tempfile.gettempdir())
    _sweep_folders(base, end)
    folder, hold = _held_folder(lambda: Path(tempfile.mkdtemp(prefix=_FOLDER, dir=base)))
    try:
        yield folder
    finally:
        hold.close()  # some systems remove no file that is open
        shutil.rmtree(folder, ignore_errors=True)


def _held_folder(make: Callable[[], Path]) -> tuple[Path, BinaryIO]:
    import shutil

    for _ in range(_TRIES):
        folder = make()
        try:
            hold = (folder / _HOLD).open("xb")
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            continue
        if _lock(hold.fileno()) is not False and os.fstat(hold.fileno()).st_nlink:
            break
        hold.close()
    else:
        raise OSError(errno.ENOSPC, "", str(folder))
    return folder, hold


def _sweep_folders(base: Path, end: Callable[[Path], None]) -> None:
    import shutil

    def remove(folder: Path) -> None:
        end(folder)
        shutil.rmtree(folder, ignore_errors=True)

    with suppress(OSError):
        for folder in [Path(entry.path) for entry in os.scandir(base) if entry.name.startswith(_FOLDER)]:
            with suppress(OSError):
                status = folder.lstat()
                if not stat.S_ISDIR(status.st_mode) or not _is_own(status):
                    continue
                try:
                    _remove_left_over(str(folder / _HOLD), lambda folder=folder: remove(folder))  # type: ignore[misc]
                except FileNotFoundError:  # its maker was ended before it could hold it
                    folder.rmdir()


def _remove_left_over(hold: str, remove: Callable[[], None]) -> None:
    """Remove what a file holds, unless its process lives.

    Raises:
        OSError: the file is not there, or cannot be looked at.
    """
    if not stat.S_ISREG(os.lstat(hold).st_mode):
        return
    descriptor = os.open(hold, _OPEN)
    try:
        status = os.fstat(descriptor)
        if not _is_own(status):
            return
        locked = _lock(descriptor)
        # A clock that was set back must not keep it for ever.
        if locked or (locked is None and abs(time.time() - status.st_mtime) > _OLD):
            remove()
    finally:
        os.close(descriptor)


def _is_own(status: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or status.st_uid == os.geteuid()


def _lock(descriptor: int) -> bool | None:
    """Lock an open file; False where another process holds it, None where there are no such locks."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True
