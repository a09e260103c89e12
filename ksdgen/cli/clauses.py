"""`ksdgen clauses`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from ksdgen.cli import shared
from ksdgen.cli.messages import Konteks
from ksdgen.desk.collect import Tugas, kumpulkan, repositories
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.world.repository import cari_akar, display_name, find_repository


class Grup(click.Group):
    """Subcommands with Indonesian help."""

    context_class = Konteks

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Register a subcommand."""
        cmd.context_class = Konteks
        super().add_command(cmd, name)


_OPSI_OUTPUT = click.option(
    "--output",
    "keluaran",
    metavar="BERKAS",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Tulis ke berkas.",
)


def _opsi_format(*pilihan: str) -> Callable[[Any], Any]:
    return click.option(
        "--format", "format_", type=click.Choice(pilihan), default="text", show_default=True, help="Bentuk keluaran."
    )


@click.group(
    "clauses",
    cls=Grup,
    invoke_without_command=True,
    epilog="Contoh: ksdgen clauses show keadaan_kahar",
)
@click.pass_context
def perintah(ctx: click.Context) -> int:
    """Klausul baku: daftar, isi, pemakaian, dan penyimpangannya.

    Tanpa subperintah, tampilkan daftar klausul.
    """
    return _daftar((), (), "text") if ctx.invoked_subcommand is None else 0


@perintah.command("list", epilog="Contoh: ksdgen clauses list --jenis nota_kesepakatan")
@click.option("--jenis", multiple=True, metavar="JENIS", help="Hanya klausul untuk jenis naskah ini.")
@click.option("--kategori", multiple=True, metavar="KATEGORI", help="Hanya klausul untuk kategori ini.")
@_opsi_format("text", "json")
def daftar(jenis: tuple[str, ...], kategori: tuple[str, ...], format_: str) -> int:
    """Tampilkan daftar klausul baku.

    Setiap baris memuat kode, versi, kekakuan, judul, dan varian klausul itu.
    """
    return _daftar(jenis, kategori, format_)


@perintah.command("show", epilog="Contoh: ksdgen clauses show penyelesaian_perselisihan --varian arbitrase")
@click.argument("kode", shell_complete=shared.lengkapi("klausul"))
@click.option(
    "--varian", default=None, metavar="VARIAN", help="Varian yang ditampilkan (baku: yang berlaku dengan sendirinya)."
)
@click.option(
    "--dari",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="NASKAH",
    help="Isi klausul dari naskah ini.",
)
def tampilkan(kode: str, varian: str | None, dari: Path | None) -> int:
    """Tampilkan satu klausul dan bunyinya.

    Yang ditampilkan: ketentuannya, variannya, isiannya, dan bunyinya bila diisi.
    """
    from ksdgen.review import clause_page

    ruang = _ruang(dari)
    _pastikan(ruang, kode, varian)
    try:
        terisi = (
            clause_page.isi_dari_contoh(ruang, kode, varian)
            if dari is None
            else clause_page.isi_dari_naskah(ruang, ruang.repository.nama(dari), kode, varian)
        )
    except clause_page.TidakTersusun as galat:
        if dari is not None or varian is not None:
            raise click.UsageError(str(galat)) from None
        terisi = None
    for baris in clause_page.halaman(ruang.katalog, kode, terisi, shared.lebar_terminal()):
        click.echo(baris)
    return 0


