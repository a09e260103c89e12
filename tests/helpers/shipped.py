"""The agreements that ship with ksdgen, composed; and each beside what some edits make of it."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache

from ksdgen.desk.workspace import Workspace
from ksdgen.difference import compare_versions
from ksdgen.paper.document import Dokumen
from ksdgen.rules.packaged import packaged_rules
from ksdgen.word.writer import write
from tests.helpers.edits import EDITS, add_lampiran, edit
from tests.helpers.rule_examples import Examples
from tests.helpers.util import ROOT

AUTHOR, DATE = "Bagian Hukum", datetime(2026, 7, 1, 9, 30)


@lru_cache(maxsize=1)
def shipped_naskah() -> tuple[tuple[Dokumen, dict[str, bytes]], ...]:
    """Every agreement of the repository, composed."""
    workspace = Workspace(ROOT)
    result: list[tuple[Dokumen, dict[str, bytes]]] = []
    for path in sorted((ROOT / "agreements").glob("2*/**/*.yaml")):
        composition = workspace.check(workspace.repository.name(path), date(2026, 12, 1), rules=False).composition
        assert composition is not None, path
        result.append((composition.dokumen, dict(composition.assets)))
    return tuple(result)


Pair = tuple[Dokumen, Dokumen, Dokumen, dict[str, bytes]]
"""Older version, newer version, both in one, images."""


def pair(seeds: range, *, lampiran: bool = True) -> list[Pair]:
    """Every agreement against edits of it, once for each seed.

    Args:
        seeds: what decides about the edits.
        lampiran: whether an edit may add an annex.
    """
    kinds = EDITS if lampiran else tuple(change for change in EDITS if change is not add_lampiran)
    result: list[Pair] = []
    for index, (old, assets) in enumerate(shipped_naskah()):
        for number in seeds:
            new = edit(old, 100 * index + number, kinds=kinds)
            result.append((old, new, compare_versions(old, new), assets))
    return result


def redline(dokumen: Dokumen, assets: dict[str, bytes]) -> bytes:
    """The file as a reviewer gets it."""
    return write(dokumen, assets, author=AUTHOR, changed_at=DATE)


@cache
def example_documents() -> dict[str, tuple[Dokumen, Dokumen]]:
    """Both examples of every rule, composed: the right one and the wrong one, by the code of the rule."""
    examples = Examples()
    found = {}
    for rule in packaged_rules():
        if rule.contoh is None:
            continue
        texts = (rule.contoh.benar, rule.contoh.salah)
        right, wrong = (examples.change(rule.contoh.naskah, text).composition for text in texts)
        if right is not None and wrong is not None:
            found[rule.kode] = right.dokumen, wrong.dokumen
    return found
