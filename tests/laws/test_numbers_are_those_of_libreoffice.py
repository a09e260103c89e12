"""Law 5: our numbers are those that LibreOffice lays out from Word's own numbering, and the text of every field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ksdgen.desk.workspace import Workspace
from ksdgen.paper.document import (
    Tabel,
)
from ksdgen.writers import penulis
from ksdgen.writers.text import tulis
from tests.helpers.util import AKAR
from tests.helpers.word_files import contoh_naskah, harap_pdf, rapat, simpan
from tests.helpers.word_util import ASET, konversi, perjanjian, teks_pdf


@pytest.mark.libreoffice
def test_nomor_dan_rujukan_sama_dengan_tata_letak_libreoffice(tmp_path: Path) -> None:
    polos = [replace(perjanjian(2), kaki=()), *contoh_naskah(25)]
    # A table is drawn cell by cell and line by line: text in the order of paragraphs holds for the flat part.
    datar = [replace(d, isi=tuple(b for b in d.isi if not isinstance(b, Tabel))) for d in polos]
    for d, pdf in zip(datar, konversi(tmp_path, simpan(tmp_path, datar), "pdf"), strict=True):
        # The layout recomputes every field, so this also tests what the references point at.
        assert rapat(teks_pdf(pdf).replace("\f", "")) == harap_pdf(d)


@pytest.mark.libreoffice
def test_sama_dengan_isi_word_yang_ditata_libreoffice(tmp_path: Path) -> None:
    ruang = Workspace(AKAR)
    daftar = [(perjanjian(jumlah), ASET) for jumlah in (2, 3)]
    for berkas in sorted((AKAR / "agreements").glob("2*/**/*.yaml")):
        s = ruang.periksa(ruang.repository.nama(berkas), date(2026, 12, 1), aturan=False).susunan
        assert s is not None, berkas
        daftar.append((s.dokumen, s.aset))
    assert len(daftar) > 5
    jalur = []
    for i, (d, aset) in enumerate(daftar):
        # On a page that holds everything: at the foot of a page, the parts of a row would change their order.
        daftar[i] = (replace(d, kaki=(), tata=replace(d.tata, tinggi_mm=2900)), aset)
        jalur.append(tmp_path / f"d{i:03}.docx")
        jalur[-1].write_bytes(penulis("docx")(*daftar[i]))
    for (d, aset), pdf in zip(daftar, konversi(tmp_path, jalur, "pdf"), strict=True):
        assert rapat(teks_pdf(pdf)) == rapat(tulis(d, aset).decode())
