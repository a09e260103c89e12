"""The agreements that ship with ksdgen, composed; and each beside what some edits make of it."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache

from ksdgen.desk.workspace import Workspace
from ksdgen.difference import bandingkan
from ksdgen.paper.document import (
    Dokumen,
)
from ksdgen.rules.packaged import semua
from ksdgen.word.writer import tulis
from tests.helpers.edits import SUNTINGAN, sunting, tambah_lampiran
from tests.helpers.rule_examples import Contoh
from tests.helpers.util import AKAR

PENULIS, TANGGAL = "Bagian Hukum", datetime(2026, 7, 1, 9, 30)


@lru_cache(maxsize=1)
def naskah_disertakan() -> tuple[tuple[Dokumen, dict[str, bytes]], ...]:
    """Every agreement of the repository, composed."""
    ruang = Workspace(AKAR)
    hasil: list[tuple[Dokumen, dict[str, bytes]]] = []
    for b in sorted((AKAR / "agreements").glob("2*/**/*.yaml")):
        s = ruang.periksa(ruang.repository.nama(b), date(2026, 12, 1), aturan=False).susunan
        assert s is not None, b
        hasil.append((s.dokumen, dict(s.aset)))
    return tuple(hasil)


Pasangan = tuple[Dokumen, Dokumen, Dokumen, dict[str, bytes]]
"""Older version, newer version, both in one, images."""


def pasangan(benih: range, *, lampiran: bool = True) -> list[Pasangan]:
    """Every agreement against edits of it."""
    jenis = SUNTINGAN if lampiran else tuple(s for s in SUNTINGAN if s is not tambah_lampiran)
    hasil: list[Pasangan] = []
    for i, (lama, aset) in enumerate(naskah_disertakan()):
        for b in benih:
            baru = sunting(lama, 100 * i + b, jenis=jenis)
            hasil.append((lama, baru, bandingkan(lama, baru), aset))
    return hasil


def redline(d: Dokumen, aset: dict[str, bytes]) -> bytes:
    """The file as a reviewer gets it."""
    return tulis(d, aset, penulis=PENULIS, tanggal=TANGGAL)


@cache
def example_documents() -> dict[str, tuple[Dokumen, Dokumen]]:
    """Both examples of every rule, composed: the right one and the wrong one, by the code of the rule."""
    workspace = Contoh()
    found = {}
    for rule in semua():
        if rule.contoh is None:
            continue
        right, wrong = (
            workspace.ubah(rule.contoh.naskah, text).susunan for text in (rule.contoh.benar, rule.contoh.salah)
        )
        if right is not None and wrong is not None:
            found[rule.kode] = right.dokumen, wrong.dokumen
    return found
