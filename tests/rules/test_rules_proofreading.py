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
from ksdgen.diagnostics import Diagnostic, Suntingan
from ksdgen.naskah.model import BentukPihak, Kategori, Naskah, Penandatanganan, Pihak
from ksdgen.paper.plain import dari_data, ke_data
from ksdgen.rules import engine
from ksdgen.rules.batch import ganda
from ksdgen.rules.checks import numerals
from ksdgen.rules.checks.dates import tanggal_tertulis
from ksdgen.rules.checks.numerals import kata_bilangan
from ksdgen.rules.examples import dasar, pasang
from ksdgen.rules.packaged import semua
from ksdgen.rules.rule import Konteks
from ksdgen.source.places import Tempat
from ksdgen.source.scalars import TeksTerbuka
from tests.helpers.rule_examples import HARI_INI, Contoh, family

CONTOH = Contoh()
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
ATURAN = [a for a in semua() if a.cek in family(*FAMILIES)]
MILIK = {a.kode for a in ATURAN}


def kode(temuan: Iterable[Diagnostic]) -> set[str]:
    return {t.kode for t in temuan} & MILIK


def dengan(teks: str, nama: str = "ksb_ksdd", kunci: str = "pelaksanaan", lain: str = "") -> list[Diagnostic]:
    """The findings of these families on a base that says this too."""
    hasil = CONTOH.ubah(
        nama, f"{kunci}:\n  - PARA PIHAK menunjuk perangkat daerah\n  - {json.dumps(teks, ensure_ascii=False)}\n{lain}"
    )
    assert not hasil.bentuk, hasil.bentuk
    return [t for t in hasil.aturan if t.kode in MILIK]


# --- numbers and words --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "teks",
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
def test_angka_yang_benar(teks: str) -> None:
    assert dengan(teks) == []


@pytest.mark.parametrize(
    ("teks", "kata", "seharusnya"),
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
def test_angka_yang_salah_ditunjuk_katanya(teks: str, kata: str, seharusnya: str) -> None:
    (t,) = dengan(teks)
    assert t.kode in ("KSD500", "KSD501") and t.span is not None
    assert CONTOH.terakhir.split("\n")[t.span.line - 1][t.span.column - 1 : t.span.end_column - 1] == kata
    assert t.perbaikan == (Suntingan(t.span, seharusnya),)


@given(st.integers(0, 10**15 - 1), st.integers(0, 10**15 - 1))
def test_kata_menyebut_satu_bilangan_saja(n: int, m: int) -> None:
    kata = kata_bilangan(bahasa.terbilang(m))
    assert kata is not None
    # Only digits read one by one have a second reading, and that is no well-formed number.
    assert numerals._sama(str(n), "", kata) == (n == m)


@given(st.text(max_size=60))
def test_pembaca_tidak_pernah_gagal(teks: str) -> None:
    kata_bilangan(teks)
    tanggal_tertulis(teks)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**12), st.integers(1, 10**6), st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_tulisan_pembantu_tidak_dipersoalkan(sen: int, n: int, hari: date) -> None:
    d, m, y = bahasa.tanggal_kata(hari)
    assert (
        dengan(
            f"senilai {bahasa.rupiah(sen)} untuk {bahasa.dengan_kata(n)} unit pada hari {bahasa.hari(hari)}, {bahasa.tanggal(hari)}, yaitu hari"
            f" {bahasa.hari(hari)} tanggal {d} bulan {m} tahun {y} ({bahasa.tanggal_angka(hari)})"
        )
        == []
    )


@pytest.mark.parametrize(
    "teks",
    [
        "1" * 5000 + " (satu)",
        "1" + ".000" * 2000 + " (satu)",
        "5 (" + "satu " * 4999 + "satu)",
        "Rp" + "9" * 5000 + " (satu rupiah)",
    ],
)
def test_bilangan_raksasa_tidak_menjatuhkan(teks: str) -> None:
    assert kode(dengan(teks)) <= {"KSD501"}


def test_perbaikan_menghilangkan_temuan() -> None:
    potongan = "objek: pasokan 30 (tiga) ton senilai Rp5.000,00 (lima rupiah) sejak hari Senin, 8 Desember 2026\n"
    temuan = [t for t in CONTOH.ubah("ksb_ksdd", potongan).aturan if t.kode in MILIK]
    assert kode(temuan) == {"KSD500", "KSD501", "KSD502"}
    baris_teks = CONTOH.terakhir.split("\n")
    for s in sorted((s for t in temuan for s in t.perbaikan), key=lambda s: -s.span.column):
        isi = baris_teks[s.span.line - 1]
        baris_teks[s.span.line - 1] = isi[: s.span.column - 1] + s.teks + isi[s.span.end_column - 1 :]
    assert not kode(CONTOH.periksa("\n".join(baris_teks)).temuan)


