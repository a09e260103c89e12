"""Tests of `ksdgen.source.decode`: values by type, helpful messages, all problems in one run, and places by route."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.catalogue.front_matter import KlausulFrontMatter
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.naskah import accompanying, articles, model, money, pihak
from ksdgen.naskah.model import Naskah
from ksdgen.source.advice import mention, nearest
from ksdgen.source.convert import ISIAN_TYPES, summary, type_name
from ksdgen.source.decode import Decoder
from ksdgen.source.node import MappingNode, Node, ScalarNode
from ksdgen.source.parse import parse
from ksdgen.source.places import Places
from ksdgen.source.record import Record, record_field
from ksdgen.source.scalars import Duration, Markah, OpenDate, OpenText, Percent, Rupiah, ToFollow


class Colour(Enum):
    """An enumeration."""

    RED = "merah"
    DARK_BLUE = "biru_tua"


class Small(Record):
    """A record inside a record."""

    nama: str = record_field("Nama benda", example="kursi")
    jumlah: int | None = record_field("Banyaknya", default=None)


class Free(Record):
    """A record without required fields."""

    catatan: str | None = record_field("Catatan", default=None)


class Example(Record):
    """One field of every kind."""

    teks: str | None = record_field("Teks", default=None)
    terbuka: OpenText | None = record_field("Teks terbuka", default=None)
    markah: Markah | None = record_field("Markah", default=None)
    persen: Percent | None = record_field("Persen", default=None)
    rupiah: Rupiah | None = record_field("Rupiah", default=None)
    bilangan: int | None = record_field("Bilangan", default=None)
    ya: bool | None = record_field("Ya atau tidak", default=None)
    hari: date | None = record_field("Hari", default=None)
    tanggal: OpenDate | None = record_field("Tanggal", default=None)
    lama: Duration | None = record_field("Lama", default=None)
    warna: Colour | None = record_field("Warna", default=None)
    pilih: str = record_field("Pilihan", default="satu", choices=("satu", "dua"))
    mulai: date | str = record_field("Mulai", default="nanti", choices=("nanti",))
    atau: Rupiah | str | None = record_field("Uang atau teks", default=None)
    kecil: Small | None = record_field("Rekaman", default=None)
    teks_atau_kecil: str | Small | None = record_field("Teks atau rekaman", default=None)
    teks_atau_peta: str | Mapping[str, str] | None = record_field("Teks atau peta", default=None)
    teks_atau_daftar: str | tuple[str, ...] | None = record_field("Teks atau daftar", default=None)
    daftar: tuple[str, ...] = record_field("Daftar", default=())
    daftar_kecil: tuple[Small, ...] = record_field("Daftar rekaman", default=())
    tunggal: tuple[int, ...] = record_field("Daftar yang boleh satu", default=(), single=True)
    tunggal_kecil: tuple[Small, ...] = record_field("Daftar rekaman yang boleh satu", default=(), single=True)
    peta: Mapping[str, Free] = record_field("Peta", default=None)
    peta_kecil: Mapping[str, Small] = record_field("Peta rekaman berkunci wajib", default=None)
    peta_daftar: Mapping[str, tuple[str, ...]] = record_field("Peta daftar", default=None)
    apa_saja: Any = record_field("Apa saja", default=None)


class Required(Record):
    """A record with required fields."""

    satu: str = record_field("Yang pertama", example="x")
    dua: int = record_field("Yang kedua")
    warna: Colour = record_field("Warna")


def tree(text: str) -> Node:
    node, problems = parse(text, "n.yaml")
    assert node is not None and problems == []
    return node


def read(kind: type[Record], text: str) -> tuple[Any, list[Diagnostic]]:
    decoder = Decoder()
    result = decoder.record(kind, tree(text))
    for finding in decoder.findings:
        assert finding.severity is Severity.ERROR and finding.span is not None and finding.route is not None
    return result, decoder.findings


def value(text: str) -> Any:
    """The value of the only field that is written."""
    result, findings = read(Example, text)
    assert findings == []
    (name,) = result.__dict__
    return getattr(result, name)


def one(text: str, kind: type[Record] = Example) -> Diagnostic:
    _, findings = read(kind, text)
    (finding,) = findings
    return finding


def quote(text: str, span: Span | None) -> str:
    assert span is not None and span.line == span.end_line
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


# --- scalars ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("teks: 0123", "0123"),
        ("teks: no", "no"),
        ("teks: 12:30", "12:30"),
        ("teks: ' rapi '", "rapi"),
        ("teks: |\n  satu\n  dua\n", "satu dua"),
        ("teks: '~'", "~"),
        ("terbuka: 100/___/2026", OpenText("100/___/2026")),
        ("markah: |\n  (1) a\n    b\n", Markah("(1) a\n  b")),
        ("markah: satu baris", Markah("satu baris")),
        ("persen: 30", Percent("30")),
        ("persen: 2.5 %", Percent("2,5")),
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
        ("tanggal: Menyusul", ToFollow.TO_FOLLOW),
        ("lama: 1 tahun 6 bulan", Duration(1, 6)),
        ("warna: biru_tua", Colour.DARK_BLUE),
        ("pilih: dua", "dua"),
        ("mulai: nanti", "nanti"),
        ("mulai: 2026-01-31", date(2026, 1, 31)),
        ("atau: 1000", Rupiah(100000)),
        ("atau: tanpa biaya", "tanpa biaya"),
        ("kecil: {nama: a, jumlah: 2}", Small(nama="a", jumlah=2)),
        ("teks_atau_kecil: a", "a"),
        ("teks_atau_kecil: {nama: a}", Small(nama="a")),
        ("teks_atau_peta: {x: A, y: B}", {"x": "A", "y": "B"}),
        ("teks_atau_peta: A", "A"),
        ("teks_atau_daftar: [a, b]", ("a", "b")),
        ("daftar: [a, b]", ("a", "b")),
        ("tunggal: 3", (3,)),
        ("tunggal: [3, 4]", (3, 4)),
        ("tunggal_kecil: {nama: a}", (Small(nama="a"),)),
        ("peta: {a: , b: {catatan: x}}", {"a": Free(), "b": Free(catatan="x")}),
        ("peta_daftar: {a: [x]}", {"a": ("x",)}),
    ],
)
def test_values(text: str, expected: Any) -> None:
    result = value(text)
    assert result == expected and type(result) is type(expected)


@pytest.mark.parametrize("empty", ["", "~", "null"])
def test_empty_is_not_written(empty: str) -> None:
    for name in Example.fields_:
        result, findings = read(Example, f"{name}: {empty}\n")
        assert (result, findings) == (Example(), [])


def test_any_keeps_the_node() -> None:
    assert isinstance(value("apa_saja: {a: [1]}"), MappingNode)


@pytest.mark.parametrize(
    ("text", "code", "wording", "hint"),
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
def test_wrong_values_are_explained(text: str, code: str, wording: str, hint: str) -> None:
    finding = one(text)
    assert finding.code == code and wording in finding.message and hint in (finding.hint or "")
    assert not finding.message.endswith(".")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("teks: “a”", ["KSD025"]),
        ("markah: “a b”", ["KSD025"]),
        ("teks: '“a”'", []),
        ("teks: “a” dan “b”", []),
        ("teks: sebutan “a”", []),
    ],
)
def test_quotation_marks_around_a_whole_text_are_told(text: str, codes: list[str]) -> None:
    """They are kept: the text is the author's."""
    node, problems = parse(text + "\n", "n.yaml")
    assert node is not None and not problems
    decoder = Decoder()
    decoder.record(Example, node)
    assert [(finding.code, finding.severity) for finding in decoder.findings] == [
        (code, Severity.WARNING) for code in codes
    ]


