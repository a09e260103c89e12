"""What one composition may cost: a template that needs more never ends by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ksdgen import bahasa

BATAS_PUTARAN = 50_000
"""Loop turns, calls and includes."""

BATAS_KELUARAN = 20_000_000
"""Characters."""


class TerlaluBesar(Exception):
    """A template used more than its share; the text is for people."""


class Jatah:
    """What one composition has used up."""

    __slots__ = ("keluaran", "putaran")

    def __init__(self) -> None:
        self.ulang()

    def ulang(self) -> None:
        """Forget what was used: the other templates are not to blame for one."""
        self.putaran = self.keluaran = 0

    def langkah(self) -> None:
        """Count one turn."""
        self.putaran += 1
        if self.putaran > BATAS_PUTARAN:
            raise TerlaluBesar(f"pengulangan pada templat ini melebihi {bahasa.angka(BATAS_PUTARAN)} kali")

    def hitung(self, panjang: int) -> None:
        """Count characters that go into the text."""
        self.keluaran += panjang
        periksa_panjang(self.keluaran)

    def putar(self, isi: Any, panjang: int) -> Iterator[Any]:
        """A loop of a template, each turn of which prints at least so many characters."""
        for butir in isi:
            self.langkah()
            self.hitung(panjang)
            yield butir


def periksa_panjang(panjang: int) -> None:
    """Refuse a text of more characters than one composition may have."""
    if panjang > BATAS_KELUARAN:
        raise TerlaluBesar("teks yang dihasilkan templat ini terlalu panjang")


_KINI = [Jatah()]


def jatah() -> Jatah:
    """The share of the composition that is going on."""
    return _KINI[-1]


@contextmanager
def jatah_baru() -> Iterator[None]:
    """A composition with a share of its own."""
    _KINI.append(Jatah())
    try:
        yield
    finally:
        _KINI.pop()
