"""A repository on disk: its root, where its agreements and templates are, and how its files are named.

A repository is the nearest folder upwards that has `agreements/` and does not itself lie below the `agreements/` or
`templates/` of another: what an agreement prints may not depend on a repository that somebody laid into it. Without
one, the file's own folder and the built-in templates serve.

Nothing here reads an agreement, so that a run whose results are all known loads no more than this.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ksdgen.errors import Refused
from ksdgen.world.files import write_whole
from ksdgen.world.package import own_templates
from ksdgen.world.paths import absolute, as_start, is_folder, is_within, real
from ksdgen.world.trace import Traced
from ksdgen.world.tree import Branch, Overlay, Supposed, Tree, WorkingTree

FOLDER = "agreements"
TEMPLATES = "templates"
OWN_TEMPLATES = "ksdgen:templates/"
"""What stands before the names of ksdgen's own templates."""
SUFFIXES = (".yaml", ".yml")
FROZEN_SUFFIX = ".beku.json"
PINS_SUFFIX = ".kunci.json"


def find_root(path: Path) -> Path | None:
    """The repository that a file or folder belongs to, or None.

    Args:
        path: a file or folder; it need not exist.

    Raises:
        Refused: a symbolic link leads from the repository to what lies outside.
    """
    # First by the names as they are typed, since a link may not take a file out of the repository in which it lies.
    typed = absolute(path)
    root = _root_above(typed)
    if root is None:
        return _root_above(Path(real(path)))
    result = real(root)
    if not is_within(real(typed if is_folder(typed) else typed.parent), result):
        raise Refused(
            f"`{path}` berada di luar repositori `{root}` karena symbolic link; salin berkasnya ke dalam repositori itu"
        )
    return Path(result)


def _root_above(path: Path) -> Path | None:
    root = None
    for candidate in (path, *path.parents):
        if candidate.name.lower() == FOLDER or not is_folder(candidate / FOLDER):
            continue
        if root is None or any(is_within(str(root), str(candidate / folder)) for folder in (FOLDER, TEMPLATES)):
            root = candidate
    return root


def find_repository(path: Path) -> Repository:
    """The repository that a file or folder belongs to, else the folder itself as a lone one.

    Raises:
        Refused: see `find_root`.
    """
    root = find_root(path)
    if root is None:
        root = path if is_folder(path) else path.parent
    return Repository(Path(real(root)))


