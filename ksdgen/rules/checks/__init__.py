"""The shapes of checks, one module per family; every rule file names one shape and gives it parameters.

A module of this package is found by being here, a shape in it by its decorator.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from ksdgen.rules.shapes import TABLE, Shape


@cache
def shapes() -> Mapping[str, Shape]:
    """Every shape by the name that rule files use."""
    for family in iter_modules(__path__):
        import_module(f"{__name__}.{family.name}")
    return TABLE
