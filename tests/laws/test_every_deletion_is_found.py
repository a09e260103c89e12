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
    mutants = [m for m in mutants_of(path) if m.operator not in FIGURES]
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
    """The rule that kills a deleted element cites the number of Pasal 40, 41 or 42 that demands that element."""
    by_key = {a.kode: a for a in packaged_rules()}
    for table in (UNSUR_FACTS, UNSUR_KLAUSUL):
        for code in {k for t in table.values() for k in t.values()}:
            assert all(regulation.resolves(d.sitasi) for d in by_key[code].dasar), code
            assert any(d.sitasi != "praktik" for d in by_key[code].dasar), code


if __name__ == "__main__":
    count: Counter[str] = Counter()
    alive = []
    for path in NASKAH:
        mutants = mutants_of(path)
        count.update(m.operator for m in mutants)
        alive += survivors(path, mutants)
    print(*alive, sep="\n")
    for name, number in sorted(count.items()):
        print(f"{name:<20} {number}")
    print(f"{count.total() - len(alive)} dari {count.total()} mutan ditemukan")
