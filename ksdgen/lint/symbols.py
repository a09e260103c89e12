"""Values that are not known until an agreement is written, and what an expression over them is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from ksdgen.lint.kinds import ANY_KIND, Kind, ListKind
from ksdgen.lint.positions import TemplateFile

LENGTHS = (2, 1, 0, 3)
INDEX = re.compile(r"\[\d+\]")
"""The place in a list: what was assumed of one element need not be assumed of the others too."""

PER_PIHAK = frozenset({"para_pihak", "pihak_judul", "pihak_nomor", "pihak_komparisi", "naskah.para_pihak"})
"""Lists that have two elements at least."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value that is known."""

    isi: Any


@dataclass(frozen=True, slots=True)
class Symbol:
    """A value that is not known, by the expression that gives it."""

    kunci: str
    rupa: Kind = ANY_KIND


@dataclass(frozen=True, slots=True)
class WalkedMacro:
    """A macro, and the template in which it is written."""

    node: nodes.Macro
    dok: TemplateFile


@dataclass(frozen=True, slots=True)
class WalkedModule:
    """An imported template, by the names at its top."""

    isi: Mapping[str, Symbolic]


@dataclass(frozen=True, slots=True)
class LoopTurn:
    """The `loop` of one turn."""

    ke: int
    banyak: int
    daftar: Symbol

    def bagian(self, nama: str) -> Symbolic:
        hitung = {
            "index": self.ke + 1,
            "index0": self.ke,
            "length": self.banyak,
            "revindex": self.banyak - self.ke,
            "revindex0": self.banyak - self.ke - 1,
            "first": self.ke == 0,
            "last": self.ke == self.banyak - 1,
        }
        if nama in hitung:
            return Known(hitung[nama])
        lain = {"previtem": self.ke - 1, "nextitem": self.ke + 1}.get(nama)
        return element(self.daftar, lain) if lain is not None else Symbol(f"loop.{nama}")


Symbolic = Known | Symbol | WalkedMacro | WalkedModule | LoopTurn
Names = dict[str, Symbolic]


def element(daftar: Symbol, ke: int) -> Symbol:
    return Symbol(f"{daftar.kunci}[{ke}]", daftar.rupa.isi if isinstance(daftar.rupa, ListKind) else ANY_KIND)


class Undecided(Exception):
    """A condition cannot be told without an assumption, where none may be made."""


COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": lambda a, b: a == b,
    "lt": lambda a, b: a < b,
    "gt": lambda a, b: a > b,
    "lteq": lambda a, b: a <= b,
    "gteq": lambda a, b: a >= b,
    "in": lambda a, b: a in b,
}


def owners(kunci: str) -> Iterator[str]:
    """Names of all that a name is part of."""
    while "." in kunci:
        kunci = kunci.rpartition(".")[0]
        yield kunci
