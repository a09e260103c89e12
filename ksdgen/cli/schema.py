"""`ksdgen schema`."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

import click

from ksdgen.catalogue.schema import schema_files
from ksdgen.cli import shared
from ksdgen.cli.say import say
from ksdgen.desk.reports import report_of
from ksdgen.desk.workspace import Workspace
from ksdgen.world.files import says_otherwise, write_whole
from ksdgen.world.repository import FOLDER, find_root


@click.command("schema", epilog="Contoh: ksdgen schema --check")
@click.option(
    "--out",
    "output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder tujuan (baku: agreements/).",
)
@click.option("--check", "check", is_flag=True, help="Hanya periksa apakah berkas skema masih sesuai; tidak menulis.")
@shared.quiet_option
def command(output: Path | None, check: bool, quiet: bool) -> int:
    """Tulis skema naskah dan skema berkas pihak, yang membuat VS Code melengkapi kunci dan menjelaskannya.

    Skema dibuat dari model dan dari templat pada folder ini: jenis naskah, klausul, varian, isian, dan gaya. Jalankan
    lagi setelah mengubah templat. Kode keluar 1 bila --check menemukan berkas yang tidak sesuai, atau bila sebuah
    templat rusak sehingga tidak masuk skema.
    """
    root = find_root(Path())
    if root is None and output is None:
        raise click.UsageError(
            f"tidak ada folder {FOLDER}/ di sini atau di atasnya; sebutkan folder tujuan dengan --out"
        )
    catalogue = Workspace(root or Path()).catalogue
    target = output if output is not None or root is None else root / FOLDER
    assert target is not None
    stale = False
    for name, data in schema_files(catalogue).items():
        path = _near(target / name)
        changed = says_otherwise(path, data) if check else write_whole(path, data, within=target)
        if check and changed:
            stale = True
            say(f"{path}: tidak sesuai dengan model dan templat; jalankan `ksdgen schema`")
        elif not quiet:
            say(f"{path}: {'ditulis' if changed else 'sudah sesuai'}")
    broken = report_of(chain.from_iterable(catalogue.findings.values()), [])
    shared.print_findings(broken)
    return int(stale) or shared.exit_code(broken.findings, "kesalahan")


def _near(path: Path) -> Path:
    """A path as seen from the working directory."""
    try:
        return Path(os.path.relpath(path))
    except ValueError:  # another drive on Windows
        return path
