"""What a version of an agreement prints, as the text that git compares."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ksdgen.desk.workspace import Workspace
from ksdgen.world.repository import Repository, find_root
from ksdgen.writers import writer_for


def diff_text(file: Path, data: bytes, here: Path) -> bytes:
    """What an agreement prints, without its pictures; the file as it is when it is no agreement that can be composed.

    Args:
        file: where the version stands. git hands over a copy outside the repository: parties and templates are those of
            the working tree.
        data: its content.
        here: a folder of the repository, for a copy.
    """
    repository = Repository(find_root(file) or find_root(here) or here)
    name = repository.name(file)
    if Path(name).is_absolute():
        name = f"{repository.folder}/{file.name}" if repository.folder else file.name
    if repository.is_pihak_file(name):
        return data
    workspace = Workspace(repository.supposing({name: data}))
    composition = workspace.check(name, date.min, rules=False).composition
    if composition is None or not composition.dokumen.content:
        return data
    return writer_for("txt")(composition.dokumen, composition.assets)
