"""Agreements held against the standard: as they would be with nothing but standard clauses."""

from __future__ import annotations

from dataclasses import replace

from ksdgen.compose.composition import ClauseState, ClauseUse, Composition, article, wording
from ksdgen.compose.uses import without_deviations
from ksdgen.desk.composing import Composing
from ksdgen.desk.loading import Loaded


def standard(
    composing: Composing, loaded: Loaded, composition: Composition | None = None, *, restore: bool = True
) -> Composition:
    """An agreement as it would be with nothing but standard clauses, filled with its own facts and in its own versions.

    Clauses in the agreement's own words say what the standard says, and additional articles that stand in for a clause
    give their place back to it.

    Args:
        composing: what it is composed with.
        loaded: the agreement; its shape must be sound.
        composition: the agreement as it was composed, where that is at hand.
        restore: whether clauses that were left out come back too.
    """
    assert loaded.naskah is not None
    composition = composition or composing.compose(loaded, loaded.naskah)
    naskah, replacements = without_deviations(loaded.naskah, composition.klausul, restore=restore)
    return composing.compose(loaded, naskah, replacements)


def compare_with_standard(composing: Composing, loaded: Loaded, composition: Composition) -> tuple[ClauseUse, ...]:
    """The uses of clauses; of those in the agreement's own words also whether they say what a variant of the standard
    says.
    """
    naskah = loaded.naskah
    if (
        naskah is None
        or not composition.dokumen.content
        or all(use.state is not ClauseState.CHANGED for use in composition.klausul)
    ):
        return composition.klausul
    plain = standard(composing, loaded, composition, restore=False)
    result = []
    for use in composition.klausul:
        if use.state is ClauseState.CHANGED:
            use = replace(use, same=_same(composing, loaded, composition, plain, use))
        result.append(use)
    return tuple(result)


def _same(
    composing: Composing, loaded: Loaded, composition: Composition, standard: Composition, use: ClauseUse
) -> str | None:
    content = wording(article(composition.dokumen, use.code))
    if content == wording(article(standard.dokumen, use.code)):
        return ""
    plain, replacements = without_deviations(loaded.naskah, composition.klausul, restore=False)  # type: ignore[arg-type]
    front_matter = next((a.klausul for a in composition.pasal if a.code == use.code), None)
    for name, variant in (front_matter.varian or {}).items() if front_matter is not None else ():
        if name == use.variant or not variant.suits(plain.jenis, plain.kategori.value):
            continue
        choices = dict(plain.klausul or {})
        choices[use.code] = choices[use.code].replace(varian=name)
        if content == wording(
            article(composing.compose(loaded, plain.replace(klausul=choices), replacements).dokumen, use.code)
        ):
            return name
    return None
