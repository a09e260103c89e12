"""The shapes of checks, one module per family; every rule file names one shape and gives it parameters."""

from __future__ import annotations

from importlib import import_module

from ksdgen.rules.rule import Cek

KELUARGA = (
    "elements",
    "clauses",
    "facts",
    "term",
    "funding",
    "parties",
    "related",
    "wording",
    "proofreading",
    "legal_basis",
)
"""Modules of this package; each has a table `BENTUK` of its shapes."""


def bentuk() -> dict[str, Cek]:
    """Every shape by the name that rule files use."""
    tabel: dict[str, Cek] = {}
    for keluarga in KELUARGA:
        tabel.update(import_module(f"{__name__}.{keluarga}").BENTUK)
    return tabel
