"""Law 4: what is written to Word and read again is the same document: text, roles, numbers and identities."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from ksdgen.paper.document import (
    Dokumen,
    Gambar,
    Kosong,
    Paragraf,
    Rujukan,
    Tabel,
    paragraf_dari,
    ubah_paragraf,
)
from ksdgen.word.reader import baca
from ksdgen.word.writer import tulis
from tests.helpers.shipped import example_documents, naskah_disertakan
from tests.helpers.word_files import LAMBAT, bolak_balik, contoh_naskah, ringkas, simpan
from tests.helpers.word_util import (
    aset_terpakai,
    dokumen,
    konversi,
    naskah,
    perjanjian,
)


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=LAMBAT)
@given(dokumen())
def test_yang_ditulis_terbaca_kembali(d: Dokumen) -> None:
    bolak_balik(d)


@settings(deadline=None, suppress_health_check=LAMBAT)
@given(naskah())
def test_naskah_terbaca_kembali(d: Dokumen) -> None:
    bolak_balik(d)


@pytest.mark.parametrize("jumlah", [2, 3, 4, 11])
def test_perjanjian_terbaca_kembali(jumlah: int) -> None:
    bolak_balik(perjanjian(jumlah))


@pytest.mark.libreoffice
def test_simpan_ulang_libreoffice_mempertahankan_isi(tmp_path: Path) -> None:
    daftar = [perjanjian(2), perjanjian(11), *contoh_naskah(15)]
    for d, hasil in zip(daftar, konversi(tmp_path, simpan(tmp_path, daftar), "docx"), strict=True):
        ulang, aset = baca(hasil.read_bytes())
        assert ringkas(ulang) == ringkas(d)
        assert [p.kunci for p in paragraf_dari(ulang.isi)] == [p.kunci for p in paragraf_dari(d.isi)]
        assert [p.kedalaman for p in paragraf_dari(ulang.isi)] == [p.kedalaman for p in paragraf_dari(d.isi)]
        assert [b.peran for b in ulang.isi if isinstance(b, Tabel)] == [b.peran for b in d.isi if isinstance(b, Tabel)]
        assert [x for p in paragraf_dari(ulang.isi) for x in p.isi if isinstance(x, (Rujukan, Kosong))] == [
            x for p in paragraf_dari(d.isi) for x in p.isi if isinstance(x, (Rujukan, Kosong))
        ]
        assert (ulang.judul, ulang.tata, aset) == (d.judul, d.tata, aset_terpakai(d))


def test_shipped_agreements() -> None:
    for document, images in naskah_disertakan():
        read, found = baca(tulis(document, images))
        assert read == document
        assert found.items() <= images.items()


@pytest.mark.slow
def test_both_examples_of_every_rule() -> None:
    assert len(example_documents()) > 150
    for documents in example_documents().values():
        for document in documents:
            # The emblems of examples are no pictures; how pictures are read again is shown above.
            flat = replace(document, isi=ubah_paragraf(document.isi, _without_pictures))
            assert baca(tulis(flat, {}))[0] == flat


def _without_pictures(p: Paragraf) -> Paragraf:
    return replace(p, isi=tuple(x for x in p.isi if not isinstance(x, Gambar)))
