"""`ksdgen redline`."""

from __future__ import annotations

from pathlib import Path

import click

from ksdgen import api
from ksdgen.cli import revisions, shared
from ksdgen.review.comparison import Pasangan, Perbandingan


@click.command(
    "redline",
    epilog="Contoh: ksdgen redline HEAD agreements/contoh/kesepakatan-bersama.yaml --out keluaran/perubahan.docx",
)
@click.argument("kata", nargs=-1, metavar="[REVISI [REVISI2]] [PATH]")
@click.option(
    "--out",
    "--output",
    "keluar",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="BERKAS",
    required=True,
    help="Berkas Word tujuan (.docx).",
)
@revisions.opsi_dua_berkas
@click.option("--baku", is_flag=True, help="Bandingkan naskah dengan klausul baku murni.")
@shared.opsi_quiet
def perintah(kata: tuple[str, ...], keluar: Path, lama: Path | None, baru: Path | None, baku: bool, quiet: bool) -> int:
    """Tulis berkas Word dengan lacak perubahan (tracked changes) antara dua versi satu naskah.

    Satu REVISI dibandingkan dengan berkas kerja, dua REVISI satu sama lain. Nama dan tanggal perubahan diambil dari komit yang lebih baru;
    berkas kerja yang belum dikomit tidak bertanggal.
    """
    if keluar.suffix.lower() != ".docx":
        raise click.UsageError("--out harus berkas .docx")
    if (lama is None) != (baru is None):
        raise click.UsageError("--lama dan --baru dipakai bersama")
    if lama is not None and baru is not None:
        if kata or baku:
            raise click.UsageError("--lama dan --baru tidak dipakai bersama revisi, PATH, atau --baku")
        hasil = api.compare_files(lama, baru)
    elif baku:
        if len(kata) != 1 or not Path(kata[0]).is_file():
            raise click.UsageError("--baku memerlukan satu berkas naskah")
        hasil = api.compare_with_standard(kata[0])
    else:
        sasaran = revisions.urai(kata, revisi_wajib=True)
        if not sasaran.pilihan:
            raise click.UsageError("sebutkan satu naskah, misalnya agreements/2026/…/perjanjian-kerja-sama.yaml")
        hasil = sasaran.compare()
    pasangan = _satu(hasil)
    from ksdgen.review.redline import redline

    shared.simpan_keluaran(keluar, redline(pasangan, hasil.baru), quiet=True)
    if not quiet:
        click.echo(f"ditulis: {keluar} ({len(pasangan.perubahan)} perubahan)")
    return 0


def _satu(hasil: Perbandingan) -> Pasangan:
    """The one agreement that is meant, with both sides."""
    if not hasil.pasangan:
        raise click.ClickException("tidak ada perubahan isi di antara keduanya, sehingga tidak ada yang ditulis")
    if len(hasil.pasangan) > 1:
        daftar = ", ".join(p.path for p in hasil.pasangan[:5])
        raise click.UsageError(f"{len(hasil.pasangan)} naskah berubah; sebutkan satu di antaranya: {daftar}")
    p = hasil.pasangan[0]
    if p.lama is None:
        raise click.UsageError(f"`{p.path}` belum ada pada {hasil.lama.nama}; cetak dengan `ksdgen render`")
    if p.baru is None:
        raise click.UsageError(f"`{p.path}` sudah tidak ada pada {hasil.baru.nama}")
    for nama, sisi in p.tak_tersusun:
        sebab_ = sisi.kesalahan[0].pesan if sisi.kesalahan else "naskah tidak dapat dibaca"
        raise click.UsageError(
            f"versi {nama} `{sisi.path}` tidak dapat disusun: {sebab_}; periksa dengan `ksdgen check`"
        )
    if p.keadaan == "tetap":
        raise click.ClickException("tidak ada perubahan isi di antara keduanya, sehingga tidak ada yang ditulis")
    return p
