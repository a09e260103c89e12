"""`ksdgen review`."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from ksdgen.cli import revisions, shared
from ksdgen.review.assessment import Telaah
from ksdgen.review.comparison import Keadaan, Pasangan
from ksdgen.review.page import Berkas
from ksdgen.world.files import write_whole

BATAS_GAMBAR = 20
"""Of more changed agreements no pictures are made unless they are asked for."""
BATAS_BITA = 6_000_000
"""Pictures beyond this many bytes are left out of the page, so that it still opens on a telephone."""


@click.command(
    "review",
    epilog="Contoh: ksdgen review HEAD --out keluaran/telaah",
)
@click.argument("kata", nargs=-1, metavar="REVISI [REVISI2] [PATH]...")
@click.option(
    "--out",
    "keluar",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    required=True,
    help="Folder tujuan.",
)
@click.option(
    "--gambar/--tanpa-gambar",
    "gambar",
    default=None,
    help="Sertakan gambar halaman, dengan LibreOffice dan poppler (baku: bila keduanya ada dan naskahnya tidak banyak).",
)
@shared.opsi_tanggal
@shared.opsi_quiet
def perintah(kata: tuple[str, ...], keluar: Path, gambar: bool | None, tanggal: date | None, quiet: bool) -> int:
    """Tulis halaman telaah: apa yang berubah, temuan, penyimpangan klausul, dan yang masih terbuka.

    Folder tujuan memuat index.html (dibuka dengan peramban apa pun, tanpa jaringan), review.md untuk permintaan penggabungan, serta Word
    bersih dan Word dengan lacak perubahan dari tiap naskah yang berubah.
    """
    from ksdgen.review import page, twin
    from ksdgen.review.assessment import telaah

    sasaran = revisions.urai(kata, revisi_wajib=True)
    hari = shared.hari_ini(tanggal)
    hasil = sasaran.compare(hari)
    baru = hasil.baru
    nama = revisions.nama_tampil(sasaran.akar) if baru.revisi is None else str
    semua = telaah(hasil, hari)
    berkas: dict[str, Berkas] = {}
    with shared.kemajuan(semua, quiet) as bar:
        for t in bar:
            berkas[t.pasangan.path] = _word(t.pasangan, baru, keluar)
    if gambar or (gambar is None and len(semua) <= BATAS_GAMBAR):
        _gambar(semua, berkas, keluar, wajib=bool(gambar))
    write_whole(keluar / "index.html", page.tulis(hasil, semua, berkas, hari, nama).encode("utf-8", "replace"))
    write_whole(keluar / "review.md", twin.tulis(hasil, semua, berkas, hari, nama).encode("utf-8", "replace"))
    if not quiet:
        n = sum(b.bersih is not None for b in berkas.values()) + sum(b.telaah is not None for b in berkas.values())
        click.echo(f"ditulis: {keluar / 'index.html'}, {keluar / 'review.md'}, dan {n} berkas Word")
        click.echo(f"{len(semua)} naskah ditelaah")
    return 0


def _word(p: Pasangan, baru: Keadaan, keluar: Path) -> Berkas:
    """Write the clean and the redlined Word file of an agreement that changed."""
    from ksdgen.review.redline import redline
    from ksdgen.word.writer import tulis

    hasil = Berkas()
    dasar = Path(p.path.removeprefix("agreements/")).with_suffix("")
    if p.baru is not None and p.baru.dokumen is not None:
        assert p.baru.hasil.susunan is not None
        hasil.bersih = dasar.with_suffix(".docx").as_posix()
        write_whole(keluar / hasil.bersih, tulis(p.baru.dokumen, p.baru.hasil.susunan.aset))
    if p.ganda is not None and p.keadaan == "diubah" and p.baru is not None:
        hasil.telaah = dasar.with_suffix(".redline.docx").as_posix()
        write_whole(keluar / hasil.telaah, redline(p, baru))
    return hasil


def _gambar(semua: Sequence[Telaah], berkas: dict[str, Berkas], keluar: Path, *, wajib: bool) -> None:
    """Pictures of the pages of clean files, as far as the page has room for them."""
    from ksdgen.world.office import OfficeGagal, dapat_gambar, ke_gambar, ke_pdf

    if not wajib and not dapat_gambar():
        return
    ada = [(b, keluar / b.bersih) for t in semua if (b := berkas[t.pasangan.path]).bersih is not None]
    with tempfile.TemporaryDirectory(prefix="ksdgen-telaah-") as sementara:
        folder = Path(sementara)
        sumber = []
        for i, (_, path) in enumerate(ada):
            sumber.append(folder / f"{i:05}.docx")
            sumber[-1].write_bytes(path.read_bytes())
        try:
            ke_pdf(sumber, folder)
            sisa = BATAS_BITA
            for (b, _), path in zip(ada, sumber, strict=True):
                halaman = ke_gambar(path.with_suffix(".pdf"), folder)
                if (besar := sum(map(len, halaman))) <= sisa:
                    b.gambar = halaman
                    sisa -= besar
        except OfficeGagal as galat:
            if wajib:
                raise click.ClickException(str(galat)) from None
