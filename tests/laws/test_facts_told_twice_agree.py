"""Law 9: facts that are told twice agree or are a finding; a valid paper gives no error."""

from __future__ import annotations

import pytest

from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from tests.helpers.mutants import FIGURES, HARI, NASKAH, mutants_of, survivors
from tests.helpers.rule_examples import DASAR, Contoh
from tests.helpers.util import AKAR


@pytest.fixture(scope="module")
def contoh() -> Contoh:
    """One workspace for all bases."""
    return Contoh()


@pytest.mark.parametrize("nama", DASAR)
def test_bases_are_without_fault(contoh: Contoh, nama: str) -> None:
    assert [t for t in contoh.ubah(nama).temuan if t.tingkat is not Severity.CATATAN] == []


@pytest.mark.parametrize("path", NASKAH)
def test_shipped_agreements_give_no_error(path: str) -> None:
    assert [t for t in Workspace(AKAR).periksa(path, HARI).temuan if t.tingkat is Severity.KESALAHAN] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", NASKAH)
def test_a_figure_that_differs_from_its_words_is_found(path: str) -> None:
    mutants = [m for m in mutants_of(path) if m.operator in FIGURES]
    assert survivors(path, mutants) == []
