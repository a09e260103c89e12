"""Where files come from: the working tree, or several places laid over each other. `git` has the tree of a revision.

Paths inside a tree are relative and use "/", on Windows too.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Protocol

_IMPOSSIBLE = (errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)
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

    def below(self, folder: str) -> list[str]:
        """Every file below a folder, at any depth, in a fixed order; what starts with a dot is left out."""

    def name(self, path: str) -> str:
        """How a file of this tree is named to people."""


def join(file: str, relative: str) -> str:
    """The path that a file of a tree names relative to itself, with "/"; it never leads out of the tree."""
    parts = file.split("/")[:-1]
    for part in relative.replace("\\", "/").split("/"):
        if part == "..":
            if parts:
                parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


class WorkingTree:
    """Files on disk below `root`; `label` is put before the names shown to people."""

    def __init__(self, root: Path, label: str = "") -> None:
        self.root = root
        self.label = label

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        target = PurePath(path)
        if target.is_absolute() or target.drive or ".." in target.parts:
            return None  # a tree ends at its root
        try:
            return (self.root / target).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
            return None
        except OSError as error:
            if error.errno in _IMPOSSIBLE:
                return None
            raise

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        try:
            entries = sorted(entry.name for entry in (self.root / folder).iterdir() if entry.is_file())
        except (FileNotFoundError, NotADirectoryError):
            return []
        return [f"{folder}/{name}" if folder else name for name in entries]

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        result: list[str] = []
        for inside, folders, names in os.walk(self.root / folder):
            folders[:] = [subfolder for subfolder in folders if not subfolder.startswith(".")]
            prefix = PurePath(inside).relative_to(self.root).as_posix()
            result += [name if prefix == "." else f"{prefix}/{name}" for name in names if not name.startswith(".")]
        return sorted(result)

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
        return sorted({file for tree in self.trees for file in tree.files(folder)})

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        return sorted({file for tree in self.trees for file in tree.below(folder)})

    def name(self, path: str) -> str:
        """See `Tree.name`; of the tree that has the file."""
        if path not in self._names:
            owner = next((t for t in self.trees if t.read(path) is not None), self.trees[0])
            self._names[path] = owner.name(path)
        return self._names[path]


class Supposed:
    """A tree in which some files have other texts, whatever the disk says.

    Args:
        texts: the new texts by path.
        tree: everything else; nothing when there is none.
    """

    def __init__(self, texts: Mapping[str, bytes], tree: Tree | None = None) -> None:
        self._texts = texts
        self._tree = tree

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        if path in self._texts:
            return self._texts[path]
        return None if self._tree is None else self._tree.read(path)

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        new = {p for p in self._texts if p.rpartition("/")[0] == folder}
        return sorted(new.union([] if self._tree is None else self._tree.files(folder)))

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        new = {p for p in self._texts if not folder or p.startswith(f"{folder}/")}
        return sorted(new.union([] if self._tree is None else self._tree.below(folder)))

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return path if path in self._texts or self._tree is None else self._tree.name(path)


class Snapshot:
    """A small tree that is read once and then stays as it was, whatever becomes of the files."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._data: dict[str, bytes | None] = {}
        self._files: dict[str, list[str]] = {}
        self._below: dict[str, list[str]] = {}

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        if path not in self._data:
            self._data[path] = self._tree.read(path)
        return self._data[path]

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        if folder not in self._files:
            self._files[folder] = self._tree.files(folder)
        return list(self._files[folder])

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        if folder not in self._below:
            self._below[folder] = self._tree.below(folder)
        return list(self._below[folder])

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return self._tree.name(path)


class Branch:
    """A folder of a tree as a tree of its own."""

    def __init__(self, tree: Tree, folder: str) -> None:
        self.tree = tree
        self.folder = folder

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        return self.tree.read(f"{self.folder}/{path}")

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        inside = f"{self.folder}/{folder}" if folder else self.folder
        return [file.removeprefix(f"{self.folder}/") for file in self.tree.files(inside)]

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        inside = f"{self.folder}/{folder}" if folder else self.folder
        return [file.removeprefix(f"{self.folder}/") for file in self.tree.below(inside)]

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return self.tree.name(f"{self.folder}/{path}")
