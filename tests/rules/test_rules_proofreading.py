"""Proof-reading, legal basis and language: what is a slip, what only looks like one, and where the finding points."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ksdgen import bahasa, regulation
from ksdgen.diagnostics import Diagnostic, Edit
from ksdgen.naskah.model import Category, Naskah, Penandatanganan
from ksdgen.naskah.pihak import LegalForm, Pihak
from ksdgen.paper.plain import from_data, to_data
from ksdgen.rules import engine
from ksdgen.rules.batch import duplicates
from ksdgen.rules.checks import numerals
from ksdgen.rules.checks.dates import written_dates
from ksdgen.rules.checks.numerals import number_words
from ksdgen.rules.examples import base_text, put
from ksdgen.rules.packaged import packaged_rules
from ksdgen.rules.rule import Context
from ksdgen.source.places import Places
from ksdgen.source.scalars import OpenText
from tests.helpers.rule_examples import TODAY, Examples, family

EXAMPLES = Examples()
FAMILIES = (
    *(
        "numerals",
        "dates",
        "leftovers",
        "party_names",
        "title",
        "defined_terms",
        "references",
        "characters",
        "spelling",
    ),
    *("paper_numbers", "legal_basis", "language"),
)
RULES = [rule for rule in packaged_rules() if rule.cek in family(*FAMILIES)]
OWN = {rule.kode for rule in RULES}


def codes(findings: Iterable[Diagnostic]) -> set[str]:
    return {t.code for t in findings} & OWN


def findings_with(text: str, name: str = "ksb_ksdd", key: str = "pelaksanaan", other: str = "") -> list[Diagnostic]:
    """The findings of these families on a base that says this too."""
    result = EXAMPLES.change(
        name, f"{key}:\n  - PARA PIHAK menunjuk perangkat daerah\n  - {json.dumps(text, ensure_ascii=False)}\n{other}"
    )
    assert not result.shape_findings, result.shape_findings
    return [t for t in result.rule_findings if t.code in OWN]


# --- numbers and words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "senilai Rp 1.000.000,- (satu juta rupiah)",
        "senilai Rp1.500,50 (seribu lima ratus rupiah lima puluh sen)",
        "senilai Rp1.500,50 (seribu lima ratus koma lima puluh rupiah)",
        "senilai Rp0,50 (lima puluh sen)",
        "senilai Rp2.500.000.000,00 (dua miliar limaratus juta rupiah saja)",
        "senilai Rp2,5 miliar (dua koma lima miliar rupiah)",
        "senilai Rp2.500.000.000,00 (belum termasuk pajak)",
        "sebesar 20% (dua puluh persen), 2,5% (dua koma lima persen), dan 2,25% (dua koma dua puluh lima persen)",
        "sebesar 2,5% (dua setengah persen)",
        "sebesar 20 (dua puluh) persen",
        "angsuran ke-2 (kedua) dan ke-3 (tiga)",
        "sebanyak 1/2 (satu per dua) bagian",
        "selama (dua puluh) hari",
        "tahun 2026 (dua ribu dua puluh enam) atau 2026 (dua nol dua enam)",
        "pukul 10.30 (sepuluh tiga puluh)",
        "sebanyak 1,000 (seribu) ton",
        "sebanyak 03 (Tiga) unit selama 12 (duabelas) bulan",
        "sebanyak 30 (tiga puluh hari kerja) paling lama",
        "nilai 3,14 (tiga koma satu empat)",
        "senilai Rp1.000.000,00 (terbilang: satu juta rupiah) atau IDR 1.000.000 (satu juta rupiah)",
        "senilai 1.000.000 rupiah (satu juta rupiah) dan USD 1.000 (enam belas juta rupiah)",
        "senilai Rp1.500,50 (seribu lima ratus rupiah dan lima puluh sen)",
        "senilai dua juta rupiah (Rp2.000.000,00), puluhan juta rupiah (Rp25.000.000,00), dan 2 juta rupiah (Rp2.000.000,00)",
        "anggaran 2026 (satu miliar rupiah)",
        "selama tujuh (7) hari, tahap dua (2027), sebesar lima persen (5%)",
        "terdiri atas dua (1) beras; dan (2) jagung",
    ],
)
def test_correct_figures(text: str) -> None:
    assert findings_with(text) == []


@pytest.mark.parametrize(
    ("text", "words", "proper"),
    [
        ("senilai Rp. 1.000.000,- (dua juta rupiah)", "dua juta rupiah", "satu juta rupiah"),
        (
            "senilai Rp1.500,50 (seribu lima ratus rupiah lima sen)",
            "seribu lima ratus rupiah lima sen",
            "seribu lima ratus rupiah lima puluh sen",
        ),
        ("sebesar 20% (dua belas persen)", "dua belas persen", "dua puluh persen"),
        ("sebanyak 1.000 (seratus) ton", "seratus", "seribu"),
        ("selama 30 (tiga puluh ratus) hari", "tiga puluh ratus", "tiga puluh"),
        ("nilai 3,14 (tiga koma satu lima)", "tiga koma satu lima", "tiga koma satu empat"),
        ("senilai Rp1.000.000,00 (terbilang: dua juta rupiah)", "dua juta rupiah", "satu juta rupiah"),
        ("senilai Rp1.000.000,00 (terbilang dua juta rupiah)", "dua juta rupiah", "satu juta rupiah"),
        ("senilai IDR 1.000.000 (dua juta rupiah)", "dua juta rupiah", "satu juta rupiah"),
        ("senilai 1.000.000 (dua juta rupiah)", "dua juta rupiah", "satu juta rupiah"),
        ("senilai 1.000.000 rupiah (dua juta rupiah)", "dua juta rupiah", "satu juta rupiah"),
        (
            "senilai Rp1.500,50 (seribu lima ratus rupiah dan enam puluh sen)",
            "seribu lima ratus rupiah dan enam puluh sen",
            "seribu lima ratus rupiah lima puluh sen",
        ),
        ("sebesar dua juta rupiah (Rp1.000.000,00)", "dua juta rupiah", "satu juta rupiah"),
        ("selama tujuh (5) hari", "tujuh", "lima"),
    ],
)
def test_wrong_figures_are_pointed_at_by_word(text: str, words: str, proper: str) -> None:
    (finding,) = findings_with(text)
    assert finding.code in ("KSD500", "KSD501") and finding.span is not None
    assert (
        EXAMPLES.last.split("\n")[finding.span.line - 1][finding.span.column - 1 : finding.span.end_column - 1] == words
    )
    assert finding.fixes == (Edit(finding.span, proper),)


@given(st.integers(0, 10**15 - 1), st.integers(0, 10**15 - 1))
def test_words_name_one_numeral_only(in_figures: int, in_words: int) -> None:
    words = number_words(bahasa.terbilang(in_words))
    assert words is not None
    # Only digits read one by one have a second reading, and that is no well-formed number.
    assert numerals._same(str(in_figures), "", words) == (in_figures == in_words)


@given(st.text(max_size=60))
def test_readers_never_fail(text: str) -> None:
    number_words(text)
    written_dates(text)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**12), st.integers(1, 10**6), st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_what_bahasa_writes_is_not_questioned(sen: int, count: int, day: date) -> None:
    day_words, month, year_words = bahasa.date_in_words(day)
    assert (
        findings_with(
            f"senilai {bahasa.rupiah(sen)} untuk {bahasa.with_words(count)} unit pada hari {bahasa.weekday(day)}, {bahasa.long_date(day)}, yaitu hari"
            f" {bahasa.weekday(day)} tanggal {day_words} bulan {month} tahun {year_words} ({bahasa.date_figures(day)})"
        )
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "1" * 5000 + " (satu)",
        "1" + ".000" * 2000 + " (satu)",
        "5 (" + "satu " * 4999 + "satu)",
        "Rp" + "9" * 5000 + " (satu rupiah)",
    ],
)
def test_giant_numerals_do_not_crash(text: str) -> None:
    assert codes(findings_with(text)) <= {"KSD501"}


def test_fixes_remove_the_finding() -> None:
    piece = "objek: pasokan 30 (tiga) ton senilai Rp5.000,00 (lima rupiah) sejak hari Senin, 8 Desember 2026\n"
    findings = [t for t in EXAMPLES.change("ksb_ksdd", piece).rule_findings if t.code in OWN]
    assert codes(findings) == {"KSD500", "KSD501", "KSD502"}
    text_lines = EXAMPLES.last.split("\n")
    for fix in sorted((fix for t in findings for fix in t.fixes), key=lambda fix: -fix.span.column):
        content = text_lines[fix.span.line - 1]
        text_lines[fix.span.line - 1] = content[: fix.span.column - 1] + fix.text + content[fix.span.end_column - 1 :]
    assert not codes(EXAMPLES.check("\n".join(text_lines)).findings)


def test_folded_text_is_pointed_at_on_its_line() -> None:
    result = EXAMPLES.change(
        "ksb_ksdd",
        "objek: |\n  penyediaan pangan pokok senilai Rp5.000,00\n  (enam ribu rupiah) dan yang\n  yang terjangkau\n",
    )
    places = {
        t.code: (t.span.line, t.span.column) for t in result.rule_findings if t.span is not None and t.code in OWN
    }
    start = EXAMPLES.last[: EXAMPLES.last.index("objek:")].count("\n") + 1
    assert places == {"KSD500": (start + 2, 4), "KSD521": (start + 3, 3)}


# --- dates ------------------------------------------------------------------------------------------------------------


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_dates_are_read_in_every_form(day: date) -> None:
    day_words, month, year_words = bahasa.date_in_words(day)
    text = f"{bahasa.long_date(day)}; tanggal {day_words} bulan {month} tahun {year_words}; {day_words} {month.upper()} {day.year}; {bahasa.date_figures(day)}"
    assert [t.value for t in written_dates(text)] == [day] * 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hari Senin sampai dengan Jumat, 4 Desember 2026", set()),
        ("selama 3 minggu, 5 Desember 2026 menjadi batasnya", set()),
        ("hari Minggu, 6 Desember 2026", set()),
        ("hari Selasa (7-12-2026)", {"KSD502"}),
        ("hari rabu tanggal tujuh bulan Desember tahun dua ribu dua puluh enam", {"KSD502"}),
        ("tanggal 7 Desember 2026 (8-12-2026)", {"KSD503"}),
        ("tanggal 7 Desember 2026 (semula 8-12-2026)", set()),
        ("sampai dengan 29 Februari 2028", set()),
        ("sampai dengan 29 Februari 2027", {"KSD504"}),
        ("tanggal 31-11-2026", {"KSD504"}),
        ("surat Nomor 12/34/2026 dan 31-13-2026/KSB", set()),
        ("pada 11 Januari 2027 (Selasa)", {"KSD502"}),
        ("pada 11 Januari 2027 (Senin)", set()),
        ("pada tanggal 11 Januari 2027, hari Selasa.", {"KSD502"}),
        ("sejak 11 Januari 2027, hari Minggu diliburkan", set()),
        ("pada 11 Januari 2027, hari Selasa, 12 Januari 2027, dan sesudahnya", set()),
        ("pada Selasa, tgl. 11 Januari 2027", {"KSD502"}),
        ("Hari/Tanggal: Selasa/11 Januari 2027", {"KSD502"}),
        ("Hari/tanggal: Selasa / 11 Januari 2027", {"KSD502"}),
        ("sejak 31/06/2027", {"KSD504"}),
        ("surat Nomor 31/06/2027", set()),
    ],
)
def test_date_and_day(text: str, expected: set[str]) -> None:
    assert codes(findings_with(text)) == expected


# --- left-over marks, parties, terms, references ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "nama (nama lengkap)",
        "oleh <nama pejabat>",
        "nomor xxx",
        "nomor .......",
        "bagian … saja",
        "TODO lengkapi",
        "kantor *) setempat",
        "[isi]",
    ],
)
def test_leftover_isian(text: str) -> None:
    assert codes(findings_with(text)) == {"KSD505"}
    ready = findings_with(text, other="status: siap_ditandatangani\n")
    assert codes(ready) == {"KSD506"}


@pytest.mark.parametrize(
    "text",
    ["asli (tulis tangan)", "galon (isi 19 liter)", "nilai 3 < x > 2", "Lampiran XXX", "bahan bakar [[ruang_lingkup]]"],
)
def test_not_a_leftover_isian(text: str) -> None:
    assert findings_with(text) == []


def test_an_open_part_is_no_leftover_isian() -> None:
    piece = 'penandatanganan: {tempat: menyusul, tanggal: menyusul}\nobjek:\nlampiran:\n  - judul: FORMULIR\n    isi: "Nama: .........."\n'
    assert not codes(EXAMPLES.change("ksb_ksdd", piece).rule_findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("diserahkan kepada pihak ketiga", set()),
        ("diserahkan kepada PIHAK KETIGA", {"KSD510"}),
        ("PIHAK II menyediakan lahan", {"KSD510"}),
        ("PIHAK KEDUA BELAS menyediakan lahan", {"KSD510"}),
        ("PIHAK KEDUA dan PARA PIHAK", set()),
        ("PARAPIHAK menyediakan lahan", {"KSD510"}),
        ("PIHAK KE DUA menyediakan lahan", {"KSD510"}),
        ("PIHAK KE-2 menyediakan lahan", {"KSD510"}),
        ("Para Pihak menyediakan lahan", {"KSD511"}),
        ("Pihak Kedua menyediakan lahan", {"KSD511"}),
        ("melibatkan para pihak terkait", set()),
    ],
)
def test_terms_of_pihak(text: str, expected: set[str]) -> None:
    assert codes(findings_with(text)) == expected


@pytest.mark.parametrize("count", [3, 4, 11])
def test_terms_by_the_number_of_pihak(count: int) -> None:
    text = base_text("ksb_ksdd")
    start, end = text.index("  - kode: cimahi"), text.index("konsideran:")
    block = text[start:end]
    many = (
        text[:end]
        + "".join(block.replace("cimahi", f"cimahi{i}").replace("/12/", f"/{40 + i}/") for i in range(count - 2))
        + text[end:]
    )
    present, missing = bahasa.ordinal(count).upper(), bahasa.ordinal(count + 1).upper()
    assert not codes(EXAMPLES.check(put(many, f"objek: lahan PIHAK {present}\n")).findings)
    assert codes(EXAMPLES.check(put(many, f"objek: lahan PIHAK {missing}\n")).findings) == {"KSD510"}


def test_a_title_in_capitals_is_no_term_of_a_pihak() -> None:
    assert not codes(EXAMPLES.change("ksb_ksdd", "tentang: Penataan Kerja Sama dengan Pihak Ketiga\n").findings)


def test_an_explained_abbreviation_is_no_kind_of_naskah() -> None:
    assert not codes(EXAMPLES.change("ksb_ksdd", "tentang: Limbah Pabrik Kelapa Sawit (PKS)\n").findings)
    assert "KSD512" in codes(
        EXAMPLES.change("ksb_ksdd", "tentang: Limbah dalam Perjanjian Kerja Sama (PKS)\n").findings
    )
    assert "KSD512" in codes(EXAMPLES.change("ksb_ksdd", "tentang: PKS Pengolahan Limbah\n").findings)


@pytest.mark.parametrize("addition", [" yang selanjutnya disingkat BP", ", yang selanjutnya disingkat BP,"])
def test_a_defined_term_is_used_by_its_abbreviation(addition: str) -> None:
    defined_term = f"istilah:\n  - istilah: Bahan Pangan{addition}\n    arti: beras dan jagung\n"
    assert not codes(EXAMPLES.change("ksb_ksdd", defined_term + "objek: penyediaan BP\n").findings)
    assert codes(EXAMPLES.change("ksb_ksdd", defined_term + "objek: penyediaan beras\n").findings) == {"KSD514"}


@pytest.mark.parametrize(
    "text",
    [
        "sebagaimana dimaksud dalam Pasal 27 Undang-Undang Nomor 23 Tahun 2014",
        "sesuai Undang-Undang Nomor 23 Tahun 2014 Pasal 363 ayat (9)",
        "mengesampingkan Pasal 1266 dan Pasal 1267 Kitab Undang-Undang Hukum Perdata",
        "sesuai dengan Pasal 1338 KUHPerdata",
        "menurut Pasal 44 Anggaran Dasar PT Contoh",
        "menurut Pasal 44 Anggaran Rumah Tangga Koperasi dan Pasal 32 AD/ART",
        "menurut AD/ART Pasal 44",
        "menurut Pasal 44 Traktat Den Haag",
        "menurut Pasal 44 ayat (2) peraturan perundang-undangan tersebut",
        *(
            f"menurut Pasal 44 {n} Nomor 1 Tahun 2020"
            for n in ("PMK", "Keppres", "Perma", "POJK", "Kepmenaker", "Inpres", "SKB", "Peraturan Kepala BKPM")
        ),
        "menurut Pasal 44 Perjanjian Kerja Sama tanggal 3 Maret 2020",
        "menurut Pasal 41 ayat (1) huruf d angka 5 Peraturan Menteri Dalam Negeri Nomor 22 Tahun 2020",
    ],
)
def test_pasal_of_another_naskah_is_no_reference(text: str) -> None:
    assert findings_with(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sebagaimana dimaksud dalam Pasal 44", {"KSD516"}),
        ("sesuai peraturan perundang-undangan sebagaimana dimaksud dalam Pasal 44", {"KSD516"}),
        ("menurut Pasal 44 Kesepakatan Bersama ini", {"KSD516"}),
        ("sebagaimana dimaksud dalam Pasal 44 PARA PIHAK menunjuk petugas", {"KSD516"}),
        ("sesuai dengan pasal 99", {"KSD516"}),
        ("sebagaimana dimaksud pada Ayat (77)", {"KSD516"}),
        ("sebagaimana dimaksud pada ayat (7)", {"KSD516"}),
        ("sebagaimana dimaksud pada ayat (1)", {"KSD517"}),
        ("sebagaimana dimaksud dalam Pasal 1 dan Pasal 44", {"KSD516", "KSD517"}),
        ("sebagaimana dimaksud dalam [[ruang_lingkup]]", set()),
    ],
)
def test_typed_references(text: str, expected: set[str]) -> None:
    assert codes(findings_with(text)) == expected


def test_references_inside_lampiran() -> None:
    content = "lampiran:\n  - judul: JADWAL\n    isi: {}\n"
    assert codes(EXAMPLES.change("ksb_ksdd", content.format("sesuai dengan Pasal 99 dan ayat (77)")).findings) == {
        "KSD516"
    }
    # A numbered paragraph of the annex itself.
    assert not codes(EXAMPLES.change("ksb_ksdd", content.format("sesuai dengan ayat (77)")).findings)


# --- characters, spaces, words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hal-hal, masing-masing, dan undang-undang", set()),
        ("pada pada hari kerja", {"KSD521"}),
        ("Kota Kota Cimahi", {"KSD521"}),
        ("Sekretariat Daerah Daerah Istimewa Yogyakarta", set()),
        ("Sekretariat Daerah Daerah Garut", {"KSD521"}),
        ("meliputi A) beras; B) jagung", set()),
        ("dihadiri Sri Sri Mulyani", set()),
        ("sebanyak dua dua kali", set()),
        ("a) beras; b) jagung; 1) kedelai", set()),
        ("beras) dan jagung", {"KSD523"}),
        ('bernama "Padi" dan "Jagung', {"KSD523"}),
        ('layar 14" dan 15"', set()),
        ("bernama “Padi” dan jagung”", {"KSD523"}),
        ("beras,jagung", {"KSD522"}),
        ("beras  dan jagung", {"KSD522"}),
        ("beras : jagung", {"KSD522"}),
        ("lihat https://garut.example/a,b", set()),
        ("dibuat dibawah tangan", {"KSD524"}),
        ("PT Kerjasama Maju dan “kerjasama”", set()),
        ("Keputusan Bupati Nomor 1 Tahun 2012 tentang Tim Kerjasama", set()),
        ("Walikota Cimahi menunjuk", {"KSD524"}),
        ("di dalam dan di luar ruang", set()),
        ("beras\u200bketan", {"KSD520"}),
    ],
)
def test_precision(text: str, expected: set[str]) -> None:
    assert codes(findings_with(text)) == expected


def test_a_bracket_may_close_in_the_next_item() -> None:
    assert not codes(
        EXAMPLES.change("ksb_ksdd", "objek: |\n  pangan pokok (terdiri atas:\n  a. beras; dan\n  b. jagung)\n").findings
    )


def test_standard_form_is_not_questioned() -> None:
    (ready,) = [ready for ready in engine._ready() if ready.rule.cek == "ejaan"]
    spellings = getattr(ready.parameter, "ejaan", None)
    assert isinstance(spellings, dict) and not set(spellings.values()) & set(spellings)
    assert not codes(EXAMPLES.change("ksb_ksdd", f"objek: {json.dumps('; '.join(spellings.values()))}\n").findings)
    findings = EXAMPLES.change("ksb_ksdd", f"objek: {json.dumps('; '.join(spellings))}\n").findings
    assert len([t for t in findings if t.code == ready.rule.kode]) == len(spellings)


# --- acts -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", [r.id for r in regulation.all_acts() if regulation.revoked(r.id, None)])
def test_an_act_is_revoked_from_its_day(id: str) -> None:
    revocation = regulation.revoked(id, None)
    assert revocation is not None
    day = max(revocation[1], engine.OLDEST_LAW_OTHERWISE)

    def on_day(on_date: date) -> set[str]:
        piece = f"penandatanganan: {{tempat: Garut, tanggal: {on_date.isoformat()}}}\ndasar_hukum: [{id}]\n"
        return {t.code for t in EXAMPLES.change("ksb_ksdd", piece).findings} & {"KSD600", "KSD601", "KSD602", "KSD603"}

    assert len(on_day(day)) == 1
    assert not on_day(date.fromordinal(revocation[1].toordinal() - 1))


@pytest.mark.slow
@pytest.mark.parametrize("id", [r.id for r in regulation.all_acts()])
def test_own_names_of_acts_are_correct(id: str) -> None:
    act = regulation.load_act(id)
    assert act is not None
    text = f"melaksanakan {act.bentuk} Nomor {act.nomor} Tahun {act.tahun} tentang {act.tentang}"
    assert not {t.code for t in findings_with(text)} & {"KSD604"}
    assert "KSD604" in {t.code for t in findings_with(text.replace(f"tentang {act.tentang}", "tentang Hal Lain"))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("menurut PP No. 50 Tahun 2007", {"KSD600"}),
        ("Peraturan Pemerintah Nomor 50 Tahun 2007 telah dicabut", set()),
        ("yang semula diatur dengan PP Nomor 50 Tahun 2007", set()),
        ("kesepakatan tanggal 3 Maret 2012 berdasarkan PP 50/2007", set()),
        ("berdasarkan PP 50/2007, PARA PIHAK telah bersepakat pada tanggal 3 Maret 2012", set()),
        ("sesuai PP 50/2007, kerja sama yang telah disepakati pada tanggal 5 Mei 2015 dilanjutkan", {"KSD600"}),
        ("sesuai PP 50/2007 dilakukan kerja sama dengan pemberitahuan sebelumnya", {"KSD600"}),
        ("sesuai PP Nomor 50 Tahun 2007, kerugian diganti PIHAK yang lalai", {"KSD600"}),
        ("PP Nomor 50 Tahun 2007 sebagaimana telah diganti dengan PP Nomor 28 Tahun 2018", set()),
        ("PP Nomor 28 Tahun 2018 yang menggantikan PP Nomor 50 Tahun 2007", set()),
        ("menurut Peraturan Pemerintah (PP) Nomor 50 Tahun 2007", {"KSD600"}),
        ("menurut Peraturan Menteri Dalam Negeri (Permendagri) Nomor 22 Tahun 2009", {"KSD601"}),
        ("Peraturan Pemerintah Nomor 28 Tahun 2019 tentang Kerja Sama Daerah", {"KSD604"}),
        ("Undang-Undang Nomor 22 Tahun 1999 tentang Pemerintahan Daerah", set()),
        (
            "Peraturan Menteri Dalam Negeri Nomor 22 Tahun 2020 tentang Tata Cara Kerjasama Daerah Dengan Daerah Lain Dan Kerjasama Daerah Dengan Pihak Ketiga",
            set(),
        ),
    ],
)
def test_acts_inside_the_text(text: str, expected: set[str]) -> None:
    assert codes(findings_with(text)) == expected
    # Papers outside the regulation of kerja sama daerah get proof-reading only.
    assert not {k for k in codes(findings_with(text, other="kategori: di_luar_ksd\n")) if k >= "KSD600"}


def test_naskah_without_a_list_of_acts_is_not_questioned() -> None:
    assert not codes(EXAMPLES.change("ksb_ksdd", "dasar_hukum:\n").findings)


def test_peraturan_daerah_is_not_ordered() -> None:
    daerah = "".join(
        f"  - sebutan: {s}\n"
        for s in (
            "Peraturan Daerah Kabupaten Garut Nomor 3 Tahun 2022 tentang Pangan",
            "Peraturan Bupati Garut Nomor 1 Tahun 2023 tentang Pangan",
            "Peraturan Daerah Kota Cimahi Nomor 2 Tahun 2019 tentang Pangan",
        )
    )
    assert not codes(
        EXAMPLES.change(
            "ksb_ksdd", f"dasar_hukum:\n  - uu-23-2014\n  - pp-28-2018\n  - permendagri-22-2020\n{daerah}"
        ).findings
    )


def test_translation_in_a_lampiran_is_allowed() -> None:
    foreign = "the supply of staple food to the people who live in the territory of the parties and the sharing of data on the production of such food by the regions"
    assert not codes(EXAMPLES.change("ksb_ksdd", f"lampiran:\n  - judul: TERJEMAHAN\n    isi: {foreign}\n").findings)
    assert codes(EXAMPLES.change("ksb_ksdd", f"objek: {foreign}\n").findings) == {"KSD610"}


# --- many papers, frozen papers ---------------------------------------------------------------------------------------


def naskah(piece: str = "") -> tuple[Naskah, Places]:
    result = EXAMPLES.change("ksb_ksdd", piece)
    assert result.loaded.naskah is not None
    return result.loaded.naskah, result.loaded.place


def test_duplicate_numbers_in_a_folder() -> None:
    first = ("a.yaml", *naskah())
    second = ("b.yaml", *naskah("tentang: Hal Lain\n"))
    findings = duplicates([first, second])
    assert [(t.code, t.route) for t in findings] == [("KSD530", "para_pihak.0.nomor"), ("KSD530", "para_pihak.1.nomor")]
    assert all("a.yaml" in t.message and t.citations for t in findings)
    assert duplicates([first]) == duplicates([first, first]) == []
    assert duplicates([first, ("b.yaml", *naskah("penandatanganan: {tempat: Garut, tanggal: 2027-06-09}\n"))]) == []
    assert duplicates([first, ("b.yaml", *naskah("status: batal\n"))]) == []


DATE = Penandatanganan(tanggal=date(2026, 12, 7))


def pihak(name: str, number: str) -> Pihak:
    return Pihak(kode="a", bentuk=LegalForm.PEMERINTAH_DAERAH, nama=name, nomor=OpenText(number))


@given(
    st.lists(
        st.tuples(st.sampled_from(["A", "B"]), st.sampled_from(["1/KSB", "2/KSB", "menyusul", "___/KSB", ""])),
        max_size=8,
    )
)
def test_duplicate_numbers_as_often_as_they_repeat(items: list[tuple[str, str]]) -> None:
    content = [
        (
            str(i),
            Naskah(jenis="x", kategori=Category.KSDPK, tentang="x", penandatanganan=DATE, para_pihak=(pihak(*p),)),
            Places(None, str(i)),
        )
        for i, p in enumerate(items)
    ]
    closed = [(a, n) for a, n in items if n[:1].isdigit()]
    assert len(duplicates(content)) == len(closed) - len(set(closed))


def test_frozen_naskah_still_points_to_its_place() -> None:
    piece = "objek: pasokan 30 (tiga) ton\nruang_lingkup:\n  - penyediaan pangan pokok yang yang terjangkau oleh PIHAK PERTAMA\n"
    result = EXAMPLES.change("ksb_ksdd", piece)
    assert result.composition is not None and result.loaded.naskah is not None
    frozen = replace(result.composition, dokumen=from_data(to_data(result.composition.dokumen)))
    findings = engine.check(Context(result.loaded.naskah, result.loaded.place, frozen, None, TODAY)).findings
    places = [
        {(t.code, t.span.line if t.span else 0) for t in items if t.code in OWN}
        for items in (result.rule_findings, findings)
    ]
    assert places[0] == places[1] and {code for code, _ in places[0]} == {"KSD501", "KSD510", "KSD521"}
