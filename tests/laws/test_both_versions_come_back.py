"""Law 3: accepting all changes gives the newer document, rejecting them the older one, equal documents have no mark; in
Word too.
"""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from ksdgen.difference import CLASSES, KINDS, compare_versions, list_changes, pieces_of, sentence
from ksdgen.paper.document import Dokumen, PageField, Paragraph, Picture, inline_text, paragraphs_of
from ksdgen.paper.revision import accept, marked, reject
from ksdgen.word.reader import read_word
from ksdgen.word.writer import write
from tests.helpers.marked import redline_assets, tidied, two_versions
from tests.helpers.pairs import CONTENT, NASKAH, comparison, dokumen_pair, naskah, printed
from tests.helpers.shipped import example_documents, pair, redline, shipped_naskah
from tests.helpers.word_files import SLOW
from tests.helpers.word_util import ASSETS


@pytest.mark.slow
@pytest.mark.parametrize("path", NASKAH)
def test_nothing_changed(path: str) -> None:
    dokumen = naskah(path)
    both = comparison(dokumen, dokumen)
    assert both == dokumen and not marked(both)
    assert list_changes(both) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", NASKAH)
def test_both_versions_come_back_from_any_pair(path: str) -> None:
    for other in NASKAH:
        if other == path:
            continue
        both = comparison(naskah(path), naskah(other))
        changes = list_changes(both)
        assert changes and [change.location for change in changes] == sorted(change.location for change in changes)
        for change in changes:
            assert change.kind in KINDS and change.group in CLASSES and change.place and change.part
            assert "\n" not in sentence(change) and "  " not in sentence(change)


@pytest.mark.slow(traced=True)
@given(dokumen_pair())
# Shrinking takes minutes.
@settings(max_examples=200, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_laws_over_generated_documents(pair: tuple[Dokumen, Dokumen]) -> None:
    old, new = pair
    changes = list_changes(comparison(old, new))
    assert bool(changes) == (printed(old) != printed(new)), "told if and only if something printed changed"
    for change in changes:
        assert change.kind in KINDS and change.group in CLASSES
        assert sentence(change).strip() and "\n" not in sentence(change)
    assert not marked(comparison(new, new))


@pytest.mark.slow
@given(CONTENT, CONTENT)
@settings(max_examples=300, deadline=None)
def test_laws_over_generated_words(old: Any, new: Any) -> None:
    old_dokumen, new_dokumen = (Dokumen("X", (Paragraph("judul", content),)) for content in (old, new))
    both = comparison(old_dokumen, new_dokumen)
    (paragraph,) = paragraphs_of(both.content)
    pieces = pieces_of(paragraph)
    assert all(x.kind != y.kind and x.text and y.text for x, y in itertools.pairwise(pieces))
    images = [i for i in (*old, *new) if isinstance(i, Picture | PageField)]
    if not images:
        assert "".join(x.text for x in pieces if x.kind != "sisip") == inline_text(old)
        assert "".join(x.text for x in pieces if x.kind != "hapus") == inline_text(new)


@pytest.mark.slow
@settings(deadline=None, max_examples=60, suppress_health_check=SLOW)
@given(two_versions())
def test_what_is_marked_is_read_back(dokumen: Dokumen) -> None:
    data = write(dokumen, ASSETS)
    read_back, assets = read_word(data, mark=True)
    assert read_back == dokumen
    assert assets == redline_assets(dokumen)
    assert accept(read_back) == accept(dokumen)
    assert reject(read_back) == reject(dokumen)
    assert tidied(read_word(data)[0]) == tidied(accept(dokumen))


@pytest.mark.slow
def test_shipped_naskah_are_read_back() -> None:
    for old, new, dokumen, assets in pair(range(8)):
        read_back, _ = read_word(redline(dokumen, assets), mark=True)
        assert read_back == dokumen
        assert (reject(read_back), accept(read_back)) == (old, new)


@pytest.mark.slow
def test_very_different_naskah_are_read_back() -> None:
    shipped = shipped_naskah()
    for (old, old_assets), (new, new_assets) in itertools.pairwise(shipped):
        dokumen = compare_versions(old, new)
        assert read_word(write(dokumen, {**old_assets, **new_assets}), mark=True)[0] == dokumen


@pytest.mark.slow
def test_both_examples_of_every_rule() -> None:
    """Neighbouring papers, as people change them: a fault and its correction."""
    assert len(example_documents()) > 150
    for right, wrong in example_documents().values():
        both = comparison(wrong, right)
        assert bool(list_changes(both)) == (printed(wrong) != printed(right))
