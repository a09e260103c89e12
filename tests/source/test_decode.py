"""Tests of `ksdgen.source.decode`: values by type, helpful messages, all problems in one run, and places by route."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.catalogue.front_matter import KepalaKlausul
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.naskah import model
from ksdgen.naskah.model import Naskah
from ksdgen.source.advice import mirip, sebut
from ksdgen.source.convert import TIPE_ISIAN, nama_tipe, ringkas
from ksdgen.source.decode import Pembaca
from ksdgen.source.node import Node, Peta, Skalar
from ksdgen.source.parse import parse
from ksdgen.source.places import Tempat
from ksdgen.source.record import Rekaman, medan
from ksdgen.source.scalars import Lama, Markah, Menyusul, Persen, Rupiah, Tanggal, TeksTerbuka


class Warna(Enum):
    """An enumeration."""

    MERAH = "merah"
    BIRU_TUA = "biru_tua"


class Kecil(Rekaman):
    """A record inside a record."""

    nama: str = medan("Nama benda", contoh="kursi")
    jumlah: int | None = medan("Banyaknya", default=None)


class Bebas(Rekaman):
    """A record without required fields."""

    catatan: str | None = medan("Catatan", default=None)


class Contoh(Rekaman):
    """One field of every kind."""

    teks: str | None = medan("Teks", default=None)
    terbuka: TeksTerbuka | None = medan("Teks terbuka", default=None)
    markah: Markah | None = medan("Markah", default=None)
    persen: Persen | None = medan("Persen", default=None)
    rupiah: Rupiah | None = medan("Rupiah", default=None)
    bilangan: int | None = medan("Bilangan", default=None)
    ya: bool | None = medan("Ya atau tidak", default=None)
    hari: date | None = medan("Hari", default=None)
    tanggal: Tanggal | None = medan("Tanggal", default=None)
    lama: Lama | None = medan("Lama", default=None)
    warna: Warna | None = medan("Warna", default=None)
    pilih: str = medan("Pilihan", default="satu", pilihan=("satu", "dua"))
    mulai: date | str = medan("Mulai", default="nanti", pilihan=("nanti",))
    atau: Rupiah | str | None = medan("Uang atau teks", default=None)
    kecil: Kecil | None = medan("Rekaman", default=None)
    teks_atau_kecil: str | Kecil | None = medan("Teks atau rekaman", default=None)
    teks_atau_peta: str | Mapping[str, str] | None = medan("Teks atau peta", default=None)
    teks_atau_daftar: str | tuple[str, ...] | None = medan("Teks atau daftar", default=None)
    daftar: tuple[str, ...] = medan("Daftar", default=())
    daftar_kecil: tuple[Kecil, ...] = medan("Daftar rekaman", default=())
    tunggal: tuple[int, ...] = medan("Daftar yang boleh satu", default=(), tunggal=True)
    tunggal_kecil: tuple[Kecil, ...] = medan("Daftar rekaman yang boleh satu", default=(), tunggal=True)
    peta: Mapping[str, Bebas] = medan("Peta", default=None)
    peta_kecil: Mapping[str, Kecil] = medan("Peta rekaman berkunci wajib", default=None)
    peta_daftar: Mapping[str, tuple[str, ...]] = medan("Peta daftar", default=None)
    apa_saja: Any = medan("Apa saja", default=None)


class Wajib(Rekaman):
    """A record with required fields."""

    satu: str = medan("Yang pertama", contoh="x")
    dua: int = medan("Yang kedua")
    warna: Warna = medan("Warna")


def pohon(teks: str) -> Node:
    node, masalah = parse(teks, "n.yaml")
    assert node is not None and masalah == []
    return node


def baca(jenis: type[Rekaman], teks: str) -> tuple[Any, list[Diagnostic]]:
    pembaca = Pembaca()
    hasil = pembaca.rekaman(jenis, pohon(teks))
    for d in pembaca.temuan:
        assert d.tingkat is Severity.KESALAHAN and d.span is not None and d.rute is not None
    return hasil, pembaca.temuan


def nilai(teks: str) -> Any:
    """The value of the only field that is written."""
    hasil, temuan = baca(Contoh, teks)
    assert temuan == []
    (nama,) = hasil.__dict__
    return getattr(hasil, nama)


def satu(teks: str, jenis: type[Rekaman] = Contoh) -> Diagnostic:
    _, temuan = baca(jenis, teks)
    (d,) = temuan
    return d


def kutip(teks: str, span: Span | None) -> str:
    assert span is not None and span.line == span.end_line
    return teks.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


# --- scalars ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("teks", "harap"),
    [
        ("teks: 0123", "0123"),
        ("teks: no", "no"),
        ("teks: 12:30", "12:30"),
        ("teks: ' rapi '", "rapi"),
        ("teks: |\n  satu\n  dua\n", "satu dua"),
        ("teks: '~'", "~"),
        ("terbuka: 100/___/2026", TeksTerbuka("100/___/2026")),
        ("markah: |\n  (1) a\n    b\n", Markah("(1) a\n  b")),
        ("markah: satu baris", Markah("satu baris")),
        ("persen: 30", Persen("30")),
        ("persen: 2.5 %", Persen("2,5")),
        ("rupiah: 2500000", Rupiah(250000000)),
        ("rupiah: Rp2.500.000,50", Rupiah(250000050)),
        ("bilangan: 3", 3),
        ("bilangan: 0", 0),
        ("ya: ya", True),
        ("ya: Tidak", False),
        ("ya: 'true'", True),
        ("hari: 2026-12-07", date(2026, 12, 7)),
        ("hari: 7 Desember 2026", date(2026, 12, 7)),
        ("tanggal: 07-12-2026", date(2026, 12, 7)),
        ("tanggal: Menyusul", Menyusul.MENYUSUL),
        ("lama: 1 tahun 6 bulan", Lama(1, 6)),
        ("warna: biru_tua", Warna.BIRU_TUA),
        ("pilih: dua", "dua"),
        ("mulai: nanti", "nanti"),
        ("mulai: 2026-01-31", date(2026, 1, 31)),
        ("atau: 1000", Rupiah(100000)),
        ("atau: tanpa biaya", "tanpa biaya"),
        ("kecil: {nama: a, jumlah: 2}", Kecil(nama="a", jumlah=2)),
        ("teks_atau_kecil: a", "a"),
        ("teks_atau_kecil: {nama: a}", Kecil(nama="a")),
        ("teks_atau_peta: {x: A, y: B}", {"x": "A", "y": "B"}),
        ("teks_atau_peta: A", "A"),
        ("teks_atau_daftar: [a, b]", ("a", "b")),
        ("daftar: [a, b]", ("a", "b")),
        ("tunggal: 3", (3,)),
        ("tunggal: [3, 4]", (3, 4)),
        ("tunggal_kecil: {nama: a}", (Kecil(nama="a"),)),
        ("peta: {a: , b: {catatan: x}}", {"a": Bebas(), "b": Bebas(catatan="x")}),
        ("peta_daftar: {a: [x]}", {"a": ("x",)}),
    ],
)
def test_values(teks: str, harap: Any) -> None:
    hasil = nilai(teks)
    assert hasil == harap and type(hasil) is type(harap)


@pytest.mark.parametrize("kosong", ["", "~", "null"])
def test_empty_is_not_written(kosong: str) -> None:
    for nama in Contoh.medan_:
        hasil, temuan = baca(Contoh, f"{nama}: {kosong}\n")
        assert (hasil, temuan) == (Contoh(), [])


def test_any_keeps_the_node() -> None:
    assert isinstance(nilai("apa_saja: {a: [1]}"), Peta)


@pytest.mark.parametrize(
    ("teks", "kode", "kata", "bantuan"),
    [
        ("persen: banyak", "KSD011", '"banyak" bukan persen', "30 atau 2,5"),
        ("rupiah: lima juta", "KSD011", '"lima juta" bukan jumlah uang', "Rp2.500.000.000,00"),
        ("bilangan: 1.000", "KSD011", '"1.000" bukan bilangan bulat', "tanpa titik"),
        ("bilangan: 007", "KSD011", '"007" bukan bilangan bulat', "misalnya 3"),
        ("bilangan: -1", "KSD011", '"-1" bukan bilangan bulat', ""),
        ("bilangan: ²", "KSD011", '"²" bukan bilangan bulat', ""),
        ("ya: mungkin", "KSD011", '"mungkin" bukan ya atau tidak', "`ya` atau `tidak`"),
        ("hari: 2026-02-30", "KSD011", '"2026-02-30" bukan tanggal yang ada pada kalender', "2026-12-07"),
        ("tanggal: besok", "KSD011", '"besok" bukan tanggal atau `menyusul`', "7 Desember 2026"),
        ("lama: sebentar", "KSD011", '"sebentar" bukan lama waktu', "3 tahun"),
        ("lama: 0 hari", "KSD011", '"0 hari" bukan lama waktu', "90 hari"),
        (
            "warna: biru tua",
            "KSD013",
            'nilai "biru tua" tidak dikenal',
            "maksud Anda `biru_tua`? pilihan: merah, biru_tua",
        ),
        ("warna: ungu", "KSD013", 'nilai "ungu" tidak dikenal', "pilihan: merah, biru_tua"),
        ("pilih: dau", "KSD013", 'nilai "dau" tidak dikenal', "maksud Anda `dua`?"),
        ("mulai: kapan-kapan", "KSD011", '"kapan-kapan" bukan tanggal atau `nanti`', "2026-12-07"),
        ('markah: "a\\nb"', "KSD011", "dalam blok `|`", "`|`"),
        ("markah: >\n  a. satu\n  b. dua\n", "KSD011", "dalam blok `|`", "`|`"),
        ("markah: (1) satu\n  (2) dua\n", "KSD011", "dalam blok `|`", "`|`"),
        ("markah: satu\n\n  dua\n", "KSD011", "dalam blok `|`", "`|`"),
        ("teks: [a]", "KSD011", "ini daftar, seharusnya teks", "satu nilai"),
        ("teks: {a: b}", "KSD011", "ini pasangan kunci: nilai, seharusnya teks", "tanda kutip"),
        ("kecil: a", "KSD011", '"a", seharusnya pasangan kunci: nilai', "nama"),
        ("kecil: [a]", "KSD011", "ini daftar, seharusnya pasangan kunci: nilai", "nama"),
        ("daftar: a", "KSD011", '"a", seharusnya daftar', "`- `"),
        ("daftar: -a", "KSD011", '"-a", seharusnya daftar', "sesudah tanda `-`"),
        ("daftar:\n  – a\n  – b", "KSD011", '"– a – b", seharusnya daftar', "ganti tanda `–`"),
        ("tanggal: Senin, 7 Desember 2026", "KSD011", "bukan tanggal", "tulis tanggalnya saja, `7 Desember 2026`"),
        ("tanggal: 31 November 2026", "KSD011", "bukan tanggal", "November 2026 hanya sampai dengan tanggal 30"),
        ("lama: “3 tahun”", "KSD011", "bukan lama waktu", "hapus tanda kutip “"),
        ("daftar: {a: b}", "KSD011", "ini pasangan kunci: nilai, seharusnya daftar", "`- `"),
        ("daftar: [a, ~]", "KSD011", "butir daftar ini kosong", "hapus"),
        ("teks_atau_kecil: [a]", "KSD011", "ini daftar, seharusnya teks atau pasangan kunci: nilai", ""),
        ("peta: a", "KSD011", '"a", seharusnya pasangan kunci: nilai', ""),
        ("peta_kecil: {a: }", "KSD012", "kunci `nama` wajib diisi: nama benda", "misalnya `nama: kursi`"),
    ],
)
def test_wrong_values_are_explained(teks: str, kode: str, kata: str, bantuan: str) -> None:
    d = satu(teks)
    assert d.kode == kode and kata in d.pesan and bantuan in (d.bantuan or "")
    assert not d.pesan.endswith(".")


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("teks: “a”", ["KSD025"]),
        ("markah: “a b”", ["KSD025"]),
        ("teks: '“a”'", []),
        ("teks: “a” dan “b”", []),
        ("teks: sebutan “a”", []),
    ],
)
def test_quotation_marks_around_a_whole_text_are_told(teks: str, kode: list[str]) -> None:
    """They are kept: the text is the author's."""
    node, masalah = parse(teks + "\n", "n.yaml")
    assert node is not None and not masalah
    p = Pembaca()
    p.rekaman(Contoh, node)
    assert [(t.kode, t.tingkat) for t in p.temuan] == [(k, Severity.PERINGATAN) for k in kode]


