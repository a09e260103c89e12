"""Safe corrections: what findings know how to mend, and the order of top-level keys.

Works on the text itself, so that comments, quoting and line ends stay as their author wrote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.naskah.model import Naskah, Status
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode
from ksdgen.source.parse import parse
from ksdgen.source.record import Record

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SIGNED = frozenset(s.value for s in Status if s.is_signed)
_UNSIGNED = frozenset(s.value for s in Status if not s.is_signed)


@dataclass(frozen=True, slots=True)
class Fix:
    """A corrected text and what was corrected."""

    text: str
    fixed: tuple[Diagnostic, ...] = ()
    """The findings that the new text no longer has."""
    reordered: bool = False
    """Whether top-level keys changed places."""


def fix_text(text: str, findings: Iterable[Diagnostic], file: str, kind: type[Record] = Naskah) -> Fix:
    """Apply the corrections of a file's findings, then put its keys in order.

    All corrections of a finding are made or none; one that touches another's place waits for the next run. A signed
    agreement comes back as it is.

    Args:
        text: the file's text as it stands, with its line ends.
        findings: findings; those of other files or without a correction are passed over.
        file: the name that places in this file carry.
        kind: what the file is; the order of keys is that of its fields.
    """
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    if is_signed(text.removeprefix(bom)):
        return Fix(text)
    lines = split_lines(text.removeprefix(bom))
    used: dict[Span, str] = {}
    fixed: list[Diagnostic] = []
    fixable = [finding for finding in findings if finding.fixes]
    for finding in sorted(fixable, key=lambda finding: _location(finding.fixes[0].span)):
        edits = {edit.span: edit.text for edit in finding.fixes}
        if all(
            span.file == file and _present(span, lines) and _is_free(span, new, used) for span, new in edits.items()
        ):
            used |= edits
            fixed.append(finding)
    # From the end backwards, so that earlier places stay right.
    for span in sorted(used, key=_location, reverse=True):
        line = lines[span.line - 1]
        lines[span.line - 1] = line[: span.column - 1] + used[span] + line[span.end_column - 1 :]
    corrected = "".join(lines)
    in_order = sort_keys(corrected, kind)
    return Fix(bom + in_order, tuple(fixed), in_order != corrected)


def _location(span: Span) -> tuple[int, int]:
    return (span.line, span.column)


def _present(span: Span, lines: list[str]) -> bool:
    """Whether a place lies on one line of the text."""
    return (
        span.line == span.end_line
        and 0 < span.line <= len(lines)
        and span.end_column - 1 <= len(lines[span.line - 1].rstrip("\r\n"))
    )


def _is_free(span: Span, text: str, used: dict[Span, str]) -> bool:
    """Whether no other correction touches this place; the same one made twice is one."""
    return used.get(span) == text or not any(
        span.line == other.line and span.column <= other.end_column and other.column <= span.end_column
        for other in used
    )


def is_signed(text: str) -> bool:
    """Whether a text may be a signed agreement: a misspelt status counts, and so does a signed one under a misspelt
    key.
    """
    node, _ = parse(text, "")
    if not isinstance(node, MappingNode):
        return False
    texts = {key: node.text.strip() for key, node in node.content.items() if isinstance(node, ScalarNode)}
    return not _SIGNED.isdisjoint(texts.values()) or (bool(texts.get("status")) and texts["status"] not in _UNSIGNED)


# --- order of keys ----------------------------------------------------------------------------------------------------


def sort_keys(text: str, kind: type[Record] = Naskah) -> str:
    """The text with its top-level keys in the order of the model.

    Comments above a key go with it, comments right below a value stay below it. The file's heading (comments at the
    very top) stays first, comments after the last value stay last. A text that is no plain mapping, whose keys are in
    order already, or which would say something else in another order (an alias before its anchor) comes back as it is.
    """
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix(bom)
    node, findings = parse(plain, "")
    if (
        not isinstance(node, MappingNode)
        or any(finding.severity is Severity.ERROR for finding in findings)
        or any(span.column != 1 for span in node.keys.values())
    ):
        return text
    order = key_order(node.keys, kind.fields_)
    if order == list(node.keys):
        return text
    result = _move(plain, {k: span.line - 1 for k, span in node.keys.items()}, order)
    new, new_findings = parse(result, "")
    same = (
        new is not None
        and _content(new) == _content(node)
        and not any(finding.severity is Severity.ERROR for finding in new_findings)
    )
    return bom + result if same else text


def key_order(keys: Iterable[str], fields: Iterable[str]) -> list[str]:
    """Keys in the order of a record's fields; an unknown key stays behind the key that it follows."""
    order = {name: position for position, name in enumerate(fields)}
    places: dict[str, tuple[int, int]] = {}
    place = -1
    for position, name in enumerate(keys):
        place = order.get(name, place)
        places[name] = (place, position)
    return sorted(places, key=places.__getitem__)


