"""A repository whose agreement is pinned to versions of its clauses."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from ksdgen.catalogue.archive import check_index
from ksdgen.desk.workspace import Workspace
from ksdgen.editing.versions import FileWrite, new_version, record
from ksdgen.paper.document import Dokumen
from ksdgen.world.tree import WorkingTree
from tests.helpers.util import ROOT, ksdgen, pks, save

DAY = ("--tanggal", "2026-12-31")


def write_all(folder: Path, planned: list[FileWrite]) -> None:
    """Write what was planned, in its order."""
    for file in planned:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)


def tree(repo: Path) -> WorkingTree:
    """A repository's own templates."""
    return WorkingTree(repo / "templates")


def dokumen(repo: Path, name: str = "a.yaml") -> Dokumen:
    """The document of an agreement, composed anew."""
    composition = Workspace(repo).check(f"agreements/{name}", date(2026, 12, 31), rules=False).composition
    assert composition is not None and composition.dokumen.content
    return composition.dokumen


def pins_file(repo: Path, name: str = "a") -> Path:
    """The pin file of an agreement."""
    return repo / f"agreements/{name}.kunci.json"


def change_klausul(
    repo: Path, code: str, old: str = "", new: str = "", *, add: str = "\n(#) Ketentuan baru.\n"
) -> None:
    """Publish a new version of a clause: the old text to the archive, the number up, the text changed, the index
    written.
    """
    write_all(repo / "templates", new_version(tree(repo), code))
    path = repo / f"templates/klausul/{code}.j2"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new) if old else text.rstrip("\n") + add, encoding="utf-8")
    write_all(repo / "templates", [record(tree(repo))])
    assert check_index(tree(repo)) == []


def pin(repo: Path) -> Path:
    """Give a repository all templates of its own, recorded, and one agreement that is pinned."""
    shutil.copytree(ROOT / "templates", repo / "templates", ignore=shutil.ignore_patterns("arsip"))
    write_all(repo / "templates", [record(tree(repo))])
    save(repo, pks())
    run = ksdgen("lock", repo / "agreements/a.yaml", *DAY)
    assert run.code == 0 and "dikunci" in run.output, run.everything
    return repo
