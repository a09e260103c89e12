"""ksdgen's own templates, compiled, kept between runs.

Jinja's own cache is read with `pickle` and keeps whatever it compiles. Here the words of strangers, a repository's own
templates, are compiled anew in each run; what is kept is code made of files of this package, and `cachedir` gives back
only what this user's ksdgen has put there.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from ksdgen.world import cachedir

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

FOLDER = "templat"
"""Where they are, below the cache folder."""

_LIMIT = 400
"""How many are kept; the oldest go first."""


class CompiledTemplates(BytecodeCache):
    """Keeps the compiled templates of one state of the code that compiles them.

    Args:
        is_own: whether a template, by the name that people see, is a file of the package.
    """

    def __init__(self, is_own: Callable[[str], bool]) -> None:
        self._is_own = is_own
        self._state = _state_of_compiler()
        self._limited = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """See `BytecodeCache.load_bytecode`."""
        if (name := self._name(bucket)) is not None and (data := cachedir.take(name)) is not None:
            bucket.code = marshal.loads(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """See `BytecodeCache.dump_bytecode`."""
        if (name := self._name(bucket)) is None:
            return
        if not self._limited:
            self._limited = True
            cachedir.limit(FOLDER, _LIMIT)
        cachedir.save(name, marshal.dumps(bucket.code))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of a file of the package; "" for any other template."""
        return filename if filename is not None and self._is_own(filename) else ""

    def _name(self, bucket: Bucket) -> str | None:
        if not bucket.key:
            return None
        text = f"{self._state}|{bucket.key}|{bucket.checksum}"
        return f"{FOLDER}/{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def compiled_templates(is_own: Callable[[str], bool]) -> CompiledTemplates | None:
    """What keeps compiled templates, or None where nothing can be kept."""
    return CompiledTemplates(is_own) if cachedir.is_used() else None


def _state_of_compiler() -> str:
    """What compiled templates depend on besides their text: Jinja, Python, our own AST pass, and filters, which Jinja
    applies to constants when it compiles.
    """
    from jinja2.bccache import bc_magic

    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(bc_magic + b"".join(file.read_bytes() for file in files)).hexdigest()
