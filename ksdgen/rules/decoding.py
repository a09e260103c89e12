"""A rule file → a rule with its parameters, or what is wrong with the file, each fault at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ksdgen.diagnostics import Diagnostic, Span
from ksdgen.rules.checks import shapes
from ksdgen.rules.rule import Rule
from ksdgen.rules.shapes import Parameter, Shape
from ksdgen.source.advice import nearest
from ksdgen.source.decode import Decoder
from ksdgen.source.node import MappingNode, Node, ScalarNode
from ksdgen.source.parse import load
from ksdgen.source.places import Places
from ksdgen.world.codes import finding

BROKEN_CODE = "KSD047"
"""A rule file that reads as a rule and still cannot work."""


class Ready(NamedTuple):
    """A rule that can be run."""

    rule: Rule
    shape: Shape
    parameter: Parameter | None


class RuleReading:
    """What was read from one rule file; without a rule where anything is wrong.

    Args:
        places: where its values are written.
        findings: what is wrong with it.
    """

    __slots__ = ("findings", "places", "ready")

    def __init__(self, places: Places, findings: list[Diagnostic]) -> None:
        self.places = places
        self.findings = findings
        self.ready: Ready | None = None

    def report(self, message: str, span: Span, hint: str | None = None) -> None:
        """Add a fault; the rule is not run."""
        self.findings.append(finding(BROKEN_CODE, message, span, hint))
        self.ready = None


def read_rule(data: bytes, file: str) -> RuleReading:
    """Read a rule file: YAML, the rule's own fields, the parameters of its shape, the words of its messages.

    Args:
        data: the file's content.
        file: its name, as findings call it.
    """
    node, findings = load(data, file)
    reading = RuleReading(Places(node, file), findings)
    if node is None:
        return reading
    decoder = Decoder()
    rule = decoder.record(Rule, node)
    reading.findings += decoder.findings
    if rule is None:
        return reading
    shape = shapes().get(rule.cek)
    if shape is None:
        suggestion = nearest(rule.cek, list(shapes()))
        reading.report(
            f"bentuk pemeriksaan `{rule.cek}` tidak ada",
            reading.places.span("cek"),
            f"maksud Anda `{suggestion}`?" if suggestion else f"bentuk yang ada: {', '.join(sorted(shapes()))}",
        )
        return reading
    parameter = _parameter(shape, rule.parameter, reading)
    for name in ("pesan", "bantuan"):
        text = getattr(rule, name)
        for piece, message, hint in _placeholders(text or "", shape.words):
            reading.report(message, _within(reading.places, name, piece), hint)
    if not reading.findings:
        values = {name: getattr(parameter, name) for name in parameter.fields_} if parameter is not None else {}
        reading.ready = Ready(rule.replace(parameter=values), shape, parameter)
    return reading


def prepare(rule: Rule) -> Ready:
    """A rule that was read before and found whole, ready to be run."""
    shape = shapes()[rule.cek]
    return Ready(rule, shape, shape.parameters(**rule.parameter) if shape.parameters is not None else None)


def _parameter(shape: Shape, node: Node | None, reading: RuleReading) -> Parameter | None:
    if shape.parameters is None:
        if node is not None:
            message = f"bentuk pemeriksaan `{shape.name}` tidak memakai parameter"
            reading.report(message, reading.places.key("parameter"), "hapus kunci `parameter` beserta isinya")
        return None
    decoder = Decoder()
    # Without the key, what must be given is missed where the shape is named.
    parameter = decoder.record(
        shape.parameters, MappingNode({}, {}, reading.places.span("cek")) if node is None else node, "parameter"
    )
    reading.findings += decoder.findings
    if parameter is not None:
        for fault in parameter.faults():
            reading.report(fault.message, reading.places.span(f"parameter.{fault.route}"), fault.hint)
    return parameter


# --- the words of messages --------------------------------------------------------------------------------------------

_PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}")


def _placeholders(text: str, words: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the placeholders of a message: the piece of its text, what is wrong, and what to do.

    Args:
        text: the message.
        words: what the findings of its shape give.
    """
    known = f"isian yang ada: {', '.join(f'{{{w}}}' for w in words)}" if words else "bentuk ini tidak memberi isian"
    if not words:
        # Without any word, messages are printed as they stand.
        for match in _PLACEHOLDER.finditer(text):
            yield match[0], f"isian `{match[0]}` tidak ada pada bentuk pemeriksaan ini", known
        return
    from string import Formatter  # only where a rule file is read

    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        hint = "tulis {{ dan }} untuk kurung kurawal yang harus tercetak"
        yield text, "kurung kurawal pada teks ini tidak berpasangan", hint
        return
    for _, name, spec, conversion in parts:
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            yield f"{{{name}", f"isian `{{{name}}}` hanya boleh berupa satu nama", known
        elif name not in words:
            suggestion = nearest(name, words)
            hint = f"maksud Anda `{{{suggestion}}}`?" if suggestion else known
            yield f"{{{name}}}", f"isian `{{{name}}}` tidak ada pada bentuk pemeriksaan ini", hint


def _within(places: Places, route: str, piece: str) -> Span:
    """The place of a piece of a value, where it stands there as it is written; else the value's."""
    node = places.node(route)
    if isinstance(node, ScalarNode) and "\n" not in node.text and (column := node.text.find(piece)) >= 0:
        return node.place(0, column, len(piece))
    return places.span(route)
