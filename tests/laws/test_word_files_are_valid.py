"""Law 6: every written Word file is valid against the transitional schemas of ISO/IEC 29500."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from ksdgen.paper.document import (
    PERAN,
    Dokumen,
)
from ksdgen.word.writer import tulis
from tests.helpers.marked import ganda
from tests.helpers.shipped import pasangan, redline
from tests.helpers.word_files import LAMBAT, isi_saja, temuan
from tests.helpers.word_util import (
    ASET,
    dokumen,
    par,
    perjanjian,
    tanda_tangan,
)


@pytest.mark.slow
@settings(deadline=None, max_examples=15, suppress_health_check=LAMBAT)
@given(dokumen())
def test_berkas_sah(d: Dokumen) -> None:
    assert temuan(tulis(d, ASET)) == []


@pytest.mark.parametrize(
    "d",
    [
        isi_saja(),
        isi_saja(tanda_tangan(2), tanda_tangan(3)),
        isi_saja(*(par(peran, peran) for peran in PERAN)),
        perjanjian(2),
        perjanjian(11, tanda_air=None),
    ],
    ids=["kosong", "tabel", "semua-peran", "dua-pihak", "sebelas-pihak"],
)
def test_contoh_sah(d: Dokumen) -> None:
    assert temuan(tulis(d, ASET)) == []


@pytest.mark.slow
@settings(deadline=None, max_examples=15, suppress_health_check=LAMBAT)
@given(ganda())
def test_berkas_bertanda_sah(d: Dokumen) -> None:
    assert temuan(tulis(d, ASET)) == []


@pytest.mark.slow
def test_naskah_yang_disertakan_sah() -> None:
    for _, _, d, aset in pasangan(range(1)):
        assert temuan(redline(d, aset)) == []
