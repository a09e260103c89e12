"""Tests of `ksdgen.difference`: both versions come back exactly, no change is told twice, none is left out, no word is
torn.
"""

from __future__ import annotations

import cProfile
import itertools
import pstats
import random
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksdgen.diagnostics import Span
from ksdgen.difference import compare_versions, list_changes, pieces_of, sentence
from ksdgen.difference.sequence import align, heaviest_rising
from ksdgen.paper.document import (
    Block,
    Cell,
    Dokumen,
    Gap,
    Mark,
    Number,
    Origin,
    Paragraph,
    Picture,
    Reference,
    Table,
    TableRow,
    Text,
    TrackedChange,
    inline_text,
    paragraphs_of,
)
from tests.helpers.pairs import comparison, compose, naskah
from tests.helpers.util import ksb, pks, put

PKS = "agreements/2026/indramayu-rdf/perjanjian-kerja-sama.yaml"


def change_list(old: Dokumen, new: Dokumen) -> list[str]:
    """The list of changes in words."""
    return [sentence(change) for change in list_changes(comparison(old, new))]


def tracked_changes(redline: Dokumen) -> list[tuple[str, str]]:
    """Every marked stretch of words."""
    return [
        (i.kind, inline_text(i.content))
        for p in paragraphs_of((*redline.content, *redline.footer))
        for i in p.content
        if isinstance(i, TrackedChange)
    ]


def paragraph(*texts: str, role: str = "ayat") -> Dokumen:
    """A document of numbered paragraphs in one article."""
    content = [
        Paragraph(role, (Text(t),) if t else (), Number("ayat", n), None, 1) for n, t in enumerate(texts, start=1)
    ]
    return Dokumen("X", (Paragraph("pasal", (Text("JUDUL"),), Number("pasal", 1), "satu"), *content))


# --- laws over the shipped agreements ---------------------------------------------------------------------------------


def test_documents_with_marks_are_refused() -> None:
    redline = compare_versions(paragraph("a"), paragraph("b"))
    for pair in ((redline, paragraph("a")), (paragraph("a"), redline)):
        with pytest.raises(ValueError, match="marks"):
            compare_versions(*pair)


# --- laws over generated documents ------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 6), max_size=40), st.lists(st.integers(0, 6), max_size=40))
def test_alignment_is_a_longest_common_subsequence(older: list[int], newer: list[int]) -> None:
    pairs = align(older, newer)
    assert all(older[row] == newer[column] for row, column in pairs)
    assert all(left[0] < right[0] and left[1] < right[1] for left, right in itertools.pairwise(pairs))
    table = [[0] * (len(newer) + 1) for _ in range(len(older) + 1)]
    for row, left in enumerate(older, start=1):
        for column, right in enumerate(newer, start=1):
            table[row][column] = (
                table[row - 1][column - 1] + 1 if left == right else max(table[row - 1][column], table[row][column - 1])
            )
    assert len(pairs) == table[-1][-1]


@given(st.permutations(range(9)), st.lists(st.integers(1, 9), min_size=9, max_size=9))
def test_what_keeps_its_place_is_the_heaviest_rising_part(order: list[int], weights: list[int]) -> None:
    kept = heaviest_rising(list(enumerate(order)), weights)
    ascending = [order[n] for n in sorted(kept)]
    assert ascending == sorted(ascending)
    best = max(
        sum(weights[n] for n in chosen)
        for k in range(10)
        for chosen in itertools.combinations(range(9), k)
        if all(order[x] < order[y] for x, y in itertools.pairwise(chosen))
    )
    assert sum(weights[n] for n in kept) == best


# --- how time grows ---------------------------------------------------------------------------------------------------


def _sentence(rng: random.Random) -> str:
    return " ".join(
        rng.choice(("sampah", "mutu", "uji", "daerah", "pihak", "tanah", "air", "jalan", "data", "bahan"))
        for _ in range(12)
    )


