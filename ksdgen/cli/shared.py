"""What commands have in common: options, the clock, what the terminal shows, printing and saving, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ksdgen.cli.say import paint, say
from ksdgen.diagnostics import Cause, Diagnostic, Severity, worst
from ksdgen.errors import Refused
from ksdgen.reporters import text
from ksdgen.reporters.report import Report
from ksdgen.world import files
from ksdgen.world.files import write_named
from ksdgen.world.repository import SUFFIXES, Repository, find_root

if TYPE_CHECKING:
    from typing import TypedDict

    from ksdgen.rules.own import OwnRules

    class TerminalOptions(TypedDict, total=False):
        """How a text about changes is shown."""

        width: int
        paint: Callable[[str, str], str]


PROGRESS_LIMIT = 20
"""From how many files on a progress bar is shown."""


class DateParam(click.ParamType):  # type: ignore[type-arg]
    """A date on the command line, in any form that agreements accept."""

    name = "tanggal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date."""
        if isinstance(value, date):
            return value
        from ksdgen import bahasa  # only when a date is given

        result = bahasa.read_date(str(value))
        if result is None:
            self.fail(f"`{value}` bukan tanggal, tulis misalnya 2026-12-07", param, ctx)
        return result


def complete(name: str) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """A function of `completing`, which is loaded only when the Tab key asks for it."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        result: list[Any] = getattr(import_module("ksdgen.cli.completing"), name)(ctx, param, incomplete)
        return result

    return complete


class NaskahPath(click.Path):
    """A file or folder of agreements, written as on any system; `options` are those of `click.Path`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(path_type=Path, **options)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the path."""
        return super().convert(ordinary_path(Path(value)), param, ctx)


def path_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """The files and folders a command works on."""
    return click.argument(
        "path",
        nargs=-1,
        required=True,
        type=NaskahPath(readable=False),
        shell_complete=complete("naskah"),
    )(function)


def ordinary_path(path: Path) -> Path:
    """A path as this system writes it; see `world.files.ordinary_path`.

    Raises:
        click.UsageError: no file can have this name.
    """
    try:
        return files.ordinary_path(path)
    except Refused as error:  # while words are parsed, nobody turns it into a fault of the command line
        raise click.UsageError(str(error)) from None


def date_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The day on which undated agreements are judged."""
    return click.option(
        "--tanggal",
        "on_date",
        type=DateParam(),
        default=None,
        help="Nilai naskah seolah-olah hari ini tanggal itu (baku: hari ini).",
    )(function)


def fail_on_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """From which severity on the exit code is 1."""
    return click.option(
        "--fail-on",
        type=click.Choice([s.value for s in Severity]),
        default=Severity.ERROR.value,
        show_default=True,
        help="Tingkat temuan yang membuat kode keluar 1.",
    )(function)


def quiet_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Print findings and refusals only."""
    return click.option("-q", "--quiet", is_flag=True, help="Tanpa keterangan: hanya temuan dan penolakan.")(function)


def today(on_date: date | None) -> date:
    """The only reading of the clock."""
    return on_date or date.today()


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


def _bar(length: int, quiet: bool) -> Any:
    shown = length >= PROGRESS_LIMIT and not quiet and os.isatty(2)
    return click.progressbar(length=length, file=sys.stderr, hidden=not shown, label="naskah")


def own_rules_here() -> OwnRules:
    """The rules of the repository that the working directory belongs to."""
    from ksdgen.rules.own import NONE, own_rules

    root = find_root(Path.cwd())
    return own_rules(Repository(root).template_tree) if root is not None else NONE


def is_coloured() -> bool:
    """Whether standard output shows colours: a terminal whose user has not asked for none (https://no-color.org)."""
    return os.isatty(1) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Columns of the terminal, within what reads well; 100 where there is none."""
    import shutil

    return max(50, min(140, shutil.get_terminal_size((100, 24)).columns)) if os.isatty(1) else 100


def terminal_options(output: Path | None = None) -> TerminalOptions:
    """How wide a text about changes may be, and what paints its words; nothing where it goes into a file."""
    if output is not None:
        return {}
    if not is_coloured():
        return {"width": terminal_width()}
    return {"width": terminal_width(), "paint": paint_change}


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as they are made."""
    for line in lines:
        say(line)


def print_findings(report: Report) -> None:
    """Print the findings of a report."""
    for line in text.lines(report.findings, report.source, report.name):
        say(line)


def print_or_save(text: str, output: Path | None, quiet: bool) -> None:
    """Print what a command makes, or write it to a file; see `save_output`."""
    if output is None:
        say(text, nl=False)
    else:
        save_output(output, text.encode("utf-8", "replace"), quiet)


def print_or_write_report(text: str, output: Path | None, quiet: bool, *, commands: bool = False) -> None:
    """Print a report, or write it to a file and say so; see `say`."""
    if output is None:
        say(text, nl=False, commands=commands)
        return
    refuse_naskah(output)
    if write_named(output, text.encode("utf-8", "replace")) and not quiet:
        say(f"laporan ditulis ke {output}")


def refuse_naskah(target: Path) -> None:
    """What a command makes never goes into an agreement.

    Raises:
        click.UsageError: the place is that of an agreement.
    """
    if target.suffix in SUFFIXES:
        raise click.UsageError(f"`{target}` adalah berkas naskah; pilih nama lain untuk keluaran")


def save_output(target: Path, data: bytes, quiet: bool) -> None:
    """Write what a command makes, whole or not at all, never over an agreement, and say so unless `quiet`.

    Raises:
        click.UsageError: the place is that of an agreement.
        WriteFailed: it cannot be written.
    """
    refuse_naskah(target)
    if write_named(target, data) and not quiet:
        say(f"ditulis: {target}")


def print_difference(name: str, former: str, after: str, context: int = 3) -> None:
    """Print what would change in a file, between so many lines that stay."""
    import difflib  # only for --diff

    old_lines, new_lines = (t.replace("\r\n", "\n").split("\n") for t in (former, after))
    names = (f"{name} (semula)", f"{name} (menjadi)")
    for line in difflib.unified_diff(old_lines, new_lines, *names, n=context, lineterm=""):
        say(line)


def paint_change(kind: str, text: str) -> str:
    """The colour of words that one of two versions has: "hapus" the older, "sisip" the newer."""
    if kind == "hapus":
        return paint(text, fg="red", strikethrough=True)
    return paint(text, fg="green", underline=True)


def exit_code(findings: Iterable[Diagnostic], threshold: str) -> int:
    """3 where ksdgen itself has failed over a file, else 1 when a finding reaches the threshold, else 0."""
    findings = list(findings)
    if any(finding.cause is Cause.INTERNAL_FAULT for finding in findings):
        return 3
    worst_severity = worst(findings)
    return int(worst_severity is not None and worst_severity.reaches(Severity(threshold)))


def tell_faults(faults: Iterable[Diagnostic]) -> int:
    """Say over which files ksdgen itself has failed; 3 where there are any, else 0."""
    told = [f"{fault.span.file if fault.span else ''}: {fault.code} {fault.message}; {fault.hint}" for fault in faults]
    for line in told:
        say(line, err=True)
    return 3 if told else 0
