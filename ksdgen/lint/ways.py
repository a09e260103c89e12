"""One way through a template: in what it is read, what was assumed, and the text that it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

from ksdgen.lint.kinds import Kind
from ksdgen.lint.positions import TemplateFile

NILAI = "\u25cc"
"""Stands for a value whose words are not known."""


@dataclass(frozen=True, slots=True)
class Reading:
    """In what a template is read.

    `tetap` are variables whose values are known, `rupa` the kinds of all, and `ada` tells whether a document of this kind has an article
    for certain (True), never (False), or perhaps (None).
    """

    tetap: Mapping[str, str | None]
    rupa: Mapping[str, Kind]
    ada: Callable[[str], bool | None]


@dataclass(slots=True)
class Branch:
    """A condition of a template and how it has come out so far."""

    dok: TemplateFile
    node: nodes.If
    hasil: set[bool] = field(default_factory=set)


@dataclass(slots=True)
class TextPath:
    """One way through a template: what was assumed, and the text."""

    andaian: dict[str, Any] = field(default_factory=dict)
    urutan: list[tuple[str, int, int]] = field(default_factory=list)
    """The assumptions that could have been others: name, which one was taken, how many there are."""
    teks: str = ""

    def ada(self, kode: str) -> bool:
        """Whether it was assumed that the document has this article."""
        return self.andaian.get(f"ada({kode})") is True
