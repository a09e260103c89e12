"""Tests of `ksdgen.paper.markup`: text that looks like law to blocks and back, places of every character, and values that stay values."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.paper.columns import bagi_seribu
from ksdgen.paper.document import (
    NOMOR_LABEL,
    PERAN,
    Asal,
    Baris,
    BarisTabel,
    Blok,
    Gambar,
    Inline,
    Kosong,
    Nomor,
    Paragraf,
    PemisahHalaman,
    Rujukan,
    Sel,
    Tabel,
    Teks,
    paragraf_dari,
)
from ksdgen.paper.fences import HARFIAH, lubang, nilai, tanda, tanpa_tanda
from ksdgen.paper.inlines import CELAH, selebar
from ksdgen.paper.markers import adalah_penanda
from ksdgen.paper.markup import Parsed, Parser
from ksdgen.paper.numbering import beri_nomor, rujuk
from ksdgen.paper.print import lolos, tulis
from ksdgen.source.node import Skalar
from ksdgen.source.parse import parse
from ksdgen.source.places import Tempat


def cari(id_: str, kolom: int) -> Asal | None:
    """A fake finder: the id is the line number, `v:…` is a value."""
    if id_.startswith("v:"):
        return Asal(Span.at("n.yaml", 7, 3, 4), id_[2:])
    return Asal(Span.at("t.j2", int(id_), kolom + 1))


def baca(teks: str, *, direktif: bool = False, lingkup: str = "", baris: bool = False) -> Parsed:
    """Parse; with `baris` every line gets a mark, as a template's lines do."""
    if baris:
        potong = []
        for n, b in enumerate(teks.split("\n"), start=1):
            awal = len(b) - len(b.lstrip())
            # The mark stands after the indentation, so the fake column has to begin there too.
            potong.append(f"{b[:awal]}{tanda(f'{n}+{awal}')}{b[awal:]}" if b.strip() else b)
        teks = "\n".join(potong)

    def di(id_: str, kolom: int) -> Asal | None:
        n, _, geser = id_.partition("+")
        return cari(n, kolom + int(geser or 0))

    return Parser(di, direktif=direktif, lingkup=lingkup).parse(teks)


def blok(teks: str, *, direktif: bool = False, lingkup: str = "") -> list[Blok]:
    hasil = baca(teks, direktif=direktif, lingkup=lingkup)
    assert hasil.temuan == []
    return hasil.blok


def paragraf(teks: str, *, direktif: bool = False, lingkup: str = "") -> list[Paragraf]:
    semua = blok(teks, direktif=direktif, lingkup=lingkup)
    assert all(isinstance(b, Paragraf) for b in semua)
    return [b for b in semua if isinstance(b, Paragraf)]


def ringkas(p: Paragraf) -> tuple[str, str, int, str]:
    return p.peran, p.nomor.teks if p.nomor else "", p.kedalaman, p.teks


def satu(teks: str, *, direktif: bool = False) -> Paragraf:
    (p,) = paragraf(teks, direktif=direktif)
    return p


def tabel(teks: str, *, direktif: bool = False) -> Tabel:
    (t,) = blok(teks, direktif=direktif)
    assert isinstance(t, Tabel)
    return t


def isi_sel(t: Tabel) -> list[list[str]]:
    return [["/".join(p.teks for p in s.isi) for s in r.sel] for r in t.baris]


def temuan(teks: str, *, direktif: bool = False) -> list[tuple[str, int, int, int]]:
    """Code, line, column and width of each finding."""
    hasil = []
    for d in baca(teks, direktif=direktif, baris=True).temuan:
        assert d.tingkat is Severity.KESALAHAN and d.span is not None
        hasil.append((d.kode, d.span.line, d.span.column, d.span.end_column - d.span.column))
    return hasil


# --- items ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("penanda", "jenis", "cetak"),
    [
        ("(1)", "ayat", "(1)"),
        ("(#)", "ayat", "(1)"),
        ("a.", "huruf", "a."),
        ("#a.", "huruf", "a."),
        ("1.", "angka", "1."),
        ("#1.", "angka", "1."),
        ("a)", "huruf_kurung", "a)"),
        ("#a)", "huruf_kurung", "a)"),
        ("1)", "angka_kurung", "1)"),
        ("#1)", "angka_kurung", "1)"),
        ("#I.", "romawi", "I."),
    ],
)
def test_every_kind_of_marker(penanda: str, jenis: str, cetak: str) -> None:
    assert ringkas(satu(f"{penanda} teks")) == (jenis, cetak, 1, "teks")
    assert ringkas(satu(penanda)) == (jenis, cetak, 1, "")
    assert ringkas(satu(f"{penanda}teks")) == ("isi", "", 0, f"{penanda}teks"), "a marker is followed by a space"


def test_level_comes_from_the_kind_and_not_from_indentation() -> None:
    rapi = "(1) A\n    a. B\n        1. C\n            a) D\n                1) E\n    b. F\n(2) G\n    a. H"
    datar = "\n".join(b.strip() for b in rapi.split("\n"))
    aneh = "\n".join(" " * (i * 3 % 7) + b.strip() for i, b in enumerate(rapi.split("\n")))
    assert [ringkas(p) for p in paragraf(rapi)] == [
        ("ayat", "(1)", 1, "A"),
        ("huruf", "a.", 2, "B"),
        ("angka", "1.", 3, "C"),
        ("huruf_kurung", "a)", 4, "D"),
        ("angka_kurung", "1)", 5, "E"),
        ("huruf", "b.", 2, "F"),
        ("ayat", "(2)", 1, "G"),
        ("huruf", "a.", 2, "H"),
    ]
    assert blok(datar) == blok(rapi) == blok(aneh)


