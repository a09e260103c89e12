"""Agreements of tests, composed in memory."""

from __future__ import annotations

from functools import cache
from typing import Any

from ksdgen.compose.composition import Susunan
from ksdgen.desk.workspace import Workspace
from ksdgen.naskah.model import Naskah
from ksdgen.source.decode import Pembaca
from ksdgen.source.parse import load
from ksdgen.source.places import Tempat
from ksdgen.writers.text import tulis as tulis_teks
from tests.helpers.util import AKAR, yaml


@cache
def _ruang() -> Workspace:
    """The templates of this checkout, compiled once."""
    return Workspace(AKAR)


def composed(data: dict[str, Any]) -> Susunan:
    """The composed document of an agreement."""
    node, temuan = load(yaml(data).encode(), "a.yaml")
    assert node is not None
    pembaca = Pembaca()
    naskah = pembaca.rekaman(Naskah, node)
    assert naskah is not None, temuan + pembaca.temuan
    return _ruang().penyusun.susun(naskah, Tempat(node, "a.yaml"))


def printed_text(susunan: Susunan) -> str:
    return tulis_teks(susunan.dokumen, {}).decode()
