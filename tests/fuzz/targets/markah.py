"""Texts of clauses: markers, labels, references, tables, escapes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ksdgen.compose.refusals import RESERVED
from ksdgen.paper import print as printing
from ksdgen.paper.document import Origin, Paragraph
from ksdgen.paper.markup import Parsed, Parser
from ksdgen.paper.numbering import assign_numbers, resolve
from tests.fuzz.engine import CHEAP, EVERYTHING, Target, Wrong
from tests.fuzz.memory import FOLDER, as_yaml, codes, desk
from tests.fuzz.outputs import check_reports, papers
from tests.helpers.util import ksb

PATH = f"{FOLDER}/a.yaml"
SCOPE = "uji"


_ENDS = re.compile(r"[^\S\n]+(?=\\?$)", re.MULTILINE)
"""White space before the end of a line, which is not kept."""


class Attack(Target):
    """Texts; a few of them as articles of an agreement."""

    name = "markah"
    share = 60.0
    every = (500, 4)
    words = (
        "(1) ", "(2) ", "(#) ", "(10) ", "a. ", "b. ", "aa. ", "#a. ", "1. ", "#1. ", "a) ", "1) ", "I. ", "#I. ", "BAB I", "- ", "\n", "\n\n", "\n    ",
        "    ", "\t", "[x] ", "[pokok] ", "[[pokok]]", "[[objek/pokok]]", "[[uji]]", "[[x", "]]", "|", "| a | b |\n", "|---|:-:|\n", "|--|", "\\", "\\|", "\\(1)",
        "\\[[", "___", "______", "@isi ", "@tabel x 1 2\n", "@sel\n", "@baris\n", "@tutup\n", "@gambar x\n", ";", "; dan", ".", ":", "sebagaimana dimaksud pada ",
    )  # fmt: skip

    def __init__(self) -> None:
        self.desk = desk()

    def seeds(self) -> Sequence[str]:
        """See `Target`."""
        return [
            "Satu kalimat.",
            "(1) [pokok] Satu:\n    a. dua; dan\n    b. tiga.\n(2) Menurut [[pokok]].",
            "(#) a\n(#) b:\n    #a. c:\n        #1. d;\n    #a. e.",
            "Tabel:\n\n| a | b |\n|---|---|\n| ___ | \\| |\n\nSelesai.",
            "(1) [a] x [[b]]\n(2) [b] y [[uji/a]] [[objek]] \\[[z]]",
        ]

    def run(self, sample: str, depth: int) -> Iterable[str]:
        """See `Target`."""
        text = RESERVED.sub("", sample)  # the source refuses these
        parsed = _read(text)
        blocks, findings = resolve(assign_numbers([Paragraph("pasal", (), None, SCOPE), *parsed.blocks]), name={})
        assert blocks
        if not parsed.findings and not findings:  # what leads nowhere has no form of its own
            first = printing.write(parsed.blocks, scope=SCOPE)
            second = printing.write(_read(first).blocks, scope=SCOPE)
            if _ENDS.sub("", first) != _ENDS.sub("", second):
                raise Wrong("lost", "markup that is written and read again", f"{first[:300]!r} {second[:300]!r}")
        if depth == CHEAP:
            return codes(parsed.findings + findings)
        extra = {"kode": "tambahan", "judul": "TAMBAHAN", "setelah": "objek", "isi": sample}
        data = ksb(
            pasal_tambahan=[extra],
            ruang_lingkup=[sample, "x"],
            klausul={"lain_lain": {"ubah": sample, "alasan": "x"}},
            lampiran=[{"judul": "L", "isi": sample}],
        )
        result = self.desk.check(PATH, {PATH: as_yaml(data)})
        if result.composition is not None and result.is_printable:
            papers(result.composition.dokumen, result.composition.assets, depth == EVERYTHING)
        if depth == EVERYTHING:
            check_reports(self.desk.workspace.repository, result)
        return codes([*parsed.findings, *findings, *result.findings])


def _nowhere(_: str, __: int) -> Origin | None:
    return None


def _read(text: str) -> Parsed:
    return Parser(_nowhere, scope=SCOPE).parse(text)
