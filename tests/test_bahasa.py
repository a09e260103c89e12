"""Tests of ksdgen.bahasa; num2words and babel serve as a second opinion."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from ksdgen import bahasa as b

BILANGAN = st.integers(-b.BATAS, b.BATAS)
CACAH = st.integers(0, b.BATAS)
TAHUN_BIASA = st.dates(min_value=date(1000, 1, 1))


def pendapat_kedua(n: int) -> str:
    """num2words, with its two differences removed: "… satu ribu" for a thousands group of one, "min" for minus."""
    teks = num2words(n, lang="id")
    skala = "juta|miliar|triliun|kuadriliun"
    return re.sub(rf"\b({skala}) satu ribu\b", r"\1 seribu", teks).replace("min ", "minus ", 1)


# --- whole numbers in words -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "teks"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (110, "seratus sepuluh"),
        (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_000_001, "satu juta satu"),
        # where num2words writes "satu ribu"
        (1_001_000, "satu juta seribu"),
        (2_001_000, "dua juta seribu"),
        (1_000_001_000, "satu miliar seribu"),
        (10**15 + 1000, "satu kuadriliun seribu"),
        (10**9, "satu miliar"),
        (10**12, "satu triliun"),
        (10**15, "satu kuadriliun"),
        (-5, "minus lima"),
        (-1000, "minus seribu"),
        (-1_001_000, "minus satu juta seribu"),
    ],
)
def test_terbilang(n: int, teks: str) -> None:
    assert b.terbilang(n) == teks
    assert b.dari_terbilang(teks) == n


def test_terbilang_habis_dicoba() -> None:
    for n in range(20_001):
        assert b.terbilang(n) == num2words(n, lang="id")
        assert b.dari_terbilang(b.terbilang(n)) == n


def test_terbilang_acak_besar() -> None:
    acak = random.Random(2026)
    for _ in range(5000):
        n = acak.randrange(10 ** acak.randint(5, 18)) * acak.choice((1, -1))
        assert b.terbilang(n) == pendapat_kedua(n)
    for _ in range(2000):  # many empty groups and groups of one
        n = int("".join(f"{acak.choice((0, 0, 1, 11, 21, 100, 101, 111, 999)):03d}" for _ in range(6)))
        assert b.terbilang(n) == pendapat_kedua(n)
        assert b.dari_terbilang(b.terbilang(n)) == n


def test_terbilang_batas() -> None:
    assert b.BATAS == 10**18 - 1
    for n in (b.BATAS, -b.BATAS):
        assert b.dari_terbilang(b.terbilang(n)) == n
    for n in (b.BATAS + 1, -b.BATAS - 1, 10**30):
        with pytest.raises(ValueError, match="terlalu besar"):
            b.terbilang(n)


@given(BILANGAN)
def test_terbilang_bolak_balik(n: int) -> None:
    teks = b.terbilang(n)
    assert b.dari_terbilang(teks) == n
    assert b.dari_terbilang(f"  {teks.upper().replace(' ', '   ')}\n") == n
    assert b.dari_terbilang(teks.replace(" ", "-")) == n
    assert all(b.adalah_kata_bilangan(kata) for kata in teks.split())


@pytest.mark.parametrize(
    ("teks", "n"),
    [
        ("satu ribu", 1000),
        ("satu ratus", 100),
        ("satu puluh", 10),
        ("satu ribu satu ratus satu puluh", 1110),
        ("satu juta satu ribu", 1_001_000),
        ("satu puluh ribu", 10_000),
        ("satu ratus ribu", 100_000),
        ("minus satu ribu", -1000),
        ("Dua-puluh satu", 21),
        ("dua\u2011puluh\u00a0satu", 21),
        ("DUA BELAS", 12),
    ],
)
def test_dari_terbilang_longgar(teks: str, n: int) -> None:
    assert b.dari_terbilang(teks) == n


@pytest.mark.parametrize(
    "teks",
    [
        "",
        "   ",
        "minus",
        "minus nol",
        "minus minus satu",
        "lima minus",
        "-lima",
        "lima-",
        "- lima",
        "nol nol",
        "nol satu",
        "dua puluh nol",
        "nol ribu",
        "nol puluh",
        "puluh",
        "belas",
        "ratus",
        "ribu",
        "juta",
        "tiga puluh ratus",
        "dua puluh satu ratus",
        "sepuluh ratus",
        "sebelas ratus",
        "satu belas",
        "nol belas",
        "sepuluh belas",
        "belas dua",
        "dua belas belas",
        "dua puluh belas",
        "dua puluh sebelas",
        "dua puluh sepuluh",
        "satu puluh satu",
        "puluh dua",
        "dua tiga",
        "lima lima",
        "satu satu ribu",
        "dua seratus",
        "seratus seratus",
        "seratus dua ratus",
        "seratus seribu",
        "dua seribu",
        "seribu seribu",
        "seribu satu ribu",
        "dua ribu tiga ribu",
        "seribu juta",
        "dua ribu juta",
        "satu ribu satu juta",
        "satu juta satu miliar",
        "satu juta dua juta",
        "seribu miliar triliun",
        "seribu kuadriliun",
        "dua koma lima",
        "koma",
        "tiga puluh hari",
        "tigapuluh",
        "duapuluh satu",
        "sejuta",
        "dua, tiga",
        "30",
        "dua puluh 1",
        "se-ratus",
        pytest.param("satu" + " ratus" * 100_000, id="panjang"),
        pytest.param("dua" + " kuadriliun" * 39, id="melampaui-batas"),
    ],
)
def test_dari_terbilang_menolak(teks: str) -> None:
    assert b.dari_terbilang(teks) is None


@given(st.lists(st.sampled_from(sorted(b._KATA_BILANGAN)), max_size=8))
def test_dari_terbilang_hanya_susunan_yang_benar(kata: list[str]) -> None:
    n = b.dari_terbilang(" ".join(kata))
    if n is not None:
        baku = re.sub(r"\bsatu (ratus|puluh)\b", r"se\1", " ".join(kata))
        baku = re.sub(r"(^|minus |juta |miliar |triliun |kuadriliun )satu ribu\b", r"\1seribu", baku)
        assert b.terbilang(n) == baku


@given(st.text())
def test_pembaca_tidak_pernah_gagal(teks: str) -> None:
    for baca in (b.dari_terbilang, b.baca_rupiah, b.dari_romawi, b.dari_huruf, b.baca_tanggal, b.baca_lama):
        baca(teks)
    b.adalah_kata_bilangan(teks)
    b.kapital_awal(teks)
    b.judul(teks)


def test_adalah_kata_bilangan() -> None:
    daftar = (
        "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus seratus ribu "
        "seribu juta miliar triliun kuadriliun minus koma"
    )
    assert all(b.adalah_kata_bilangan(kata) for kata in daftar.split())
    assert b.adalah_kata_bilangan("Seratus")
    assert not any(
        b.adalah_kata_bilangan(kata) for kata in ("", "hari", "rupiah", "dua puluh", "sejuta", "12", "kedua")
    )


@pytest.mark.parametrize(
    ("n", "teks"),
    [
        (1, "kesatu"),
        (2, "kedua"),
        (3, "ketiga"),
        (10, "kesepuluh"),
        (11, "kesebelas"),
        (12, "kedua belas"),
        (20, "kedua puluh"),
        (21, "kedua puluh satu"),
        (100, "keseratus"),
        (1000, "keseribu"),
    ],
)
def test_ordinal(n: int, teks: str) -> None:
    assert b.ordinal(n) == teks


@pytest.mark.parametrize("n", [0, -1, b.BATAS + 1])
def test_ordinal_menolak(n: int) -> None:
    with pytest.raises(ValueError):
        b.ordinal(n)


# --- figures, amounts, percentages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "teks"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (2_500_000, "2.500.000"),
        (-2500, "-2.500"),
        (10**21, "1" + ".000" * 7),
    ],
)
def test_angka(n: int, teks: str) -> None:
    assert b.angka(n) == teks


def test_dengan_kata() -> None:
    assert b.dengan_kata(30) == "30 (tiga puluh)"
    assert b.dengan_kata(999) == "999 (sembilan ratus sembilan puluh sembilan)"
    assert b.dengan_kata(1000) == "1.000 (seribu)"
    assert b.dengan_kata(0) == "0 (nol)"
    assert b.dengan_kata(-1500) == "-1.500 (minus seribu lima ratus)"
    with pytest.raises(ValueError):
        b.dengan_kata(b.BATAS + 1)


@pytest.mark.parametrize(
    ("sen", "teks"),
    [
        (250_000_000_000, "Rp2.500.000.000,00 (dua miliar lima ratus juta rupiah)"),
        (150_050, "Rp1.500,50 (seribu lima ratus rupiah lima puluh sen)"),
        (50, "Rp0,50 (lima puluh sen)"),
        (5, "Rp0,05 (lima sen)"),
        (0, "Rp0,00 (nol rupiah)"),
        (100, "Rp1,00 (satu rupiah)"),
        (101, "Rp1,01 (satu rupiah satu sen)"),
        (100_100_000, "Rp1.001.000,00 (satu juta seribu rupiah)"),
    ],
)
def test_rupiah(sen: int, teks: str) -> None:
    assert b.rupiah(sen) == teks
    assert b.rupiah_angka(sen) == teks.split(" (")[0]


def test_rupiah_menolak() -> None:
    for tulis in (b.rupiah, b.rupiah_angka):
        with pytest.raises(ValueError):
            tulis(-1)
    with pytest.raises(ValueError):
        b.rupiah((b.BATAS + 1) * 100)
    assert b.rupiah_angka((b.BATAS + 1) * 100) == "Rp1" + ".000" * 6 + ",00"


@pytest.mark.parametrize(
    ("teks", "sen"),
    [
        ("Rp2.500.000.000,00", 250_000_000_000),
        ("2500000000", 250_000_000_000),
        ("2.500.000.000", 250_000_000_000),
        ("Rp 1.500,50", 150_050),
        ("1500,5", 150_050),
        ("1500,05", 150_005),
        ("rp1500", 150_000),
        ("Rp. 1.500,-", 150_000),
        ("Rp\u00a01.500", 150_000),
        ("  0,50\n", 50),
        ("0", 0),
        ("Rp0,00", 0),
        ("999.999.999.999.999.999,99", b.BATAS * 100 + 99),
    ],
)
def test_baca_rupiah(teks: str, sen: int) -> None:
    assert b.baca_rupiah(teks) == sen


@pytest.mark.parametrize(
    "teks",
    [
        "",
        "Rp",
        "1.50",
        "1.5",
        "1,234",
        "1,",
        ",50",
        "1.500.00",
        "1.500000",
        "1500.000",
        "15.0000",
        "1..500",
        ".500",
        "1,500.00",
        "1,5,0",
        "dua juta",
        "-5",
        "Rp-5",
        "-Rp5",
        "+5",
        "1 500",
        "007",
        "0.500",
        "5 rupiah",
        "USD 5",
        "1e6",
        "1_000",
        "\u0661\u0662",
        "1.000.000.000.000.000.000",
        pytest.param("9" * 10_000, id="panjang"),
    ],
)
def test_baca_rupiah_menolak(teks: str) -> None:
    assert b.baca_rupiah(teks) is None


@given(st.integers(0, b.BATAS * 100 + 99))
def test_rupiah_bolak_balik(sen: int) -> None:
    assert b.baca_rupiah(b.rupiah_angka(sen)) == sen
    figur, kata = b.rupiah(sen).removesuffix(")").split(" (")
    assert figur == b.rupiah_angka(sen)
    utuh, _, pecahan = kata.partition(" rupiah") if "rupiah" in kata else ("nol", "", kata)
    nilai_sen = b.dari_terbilang(pecahan.removesuffix(" sen")) if pecahan else 0
    assert (b.dari_terbilang(utuh), nilai_sen) == divmod(sen, 100)


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("30", "30% (tiga puluh persen)"),
        ("2,5", "2,5% (dua koma lima persen)"),
        ("2.5", "2,5% (dua koma lima persen)"),
        ("0,05", "0,05% (nol koma nol lima persen)"),
        ("2,50", "2,50% (dua koma lima nol persen)"),
        ("12,15", "12,15% (dua belas koma satu lima persen)"),
        ("0", "0% (nol persen)"),
        ("100", "100% (seratus persen)"),
        ("1000", "1.000% (seribu persen)"),
        (" 30 ", "30% (tiga puluh persen)"),
    ],
)
def test_persen(teks: str, hasil: str) -> None:
    assert b.persen(teks) == hasil


@pytest.mark.parametrize(
    "teks",
    [
        "",
        "tiga",
        "30%",
        "2,5,1",
        "2.5,1",
        "1.000.000",
        "2,",
        ",5",
        "-5",
        "+5",
        "05",
        "1e3",
        "1 000",
        "1/2",
        "\u0663",
        "1" * 19,
        pytest.param("1" * 10_000, id="panjang"),
    ],
)
def test_persen_menolak(teks: str) -> None:
    with pytest.raises(ValueError, match="persentase"):
        b.persen(teks)


# --- numbering --------------------------------------------------------------------------------------------------------


def test_romawi_habis_dicoba() -> None:
    semua = [b.romawi(n) for n in range(1, 4000)]
    assert len(set(semua)) == 3999
    for n, teks in enumerate(semua, start=1):
        assert b.dari_romawi(teks) == n
        assert b.dari_romawi(teks.lower()) == n
        assert re.fullmatch("M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", teks)
    assert [b.romawi(n) for n in (1, 4, 9, 14, 40, 1994, 2026, 3999)] == [
        *("I", "IV", "IX", "XIV", "XL", "MCMXCIV", "MMXXVI", "MMMCMXCIX")
    ]


@pytest.mark.parametrize("n", [0, -1, 4000])
def test_romawi_menolak(n: int) -> None:
    with pytest.raises(ValueError):
        b.romawi(n)


@pytest.mark.parametrize(
    "teks",
    [
        "",
        " ",
        "IIII",
        "VV",
        "IC",
        "IL",
        "XM",
        "IVI",
        "IXI",
        "VX",
        "MMMM",
        "Xi",
        "A",
        "X I",
        "1",
        "\u2163",
        "\u0131",
        pytest.param("M" * 10_000, id="panjang"),
        "XIVZ",
    ],
)
def test_dari_romawi_menolak(teks: str) -> None:
    assert b.dari_romawi(teks) is None


@pytest.mark.parametrize(
    ("n", "teks"), [(1, "a"), (2, "b"), (26, "z"), (27, "aa"), (28, "bb"), (52, "zz"), (53, "aaa"), (780, "z" * 30)]
)
def test_huruf(n: int, teks: str) -> None:
    assert b.huruf(n) == teks
    assert b.dari_huruf(teks) == n
    assert b.dari_huruf(teks.upper()) == n


def test_huruf_habis_dicoba() -> None:
    assert [b.dari_huruf(b.huruf(n)) for n in range(1, 2001)] == list(range(1, 2001))


@pytest.mark.parametrize("n", [0, -1])
def test_huruf_menolak(n: int) -> None:
    with pytest.raises(ValueError):
        b.huruf(n)


@pytest.mark.parametrize("teks", ["", " ", "ab", "aA", "aab", "1", "a1", "a.", "a a", "\u00e9", "\u0430"])
def test_dari_huruf_menolak(teks: str) -> None:
    assert b.dari_huruf(teks) is None


# --- dates ------------------------------------------------------------------------------------------------------------


@given(TAHUN_BIASA)
def test_tanggal_menurut_babel(d: date) -> None:
    assert b.hari(d) == format_date(d, "EEEE", locale="id")
    assert b.bulan(d.month) == format_date(d, "MMMM", locale="id")
    assert b.tanggal(d) == format_date(d, "d MMMM y", locale="id")
    assert b.tanggal_angka(d) == format_date(d, "dd-MM-yyyy", locale="id")
    kata = b.tanggal_kata(d)
    assert kata == (pendapat_kedua(d.day), b.tanggal(d).split()[1], pendapat_kedua(d.year))


def test_semua_hari_dan_bulan() -> None:
    senin = date(2026, 12, 7)
    assert tuple(format_date(senin + timedelta(i), "EEEE", locale="id") for i in range(7)) == b.HARI
    assert tuple(format_date(date(2026, m, 1), "MMMM", locale="id") for m in range(1, 13)) == b.BULAN
    assert [b.bulan(m) for m in range(1, 13)] == list(b.BULAN)
    for m in (0, -1, 13):
        with pytest.raises(ValueError):
            b.bulan(m)


def test_tanggal_contoh() -> None:
    d = date(2026, 12, 7)
    assert b.hari(d) == "Senin"
    assert b.tanggal(d) == "7 Desember 2026"
    assert b.tanggal_angka(d) == "07-12-2026"
    assert b.tanggal_kata(d) == ("tujuh", "Desember", "dua ribu dua puluh enam")
    assert b.tanggal(datetime(2026, 12, 7, 23, 59)) == "7 Desember 2026"
    assert b.tanggal_angka(date(999, 1, 2)) == "02-01-0999"


@given(st.dates())
def test_baca_tanggal_bolak_balik(d: date) -> None:
    assert b.baca_tanggal(d.isoformat()) == d
    assert b.baca_tanggal(b.tanggal_angka(d)) == d
    assert b.baca_tanggal(f"{d.day}/{d.month}/{d.year:04d}") == d
    if d.year >= 1000:
        assert b.baca_tanggal(b.tanggal(d)) == d
        assert b.baca_tanggal(b.tanggal(d).upper()) == d


@pytest.mark.parametrize(
    "teks",
    [
        "2026-12-07",
        "07-12-2026",
        "7-12-2026",
        "7/12/2026",
        "07/12/2026",
        "7 Desember 2026",
        "07 desember 2026",
        "  7  DESEMBER\t2026\n",
        "7\u00a0Desember\u00a02026",
    ],
)
def test_baca_tanggal(teks: str) -> None:
    assert b.baca_tanggal(teks) == date(2026, 12, 7)


def test_baca_tanggal_ejaan_lama() -> None:
    assert b.baca_tanggal("1 Nopember 2026") == date(2026, 11, 1)
    assert b.baca_tanggal("29 PEBRUARI 2028") == date(2028, 2, 29)


@pytest.mark.parametrize(
    "teks",
    [
        "",
        "2026",
        "2026-13-01",
        "2026-02-29",
        "2026-2-3",
        "2026/12/07",
        "20261207",
        "2026-12-07T00:00:00",
        "30-02-2026",
        "29/2/2100",
        "31 April 2026",
        "0 Mei 2026",
        "00-01-2026",
        "01-00-2026",
        "1 Januari 0000",
        "12-31-2026",
        "7-12/2026",
        "7/12-2026",
        "7.12.2026",
        "7-12-26",
        "7 Des 2026",
        "7 December 2026",
        "7Desember2026",
        "7 Desember 2026.",
        "Senin, 7 Desember 2026",
        "Desember 2026",
        "-7-12-2026",
        "\u0667-12-2026",
        pytest.param("9" * 10_000, id="panjang"),
    ],
)
def test_baca_tanggal_menolak(teks: str) -> None:
    assert b.baca_tanggal(teks) is None


# --- lengths of time --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [
        ((3, 0, 0), "3 (tiga) tahun"),
        ((1, 6, 0), "1 (satu) tahun 6 (enam) bulan"),
        ((0, 18, 0), "18 (delapan belas) bulan"),
        ((0, 0, 90), "90 (sembilan puluh) hari"),
        ((1, 0, 15), "1 (satu) tahun 15 (lima belas) hari"),
        ((1, 2, 3), "1 (satu) tahun 2 (dua) bulan 3 (tiga) hari"),
        ((0, 0, 1000), "1.000 (seribu) hari"),
    ],
)
def test_lama(nilai: tuple[int, int, int], teks: str) -> None:
    assert b.lama(*nilai) == teks
    assert b.baca_lama(teks) == nilai


@pytest.mark.parametrize("nilai", [(0, 0, 0), (-1, 0, 0), (0, -1, 0), (0, 0, -1), (1, 0, -1), (b.BATAS + 1, 0, 0)])
def test_lama_menolak(nilai: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError):
        b.lama(*nilai)


@given(st.tuples(CACAH, CACAH, CACAH).filter(any))
def test_lama_bolak_balik(nilai: tuple[int, int, int]) -> None:
    assert b.baca_lama(b.lama(*nilai)) == nilai


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("3 tahun", (3, 0, 0)),
        ("1 tahun 6 bulan", (1, 6, 0)),
        ("18 bulan", (0, 18, 0)),
        ("90 hari", (0, 0, 90)),
        ("1 tahun 2 hari", (1, 0, 2)),
        ("3 (tiga) tahun", (3, 0, 0)),
        ("3(tiga)tahun", (3, 0, 0)),
        ("3 ( Tiga ) TAHUN", (3, 0, 0)),
        ("  3   tahun\n6 bulan ", (3, 6, 0)),
        ("1 (satu) tahun 6 bulan", (1, 6, 0)),
        ("0 tahun 6 bulan", (0, 6, 0)),
        ("1000 hari", (0, 0, 1000)),
        ("1.000 hari", (0, 0, 1000)),
    ],
)
def test_baca_lama(teks: str, nilai: tuple[int, int, int]) -> None:
    assert b.baca_lama(teks) == nilai


@pytest.mark.parametrize(
    "teks",
    [
        "",
        "3",
        "tahun",
        "tiga tahun",
        "3tahun",
        "3 tahun6 bulan",
        "6 bulan 1 tahun",
        "1 tahun 2 tahun",
        "3 hari 2 bulan",
        "3 minggu",
        "3 years",
        "0 tahun",
        "0 hari",
        "-3 tahun",
        "03 tahun",
        "1,5 tahun",
        "1.5 tahun",
        "3 (empat) tahun",
        "3 () tahun",
        "3 (kata) tahun",
        "3 ((tiga)) tahun",
        "3 (tiga tahun",
        "3 tahunan",
        "3 tahun lagi",
        "1 tahun dan 6 bulan",
        "1 (satu) tahun 6 (tujuh) bulan",
        "\u0663 tahun",
        "1" * 19 + " hari",
        pytest.param("1" * 10_000 + " hari", id="panjang"),
    ],
)
def test_baca_lama_menolak(teks: str) -> None:
    assert b.baca_lama(teks) is None


@pytest.mark.parametrize(
    ("awal", "lama", "akhir"),
    [
        (date(2028, 2, 29), (1, 0, 0), date(2029, 2, 28)),
        (date(2028, 2, 29), (4, 0, 0), date(2032, 2, 29)),
        (date(2096, 2, 29), (4, 0, 0), date(2100, 2, 28)),
        (date(1996, 2, 29), (4, 0, 0), date(2000, 2, 29)),
        (date(2026, 1, 31), (0, 1, 0), date(2026, 2, 28)),
        (date(2028, 1, 31), (0, 1, 0), date(2028, 2, 29)),
        (date(2026, 3, 31), (0, 1, 0), date(2026, 4, 30)),
        (date(2026, 12, 7), (0, 1, 0), date(2027, 1, 7)),
        (date(2026, 12, 7), (3, 0, 0), date(2029, 12, 7)),
        (date(2026, 12, 7), (0, 18, 0), date(2028, 6, 7)),
        (date(2026, 12, 7), (0, 0, 90), date(2027, 3, 7)),
        (date(2027, 1, 31), (1, 1, 1), date(2028, 3, 1)),  # 29 Feb 2028, then one day
        (date(2028, 2, 29), (1, 12, 0), date(2030, 2, 28)),
        (date(2026, 12, 7), (0, 0, 0), date(2026, 12, 7)),
        (date(2026, 3, 31), (0, -1, 0), date(2026, 2, 28)),
        (date(2026, 1, 1), (-1, 0, -1), date(2024, 12, 31)),
        (date(9998, 12, 31), (1, 0, 0), date(9999, 12, 31)),
    ],
)
def test_tambah_lama(awal: date, lama: tuple[int, int, int], akhir: date) -> None:
    assert b.tambah_lama(awal, *lama) == akhir


@pytest.mark.parametrize(
    "lama",
    [(8000, 0, 0), (0, 10**6, 0), (0, 0, 10**7), (0, 0, 10**30), (10**30, 0, 0), (-2026, 0, 0), (0, 0, -(10**6))],
)
def test_tambah_lama_menolak(lama: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="jangkauan"):
        b.tambah_lama(date(2026, 12, 7), *lama)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 12 * 500), st.integers(0, 100_000))
def test_tambah_lama_sifat(d: date, bulan: int, hari: int) -> None:
    hasil = b.tambah_lama(d, 0, bulan, 0)
    assert (hasil.year * 12 + hasil.month) - (d.year * 12 + d.month) == bulan
    assert hasil.day == d.day or (hasil.day < d.day and (hasil + timedelta(1)).day == 1)
    assert b.tambah_lama(d, bulan // 12, bulan % 12, 0) == hasil
    assert b.tambah_lama(d, 0, bulan, hari) == hasil + timedelta(days=hari)


# --- text -------------------------------------------------------------------------------------------------------------


def test_gabung() -> None:
    assert b.gabung([]) == ""
    assert b.gabung(["a"]) == "a"
    assert b.gabung(("a", "b")) == "a dan b"
    assert b.gabung(["a", "b", "c"]) == "a, b, dan c"
    assert b.gabung(["a", "b", "c", "d"]) == "a, b, c, dan d"


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("", ""),
        ("para pihak sepakat", "Para pihak sepakat"),
        ("pemerintah DKI Jakarta", "Pemerintah DKI Jakarta"),
        ("Sudah", "Sudah"),
        ("  “jangka waktu” adalah", "  “Jangka waktu” adalah"),
        ("(dua) hari", "(Dua) hari"),
        ("3 (tiga) tahun", "3 (tiga) tahun"),
        ("...", "..."),
    ],
)
def test_kapital_awal(teks: str, hasil: str) -> None:
    assert b.kapital_awal(teks) == hasil


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("", ""),
        ("hak dan kewajiban para pihak", "Hak dan Kewajiban Para Pihak"),
        ("dalam rangka kerja sama", "Dalam Rangka Kerja Sama"),
        ("Maksud Dan Tujuan", "Maksud dan Tujuan"),
        ("kerja sama di bidang pelayanan dari dan ke daerah", "Kerja Sama di Bidang Pelayanan dari dan ke Daerah"),
        ("yang bertanda tangan untuk dan atas nama", "Yang Bertanda Tangan untuk dan atas Nama"),
        ("undang-undang tentang perundang-undangan", "Undang-Undang tentang Perundang-undangan"),
        ("pemerintah kabupaten/kota dan/atau desa", "Pemerintah Kabupaten/Kota dan/atau Desa"),
        ("dan/atau", "Dan/atau"),
        ("dana APBD pada DI Yogyakarta", "Dana APBD pada DI Yogyakarta"),
        ("ruang lingkup (dan batasnya), serta lampiran", "Ruang Lingkup (dan Batasnya), serta Lampiran"),
        ("(dengan kata) lain", "(Dengan Kata) Lain"),
        ("— oleh siapa", "— Oleh Siapa"),
        ("antara pihak  sebagai\tmitra", "Antara Pihak  sebagai\tMitra"),
        ("bab IV ketentuan", "Bab IV Ketentuan"),
        ("KETENTUAN UMUM", "KETENTUAN UMUM"),
        ("pegawai non-ASN", "Pegawai Non-ASN"),
    ],
)
def test_judul(teks: str, hasil: str) -> None:
    assert b.judul(teks) == hasil
    assert b.judul(hasil) == hasil


# --- the module itself ------------------------------------------------------------------------------------------------


def test_impor_ringan() -> None:
    kode = (
        "import sys, ksdgen.bahasa; "
        "print([m for m in ('babel', 'num2words', 'locale', 'calendar', 'dataclasses', 'typing') if m in sys.modules])"
    )
    akar = Path(b.__file__).parents[1]
    keluaran = subprocess.run([sys.executable, "-S", "-c", kode], cwd=akar, capture_output=True, text=True, check=True)
    assert keluaran.stdout.strip() == "[]"
