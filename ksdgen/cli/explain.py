"""`ksdgen explain`."""

from __future__ import annotations

import click

from ksdgen.cli import shared
from ksdgen.rules.pages import pages_with
from ksdgen.source.advice import nearest


@click.command("explain", epilog="Contoh: ksdgen explain KSD214")
@click.argument("code", metavar="KODE...", nargs=-1, required=True, shell_complete=shared.complete("code"))
def command(code: tuple[str, ...]) -> int:
    """Jelaskan KODE temuan: apa yang diwajibkan, oleh ketentuan mana, sejak kapan, dengan contoh."""
    pages = pages_with(shared.own_rules_here())
    for index, finding_code in enumerate(code):
        finding_code = finding_code.strip().upper()
        if finding_code not in pages:
            suggestion = nearest(finding_code.lower(), [h.lower() for h in pages])
            raise click.UsageError(
                f"kode `{finding_code}` tidak ada"
                + (f"; maksud Anda `{suggestion.upper()}`?" if suggestion else "; daftar kode: `ksdgen rules`")
            )
        if index:
            click.echo("")
        click.echo(pages[finding_code].markdown(), nl=False)
    return 0