@given(
    st.sampled_from([n for n in Contoh.medan_ if n != "apa_saja"]),
    st.recursive(
        st.sampled_from(
            ["", "a", "3", "ya", "2026-01-01", "30%", "Rp5", "3 tahun", "merah", "²", "-", "9" * 30, "'~'", '"a\\nb"']
        )
        | st.text("0123456789.,Rp%-/ abtahun'\"", max_size=12).map(lambda t: "'" + t.replace("'", "''") + "'"),
        lambda dalam: (
            st.lists(dalam, max_size=3).map(lambda b: f"[{', '.join(x or '~' for x in b)}]")
            | st.dictionaries(st.sampled_from(["nama", "jumlah", "a", "b"]), dalam, max_size=3).map(
                lambda d: f"{{{', '.join(f'{k}: {v}' for k, v in d.items())}}}"
            )
        ),
        max_leaves=6,
    ),
)
@settings(max_examples=200, deadline=None)
def test_any_value_is_read_or_reported_at_its_place(nama: str, teks: str) -> None:
    berkas = f"{nama}: {teks}\n"
    node, masalah = parse(berkas, "n.yaml")
    if node is None or masalah:
        return
    pembaca = Pembaca()
    hasil = pembaca.rekaman(Contoh, node)
    assert isinstance(hasil, Contoh)
    tempat = Tempat(node, "n.yaml")
    for d in pembaca.temuan:
        assert d.rute is not None and d.rute.split(".")[0] == nama
        assert d.span is not None and d.span.line == 1
        if d.kode != "KSD012":
            assert d.span in (tempat.span(d.rute), tempat.kunci(d.rute))


