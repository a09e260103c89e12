"""Results of earlier runs: what was found in a file, for as long as nothing that it was found from has changed.

A result is kept with the digest of everything that was asked of the repository to reach it, and with the state of the
templates, of ksdgen's own code and of the day. It is used again only when all of that is the same; in every doubt it is
reached anew. Nothing here loads the stages of a check, so that a run whose results are all known costs little more than
reading its files.
"""

from __future__ import annotations

import marshal
import os
import sys
from datetime import date
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any, NamedTuple

from ksdgen import __version__
from ksdgen.diagnostics import Cause, Diagnostic, Edit, Severity, Span
from ksdgen.world import cachedir
from ksdgen.world.digest import digest
from ksdgen.world.package import PACKAGE
from ksdgen.world.repository import Repository
from ksdgen.world.trace import Recording
from ksdgen.world.tree import Tree

SHELF = "hasil"
"""Where results are, below the cache folder."""

_VERSION = 3
"""The form of kept results. There is no reader of older forms: what was kept in another form is reached anew."""

_WINDOWS = os.name == "nt"

_LIBRARIES = ("yaml", "jinja2", "markupsafe", "lxml", "docx")
"""Libraries that a result depends on."""


class PihakNumber(NamedTuple):
    """The number that a party gave a paper: what makes it the same as another, as it is written, and where."""

    key: tuple[str, int, str]
    number: str
    route: str
    span: Span | None


class WaiverTerms(NamedTuple):
    """What a waiver says: why, who answers for it, until when (ISO)."""

    reason: str
    penanggung_jawab: str
    until: str


class Summary(NamedTuple):
    """What a check of one file found, without the agreement itself."""

    findings: list[Diagnostic]
    waived: list[tuple[Diagnostic, WaiverTerms]]
    judged: bool
    """False when rules refused to judge it."""
    numbers: list[PihakNumber]
    """Its numbers, to be compared with those of other files."""
    doubles_waiver: WaiverTerms | None
    """The waiver in force that covers numbers used twice."""


class ResultsStore:
    """Results of earlier runs, to be used again on one day.

    Args:
        today: the day on which undated agreements are judged.
        operation: what was done, with everything that the outcome depends on besides the files.
    """

    def __init__(self, today: date, operation: str) -> None:
        self._today = today.isoformat()
        self._operation = operation
        self._answers: dict[tuple[Repository, str], bytes | None] = {}
        self._states: dict[Repository, bytes] = {}
        self._code = state_of_code() if cachedir.is_used(SHELF) else None
        """None when no results are kept: there is no folder for them, or the code cannot be told from another
        version's.
        """

    def take(self, repository: Repository, path: str) -> Any:
        """What was kept for a file, or None when there is nothing or something has changed."""
        if self._code is None:
            return None
        try:
            data = cachedir.take(SHELF, self._name(repository, path), self._state(repository))
            if data is None:
                return None
            # `marshal`, which is no guard against forged data, takes a tenth of the time of `json`: what gets here was
            # sealed by this user in the same state of the code.
            questions, content = marshal.loads(data)
            for question, answer in questions:
                if self._ask(repository, question) != answer:
                    return None
        except (OSError, ValueError):
            return None
        return content

    def save(self, repository: Repository, path: str, content: Any, asked: Recording) -> None:
        """Keep what was found.

        Args:
            repository: the file's repository.
            path: the file.
            content: plain data: what `marshal` can write.
            asked: what was asked of the repository to find it.
        """
        questions = asked.answers()
        if self._code is None or questions is None:
            return
        try:
            data = marshal.dumps((questions, content))
            cachedir.save(SHELF, self._name(repository, path), self._state(repository), data)
        except (OSError, ValueError):
            return

    def _name(self, repository: Repository, path: str) -> str:
        # One place for each file: a new result takes the place of the old one.
        origin = "\0".join((str(repository.root), repository.folder, path, self._operation))
        return digest(origin.encode("utf-8", "surrogateescape")).hex()

    def _state(self, repository: Repository) -> bytes:
        """What every result of a repository depends on.

        Raises:
            OSError: a template cannot be read.
        """
        if repository not in self._states:
            templates = _template_digest(repository.template_tree)
            self._states[repository] = repr((_VERSION, self._code, self._today, templates)).encode()
        return self._states[repository]

    def _ask(self, repository: Repository, question: str) -> bytes | None:
        key = (repository, question)
        if key not in self._answers:
            self._answers[key] = repository.trace.answer(question)
        return self._answers[key]


