"""`ksdgen check`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen import api
from ksdgen.cli import shared
from ksdgen.reporters import FORMAT
from ksdgen.reporters.report import Laporan
from ksdgen.world.files import write_whole


@click.command(
    "check",
    epilog="Contoh: ksdgen check agreements/contoh",
)
@shared.argumen_path
@click.option(
    "--format", "format_", type=click.Choice(FORMAT), default="text", show_default=True, help="Bentuk laporan."
)
@click.option(
    "--output",
    "keluaran",
    metavar="BERKAS",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Tulis laporan ke berkas.",
)
@click.option(
    "--summary",
    "ikhtisar",
    metavar="BERKAS",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Tambahkan laporan lengkap dalam Markdown ke berkas ini (untuk ringkasan CI).",
)
@click.option(
    "--select",
    "pilih",
    multiple=True,
    metavar="KODE",
    shell_complete=shared.lengkapi("kode"),
    help="Hanya kode ini; boleh awalan, misalnya KSD2.",
)
@click.option(
    "--ignore",
    "abaikan",
    multiple=True,
    metavar="KODE",
    shell_complete=shared.lengkapi("kode"),
    help="Tanpa kode ini; boleh awalan.",
)
@click.option(
    "--since", "sejak", metavar="REVISI", default=None, help="Hanya naskah yang berubah sejak revisi git ini."
)
@shared.opsi_tanggal
@shared.opsi_fail_on
@shared.opsi_quiet
def perintah(
    path: tuple[Path, ...],
    format_: str,
    keluaran: Path | None,
    ikhtisar: Path | None,
    pilih: tuple[str, ...],
    abaikan: tuple[str, ...],
    sejak: str | None,
    tanggal: date | None,
    fail_on: str,
    quiet: bool,
) -> int:
    """Periksa naskah pada PATH (berkas atau folder) tanpa mengubahnya.

    Semua masalah dilaporkan dalam satu kali jalan: letaknya, ketentuan yang ditegakkan, dan apa yang harus dilakukan. Penjelasan sebuah
    kode: `ksdgen explain KODE`.
    """
    with shared.progress(quiet) as progress:
        laporan = api.check(path, day=shared.hari_ini(tanggal), since=sejak, progress=progress)
    laporan = laporan.selected(_awalan(pilih, laporan), _awalan(abaikan, laporan))
    teks = api.report(laporan, format_, closing=not quiet)
    if ikhtisar is not None:
        # Appended, not replaced: a step summary belongs to all steps of a job.
        write_whole(ikhtisar, (_baca(ikhtisar) + api.report(laporan, "markdown")).encode())
    if keluaran is None:
        click.echo(teks, nl=False)
    else:
        write_whole(keluaran, teks.encode("utf-8", "replace"))
        if not quiet:
            click.echo(f"laporan ditulis ke {keluaran}")
    return shared.kode_keluar(laporan.temuan, fail_on)


def _awalan(kode: tuple[str, ...], laporan: Laporan) -> tuple[str, ...]:
    """Codes or their beginnings, also separated by commas; each must exist."""
    hasil = tuple(k.strip().upper() for bagian in kode for k in bagian.split(",") if k.strip())
    if hasil:
        pages = laporan.pages() if laporan.pages is not None else {}
        for k in hasil:
            if not any(h.startswith(k) for h in pages):
                raise click.UsageError(f"kode `{k}` tidak ada; daftar kode: `ksdgen rules`")
    return hasil


def _baca(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError):
        raise click.UsageError(f"`{path}` tidak dapat dibaca") from None
