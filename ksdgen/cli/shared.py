"""What commands have in common: options, names of files, printing findings."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from ksdgen import bahasa
from ksdgen.diagnostics import Diagnostic, Severity, sort_key, worst
from ksdgen.pipeline import Pemeriksaan, SalahPakai, Tugas, kumpulkan
from ksdgen.reporters import text as teks
from ksdgen.reporters.report import Dikecualikan, Laporan
from ksdgen.workspace import Ruang

BATAS_KEMAJUAN = 20
"""From how many files on a progress bar is shown."""

KODE_TIDAK_DINILAI = "KSD098"


class TanggalParam(click.ParamType):  # type: ignore[type-arg]
    """A date on the command line, in any form that agreements accept."""

    name = "tanggal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date."""
        if isinstance(value, date):
            return value
        hasil = bahasa.baca_tanggal(str(value))
        if hasil is None:
            self.fail(f"`{value}` bukan tanggal, tulis misalnya 2026-12-07", param, ctx)
        return hasil


def argumen_path(fungsi: Callable[..., Any]) -> Callable[..., Any]:
    """The files and folders a command works on."""
    return click.argument("path", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))(fungsi)


def opsi_tanggal(fungsi: Callable[..., Any]) -> Callable[..., Any]:
    """The day on which undated agreements are judged."""
    return click.option(
        "--tanggal", type=TanggalParam(), default=None, help="Nilai naskah seolah-olah hari ini tanggal itu (baku: hari ini)."
    )(fungsi)


def opsi_fail_on(fungsi: Callable[..., Any]) -> Callable[..., Any]:
    """From which severity on the exit code is 1."""
    return click.option(
        "--fail-on",
        type=click.Choice([s.value for s in Severity]),
        default=Severity.KESALAHAN.value,
        show_default=True,
        help="Tingkat temuan yang membuat kode keluar 1.",
    )(fungsi)


def opsi_quiet(fungsi: Callable[..., Any]) -> Callable[..., Any]:
    """Print only findings."""
    return click.option("-q", "--quiet", is_flag=True, help="Hanya tampilkan temuan.")(fungsi)


def tugas_dari(path: Sequence[Path], *, pihak: bool) -> list[Tugas]:
    """The files that the user means."""
    from ksdgen.cache import cache_jinja

    try:
        return kumpulkan(path, pihak=pihak, cache=cache_jinja())
    except SalahPakai as galat:
        raise click.UsageError(str(galat)) from None


def hari_ini(tanggal: date | None) -> date:
    """The only reading of the clock."""
    return tanggal or date.today()


def kemajuan(tugas: Sequence[Tugas], quiet: bool) -> Any:
    """A context manager over the tasks: a progress bar for many files at a terminal, else silent."""
    tampil = len(tugas) >= BATAS_KEMAJUAN and not quiet and os.isatty(2)
    return click.progressbar(tugas, file=sys.stderr, hidden=not tampil, label="naskah")


def laporan(
    hasil: Pemeriksaan, tugas: Sequence[Tugas], pilih: tuple[str, ...] = (), abaikan: tuple[str, ...] = ()
) -> Laporan:
    """A report of a run, of the codes that begin with one of `pilih` (all when empty) and none of `abaikan`.

    That a paper was not judged is always told.
    """
    ruang = ruang_dari(tugas)
    halaman = {}
    temuan = sorted(dict.fromkeys(hasil.temuan), key=sort_key)
    if pilih:
        temuan = [t for t in temuan if t.kode.startswith((*pilih, KODE_TIDAK_DINILAI))]
    if abaikan:
        temuan = [t for t in temuan if not t.kode.startswith(abaikan) or t.kode == KODE_TIDAK_DINILAI]
    if temuan or hasil.dikecualikan:
        from ksdgen.rules.pages import semua_halaman

        halaman = semua_halaman()
    return Laporan(
        temuan,
        [t.path for t in tugas],
        lambda f: nama_tampil(f, ruang),
        lambda f: sumber(f, ruang),
        [Dikecualikan(t, p.alasan or "", p.penanggung_jawab or "", p.sampai.isoformat() if p.sampai else "") for p, t in hasil.dikecualikan],
        hasil.tidak_dinilai,
        halaman,
    )


def ruang_dari(tugas: Sequence[Tugas]) -> list[Ruang]:
    """The repositories of some tasks, each once."""
    return [*{id(t.ruang): t.ruang for t in tugas}.values()]


def cetak_temuan(temuan: Iterable[Diagnostic], ruang: Sequence[Ruang]) -> list[Diagnostic]:
    """Print findings once each, in order; returns what was printed."""
    daftar = sorted(dict.fromkeys(temuan), key=sort_key)
    for baris in teks.baris(daftar, lambda f: sumber(f, ruang), lambda f: nama_tampil(f, ruang)):
        click.echo(baris)
    return daftar


def sumber(file: str, ruang: Sequence[Ruang]) -> str | None:
    """The text of a file named in a finding."""
    for r in ruang:
        try:
            if file.startswith("ksdgen:templates/"):
                data = r.katalog.pohon.read(file.removeprefix("ksdgen:templates/"))
            else:
                data = r.pohon.read(file)
        except OSError:
            continue
        if data is not None:
            # UTF-16 and pictures are no text that could be quoted.
            return None if b"\0" in data else data.decode("utf-8", "replace")
    return None


def nama_tampil(file: str, ruang: Sequence[Ruang]) -> str:
    """A file's name relative to the working directory, so that editors can open it."""
    if file.startswith("ksdgen:"):
        return file
    for r in ruang:
        path = r.akar / file
        if os.path.lexists(path):
            try:
                return os.path.relpath(path).replace(os.sep, "/")
            except ValueError:  # another drive on Windows
                return path.as_posix()
    return file


def kode_keluar(temuan: Iterable[Diagnostic], ambang: str) -> int:
    """1 when a finding reaches the threshold, else 0."""
    terburuk = worst(temuan)
    return int(terburuk is not None and terburuk.reaches(Severity(ambang)))
