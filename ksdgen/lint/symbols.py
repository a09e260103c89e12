"""Values that are not known until an agreement is written, and what an expression over them is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from ksdgen.lint.kinds import ANY_KIND, Kind, ListKind
from ksdgen.lint.positions import ParsedTemplate

LENGTHS = (2, 1, 0, 3)
"""What is assumed of the length of a list, in this order."""

INDEX = re.compile(r"\[\d+\]")
"""The place in a list: what was assumed of one element need not be assumed of the others too."""

PER_PIHAK = frozenset({"para_pihak", "pihak_judul", "pihak_nomor", "pihak_komparisi", "naskah.para_pihak"})
"""Lists that have two elements at least."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value that is known."""

    content: Any


@dataclass(frozen=True, slots=True)
class Symbol:
    """A value that is not known, by the expression that gives it."""

    key: str
    kind: Kind = ANY_KIND


@dataclass(frozen=True, slots=True)
class WalkedMacro:
    """A macro, and the template in which it is written."""

    node: nodes.Macro
    doc: ParsedTemplate


@dataclass(frozen=True, slots=True)
class WalkedModule:
    """An imported template, by the names at its top."""

    content: Mapping[str, Symbolic]


@dataclass(frozen=True, slots=True)
class LoopTurn:
    """The `loop` of one turn."""

    nth: int
    count: int
    items: Symbol

    def part(self, name: str) -> Symbolic:
        """An attribute of `loop`."""
        counters = {
            "index": self.nth + 1,
            "index0": self.nth,
            "length": self.count,
            "revindex": self.count - self.nth,
            "revindex0": self.count - self.nth - 1,
            "first": self.nth == 0,
            "last": self.nth == self.count - 1,
        }
        if name in counters:
            return Known(counters[name])
        neighbour = {"previtem": self.nth - 1, "nextitem": self.nth + 1}.get(name)
        return element(self.items, neighbour) if neighbour is not None else Symbol(f"loop.{name}")


Symbolic = Known | Symbol | WalkedMacro | WalkedModule | LoopTurn
Names = dict[str, Symbolic]


def element(items: Symbol, nth: int) -> Symbol:
    """An element of a list that is not known."""
    return Symbol(f"{items.key}[{nth}]", items.kind.content if isinstance(items.kind, ListKind) else ANY_KIND)


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


def owners(key: str) -> Iterator[str]:
    """Names of all that a name is part of."""
    while "." in key:
        key = key.rpartition(".")[0]
        yield key
