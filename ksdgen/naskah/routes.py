"""Values of an agreement by their routes, and routes in words for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from ksdgen import bahasa
from ksdgen.naskah.model import Naskah


def value(root: Any, route: str) -> Any:
    """The value at a route of a record, None where nothing is given."""
    current = root
    for part in route.split("."):
        if isinstance(current, Mapping):
            current = current.get(part)
        elif isinstance(current, tuple):
            current = current[int(part)] if part.isdigit() and int(part) < len(current) else None
        else:
            current = getattr(current, part, None)
    return current


def on_date(root: Any, route: str) -> date | None:
    """The date at a route; None where none is given or it is `menyusul`."""
    content = value(root, route)
    return content if isinstance(content, date) else None


def words(content: Any) -> str:
    """A value as rule files write it: `ya`, `daerah`, `2026`."""
    if isinstance(content, Enum):
        return str(content.value)
    if isinstance(content, bool):
        return "ya" if content else "tidak"
    return "" if content is None else str(content)


def holds(naskah: Naskah, conditions: Mapping[str, str] | None, exceptions: Mapping[str, str] | None = None) -> bool:
    """Whether an agreement is one that a demand is meant for.

    Args:
        naskah: the agreement.
        conditions: route → word; the values at all these routes are so.
        exceptions: route → word; the value at none of these routes is so.
    """
    return all(words(value(naskah, route)) == word for route, word in (conditions or {}).items()) and not any(
        words(value(naskah, route)) == word for route, word in (exceptions or {}).items()
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
    part = route.split(".")
    end = part[-1]
    name = f"{_words(part[-2])} ke-{int(end) + 1}" if end.isdigit() and len(part) > 1 else _words(end)
    if part[0] == "para_pihak" and len(part) > 2 and part[1].isdigit():
        parent = [_words(b) for b in part[2:-1] if not b.isdigit()][-1:] if not end.isdigit() else []
        return " ".join([name, *parent, pihak_term(int(part[1]))])
    if len(part) > 1 and not end.isdigit() and not part[-2].isdigit():
        return f"{name} {_words(part[-2])}"
    return name


def _words(key: str) -> str:
    return " ".join(_ABBREVIATIONS.get(k, k) for k in key.split("_"))