def _big(words: list[str]) -> Dokumen:
    content: list[Block] = []
    for offset in range(0, len(words), 15):
        content.append(Paragraph("pasal", (Text(f"JUDUL {offset}"),), Number("pasal", offset // 15 + 1), f"p{offset}"))
        content += (
            Paragraph("ayat", (Text(k),), Number("ayat", i), None, 1)
            for i, k in enumerate(words[offset : offset + 15], start=1)
        )
    return Dokumen("X", tuple(content))


def _changed(words: list[str]) -> list[str]:
    return [f"{k} {n}" for n, k in enumerate(words)]


ROUGH: dict[str, Callable[[list[str]], tuple[Dokumen, Dokumen]]] = {
    "semua diubah": lambda words: (_big(words), _big(_changed(words))),
    "terbalik": lambda words: (_big(words), _big(words[::-1])),
    "satu pasal, semua diubah": lambda words: (paragraph(*words), paragraph(*_changed(words))),
    "satu pasal, semua lain": lambda words: (paragraph(*words), paragraph(*reversed(_changed(words)))),
    "semua sama": lambda words: (
        paragraph(*["x y"] * len(words)),
        paragraph(*["x y"] * (len(words) // 2), *["q r"] * (len(words) // 2)),
    ),
    "satu kalimat": lambda words: (paragraph(" ".join(words)), paragraph(" ".join(_changed(words)))),
    "satu kata di antara dua": lambda words: (
        paragraph("kata satu itu " * 4 * len(words)),
        paragraph("kata dua itu " * 4 * len(words)),
    ),
    "satu alinea dari banyak baris": lambda words: (_of_lines(words), _of_lines(_changed(words))),
    "tabel": lambda words: (_table(words), _table(_changed(words))),
}


def _of_lines(lines: list[str]) -> Dokumen:
    """One paragraph, each line of which was written at a place of its own."""
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    origin = tuple((start, Origin(Span("a.yaml", row, 1, row, 9))) for row, start in enumerate(starts, start=1))
    return Dokumen("X", (Paragraph("isi", (Text(" ".join(lines), origin[: len(lines)]),)),))


def _table(words: list[str]) -> Dokumen:
    rows = tuple(
        TableRow(tuple(Cell((Paragraph("sel", (Text(text),)),)) for text in (word, word[::-1]))) for word in words
    )
    return Dokumen("X", (Table("tabel", (500, 500), rows),))


@pytest.mark.slow
@pytest.mark.parametrize("case", ROUGH)
def test_work_grows_with_the_size(case: str) -> None:
    """Counted in calls of functions, not in seconds: four times the text is about four times the work."""

    def work(size: int) -> int:
        rng = random.Random(1)
        old, new = ROUGH[case]([_sentence(rng) for _ in range(size)])
        profile = cProfile.Profile()
        redline = profile.runcall(compare_versions, old, new)
        profile.runcall(list_changes, redline)
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]

    assert work(720) < 6 * work(180)


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("berlaku 3 (tiga) tahun sejak", "berlaku 5 (lima) tahun sejak", "berlaku [-3 (tiga) tahun-][+5 (lima) tahun+] sejak"),
        ("sebesar Rp1.000,00 (seribu rupiah), belum", "sebesar Rp2.000,00 (dua ribu rupiah), belum", "sebesar [-Rp1.000,00 (seribu rupiah)-][+Rp2.000,00 (dua ribu rupiah)+], belum"),
        ("pada Senin, 7 Desember 2026 di", "pada Selasa, 8 Desember 2026 di", "pada [-Senin, 7 Desember 2026-][+Selasa, 8 Desember 2026+] di"),
        ("Nomor 100.3.7/12/KSB/2026 tanggal", "Nomor 100.3.7/13/KSB/2026 tanggal", "Nomor [-100.3.7/12/KSB/2026-][+100.3.7/13/KSB/2026+] tanggal"),
        ("sesuai Pasal 7 ayat (2) huruf a Undang", "sesuai Pasal 7 ayat (3) huruf a Undang", "sesuai [-Pasal 7 ayat (2) huruf a-][+Pasal 7 ayat (3) huruf a+] Undang"),
        ("Undang-Undang Nomor 23 Tahun 2014 tentang", "Undang-Undang Nomor 1 Tahun 2022 tentang", "Undang-Undang Nomor [-23 Tahun 2014-][+1 Tahun 2022+] tentang"),
        ("PIHAK KESATU dapat mengakhiri.", "PIHAK KESATU tidak dapat mengakhiri.", "PIHAK KESATU[+ tidak+] dapat mengakhiri."),
        ("3 (tiga) tahun dan 5 (lima) bulan", "4 (empat) tahun dan 6 (enam) bulan", "[-3 (tiga) tahun-][+4 (empat) tahun+] dan [-5 (lima) bulan-][+6 (enam) bulan+]"),
        ("denda 5% (lima persen) setiap hari", "denda 2,5% (dua koma lima persen) setiap hari", "denda [-5% (lima persen)-][+2,5% (dua koma lima persen)+] setiap hari"),
        ("PIHAK KESATU wajib", "PIHAK KEDUA wajib", "[-PIHAK KESATU-][+PIHAK KEDUA+] wajib"),
        ("oleh tim di Garut", "oleh tim di Garut.", "oleh tim di Garut[+.+]"),
        # Nothing in common but small words: the phrase is replaced, letters and small words are not patched together.
        ("Setiap tahun dilakukan evaluasi oleh tim", "PARA PIHAK membentuk kelompok dan panitia", "[-Setiap tahun dilakukan evaluasi oleh tim-][+PARA PIHAK membentuk kelompok dan panitia+]"),
        ("data benih dan pupuk lengkap", "data ternak dan pakan lengkap", "data [-benih dan pupuk-][+ternak dan pakan+] lengkap"),
    ],
)  # fmt: skip
def test_words_as_a_lawyer_counts_them(old: str, new: str, expected: str) -> None:
    heading = Paragraph("judul", (), None, "sama")
    older, newer = (Dokumen("X", (replace(heading, content=(Text(t),)),)) for t in (old, new))
    (compared,) = paragraphs_of(comparison(older, newer).content)
    patterns = {"tetap": "{}", "hapus": "[-{}-]", "sisip": "[+{}+]"}
    assert "".join(patterns[piece.kind].format(piece.text) for piece in pieces_of(compared)) == expected


def test_a_reference_and_a_blank_are_replaced_as_a_whole() -> None:
    def made(*content: Any) -> Dokumen:
        return Dokumen("X", (Paragraph("judul", content),))

    reference = (
        Text("dimaksud pada ayat "),
        Reference("a/b", "(2)"),
        Text(" huruf "),
        Reference("a/c", "a"),
        Text(" dibayar"),
    )
    other = (
        Text("dimaksud pada ayat "),
        Reference("a/b", "(2)"),
        Text(" huruf "),
        Reference("a/d", "b"),
        Text(" dibayar"),
    )
    assert tracked_changes(comparison(made(*reference), made(*other))) == [
        ("hapus", "ayat (2) huruf a"),
        ("sisip", "ayat (2) huruf b"),
    ]
    number = (Text("NOMOR: 600/"), Gap("n"), Text("/PKS/2026"))
    assert tracked_changes(comparison(made(*number), made(Text("NOMOR: 600/7/PKS/2026")))) == [
        ("hapus", "600/…………………/PKS/2026"),
        ("sisip", "600/7/PKS/2026"),
    ]
    assert change_list(made(*number), made(Text("NOMOR: 600/7/PKS/2026"))) == [
        "judul: nomor 600/…………………/PKS/2026 → 600/7/PKS/2026"
    ]


def test_words_keep_the_place_where_they_were_written(repo: Path) -> None:
    data = pks()
    older, newer = compose(repo, data), compose(repo, put(data, "jangka_waktu.lama", "4 tahun"))
    (change,) = [change for change in list_changes(comparison(older, newer)) if change.group == "jangka_waktu"]
    assert (
        change.origin is not None
        and change.origin.route == "jangka_waktu.lama"
        and change.origin.span.file == "agreements/a.yaml"
    )
    assert change.old_origin is not None and change.old_origin.route == "jangka_waktu.lama"


# --- one edit, one entry ----------------------------------------------------------------------------------------------


def _extra(after: str, month: str = "6 (enam)") -> list[dict[str, str]]:
    content = f"(1) PARA PIHAK melakukan pengawasan:\n    a. bersama-sama; dan\n    b. sendiri-sendiri.\n(2) Pengawasan dilakukan setiap {month} bulan."
    return [
        {
            "kode": "pengawasan",
            "judul": "PENGAWASAN",
            "setelah": after,
            "isi": content + "\n\n| Hal | Waktu |\n|---|---|\n| Mutu | Juli |",
        }
    ]


EDITS: dict[str, tuple[dict[str, Any], dict[str, Any], list[str]]] = {
    "nilai": (
        {"pembiayaan.nilai": "1000000000"},
        {"pembiayaan.nilai": "2000000000"},
        ["Pasal 6 ayat (3): nilai Rp1.000.000.000,00 (satu miliar rupiah) → Rp2.000.000.000,00 (dua miliar rupiah)"],
    ),
    "jangka waktu": (
        {},
        {"jangka_waktu.lama": "5 tahun"},
        [
            "Pasal 9 ayat (1): jangka waktu 3 (tiga) tahun → 5 (lima) tahun",
            "Pasal 9 ayat (1): tanggal 7 Desember 2029 → 7 Desember 2031",
        ],
    ),
    "tanggal": (
        {},
        {"penandatanganan.tanggal": "2026-12-08"},
        [
            "pembukaan: Senin, tanggal tujuh bulan Desember tahun dua ribu dua puluh enam (07-12-2026) → "
            "Selasa, tanggal delapan bulan Desember tahun dua ribu dua puluh enam (08-12-2026)",
            "Pasal 9 ayat (1): tanggal 7 Desember 2029 → 8 Desember 2029",
        ],
    ),
    "nomor": ({}, {"para_pihak.0.nomor": "100.3.7/9/PKS/2026"}, ["judul: nomor 100.3.7/1/KSB/2026 → 100.3.7/9/PKS/2026"]),
    "nomor terisi": ({"para_pihak.1.nomor": "___/PKS/2026"}, {"para_pihak.1.nomor": "8/PKS/2026"}, ["judul: nomor …………………/PKS/2026 → 8/PKS/2026"]),
    "butir dihapus": (
        {"ruang_lingkup": ["penyediaan pangan", "pertukaran data", "pelatihan petani"]},
        {"ruang_lingkup": ["penyediaan pangan", "pertukaran data"]},
        ["Pasal 3 huruf c dihapus: “pelatihan petani.”"],
    ),
    "butir tengah dihapus": (
        {"ruang_lingkup": ["penyediaan pangan", "pertukaran data", "pelatihan petani", "promosi bersama"]},
        {"ruang_lingkup": ["penyediaan pangan", "pelatihan petani", "promosi bersama"]},
        ["Pasal 3 huruf b dihapus: “pertukaran data;”", "Pasal 3 huruf c–d menjadi huruf b–c"],
    ),
    "butir dipindah": (
        {"ruang_lingkup": ["penyediaan pangan", "pertukaran data", "pelatihan petani"]},
        {"ruang_lingkup": ["pelatihan petani", "penyediaan pangan", "pertukaran data"]},
        ["Pasal 3 huruf c dipindah menjadi Pasal 3 huruf a: “pelatihan petani;”", "Pasal 3 huruf a–b menjadi huruf b–c"],
    ),
    "butir diganti": (
        {},
        {"ruang_lingkup": ["penyediaan pangan", "promosi wisata bahari"]},
        ["Pasal 3 huruf b diganti: “pertukaran data.” → “promosi wisata bahari.”"],
    ),
    "peraturan dihapus": (
        {"dasar_hukum": ["uu-23-2014", "pp-28-2018", "permendagri-22-2020"]},
        {"dasar_hukum": ["uu-23-2014", "permendagri-22-2020"]},
        [
            "dasar hukum angka 2 dihapus: “Peraturan Pemerintah Nomor 28 Tahun 2018 tentang Kerja Sama Daerah (Lembaran Negara Republik "
            "Indonesia … Republik Indonesia Nomor 6219); dan”",
            "dasar hukum angka 3 menjadi angka 2",
        ],
    ),
    "kata sangkal": (
        {"pelaksanaan": ["PARA PIHAK dapat membentuk tim teknis"]},
        {"pelaksanaan": ["PARA PIHAK tidak dapat membentuk tim teknis"]},
        ["Pasal 4 ayat (1): ditambah “tidak” sebelum “dapat”"],
    ),
    "penanda tangan": (
        {},
        {"para_pihak.1.penanda_tangan.0.nama": "Sri Rahayu"},
        ["para pihak: PIHAK KEDUA: “Sri Wahyuni” → “Sri Rahayu”", "tanda tangan: PIHAK KEDUA: “SRI WAHYUNI” → “SRI RAHAYU”"],
    ),
    "status": ({}, {"status": "siap_ditandatangani"}, ["tanda air: dihapus “DRAF”"]),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", EDITS)
def test_one_edit_is_one_entry(name: str, repo: Path) -> None:
    earlier, current, expected = EDITS[name]

    def make(value: dict[str, Any]) -> Dokumen:
        data = pks()
        for route, content in value.items():
            data = put(data, route, content)
        return compose(repo, data)

    assert change_list(make(earlier), make(current)) == expected


def _pasal_titles(dokumen: Dokumen) -> list[str]:
    return [p.text for p in paragraphs_of(dokumen.content) if p.role == "pasal"]


def test_a_new_article_is_one_entry_with_what_it_renumbers(repo: Path) -> None:
    older, newer = compose(repo, pks()), compose(repo, pks(pasal_tambahan=_extra("pelaksanaan")))
    redline = comparison(older, newer)
    items = list_changes(redline)
    count = len(_pasal_titles(older))
    assert sentence(items[0]) == "Pasal baru 5 PENGAWASAN"
    assert [(passage.number, passage.new) for passage in items[0].passages][:3] == [
        ("Pasal 5", "PENGAWASAN"),
        ("(1)", "PARA PIHAK melakukan pengawasan:"),
        ("a.", "bersama-sama; dan"),
    ]
    assert items[0].passages[-1].new == "Mutu | Juli" and items[0].part == "Pasal 5"
    assert sentence(items[1]).startswith(f"Pasal 5–{count} menjadi Pasal 6–{count + 1} (")
    assert len(items) == 2
    references = [text for kind, text in tracked_changes(redline) if kind == "hapus"]
    assert items[1].reference == len(references) > 3 and all(text.startswith("Pasal") for text in references)
    backwards = list_changes(comparison(newer, older))
    assert [sentence(change) for change in backwards] == [
        "Pasal 5 PENGAWASAN dihapus",
        f"Pasal 6–{count + 1} menjadi Pasal 5–{count} ({items[1].reference} rujukan ikut berubah)",
    ]


def test_a_moved_article_has_no_changed_word(repo: Path) -> None:
    older, newer = (compose(repo, pks(pasal_tambahan=_extra(s))) for s in ("pelaksanaan", "hasil"))
    redline = comparison(older, newer)
    assert all(t.startswith("Pasal") for _, t in tracked_changes(redline)), "only references to what was renumbered"
    marks = [p.mark for p in redline.content if isinstance(p, Paragraph) and p.mark is not None]
    assert [mark.kind for mark in marks] == ["pindah_dari"] * 5 + ["pindah_ke"] * 5
    assert [mark.move for mark in marks] == [1, 2, 3, 4, 5] * 2
    sentences = [sentence(change) for change in list_changes(redline)]
    assert sentences[1:] == ["Pasal 5 dipindah menjadi Pasal 9"]
    assert sentences[0].startswith("Pasal 6–9 menjadi Pasal 5–8 (")


def test_an_edit_inside_a_moved_article_is_told_at_its_new_place(repo: Path) -> None:
    older = compose(repo, pks(pasal_tambahan=_extra("pelaksanaan")))
    newer = compose(repo, pks(pasal_tambahan=_extra("hasil", "3 (tiga)")))
    redline = comparison(older, newer)
    items = list_changes(redline)
    assert [sentence(change) for change in items[1:]] == [
        "Pasal 5 dipindah menjadi Pasal 9",
        "Pasal 9 ayat (2) (semula Pasal 5 ayat (2)): jangka waktu 6 (enam) bulan → 3 (tiga) bulan",
    ]
    edges = {
        p.mark.kind: p
        for p in redline.content
        if isinstance(p, Paragraph) and p.mark is not None and "Pengawasan dilakukan" in p.text
    }
    assert [i.kind for i in edges["pindah_dari"].content if isinstance(i, TrackedChange)] == ["hapus"]
    assert [i.kind for i in edges["pindah_ke"].content if isinstance(i, TrackedChange)] == ["sisip"]


def test_a_paragraph_that_goes_to_another_article_has_moved() -> None:
    def made(*articles: list[str]) -> Dokumen:
        content: list[Block] = []
        for number, texts in enumerate(articles, start=1):
            content.append(Paragraph("pasal", (Text(f"JUDUL {number}"),), Number("pasal", number), f"p{number}"))
            content += (Paragraph("ayat", (Text(t),), Number("ayat", m), None, 1) for m, t in enumerate(texts, start=1))
        return Dokumen("X", tuple(content))

    long = "Pengangkutan hasil panen dilaksanakan dengan kendaraan tertutup sesuai jadwal pengiriman."
    older = made(["PIHAK KESATU menyediakan lahan.", long], ["PIHAK KEDUA menyediakan benih unggul."])
    newer = made(["PIHAK KESATU menyediakan lahan."], ["PIHAK KEDUA menyediakan benih unggul.", long])
    assert change_list(older, newer) == [f"Pasal 1 ayat (2) dipindah menjadi Pasal 2 ayat (2): “{long}”"]
    assert tracked_changes(comparison(older, newer)) == []


def test_parties_that_change_places(repo: Path) -> None:
    data = ksb(2)
    swapped = {**data, "para_pihak": data["para_pihak"][::-1]}
    items = list_changes(comparison(compose(repo, data), compose(repo, swapped)))
    sentences = [sentence(change) for change in items]
    for expected in (
        "judul: “PEMERINTAH DAERAH KABUPATEN GARUT” → “PEMERINTAH DAERAH KABUPATEN CIMAHI”",
        "para pihak: Pejabat Cimahi: “PIHAK KEDUA” → “PIHAK KESATU”",
        "para pihak: Pejabat Garut: “PIHAK KESATU” → “PIHAK KEDUA”",
        "tanda tangan: PEJABAT CIMAHI: “PIHAK KEDUA” → “PIHAK KESATU”",
        "tanda tangan: PEJABAT GARUT: “PIHAK KESATU” → “PIHAK KEDUA”",
    ):
        assert sentences.count(expected) == 1, sentences
    assert not any(p.kind in ("baru", "dihapus") for p in items if p.part in ("para pihak", "tanda tangan"))


def test_a_party_more(repo: Path) -> None:
    items = list_changes(comparison(compose(repo, ksb(2)), compose(repo, ksb(3))))
    new = [p for p in items if p.kind == "baru" and p.group == "pihak"]
    assert [p.place for p in new] == ["para pihak: PIHAK KETIGA", "tanda tangan: PIHAK KETIGA"]
    assert "Pejabat Sumedang" in new[0].after and "PEJABAT SUMEDANG" in new[1].after
    assert [sentence(change) for change in items if change.part == "kaki halaman"] == [
        "kaki halaman: ditambah “Paraf PIHAK KETIGA”"
    ]


TABLE = """| No. | Kegiatan | Nilai |
|--|------|---|
| 1 | Pelatihan | Rp1.000,00 |
| 2 | Pengadaan benih | Rp2.000,00 |
| 3 | Pelaporan | Rp3.000,00 |"""


def _with_table(repo: Path, content: str) -> Dokumen:
    return compose(repo, pks(lampiran=[{"judul": "RINCIAN", "isi": content}]))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Rp2.000,00", "Rp2.500,00", ["tabel pada lampiran, baris 2 (Pengadaan benih) kolom “Nilai”: nilai Rp2.000,00 → Rp2.500,00"]),
        ("| 3 | Pelaporan | Rp3.000,00 |", "| 3 | Pemasaran | Rp9.000,00 |\n| 4 | Pelaporan | Rp3.000,00 |", ["tabel pada lampiran, baris 3 baru: “3 | Pemasaran | Rp9.000,00”"]),
        ("| 1 | Pelatihan | Rp1.000,00 |\n| 2 | Pengadaan", "| 1 | Pengadaan", ["tabel pada lampiran, baris 1 dihapus: “1 | Pelatihan | Rp1.000,00”"]),
        ("| Nilai |", "| Jumlah |", ["tabel pada lampiran, kepala tabel kolom 3: “Nilai” → “Jumlah”"]),
    ],
)  # fmt: skip
def test_tables_are_told_by_row_and_column(before: str, after: str, expected: list[str], repo: Path) -> None:
    older, newer = _with_table(repo, TABLE), _with_table(repo, TABLE.replace(before, after))
    assert change_list(older, newer) == expected


def test_a_whole_number_beside_a_new_row_is_no_ordinal(repo: Path) -> None:
    """Only the first column holds running numbers, whose change is no news where a row came or went."""
    before = "| No. | Kegiatan | Jumlah |\n|--|------|---|\n| 1 | Pelatihan | 10 |\n| 2 | Pelaporan | 20 |"
    after = before.replace("| 1 | Pelatihan | 10 |", "| 1 | Sosialisasi | 5 |\n| 2 | Pelatihan | 999 |")
    after = after.replace("| 2 | Pelaporan", "| 3 | Pelaporan")
    assert change_list(_with_table(repo, before), _with_table(repo, after)) == [
        "tabel pada lampiran, baris 1 baru: “1 | Sosialisasi | 5”",
        "tabel pada lampiran, baris 2 (Pelatihan) kolom “Jumlah”: 10 → 999",
    ]


def one_table(*rows: tuple[bool, Paragraph], role: str = "tabel", identity: str | None = None) -> Table:
    """A table of one column; each row with whether it is the head."""
    lines = tuple(TableRow((Cell((content,)),), header) for header, content in rows)
    return Table(role, (1000,), lines, identity=identity)


@pytest.mark.parametrize("role", ["tabel", "lambang", "tanda_tangan", "pihak"])
def test_another_picture_under_the_same_description_is_told(role: str) -> None:
    def document(sha256: str, height: int) -> Dokumen:
        picture = Paragraph("lambang", (Picture("Lambang Kabupaten", sha256, height),))
        return Dokumen("X", (one_table((False, picture), role=role),))

    (other,) = change_list(document("a" * 64, 18), document("b" * 64, 18))
    assert other.endswith(": gambar lain dengan keterangan yang sama, “Lambang Kabupaten”")
    (height,) = change_list(document("a" * 64, 18), document("a" * 64, 20))
    assert height.endswith(": gambar “Lambang Kabupaten” menjadi 20 mm tingginya")


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("tabel", "tabel pada pembukaan, baris 1 dipindah menjadi tabel pada pembukaan, kepala tabel: “Kegiatan”"),
        ("lambang", "lambang: baris kepala tabel berubah"),
    ],
)
def test_a_row_that_becomes_the_head_is_told(role: str, expected: str) -> None:
    rows = [Paragraph("sel", (Text(text),)) for text in ("Kegiatan", "Pelatihan")]
    older = Dokumen("X", (one_table((False, rows[0]), (False, rows[1]), role=role),))
    newer = Dokumen("X", (one_table((True, rows[0]), (False, rows[1]), role=role),))
    assert change_list(older, newer) == [expected]


