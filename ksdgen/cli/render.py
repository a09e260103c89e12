"""`ksdgen render`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ksdgen import api
from ksdgen.cli import shared
from ksdgen.cli.say import say
from ksdgen.desk.printing import FORMATS

FAILURES_SHOWN = 20
"""How many files that could not be written are named."""


class FormatParam(click.ParamType):  # type: ignore[type-arg]
    """Formats, repeated or separated by commas."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Read the list."""
        if isinstance(value, tuple):
            return value
        result = tuple(v.strip().lower() for v in str(value).split(",") if v.strip())
        foreign = [v for v in result if v not in FORMATS]
        if foreign or not result:
            self.fail(f"`{value}` tidak dikenal, pilihan: {', '.join(FORMATS)}", param, ctx)
        return result


@click.command(
    "render",
    epilog="Contoh: ksdgen render agreements --out keluaran --format docx,pdf",
)
@shared.path_argument
@click.option(
    "--out",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    required=True,
    help="Folder tujuan.",
)
@click.option(
    "--format",
    "format_",
    type=FormatParam(),
    multiple=True,
    metavar="FORMAT",
    help=f"{', '.join(FORMATS)}; boleh beberapa, dipisah koma (baku: docx).",
)
@shared.date_option
@shared.fail_on_option
@shared.quiet_option
def command(
    path: tuple[Path, ...], out: Path, format_: tuple[tuple[str, ...], ...], on_date: Any, fail_on: str, quiet: bool
) -> int:
    """Cetak naskah pada PATH (berkas atau folder) ke folder tujuan, satu berkas per naskah dan format.

    Naskah yang bentuknya salah tidak dicetak. Konsep dicetak beserta temuannya; mulai status siap_ditandatangani,
    naskah dengan kesalahan tidak dicetak.
    """
    chosen_formats = tuple(dict.fromkeys(f for group in format_ for f in group)) or ("docx",)
    with shared.progress(quiet) as progress:
        printed = api.render(path, out, day=shared.today(on_date), formats=chosen_formats, progress=progress)
    shared.print_findings(printed.found)
    if not quiet:
        for file in printed.written:
            say(f"ditulis: {file}")
        for name in printed.refused:
            say(f"tidak dicetak karena kesalahan di atas: {name}")
        for name in printed.parties:
            say(f"dilewati, data pihak bukan naskah: {name}")
        agreements = len(printed.found.files) - len(printed.parties)
        say(f"{len(printed.written)} berkas ditulis dari {agreements} naskah")
    if printed.failed:
        raise click.ClickException("\n".join(_shortened(printed.failed)))
    return shared.exit_code(printed.found.findings, fail_on) or int(bool(printed.refused))


def _shortened(failed: Sequence[str]) -> list[str]:
    """What could not be written, a line each."""
    rest = len(failed) - FAILURES_SHOWN
    return [*failed[:FAILURES_SHOWN], *([f"{rest} berkas lain pun tidak dapat ditulis"] if rest > 0 else [])]
