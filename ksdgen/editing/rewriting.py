"""One file of a repository written anew: with its safe corrections, or in the one canonical form. What was signed is
never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ksdgen.desk.collect import Task
from ksdgen.diagnostics import Cause, Diagnostic, Severity
from ksdgen.editing.fix import Fix, fix_text, is_signed
from ksdgen.editing.fmt import tidy
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.pihak import PihakFile
from ksdgen.source.parse import load


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file as it is and as it would be."""

    before: str = ""
    after: str = ""
    corrections: Fix | None = None
    """What was corrected, where the file was corrected."""
    findings: Sequence[Diagnostic] = ()
    """Why the file cannot be read."""

    @property
    def changed(self) -> bool:
        """Whether the file would say something else, or the same in another way."""
        return self.before != self.after


def corrected(task: Task, day: date) -> Rewritten:
    """A file with the corrections that cannot be wrong.

    Args:
        task: the file.
        day: the day on which it is judged when it is undated.
    """
    if task.repository.is_frozen(task.path):
        return Rewritten()
    findings = task.workspace.check(task.path, day).findings
    try:
        text = (task.repository.tree.read(task.path) or b"").decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return Rewritten()  # `check` says what is wrong
    corrections = fix_text(text, findings, task.path, _kind(task))
    return Rewritten(text, corrections.text, corrections)


def tidied(task: Task) -> Rewritten:
    """A file in the one canonical form of its kind."""
    try:
        data = task.repository.tree.read(task.path) or b""
    except OSError:
        found = task.workspace.agreements.load(task.path).findings
        return Rewritten(findings=[finding for finding in found if finding.cause is Cause.UNREADABLE])
    _, found = load(data, task.path)
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        return Rewritten(findings=errors)
    text = data.decode("utf-8")
    if is_signed(text.removeprefix("\ufeff")) or task.repository.is_frozen(task.path):
        return Rewritten(text, text)
    return Rewritten(text, tidy(text, _kind(task)) or text)


def write_text(task: Task, text: str) -> None:
    """Write a file anew.

    Raises:
        WriteFailed: it cannot be written.
    """
    task.repository.write(task.path, text.encode("utf-8"))


def _kind(task: Task) -> type[PihakFile | Naskah]:
    return PihakFile if task.repository.is_pihak_file(task.path) else Naskah
