"""`ksdgen nomor`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen import bahasa
from ksdgen.cli import asking, shared
from ksdgen.cli.say import say
from ksdgen.desk.collect import collect
from ksdgen.desk.reports import report_of
from ksdgen.desk.workspace import Workspace
from ksdgen.editing import nomor
from ksdgen.errors import Refused
from ksdgen.naskah.model import Naskah
from ksdgen.world.repository import display_name


@click.command(
    "nomor",
    epilog="Contoh: ksdgen nomor agreements/contoh/kesepakatan-bersama.yaml --pihak garut --nomor 100.3.7/138/KSB/2026",
)
@click.argument("path", type=click.Path(path_type=Path), shell_complete=shared.complete("naskah"))
@click.option(
    "--pihak",
    metavar="KODE",
    multiple=True,
    shell_complete=shared.complete("pihak_codes"),
    help="Kode pihak pada naskah, diikuti --nomor; boleh beberapa kali.",
)
@click.option("--nomor", "figures", metavar="NOMOR", multiple=True, help="Nomor naskah pada pihak itu.")
@click.option("--tanggal", "on_date", type=shared.DateParam(), default=None, help="Tanggal penandatanganan.")
@click.option("--tempat", "place", metavar="TEMPAT", default=None, help="Tempat penandatanganan.")
@click.option("--diff", "diff", is_flag=True, help="Tampilkan perubahan tanpa menulis berkas.")
@shared.quiet_option
def command(
    path: Path,
    pihak: tuple[str, ...],
    figures: tuple[str, ...],
    on_date: date | None,
    place: str | None,
    diff: bool,
    quiet: bool,
) -> int:
    """Isi nomor menurut tiap pihak, tanggal, dan tempat penandatanganan pada naskah PATH.

    Tanpa pilihan, yang masih terbuka ditanyakan satu per satu. Hanya nilai itu yang berubah: komentar dan susunan
    berkas tetap. Nomor yang sudah dipakai naskah lain ditolak, dan naskah yang sudah ditandatangani tidak disentuh.
    """
    task, *other = collect([shared.ordinary_path(path)], pihak=False)
    if other or task.repository.is_pihak_file(task.path):
        raise click.UsageError(f"`{path}` bukan satu naskah; sebutkan satu berkas .yaml")
    workspace, name = task.workspace, display_name(task.path, [task.repository])
    text, naskah = nomor.read(workspace, task.path)
    if len(pihak) != len(figures):
        raise click.UsageError(
            "setiap --pihak harus diikuti satu --nomor, misalnya --pihak garut --nomor 100.3.7/138/KSB/2026"
        )
    values = nomor.given_values(naskah, zip(pihak, figures, strict=True), on_date, place) or _ask(naskah)
    new = nomor.fill_in(text, values)
    if new == text:
        if not quiet:
            say("tidak ada yang berubah")
        return 0
    verdict = nomor.judge_values(workspace, task.path, new, values, shared.today(None))
    if verdict.twins:
        shared.print_findings(report_of(verdict.twins, [workspace.repository]))
        raise click.ClickException(f"{name} tidak diubah karena nomor itu sudah dipakai")
    if diff or not quiet:
        shared.print_difference(name, text, new, context=1)
    if diff:
        return 0
    workspace.repository.write(task.path, new.encode("utf-8"))
    shared.print_findings(report_of(verdict.findings, [workspace.repository]))
    if not quiet:
        filled_in = nomor.read(Workspace(workspace.repository.root), task.path)[1]
        still_open = "; ".join(slot.term for slot in nomor.open_slots(filled_in))
        say(f"ditulis: {name}")
        say(f"masih terbuka: {still_open}" if still_open else "nomor, tanggal, dan tempat sudah lengkap")
    return shared.exit_code(verdict.findings, "kesalahan")


def _ask(naskah: Naskah) -> dict[str, str]:
    """The values that somebody types; Enter leaves a value open."""
    open_slots = nomor.open_slots(naskah)
    if not open_slots:
        raise Refused(
            "nomor, tanggal, dan tempat naskah ini sudah terisi; untuk menggantinya pakai --pihak dan --nomor, --tanggal, atau --tempat"
        )
    if not asking.can_ask():
        raise Refused(
            f"belum disebut apa yang diisi: --pihak dan --nomor, --tanggal, atau --tempat; yang masih terbuka: {'; '.join(slot.term for slot in open_slots)}"
        )
    say("Ketik isinya lalu tekan Enter; Enter saja bila belum diketahui.")
    result = {}
    for slot in open_slots:
        answer = asking.ask(
            slot.term[0].upper() + slot.term[1:], "", read=_read_day if slot.route == nomor.DATE else str
        )
        if answer:
            result[slot.route] = " ".join(answer.split())
    return result


def _read_day(answer: str) -> str:
    if not answer:
        return ""
    day = bahasa.read_date(answer)
    if day is None:
        raise ValueError(f"`{answer}` bukan tanggal, tulis misalnya 2026-12-07 atau 7 Desember 2026")
    return day.isoformat()