def test_kinds_may_be_skipped_or_turned_around() -> None:
    assert [ringkas(p)[1:3] for p in paragraf("1. A\n   a. B\n   b. C\n2. D\n   a. E")] == [
        ("1.", 1), ("a.", 2), ("b.", 2), ("2.", 1), ("a.", 2)
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["(#)", "#a.", "#1.", "#a)", "#1)"]), max_size=30))
def test_hash_markers_count_like_typed_ones(penanda: list[str]) -> None:
    dengan_pagar = "\n".join(f"{p} x" for p in penanda)
    hasil = blok(dengan_pagar)
    diketik = "\n".join(f"{p.nomor.teks} x" for p in hasil if isinstance(p, Paragraf) and p.nomor)
    assert blok(diketik) == hasil
    # Within a list the numbers run without a gap: each is 1 or one more than the one before it at its depth.
    terakhir: dict[int, int] = {}
    for p in hasil:
        assert isinstance(p, Paragraf) and p.nomor is not None
        assert p.nomor.nilai in (1, terakhir.get(p.kedalaman, 0) + 1)
        terakhir = {k: v for k, v in terakhir.items() if k < p.kedalaman} | {p.kedalaman: p.nomor.nilai}


def test_letters_go_on_after_z() -> None:
    teks = "\n".join(f"{NOMOR_LABEL['huruf'](n)} x" for n in range(1, 60))
    assert [p.nomor.nilai for p in paragraf(teks) if p.nomor] == list(range(1, 60))


@pytest.mark.parametrize(
    ("teks", "harap"),
    [
        ("(1) A\n(3) B", [("KSD020", 2, 1, 3)]),
        ("(2) A", [("KSD020", 1, 1, 3)]),
        ("(1) A\n    a. x\n    c. y", [("KSD020", 3, 5, 2)]),
        ("(1) A sesuai huruf\n    b. dan seterusnya", [("KSD020", 2, 5, 2)]),
        ("a. x\na. y", [("KSD020", 2, 1, 2)]),
        ("1. x\n12. y", [("KSD020", 2, 1, 3)]),
        ("0. x", [("KSD020", 1, 1, 2)]),
        ("bb. x\nc. y", [("KSD020", 1, 1, 3), ("KSD020", 2, 1, 2)]),
        ("a) x\nb) y\n\n\nd) z", [("KSD020", 5, 1, 2)]),
    ],
)
def test_ordinal_that_jumps_is_reported_at_its_place(teks: str, harap: list[tuple[str, int, int, int]]) -> None:
    assert temuan(teks) == harap


def test_ordinal_message_names_both_and_reading_goes_on() -> None:
    hasil = baca("(1) A\n(3) B\n(4) C")
    assert [d.pesan for d in hasil.temuan] == [
        "penanda `(3)` tidak berurutan, seharusnya `(2)`",
        "penanda `(4)` tidak berurutan, seharusnya `(3)`",
    ]
    assert all(d.bantuan for d in hasil.temuan)
    assert [p.nomor.teks for p in hasil.blok if isinstance(p, Paragraf) and p.nomor] == ["(1)", "(2)", "(3)"]


# --- paragraphs -------------------------------------------------------------------------------------------------------------------------


def test_unmarked_lines_wrap() -> None:
    assert ringkas(satu("(1) satu\n  dua\ntiga  ")) == ("ayat", "(1)", 1, "satu dua tiga")
    assert ringkas(satu("(1)\n    dua")) == ("ayat", "(1)", 1, "dua"), "no space before the first word"
    assert ringkas(satu("satu\r\ndua\r")) == ("isi", "", 0, "satu dua")


@pytest.mark.parametrize(("indentasi", "dalam"), [(0, 0), (1, 1), (4, 1), (5, 2), (8, 2), (9, 3), (12, 3), (40, 3)])
def test_paragraph_after_a_blank_line_belongs_by_indentation(indentasi: int, dalam: int) -> None:
    *_, p = paragraf(f"(1) A\n    a. B\n        1. C\n\n{' ' * indentasi}lanjutan\n  yang panjang")
    assert ringkas(p) == ("isi", "", dalam, "lanjutan yang panjang")


def test_items_go_on_after_a_paragraph_between_them() -> None:
    teks = "(1) A\n    a. x\n    b. y\n\n    antara\n\n    c. z\n(2) B\n    a. w"
    assert [ringkas(p)[1:3] for p in paragraf(teks)] == [
        ("(1)", 1), ("a.", 2), ("b.", 2), ("", 1), ("c.", 2), ("(2)", 1), ("a.", 2)
    ]  # fmt: skip
    # A new list may begin there as well, typed or counted.
    for penanda in ("a.", "#a."):
        assert paragraf(f"a. x\nb. y\n\nantara\n\n{penanda} z")[-1].nomor == Nomor("huruf", 1)
    # But a list is only continued at its own depth.
    assert temuan("1. x\n   a. y\n\nantara\n\nb. z") == [("KSD020", 6, 1, 2)]


