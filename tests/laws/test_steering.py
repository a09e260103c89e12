"""Nothing is decided by the text of a code or of a message: a condition has a type (`Cause`, an exception, an enum)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.helpers.source_trees import syntax_tree
from tests.helpers.util import ROOT

CODE = re.compile(r"KSD\d{0,3}")


def steering(tree: ast.AST) -> Iterator[int]:
    """Lines on which a code, or the text of an exception, is compared."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            parts: list[ast.expr] = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "startswith":
            parts = [*node.args]
        else:
            continue
        for part in parts:
            inner = part.elts if isinstance(part, ast.Tuple | ast.Set | ast.List) else [part]
            constants = [str(element.value) for element in inner if isinstance(element, ast.Constant)]
            if any(map(CODE.fullmatch, constants)) or _of_error(part):
                yield node.lineno
        words = any(isinstance(part, ast.Attribute) and part.attr in ("message", "hint") for part in parts)
        if words and any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts):
            yield node.lineno


def _of_error(part: ast.expr) -> bool:
    """`str(error)`."""
    if not isinstance(part, ast.Call) or not isinstance(part.func, ast.Name) or part.func.id != "str":
        return False
    return bool(part.args) and isinstance(part.args[0], ast.Name) and part.args[0].id == "error"


@pytest.mark.parametrize("path", sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "ksdgen").rglob("*.py")))
def test_nothing_steers_by_words(path: str) -> None:
    lines = list(steering(syntax_tree(ROOT / path)))
    assert not lines


@pytest.mark.parametrize(
    "line",
    [
        't.code == "KSD009"',
        'd.code != "KSD057"',
        't.code.startswith("KSD04")',
        'k in ("KSD013", "KSD043")',
        "str(error) == reason",
        't.message == "x"',
    ],
)
def test_the_law_sees(line: str) -> None:
    assert list(steering(ast.parse(line))) == [1]
