"""`ksdgen textconv`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click


@click.command(
    "textconv",
    epilog='Contoh: git config diff.ksdgen.textconv "ksdgen textconv"',
)
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path))
def command(file: Path) -> int:
    """Cetak naskah pada BERKAS sebagai teks, untuk `git diff`.

    git memanggilnya menurut .gitattributes (`agreements/**/*.yaml diff=ksdgen`). Berkas yang belum dapat disusun
    dicetak apa adanya.
    """
    try:
        data = file.read_bytes()
    except OSError:
        raise click.UsageError(f"`{file}` tidak dapat dibaca") from None
    click.echo(_text(file, data), nl=False)
    return 0


def _text(file: Path, data: bytes) -> bytes:
    """What the file prints; its own text when it is no agreement that can be composed."""
    from ksdgen.desk.workspace import Workspace
    from ksdgen.world.repository import Repository, find_root
    from ksdgen.writers import writer_for

    # git hands over a copy outside the repository and runs at its top: parties and templates are those of the working
    # tree.
    repository = Repository(find_root(file) or find_root(Path.cwd()) or Path.cwd())
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