def test_ayat_go_on_through_the_whole_article() -> None:
    assert [p.nomor.teks for p in paragraf("(#) A\n\nantara\n\n(#) B\n\n(3) C") if p.nomor] == ["(1)", "(2)", "(3)"]


# --- labels, references, gaps, escapes --------------------------------------------------------------------------------------------------


def test_label_names_the_item() -> None:
    assert [p.kunci for p in paragraf("(1) [pokok] A\n    a. [b_2] B\n(2) C", lingkup="masa")] == [
        "masa/pokok",
        "masa/b_2",
        None,
    ]
    assert satu("(1) [pokok] A").kunci == "pokok"
    assert (satu("(1) [pokok]").kunci, satu("(1) [pokok]").teks) == ("pokok", "")
    for bukan in ("[Pokok] A", "[po kok] A", "[pokok]A", "\\[pokok] A", "[[pokok]] A"):
        assert satu(f"(1) {bukan}").kunci is None
    assert satu("(1) \\[pokok] A").teks == "[pokok] A"
    assert ringkas(satu("[pokok] A")) == ("isi", "", 0, "[pokok] A"), "only items have labels"


def test_references_and_gaps() -> None:
    assert satu("Menurut [[ masa/pokok ]] dan [[x]]: ___ atau _____.").isi == (
        Teks("Menurut "),
        Rujukan("masa/pokok"),
        Teks(" dan "),
        Rujukan("x"),
        Teks(": "),
        Kosong("celah"),
        Teks(" atau "),
        Kosong("celah"),
        Teks("."),
    )
    assert satu("a_b __ [x] [[x] ]").isi == (Teks("a_b __ [x] [[x] ]"),)


@pytest.mark.parametrize(
    ("teks", "cetak"),
    [
        ("\\(1) x", "(1) x"),
        ("\\a. x", "a. x"),
        ("\\12) x", "12) x"),
        ("\\#a. x", "#a. x"),
        ("(1) \\a. x", "a. x"),
        ("satu\n\\b. x", "satu b. x"),
        ("\\abc", "\\abc"),
        ("C:\\data\\1. x", "C:\\data\\1. x"),
        ("\\\\", "\\"),
        ("\\\\a. x", "\\a. x"),
        ("\\| a |", "| a |"),
        ("\\[[x]]", "[[x]]"),
        ("\\___", "___"),
        ("a\\_\\_\\_", "a___"),
        ("| a | b \\|", "| a | b |"),
        ("| a", "| a"),
    ],
)
def test_backslash_takes_the_meaning_away(teks: str, cetak: str) -> None:
    p = satu(teks)
    assert p.teks == cetak
    assert all(isinstance(i, Teks) for i in p.isi)


def test_backslash_at_the_end_breaks_the_line() -> None:
    assert satu("(1) satu \\\n    dua\\\n    tiga").isi == (Teks("satu"), Baris(), Teks("dua"), Baris(), Teks("tiga"))
    assert satu("satu\\\n\\\ndua").isi == (Teks("satu"), Baris(), Baris(), Teks("dua"))
    assert satu("satu \\\\\ndua").isi == (Teks("satu \\ dua"),), "two are one that stands for itself"
    assert satu("satu\\\\\\\ndua").isi == (Teks("satu\\"), Baris(), Teks("dua"))
    assert satu("satu\\").isi == (Teks("satu"),), "nothing follows, nothing breaks"


# --- piped tables -----------------------------------------------------------------------------------------------------------------------


def test_piped_table() -> None:
    t = tabel("| No. | Kegiatan |\n|---|------|\n| 1 | a\\|b |\n| 2 |  |")
    assert (t.peran, t.kolom, t.kedalaman) == ("tabel", (333, 667), 0)
    assert isi_sel(t) == [["No.", "Kegiatan"], ["1", "a|b"], ["2", ""]]
    assert [r.kepala for r in t.baris] == [True, False, False]
    assert {p.peran for p in paragraf_dari([t])} == {"sel_kepala", "sel"}
    assert isi_sel(tabel("| a | b |\n| c | d |")) == [["a", "b"], ["c", "d"]]
    assert tabel("| a | b |").kolom == (500, 500)
    tanpa_kepala = tabel("|-|---|\n| a | b |")
    assert (tanpa_kepala.kolom, isi_sel(tanpa_kepala), tanpa_kepala.baris[0].kepala) == (
        (250, 750),
        [["a", "b"]],
        False,
    )
    assert isi_sel(tabel("| a |\n| \\--- |")) == [["a"], ["---"]]
    assert tabel("| a | b |\n|:-:|--:|").baris[0].kepala


def test_cells_hold_inlines_but_no_items() -> None:
    t = tabel("| (1) x | [[masa]] ___ |")
    assert [p.isi for p in paragraf_dari([t])] == [(Teks("(1) x"),), (Rujukan("masa"), Teks(" "), Kosong("celah"))]


def test_table_belongs_to_an_item() -> None:
    def dalam(teks: str) -> list[int]:
        return [b.kedalaman for b in blok(teks) if isinstance(b, Tabel)]

    assert dalam("(1) A\n| a |") == [1], "right after the item, whatever its indentation"
    assert dalam("(1) A\n\n    | a |") == [1]
    assert dalam("(1) A\n\n| a |") == [0]
    assert dalam("(1) A\n    a. B\n\n    | a |\n    | b |\n\n| c |") == [1, 0]
    assert [ringkas(b)[3] for b in blok("| a |\nsesudah") if isinstance(b, Paragraf)] == ["sesudah"]


