"""A repository's own rules: mutants of the packaged ones, with patterns that take for ever."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import yaml as pyyaml

from ksdgen.desk.agreement import check
from ksdgen.lint.own_rules import check_own_rules
from ksdgen.lint.shelf import Shelf
from ksdgen.rules.decoding import read_rule
from ksdgen.rules.own import own_rules
from ksdgen.rules.rule import Rule
from ksdgen.source.record import Record, field_types
from ksdgen.world.package import DATA
from ksdgen.world.tree import Supposed
from tests.fuzz.engine import CHEAP, EVERYTHING, Target
from tests.fuzz.memory import DAY, FOLDER, Desk, as_yaml, codes, desk, small_templates
from tests.fuzz.model import places, value_for
from tests.fuzz.mutations import Changer, replaced
from tests.helpers.util import ksb, pks

_PATH = "aturan/UJI001.yaml"


_PATTERNS = (
    "([a-z ]+)*!", "(a+)+$", "(\\w+\\s?)*$!", "(.*)*x!", "([A-Z ]+)*\\.!", "(?:x|x)*y", "a{1000}{1000}", "(.*){50}!", "x*" * 40 + "y", "((a|b)*)*!", ".*.*.*.*.*!", "|", "",
)  # fmt: skip
"""Patterns that backtrack, or match nothing everywhere."""


@cache
def _packaged() -> list[Any]:
    """The packaged rules under a code of a repository's own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((DATA / "rules").glob("KSD*.yaml"))]
    return [{**pyyaml.load(text, pyyaml.BaseLoader), "kode": "UJI001"} for text in texts]


class Attack(Target):
    """Rules as trees."""

    name = "own_rules"
    share = 4.0
    every = (6, 40)
    words = (
        "kode", "nama", "cek", "parameter", "pesan", "bantuan", "dasar", "sitasi", "sejak", "berlaku", "jenis", "kategori", "contoh", "naskah", "benar", "salah",
        "UJI001", "KSD301", "uu-23-2014/pasal-366", "2020-01-01", "kesalahan", "ksb_ksdd", "{lama}", "{x}", "{", "{0}", "{x.__class__}", "{x!r:>9999999999}",
        "([a-z ]+)*!", "(a+)+$", "(\\w+\\s?)*$", "(.*)*x", "([A-Z ]+)*\\.", "(?:x|x)*y", "[", "(?P<a>", "\\", "(?i)", "a{1000}{1000}", "(?<=a+)b", "*", "", "objek", "para_pihak.0",
        "para_pihak.nama", "jangka_waktu.lama", "pembiayaan.nilai", "x.y.z", ".", "..", "tentang", "memuat_unsur", "paling_lama",
    )  # fmt: skip

    def __init__(self) -> None:
        self.desk = desk()
        self.files = {f"{FOLDER}/a.yaml": as_yaml(ksb(3)), f"{FOLDER}/b.yaml": as_yaml(pks())}
        self._with_pattern = [rule for rule in _packaged() if "pola" in (rule.get("parameter") or ())]

    def seeds(self) -> Sequence[Any]:
        """See `Target`."""
        return _packaged()

    def change(self, changer: Changer, sample: Any, other: Any) -> Any:
        """See `Target`."""
        random = changer.random
        if random.random() < 0.1:  # few rules take a pattern, and each of them could take for ever
            rule = random.choice(self._with_pattern)
            return {**rule, "parameter": {**rule["parameter"], "pola": random.choice(_PATTERNS)}, "berlaku": {}}
        found = list(places(sample, Rule))
        if random.random() < 0.5 or not found:
            return changer.change(sample, other)
        if random.random() < 0.6 and isinstance(sample.get("parameter"), dict | list):
            return {**sample, "parameter": changer.change(sample["parameter"], other)}
        place = random.choice(found)
        if isinstance(place.value, dict) and issubclass(place.type_, Record):
            name = random.choice(list(place.type_.fields_))
            value = value_for(field_types(place.type_)[name], random, place.type_.fields_[name])
            return replaced(sample, place.route, lambda old: {**old, name: value})
        return replaced(sample, place.route, lambda _: value_for(place.type_, random))

    def run(self, sample: Any, depth: int) -> Iterable[str]:
        """See `Target`."""
        data = as_yaml(sample)
        reading = read_rule(data, _PATH)
        reached = codes(reading.findings)
        if depth == CHEAP:
            return reached
        tree = small_templates({_PATH: data})
        own = own_rules(tree)
        self.desk.hold(self.files)
        for path in self.files:
            reached |= codes(check(self.desk.workspace.composing, own, path, DAY).findings)
        if depth == EVERYTHING:
            other = Desk(of_templates=tree)
            shelf = Shelf(other.workspace.catalogue, Supposed({}))
            check_own_rules(shelf)
        return reached