def _move(text: str, key_lines: dict[str, int], order: list[str]) -> str:
    """The text with the blocks of its keys in another order; `key_lines` is the line of each key, from 0.

    Empty lines between two blocks stay where blocks meet: the last block takes those before it along.
    """
    lines = split_lines(text)
    keys = list(key_lines)
    first_lines = {
        name: _climb(lines, key_lines[name], key_lines[keys[index - 1]] + 1 if index else 0, first=not index)
        for index, name in enumerate(keys)
    }
    tail = len(lines)
    while tail - 1 > key_lines[keys[-1]] and (
        _is_comment(lines[tail - 1]) or not lines[tail - 1].strip() or lines[tail - 1].startswith("...")
    ):
        tail -= 1
    boundaries = [*first_lines.values(), tail]
    line_break = "\r\n" if "\r\n" in text else "\n" if "\n" in text else "\r"
    blocks: dict[str, tuple[str, str]] = {}
    pause = ""
    for name, upper, lower in zip(keys, boundaries, boundaries[1:], strict=False):
        end = lower
        while not lines[end - 1].strip():
            end -= 1
        content = "".join(lines[upper:end])
        # The last block has no empty lines of its own; it takes those that stood before it.
        pause = pause if lower == tail else "".join(lines[end:lower])
        blocks[name] = (content if content.endswith(("\r", "\n")) else content + line_break, pause)
    body = "".join(content + pause for content, pause in (blocks[name] for name in order[:-1])) + blocks[order[-1]][0]
    return "".join(lines[: boundaries[0]]) + body + "".join(lines[tail:])


def _climb(lines: list[str], key: int, floor: int, *, first: bool) -> int:
    """The first line of a key's block: the comments between the value before it and the key are the key's own, but for
    those that follow the value at once and that an empty line sets apart from the key.
    """
    start = index = key
    while index > floor and (_is_comment(lines[index - 1]) or (not lines[index - 1].strip() and not first)):
        index -= 1
        if _is_comment(lines[index]):
            start = index
    if not first and start == index < key:
        after = next((number for number in range(start, key) if not lines[number].strip()), start)
        start = next((number for number in range(after, key) if _is_comment(lines[number])), key)
    # Comments at the very top are the file's heading, unless an empty line sets the first key's own apart.
    return key if first and (start == 0 or lines[start - 1].strip()) else start


def _is_comment(line: str) -> bool:
    return line.startswith("#")


def _content(node: Node) -> object:
    """What a text says, whatever the order of its keys."""
    if isinstance(node, MappingNode):
        return {key: _content(value) for key, value in node.content.items()}
    if isinstance(node, SequenceNode):
        return [_content(item) for item in node.items]
    return (node.text.rstrip("\n"), node.style)


def split_lines(text: str) -> list[str]:
    """Lines with their ends, as YAML counts them."""
    return _LINE.findall(text)
