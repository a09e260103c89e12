"""What may stand before a YAML value: `&name`, which an alias brings in again, and `!tag`, which is not supported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from yaml.events import ScalarEvent

from ksdgen.diagnostics import Span
from ksdgen.source.node import MappingNode, Node, ScalarNode
from ksdgen.source.report import Report

_PROPERTIES = re.compile(r"&[^\s,\[\]{}]*|!<[^>\s]*>|![^\s,\[\]{}]*")
_TEXT_TAG = "tag:yaml.org,2002:str"


def content_start(event: Any, lines: list[str], report: Report) -> tuple[int, int]:
    """0-based line and column where the value itself begins; libyaml's mark includes `&name` and `!tag`."""
    number: int = event.start_mark.line
    column: int = event.start_mark.column
    tag: Span | None = None
    while number < len(lines):
        content = lines[number]
        while column < len(content) and content[column] in " \t":
            column += 1
        if column >= len(content) or content[column] == "#":
            number += 1
            column = 0
            continue
        properties = _PROPERTIES.match(content, column)
        if properties is None:
            break
        if content[column] == "!" and tag is None:
            tag = Span.at(report.file, number + 1, column + 1, properties.end() - column)
        column = properties.end()
    is_scalar = type(event) is ScalarEvent
    if event.tag is not None and not (is_scalar and event.tag == _TEXT_TAG):
        report.add(
            "KSD005",
            "tanda `!` di awal nilai mempunyai arti khusus yang tidak didukung",
            tag or Span.at(report.file, event.start_mark.line + 1, event.start_mark.column + 1),
            "hapus tanda itu; bila memang bagian dari teks, apit seluruh nilai dengan tanda kutip",
        )
    end = event.end_mark
    # Nothing follows the properties of an empty value, so the loop above ran on into the next one.
    if (is_scalar and not event.value and not event.style) or (number, column) > (end.line, end.column):
        return end.line, end.column
    return number, column


@dataclass(slots=True)
class Anchor:
    """A value with a name, and what it costs to bring it in again."""

    node: Node
    # The values, levels and characters behind the name, with everything that aliases inside bring along. They are
    # counted at the first use: names that nobody uses cost nothing.
    values: int = 0
    depth: int = 0
    characters: int = 0

    def measure(self) -> None:
        """Count, unless it was done before."""
        # What is walked here was let into the tree within the limits, so the walk is bounded by them.
        if self.values:
            return
        rest: list[tuple[Node, int]] = [(self.node, 0)]
        while rest:
            node, depth = rest.pop()
            self.values += 1
            if isinstance(node, ScalarNode):
                self.characters += len(node.text)
                continue
            depth += 1
            self.depth = max(self.depth, depth)
            if isinstance(node, MappingNode):
                self.values += len(node.content)
                self.characters += sum(map(len, node.content))
                rest += [(child, depth) for child in node.content.values()]
            else:
                rest += [(child, depth) for child in node.items]
