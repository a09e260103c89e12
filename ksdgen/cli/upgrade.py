"""`ksdgen upgrade`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.catalogue import pins
from ksdgen.catalogue.pins import Kunci
from ksdgen.cli import shared
from ksdgen.desk import pinned
from ksdgen.desk.collect import Tugas, kumpulkan, repositories
from ksdgen.desk.outcome import Hasil
from ksdgen.diagnostics import Cause, Diagnostic, Severity
from ksdgen.source.advice import mirip
from ksdgen.world.files import write_whole
from ksdgen.world.repository import display_name


@click.command("upgrade", epilog="Contoh: ksdgen upgrade --diff agreements/2026/indramayu-rdf keadaan_kahar")
@click.argument("path", type=click.Path(readable=False, path_type=Path), shell_complete=shared.lengkapi("naskah"))
@click.argument("klausul", nargs=-1, shell_complete=shared.lengkapi("klausul"))
@click.option("--diff", "beda", is_flag=True, help="Tampilkan perbedaannya tanpa menulis berkas.")
@shared.opsi_tanggal
@shared.opsi_quiet
def perintah(path: Path, klausul: tuple[str, ...], beda: bool, tanggal: date | None, quiet: bool) -> int:
    """Pindahkan naskah pada PATH ke versi kini dari semua klausulnya, atau hanya dari KLAUSUL yang disebut.

    Perbedaan isinya ditampilkan kata demi kata. Naskah yang belum dikunci dengan `ksdgen lock` selalu memakai versi kini; naskah yang sudah
    ditandatangani tidak berubah. Kode keluar 1 bila --diff menemukan versi baru.
    """
    tugas = kumpulkan((path,), pihak=False)
    hari = shared.hari_ini(tanggal)
    for kode in klausul:
        _kenali(kode, tugas)
    temuan: list[Diagnostic] = []
    gagal = False
    pindah = 0
    for t in tugas:
        hasil = t.ruang.periksa(t.path, hari, aturan=False)
        naskah = hasil.muatan.naskah
        nama = display_name(t.path, [t.repository])
        # A pin that cannot be kept is what this command mends.
        salah = [d for d in hasil.bentuk if d.tingkat is Severity.KESALAHAN and d.cause is not Cause.LOST_PIN]
        if naskah is None or hasil.susunan is None or (salah and not naskah.status.sudah_ditandatangani):
            temuan += salah
            gagal = True
            continue
        lama = pinned.kunci(t.repository, t.path) if not naskah.status.sudah_ditandatangani else None
        if lama is None:
            if not quiet:
                sebab_ = (
                    "sudah ditandatangani"
                    if naskah.status.sudah_ditandatangani
                    else "belum dikunci, selalu memakai versi kini"
                )
                click.echo(f"{nama}: {sebab_}")
            continue
        dipakai = {p.kode for p in hasil.susunan.klausul if p.dipakai}
        kini = pins.kunci_untuk((k for k in lama if k in dipakai), t.ruang.katalog)
        baru = {**lama, **{k: p for k, p in kini.items() if not klausul or k in klausul}}
        berubah = sorted(k for k in baru if baru[k] != lama[k])
        if not berubah:
            if not quiet:
                click.echo(f"{nama}: sudah memakai versi kini")
            continue
        pindah += 1
        click.echo(f"{nama}: {', '.join(_langkah(k, lama, baru) for k in berubah)}")
        _tampilkan(t, hasil, lama, baru)
        if not beda:
            tujuan = t.repository.path_kunci(t.path)
            tampil = display_name(tujuan, [t.repository])
            write_whole(t.repository.akar / tujuan, pins.tulis(baru), tampil)
            if not quiet:
                click.echo(f"kunci diperbarui: {tampil}")
    shared.cetak_temuan(temuan, repositories(tugas))
    return int(gagal or (beda and pindah > 0))


def _kenali(kode: str, tugas: list[Tugas]) -> None:
    """Refuse a word that is no clause anywhere."""
    if any(t.ruang.katalog.klausul(kode) is not None for t in tugas):
        return
    ada = sorted({k for r in shared.ruang_dari(tugas) for k in r.katalog.daftar_klausul()})
    saran = mirip(kode, ada)
    raise click.UsageError(f"klausul `{kode}` tidak ada" + (f"; maksud Anda `{saran}`?" if saran else ""))


def _langkah(kode: str, lama: Kunci, baru: Kunci) -> str:
    a, b = lama[kode].versi, baru[kode].versi
    return f"klausul {kode} versi {a} → {b}" if a != b else f"klausul {kode} versi {a} dengan teks lain"


def _tampilkan(t: Tugas, hasil: Hasil, lama: Kunci, baru: Kunci) -> None:
    """The difference that the new versions make in what the agreement prints."""
    from ksdgen.difference import bandingkan, daftar_perubahan
    from ksdgen.review import text

    pasangan = pins.pasangkan(lama, t.ruang.katalog)
    for kode, hal in pasangan.hilang.items():
        if baru[kode] != lama[kode]:
            click.echo(f"  - klausul {kode}: teks lamanya tidak dapat dibandingkan, {hal}")
    versi = {k: p.versi for k, p in baru.items() if k not in pasangan.hilang or baru[k] != lama[k]}
    assert hasil.susunan is not None
    perubahan = daftar_perubahan(bandingkan(hasil.susunan.dokumen, t.ruang.dengan_versi(hasil.muatan, versi).dokumen))
    cat = shared.cat_ubahan if shared.berwarna() else text.tanda
    for baris in text.daftar(perubahan, cat=cat, lebar=shared.lebar_terminal()):
        click.echo(baris)
    if not perubahan and not pasangan.hilang:
        click.echo("  isi cetak naskah ini tetap")
