"""Agreements held fast: drafts pinned to the versions of their clauses, signed ones frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from ksdgen.catalogue import pins
from ksdgen.catalogue.pins import Pins
from ksdgen.desk.clause_versions import read_pins
from ksdgen.desk.collect import Task
from ksdgen.desk.frozen import NotKept, freeze, not_frozen
from ksdgen.desk.outcome import Result
from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.naskah.model import Status
from ksdgen.world.repository import display_name


class Fate(Enum):
    """What became of an agreement that was to be held fast."""

    BROKEN = auto()
    """It has faults that do not allow it."""
    CANCELLED = auto()
    NO_CLAUSES = auto()
    """It uses no standard clause."""
    PINNED = auto()
    CHANGED = auto()
    """Its pins have come or gone."""
    REWRITTEN = auto()
    """Its pins say the same in another layout."""
    AS_BEFORE = auto()
    FROZEN = auto()
    FROZEN_BEFORE = auto()


@dataclass(frozen=True, slots=True)
class Locked:
    """An agreement held fast."""

    fate: Fate
    findings: Sequence[Diagnostic] = ()
    file: str = ""
    """What was written, as it is named to people."""
    clauses: int = 0
    """How many clauses are pinned."""
    added: Sequence[str] = ()
    released: Sequence[str] = ()
    """Clauses that are pinned no more, because the agreement does not use them."""


def lock(task: Task, day: date) -> Locked:
    """Pin a draft to the versions of its clauses; freeze an agreement that has been signed.

    Args:
        task: the agreement.
        day: the day on which it is judged when it is undated.

    Raises:
        WriteFailed: the file of pins or the frozen file cannot be written.
    """
    result = task.workspace.check(task.path, day)
    naskah = result.loaded.naskah
    if naskah is not None and naskah.status is Status.CANCELLED:
        return Locked(Fate.CANCELLED)
    if naskah is not None and not naskah.status.is_signed:
        errors = shape_errors(result)
        return Locked(Fate.BROKEN, errors) if errors else _pin(task, result)
    if not result.is_printable:
        return Locked(Fate.BROKEN, result.findings)
    if result.frozen:
        return Locked(Fate.FROZEN_BEFORE, result.findings)
    try:
        return Locked(Fate.FROZEN, result.findings, freeze(task.repository, result))
    except NotKept:
        return Locked(Fate.BROKEN, [*result.findings, not_frozen(task.path)])


def shape_errors(result: Result) -> list[Diagnostic]:
    """What does not allow an agreement to be pinned."""
    return [finding for finding in result.shape_findings if finding.severity is Severity.ERROR]


def _pin(task: Task, result: Result) -> Locked:
    """Clauses that are pinned stay where they are, new ones are pinned as they are now, unused ones are let go."""
    assert result.composition is not None
    before = read_pins(task.repository, task.path)
    now = pins.pins_for([p.code for p in result.composition.klausul if p.in_document], task.workspace.catalogue, before)
    if before is None and not now:
        return Locked(Fate.NO_CLAUSES)
    file, changed = write_pins(task, now)
    if before is None:
        return Locked(Fate.PINNED, file=file, clauses=len(now))
    added, released = sorted(now.keys() - before.keys()), sorted(before.keys() - now.keys())
    fate = Fate.CHANGED if added or released else Fate.REWRITTEN if changed else Fate.AS_BEFORE
    return Locked(fate, file=file, clauses=len(now), added=added, released=released)


def write_pins(task: Task, now: Pins) -> tuple[str, bool]:
    """Write the pins of an agreement.

    Returns:
        The file as it is named to people, and whether its content changed.

    Raises:
        WriteFailed: it cannot be written.
    """
    path = task.repository.pins_path(task.path)
    return display_name(path, [task.repository]), task.repository.write(path, pins.write(now))
