"""The front door for programs: open, judge, check, print, compare, read.

What the functions give are the records that ksdgen itself works with. Two exceptions are raised, `Refused` when
something cannot be done as it was asked for and `WriteFailed` when a file cannot be written; what is wrong with an
agreement is a finding, never an exception. Nothing is printed, and the clock is not read: the day on which agreements
are judged is always given, so that the same call gives the same answer. Whatever is heavy is loaded by the function
that needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ksdgen.desk.progress import Progress, counter
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic
from ksdgen.errors import Refused
from ksdgen.reporters.report import Report, Waived
from ksdgen.world.files import WriteFailed

if TYPE_CHECKING:
    from ksdgen.desk.collect import Task
    from ksdgen.desk.outcome import Result
    from ksdgen.paper.document import Dokumen
    from ksdgen.review.comparison import Comparison, RepositoryState
    from ksdgen.rules.pages import Page
    from ksdgen.world.repository import Repository

__all__ = [
    "Printed",
    "Refused",
    "WordFile",
    "WriteFailed",
    "check",
    "compare",
    "compare_files",
    "compare_with_standard",
    "judge",
    "open_repository",
    "read_word",
    "render",
    "report",
    "write",
]

AnyPath = str | PathLike[str]
"""A file or folder, as a text or as a `Path`."""


# --- one agreement ----------------------------------------------------------------------------------------------------


def open_repository(path: AnyPath = ".", texts: Mapping[str, bytes] | None = None) -> Workspace:
    """The repository that a file or folder belongs to, else the folder itself as a lone one.

    Args:
        path: a file or folder; it need not exist.
        texts: files as they would be, by path relative to the root: what an editor has not saved yet.
    """
    from ksdgen.world.repository import find_repository

    workspace = Workspace(find_repository(Path(path)))
    return workspace.supposing(texts) if texts else workspace


def judge(workspace: Workspace, path: AnyPath, *, day: date, rules: bool = True) -> Result:
    """Read, compose and judge one agreement.

    Args:
        workspace: its repository.
        path: the file, relative to the repository's root or absolute.
        day: the day on which an undated agreement is judged.
        rules: whether the rules are run; without them only faults of shape and composition are found.

    Returns:
        The agreement, the composed document where there is one, and all findings. A file that is absent or broken
        has findings only.
    """
    file = Path(path)
    name = workspace.repository.name(file) if file.is_absolute() else file.as_posix()
    return workspace.check(name, day, rules=rules)


def write(result: Result, format_: str = "docx") -> bytes:
    """The paper of an agreement that was judged.

    Args:
        result: what `judge` gave.
        format_: "docx", "txt" or "html".

    Raises:
        Refused: the agreement cannot be printed as it is, or there is no such format.
    """
    from ksdgen.writers import FORMAT, writer_for

    if format_ not in FORMAT:
        raise Refused(f"format `{format_}` tidak dikenal, pilihan: {', '.join(FORMAT)}")
    if result.composition is None or not result.is_printable:
        raise Refused(f"`{result.loaded.path}` tidak dapat dicetak karena masih ada kesalahan")
    return writer_for(format_)(result.composition.dokumen, result.composition.assets)


# --- many agreements --------------------------------------------------------------------------------------------------


def check(
    paths: Iterable[AnyPath],
    *,
    day: date,
    parties: bool = True,
    since: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check agreements, alone and against each other; results of earlier runs are used again.

    Args:
        paths: files and folders.
        day: the day on which undated agreements are judged.
        parties: whether files of shared party data found in folders are checked too.
        since: only what has changed since this git revision.
        progress: told how many files are done.

    Raises:
        Refused: a path is not there or holds no agreement, or git has no such revision.
    """
    from ksdgen.desk.batch import check_all
    from ksdgen.desk.collect import altered_papers, changed, changes_since, collect

    places = [Path(p) for p in paths]
    tasks = collected = collect(places, pihak=parties)
    altered: list[Diagnostic] = []
    if since is not None:
        changes = changes_since(tasks, since)
        altered = altered_papers(places, changes, since)
        tasks = changed(tasks, changes)
    found = check_all(tasks, day, counter(progress, len(tasks)))
    waived = [Waived(finding, *waiver) for finding, waiver in found.waived]
    of_tasks = _report(tasks, [*altered, *found.findings], collected)
    return replace(of_tasks, waived=waived, not_judged=found.not_judged)


def report(found: Report, format_: str = "json", *, closing: bool = True) -> str:
    """A report as text.

    Args:
        found: what `check` or `render` found.
        format_: one of `ksdgen.reporters.FORMAT`, for example "json" or "sarif".
        closing: whether a text for people ends with a line that sums it up.

    Raises:
        Refused: there is no such format.
    """
    from ksdgen import reporters

    if format_ not in reporters.FORMAT:
        raise Refused(f"format `{format_}` tidak dikenal, pilihan: {', '.join(reporters.FORMAT)}")
    return reporters.written(found, format_, closing=closing)


class Printed(NamedTuple):
    """What became of a batch that was printed."""

    found: Report
    """What was found in the agreements, and that signed ones were frozen."""
    written: tuple[Path, ...]
    """The files that stand now, also those that an earlier run has written just so."""
    refused: tuple[str, ...] = ()
    """Agreements that were not printed because of their faults."""
    parties: tuple[str, ...] = ()
    """Files that are shared party data."""
    failed: tuple[str, ...] = ()
    """What could not be written, in words for people."""


