"""Agreements that are YAML and nearly right: parts gone, doubled, of another type, values that nobody would write."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from typing import Any

from ksdgen.desk.outcome import Result
from ksdgen.diagnostics import Severity
from ksdgen.source.record import Record, field_types
from ksdgen.source.scalars import Markah, OpenText, has_gap, is_deferred
from tests.fuzz.engine import CHEAP, EVERYTHING, Target, Wrong
from tests.fuzz.memory import DAY, FOLDER, as_yaml, base_data, codes, desk, shared_files, workspace
from tests.fuzz.model import MARK, places, value_for
from tests.fuzz.mutations import Changer, replaced
from tests.fuzz.outputs import check_reports, papers
from tests.helpers.util import ksb, pks

PATH = f"{FOLDER}/a.yaml"

_NOT_PRINTED = ("untuk", "tembusan")
"""What a power of attorney says besides what the paper quotes of it."""


class Attack(Target):
    """Agreements as trees, through the rules and into every format."""

    name = "naskah_structure"
    share = 2.5
    every = (8, 4)
    words = (
        "Q31Q", "Q32Q & <i>", "Q33Q {{ x }}", "(1) Q34Q", "a. Q35Q", "[[objek]]", "garut", "perusahaan", "pemda", "jenis", "kategori", "status", "tentang",
        "para_pihak", "klausul", "isi", "ubah", "alasan", "hapus", "varian", "isian", "kode", "judul", "nama", "nomor", "tanggal", "lama", "mulai",
        "sampai", "ksb_ksdd.yaml", "nk.yaml", "a.yaml", "logo.png", "uu-23-2014", "pp-28-2018", "ditandatangani", "siap_ditandatangani", "ksdpk", "sinergi",
        "kesepakatan_bersama", "nota_kesepakatan", "rencana_kerja", "perjanjian_kerja_sama", "3 tahun", "2026-12-07", "penandatanganan", "KSD301",
    )  # fmt: skip

    def __init__(self) -> None:
        self.desk = desk()

    def seeds(self) -> Sequence[Any]:
        """See `Target`."""
        waiver = {"aturan": "KSD301", "alasan": "x", "penanggung_jawab": "y", "sampai": "2027-01-31"}
        extra = {"kode": "tambahan", "judul": "TAMBAHAN", "setelah": "objek", "isi": "(1) Q1Q.\n(2) Q2Q [[objek]]."}
        return [
            *(ksb(count) for count in (1, 2, 3, 7, 11)),
            pks(),
            ksb(pengecualian=[waiver], pasal_tambahan=[extra], lampiran=[{"judul": "Q", "isi": "Q3Q"}]),
            *copy.deepcopy(list(base_data().values())),
        ]

    def change(self, changer: Changer, sample: Any, other: Any) -> Any:
        """See `Target`."""
        if changer.random.random() < 0.5:
            return changer.change(sample, other)
        for _ in range(changer.random.choice((1, 1, 2, 3))):
            sample = by_the_model(changer, sample)
        return sample

    def run(self, sample: Any, depth: int) -> Iterable[str]:
        """See `Target`."""
        data = as_yaml(sample)
        result = self.desk.check(PATH, {PATH: data})
        if depth > CHEAP and result.composition is not None and result.is_printable:
            out = papers(result.composition.dokumen, result.composition.assets, depth == EVERYTHING)
            _check_values(sample, result, out["txt"].decode())
            if depth == EVERYTHING:
                again = workspace({**shared_files(), PATH: data}).check(PATH, DAY)
                if again.findings != result.findings:
                    raise Wrong("unstable", "findings")
                if papers(again.composition.dokumen, again.composition.assets) != out:
                    raise Wrong("unstable", "papers")
        if depth == EVERYTHING:
            check_reports(self.desk.workspace.repository, result)
        return codes(result.findings)


def by_the_model(changer: Changer, sample: Any) -> Any:
    """One change that the model knows of: another value of the same type, or a key that was not there."""
    random = changer.random
    found = list(places(sample))
    if not found:
        return changer.change(sample)
    place = random.choice(found)
    if not isinstance(place.value, dict) or not issubclass(place.type_, Record):
        return replaced(sample, place.route, lambda _: value_for(place.type_, random))
    name = random.choice(list(place.type_.fields_))
    value = value_for(field_types(place.type_)[name], random, place.type_.fields_[name])
    return replaced(sample, place.route, lambda old: {**old, name: value})


def _check_values(sample: Any, result: Result, text: str) -> None:
    """Each value that must be printed is printed whole, or a finding says that it is not."""
    if any(finding.severity is Severity.ERROR for finding in result.findings):
        return
    output = text.upper()
    reported = {finding.route for finding in result.findings if finding.code == "KSD061"}
    for place in places(sample):
        value, route = place.value, [str(step) for step in place.route]
        if not place.printed or place.type_ not in (str, OpenText, Markah) or not isinstance(value, str):
            continue
        if is_deferred(value) or has_gap(value) or "___" in value or (route[-1].isdigit() and len(route) < 2):
            continue
        if "surat_kuasa" in route and set(_NOT_PRINTED) & set(route):
            continue
        if any(".".join(route[:end]) in reported for end in range(1, len(route) + 1)):
            continue
        # An office is printed short where the institution stands beside it: only marks are looked for.
        if lost := next((word for word in MARK.findall(value) if word not in output), None):
            raise Wrong("lost", f"value of {'.'.join(s for s in route if not s.isdigit())}", f"{lost[:200]!r}")
