"""Law 6: every written Word file is valid against the transitional schemas of ISO/IEC 29500."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ksdgen.paper.document import ROLES, Cell, Dokumen, Mark, Table, TableRow
from ksdgen.word.writer import write
from tests.helpers.marked import two_versions
from tests.helpers.shipped import pair, redline
from tests.helpers.word_files import SLOW, content_only, findings
from tests.helpers.word_util import ASSETS, agreement, dokumen, par, signature


@pytest.mark.slow
@settings(deadline=None, max_examples=15, suppress_health_check=SLOW)
@given(dokumen())
def test_files_are_valid(document: Dokumen) -> None:
    assert findings(write(document, ASSETS)) == []


@pytest.mark.parametrize(
    "document",
    [
        content_only(),
        content_only(signature(2), signature(3)),
        content_only(*(par(role, role) for role in ROLES)),
        agreement(2),
        agreement(11, watermark=None),
    ],
    ids=["kosong", "tabel", "semua-peran", "dua-pihak", "sebelas-pihak"],
)
def test_examples_are_valid(document: Dokumen) -> None:
    assert findings(write(document, ASSETS)) == []


def test_a_new_row_that_may_break_is_valid() -> None:
    """The row of a long description of a party has no property of its own beside the mark that it is new."""
    cell = Cell(content=(par("angka", "x" * 1_000),))
    table = Table(role="pihak", column=(1_000,), rows=(TableRow(cells=(cell,)),), mark=Mark(kind="sisip"))
    assert findings(write(content_only(table), ASSETS)) == []


@pytest.mark.slow
@settings(deadline=None, max_examples=15, suppress_health_check=SLOW)
@given(two_versions())
def test_marked_files_are_valid(document: Dokumen) -> None:
    assert findings(write(document, ASSETS)) == []


@pytest.mark.slow
def test_shipped_naskah_are_valid() -> None:
    for _, _, document, assets in pair(range(1)):
        assert findings(redline(document, assets)) == []
