"""Where the installed package keeps its data and its own templates."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent.parent
"""The package's folder."""

DATA = PACKAGE / "data"
"""Acts, rules, examples, skeletons: what the package knows as files."""


def own_templates() -> Path:
    """The folder of ksdgen's own templates: inside the installed package, or beside it in a source checkout."""
    packaged = PACKAGE / "templates"
    return packaged if packaged.is_dir() else PACKAGE.parent / "templates"
