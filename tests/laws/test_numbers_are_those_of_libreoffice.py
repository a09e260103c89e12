"""Law 5: our numbers are those that LibreOffice lays out from Word's own numbering, and the text of every field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ksdgen.desk.workspace import Workspace
from ksdgen.paper.document import Table
from ksdgen.writers import writer_for
from ksdgen.writers.text import write
from tests.helpers.util import ROOT
from tests.helpers.word_files import expected_pdf, naskah_examples, save, tight
from tests.helpers.word_util import ASSETS, agreement, convert, pdf_text


@pytest.mark.libreoffice
def test_numbers_and_references_equal_the_libreoffice_layout(tmp_path: Path) -> None:
    plain = [replace(agreement(2), footer=()), *naskah_examples(25)]
    # A table is drawn cell by cell and line by line: text in the order of paragraphs holds for the flat part.
    flat = [
        replace(dokumen, content=tuple(b for b in dokumen.content if not isinstance(b, Table))) for dokumen in plain
    ]
    for dokumen, pdf in zip(flat, convert(tmp_path, save(tmp_path, flat), "pdf"), strict=True):
        # The layout recomputes every field, so this also tests what the references point at.
        assert tight(pdf_text(pdf).replace("\f", "")) == expected_pdf(dokumen)


@pytest.mark.libreoffice
def test_equals_the_word_content_laid_out_by_libreoffice(tmp_path: Path) -> None:
    workspace = Workspace(ROOT)
    items = [(agreement(count), ASSETS) for count in (2, 3)]
    for file in sorted((ROOT / "agreements").glob("2*/**/*.yaml")):
        composition = workspace.check(workspace.repository.name(file), date(2026, 12, 1), rules=False).composition
        assert composition is not None, file
        items.append((composition.dokumen, composition.assets))
    assert len(items) > 5
    word_files = []
    for index, (dokumen, assets) in enumerate(items):
        # On a page that holds everything: at the foot of a page, the parts of a row would change their order.
        items[index] = (replace(dokumen, footer=(), layout=replace(dokumen.layout, height_mm=2900)), assets)
        word_files.append(tmp_path / f"d{index:03}.docx")
        word_files[-1].write_bytes(writer_for("docx")(*items[index]))
    for (dokumen, assets), pdf in zip(items, convert(tmp_path, word_files, "pdf"), strict=True):
        assert tight(pdf_text(pdf)) == tight(write(dokumen, assets).decode())
