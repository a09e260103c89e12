"""`ksdgen check`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.cli import shared
from ksdgen.diagnostics import Diagnostic
from ksdgen.reporters.text import ringkasan


@click.command(
    "check",
    epilog="Contoh: ksdgen check agreements/2026/cimahi-garut-cabai",
)
@shared.argumen_path
@shared.opsi_tanggal
@shared.opsi_fail_on
@shared.opsi_quiet
def perintah(path: tuple[Path, ...], tanggal: date | None, fail_on: str, quiet: bool) -> int:
    """Periksa naskah pada PATH (berkas atau folder) tanpa menulis berkas.

    Semua masalah dilaporkan dalam satu kali jalan: letaknya, ketentuan yang ditegakkan, dan apa yang harus dilakukan.
    """
    tugas = shared.tugas_dari(path, pihak=True)
    hari = shared.hari_ini(tanggal)
    temuan: list[Diagnostic] = []
    with shared.kemajuan(tugas, quiet) as bar:
        for t in bar:
            temuan += t.ruang.periksa(t.path, hari).temuan
    tampil = shared.cetak_temuan(temuan, [*{id(t.ruang): t.ruang for t in tugas}.values()])
    if not quiet:
        click.echo(ringkasan(tampil, len(tugas)))
    return shared.kode_keluar(tampil, fail_on)
