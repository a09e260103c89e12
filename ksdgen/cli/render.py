"""`ksdgen render`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ksdgen.cli import shared
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.pipeline import Tugas, sebab, tabrakan, tulis_utuh
from ksdgen.workspace import Hasil
from ksdgen.writers import FORMAT, penulis

SEMUA_FORMAT = (*FORMAT, "pdf")


class FormatParam(click.ParamType):  # type: ignore[type-arg]
    """Formats, repeated or separated by commas."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Read the list."""
        if isinstance(value, tuple):
            return value
        hasil = tuple(v.strip().lower() for v in str(value).split(",") if v.strip())
        asing = [v for v in hasil if v not in SEMUA_FORMAT]
        if asing or not hasil:
            self.fail(f"`{value}` tidak dikenal, pilihan: {', '.join(SEMUA_FORMAT)}", param, ctx)
        return hasil


@click.command(
    "render",
    epilog="Contoh: ksdgen render agreements --out keluaran --format docx,pdf",
)
@shared.argumen_path
@click.option("--out", "keluar", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", required=True, help="Folder tujuan.")
@click.option(
    "--format",
    "format_",
    type=FormatParam(),
    multiple=True,
    metavar="FORMAT",
    help=f"{', '.join(SEMUA_FORMAT)}; boleh beberapa, dipisah koma (baku: docx).",
)
@shared.opsi_tanggal
@shared.opsi_fail_on
@shared.opsi_quiet
def perintah(
    path: tuple[Path, ...], keluar: Path, format_: tuple[tuple[str, ...], ...], tanggal: Any, fail_on: str, quiet: bool
) -> int:
    """Cetak naskah pada PATH (berkas atau folder) ke folder tujuan, satu berkas per naskah dan format.

    Naskah yang bentuknya salah tidak dicetak. Konsep dicetak beserta temuannya; mulai status siap_ditandatangani, naskah dengan
    kesalahan tidak dicetak.
    """
    format_dipilih = tuple(dict.fromkeys(f for kelompok in format_ for f in kelompok)) or ("docx",)
    tugas = shared.tugas_dari(path, pihak=False)
    for a, b in tabrakan(tugas):
        raise click.UsageError(f"`{a}` dan `{b}` akan ditulis ke berkas yang sama; ganti nama salah satunya")
    hari = shared.hari_ini(tanggal)
    temuan: list[Diagnostic] = []
    tertulis: list[Path] = []
    tak_tercetak: list[str] = []
    pihak: list[str] = []
    gagal: click.ClickException | None = None
    untuk_pdf: list[tuple[Path, bytes]] = []
    with shared.kemajuan(tugas, quiet) as bar:
        for t in bar:
            hasil = t.ruang.periksa(t.path, hari)
            temuan += hasil.temuan
            if t.ruang.adalah_pihak(t.path):
                pihak.append(t.path)
                continue
            if not hasil.layak_cetak:
                tak_tercetak.append(t.path)
                continue
            _bekukan(t, hasil, temuan)
            try:
                tertulis += _tulis(t, hasil, keluar, format_dipilih, untuk_pdf)
            except click.ClickException as galat:  # what was found is told all the same
                gagal = galat
                break
    ruang = [*{id(t.ruang): t.ruang for t in tugas}.values()]
    tampil = shared.cetak_temuan(temuan, ruang)
    if untuk_pdf and gagal is None:
        try:
            tertulis += _pdf(untuk_pdf)
        except click.ClickException as galat:
            gagal = galat
    if not quiet:
        for p in tertulis:
            click.echo(f"ditulis: {p}")
        for nama in tak_tercetak:
            click.echo(f"tidak dicetak karena kesalahan di atas: {shared.nama_tampil(nama, ruang)}")
        for nama in pihak:
            click.echo(f"dilewati, data pihak bukan naskah: {shared.nama_tampil(nama, ruang)}")
        click.echo(f"{len(tertulis)} berkas ditulis dari {len(tugas) - len(pihak)} naskah")
    if gagal is not None:
        raise gagal
    return 1 if tak_tercetak else shared.kode_keluar(tampil, fail_on)


def _tulis(t: Tugas, hasil: Hasil, keluar: Path, format_: tuple[str, ...], untuk_pdf: list[tuple[Path, bytes]]) -> list[Path]:
    s = hasil.susunan
    assert s is not None
    isi: dict[str, bytes] = {}
    for f in format_:
        isi[f] = penulis("docx" if f == "pdf" else f)(s.dokumen, s.aset)
    tertulis = []
    for f, data in isi.items():
        tujuan = keluar / t.keluaran.parent / f"{t.keluaran.name}.{f}"
        if f == "pdf":
            untuk_pdf.append((tujuan, data))
            continue
        _simpan(tujuan, data)
        tertulis.append(tujuan)
    return tertulis


def _simpan(tujuan: Path, data: bytes) -> None:
    try:
        tulis_utuh(tujuan, data)
    except OSError as galat:
        raise click.ClickException(f"`{tujuan}` tidak dapat ditulis: {sebab(galat)}") from None


def _pdf(untuk_pdf: list[tuple[Path, bytes]]) -> list[Path]:
    """All Word files of the batch through one LibreOffice; numbered names keep equal file names apart."""
    import tempfile

    from ksdgen.office import OfficeGagal, ke_pdf

    with tempfile.TemporaryDirectory(prefix="ksdgen-pdf-") as sementara:
        folder = Path(sementara)
        sumber = []
        for i, (_, data) in enumerate(untuk_pdf):
            berkas = folder / f"{i:05}.docx"
            berkas.write_bytes(data)
            sumber.append(berkas)
        try:
            ke_pdf(sumber, folder)
        except OfficeGagal as galat:
            raise click.ClickException(str(galat)) from None
        for i, (tujuan, _) in enumerate(untuk_pdf):
            _simpan(tujuan, (folder / f"{i:05}.pdf").read_bytes())
    return [tujuan for tujuan, _ in untuk_pdf]


def _bekukan(t: Tugas, hasil: Hasil, temuan: list[Diagnostic]) -> None:
    """A signed agreement is frozen when it is first printed: from then on it prints from the frozen document."""
    naskah = hasil.muatan.naskah
    if hasil.beku or naskah is None or not naskah.status.sudah_ditandatangani:
        return
    path = t.ruang.path_beku(t.path)
    try:
        tulis_utuh(t.ruang.akar / path, t.ruang.bekukan(hasil).encode())
        pesan = f"naskah dibekukan ke `{path.rpartition('/')[2]}`; simpan berkas itu ke dalam git"
        temuan.append(Diagnostic("KSD055", Severity.CATATAN, pesan, hasil.muatan.tempat.span("status")))
    except OSError:
        temuan.append(
            Diagnostic(
                "KSD055",
                Severity.PERINGATAN,
                "naskah yang sudah ditandatangani belum dapat dibekukan karena foldernya tidak dapat ditulis",
                Span.at(t.path),
                "jalankan `ksdgen lock` dengan izin menulis",
            )
        )
