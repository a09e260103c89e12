"""The names that can be seen from a place in a template, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from ksdgen.lint.kinds import ANY_KIND, Kind
from ksdgen.lint.positions import ParsedTemplate


@dataclass(frozen=True, slots=True)
class KnownMacro:
    """A macro, and the template in which it is written."""

    node: nodes.Macro
    doc: ParsedTemplate


@dataclass(frozen=True, slots=True)
class KnownModule:
    """An imported template, by the names at its top."""

    content: Mapping[str, Meaning]
    path: str


Meaning = Kind | KnownMacro | KnownModule


@dataclass(slots=True)
class Scope:
    """The names that can be seen from a place."""

    names: dict[str, Meaning] = field(default_factory=dict)
    parent: Scope | None = None

    def find(self, name: str) -> Meaning | None:
        """What a name means, or None."""
        if name in self.names:
            return self.names[name]
        return self.parent.find(name) if self.parent is not None else None

    def all_names(self) -> list[str]:
        """All names, the nearest first."""
        return [*self.names, *(self.parent.all_names() if self.parent is not None else ())]

    def child(self, **names: Meaning) -> Scope:
        """A scope inside this one."""
        return Scope(dict(names), self)


def top_names(doc: ParsedTemplate) -> dict[str, Meaning]:
    """The macros and variables that a template defines at its top."""
    result: dict[str, Meaning] = {}
    for node in doc.tree.body if doc.tree is not None else ():
        if isinstance(node, nodes.Macro):
            result[node.name] = KnownMacro(node, doc)
        elif isinstance(node, nodes.Assign | nodes.AssignBlock) and isinstance(node.target, nodes.Name):
            result[node.target.name] = ANY_KIND
    return result


def root_scope(scope: Scope) -> Scope:
    """The scope at the top of the template, which macros see: the one below the variables that every template has."""
    while scope.parent is not None and scope.parent.parent is not None:
        scope = scope.parent
    return scope
