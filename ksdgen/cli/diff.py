"""`ksdgen diff`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click

from ksdgen import api
from ksdgen.cli import revisions, shared
from ksdgen.review.comparison import Comparison, Pair

FORMAT = ("text", "markdown", "html", "json", "matriks")


@click.command(
    "diff",
    epilog="Contoh: ksdgen diff main agreements/contoh",
)
@click.argument("words", nargs=-1, metavar="[REVISI [REVISI2]] [PATH]...")
@revisions.two_files_option
@click.option(
    "--format", "format_", type=click.Choice(FORMAT), default="text", show_default=True, help="Bentuk keluaran."
)
@click.option(
    "--output",
    "--out",
    "output",
    type=click.Path(path_type=Path),
    metavar="BERKAS",
    default=None,
    help="Tulis ke berkas; matriks memerlukannya (.docx, atau folder untuk beberapa naskah).",
)
@click.option("--exit-code", "code", is_flag=True, help="Kode keluar 1 bila ada perbedaan.")
@shared.quiet_option
def command(
    words: tuple[str, ...],
    old: Path | None,
    new: Path | None,
    format_: str,
    output: Path | None,
    code: bool,
    quiet: bool,
) -> int:
    """Tampilkan perubahan isi naskah dengan kata-kata perancang.

    Tanpa REVISI, berkas kerja dibandingkan dengan HEAD. Satu REVISI dibandingkan dengan berkas kerja, dua REVISI satu
    sama lain; A..B dan A...B dikenal seperti pada git. Naskah, data pihak, dan templat diambil dari revisinya
    masing-masing.
    """
    if (old is None) != (new is None):
        raise click.UsageError("--lama dan --baru dipakai bersama")
    if format_ == "matriks" and output is None:
        raise click.UsageError("matriks adalah berkas Word; tulis letaknya dengan --output matriks.docx")
    if old is not None and new is not None:
        if words:
            raise click.UsageError("--lama dan --baru tidak dipakai bersama revisi atau PATH")
        result = api.compare_files(old, new)
        name = _names(result.pairs[0], new)
    else:
        target = revisions.parse(words)
        result, name = target.compare(), revisions.display_name(target.root)
    if format_ == "matriks":
        assert output is not None
        _matrix(result, output, quiet)
    else:
        _print(result, name, format_, output, quiet)
    failed = shared.tell_faults([fault for pair in result.pairs for fault in pair.faults])
    return failed or int(code and any(p.state != "tetap" for p in result.pairs))


def _names(pair: Pair, newer: Path) -> Callable[[str], str]:
    """How files are named when two files are compared: the newer as it was typed."""
    return lambda path: newer.as_posix() if path == pair.path else path


def _print(result: Comparison, name: Callable[[str], str], format_: str, output: Path | None, quiet: bool) -> None:
    module = import_module(f"ksdgen.review.{format_}")
    options = shared.terminal_options(output) if format_ == "text" else {}
    shared.print_or_save(module.write(result, name=name, **options), output, quiet)


def _matrix(result: Comparison, output: Path, quiet: bool) -> None:
    from ksdgen.review.matrix import matrix_files

    for target, data in matrix_files(result, output):
        shared.save_output(target, data, quiet)