@perintah.command("usage", epilog="Contoh: ksdgen clauses usage agreements/2026")
@click.argument("path", nargs=-1, type=click.Path(path_type=Path))
@click.option("--klausul", multiple=True, metavar="KODE", help="Hanya klausul ini.")
@_opsi_format("text", "markdown", "json")
@_OPSI_OUTPUT
@shared.opsi_quiet
def pemakaian(
    path: tuple[Path, ...], klausul: tuple[str, ...], format_: str, keluaran: Path | None, quiet: bool
) -> int:
    """Tampilkan klausul yang dipakai naskah.

    Untuk setiap klausul disebut naskah mana memakainya, dengan versi dan varian yang mana, mengubahnya, atau menghapusnya.
    """
    from ksdgen.review import deviations

    tugas = _tugas(path)
    for kode in klausul:
        _pastikan(tugas[0].ruang, kode, None)
    semua = []
    with shared.kemajuan(tugas, quiet) as bar:
        for t in bar:
            nama = display_name(t.path, [t.repository])
            semua += list(deviations.pakai(nama, t.ruang.periksa(t.path, date.min, aturan=False)))
    data = deviations.data_pakai(p for p in semua if not klausul or p.kode in klausul)
    if format_ == "json":
        teks = json.dumps({"versi": 1, "klausul": data}, ensure_ascii=False, indent=2) + "\n"
    else:
        teks = "".join(f"{b}\n" for b in (_pakai_teks if format_ == "text" else _pakai_markdown)(data))
    _keluar(teks, keluaran, quiet)
    return 0


@perintah.command(
    "deviations", epilog="Contoh: ksdgen clauses deviations agreements/2026 --format html --output penyimpangan.html"
)
@click.argument("path", nargs=-1, type=click.Path(path_type=Path))
@_opsi_format("text", "markdown", "html")
@_OPSI_OUTPUT
@shared.opsi_fail_on
@shared.opsi_quiet
def penyimpangan(path: tuple[Path, ...], format_: str, keluaran: Path | None, fail_on: str, quiet: bool) -> int:
    """Bandingkan naskah dengan klausul baku.

    Tiap penyimpangan dinilai: diizinkan, disetujui, perlu persetujuan (peringatan), atau terlarang (kesalahan). Naskah dibandingkan dengan
    versi klausul yang dikunci baginya.
    """
    from ksdgen.review import deviations, excerpt

    tugas = _tugas(path)
    ruang = repositories(tugas)
    laporan = []
    with shared.kemajuan(tugas, quiet) as bar:
        for t in bar:
            hasil = t.ruang.periksa(t.path, date.min, aturan=False)
            laporan.append(
                deviations.Baris(
                    display_name(t.path, ruang),
                    hasil.susunan.dokumen.judul if hasil.susunan is not None else t.path,
                    deviations.penyimpangan(t.ruang, hasil),
                    excerpt.gagal(hasil) or "",
                )
            )
    nama = lambda f: display_name(f, ruang)  # noqa: E731
    if format_ == "text" and keluaran is None:
        warna = {"cat": shared.cat_ubahan} if shared.berwarna() else {}
        teks = deviations.teks(laporan, nama=nama, lebar=shared.lebar_terminal(), **warna)
    else:
        teks = getattr(deviations, "teks" if format_ == "text" else format_)(laporan, nama=nama)
    _keluar(teks, keluaran, quiet)
    ambang = Severity(fail_on)
    return int(
        any(deviations.TINGKAT[p.tingkat].reaches(ambang) for b in laporan for p in b.daftar)
        or any(b.gagal for b in laporan)
    )


# --- list -------------------------------------------------------------------------------------------------------------


def _daftar(jenis: Sequence[str], kategori: Sequence[str], format_: str) -> int:
    from ksdgen.review import clause_page

    katalog = _ruang(None).katalog
    for j in jenis:
        if j not in katalog.daftar_jenis():
            raise click.UsageError(f"jenis naskah `{j}` tidak ada, pilihan: {', '.join(katalog.daftar_jenis())}")
    data = []
    for kode in katalog.daftar_klausul():
        berkas = katalog.klausul(kode)
        if berkas is None:
            continue
        k = berkas.kepala
        oleh = clause_page.dipakai(katalog, kode)
        if jenis and not any(j in oleh or j in k.jenis for j in jenis):
            continue
        if kategori and k.kategori and not set(kategori) & set(k.kategori):
            continue
        judul = k.judul if isinstance(k.judul, str) else " / ".join(dict.fromkeys(k.judul.values()))
        data.append(
            {
                "kode": kode,
                "judul": judul,
                "versi": k.versi,
                "kekakuan": k.kekakuan,
                "unsur": list(k.unsur),
                "varian": list(k.varian or {}),
                "dipakai": oleh,
                "berkas": katalog.pohon.name(berkas.path),
            }
        )
    if format_ == "json":
        click.echo(json.dumps({"versi": 1, "klausul": data}, ensure_ascii=False, indent=2))
        return 0
    lebar = max((len(d["kode"]) for d in data), default=0)
    for d in data:
        varian = f" [{', '.join(d['varian'])}]" if d["varian"] else ""
        click.echo(f"{d['kode']:<{lebar}}  v{d['versi']}  {d['kekakuan']:<11}  {d['judul']}{varian}")
    for kekakuan, arti in clause_page.KEKAKUAN.items():
        if any(d["kekakuan"] == kekakuan for d in data):
            click.echo(arti)
    click.echo(f"{len(data)} klausul; bunyi satu klausul: `ksdgen clauses show KODE`")
    return 0


