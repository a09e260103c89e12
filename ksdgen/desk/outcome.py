"""What is known of one agreement when it has been read, composed and judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ksdgen.diagnostics import Cause, Diagnostic, Severity

if TYPE_CHECKING:
    from ksdgen.compose.composition import Composition
    from ksdgen.desk.loading import Loaded
    from ksdgen.rules.engine import Judgement


@dataclass(frozen=True, slots=True)
class Result:
    """All that is known of one agreement."""

    loaded: Loaded
    composition: Composition | None
    shape_findings: Sequence[Diagnostic] = ()
    """Faults of shape or composition: there is no document."""
    rule_findings: Sequence[Diagnostic] = ()
    """What the rules found in the document."""
    judgement: Judgement | None = None
    """The rules' judgement with its waivers, where it came to that."""
    frozen: bool = False
    """The document comes from the frozen file of a signed agreement."""

    @property
    def findings(self) -> list[Diagnostic]:
        """All findings."""
        return [*self.shape_findings, *self.rule_findings]

    @property
    def failed(self) -> bool:
        """Whether ksdgen itself has failed over the file."""
        return any(finding.cause is Cause.INTERNAL_FAULT for finding in self.shape_findings)

    @property
    def is_printable(self) -> bool:
        """Whether a file may be written: never with faults of shape; with errors of rules only while it is a draft."""
        if self.composition is None or self.loaded.naskah is None:
            return False
        if self.frozen:
            # What became of party data, templates or related files after the signing does not touch the paper.
            return not _has_errors([finding for finding in self.shape_findings if finding.cause is Cause.BROKEN_SEAL])
        if _has_errors(self.shape_findings):
            return False
        return self.loaded.naskah.status.is_draft or not _has_errors(self.rule_findings)


def _has_errors(findings: Iterable[Diagnostic]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
