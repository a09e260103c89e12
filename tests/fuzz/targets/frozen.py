"""Frozen files of signed agreements, forged: the digest of the paper is right whatever the paper says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from ksdgen.desk.frozen import frozen_text
from ksdgen.paper.document import ROLES
from tests.fuzz.engine import CHEAP, EVERYTHING, Target
from tests.fuzz.memory import FOLDER, Desk, as_yaml, codes, shared_files, small_templates
from tests.fuzz.mutations import Changer
from tests.fuzz.outputs import check_reports, papers
from tests.helpers.util import ksb

PATH = f"{FOLDER}/a.yaml"
FROZEN = f"{FOLDER}/a.beku.json"

_CLAUSE = "(1) [a] Satu:\n    a. dua; dan\n    b. tiga [[objek]].\n(2) Menurut [[a]]:\n\n    | a | b |\n    |---|---|\n    | c | ___ |\n"


class Attack(Target):
    """What stands in a frozen file, as a tree or as bytes; most of them are small."""

    name = "frozen"
    share = 7.0
    every = (12, 6)
    words = (
        "jenis_blok", "Teks", "Rujukan", "Kosong", "Baris", "Gambar", "Bidang", "Ubahan", "Tanda", "Nomor", "Paragraf", "Sel", "BarisTabel", "Tabel",
        "PemisahHalaman", "TataLetak", "Dokumen", "isi", "target", "nama", "keterangan", "sha256", "tinggi_mm", "jenis", "pindah", "nilai", "peran", "nomor",
        "kunci", "kedalaman", "tanda", "semula", "sel", "kepala", "kolom", "baris", "lanskap", "judul", "kaki", "tata", "tanda_air", "lebar_mm", "huruf", "spasi",
        "sisip", "hapus", "ayat", "huruf", "angka", "pasal", "romawi", "versi", "ksdgen", "gambar", "unsur", "klausul", "sidik_isi", "kekakuan", "keadaan", "sama",
        "pengganti", "varian", "../../etc/passwd", '" onmouseover="x', "x><script>alert(1)</script>", *sorted(ROLES),
    )  # fmt: skip

    def __init__(self) -> None:
        self.desk = Desk(of_templates=small_templates())
        self.agreement = as_yaml(_signed())

    def seeds(self) -> Sequence[Any]:
        """See `Target`."""
        return [*_seeds(), json.dumps(_seeds()[0]).encode()]

    def change(self, changer: Changer, sample: Any, other: Any) -> Any:
        """See `Target`."""
        if isinstance(sample, dict) and "dokumen" in sample and changer.random.random() < 0.8:
            paper = sample["dokumen"]
            if changer.random.random() < 0.5:
                return {**sample, "dokumen": changer.alike(paper)}
            return {**sample, "dokumen": changer.change(paper, other)}
        return changer.change(sample, other)

    def run(self, sample: Any, depth: int) -> Iterable[str]:
        """See `Target`."""
        data = sample if isinstance(sample, bytes) else _sealed(sample)
        result = self.desk.check(PATH, {PATH: self.agreement, FROZEN: data}, rules=depth > CHEAP)
        if result.composition is not None and result.is_printable:
            papers(result.composition.dokumen, result.composition.assets, depth == EVERYTHING)
        if depth == EVERYTHING:
            check_reports(self.desk.workspace.repository, result)
        return codes(result.findings)


def _signed() -> dict[str, Any]:
    party = {"logo": "logo.png"}
    data = ksb(status="ditandatangani", pasal_tambahan=[{"kode": "t", "judul": "T", "setelah": "uji", "isi": _CLAUSE}])
    data["kategori"] = "ksdpk"
    data["para_pihak"][0].update(party)
    return data


@cache
def _seeds() -> tuple[Any, ...]:
    """What is written when an agreement is signed: with hardly any paper, and with all of it."""
    result = []
    for desk in (Desk(of_templates=small_templates()), Desk()):
        frozen = desk.check(PATH, {PATH: as_yaml(_signed())}, rules=False)
        result.append(json.loads(frozen_text(frozen)))
    assert f"{FOLDER}/logo.png" in shared_files()
    # Most of the time goes into the small one.
    return (*result[:1] * 6, result[1])


def _sealed(content: Any) -> bytes:
    """The text of the file; the digest is that of what it seals."""
    if isinstance(content, dict) and "dokumen" in content:
        text = json.dumps(content["dokumen"], ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        content = {**content, "sidik_dokumen": digest}
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")
