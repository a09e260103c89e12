"""YAML text to a tree of values that know their exact place in the file.

The tree is built from libyaml *events* with a stack of our own: `yaml.compose` recurses in C and kills the process on
deeply nested input, and the usual constructors would turn `no`, `0123` or `12:30` into something the author did not
write. Every value therefore stays the text that stands in the file; giving it a meaning is the work of later stages.

Bad user data never raises here; it becomes a `Diagnostic` (KSD001 to KSD008).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ksdgen.diagnostics import Diagnostic, Span
from ksdgen.source.characters import REMARKABLE, check_value, clean, decode_bytes
from ksdgen.source.convert import summary
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode
from ksdgen.source.properties import Anchor, content_start
from ksdgen.source.report import (
    ALIAS_LIMIT,
    ALIAS_TEXT_LIMIT,
    CUT_OFF,
    DEPTH_LIMIT,
    SIZE_LIMIT,
    SUSPICIOUS_KEYS,
    VALUE_LIMIT,
    Report,
    empty_file,
    is_key_refused,
    report_complex_key,
    report_cut_off,
    report_many_documents,
    report_too_deep,
    report_too_many,
    too_long,
)


def load(data: bytes, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """`decode_bytes` and `parse` in one step; a file above `SIZE_LIMIT` is not even decoded."""
    if len(data) > SIZE_LIMIT:
        return None, [too_long(file, len(data))]
    text, problems = decode_bytes(data, file)
    if text is None:
        return None, problems
    node, found = parse(text, file)
    return node, problems + found


# The key of a value that is read (it may hold further problems) but kept nowhere. Known by identity, never by its text.
_DISCARDED: Final = str(b"(dibuang)", "ascii")

# A frozen dataclass pays for each field when it is made, and this file makes one for every key and value. Setting the
# slots directly gives the same object in half the time.
_new_span = object.__new__
_fill_file, _fill_line, _fill_column, _fill_end_line, _fill_end_column = (
    Span.__dict__[name].__set__ for name in ("file", "line", "column", "end_line", "end_column")
)


def _span(file: str, line: int, column: int, end_line: int, end_column: int) -> Span:
    span = _new_span(Span)
    _fill_file(span, file)
    _fill_line(span, line)
    _fill_column(span, column)
    _fill_end_line(span, end_line)
    _fill_end_column(span, end_column)
    return span


def parse(text: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of `text` with all problems found in one run.

    A syntax error or an exceeded limit gives None: half a tree would make later stages report things as missing.
    """
    report = Report(file)
    text = text.removeprefix("\ufeff")
    if len(text) > SIZE_LIMIT:
        return None, [too_long(file, len(text))]
    if REMARKABLE.search(text) is not None:
        text = clean(text, report)
    # After the cleaning these are exactly libyaml's lines.
    lines = text.splitlines()
    return _build(text, lines, report)


# libyaml counts open brackets itself from 0.2.6 on and stops at 1,000. It reads up to 1,024 characters ahead of its
# events, so it may stop before the event of our 51st level is out.
_SCANNER_DEPTH: Final = "exceeded maximum nesting depth"


