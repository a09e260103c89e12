"""What every reporter is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from ksdgen.diagnostics import Cause, Diagnostic, Severity
from ksdgen.errors import Refused

if TYPE_CHECKING:
    from ksdgen.rules.pages import Page

LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
"""Severities as machines name them; frozen with the JSON shape."""


class Waived(NamedTuple):
    """A finding held back by an active waiver."""

    finding: Diagnostic
    reason: str
    penanggung_jawab: str
    until: str
    """ISO 8601; empty where the waiver names no day."""

    @property
    def remark(self) -> str:
        """Until when, why and by whom, in one line."""
        return f"dikecualikan sampai {self.until}: {self.reason} ({self.penanggung_jawab})"


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run."""

    findings: Sequence[Diagnostic]
    files: Sequence[str]
    """The files that were looked at, as places name them."""
    name: Callable[[str], str]
    """How a file is named to people."""
    source: Callable[[str], str | None]
    """The text of a file, from which lines are quoted; None where it has none."""
    waived: Sequence[Waived] = ()
    not_judged: Sequence[str] = ()
    """Files of papers that are older than the law that is encoded."""
    pages: Callable[[], Mapping[str, Page]] | None = None
    """The page of every code, the own rules of the repositories included; formats that carry pages call it. None for
    those of ksdgen alone.
    """

    def prefixes(self, words: Iterable[str]) -> tuple[str, ...]:
        """Codes or their beginnings as people write them: in small letters, or several in a word, held apart by commas.

        Raises:
            Refused: no code begins so.
        """
        result = tuple(prefix.strip().upper() for word in words for prefix in word.split(",") if prefix.strip())
        present = self.pages() if result and self.pages is not None else {}
        for prefix in result:
            if not any(code.startswith(prefix) for code in present):
                raise Refused(f"kode `{prefix}` tidak ada; daftar kode: `ksdgen rules`")
        return result

    def selected(self, select: tuple[str, ...], ignore: tuple[str, ...]) -> Report:
        """The report of the codes that begin with one of `select` (all when empty) and with none of `ignore`.

        That a paper was not judged is always told, and so is a fault of ksdgen itself.
        """

        def told(finding: Diagnostic) -> bool:
            chosen = not select or finding.code.startswith(select)
            return finding.cause in (Cause.NOT_JUDGED, Cause.INTERNAL_FAULT) or (
                chosen and not finding.code.startswith(ignore)
            )

        return replace(self, findings=[*filter(told, self.findings)])

    @property
    def count(self) -> dict[Severity, int]:
        """How many findings of each severity."""
        return {s: sum(finding.severity is s for finding in self.findings) for s in Severity}
