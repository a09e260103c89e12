"""Printing a batch: each agreement checked, composed, frozen when it is signed, and written in every format that is
asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ksdgen.desk.batch import depends_on_run, work
from ksdgen.desk.collect import Task
from ksdgen.desk.faults import guarded
from ksdgen.diagnostics import Diagnostic, Span, without_excess
from ksdgen.world.codes import finding
from ksdgen.world.digest import digest
from ksdgen.world.files import WriteFailed, ensure_inside, read_plain, write_whole
from ksdgen.world.results import ResultsStore, finding_data, finding_from
from ksdgen.world.temporary import sweep
from ksdgen.writers import FORMAT, writer_for

if TYPE_CHECKING:
    from ksdgen.desk.outcome import Result


FORMATS = (*FORMAT, "pdf")
"""The formats in which agreements are printed; a PDF is made of a Word file."""


class Fate(Enum):
    """What became of a file."""

    WRITTEN = "ditulis"
    REFUSED = "ditolak"
    """Its faults do not allow it to be printed."""
    PIHAK = "pihak"
    """It is shared party data."""


class RenderedFile(NamedTuple):
    """One file printed."""

    findings: list[Diagnostic]
    fate: Fate
    files_written: list[Path]
    for_pdf: list[tuple[Path, bytes]]
    """PDF files to be made, each with its Word file."""
    failed: list[str]
    """What could not be written, in words for people."""


def render_all(
    tasks: Sequence[Task],
    out: Path,
    formats: Sequence[str],
    today: date,
    advance: Callable[[int], object] = lambda _: None,
) -> Iterator[RenderedFile]:
    """Print every task; a file that stands as an earlier run has written it is left alone when nothing has changed
    since.

    Args:
        tasks: the agreements.
        out: the folder to write to.
        formats: names of formats; "pdf" is left to the caller.
        today: the day on which undated agreements are judged.
        advance: told how many more files are done.
    """
    # What LibreOffice makes of a Word file also depends on its fonts and version.
    store = ResultsStore(today, f"cetak {','.join(formats)}") if "pdf" not in formats else None
    # Also where an earlier run has left nothing to be written now.
    astray = {folder for folder in {_target(task, out, "").parent for task in tasks} if not _prepared(folder, out)}
    outcomes = work(
        tasks,
        lambda task: _kept(task, out, store) if store and _target(task, out, "").parent not in astray else None,
        lambda task: _render(task, out, formats, today, store),
    )
    for findings, fate, files_written, for_pdf, failed in outcomes:
        advance(1)
        yield RenderedFile(
            [finding_from(found) for found in findings],
            Fate(fate),
            [Path(p) for p in files_written],
            [(Path(p), data) for p, data in for_pdf],
            failed,
        )


def _target(task: Task, out: Path, format_: str) -> Path:
    return out / task.output.parent / f"{task.output.name}.{format_}"


def _prepared(folder: Path, out: Path) -> bool:
    """Whether a folder really lies where its path says; what runs that are gone have left in it is removed then."""
    try:
        ensure_inside(folder, out)
    except OSError:
        return False
    sweep(folder)
    return True


def _kept(task: Task, out: Path, store: ResultsStore) -> tuple[Any, ...] | None:
    """What an earlier run has found and written, where it still stands."""
    kept = store.take(task.repository, task.path)
    if kept is None:
        return None
    findings, fate, written_formats = kept
    files_written = []
    for extension, content_digest in written_formats:
        target = _target(task, out, extension)
        written = read_plain(target)
        if written is None or digest(written) != content_digest:
            return None
        files_written.append(str(target))
    return findings, fate, files_written, [], []


def _render(task: Task, out: Path, formats: Sequence[str], today: date, store: ResultsStore | None) -> tuple[Any, ...]:
    """Print one file; gives the fields of `RenderedFile` as plain data, which can go from one process to another."""
    with task.repository.trace.recording() as asked:
        result = task.workspace.check(task.path, today)
    findings = [finding_data(found) for found in without_excess(result.findings)]
    if result.failed:
        return findings, Fate.REFUSED.value, [], [], []
    fate = Fate.WRITTEN
    if task.repository.is_pihak_file(task.path):
        fate = Fate.PIHAK
    elif not result.is_printable:
        fate = Fate.REFUSED
    if fate is not Fate.WRITTEN:
        if store is not None and not depends_on_run():
            store.save(task.repository, task.path, (findings, fate.value, ()), asked)
        return findings, fate.value, [], [], []
    content = guarded(task.path, lambda: _content(result, formats), lambda fault: fault)
    if isinstance(content, Diagnostic):
        return [*findings, finding_data(content)], Fate.REFUSED.value, [], [], []
    frozen_note = _freeze(task, result)
    written_formats: list[tuple[str, bytes]] = []
    files_written: list[str] = []
    for_pdf: list[tuple[str, bytes]] = []
    failed: list[str] = []
    for extension, data in content.items():
        target = _target(task, out, extension)
        if extension == "pdf":
            for_pdf.append((str(target), data))
            continue
        try:
            write_whole(target, data, within=out)
        except WriteFailed as error:
            failed.append(str(error))
            continue
        files_written.append(str(target))
        written_formats.append((extension, digest(data)))
    # A file that was frozen just now is another file from now on.
    if store is not None and not failed and frozen_note is None and not depends_on_run():
        store.save(task.repository, task.path, (findings, fate.value, tuple(written_formats)), asked)
    if frozen_note is not None:
        findings.append(finding_data(frozen_note))
    return findings, fate.value, files_written, for_pdf, failed


def _content(result: Result, formats: Sequence[str]) -> dict[str, bytes]:
    """The paper by format; what a PDF is made of is a Word file."""
    composition = result.composition
    assert composition is not None
    content = {}
    for format_ in formats:
        write = writer_for("docx" if format_ == "pdf" else format_)
        content[format_] = write(composition.dokumen, composition.assets)
    return content


def _freeze(task: Task, result: Result) -> Diagnostic | None:
    """Freeze a signed agreement when it is first printed: from then on it prints from the frozen document. Gives what
    is to be told of that.
    """
    naskah = result.loaded.naskah
    if result.frozen or naskah is None or not naskah.status.is_signed:
        return None
    # Nothing is composed where an earlier run has printed.
    from ksdgen.desk.frozen import NotKept, freeze, not_frozen

    path = task.repository.frozen_path(task.path)
    try:
        freeze(task.repository, result)
    except NotKept:
        return not_frozen(task.path)
    except WriteFailed:
        return finding(
            "KSD055",
            "naskah yang sudah ditandatangani belum dapat dibekukan karena foldernya tidak dapat ditulis",
            Span.at(task.path),
            "jalankan `ksdgen lock` dengan izin menulis",
            case="belum dapat dibekukan",
        )
    message = f"naskah dibekukan ke `{path.rpartition('/')[2]}`; simpan berkas itu ke dalam git"
    return finding("KSD055", message, result.loaded.place.span("status"))
