"""`ksdgen lock`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.catalogue import pins
from ksdgen.cli import shared
from ksdgen.desk import pinned
from ksdgen.desk.collect import Tugas, kumpulkan, repositories, tabrakan
from ksdgen.desk.frozen import bekukan
from ksdgen.desk.outcome import Hasil
from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.naskah.model import Status
from ksdgen.world.files import write_whole
from ksdgen.world.repository import display_name


@click.command("lock", epilog="Contoh: ksdgen lock agreements/contoh/kesepakatan-bersama.yaml")
@shared.argumen_path
@shared.opsi_tanggal
@shared.opsi_quiet
def perintah(path: tuple[Path, ...], tanggal: date | None, quiet: bool) -> int:
    """Kunci naskah pada versi klausul yang dipakainya; bekukan naskah yang sudah ditandatangani.

    Selama naskah dirancang, versi setiap klausul baku dicatat dalam berkas .kunci.json di samping berkas YAML; sejak itu naskah tersusun
    dari versi itu, juga setelah klausulnya diperbarui. `ksdgen upgrade` memindahkannya ke versi baru.

    Setelah ditandatangani, dokumen yang tersusun dan sidik gambarnya disimpan dalam berkas .beku.json; sejak itu naskah selalu dicetak dari
    simpanan itu, apa pun yang berubah pada templat, data pihak, atau gaya.
    """
    tugas = kumpulkan(path, pihak=False)
    for a, b in tabrakan(tugas):
        raise click.UsageError(f"`{a}` dan `{b}` akan dibekukan ke berkas yang sama; ganti nama salah satunya")
    hari = shared.hari_ini(tanggal)
    temuan: list[Diagnostic] = []
    gagal = False
    for t in tugas:
        hasil = t.ruang.periksa(t.path, hari)
        naskah = hasil.muatan.naskah
        if naskah is not None and naskah.status is Status.BATAL:
            kabar = f"dilewati, status {naskah.status.value}: {t.path}"
        elif naskah is not None and not naskah.status.sudah_ditandatangani:
            salah = [d for d in hasil.bentuk if d.tingkat is Severity.KESALAHAN]
            temuan += salah
            if salah:
                gagal = True
                continue
            kabar = _kunci(t, hasil)
        else:
            temuan += hasil.temuan
            if not hasil.layak_cetak:
                gagal = True
                continue
            kabar = f"sudah beku: {t.path}" if hasil.beku else _bekukan(t, hasil)
        if not quiet:
            click.echo(kabar)
    tampil = shared.cetak_temuan(temuan, repositories(tugas))
    return 1 if gagal else shared.kode_keluar(tampil, "kesalahan")


def _kunci(t: Tugas, hasil: Hasil) -> str:
    """Pin a draft: clauses that are pinned stay where they are, new ones are pinned as they are now, unused ones are let go."""
    assert hasil.susunan is not None
    lama = pinned.kunci(t.repository, t.path)
    baru = pins.kunci_untuk([p.kode for p in hasil.susunan.klausul if p.dipakai], t.ruang.katalog, lama)
    if not baru and lama is None:
        return f"tidak memakai klausul baku, tidak ada yang dikunci: {t.path}"
    path = t.repository.path_kunci(t.path)
    berubah = _tulis(t, path, pins.tulis(baru))
    nama = display_name(path, [t.repository])
    if lama is None:
        return f"dikunci: {nama} ({len(baru)} klausul pada versi kini)"
    ubah = {
        "bertambah": [k for k in baru if k not in lama],
        "dilepas karena tidak dipakai lagi": [k for k in lama if k not in baru],
    }
    rincian = "; ".join(f"{apa}: {', '.join(sorted(k))}" for apa, k in ubah.items() if k)
    if rincian:
        return f"kunci diperbarui: {nama} ({rincian})"
    return f"kunci ditulis ulang: {nama}" if berubah else f"sudah dikunci: {nama}"


def _bekukan(t: Tugas, hasil: Hasil) -> str:
    path = t.repository.path_beku(t.path)
    _tulis(t, path, bekukan(hasil).encode())
    return f"dibekukan: {display_name(path, [t.repository])}"


def _tulis(t: Tugas, path: str, data: bytes) -> bool:
    return write_whole(t.repository.akar / path, data, display_name(path, [t.repository]))
