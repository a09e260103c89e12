"""The names that can be seen from a place in a template, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from ksdgen.lint.kinds import ANY_KIND, Kind
from ksdgen.lint.positions import TemplateFile


@dataclass(frozen=True, slots=True)
class KnownMacro:
    """A macro, and the template in which it is written."""

    node: nodes.Macro
    dok: TemplateFile


@dataclass(frozen=True, slots=True)
class KnownModule:
    """An imported template, by the names at its top."""

    isi: Mapping[str, Meaning]
    path: str


Meaning = Kind | KnownMacro | KnownModule


@dataclass(slots=True)
class Scope:
    """The names that can be seen from a place."""

    nama: dict[str, Meaning] = field(default_factory=dict)
    induk: Scope | None = None

    def cari(self, nama: str) -> Meaning | None:
        """What a name means, or None."""
        if nama in self.nama:
            return self.nama[nama]
        return self.induk.cari(nama) if self.induk is not None else None

    def semua(self) -> list[str]:
        """All names, the nearest first."""
        return [*self.nama, *(self.induk.semua() if self.induk is not None else ())]

    def anak(self, **nama: Meaning) -> Scope:
        """A scope inside this one."""
        return Scope(dict(nama), self)


def top_names(dok: TemplateFile) -> dict[str, Meaning]:
    """The macros and variables that a template defines at its top."""
    hasil: dict[str, Meaning] = {}
    for n in dok.pohon.body if dok.pohon is not None else ():
        if isinstance(n, nodes.Macro):
            hasil[n.name] = KnownMacro(n, dok)
        elif isinstance(n, nodes.Assign | nodes.AssignBlock) and isinstance(n.target, nodes.Name):
            hasil[n.target.name] = ANY_KIND
    return hasil


def root_scope(lingkup: Scope) -> Scope:
    """The scope at the top of the template, which macros see: the one below the variables that every template has."""
    while lingkup.induk is not None and lingkup.induk.induk is not None:
        lingkup = lingkup.induk
    return lingkup
