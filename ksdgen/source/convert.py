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
from ksdgen.source.node import ScalarNode
from ksdgen.source.record import Record
from ksdgen.source.scalars import Duration, Markah, OpenDate, OpenText, Percent, Rupiah, ToFollow, is_deferred


def summary(text: str, length: int = 40) -> str:
    """A text on one line, short enough to quote in a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


class Unusable:
    """Why a text is no value of its type, and what to write instead."""

    __slots__ = ("hint", "message")

    def __init__(self, message: str, hint: str | None = None) -> None:
        self.message = message
        self.hint = hint


def _text(node: ScalarNode) -> Any:
    return " ".join(node.text.split()) if "\n" in node.text else node.text.strip()


def _open(node: ScalarNode) -> Any:
    return OpenText(_text(node))


def _markah(node: ScalarNode) -> Any:
    text = node.text.rstrip()
    if node.style == "|":
        return Markah(text)
    # Prose may be wrapped in any way that YAML folds into one line. Points may not: folding would lose their lines.
    is_folded = node.style == ">" or node.span.line != node.span.end_line or "\n" in text
    if "\n" in text or (is_folded and _MARKER_LIKE.match(text)):
        return Unusable(
            "teks yang berisi butir, ayat, atau beberapa paragraf harus ditulis dalam blok `|`",
            "tulis `|` setelah tanda titik dua, lalu teksnya pada baris-baris di bawahnya",
        )
    return Markah(text)


_MARKER_LIKE = re.compile(r"\(?#?[0-9a-z]{1,3}[.)]\s")


def _percent(node: ScalarNode) -> Any:
    text = node.text.strip().removesuffix("%").strip()
    try:
        bahasa.percent(text)
    except ValueError:
        return Unusable(f'"{summary(node.text)}" bukan persen', "tulis angkanya saja, misalnya 30 atau 2,5")
    return Percent(text.replace(".", ","))


def _rupiah(node: ScalarNode) -> Any:
    sen = bahasa.read_rupiah(node.text.strip())
    if sen is None:
        return Unusable(
            f'"{summary(node.text)}" bukan jumlah uang',
            "tulis angkanya saja, misalnya 2500000000 atau Rp2.500.000.000,00",
        )
    return Rupiah(sen)


def _int(node: ScalarNode) -> Any:
    text = node.text.strip()
    if not (text.isascii() and text.isdigit()) or (len(text) > 1 and text[0] == "0") or len(text) > 15:
        return Unusable(f'"{summary(node.text)}" bukan bilangan bulat', "tulis angka saja tanpa titik, misalnya 3")
    return int(text)


def _bool(node: ScalarNode) -> Any:
    result = {"ya": True, "true": True, "tidak": False, "false": False}.get(node.text.strip().lower())
    if result is None:
        return Unusable(f'"{summary(node.text)}" bukan ya atau tidak', "tulis `ya` atau `tidak`")
    return result


def _date(node: ScalarNode) -> Any:
    result = bahasa.read_date(node.text.strip())
    if result is None:
        return Unusable(f'"{summary(node.text)}" bukan tanggal yang ada pada kalender', DATE_EXAMPLE)
    return result


def _to_follow(node: ScalarNode) -> Any:
    return ToFollow.TO_FOLLOW if is_deferred(node.text) else Unusable("bukan menyusul")


def _duration(node: ScalarNode) -> Any:
    result = bahasa.read_duration(node.text.strip())
    if result is None or not any(result):
        return Unusable(f'"{summary(node.text)}" bukan lama waktu', DURATION_EXAMPLE)
    return Duration(*result)


def read_enum(type_: type[Enum], node: ScalarNode) -> Any:
    """The member of a closed list; None when the word is none of them."""
    try:
        return type_(node.text.strip())
    except ValueError:
        return None


DURATION_EXAMPLE = "tulis misalnya `3 tahun`, `1 tahun 6 bulan`, atau `90 hari`"
DATE_EXAMPLE = "tulis misalnya 2026-12-07, 07-12-2026, atau 7 Desember 2026"

SCALARS: dict[Any, Callable[[ScalarNode], Any]] = {
    ToFollow: _to_follow,
    date: _date,
    Rupiah: _rupiah,
    Duration: _duration,
    int: _int,
    bool: _bool,
    Percent: _percent,
    Markah: _markah,
    OpenText: _open,
    str: _text,
}
"""How each scalar type is read; a text that is none gives `Unusable`."""

_NAMES: dict[Any, str] = {
    ToFollow: "`menyusul`",
    date: "tanggal",
    Rupiah: "jumlah uang",
    Duration: "lama waktu",
    int: "bilangan bulat",
    bool: "ya atau tidak",
    Percent: "persen",
    Markah: "teks",
    OpenText: "teks",
    str: "teks",
}


def type_name(type_: Any) -> str:
    """A type's name in words for people."""
    if type_ in _NAMES:
        return _NAMES[type_]
    if isinstance(type_, type) and issubclass(type_, Record):
        return "pasangan kunci: nilai"
    if isinstance(type_, type) and issubclass(type_, Enum):
        return "salah satu pilihan"
    if get_origin(type_) in (types.UnionType, typing.Union):
        return " atau ".join(type_name(t) for t in get_args(type_) if t is not type(None))
    return "daftar" if get_origin(type_) is tuple else "nilai"


ISIAN_TYPES: dict[str, Any] = {
    "teks": str,
    "markah": Markah,
    "daftar_markah": tuple[Markah, ...],
    "tanggal": OpenDate,
    "bilangan": int,
    "rupiah": Rupiah,
    "lama": Duration,
    "persen": Percent,
    "ya_tidak": bool,
}
"""The types that front matter can give to a blank; `pilihan` is a text out of a closed list."""