class Repository:
    """A repository, or a lone folder: where its files are and what they are called.

    Args:
        root: its root.
        tree: where its files are read from; the working tree unless given.
        folder: where its agreements are, when the tree is not the working tree; see `folder`.
        template: where its templates are read from; see `template_tree`.
    """

    def __init__(
        self, root: Path, tree: Tree | None = None, folder: str | None = None, template: Tree | None = None
    ) -> None:
        self.root = root
        self._tree: Tree = tree or WorkingTree(root)
        self.trace = Traced(self._tree)
        """What is asked of its files."""
        self.tree: Tree = self.trace
        """Its files."""
        self._folder = folder
        self._template = template

    def supposing(self, texts: Mapping[str, bytes]) -> Repository:
        """The repository as it would be with these texts, by path."""
        return Repository(self.root, Supposed(texts, self._tree), self._folder)

    @property
    def folder(self) -> str:
        """Where agreements are, relative to the root: "agreements", or "" for a lone folder."""
        if self._folder is None:
            self._folder = FOLDER if is_folder(self.root / FOLDER) else ""
        return self._folder

    @property
    def template_tree(self) -> Tree:
        """The templates: the repository's own laid over those of ksdgen."""
        if self._template is None:
            self._template = template_tree(self.root, self._tree)
        return self._template

    @property
    def covered_templates(self) -> Tree | None:
        """ksdgen's own templates, when the repository's lie over them."""
        bottom = self.template_tree
        return bottom.trees[-1] if isinstance(bottom, Overlay) else None

    def source(self, file: str) -> bytes | None:
        """A file as findings name it, which may be one of ksdgen's own templates; None when it is not there or cannot
        be read.
        """
        try:
            if file.startswith(OWN_TEMPLATES):
                return self.template_tree.read(file.removeprefix(OWN_TEMPLATES))
            return self.tree.read(file)
        except OSError:
            return None

    def write(self, path: str, data: bytes) -> bool:
        """Write a file of the working tree, whole or not at all; gives whether its content changed.

        Raises:
            WriteFailed: it cannot be written, or a symbolic link takes it out of the repository.
        """
        return write_whole(self.root / path, data, display_name(path, [self]), within=self.root, lasting=True)

    def name(self, path: Path) -> str:
        """A file's path relative to the root, with "/"."""
        # Links are followed in the folders only: a file is known by the name that it has here.
        place = os.path.join(real(path.parent), path.name)
        root = as_start(real(self.root))
        if os.path.normcase(place).startswith(os.path.normcase(root)):
            return place[len(root) :].replace(os.sep, "/")
        return path.as_posix()

    def is_pihak_file(self, path: str) -> bool:
        """Whether a path is shared party data."""
        start = f"{self.folder}/pihak/" if self.folder else "pihak/"
        return path.startswith(start)

    def agreement_paths(self) -> list[str]:
        """The paths of all agreements."""
        return [p for p in self.tree.below(self.folder) if p.endswith(SUFFIXES) and not self.is_pihak_file(p)]

    def nested_folder(self, path: str) -> str | None:
        """The folder that is called as that of all agreements and lies in it, of those that a path goes through."""
        below = path.removeprefix(f"{FOLDER}/")
        if not self.folder or f"/{FOLDER}/" not in f"/{below.lower()}":
            return None
        parts = below.split("/")
        return "/".join([FOLDER, *parts[: [part.lower() for part in parts].index(FOLDER) + 1]])

    def is_frozen(self, path: str) -> bool:
        """Whether an agreement was frozen when it was signed; a file that cannot be read says so too."""
        try:
            return self.tree.read(self.frozen_path(path)) is not None
        except OSError:
            return True

    def pins_path(self, path: str) -> str:
        """The pin file of an agreement."""
        return path.rpartition(".")[0] + PINS_SUFFIX

    def frozen_path(self, path: str) -> str:
        """The frozen file of an agreement."""
        return path.rpartition(".")[0] + FROZEN_SUFFIX


def template_tree(root: Path, tree: Tree) -> Tree:
    """The templates of a repository laid over those of ksdgen.

    Args:
        root: the repository's root.
        tree: its files.
    """
    own = own_templates()
    of_repository = Branch(tree, TEMPLATES)
    # ksdgen's own source: nothing lies under its templates, except for a revision from before there were any.
    is_source = real(own) == real(root / TEMPLATES) and bool(of_repository.below(""))
    return of_repository if is_source else Overlay(of_repository, WorkingTree(own, OWN_TEMPLATES))


def output_bases(paths: Iterable[str], ends: Sequence[str]) -> dict[str, str]:
    """How what is made of agreements is called below a folder of its own: as each lies below agreements/, told apart
    where two files would be one, also where a system does not tell capitals or the forms of a letter apart.

    Args:
        paths: the agreements.
        ends: what is made of each, by how its name ends.
    """
    result: dict[str, str] = {}
    taken: set[str] = set()
    for path in sorted(paths):
        below = path.removeprefix(f"{FOLDER}/")
        base, count = below.rpartition(".")[0] or below, 0
        while not taken.isdisjoint(keys := {file_key(base + end) for end in ends}):
            count += 1
            base = below if count == 1 else f"{below}-{count}"
        taken |= keys
        result[path] = base
    return result


def file_key(name: str) -> str:
    """What two names have in common that are one file on some system."""
    return unicodedata.normalize("NFC", name).casefold()


def source_text(file: str, repositories: Sequence[Repository]) -> str | None:
    """The text of a file named in a finding."""
    for repository in repositories:
        data = repository.source(file)
        if data is not None:
            # UTF-16 and pictures are no text that could be quoted.
            return None if b"\0" in data else data.decode("utf-8", "replace")
    return None


def display_name(file: str, repositories: Sequence[Repository]) -> str:
    """A file's name relative to the working directory, so that editors can open it."""
    if file.startswith(OWN_TEMPLATES):
        return file
    for repository in repositories:
        path = repository.root / file
        if os.path.lexists(path):
            try:
                return os.path.relpath(path).replace(os.sep, "/")
            except ValueError:  # another drive on Windows
                return path.as_posix()
    return file
