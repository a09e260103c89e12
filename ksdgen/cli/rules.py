"""`ksdgen rules`."""

from __future__ import annotations

import json

import click

from ksdgen import regulation
from ksdgen.cli import shared
from ksdgen.reporters.report import LEVEL
from ksdgen.rules.pages import pages_with


@click.command("rules", epilog="Contoh: ksdgen rules --format markdown")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="Bentuk daftar; markdown ditulis dalam bahasa Inggris untuk README.",
)
def perintah(format_: str) -> int:
    """Tampilkan semua kode temuan beserta tingkat dan dasarnya."""
    halaman = pages_with(shared.own_rules_here()).values()
    if format_ == "json":
        data = [
            {
                "code": h.kode,
                "name": h.nama,
                "severity": LEVEL[h.tingkat],
                "summary": h.ringkas_en,
                "citations": [d.sitasi for d in h.dasar],
            }
            for h in halaman
        ]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    if format_ == "markdown":
        click.echo("| Code | Severity | What it finds | Basis |\n|---|---|---|---|")
        for h in halaman:
            dasar = "; ".join(regulation.cetak_sitasi(d.sitasi) for d in h.dasar)
            click.echo(
                f"| {h.kode} | {LEVEL[h.tingkat]} | {h.ringkas_en} | {(dasar or 'shape').replace('praktik', 'practice')} |"
            )
        return 0
    for h in halaman:
        dasar = "; ".join(regulation.cetak_sitasi(d.sitasi) for d in h.dasar) or "bentuk berkas"
        click.echo(f"{h.kode}  {h.tingkat.value:<10}  {h.nama}  ({dasar})")
    return 0
