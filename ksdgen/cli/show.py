"""`ksdgen show`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ksdgen.cli import shared
from ksdgen.cli.say import paint, say
from ksdgen.desk.overview import overviews
from ksdgen.desk.overview_data import overview_data
from ksdgen.desk.overview_text import Look, page, plain, table
from ksdgen.inert import as_json

_STYLES: dict[Look, dict[str, Any]] = {
    Look.HEADING: {"bold": True},
    Look.FAINT: {"dim": True},
    Look.GOOD: {"fg": "green"},
    Look.WARNING: {"fg": "yellow"},
    Look.ERROR: {"fg": "red"},
}


@click.command("show", epilog="Contoh: ksdgen show agreements/contoh/perjanjian-kerja-sama.yaml")
@shared.path_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Bentuk tampilan.",
)
@shared.date_option
def command(path: tuple[Path, ...], format_: str, on_date: date | None) -> int:
    """Tampilkan naskah pada PATH secara ringkas.

    Satu berkas: para pihak, jangka waktu, status, yang masih kurang sebelum ditandatangani, dan langkah berikutnya
    menurut tahapan Permendagri 22/2020. Folder atau beberapa berkas: daftar naskah dengan status, akhir jangka waktu,
    temuan, dan langkah berikutnya. Kode keluar 1 bila ada naskah yang tidak dapat dibaca.
    """
    day = shared.today(on_date)
    with shared.progress(quiet=False) as progress:
        summaries, unreadable = overviews(path, day, progress)
    columns, paint = shared.terminal_width(), _paint if shared.is_coloured() else plain
    if format_ == "json":
        say(as_json(overview_data(summaries, day)))
    elif len(path) == 1 and path[0].is_file() and summaries[0].naskah is not None:
        shared.print_lines(page(summaries[0], day, columns, paint))
    else:
        shared.print_lines(table(summaries, day, columns, paint))
        shared.print_findings(unreadable)
    return int(any(summary.naskah is None for summary in summaries))


def _paint(look: Look, text: str) -> str:
    return paint(text, **_STYLES[look])