@pytest.mark.parametrize(
    ("teks", "harap", "isi"),
    [
        ("| a | b |\n| c |", [("KSD023", 2, 3, 1)], [["a", "b"], ["c", ""]]),
        ("| a | b |\n| c | d | e |", [("KSD023", 2, 3, 1)], [["a", "b", ""], ["c", "d", "e"]]),
        ("| a | b |\n|---|\n| c | d |", [("KSD023", 2, 2, 1)], [["a", "b"], ["c", "d"]]),
    ],
)
def test_ragged_table_is_reported_and_still_whole(
    teks: str, harap: list[tuple[str, int, int, int]], isi: list[list[str]]
) -> None:
    assert temuan(teks) == harap
    (t,) = baca(teks).blok
    assert isinstance(t, Tabel)
    assert isi_sel(t) == isi
    assert all(len(r.sel) == len(t.kolom) for r in t.baris)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12))
def test_thousandths(lebar: list[int]) -> None:
    hasil = bagi_seribu(lebar)
    assert sum(hasil) == 1000 and len(hasil) == len(lebar)
    if any(lebar):
        assert all(abs(h - w * 1000 / sum(lebar)) < 1 for h, w in zip(hasil, lebar, strict=True))


# --- directives -------------------------------------------------------------------------------------------------------------------------


def test_directives_are_text_outside_templates() -> None:
    assert [ringkas(p) for p in paragraf("@judul A\n\n@tabel x")] == [
        ("isi", "", 0, "@judul A"),
        ("isi", "", 0, "@tabel x"),
    ]
    assert ringkas(satu("\\@judul A", direktif=True)) == ("isi", "", 0, "@judul A")


def test_roles() -> None:
    teks = (
        "@judul A\nB\n@dasar_hukum\n1. x\n   a. y\n2. z\n@isi C\n\nD\n@pihak_nama #I. E\n@pihak_nama #I. F\n@ttd_ruang"
    )
    assert [ringkas(p) for p in paragraf(teks, direktif=True)] == [
        ("judul", "", 0, "A B"),
        ("dasar_hukum", "1.", 1, "x"),
        ("huruf", "a.", 2, "y"),
        ("dasar_hukum", "2.", 1, "z"),
        ("isi", "", 0, "C"),
        ("isi", "", 0, "D"),
        ("pihak_nama", "I.", 0, "E"),
        ("pihak_nama", "II.", 0, "F"),
        ("ttd_ruang", "", 0, ""),
    ]
    assert satu("@isi#awal A", direktif=True).kunci == "awal"


def test_lists_begin_anew_after_a_directive() -> None:
    teks = "@lampiran_judul SATU\n@isi\n(1) A\n(2) B\n@lampiran_judul DUA\n@isi\n(1) C\n    a. x\n@isi\na. y"
    assert [ringkas(p)[1] for p in paragraf(teks, direktif=True) if p.nomor] == ["(1)", "(2)", "(1)", "a.", "a."]


def test_generic_table() -> None:
    t = tabel(
        "@tabel pihak 1 3\n@baris\n@sel\n@pihak_nama A\n@pihak_uraian B\n@sel x\n@baris\n@sel\ny\n\nz\n@tutup",
        direktif=True,
    )
    assert (t.peran, t.kolom) == ("pihak", (250, 750))
    assert isi_sel(t) == [["A/B", "x"], ["y/z"]]
    assert [p.peran for p in paragraf_dari([t])] == ["pihak_nama", "pihak_uraian", "sel", "sel", "sel"]
    kosong = tabel("@tabel lambang 1\n@baris\n@sel\n@tutup", direktif=True)
    assert all(s.isi for r in kosong.baris for s in r.sel), "a cell always holds a paragraph"
    assert [ringkas(p) for p in paragraf("@tabel lambang 1\n@tutup\nsesudah", direktif=True)] == [
        ("isi", "", 0, "sesudah")
    ]


def test_page_breaks_and_pictures() -> None:
    assert blok("@halaman_baru\n@halaman_baru lanskap\n@halaman_baru potret", direktif=True) == [
        PemisahHalaman(None), PemisahHalaman(True), PemisahHalaman(False)
    ]  # fmt: skip
    g = Gambar("Lambang", "0" * 64, 25)
    hasil = Parser(cari, direktif=True, gambar=lambda acuan: g if acuan == "ada" else f"Bingkai {acuan}").parse(
        f"@gambar {nilai('ada')}\n@gambar lain"
    )
    assert hasil.blok == [Paragraf("lambang", (g,)), Paragraf("bingkai_lambang", (Teks("Bingkai lain"),))]


