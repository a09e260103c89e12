"""Output formats, each a function `(Dokumen, images by digest) -> bytes`, loaded when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ksdgen.paper.document import Dokumen

    Writer = Callable[[Dokumen, Mapping[str, bytes]], bytes]

FORMAT: dict[str, str] = {
    "docx": "ksdgen.word.writer:write",
    "txt": "ksdgen.writers.text:write",
    "html": "ksdgen.writers.html:write",
}
"""Format → "module:function"."""


def writer_for(format_: str) -> Writer:
    """The writer of a format.

    Raises:
        KeyError: there is no such format.
    """
    module, _, name = FORMAT[format_].partition(":")
    function: Writer = getattr(import_module(module), name)
    return function
