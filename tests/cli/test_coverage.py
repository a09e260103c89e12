"""`ksdgen coverage`: which provision is judged by which rule."""

from __future__ import annotations

import re

from ksdgen import regulation
from ksdgen.rules.coverage import Row, coverage_rows
from ksdgen.rules.packaged import packaged_rules
from tests.helpers.util import ksdgen

COVERAGE = list(coverage_rows())


def state(row: Row) -> list[bool]:
    """Enforced, not checkable, not yet: exactly one is true."""
    return [bool(row.rules), row.uncheckable, not row.rules and not row.uncheckable]


def test_coverage_command() -> None:
    text = ksdgen("coverage").output
    summary = re.findall(
        r"^(\S+): (\d+) ketentuan, (\d+) diperiksa aturan, (\d+) tidak dapat diperiksa mesin, (\d+) belum \((\d+|–)",
        text,
        re.MULTILINE,
    )
    counts = {act: tuple(map(int, figures)) for act, *figures, _ in summary}
    for act, (total, *by_state) in counts.items():
        rows = [row for row in COVERAGE if act in (row.act, "jumlah")]
        assert total == sum(by_state) == len(rows)
        assert by_state == [sum(state(row)[i] for row in rows) for i in range(3)]
    assert set(counts) == {row.act for row in COVERAGE} | {"jumlah"}
    (percent,) = [percent for act, *_, percent in summary if act == "jumlah"]
    _, checked, _, not_yet = counts["jumlah"]
    assert int(percent) == checked * 100 // (checked + not_yet)
    assert all(f"{row.shown}\n    {row.description}\n    {row.remark}\n" in text for row in COVERAGE)


def test_coverage_of_one_act() -> None:
    text = ksdgen("coverage", "uu-23-2014").output
    assert "uu-23-2014: " in text and "jumlah" not in text and "Permendagri" not in text.partition("\n\n")[2]
    run = ksdgen("coverage", "uu-99")
    assert run.code == 2 and "peraturan `uu-99` tidak ada" in run.error


def test_coverage_as_a_table() -> None:
    table = ksdgen("coverage", "--format", "markdown").output.splitlines()
    assert sum(line.startswith("| ") for line in table) == len(COVERAGE) + 1


def test_every_provision_has_exactly_one_state() -> None:
    citations = [f"{act.id}/{provision.sitasi}" for act, provision in regulation.coverage()]
    assert [row.citation for row in COVERAGE] == list(dict.fromkeys(citations))
    for row in COVERAGE:
        assert sum(state(row)) == 1, row
        assert row.description.strip(), row
        assert bool(row.rules) != bool(row.reason.strip()), row  # a reason exactly where no rule checks it
        start = ("diperiksa: KSD", "tidak dapat diperiksa mesin: ", "belum: ")[state(row).index(True)]
        assert row.remark.startswith(start) and len(row.remark) > len(start)


def test_every_citation_of_a_rule_is_counted() -> None:
    """A rule enforces the provision that it cites; a whole article counts for its parts, unless they are uncheckable."""
    cited = {rule.kode: {basis.sitasi for basis in rule.dasar} for rule in packaged_rules()}
    by_citation = {row.citation: row for row in COVERAGE}
    for code, citations in cited.items():
        for citation in citations & by_citation.keys():
            assert code in by_citation[citation].rules, (code, citation)
    for row in COVERAGE:
        for code in row.rules:
            assert any(f"{row.citation}/".startswith(f"{citation}/") for citation in cited[code]), row
