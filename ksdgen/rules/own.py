"""A repository's own rules, `templates/aturan/*.yaml`: what a region demands beside the regulation, in the form of the
packaged rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from ksdgen import regulation
from ksdgen.diagnostics import Span
from ksdgen.world.codes import finding
from ksdgen.world.files import reason, remedy
from ksdgen.world.tree import Tree

if TYPE_CHECKING:
    from ksdgen.rules.decoding import Ready, RuleReading

FOLDER = "aturan"
"""Where own rules are, below the templates."""

_CODE = re.compile(r"(?!KSD)[A-Z]{2,8}[0-9]{3}")
_FREE_CITATION = re.compile(r"[A-Z][\w./-]* +[\w.,;:/()'\"%& “”‘’–-]+")
"""A citation in words, such as of a region's own Perda, of the characters that citations are made of; what looks like
the id of an act must be one.
"""


class OwnRules:
    """The rules of one repository.

    Args:
        readings: what was read from each file, by its path below the templates.
    """

    __slots__ = ("findings", "readings", "rules", "unusable")

    def __init__(self, readings: Mapping[str, RuleReading]) -> None:
        self.readings = readings
        self.rules: tuple[Ready, ...] = tuple(r.ready for r in readings.values() if r.ready is not None)
        """The rules that can be run, by code."""
        # Places in a rule file are no places in an agreement, and corrections of one are none of the other.
        self.findings = [
            replace(finding, route=None, fixes=(), cause=None)
            for reading in readings.values()
            for finding in reading.findings
        ]
        """What is wrong with the others."""
        self.unusable = frozenset(_stem(path) for path, r in readings.items() if r.ready is None)
        """The codes of those that cannot be run."""

    @property
    def codes(self) -> frozenset[str]:
        """Every code that the repository has, of broken rules too."""
        return self.unusable | {r.rule.kode for r in self.rules}


NONE = OwnRules(MappingProxyType({}))
"""Of a repository without rules of its own."""


def own_rules(templates: Tree) -> OwnRules:
    """Read the rules of a repository; whatever is wrong with one file leaves the others as they are.

    Args:
        templates: its templates.
    """
    paths = [p for p in templates.files(FOLDER) if p.endswith(".yaml")]
    if not paths:
        return NONE
    # This loads every shape of check, and most repositories have no rules.
    from ksdgen.rules.decoding import RuleReading, read_rule
    from ksdgen.source.places import Places

    readings: dict[str, RuleReading] = {}
    taken: dict[str, str] = {}
    for path in paths:
        name = templates.name(path)
        try:
            reading = read_rule(templates.read(path) or b"", name)
        except OSError as error:
            places = Places(None, name)
            fault = finding("KSD009", f"berkas tidak dapat dibaca: {reason(error)}", Span.at(name), remedy(error))
            reading = RuleReading(places, [fault])
        _check_code(reading, path, taken)
        _check_citations(reading)
        readings[path] = reading
    return OwnRules(readings)


def _check_code(reading: RuleReading, path: str, taken: dict[str, str]) -> None:
    """The code has a prefix of its own, is that of the file, and nobody else's."""
    if reading.ready is None:
        return
    code, span = reading.ready.rule.kode, reading.places.span("kode")
    if not _CODE.fullmatch(code):
        hint = "tulis dua sampai delapan huruf kapital selain KSD dan tiga angka, misalnya PERDA001"
        reading.report(f"kode `{code}` tidak dapat dipakai aturan sendiri", span, hint)
    elif code in taken:
        reading.report(f"kode `{code}` sudah dipakai `{taken[code]}`", span, "beri nomor lain")
    elif code != _stem(path):
        reading.report(
            f"kode `{code}` tidak sama dengan nama berkasnya", span, f"ganti nama berkas menjadi {code}.yaml"
        )
    else:
        taken[code] = path


def _check_citations(reading: RuleReading) -> None:
    """Each citation resolves, or is in words."""
    for index, basis in enumerate(reading.ready.rule.dasar if reading.ready is not None else ()):
        if not regulation.resolves(basis.sitasi) and not _FREE_CITATION.fullmatch(basis.sitasi):
            reading.report(
                f"ketentuan `{basis.sitasi}` tidak ada",
                reading.places.span(f"dasar.{index}.sitasi"),
                "lihat `ksdgen coverage`, atau tulis dengan kata-kata: Perda Kabupaten … Nomor … Tahun … Pasal …",
            )


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")
