"""Compiled templates kept between runs: those of ksdgen itself, by content.

What a repository brings of its own is compiled in every run: no code that follows from a stranger's words is ever kept.
"""

from __future__ import annotations

import marshal
from types import CodeType
from typing import cast

import jinja2
from jinja2.bccache import Bucket

from ksdgen.world import cachedir
from ksdgen.world.digest import digest
from ksdgen.world.package import own_templates
from ksdgen.world.results import state_of_code
from ksdgen.world.tree import Tree, WorkingTree

SHELF = "templat"
"""Where compiled templates are, below the cache folder."""


def compiled_templates(tree: Tree) -> jinja2.BytecodeCache | None:
    """Jinja's cache of compiled templates, or None where nothing can be kept.

    Args:
        tree: where the templates come from.
    """
    code = state_of_code() if cachedir.is_used(SHELF) else None
    return None if code is None else _TemplateCache(tree, code)


class _TemplateCache(jinja2.BytecodeCache):
    """In our own form: that of Jinja begins with what `pickle` reads, and fails where the disk is full."""

    def __init__(self, tree: Tree, code: bytes) -> None:
        self._tree = tree
        # Compiled templates depend on Jinja and on our own pass over their tree.
        self._code = code
        self._own = WorkingTree(own_templates())

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        """A bucket for a template; one without a key is not kept."""
        key = digest(repr((name, filename, source)).encode()).hex() if self._is_own(name) else ""
        bucket = Bucket(environment, key, "")
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """See `BytecodeCache.load_bytecode`."""
        kept = cachedir.take(SHELF, bucket.key, self._code) if bucket.key else None
        if kept is not None:
            bucket.code = cast(CodeType, marshal.loads(kept))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """See `BytecodeCache.dump_bytecode`; what cannot be kept is compiled again."""
        if bucket.key:
            cachedir.save(SHELF, bucket.key, self._code, marshal.dumps(bucket.code))

    def _is_own(self, name: str) -> bool:
        """Whether a template says what the one of ksdgen says, wherever it lies."""
        try:
            data = self._own.read(name)
            return data is not None and data == self._tree.read(name)
        except OSError:
            return False
