"""Shared party files, and agreements that take their parties from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml as pyyaml

from ksdgen.naskah.pihak import PihakFile
from ksdgen.source.record import Record, field_types
from tests.fuzz.engine import CHEAP, EVERYTHING, Target
from tests.fuzz.memory import FOLDER, as_yaml, codes, desk
from tests.fuzz.model import places, value_for
from tests.fuzz.mutations import Changer, replaced
from tests.fuzz.outputs import check_reports, papers
from tests.helpers.util import ROOT, ksb

PATH = f"{FOLDER}/a.yaml"
PARTY = f"{FOLDER}/pihak/uji.yaml"


class Attack(Target):
    """A party file, and how an agreement refers to it."""

    name = "parties"
    share = 3.0
    every = (15, 4)
    words = (
        "kode", "bentuk", "nama", "pejabat", "jabatan", "sejak", "sampai", "acuan", "pihak/uji", "pihak/../a", "pihak/", "pihak/uji.yaml", "pihak/uji/", "uji",
        "pemerintah_daerah", "badan_hukum", "dasar_kewenangan", "keputusan", "tempat_kedudukan", "alamat", "daerah", "narahubung", "2026-12-07", "logo", "logo.png",
    )  # fmt: skip

    def __init__(self) -> None:
        self.desk = desk()

    def seeds(self) -> Sequence[Any]:
        """See `Target`."""
        files = [path.read_text(encoding="utf-8") for path in sorted((ROOT / FOLDER / "pihak").glob("*.yaml"))]
        shared = [pyyaml.load(text, pyyaml.BaseLoader) for text in files]
        result = []
        for data in shared:
            officials = data.get("pejabat") or [{"kode": "x"}]
            use = {
                "kode": "garut",
                "acuan": "pihak/uji",
                "nomor": "1/2/3",
                "penanda_tangan": [{"pejabat": officials[0]["kode"]}],
            }
            result.append({"pihak": data, "dipakai": use})
        return result

    def change(self, changer: Changer, sample: Any, other: Any) -> Any:
        """See `Target`."""
        random = changer.random
        if random.random() < 0.2:
            return {**sample, "dipakai": changer.change(sample["dipakai"], other["pihak"])}
        data = sample["pihak"]
        found = list(places(data, PihakFile))
        if random.random() < 0.5 or not found:
            data = changer.change(data, other["pihak"])
        else:
            place = random.choice(found)
            if isinstance(place.value, dict) and issubclass(place.type_, Record):
                name = random.choice(list(place.type_.fields_))
                value = value_for(field_types(place.type_)[name], random, place.type_.fields_[name])
                data = replaced(data, place.route, lambda old: {**old, name: value})
            else:
                data = replaced(data, place.route, lambda _: value_for(place.type_, random))
        return {**sample, "pihak": data}

    def run(self, sample: Mapping[str, Any], depth: int) -> Iterable[str]:
        """See `Target`."""
        agreement = ksb()
        agreement["para_pihak"][0] = sample.get("dipakai")
        files = {PARTY: as_yaml(sample.get("pihak")), PATH: as_yaml(agreement)}
        reached = codes(self.desk.check(PARTY, files).findings)
        if depth == CHEAP:
            loaded = self.desk.workspace.agreements.load(PATH)
            return reached | codes(loaded.findings)
        result = self.desk.check(PATH, files)
        if result.composition is not None and result.is_printable:
            papers(result.composition.dokumen, result.composition.assets, depth == EVERYTHING)
        if depth == EVERYTHING:
            check_reports(self.desk.workspace.repository, result)
        return reached | codes(result.findings)