def _build(text: str, lines: list[str], report: Report) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of `text`; `lines` are the lines of the whole file, also where `text` is only its beginning."""
    reported, counts = len(report.problems), dict(report.counts)
    file = report.file
    problems = report.problems
    has_escape = "\\" in text

    root: list[Node] = []
    items: list[Node] | None = root  # where the next value goes: this list ...
    content: dict[str, Node] = {}  # ... or, when there is none, these pairs
    keys: dict[str, Span] = {}
    key: str | None = None  # the key waiting for its value
    node: MappingNode | SequenceNode | None = None  # the collection being filled
    flow = False  # whether it is written with brackets
    stack: list[
        tuple[list[Node] | None, dict[str, Node], dict[str, Span], str | None, MappingNode | SequenceNode | None, bool]
    ] = []
    anchors: dict[str, Anchor] = {}
    value_count = 0
    alias_count = 0
    alias_chars = 0
    documents = 0
    closed = False
    last_value: tuple[str, Span] | None = None
    span: Span
    child: Node

    has_hash = " #" in text
    try:
        next_event: Callable[[], Any] = CParser(text).get_event
        new = _new_span
        while True:
            event = next_event()
            kind = type(event)

            if kind is ScalarEvent:
                value_count += 1
                value = event.value
                style = event.style
                mark = event.start_mark
                number = mark.line
                column = mark.column
                name = event.anchor
                if name is not None or event.tag is not None:
                    number, column = content_start(event, lines, report)
                indentation = 0
                # `_span` written out: this is the place where calls count.
                span = new(Span)
                _fill_file(span, file)
                _fill_line(span, number + 1)
                _fill_column(span, column + 1)
                if style == "|" or style == ">":
                    _fill_end_line(span, number + 1)
                    _fill_end_column(span, len(lines[number].rstrip()) + 1)
                    if style == "|":
                        # The first line with text, against the same line of the file: right for `|2` as well.
                        stripped = value.lstrip("\n")
                        if stripped:
                            file_line = lines[number + 1 + len(value) - len(stripped)]
                            indentation = len(file_line) - len(stripped.partition("\n")[0])
                else:
                    mark = event.end_mark
                    _fill_end_line(span, mark.line + 1)
                    _fill_end_column(span, mark.column + 1)
                    if (
                        has_hash
                        and not style
                        and mark.line < len(lines)  # an empty value may end behind the last line
                        and (rest := CUT_OFF.match(lines[mark.line], mark.column)) is not None
                    ):
                        report_cut_off(
                            report, Span.at(file, mark.line + 1, rest.start(1) + 1, rest.end(1) - rest.start(1))
                        )
                    if style:
                        last_value = (style, span)
                        if has_escape and style == '"':
                            value = check_value(value, span, lines, report)

                if items is None and key is None:
                    if name is not None:
                        anchors[name] = Anchor(ScalarNode(value, span, style, indentation))
                    if (value in keys or style or value in SUSPICIOUS_KEYS) and is_key_refused(
                        value, style, span, keys, report
                    ):
                        key = _DISCARDED
                    else:
                        keys[value] = span
                        key = value
                    continue
                child = ScalarNode(value, span, style, indentation)
                if value_count > VALUE_LIMIT:
                    report_too_many(report, span)
                    return None, problems
                if name is not None:
                    anchors[name] = Anchor(child)

            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                value_count += 1
                mark = event.start_mark
                number = mark.line
                column = mark.column
                name = event.anchor
                if name is not None or event.tag is not None:
                    number, column = content_start(event, lines, report)
                span = _span(file, number + 1, column + 1, number + 1, len(lines[number].rstrip()) + 1)
                if len(stack) >= DEPTH_LIMIT:
                    report_too_deep(report, span)
                    return None, problems
                if value_count > VALUE_LIMIT:
                    report_too_many(report, span)
                    return None, problems
                container: MappingNode | SequenceNode = (
                    MappingNode({}, {}, span) if kind is MappingStartEvent else SequenceNode([], span)
                )
                if name is not None:
                    anchors[name] = Anchor(container)
                if items is not None:
                    items.append(container)
                elif key is None:
                    # Of keys within keys, as in `{{{x}}}`, only the outermost is worth a word.
                    if not stack or stack[-1][3] is not _DISCARDED:
                        report_complex_key(report, span)
                    key = _DISCARDED
                else:
                    if key is not _DISCARDED:
                        content[key] = container
                    key = None
                stack.append((items, content, keys, key, node, flow))
                node = container
                flow = event.flow_style
                if isinstance(container, MappingNode):
                    items = None
                    content = container.content
                    keys = container.keys
                    key = None
                else:
                    items = container.items
                continue

            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                if flow and node is not None:
                    mark = event.end_mark
                    span = node.span
                    if mark.line + 1 == span.line:
                        node.span = _span(file, span.line, span.column, span.line, mark.column + 1)
                items, content, keys, key, node, flow = stack.pop()
                continue

            elif kind is AliasEvent:
                mark = event.start_mark
                span = _span(file, mark.line + 1, mark.column + 1, event.end_mark.line + 1, event.end_mark.column + 1)
                name = event.anchor
                alias_count += 1
                if alias_count > ALIAS_LIMIT:
                    report.add(
                        "KSD004",
                        f"rujukan dengan tanda `*` dipakai lebih dari {ALIAS_LIMIT} kali",
                        span,
                        "tulis nilainya langsung di tempat yang memerlukannya",
                    )
                    return None, problems
                target = anchors.get(name)
                if target is None:
                    report.add(
                        "KSD002",
                        f"`*{summary(name)}` merujuk ke nama yang tidak ada",
                        span,
                        "bila ini teks biasa, apit seluruh nilai dengan tanda kutip",
                    )
                    child = ScalarNode("", span)
                elif target.node is node or any(frame[4] is target.node for frame in stack):
                    report.add(
                        "KSD004",
                        f"`*{summary(name)}` merujuk ke bagian yang memuat dirinya sendiri",
                        span,
                        "tulis nilainya langsung, tanpa merujuk ke bagian yang sedang ditulis",
                    )
                    child = ScalarNode("", span)
                else:
                    child = target.node
                    target.measure()
                    value_count += target.values
                    alias_chars += target.characters
                    if len(stack) + target.depth > DEPTH_LIMIT:
                        report_too_deep(report, span)
                        return None, problems
                    if value_count > VALUE_LIMIT or alias_chars > ALIAS_TEXT_LIMIT:
                        report_too_many(report, span)
                        return None, problems
                if items is None and key is None:
                    report_complex_key(report, span)
                    key = _DISCARDED
                    continue

            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    report_many_documents(
                        report, Span.at(file, event.start_mark.line + 1, event.start_mark.column + 1, 3)
                    )
                    break
                continue
            elif kind is DocumentEndEvent:
                closed = event.explicit
                continue
            elif kind is StreamEndEvent:
                break
            else:
                continue

            # A finished value (text or alias) goes to the list or to its key.
            if items is not None:
                items.append(child)
            elif key is not None:
                if key is not _DISCARDED:
                    content[key] = child
                key = None
    except yaml.MarkedYAMLError as error:
        if error.problem == _SCANNER_DEPTH:
            # The text before that bracket gives every event up to our own limit, whose place is the one to name.
            del problems[reported:]
            report.counts = counts
            assert error.problem_mark is not None
            return _build(text[: error.problem_mark.index], lines, report)
        from ksdgen.source.mistakes import report_syntax  # only when something is wrong

        if all(b.lstrip().startswith("#") or not b.strip() for b in lines):
            return None, [*problems, empty_file(file)]
        bracket = node.span if node is not None and flow else None
        report_syntax(error, lines, report, last_value, bracket, closed)
        return None, problems
    except (yaml.YAMLError, UnicodeError, ValueError):
        # Only odd escapes in a !tag come here: libyaml lets bytes through that are no text.
        from ksdgen.source.mistakes import report_unreadable

        report_unreadable(report)
        return None, problems

    if not root or (isinstance(root[0], ScalarNode) and not root[0].text and not root[0].style):
        return None, [*problems, empty_file(file)]
    return root[0], problems
