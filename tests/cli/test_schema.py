"""`ksdgen schema`: a repository's own templates are in it, and where the files go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ksdgen.catalogue.schema import NASKAH_FILE, PIHAK_FILE
from tests.helpers.util import ksdgen, template


def test_own_templates_are_in_the_schema(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository's own document type, clause, variant, blank and style each change the schema by being there."""
    template(
        repo,
        "mou.j2",
        "---\nantarmuka: 1\njenis: mou\njudul: MOU\nsebutan: Memorandum\nuraian: Nota dengan mitra\nkategori: [ksdpk]\n"
        "isian:\n  mitra: {tipe: teks, uraian: Nama mitra}\n---\nx\n",
    )
    template(
        repo,
        "klausul/drone.j2",
        "---\nantarmuka: 1\njudul: DRONE\njenis: [mou]\nvarian:\n  siang: {uraian: Terbang siang}\n"
        "isian:\n  tinggi: {tipe: bilangan, baku: 120, uraian: Tinggi terbang}\n---\nx\n",
    )
    template(repo, "gaya/dinas.yaml", "uraian: Gaya dinas\n")
    monkeypatch.chdir(repo)
    run = ksdgen("schema")
    assert run.code == 0 and "agreements/naskah.schema.json: ditulis" in run.output
    assert ksdgen("schema", "--check").code == 0
    schema = json.loads((repo / "agreements" / NASKAH_FILE).read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    correct = {
        "jenis": "mou",
        "kategori": "ksdpk",
        "tentang": "x",
        "para_pihak": [{"kode": code, "bentuk": "yayasan", "nama": code} for code in "ab"],
        "gaya": "dinas",
        "isian": {"mitra": "x"},
        "klausul": {"drone": {"varian": "siang", "isian": {"tinggi": 100}}},
    }
    assert validator.is_valid(correct)
    wrong: list[dict[str, Any]] = [
        {"kategori": "sinergi"},
        {"gaya": "dinass"},
        {"isian": {"mitro": "x"}},
        {"klausul": {"dron": None}},
        {"klausul": {"drone": {"varian": "malam"}}},
        {"klausul": {"drone": {"isian": {"tinggi": "sepuluh"}}}},
        {"jenis": "perjanjian_kerja_sama", "isian": None},  # the clause is for the other type only
    ]
    for change in wrong:
        assert not validator.is_valid({**correct, **change}), change
    (repo / "templates" / "klausul" / "drone.j2").unlink()
    run = ksdgen("schema", "--check")
    assert run.code == 1
    assert run.output.startswith("agreements/naskah.schema.json: tidak sesuai dengan model dan templat")


def test_broken_template_is_told_and_left_out(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template(repo, "klausul/rusak.j2", "---\njudl: X\n---\nx\n")
    monkeypatch.chdir(repo)
    run = ksdgen("schema")
    assert run.code == 1 and "KSD010" in run.finding_codes
    schema = json.loads((repo / "agreements" / NASKAH_FILE).read_text(encoding="utf-8"))
    klausul = schema["$defs"]["klausul"]["properties"]
    assert "objek" in klausul and "rusak" not in klausul


def test_where_the_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = ksdgen("schema")
    assert run.code == 2 and "tidak ada folder agreements/" in run.error
    assert ksdgen("schema", "--out", "skema").code == 0
    assert {p.name for p in (tmp_path / "skema").iterdir()} == {NASKAH_FILE, PIHAK_FILE}
    (tmp_path / "berkas").write_text("x")
    run = ksdgen("schema", "--out", "berkas/sini")
    assert run.code == 2 and "tidak dapat ditulis" in run.error
