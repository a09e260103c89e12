"""Whatever list, mapping or number of an agreement is emptied or grows without bound, it is answered with findings."""

from __future__ import annotations

from typing import Any

import pytest

from ksdgen.source.node import plain
from ksdgen.source.parse import ScalarNode, parse
from tests.helpers.mutants import NASKAH, MutantWorkspace, walk
from tests.helpers.util import ROOT, put, yaml

_DIGITS = (
    "9" * 5_000,
    "9" * 5_000 + "% (satu persen)",
    "tujuh (1" + ".000" * 2_000 + ")",
    "dibayar tujuh (1" + ".000" * 400 + ") hari",
    "Rp1" + ".000" * 2_000 + ",00 (satu rupiah)",
    "1" * 5_000 + "-01-01",
    "PP " + "1" * 5_000 + "/" + "2" * 5_000,
)
"""More digits than Python turns into a number by itself, or than have words."""


def _is_answered(desk: MutantWorkspace, path: str, data: Any) -> bool:
    result = desk.check(path, yaml(data))
    return bool(result.findings) or result.composition is not None


@pytest.mark.slow
@pytest.mark.parametrize("path", NASKAH)
def test_everything_may_be_empty(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSDGEN_DEBUG", "1")  # an internal fault ends the test instead of being a finding
    root, _ = parse((ROOT / path).read_text(encoding="utf-8"), path)
    assert root is not None
    data, desk = plain(root), MutantWorkspace()
    for route, node in walk(root):
        if not isinstance(node, ScalarNode):
            for empty in ([], {}):
                assert _is_answered(desk, path, put(data, route, empty)), (route, empty)


@pytest.mark.slow
@pytest.mark.parametrize("digits", _DIGITS, ids=lambda text: f"{text[:4]}…{text[-8:]}")
def test_no_number_is_too_long(digits: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSDGEN_DEBUG", "1")
    root, _ = parse((ROOT / NASKAH[0]).read_text(encoding="utf-8"), NASKAH[0])
    assert root is not None
    data, desk = plain(root), MutantWorkspace()
    for route, node in walk(root):
        if isinstance(node, ScalarNode):
            assert _is_answered(desk, NASKAH[0], put(data, route, digits)), route
