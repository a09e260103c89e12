"""Pins: the versions of standard clauses that an agreement was drafted with, in `<naskah>.kunci.json` beside it.

A pinned agreement is composed from those versions, whatever the clauses say by now. What it did not use when it was pinned is not
pinned: such a clause is taken as it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ksdgen.catalogue.archive import sidik
from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.front_matter import Berkas

VERSI = 1
"""The form in which pin files are written."""


@dataclass(frozen=True, slots=True)
class Pasak:
    """One clause's pin: the version and the digest of its text."""

    versi: int
    sidik: str


Kunci = Mapping[str, Pasak]
"""Clause → pin."""


class KunciRusak(Exception):
    """A pin file says something else than pins."""


@dataclass(slots=True)
class Pasangan:
    """Pins held against the catalogue."""

    versi: dict[str, int] = field(default_factory=dict)
    """The versions with which the agreement can be composed."""
    hilang: dict[str, str] = field(default_factory=dict)
    """Pinned clauses whose text of that version is not there any more, and in which way."""
    baru: dict[str, int] = field(default_factory=dict)
    """Pinned clauses of which there is a newer version, with that version."""


def baca(data: bytes) -> Kunci:
    """Read a pin file.

    Raises:
        KunciRusak: it is not one.
    """
    try:
        isi = json.loads(data)
        return _READERS[isi["versi"]](isi)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KunciRusak from None


def _read_1(isi: Any) -> Kunci:
    return {str(k): Pasak(int(p["versi"]), str(p["sidik"])) for k, p in isi["klausul"].items()}


_READERS: dict[int, Callable[[Any], Kunci]] = {1: _read_1}
"""How each form of pin files is read. A form that was ever written stays here."""


def tulis(kunci: Kunci) -> bytes:
    """The text of a pin file: one line for each clause, in a fixed order."""
    baris = [
        f'  {json.dumps(k, ensure_ascii=False)}: {{"versi": {kunci[k].versi}, "sidik": "{kunci[k].sidik}"}}'
        for k in sorted(kunci)
    ]
    isi = "{\n" + ",\n".join(baris) + "\n }" if baris else "{}"
    return f'{{\n "versi": {VERSI},\n "klausul": {isi}\n}}\n'.encode()


def pasangkan(kunci: Kunci, katalog: Katalog) -> Pasangan:
    """Hold pins against the catalogue: which versions are there unaltered, which are not, which have a successor."""
    hasil = Pasangan()
    for kode, pasak in kunci.items():
        kini = katalog.klausul(kode)
        berkas = kini if kini is not None and kini.kepala.versi == pasak.versi else katalog.arsip(kode, pasak.versi)
        if berkas is None:
            hasil.hilang[kode] = f"versi {pasak.versi} tidak ada" + (
                f"; yang ada versi {kini.kepala.versi}" if kini else ""
            )
        elif sidik(berkas) != pasak.sidik:
            hasil.hilang[kode] = f"versi {pasak.versi} bersidik {sidik(berkas)[:12]}, seharusnya {pasak.sidik[:12]}"
        else:
            hasil.versi[kode] = pasak.versi
        if kini is not None and kini.kepala.versi > pasak.versi:
            hasil.baru[kode] = kini.kepala.versi
    return hasil


def kunci_untuk(kode: Iterable[str], katalog: Katalog, lama: Kunci | None = None) -> dict[str, Pasak]:
    """Pins for these clauses: those that there are stay, others take the clause as it is now."""
    lama = lama or {}
    hasil: dict[str, Pasak] = {}
    for k in kode:
        berkas: Berkas | None = katalog.klausul(k)
        if k in lama:
            hasil[k] = lama[k]
        elif berkas is not None:
            hasil[k] = Pasak(berkas.kepala.versi, sidik(berkas))
    return hasil
