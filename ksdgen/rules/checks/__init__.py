"""The shapes of checks, one module per family; every rule file names one shape and gives it parameters.

A module of this package is found by being here, a shape in it by its decorator.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from ksdgen.rules.shapes import TABLE, Shape


@cache
def shapes() -> Mapping[str, Shape]:
    """Every shape by the name that rule files use."""
    for family in sorted(Path(__file__).parent.glob("[!_]*.py")):
        import_module(f"{__name__}.{family.stem}")
    return TABLE