def test_teks_berlipat_ditunjuk_pada_barisnya() -> None:
    hasil = CONTOH.ubah(
        "ksb_ksdd",
        "objek: |\n  penyediaan pangan pokok senilai Rp5.000,00\n  (enam ribu rupiah) dan yang\n  yang terjangkau\n",
    )
    letak = {t.kode: (t.span.line, t.span.column) for t in hasil.aturan if t.span is not None and t.kode in MILIK}
    awal = CONTOH.terakhir[: CONTOH.terakhir.index("objek:")].count("\n") + 1
    assert letak == {"KSD500": (awal + 2, 4), "KSD521": (awal + 3, 3)}


# --- dates ------------------------------------------------------------------------------------------------------------------------------------


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_tanggal_dibaca_dalam_segala_bentuk(hari: date) -> None:
    d, m, y = bahasa.tanggal_kata(hari)
    teks = f"{bahasa.tanggal(hari)}; tanggal {d} bulan {m} tahun {y}; {d} {m.upper()} {hari.year}; {bahasa.tanggal_angka(hari)}"
    assert [t.nilai for t in tanggal_tertulis(teks)] == [hari] * 4


@pytest.mark.parametrize(
    ("teks", "harap"),
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
def test_tanggal_dan_hari(teks: str, harap: set[str]) -> None:
    assert kode(dengan(teks)) == harap


# --- left-over marks, parties, terms, references -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "teks",
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
def test_sisa_isian(teks: str) -> None:
    assert kode(dengan(teks)) == {"KSD505"}
    siap = dengan(teks, lain="status: siap_ditandatangani\n")
    assert kode(siap) == {"KSD506"}


@pytest.mark.parametrize(
    "teks",
    ["asli (tulis tangan)", "galon (isi 19 liter)", "nilai 3 < x > 2", "Lampiran XXX", "bahan bakar [[ruang_lingkup]]"],
)
def test_bukan_sisa_isian(teks: str) -> None:
    assert dengan(teks) == []


def test_bagian_yang_terbuka_bukan_sisa_isian() -> None:
    potongan = 'penandatanganan: {tempat: menyusul, tanggal: menyusul}\nobjek:\nlampiran:\n  - judul: FORMULIR\n    isi: "Nama: .........."\n'
    assert not kode(CONTOH.ubah("ksb_ksdd", potongan).aturan)


@pytest.mark.parametrize(
    ("teks", "harap"),
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
def test_sebutan_pihak(teks: str, harap: set[str]) -> None:
    assert kode(dengan(teks)) == harap


@pytest.mark.parametrize("n", [3, 4, 11])
def test_sebutan_menurut_banyaknya_pihak(n: int) -> None:
    teks = dasar("ksb_ksdd")
    awal, akhir = teks.index("  - kode: cimahi"), teks.index("konsideran:")
    blok = teks[awal:akhir]
    banyak = (
        teks[:akhir]
        + "".join(blok.replace("cimahi", f"cimahi{i}").replace("/12/", f"/{40 + i}/") for i in range(n - 2))
        + teks[akhir:]
    )
    ada, tiada = bahasa.ordinal(n).upper(), bahasa.ordinal(n + 1).upper()
    assert not kode(CONTOH.periksa(pasang(banyak, f"objek: lahan PIHAK {ada}\n")).temuan)
    assert kode(CONTOH.periksa(pasang(banyak, f"objek: lahan PIHAK {tiada}\n")).temuan) == {"KSD510"}


def test_judul_berhuruf_kapital_bukan_sebutan_pihak() -> None:
    assert not kode(CONTOH.ubah("ksb_ksdd", "tentang: Penataan Kerja Sama dengan Pihak Ketiga\n").temuan)


def test_singkatan_yang_dijelaskan_bukan_jenis_naskah() -> None:
    assert not kode(CONTOH.ubah("ksb_ksdd", "tentang: Limbah Pabrik Kelapa Sawit (PKS)\n").temuan)
    assert "KSD512" in kode(CONTOH.ubah("ksb_ksdd", "tentang: Limbah dalam Perjanjian Kerja Sama (PKS)\n").temuan)
    assert "KSD512" in kode(CONTOH.ubah("ksb_ksdd", "tentang: PKS Pengolahan Limbah\n").temuan)


@pytest.mark.parametrize("sambung", [" yang selanjutnya disingkat BP", ", yang selanjutnya disingkat BP,"])
def test_istilah_dipakai_lewat_singkatannya(sambung: str) -> None:
    istilah = f"istilah:\n  - istilah: Bahan Pangan{sambung}\n    arti: beras dan jagung\n"
    assert not kode(CONTOH.ubah("ksb_ksdd", istilah + "objek: penyediaan BP\n").temuan)
    assert kode(CONTOH.ubah("ksb_ksdd", istilah + "objek: penyediaan beras\n").temuan) == {"KSD514"}


@pytest.mark.parametrize(
    "teks",
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
def test_pasal_naskah_lain_bukan_rujukan(teks: str) -> None:
    assert dengan(teks) == []


@pytest.mark.parametrize(
    ("teks", "harap"),
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
def test_rujukan_yang_diketik(teks: str, harap: set[str]) -> None:
    assert kode(dengan(teks)) == harap


def test_rujukan_di_dalam_lampiran() -> None:
    isi = "lampiran:\n  - judul: JADWAL\n    isi: {}\n"
    assert kode(CONTOH.ubah("ksb_ksdd", isi.format("sesuai dengan Pasal 99 dan ayat (77)")).temuan) == {"KSD516"}
    # A numbered paragraph of the annex itself.
    assert not kode(CONTOH.ubah("ksb_ksdd", isi.format("sesuai dengan ayat (77)")).temuan)


# --- characters, spaces, words -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("teks", "harap"),
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
def test_kecermatan(teks: str, harap: set[str]) -> None:
    assert kode(dengan(teks)) == harap


def test_kurung_boleh_ditutup_pada_butir_berikutnya() -> None:
    assert not kode(
        CONTOH.ubah("ksb_ksdd", "objek: |\n  pangan pokok (terdiri atas:\n  a. beras; dan\n  b. jagung)\n").temuan
    )


def test_bentuk_baku_tidak_dipersoalkan() -> None:
    (aturan,) = [a for a in semua() if a.cek == "ejaan"]
    parameter = next(p for a, _, p in engine._siap() if a is aturan)
    ejaan = parameter.ejaan
    assert isinstance(ejaan, dict) and not set(ejaan.values()) & set(ejaan)
    assert not kode(CONTOH.ubah("ksb_ksdd", f"objek: {json.dumps('; '.join(ejaan.values()))}\n").temuan)
    semua_salah = CONTOH.ubah("ksb_ksdd", f"objek: {json.dumps('; '.join(ejaan))}\n").temuan
    assert len([t for t in semua_salah if t.kode == aturan.kode]) == len(ejaan)


# --- acts --------------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id", [r.id for r in regulation.semua() if regulation.dicabut(r.id, None)])
def test_peraturan_dicabut_sejak_harinya(id: str) -> None:
    cabut = regulation.dicabut(id, None)
    assert cabut is not None
    hari = max(cabut[1], engine.HUKUM_TERTUA_LAIN)

    def pada(tanggal: date) -> set[str]:
        potongan = f"penandatanganan: {{tempat: Garut, tanggal: {tanggal.isoformat()}}}\ndasar_hukum: [{id}]\n"
        return {t.kode for t in CONTOH.ubah("ksb_ksdd", potongan).temuan} & {"KSD600", "KSD601", "KSD602", "KSD603"}

    assert len(pada(hari)) == 1
    assert not pada(date.fromordinal(cabut[1].toordinal() - 1))


@pytest.mark.parametrize("id", [r.id for r in regulation.semua()])
def test_nama_peraturan_sendiri_benar(id: str) -> None:
    r = regulation.muat(id)
    assert r is not None
    teks = f"melaksanakan {r.bentuk} Nomor {r.nomor} Tahun {r.tahun} tentang {r.tentang}"
    assert not {t.kode for t in dengan(teks)} & {"KSD604"}
    assert "KSD604" in {t.kode for t in dengan(teks.replace(f"tentang {r.tentang}", "tentang Hal Lain"))}


@pytest.mark.parametrize(
    ("teks", "harap"),
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
def test_peraturan_di_dalam_teks(teks: str, harap: set[str]) -> None:
    assert kode(dengan(teks)) == harap
    # Papers outside the regulation of kerja sama daerah get proof-reading only.
    assert not {k for k in kode(dengan(teks, lain="kategori: di_luar_ksd\n")) if k >= "KSD600"}


def test_naskah_tanpa_daftar_peraturan_tidak_dipersoalkan() -> None:
    assert not kode(CONTOH.ubah("ksb_ksdd", "dasar_hukum:\n").temuan)


def test_peraturan_daerah_tidak_diurutkan() -> None:
    daerah = "".join(
        f"  - sebutan: {s}\n"
        for s in (
            "Peraturan Daerah Kabupaten Garut Nomor 3 Tahun 2022 tentang Pangan",
            "Peraturan Bupati Garut Nomor 1 Tahun 2023 tentang Pangan",
            "Peraturan Daerah Kota Cimahi Nomor 2 Tahun 2019 tentang Pangan",
        )
    )
    assert not kode(
        CONTOH.ubah(
            "ksb_ksdd", f"dasar_hukum:\n  - uu-23-2014\n  - pp-28-2018\n  - permendagri-22-2020\n{daerah}"
        ).temuan
    )


def test_terjemahan_dalam_lampiran_boleh() -> None:
    asing = "the supply of staple food to the people who live in the territory of the parties and the sharing of data on the production of such food by the regions"
    assert not kode(CONTOH.ubah("ksb_ksdd", f"lampiran:\n  - judul: TERJEMAHAN\n    isi: {asing}\n").temuan)
    assert kode(CONTOH.ubah("ksb_ksdd", f"objek: {asing}\n").temuan) == {"KSD610"}


# --- many papers, frozen papers -----------------------------------------------------------------------------------------------------------------


def naskah(potongan: str = "") -> tuple[Naskah, Tempat]:
    hasil = CONTOH.ubah("ksb_ksdd", potongan)
    assert hasil.muatan.naskah is not None
    return hasil.muatan.naskah, hasil.muatan.tempat


def test_nomor_ganda_dalam_folder() -> None:
    a = ("a.yaml", *naskah())
    b = ("b.yaml", *naskah("tentang: Hal Lain\n"))
    temuan = ganda([a, b])
    assert [(t.kode, t.rute) for t in temuan] == [("KSD530", "para_pihak.0.nomor"), ("KSD530", "para_pihak.1.nomor")]
    assert all("a.yaml" in t.pesan and t.dasar for t in temuan)
    assert ganda([a]) == ganda([a, a]) == []
    assert ganda([a, ("b.yaml", *naskah("penandatanganan: {tempat: Garut, tanggal: 2027-06-09}\n"))]) == []
    assert ganda([a, ("b.yaml", *naskah("status: batal\n"))]) == []


TANGGAL = Penandatanganan(tanggal=date(2026, 12, 7))


def pihak(nama: str, nomor: str) -> Pihak:
    return Pihak(kode="a", bentuk=BentukPihak.PEMERINTAH_DAERAH, nama=nama, nomor=TeksTerbuka(nomor))


@given(
    st.lists(
        st.tuples(st.sampled_from(["A", "B"]), st.sampled_from(["1/KSB", "2/KSB", "menyusul", "___/KSB", ""])),
        max_size=8,
    )
)
def test_nomor_ganda_sebanyak_ulangannya(daftar: list[tuple[str, str]]) -> None:
    isi = [
        (
            str(i),
            Naskah(jenis="x", kategori=Kategori.KSDPK, tentang="x", penandatanganan=TANGGAL, para_pihak=(pihak(*p),)),
            Tempat(None, str(i)),
        )
        for i, p in enumerate(daftar)
    ]
    tertutup = [(a, n) for a, n in daftar if n[:1].isdigit()]
    assert len(ganda(isi)) == len(tertutup) - len(set(tertutup))


def test_naskah_beku_tetap_menunjuk_tempatnya() -> None:
    potongan = "objek: pasokan 30 (tiga) ton\nruang_lingkup:\n  - penyediaan pangan pokok yang yang terjangkau oleh PIHAK PERTAMA\n"
    hasil = CONTOH.ubah("ksb_ksdd", potongan)
    assert hasil.susunan is not None and hasil.muatan.naskah is not None
    beku = replace(hasil.susunan, dokumen=dari_data(ke_data(hasil.susunan.dokumen)))
    temuan = engine.periksa(Konteks(hasil.muatan.naskah, hasil.muatan.tempat, beku, None, HARI_INI)).temuan
    letak = [
        {(t.kode, t.span.line if t.span else 0) for t in daftar if t.kode in MILIK} for daftar in (hasil.aturan, temuan)
    ]
    assert letak[0] == letak[1] and {k for k, _ in letak[0]} == {"KSD501", "KSD510", "KSD521"}