@given(
    st.sampled_from([n for n in Example.fields_ if n != "apa_saja"]),
    st.recursive(
        st.sampled_from(
            ["", "a", "3", "ya", "2026-01-01", "30%", "Rp5", "3 tahun", "merah", "²", "-", "9" * 30, "'~'", '"a\\nb"']
        )
        | st.text("0123456789.,Rp%-/ abtahun'\"", max_size=12).map(lambda t: "'" + t.replace("'", "''") + "'"),
        lambda inside: (
            st.lists(inside, max_size=3).map(lambda b: f"[{', '.join(x or '~' for x in b)}]")
            | st.dictionaries(st.sampled_from(["nama", "jumlah", "a", "b"]), inside, max_size=3).map(
                lambda d: f"{{{', '.join(f'{k}: {v}' for k, v in d.items())}}}"
            )
        ),
        max_leaves=6,
    ),
)
@settings(max_examples=200, deadline=None)
def test_any_value_is_read_or_reported_at_its_place(name: str, text: str) -> None:
    file = f"{name}: {text}\n"
    node, problems = parse(file, "n.yaml")
    if node is None or problems:
        return
    decoder = Decoder()
    result = decoder.record(Example, node)
    assert isinstance(result, Example)
    places = Places(node, "n.yaml")
    for finding in decoder.findings:
        assert finding.route is not None and finding.route.split(".")[0] == name
        assert finding.span is not None and finding.span.line == 1
        if finding.code != "KSD012":
            assert finding.span in (places.span(finding.route), places.key(finding.route))