# --- keys -------------------------------------------------------------------------------------------------------------------------------


def test_unknown_key_is_shown_with_the_nearest_one() -> None:
    teks = "bilangann: 3"
    d = satu(teks)
    assert (d.kode, d.pesan, d.bantuan, d.rute) == (
        "KSD010",
        "kunci `bilangann` tidak dikenal",
        "maksud Anda `bilangan`?",
        "bilangann",
    )
    assert kutip(teks, d.span) == "bilangann"
    assert satu("Daftar-Kecil: x").bantuan == "maksud Anda `daftar_kecil`?"
    jauh = satu("kecil: {nama: a, zzz: b}")
    assert (jauh.bantuan, jauh.rute) == ("kunci yang ada di sini: nama, jumlah", "kecil.zzz")


def test_required_keys() -> None:
    hasil, temuan = baca(Wajib, "dua:\nwarna: merah\n")
    assert hasil is None
    assert [(d.kode, d.rute, d.pesan) for d in temuan] == [
        ("KSD012", "satu", "kunci `satu` wajib diisi: yang pertama"),
        ("KSD012", "dua", "kunci `dua` wajib diisi: yang kedua"),
    ]
    assert [d.bantuan for d in temuan] == ["misalnya `satu: x`", "tambahkan `dua:` di sini"]
    assert temuan[1].span == Span.at("n.yaml", 1, 1, 3), "an empty key is shown itself"
    assert temuan[0].span is not None and temuan[0].span.line == 1


