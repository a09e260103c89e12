"""Facts below the rules: what is open, values by route, and what follows from an agreement."""

from __future__ import annotations

import ast
from datetime import date
from typing import Any

import pytest

from ksdgen.naskah.accompanying import Surat
from ksdgen.naskah.facts import days_after, filled
from ksdgen.naskah.routes import holds
from ksdgen.source.scalars import Markah, OpenText, ToFollow, is_deferred, is_open
from tests.helpers.source_trees import package_trees


@pytest.mark.parametrize(
    ("value", "open_"),
    [
        (None, True),
        ("", True),
        ((), True),
        ({}, True),
        (ToFollow.TO_FOLLOW, True),
        (OpenText(" Menyusul "), True),
        (OpenText("100.3.7/___/PKS/2026"), True),
        (OpenText("100.3.7/114/PKS/2026"), False),
        (Markah("bahwa ___ perlu ___"), False),  # prose with a gap says something
        ("menyusul kemudian", False),
        (False, False),
        (0, False),
        (date(2026, 12, 7), False),
    ],
)
def test_one_answer_to_what_is_open(value: Any, open_: bool) -> None:
    assert is_open(value) is open_
    assert filled(value) is not open_


def test_record_is_filled_by_any_field() -> None:
    assert not filled(Surat(nomor=OpenText("menyusul")))
    assert filled(Surat(nomor=OpenText("menyusul"), tanggal=date(2026, 1, 2)))


def test_deferred_is_the_whole_value() -> None:
    assert is_deferred("MENYUSUL") and not is_deferred("nomor menyusul") and not is_deferred(None)


def test_nobody_else_compares_with_the_word() -> None:
    """Who wants to know whether a value is open asks `source.scalars`; nobody compares with the word himself."""
    other = [
        f"{module}:{n.lineno}"
        for module, tree in package_trees().items()
        if not module.endswith("/scalars.py")
        for n in ast.walk(tree)
        if isinstance(n, ast.Compare)
        and any(isinstance(c, ast.Constant) and c.value in ("menyusul", "___") for c in (n.left, *n.comparators))
    ]
    assert other == []


def test_conditions_of_a_demand() -> None:
    letter = Surat(nomor=OpenText("1"))
    naskah: Any = letter
    assert holds(naskah, None) and holds(naskah, {"nomor": "1"})
    assert not holds(naskah, {"nomor": "2"}) and not holds(naskah, {"nomor": "1"}, {"nomor": "1"})


def test_no_day_after_the_last() -> None:
    assert days_after(date(9999, 12, 30), 45) == date.max
