"""Compiled templates kept between runs, by content.

A changed template, or another version of Jinja or Python, finds nothing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from ksdgen.world.cachedir import folder

if TYPE_CHECKING:
    from jinja2 import BytecodeCache


def cache_jinja() -> BytecodeCache | None:
    """Jinja's bytecode cache, or None where no folder can be written."""
    base = folder()
    if base is None:
        return None
    from jinja2 import FileSystemBytecodeCache

    import ksdgen.compose as compose

    try:
        # The compiled form also depends on our own AST pass, and on filters: Jinja applies them to constants when it
        # compiles.
        files = sorted(Path(compose.__file__).parent.glob("*.py"))
        digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
        cache = base / f"jinja-{digest}"
        cache.mkdir(parents=True, exist_ok=True)
        return FileSystemBytecodeCache(str(cache))
    except OSError:
        return None