def test_all_problems_in_one_run() -> None:
    teks = """\
satuu: x
dua: banyak
warna: hijau
"""
    hasil, temuan = baca(Wajib, teks)
    assert hasil is None
    assert [(d.kode, d.rute) for d in temuan] == [
        ("KSD010", "satuu"),
        ("KSD011", "dua"),
        ("KSD013", "warna"),
        ("KSD012", "satu"),
    ]
    hasil, temuan = baca(
        Contoh, "daftar_kecil:\n- {nama: a, jumlah: x}\n- {jumlah: 2}\n- \n- b\ntunggal: [1, x, 3]\npeta: {a: {b: c}}\n"
    )
    assert [(d.kode, d.rute) for d in temuan] == [
        ("KSD011", "daftar_kecil.0.jumlah"),
        ("KSD012", "daftar_kecil.1.nama"),
        ("KSD011", "daftar_kecil.2"),
        ("KSD011", "daftar_kecil.3"),
        ("KSD011", "tunggal.1"),
        ("KSD010", "peta.a.b"),
    ]
    assert hasil.tunggal == (1, 3) and hasil.daftar_kecil == (Kecil(nama="a"),), "what is right stays"


def test_root_that_is_no_mapping() -> None:
    hasil, temuan = baca(Naskah, "- a\n")
    assert hasil is None
    (d,) = temuan
    assert d.kode == "KSD011" and d.bantuan == "kunci di sini antara lain: jenis, kategori, tentang, para_pihak"


@pytest.mark.parametrize(
    "nama", [n for n, m in vars(model).items() if isinstance(m, type) and issubclass(m, Rekaman) and m is not Rekaman]
)
def test_every_record_of_the_model_can_be_decoded(nama: str) -> None:
    jenis = getattr(model, nama)
    for kunci in jenis.medan_:
        for isi in ("x", "[x]", "{x: y}", "[[x]]", "[{x: y}]"):
            pembaca = Pembaca()
            pembaca.rekaman(jenis, pohon(f"{kunci}: {isi}\n"))
            assert all(d.span is not None and d.rute is not None and d.pesan for d in pembaca.temuan)


