"""Law 4: what is written to Word and read again is the same document: text, roles, numbers and identities."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from ksdgen.paper.document import (
    Dokumen,
    Gap,
    Paragraph,
    Picture,
    Reference,
    Table,
    change_paragraphs,
    paragraphs_of,
)
from ksdgen.word.reader import read_word
from ksdgen.word.writer import write
from tests.helpers.shipped import example_documents, shipped_naskah
from tests.helpers.word_files import SLOW, naskah_examples, round_trip, save, summary
from tests.helpers.word_util import agreement, convert, dokumen, naskah, used_assets


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=SLOW)
@given(dokumen())
def test_what_is_written_is_read_back(document: Dokumen) -> None:
    round_trip(document)


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=SLOW)
@given(naskah())
def test_naskah_is_read_back(document: Dokumen) -> None:
    round_trip(document)


@pytest.mark.parametrize("count", [2, 3, 4, 11])
def test_agreement_is_read_back(count: int) -> None:
    round_trip(agreement(count))


@pytest.mark.libreoffice
def test_saving_in_libreoffice_keeps_the_content(tmp_path: Path) -> None:
    items = [agreement(2), agreement(11), *naskah_examples(15)]
    for document, result in zip(items, convert(tmp_path, save(tmp_path, items), "docx"), strict=True):
        again, assets = read_word(result.read_bytes())
        assert summary(again) == summary(document)
        assert _structure(again) == _structure(document)
        assert (again.title, again.layout, assets) == (document.title, document.layout, used_assets(document))


def _structure(document: Dokumen) -> list[list[Any]]:
    """Identities, depths, kinds of tables, and what is no mere text."""
    paragraphs = list(paragraphs_of(document.content))
    return [
        [paragraph.identity for paragraph in paragraphs],
        [paragraph.depth for paragraph in paragraphs],
        [block.role for block in document.content if isinstance(block, Table)],
        [part for paragraph in paragraphs for part in paragraph.content if isinstance(part, Reference | Gap)],
    ]


def test_shipped_agreements() -> None:
    for document, images in shipped_naskah():
        read, found = read_word(write(document, images))
        assert read == document
        assert found.items() <= images.items()


@pytest.mark.slow
def test_both_examples_of_every_rule() -> None:
    assert len(example_documents()) > 150
    for documents in example_documents().values():
        for document in documents:
            # The emblems of examples are no pictures; how pictures are read again is shown above.
            flat = replace(document, content=change_paragraphs(document.content, _without_pictures))
            assert read_word(write(flat, {}))[0] == flat


def _without_pictures(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, content=tuple(x for x in paragraph.content if not isinstance(x, Picture)))
