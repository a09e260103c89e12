"""`ksdgen explain`."""

from __future__ import annotations

import click

from ksdgen.cli import shared
from ksdgen.cli.say import say
from ksdgen.rules.pages import page_of, pages_with


@click.command("explain", epilog="Contoh: ksdgen explain KSD214")
@click.argument("code", metavar="KODE...", nargs=-1, required=True, shell_complete=shared.complete("code"))
def command(code: tuple[str, ...]) -> int:
    """Jelaskan KODE temuan: apa yang diwajibkan, oleh ketentuan mana, sejak kapan, dengan contoh."""
    pages = pages_with(shared.own_rules_here())
    for index, name in enumerate(code):
        page = page_of(name, pages)
        if index:
            say("")
        say(page.markdown(), nl=False)
    return 0