@pytest.mark.parametrize(
    ("teks", "harap"),
    [
        ("@judull A", ("KSD024", 1, 1, 7)),
        ("A\n@", ("KSD024", 2, 1, 1)),
        ("@baris", ("KSD024", 1, 1, 6)),
        ("@sel", ("KSD024", 1, 1, 4)),
        ("@tutup", ("KSD024", 1, 1, 6)),
        ("@tabel pihak 1\n@sel\n@tutup", ("KSD024", 2, 1, 4)),
        ("@tabel pihak 1\nA\n@tutup", ("KSD024", 2, 1, 1)),
        ("@tabel pihak x\n@tutup", ("KSD024", 1, 1, 6)),
        ("@tabel pihak -1 2\n@tutup", ("KSD024", 1, 1, 6)),
        ("@tabel salah 1\n@tutup", ("KSD024", 1, 1, 6)),
        ("@tabel pihak 1", ("KSD024", 1, 1, 6)),
        ("@tabel pihak 1\n@tabel pihak 1\n@tutup", ("KSD024", 2, 1, 6)),
        ("@tabel pihak 1\n@baris x\n@tutup", ("KSD024", 2, 1, 6)),
        ("@tabel pihak 1\n@tutup x", ("KSD024", 2, 1, 6)),
        ("@tabel pihak 1\n@baris\n@sel\n@sel\n@tutup", ("KSD023", 4, 1, 4)),
        ("@tabel pihak 1\n@baris\n@sel\n| a |\n@tutup", ("KSD024", 4, 3, 1)),
        ("@tabel pihak 1\n@baris\n@sel\n@halaman_baru\n@tutup", ("KSD024", 4, 1, 13)),
        ("@halaman_baru miring", ("KSD024", 1, 1, 13)),
    ],
)
def test_directive_out_of_place_is_reported(teks: str, harap: tuple[str, int, int, int]) -> None:
    assert temuan(teks, direktif=True) == [harap]


# --- values -----------------------------------------------------------------------------------------------------------------------------

MENJEBAK = st.sampled_from(
    [
        "(1) x",
        "a. y",
        "| a | b |",
        "|---|",
        "@judul X",
        "[[masa]]",
        "]]",
        "[[",
        "[pokok] z",
        "\\",
        "___",
        "#1. ",
        "{{ x }}",
        "&<>",
        "😀",
    ]
)
POLOS = st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters=[chr(c) for c in range(0xE000, 0xE100)])
SEMBARANG = st.lists(MENJEBAK | st.text(POLOS, max_size=8), max_size=6).map("".join)


@given(SEMBARANG, SEMBARANG)
@example("[[", "]]")
@example("x]] y", "")
@settings(max_examples=150)
def test_values_never_become_structure_and_come_out_whole(a: str, b: str) -> None:
    teks = "\n".join(
        [
            nilai(a),
            "",
            f"(1) {nilai(a)}",
            f"    a. [[{nilai(b)} \\{nilai(a)}{nilai(b)}.",
            "",
            f"| {nilai(a)} | \\{nilai(b)} |",
            f"| {nilai(b)} | x |",
        ]
    )
    hasil = Parser(cari).parse(teks)
    assert hasil.temuan == []
    semua = list(paragraf_dari(hasil.blok))
    assert [
        (p.peran, p.nomor.teks if p.nomor else "", p.kunci) for p in semua if p.isi or p.nomor or p.peran == "sel"
    ] == [
        *([("isi", "", None)] if a else []),
        ("ayat", "(1)", None),
        ("huruf", "a.", None),
        *[("sel", "", None)] * 4,
    ]
    assert all(isinstance(i, Teks) for p in semua for i in p.isi)
    assert [p.teks for p in semua[-6:]] == [a, f"[[{b} \\{a}{b}.", a, f"\\{b}", b, "x"]


@given(SEMBARANG)
def test_values_in_directives(a: str) -> None:
    hasil = Parser(cari, direktif=True).parse(
        f"@judul {nilai(a)}\n@tabel pihak 1\n@baris\n@sel {nilai(a)}\n@tutup\n@isi x"
    )
    assert hasil.temuan == []
    assert [p.teks for p in paragraf_dari(hasil.blok)] == [*([a] if a else []), a, "x"]


def test_value_keeps_its_route_and_loses_its_newlines() -> None:
    p = satu("Nama " + nilai("satu\ndua\r\ntiga", "v:para_pihak.0.nama") + "; dan")
    assert p.teks == "Nama satu dua tiga; dan"
    (t,) = p.isi
    assert isinstance(t, Teks)
    asal = t.tempat(6, 7)
    assert asal is not None and asal.rute == "para_pihak.0.nama" and asal.span.line == 7
    assert satu(nilai("x", "v:kunci\naneh")).teks == "x", "a key of the file may hold anything"
    assert satu(f"x {lubang('fakta')}").isi == (Teks("x "), Kosong("fakta"))
    assert satu(f"[[{nilai('masa')}/pokok]]").isi == (Rujukan("masa/pokok"),), "the template wrote the brackets"


def test_literal_fence() -> None:
    for teks in ("(1) x", "a. x", "| a |", "@judul x"):
        assert satu(HARFIAH + teks, direktif=True).isi == (Teks(teks),)
        assert satu(f"  {tanda('1')}{HARFIAH}{teks}", direktif=True).isi == (Teks(teks),)
        assert satu(f"(1) {tanda('1')}{HARFIAH}{teks}", direktif=True).isi == (Teks(teks),)
        assert satu(f"Objek {HARFIAH}{teks}", direktif=True).isi == (Teks(f"Objek {teks}"),)


# --- places -----------------------------------------------------------------------------------------------------------------------------


