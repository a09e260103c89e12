"""`ksdgen check`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen import api
from ksdgen.cli import shared
from ksdgen.reporters import FORMAT
from ksdgen.world.files import append_text


@click.command(
    "check",
    epilog="Contoh: ksdgen check agreements/contoh",
)
@shared.path_argument
@click.option(
    "--format", "format_", type=click.Choice(FORMAT), default="text", show_default=True, help="Bentuk laporan."
)
@click.option(
    "--output",
    "output",
    metavar="BERKAS",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Tulis laporan ke berkas.",
)
@click.option(
    "--summary",
    "summary",
    metavar="BERKAS",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Tambahkan laporan lengkap dalam Markdown ke berkas ini (untuk ringkasan CI).",
)
@click.option(
    "--select",
    "select",
    multiple=True,
    metavar="KODE",
    shell_complete=shared.complete("code"),
    help="Hanya kode ini; boleh awalan, misalnya KSD2.",
)
@click.option(
    "--ignore",
    "ignore",
    multiple=True,
    metavar="KODE",
    shell_complete=shared.complete("code"),
    help="Tanpa kode ini; boleh awalan.",
)
@click.option(
    "--since", "since", metavar="REVISI", default=None, help="Hanya naskah yang berubah sejak revisi git ini."
)
@shared.date_option
@shared.fail_on_option
@shared.quiet_option
def command(
    path: tuple[Path, ...],
    format_: str,
    output: Path | None,
    summary: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    since: str | None,
    on_date: date | None,
    fail_on: str,
    quiet: bool,
) -> int:
    """Periksa naskah pada PATH (berkas atau folder) tanpa mengubahnya.

    Semua masalah dilaporkan dalam satu kali jalan: letaknya, ketentuan yang ditegakkan, dan apa yang harus dilakukan.
    Penjelasan sebuah kode: `ksdgen explain KODE`.
    """
    for target in filter(None, (output, summary)):
        shared.refuse_naskah(target)
    with shared.progress(quiet) as progress:
        report = api.check(path, day=shared.today(on_date), since=since, progress=progress)
    report = report.selected(report.prefixes(select), report.prefixes(ignore))
    text = api.report(report, format_, closing=not quiet)
    if summary is not None:
        # Appended, not replaced: a step summary belongs to all steps of a job.
        append_text(summary, api.report(report, "markdown"))
    shared.print_or_write_report(text, output, quiet, commands=format_ == "github")
    return shared.exit_code(report.findings, fail_on)
