"""`ksdgen schema`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ksdgen.catalogue.schema import BERKAS_NASKAH, BERKAS_PIHAK, skema_naskah, skema_pihak, tulis
from ksdgen.cli import shared
from ksdgen.desk.workspace import Workspace
from ksdgen.world.files import reason, write_whole
from ksdgen.world.repository import FOLDER, cari_akar


@click.command("schema", epilog="Contoh: ksdgen schema --check")
@click.option(
    "--out",
    "keluaran",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder tujuan (baku: agreements/).",
)
@click.option("--check", "periksa", is_flag=True, help="Hanya periksa apakah berkas skema masih sesuai; tidak menulis.")
@shared.opsi_quiet
def perintah(keluaran: Path | None, periksa: bool, quiet: bool) -> int:
    """Tulis skema naskah dan skema berkas pihak, yang membuat VS Code melengkapi kunci dan menjelaskannya.

    Skema dibuat dari model dan dari templat pada folder ini: jenis naskah, klausul, varian, isian, dan gaya. Jalankan lagi setelah mengubah
    templat. Kode keluar 1 bila --check menemukan berkas yang tidak sesuai, atau bila sebuah templat rusak sehingga
    tidak masuk skema.
    """
    akar = cari_akar(Path())
    if akar is None and keluaran is None:
        raise click.UsageError(
            f"tidak ada folder {FOLDER}/ di sini atau di atasnya; sebutkan folder tujuan dengan --out"
        )
    katalog = Workspace(akar or Path()).katalog
    tujuan = keluaran if keluaran is not None or akar is None else akar / FOLDER
    assert tujuan is not None
    basi = 0
    for nama, skema in ((BERKAS_NASKAH, skema_naskah(katalog)), (BERKAS_PIHAK, skema_pihak(katalog))):
        path, data = _dekat(tujuan / nama), tulis(skema)
        berubah = _berbeda(path, data) if periksa else write_whole(path, data)
        basi += periksa and berubah
        if periksa and berubah:
            click.echo(f"{path}: tidak sesuai dengan model dan templat; jalankan `ksdgen schema`")
        elif not quiet:
            click.echo(f"{path}: {'ditulis' if berubah else 'sudah sesuai'}")
    rusak = shared.cetak_temuan((t for semua in katalog.temuan.values() for t in semua), [])
    return int(basi > 0) or shared.kode_keluar(rusak, "kesalahan")


def _berbeda(path: Path, data: bytes) -> bool:
    """Whether a file says something else; line ends do not count."""
    try:
        return not path.is_file() or path.read_bytes().replace(b"\r\n", b"\n") != data
    except OSError as galat:
        raise click.UsageError(f"`{path}` tidak dapat dibaca: {reason(galat)}") from None


def _dekat(path: Path) -> Path:
    """A path as seen from the working directory."""
    try:
        return Path(os.path.relpath(path))
    except ValueError:  # another drive on Windows
        return path