def baca_yaml(teks: str) -> tuple[Parsed, list[str]]:
    """Parse the value of `isi` in a YAML file, marked as the composer marks it."""
    node, masalah = parse(teks, "n.yaml")
    assert masalah == []
    skalar = Tempat(node, "n.yaml").node("isi")
    assert isinstance(skalar, Skalar)

    def asal(id_: str, kolom: int) -> Asal:
        baris, _, geser = id_.partition("+")
        return Asal(skalar.tempat(int(baris), int(geser) + kolom), "isi")

    bertanda = []
    for n, b in enumerate(skalar.teks.split("\n")):
        awal = len(b) - len(b.lstrip(" "))
        bertanda.append(f"{b[:awal]}{tanda(f'{n}+{awal}')}{b[awal:]}" if b.strip() else "")
    return Parser(asal, lingkup="k").parse("\n".join(bertanda)), teks.split("\n")


def huruf_di(asal: Asal, baris: list[str]) -> str:
    s = asal.span
    assert s.line == s.end_line
    return baris[s.line - 1][s.column - 1 : s.end_column - 1]


def periksa_tempat(hasil: Parsed, baris: list[str]) -> int:
    """Every character that is not the space of a wrapped line is found where it is written; how many were looked up."""
    jumlah = 0
    for p in paragraf_dari(hasil.blok):
        for bagian in p.isi:
            if isinstance(bagian, Teks):
                for i, huruf in enumerate(bagian.isi):
                    asal = bagian.tempat(i, i + 1)
                    assert asal is not None and asal.rute == "isi"
                    assert huruf == " " or huruf_di(asal, baris) == huruf, (bagian.isi, i)
                    jumlah += 1
            elif isinstance(bagian, Rujukan):
                assert bagian.asal is not None
                assert huruf_di(bagian.asal, baris).strip("[] ") == bagian.target
            elif isinstance(bagian, Kosong):
                assert bagian.asal is not None
                assert set(huruf_di(bagian.asal, baris)) == {"_"}
        if p.nomor is not None:
            assert p.asal is not None
            s = p.asal.span
            assert adalah_penanda(baris[s.line - 1][s.column - 1 :])
    return jumlah


def test_places_of_every_character() -> None:
    teks = """\
jenis: x
isi: |
  (1) [pokok] Satu \\(dua) tiga sesuai [[ masa/pokok ]] dan ___ lalu
      empat \\_ lima \\
      \\a. enam, tujuh:
      a. [b] delapan [[c]];
         sembilan \\\\ sepuluh
         1) sebelas

      lanjutan \\[[x]]
  | No. | Isi  \\| x |
  |-----|------|
  | a   |  [[d]] e |

  penutup
"""
    hasil, baris = baca_yaml(teks)
    assert hasil.temuan == []
    assert periksa_tempat(hasil, baris) > 100


@pytest.mark.parametrize("tulisan", ["satu [[dua]] \\(1) tiga", "'satu [[dua]] \\(1) tiga'", '"satu [[dua]] tiga ___"'])
def test_places_in_one_line_values(tulisan: str) -> None:
    hasil, baris = baca_yaml(f"isi: {tulisan}\n")
    assert periksa_tempat(hasil, baris) > 5


def test_place_of_a_stretch_is_cut_at_its_line() -> None:
    hasil, baris = baca_yaml("isi: |\n  satu dua\n  tiga\n")
    (p,) = hasil.blok
    assert isinstance(p, Paragraf) and isinstance(p.isi[0], Teks)
    asal = p.isi[0].tempat(5, 12)
    assert asal is not None and huruf_di(asal, baris) == "dua"


def test_columns_after_a_value_fall_back_to_where_it_stands() -> None:
    hasil = baca(f"abc {nilai('sebuah nilai', 'v:x')} d [[e]]", baris=True)
    (p,) = hasil.blok
    assert isinstance(p, Paragraf)
    rujukan = p.isi[-1]
    assert isinstance(rujukan, Rujukan) and rujukan.asal is not None
    assert (rujukan.asal.span.line, rujukan.asal.span.column) == (1, 5)


def test_line_without_a_mark_belongs_to_the_line_before() -> None:
    hasil = Parser(cari).parse(f"{tanda('3')}satu\n(1) dua\n(3) tiga")
    assert [(d.kode, d.span.line if d.span else 0) for d in hasil.temuan] == [("KSD020", 3)]
    assert [p.asal.span.line if p.asal else 0 for p in paragraf_dari(hasil.blok)] == [3, 3, 3]


def test_marks_of_template_and_value_on_one_line() -> None:
    # `{{ isi | markah }}` at the start of a template line: two marks stand before the item.
    (p,) = Parser(cari, lingkup="k").parse(f"{tanda('1')}{tanda('2')}(1) [a] x").blok
    assert isinstance(p, Paragraf)
    assert (p.nomor, p.kunci, p.teks) == (Nomor("ayat", 1), "k/a", "x")
    # `(#) {{ butir | markah }}`: the value names the item.
    (p,) = Parser(cari, lingkup="k").parse(f"{tanda('1')}(#) {tanda('2')}[a] \\a. x").blok
    assert isinstance(p, Paragraf)
    assert (p.nomor, p.kunci, p.teks) == (Nomor("ayat", 1), "k/a", "a. x")
    assert satu(f"{tanda('1')}Objek {tanda('2')}\\a. x").teks == "Objek a. x"
    assert tanpa_tanda(f"{tanda('1')}a{tanda('2')}b") == "ab"


