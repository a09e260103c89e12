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
    any_changed = any(use.state is ClauseState.CHANGED for use in composition.klausul)
    if naskah is None or not composition.dokumen.content or not any_changed:
        return composition.klausul
    baseline = standard(composing, loaded, composition, restore=False)
    result = []
    for use in composition.klausul:
        if use.state is ClauseState.CHANGED:
            use = replace(use, same=_same(composing, loaded, composition, baseline, use))
        result.append(use)
    return tuple(result)


def _same(
    composing: Composing, loaded: Loaded, composition: Composition, baseline: Composition, use: ClauseUse
) -> str | None:
    """The variant of the standard whose words a reworded clause has: "" for the one that it uses, None for none.

    Args:
        composing: what the agreement is composed with.
        loaded: the agreement.
        composition: the agreement as it was composed.
        baseline: the agreement in nothing but standard clauses.
        use: the clause.
    """
    content = wording(article(composition.dokumen, use.code))
    if content == wording(article(baseline.dokumen, use.code)):
        return ""
    naskah, replacements = without_deviations(loaded.naskah, composition.klausul, restore=False)  # type: ignore[arg-type]
    clause = next((pasal.klausul for pasal in composition.pasal if pasal.code == use.code), None)
    for name, variant in (clause.varian or {}).items() if clause is not None else ():
        if name == use.variant or not variant.suits(naskah.jenis, naskah.kategori.value):
            continue
        choices = dict(naskah.klausul or {})
        choices[use.code] = choices[use.code].replace(varian=name)
        with_variant = composing.compose(loaded, naskah.replace(klausul=choices), replacements)
        if content == wording(article(with_variant.dokumen, use.code)):
            return name
    return None
