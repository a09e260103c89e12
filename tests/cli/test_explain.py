"""`ksdgen explain`: a code that does not exist is answered with a suggestion; the pages are held in tests/rules/."""

from __future__ import annotations

import pytest

from tests.helpers.util import ksdgen


@pytest.mark.parametrize(
    ("code", "suggestion"), [("KSD09", "maksud Anda `KSD"), ("ABC", "daftar kode: `ksdgen rules`")]
)
def test_explain_of_a_missing_code(code: str, suggestion: str) -> None:
    run = ksdgen("explain", code)
    assert run.code == 2 and f"kode `{code}` tidak ada" in run.error and suggestion in run.error and run.output == ""
