"""`ksdgen rules`."""

from __future__ import annotations

import click

from ksdgen.cli import shared
from ksdgen.cli.say import say
from ksdgen.inert import as_json
from ksdgen.reporters import code_list
from ksdgen.rules.pages import pages_with


@click.command("rules", epilog="Contoh: ksdgen rules --format markdown")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="Bentuk daftar; markdown ditulis dalam bahasa Inggris, untuk docs/aturan.md.",
)
def command(format_: str) -> int:
    """Tampilkan semua kode temuan beserta tingkat dan dasarnya."""
    pages = pages_with(shared.own_rules_here()).values()
    if format_ == "json":
        say(as_json(code_list.data(pages)))
    else:
        shared.print_lines(code_list.markdown(pages) if format_ == "markdown" else code_list.text(pages))
    return 0
