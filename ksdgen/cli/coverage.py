"""`ksdgen coverage`."""

from __future__ import annotations

import click

from ksdgen import regulation
from ksdgen.cli import shared
from ksdgen.rules.coverage import Baris, baris_cakupan


@click.command("coverage", epilog="Contoh: ksdgen coverage permendagri-22-2020")
@click.argument("peraturan", nargs=-1, shell_complete=shared.lengkapi("peraturan"))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="Bentuk tabel.",
)
def perintah(peraturan: tuple[str, ...], format_: str) -> int:
    """Tampilkan ketentuan setiap peraturan dan siapa yang memeriksanya: aturan ksdgen, manusia, atau belum."""
    ada = {p.id for p in regulation.semua()}
    for id_ in peraturan:
        if id_ not in ada:
            raise click.UsageError(f"peraturan `{id_}` tidak ada; daftar: {', '.join(sorted(ada))}")
    semua = [b for b in baris_cakupan(shared.own_rules_here()) if not peraturan or b.peraturan in peraturan]
    if format_ == "markdown":
        click.echo("| Ketentuan | Isi | Diperiksa |\n|---|---|---|")
        for b in semua:
            click.echo(f"| {b.cetak} | {b.uraian.replace('|', '/')} | {b.keterangan} |")
    else:
        for b in semua:
            click.echo(f"{b.cetak}\n    {b.uraian}\n    {b.keterangan}")
    click.echo("")
    for kelompok in dict.fromkeys(b.peraturan for b in semua):
        click.echo(_ringkas(kelompok, [b for b in semua if b.peraturan == kelompok]))
    if len({b.peraturan for b in semua}) > 1:
        click.echo(_ringkas("jumlah", semua))
    return 0


def _ringkas(nama: str, baris: list[Baris]) -> str:
    diperiksa = sum(bool(b.aturan) for b in baris)
    tidak = sum(b.tidak_dapat for b in baris)
    belum = len(baris) - diperiksa - tidak
    dapat = diperiksa + belum
    bagian = f"{diperiksa * 100 // dapat} %" if dapat else "–"
    return f"{nama}: {len(baris)} ketentuan, {diperiksa} diperiksa aturan, {tidak} tidak dapat diperiksa mesin, {belum} belum ({bagian} dari yang dapat)"
