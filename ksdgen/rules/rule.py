"""A rule as its file says it, and what a check is given to judge."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ksdgen.catalogue.front_matter import KepalaJenis
from ksdgen.compose.composition import Susunan
from ksdgen.diagnostics import Severity, Span, Suntingan
from ksdgen.naskah.model import Kategori, Naskah, Status
from ksdgen.source.places import Tempat
from ksdgen.source.record import Rekaman, medan
from ksdgen.source.scalars import Markah

_KATEGORI = tuple(k.value for k in Kategori)


class Berlaku(Rekaman):
    """Which agreements a rule judges; an empty list means all."""

    jenis: tuple[str, ...] = medan("Jenis naskah", default=(), tunggal=True)
    kategori: tuple[str, ...] = medan("Kategori", default=(), tunggal=True, pilihan=_KATEGORI)
    status: tuple[str, ...] = medan("Status", default=(), tunggal=True, pilihan=tuple(s.value for s in Status))


class Dasar(Rekaman):
    """A citation with the day from which it binds, and the agreements that it binds where the rule is wider than it."""

    sitasi: str = medan("Sitasi, atau `praktik`")
    sejak: date | None = medan("Hari mulai mengikat", default=None)
    jenis: tuple[str, ...] = medan("Jenis naskah yang diikat, bila hanya sebagian", default=(), tunggal=True)
    kategori: tuple[str, ...] = medan(
        "Kategori yang diikat, bila hanya sebagian", default=(), tunggal=True, pilihan=_KATEGORI
    )

    def mengikat(self, naskah: Naskah, pada: date) -> bool:
        """Whether this citation binds an agreement of that day."""
        return (
            (self.sejak is None or self.sejak <= pada)
            and (not self.jenis or naskah.jenis in self.jenis)
            and (not self.kategori or naskah.kategori.value in self.kategori)
        )


class ContohAturan(Rekaman):
    """What keeps the rule and what breaks it: top-level keys that replace those of a complete agreement.

    `# <- KODE` marks the line of the finding. A key without a value takes the key's content away.
    """

    naskah: str = medan("Naskah lengkap pada data/contoh yang diubah")
    benar: Markah = medan("Kunci yang benar")
    salah: Markah = medan("Kunci yang salah")


class Aturan(Rekaman):
    """One rule: `data/rules/KSDnnn.yaml`, or a file in a repository's `templates/aturan`."""

    kode: str = medan("Kode")
    nama: str = medan("Nama pendek")
    ringkas_en: str = medan("One English line for the README", default="")
    tingkat: Severity = medan("kesalahan, peringatan, atau catatan")
    berlaku: Berlaku = medan("Naskah yang dinilai", default=Berlaku())
    dasar: tuple[Dasar, ...] = medan("Ketentuan yang ditegakkan")
    cek: str = medan("Bentuk pemeriksaan")
    parameter: Any = medan("Parameter bentuk pemeriksaan", default=None)
    """The values of the shape's record by name, once the rule has been read."""
    pesan: str = medan("Pesan; {nama} diganti isian temuan")
    bantuan: str | None = medan("Apa yang harus dilakukan", default=None)
    penjelasan: str = medan("Mengapa dan bagaimana")
    contoh: ContohAturan | None = medan("Contoh benar dan salah", default=None)


@dataclass(frozen=True, slots=True)
class Konteks:
    """All that a check may look at. Checks call nothing and read no file."""

    naskah: Naskah
    tempat: Tempat
    susunan: Susunan
    jenis: KepalaJenis | None
    hari_ini: date
    """The day on which an undated agreement is judged."""
    ksb: Naskah | None = None
    """The Kesepakatan Bersama that the agreement names by file."""
    nota: Naskah | None = None
    """The Nota Kesepakatan that a Rencana Kerja names by file."""
    rencana: Naskah | None = None
    """The Rencana Kerja that a Nota Kesepakatan names by file."""

    @property
    def pada(self) -> date:
        """The day whose law judges the agreement: its signing, else today."""
        tanggal = self.naskah.penandatanganan.tanggal
        return tanggal if isinstance(tanggal, date) else self.hari_ini


@dataclass(frozen=True, slots=True)
class Temuan:
    """What a check found: the route of the value, and words for the message."""

    rute: str
    isian: dict[str, str] = field(default_factory=dict)
    kunci: bool = False
    """Point at the key instead of the value."""
    span: Span | None = None
    """A more exact place than the value's, for example a few words inside a text."""
    perbaikan: tuple[Suntingan, ...] = ()
    """Corrections that cannot be wrong, in the agreement's own file."""


class AturanRusak(Exception):
    """A packaged rule file is broken: our own bug."""
