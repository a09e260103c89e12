"""`ksdgen templates`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from ksdgen.cli import shared
from ksdgen.cli.say import say
from ksdgen.desk.templates import template_report, template_text
from ksdgen.desk.workspace import Workspace
from ksdgen.editing.versions import FileWrite, own_templates, raise_version, record, write_files
from ksdgen.reporters import FORMAT
from ksdgen.world.repository import find_root


@click.command("templates", epilog="Contoh: ksdgen templates --quiet")
@click.argument("path", default=".", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMAT),
    default="text",
    show_default=True,
    help="Bentuk laporan; daftar templat hanya pada text dan json.",
)
@click.option(
    "--output",
    "output",
    metavar="BERKAS",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Tulis laporan ke berkas.",
)
@click.option(
    "--versi-baru",
    "code",
    metavar="KLAUSUL",
    default=None,
    help="Simpan teks klausul ini ke arsip dan naikkan versinya, sebelum teksnya diubah.",
)
@click.option(
    "--revisi",
    "revision",
    metavar="REVISI",
    default=None,
    help="Bersama --versi-baru: revisi git yang memuat teks lama, bila teksnya sudah terlanjur diubah.",
)
@click.option(
    "--kunci",
    "record_index",
    is_flag=True,
    help="Catat sidik teks setiap versi klausul, sehingga perubahan tanpa versi baru ketahuan.",
)
@shared.fail_on_option
@shared.quiet_option
def command(
    path: Path,
    format_: str,
    output: Path | None,
    code: str | None,
    revision: str | None,
    record_index: bool,
    fail_on: str,
    quiet: bool,
) -> int:
    """Tampilkan templat pada repositori PATH (baku: folder ini), lalu periksa.

    Templat milik repositori pada templates/ didahulukan daripada bawaan ksdgen. Yang diperiksa: nama, isian, varian,
    penanda, label, rujukan, dan dasar pada setiap cabang teks, juga cabang yang belum dipakai naskah mana pun.
    """
    root = find_root(path) or (path if path.is_dir() else path.parent).resolve()
    if revision is not None and code is None:
        raise click.UsageError("--revisi hanya dipakai bersama --versi-baru")
    if code is not None and record_index:
        raise click.UsageError("pakai --versi-baru atau --kunci, tidak keduanya")
    if code is not None:
        _write(root, raise_version(root, code, revision))
        say(f"klausul `{code}` sekarang versi baru; ubah teksnya, lalu catat dengan `ksdgen templates --kunci`")
        return 0
    if record_index:
        if not _write(root, [record(own_templates(root))]):
            say("semua versi klausul sudah tercatat")
        return 0
    report = template_report(Workspace(root))
    text = template_text(report, format_, closing=not quiet)
    shared.print_or_write_report(text, output, quiet, commands=format_ == "github")
    return shared.exit_code(report.found.findings, fail_on)


def _write(root: Path, writes: Iterable[FileWrite]) -> bool:
    """Write files and tell of each that changed; whether any did."""
    changed = False
    for name in write_files(root, writes):
        changed = True
        say(f"ditulis: {name}")
    return changed
