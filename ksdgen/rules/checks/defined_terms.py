"""Defined terms: each defined once, and used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen.rules.reading import (
    lembar,
    longgar,
)
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import shape

_DISEBUT = re.compile(r",?\s+(?:yang\s+)?(?:selanjutnya|dapat)\s+(?:disebut|disingkat)(?:\s+dengan)?\s+", re.IGNORECASE)


@shape("istilah_terpakai", words=("istilah",))
def istilah_terpakai(k: Konteks) -> Iterator[Temuan]:
    """A defined term is used somewhere besides its own definition."""
    for i, isi in enumerate(k.naskah.istilah):
        nama = " ".join(isi.istilah.split())
        ragam = [r.strip(" \"“”',") for r in _DISEBUT.split(nama) if r.strip(" \"“”',")]
        if not ragam:
            continue
        pola = re.compile(rf"(?<!\w)(?:{'|'.join(map(longgar, ragam))})(?!\w)", re.IGNORECASE)
        batasan = re.compile(rf"{longgar(nama)}\s+adalah\b", re.IGNORECASE)
        calon = lembar(k).calon(r.split()[0].lower() for r in ragam)
        if not any(pola.search(b.teks) and not batasan.match(b.teks) for b in calon):
            yield Temuan(f"istilah.{i}.istilah", {"istilah": nama})


@shape("istilah_sekali", words=("istilah", "ke"))
def istilah_sekali(k: Konteks) -> Iterator[Temuan]:
    """A term is defined once."""
    sudah: dict[str, int] = {}
    for i, isi in enumerate(k.naskah.istilah):
        kunci = " ".join(isi.istilah.split()).casefold()
        if kunci in sudah:
            yield Temuan(f"istilah.{i}.istilah", {"istilah": isi.istilah, "ke": str(sudah[kunci] + 1)})
        sudah.setdefault(kunci, i)
