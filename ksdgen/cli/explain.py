"""`ksdgen explain`."""

from __future__ import annotations

import click

from ksdgen.cli import shared
from ksdgen.rules.pages import pages_with
from ksdgen.source.advice import mirip


@click.command("explain", epilog="Contoh: ksdgen explain KSD214")
@click.argument("kode", nargs=-1, required=True, shell_complete=shared.lengkapi("kode"))
def perintah(kode: tuple[str, ...]) -> int:
    """Jelaskan KODE temuan: apa yang diwajibkan, oleh ketentuan mana, sejak kapan, dengan contoh."""
    halaman = pages_with(shared.own_rules_here())
    for i, k in enumerate(kode):
        k = k.strip().upper()
        if k not in halaman:
            saran = mirip(k.lower(), [h.lower() for h in halaman])
            raise click.UsageError(
                f"kode `{k}` tidak ada"
                + (f"; maksud Anda `{saran.upper()}`?" if saran else "; daftar kode: `ksdgen rules`")
            )
        if i:
            click.echo("")
        click.echo(halaman[k].markdown(), nl=False)
    return 0
