"""What commands that compare revisions have in common: which words are revisions and which are paths, and the two
states.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from ksdgen import api
from ksdgen.desk.workspace import Workspace
from ksdgen.review.comparison import Comparison
from ksdgen.world.git import GitFailed, commit, common_ancestor
from ksdgen.world.repository import FOLDER, SUFFIXES, find_root


@dataclass(slots=True)
class Target:
    """What a command line means: the repository, up to two revisions, and paths relative to the root."""

    root: Path
    revisions: list[str]
    paths: list[str]

    def compare(self, day: date | None = None) -> Comparison:
        """The two states: HEAD and the working tree unless revisions are named; see `api.compare`."""
        old, new = [*self.revisions, None, None][:2]
        return api.compare(Workspace(self.root), old or "HEAD", new, only=self.paths, day=day)


def two_files_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Two files in place of revisions."""
    for name, parameter, description in (
        ("--baru", "new", "Bandingkan dua berkas: naskah baru."),
        ("--lama", "old", "Bandingkan dua berkas: naskah lama."),
    ):
        type_ = click.Path(dir_okay=False, path_type=Path)
        function = click.option(name, parameter, type=type_, metavar="BERKAS", default=None, help=description)(function)
    return function


def parse(words: Sequence[str], *, revision_required: bool = False) -> Target:
    """Tell revisions from paths, as git does: revisions come first, a path exists or looks like one.

    Raises:
        click.UsageError: a word is neither, or both; paths of different repositories.
    """
    revisions: list[str] = []
    rest = list(words)
    root = _root(rest)
    while rest and len(revisions) < 2:
        word = rest[0]
        if _looks_like_file(word):
            if (
                Path(word).exists()
                and not word.startswith((".", "/"))
                and not word.endswith(SUFFIXES)
                and _revision_exists(root, word)
            ):
                raise click.UsageError(
                    f"`{word}` adalah nama revisi dan juga nama berkas; tulis `./{word}` untuk berkasnya"
                )
            break
        if ".." in word:
            revisions += _range(root, word)
        else:
            try:
                commit(root, word)
            except GitFailed as error:
                other = "" if revision_required and not revisions else f"; berkas atau folder `{word}` juga tidak ada"
                raise click.UsageError(f"{error}{other}") from None
            revisions.append(word)
        rest.pop(0)
    if len(revisions) > 2:
        raise click.UsageError("tulis paling banyak dua revisi")
    if revision_required and not revisions:
        raise click.UsageError("tulis revisi git yang dibandingkan, misalnya HEAD atau main")
    paths = [_relative(root, word) for word in rest]
    if not (root / FOLDER).is_dir() and not paths and not _ever_existed(root):
        raise click.UsageError(
            "folder ini tidak memuat agreements/; sebutkan berkas yang dibandingkan, atau jalankan dari folder repositori naskah"
        )
    return Target(root, revisions, paths)


def display_name(root: Path) -> Callable[[str], str]:
    """How a file of the repository is named to the reader: relative to the working directory."""

    def name(path: str) -> str:
        try:
            return os.path.relpath(root / path).replace(os.sep, "/")
        except ValueError:  # another drive on Windows
            return (root / path).as_posix()

    return name


def _root(words: Sequence[str]) -> Path:
    """The repository of the first path that lies in one, else of the working directory."""
    for word in words:
        path = Path(word.replace("\\", "/") if os.sep == "/" else word)
        if path.exists() and (root := find_root(path)) is not None:
            return root
    root = find_root(Path.cwd())
    if root is not None:
        return root
    present = next((Path(word) for word in words if Path(word).exists()), None)
    if present is None:
        return Path.cwd()
    return (present if present.is_dir() else present.parent).resolve()


def _looks_like_file(word: str) -> bool:
    """Whether a word is a path, by its form or because it is there."""
    return (
        word.endswith(SUFFIXES)
        or word in (".", "..")
        or word.startswith(("./", "../", "/", ".\\", "..\\"))
        or Path(word).exists()
        or Path(word.replace("\\", "/")).exists()
    )


def _revision_exists(root: Path, word: str) -> bool:
    try:
        commit(root, word)
    except GitFailed:
        return False
    return True


def _range(root: Path, word: str) -> list[str]:
    """`A..B`, or `A...B` from the commit at which they parted; an empty side is HEAD."""
    three_dots = "..." in word
    old, _, new = word.partition("..." if three_dots else "..")
    old, new = old or "HEAD", new or "HEAD"
    for revision in (old, new):
        commit(root, revision)  # refuses what is none
    return [common_ancestor(root, old, new) if three_dots else old, new]


def _relative(root: Path, word: str) -> str:
    """A typed path relative to the root; the root itself is "".

    Raises:
        click.UsageError: it lies outside the repository.
    """
    path = Path(word.replace("\\", "/") if os.sep == "/" else word)
    full = path if path.is_absolute() else Path.cwd() / path
    full = full.parent.resolve() / full.name if full.name not in ("", ".", "..") else full.resolve()
    try:
        result = full.relative_to(root.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"`{word}` berada di luar repositori {root}") from None
    return "" if result == "." else result


def _ever_existed(root: Path) -> bool:
    """Whether the last commit has agreements/, though the working tree has lost it."""
    from ksdgen.world.git import GitTree

    try:
        with GitTree(root, "HEAD") as tree:
            return bool(tree.below(FOLDER))
    except GitFailed:
        return False
