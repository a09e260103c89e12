"""One file of a repository written anew: with its safe corrections, or in the one canonical form. What was signed is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ksdgen.desk.collect import Tugas
from ksdgen.diagnostics import Cause, Diagnostic, Severity
from ksdgen.editing.fix import Perbaikan, ditandatangani, perbaiki
from ksdgen.editing.fmt import rapikan
from ksdgen.naskah.model import BerkasPihak, Naskah
from ksdgen.source.parse import load
from ksdgen.world.files import write_whole
from ksdgen.world.repository import display_name


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file as it is and as it would be."""

    before: str = ""
    after: str = ""
    corrections: Perbaikan | None = None
    """What was corrected, where the file was corrected."""
    findings: Sequence[Diagnostic] = ()
    """Why the file cannot be read."""

    @property
    def changed(self) -> bool:
        """Whether the file would say something else, or the same in another way."""
        return self.before != self.after


def corrected(task: Tugas, day: date) -> Rewritten:
    """A file with the corrections that cannot be wrong.

    Args:
        task: the file.
        day: the day on which it is judged when it is undated.
    """
    if task.repository.is_frozen(task.path):
        return Rewritten()
    findings = task.ruang.periksa(task.path, day).temuan
    try:
        text = (task.repository.pohon.read(task.path) or b"").decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return Rewritten()  # `check` says what is wrong
    corrections = perbaiki(text, findings, task.path, _kind(task))
    return Rewritten(text, corrections.teks, corrections)


def tidied(task: Tugas) -> Rewritten:
    """A file in the one canonical form of its kind."""
    try:
        data = task.repository.pohon.read(task.path) or b""
    except OSError:
        found = task.ruang.agreements.muat(task.path).temuan
        return Rewritten(findings=[finding for finding in found if finding.cause is Cause.UNREADABLE])
    _, found = load(data, task.path)
    errors = [finding for finding in found if finding.tingkat is Severity.KESALAHAN]
    if errors:
        return Rewritten(findings=errors)
    text = data.decode("utf-8")
    if ditandatangani(text.removeprefix("\ufeff")) or task.repository.is_frozen(task.path):
        return Rewritten(text, text)
    return Rewritten(text, rapikan(text, _kind(task)) or text)


def write_text(task: Tugas, text: str) -> None:
    """Write a file anew.

    Raises:
        WriteFailed: it cannot be written.
    """
    name = display_name(task.path, [task.repository])
    write_whole(task.repository.akar / task.path, text.encode("utf-8"), name)


def _kind(task: Tugas) -> type[BerkasPihak | Naskah]:
    return BerkasPihak if task.repository.adalah_pihak(task.path) else Naskah
