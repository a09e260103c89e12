"""Everything that can be said about a file: places, severities and findings.

A stage never raises for bad user data; it returns its result together with a list of `Diagnostic`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """How grave a finding is; the value is the word printed to people."""

    ERROR = "kesalahan"
    WARNING = "peringatan"
    NOTE = "catatan"

    @property
    def rank(self) -> int:
        """0 for the gravest; lets findings be sorted and thresholds be compared."""
        return _RANK[self]

    def reaches(self, threshold: Severity) -> bool:
        """Whether this severity is at least as grave as `threshold`."""
        return self.rank <= threshold.rank


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text file.

    Lines and columns count from 1, columns in characters; `end_column` is the column after the last character.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def at(cls, file: str, line: int = 1, column: int = 1, width: int = 1) -> Span:
        """A span of `width` characters on one line."""
        return cls(file, line, column, line, column + width)


class Edit(NamedTuple):
    """A safe correction: the characters of `span` (on one line) become `text`."""

    span: Span
    text: str


class Cause(Enum):
    """What lies behind a finding, for those by which something else is decided; never told to people."""

    UNREADABLE = "unreadable"
    """The file is not there, or the system does not let it be read."""
    MISSPELT_KEY = "misspelt key"
    """The key is unknown, and the correction is the key that was meant."""
    UNFIT_PARTIES = "unfit parties"
    """Values that could be read, and do not fit the parties of the agreement."""
    NOT_PRINTED = "not printed"
    """A value that could be read, and for which the paper has no place."""
    UNUSABLE_TEMPLATE = "unusable template"
    """A template that cannot be rendered: parts of the paper are missing, through no fault of the agreement."""
    LOST_PIN = "lost pin"
    """A clause is not there any more in the version that the agreement is pinned to."""
    BROKEN_SEAL = "broken seal"
    """What was signed is not what is there now."""
    UNKNOWN_WORD = "unknown word"
    """A word in a template that means nothing there: no condition with it can be judged."""
    NEVER_USED = "never used"
    """A part of a template that no agreement can reach."""
    NOT_JUDGED = "not judged"
    """The paper is older than the law that is encoded."""
    INTERNAL_FAULT = "internal fault"
    """ksdgen itself has failed over the file."""
    MORE = "more of the same"
    """It stands for findings of its code that are not shown."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: what was found (`message`), where (`span`), by which law (`citations`) and what to do (`hint`).

    `route` names the value in the agreement (`para_pihak.1.nama`) where there is one. `fixes` are corrections that
    cannot be wrong, for `ksdgen fix`.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str | None = None
    citations: tuple[str, ...] = ()
    route: str | None = None
    fixes: tuple[Edit, ...] = ()
    cause: Cause | None = None


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, int, str, str]:
    """Order of printing: by file and place, then gravity, then code."""
    span = diagnostic.span
    if span is None:
        return ("", 0, 0, diagnostic.severity.rank, diagnostic.code, diagnostic.message)
    return (span.file, span.line, span.column, diagnostic.severity.rank, diagnostic.code, diagnostic.message)


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each finding once, in the order of printing, as many of each kind as are shown."""
    return without_excess(sorted(dict.fromkeys(diagnostics), key=sort_key))


SHOWN = 100
"""How many findings of one code and one severity are shown of a file: a heap of one kind hides no other."""
FOUND = 500
"""Where whoever finds may stop: nobody reads or mends more of one kind in one run."""


def without_excess(findings: list[Diagnostic]) -> list[Diagnostic]:
    """The findings without those of a kind beyond `SHOWN`; one note for each kind says how many these are."""
    if len(findings) <= SHOWN:
        return findings
    result: list[Diagnostic] = []
    counts: dict[tuple[str, str, Severity], int] = {}
    first_hidden: dict[tuple[str, str, Severity], int] = {}
    for finding in findings:
        kind = (finding.span.file if finding.span else "", finding.code, finding.severity)
        count = counts[kind] = counts.get(kind, 0) + (finding.cause is not Cause.MORE)
        if count == SHOWN + 1:
            first_hidden[kind] = len(result)
        if count <= SHOWN or finding.cause is Cause.MORE or count == SHOWN + 1:
            result.append(finding)
    for kind, index in first_hidden.items():
        result[index] = _more(result[index], counts[kind] - SHOWN)
    return result


def _more(first: Diagnostic, count: int) -> Diagnostic:
    """The note that stands for findings of one kind, at the place of the first of them."""
    least = "sedikitnya " if count >= FOUND - SHOWN else ""
    return Diagnostic(
        first.code,
        Severity.NOTE,
        f"masih ada {least}{count} temuan sejenis yang tidak ditampilkan",
        first.span,
        "perbaiki dahulu yang sudah ditampilkan, lalu periksa kembali",
        cause=Cause.MORE,
    )


_LONGEST_WORDS = 1000


def shortened(words: str) -> str:
    """A message or hint without the middle of what makes it too long to be read, for example a value."""
    if len(words) <= _LONGEST_WORDS:
        return words
    return f"{words[: _LONGEST_WORDS * 2 // 3]} … {words[-_LONGEST_WORDS // 3 :]}"


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The gravest severity among `diagnostics`, or None when there are none."""
    return min((d.severity for d in diagnostics), key=lambda s: s.rank, default=None)
