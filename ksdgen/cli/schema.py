"""`ksdgen schema`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ksdgen.catalogue.schema import NASKAH_FILE, PIHAK_FILE, naskah_schema, pihak_schema, write
from ksdgen.cli import shared
from ksdgen.desk.workspace import Workspace
from ksdgen.world.files import reason, write_whole
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
    stale = 0
    for name, schema in ((NASKAH_FILE, naskah_schema(catalogue)), (PIHAK_FILE, pihak_schema(catalogue))):
        path, data = _near(target / name), write(schema)
        changed = _content_differs(path, data) if check else write_whole(path, data)
        stale += check and changed
        if check and changed:
            click.echo(f"{path}: tidak sesuai dengan model dan templat; jalankan `ksdgen schema`")
        elif not quiet:
            click.echo(f"{path}: {'ditulis' if changed else 'sudah sesuai'}")
    broken = shared.print_findings_of((t for everything in catalogue.findings.values() for t in everything), [])
    return int(stale > 0) or shared.exit_code(broken, "kesalahan")


def _content_differs(path: Path, data: bytes) -> bool:
    """Whether a file says something else; line ends do not count."""
    try:
        return not path.is_file() or path.read_bytes().replace(b"\r\n", b"\n") != data
    except OSError as error:
        raise click.UsageError(f"`{path}` tidak dapat dibaca: {reason(error)}") from None


def _near(path: Path) -> Path:
    """A path as seen from the working directory."""
    try:
        return Path(os.path.relpath(path))
    except ValueError:  # another drive on Windows
        return path
