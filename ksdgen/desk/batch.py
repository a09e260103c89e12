"""Many agreements at once: on all cores, results of earlier runs used again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from ksdgen.desk.collect import Task
from ksdgen.diagnostics import Diagnostic
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


def check_all(task: Sequence[Task], today: date, advance: Callable[[int], object] = lambda _: None) -> BatchCheck:
    """Check every task, then what needs several agreements at once.

    Args:
        task: the files.
        today: the day on which undated agreements are judged.
        advance: told how many more files are done.
    """
    result = BatchCheck()
    results_store = ResultsStore(today, "periksa")
    numbered: list[tuple[str, Summary]] = []
    data = work(
        task,
        lambda each_task: results_store.take(each_task.repository, each_task.path),
        lambda each_task: _check(each_task, today, results_store),
    )
    for each_task, summary in zip(task, map(from_data, data), strict=True):
        advance(1)
        result.findings += summary.findings
        result.waived += summary.waived
        if not summary.judged:
            result.not_judged.append(each_task.path)
        if summary.number:
            numbered.append((each_task.path, summary))
    _doubled_numbers(numbered, result)
    return result


def _check(task: Task, today: date, results_store: ResultsStore) -> tuple[Any, ...]:
    """What a check of one file finds, as plain data, and kept for later runs."""
    with task.repository.trace.recording() as asked:
        data = to_data(_summary(task.workspace.check(task.path, today), today))
    results_store.save(task.repository, task.path, data, asked)
    return data


def _summary(result: Result, today: date) -> Summary:
    """What outlives the agreement."""
    from ksdgen.rules.batch import DOUBLES_CODE, pihak_numbers
    from ksdgen.rules.engine import in_force

    def waiver_terms(waiver: Any) -> WaiverTerms:
        return WaiverTerms(
            waiver.alasan or "", waiver.penanggung_jawab or "", waiver.sampai.isoformat() if waiver.sampai else ""
        )

    naskah = result.loaded.naskah
    waived = [p for p in naskah.pengecualian if p.aturan == DOUBLES_CODE and in_force(p, today)] if naskah else []
    return Summary(
        result.findings,
        [(t, waiver_terms(p)) for p, t in result.judgement.waived] if result.judgement is not None else [],
        result.judgement is None or result.judgement.judged,
        list(pihak_numbers(naskah, result.loaded.place)) if naskah is not None else [],
        waiver_terms(waived[0]) if waived else None,
    )


def _doubled_numbers(summaries: Sequence[tuple[str, Summary]], result: BatchCheck) -> None:
    """Numbers that several of the files bear; the rule about them is loaded only when there are any."""
    first: dict[tuple[str, int, str], str] = {}
    if not any(first.setdefault(n.key, path) != path for path, r in summaries for n in r.number):
        return
    from ksdgen.rules.batch import twins

    waived = {path: r.doubles_waiver for path, r in summaries}
    for findings in twins([(path, r.number) for path, r in summaries]):
        waiver_terms = waived.get(findings.span.file) if findings.span else None
        if waiver_terms is not None:
            result.waived.append((findings, waiver_terms))
        else:
            result.findings.append(findings)


PROCESS_LIMIT = 16
"""From how many files on several processes are worth their start."""

_T = TypeVar("_T")
_H = TypeVar("_H")


def work(task: Sequence[_T], from_before: Callable[[_T], _H | None], count: Callable[[_T], _H]) -> Iterator[_H]:
    """The results of some work, in its order: those of earlier runs, the others on all cores when there are many.

    Args:
        task: the work.
        from_before: gives the result of an earlier run, or None.
        count: does one piece of work; what it gives must go from one process to another.
    """
    seen = {index: h for index, t in enumerate(task) if (h := from_before(t)) is not None}
    rest = [index for index in range(len(task)) if index not in seen]
    new = _compute_all(rest, lambda index: count(task[index]))
    for index in range(len(task)):
        yield seen.pop(index) if index in seen else next(new)


def _compute_all(number: Sequence[int], count: Callable[[int], _H]) -> Iterator[_H]:
    processes = process_count()
    # The first is done here, so that the processes find everything loaded.
    here_count = 1 if processes > 1 and len(number) >= PROCESS_LIMIT else len(number)
    for index in number[:here_count]:
        yield count(index)
    if number[here_count:]:
        from ksdgen.world import pool  # loads what runs processes

        for _, result in pool.spread(number[here_count:], count, processes):
            yield result


def process_count() -> int:
    """How many processes may work: one for each core that this process may use; KSDGEN_PROSES overrides."""
    if not hasattr(os, "fork"):
        return 1
    requested = os.environ.get("KSDGEN_PROSES", "")
    if requested.isdecimal():
        return max(1, int(requested))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
