"""`ksdgen clauses`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from ksdgen.cli import shared
from ksdgen.cli.messages import Context
from ksdgen.cli.say import say
from ksdgen.desk.collect import collect_or_all
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.inert import as_json
from ksdgen.world.repository import find_repository


class Group(click.Group):
    """Subcommands with Indonesian help."""

    context_class = Context

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Register a subcommand."""
        cmd.context_class = Context
        super().add_command(cmd, name)


_OUTPUT_OPTION = click.option(
    "--output",
    "output",
    metavar="BERKAS",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Tulis ke berkas.",
)


def _format_option(*choices: str) -> Callable[[Any], Any]:
    return click.option(
        "--format", "format_", type=click.Choice(choices), default="text", show_default=True, help="Bentuk keluaran."
    )


@click.group(
    "clauses",
    cls=Group,
    invoke_without_command=True,
    epilog="Contoh: ksdgen clauses show keadaan_kahar",
)
@click.pass_context
def command(ctx: click.Context) -> int:
    """Klausul baku: daftar, isi, pemakaian, dan penyimpangannya.

    Tanpa subperintah, tampilkan daftar klausul.
    """
    return _list((), (), "text") if ctx.invoked_subcommand is None else 0


@command.command("list", epilog="Contoh: ksdgen clauses list --jenis nota_kesepakatan")
@click.option("--jenis", "kind", multiple=True, metavar="JENIS", help="Hanya klausul untuk jenis naskah ini.")
@click.option("--kategori", "category", multiple=True, metavar="KATEGORI", help="Hanya klausul untuk kategori ini.")
@_format_option("text", "json")
def list_klausul(kind: tuple[str, ...], category: tuple[str, ...], format_: str) -> int:
    """Tampilkan daftar klausul baku.

    Setiap baris memuat kode, versi, kekakuan, judul, dan varian klausul itu.
    """
    return _list(kind, category, format_)


@command.command("show", epilog="Contoh: ksdgen clauses show penyelesaian_perselisihan --varian arbitrase")
@click.argument("code", metavar="KODE", shell_complete=shared.complete("klausul"))
@click.option(
    "--varian",
    "variant",
    default=None,
    metavar="VARIAN",
    help="Varian yang ditampilkan (baku: yang berlaku dengan sendirinya).",
)
@click.option(
    "--dari",
    "source",
    type=shared.NaskahPath(dir_okay=False),
    default=None,
    metavar="NASKAH",
    shell_complete=shared.complete("naskah"),
    help="Isi klausul dari naskah ini.",
)
def show_klausul(code: str, variant: str | None, source: Path | None) -> int:
    """Tampilkan satu klausul dan bunyinya.

    Yang ditampilkan: ketentuannya, variannya, isiannya, dan bunyinya bila diisi.
    """
    from ksdgen.review import clause_page

    if source is not None and not source.is_file():
        raise click.UsageError(f"berkas `{source}` tidak ada")
    workspace = Workspace(find_repository(source.parent if source is not None else Path.cwd()))
    path = workspace.repository.name(source) if source is not None else None
    for line in clause_page.page(workspace, code, variant, path, shared.terminal_width()):
        say(line)
    return 0


@command.command("usage", epilog="Contoh: ksdgen clauses usage agreements/2026")
@click.argument("path", nargs=-1, type=shared.NaskahPath(), shell_complete=shared.complete("naskah"))
@click.option("--klausul", multiple=True, metavar="KODE", help="Hanya klausul ini.")
@_format_option("text", "markdown", "json")
@_OUTPUT_OPTION
@shared.quiet_option
def list_uses(path: tuple[Path, ...], klausul: tuple[str, ...], format_: str, output: Path | None, quiet: bool) -> int:
    """Tampilkan klausul yang dipakai naskah.

    Untuk setiap klausul disebut naskah mana memakainya, dengan versi dan varian yang mana, mengubahnya, atau
    menghapusnya.
    """
    from ksdgen.review import clause_uses

    tasks = collect_or_all(path, Path.cwd())
    with shared.progress(quiet) as progress:
        uses = clause_uses.clause_uses(tasks, klausul, progress)
    match format_:
        case "json":
            text = as_json(clause_uses.data(uses)) + "\n"
        case "markdown":
            text = clause_uses.markdown(uses)
        case _:
            text = clause_uses.text(uses)
    shared.print_or_save(text, output, quiet)
    return 0


@command.command(
    "deviations", epilog="Contoh: ksdgen clauses deviations agreements/2026 --format html --output penyimpangan.html"
)
@click.argument("path", nargs=-1, type=shared.NaskahPath(), shell_complete=shared.complete("naskah"))
@_format_option("text", "markdown", "html")
@_OUTPUT_OPTION
@shared.fail_on_option
@shared.quiet_option
def list_deviations(path: tuple[Path, ...], format_: str, output: Path | None, fail_on: str, quiet: bool) -> int:
    """Bandingkan naskah dengan klausul baku.

    Tiap penyimpangan dinilai: diizinkan, disetujui, perlu persetujuan (peringatan), atau terlarang (kesalahan). Naskah
    dibandingkan dengan versi klausul yang dikunci baginya.
    """
    from ksdgen.review import deviations

    tasks = collect_or_all(path, Path.cwd())
    with shared.progress(quiet) as progress:
        report = deviations.deviation_report(tasks, progress)
    match format_:
        case "html":
            text = deviations.html(report)
        case "markdown":
            text = deviations.markdown(report)
        case _:
            text = deviations.text(report, **shared.terminal_options(output))
    shared.print_or_save(text, output, quiet)
    return int(report.reaches(Severity(fail_on)))


def _list(kinds: Sequence[str], categories: Sequence[str], format_: str) -> int:
    from ksdgen.catalogue import clause_list

    rows = clause_list.clause_list(Workspace(find_repository(Path.cwd())).catalogue, kinds, categories)
    if format_ == "json":
        say(as_json(clause_list.data(rows)))
        return 0
    for line in clause_list.text(rows):
        say(line)
    return 0
