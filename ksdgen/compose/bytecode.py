"""Compiled templates kept between runs, by content: a changed template or another version of Jinja or Python finds nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from ksdgen.world.cachedir import folder

if TYPE_CHECKING:
    from jinja2 import BytecodeCache


def cache_jinja() -> BytecodeCache | None:
    """Jinja's bytecode cache, or None where no folder can be written."""
    pangkal = folder()
    if pangkal is None:
        return None
    from jinja2 import FileSystemBytecodeCache

    import ksdgen.compose as compose

    try:
        # The compiled form also depends on our own AST pass, and on filters: Jinja applies them to constants when it compiles.
        berkas = sorted(Path(compose.__file__).parent.glob("*.py"))
        sidik = hashlib.sha256(b"".join(p.read_bytes() for p in berkas)).hexdigest()[:16]
        tempat = pangkal / f"jinja-{sidik}"
        tempat.mkdir(parents=True, exist_ok=True)
        return FileSystemBytecodeCache(str(tempat))
    except OSError:
        return None
