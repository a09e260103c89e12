"""`ksdgen rules`: the listing of all codes, in every format."""

from __future__ import annotations

import json

from ksdgen.diagnostics import Severity
from ksdgen.reporters.report import LEVEL
from ksdgen.rules.pages import semua_halaman
from tests.helpers.util import ksdgen


def test_daftar_kode() -> None:
    teks = ksdgen("rules").keluar.splitlines()
    assert [b[:6] for b in teks] == list(semua_halaman())
    assert all(semua_halaman()[b[:6]].tingkat.value in b and semua_halaman()[b[:6]].nama in b for b in teks)
    tabel = ksdgen("rules", "--format", "markdown").keluar.splitlines()
    sel = [b.split(" | ") for b in tabel]
    assert {len(s) for s in sel[:1] + sel[2:]} == {4} and tabel[1] == "|---|---|---|---|"
    assert [(s[0][2:], s[1], s[2]) for s in sel[2:]] == [
        (h.kode, LEVEL[h.tingkat], h.ringkas_en) for h in semua_halaman().values()
    ]
    data = json.loads(ksdgen("rules", "--format", "json").keluar)
    assert [d["code"] for d in data] == list(semua_halaman())
    assert all(set(d) == {"code", "name", "severity", "summary", "citations"} for d in data)
    assert {d["severity"] for d in data} <= set(LEVEL.values()) and len(LEVEL) == len(Severity)
