"""One text as the value that its field wants: dates, money, lengths, numbers, markup."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin

from ksdgen import bahasa
from ksdgen.source.node import Skalar
from ksdgen.source.record import Rekaman
from ksdgen.source.scalars import Lama, Markah, Menyusul, Persen, Rupiah, Tanggal, TeksTerbuka, is_deferred


def ringkas(teks: str, panjang: int = 40) -> str:
    """A value short enough to quote in a message."""
    satu = " ".join(teks.split())
    return satu if len(satu) <= panjang else satu[: panjang - 1] + "…"


class Unusable:
    """Why a text is no value of its type, and what to write instead."""

    __slots__ = ("bantuan", "pesan")

    def __init__(self, pesan: str, bantuan: str | None = None) -> None:
        self.pesan = pesan
        self.bantuan = bantuan


def _teks(node: Skalar) -> Any:
    return " ".join(node.teks.split()) if "\n" in node.teks else node.teks.strip()


def _terbuka(node: Skalar) -> Any:
    return TeksTerbuka(_teks(node))


def _markah(node: Skalar) -> Any:
    teks = node.teks.rstrip()
    if node.gaya == "|":
        return Markah(teks)
    # Prose may be wrapped in any way that YAML folds into one line. Points may not: folding would lose their lines.
    berlipat = node.gaya == ">" or node.span.line != node.span.end_line or "\n" in teks
    if "\n" in teks or (berlipat and _MIRIP_PENANDA.match(teks)):
        return Unusable(
            "teks yang berisi butir, ayat, atau beberapa paragraf harus ditulis dalam blok `|`",
            "tulis `|` setelah tanda titik dua, lalu teksnya pada baris-baris di bawahnya",
        )
    return Markah(teks)


_MIRIP_PENANDA = re.compile(r"\(?#?[0-9a-z]{1,3}[.)]\s")


def _persen(node: Skalar) -> Any:
    teks = node.teks.strip().removesuffix("%").strip()
    try:
        bahasa.persen(teks)
    except ValueError:
        return Unusable(f'"{ringkas(node.teks)}" bukan persen', "tulis angkanya saja, misalnya 30 atau 2,5")
    return Persen(teks.replace(".", ","))


def _rupiah(node: Skalar) -> Any:
    sen = bahasa.baca_rupiah(node.teks.strip())
    if sen is None:
        return Unusable(
            f'"{ringkas(node.teks)}" bukan jumlah uang',
            "tulis angkanya saja, misalnya 2500000000 atau Rp2.500.000.000,00",
        )
    return Rupiah(sen)


def _int(node: Skalar) -> Any:
    teks = node.teks.strip()
    if not (teks.isascii() and teks.isdigit()) or (len(teks) > 1 and teks[0] == "0") or len(teks) > 15:
        return Unusable(f'"{ringkas(node.teks)}" bukan bilangan bulat', "tulis angka saja tanpa titik, misalnya 3")
    return int(teks)


def _bool(node: Skalar) -> Any:
    hasil = {"ya": True, "true": True, "tidak": False, "false": False}.get(node.teks.strip().lower())
    if hasil is None:
        return Unusable(f'"{ringkas(node.teks)}" bukan ya atau tidak', "tulis `ya` atau `tidak`")
    return hasil


def _date(node: Skalar) -> Any:
    hasil = bahasa.baca_tanggal(node.teks.strip())
    if hasil is None:
        return Unusable(f'"{ringkas(node.teks)}" bukan tanggal yang ada pada kalender', DATE_EXAMPLE)
    return hasil


def _menyusul(node: Skalar) -> Any:
    return Menyusul.MENYUSUL if is_deferred(node.teks) else Unusable("bukan menyusul")


def _lama(node: Skalar) -> Any:
    hasil = bahasa.baca_lama(node.teks.strip())
    if hasil is None or not any(hasil):
        return Unusable(f'"{ringkas(node.teks)}" bukan lama waktu', DURATION_EXAMPLE)
    return Lama(*hasil)


def read_enum(tipe: type[Enum], node: Skalar) -> Any:
    """The member of a closed list; None when the word is none of them."""
    try:
        return tipe(node.teks.strip())
    except ValueError:
        return None


DURATION_EXAMPLE = "tulis misalnya `3 tahun`, `1 tahun 6 bulan`, atau `90 hari`"
DATE_EXAMPLE = "tulis misalnya 2026-12-07, 07-12-2026, atau 7 Desember 2026"

SCALARS: dict[Any, Callable[[Skalar], Any]] = {
    Menyusul: _menyusul,
    date: _date,
    Rupiah: _rupiah,
    Lama: _lama,
    int: _int,
    bool: _bool,
    Persen: _persen,
    Markah: _markah,
    TeksTerbuka: _terbuka,
    str: _teks,
}
"""How each scalar type is read; a text that is none gives `Unusable`."""

_NAMA: dict[Any, str] = {
    Menyusul: "`menyusul`",
    date: "tanggal",
    Rupiah: "jumlah uang",
    Lama: "lama waktu",
    int: "bilangan bulat",
    bool: "ya atau tidak",
    Persen: "persen",
    Markah: "teks",
    TeksTerbuka: "teks",
    str: "teks",
}


def nama_tipe(tipe: Any) -> str:
    """A type's name in words for people."""
    if tipe in _NAMA:
        return _NAMA[tipe]
    if isinstance(tipe, type) and issubclass(tipe, Rekaman):
        return "pasangan kunci: nilai"
    if isinstance(tipe, type) and issubclass(tipe, Enum):
        return "salah satu pilihan"
    if get_origin(tipe) in (types.UnionType, typing.Union):
        return " atau ".join(nama_tipe(t) for t in get_args(tipe) if t is not type(None))
    return "daftar" if get_origin(tipe) is tuple else "nilai"


TIPE_ISIAN: dict[str, Any] = {
    "teks": str,
    "markah": Markah,
    "daftar_markah": tuple[Markah, ...],
    "tanggal": Tanggal,
    "bilangan": int,
    "rupiah": Rupiah,
    "lama": Lama,
    "persen": Persen,
    "ya_tidak": bool,
}
"""The types that front matter can give to a blank; `pilihan` is a text out of a closed list."""
