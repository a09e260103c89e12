"""Law 3: accepting all changes gives the newer document, rejecting them the older one, equal documents have no mark; in Word too."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from ksdgen.difference import GOLONGAN, JENIS, bandingkan, daftar_perubahan, kalimat, potong
from ksdgen.paper.document import (
    Bidang,
    Dokumen,
    Gambar,
    Paragraf,
    paragraf_dari,
    teks_inline,
)
from ksdgen.paper.revision import bertanda, terima, tolak
from ksdgen.word.reader import baca
from ksdgen.word.writer import tulis
from tests.helpers.marked import aset_ganda, ganda, rapi
from tests.helpers.pairs import ISI, NASKAH, banding, naskah, pasangan_dokumen, tercetak
from tests.helpers.shipped import example_documents, naskah_disertakan, pasangan, redline
from tests.helpers.word_files import LAMBAT
from tests.helpers.word_util import ASET


@pytest.mark.parametrize("path", NASKAH)
def test_nothing_changed(path: str) -> None:
    d = naskah(path)
    ganda = banding(d, d)
    assert ganda == d and not bertanda(ganda)
    assert daftar_perubahan(ganda) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", NASKAH)
def test_both_versions_come_back_from_any_pair(path: str) -> None:
    for lain in NASKAH:
        if lain == path:
            continue
        ganda = banding(naskah(path), naskah(lain))
        butir = daftar_perubahan(ganda)
        assert butir and [p.letak for p in butir] == sorted(p.letak for p in butir)
        for p in butir:
            assert p.jenis in JENIS and p.golongan in GOLONGAN and p.tempat and p.bagian
            assert "\n" not in kalimat(p) and "  " not in kalimat(p)


@pytest.mark.slow(traced=True)
@given(pasangan_dokumen())
@settings(
    max_examples=200, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)  # shrinking takes minutes
def test_laws_over_generated_documents(pasangan: tuple[Dokumen, Dokumen]) -> None:
    lama, baru = pasangan
    butir = daftar_perubahan(banding(lama, baru))
    assert bool(butir) == (tercetak(lama) != tercetak(baru)), "told if and only if something printed changed"
    for p in butir:
        assert p.jenis in JENIS and p.golongan in GOLONGAN and kalimat(p).strip() and "\n" not in kalimat(p)
    assert not bertanda(banding(baru, baru))


@given(ISI, ISI)
@settings(max_examples=300, deadline=None)
def test_laws_over_generated_words(lama: Any, baru: Any) -> None:
    a, b = (Dokumen("X", (Paragraf("judul", isi),)) for isi in (lama, baru))
    ganda = banding(a, b)
    (p,) = paragraf_dari(ganda.isi)
    potongan = potong(p)
    assert all(x.jenis != y.jenis and x.teks and y.teks for x, y in itertools.pairwise(potongan))
    gambar = [i for i in (*lama, *baru) if isinstance(i, Gambar | Bidang)]
    if not gambar:
        assert "".join(x.teks for x in potongan if x.jenis != "sisip") == teks_inline(lama)
        assert "".join(x.teks for x in potongan if x.jenis != "hapus") == teks_inline(baru)


@pytest.mark.slow
@settings(deadline=None, max_examples=60, suppress_health_check=LAMBAT)
@given(ganda())
def test_yang_ditandai_terbaca_kembali(d: Dokumen) -> None:
    data = tulis(d, ASET)
    terbaca, aset = baca(data, tanda=True)
    assert terbaca == d
    assert aset == aset_ganda(d)
    assert terima(terbaca) == terima(d)
    assert tolak(terbaca) == tolak(d)
    assert rapi(baca(data)[0]) == rapi(terima(d))


@pytest.mark.slow
def test_naskah_yang_disertakan_terbaca_kembali() -> None:
    for lama, baru, d, aset in pasangan(range(8)):
        terbaca, _ = baca(redline(d, aset), tanda=True)
        assert terbaca == d
        assert (tolak(terbaca), terima(terbaca)) == (lama, baru)


def test_naskah_yang_sangat_berbeda_terbaca_kembali() -> None:
    semua = naskah_disertakan()
    for (lama, aset_lama), (baru, aset_baru) in itertools.pairwise(semua):
        d = bandingkan(lama, baru)
        assert baca(tulis(d, {**aset_lama, **aset_baru}), tanda=True)[0] == d


@pytest.mark.slow
def test_both_examples_of_every_rule() -> None:
    """Neighbouring papers, as people change them: a fault and its correction."""
    assert len(example_documents()) > 150
    for right, wrong in example_documents().values():
        both = banding(wrong, right)
        assert bool(daftar_perubahan(both)) == (tercetak(wrong) != tercetak(right))
