"""Values of an agreement by their routes, and routes in words for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from ksdgen import bahasa
from ksdgen.naskah.model import Naskah


def value_at(root: Any, route: str) -> Any:
    """The value at a route of a record, None where nothing is given."""
    current = root
    for part in route.split("."):
        if isinstance(current, Mapping):
            current = current.get(part)
        elif isinstance(current, tuple):
            current = current[int(part)] if _is_index(part) and int(part) < len(current) else None
        else:
            current = getattr(current, part, None)
    return current


def _is_index(part: str) -> bool:
    """Whether a part of a route is the number of an item; a key may be of digits too, of any length and script."""
    return part.isascii() and part.isdigit() and len(part) <= 9


def date_at(root: Any, route: str) -> date | None:
    """The date at a route; None where none is given or it is `menyusul`."""
    value = value_at(root, route)
    return value if isinstance(value, date) else None


def word(value: Any) -> str:
    """A value as rule files write it: `ya`, `daerah`, `2026`."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else str(value)


def holds(naskah: Naskah, conditions: Mapping[str, str] | None, exceptions: Mapping[str, str] | None = None) -> bool:
    """Whether an agreement is one that a demand is meant for.

    Args:
        naskah: the agreement.
        conditions: route → word; the values at all these routes are so.
        exceptions: route → word; the value at none of these routes is so.
    """

    def is_so(route: str, wanted: str) -> bool:
        return word(value_at(naskah, route)) == wanted

    return all(is_so(*condition) for condition in (conditions or {}).items()) and not any(
        is_so(*exception) for exception in (exceptions or {}).items()
    )


def pihak_term(index: int) -> str:
    """What the i-th party is called: "PIHAK KESATU"."""
    return f"PIHAK {bahasa.ordinal(index + 1).upper()}"


_ABBREVIATIONS = {
    "dprd": "DPRD",
    "tkksd": "TKKSD",
    "rkpd": "RKPD",
    "nip": "NIP",
    "nik": "NIK",
    "dpa": "DPA",
    "ksdpk": "KSDPK",
}


def route_term(route: str) -> str:
    """A route in words: "nomor PIHAK KEDUA", "tanggal penandatanganan", "lama jangka waktu"."""
    parts = route.split(".")
    last = parts[-1]
    name = f"{_words(parts[-2])} ke-{int(last) + 1}" if _is_index(last) and len(parts) > 1 else _words(last)
    if parts[0] == "para_pihak" and len(parts) > 2 and _is_index(parts[1]):
        parent = [_words(part) for part in parts[2:-1] if not _is_index(part)][-1:] if not _is_index(last) else []
        return " ".join([name, *parent, pihak_term(int(parts[1]))])
    if len(parts) > 1 and not _is_index(last) and not _is_index(parts[-2]):
        return f"{name} {_words(parts[-2])}"
    return name


def _words(key: str) -> str:
    return " ".join(_ABBREVIATIONS.get(k, k) for k in key.split("_"))
