"""`ksdgen upgrade`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.catalogue.pins import Pin
from ksdgen.cli import shared
from ksdgen.desk.collect import Task, collect, repositories
from ksdgen.diagnostics import Diagnostic
from ksdgen.editing.lock import write_pins
from ksdgen.editing.upgrade import Standing, Upgrade, newer_versions
from ksdgen.source.advice import nearest
from ksdgen.world.repository import display_name


@click.command("upgrade", epilog="Contoh: ksdgen upgrade --diff agreements/2026/indramayu-rdf keadaan_kahar")
@click.argument("path", type=click.Path(readable=False, path_type=Path), shell_complete=shared.complete("naskah"))
@click.argument("klausul", nargs=-1, shell_complete=shared.complete("klausul"))
@click.option("--diff", "diff", is_flag=True, help="Tampilkan perbedaannya tanpa menulis berkas.")
@shared.date_option
@shared.quiet_option
def command(path: Path, klausul: tuple[str, ...], diff: bool, on_date: date | None, quiet: bool) -> int:
    """Pindahkan naskah pada PATH ke versi kini dari semua klausulnya, atau hanya dari KLAUSUL yang disebut.

    Perbedaan isinya ditampilkan kata demi kata. Naskah yang belum dikunci dengan `ksdgen lock` selalu memakai versi
    kini; naskah yang sudah ditandatangani tidak berubah. Kode keluar 1 bila --diff menemukan versi baru.
    """
    task = collect((path,), pihak=False)
    day = shared.today(on_date)
    for code in klausul:
        _ensure_known(code, task)
    findings: list[Diagnostic] = []
    broken = outdated = False
    for each_task in task:
        upgrade = newer_versions(each_task, day, klausul)
        findings += upgrade.findings
        broken = broken or upgrade.standing is Standing.BROKEN
        name = display_name(each_task.path, [each_task.repository])
        if upgrade.standing in _UP_TO_DATE and not quiet:
            click.echo(f"{name}: {_UP_TO_DATE[upgrade.standing]}")
        if upgrade.standing is not Standing.OUTDATED:
            continue
        outdated = True
        click.echo(f"{name}: {', '.join(_step(code, *pins) for code, pins in upgrade.steps.items())}")
        _display(upgrade)
        if not diff:
            file, _ = write_pins(each_task, upgrade.now)
            if not quiet:
                click.echo(f"kunci diperbarui: {file}")
    shared.print_findings_of(findings, repositories(task))
    return int(broken or (diff and outdated))


_UP_TO_DATE = {
    Standing.SIGNED: "sudah ditandatangani",
    Standing.UNPINNED: "belum dikunci, selalu memakai versi kini",
    Standing.CURRENT: "sudah memakai versi kini",
}


def _ensure_known(code: str, task: list[Task]) -> None:
    """Refuse a word that is no clause anywhere."""
    if any(t.workspace.catalogue.klausul(code) is not None for t in task):
        return
    present = sorted({k for t in task for k in t.workspace.catalogue.list_klausul()})
    suggestion = nearest(code, present)
    raise click.UsageError(f"klausul `{code}` tidak ada" + (f"; maksud Anda `{suggestion}`?" if suggestion else ""))


def _step(code: str, before: Pin, after: Pin) -> str:
    old_version, new_version = before.version, after.version
    return (
        f"klausul {code} versi {old_version} → {new_version}"
        if old_version != new_version
        else f"klausul {code} versi {old_version} dengan teks lain"
    )


def _display(upgrade: Upgrade) -> None:
    """The difference that the new versions make in what the agreement prints."""
    from ksdgen.review import text

    for code, pasal_headings in upgrade.lost.items():
        click.echo(f"  - klausul {code}: teks lamanya tidak dapat dibandingkan, {pasal_headings}")
    cat = shared.paint_change if shared.is_coloured() else text.mark
    for line in text.change_list(upgrade.changes, cat=cat, width=shared.terminal_width()):
        click.echo(line)
    if not upgrade.changes and upgrade.comparable:
        click.echo("  isi cetak naskah ini tetap")
