"""`ksdgen clauses`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from ksdgen.cli import shared
from ksdgen.cli.messages import Context
from ksdgen.desk.collect import Task, collect, repositories
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.world.repository import display_name, find_repository, find_root


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
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    metavar="NASKAH",
    help="Isi klausul dari naskah ini.",
)
def display(code: str, variant: str | None, source: Path | None) -> int:
    """Tampilkan satu klausul dan bunyinya.

    Yang ditampilkan: ketentuannya, variannya, isiannya, dan bunyinya bila diisi.
    """
    from ksdgen.review import clause_page

    workspace = _workspace(source)
    _ensure(workspace, code, variant)
    try:
        filled = (
            clause_page.fill_from_example(workspace, code, variant)
            if source is None
            else clause_page.fill_from_naskah(workspace, workspace.repository.name(source), code, variant)
        )
    except clause_page.NotComposed as error:
        if source is not None or variant is not None:
            raise click.UsageError(str(error)) from None
        filled = None
    for line in clause_page.page(workspace.catalogue, code, filled, shared.terminal_width()):
        click.echo(line)
    return 0


@command.command("usage", epilog="Contoh: ksdgen clauses usage agreements/2026")
@click.argument("path", nargs=-1, type=click.Path(path_type=Path))
@click.option("--klausul", multiple=True, metavar="KODE", help="Hanya klausul ini.")
@_format_option("text", "markdown", "json")
@_OUTPUT_OPTION
@shared.quiet_option
def clause_uses(
    path: tuple[Path, ...], klausul: tuple[str, ...], format_: str, output: Path | None, quiet: bool
) -> int:
    """Tampilkan klausul yang dipakai naskah.

    Untuk setiap klausul disebut naskah mana memakainya, dengan versi dan varian yang mana, mengubahnya, atau
    menghapusnya.
    """
    from ksdgen.review import deviations

    task = _tasks(path)
    for code in klausul:
        _ensure(task[0].workspace, code, None)
    everything = []
    with shared.progress_over(task, quiet) as bar:
        for each_task in bar:
            name = display_name(each_task.path, [each_task.repository])
            everything += list(deviations.uses(name, each_task.workspace.check(each_task.path, date.min, rules=False)))
    data = deviations.use_data(p for p in everything if not klausul or p.code in klausul)
    if format_ == "json":
        text = json.dumps({"versi": 1, "klausul": data}, ensure_ascii=False, indent=2) + "\n"
    else:
        text = "".join(f"{b}\n" for b in (_uses_text if format_ == "text" else _uses_markdown)(data))
    _emit(text, output, quiet)
    return 0


@command.command(
    "deviations", epilog="Contoh: ksdgen clauses deviations agreements/2026 --format html --output penyimpangan.html"
)
@click.argument("path", nargs=-1, type=click.Path(path_type=Path))
@_format_option("text", "markdown", "html")
@_OUTPUT_OPTION
@shared.fail_on_option
@shared.quiet_option
def list_deviations(path: tuple[Path, ...], format_: str, output: Path | None, fail_on: str, quiet: bool) -> int:
    """Bandingkan naskah dengan klausul baku.

    Tiap penyimpangan dinilai: diizinkan, disetujui, perlu persetujuan (peringatan), atau terlarang (kesalahan). Naskah
    dibandingkan dengan versi klausul yang dikunci baginya.
    """
    from ksdgen.review import deviations, excerpt

    task = _tasks(path)
    workspace = repositories(task)
    report = []
    with shared.progress_over(task, quiet) as bar:
        for each_task in bar:
            result = each_task.workspace.check(each_task.path, date.min, rules=False)
            report.append(
                deviations.Row(
                    display_name(each_task.path, workspace),
                    result.composition.dokumen.title if result.composition is not None else each_task.path,
                    deviations.deviations(each_task.workspace, result),
                    excerpt.failure(result) or "",
                )
            )
    name = lambda f: display_name(f, workspace)  # noqa: E731
    if format_ == "text" and output is None:
        colour = {"paint": shared.paint_change} if shared.is_coloured() else {}
        text = deviations.text(report, name=name, width=shared.terminal_width(), **colour)
    else:
        text = getattr(deviations, "text" if format_ == "text" else format_)(report, name=name)
    _emit(text, output, quiet)
    threshold = Severity(fail_on)
    return int(
        any(deviations.GRADES[p.grade].reaches(threshold) for b in report for p in b.deviations)
        or any(b.failed for b in report)
    )


# --- list -------------------------------------------------------------------------------------------------------------


def _list(kind: Sequence[str], category: Sequence[str], format_: str) -> int:
    from ksdgen.review import clause_page

    catalogue = _workspace(None).catalogue
    for kind_name in kind:
        if kind_name not in catalogue.list_kinds():
            raise click.UsageError(
                f"jenis naskah `{kind_name}` tidak ada, pilihan: {', '.join(catalogue.list_kinds())}"
            )
    data = []
    for code in catalogue.list_klausul():
        file = catalogue.klausul(code)
        if file is None:
            continue
        front_matter = file.front_matter
        used_by = clause_page.used_by(catalogue, code)
        if kind and not any(kind_name in used_by or kind_name in front_matter.jenis for kind_name in kind):
            continue
        if category and front_matter.kategori and not set(category) & set(front_matter.kategori):
            continue
        title = (
            front_matter.judul
            if isinstance(front_matter.judul, str)
            else " / ".join(dict.fromkeys(front_matter.judul.values()))
        )
        data.append(
            {
                "kode": code,
                "judul": title,
                "versi": front_matter.versi,
                "kekakuan": front_matter.kekakuan,
                "unsur": list(front_matter.unsur),
                "varian": list(front_matter.varian or {}),
                "dipakai": used_by,
                "berkas": catalogue.tree.name(file.path),
            }
        )
    if format_ == "json":
        click.echo(json.dumps({"versi": 1, "klausul": data}, ensure_ascii=False, indent=2))
        return 0
    width = max((len(entry["kode"]) for entry in data), default=0)
    for entry in data:
        variant = f" [{', '.join(entry['varian'])}]" if entry["varian"] else ""
        click.echo(f"{entry['kode']:<{width}}  v{entry['versi']}  {entry['kekakuan']:<11}  {entry['judul']}{variant}")
    for strictness, meaning in clause_page.STRICTNESS.items():
        if any(entry["kekakuan"] == strictness for entry in data):
            click.echo(meaning)
    click.echo(f"{len(data)} klausul; bunyi satu klausul: `ksdgen clauses show KODE`")
    return 0


# --- usage ------------------------------------------------------------------------------------------------------------


def _uses_text(data: list[dict[str, Any]]) -> Iterator[str]:
    for klausul in data:
        yield f"{klausul['kode']}  {klausul['judul']}"
        for use in klausul["pemakaian"]:
            yield f"  {_mention(use):<36} {use['berkas']}"
    if not data:
        yield "tidak ada klausul baku yang dipakai"


def _uses_markdown(data: list[dict[str, Any]]) -> Iterator[str]:
    from ksdgen.review.markdown import code, safe

    yield "| Klausul | Pemakaian | Naskah |"
    yield "|---|---|---|"
    for klausul in data:
        for use in klausul["pemakaian"]:
            yield f"| {safe(klausul['kode'])} | {safe(_mention(use))} | {code(use['berkas'])} |"


def _mention(use: dict[str, Any]) -> str:
    version = f"versi {use['versi']}" if use["versi"] is not None else "tanpa versi"
    variant = f", {use['varian']}" if use["varian"] else ""
    state = f", {use['keadaan']}" if use["keadaan"] != "baku" else ""
    grade = f" ({use['tingkat']})" if use["tingkat"] else ""
    return f"{version}{variant}{state}{grade}"


# --- common -----------------------------------------------------------------------------------------------------------


def _workspace(naskah: Path | None) -> Workspace:
    """The repository of an agreement, else of the working directory, else ksdgen's own templates."""
    if naskah is not None and not naskah.is_file():
        raise click.UsageError(f"berkas `{naskah}` tidak ada")
    start = naskah.parent if naskah is not None else Path.cwd()
    return Workspace(find_repository(start))