def test_widening() -> None:
    titik = Asal(Span.at("f", 1, 2), "r")
    assert selebar(titik, 3) == Asal(Span.at("f", 1, 2, 3), "r")
    lebar = Asal(Span.at("f", 1, 2, 9))
    assert selebar(lebar, 3) is lebar
    assert selebar(None, 3) is None


# --- laws -------------------------------------------------------------------------------------------------------------------------------

POTONGAN = ["(1)", "(#)", "a.", "#a.", "1.", "b)", "2)", "#I.", "[x]", "[[x]]", "[[", "___", "|", "| a |", "|--|", "\\", "\n", "\n\n", "    ", " ", "@", "@sel", "@baris", "@tabel pihak 1 1", "@tutup", "@judul", "@gambar", "@halaman_baru", "kata"]  # fmt: skip
PAGAR = [nilai("v", "v:r"), lubang("l"), tanda("3"), HARFIAH, *(chr(c) for c in range(0xE000, 0xE009))]


@given(st.lists(st.sampled_from(POTONGAN + PAGAR) | st.text(max_size=4), max_size=25).map("".join), st.booleans())
@settings(max_examples=250)
def test_nothing_raises_and_blocks_are_well_formed(teks: str, direktif: bool) -> None:
    def di(id_: str, kolom: int) -> Asal:
        assert kolom >= 0
        return Asal(Span.at("t", 1, kolom + 1))

    hasil = Parser(di, direktif=direktif, lingkup="k").parse(teks)
    for b in hasil.blok:
        if isinstance(b, Tabel):
            assert sum(b.kolom) == 1000 and b.baris
            assert all(len(r.sel) <= len(b.kolom) for r in b.baris)
            assert b.peran != "tabel" or direktif or all(len(r.sel) == len(b.kolom) for r in b.baris)
    for p in paragraf_dari(hasil.blok):
        assert p.peran in PERAN or p.peran == "romawi"
        assert p.isi or p.nomor or p.peran in ("sel", "sel_kepala", "ttd_ruang", "bingkai_lambang")
        for kiri, kanan in zip(p.isi, p.isi[1:], strict=False):
            assert not (isinstance(kiri, Teks) and isinstance(kanan, Teks))
        assert all("\n" not in i.isi and i.isi for i in p.isi if isinstance(i, Teks))
        assert not isinstance(p.isi[-1] if p.isi else None, Baris)
    tulis(hasil.blok, lingkup="k")


KATA = st.lists(
    st.sampled_from(["(1)", "a.", "#1.", "[x]", "[[", "]]", "[", "|", "||", "---", "\\", "\\a.", "_", "__", "___", "@judul", "@", "kata", "Pasal", "ayat"])
    | st.text(POLOS, min_size=1, max_size=5).filter(lambda t: t == t.strip()),
    min_size=1,
    max_size=5,
).map(" ".join)  # fmt: skip


@st.composite
def isi_paragraf(draw: st.DrawFn, baris: bool = True) -> tuple[Inline, ...]:
    """Inlines in the form that parsing gives: no Teks beside a Teks, no Kosong beside a Kosong, no white space at the ends of lines."""
    hasil: list[Inline] = []
    for _ in range(draw(st.integers(1, 4))):
        potong: list[Inline] = []
        for jenis in draw(st.lists(st.sampled_from(["teks", "rujukan", "kosong"]), min_size=1, max_size=4)):
            sebelum = potong[-1] if potong else None
            if jenis == "teks" and not isinstance(sebelum, Teks):
                potong.append(Teks(draw(KATA)))
            elif jenis == "rujukan":
                potong.append(Rujukan(draw(st.sampled_from(["masa", "masa/pokok", "x"]))))
            elif jenis == "kosong" and not isinstance(sebelum, Kosong):
                potong.append(Kosong("celah"))
        if hasil and not baris:
            break
        hasil += [Baris()] * (draw(st.integers(1, 2)) if hasil else 0) + potong
    return tuple(hasil)


@st.composite
def tabel_acak(draw: st.DrawFn, dalam: int) -> Tabel:
    n = draw(st.integers(1, 4))
    kolom = bagi_seribu(draw(st.lists(st.integers(1, 40), min_size=n, max_size=n)))
    kepala = draw(st.booleans())
    baris = []
    for i in range(draw(st.integers(1, 3))):
        peran = "sel_kepala" if kepala and i == 0 else "sel"
        sel = tuple(Sel((Paragraf(peran, draw(st.just(()) | isi_paragraf(baris=False))),)) for _ in range(n))
        baris.append(BarisTabel(sel, kepala and i == 0))
    return Tabel("tabel", kolom, tuple(baris), dalam)


