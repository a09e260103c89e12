"""`ksdgen fmt`."""

from __future__ import annotations

from pathlib import Path

import click

from ksdgen.cli import shared
from ksdgen.desk.collect import kumpulkan, repositories
from ksdgen.diagnostics import Diagnostic
from ksdgen.editing.rewriting import tidied, write_text
from ksdgen.world.repository import display_name


@click.command("fmt", epilog="Contoh: ksdgen fmt agreements/contoh")
@shared.argumen_path
@click.option("--check", "periksa", is_flag=True, help="Sebutkan berkas yang belum rapi tanpa menulisnya.")
@click.option("--diff", "beda", is_flag=True, help="Tampilkan perubahannya tanpa menulis berkas.")
@shared.opsi_quiet
def perintah(path: tuple[Path, ...], periksa: bool, beda: bool, quiet: bool) -> int:
    """Rapikan tulisan YAML pada PATH: urutan kunci, lekukan, tanda kutip, panjang baris.

    Isi naskah, komentar, dan ganti baris tetap. Naskah yang sudah ditandatangani tidak disentuh. Kode keluar 1 bila --check atau --diff
    menemukan berkas yang belum rapi, atau bila ada berkas yang tidak dapat dibaca.
    """
    berubah = 0
    masalah: list[Diagnostic] = []
    tugas = kumpulkan(path, pihak=True)
    for t in tugas:
        new = tidied(t)
        masalah += new.findings
        if not new.changed:
            continue
        berubah += 1
        nama = display_name(t.path, [t.repository])
        if beda:
            shared.cetak_beda(nama, new.before, new.after)
        elif not periksa:
            write_text(t, new.after)
        if not quiet and not beda:
            click.echo(f"{nama}: {'belum rapi' if periksa else 'dirapikan'}")
    shared.cetak_temuan(masalah, repositories(tugas))
    if not quiet and not berubah and not masalah:
        click.echo("semua berkas sudah rapi")
    return int(bool(masalah) or ((periksa or beda) and berubah > 0))
