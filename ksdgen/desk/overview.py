"""An agreement at a glance: what it is, what it lacks before signing, and what to do next. Everything is derived;
nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ksdgen import bahasa
from ksdgen.compose.composition import Allowance, ClauseUse, open_values
from ksdgen.desk.collect import collect, repositories
from ksdgen.desk.outcome import Result
from ksdgen.desk.progress import Progress, counted
from ksdgen.desk.reports import report_of
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic, Severity, in_order
from ksdgen.errors import Refused
from ksdgen.naskah import stages
from ksdgen.naskah.accompanying import KesepakatanFacts
from ksdgen.naskah.facts import naskah_end
from ksdgen.naskah.model import Naskah, Status, Waiver
from ksdgen.naskah.pihak import PenandaTangan
from ksdgen.naskah.routes import pihak_term
from ksdgen.naskah.stages import Step
from ksdgen.reporters.report import Report
from ksdgen.source.scalars import Duration, ToFollow, is_deferred
from ksdgen.world.repository import display_name


@dataclass(frozen=True, slots=True)
class PihakOverview:
    """A party and who signs for it."""

    term: str
    name: str
    penanda_tangan: tuple[str, ...]
    number: str | None
    """Its number for the paper; None while open or absent."""


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """What stands in the way of signing or should be looked at before: findings that say the same, with their lines."""

    code: str
    severity: Severity
    message: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenValue:
    """A value still open: `deliberate` when the file says so (`menyusul`, `___`)."""

    route: str
    term: str
    deliberate: bool


@dataclass(slots=True)
class Overview:
    """One agreement; of a file that cannot be read only `path` and `findings`."""

    path: str
    findings: list[Diagnostic] = field(default_factory=list)
    """What `check` says of it."""
    naskah: Naskah | None = None
    kind: str = ""
    """The kind of paper in words."""
    pihak: tuple[PihakOverview, ...] = ()
    end: date | None = None
    days_left: int | None = None
    """Days until the last day of the term; negative when it is over."""
    ksb: str | None = None
    """The Kesepakatan Bersama behind the agreement, in words."""
    shortcomings: tuple[Shortcoming, ...] = ()
    open_values: tuple[OpenValue, ...] = ()
    deviations: tuple[ClauseUse, ...] = ()
    """Standard clauses that the agreement rewords, leaves out or replaces."""
    waivers: tuple[Waiver, ...] = ()
    citation: str | None = None
    """What orders the stages."""
    progress: tuple[stages.Progress, ...] = ()
    step: Step | None = None
    judged: bool = True
    """False for a paper older than the law that is encoded."""

    @property
    def count(self) -> dict[Severity, int]:
        """How many findings of each severity `check` gives."""
        return {severity: sum(finding.severity is severity for finding in self.findings) for severity in Severity}


class Overviews(NamedTuple):
    """Agreements at a glance."""

    agreements: list[Overview]
    """Each under its name as seen from the working directory."""
    unreadable: Report
    """What is wrong with those that cannot be read."""


def overviews(paths: Sequence[Path], day: date, progress: Progress | None = None) -> Overviews:
    """The agreements that files and folders stand for, at a glance.

    Args:
        paths: files and folders.
        day: the day from which time is counted, and on which undated agreements are judged.
        progress: told how many files are done.

    Raises:
        Refused: a path is not there, holds no agreement, or is shared party data.
    """
    tasks = collect(paths, pihak=False)
    for task in tasks:
        if task.repository.is_pihak_file(task.path):
            raise Refused(f"`{display_name(task.path, [task.repository])}` adalah data pihak, bukan naskah")
    result = []
    for task in counted(tasks, progress):
        summary = overview(task.workspace, task.path, day)
        summary.path = display_name(task.path, [task.repository])
        result.append(summary)
    problems = [finding for summary in result if summary.naskah is None for finding in summary.findings]
    return Overviews(result, report_of(problems, repositories(tasks)))


def overview(workspace: Workspace, path: str, today: date, result: Result | None = None) -> Overview:
    """An agreement at a glance.

    Args:
        workspace: its repository.
        path: the file, relative to the root.
        today: the day from which time is counted.
        result: the agreement as it was judged on that day, where that is at hand.
    """
    result = result or workspace.check(path, today)
    view = Overview(path, in_order(result.findings))
    naskah = result.loaded.naskah
    if naskah is None:
        return view
    view.naskah = naskah
    kind = workspace.catalogue.kind(naskah.jenis)
    view.kind = kind.front_matter.sebutan if kind else naskah.jenis
    view.pihak = tuple(_pihak(naskah, index) for index in range(len(naskah.para_pihak)))
    view.end = naskah_end(naskah)
    view.days_left = (view.end - today).days if view.end is not None else None
    ksb, nota = (
        workspace.agreements.related(result.loaded, route)[0] for route in ("kesepakatan_bersama", "nota_kesepakatan")
    )
    ksb_naskah, nota_naskah = (other.naskah if other else None for other in (ksb, nota))
    view.ksb = _ksb(naskah, ksb_naskah)
    view.waivers = naskah.pengecualian
    view.judged = result.judgement is None or result.judgement.judged
    if result.composition is not None:
        view.deviations = tuple(use for use in result.composition.klausul if use.deviates)
        view.open_values = tuple(OpenValue(*value) for value in open_values(result.composition, result.loaded.place))
    view.shortcomings = _shortcomings(path, _later(workspace, path, today, result, naskah))
    if naskah.status is not Status.CANCELLED:
        flow = stages.flow(naskah)
        view.citation = flow.sitasi if flow else None
        view.progress = stages.progress(naskah, today, ksb=ksb_naskah, nota=nota_naskah)
        view.step = stages.next_step(view.progress)
    return view


def _later(workspace: Workspace, path: str, today: date, result: Result, naskah: Naskah) -> Iterable[Diagnostic]:
    """The findings that an agreement would have if it were ready for signing; its own when it is past that."""
    if not naskah.status.is_draft:
        return result.findings
    return workspace.check(path, today, as_status=Status.READY_TO_SIGN).findings


def _shortcomings(path: str, findings: Iterable[Diagnostic]) -> tuple[Shortcoming, ...]:
    """Errors and warnings by what they say, errors first, each with its lines."""
    by_key: dict[tuple[Severity, str, str], set[int]] = {}
    for finding in findings:
        if finding.severity is not Severity.NOTE:
            lines = by_key.setdefault((finding.severity, finding.code, finding.message), set())
            lines.update([finding.span.line] if finding.span is not None and finding.span.file == path else [])
    return tuple(
        Shortcoming(code, severity, message, tuple(sorted(by_key[severity, code, message])))
        for severity, code, message in sorted(by_key, key=lambda key: (key[0].rank, *key[1:]))
    )


def _pihak(naskah: Naskah, index: int) -> PihakOverview:
    pihak = naskah.para_pihak[index]
    number = None if is_deferred(pihak.nomor) else pihak.nomor or None
    return PihakOverview(pihak_term(index), pihak.nama, tuple(map(_penanda_tangan, pihak.penanda_tangan)), number)


def _penanda_tangan(penanda_tangan: PenandaTangan) -> str:
    jabatan = f"{penanda_tangan.status_jabatan.term} {penanda_tangan.jabatan}".strip() if penanda_tangan.jabatan else ""
    if not penanda_tangan.nama:
        return jabatan or "belum disebut"
    return f"{penanda_tangan.nama} ({jabatan})" if jabatan else penanda_tangan.nama


def _ksb(naskah: Naskah, ksb: Naskah | None) -> str | None:
    reference = naskah.kesepakatan_bersama
    if isinstance(reference, KesepakatanFacts):
        return f"{reference.tentang}, Nomor {' dan '.join(reference.nomor)}, {bahasa.long_date(reference.tanggal)}"
    if ksb is not None:
        return f"{ksb.tentang} ({reference}, {ksb.status.value.replace('_', ' ')})"
    return reference


def jangka_waktu(naskah: Naskah) -> str | None:
    """The length and start of the term in words."""
    jw = naskah.jangka_waktu
    if jw is None or not isinstance(jw.lama, Duration):
        return None
    start = f"sejak {bahasa.long_date(jw.mulai)}" if isinstance(jw.mulai, date) else "sejak penandatanganan"
    return f"{bahasa.duration(jw.lama.years, jw.lama.months, jw.lama.days)} {start}"


def time_and_place(naskah: Naskah) -> str | None:
    """Where and when the paper is signed."""
    ttd = naskah.penandatanganan
    if isinstance(ttd.tanggal, ToFollow):
        day = "tanggal menyusul"
    else:
        day = bahasa.long_date(ttd.tanggal) if ttd.tanggal else ""
    return ", ".join(filter(None, (ttd.tempat, day))) or None


def needs_consent(use: ClauseUse) -> bool:
    """Whether a use of a clause needs a consent that the agreement does not name yet."""
    return use.allowance is Allowance.FORBIDDEN or (
        use.allowance is Allowance.NEEDS_CONSENT and (use.consent is None or not use.consent.oleh)
    )
