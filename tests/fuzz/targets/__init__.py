"""Everything through which what a stranger wrote comes in: one module for each way, found by its class."""

from __future__ import annotations

from importlib import import_module

from tests.fuzz.engine import Target

MODULES = (
    "yaml_bytes", "naskah_structure", "proposals", "markah", "templates", "styles", "own_rules", "parties", "frozen", "pins", "word_files", "pictures",
    "revisions", "command_lines",
)  # fmt: skip
"""The modules here; each has a class `Attack`."""


def target(name: str) -> Target:
    """The target of a name."""
    made: Target = import_module(f"tests.fuzz.targets.{name}").Attack()
    return made
