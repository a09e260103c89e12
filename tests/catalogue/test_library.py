"""Tests of `ksdgen.catalogue.catalogue`: the catalogue of document types, clauses and house styles, and faults in their front matter."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.front_matter import ANTARMUKA, Gaya, Kertas
from ksdgen.diagnostics import Span
from ksdgen.world.tree import WorkingTree

BAWAAN = WorkingTree(Path(__file__).parents[2] / "templates")

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


class Rak:
    """Template files in memory."""

    def __init__(self, berkas: dict[str, str | bytes]) -> None:
        self.berkas = {k: v if isinstance(v, bytes) else v.encode() for k, v in berkas.items()}
        self.dibaca: list[str] = []

    def read(self, path: str) -> bytes | None:
        self.dibaca.append(path)
        return self.berkas.get(path)

    def files(self, folder: str) -> list[str]:
        return sorted(f for f in self.berkas if f.rpartition("/")[0] == folder)

    def name(self, path: str) -> str:
        return f"templates/{path}"


def katalog(**berkas: str | bytes) -> Katalog:
    """A catalogue; `klausul__a` is the file klausul/a.j2, `gaya__a` is gaya/a.yaml."""
    return Katalog(
        Rak({f"{n.replace('__', '/')}{'.yaml' if n.startswith('gaya__') else '.j2'}": isi for n, isi in berkas.items()})
    )


def kode(k: Katalog, path: str) -> list[tuple[str, str | None, int]]:
    return [(d.kode, d.rute, d.span.line if d.span else 0) for d in k.temuan_berkas(path)]


# --- clauses ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ubah", [str, lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t])
def test_clause_with_places(ubah: object) -> None:
    assert callable(ubah)
    k = katalog(klausul__masa=ubah(KLAUSUL))
    berkas = k.klausul("masa")
    assert berkas is not None and k.temuan_berkas("klausul/masa.j2") == []
    kepala = berkas.kepala
    assert (kepala.judul, kepala.unsur, kepala.versi, kepala.kekakuan) == (
        "MASA BERLAKU",
        ("jangka_waktu",),
        2,
        "tetap",
    )
    assert (kepala.letak.setelah, kepala.varian["a"].kategori, kepala.isian["hari"].tipe) == (
        ("pembiayaan",),
        ("ksdpk",),
        "bilangan",
    )
    assert berkas.isi == "(#) {{ naskah.sebutan }} ini berlaku.\n"
    baris = KLAUSUL.split("\n")
    assert baris[berkas.baris] == berkas.isi.rstrip("\n"), "the line at which the text starts"
    kolom = baris[8].index("ksdpk") + 1
    assert berkas.tempat.span("varian.a.kategori.0") == Span.at("templates/klausul/masa.j2", 9, kolom, 5)
    assert k.teks("klausul/masa.j2") == (berkas.isi, berkas.baris)


def test_each_file_is_read_when_it_is_asked_for_and_once() -> None:
    rak = Rak({"klausul/a.j2": KLAUSUL, "klausul/b.j2": KLAUSUL})
    k = Katalog(rak)
    assert rak.dibaca == []
    assert k.klausul("a") is k.klausul("a") and k.klausul("tak_ada") is None and k.klausul("tak_ada") is None
    assert rak.dibaca == ["klausul/a.j2", "klausul/tak_ada.j2"]
    assert k.daftar_klausul() == ["a", "b"]


@pytest.mark.parametrize("nama", ["../a", "..", "", "klausul/a", "/a", "a.b", "a\0b", "a\\b", "."])
def test_names_cannot_reach_outside(nama: str) -> None:
    rak = Rak({"../a.j2": KLAUSUL})
    k = Katalog(rak)
    assert k.klausul(nama) is None and k.jenis(nama) is None and k.gaya(nama) is None
    assert rak.dibaca == []


@pytest.mark.parametrize(
    ("isi", "harap"),
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
def test_faults_of_front_matter_stand_at_their_line(isi: str | bytes, harap: list[tuple[str, str | None, int]]) -> None:
    k = katalog(klausul__a=isi)
    k.klausul("a")
    assert kode(k, "klausul/a.j2") == harap
    assert all(d.span is not None and d.span.file == "templates/klausul/a.j2" for d in k.temuan_berkas("klausul/a.j2"))


# --- document types ---------------------------------------------------------------------------------------------------------------------

JENIS = "---\njenis: nota\njudul: NOTA\nsebutan: Nota\nuraian: Untuk apa\nkategori: [sinergi]\npasal: [objek]\n---\n{% extends 'dasar.j2' %}\n"


def test_document_types() -> None:
    k = katalog(nota=JENIS, dasar=JENIS, pembantu="{% macro x() %}{% endmacro %}\n", rusak="---\njenis: x\n---\n")
    assert k.daftar_jenis() == ["nota"], "the skeleton, helpers and broken files are none"
    nota = k.jenis("nota")
    assert nota is not None and (nota.kepala.judul, nota.kepala.pasal) == ("NOTA", ("objek",))
    assert k.temuan_berkas("pembantu.j2") == []
    assert {kd for kd, _, _ in kode(k, "rusak.j2")} == {"KSD012"}


# --- house styles -----------------------------------------------------------------------------------------------------------------------


def gaya(k: Katalog, nama: str) -> Gaya:
    hasil = k.gaya(nama)
    assert hasil is not None
    assert k.temuan_berkas(f"gaya/{nama}.yaml") == []
    return hasil


def test_style_takes_the_rest_from_what_it_is_based_on() -> None:
    k = katalog(
        gaya__a="uraian: A\nukuran: 11,5\nmargin: {atas: 30}\nparaf: tidak\n",
        gaya__b="uraian: B\nberdasar_pada: a\nkertas: {lebar: 200, tinggi: 300}\nspasi: 1.5\n",
        gaya__c="uraian: C\nberdasar_pada: b\nparaf: ya\n",
    )
    a, c = gaya(k, "a"), gaya(k, "c")
    assert (a.ukuran, a.spasi, a.margin.atas, a.margin.bawah, a.paraf, a.kertas) == (11.5, 1.15, 30, 25, False, "A4")
    assert (c.uraian, c.ukuran, c.spasi, c.margin.atas, c.paraf, c.kertas) == (
        "C",
        11.5,
        1.5,
        30,
        True,
        Kertas(lebar=200, tinggi=300),
    )
    assert k.daftar_gaya() == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("isi", "harap"),
    [
        ("uraian: A\nukuran: 100\n", ("KSD011", 2)),
        ("uraian: A\nspasi: lebar\n", ("KSD011", 2)),
        ("uraian: A\nspasi: nan\n", ("KSD011", 2)),
        ("uraian: A\nukuran: [1]\n", ("KSD011", 2)),
        ("uraian: A\nberdasar_pada: tak_ada\n", ("KSD013", 2)),
        ("uraian: A\nberdasar_pada: ../a\n", ("KSD013", 2)),
        ("uraian: A\nkertas: A9\n", ("KSD011", 2)),
        ("uraian: A\nsebutan_pihak: ketiga\n", ("KSD013", 2)),
    ],
)
def test_faults_of_a_style(isi: str, harap: tuple[str, int]) -> None:
    k = katalog(gaya__x=isi)
    k.gaya("x")
    assert [(kd, baris) for kd, _, baris in kode(k, "gaya/x.yaml")] == [harap]


def test_circle_of_styles_ends() -> None:
    k = katalog(gaya__a="uraian: A\nberdasar_pada: b\n", gaya__b="uraian: B\nberdasar_pada: a\n")
    assert k.gaya("a") is None
    assert [kd for n in "ab" for kd, _, _ in kode(k, f"gaya/{n}.yaml")] == ["KSD013", "KSD013"]


# --- the catalogue that ships -----------------------------------------------------------------------------------------------------------


def test_shipped_catalogue_is_sound() -> None:
    k = Katalog(BAWAAN)
    klausul, jenis = set(k.daftar_klausul()), k.daftar_jenis()
    assert jenis and klausul and k.daftar_gaya()
    for nama in k.daftar_gaya():
        gaya(k, nama)
    for nama in jenis:
        berkas = k.jenis(nama)
        assert berkas is not None and k.temuan_berkas(f"{nama}.j2") == []
        assert berkas.kepala.jenis == nama and set(berkas.kepala.pasal) <= klausul
    for nama in klausul:
        berkas = k.klausul(nama)
        assert berkas is not None and k.temuan_berkas(f"klausul/{nama}.j2") == []
        kepala = berkas.kepala
        assert kepala.antarmuka == ANTARMUKA
        assert set(kepala.jenis) <= set(jenis)
        if kepala.letak is not None:
            assert set(kepala.letak.setelah) <= klausul | {"awal"}
        assert isinstance(kepala.judul, str) or set(kepala.judul) == set(kepala.varian or {})
        for varian in (kepala.varian or {}).values():
            assert set(varian.jenis) <= set(kepala.jenis or jenis)
            assert not kepala.kategori or set(varian.kategori) <= set(kepala.kategori)
