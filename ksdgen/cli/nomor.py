"""`ksdgen nomor`."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path

import click

from ksdgen import bahasa
from ksdgen.cli import asking, shared
from ksdgen.desk.collect import collect
from ksdgen.desk.workspace import Workspace
from ksdgen.editing import nomor
from ksdgen.errors import Refused
from ksdgen.naskah.model import Naskah
from ksdgen.world.files import write_whole
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
    (task, *other) = collect([shared.ordinary_path(path)], pihak=False)
    if other or task.repository.is_pihak_file(task.path):
        raise click.UsageError(f"`{path}` bukan satu naskah; sebutkan satu berkas .yaml")
    workspace, name = task.workspace, display_name(task.path, [task.repository])
    text, naskah = nomor.read(workspace, task.path)
    given_values = _isian(naskah, pihak, figures, on_date, place) or _ask(naskah)
    new = nomor.fill_in(text, given_values)
    if new == text:
        if not quiet:
            click.echo("tidak ada yang berubah")
        return 0
    twins, findings = nomor.judge(workspace, task.path, new, list(given_values), shared.today(None))
    if twins:
        shared.print_findings_of(twins, [workspace.repository])
        raise click.ClickException(f"{name} tidak diubah karena nomor itu sudah dipakai")
    if diff or not quiet:
        former, after = (t.replace("\r\n", "\n").split("\n") for t in (text, new))
        for line in difflib.unified_diff(former, after, f"{name} (semula)", f"{name} (menjadi)", n=1, lineterm=""):
            click.echo(line)
    if diff:
        return 0
    write_whole(workspace.repository.root / task.path, new.encode("utf-8"), name)
    shown = shared.print_findings_of(findings, [workspace.repository])
    if not quiet:
        rest = [t.term for t in nomor.open_slots(nomor.read(Workspace(workspace.repository.root), task.path)[1])]
        click.echo(f"ditulis: {name}")
        click.echo(f"masih terbuka: {'; '.join(rest)}" if rest else "nomor, tanggal, dan tempat sudah lengkap")
    return shared.exit_code(shown, "kesalahan")


def _isian(
    naskah: Naskah, pihak: tuple[str, ...], figures: tuple[str, ...], on_date: date | None, place: str | None
) -> dict[str, str]:
    """The values of the options by route."""
    if len(pihak) != len(figures):
        raise Refused("setiap --pihak harus diikuti satu --nomor, misalnya --pihak garut --nomor 100.3.7/138/KSB/2026")
    code = [p.kode for p in naskah.para_pihak]
    result: dict[str, str] = {}
    for pihak_code, figure in zip(pihak, figures, strict=True):
        pihak_code = pihak_code.strip().lower()
        if pihak_code not in code:
            raise Refused(f"naskah ini tidak mempunyai pihak `{pihak_code}`; kode pihaknya: {', '.join(code)}")
        route = f"para_pihak.{code.index(pihak_code)}.nomor"
        if route in result:
            raise Refused(f"nomor pihak `{pihak_code}` disebut dua kali")
        result[route] = _text(figure, "--nomor")
    if place is not None:
        result[nomor.PLACE] = _text(place, "--tempat")
    if on_date is not None:
        result[nomor.DATE] = on_date.isoformat()
    return result


def _text(content: str, option: str) -> str:
    content = " ".join(content.split())
    if not content:
        raise Refused(f"{option} belum diisi")
    return content


def _ask(naskah: Naskah) -> dict[str, str]:
    """The values that somebody types; Enter leaves a value open."""
    open_items = nomor.open_slots(naskah)
    if not open_items:
        raise Refused(
            "nomor, tanggal, dan tempat naskah ini sudah terisi; untuk menggantinya pakai --pihak dan --nomor, --tanggal, atau --tempat"
        )
    if not asking.can_ask():
        raise Refused(
            f"belum disebut apa yang diisi: --pihak dan --nomor, --tanggal, atau --tempat; yang masih terbuka: {'; '.join(slot.term for slot in open_items)}"
        )
    click.echo("Ketik isinya lalu tekan Enter; Enter saja bila belum diketahui.")
    result = {}
    for slot in open_items:
        answer = asking.ask(slot.term[0].upper() + slot.term[1:], "", read=_date if slot.route == nomor.DATE else str)
        if answer:
            result[slot.route] = " ".join(answer.split())
    return result


def _date(answer: str) -> str:
    if not answer:
        return ""
    day = bahasa.read_date(answer)
    if day is None:
        raise ValueError(f"`{answer}` bukan tanggal, tulis misalnya 2026-12-07 atau 7 Desember 2026")
    return day.isoformat()