def test_a_new_label_is_no_news() -> None:
    """What only an author sees: a table renamed, two equal tables whose names changed places, and beside other news."""
    row = (False, Paragraph("sel", (Text("Pelatihan"),)))
    first, second, unnamed = (one_table(row, identity=identity) for identity in ("rincian", "biaya", None))
    words = [Paragraph("isi", (Text(text),)) for text in ("Kegiatan tahun ini.", "Kegiatan tahun ini dan tahun depan.")]
    assert change_list(Dokumen("X", (first,)), Dokumen("X", (second,))) == []
    assert change_list(Dokumen("X", (first, unnamed)), Dokumen("X", (unnamed, first))) == []
    assert change_list(Dokumen("X", (words[0], first)), Dokumen("X", (words[1], second))) == [
        "pembukaan: ditambah “dan tahun depan” setelah “ini”"
    ]


def test_a_row_that_moved(repo: Path) -> None:
    rows = TABLE.split("\n")
    moved = "\n".join(
        [
            *rows[:2],
            "| 1 | Pelaporan | Rp3.000,00 |",
            "| 2 | Pelatihan | Rp1.000,00 |",
            "| 3 | Pengadaan benih | Rp2.000,00 |",
        ]
    )
    assert change_list(_with_table(repo, TABLE), _with_table(repo, moved)) == [
        "tabel pada lampiran, baris 3 dipindah menjadi tabel pada lampiran, baris 1: “1 | Pelaporan | Rp3.000,00”"
    ]


