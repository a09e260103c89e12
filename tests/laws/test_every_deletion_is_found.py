"""Law 8: whatever required part of a shipped agreement is taken away or broken is found, by the right code, at its
line, with its law.

`python -m tests.laws.test_every_deletion_is_found` prints how many of how many were found, by operator.
"""

from __future__ import annotations

from collections import Counter

import pytest

from ksdgen import regulation
from ksdgen.desk.outcome import Result
from ksdgen.rules.packaged import packaged_rules
from ksdgen.source.parse import parse
from tests.helpers.mutants import FIGURES, NASKAH, UNSUR_FACTS, UNSUR_KLAUSUL, Mutant, mutants_of, survivors
from tests.helpers.schema_judge import Comparer


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    """One schema for all mutants."""
    return Comparer()


@pytest.mark.slow
@pytest.mark.parametrize("path", NASKAH)
def test_every_mutant_is_found(path: str, comparer: Comparer) -> None:
    """No fault of the operator table survives; the editor schema rejects what the decoder rejects."""
    mutants = [mutant for mutant in mutants_of(path) if mutant.operator not in FIGURES]
    compared = 0

    def schema_agrees(mutant: Mutant, result: Result) -> None:
        nonlocal compared
        node, _ = parse(mutant.text, path)
        # References are not shape.
        if node is not None and mutant.operator != "putus rujukan":
            compared += 1
            comparer.agree(node, path, mutant.text, result.shape_findings)

    alive = survivors(path, mutants, schema_agrees)
    assert compared > 50
    assert not alive, f"{len(alive)} dari {len(mutants)} mutan hidup:\n" + "\n".join(alive[:20])


def test_citations_of_an_unsur_name_its_angka() -> None:
    """The rule that finds a deleted element cites the provision of Pasal 40, 41 or 42 that demands it."""
    rules = {rule.kode: rule for rule in packaged_rules()}
    for table in (UNSUR_FACTS, UNSUR_KLAUSUL):
        for code in {code for codes in table.values() for code in codes.values()}:
            assert all(regulation.resolves(basis.sitasi) for basis in rules[code].dasar), code
            assert any(basis.sitasi != "praktik" for basis in rules[code].dasar), code


if __name__ == "__main__":
    by_operator: Counter[str] = Counter()
    alive = []
    for path in NASKAH:
        mutants = mutants_of(path)
        by_operator.update(mutant.operator for mutant in mutants)
        alive += survivors(path, mutants)
    print(*alive, sep="\n")
    for operator, number in sorted(by_operator.items()):
        print(f"{operator:<20} {number}")
    total = by_operator.total()
    print(f"{total - len(alive)} dari {total} mutan ditemukan")
