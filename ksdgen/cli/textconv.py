"""`ksdgen textconv`."""

from __future__ import annotations

from pathlib import Path

import click

from ksdgen.cli.say import say
from ksdgen.desk.diff_text import diff_text


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
    say(diff_text(file, data, Path.cwd()), nl=False)
    return 0
