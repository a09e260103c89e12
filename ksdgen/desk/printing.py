"""Printing a batch: each agreement checked, composed, frozen when it is signed, and written in every format that is
asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ksdgen.desk.batch import work
from ksdgen.desk.collect import Task
from ksdgen.diagnostics import Diagnostic, Span
from ksdgen.world.codes import finding
from ksdgen.world.digest import digest
from ksdgen.world.files import WriteFailed, write_whole
from ksdgen.world.results import ResultsStore, finding_data, finding_from
from ksdgen.writers import FORMAT, writer_for

if TYPE_CHECKING:
    from ksdgen.desk.outcome import Result


FORMATS = (*FORMAT, "pdf")
"""In what agreements are printed; a PDF is made of a Word file."""


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
    task: Sequence[Task],
    out: Path,
    format_: Sequence[str],
    today: date,
    advance: Callable[[int], object] = lambda _: None,
) -> Iterator[RenderedFile]:
    """Print every task; a file that stands as an earlier run has written it is left alone when nothing has changed
    since.

    Args:
        task: the agreements.
        out: the folder to write to.
        format_: names of formats; "pdf" is left to the caller.
        today: the day on which undated agreements are judged.
        advance: told how many more files are done.
    """
    # What LibreOffice makes of a Word file also depends on its fonts and version.
    results_store = ResultsStore(today, f"cetak {','.join(format_)}") if "pdf" not in format_ else None
    everything = work(
        task,
        lambda t: _kept(t, out, results_store) if results_store is not None else None,
        lambda t: _render(t, out, format_, today, results_store),
    )
    for findings, fate, files_written, for_pdf, failed in everything:
        advance(1)
        yield RenderedFile(
            [finding_from(t) for t in findings],
            Fate(fate),
            [Path(p) for p in files_written],
            [(Path(p), data) for p, data in for_pdf],
            failed,
        )


def _target(task: Task, out: Path, format_: str) -> Path:
    return out / task.output.parent / f"{task.output.name}.{format_}"


def _kept(task: Task, out: Path, results_store: ResultsStore) -> tuple[Any, ...] | None:
    """What an earlier run has found and written, where it still stands."""
    content = results_store.take(task.repository, task.path)
    if content is None:
        return None
    findings, fate, written_formats = content
    files_written = []
    for extension, content_digest in written_formats:
        target = _target(task, out, extension)
        try:
            if digest(target.read_bytes()) != content_digest:
                return None
        except OSError:
            return None
        files_written.append(str(target))
    return findings, fate, files_written, [], []


def _render(
    task: Task, out: Path, format_: Sequence[str], today: date, results_store: ResultsStore | None
) -> tuple[Any, ...]:
    """Print one file; gives the fields of `RenderedFile` as plain data."""
    with task.repository.trace.recording() as asked:
        result = task.workspace.check(task.path, today)
    findings = [finding_data(d) for d in result.findings]
    fate = Fate.WRITTEN
    if task.repository.is_pihak_file(task.path):
        fate = Fate.PIHAK
    elif not result.is_printable:
        fate = Fate.REFUSED
    if fate is not Fate.WRITTEN:
        if results_store is not None:
            results_store.save(task.repository, task.path, (findings, fate.value, ()), asked)
        return findings, fate.value, [], [], []
    frozen = _freeze(task, result)
    content = _content(result, format_)
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
            write_whole(target, data)
        except WriteFailed as error:
            failed.append(str(error))
            continue
        files_written.append(str(target))
        written_formats.append((extension, digest(data)))
    # A file that was frozen just now is another file from now on.
    if results_store is not None and not failed and frozen is None:
        results_store.save(task.repository, task.path, (findings, fate.value, tuple(written_formats)), asked)
    return (
        [*findings, *([finding_data(frozen)] if frozen is not None else [])],
        fate.value,
        files_written,
        for_pdf,
        failed,
    )


def _content(result: Result, format_: Sequence[str]) -> dict[str, bytes]:
    composition = result.composition
    assert composition is not None
    return {f: writer_for("docx" if f == "pdf" else f)(composition.dokumen, composition.assets) for f in format_}


def _freeze(task: Task, result: Result) -> Diagnostic | None:
    """A signed agreement is frozen when it is first printed: from then on it prints from the frozen document."""
    naskah = result.loaded.naskah
    if result.frozen or naskah is None or not naskah.status.is_signed:
        return None
    from ksdgen.desk.frozen import freeze  # nothing is composed where an earlier run has printed

    path = task.repository.frozen_path(task.path)
    try:
        freeze(task.repository, result)
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
