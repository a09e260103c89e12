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
def command(format_: str) -> int:
    """Tampilkan semua kode temuan beserta tingkat dan dasarnya."""
    pages = pages_with(shared.own_rules_here()).values()
    if format_ == "json":
        data = [
            {
                "code": page.code,
                "name": page.name,
                "severity": LEVEL[page.severity],
                "summary": page.english_summary,
                "citations": [d.sitasi for d in page.basis],
            }
            for page in pages
        ]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    if format_ == "markdown":
        click.echo("| Code | Severity | What it finds | Basis |\n|---|---|---|---|")
        for page in pages:
            citations = "; ".join(regulation.render_citation(d.sitasi) for d in page.basis)
            click.echo(
                f"| {page.code} | {LEVEL[page.severity]} | {page.english_summary} | {(citations or 'shape').replace('praktik', 'practice')} |"
            )
        return 0
    for page in pages:
        citations = "; ".join(regulation.render_citation(d.sitasi) for d in page.basis) or "bentuk berkas"
        click.echo(f"{page.code}  {page.severity.value:<10}  {page.name}  ({citations})")
    return 0
