"""`ksdgen fmt`."""

from __future__ import annotations

from pathlib import Path

import click

from ksdgen.cli import shared
from ksdgen.cli.say import say
from ksdgen.desk.collect import collect, repositories
from ksdgen.desk.reports import report_of
from ksdgen.diagnostics import Diagnostic
from ksdgen.editing.rewriting import tidied, write_text
from ksdgen.world.repository import display_name


@click.command("fmt", epilog="Contoh: ksdgen fmt agreements/contoh")
@shared.path_argument
@click.option("--check", "check", is_flag=True, help="Sebutkan berkas yang belum rapi tanpa menulisnya.")
@click.option("--diff", "diff", is_flag=True, help="Tampilkan perubahannya tanpa menulis berkas.")
@shared.quiet_option
def command(path: tuple[Path, ...], check: bool, diff: bool, quiet: bool) -> int:
    """Rapikan tulisan YAML pada PATH: urutan kunci, lekukan, tanda kutip, panjang baris.

    Isi naskah, komentar, dan ganti baris tetap. Naskah yang sudah ditandatangani tidak disentuh. Kode keluar 1 bila
    --check atau --diff menemukan berkas yang belum rapi, atau bila ada berkas yang tidak dapat dibaca.
    """
    changed = 0
    problems: list[Diagnostic] = []
    tasks = collect(path, pihak=True)
    for task in tasks:
        rewritten = tidied(task)
        problems += rewritten.findings
        if not rewritten.changed:
            continue
        changed += 1
        name = display_name(task.path, [task.repository])
        if diff:
            shared.print_difference(name, rewritten.before, rewritten.after)
        elif not check:
            write_text(task, rewritten.after)
        if not quiet and not diff:
            say(f"{name}: {'belum rapi' if check else 'dirapikan'}")
    shared.print_findings(report_of(problems, repositories(tasks)))
    if not quiet and not changed and not problems:
        say("semua berkas sudah rapi")
    return int(bool(problems) or ((check or diff) and changed > 0))
