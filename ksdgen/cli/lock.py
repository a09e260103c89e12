"""`ksdgen lock`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.cli import shared
from ksdgen.cli.say import say
from ksdgen.desk.collect import collect, collisions, repositories
from ksdgen.desk.reports import report_of
from ksdgen.diagnostics import Diagnostic
from ksdgen.editing.lock import Fate, Locked, lock
from ksdgen.naskah.model import Status


@click.command("lock", epilog="Contoh: ksdgen lock agreements/contoh/kesepakatan-bersama.yaml")
@shared.path_argument
@shared.date_option
@shared.quiet_option
def command(path: tuple[Path, ...], on_date: date | None, quiet: bool) -> int:
    """Kunci naskah pada versi klausul yang dipakainya; bekukan naskah yang sudah ditandatangani.

    Selama naskah dirancang, versi setiap klausul baku dicatat dalam berkas .kunci.json di samping berkas YAML; sejak
    itu naskah tersusun dari versi itu, juga setelah klausulnya diperbarui. `ksdgen upgrade` memindahkannya ke versi
    baru.

    Setelah ditandatangani, dokumen yang tersusun dan sidik gambarnya disimpan dalam berkas .beku.json; sejak itu naskah
    selalu dicetak dari simpanan itu, apa pun yang berubah pada templat, data pihak, atau gaya.
    """
    tasks = collect(path, pihak=False)
    for first, second in collisions(tasks):
        raise click.UsageError(f"`{first}` dan `{second}` akan dibekukan ke berkas yang sama; ganti nama salah satunya")
    day = shared.today(on_date)
    findings: list[Diagnostic] = []
    broken = False
    for task in tasks:
        locked = lock(task, day)
        findings += locked.findings
        broken = broken or locked.fate is Fate.BROKEN
        if not quiet and locked.fate is not Fate.BROKEN:
            say(_news(task.path, locked))
    shared.print_findings(report_of(findings, repositories(tasks)))
    return 1 if broken else shared.exit_code(findings, "kesalahan")


def _news(path: str, locked: Locked) -> str:
    file = locked.file
    match locked.fate:
        case Fate.CANCELLED:
            return f"dilewati, status {Status.CANCELLED.value}: {path}"
        case Fate.NO_CLAUSES:
            return f"tidak memakai klausul baku, tidak ada yang dikunci: {path}"
        case Fate.FROZEN_BEFORE:
            return f"sudah beku: {path}"
        case Fate.FROZEN:
            return f"dibekukan: {file}"
        case Fate.PINNED:
            return f"dikunci: {file} ({locked.clauses} klausul pada versi kini)"
        case Fate.CHANGED:
            what = {"bertambah": locked.added, "dilepas karena tidak dipakai lagi": locked.released}
            details = "; ".join(f"{change}: {', '.join(clauses)}" for change, clauses in what.items() if clauses)
            return f"kunci diperbarui: {file} ({details})"
        case Fate.REWRITTEN:
            return f"kunci ditulis ulang: {file}"
    return f"sudah dikunci: {file}"
