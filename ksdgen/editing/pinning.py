"""Agreements held fast: drafts pinned to versions of their clauses and moved to newer ones, signed ones frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from ksdgen.catalogue import pins
from ksdgen.catalogue.pins import Kunci, Pasak
from ksdgen.desk import pinned
from ksdgen.desk.collect import Tugas
from ksdgen.desk.frozen import freeze
from ksdgen.desk.outcome import Hasil
from ksdgen.diagnostics import Cause, Diagnostic, Severity
from ksdgen.difference import Perubahan, bandingkan, daftar_perubahan
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


def lock(task: Tugas, day: date) -> Locked:
    """Pin a draft to the versions of its clauses; freeze an agreement that has been signed.

    Args:
        task: the agreement.
        day: the day on which it is judged when it is undated.

    Raises:
        WriteFailed: the file of pins or the frozen file cannot be written.
    """
    result = task.ruang.periksa(task.path, day)
    naskah = result.muatan.naskah
    if naskah is not None and naskah.status is Status.BATAL:
        return Locked(Fate.CANCELLED)
    if naskah is not None and not naskah.status.sudah_ditandatangani:
        errors = _errors(result)
        return Locked(Fate.BROKEN, errors) if errors else _pin(task, result)
    if not result.layak_cetak:
        return Locked(Fate.BROKEN, result.temuan)
    if result.beku:
        return Locked(Fate.FROZEN_BEFORE, result.temuan)
    return Locked(Fate.FROZEN, result.temuan, freeze(task.repository, result))


def _errors(result: Hasil) -> list[Diagnostic]:
    return [finding for finding in result.bentuk if finding.tingkat is Severity.KESALAHAN]


def _pin(task: Tugas, result: Hasil) -> Locked:
    """Clauses that are pinned stay where they are, new ones are pinned as they are now, unused ones are let go."""
    assert result.susunan is not None
    before = pinned.kunci(task.repository, task.path)
    now = pins.kunci_untuk([p.kode for p in result.susunan.klausul if p.dipakai], task.ruang.katalog, before)
    if before is None and not now:
        return Locked(Fate.NO_CLAUSES)
    file, changed = write_pins(task, now)
    if before is None:
        return Locked(Fate.PINNED, file=file, clauses=len(now))
    added, released = sorted(now.keys() - before.keys()), sorted(before.keys() - now.keys())
    fate = Fate.CHANGED if added or released else Fate.REWRITTEN if changed else Fate.AS_BEFORE
    return Locked(fate, file=file, clauses=len(now), added=added, released=released)


def write_pins(task: Tugas, now: Kunci) -> tuple[str, bool]:
    """Write the pins of an agreement.

    Returns:
        The file as it is named to people, and whether its content changed.

    Raises:
        WriteFailed: it cannot be written.
    """
    path = task.repository.path_kunci(task.path)
    file = display_name(path, [task.repository])
    return file, write_whole(task.repository.akar / path, pins.tulis(now), file)


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
    steps: Mapping[str, tuple[Pasak, Pasak]] = field(default_factory=dict)
    """Clauses that move on, with the pins before and after."""
    lost: Mapping[str, str] = field(default_factory=dict)
    """Clauses that move on and whose older text cannot be compared, with what is wrong with it."""
    comparable: bool = True
    """Whether every pinned text is still there."""
    changes: Sequence[Perubahan] = ()
    """What the agreement prints differently."""
    now: Kunci = field(default_factory=dict)
    """All pins afterwards."""


def newer_versions(task: Tugas, day: date, only: Sequence[str] = ()) -> Upgrade:
    """What newer versions of its clauses would make of an agreement; nothing is written.

    Args:
        task: the agreement.
        day: the day on which it is judged when it is undated.
        only: the clauses that move on; all unless given.
    """
    result = task.ruang.periksa(task.path, day, aturan=False)
    naskah = result.muatan.naskah
    # A pin that cannot be kept is what newer versions mend.
    errors = [finding for finding in _errors(result) if finding.cause is not Cause.LOST_PIN]
    if naskah is None or result.susunan is None or (errors and not naskah.status.sudah_ditandatangani):
        return Upgrade(Standing.BROKEN, errors)
    if naskah.status.sudah_ditandatangani:
        return Upgrade(Standing.SIGNED)
    before = pinned.kunci(task.repository, task.path)
    if before is None:
        return Upgrade(Standing.UNPINNED)
    used = {p.kode for p in result.susunan.klausul if p.dipakai}
    newest = pins.kunci_untuk((kode for kode in before if kode in used), task.ruang.katalog)
    now = {**before, **{kode: pin for kode, pin in newest.items() if not only or kode in only}}
    steps = {kode: (before[kode], now[kode]) for kode in sorted(now) if now[kode] != before[kode]}
    if not steps:
        return Upgrade(Standing.CURRENT, now=now)
    lost = pins.pasangkan(before, task.ruang.katalog).hilang
    versions = {kode: pin.versi for kode, pin in now.items() if kode not in lost or kode in steps}
    composed = task.ruang.dengan_versi(result.muatan, versions).dokumen
    changes = daftar_perubahan(bandingkan(result.susunan.dokumen, composed))
    moved = {kode: what for kode, what in lost.items() if kode in steps}
    return Upgrade(Standing.OUTDATED, steps=steps, lost=moved, comparable=not lost, changes=changes, now=now)
