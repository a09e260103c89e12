"""`ksdgen render`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ksdgen import api
from ksdgen.cli import shared
from ksdgen.desk.printing import FORMATS


class FormatParam(click.ParamType):  # type: ignore[type-arg]
    """Formats, repeated or separated by commas."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Read the list."""
        if isinstance(value, tuple):
            return value
        hasil = tuple(v.strip().lower() for v in str(value).split(",") if v.strip())
        asing = [v for v in hasil if v not in FORMATS]
        if asing or not hasil:
            self.fail(f"`{value}` tidak dikenal, pilihan: {', '.join(FORMATS)}", param, ctx)
        return hasil


@click.command(
    "render",
    epilog="Contoh: ksdgen render agreements --out keluaran --format docx,pdf",
)
@shared.argumen_path
@click.option(
    "--out",
    "keluar",
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
@shared.opsi_tanggal
@shared.opsi_fail_on
@shared.opsi_quiet
def perintah(
    path: tuple[Path, ...], keluar: Path, format_: tuple[tuple[str, ...], ...], tanggal: Any, fail_on: str, quiet: bool
) -> int:
    """Cetak naskah pada PATH (berkas atau folder) ke folder tujuan, satu berkas per naskah dan format.

    Naskah yang bentuknya salah tidak dicetak. Konsep dicetak beserta temuannya; mulai status siap_ditandatangani, naskah dengan
    kesalahan tidak dicetak.
    """
    format_dipilih = tuple(dict.fromkeys(f for kelompok in format_ for f in kelompok)) or ("docx",)
    with shared.progress(quiet) as progress:
        printed = api.render(path, keluar, day=shared.hari_ini(tanggal), formats=format_dipilih, progress=progress)
    shared.print_findings(printed.found)
    if not quiet:
        for file in printed.written:
            click.echo(f"ditulis: {file}")
        for name in printed.refused:
            click.echo(f"tidak dicetak karena kesalahan di atas: {name}")
        for name in printed.parties:
            click.echo(f"dilewati, data pihak bukan naskah: {name}")
        agreements = len(printed.found.berkas) - len(printed.parties)
        click.echo(f"{len(printed.written)} berkas ditulis dari {agreements} naskah")
    if printed.failed:
        lain = f"; {len(printed.failed) - 1} berkas lain pun tidak" if len(printed.failed) > 1 else ""
        raise click.ClickException(printed.failed[0] + lain)
    return 1 if printed.refused else shared.kode_keluar(printed.found.temuan, fail_on)
