"""`ksdgen diff`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from ksdgen import api
from ksdgen.cli import revisions, shared
from ksdgen.review.comparison import Pasangan, Perbandingan

FORMAT = ("text", "markdown", "html", "json", "matriks")


@click.command(
    "diff",
    epilog="Contoh: ksdgen diff main agreements/contoh",
)
@click.argument("kata", nargs=-1, metavar="[REVISI [REVISI2]] [PATH]...")
@revisions.opsi_dua_berkas
@click.option(
    "--format", "format_", type=click.Choice(FORMAT), default="text", show_default=True, help="Bentuk keluaran."
)
@click.option(
    "--output",
    "--out",
    "keluaran",
    type=click.Path(path_type=Path),
    metavar="BERKAS",
    default=None,
    help="Tulis ke berkas; matriks memerlukannya (.docx, atau folder untuk beberapa naskah).",
)
@click.option("--exit-code", "kode", is_flag=True, help="Kode keluar 1 bila ada perbedaan.")
@shared.opsi_quiet
def perintah(
    kata: tuple[str, ...],
    lama: Path | None,
    baru: Path | None,
    format_: str,
    keluaran: Path | None,
    kode: bool,
    quiet: bool,
) -> int:
    """Tampilkan perubahan isi naskah dengan kata-kata perancang.

    Tanpa REVISI, berkas kerja dibandingkan dengan HEAD. Satu REVISI dibandingkan dengan berkas kerja, dua REVISI satu sama lain; A..B dan
    A...B dikenal seperti pada git. Naskah, data pihak, dan templat diambil dari revisinya masing-masing.
    """
    if (lama is None) != (baru is None):
        raise click.UsageError("--lama dan --baru dipakai bersama")
    if format_ == "matriks" and keluaran is None:
        raise click.UsageError("matriks adalah berkas Word; tulis letaknya dengan --output matriks.docx")
    if lama is not None and baru is not None:
        if kata:
            raise click.UsageError("--lama dan --baru tidak dipakai bersama revisi atau PATH")
        hasil = api.compare_files(lama, baru)
        nama = _names(hasil.pasangan[0], baru)
    else:
        sasaran = revisions.urai(kata)
        hasil, nama = sasaran.compare(), revisions.nama_tampil(sasaran.akar)
    if format_ == "matriks":
        assert keluaran is not None
        _matriks(hasil, keluaran, quiet)
    else:
        _cetak(hasil, nama, format_, keluaran, quiet)
    return int(kode and any(p.keadaan != "tetap" for p in hasil.pasangan))


def _names(pair: Pasangan, newer: Path) -> Callable[[str], str]:
    """How files are named when two files are compared: the newer as it was typed."""
    return lambda path: newer.as_posix() if path == pair.path else path


def _cetak(hasil: Perbandingan, nama: Any, format_: str, keluaran: Path | None, quiet: bool) -> None:
    modul = import_module(f"ksdgen.review.{format_}")
    pilihan: dict[str, Any] = {}
    if format_ == "text" and keluaran is None:
        pilihan = {"lebar": shared.lebar_terminal(), **({"cat": shared.cat_ubahan} if shared.berwarna() else {})}
    teks: str = modul.tulis(hasil, nama=nama, **pilihan)
    if keluaran is None:
        click.echo(teks, nl=False)
        return
    shared.simpan_keluaran(keluaran, teks.encode("utf-8", "replace"), quiet)


def _matriks(hasil: Perbandingan, keluaran: Path, quiet: bool) -> None:
    from ksdgen.review.matrix import susun
    from ksdgen.word.writer import tulis

    satu = keluaran.suffix.lower() == ".docx"
    berubah = [p for p in hasil.pasangan if p.keadaan != "tetap"]
    if not berubah:
        raise click.UsageError("tidak ada perubahan isi, sehingga tidak ada matriks yang ditulis")
    if satu and len(berubah) > 1:
        raise click.UsageError(
            f"ada {len(berubah)} naskah yang berubah; sebutkan satu naskah, atau tulis nama folder pada --output"
        )
    for p in berubah:
        tujuan = keluaran if satu else keluaran / _berkas_matriks(p)
        shared.simpan_keluaran(tujuan, tulis(susun(hasil, p), {}, tampak=True), quiet)


def _berkas_matriks(p: Pasangan) -> Path:
    return Path(p.path.removeprefix("agreements/")).with_suffix(".matriks.docx")
