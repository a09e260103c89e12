"""Compiled templates pay for what they do: every body, loop and call counts its work before it begins."""

from __future__ import annotations

from jinja2 import nodes

COUNT_TURNS = "count_turns"
"""The attribute of the environment by which loops are counted; templates have no name for it."""

CHARGE, MEASURE = " charge", " measure"
"""Filters that every compiled template uses; no template can write a name with a space."""

_OWN_BODIES = (nodes.Template, nodes.Block, nodes.Macro, nodes.CallBlock, nodes.For)
"""What runs as often as it is called for, whatever it stands in."""


def price(node: nodes.Node) -> tuple[int, int]:
    """Let every body pay for all that stands in it, each time before it runs; so nothing runs that is not paid for.

    Returns:
        What the node itself adds to what it stands in: parts of speech, and characters of constant text.
    """
    here = [1, len(node.data) if isinstance(node, nodes.TemplateData) else 0]
    inside = [1, 0]
    for name, value in list(node.iter_fields()):
        own = isinstance(node, _OWN_BODIES) and name in ("body", "test", "defaults")
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, nodes.Node):
                work, length = price(child)
                total = inside if own else here
                total[0] += work
                total[1] += length
    if isinstance(node, nodes.For):
        count = nodes.EnvironmentAttribute(COUNT_TURNS, lineno=node.lineno)
        arguments = [node.iter, nodes.Const(inside[1]), nodes.Const(inside[0])]
        node.iter = nodes.Call(count, arguments, [], None, None, lineno=node.lineno)
    elif isinstance(node, _OWN_BODIES):
        line = first_line(node) if isinstance(node, nodes.Template) else node.lineno
        charge = _filter(nodes.Const(inside[0]), CHARGE, nodes.Const(inside[1]), lineno=line)
        node.body.insert(0, nodes.ExprStmt(charge, lineno=line))
    elif isinstance(node, nodes.Compare | nodes.Operand):
        node.expr = _measure(node.expr)
    elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
        node.node = _measure(node.node)
    return here[0], here[1]


def _measure(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _filter(node, MEASURE, lineno=node.lineno)


def _filter(node: nodes.Expr, name: str, *arguments: nodes.Expr, lineno: int) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=lineno)


def first_line(node: nodes.Node) -> int:
    """The first line of a template, or of a part of one, that says more than text."""
    return next((inner.lineno for inner in node.find_all((nodes.Stmt, nodes.Expr)) if _speaks(inner)), node.lineno)


def _speaks(node: nodes.Node) -> bool:
    return not isinstance(node, nodes.Output | nodes.TemplateData)
