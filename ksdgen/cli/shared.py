"""What commands have in common: options, names of files, printing findings."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ksdgen.diagnostics import Diagnostic, Severity, in_order, worst
from ksdgen.reporters import text as teks
from ksdgen.reporters.report import Laporan
from ksdgen.world.files import reason, write_whole
from ksdgen.world.repository import AKHIRAN, Repository, cari_akar, display_name, source_text

if TYPE_CHECKING:
    from ksdgen.rules.own import OwnRules

BATAS_KEMAJUAN = 20
"""From how many files on a progress bar is shown."""


class TanggalParam(click.ParamType):  # type: ignore[type-arg]
    """A date on the command line, in any form that agreements accept."""

    name = "tanggal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date."""
        if isinstance(value, date):
            return value
        from ksdgen import bahasa  # only when a date is given

        hasil = bahasa.baca_tanggal(str(value))
        if hasil is None:
            self.fail(f"`{value}` bukan tanggal, tulis misalnya 2026-12-07", param, ctx)
        return hasil


def lengkapi(nama: str) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """A function of `completing`, which is loaded only when the Tab key asks for it."""

    def lengkap(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        hasil: list[Any] = getattr(import_module("ksdgen.cli.completing"), nama)(ctx, param, incomplete)
        return hasil

    return lengkap


def argumen_path(fungsi: Callable[..., Any]) -> Callable[..., Any]:
    """The files and folders a command works on."""
    return click.argument(
        "path",
        nargs=-1,
        required=True,
        type=click.Path(readable=False, path_type=Path),
        callback=lambda ctx, param, isi: tuple(biasa(p) for p in isi),
        shell_complete=lengkapi("naskah"),
    )(fungsi)


def biasa(path: Path) -> Path:
    """A path as this system writes it: one that was typed as on Windows names the same file elsewhere.

    Raises:
        click.UsageError: no file can have this name.
    """
    try:
        return path if path.exists() else Path(str(path).replace("\\", "/"))
    except (OSError, ValueError) as galat:
        alasan = reason(galat) if isinstance(galat, OSError) else "namanya memuat huruf yang tidak boleh"
        raise click.UsageError(f"`{path}` tidak dapat dibaca: {alasan}") from None


def opsi_tanggal(fungsi: Callable[..., Any]) -> Callable[..., Any]:
    """The day on which undated agreements are judged."""
    return click.option(
        "--tanggal",
        type=TanggalParam(),
        default=None,
        help="Nilai naskah seolah-olah hari ini tanggal itu (baku: hari ini).",
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
    """Print findings and refusals only."""
    return click.option("-q", "--quiet", is_flag=True, help="Tanpa keterangan: hanya temuan dan penolakan.")(fungsi)


def hari_ini(tanggal: date | None) -> date:
    """The only reading of the clock."""
    return tanggal or date.today()


def kemajuan(tugas: Sequence[Any], quiet: bool) -> Any:
    """A context manager over the tasks: a progress bar for many files at a terminal, else silent."""
    return _bar(len(tugas), quiet, tugas)


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """What shows how many files are done, of how many."""
    with ExitStack() as stack:
        bar: Any = None

        def show(done: int, of: int) -> None:
            nonlocal bar
            if bar is None:
                bar = stack.enter_context(_bar(of, quiet))
            bar.update(done - bar.pos)

        yield show


def _bar(length: int, quiet: bool, over: Sequence[Any] | None = None) -> Any:
    shown = length >= BATAS_KEMAJUAN and not quiet and os.isatty(2)
    return click.progressbar(over, length=length, file=sys.stderr, hidden=not shown, label="naskah")


def own_rules_here() -> OwnRules:
    """The rules of the repository that the working directory belongs to."""
    from ksdgen.rules.own import NONE, own_rules

    root = cari_akar(Path.cwd())
    return own_rules(Repository(root).pohon_templat) if root is not None else NONE


def berwarna() -> bool:
    """Whether standard output shows colours: a terminal whose user has not asked for none (https://no-color.org)."""
    return os.isatty(1) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def lebar_terminal() -> int:
    """Columns of the terminal, within what reads well; 100 where there is none."""
    import shutil

    return max(50, min(140, shutil.get_terminal_size((100, 24)).columns)) if os.isatty(1) else 100


def print_findings(laporan: Laporan) -> None:
    """Print the findings of a report."""
    for baris in teks.baris(laporan.temuan, laporan.sumber, laporan.nama):
        click.echo(baris)


def cetak_temuan(temuan: Iterable[Diagnostic], ruang: Sequence[Repository]) -> list[Diagnostic]:
    """Print findings once each, in order; returns what was printed."""
    daftar = in_order(temuan)
    for baris in teks.baris(daftar, lambda f: source_text(f, ruang), lambda f: display_name(f, ruang)):
        click.echo(baris)
    return daftar


def simpan_keluaran(tujuan: Path, data: bytes, quiet: bool) -> None:
    """Write what a command makes, whole or not at all, never over an agreement, and say so unless `quiet`.

    Raises:
        click.UsageError: the place is that of an agreement.
        WriteFailed: it cannot be written.
    """
    if tujuan.suffix in AKHIRAN:
        raise click.UsageError(f"`{tujuan}` adalah berkas naskah; pilih nama lain untuk keluaran")
    write_whole(tujuan, data)
    if not quiet:
        click.echo(f"ditulis: {tujuan}")


def cetak_beda(nama: str, semula: str, menjadi: str) -> None:
    """Print what would change in a file."""
    import difflib  # only for --diff

    a, b = (t.replace("\r\n", "\n").split("\n") for t in (semula, menjadi))
    for baris in difflib.unified_diff(a, b, f"{nama} (semula)", f"{nama} (menjadi)", lineterm=""):
        click.echo(baris)


def cat_ubahan(jenis: str, teks: str) -> str:
    """The colour of words that one of two versions has: "hapus" the older, "sisip" the newer."""
    if jenis == "hapus":
        return click.style(teks, fg="red", strikethrough=True)
    return click.style(teks, fg="green", underline=True)


def kode_keluar(temuan: Iterable[Diagnostic], ambang: str) -> int:
    """1 when a finding reaches the threshold, else 0."""
    terburuk = worst(temuan)
    return int(terburuk is not None and terburuk.reaches(Severity(ambang)))
