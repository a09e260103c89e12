"""`ksdgen fix`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.cli import shared
from ksdgen.desk.collect import kumpulkan
from ksdgen.editing.fix import perbaiki
from ksdgen.naskah.model import BerkasPihak, Naskah
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
        if t.repository.is_frozen(t.path):
            continue
        hasil = t.ruang.periksa(t.path, hari)
        try:
            teks = (t.repository.pohon.read(t.path) or b"").decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # `check` says what is wrong
        baru = perbaiki(teks, hasil.temuan, t.path, BerkasPihak if t.repository.adalah_pihak(t.path) else Naskah)
        if baru.teks == teks:
            continue
        berubah += 1
        nama = display_name(t.path, [t.repository])
        if beda:
            shared.cetak_beda(nama, teks, baru.teks)
            continue
        shared.tulis_berkas(t, baru.teks)
        if not quiet:
            for d in baru.diperbaiki:
                nomor = d.span.line if d.span else 0
                click.echo(f"{nama}:{nomor}: {d.kode} diperbaiki")
            if baru.diurutkan:
                click.echo(f"{nama}: kunci diurutkan")
    if not quiet and not berubah:
        click.echo("tidak ada yang perlu diperbaiki")
    return int(beda and berubah > 0)
