"""Writing to disk: a file whole or not at all, and in words for people why not."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from ksdgen.errors import Refused

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


def write_whole(path: Path, data: bytes, name: str | None = None) -> bool:
    """Write a file whole or not at all.

    Args:
        path: the file; folders that are not there are made.
        data: its content.
        name: how the file is named to people; as its path unless given.

    Returns:
        Whether the content changed; a file that says the same already is left alone.

    Raises:
        WriteFailed: the folder or the file cannot be written.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "", str(path))
        return _write(path, data)
    except OSError as error:
        raise WriteFailed(name or str(path), error) from None


def says_otherwise(path: Path, data: bytes) -> bool:
    """Whether a file is not there or says something else; line ends do not count.

    Raises:
        Refused: it cannot be read.
    """
    try:
        return not path.is_file() or path.read_bytes().replace(b"\r\n", b"\n") != data
    except OSError as error:
        raise Refused(f"`{path}` tidak dapat dibaca: {reason(error)}") from None


def append_text(path: Path, text: str) -> None:
    """Write a text behind what a file says already.

    Raises:
        Refused: the file cannot be read, or is no text.
        WriteFailed: it cannot be written.
    """
    try:
        before = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        before = ""
    except (OSError, UnicodeDecodeError):
        raise Refused(f"`{path}` tidak dapat dibaca") from None
    write_whole(path, (before + text).encode())


def _write(path: Path, data: bytes) -> bool:
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.parent / f".{path.name}.{os.urandom(6).hex()}"
    try:
        # A new file has the mode that this process gives to new files; one made by `tempfile` would have to be told it.
        with temporary.open("xb") as stream:
            stream.write(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True
