"""`ksdgen fix`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.cli import shared
from ksdgen.desk.collect import kumpulkan
from ksdgen.editing.rewriting import corrected, write_text
from ksdgen.world.repository import display_name


@click.command("fix", epilog="Contoh: ksdgen fix --diff agreements/contoh")
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
    tugas = kumpulkan(path, pihak=True)
    for t in tugas:
        new = corrected(t, hari)
        if not new.changed or new.corrections is None:
            continue
        berubah += 1
        nama = display_name(t.path, [t.repository])
        if beda:
            shared.cetak_beda(nama, new.before, new.after)
            continue
        write_text(t, new.after)
        if not quiet:
            for d in new.corrections.diperbaiki:
                nomor = d.span.line if d.span else 0
                click.echo(f"{nama}:{nomor}: {d.kode} diperbaiki")
            if new.corrections.diurutkan:
                click.echo(f"{nama}: kunci diurutkan")
    if not quiet and not berubah:
        click.echo("tidak ada yang perlu diperbaiki")
    return int(beda and berubah > 0)
