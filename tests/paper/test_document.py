"""Tests of `ksdgen.paper.document`: documents as plain data, places inside a text, and walks over blocks."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.diagnostics import Span
from ksdgen.paper.document import (
    NOMOR_LABEL,
    PERAN,
    Asal,
    Baris,
    BarisTabel,
    Bidang,
    Dokumen,
    Gambar,
    Kosong,
    Nomor,
    Paragraf,
    PemisahHalaman,
    Rujukan,
    Sel,
    Tabel,
    TataLetak,
    Teks,
    paragraf_dari,
    teks_inline,
    ubah_paragraf,
)
from ksdgen.paper.plain import dari_data, ke_data

HURUF = st.text(max_size=8)
ASAL = st.builds(Asal, st.builds(Span.at, HURUF, st.integers(1, 99), st.integers(1, 99)), st.none() | HURUF)
INLINE = st.one_of(
    st.builds(Teks, HURUF, st.lists(st.tuples(st.integers(0, 9), ASAL), max_size=2).map(tuple)),
    st.builds(Rujukan, HURUF, HURUF, st.none() | ASAL),
    st.builds(Kosong, HURUF, HURUF),
    st.just(Baris()),
    st.builds(Gambar, HURUF, HURUF, st.integers(1, 99)),
    st.builds(Bidang, st.sampled_from(["halaman", "jumlah_halaman"])),
)
NOMOR = st.builds(Nomor, st.sampled_from(list(NOMOR_LABEL)), st.integers(1, 60))
PARAGRAF = st.builds(
    Paragraf,
    st.sampled_from(list(PERAN)),
    st.lists(INLINE, max_size=4).map(tuple),
    st.none() | NOMOR,
    st.none() | HURUF,
    st.integers(0, 5),
    st.none() | ASAL,
)
SEL = st.builds(Sel, st.lists(PARAGRAF, max_size=2).map(tuple))
TABEL = st.builds(
    Tabel,
    st.just("tabel"),
    st.lists(st.integers(1, 1000), max_size=3).map(tuple),
    st.lists(st.builds(BarisTabel, st.lists(SEL, max_size=2).map(tuple), st.booleans()), max_size=2).map(tuple),
    st.integers(0, 3),
    st.none() | HURUF,
)
BLOK = st.one_of(PARAGRAF, TABEL, st.builds(PemisahHalaman, st.none() | st.booleans()))
DOKUMEN = st.builds(
    Dokumen,
    HURUF,
    st.lists(BLOK, max_size=5).map(tuple),
    st.lists(BLOK, max_size=1).map(tuple),
    st.builds(TataLetak, spasi=st.floats(0.8, 3), lanskap=st.booleans()),
    st.none() | HURUF,
)


@given(DOKUMEN)
@settings(max_examples=150, deadline=None)
def test_document_survives_as_json(d: Dokumen) -> None:
    data = ke_data(d)
    kembali = dari_data(json.loads(json.dumps(data)))
    assert kembali == d
    assert hash(kembali) == hash(d)
    assert ke_data(kembali) == data, "one document has one form"
    assert "asal" not in json.dumps(data).replace(json.dumps(d.judul), "") or not _kunci(data) & {"asal"}


def _kunci(data: Any) -> set[str]:
    if isinstance(data, dict):
        return set(data) | {k for v in data.values() for k in _kunci(v)}
    return {k for v in data for k in _kunci(v)} if isinstance(data, list) else set()


@given(PARAGRAF, ASAL)
def test_equality_ignores_origins(p: Paragraf, asal: Asal) -> None:
    lain = replace(p, asal=asal, isi=tuple(replace(i, asal=((0, asal),)) if isinstance(i, Teks) else i for i in p.isi))
    assert lain == p and hash(lain) == hash(p) and ke_data(lain) == ke_data(p)
    assert "asal" not in _kunci(ke_data(lain))


@pytest.mark.parametrize(
    "data",
    [{}, {"jenis_blok": "Lain"}, {"jenis_blok": "Teks"}, {"jenis_blok": "Teks", "isi": "x", "baru": 1}, [{"isi": "x"}]],
)
def test_foreign_data_is_refused(data: Any) -> None:
    with pytest.raises((KeyError, TypeError)):
        dari_data(data)


def test_written_form_is_stable() -> None:
    p = Paragraf("ayat", (Teks("Lihat "), Rujukan("masa", "Pasal 2"), Baris()), Nomor("ayat", 1), "a/b", 1)
    assert ke_data(p) == {
        "jenis_blok": "Paragraf",
        "peran": "ayat",
        "isi": [
            {"jenis_blok": "Teks", "isi": "Lihat "},
            {"jenis_blok": "Rujukan", "target": "masa", "isi": "Pasal 2"},
            {"jenis_blok": "Baris"},
        ],
        "nomor": {"jenis_blok": "Nomor", "jenis": "ayat", "nilai": 1},
        "kunci": "a/b",
        "kedalaman": 1,
    }
    assert ke_data(Sel(())) == {"jenis_blok": "Sel", "isi": []}


# --- numbers ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("jenis", "n", "teks", "rujukan"),
    [
        ("pasal", 3, "Pasal 3", "Pasal 3"),
        ("ayat", 2, "(2)", "(2)"),
        ("huruf", 1, "a.", "a"),
        ("huruf", 28, "bb.", "bb"),
        ("angka", 10, "10.", "10"),
        ("huruf_kurung", 3, "c)", "c)"),
        ("angka_kurung", 4, "4)", "4)"),
        ("romawi", 4, "IV.", "IV"),
    ],
)
def test_numbers_as_printed(jenis: str, n: int, teks: str, rujukan: str) -> None:
    assert (Nomor(jenis, n).teks, Nomor(jenis, n).rujukan) == (teks, rujukan)


# --- places -----------------------------------------------------------------------------------------------------------------------------


def test_place_inside_a_text() -> None:
    harfiah = Asal(Span.at("t.j2", 3, 10, 4))
    berkutip = Asal(Span.at("n.yaml", 7, 5, 5), "nama")
    ubahan = Asal(Span.at("n.yaml", 9, 5, 2), "jumlah")
    panjang = Asal(Span("n.yaml", 11, 3, 14, 1), "uraian")
    t = Teks("abc XYZ30 (tiga puluh)uraian", ((0, harfiah), (4, berkutip), (7, ubahan), (22, panjang)))
    assert t.tempat(0, 3) == Asal(Span.at("t.j2", 3, 10, 3))
    assert t.tempat(2, 3) == Asal(Span.at("t.j2", 3, 12))
    assert t.tempat(2, 9) == Asal(Span.at("t.j2", 3, 12, 2)), "no further than its stretch"
    assert t.tempat(5, 7) == Asal(Span.at("n.yaml", 7, 7, 2), "nama"), "inside the quotes"
    assert t.tempat(12, 13) == ubahan and t.tempat(23, 24) == panjang, "the whole where the way back is not known"
    assert Teks("abc").tempat(0, 1) is None
    assert Teks("abc", ((2, harfiah),)).tempat(0, 1) is None


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6))
def test_law_of_places(panjang: list[int]) -> None:
    teks, asal, harap = "", [], []
    for n, p in enumerate(panjang, start=1):
        asal.append((len(teks), Asal(Span.at("f", n, 4, p))))
        teks += "x" * p
        harap += [(n, 4 + i) for i in range(p)]
    t = Teks(teks, tuple(asal))
    assert [(a.span.line, a.span.column) for i in range(len(teks)) if (a := t.tempat(i, i + 1))] == harap


# --- walks ------------------------------------------------------------------------------------------------------------------------------


def test_plain_text() -> None:
    isi = (Teks("a"), Baris(), Rujukan("x", "Pasal 1"), Kosong("n", "…"), Gambar("k", "s", 1), Bidang("halaman"))
    assert teks_inline(isi) == "a\nPasal 1…" == Paragraf("isi", isi).teks


@given(st.lists(BLOK, max_size=5))
def test_walking_and_changing(blok: list[Any]) -> None:
    assert ubah_paragraf(blok, lambda p: p) == tuple(blok)
    semula = list(paragraf_dari(blok))
    urutan: list[Paragraf] = []

    def ubah(p: Paragraf) -> Paragraf:
        urutan.append(p)
        return replace(p, peran="isi", kunci=str(len(urutan)))

    hasil = ubah_paragraf(blok, ubah)
    assert urutan == semula
    assert [p.kunci for p in paragraf_dari(hasil)] == [str(i + 1) for i in range(len(semula))]
    assert [type(b) for b in hasil] == [type(b) for b in blok]
