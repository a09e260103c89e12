"""Where files come from: the working tree, several places laid over each other, or a git revision.

Paths inside a tree are relative and use "/", on Windows too.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path, PurePath
from typing import Protocol

_TAK_MUNGKIN = (errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)
"""What the system says of names that no file can have."""


class Tree(Protocol):
    """Read access to a set of files."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None when there is none.

        Raises:
            OSError: the file is there but cannot be read.
        """

    def files(self, folder: str) -> list[str]:
        """The files directly in a folder, as paths, in a fixed order; empty when there is no such folder."""

    def name(self, path: str) -> str:
        """How a file of this tree is named to people."""


class WorkingTree:
    """Files on disk below `root`; `label` is put before the names shown to people."""

    def __init__(self, root: Path, label: str = "") -> None:
        self.root = root
        self.label = label

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        tujuan = PurePath(path)
        if tujuan.is_absolute() or tujuan.drive or ".." in tujuan.parts:
            return None  # a tree ends at its root
        try:
            return (self.root / tujuan).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
            return None
        except OSError as galat:
            if galat.errno in _TAK_MUNGKIN:
                return None
            raise

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        try:
            entries = sorted(e.name for e in (self.root / folder).iterdir() if e.is_file())
        except (FileNotFoundError, NotADirectoryError):
            return []
        return [f"{folder}/{name}" if folder else name for name in entries]

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return f"{self.label}{path}"


class Overlay:
    """Several trees, the first that has a file wins."""

    def __init__(self, *trees: Tree) -> None:
        self.trees = trees
        self._names: dict[str, str] = {}

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        for tree in self.trees:
            data = tree.read(path)
            if data is not None:
                return data
        return None

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        return sorted({f for tree in self.trees for f in tree.files(folder)})

    def name(self, path: str) -> str:
        """See `Tree.name`; of the tree that has the file."""
        if path not in self._names:
            owner = next((t for t in self.trees if t.read(path) is not None), self.trees[0])
            self._names[path] = owner.name(path)
        return self._names[path]


class GitGagal(Exception):
    """git is absent or refused; the text is for people."""


def berubah_sejak(akar: Path, revisi: str) -> list[str]:
    """Files below `akar` that differ from a git revision, untracked ones included, as paths relative to `akar`.

    Raises:
        GitGagal: git is not there, `akar` is in no repository, or the revision does not exist.
    """
    if revisi.startswith("-"):
        raise GitGagal(f"`{revisi}` bukan revisi git")
    baru = _git(akar, "ls-files", "--others", "--exclude-standard", "-z", sebab="daftar berkas git tidak dapat dibaca")
    beda = _git(akar, "diff", "--name-only", "--no-renames", "--relative", "-z", revisi, "--", ".", sebab=f"revisi `{revisi}` tidak dapat dibaca")
    return sorted({p for p in (beda + baru).split("\0") if p})


def _git(akar: Path, *argumen: str, sebab: str) -> str:
    import subprocess  # only when a revision is asked for

    try:
        hasil = subprocess.run(["git", "-C", str(akar), *argumen], check=False, capture_output=True, timeout=60, env={**os.environ, "LC_ALL": "C"})
    except FileNotFoundError:
        raise GitGagal("git tidak ditemukan; pasang git, atau jalankan tanpa --since") from None
    except subprocess.TimeoutExpired:
        raise GitGagal("git tidak menjawab") from None
    if hasil.returncode:
        bantuan = "folder ini bukan repositori git" if b"not a git repository" in hasil.stderr.lower() else sebab
        raise GitGagal(bantuan)
    return hasil.stdout.decode("utf-8", "surrogateescape")
