"""`ksdgen explain`: every code has its page, and a mistyped one a suggestion."""

from __future__ import annotations

import pytest

from tests.helpers.util import ksdgen


@pytest.mark.parametrize(("kode", "saran"), [("KSD09", "maksud Anda `KSD"), ("ABC", "daftar kode: `ksdgen rules`")])
def test_explain_kode_tak_ada(kode: str, saran: str) -> None:
    jalan = ksdgen("explain", kode)
    assert jalan.kode == 2 and f"kode `{kode}` tidak ada" in jalan.galat and saran in jalan.galat and jalan.keluar == ""