def test_a_whole_annex_is_one_entry(repo: Path) -> None:
    older, newer = compose(repo, pks()), _with_table(repo, TABLE)
    new = [p for p in list_changes(comparison(older, newer)) if p.part == "lampiran"]
    assert [sentence(change) for change in new] == ["lampiran baru: “RINCIAN”"]
    assert new[0].passages[-1].new == "3 | Pelaporan | Rp3.000,00"
    deleted = [p for p in list_changes(comparison(newer, older)) if p.part == "lampiran"]
    assert [sentence(change) for change in deleted] == ["lampiran dihapus: “RINCIAN”"]


def test_and_that_becomes_or_is_told(repo: Path) -> None:
    content = "PARA PIHAK menyampaikan:\na. laporan triwulan; {}\nb. laporan akhir."
    with_and, with_or, longer = (
        compose(repo, pks(pasal_tambahan=[{"kode": "lapor", "judul": "LAPOR", "setelah": "pelaksanaan", "isi": t}]))
        for t in (content.format("dan"), content.format("atau"), content.format("atau").replace("a. laporan triwulan;", "a. data;\nb. laporan triwulan;").replace("\nb. laporan akhir", "\nc. laporan akhir"))
    )  # fmt: skip
    assert change_list(with_and, with_or) == ["Pasal 5 huruf a: “; dan” → “; atau”"]
    assert any("atau" in s for s in change_list(with_and, longer)), "also where the list changed"


