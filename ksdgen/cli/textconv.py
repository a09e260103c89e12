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
    from ksdgen.compose.bytecode import cache_jinja
    from ksdgen.desk.agreement import Ruang, cari_akar
    from ksdgen.world.tree import LoneFile, WorkingTree
    from ksdgen.writers import penulis

    # git hands over a copy outside the repository and runs at its top: parties and templates are those of the working tree.
    akar = cari_akar(berkas) or cari_akar(Path.cwd()) or Path.cwd()
    ruang = Ruang(akar, cache=cache_jinja())
    nama = ruang.nama(berkas)
    if Path(nama).is_absolute():
        nama = f"{ruang.folder}/{berkas.name}" if ruang.folder else berkas.name
    ruang = Ruang(akar, LoneFile(WorkingTree(akar), nama, data), cache_jinja(), ruang.folder)
    if ruang.adalah_pihak(nama):
        return data
    susunan = ruang.periksa(nama, date.min, aturan=False).susunan
    if susunan is None or not susunan.dokumen.isi:
        return data
    return penulis("txt")(susunan.dokumen, susunan.aset)
