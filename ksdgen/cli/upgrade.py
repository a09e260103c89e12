"""`ksdgen upgrade`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ksdgen.catalogue.pins import Pasak
from ksdgen.cli import shared
from ksdgen.desk.collect import Tugas, kumpulkan, repositories
from ksdgen.diagnostics import Diagnostic
from ksdgen.editing.pinning import Standing, Upgrade, newer_versions, write_pins
from ksdgen.source.advice import mirip
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
    findings: list[Diagnostic] = []
    broken = outdated = False
    for t in tugas:
        upgrade = newer_versions(t, hari, klausul)
        findings += upgrade.findings
        broken = broken or upgrade.standing is Standing.BROKEN
        name = display_name(t.path, [t.repository])
        if upgrade.standing in _UP_TO_DATE and not quiet:
            click.echo(f"{name}: {_UP_TO_DATE[upgrade.standing]}")
        if upgrade.standing is not Standing.OUTDATED:
            continue
        outdated = True
        click.echo(f"{name}: {', '.join(_langkah(kode, *pins) for kode, pins in upgrade.steps.items())}")
        _tampilkan(upgrade)
        if not beda:
            file, _ = write_pins(t, upgrade.now)
            if not quiet:
                click.echo(f"kunci diperbarui: {file}")
    shared.cetak_temuan(findings, repositories(tugas))
    return int(broken or (beda and outdated))


_UP_TO_DATE = {
    Standing.SIGNED: "sudah ditandatangani",
    Standing.UNPINNED: "belum dikunci, selalu memakai versi kini",
    Standing.CURRENT: "sudah memakai versi kini",
}


def _kenali(kode: str, tugas: list[Tugas]) -> None:
    """Refuse a word that is no clause anywhere."""
    if any(t.ruang.katalog.klausul(kode) is not None for t in tugas):
        return
    ada = sorted({k for t in tugas for k in t.ruang.katalog.daftar_klausul()})
    saran = mirip(kode, ada)
    raise click.UsageError(f"klausul `{kode}` tidak ada" + (f"; maksud Anda `{saran}`?" if saran else ""))


def _langkah(kode: str, before: Pasak, after: Pasak) -> str:
    a, b = before.versi, after.versi
    return f"klausul {kode} versi {a} → {b}" if a != b else f"klausul {kode} versi {a} dengan teks lain"


def _tampilkan(upgrade: Upgrade) -> None:
    """The difference that the new versions make in what the agreement prints."""
    from ksdgen.review import text

    for kode, hal in upgrade.lost.items():
        click.echo(f"  - klausul {kode}: teks lamanya tidak dapat dibandingkan, {hal}")
    cat = shared.cat_ubahan if shared.berwarna() else text.tanda
    for baris in text.daftar(upgrade.changes, cat=cat, lebar=shared.lebar_terminal()):
        click.echo(baris)
    if not upgrade.changes and upgrade.comparable:
        click.echo("  isi cetak naskah ini tetap")
