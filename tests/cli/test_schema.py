"""`ksdgen schema`: a repository's own templates are in it, and where the files go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ksdgen.catalogue.schema import BERKAS_NASKAH, BERKAS_PIHAK
from tests.helpers.util import ksdgen, templat


def test_own_templates_are_in_the_schema(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository's own document type, clause, variant, blank and style each change the schema by being there."""
    templat(
        repo,
        "mou.j2",
        "---\nantarmuka: 1\njenis: mou\njudul: MOU\nsebutan: Memorandum\nuraian: Nota dengan mitra\nkategori: [ksdpk]\n"
        "isian:\n  mitra: {tipe: teks, uraian: Nama mitra}\n---\nx\n",
    )
    templat(
        repo,
        "klausul/drone.j2",
        "---\nantarmuka: 1\njudul: DRONE\njenis: [mou]\nvarian:\n  siang: {uraian: Terbang siang}\n"
        "isian:\n  tinggi: {tipe: bilangan, baku: 120, uraian: Tinggi terbang}\n---\nx\n",
    )
    templat(repo, "gaya/dinas.yaml", "uraian: Gaya dinas\n")
    monkeypatch.chdir(repo)
    jalan = ksdgen("schema")
    assert jalan.kode == 0 and "agreements/naskah.schema.json: ditulis" in jalan.keluar
    assert ksdgen("schema", "--check").kode == 0
    skema = json.loads((repo / "agreements" / BERKAS_NASKAH).read_text(encoding="utf-8"))
    penilai = jsonschema.Draft202012Validator(skema)
    pihak = [{"kode": k, "bentuk": "yayasan", "nama": k} for k in "ab"]
    benar = {
        "jenis": "mou",
        "kategori": "ksdpk",
        "tentang": "x",
        "para_pihak": pihak,
        "gaya": "dinas",
        "isian": {"mitra": "x"},
    }
    benar["klausul"] = {"drone": {"varian": "siang", "isian": {"tinggi": 100}}}
    assert penilai.is_valid(benar)
    salah: list[dict[str, Any]] = [
        {"kategori": "sinergi"},
        {"gaya": "dinass"},
        {"isian": {"mitro": "x"}},
        {"klausul": {"dron": None}},
        {"klausul": {"drone": {"varian": "malam"}}},
        {"klausul": {"drone": {"isian": {"tinggi": "sepuluh"}}}},
        {"jenis": "perjanjian_kerja_sama", "isian": None},  # the clause is for the other type only
    ]
    for s in salah:
        assert not penilai.is_valid({**benar, **s}), s
    (repo / "templates" / "klausul" / "drone.j2").unlink()
    jalan = ksdgen("schema", "--check")
    assert jalan.kode == 1 and jalan.keluar.startswith(
        "agreements/naskah.schema.json: tidak sesuai dengan model dan templat"
    )


def test_broken_template_is_told_and_left_out(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templat(repo, "klausul/rusak.j2", "---\njudl: X\n---\nx\n")
    monkeypatch.chdir(repo)
    jalan = ksdgen("schema")
    assert jalan.kode == 1 and "KSD010" in jalan.kode_temuan
    assert (
        "rusak"
        not in json.loads((repo / "agreements" / BERKAS_NASKAH).read_text(encoding="utf-8"))["$defs"]["klausul"][
            "properties"
        ]
    )


def test_where_the_files_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    jalan = ksdgen("schema")
    assert jalan.kode == 2 and "tidak ada folder agreements/" in jalan.galat
    assert ksdgen("schema", "--out", "skema").kode == 0
    assert {p.name for p in (tmp_path / "skema").iterdir()} == {BERKAS_NASKAH, BERKAS_PIHAK}
    (tmp_path / "berkas").write_text("x")
    jalan = ksdgen("schema", "--out", "berkas/sini")
    assert jalan.kode == 2 and "tidak dapat ditulis" in jalan.galat