def test_an_ayat_that_is_left_alone_loses_its_number(repo: Path) -> None:
    def made(*content: str) -> Dokumen:
        text = "\n".join(f"({n}) {t}" for n, t in enumerate(content, start=1))
        return compose(repo, pks(pasal_tambahan=[{"kode": "x", "judul": "X", "setelah": "pelaksanaan", "isi": text}]))

    old, new = (
        made("Laporan disampaikan:\n    a. tertulis; dan\n    b. lisan.", "Biaya ditanggung bersama."),
        made("Laporan disampaikan:\n    a. tertulis; dan\n    b. lisan."),
    )
    assert change_list(old, new) == [
        "Pasal 5 ayat (1) menjadi paragraf pada Pasal 5",
        "Pasal 5 ayat (2) dihapus: “Biaya ditanggung bersama.”",
    ]


def test_style_of_the_page(repo: Path) -> None:
    old, new = compose(repo, pks()), compose(repo, pks(gaya="f4"))
    sentences = [sentence(change) for change in list_changes(comparison(old, new))]
    assert "tata letak: “lebar kertas 210 mm” → “lebar kertas 215 mm”" in sentences


def test_foreign_marks_are_read_as_whole_words() -> None:
    """A person in Word changes letters, not amounts; the list says what became of the amount."""
    content = (
        Text("berlaku "),
        TrackedChange("hapus", (Text("3"),)),
        TrackedChange("sisip", (Text("5"),)),
        Text(" ("),
        TrackedChange("hapus", (Text("tig"),)),
        TrackedChange("sisip", (Text("lim"),)),
        Text("a) tahun."),
    )
    pasal = Paragraph("pasal", (Text("JANGKA WAKTU"),), Number("pasal", 2), "masa")
    dokumen = Dokumen("X", (pasal, Paragraph("isi", content, mark=None)))
    assert [sentence(change) for change in list_changes(dokumen)] == [
        "Pasal 2: jangka waktu 3 (tiga) tahun → 5 (lima) tahun"
    ]
    halfway = Dokumen("X", (pasal, Paragraph("isi", (Text("Ikut pindah."),), mark=Mark("pindah_ke", 4))))
    assert [sentence(change) for change in list_changes(halfway)] == ["paragraf pada Pasal 2 baru: “Ikut pindah.”"]


