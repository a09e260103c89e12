"""Law 9: facts that are told twice agree or are a finding; a valid paper gives no error."""

from __future__ import annotations

import pytest

from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from tests.helpers.mutants import DAY, FIGURES, NASKAH, mutants_of, survivors
from tests.helpers.rule_examples import BASES, Examples
from tests.helpers.util import ROOT


@pytest.fixture(scope="module")
def examples() -> Examples:
    """One workspace for all bases."""
    return Examples()


@pytest.mark.parametrize("name", BASES)
def test_bases_are_without_fault(examples: Examples, name: str) -> None:
    assert [finding for finding in examples.change(name).findings if finding.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("path", NASKAH)
def test_shipped_agreements_give_no_error(path: str) -> None:
    findings = Workspace(ROOT).check(path, DAY).findings
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", NASKAH)
def test_a_figure_that_differs_from_its_words_is_found(path: str) -> None:
    mutants = [mutant for mutant in mutants_of(path) if mutant.operator in FIGURES]
    assert survivors(path, mutants) == []
