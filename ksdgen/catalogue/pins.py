"""Pins: the versions of standard clauses that an agreement was drafted with, in `<naskah>.kunci.json` beside it.

A pinned agreement is composed from those versions, whatever the clauses say by now. What it did not use when it was
pinned is not pinned: such a clause is taken as it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ksdgen.catalogue.archive import digest
from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.front_matter import TemplateFile
from ksdgen.world import stored

VERSION = 1
"""The form in which pin files are written."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One clause's pin: the version and the digest of its text."""

    version: int
    digest: str


Pins = Mapping[str, Pin]
"""Clause → pin."""


class BrokenPins(Exception):
    """A pin file says something else than pins."""


@dataclass(slots=True)
class PairedPins:
    """Pins held against the catalogue."""

    versions: dict[str, int] = field(default_factory=dict)
    """The versions with which the agreement can be composed."""
    missing: dict[str, str] = field(default_factory=dict)
    """Pinned clauses whose text of that version is gone or altered, each with what is wrong, in words for people."""
    newer: dict[str, int] = field(default_factory=dict)
    """Pinned clauses of which there is a newer version, with that version."""


def read(data: bytes) -> Pins:
    """Read a pin file.

    Raises:
        BrokenPins: it is not one.
    """
    try:
        content = stored.parse(data)
        return stored.reader_for(content, _READERS)(content)
    except stored.Malformed:
        raise BrokenPins from None


_FORM_1 = stored.record(
    {
        "versi": stored.whole(1, 1),
        "klausul": stored.mapping(
            stored.text(200),
            stored.record({"versi": stored.whole(0, 1_000_000), "sidik": stored.text(64, stored.DIGEST)}),
        ),
    }
)


def _read_1(content: Any) -> Pins:
    stored.demand(_FORM_1(content))
    return {code: Pin(pin["versi"], pin["sidik"]) for code, pin in content["klausul"].items()}


_READERS: dict[int, Callable[[Any], Pins]] = {1: _read_1}
"""How each form of pin files is read. A form that was ever written stays here."""


def write(pins: Pins) -> bytes:
    """The text of a pin file: one line for each clause, in a fixed order."""
    lines = [
        f'  {json.dumps(k, ensure_ascii=False)}: {{"versi": {pins[k].version}, "sidik": "{pins[k].digest}"}}'
        for k in sorted(pins)
    ]
    content = "{\n" + ",\n".join(lines) + "\n }" if lines else "{}"
    return f'{{\n "versi": {VERSION},\n "klausul": {content}\n}}\n'.encode()


def pair_up(pins: Pins, catalogue: Catalogue) -> PairedPins:
    """Hold pins against the catalogue: which versions are there unaltered, which are not, which have a successor."""
    result = PairedPins()
    for code, pin in pins.items():
        current = catalogue.klausul(code)
        file = (
            current
            if current is not None and current.front_matter.versi == pin.version
            else catalogue.archive(code, pin.version)
        )
        if file is None:
            result.missing[code] = f"versi {pin.version} tidak ada" + (
                f"; yang ada versi {current.front_matter.versi}" if current else ""
            )
        elif digest(file) != pin.digest:
            result.missing[code] = f"versi {pin.version} bersidik {digest(file)[:12]}, seharusnya {pin.digest[:12]}"
        else:
            result.versions[code] = pin.version
        if current is not None and current.front_matter.versi > pin.version:
            result.newer[code] = current.front_matter.versi
    return result


def pins_for(codes: Iterable[str], catalogue: Catalogue, old: Pins | None = None) -> dict[str, Pin]:
    """Pins for these clauses: old ones stay, others take the clause as it is now; a clause that is not there gets none."""
    old = old or {}
    result: dict[str, Pin] = {}
    for code in codes:
        file: TemplateFile | None = catalogue.klausul(code)
        if code in old:
            result[code] = old[code]
        elif file is not None:
            result[code] = Pin(file.front_matter.versi, digest(file))
    return result
