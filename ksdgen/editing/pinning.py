"""Agreements held fast: drafts pinned to versions of their clauses and moved to newer ones, signed ones frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from ksdgen.catalogue import pins
from ksdgen.catalogue.pins import Pin, Pins
from ksdgen.desk import pinned
from ksdgen.desk.collect import Task
from ksdgen.desk.frozen import freeze
from ksdgen.desk.outcome import Result
from ksdgen.diagnostics import Cause, Diagnostic, Severity
from ksdgen.difference import Change, compare_versions, list_changes
from ksdgen.naskah.model import Status
from ksdgen.world.files import write_whole
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
        errors = _errors(result)
        return Locked(Fate.BROKEN, errors) if errors else _pin(task, result)
    if not result.is_printable:
        return Locked(Fate.BROKEN, result.findings)
    if result.frozen:
        return Locked(Fate.FROZEN_BEFORE, result.findings)
    return Locked(Fate.FROZEN, result.findings, freeze(task.repository, result))


def _errors(result: Result) -> list[Diagnostic]:
    return [finding for finding in result.shape_findings if finding.severity is Severity.ERROR]


def _pin(task: Task, result: Result) -> Locked:
    """Clauses that are pinned stay where they are, new ones are pinned as they are now, unused ones are let go."""
    assert result.composition is not None
    before = pinned.pins_of(task.repository, task.path)
    used = [use.code for use in result.composition.klausul if use.in_document]
    now = pins.pins_for(used, task.workspace.catalogue, before)
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
    file = display_name(path, [task.repository])
    return file, write_whole(task.repository.root / path, pins.write(now), file)


# --- newer versions ---------------------------------------------------------------------------------------------------


class Standing(Enum):
    """How an agreement stands to the versions of its clauses."""

    BROKEN = auto()
    """It has faults that do not allow it to be composed."""
    SIGNED = auto()
    """It keeps its versions for ever."""
    UNPINNED = auto()
    """It always takes clauses as they are now."""
    CURRENT = auto()
    OUTDATED = auto()


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What newer versions of its clauses would make of an agreement."""

    standing: Standing
    findings: Sequence[Diagnostic] = ()
    steps: Mapping[str, tuple[Pin, Pin]] = field(default_factory=dict)
    """Clauses that move on, with the pins before and after."""
    lost: Mapping[str, str] = field(default_factory=dict)
    """Clauses that move on and whose older text cannot be compared, with what is wrong with it."""
    comparable: bool = True
    """Whether every pinned text is still there."""
    changes: Sequence[Change] = ()
    """What the agreement prints differently."""
    now: Pins = field(default_factory=dict)
    """All pins afterwards."""


def newer_versions(task: Task, day: date, only: Sequence[str] = ()) -> Upgrade:
    """What newer versions of its clauses would make of an agreement; nothing is written.

    Args:
        task: the agreement.
        day: the day on which it is judged when it is undated.
        only: the clauses that move on; all unless given.
    """
    result = task.workspace.check(task.path, day, rules=False)
    naskah = result.loaded.naskah
    # A pin that cannot be kept is what newer versions mend.
    errors = [finding for finding in _errors(result) if finding.cause is not Cause.LOST_PIN]
    if naskah is None or result.composition is None or (errors and not naskah.status.is_signed):
        return Upgrade(Standing.BROKEN, errors)
    if naskah.status.is_signed:
        return Upgrade(Standing.SIGNED)
    before = pinned.pins_of(task.repository, task.path)
    if before is None:
        return Upgrade(Standing.UNPINNED)
    used = {use.code for use in result.composition.klausul if use.in_document}
    newest = pins.pins_for((code for code in before if code in used), task.workspace.catalogue)
    now = {**before, **{code: pin for code, pin in newest.items() if not only or code in only}}
    steps = {code: (before[code], now[code]) for code in sorted(now) if now[code] != before[code]}
    if not steps:
        return Upgrade(Standing.CURRENT, now=now)
    lost = pins.check(before, task.workspace.catalogue).missing
    versions = {code: pin.version for code, pin in now.items() if code not in lost or code in steps}
    composed = task.workspace.with_versions(result.loaded, versions).dokumen
    changes = list_changes(compare_versions(result.composition.dokumen, composed))
    moved = {code: reason for code, reason in lost.items() if code in steps}
    return Upgrade(Standing.OUTDATED, steps=steps, lost=moved, comparable=not lost, changes=changes, now=now)
