"""Tests of `ksdgen.paper.numbering`: numbers of Pasal and ayat, and the words of references."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.paper.document import Asal, Blok, Nomor, Paragraf, Rujukan, Tabel, Teks, paragraf_dari
from ksdgen.paper.fences import tanda
from ksdgen.paper.markup import Parser
from ksdgen.paper.numbering import beri_nomor, rujuk


def asal(id_: str, kolom: int) -> Asal:
    baris, _, rute = id_.partition(":")
    return Asal(Span.at("n.yaml", int(baris), kolom + 1), rute or None)


def pasal(kode: str, isi: str, baris: int = 0) -> list[Blok]:
    """An article; with `baris` its lines are marked as lines of a file, from there on."""
    if baris:
        isi = "\n".join(f"{tanda(f'{baris + i}:isi')}{b}" if b.strip() else b for i, b in enumerate(isi.split("\n")))
    hasil = Parser(asal, lingkup=kode).parse(isi)
    assert hasil.temuan == []
    return [Paragraf("pasal", (Teks(kode.upper()),), kunci=kode), *hasil.blok]


def susun(*bagian: list[Blok], nama: dict[str, str] | None = None) -> tuple[tuple[Blok, ...], list[Diagnostic]]:
    return rujuk(beri_nomor([b for p in bagian for b in p]), nama=nama)


def sah(*bagian: list[Blok]) -> tuple[Blok, ...]:
    hasil, temuan = susun(*bagian)
    assert temuan == []
    return hasil


def baris(blok: tuple[Blok, ...]) -> list[str]:
    return [f"{p.nomor.teks} {p.teks}".strip() if p.nomor else p.teks for p in paragraf_dari(blok)]


def sasaran(blok: tuple[Blok, ...], p: Paragraf) -> list[str]:
    """What each piece of the references in a paragraph points at, as printed there."""
    menurut = {q.kunci: q for q in paragraf_dari(blok) if q.kunci}
    return [q.nomor.rujukan if (q := menurut[i.target]).nomor else q.teks for i in p.isi if isinstance(i, Rujukan)]


# --- numbers ----------------------------------------------------------------------------------------------------------------------------


def test_pasal_count_from_one_and_keep_their_order() -> None:
    hasil = beri_nomor([Paragraf("pembuka"), *pasal("a", "A"), *pasal("b", "B"), *pasal("c", "C"), Paragraf("penutup")])
    assert [(p.kunci, p.nomor) for p in paragraf_dari(hasil) if p.peran == "pasal"] == [
        ("a", Nomor("pasal", 1)),
        ("b", Nomor("pasal", 2)),
        ("c", Nomor("pasal", 3)),
    ]
    assert beri_nomor([]) == ()


def test_ayat_that_is_alone_loses_its_number_and_its_children_move_up() -> None:
    teks = "sebelum\n\n(1) [pokok] A\n    a. B\n       1. C\n\n    di dalam\n\n    | x |\n\nsesudah"
    isi = beri_nomor(pasal("a", teks))[1:]
    assert [(b.peran, b.nomor.teks if b.nomor else "", b.kedalaman) for b in isi if isinstance(b, Paragraf)] == [
        ("isi", "", 0),
        ("isi", "", 0),
        ("huruf", "a.", 1),
        ("angka", "1.", 2),
        ("isi", "", 0),
        ("isi", "", 0),
    ]
    assert [b.kedalaman for b in isi if isinstance(b, Tabel)] == [0]
    assert [b.kunci for b in isi if isinstance(b, Paragraf)][1] == "a/pokok", "it keeps its identity"


def test_two_ayat_keep_their_numbers_and_articles_are_counted_apart() -> None:
    hasil = beri_nomor(
        [*pasal("a", "(1) A\n(2) B"), *pasal("b", "(1) C"), Paragraf("lampiran_judul"), *pasal("c", "(1) D")[1:]]
    )
    assert [(p.nomor.teks if p.nomor else "") + p.teks for p in paragraf_dari(hasil)] == [
        "Pasal 1A", "(1)A", "(2)B", "Pasal 2B", "C", "", "D"
    ]  # fmt: skip


@given(st.lists(st.integers(0, 4), max_size=6))
def test_law_of_numbers(jumlah_ayat: list[int]) -> None:
    hasil = beri_nomor(
        [b for i, n in enumerate(jumlah_ayat) for b in pasal(f"p{i}", "\n".join("(#) x\n    #a. y" for _ in range(n)))]
    )
    assert [p.nomor.nilai for p in paragraf_dari(hasil) if p.nomor and p.nomor.jenis == "pasal"] == list(
        range(1, len(jumlah_ayat) + 1)
    )
    assert [p.nomor.nilai for p in paragraf_dari(hasil) if p.nomor and p.nomor.jenis == "ayat"] == [
        i for n in jumlah_ayat if n > 1 for i in range(1, n + 1)
    ]
    assert {p.kedalaman for p in paragraf_dari(hasil) if p.peran == "huruf"} <= {1, 2}
    assert beri_nomor(hasil) == hasil, "giving numbers twice changes nothing"


# --- references -------------------------------------------------------------------------------------------------------------------------

MASA = "(1) [pokok] A\n(2) [perpanjangan] B\n    a. [syarat] C\n       1. [tenggang] D\n       2. E\n    b. F"


@pytest.mark.parametrize(
    ("rujukan", "cetak", "kunci"),
    [
        ("masa", "Pasal 2", ["masa"]),
        ("masa/pokok", "Pasal 2 ayat (1)", ["masa", "masa/pokok"]),
        ("masa/syarat", "Pasal 2 ayat (2) huruf a", ["masa", "masa/perpanjangan", "masa/syarat"]),
        (
            "masa/tenggang",
            "Pasal 2 ayat (2) huruf a angka 1",
            ["masa", "masa/perpanjangan", "masa/syarat", "masa/tenggang"],
        ),
    ],
)
@pytest.mark.parametrize("depan", [True, False])
def test_reference_to_another_article(rujukan: str, cetak: str, kunci: list[str], depan: bool) -> None:
    lain = pasal("lain", f"Sesuai [[{rujukan}]].")
    hasil = sah(lain, pasal("masa", MASA)) if depan else sah(pasal("x", "X"), pasal("masa", MASA), lain)
    (p,) = [p for p in paragraf_dari(hasil) if p.teks.startswith("Sesuai")]
    assert p.teks == f"Sesuai {cetak}."
    assert [i.target for i in p.isi if isinstance(i, Rujukan)] == kunci
    assert sasaran(hasil, p) == [i.isi for i in p.isi if isinstance(i, Rujukan)], (
        "each piece prints the number it points at"
    )


@pytest.mark.parametrize(
    ("di", "rujukan", "cetak"),
    [
        ("(3) ", "pokok", "ayat (1)"),
        ("(3) ", "masa/pokok", "ayat (1)"),
        ("(3) ", "masa", "Pasal 1"),
        ("(3) ", "syarat", "ayat (2) huruf a"),
        ("(3) ", "tenggang", "ayat (2) huruf a angka 1"),
        ("    c. ", "syarat", "huruf a"),
        ("    c. ", "tenggang", "huruf a angka 1"),
        ("    c. ", "perpanjangan", "ayat (2)"),
        ("    c. ", "pokok", "ayat (1)"),
        ("\n    ", "syarat", "huruf a"),
        ("\n", "syarat", "ayat (2) huruf a"),
    ],
)
def test_reference_inside_the_article_says_only_what_is_needed(di: str, rujukan: str, cetak: str) -> None:
    hasil = sah(pasal("masa", f"{MASA}\n{di}Sesuai [[{rujukan}]]."))
    assert baris(hasil)[-1].endswith(f"Sesuai {cetak}.")


def test_reference_without_ayat_and_to_an_ayat_that_lost_its_number() -> None:
    butir = pasal("objek", "Objek:\na. [benih] A\n   1. [cabai] B\nb. sesuai [[benih]]")
    tunggal = pasal("tunggal", "(1) [satu] A:\n    a. [dua] B")
    hasil = sah(butir, tunggal, pasal("lain", "Lihat [[objek/cabai]], [[tunggal/satu]], dan [[tunggal/dua]]."))
    assert baris(hasil)[-1] == "Lihat Pasal 1 huruf a angka 1, Pasal 2, dan Pasal 2 huruf a."
    assert "b. sesuai huruf a" in baris(hasil)


def test_own_label_comes_before_an_article_of_that_name() -> None:
    hasil = sah(
        pasal("masa", "(1) [perubahan] A\n(2) Sesuai [[perubahan]]."), pasal("perubahan", "Sesuai [[perubahan]].")
    )
    assert [b for b in baris(hasil) if "Sesuai" in b] == ["(2) Sesuai ayat (1).", "Sesuai Pasal 2."]


def test_ancestors_without_label_get_an_identity() -> None:
    hasil = sah(
        pasal("masa", "(1) A\n    a. B\n       1. [x] C\n       2. [y] D\n(2) E"),
        pasal("lain", "Sesuai [[masa/x]] dan [[masa/y]]."),
    )
    p = list(paragraf_dari(hasil))[-1]
    assert p.teks == "Sesuai Pasal 1 ayat (1) huruf a angka 1 dan Pasal 1 ayat (1) huruf a angka 2."
    kunci = [q.kunci for q in paragraf_dari(hasil) if q.kunci]
    assert len(set(kunci)) == len(kunci)
    assert sasaran(hasil, p) == [i.isi for i in p.isi if isinstance(i, Rujukan)]
    for buatan in (k for k in kunci if "^" in k):
        assert [d.kode for d in susun(pasal("masa", f"(1) A\n    a. [x] B\n(2) [[{buatan}]]"))[1]] == ["KSD030"], (
            "nobody can refer to it"
        )
        assert [d.kode for d in rujuk((*hasil, Paragraf("isi", (Rujukan(buatan),))))[1]] == ["KSD030"], (
            "nor when it is already there"
        )


def test_references_outside_articles() -> None:
    pembuka = Parser(asal).parse("1. [a] A\n   a. [b] B sesuai [[a]]\n2. menurut [[b]]").blok
    hasil = sah(pembuka, pasal("masa", MASA), [Paragraf("penutup", (Rujukan("masa/pokok"),))])
    assert baris(hasil)[:3] == ["1. A", "a. B sesuai angka 1", "2. menurut angka 1 huruf a"]
    assert baris(hasil)[-1] == "Pasal 1 ayat (1)"


def test_references_in_tables_and_in_paragraphs_of_an_item() -> None:
    teks = "(1) [pokok] A\n(2) B\n    a. [x] C\n\n    | sesuai [[x]] |\n\n| sesuai [[x]] |"
    tabel = [b for b in sah(pasal("masa", teks)) if isinstance(b, Tabel)]
    assert [p.teks for p in paragraf_dari(tabel)] == ["sesuai huruf a", "sesuai ayat (2) huruf a"]


def test_texts_beside_a_reference_are_joined_and_keep_their_places() -> None:
    hasil = sah(pasal("masa", "(1) [pokok] A\n(2) Sesuai [[pokok]] ini.", baris=5))
    p = list(paragraf_dari(hasil))[-1]
    assert p.isi == (Teks("Sesuai ayat "), Rujukan("masa/pokok", "(1)"), Teks(" ini."))
    kata = p.isi[0]
    assert isinstance(kata, Teks)
    tempat = [kata.tempat(i, i + 1) for i in (0, 7)]
    assert [t.span if t else None for t in tempat] == [Span.at("n.yaml", 6, 5), Span.at("n.yaml", 6, 12, 9)]


# --- what is wrong ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rujukan", "bantuan"),
    [
        ("mas", "maksud Anda [[masa]]?"),
        ("masa/poko", "maksud Anda [[masa/pokok]]?"),
        ("pokok", "label itu ada pada pasal lain, tulis [[masa/pokok]]"),
        ("sanksi", "pasal SANKSI tidak dipakai dalam naskah ini"),
        ("sanksi/denda", "pasal SANKSI tidak dipakai dalam naskah ini"),
        ("qqqqq", "rujukan memakai kode pasal, atau kode pasal/label, misalnya [[jangka_waktu]]"),
        ("", "rujukan memakai kode pasal, atau kode pasal/label, misalnya [[jangka_waktu]]"),
    ],
)
def test_dangling_reference(rujukan: str, bantuan: str) -> None:
    hasil, temuan = susun(
        pasal("masa", MASA), pasal("lain", f"Sesuai [[{rujukan}]].", baris=9), nama={"sanksi": "SANKSI"}
    )
    (d,) = temuan
    assert (d.kode, d.tingkat, d.rute, d.bantuan) == ("KSD030", Severity.KESALAHAN, "isi", bantuan)
    assert d.span == Span.at("n.yaml", 9, 8, len(rujukan) + 4)
    assert baris(hasil)[-1] == f"Sesuai [[{rujukan}]]."
    assert all(isinstance(i, Teks) for i in list(paragraf_dari(hasil))[-1].isi)


def test_every_dangling_reference_is_told() -> None:
    assert len(susun(pasal("a", "[[x]] dan [[y]]\n\n| [[z]] |"), pasal("b", "[[x]]"))[1]) == 4


def test_doubled_label() -> None:
    hasil, temuan = susun(pasal("masa", "(1) [a] A\n(2) [a] B\n    a. [b] C\n(3) Sesuai [[a]] dan [[b]].", baris=3))
    (d,) = temuan
    assert (d.kode, d.rute, d.span) == ("KSD031", "isi", Span.at("n.yaml", 4, 1))
    assert "masa/a" in d.pesan and d.bantuan
    kunci = [p.kunci for p in paragraf_dari(hasil) if p.kunci]
    assert len(set(kunci)) == len(kunci)
    assert baris(hasil)[-1] == "(3) Sesuai ayat (1) dan ayat (2) huruf a."
    assert [d.kode for d in susun(pasal("masa", "A"), pasal("masa", "B"))[1]] == ["KSD031"]


NAMA = st.sampled_from(["a", "b", "c", "p0", "p1", "p0/a", "p1/b", "p2/c", "^", "a^1"])
BARIS = st.tuples(
    st.sampled_from(["(#) ", "#a. ", "#1. ", "", "\n", "| "]), st.sampled_from(["", "[a] ", "[b] ", "[c] "]), NAMA
).map(lambda t: f"{t[0]}{t[1] if t[0].startswith(('(', '#')) else ''}x [[{t[2]}]]{' |' if t[0] == '| ' else ''}")


@given(st.lists(st.lists(BARIS, max_size=6).map("\n".join), max_size=4))
@settings(max_examples=150)
def test_law_of_references(isi: list[str]) -> None:
    semula = beri_nomor([b for i, teks in enumerate(isi) for b in pasal(f"p{i}", teks)])
    hasil, temuan = rujuk(semula)
    menurut = {p.kunci: p for p in paragraf_dari(hasil) if p.kunci}
    assert len(menurut) == sum(p.kunci is not None for p in paragraf_dari(hasil)), "identities are unique"
    for p in paragraf_dari(hasil):
        for i in p.isi:
            if isinstance(i, Rujukan):
                nomor = menurut[i.target].nomor
                assert nomor is not None and nomor.rujukan == i.isi
    jumlah = sum(isinstance(i, Rujukan) for p in paragraf_dari(semula) for i in p.isi)
    tak_ada = sum(t.kode == "KSD030" for t in temuan)
    assert tak_ada == sum("[[" in p.teks for p in paragraf_dari(hasil) for _ in range(p.teks.count("[["))) <= jumlah
    assert rujuk(hasil) == (hasil, []), "resolving twice changes nothing"
    assert rujuk(semula) == (hasil, temuan)
