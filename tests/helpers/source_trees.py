"""The source of the package as syntax trees, parsed once for all tests that read it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.helpers.util import ROOT

PACKAGE = ROOT / "ksdgen"


@cache
def package_trees() -> dict[str, ast.Module]:
    """Each module by its path relative to the package, in order."""
    return {path.relative_to(PACKAGE).as_posix(): syntax_tree(path) for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def syntax_tree(path: Path) -> ast.Module:
    """A file as a tree; not to be changed."""
    return ast.parse(path.read_text(encoding="utf-8"))
