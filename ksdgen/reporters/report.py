"""What every reporter is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ksdgen.diagnostics import Cause, Diagnostic, Severity

if TYPE_CHECKING:
    from ksdgen.rules.pages import Page

LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
"""Severities as machines name them; frozen with the JSON shape."""


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding held back by an active waiver."""

    finding: Diagnostic
    reason: str
    penanggung_jawab: str
    until: str

    @property
    def remark(self) -> str:
        """Until when, why and by whom, in one line."""
        return f"dikecualikan sampai {self.until}: {self.reason} ({self.penanggung_jawab})"


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run.

    `name` turns the file of a place into a path for the reader, `source` reads the text that snippets are cut from.
    """

    findings: Sequence[Diagnostic]
    files: Sequence[str]
    name: Callable[[str], str]
    source: Callable[[str], str | None]
    waived: Sequence[Waived] = ()
    not_judged: Sequence[str] = ()
    pages: Callable[[], Mapping[str, Page]] | None = None
    """The page of every code, the own rules of the repositories included; formats that carry pages call it.
    None for those of ksdgen alone."""

    def selected(self, select: tuple[str, ...], ignore: tuple[str, ...]) -> Report:
        """The report of the codes that begin with one of `select` (all when empty) and with none of `ignore`.

        That a paper was not judged is always told.
        """

        def told(finding: Diagnostic) -> bool:
            chosen = not select or finding.code.startswith(select)
            return finding.cause is Cause.NOT_JUDGED or (chosen and not finding.code.startswith(ignore))

        return replace(self, findings=[t for t in self.findings if told(t)])

    @property
    def count(self) -> dict[Severity, int]:
        """How many findings of each severity."""
        return {s: sum(t.severity is s for t in self.findings) for s in Severity}