def _template_digest(tree: Tree) -> bytes:
    """Digest of all templates and of whose they are."""
    content = [(tree.name(p), digest(tree.read(p) or b"")) for p in tree.below("")]
    # Not marshal: what it writes depends on how often a text is referred to, and since Python 3.13 differs from run to
    # run.
    return digest(repr(content).encode())


@cache
def state_of_code(package: Path = PACKAGE) -> bytes | None:
    """Digest of the state of ksdgen's code, its data and the libraries that it rests on; None when that cannot be told.

    By what `file_state` tells of each file. Once in a process: what is loaded stays.
    """
    states: list[str] = []
    try:
        folders = [str(package)]
        for folder in folders:
            with os.scandir(folder) as content:
                for entry in content:
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name != "__pycache__":
                            folders.append(entry.path)
                    elif not entry.name.startswith("."):
                        states.append(file_state(entry.path, entry.stat()))
        states.sort()
        for name in _LIBRARIES:
            module = PathFinder.find_spec(name)
            if module is None or module.origin is None:
                return None
            states.append(file_state(module.origin, Path(module.origin).stat()))
    except OSError:
        return None
    return digest("\0".join((__version__, sys.version, *states)).encode("utf-8", "surrogateescape"))


def file_state(name: str, info: os.stat_result) -> str:
    """A file's name, and what the system knows of it that differs when it has changed.

    Not the time of its content, which can be set: a file may be given the size and that time of another. Windows has no
    other.
    """
    return f"{name}\0{info.st_size}\0{info.st_mtime_ns if _WINDOWS else info.st_ctime_ns}"


# --- as plain data ----------------------------------------------------------------------------------------------------


def to_data(summary: Summary) -> tuple[Any, ...]:
    """A summary as plain data."""
    return (
        [finding_data(finding) for finding in summary.findings],
        [(finding_data(finding), tuple(terms)) for finding, terms in summary.waived],
        summary.judged,
        [(number.key, number.number, number.route, _span_data(number.span)) for number in summary.numbers],
        None if summary.doubles_waiver is None else tuple(summary.doubles_waiver),
    )


def from_data(data: tuple[Any, ...]) -> Summary:
    """A summary from plain data."""
    findings, waived, judged, numbers, doubles_waiver = data
    return Summary(
        [finding_from(finding) for finding in findings],
        [(finding_from(finding), WaiverTerms(*terms)) for finding, terms in waived],
        judged,
        [PihakNumber(key, text, route, _span(span)) for key, text, route, span in numbers],
        None if doubles_waiver is None else WaiverTerms(*doubles_waiver),
    )


def finding_data(finding: Diagnostic) -> tuple[Any, ...]:
    """A finding as plain data."""
    fixes = tuple((_span_data(fix.span), fix.text) for fix in finding.fixes)
    # Words that came out of an agreement may be of a type of their own, which remembers more than the words.
    message, hint, route = (
        None if text is None else str.__str__(text) for text in (finding.message, finding.hint, finding.route)
    )
    citations = tuple(map(str.__str__, finding.citations))
    cause = None if finding.cause is None else finding.cause.value
    severity, span = finding.severity.value, _span_data(finding.span)
    return finding.code, severity, message, span, hint, citations, route, fixes, cause


def finding_from(data: tuple[Any, ...]) -> Diagnostic:
    """A finding from plain data."""
    code, severity, message, span, hint, citations, route, fixes, cause = data
    return Diagnostic(
        code,
        Severity(severity),
        message,
        _span(span),
        hint,
        citations,
        route,
        tuple(Edit(Span(*place), text) for place, text in fixes),
        None if cause is None else Cause(cause),
    )


def _span_data(span: Span | None) -> tuple[Any, ...] | None:
    return None if span is None else (span.file, span.line, span.column, span.end_line, span.end_column)


def _span(data: tuple[Any, ...] | None) -> Span | None:
    return None if data is None else Span(*data)
