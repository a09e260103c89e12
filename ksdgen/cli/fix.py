"""`ksdgen fix`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.cli import shared
from ksdgen.cli.say import say
from ksdgen.desk.collect import collect
from ksdgen.editing.rewriting import corrected, write_text
from ksdgen.world.repository import display_name


@click.command("fix", epilog="Contoh: ksdgen fix --diff agreements/contoh")
@shared.path_argument
@click.option("--diff", "diff", is_flag=True, help="Tampilkan perbaikan tanpa menulis berkas.")
@shared.date_option
@shared.quiet_option
def command(path: tuple[Path, ...], diff: bool, on_date: date | None, quiet: bool) -> int:
    """Perbaiki yang pasti benar pada PATH: kata bilangan, nama hari, ejaan kunci, urutan kunci.

    Komentar dan ganti baris tetap. Naskah yang sudah ditandatangani tidak disentuh. Kode keluar 1 bila --diff menemukan
    yang dapat diperbaiki.
    """
    day = shared.today(on_date)
    changed = 0
    tasks = collect(path, pihak=True)
    for task in tasks:
        rewritten = corrected(task, day)
        if not rewritten.changed or rewritten.corrections is None:
            continue
        changed += 1
        name = display_name(task.path, [task.repository])
        if diff:
            shared.print_difference(name, rewritten.before, rewritten.after)
            continue
        write_text(task, rewritten.after)
        if not quiet:
            for finding in rewritten.corrections.fixed:
                line = finding.span.line if finding.span else 0
                say(f"{name}:{line}: {finding.code} diperbaiki")
            if rewritten.corrections.reordered:
                say(f"{name}: kunci diurutkan")
    if not quiet and not changed:
        say("tidak ada yang perlu diperbaiki")
    return int(diff and changed > 0)
