"""Where files come from: the working tree, or several places laid over each other. `git` has the tree of a revision.

Paths inside a tree are relative and use "/", on Windows too. A tree ends at its root: neither ".." nor a symbolic link
leads out of it, and what git keeps for itself is no part of it. It consists of plain files, so that nothing that is
asked of it waits for a device or a pipe.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Protocol

from ksdgen.errors import Refused
from ksdgen.world.files import reason
from ksdgen.world.paths import as_start, is_folder, is_of_git, is_within, real

_IMPOSSIBLE = (errno.ENAMETOOLONG, errno.EINVAL)
"""What the system says of names that no file can have."""

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read at all; what a kind of file may have is less."""

LINK_LIMIT = 40
"""How many symbolic links one path may go through."""

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
"""Opens no symbolic link; Windows has no such thing."""

_FLAGS = os.O_RDONLY | _NO_FOLLOW | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NONBLOCK"))
"""How files are opened: a pipe is not waited for."""

_IS_LINK = (errno.ELOOP, errno.EMLINK)
"""What systems say of a link that is not to be opened."""


def link_leads_out(path: str) -> OSError:
    """What is raised for a symbolic link out of a tree."""
    return OSError(errno.EXDEV, "link", path)


class Tree(Protocol):
    """Read access to a set of files."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None when there is none.

        Raises:
            OSError: the file is there but cannot be read.
        """

    def files(self, folder: str) -> list[str]:
        """The files directly in a folder, as paths, in a fixed order; empty when there is no such folder.

        Raises:
            Refused: the folder is there but cannot be listed, or lies outside.
        """

    def below(self, folder: str) -> list[str]:
        """Every file below a folder, at any depth, in a fixed order; what starts with a dot is left out.

        Raises:
            Refused: a folder is there but cannot be listed, or lies outside.
        """

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
        self._place = as_start(root)
        self._real = real(root)
        self._folders: dict[str, bool] = {}
        """Folder → whether it lies in the tree."""

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        target = PurePath(path)
        if target.is_absolute() or target.drive or ".." in target.parts or is_of_git(path):
            return None
        try:
            return self._content(path)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
            return None
        except OSError as error:
            if error.errno in _IMPOSSIBLE:
                return None
            raise

    def _content(self, path: str) -> bytes:
        if not self._holds(path.rpartition("/")[0]):
            raise link_leads_out(path)
        descriptor = self._open(path)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.ENODEV, "no plain file", path)
            if status.st_size > LARGEST:
                raise OSError(errno.EFBIG, "too large", path)
            data = os.read(descriptor, status.st_size + 1)
            if len(data) != status.st_size:  # it grows at this moment, or the system gives it in pieces
                with open(descriptor, "rb", closefd=False) as rest:
                    data += rest.read(LARGEST)
            return data
        finally:
            os.close(descriptor)

    def _open(self, path: str) -> int:
        place = f"{self._place}{path}"
        if _NO_FOLLOW:
            try:
                return os.open(place, _FLAGS)
            except OSError as error:
                if error.errno not in _IS_LINK:
                    raise
        return os.open(self._linked(path, place), _FLAGS)

    def _linked(self, path: str, place: str) -> str:
        """Where a symbolic link leads to, or the file itself."""
        target = real(place)
        if Path(target).is_symlink():  # what is left of a circle
            raise OSError(errno.ELOOP, "circle", path)
        if not is_within(target, self._real) or is_of_git(target[len(self._real) :]):
            raise link_leads_out(path)
        return target

    def _holds(self, folder: str) -> bool:
        """Whether a folder lies in the tree, whatever links lead to it."""
        known = self._folders.get(folder)
        if known is None:
            place = real(f"{self._place}{folder}")
            known = self._folders[folder] = is_within(place, self._real) and not is_of_git(place[len(self._real) :])
        return known

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        self._refuse_outside(folder)
        try:
            with os.scandir(self.root / folder) as entries:
                names = sorted(entry.name for entry in entries if self._is_file(entry))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise self._closed(folder, error) from None
        return [f"{folder}/{name}" if folder else name for name in names]

    def _is_file(self, entry: os.DirEntry[str]) -> bool:
        # A link that leads nowhere, or out, is told to whoever reads it; one to a folder is no file.
        return not is_folder(entry.path) if entry.is_symlink() else entry.is_file(follow_symlinks=False)

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        self._refuse_outside(folder)
        result: list[str] = []

        def failed(error: OSError) -> None:
            if not isinstance(error, FileNotFoundError | NotADirectoryError):
                raise self._closed(PurePath(error.filename).relative_to(self.root).as_posix(), error)

        for inside, folders, names in os.walk(self.root / folder, onerror=failed):
            folders[:] = [subfolder for subfolder in folders if not subfolder.startswith(".")]
            prefix = PurePath(inside).relative_to(self.root).as_posix()
            result += [name if prefix == "." else f"{prefix}/{name}" for name in names if not name.startswith(".")]
        return sorted(result)

    def _refuse_outside(self, folder: str) -> None:
        if not self._holds(folder):
            raise self._closed(folder, link_leads_out(folder))

    def _closed(self, folder: str, error: OSError) -> Refused:
        return Refused(f"folder `{self.name(folder)}` tidak dapat dibaca: {reason(error)}")

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
            owner = next((tree for tree in self.trees if _has(tree, path)), self.trees[0])
            self._names[path] = owner.name(path)
        return self._names[path]


def _has(tree: Tree, path: str) -> bool:
    try:
        return tree.read(path) is not None
    except OSError:
        return True  # there, though it cannot be read


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
