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


def content_start(ev: Any, lines: list[str], report: Report) -> tuple[int, int]:
    """0-based line and column where the value itself begins; libyaml's mark includes `&name` and `!tag`."""
    number: int = ev.start_mark.line
    column: int = ev.start_mark.column
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
    text = type(ev) is ScalarEvent
    if ev.tag is not None and not (text and ev.tag == _TEXT_TAG):
        report.add(
            "KSD005",
            "tanda `!` di awal nilai mempunyai arti khusus yang tidak didukung",
            tag or Span.at(report.file, ev.start_mark.line + 1, ev.start_mark.column + 1),
            "hapus tanda itu; bila memang bagian dari teks, apit seluruh nilai dengan tanda kutip",
        )
    end = ev.end_mark
    # Nothing follows the properties of an empty value, so the loop above ran on into the next one.
    if (text and not ev.value and not ev.style) or (number, column) > (end.line, end.column):
        return end.line, end.column
    return number, column


@dataclass(slots=True)
class Anchor:
    """A value with a name, and what it costs to bring it in again."""

    node: Node
    # Number of values, levels and characters behind the name, with everything that aliases inside bring along. They
    # are counted at the first use: names that nobody uses cost nothing.
    value: int = 0
    severity: int = 0
    letter: int = 0

    def measure(self) -> None:
        # What is walked here was let into the tree within the limits, so the walk is bounded by them.
        if self.value:
            return
        rest: list[tuple[Node, int]] = [(self.node, 0)]
        while rest:
            node, severity = rest.pop()
            self.value += 1
            if isinstance(node, ScalarNode):
                self.letter += len(node.text)
                continue
            severity += 1
            self.severity = max(self.severity, severity)
            if isinstance(node, MappingNode):
                self.value += len(node.content)
                self.letter += sum(map(len, node.content))
                rest += [(child, severity) for child in node.content.values()]
            else:
                rest += [(child, severity) for child in node.items]
