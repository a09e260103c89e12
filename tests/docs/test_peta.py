"""What docs/peta-pasal.md maps is complete."""

from __future__ import annotations

from typing import Any

import pytest

from ksdgen import regulation
from tests.helpers.peta import all_kinds, all_klausul, catalogue, fits, fulfilment, required_unsur


def test_every_unsur_is_checked_and_can_be_fulfilled() -> None:
    mapping = list(fulfilment())
    citations = [citation for citation, *_ in mapping]
    assert citations == [citation for citation, _ in required_unsur()]
    assert [citation for citation, *_, fulfilled in mapping if not fulfilled] == []
    for pasal, elements in ((40, 11), (41, 14), (42, 15)):
        assert sum(citation.startswith(f"pasal-{pasal}/") for citation in citations) == elements


@pytest.mark.parametrize("name", [*all_klausul(catalogue()), *all_kinds(catalogue())])
def test_every_citation_is_in_the_list_of_acts(name: str) -> None:
    front_matter: Any = {**all_klausul(catalogue()), **all_kinds(catalogue())}[name]
    assert front_matter.dasar, "no `dasar`: it cites a provision or says `praktik`"
    assert [citation for citation in front_matter.dasar if not regulation.resolves(citation)] == []


def test_every_pasal_of_a_kind_is_a_usable_klausul() -> None:
    shipped = catalogue()
    clauses = all_klausul(shipped)
    unusable = [
        (name, pasal)
        for name, front_matter in all_kinds(shipped).items()
        for pasal in front_matter.pasal
        if pasal not in clauses or not fits(clauses[pasal], name, front_matter)
    ]
    assert unusable == []
