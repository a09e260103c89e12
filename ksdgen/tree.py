"""Where files come from: the working tree, several places laid over each other, or a git revision.

Paths inside a tree are relative and use "/", on Windows too.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


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
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

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
        for tree in self.trees:
            if tree.read(path) is not None:
                return tree.name(path)
        return self.trees[0].name(path)
