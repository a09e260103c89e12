"""Agreements of tests, composed in memory."""

from __future__ import annotations

from functools import cache
from typing import Any

from ksdgen.compose.composition import Composition
from ksdgen.desk.workspace import Workspace
from ksdgen.naskah.model import Naskah
from ksdgen.source.decode import Decoder
from ksdgen.source.parse import load
from ksdgen.source.places import Places
from ksdgen.writers.text import write as write_text
from tests.helpers.util import ROOT, yaml


@cache
def _workspace() -> Workspace:
    """The templates of this checkout, compiled once."""
    return Workspace(ROOT)


def composed(data: dict[str, Any]) -> Composition:
    """The composed document of an agreement."""
    node, findings = load(yaml(data).encode(), "a.yaml")
    assert node is not None
    decoder = Decoder()
    naskah = decoder.record(Naskah, node)
    assert naskah is not None, findings + decoder.findings
    return _workspace().composer.compose(naskah, Places(node, "a.yaml"))


def printed_text(composition: Composition) -> str:
    return write_text(composition.dokumen, {}).decode()
