"""What docs/peta-pasal.md maps is complete."""

from __future__ import annotations

import pytest

from ksdgen import regulation
from tests.helpers.peta import all_kinds, all_klausul, catalogue, fits, fulfilment, required_unsur


def test_every_unsur_is_checked_and_can_be_fulfilled() -> None:
    mapping = list(fulfilment())
    assert [s for s, *_ in mapping] == [s for s, _ in required_unsur()]
    assert [s for s, *_, fulfilled in mapping if not fulfilled] == []
    # Pasal 40, 41 and 42 list 11, 14 and 15 elements.
    assert [sum(s.startswith(f"pasal-{n}/") for s, *_ in mapping) for n in (40, 41, 42)] == [11, 14, 15]


@pytest.mark.parametrize("name", [*all_klausul(catalogue()), *all_kinds(catalogue())])
def test_every_citation_is_in_the_list_of_acts(name: str) -> None:
    front_matter = {**all_klausul(catalogue()), **all_kinds(catalogue())}[name]
    assert front_matter.dasar, "dasar kosong: tulis ketentuannya atau praktik"
    assert [d for d in front_matter.dasar if not regulation.resolves(d)] == []


def test_every_pasal_of_a_kind_is_a_usable_klausul() -> None:
    shipped = catalogue()
    clauses = all_klausul(shipped)
    wrong = [
        (name, code)
        for name, kind in all_kinds(shipped).items()
        for code in kind.pasal
        if code not in clauses or not fits(clauses[code], name, kind)
    ]
    assert wrong == []
