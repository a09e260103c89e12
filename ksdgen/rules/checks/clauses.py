"""What an agreement does with standard clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ksdgen.rules.rule import Cek, Konteks, Temuan


def perubahan_beralasan(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """A standard clause that is reworded or left out says why."""
    for kode, pilihan in (k.naskah.klausul or {}).items():
        apa = "diubah" if pilihan.ubah is not None else "dihapus" if pilihan.hapus else None
        if apa is not None and not pilihan.alasan:
            yield Temuan(f"klausul.{kode}", {"klausul": kode, "apa": apa}, kunci=True)


BENTUK: dict[str, Cek] = {"perubahan_beralasan": perubahan_beralasan}
