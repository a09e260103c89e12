"""A repository on disk: its root, where its agreements and templates are, and how its files are named.

A repository is the nearest folder upwards that has `agreements/`. Without one, the file's own folder and the built-in templates serve.

Nothing here reads an agreement, so that a run whose results are all known loads no more than this.
"""

from __future__ import annotations

import os
from pathlib import Path

from ksdgen.world.package import own_templates
from ksdgen.world.tree import Overlay, Tree, WorkingTree

FOLDER = "agreements"
AKHIRAN = (".yaml", ".yml")
AKHIRAN_BEKU = ".beku.json"
AKHIRAN_KUNCI = ".kunci.json"


def cari_akar(path: Path) -> Path | None:
    """The repository that a file or folder belongs to, or None."""
    path = path.resolve()
    for calon in (path, *path.parents):
        if calon.name != FOLDER and (calon / FOLDER).is_dir():
            return calon
    return None


class Repositori:
    """A repository, or a lone folder.

    Args:
        akar: its root.
        pohon: where its files are read from; the working tree unless given.
        folder: where its agreements are, when the tree is not the working tree; see `folder`.
        templat: where its templates are read from; see `pohon_templat`.
    """

    def __init__(
        self, akar: Path, pohon: Tree | None = None, folder: str | None = None, templat: Tree | None = None
    ) -> None:
        self.akar = akar
        self.pohon: Tree = pohon or WorkingTree(akar)
        self._folder = folder
        self._templat = templat

    @property
    def folder(self) -> str:
        """Where agreements are, relative to the root: "agreements", or "" for a lone folder."""
        if self._folder is None:
            self._folder = FOLDER if (self.akar / FOLDER).is_dir() else ""
        return self._folder

    @property
    def pohon_templat(self) -> Tree:
        """The templates: the repository's own laid over those of ksdgen."""
        if self._templat is None:
            bawaan = own_templates()
            milik = Cabang(self.pohon, "templates")
            # ksdgen's own source: nothing lies under its templates, except for a revision from before there were any.
            sumber = bawaan.resolve() == (self.akar / "templates").resolve() and bool(milik.below(""))
            self._templat = milik if sumber else Overlay(milik, WorkingTree(bawaan, "ksdgen:templates/"))
        return self._templat

    def nama(self, path: Path) -> str:
        """A file's path relative to the root, with "/"."""
        # Links are followed in the folders only: a file is known by the name that it has here.
        tempat = os.path.join(os.path.realpath(path.parent), path.name)
        akar = os.path.join(os.path.realpath(self.akar), "")
        if os.path.normcase(tempat).startswith(os.path.normcase(akar)):
            return tempat[len(akar) :].replace(os.sep, "/")
        return path.as_posix()

    def adalah_pihak(self, path: str) -> bool:
        """Whether a path is shared party data."""
        awal = f"{self.folder}/pihak/" if self.folder else "pihak/"
        return path.startswith(awal)

    def path_kunci(self, path: str) -> str:
        """The pin file of an agreement."""
        return path.rpartition(".")[0] + AKHIRAN_KUNCI

    def path_beku(self, path: str) -> str:
        """The frozen file of an agreement."""
        return path.rpartition(".")[0] + AKHIRAN_BEKU


class Cabang:
    """A folder of a tree as a tree of its own."""

    def __init__(self, pohon: Tree, folder: str) -> None:
        self.pohon = pohon
        self.folder = folder

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        return self.pohon.read(f"{self.folder}/{path}")

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        awal = f"{self.folder}/{folder}" if folder else self.folder
        return [f.removeprefix(f"{self.folder}/") for f in self.pohon.files(awal)]

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        awal = f"{self.folder}/{folder}" if folder else self.folder
        return [f.removeprefix(f"{self.folder}/") for f in self.pohon.below(awal)]

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return self.pohon.name(f"{self.folder}/{path}")
