"""`ksdgen upgrade`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.catalogue.pins import Pin
from ksdgen.cli import shared
from ksdgen.cli.say import say
from ksdgen.desk.collect import collect, repositories
from ksdgen.desk.reports import report_of
from ksdgen.diagnostics import Diagnostic
from ksdgen.editing.lock import write_pins
from ksdgen.editing.upgrade import Standing, Upgrade, newer_versions, require_klausul
from ksdgen.world.repository import display_name


@click.command("upgrade", epilog="Contoh: ksdgen upgrade --diff agreements/2026/indramayu-rdf keadaan_kahar")
@click.argument("path", type=shared.NaskahPath(readable=False), shell_complete=shared.complete("naskah"))
@click.argument("klausul", nargs=-1, shell_complete=shared.complete("klausul"))
@click.option("--diff", "diff", is_flag=True, help="Tampilkan perbedaannya tanpa menulis berkas.")
@shared.date_option
@shared.quiet_option
def command(path: Path, klausul: tuple[str, ...], diff: bool, on_date: date | None, quiet: bool) -> int:
    """Pindahkan naskah pada PATH ke versi kini dari semua klausulnya, atau hanya dari KLAUSUL yang disebut.

    Perbedaan isinya ditampilkan kata demi kata. Naskah yang belum dikunci dengan `ksdgen lock` selalu memakai versi
    kini; naskah yang sudah ditandatangani tidak berubah. Kode keluar 1 bila --diff menemukan versi baru.
    """
    tasks = collect((path,), pihak=False)
    day = shared.today(on_date)
    require_klausul(klausul, tasks)
    findings: list[Diagnostic] = []
    broken = outdated = False
    for task in tasks:
        upgrade = newer_versions(task, day, klausul)
        findings += upgrade.findings
        broken = broken or upgrade.standing is Standing.BROKEN
        name = display_name(task.path, [task.repository])
        if upgrade.standing in _UP_TO_DATE and not quiet:
            say(f"{name}: {_UP_TO_DATE[upgrade.standing]}")
        if upgrade.standing is not Standing.OUTDATED:
            continue
        outdated = True
        say(f"{name}: {', '.join(_step(code, *pins) for code, pins in upgrade.steps.items())}")
        _display(upgrade)
        if not diff:
            file, _ = write_pins(task, upgrade.now)
            if not quiet:
                say(f"kunci diperbarui: {file}")
    shared.print_findings(report_of(findings, repositories(tasks)))
    return int(broken or (diff and outdated))


_UP_TO_DATE = {
    Standing.SIGNED: "sudah ditandatangani",
    Standing.UNPINNED: "belum dikunci, selalu memakai versi kini",
    Standing.CURRENT: "sudah memakai versi kini",
}


def _step(code: str, before: Pin, after: Pin) -> str:
    step = f" → {after.version}" if after.version != before.version else " dengan teks lain"
    return f"klausul {code} versi {before.version}{step}"


def _display(upgrade: Upgrade) -> None:
    """The difference that the new versions make in what the agreement prints."""
    from ksdgen.review import text

    for code, why in upgrade.lost.items():
        say(f"  - klausul {code}: teks lamanya tidak dapat dibandingkan, {why}")
    for line in text.change_list(upgrade.changes, **shared.terminal_options()):
        say(line)
    if not upgrade.changes and upgrade.comparable:
        say("  isi cetak naskah ini tetap")