def _ensure(workspace: Workspace, code: str, variant: str | None) -> None:
    """Refuse a clause or variant that does not exist, and say which may have been meant."""
    from ksdgen.source.advice import nearest

    file = workspace.catalogue.klausul(code)
    if file is None:
        suggestion = nearest(code, workspace.catalogue.list_klausul())
        raise click.UsageError(
            f"klausul `{code}` tidak ada"
            + (f"; maksud Anda `{suggestion}`?" if suggestion else "; daftar: `ksdgen clauses`")
        )
    present = file.front_matter.varian or {}
    if variant is not None and variant not in present:
        choices = f"pilihan: {', '.join(present)}" if present else "klausul ini tidak mempunyai varian"
        raise click.UsageError(f"varian `{variant}` tidak ada pada klausul `{code}`; {choices}")


def _tasks(path: tuple[Path, ...]) -> list[Task]:
    root = find_root(Path.cwd())
    if not path and root is None:
        raise click.UsageError("folder ini tidak memuat agreements/; sebutkan naskah atau foldernya")
    assert path or root is not None
    return collect(path or (root / "agreements",), pihak=False)  # type: ignore[operator]


def _emit(text: str, output: Path | None, quiet: bool) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    shared.save_output(output, text.encode("utf-8", "replace"), quiet)