# --- keys -------------------------------------------------------------------------------------------------------------


def test_unknown_key_is_shown_with_the_nearest_one() -> None:
    text = "bilangann: 3"
    finding = one(text)
    assert (finding.code, finding.message, finding.hint, finding.route) == (
        "KSD010",
        "kunci `bilangann` tidak dikenal",
        "maksud Anda `bilangan`?",
        "bilangann",
    )
    assert quote(text, finding.span) == "bilangann"
    assert one("Daftar-Kecil: x").hint == "maksud Anda `daftar_kecil`?"
    far = one("kecil: {nama: a, zzz: b}")
    assert (far.hint, far.route) == ("kunci yang ada di sini: nama, jumlah", "kecil.zzz")


def test_required_keys() -> None:
    result, findings = read(Required, "dua:\nwarna: merah\n")
    assert result is None
    assert [(d.code, d.route, d.message) for d in findings] == [
        ("KSD012", "satu", "kunci `satu` wajib diisi: yang pertama"),
        ("KSD012", "dua", "kunci `dua` wajib diisi: yang kedua"),
    ]
    assert [d.hint for d in findings] == ["misalnya `satu: x`", "tambahkan `dua:` di sini"]
    assert findings[1].span == Span.at("n.yaml", 1, 1, 3), "an empty key is shown itself"
    assert findings[0].span is not None and findings[0].span.line == 1


def test_all_problems_in_one_run() -> None:
    text = """\
satuu: x
dua: banyak
warna: hijau
"""
    result, findings = read(Required, text)
    assert result is None
    assert [(d.code, d.route) for d in findings] == [
        ("KSD010", "satuu"),
        ("KSD011", "dua"),
        ("KSD013", "warna"),
        ("KSD012", "satu"),
    ]
    result, findings = read(
        Example,
        "daftar_kecil:\n- {nama: a, jumlah: x}\n- {jumlah: 2}\n- \n- b\ntunggal: [1, x, 3]\npeta: {a: {b: c}}\n",
    )
    assert [(d.code, d.route) for d in findings] == [
        ("KSD011", "daftar_kecil.0.jumlah"),
        ("KSD012", "daftar_kecil.1.nama"),
        ("KSD011", "daftar_kecil.2"),
        ("KSD011", "daftar_kecil.3"),
        ("KSD011", "tunggal.1"),
        ("KSD010", "peta.a.b"),
    ]
    assert result.tunggal == (1, 3) and result.daftar_kecil == (Small(nama="a"),), "what is right stays"


def test_root_that_is_no_mapping() -> None:
    result, findings = read(Naskah, "- a\n")
    assert result is None
    (finding,) = findings
    assert (
        finding.code == "KSD011" and finding.hint == "kunci di sini antara lain: jenis, kategori, tentang, para_pihak"
    )


@pytest.mark.parametrize(
    "kind",
    [
        kind
        for module in (accompanying, articles, model, money, pihak)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Record) and kind.__module__ == module.__name__
    ],
    ids=lambda kind: kind.__name__,
)
def test_every_record_of_the_model_can_be_decoded(kind: type[Record]) -> None:
    for key in kind.fields_:
        for content in ("x", "[x]", "{x: y}", "[[x]]", "[{x: y}]"):
            decoder = Decoder()
            decoder.record(kind, tree(f"{key}: {content}\n"))
            assert all(d.span is not None and d.route is not None and d.message for d in decoder.findings)


