"""Bytes of agreement files, broken in every way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from ksdgen.naskah.model import Naskah
from ksdgen.rules.examples import put
from ksdgen.rules.packaged import packaged_rules
from ksdgen.source.decode import Decoder
from ksdgen.source.parse import load
from tests.fuzz.engine import CHEAP, EVERYTHING, Target
from tests.fuzz.memory import FOLDER, as_yaml, codes, desk
from tests.fuzz.outputs import check_reports, papers
from tests.helpers.rule_examples import BASES, base_text
from tests.helpers.util import ROOT, ksb, pks

PATH = f"{FOLDER}/a.yaml"

TOKENS = (
    ": ", ":", "- ", "-", "\n- ", "? ", "# ", "#", "|", "|\n", "|-", "|+9\n", ">", ">-\n  ", "'", '"', "''", '"\\x', '"\\u00', '"\\ud800"', "{", "}",
    "[", "]", "{}", "[]", ",", "&a ", "*a", "&a *a", "!", "!!str ", "!!binary ", "!<x> ", "%YAML 1.2\n---\n", "%TAG ! x\n", "---\n", "...\n", "\n---\n",
    "<<: *a", "\n", "\r", "\r\n", "\n\n", "\t", "  ", "\n  ", "\n      ", "\u0085", "\u2028", "\ufeff", "@", "`", "~", "null", "=", "\nl: #\nn: {m",
    "jenis: ", "kategori: ", "para_pihak:\n", "  - kode: x\n", "status: ditandatangani\n", "klausul: {", "[" * 60, "{a: " * 60, "- " * 60, "&a [*a]",
)  # fmt: skip


@cache
def seeds() -> tuple[bytes, ...]:
    """Shipped agreements, small agreements, and the wrong example of every rule."""
    shipped = [path.read_bytes() for path in sorted((ROOT / FOLDER).glob("2*/**/*.yaml"))[:4]]
    small = [as_yaml(data) for data in (ksb(), pks())]
    wrong = [r.contoh.salah.encode() for r in packaged_rules() if r.contoh is not None]
    whole = [put(base_text(base), "").encode() for base in BASES]
    return (*small, *small, *shipped, *whole, *wrong)


class Attack(Target):
    """Agreement files; most go as far as their typed form."""

    name = "yaml_bytes"
    share = 60.0
    every = (60, 8)
    words = TOKENS

    def __init__(self) -> None:
        self.desk = desk()

    def seeds(self) -> Sequence[bytes]:
        """See `Target`."""
        return seeds()

    def run(self, sample: bytes, depth: int) -> Iterable[str]:
        """See `Target`."""
        if depth == CHEAP:
            node, findings = load(sample, PATH)
            decoder = Decoder()
            if node is not None:
                decoder.record(Naskah, node)
            return codes(findings + decoder.findings)
        result = self.desk.check(PATH, {PATH: sample})
        if depth == EVERYTHING:
            check_reports(self.desk.workspace.repository, result)
            if result.composition is not None and result.is_printable:
                papers(result.composition.dokumen, result.composition.assets)
        return codes(result.findings)
