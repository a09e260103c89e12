"""A rule as its file says it, and what a check is given to judge."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ksdgen.catalogue.front_matter import KindFrontMatter
from ksdgen.compose.composition import Composition
from ksdgen.diagnostics import Edit, Severity, Span
from ksdgen.naskah.model import Category, Naskah, Status
from ksdgen.source.places import Places
from ksdgen.source.record import Record, record_field
from ksdgen.source.scalars import Markah

_CATEGORIES = tuple(k.value for k in Category)


class Applies(Record):
    """Which agreements a rule judges; an empty list means all."""

    jenis: tuple[str, ...] = record_field("Jenis naskah", default=(), single=True)
    kategori: tuple[str, ...] = record_field("Kategori", default=(), single=True, choices=_CATEGORIES)
    status: tuple[str, ...] = record_field("Status", default=(), single=True, choices=tuple(s.value for s in Status))


class Basis(Record):
    """A citation with the day from which it binds, and the agreements that it binds where the rule is wider than it."""

    sitasi: str = record_field("Sitasi, atau `praktik`")
    sejak: date | None = record_field("Hari mulai mengikat", default=None)
    jenis: tuple[str, ...] = record_field("Jenis naskah yang diikat, bila hanya sebagian", default=(), single=True)
    kategori: tuple[str, ...] = record_field(
        "Kategori yang diikat, bila hanya sebagian", default=(), single=True, choices=_CATEGORIES
    )

    def binds(self, naskah: Naskah, on_day: date) -> bool:
        """Whether this citation binds an agreement of that day."""
        return (
            (self.sejak is None or self.sejak <= on_day)
            and (not self.jenis or naskah.jenis in self.jenis)
            and (not self.kategori or naskah.kategori.value in self.kategori)
        )


class RuleExample(Record):
    """What keeps the rule and what breaks it: top-level keys that replace those of a complete agreement.

    `# <- KODE` marks the line of the finding. A key without a value takes the key's content away.
    """

    naskah: str = record_field("Naskah lengkap pada data/contoh yang diubah")
    benar: Markah = record_field("Kunci yang benar")
    salah: Markah = record_field("Kunci yang salah")


class Rule(Record):
    """One rule: `data/rules/KSDnnn.yaml`, or a file in a repository's `templates/aturan`."""

    kode: str = record_field("Kode")
    nama: str = record_field("Nama pendek")
    ringkas_en: str = record_field("One English line for the README", default="")
    tingkat: Severity = record_field("kesalahan, peringatan, atau catatan")
    berlaku: Applies = record_field("Naskah yang dinilai", default=Applies())
    dasar: tuple[Basis, ...] = record_field("Ketentuan yang ditegakkan")
    cek: str = record_field("Bentuk pemeriksaan")
    parameter: Any = record_field("Parameter bentuk pemeriksaan", default=None)
    """The values of the shape's record by name, once the rule has been read."""
    pesan: str = record_field("Pesan; {nama} diganti isian temuan")
    bantuan: str | None = record_field("Apa yang harus dilakukan", default=None)
    penjelasan: str = record_field("Mengapa dan bagaimana")
    contoh: RuleExample | None = record_field("Contoh benar dan salah", default=None)


@dataclass(frozen=True, slots=True)
class Context:
    """All that a check may look at. Checks call nothing and read no file."""

    naskah: Naskah
    places: Places
    composition: Composition
    kind: KindFrontMatter | None
    today: date
    """The day on which an undated agreement is judged."""
    ksb: Naskah | None = None
    """The Kesepakatan Bersama that the agreement names by file."""
    nota: Naskah | None = None
    """The Nota Kesepakatan that a Rencana Kerja names by file."""
    plan: Naskah | None = None
    """The Rencana Kerja that a Nota Kesepakatan names by file."""

    @property
    def on_day(self) -> date:
        """The day whose law judges the agreement: its signing, else today."""
        signing_date = self.naskah.penandatanganan.tanggal
        return signing_date if isinstance(signing_date, date) else self.today


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: the route of the value, and words for the message."""

    route: str
    fillings: dict[str, str] = field(default_factory=dict)
    key: bool = False
    """Point at the key instead of the value."""
    span: Span | None = None
    """A more exact place than the value's, for example a few words inside a text."""
    fixes: tuple[Edit, ...] = ()
    """Corrections that cannot be wrong, in the agreement's own file."""


class BrokenRule(Exception):
    """A packaged rule file is broken: our own bug."""
