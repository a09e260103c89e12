"""Tracked changes in Word: what is marked is written, read again, valid, and gives either version."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from marked import aset_ganda, ganda, rapi
from test_word import bagian, temuan
from word_util import ASET

from ksdgen.document import Dokumen
from ksdgen.revision import terima, tolak
from ksdgen.word.reader import baca
from ksdgen.word.writer import tulis

LAMBAT = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(deadline=None, suppress_health_check=LAMBAT)
@given(ganda())
def test_yang_ditandai_terbaca_kembali(d: Dokumen) -> None:
    data = tulis(d, ASET)
    terbaca, aset = baca(data, tanda=True)
    assert terbaca == d
    assert aset == aset_ganda(d)
    assert terima(terbaca) == terima(d)
    assert tolak(terbaca) == tolak(d)


@settings(deadline=None, suppress_health_check=LAMBAT)
@given(ganda())
def test_tanpa_tanda_terbaca_versi_baru(d: Dokumen) -> None:
    assert rapi(baca(tulis(d, ASET))[0]) == rapi(terima(d))


@settings(deadline=None, max_examples=20, suppress_health_check=LAMBAT)
@given(ganda())
def test_berkas_bertanda_sah(d: Dokumen) -> None:
    assert temuan(tulis(d, ASET, penulis="Bagian Hukum")) == []
