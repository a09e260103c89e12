"""Law 8: whatever required part of a shipped agreement is taken away or broken is found, by the right code, at its line, with its law.

`python -m tests.laws.test_every_deletion_is_found` prints how many of how many were found, by operator.
"""

from __future__ import annotations

from collections import Counter

import pytest

from ksdgen import regulation
from ksdgen.desk.outcome import Hasil
from ksdgen.rules.packaged import semua
from ksdgen.source.parse import parse
from tests.helpers.mutants import FIGURES, NASKAH, UNSUR_FAKTA, UNSUR_KLAUSUL, Mutan, mutants_of, survivors
from tests.helpers.schema_judge import Pembanding


@pytest.fixture(scope="module")
def pembanding() -> Pembanding:
    """One schema for all mutants."""
    return Pembanding()


@pytest.mark.slow
@pytest.mark.parametrize("path", NASKAH)
def test_setiap_mutan_ditemukan(path: str, pembanding: Pembanding) -> None:
    """No fault of the operator table survives; the editor schema rejects what the decoder rejects."""
    mutants = [m for m in mutants_of(path) if m.operator not in FIGURES]
    compared = 0

    def schema_agrees(m: Mutan, hasil: Hasil) -> None:
        nonlocal compared
        node, _ = parse(m.teks, path)
        # References are not shape.
        if node is not None and m.operator != "putus rujukan":
            compared += 1
            pembanding.agree(node, path, m.teks, hasil.bentuk)

    hidup = survivors(path, mutants, schema_agrees)
    assert compared > 50
    assert not hidup, f"{len(hidup)} dari {len(mutants)} mutan hidup:\n" + "\n".join(hidup[:20])


def test_dasar_unsur_menyebut_angkanya() -> None:
    """The rule that kills a deleted element cites the number of Pasal 40, 41 or 42 that demands that element."""
    menurut = {a.kode: a for a in semua()}
    for tabel in (UNSUR_FAKTA, UNSUR_KLAUSUL):
        for kode in {k for t in tabel.values() for k in t.values()}:
            assert all(regulation.ada(d.sitasi) for d in menurut[kode].dasar), kode
            assert any(d.sitasi != "praktik" for d in menurut[kode].dasar), kode


if __name__ == "__main__":
    count: Counter[str] = Counter()
    hidup = []
    for path in NASKAH:
        mutants = mutants_of(path)
        count.update(m.operator for m in mutants)
        hidup += survivors(path, mutants)
    print(*hidup, sep="\n")
    for name, n in sorted(count.items()):
        print(f"{name:<20} {n}")
    print(f"{count.total() - len(hidup)} dari {count.total()} mutan ditemukan")
