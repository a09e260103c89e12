"""Everything that ksdgen can say to people, with the place in the source where it is said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode
from ksdgen.source.parse import load
from ksdgen.source.record import Record, converters
from tests.helpers.util import ROOT

PACKAGE = ROOT / "ksdgen"


@dataclass(frozen=True)
class Utterance:
    """One text: `pesan` (a headline), `bantuan` (what to do), `penjelasan` (a page), `pilihan` (help of an option), `perintah` (help of a command)."""

    kind: str
    text: str
    location: str
    """File and line."""


# --- Python ---------------------------------------------------------------------------------------------------------------------------------

_CALLS: dict[str, dict[int, str]] = {
    "Diagnostic": {2: "pesan", 4: "bantuan"},
    "lapor": {1: "pesan", 3: "bantuan"},
    "tambah": {1: "pesan", 3: "bantuan"},
    "salah": {1: "pesan", 4: "bantuan"},
    "_salah": {0: "pesan", 2: "bantuan"},
    "Unusable": {0: "pesan", 1: "bantuan"},
    "Refused": {0: "bantuan"},  # what is the matter and what to do, in one
    "broken_template": {1: "pesan", 3: "bantuan"},
    "_unfit": {1: "pesan", 3: "bantuan"},
    "_broken": {1: "pesan", 3: "bantuan"},
    "GitGagal": {0: "pesan"},
    "UsageError": {0: "pesan"},
    "fail": {0: "pesan"},
}
"""Calls whose arguments are messages, by the last part of their name."""

_NAMES = {"pesan": "pesan", "bantuan": "bantuan", "help": "pilihan"}
"""Names of variables and arguments that hold messages."""


def from_python() -> Iterator[Utterance]:
    """The messages in the source of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for n in ast.walk(tree):
            for kind, expression in _where(n):
                for text in _text(expression):
                    if re.search(r"[a-z]{3}", text.replace("{}", "")):
                        yield Utterance(kind, text, f"{name}:{expression.lineno}")
            if isinstance(n, ast.FunctionDef) and n.name == "perintah" and path.parent.name == "cli":
                yield Utterance("perintah", ast.get_docstring(n) or "", f"{name}:{n.lineno}")


def _where(n: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(n, ast.Call):
        name = n.func.attr if isinstance(n.func, ast.Attribute) else n.func.id if isinstance(n.func, ast.Name) else ""
        for i, kind in _CALLS.get(name, {}).items():
            if i < len(n.args):
                yield kind, n.args[i]
        for k in n.keywords:
            if k.arg in _NAMES:
                yield _NAMES[k.arg], k.value
    elif isinstance(n, ast.Assign):
        for target in n.targets:
            if isinstance(target, ast.Name) and target.id in _NAMES:
                yield _NAMES[target.id], n.value
            elif isinstance(target, ast.Tuple) and isinstance(n.value, ast.Tuple):
                for s, v in zip(target.elts, n.value.elts, strict=False):
                    if isinstance(s, ast.Name) and s.id in _NAMES:
                        yield _NAMES[s.id], v


def _text(n: ast.expr) -> Iterator[str]:
    """The texts that an expression can give; what is filled in stands as {}."""
    if isinstance(n, ast.Constant) and isinstance(n.value, str):
        yield n.value
    elif isinstance(n, ast.JoinedStr):
        yield "".join(v.value if isinstance(v, ast.Constant) else "{}" for v in n.values)
    elif isinstance(n, ast.IfExp):
        yield from _text(n.body)
        yield from _text(n.orelse)
    elif isinstance(n, ast.BinOp) and isinstance(n.op, ast.Add):
        left, right = list(_text(n.left)) or ["{}"], list(_text(n.right)) or ["{}"]
        yield from (a + b for a in left for b in right)
    elif isinstance(n, ast.BoolOp):
        for v in n.values:
            yield from _text(v)


# --- data -----------------------------------------------------------------------------------------------------------------------------------


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


def from_models(*root: type[Record]) -> Iterator[Utterance]:
    """The descriptions of fields, which missing keys and editors show."""
    seen: set[type[Record]] = set()
    rest = list(root)
    while rest:
        kind = rest.pop()
        if kind in seen:
            continue
        seen.add(kind)
        for name, m in kind.fields_.items():
            yield Utterance("uraian", m.description, f"{kind.__name__}.{name}")
        rest += [
            t
            for type_ in converters(kind).values()
            for t in _leaves(type_)
            if isinstance(t, type) and issubclass(t, Record)
        ]


def _leaves(type_: object) -> Iterator[object]:
    children = getattr(type_, "__args__", ())
    if not children:
        yield type_
    for t in children:
        yield from _leaves(t)


def plain(text: str) -> str:
    """A text without what is quoted: words of files, of other programs and of agreements are not ksdgen's own."""
    without = re.sub(
        r"```.*?```|``.*?``|`[^`]*`|\"[^\"]*\"|“[^”]*”|^    .*$", " … ", text, flags=re.DOTALL | re.MULTILINE
    )
    without = re.sub(r"[\w./-]+\.(?:html|yaml|yml|json|docx|pdf|txt|md|j2|png)\b", "…", without)
    return re.sub(r"\{[^{}]*\}", "…", without)