@st.composite
def badan_pasal(draw: st.DrawFn) -> list[Blok]:
    """The body of an article as the parser gives it."""
    hasil: list[Blok] = []
    tumpukan: list[tuple[str, int]] = []
    ayat = 0
    label = iter(string.ascii_lowercase)
    for _ in range(draw(st.integers(0, 10))):
        apa = draw(st.sampled_from(["butir", "butir", "butir", "isi", "tabel"]))
        if apa == "butir":
            jenis = draw(st.sampled_from(["ayat", "huruf", "angka", "huruf_kurung", "angka_kurung"]))
            letak = 0 if jenis == "ayat" else next((i for i, t in enumerate(tumpukan) if t[0] == jenis), len(tumpukan))
            if jenis == "ayat":
                ayat = urutan = ayat + 1
            else:
                urutan = tumpukan[letak][1] + 1 if letak < len(tumpukan) else 1
            tumpukan[letak:] = [(jenis, urutan)]
            kunci = f"k/l_{next(label)}" if draw(st.booleans()) else None
            isi = draw(st.just(()) | isi_paragraf())
            hasil.append(Paragraf(jenis, isi, Nomor(jenis, urutan), kunci, len(tumpukan)))
        else:
            dalam = draw(st.integers(0, len(tumpukan)))
            del tumpukan[dalam:]
            hasil.append(
                Paragraf("isi", draw(isi_paragraf()), kedalaman=dalam) if apa == "isi" else draw(tabel_acak(dalam))
            )
    return hasil


@given(badan_pasal())
@settings(max_examples=60, deadline=None)
def test_written_blocks_read_back_the_same(badan: list[Blok]) -> None:
    teks = tulis(badan, lingkup="k")
    hasil = Parser(cari, lingkup="k").parse(teks)
    assert hasil.temuan == []
    assert hasil.blok == badan
    assert tulis(hasil.blok, lingkup="k") == teks


@given(st.lists(st.sampled_from(POTONGAN) | st.text(POLOS, max_size=4), max_size=20).map("".join))
@settings(max_examples=150)
def test_written_text_is_a_normal_form(teks: str) -> None:
    semula = Parser(cari, lingkup="k").parse(teks)
    if semula.temuan:
        return
    tertulis = tulis(semula.blok, lingkup="k")
    ulang = Parser(cari, lingkup="k").parse(tertulis)
    assert [d.pesan for d in ulang.temuan] == []
    assert [_rapi(b) for b in ulang.blok] == [_rapi(b) for b in semula.blok]


def _rapi(b: Blok) -> object:
    """A block without what the ends of a line may lose."""
    if not isinstance(b, Paragraf):
        return (
            b
            if isinstance(b, PemisahHalaman)
            else (b.kolom, b.kedalaman, [[s.isi[0].teks.strip() for s in r.sel] for r in b.baris])
        )
    return b.peran, b.nomor, b.kunci, b.kedalaman, " ".join(b.teks.split())


@given(KATA)
def test_escaped_text_reads_back_as_itself(teks: str) -> None:
    assert satu(lolos(teks)).isi == (Teks(teks),)
    assert satu(lolos(teks), direktif=True).isi == (Teks(teks),)


def test_written_text_is_what_a_person_would_write() -> None:
    teks = """\
(1) [pokok] Kerja sama ini meliputi:
    a. benih cabai dengan alamat a_b@c.id [asli];
        1. benih; dan
        2. ___ sesuai [[masa/pokok]].

        lanjutan butir a
    b. pupuk\\
        organik

    | No. | Isi |
    |---|------|
    | 1 | a\\|b |
(2) Selesai pada [[pokok]].

Penutup."""
    assert tulis(blok(teks, lingkup="k"), lingkup="k") == teks
    assert tulis([]) == ""
    assert tulis([PemisahHalaman(), Paragraf("huruf", (Teks("x"),), Nomor("huruf", 100))]) == "#a. x"


def test_resolved_references_are_written_as_they_were() -> None:
    def dokumen(badan: list[Blok]) -> tuple[Blok, ...]:
        lain = Parser(cari, lingkup="masa").parse("(1) [awal] A\n    a. [b] B\n        1. [c] C\n(2) D").blok
        hasil, temuan = rujuk(
            beri_nomor([Paragraf("pasal", kunci="masa"), *lain, Paragraf("pasal", kunci="k"), *badan])
        )
        assert temuan == []
        return hasil

    teks = (
        "(1) [pokok] Menurut [[masa]], [[masa/awal]], [[masa/b]], dan [[masa/c]].\n"
        "    a. [x] Sesuai [[pokok]] dan [[y]] serta huruf [[x]].\n"
        "(2) Sesuai [[x]], [[pokok]].\n"
        "    a. [y] Z"
    )
    semula = dokumen(blok(teks, lingkup="k"))
    awal = next(i for i, b in enumerate(semula) if isinstance(b, Paragraf) and b.kunci == "k")
    tertulis = tulis(semula[awal + 1 :], lingkup="k")
    assert tertulis == teks
    assert dokumen(blok(tertulis, lingkup="k")) == semula


def test_several_paragraphs_in_a_cell_become_one_line() -> None:
    t = Tabel(
        "tabel",
        (1000,),
        (BarisTabel((Sel((Paragraf("sel", (Teks("a"), Baris(), Teks("b"))), Paragraf("sel", (Teks("c"),)))),)),),
    )
    assert tulis([t]) == "| a b c |"


def test_findings_carry_route() -> None:
    hasil, _ = baca_yaml("isi: |\n  (1) a\n  (3) b\n")
    (d,) = hasil.temuan
    assert isinstance(d, Diagnostic)
    assert (d.rute, d.span) == ("isi", Span.at("n.yaml", 3, 3, 3))


def test_gap_pattern() -> None:
    assert CELAH.findall("a __ b ___ c _____") == ["___", "_____"]
