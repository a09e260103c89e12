"""`ksdgen coverage`."""

from __future__ import annotations

import click

from ksdgen.cli import shared
from ksdgen.cli.say import say
from ksdgen.rules import coverage


@click.command("coverage", epilog="Contoh: ksdgen coverage permendagri-22-2020")
@click.argument("act", metavar="[PERATURAN]...", nargs=-1, shell_complete=shared.complete("act"))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="Bentuk tabel.",
)
def command(act: tuple[str, ...], format_: str) -> int:
    """Tampilkan ketentuan setiap peraturan dan siapa yang memeriksanya: aturan ksdgen, manusia, atau belum."""
    rows = coverage.coverage(shared.own_rules_here(), act)
    shared.print_lines(coverage.markdown(rows) if format_ == "markdown" else coverage.text(rows))
    say("")
    shared.print_lines(coverage.summary(rows))
    return 0
