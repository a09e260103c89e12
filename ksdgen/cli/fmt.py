"""`ksdgen fmt`."""

from __future__ import annotations

from pathlib import Path

import click

from ksdgen.cli import shared
from ksdgen.desk.collect import Tugas, kumpulkan, repositories
from ksdgen.diagnostics import Cause, Diagnostic, Severity
from ksdgen.editing.fix import ditandatangani
from ksdgen.editing.fmt import rapikan
from ksdgen.naskah.model import BerkasPihak, Naskah
from ksdgen.source.parse import load
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
        teks, temuan = _baca(t)
        masalah += temuan
        if teks is None or ditandatangani(teks.removeprefix("\ufeff")) or t.repository.is_frozen(t.path):
            continue
        baru = rapikan(teks, BerkasPihak if t.repository.adalah_pihak(t.path) else Naskah)
        if baru is None or baru == teks:
            continue
        berubah += 1
        nama = display_name(t.path, [t.repository])
        if beda:
            shared.cetak_beda(nama, teks, baru)
        elif not periksa:
            shared.tulis_berkas(t, baru)
        if not quiet and not beda:
            click.echo(f"{nama}: {'belum rapi' if periksa else 'dirapikan'}")
    shared.cetak_temuan(masalah, repositories(tugas))
    if not quiet and not berubah and not masalah:
        click.echo("semua berkas sudah rapi")
    return int(bool(masalah) or ((periksa or beda) and berubah > 0))


def _baca(t: Tugas) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file; None with what is wrong when it cannot be read as YAML."""
    try:
        data = t.repository.pohon.read(t.path) or b""
    except OSError:
        return None, [d for d in t.ruang.agreements.muat(t.path).temuan if d.cause is Cause.UNREADABLE]
    _, temuan = load(data, t.path)
    rusak = [d for d in temuan if d.tingkat is Severity.KESALAHAN]
    return (None if rusak else data.decode("utf-8")), rusak
