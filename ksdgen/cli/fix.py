"""`ksdgen fix`."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path

import click

from ksdgen.cli import shared
from ksdgen.editing.fix import perbaiki
from ksdgen.pipeline import tulis_utuh


@click.command("fix", epilog="Contoh: ksdgen fix --diff agreements/2026")
@shared.argumen_path
@click.option("--diff", "beda", is_flag=True, help="Tampilkan perbaikan tanpa menulis berkas.")
@shared.opsi_tanggal
@shared.opsi_quiet
def perintah(path: tuple[Path, ...], beda: bool, tanggal: date | None, quiet: bool) -> int:
    """Perbaiki yang pasti benar pada PATH: kata bilangan, nama hari, ejaan kunci, urutan kunci.

    Komentar dan ganti baris tetap. Naskah yang sudah ditandatangani tidak disentuh. Kode keluar 1 bila --diff menemukan yang dapat
    diperbaiki.
    """
    hari = shared.hari_ini(tanggal)
    berubah = 0
    for t in shared.tugas_dari(path, pihak=False):
        hasil = t.ruang.periksa(t.path, hari)
        naskah = hasil.muatan.naskah
        if naskah is not None and naskah.status.sudah_ditandatangani:
            continue
        data = t.ruang.pohon.read(t.path)
        try:
            teks = (data or b"").decode("utf-8")
        except UnicodeDecodeError:
            continue
        baru = perbaiki(teks, hasil.temuan, t.path)
        if baru.teks == teks:
            continue
        berubah += 1
        nama = shared.nama_tampil(t.path, [t.ruang])
        if beda:
            for baris in difflib.unified_diff(
                teks.splitlines(), baru.teks.splitlines(), f"{nama} (semula)", f"{nama} (menjadi)", lineterm=""
            ):
                click.echo(baris)
            continue
        try:
            tulis_utuh(t.ruang.akar / t.path, baru.teks.encode("utf-8"))
        except OSError as galat:
            raise click.UsageError(f"`{nama}` tidak dapat ditulis: {galat.strerror}") from None
        if not quiet:
            for d in baru.diperbaiki:
                nomor = d.span.line if d.span else 0
                click.echo(f"{nama}:{nomor}: {d.kode} diperbaiki")
            if baru.diurutkan:
                click.echo(f"{nama}: kunci diurutkan")
    if not quiet and not berubah:
        click.echo("tidak ada yang perlu diperbaiki")
    return int(beda and berubah > 0)
