"""Values on their way through a template: fenced by private-use characters that user input cannot contain.

So no value can ever become structure, and every character of the paper knows where it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ksdgen.paper.document import Asal

NILAI, NILAI_ISI, NILAI_AKHIR = "\ue000", "\ue001", "\ue002"
TANDA, TANDA_AKHIR = "\ue003", "\ue004"
LUBANG, LUBANG_AKHIR = "\ue005", "\ue006"
"""Fences: a value is NILAI id NILAI_ISI text NILAI_AKHIR, a line mark TANDA id TANDA_AKHIR, a blank LUBANG name LUBANG_AKHIR."""

TELAN = "\ue007"
"""Stands before a line break of a template that must not reach the text."""

HARFIAH = "\ue008"
"""Stands before text that is no marker, table row or directive, whatever it looks like; takes no room itself."""

FENCE_RANGE = "\ue000-\ue0ff"
_GANTI_BARIS = re.compile(r"\r\n|\r|\n")

CariAsal = Callable[[str, int], Asal | None]
"""Turns the id of a fence and an offset into a place."""


def nilai(teks: str, id_: str = "") -> str:
    """Fence a value; its newlines become spaces."""
    return f"{NILAI}{_satu_baris(id_)}{NILAI_ISI}{_satu_baris(teks)}{NILAI_AKHIR}"


def lubang(nama: str) -> str:
    """A fenced blank."""
    return f"{LUBANG}{_satu_baris(nama)}{LUBANG_AKHIR}"


def tanda(id_: str) -> str:
    """A mark that says where the text after it was written."""
    return f"{TANDA}{_satu_baris(id_)}{TANDA_AKHIR}"


def _satu_baris(teks: str) -> str:
    return _GANTI_BARIS.sub(" ", teks) if "\n" in teks or "\r" in teks else teks


_TANDA = re.compile(f"{TANDA}[^{TANDA_AKHIR}]*{TANDA_AKHIR}")
_POLOS = re.compile(f"{NILAI}[^{NILAI_ISI}]*{NILAI_ISI}|{NILAI_AKHIR}")


def tanpa_tanda(teks: str) -> str:
    """Text without its line marks."""
    return _TANDA.sub("", teks)


def without_fences(teks: str) -> str:
    """Text without the fences around values."""
    return _POLOS.sub("", teks)


ONE_VALUE = f"{NILAI}[^{NILAI_ISI}]*{NILAI_ISI}[^{NILAI_AKHIR}]*{NILAI_AKHIR}"