# --- usage ------------------------------------------------------------------------------------------------------------


def _pakai_teks(data: list[dict[str, Any]]) -> Iterator[str]:
    for d in data:
        yield f"{d['kode']}  {d['judul']}"
        for p in d["pemakaian"]:
            yield f"  {_sebut(p):<36} {p['berkas']}"
    if not data:
        yield "tidak ada klausul baku yang dipakai"


def _pakai_markdown(data: list[dict[str, Any]]) -> Iterator[str]:
    from ksdgen.review.markdown import aman, kode

    yield "| Klausul | Pemakaian | Naskah |"
    yield "|---|---|---|"
    for d in data:
        for p in d["pemakaian"]:
            yield f"| {aman(d['kode'])} | {aman(_sebut(p))} | {kode(p['berkas'])} |"


def _sebut(p: dict[str, Any]) -> str:
    versi = f"versi {p['versi']}" if p["versi"] is not None else "tanpa versi"
    varian = f", {p['varian']}" if p["varian"] else ""
    keadaan = f", {p['keadaan']}" if p["keadaan"] != "baku" else ""
    tingkat = f" ({p['tingkat']})" if p["tingkat"] else ""
    return f"{versi}{varian}{keadaan}{tingkat}"


# --- common -----------------------------------------------------------------------------------------------------------


def _ruang(naskah: Path | None) -> Workspace:
    """The repository of an agreement, else of the working directory, else ksdgen's own templates."""
    if naskah is not None and not naskah.is_file():
        raise click.UsageError(f"berkas `{naskah}` tidak ada")
    awal = naskah.parent if naskah is not None else Path.cwd()
    return Workspace(find_repository(awal))


def _pastikan(ruang: Workspace, kode: str, varian: str | None) -> None:
    """Refuse a clause or variant that does not exist, and say which may have been meant."""
    from ksdgen.source.advice import mirip

    berkas = ruang.katalog.klausul(kode)
    if berkas is None:
        saran = mirip(kode, ruang.katalog.daftar_klausul())
        raise click.UsageError(
            f"klausul `{kode}` tidak ada" + (f"; maksud Anda `{saran}`?" if saran else "; daftar: `ksdgen clauses`")
        )
    ada = berkas.kepala.varian or {}
    if varian is not None and varian not in ada:
        pilihan = f"pilihan: {', '.join(ada)}" if ada else "klausul ini tidak mempunyai varian"
        raise click.UsageError(f"varian `{varian}` tidak ada pada klausul `{kode}`; {pilihan}")


def _tugas(path: tuple[Path, ...]) -> list[Tugas]:
    akar = cari_akar(Path.cwd())
    if not path and akar is None:
        raise click.UsageError("folder ini tidak memuat agreements/; sebutkan naskah atau foldernya")
    assert path or akar is not None
    return kumpulkan(path or (akar / "agreements",), pihak=False)  # type: ignore[operator]


def _keluar(teks: str, keluaran: Path | None, quiet: bool) -> None:
    if keluaran is None:
        click.echo(teks, nl=False)
        return
    shared.simpan_keluaran(keluaran, teks.encode("utf-8", "replace"), quiet)
