"""`ksdgen templates`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from ksdgen import api
from ksdgen.cli import shared
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic
from ksdgen.editing.versions import Tulisan, catat, versi_baru
from ksdgen.lint import TemplateRow, daftar_templat, periksa_templat
from ksdgen.reporters import FORMAT
from ksdgen.reporters.report import Laporan
from ksdgen.world.files import write_whole
from ksdgen.world.git import GitTree
from ksdgen.world.repository import Repository, cari_akar, display_name, source_text
from ksdgen.world.tree import WorkingTree

FOLDER = "templates"
_JUDUL_TERPANJANG = 36
_KELOMPOK = {
    "jenis": "Jenis naskah",
    "klausul": "Klausul",
    "gaya": "Gaya",
    "aturan": "Aturan sendiri",
    "arsip": "Teks lama klausul",
    "kerangka": "Kerangka dan pembantu",
}


@click.command("templates", epilog="Contoh: ksdgen templates --quiet")
@click.argument("path", default=".", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMAT),
    default="text",
    show_default=True,
    help="Bentuk laporan; daftar templat hanya pada text dan json.",
)
@click.option(
    "--output",
    "keluaran",
    metavar="BERKAS",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Tulis laporan ke berkas.",
)
@click.option(
    "--versi-baru",
    "kode",
    metavar="KLAUSUL",
    default=None,
    help="Simpan teks klausul ini ke arsip dan naikkan versinya, sebelum teksnya diubah.",
)
@click.option(
    "--revisi",
    metavar="REVISI",
    default=None,
    help="Bersama --versi-baru: revisi git yang memuat teks lama, bila teksnya sudah terlanjur diubah.",
)
@click.option(
    "--kunci", is_flag=True, help="Catat sidik teks setiap versi klausul, sehingga perubahan tanpa versi baru ketahuan."
)
@shared.opsi_fail_on
@shared.opsi_quiet
def perintah(
    path: Path,
    format_: str,
    keluaran: Path | None,
    kode: str | None,
    revisi: str | None,
    kunci: bool,
    fail_on: str,
    quiet: bool,
) -> int:
    """Tampilkan templat pada repositori PATH (baku: folder ini), lalu periksa.

    Templat milik repositori pada templates/ didahulukan daripada bawaan ksdgen. Yang diperiksa: nama, isian, varian, penanda, label,
    rujukan, dan dasar pada setiap cabang teks, juga cabang yang belum dipakai naskah mana pun.
    """
    akar = cari_akar(path) or (path if path.is_dir() else path.parent).resolve()
    if revisi is not None and kode is None:
        raise click.UsageError("--revisi hanya dipakai bersama --versi-baru")
    if kode is not None and kunci:
        raise click.UsageError("pakai --versi-baru atau --kunci, tidak keduanya")
    if kode is not None:
        return _naikkan(akar, kode, revisi)
    if kunci:
        return _kunci(akar)
    ruang = Workspace(akar)
    daftar = daftar_templat(ruang.katalog, ruang.repository.covered_templates)
    laporan = _laporan(periksa_templat(ruang.katalog, ruang.repository.pohon), daftar, ruang.repository)
    teks = _teks(laporan, daftar, format_, quiet)
    if keluaran is None:
        click.echo(teks, nl=False)
    else:
        write_whole(keluaran, teks.encode("utf-8", "replace"))
        if not quiet:
            click.echo(f"laporan ditulis ke {keluaran}")
    return shared.kode_keluar(laporan.temuan, fail_on)


def _laporan(temuan: Sequence[Diagnostic], daftar: Sequence[TemplateRow], repository: Repository) -> Laporan:
    return Laporan(
        temuan,
        [b.berkas for b in daftar],
        lambda f: display_name(f, [repository]),
        lambda f: source_text(f, [repository]),
    )


# --- the table --------------------------------------------------------------------------------------------------------


def _teks(laporan: Laporan, daftar: Sequence[TemplateRow], format_: str, quiet: bool) -> str:
    teks = api.report(laporan, format_, closing=not quiet)
    if format_ == "json":
        data = json.loads(teks)
        isi = {"version": data.pop("version"), "templates": [_data(b, laporan) for b in daftar], **data}
        return json.dumps(isi, ensure_ascii=False, indent=2) + "\n"
    if format_ == "text" and not quiet:
        return "".join(f"{b}\n" for b in _tabel(daftar, laporan)) + "\n" + teks
    return teks


def _data(b: TemplateRow, laporan: Laporan) -> dict[str, object]:
    return {**asdict(b), "berkas": laporan.nama(b.berkas)}


def _tabel(daftar: Sequence[TemplateRow], laporan: Laporan) -> Iterator[str]:
    singkat = {b.id: b.singkatan or b.id for b in daftar if b.macam == "jenis"}
    for macam, judul in _KELOMPOK.items():
        kelompok = [b for b in daftar if b.macam == macam]
        if kelompok:
            yield f"{judul} ({len(kelompok)})"
            yield from _kolom([_sel(b, laporan, singkat) for b in kelompok])


def _sel(b: TemplateRow, laporan: Laporan, singkat: Mapping[str, str]) -> list[str]:
    judul = f"{b.judul} ({b.singkatan})" if b.singkatan else b.judul
    if len(judul) > _JUDUL_TERPANJANG:
        judul = f"{judul[: _JUDUL_TERPANJANG - 1]}…"
    sel = [b.id, judul]
    if b.macam in ("klausul", "arsip"):
        sel += [f"versi {b.versi}" if b.versi is not None else "rusak", b.kekakuan or ""]
    sel += [laporan.nama(b.berkas), "; ".join(filter(None, [_gantian(b), _pemakai(b, singkat)]))]
    return sel


def _gantian(b: TemplateRow) -> str:
    if b.menggantikan is None:
        return ""
    return f"menggantikan bawaan ksdgen, {f'berbeda {b.beda} baris' if b.beda else 'isinya sama'}"


def _pemakai(b: TemplateRow, singkat: Mapping[str, str]) -> str:
    if b.macam == "gaya":
        return f"dasar gaya {', '.join(b.dipakai)}" if b.dipakai else ""
    bagian = [f"dipakai {', '.join(singkat[n] for n in b.dipakai)}"] if b.dipakai else []
    bagian += [f"dapat dipilih {', '.join(singkat[n] for n in b.dipilih)}"] if b.dipilih else []
    return "; ".join(bagian)


def _kolom(baris: Sequence[Sequence[str]]) -> Iterator[str]:
    lebar = [max(map(len, kolom)) for kolom in zip(*baris, strict=True)]
    for b in baris:
        yield "  " + "  ".join(s.ljust(w) for s, w in zip(b, lebar, strict=True) if w).rstrip()


# --- versions ---------------------------------------------------------------------------------------------------------


def _naikkan(akar: Path, kode: str, revisi: str | None) -> int:
    """Archive a clause's text and raise its version."""
    pohon = _milik(akar)
    lama = None
    if revisi is not None:
        try:
            with GitTree(akar, revisi) as riwayat:
                lama = riwayat.read(f"{FOLDER}/klausul/{kode}.j2")
        except OSError as galat:
            raise click.UsageError(str(galat)) from None
        if lama is None:
            raise click.UsageError(f"klausul `{kode}` tidak ada pada revisi `{revisi}`")
    tulisan = versi_baru(pohon, kode, lama)
    _tulis(akar, tulisan)
    click.echo(f"klausul `{kode}` sekarang versi baru; ubah teksnya, lalu catat dengan `ksdgen templates --kunci`")
    return 0


def _kunci(akar: Path) -> int:
    """Record the digests of all versions."""
    tulisan = catat(_milik(akar))
    if not _tulis(akar, [tulisan]):
        click.echo("semua versi klausul sudah tercatat")
    return 0


def _milik(akar: Path) -> WorkingTree:
    """The templates of the repository's own."""
    if not (akar / FOLDER).is_dir():
        raise click.UsageError(f"repositori ini tidak mempunyai templat sendiri pada folder {FOLDER}/")
    return WorkingTree(akar / FOLDER, f"{FOLDER}/")


def _tulis(akar: Path, tulisan: Iterable[Tulisan]) -> bool:
    """Write files in order; whether any of them changed."""
    berubah = False
    for t in tulisan:
        if write_whole(akar / FOLDER / t.path, t.isi, f"{FOLDER}/{t.path}"):
            berubah = True
            click.echo(f"ditulis: {FOLDER}/{t.path}")
    return berubah
