"""`ksdgen textconv`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click


@click.command(
    "textconv",
    epilog='Contoh: git config diff.ksdgen.textconv "ksdgen textconv"',
)
@click.argument("berkas", type=click.Path(path_type=Path))
def perintah(berkas: Path) -> int:
    """Cetak naskah pada BERKAS sebagai teks, untuk `git diff`.

    git memanggilnya menurut .gitattributes (`agreements/**/*.yaml diff=ksdgen`). Berkas yang belum dapat disusun dicetak apa adanya.
    """
    try:
        data = berkas.read_bytes()
    except OSError:
        raise click.UsageError(f"`{berkas}` tidak dapat dibaca") from None
    click.echo(_teks(berkas, data), nl=False)
    return 0


def _teks(berkas: Path, data: bytes) -> bytes:
    """What the file prints; its own text when it is no agreement that can be composed."""
    from ksdgen.desk.workspace import Workspace
    from ksdgen.world.repository import Repository, cari_akar
    from ksdgen.writers import penulis

    # git hands over a copy outside the repository and runs at its top: parties and templates are those of the working tree.
    repository = Repository(cari_akar(berkas) or cari_akar(Path.cwd()) or Path.cwd())
    nama = repository.nama(berkas)
    if Path(nama).is_absolute():
        nama = f"{repository.folder}/{berkas.name}" if repository.folder else berkas.name
    if repository.adalah_pihak(nama):
        return data
    ruang = Workspace(repository.supposing({nama: data}))
    susunan = ruang.periksa(nama, date.min, aturan=False).susunan
    if susunan is None or not susunan.dokumen.isi:
        return data
    return penulis("txt")(susunan.dokumen, susunan.aset)
