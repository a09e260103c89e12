"""Pinned agreements moved to newer versions of their clauses, and what they print differently then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from ksdgen.catalogue import pins
from ksdgen.catalogue.pins import Pin, Pins
from ksdgen.desk.clause_versions import read_pins
from ksdgen.desk.collect import Task
from ksdgen.diagnostics import Cause, Diagnostic
from ksdgen.difference import Change, compare_versions, list_changes
from ksdgen.editing.lock import shape_errors
from ksdgen.errors import Refused
from ksdgen.source.advice import nearest


def require_klausul(codes: Sequence[str], tasks: Sequence[Task]) -> None:
    """Refuse a word that is no clause anywhere.

    Args:
        codes: the words.
        tasks: the agreements whose clauses are meant.

    Raises:
        Refused: there is no such clause.
    """
    for code in codes:
        if any(task.workspace.catalogue.klausul(code) is not None for task in tasks):
            continue
        present = sorted({name for task in tasks for name in task.workspace.catalogue.list_klausul()})
        suggestion = nearest(code, present)
        raise Refused(f"klausul `{code}` tidak ada" + (f"; maksud Anda `{suggestion}`?" if suggestion else ""))


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
    errors = [finding for finding in shape_errors(result) if finding.cause is not Cause.LOST_PIN]
    if naskah is None or result.composition is None or (errors and not naskah.status.is_signed):
        return Upgrade(Standing.BROKEN, errors)
    if naskah.status.is_signed:
        return Upgrade(Standing.SIGNED)
    before = read_pins(task.repository, task.path)
    if before is None:
        return Upgrade(Standing.UNPINNED)
    used = {p.code for p in result.composition.klausul if p.in_document}
    newest = pins.pins_for((code for code in before if code in used), task.workspace.catalogue)
    now = {**before, **{code: pin for code, pin in newest.items() if not only or code in only}}
    steps = {code: (before[code], now[code]) for code in sorted(now) if now[code] != before[code]}
    if not steps:
        return Upgrade(Standing.CURRENT, now=now)
    lost = pins.pair_up(before, task.workspace.catalogue).missing
    versions = {code: pin.version for code, pin in now.items() if code not in lost or code in steps}
    composed = task.workspace.with_versions(result.loaded, versions).dokumen
    changes = list_changes(compare_versions(result.composition.dokumen, composed))
    moved = {code: what for code, what in lost.items() if code in steps}
    return Upgrade(Standing.OUTDATED, steps=steps, lost=moved, comparable=not lost, changes=changes, now=now)
