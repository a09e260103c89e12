"""Rules that need many agreements at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ksdgen.diagnostics import Diagnostic
from ksdgen.naskah.model import Naskah, Status
from ksdgen.regulation import render_citation
from ksdgen.rules.checks.paper_numbers import number_year, plain_number
from ksdgen.rules.packaged import packaged_rules
from ksdgen.source.places import Places
from ksdgen.world.results import PihakNumber

DOUBLES_CODE = "KSD530"
"""The packaged rule that these functions run."""


def pihak_numbers(naskah: Naskah, places: Places) -> Iterator[PihakNumber]:
    """The numbers that the parties gave a paper, to be compared with those of others.

    Numbers that are still open, and papers that were called off, do not count. Parties are the same where they bear the
    same name.
    """
    if naskah.status is Status.CANCELLED:
        return
    for index, pihak in enumerate(naskah.para_pihak):
        number = plain_number(pihak.nomor)
        year = number_year(naskah, number) if number is not None else None
        if number is not None and year is not None:
            route = f"para_pihak.{index}.nomor"
            key = (" ".join(pihak.nama.split()).casefold(), year, number)
            yield PihakNumber(key, str(pihak.nomor), route, places.span(route))


def twins(numbers: Iterable[tuple[str, Iterable[PihakNumber]]]) -> list[Diagnostic]:
    """Papers of one party and one year that bear the same number (KSD530): a finding for each but the first.

    Waivers are the caller's matter.

    Args:
        numbers: path and numbers of each file of the run, in the order in which they are reported.
    """
    rule = next(rule for rule in packaged_rules() if rule.kode == DOUBLES_CODE)
    citations = tuple(render_citation(basis.sitasi) for basis in rule.dasar)
    first: dict[tuple[str, int, str], str] = {}
    result: list[Diagnostic] = []
    for path, numbers_of_file in numbers:
        for number in numbers_of_file:
            other = first.setdefault(number.key, path)
            if other != path:
                message = rule.pesan.format_map({"nomor": number.number, "lain": other})
                result.append(
                    Diagnostic(rule.kode, rule.tingkat, message, number.span, rule.bantuan, citations, number.route)
                )
    return result


def duplicates(agreements: Iterable[tuple[str, Naskah, Places]]) -> list[Diagnostic]:
    """The findings of `twins` in agreements.

    Args:
        agreements: path, agreement and places of each file, in the order in which they are reported.
    """
    return twins((path, pihak_numbers(naskah, places)) for path, naskah, places in agreements)