def test_front_matter_of_a_clause() -> None:
    result, findings = read(
        KlausulFrontMatter,
        "judul: {a: SATU, b: DUA}\nkekakuan: kaku\nisian:\n  hari:\n  uang: {tipe: uang, uraian: x}\n",
    )
    assert [(d.code, d.route) for d in findings] == [
        ("KSD013", "kekakuan"),
        ("KSD012", "isian.hari.tipe"),
        ("KSD012", "isian.hari.uraian"),
        ("KSD013", "isian.uang.tipe"),
    ]
    assert result.judul == {"a": "SATU", "b": "DUA"}


@pytest.mark.parametrize("name", ISIAN_TYPES)
def test_types_of_blanks_have_a_name(name: str) -> None:
    assert type_name(ISIAN_TYPES[name]) not in ("nilai", "")


# --- places -----------------------------------------------------------------------------------------------------------

FILE = """\
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
    places = Places(tree(FILE), "n.yaml")
    for route, content in [
        ("judul", "A"),
        ("pihak.0.nama", "satu"),
        ("pihak.1.nama", "dua"),
        ("pihak.0.kuasa.0.nomor", "5"),
        ("pihak.0.kuasa.nomor", "5"),
        ("pihak.1.kuasa.0.nomor", "6"),
        ("lokasi.0", "di sini"),
    ]:
        node = places.node(route)
        assert isinstance(node, ScalarNode) and node.text == content
        assert quote(FILE, places.span(route)) == content
        assert places.present(route)
    assert quote(FILE, places.key("pihak.1.kuasa")) == "kuasa"
    assert places.key("pihak.1") == places.span("pihak.1"), "items have no key"
    assert not places.present("kosong") and places.node("kosong") is not None
    assert quote(FILE, places.key("kosong")) == "kosong"


@pytest.mark.parametrize(
    "route",
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
def test_missing_route_falls_back_to_the_nearest_parent(route: str) -> None:
    places = Places(tree(FILE), "n.yaml")
    parent = route
    while parent and places.node(parent) is None:
        parent = parent.rpartition(".")[0]
    if not parent:
        assert places.span(route) == places.key(route) == places.start() == Span.at("n.yaml", 2, 1, 5), (
            "the first key stands for the whole"
        )
    else:
        assert places.node(route) is None and not places.present(route)
        node = places.node(parent)
        assert node is not None and places.span(route) == places.key(route) == node.span


def test_places_of_an_unreadable_file() -> None:
    places = Places(None, "n.yaml")
    assert places.span("a.b") == places.key("a.b") == places.start() == Span.at("n.yaml")
    assert places.node("a") is None and not places.present("a")
    assert Places(tree("[a]"), "n.yaml").start().line == 1


# --- words ------------------------------------------------------------------------------------------------------------


def test_words() -> None:
    assert summary("a\n b   c") == "a b c"
    assert len(summary("x" * 100)) == 40 and summary("x" * 100).endswith("…")
    assert mention(ScalarNode("", Span.at("f"))) == "nilai ini kosong"
    assert nearest("pihak/kabupaten-garut", ["pihak/kota-cimahi", "pihak/kabupaten-garut"]) == "pihak/kabupaten-garut"
    assert nearest("Pihak/Kabupaten Garuk", ["pihak/kota-cimahi", "pihak/kabupaten-garut"]) == "pihak/kabupaten-garut"
    assert nearest("zzz", ["satu"]) is None


@pytest.mark.parametrize(
    "written", ["markah: satu dua\n  tiga\n", "markah: >\n  satu dua\n  tiga\n", 'markah: "satu dua\n  tiga"\n']
)
def test_prose_may_be_folded(written: str) -> None:
    """Wrapped prose is one line of text, whichever way YAML folds it."""
    node, findings = parse(written, "x.yaml")
    assert not findings
    assert isinstance(node, MappingNode)
    decoder = Decoder()
    result = decoder.value(Markah, record_field("x"), node.content["markah"], "markah")
    assert not decoder.findings
    assert result == "satu dua tiga"
