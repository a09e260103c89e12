"""Output formats, each a function `(Dokumen, images by digest) -> bytes`, loaded when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ksdgen.paper.document import Dokumen

    Penulis = Callable[[Dokumen, Mapping[str, bytes]], bytes]

FORMAT: dict[str, str] = {
    "docx": "ksdgen.word.writer:tulis",
    "txt": "ksdgen.writers.text:tulis",
    "html": "ksdgen.writers.html:tulis",
}
"""Format → "module:function"."""


def penulis(format_: str) -> Penulis:
    """The writer of a format.

    Raises:
        KeyError: there is no such format.
    """
    modul, _, nama = FORMAT[format_].partition(":")
    fungsi: Penulis = getattr(import_module(modul), nama)
    return fungsi
