"""However much of one thing a file holds, checking it takes time in proportion, or it is refused: nothing is tried
again from each place of a text.

Each case holds one thing that once was slow, or that is slow to look for: texts as long as a file may be, and lists.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ksdgen.desk.workspace import Workspace
from tests.helpers.util import daerah, ksb, save

DAY = date(2026, 11, 22)
SENTENCE = (
    "PARA PIHAK melaksanakan kegiatan sesuai ketentuan peraturan perundang-undangan dengan itikad baik, termasuk biaya "
    "dan/atau tenaga yang diperlukan dan apabila perlu para pihak dapat segera melakukan perpanjangan"
)

SIZE = 50_000
"""Letters of the smaller file; the larger one has four times as many."""

TEXTS: dict[str, str] = {
    "numbers in words": "3 (tiga) ",
    "wrong numbers in words": "3 (lima) ",
    "money in words": "Rp1.000,00 (seribu rupiah) ",
    "shares in words": "5% (lima persen) ",
    "dates": "Senin, 7 Desember 2026 ",
    "sentences": f"{SENTENCE}. ",
    "one sentence": f"{SENTENCE} ",
    "short names of acts": "PP 50/2007 ",
    "names of acts": "Peraturan Pemerintah Nomor 50 Tahun 2007 ",
    "beginnings of acts": "Undang-Undang ",
    "articles": "Pasal 7 ayat (2) huruf a ",
    "round brackets": "(",
    "square brackets": "[",
    "straight quotation marks": '"',
    "quotation marks": "\u201ca \u201d ",
    "stars": "*",
    "spaces": " ",
    "one word": "a",
    "words": "kata ",
    "figures": "7",
    "thousands": "000.",
    "full stops": ".",
    "open values": "___ ",
    "lines": "_",
    "bars": "|",
    "references in a line": "[[objek]] ",
}
"""A text of an article, which is repeated."""


def _article(text: str) -> dict[str, Any]:
    return ksb(pasal_tambahan=[{"kode": "rinci", "judul": "RINCIAN", "setelah": "pelaksanaan", "isi": text}])


def _articles(places: list[tuple[str, str]]) -> dict[str, Any]:
    return ksb(pasal_tambahan=[{"kode": a, "judul": f"RINCIAN {a}", "setelah": b, "isi": "Isi."} for a, b in places])


def _chain(count: int) -> list[tuple[str, str]]:
    return [(f"r{i}", f"r{i - 1}" if i else "pelaksanaan") for i in range(count)]


LISTS: dict[str, tuple[int, Callable[[int], dict[str, Any]]]] = {
    "ayat": (1500, lambda n: _article("".join(f"({i}) Bekerja sama.\n" for i in range(1, n + 1)))),
    "points": (2000, lambda n: _article("Rincian:\n" + "#a. barang;\n" * n)),
    "labels of one name": (1500, lambda n: _article("(#) [x] Bekerja.\n" * n)),
    "references": (1800, lambda n: _article("(#) [x] Satu.\n" + "(#) Menurut [[x]].\n" * n)),
    "broken references": (
        1200,
        lambda n: _article("".join(f"(#) [nama{i}] Menurut [[namaa{i}]].\n" for i in range(n))),
    ),
    "labels and references": (
        1400,
        lambda n: _article("".join(f"(#) [x{i}] Menurut [[x{n - i - 1}]].\n" for i in range(n))),
    ),
    "rows of a table": (1000, lambda n: _article("Tabel:\n\n| a | b |\n|---|---|\n" + "| x | y |\n" * n)),
    "articles behind each other": (500, lambda n: _articles(_chain(n))),
    "articles before each other": (500, lambda n: _articles(_chain(n)[::-1])),
    "articles at one place": (500, lambda n: _articles([(f"r{i}", "pelaksanaan") for i in range(n)])),
    "terms": (1000, lambda n: ksb(istilah=[{"istilah": f"Istilah {i}", "arti": f"arti {i}"} for i in range(n)])),
    "unknown keys": (3000, lambda n: ksb(**{f"tentangg{i}": "x" for i in range(n)})),
    "unknown clauses": (2000, lambda n: ksb(klausul={f"ketentuan_umum{i}": {} for i in range(n)})),
    "unknown acts": (3000, lambda n: ksb(dasar_hukum=[f"uu-23-{i}" for i in range(n)])),
    "one act": (3000, lambda n: ksb(dasar_hukum=["uu-23-2014"] * n)),
    "recitals": (1200, lambda n: ksb(konsideran=["bahwa harga pangan perlu dijaga"] * n)),
    "scope": (1800, lambda n: ksb(ruang_lingkup=[f"penyediaan pangan {i}" for i in range(n)])),
    "parties": (80, lambda n: ksb(para_pihak=[{**daerah(i % 11), "kode": f"p{i}"} for i in range(n)])),
    "empty parties": (6000, lambda n: ksb(para_pihak=[{}] * n)),
    "signatories": (
        200,
        lambda n: ksb(para_pihak=[daerah(0), {**daerah(1), "penanda_tangan": daerah(1)["penanda_tangan"] * n}]),
    ),
    "waivers": (1800, lambda n: ksb(pengecualian=[{"aturan": f"KSD{i:03}"} for i in range(n)])),
}
"""How many make the smaller file, and a file of so many."""

CASES: dict[str, tuple[int, Callable[[int], dict[str, Any]]]] = {
    **{name: (SIZE // len(text), lambda n, text=text: _article(f"a{text * n}b")) for name, text in TEXTS.items()},
    **LISTS,
}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_time_grows_with_the_size(repo: Path, case: str) -> None:
    """Four times as much costs at most eight times the time: what grows with the square would cost sixteen times."""
    size, make = CASES[case]

    def seconds(count: int) -> float:
        path = save(repo, make(count), "x.yaml").relative_to(repo).as_posix()
        workspace = Workspace(repo)
        begin = time.process_time()
        workspace.check(path, DAY)
        return time.process_time() - begin

    small = seconds(size)
    assert seconds(4 * size) < 8 * small + 0.2