def render(
    paths: Iterable[AnyPath],
    out: AnyPath,
    *,
    day: date,
    formats: Iterable[str] = ("docx",),
    progress: Progress | None = None,
) -> Printed:
    """Print agreements into a folder, one file for each agreement and format; signed agreements are frozen when they
    are first printed.

    Args:
        paths: files and folders.
        out: the folder; below it files stand as agreements stand below agreements/.
        day: the day on which undated agreements are judged.
        formats: "docx", "txt", "html", or "pdf" where LibreOffice is installed.
        progress: told how many files are done.

    Raises:
        Refused: a path is not there or holds no agreement, two agreements would be written to one file, or there is no
            such format.
    """
    from ksdgen.desk.collect import collect, collisions
    from ksdgen.desk.printing import FORMATS, Fate, render_all

    chosen = tuple(dict.fromkeys(formats))
    for unknown in (f for f in chosen if f not in FORMATS):
        raise Refused(f"format `{unknown}` tidak dikenal, pilihan: {', '.join(FORMATS)}")
    tasks = collect([Path(one) for one in paths], pihak=False)
    for first, second in collisions(tasks):
        raise Refused(f"`{first}` dan `{second}` akan ditulis ke berkas yang sama; ganti nama salah satunya")
    printed = list(render_all(tasks, Path(out), chosen, day, counter(progress, len(tasks))))
    found = _report(tasks, [finding for p in printed for finding in p.findings])
    written = [path for p in printed for path in p.files_written]
    failed = [failure for p in printed for failure in p.failed]
    for_pdf = [pair for p in printed for pair in p.for_pdf]
    if for_pdf:
        from ksdgen.world.office import write_pdfs

        made, not_made = write_pdfs(for_pdf, Path(out))
        written += made
        failed += not_made
    fates = [(found.name(task.path), one.fate) for task, one in zip(tasks, printed, strict=True)]
    return Printed(
        found,
        tuple(written),
        tuple(name for name, fate in fates if fate is Fate.REFUSED),
        tuple(name for name, fate in fates if fate is Fate.PIHAK),
        tuple(failed),
    )


def _report(tasks: Sequence[Task], findings: Iterable[Diagnostic], collected: Sequence[Task] | None = None) -> Report:
    """A report on some tasks, which may be those of the collected ones that have changed."""
    from ksdgen.desk.collect import repositories
    from ksdgen.desk.reports import report_of

    places = repositories(tasks if collected is None else collected)
    return report_of(findings, places, [t.path for t in tasks], lambda: _pages(places))


def _pages(repositories: Iterable[Repository]) -> dict[str, Page]:
    """Every code's page, those of the own rules of some repositories included."""
    from ksdgen.rules.own import own_rules
    from ksdgen.rules.pages import pages_with

    return {code: page for r in repositories for code, page in pages_with(own_rules(r.template_tree)).items()}


# --- two versions -----------------------------------------------------------------------------------------------------


def compare(
    workspace: Workspace,
    old: str = "HEAD",
    new: str | None = None,
    *,
    only: Sequence[str] = (),
    day: date | None = None,
) -> Comparison:
    """Two states of a repository: every agreement that differs, with marks and in a drafter's words.

    Args:
        workspace: the repository.
        old: a git revision.
        new: a git revision; the working tree unless given.
        only: files or folders, relative to the root; none means all.
        day: the day on which both states are judged by the rules; they are not judged unless it is given.

    Raises:
        Refused: git is not there, there is no such revision, or a path of `only` is in neither state.
    """
    from ksdgen.review.comparison import comparison, revision_state, working_state
    from ksdgen.world.repository import FOLDER

    root = workspace.repository.root
    # The working tree may have lost its agreements/.
    folder = FOLDER if (root / FOLDER).is_dir() or not only else ""
    before = revision_state(root, old, folder=folder)
    after = working_state(root, folder=folder) if new is None else revision_state(root, new, folder=folder)
    return comparison(before, after, only, day=day or date.min, rules=day is not None)


def compare_files(old: AnyPath, new: AnyPath) -> Comparison:
    """Two files against each other, whatever they are called.

    Args:
        old: the older version.
        new: the newer version.

    Raises:
        Refused: a file is not there.
    """
    from ksdgen.review.comparison import compare_files

    (before, old_path), (after, new_path) = (_state_of(Path(p)) for p in (old, new))
    return compare_files(
        replace(before, name=Path(old).as_posix()), old_path, replace(after, name=Path(new).as_posix()), new_path
    )


def compare_with_standard(path: AnyPath) -> Comparison:
    """An agreement against what it would be in pure standard clauses.

    Args:
        path: the file.

    Raises:
        Refused: the file is not there.
    """
    from ksdgen.review.comparison import compare_to_standard

    return compare_to_standard(*_state_of(Path(path)))


def _state_of(path: Path) -> tuple[RepositoryState, str]:
    """The working tree that a file is in, and its path there."""
    from ksdgen.review.comparison import working_state
    from ksdgen.world.repository import find_repository

    if not path.is_file():
        raise Refused(f"berkas `{path}` tidak ada")
    repository = find_repository(path)
    return working_state(repository.root), repository.name(path)


# --- Word -------------------------------------------------------------------------------------------------------------


class WordFile(NamedTuple):
    """A Word file as it was read."""

    document: Dokumen
    images: Mapping[str, bytes]
    """sha256 → content."""


def read_word(source: bytes | AnyPath, *, changes: bool = False) -> WordFile:
    """A .docx as a document, also one that Word or LibreOffice has saved meanwhile.

    Args:
        source: the file or its content.
        changes: whether tracked changes are read as marks; otherwise they are read as if they were accepted.

    Raises:
        Refused: the file cannot be read, or is no Word file.
    """
    from ksdgen.word.reader import read_word

    if isinstance(source, bytes):
        data = source
    else:
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            from ksdgen.world.files import reason

            raise Refused(f"`{Path(source)}` tidak dapat dibaca: {reason(error)}") from None
    return WordFile(*read_word(data, changes))
