"""Tests of `ksdgen.catalogue.catalogue`: the catalogue of document types, clauses and house styles, and faults in their
front matter.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from ksdgen.catalogue.catalogue import _BOUNDS, Catalogue
from ksdgen.catalogue.front_matter import INTERFACE, Paper, Style
from ksdgen.compose.page import layout
from ksdgen.diagnostics import Span
from ksdgen.source.record import Record, field_types
from ksdgen.word.writer import write
from ksdgen.world.tree import WorkingTree
from tests.helpers.word_files import findings as word_findings
from tests.helpers.word_util import ASSETS, agreement

BUILT_IN = WorkingTree(Path(__file__).parents[2] / "templates")

KLAUSUL = """\
---
antarmuka: 1
judul: MASA BERLAKU
unsur: jangka_waktu
versi: 2
kekakuan: tetap
letak: {setelah: pembiayaan}
varian:
  a: {uraian: Yang biasa, kategori: ksdpk}
isian:
  hari: {tipe: bilangan, baku: 14, uraian: Batas waktu}
---
(#) {{ naskah.sebutan }} ini berlaku.
"""


class FakeTree:
    """Template files in memory."""

    def __init__(self, contents: dict[str, str | bytes]) -> None:
        self.contents = {k: v if isinstance(v, bytes) else v.encode() for k, v in contents.items()}
        self.names_read: list[str] = []

    def read(self, path: str) -> bytes | None:
        self.names_read.append(path)
        return self.contents.get(path)

    def files(self, folder: str) -> list[str]:
        return sorted(f for f in self.contents if f.rpartition("/")[0] == folder)

    def name(self, path: str) -> str:
        return f"templates/{path}"


def catalogue(**files: str | bytes) -> Catalogue:
    """A catalogue; `klausul__a` is the file klausul/a.j2, `gaya__a` is gaya/a.yaml."""
    return Catalogue(
        FakeTree(
            {
                f"{n.replace('__', '/')}{'.yaml' if n.startswith('gaya__') else '.j2'}": content
                for n, content in files.items()
            }
        )
    )


def codes(library: Catalogue, path: str) -> list[tuple[str, str | None, int]]:
    return [(d.code, d.route, d.span.line if d.span else 0) for d in library.file_findings(path)]


# --- clauses ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [str, lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_clause_with_places(change: object) -> None:
    assert callable(change)
    library = catalogue(klausul__masa=change(KLAUSUL))
    file = library.klausul("masa")
    assert file is not None and library.file_findings("klausul/masa.j2") == []
    front_matter = file.front_matter
    assert (front_matter.judul, front_matter.unsur, front_matter.versi, front_matter.kekakuan) == (
        "MASA BERLAKU",
        ("jangka_waktu",),
        2,
        "tetap",
    )
    assert (front_matter.letak.setelah, front_matter.varian["a"].kategori, front_matter.isian["hari"].tipe) == (
        ("pembiayaan",),
        ("ksdpk",),
        "bilangan",
    )
    assert file.content == "(#) {{ naskah.sebutan }} ini berlaku.\n"
    lines = KLAUSUL.split("\n")
    assert lines[file.text_start] == file.content.rstrip("\n"), "the line at which the text starts"
    column = lines[8].index("ksdpk") + 1
    assert file.places.span("varian.a.kategori.0") == Span.at("templates/klausul/masa.j2", 9, column, 5)
    assert library.text("klausul/masa.j2") == (file.content, file.text_start)


def test_each_file_is_read_when_it_is_asked_for_and_once() -> None:
    tree = FakeTree({"klausul/a.j2": KLAUSUL, "klausul/b.j2": KLAUSUL})
    library = Catalogue(tree)
    assert tree.names_read == []
    assert (
        library.klausul("a") is library.klausul("a")
        and library.klausul("tak_ada") is None
        and library.klausul("tak_ada") is None
    )
    assert tree.names_read == ["klausul/a.j2", "klausul/tak_ada.j2"]
    assert library.list_klausul() == ["a", "b"]


@pytest.mark.parametrize("name", ["../a", "..", "", "klausul/a", "/a", "a.b", "a\0b", "a\\b", "."])
def test_names_cannot_reach_outside(name: str) -> None:
    tree = FakeTree({"../a.j2": KLAUSUL})
    library = Catalogue(tree)
    assert library.klausul(name) is None and library.kind(name) is None and library.style(name) is None
    assert tree.names_read == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("(#) tanpa kepala\n", [("KSD041", None, 1)]),
        ("---\njudul: A\n(#) tidak ditutup\n", [("KSD041", None, 1)]),
        ("---\n---\nx\n", [("KSD041", None, 1)]),
        ("---\nunsur: [a]\n---\nx\n", [("KSD012", "judul", 2)]),
        ("---\njudul: A\njudull: B\nversi: dua\n---\nx\n", [("KSD010", "judull", 3), ("KSD011", "versi", 4)]),
        ("---\njudul: A\nantarmuka: 9\n---\nx\n", [("KSD042", None, 3)]),
        ("---\njudul: A\nkekakuan: keras\n---\nx\n", [("KSD013", "kekakuan", 3)]),
        (b"---\njudul: \xff\n---\nx\n", [("KSD001", None, 2)]),
    ],
)
def test_faults_of_front_matter_stand_at_their_line(
    content: str | bytes, expected: list[tuple[str, str | None, int]]
) -> None:
    library = catalogue(klausul__a=content)
    library.klausul("a")
    assert codes(library, "klausul/a.j2") == expected
    assert all(
        d.span is not None and d.span.file == "templates/klausul/a.j2" for d in library.file_findings("klausul/a.j2")
    )


# --- document types ---------------------------------------------------------------------------------------------------

KIND = "---\njenis: nota\njudul: NOTA\nsebutan: Nota\nuraian: Untuk apa\nkategori: [sinergi]\npasal: [objek]\n---\n{% extends 'dasar.j2' %}\n"


def test_document_types() -> None:
    library = catalogue(nota=KIND, dasar=KIND, pembantu="{% macro x() %}{% endmacro %}\n", rusak="---\njenis: x\n---\n")
    assert library.list_kinds() == ["nota"], "the skeleton, helpers and broken files are none"
    nota = library.kind("nota")
    assert nota is not None and (nota.front_matter.judul, nota.front_matter.pasal) == ("NOTA", ("objek",))
    assert library.file_findings("pembantu.j2") == []
    assert {code for code, _, _ in codes(library, "rusak.j2")} == {"KSD012"}


# --- house styles -----------------------------------------------------------------------------------------------------


def style(library: Catalogue, name: str) -> Style:
    result = library.style(name)
    assert result is not None
    assert library.file_findings(f"gaya/{name}.yaml") == []
    return result


def test_style_takes_the_rest_from_what_it_is_based_on() -> None:
    library = catalogue(
        gaya__a="uraian: A\nukuran: 11,5\nmargin: {atas: 30}\nparaf: tidak\n",
        gaya__b="uraian: B\nberdasar_pada: a\nkertas: {lebar: 200, tinggi: 300}\nspasi: 1.5\n",
        gaya__c="uraian: C\nberdasar_pada: b\nparaf: ya\n",
    )
    base, derived = style(library, "a"), style(library, "c")
    assert (base.ukuran, base.spasi, base.margin.atas, base.margin.bawah, base.paraf, base.kertas) == (
        11.5,
        1.15,
        30,
        25,
        False,
        "A4",
    )
    assert (derived.uraian, derived.ukuran, derived.spasi, derived.margin.atas, derived.paraf, derived.kertas) == (
        "C",
        11.5,
        1.5,
        30,
        True,
        Paper(lebar=200, tinggi=300),
    )
    assert library.list_styles() == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("uraian: A\nukuran: 100\n", ("KSD011", 2)),
        ("uraian: A\nspasi: lebar\n", ("KSD011", 2)),
        ("uraian: A\nspasi: nan\n", ("KSD011", 2)),
        ("uraian: A\nukuran: [1]\n", ("KSD011", 2)),
        ("uraian: A\nberdasar_pada: tak_ada\n", ("KSD013", 2)),
        ("uraian: A\nberdasar_pada: ../a\n", ("KSD013", 2)),
        ("uraian: A\nkertas: A9\n", ("KSD011", 2)),
        ("uraian: A\nsebutan_pihak: ketiga\n", ("KSD013", 2)),
        ("uraian: A\ntinggi_lambang: 1000000000\n", ("KSD011", 2)),
        ("uraian: A\ntinggi_lambang: 0\n", ("KSD011", 2)),
        ("uraian: A\nkolom_tanda_tangan: 0\n", ("KSD011", 2)),
        ("uraian: A\nkolom_tanda_tangan: 99\n", ("KSD011", 2)),
        ("uraian: A\nmargin:\n  kiri: 999999\n", ("KSD011", 3)),
        ("uraian: A\nmargin: {atas: 0}\n", ("KSD011", 2)),
        ("uraian: A\nmargin: {kiri: 90, kanan: 90}\n", ("KSD011", 2)),
        ("uraian: A\nkertas: {lebar: 559, tinggi: 300}\n", ("KSD011", 2)),
        ("uraian: A\nkertas: {lebar: 5, tinggi: 300}\n", ("KSD011", 2)),
        ("uraian: A\nkertas: {lebar: 100, tinggi: 100}\nmargin: {kiri: 30, kanan: 30}\n", ("KSD011", 3)),
        ("uraian: A\nberdasar_pada: lebar\nkertas: {lebar: 100, tinggi: 100}\n", ("KSD011", 3)),
        ("uraian: A\nspasi: 1e9\n", ("KSD011", 2)),
        ("uraian: A\nspasi: 0\n", ("KSD011", 2)),
        ("uraian: A\nhuruf: " + "A" * 32 + "\n", ("KSD011", 2)),
        ("uraian: A\nhuruf: 'Arial; } body {'\n", ("KSD011", 2)),
        ("uraian: A\nhuruf: '<w:b/>'\n", ("KSD011", 2)),
    ],
)
def test_faults_of_a_style(content: str, expected: tuple[str, int]) -> None:
    library = catalogue(gaya__x=content, gaya__lebar="uraian: B\nmargin: {kiri: 60, kanan: 60}\n")
    library.style("x")
    assert [(code, line) for code, _, line in codes(library, "gaya/x.yaml")] == [expected]


def test_all_numbers_of_a_style_are_told_at_once() -> None:
    library = catalogue(gaya__x="uraian: A\nukuran: 99\nspasi: 99\nmargin: {kiri: 999, atas: 0}\ntinggi_lambang: 0\n")
    assert library.style("x") is None
    assert len(codes(library, "gaya/x.yaml")) == 5


def test_every_number_of_a_style_has_bounds() -> None:
    def numbers(kind: type[Record], start: str = "") -> set[str]:
        found: set[str] = set()
        for name, annotation in field_types(kind).items():
            kinds = [one for one in (annotation, *get_args(annotation)) if isinstance(one, type)]
            for one in kinds:
                if issubclass(one, Record):
                    found |= numbers(one, f"{start}{name}.")
            if int in kinds or annotation is Any:
                found.add(f"{start}{name}")
        return found

    assert numbers(Style) == set(_BOUNDS)


@pytest.mark.slow
def test_the_extremes_of_a_style_are_valid_in_word() -> None:
    for paper, margin, extreme in (("{lebar: 558, tinggi: 558}", 200, 1), ("{lebar: 100, tinggi: 100}", 5, 0)):
        numbers = "".join(f"{route}: {_BOUNDS[route][extreme]}\n" for route in _BOUNDS if "." not in route)
        edges = ", ".join(f"{edge}: {margin}" for edge in ("atas", "bawah", "kiri", "kanan"))
        chosen = style(catalogue(gaya__x=f"uraian: A\nkertas: {paper}\nmargin: {{{edges}}}\n{numbers}"), "x")
        for landscape in (False, True):
            dokumen = replace(agreement(2), layout=layout(chosen, landscape))
            assert not word_findings(write(dokumen, ASSETS))


def test_a_long_chain_of_styles_ends() -> None:
    chain = {f"gaya__a{i}": f"uraian: A\nberdasar_pada: a{i + 1}\n" for i in range(2000)}
    library = catalogue(**chain, gaya__a2000="uraian: A\n")
    assert library.style("a0") is None
    assert style(catalogue(gaya__a="uraian: A\nberdasar_pada: b\n", gaya__b="uraian: B\n"), "a").uraian == "A"


def test_circle_of_styles_ends() -> None:
    library = catalogue(gaya__a="uraian: A\nberdasar_pada: b\n", gaya__b="uraian: B\nberdasar_pada: a\n")
    assert library.style("a") is None
    assert [code for n in "ab" for code, _, _ in codes(library, f"gaya/{n}.yaml")] == ["KSD013", "KSD013"]


# --- the catalogue that ships -----------------------------------------------------------------------------------------


def test_shipped_catalogue_is_sound() -> None:
    library = Catalogue(BUILT_IN)
    klausul, kinds = set(library.list_klausul()), library.list_kinds()
    assert kinds and klausul and library.list_styles()
    for name in library.list_styles():
        style(library, name)
    for name in kinds:
        file = library.kind(name)
        assert file is not None and library.file_findings(f"{name}.j2") == []
        assert file.front_matter.jenis == name and set(file.front_matter.pasal) <= klausul
    for name in klausul:
        file = library.klausul(name)
        assert file is not None and library.file_findings(f"klausul/{name}.j2") == []
        front_matter = file.front_matter
        assert front_matter.antarmuka == INTERFACE
        assert set(front_matter.jenis) <= set(kinds)
        if front_matter.letak is not None:
            assert set(front_matter.letak.setelah) <= klausul | {"awal"}
        assert isinstance(front_matter.judul, str) or set(front_matter.judul) == set(front_matter.varian or {})
        for variant in (front_matter.varian or {}).values():
            assert set(variant.jenis) <= set(front_matter.jenis or kinds)
            assert not front_matter.kategori or set(variant.kategori) <= set(front_matter.kategori)
