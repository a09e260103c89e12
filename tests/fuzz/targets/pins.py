"""Pin files: which version of which clause an agreement was drafted with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Any

from ksdgen.catalogue import pins
from tests.fuzz.engine import CHEAP, EVERYTHING, Target
from tests.fuzz.memory import FOLDER, as_yaml, codes, desk
from tests.fuzz.outputs import check_reports, papers
from tests.helpers.util import ROOT, ksb

PATH = f"{FOLDER}/a.yaml"
PINS = f"{FOLDER}/a.kunci.json"


class Attack(Target):
    """What stands in a pin file, as a tree or as bytes."""

    name = "pins"
    share = 20.0
    every = (300, 4)
    words = (
        "versi", "klausul", "sidik", "sanksi", "objek", "../dasar", "objek@1", "arsip/objek", "1", "1e999", "NaN", "Infinity", "-Infinity", "true", "null", "{", "}",
        "[", "]", '"', ":", ",", "\\u0000", "\\ud800", "1" * 5000, "[" * 2000, '{"a":' * 2000,
    )  # fmt: skip

    def __init__(self) -> None:
        self.desk = desk()
        self.agreement = as_yaml(ksb())

    def seeds(self) -> Sequence[Any]:
        """See `Target`."""
        files = [path.read_bytes() for path in sorted((ROOT / FOLDER).glob("2*/**/*.kunci.json"))]
        small = {"versi": 1, "klausul": {"objek": {"versi": 1, "sidik": "x"}}}
        return [*files, *map(json.loads, files), small, json.dumps(small).encode()]

    def run(self, sample: Any, depth: int) -> Iterable[str]:
        """See `Target`."""
        data = sample if isinstance(sample, bytes) else json.dumps(sample).encode()
        reached = set()
        with suppress(pins.BrokenPins):
            paired = pins.pair_up(pins.read(data), self.desk.workspace.catalogue)
            reached = {f"{name} {bool(getattr(paired, name))}" for name in ("versions", "missing", "newer")}
        if depth == CHEAP:
            return reached
        result = self.desk.check(PATH, {PATH: self.agreement, PINS: data})
        if result.composition is not None and result.is_printable:
            papers(result.composition.dokumen, result.composition.assets)
        if depth == EVERYTHING:
            check_reports(self.desk.workspace.repository, result)
        return reached | codes(result.findings)
