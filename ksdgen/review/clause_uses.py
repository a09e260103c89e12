"""What agreements do with the standard clauses: which use each, in which version and variant, and how they change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ksdgen.catalogue.clause_list import require_klausul
from ksdgen.desk.collect import Task
from ksdgen.desk.outcome import Result
from ksdgen.desk.progress import Progress, counted
from ksdgen.inert import line
from ksdgen.inert import markdown as safe
from ksdgen.inert import markdown_code as as_code
from ksdgen.review.deviations import grade
from ksdgen.world.repository import display_name

VERSION = 1


@dataclass(frozen=True, slots=True)
class Usage:
    """One clause in one agreement."""

    code: str
    title: str
    version: int | None
    variant: str | None
    state: str
    """What the agreement does with it: "baku" where it says what the standard says."""
    grade: str | None
    """How that is graded, where it differs."""
    file: str
    """The agreement as it is named to people."""

    @property
    def remark(self) -> str:
        """Version, variant, state and grade in words."""
        version = f"versi {self.version}" if self.version is not None else "tanpa versi"
        variant = f", {self.variant}" if self.variant else ""
        state = f", {self.state}" if self.state != "baku" else ""
        return f"{version}{variant}{state}{f' ({self.grade})' if self.grade else ''}"


ClauseUses = dict[str, list[Usage]]
"""Clause → its uses, both in order."""


def clause_uses(tasks: Sequence[Task], only: Sequence[str] = (), progress: Progress | None = None) -> ClauseUses:
    """What agreements do with the standard clauses.

    Args:
        tasks: the agreements, at least one.
        only: the clauses to tell of; all unless given.
        progress: told how many agreements are done.

    Raises:
        Refused: there is no such clause.
    """
    for code in only:
        require_klausul(tasks[0].workspace.catalogue, code)
    result: ClauseUses = {}
    for task in counted(tasks, progress):
        file = display_name(task.path, [task.repository])
        for usage in _uses(file, task.workspace.check(task.path, date.min, rules=False)):
            if not only or usage.code in only:
                result.setdefault(usage.code, []).append(usage)
    return dict(sorted(result.items()))


def _uses(file: str, result: Result) -> Iterator[Usage]:
    """What an agreement does with each standard clause of its kind."""
    composition = result.composition
    for use in composition.klausul if composition is not None else ():
        yield Usage(
            use.code, use.title, use.version, use.variant, use.state.value, grade(use) if use.deviates else None, file
        )


# --- forms ------------------------------------------------------------------------------------------------------------


def data(uses: ClauseUses) -> dict[str, Any]:
    """For programs: JSON-ready data in a fixed, versioned shape."""
    return {
        "versi": VERSION,
        "klausul": [
            {"kode": code, "judul": usages[0].title, "pemakaian": [_usage_data(usage) for usage in usages]}
            for code, usages in uses.items()
        ],
    }


def _usage_data(usage: Usage) -> dict[str, Any]:
    return {
        "berkas": usage.file,
        "versi": usage.version,
        "varian": usage.variant,
        "keadaan": usage.state,
        "tingkat": usage.grade,
    }


def text(uses: ClauseUses) -> str:
    """For the terminal."""
    return _joined(_text_lines(uses))


def _text_lines(uses: ClauseUses) -> Iterator[str]:
    for code, usages in uses.items():
        yield line(f"{code}  {usages[0].title}")
        for usage in usages:
            yield line(f"  {usage.remark:<36} {usage.file}")
    if not uses:
        yield "tidak ada klausul baku yang dipakai"


def markdown(uses: ClauseUses) -> str:
    """One table for all clauses."""
    return _joined(_markdown_lines(uses))


def _markdown_lines(uses: ClauseUses) -> Iterator[str]:
    yield "| Klausul | Pemakaian | Naskah |"
    yield "|---|---|---|"
    for code, usages in uses.items():
        for usage in usages:
            yield f"| {safe(code)} | {safe(usage.remark)} | {as_code(usage.file)} |"


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{row}\n" for row in lines)
