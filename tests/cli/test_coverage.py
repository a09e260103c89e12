"""`ksdgen coverage`: which provision is judged by which rule."""

from __future__ import annotations

import re

from ksdgen import regulation
from ksdgen.rules.coverage import Row, coverage_rows
from ksdgen.rules.packaged import everything
from tests.helpers.util import ksdgen


def test_coverage_command() -> None:
    text = ksdgen("coverage").output
    summary = re.findall(
        r"^(\S+): (\d+) ketentuan, (\d+) diperiksa aturan, (\d+) tidak dapat diperiksa mesin, (\d+) belum \((\d+|–)",
        text,
        re.MULTILINE,
    )
    count = {name: tuple(map(int, figure)) for name, *figure, _ in summary}
    for name, (n, *part) in count.items():
        lines = [b for b in COVERAGE if name in (b.act, "jumlah")]
        assert n == sum(part) == len(lines)
        assert part == [sum(state(b)[i] for b in lines) for i in range(3)]
    assert set(count) == {b.act for b in COVERAGE} | {"jumlah"}
    *_, total_part = next(r for r in summary if r[0] == "jumlah")
    _, checked, _, not_yet = count["jumlah"]
    assert int(total_part) == checked * 100 // (checked + not_yet)
    assert all(f"{b.shown}\n    {b.description}\n    {b.remark}\n" in text for b in COVERAGE)
    one = ksdgen("coverage", "uu-23-2014").output
    assert "uu-23-2014: " in one and "jumlah" not in one and "Permendagri" not in one.partition("\n\n")[2]
    table = ksdgen("coverage", "--format", "markdown").output.splitlines()
    assert sum(b.startswith("| ") for b in table) == len(COVERAGE) + 1
    run = ksdgen("coverage", "uu-99")
    assert run.code == 2 and "peraturan `uu-99` tidak ada" in run.error


COVERAGE = list(coverage_rows())


def state(b: Row) -> list[bool]:
    """Enforced, not checkable, not yet: exactly one is true."""
    return [bool(b.rule), b.uncheckable, not b.rule and not b.uncheckable]


def test_every_provision_has_exactly_one_state() -> None:
    assert [b.citation for b in COVERAGE] == list(dict.fromkeys(f"{p.id}/{k.sitasi}" for p, k in regulation.coverage()))
    for b in COVERAGE:
        assert sum(state(b)) == 1, b
        assert b.description.strip(), b
        assert bool(b.rule) != bool(b.reason.strip()), b  # a reason exactly where no rule checks it
        start = ("diperiksa: KSD", "tidak dapat diperiksa mesin: ", "belum: ")[state(b).index(True)]
        assert b.remark.startswith(start) and len(b.remark) > len(start)


def test_every_citation_of_a_rule_is_counted() -> None:
    """A rule that cites a listed provision enforces it; a whole article counts for its parts, unless no machine can check them."""
    by_key = {b.citation: b for b in COVERAGE}
    for a in everything():
        for d in a.dasar:
            if d.sitasi in by_key:
                assert a.kode in by_key[d.sitasi].rule, (a.kode, d.sitasi)
    for b in COVERAGE:
        for code in b.rule:
            citation = {d.sitasi for a in everything() if a.kode == code for d in a.dasar}
            assert any(b.citation == s or b.citation.startswith(f"{s}/") for s in citation), b