def test_front_matter_of_a_clause() -> None:
    hasil, temuan = baca(
        KepalaKlausul, "judul: {a: SATU, b: DUA}\nkekakuan: kaku\nisian:\n  hari:\n  uang: {tipe: uang, uraian: x}\n"
    )
    assert [(d.kode, d.rute) for d in temuan] == [
        ("KSD013", "kekakuan"),
        ("KSD012", "isian.hari.tipe"),
        ("KSD012", "isian.hari.uraian"),
        ("KSD013", "isian.uang.tipe"),
    ]
    assert hasil.judul == {"a": "SATU", "b": "DUA"}


@pytest.mark.parametrize("nama", TIPE_ISIAN)
def test_types_of_blanks_have_a_name(nama: str) -> None:
    assert nama_tipe(TIPE_ISIAN[nama]) not in ("nilai", "")


# --- places -----------------------------------------------------------------------------------------------------------------------------

BERKAS = """\
# catatan
judul: A
pihak:
  - nama: satu
    kuasa: {nomor: 5}
  - nama: dua
    kuasa:
      - nomor: 6
lokasi: di sini
kosong:
"""


def test_places_by_route() -> None:
    t = Tempat(pohon(BERKAS), "n.yaml")
    for rute, isi in [
        ("judul", "A"),
        ("pihak.0.nama", "satu"),
        ("pihak.1.nama", "dua"),
        ("pihak.0.kuasa.0.nomor", "5"),
        ("pihak.0.kuasa.nomor", "5"),
        ("pihak.1.kuasa.0.nomor", "6"),
        ("lokasi.0", "di sini"),
    ]:
        node = t.node(rute)
        assert isinstance(node, Skalar) and node.teks == isi
        assert kutip(BERKAS, t.span(rute)) == isi
        assert t.ada(rute)
    assert kutip(BERKAS, t.kunci("pihak.1.kuasa")) == "kuasa"
    assert t.kunci("pihak.1") == t.span("pihak.1"), "items have no key"
    assert not t.ada("kosong") and t.node("kosong") is not None
    assert kutip(BERKAS, t.kunci("kosong")) == "kosong"


@pytest.mark.parametrize(
    "rute",
    [
        "pihak.2.nama",
        "pihak.²",
        "pihak.-1",
        "pihak.x",
        "judul.1",
        "judul.x",
        "tak.ada.sama.sekali",
        "pihak.0.alamat",
        "",
    ],
)
def test_missing_route_falls_back_to_the_nearest_parent(rute: str) -> None:
    t = Tempat(pohon(BERKAS), "n.yaml")
    induk = rute
    while induk and t.node(induk) is None:
        induk = induk.rpartition(".")[0]
    if not induk:
        assert t.span(rute) == t.kunci(rute) == t.awal() == Span.at("n.yaml", 2, 1, 5), (
            "the first key stands for the whole"
        )
    else:
        assert t.node(rute) is None and not t.ada(rute)
        node = t.node(induk)
        assert node is not None and t.span(rute) == t.kunci(rute) == node.span


def test_places_of_an_unreadable_file() -> None:
    t = Tempat(None, "n.yaml")
    assert t.span("a.b") == t.kunci("a.b") == t.awal() == Span.at("n.yaml")
    assert t.node("a") is None and not t.ada("a")
    assert Tempat(pohon("[a]"), "n.yaml").awal().line == 1


# --- words ------------------------------------------------------------------------------------------------------------------------------


def test_words() -> None:
    assert ringkas("a\n b   c") == "a b c"
    assert len(ringkas("x" * 100)) == 40 and ringkas("x" * 100).endswith("…")
    assert sebut(Skalar("", Span.at("f"))) == "nilai ini kosong"
    assert mirip("pihak/kabupaten-garut", ["pihak/kota-cimahi", "pihak/kabupaten-garut"]) == "pihak/kabupaten-garut"
    assert mirip("Pihak/Kabupaten Garuk", ["pihak/kota-cimahi", "pihak/kabupaten-garut"]) == "pihak/kabupaten-garut"
    assert mirip("zzz", ["satu"]) is None


@pytest.mark.parametrize(
    "tulisan", ["markah: satu dua\n  tiga\n", "markah: >\n  satu dua\n  tiga\n", 'markah: "satu dua\n  tiga"\n']
)
def test_prosa_boleh_dilipat(tulisan: str) -> None:
    """Wrapped prose is one line of text, whichever way YAML folds it."""
    node, temuan = parse(tulisan, "x.yaml")
    assert not temuan
    assert isinstance(node, Peta)
    pembaca = Pembaca()
    hasil = pembaca.nilai(Markah, medan("x"), node.isi["markah"], "markah")
    assert not pembaca.temuan
    assert hasil == "satu dua tiga"
