"""What is known of one agreement when it has been read, composed and judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ksdgen.diagnostics import Cause, Diagnostic, Severity

if TYPE_CHECKING:
    from ksdgen.compose.composition import Susunan
    from ksdgen.desk.loading import Muatan
    from ksdgen.rules.engine import Penilaian


@dataclass(frozen=True, slots=True)
class Hasil:
    """All that is known of one agreement."""

    muatan: Muatan
    susunan: Susunan | None
    bentuk: Sequence[Diagnostic] = ()
    """Faults of shape or composition: there is no document."""
    aturan: Sequence[Diagnostic] = ()
    """What the rules found in the document."""
    penilaian: Penilaian | None = None
    """The rules' judgement with its waivers, where it came to that."""
    beku: bool = False
    """The document comes from the frozen file of a signed agreement."""

    @property
    def temuan(self) -> list[Diagnostic]:
        """All findings."""
        return [*self.bentuk, *self.aturan]

    @property
    def layak_cetak(self) -> bool:
        """Whether a file may be written: never with faults of shape; with errors of rules only while it is a draft."""
        if self.susunan is None or self.muatan.naskah is None:
            return False
        if self.beku:
            # What became of party data, templates or related files after the signing does not touch the paper.
            return not _ada_kesalahan([t for t in self.bentuk if t.cause is Cause.BROKEN_SEAL])
        if _ada_kesalahan(self.bentuk):
            return False
        return self.muatan.naskah.status.rancangan or not _ada_kesalahan(self.aturan)


def _ada_kesalahan(temuan: Iterable[Diagnostic]) -> bool:
    return any(t.tingkat is Severity.KESALAHAN for t in temuan)
