"""`ksdgen nomor`."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path

import click

from ksdgen import bahasa
from ksdgen.cli import asking, shared
from ksdgen.desk.collect import kumpulkan
from ksdgen.desk.workspace import Workspace
from ksdgen.editing import nomor
from ksdgen.errors import Refused
from ksdgen.naskah.model import Naskah
from ksdgen.world.files import write_whole
from ksdgen.world.repository import display_name


@click.command(
    "nomor",
    epilog="Contoh: ksdgen nomor agreements/contoh/kesepakatan-bersama.yaml --pihak garut --nomor 100.3.7/138/KSB/2026",
)
@click.argument("path", type=click.Path(path_type=Path), shell_complete=shared.lengkapi("naskah"))
@click.option(
    "--pihak",
    metavar="KODE",
    multiple=True,
    shell_complete=shared.lengkapi("kode_pihak"),
    help="Kode pihak pada naskah, diikuti --nomor; boleh beberapa kali.",
)
@click.option("--nomor", "angka", metavar="NOMOR", multiple=True, help="Nomor naskah pada pihak itu.")
@click.option("--tanggal", type=shared.TanggalParam(), default=None, help="Tanggal penandatanganan.")
@click.option("--tempat", metavar="TEMPAT", default=None, help="Tempat penandatanganan.")
@click.option("--diff", "beda", is_flag=True, help="Tampilkan perubahan tanpa menulis berkas.")
@shared.opsi_quiet
def perintah(
    path: Path,
    pihak: tuple[str, ...],
    angka: tuple[str, ...],
    tanggal: date | None,
    tempat: str | None,
    beda: bool,
    quiet: bool,
) -> int:
    """Isi nomor menurut tiap pihak, tanggal, dan tempat penandatanganan pada naskah PATH.

    Tanpa pilihan, yang masih terbuka ditanyakan satu per satu. Hanya nilai itu yang berubah: komentar dan susunan berkas tetap. Nomor yang
    sudah dipakai naskah lain ditolak, dan naskah yang sudah ditandatangani tidak disentuh.
    """
    (tugas, *lain) = kumpulkan([shared.biasa(path)], pihak=False)
    if lain or tugas.repository.adalah_pihak(tugas.path):
        raise click.UsageError(f"`{path}` bukan satu naskah; sebutkan satu berkas .yaml")
    ruang, nama = tugas.ruang, display_name(tugas.path, [tugas.repository])
    teks, naskah = nomor.baca(ruang, tugas.path)
    isian = _isian(naskah, pihak, angka, tanggal, tempat) or _tanya(naskah)
    baru = nomor.isikan(teks, isian)
    if baru == teks:
        if not quiet:
            click.echo("tidak ada yang berubah")
        return 0
    kembar, temuan = nomor.nilai(ruang, tugas.path, baru, list(isian), shared.hari_ini(None))
    if kembar:
        shared.cetak_temuan(kembar, [ruang.repository])
        raise click.ClickException(f"{nama} tidak diubah karena nomor itu sudah dipakai")
    if beda or not quiet:
        semula, menjadi = (t.replace("\r\n", "\n").split("\n") for t in (teks, baru))
        for baris in difflib.unified_diff(semula, menjadi, f"{nama} (semula)", f"{nama} (menjadi)", n=1, lineterm=""):
            click.echo(baris)
    if beda:
        return 0
    write_whole(ruang.repository.akar / tugas.path, baru.encode("utf-8"), nama)
    tampil = shared.cetak_temuan(temuan, [ruang.repository])
    if not quiet:
        sisa = [t.sebutan for t in nomor.yang_terbuka(nomor.baca(Workspace(ruang.repository.akar), tugas.path)[1])]
        click.echo(f"ditulis: {nama}")
        click.echo(f"masih terbuka: {'; '.join(sisa)}" if sisa else "nomor, tanggal, dan tempat sudah lengkap")
    return shared.kode_keluar(tampil, "kesalahan")


def _isian(
    naskah: Naskah, pihak: tuple[str, ...], angka: tuple[str, ...], tanggal: date | None, tempat: str | None
) -> dict[str, str]:
    """The values of the options by route."""
    if len(pihak) != len(angka):
        raise Refused("setiap --pihak harus diikuti satu --nomor, misalnya --pihak garut --nomor 100.3.7/138/KSB/2026")
    kode = [p.kode for p in naskah.para_pihak]
    hasil: dict[str, str] = {}
    for k, n in zip(pihak, angka, strict=True):
        k = k.strip().lower()
        if k not in kode:
            raise Refused(f"naskah ini tidak mempunyai pihak `{k}`; kode pihaknya: {', '.join(kode)}")
        rute = f"para_pihak.{kode.index(k)}.nomor"
        if rute in hasil:
            raise Refused(f"nomor pihak `{k}` disebut dua kali")
        hasil[rute] = _teks(n, "--nomor")
    if tempat is not None:
        hasil[nomor.TEMPAT] = _teks(tempat, "--tempat")
    if tanggal is not None:
        hasil[nomor.TANGGAL] = tanggal.isoformat()
    return hasil


def _teks(isi: str, pilihan: str) -> str:
    isi = " ".join(isi.split())
    if not isi:
        raise Refused(f"{pilihan} belum diisi")
    return isi


def _tanya(naskah: Naskah) -> dict[str, str]:
    """The values that somebody types; Enter leaves a value open."""
    terbuka = nomor.yang_terbuka(naskah)
    if not terbuka:
        raise Refused(
            "nomor, tanggal, dan tempat naskah ini sudah terisi; untuk menggantinya pakai --pihak dan --nomor, --tanggal, atau --tempat"
        )
    if not asking.dapat_bertanya():
        raise Refused(
            f"belum disebut apa yang diisi: --pihak dan --nomor, --tanggal, atau --tempat; yang masih terbuka: {'; '.join(t.sebutan for t in terbuka)}"
        )
    click.echo("Ketik isinya lalu tekan Enter; Enter saja bila belum diketahui.")
    hasil = {}
    for t in terbuka:
        jawab = asking.tanya(
            t.sebutan[0].upper() + t.sebutan[1:], "", baca=_tanggal if t.rute == nomor.TANGGAL else str
        )
        if jawab:
            hasil[t.rute] = " ".join(jawab.split())
    return hasil


def _tanggal(jawab: str) -> str:
    if not jawab:
        return ""
    hari = bahasa.baca_tanggal(jawab)
    if hari is None:
        raise ValueError(f"`{jawab}` bukan tanggal, tulis misalnya 2026-12-07 atau 7 Desember 2026")
    return hari.isoformat()
