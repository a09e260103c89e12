"""The tree of a YAML file: values that stay the text which the author wrote, each with its exact place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from ksdgen.diagnostics import Span


@dataclass(slots=True)
class ScalarNode:
    """One text value. `style` is how it was written: '' for plain, else "'", '"', '|' or '>'.

    `indentation` is the number of columns before the text of a `|` block; it serves only `place`.
    """

    text: str
    span: Span
    style: str = ""
    indentation: int = 0

    def place(self, line: int, column: int, length: int = 1) -> Span:
        """The place in the file of `length` characters of `text`, from line `line` and column `column` (from 0).

        Exact for `|` blocks and for values on one line. Where folding or escapes make the way back ambiguous, the
        span of the whole value is returned.
        """
        span = self.span
        style = self.style
        if line < 0 or column < 0:
            return span
        if style == "|":
            return Span.at(span.file, span.line + 1 + line, self.indentation + column + 1, length)
        if line or span.line != span.end_line or style == ">":
            return span
        if style == "":
            return Span.at(span.file, span.line, span.column + column, length)
        text = self.text
        if style == "'":
            # Every ' of the value stands doubled in the file.
            start = column + text.count("'", 0, column)
            return Span.at(
                span.file, span.line, span.column + 1 + start, length + text.count("'", column, column + length)
            )
        if len(text) == span.end_column - span.column - 2:
            # An escape is always longer than what it stands for, so equal lengths mean there is none.
            return Span.at(span.file, span.line, span.column + 1 + column, length)
        return span


@dataclass(slots=True)
class SequenceNode:
    """A list of values."""

    items: list[Node]
    span: Span


@dataclass(slots=True)
class MappingNode:
    """Pairs of key and value in the order of the file; `keys` holds the place of each key."""

    content: dict[str, Node]
    keys: dict[str, Span]
    span: Span


Node: TypeAlias = ScalarNode | SequenceNode | MappingNode

EMPTY_TEXT: Final = frozenset({"", "~", "null", "Null", "NULL"})


def empty(node: Node) -> bool:
    """Whether the author left the value open: nothing, `~` or `null`, not in quotes."""
    return type(node) is ScalarNode and node.style == "" and node.text in EMPTY_TEXT


def plain(node: Node) -> Any:
    """A tree as dicts, lists and texts, without its places."""
    if isinstance(node, MappingNode):
        return {key: plain(value) for key, value in node.content.items()}
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return node.text
