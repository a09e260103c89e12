"""`ksdgen render`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ksdgen.cli import shared
from ksdgen.desk.collect import tabrakan
from ksdgen.desk.printing import Nasib, cetak_semua
from ksdgen.diagnostics import Diagnostic
from ksdgen.world.files import WriteFailed, write_whole
from ksdgen.writers import FORMAT

SEMUA_FORMAT = (*FORMAT, "pdf")


class FormatParam(click.ParamType):  # type: ignore[type-arg]
    """Formats, repeated or separated by commas."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Read the list."""
        if isinstance(value, tuple):
            return value
        hasil = tuple(v.strip().lower() for v in str(value).split(",") if v.strip())
        asing = [v for v in hasil if v not in SEMUA_FORMAT]
        if asing or not hasil:
            self.fail(f"`{value}` tidak dikenal, pilihan: {', '.join(SEMUA_FORMAT)}", param, ctx)
        return hasil


@click.command(
    "render",
    epilog="Contoh: ksdgen render agreements --out keluaran --format docx,pdf",
)
@shared.argumen_path
@click.option(
    "--out",
    "keluar",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    required=True,
    help="Folder tujuan.",
)
@click.option(
    "--format",
    "format_",
    type=FormatParam(),
    multiple=True,
    metavar="FORMAT",
    help=f"{', '.join(SEMUA_FORMAT)}; boleh beberapa, dipisah koma (baku: docx).",
)
@shared.opsi_tanggal
@shared.opsi_fail_on
@shared.opsi_quiet
def perintah(
    path: tuple[Path, ...], keluar: Path, format_: tuple[tuple[str, ...], ...], tanggal: Any, fail_on: str, quiet: bool
) -> int:
    """Cetak naskah pada PATH (berkas atau folder) ke folder tujuan, satu berkas per naskah dan format.

    Naskah yang bentuknya salah tidak dicetak. Konsep dicetak beserta temuannya; mulai status siap_ditandatangani, naskah dengan
    kesalahan tidak dicetak.
    """
    format_dipilih = tuple(dict.fromkeys(f for kelompok in format_ for f in kelompok)) or ("docx",)
    tugas = shared.tugas_dari(path, pihak=False)
    for a, b in tabrakan(tugas):
        raise click.UsageError(f"`{a}` dan `{b}` akan ditulis ke berkas yang sama; ganti nama salah satunya")
    hari = shared.hari_ini(tanggal)
    temuan: list[Diagnostic] = []
    tertulis: list[Path] = []
    tak_tercetak: list[str] = []
    pihak: list[str] = []
    gagal: list[str] = []
    untuk_pdf: list[tuple[Path, bytes]] = []
    with shared.kemajuan(tugas, quiet) as bar:
        for t, c in zip(tugas, cetak_semua(tugas, keluar, format_dipilih, hari, bar.update), strict=True):
            temuan += c.temuan
            tertulis += c.tertulis
            untuk_pdf += c.untuk_pdf
            gagal += c.gagal
            if c.nasib is not Nasib.DITULIS:
                (pihak if c.nasib is Nasib.PIHAK else tak_tercetak).append(t.path)
    ruang = shared.repositori_dari(tugas)
    tampil = shared.cetak_temuan(temuan, ruang)
    if untuk_pdf and not gagal:
        dibuat, gagal = _pdf(untuk_pdf)
        tertulis += dibuat
    if not quiet:
        for p in tertulis:
            click.echo(f"ditulis: {p}")
        for nama in tak_tercetak:
            click.echo(f"tidak dicetak karena kesalahan di atas: {shared.nama_tampil(nama, ruang)}")
        for nama in pihak:
            click.echo(f"dilewati, data pihak bukan naskah: {shared.nama_tampil(nama, ruang)}")
        click.echo(f"{len(tertulis)} berkas ditulis dari {len(tugas) - len(pihak)} naskah")
    if gagal:
        lain = f"; {len(gagal) - 1} berkas lain pun tidak" if len(gagal) > 1 else ""
        raise click.ClickException(gagal[0] + lain)
    return 1 if tak_tercetak else shared.kode_keluar(tampil, fail_on)


def _pdf(untuk_pdf: list[tuple[Path, bytes]]) -> tuple[list[Path], list[str]]:
    """All Word files of the batch through one LibreOffice; gives what was written and what could not be.

    Numbered names keep equal file names apart.
    """
    import tempfile

    from ksdgen.world.office import OfficeGagal, ke_pdf

    tertulis: list[Path] = []
    gagal: list[str] = []
    with tempfile.TemporaryDirectory(prefix="ksdgen-pdf-") as sementara:
        folder = Path(sementara)
        sumber = []
        for i, (_, data) in enumerate(untuk_pdf):
            berkas = folder / f"{i:05}.docx"
            berkas.write_bytes(data)
            sumber.append(berkas)
        try:
            ke_pdf(sumber, folder)
        except OfficeGagal as galat:
            return [], [str(galat)]
        for i, (tujuan, _) in enumerate(untuk_pdf):
            try:
                write_whole(tujuan, (folder / f"{i:05}.pdf").read_bytes())
                tertulis.append(tujuan)
            except WriteFailed as galat:
                gagal.append(str(galat))
    return tertulis, gagal
