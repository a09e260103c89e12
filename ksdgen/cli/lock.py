"""`ksdgen lock`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.cli import shared
from ksdgen.diagnostics import Diagnostic
from ksdgen.pipeline import sebab, tabrakan, tulis_utuh


@click.command("lock", epilog="Contoh: ksdgen lock agreements/2026/cimahi-garut-cabai/kesepakatan-bersama.yaml")
@shared.argumen_path
@shared.opsi_tanggal
@shared.opsi_quiet
def perintah(path: tuple[Path, ...], tanggal: date | None, quiet: bool) -> int:
    """Bekukan naskah yang sudah ditandatangani.

    Dokumen yang tersusun dan sidik gambarnya disimpan di samping berkas YAML; sejak itu naskah selalu dicetak dari simpanan itu, apa pun
    yang berubah pada templat, data pihak, atau gaya. Naskah yang belum ditandatangani dilewati.
    """
    tugas = shared.tugas_dari(path, pihak=False)
    for a, b in tabrakan(tugas):
        raise click.UsageError(f"`{a}` dan `{b}` akan dibekukan ke berkas yang sama; ganti nama salah satunya")
    hari = shared.hari_ini(tanggal)
    temuan: list[Diagnostic] = []
    gagal = False
    for t in tugas:
        hasil = t.ruang.periksa(t.path, hari)
        naskah = hasil.muatan.naskah
        if naskah is not None and not naskah.status.sudah_ditandatangani:
            if not quiet:
                click.echo(f"dilewati, status {naskah.status.value}: {t.path}")
            continue
        temuan += hasil.temuan
        if not hasil.layak_cetak:
            gagal = True
            continue
        if hasil.beku:
            if not quiet:
                click.echo(f"sudah beku: {t.path}")
            continue
        tujuan = t.ruang.akar / t.ruang.path_beku(t.path)
        try:
            tulis_utuh(tujuan, t.ruang.bekukan(hasil).encode())
        except OSError as galat:
            raise click.ClickException(f"`{tujuan}` tidak dapat ditulis: {sebab(galat)}") from None
        if not quiet:
            click.echo(f"dibekukan: {shared.nama_tampil(t.ruang.path_beku(t.path), [t.ruang])}")
    tampil = shared.cetak_temuan(temuan, [*{id(t.ruang): t.ruang for t in tugas}.values()])
    return 1 if gagal else shared.kode_keluar(tampil, "kesalahan")
