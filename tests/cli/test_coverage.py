"""`ksdgen coverage`: which provision is judged by which rule."""

from __future__ import annotations

import re

from ksdgen import regulation
from ksdgen.rules.coverage import Row, coverage_rows
from ksdgen.rules.packaged import packaged_rules
from tests.helpers.util import ksdgen


def test_coverage_command() -> None:
    text = ksdgen("coverage").output
    summary = re.findall(
        r"^(\S+): (\d+) ketentuan, (\d+) diperiksa aturan, (\d+) tidak dapat diperiksa mesin, (\d+) belum \((\d+|–)",
        text,
        re.MULTILINE,
    )
    count = {name: tuple(map(int, figure)) for name, *figure, _ in summary}
    for name, (total, *part) in count.items():
        lines = [b for b in COVERAGE if name in (b.act, "jumlah")]
        assert total == sum(part) == len(lines)
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


def state(row: Row) -> list[bool]:
    """Enforced, not checkable, not yet: exactly one is true."""
    return [bool(row.rules), row.uncheckable, not row.rules and not row.uncheckable]


def test_every_provision_has_exactly_one_state() -> None:
    assert [row.citation for row in COVERAGE] == list(
        dict.fromkeys(f"{p.id}/{k.sitasi}" for p, k in regulation.coverage())
    )
    for row in COVERAGE:
        assert sum(state(row)) == 1, row
        assert row.description.strip(), row
        assert bool(row.rules) != bool(row.reason.strip()), row  # a reason exactly where no rule checks it
        start = ("diperiksa: KSD", "tidak dapat diperiksa mesin: ", "belum: ")[state(row).index(True)]
        assert row.remark.startswith(start) and len(row.remark) > len(start)


def test_every_citation_of_a_rule_is_counted() -> None:
    """A rule that cites a listed provision enforces it; a whole article counts for its parts, unless no machine can
    check them.
    """
    by_key = {row.citation: row for row in COVERAGE}
    for rule in packaged_rules():
        for basis in rule.dasar:
            if basis.sitasi in by_key:
                assert rule.kode in by_key[basis.sitasi].rules, (rule.kode, basis.sitasi)
    for row in COVERAGE:
        for code in row.rules:
            citation = {basis.sitasi for rule in packaged_rules() if rule.kode == code for basis in rule.dasar}
            assert any(row.citation == s or row.citation.startswith(f"{s}/") for s in citation), row
