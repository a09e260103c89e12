"""Many agreements at once: on all cores, results of earlier runs used again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from ksdgen.desk.collect import Task
from ksdgen.diagnostics import Diagnostic, without_excess
from ksdgen.world.results import ResultsStore, Summary, WaiverTerms, from_data, to_data

if TYPE_CHECKING:
    from ksdgen.desk.outcome import Result


class BatchCheck:
    """What a run of checks found."""

    def __init__(self) -> None:
        self.findings: list[Diagnostic] = []
        self.waived: list[tuple[Diagnostic, WaiverTerms]] = []
        """Findings that a waiver in force holds back."""
        self.not_judged: list[str] = []


def check_all(tasks: Sequence[Task], today: date, advance: Callable[[int], object] = lambda _: None) -> BatchCheck:
    """Check every task, then what needs several agreements at once.

    Args:
        tasks: the files.
        today: the day on which undated agreements are judged.
        advance: told how many more files are done.
    """
    result = BatchCheck()
    store = ResultsStore(today, "periksa")
    numbered: list[tuple[str, Summary]] = []
    data = work(
        tasks,
        lambda task: store.take(task.repository, task.path),
        lambda task: _check(task, today, store),
    )
    for task, summary in zip(tasks, map(from_data, data), strict=True):
        advance(1)
        result.findings += summary.findings
        result.waived += summary.waived
        if not summary.judged:
            result.not_judged.append(task.path)
        if summary.numbers:
            numbered.append((task.path, summary))
    _doubled_numbers(numbered, result)
    return result


def _check(task: Task, today: date, store: ResultsStore) -> tuple[Any, ...]:
    """What a check of one file finds, as plain data, and kept for later runs."""
    with task.repository.trace.recording() as asked:
        result = task.workspace.check(task.path, today)
        data = to_data(_summary(result, today))
    if not result.failed and not depends_on_run():
        store.save(task.repository, task.path, data, asked)
    return data


def depends_on_run() -> bool:
    """Whether something was refused only because of the other files of this run: such results are not kept."""
    from ksdgen.compose.budget import run_is_refused  # loaded already where anything was composed

    return run_is_refused()


def _summary(result: Result, today: date) -> Summary:
    """What outlives the agreement."""
    from ksdgen.rules.batch import DOUBLES_CODE, pihak_numbers
    from ksdgen.rules.engine import in_force

    def waiver_terms(waiver: Any) -> WaiverTerms:
        return WaiverTerms(
            waiver.alasan or "", waiver.penanggung_jawab or "", waiver.sampai.isoformat() if waiver.sampai else ""
        )

    naskah, judgement = result.loaded.naskah, result.judgement
    held_back = judgement.waived if judgement is not None else []
    terms = {finding.code: waiver_terms(waiver) for waiver, finding in held_back}
    waivers = naskah.pengecualian if naskah is not None else ()
    doubles_waivers = [w for w in waivers if w.aturan == DOUBLES_CODE and in_force(w, today)]
    return Summary(
        without_excess(result.findings),
        [(finding, terms[finding.code]) for finding in without_excess([finding for _, finding in held_back])],
        judgement is None or judgement.judged,
        list(pihak_numbers(naskah, result.loaded.place)) if naskah is not None else [],
        waiver_terms(doubles_waivers[0]) if doubles_waivers else None,
    )


def _doubled_numbers(summaries: Sequence[tuple[str, Summary]], result: BatchCheck) -> None:
    """Numbers that several of the files bear; the rule about them is loaded only when there are any."""
    first: dict[tuple[str, int, str], str] = {}
    if not any(first.setdefault(number.key, path) != path for path, s in summaries for number in s.numbers):
        return
    from ksdgen.rules.batch import twins

    waived = {path: summary.doubles_waiver for path, summary in summaries}
    for finding in twins([(path, summary.numbers) for path, summary in summaries]):
        terms = waived.get(finding.span.file) if finding.span else None
        if terms is not None:
            result.waived.append((finding, terms))
        else:
            result.findings.append(finding)


PROCESS_LIMIT = 16
"""From how many files on several processes are worth their start."""

_T = TypeVar("_T")
_R = TypeVar("_R")


def work(pieces: Sequence[_T], kept: Callable[[_T], _R | None], compute: Callable[[_T], _R]) -> Iterator[_R]:
    """The results of some pieces of work, in their order: those of earlier runs as they were kept, the others computed,
    on all cores when there are many.

    Args:
        pieces: the work.
        kept: gives the result of an earlier run, or None.
        compute: does one piece of work; what it gives must go from one process to another.
    """
    seen = {index: result for index, piece in enumerate(pieces) if (result := kept(piece)) is not None}
    rest = [index for index in range(len(pieces)) if index not in seen]
    computed = _compute_all(rest, lambda index: compute(pieces[index]))
    for index in range(len(pieces)):
        yield seen.pop(index) if index in seen else next(computed)


def _compute_all(indices: Sequence[int], compute: Callable[[int], _R]) -> Iterator[_R]:
    """The results at some indices, in their order, on all cores when there are many."""
    processes = process_count()
    # The first is done here, so that the processes find everything loaded.
    here_count = 1 if processes > 1 and len(indices) >= PROCESS_LIMIT else len(indices)
    for index in indices[:here_count]:
        yield compute(index)
    if indices[here_count:]:
        from ksdgen.world import pool  # loads what runs processes

        for _, result in pool.spread(indices[here_count:], compute, processes):
            yield result


def process_count() -> int:
    """How many processes may work: one for each core that this process may use; KSDGEN_PROSES overrides."""
    if not hasattr(os, "fork"):
        return 1
    requested = os.environ.get("KSDGEN_PROSES", "")
    if requested.isdecimal():
        return max(1, int(requested))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
