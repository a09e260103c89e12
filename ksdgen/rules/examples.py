"""A rule's example as a complete agreement: a few top-level keys replace those of a base."""

from __future__ import annotations

import re
from functools import cache

from ksdgen.world.package import DATA

FOLDER = DATA / "contoh"

_KUNCI = re.compile(r"^([a-z_]+):", re.MULTILINE)


@cache
def dasar(nama: str) -> str:
    """The text of a base agreement in data/contoh."""
    return (FOLDER / f"{nama}.yaml").read_text(encoding="utf-8")


def pasang(teks: str, potongan: str) -> str:
    """An agreement's text with the top-level keys of `potongan` in place of its own; new keys come last."""
    isi = _belah(teks)
    isi.update(_belah(potongan))
    return "".join(b if b.endswith("\n") else f"{b}\n" for b in isi.values())


def _belah(teks: str) -> dict[str, str]:
    """Top-level key → its lines; what stands before the first key is kept under ""."""
    batas = [(m.start(), m[1]) for m in _KUNCI.finditer(teks)]
    awal = batas[0][0] if batas else len(teks)
    hasil = {"": teks[:awal]} if teks[:awal].strip() else {}
    if not batas:
        return hasil
    for (mulai, nama), (akhir, _) in zip(batas, [*batas[1:], (len(teks), "")], strict=True):
        hasil[nama] = teks[mulai:akhir]
    return hasil