# --- seeded edits of shipped agreements -------------------------------------------------------------------------------


def _randomise(dokumen: Dokumen, seed: int) -> tuple[Dokumen, int]:
    """A document after one to four random edits of single words, and how many there were."""
    rng = random.Random(seed)
    eligible = [
        index
        for index, block in enumerate(dokumen.content)
        if isinstance(block, Paragraph)
        and block.role in ("ayat", "huruf", "isi")
        and len(block.content) == 1
        and len(block.text.split()) > 8
    ]
    content = list(dokumen.content)
    chosen = rng.sample(eligible, rng.randint(1, 4))
    for index in chosen:
        block = content[index]
        assert isinstance(block, Paragraph)
        words = block.text.split(" ")
        position = next(
            position
            for position in range(rng.randint(1, 3), len(words))
            if words[position].isalpha() and words[position].islower() and len(words[position]) > 3
        )
        words[position] = "zzz" + words[position]
        content[index] = replace(block, content=(Text(" ".join(words)),))
    return replace(dokumen, content=tuple(content)), len(chosen)


@pytest.mark.parametrize("seed", range(12))
def test_random_edits_are_found_one_by_one(seed: int) -> None:
    old = naskah(PKS)
    new, count = _randomise(old, seed)
    items = list_changes(comparison(old, new))
    assert ["zzz" in p.after and p.after.replace("zzz", "") == p.former for p in items] == [True] * count


def test_entries_of_one_paragraph_share_its_place_and_text(repo: Path) -> None:
    old, new = compose(repo, pks()), compose(repo, put(pks(), "jangka_waktu.lama", "5 tahun"))
    first, second = list_changes(comparison(old, new))
    assert first.location == second.location
    assert first.passages == second.passages
    assert first.part == second.part == "Pasal 9"
    (passage,) = first.passages
    assert "3 (tiga) tahun" in passage.old and "5 (lima) tahun" in passage.new
    assert passage.number == passage.old_number == "(1)"
