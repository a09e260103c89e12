"""What every reporter is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ksdgen.diagnostics import Cause, Diagnostic, Severity

if TYPE_CHECKING:
    from ksdgen.rules.pages import Halaman

LEVEL = {Severity.KESALAHAN: "error", Severity.PERINGATAN: "warning", Severity.CATATAN: "note"}
"""Severities as machines name them; frozen with the JSON shape."""


@dataclass(frozen=True, slots=True)
class Dikecualikan:
    """A finding held back by an active waiver."""

    temuan: Diagnostic
    alasan: str
    penanggung_jawab: str
    sampai: str

    @property
    def keterangan(self) -> str:
        """Until when, why and by whom, in one line."""
        return f"dikecualikan sampai {self.sampai}: {self.alasan} ({self.penanggung_jawab})"


@dataclass(frozen=True, slots=True)
class Laporan:
    """The findings of one run.

    `nama` turns the file of a place into a path for the reader, `sumber` reads the text that snippets are cut from.
    """

    temuan: Sequence[Diagnostic]
    berkas: Sequence[str]
    nama: Callable[[str], str]
    sumber: Callable[[str], str | None]
    dikecualikan: Sequence[Dikecualikan] = ()
    tidak_dinilai: Sequence[str] = ()
    pages: Callable[[], Mapping[str, Halaman]] | None = None
    """The page of every code, the own rules of the repositories included; formats that carry pages call it.
    None for those of ksdgen alone."""

    def selected(self, select: tuple[str, ...], ignore: tuple[str, ...]) -> Laporan:
        """The report of the codes that begin with one of `select` (all when empty) and with none of `ignore`.

        That a paper was not judged is always told.
        """

        def told(finding: Diagnostic) -> bool:
            chosen = not select or finding.kode.startswith(select)
            return finding.cause is Cause.NOT_JUDGED or (chosen and not finding.kode.startswith(ignore))

        return replace(self, temuan=[t for t in self.temuan if told(t)])

    @property
    def hitung(self) -> dict[Severity, int]:
        """How many findings of each severity."""
        return {s: sum(t.tingkat is s for t in self.temuan) for s in Severity}
