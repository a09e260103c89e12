"""Values of an agreement by their routes, and routes in words for people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from ksdgen import bahasa
from ksdgen.naskah.model import Naskah


def nilai(akar: Any, rute: str) -> Any:
    """The value at a route of a record, None where nothing is given."""
    kini = akar
    for bagian in rute.split("."):
        if isinstance(kini, Mapping):
            kini = kini.get(bagian)
        elif isinstance(kini, tuple):
            kini = kini[int(bagian)] if bagian.isdigit() and int(bagian) < len(kini) else None
        else:
            kini = getattr(kini, bagian, None)
    return kini


def tanggal(akar: Any, rute: str) -> date | None:
    """The date at a route; None where none is given or it is `menyusul`."""
    isi = nilai(akar, rute)
    return isi if isinstance(isi, date) else None


def kata(isi: Any) -> str:
    """A value as rule files write it: `ya`, `daerah`, `2026`."""
    if isinstance(isi, Enum):
        return str(isi.value)
    if isinstance(isi, bool):
        return "ya" if isi else "tidak"
    return "" if isi is None else str(isi)


def holds(naskah: Naskah, conditions: Mapping[str, str] | None, exceptions: Mapping[str, str] | None = None) -> bool:
    """Whether an agreement is one that a demand is meant for.

    Args:
        naskah: the agreement.
        conditions: route → word; the values at all these routes are so.
        exceptions: route → word; the value at none of these routes is so.
    """
    return all(kata(nilai(naskah, rute)) == word for rute, word in (conditions or {}).items()) and not any(
        kata(nilai(naskah, rute)) == word for rute, word in (exceptions or {}).items()
    )


def sebutan_pihak(i: int) -> str:
    """What the i-th party is called: "PIHAK KESATU"."""
    return f"PIHAK {bahasa.ordinal(i + 1).upper()}"


_SINGKATAN = {
    "dprd": "DPRD",
    "tkksd": "TKKSD",
    "rkpd": "RKPD",
    "nip": "NIP",
    "nik": "NIK",
    "dpa": "DPA",
    "ksdpk": "KSDPK",
}


def sebutan_rute(rute: str) -> str:
    """A route in words: "nomor PIHAK KEDUA", "tanggal penandatanganan", "lama jangka waktu"."""
    bagian = rute.split(".")
    akhir = bagian[-1]
    nama = f"{_kata(bagian[-2])} ke-{int(akhir) + 1}" if akhir.isdigit() and len(bagian) > 1 else _kata(akhir)
    if bagian[0] == "para_pihak" and len(bagian) > 2 and bagian[1].isdigit():
        induk = [_kata(b) for b in bagian[2:-1] if not b.isdigit()][-1:] if not akhir.isdigit() else []
        return " ".join([nama, *induk, sebutan_pihak(int(bagian[1]))])
    if len(bagian) > 1 and not akhir.isdigit() and not bagian[-2].isdigit():
        return f"{nama} {_kata(bagian[-2])}"
    return nama


def _kata(kunci: str) -> str:
    return " ".join(_SINGKATAN.get(k, k) for k in kunci.split("_"))
