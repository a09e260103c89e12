"""One way through a template: in what it is read, what was assumed, and the text that it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from ksdgen.lint.kinds import Kind
from ksdgen.lint.positions import ParsedTemplate

VALUE = "\u25cc"
"""Stands for a value whose words are not known."""


@dataclass(frozen=True, slots=True)
class Setting:
    """In what a template is read.

    `fixed` are the variables whose values are known, `kinds` are the kinds of all, and `present` tells whether a
    document of this type and category has an article for certain (True), never (False), or perhaps (None).
    """

    fixed: Mapping[str, str | None]
    kinds: Mapping[str, Kind]
    present: Callable[[str], bool | None]


@dataclass(slots=True)
class Branch:
    """A condition of a template and how it has come out so far."""

    doc: ParsedTemplate
    node: nodes.If
    results: set[bool] = field(default_factory=set)


@dataclass(slots=True)
class TextPath:
    """One way through a template: what was assumed, and the text."""

    suppositions: dict[str, Any] = field(default_factory=dict)
    order: list[tuple[str, int, int]] = field(default_factory=list)
    """The assumptions that could have been others: name, which one was taken, how many there are."""
    text: str = ""

    def present(self, code: str) -> bool:
        """Whether it was assumed that the document has this article."""
        return self.suppositions.get(f"ada({code})") is True
