"""Everything that ksdgen can say to people, with the place in the source where it is said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode
from ksdgen.source.parse import load
from ksdgen.source.record import Record, field_types
from tests.helpers.source_trees import PACKAGE, package_trees
from tests.helpers.util import ROOT


@dataclass(frozen=True)
class Utterance:
    """One text.

    `kind` is `pesan` (a headline), `bantuan` (what to do), `penjelasan` (a page), `pilihan` (help of an option),
    `perintah` (help of a command) or `uraian` (description of a field).
    """

    kind: str
    text: str
    location: str
    """File and line."""


# --- Python -----------------------------------------------------------------------------------------------------------

_CALLS: dict[str, dict[int, str]] = {
    "Diagnostic": {2: "pesan", 4: "bantuan"},
    "finding": {1: "pesan", 3: "bantuan"},
    "report": {1: "pesan", 3: "bantuan"},
    "_report": {1: "pesan", 3: "bantuan"},
    "add": {1: "pesan", 3: "bantuan"},
    "wrong": {1: "pesan", 4: "bantuan"},
    "_wrong": {0: "pesan", 2: "bantuan"},
    "Unusable": {0: "pesan", 1: "bantuan"},
    "Refused": {0: "bantuan"},  # what is the matter and what to do, in one
    "broken_template": {1: "pesan", 3: "bantuan"},
    "_unfit": {1: "pesan", 3: "bantuan"},
    "_broken": {1: "pesan", 3: "bantuan"},
    "GitFailed": {0: "pesan"},
    "UsageError": {0: "pesan"},
    "fail": {0: "pesan"},
}
"""Calls whose arguments are messages, by the last part of their name."""

_NAMES = {"message": "pesan", "hint": "bantuan", "help": "pilihan"}
"""Names of variables and arguments that hold messages."""


def from_python() -> Iterator[Utterance]:
    """The messages in the source of the package."""
    for module, tree in package_trees().items():
        name = f"{PACKAGE.name}/{module}"
        for node in ast.walk(tree):
            for kind, expression in _messages(node):
                for text in _texts(expression):
                    if re.search(r"[a-z]{3}", text.replace("{}", "")):
                        yield Utterance(kind, text, f"{name}:{expression.lineno}")
            if isinstance(node, ast.FunctionDef) and node.name == "command" and module.startswith("cli/"):
                yield Utterance("perintah", ast.get_docstring(node) or "", f"{name}:{node.lineno}")


def _messages(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The expressions of a node that give messages, each with its kind."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        for position, kind in _CALLS.get(name, {}).items():
            if position < len(node.args):
                yield kind, node.args[position]
        for keyword in node.keywords:
            if keyword.arg in _NAMES:
                yield _NAMES[keyword.arg], keyword.value
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id in _NAMES:
                yield _NAMES[target.id], node.value
            elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                for element, value in zip(target.elts, node.value.elts, strict=False):
                    if isinstance(element, ast.Name) and element.id in _NAMES:
                        yield _NAMES[element.id], value


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can give; what is filled in stands as {}."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(value.value if isinstance(value, ast.Constant) else "{}" for value in node.values)
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        heads, tails = list(_texts(node.left)) or ["{}"], list(_texts(node.right)) or ["{}"]
        yield from (head + tail for head in heads for tail in tails)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from _texts(value)


# --- data -------------------------------------------------------------------------------------------------------------


def from_data() -> Iterator[Utterance]:
    """The messages of rules and of the codes of shape."""
    for path in [*sorted((PACKAGE / "data" / "rules").glob("KSD*.yaml")), PACKAGE / "data" / "bentuk.yaml"]:
        name = path.relative_to(ROOT).as_posix()
        node, _ = load(path.read_bytes(), name)
        for mapping in node.items if isinstance(node, SequenceNode) else [node]:
            assert isinstance(mapping, MappingNode)
            for key in ("pesan", "bantuan", "penjelasan"):
                yield from _value(key, mapping.content.get(key), name)


def _value(kind: str, node: Node | None, name: str) -> Iterator[Utterance]:
    if isinstance(node, ScalarNode) and node.text:
        yield Utterance(kind, node.text.strip(), f"{name}:{node.span.line}")


def from_models(*roots: type[Record]) -> Iterator[Utterance]:
    """The descriptions of fields, which missing keys and editors show; of some records and of all below them."""
    seen: set[type[Record]] = set()
    rest = list(roots)
    while rest:
        kind = rest.pop()
        if kind in seen:
            continue
        seen.add(kind)
        for name, field in kind.fields_.items():
            yield Utterance("uraian", field.description, f"{kind.__name__}.{name}")
        rest += [
            leaf
            for type_ in field_types(kind).values()
            for leaf in _leaves(type_)
            if isinstance(leaf, type) and issubclass(leaf, Record)
        ]


def _leaves(type_: object) -> Iterator[object]:
    children = getattr(type_, "__args__", ())
    if not children:
        yield type_
    for child in children:
        yield from _leaves(child)


def plain(text: str) -> str:
    """A text without what is quoted: words of files, of other programs and of agreements are not ksdgen's own."""
    without = re.sub(
        r"```.*?```|``.*?``|`[^`]*`|\"[^\"]*\"|“[^”]*”|^    .*$", " … ", text, flags=re.DOTALL | re.MULTILINE
    )
    without = re.sub(r"[\w./-]+\.(?:html|yaml|yml|json|docx|pdf|txt|md|j2|png)\b", "…", without)
    return re.sub(r"\{[^{}]*\}", "…", without)
