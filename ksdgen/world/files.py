"""Writing to disk: a file whole or not at all, and in words for people why not."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from contextlib import suppress
from io import FileIO
from pathlib import Path

from ksdgen.errors import Refused
from ksdgen.world import temporary
from ksdgen.world.paths import absolute, is_folder, is_of_git, is_within, real

_STANDARD = {"/dev/stdout": 1, "/dev/stderr": 2}

_MOVES_OPEN_FILES = os.name != "nt"

_REASONS = {
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.EROFS: "tempat itu hanya dapat dibaca",
    errno.ENOSPC: "ruang simpan penuh",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else -1: "ruang simpan penuh",
    errno.ENOTDIR: "salah satu folder pada letak itu ternyata berkas",
    errno.EEXIST: "salah satu folder pada letak itu ternyata berkas",
    errno.EISDIR: "sudah ada folder dengan nama itu",
    errno.ENOENT: "folder tujuannya tidak dapat dibuat",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.EXDEV: "symbolic link-nya keluar dari repositori",
    errno.ELOOP: "symbolic link-nya berputar",
    errno.ENODEV: "bukan berkas biasa",
    errno.EFBIG: "terlalu besar",
}


class WayOut(OSError):
    """A symbolic link on the way to a file leads out of the folder that the file must stay in."""


class WriteFailed(Exception):
    """A file could not be written; the text is for people.

    Args:
        name: the file as it is named to people.
        error: what the system said.
    """

    def __init__(self, name: str, error: OSError) -> None:
        super().__init__(f"`{name}` tidak dapat ditulis: {reason(error)}")
        self.name = name
        self.error = error


def reason(error: OSError) -> str:
    """Why the system refused, in words for people."""
    if isinstance(error, WayOut):
        return "symbolic link pada letak itu keluar dari foldernya; hapus link itu atau sebutkan letak yang sebenarnya"
    return _REASONS.get(error.errno or 0, "sistem menolaknya")


def remedy(error: OSError) -> str:
    """What to do about a file that the system does not let be read."""
    if error.errno in (errno.EXDEV, errno.ELOOP):
        return "ganti symbolic link itu dengan salinan berkasnya"
    return "perkecil berkasnya" if error.errno == errno.EFBIG else "periksa izin berkas itu"


def ordinary_path(path: Path) -> Path:
    """A path as this system writes it: one that was typed as on Windows names the same file elsewhere.

    Raises:
        Refused: no file can have this name.
    """
    if "\0" in str(path):
        raise Refused("nama berkas atau folder memuat huruf yang tidak boleh")
    try:
        return path if path.exists() else Path(str(path).replace("\\", "/"))
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "namanya memuat huruf yang tidak boleh"
        raise Refused(f"`{path}` tidak dapat dibaca: {why}") from None


def write_whole(
    path: Path, data: bytes, name: str | None = None, *, within: Path | None = None, lasting: bool = False
) -> bool:
    """Write a file whole or not at all, and only where its path says: nothing that a symbolic link names is read or
    written.

    Args:
        path: the file; folders that are not there are made. A link in its place is replaced.
        data: its content.
        name: how the file is named to people; as its path unless given.
        within: the folder that it must really lie in, whatever links are on the way. It never leaves the checkout or
            the repository in which its path lies.
        lasting: whether it must outlast a power cut at any moment. Without it the former file, the new one or, of a
            file that was not there before, an empty one may be left, which is enough for what can be made again.

    Returns:
        Whether the content changed; a file that says the same already is left alone.

    Raises:
        WriteFailed: the folder or the file cannot be written, or lies elsewhere.
    """
    try:
        ensure_inside(path.parent, within)
        return _write(path, data, lasting)
    except OSError as error:
        raise WriteFailed(name or str(path), error) from None


def write_named(path: Path, data: bytes) -> bool:
    """Write to the place that somebody has named for it: into a device or a pipe as it is, else a file whole or not at
    all, behind the link that its owner has put there.

    Returns:
        Whether it is a file that was written.

    Raises:
        WriteFailed: it cannot be written, or a link leads out of the checkout or repository in which the path lies.
    """
    try:
        stream = _stream(path)
        if stream is None:
            place = real(path)
            ensure_inside(path, place=place)
            _write(Path(place), data, lasting=False)
            return True
        with FileIO(stream, "wb", closefd=not isinstance(stream, int)) as opened:
            while data:
                data = data[opened.write(data) :]
        return False
    except OSError as error:
        raise WriteFailed(str(path), error) from None


def append_text(path: Path, text: str) -> None:
    """Write a text behind what a file says already; see `write_named`.

    Raises:
        Refused: the file cannot be read, or is no text.
        WriteFailed: it cannot be written.
    """
    try:
        before = "" if _stream(path) is not None else path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        before = ""
    except WayOut as error:
        raise WriteFailed(str(path), error) from None
    except (OSError, UnicodeDecodeError):
        raise Refused(f"`{path}` tidak dapat dibaca") from None
    write_named(path, (before + text).encode())


def holds(path: Path, data: bytes) -> bool:
    """Whether there is a plain file that says just this; a link or a device is not looked into."""
    return read_plain(path, len(data)) == data


def read_plain(path: Path, size: int | None = None) -> bytes | None:
    """The content of a file that ksdgen may have written, or None: a link or a device is not looked into.

    Args:
        path: the file.
        size: how long it must be to be read; any length unless given.
    """
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or size not in (None, status.st_size):
            return None
        return path.read_bytes()
    except OSError:
        return None


def says_otherwise(path: Path, data: bytes) -> bool:
    """Whether a file is not there or says something else; line ends do not count.

    Raises:
        Refused: it cannot be read.
    """
    try:
        # More than twice as long cannot be the same with other line ends.
        if not path.is_file() or path.stat().st_size > 2 * len(data):
            return True
        return path.read_bytes().replace(b"\r\n", b"\n") != data
    except OSError as error:
        raise Refused(f"`{path}` tidak dapat dibaca: {reason(error)}") from None


def ensure_inside(folder: Path, within: Path | None = None, *, place: str | None = None) -> None:
    """Refuse a folder that symbolic links take elsewhere than its path says.

    A checkout may hold a stranger's links: what lies in one by its path may not really lie outside, or with git's data.

    Args:
        folder: the folder; it need not exist.
        within: a folder that it must lie in.
        place: where it really is, if that is known.

    Raises:
        WayOut: it lies elsewhere.
        OSError: the working folder is gone.
    """
    place = real(folder) if place is None else place
    typed = absolute(folder)
    bounds = [real(parent) for parent in (typed, *typed.parents) if _is_bound(parent)]
    if within is not None:
        bounds.append(real(within))
    if not all(is_within(place, bound) for bound in bounds) or is_of_git(place) > is_of_git(str(typed)):
        raise WayOut(errno.EXDEV, "link", str(folder))


def _is_bound(folder: Path) -> bool:
    """Whether a folder is the top of a checkout or of a repository of agreements."""
    return os.path.lexists(folder / ".git") or is_folder(folder / "agreements")


def _stream(path: Path) -> int | str | None:
    """What is written to as it is: the number of what this process has open under that name, or the path of a device
    or pipe; else None.

    Raises:
        OSError: a link of the checkout names a device.
    """
    name = path.as_posix()
    number = re.fullmatch(r"/(?:dev|proc/self)/fd/(\d+)", name)
    if number is not None or name in _STANDARD:
        for standard in (sys.stdout, sys.stderr):
            if standard is not None:
                standard.flush()
        return int(number[1]) if number is not None else _STANDARD[name]
    try:
        mode = path.stat().st_mode
    except OSError:
        return None
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    ensure_inside(path, place=real(path))
    return str(path)


def _write(path: Path, data: bytes, lasting: bool) -> bool:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    else:
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "", str(path))
        if not stat.S_ISREG(mode) and not stat.S_ISLNK(mode):
            raise OSError(errno.ENODEV, "no plain file", str(path))
    temporary.sweep_once(path.parent)
    if holds(path, data):
        return False
    stream = temporary.new_file(path.parent)
    written = Path(stream.name)
    try:
        with stream:
            stream.write(data)
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
            if _MOVES_OPEN_FILES:  # held until it is there, so that no other run takes it for one left behind
                written.replace(path)
        if not _MOVES_OPEN_FILES:
            written.replace(path)
    except BaseException:
        with suppress(OSError):
            written.unlink(missing_ok=True)
        raise
    return True
