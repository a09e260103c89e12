"""`ksdgen coverage`."""

from __future__ import annotations

import click

from ksdgen import regulation
from ksdgen.cli import shared
from ksdgen.rules.coverage import Row, coverage_rows


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
    present = {p.id for p in regulation.all_acts()}
    for id_ in act:
        if id_ not in present:
            raise click.UsageError(f"peraturan `{id_}` tidak ada; daftar: {', '.join(sorted(present))}")
    everything = [row for row in coverage_rows(shared.own_rules_here()) if not act or row.act in act]
    if format_ == "markdown":
        click.echo("| Ketentuan | Isi | Diperiksa |\n|---|---|---|")
        for row in everything:
            click.echo(f"| {row.shown} | {row.description.replace('|', '/')} | {row.remark} |")
    else:
        for row in everything:
            click.echo(f"{row.shown}\n    {row.description}\n    {row.remark}")
    click.echo("")
    for group in dict.fromkeys(row.act for row in everything):
        click.echo(_summary(group, [row for row in everything if row.act == group]))
    if len({row.act for row in everything}) > 1:
        click.echo(_summary("jumlah", everything))
    return 0


def _summary(name: str, rows: list[Row]) -> str:
    checked = sum(bool(b.rules) for b in rows)
    impossible = sum(b.uncheckable for b in rows)
    not_yet = len(rows) - checked - impossible
    possible = checked + not_yet
    part = f"{checked * 100 // possible} %" if possible else "–"
    return f"{name}: {len(rows)} ketentuan, {checked} diperiksa aturan, {impossible} tidak dapat diperiksa mesin, {not_yet} belum ({part} dari yang dapat)"
