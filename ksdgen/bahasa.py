"""Indonesian written numbers, amounts, dates and lengths of time as legal documents write them.

Pure functions that depend neither on the locale nor on anything outside the standard library. Readers (`baca_*`,
`dari_*`) never raise: they return None for a text they do not understand. Writers raise ValueError for a value that
has no written form. What a writer writes, its reader reads back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

BATAS = 10**18 - 1
"""The largest whole number that can be written in words (kuadriliun is the highest scale word)."""

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
"""Names of the weekdays, in the order of `date.weekday()`."""

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
"""Names of the months; month 1 is at index 0."""

_SATUAN = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SKALA = (("kuadriliun", 10**15), ("triliun", 10**12), ("miliar", 10**9), ("juta", 10**6), ("ribu", 10**3))
_NILAI_SATUAN = {kata: nilai for nilai, kata in enumerate(_SATUAN)}
_NILAI_SKALA = dict(_SKALA)
_KATA_BILANGAN = frozenset((*_SATUAN, *_NILAI_SKALA, "belas", "puluh", "ratus", "seratus", "seribu", "minus", "koma"))
_PANJANG_TERBILANG = 40  # no number up to BATAS needs more words than this

MONTH_NUMBERS = {nama.lower(): nomor for nomor, nama in enumerate(BULAN, start=1)} | {"pebruari": 2, "nopember": 11}
"""The number of each month by its name in small letters, the old spellings too."""

_ROMAWI = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_NILAI_ROMAWI = {lambang: nilai for nilai, lambang in _ROMAWI if len(lambang) == 1}

# fmt: off
# Words that stay lower case inside a title (conjunctions and prepositions, EYD V).
_KATA_TUGAS = frozenset((
    "agar", "antara", "atas", "atau", "bagi", "bahwa", "dalam", "dan", "dari", "daripada", "demi", "dengan", "di",
    "guna", "hingga", "karena", "ke", "kepada", "maupun", "mengenai", "oleh", "pada", "sampai", "sebagai", "sejak",
    "seperti", "serta", "tanpa", "tentang", "terhadap", "tetapi", "untuk", "yang",
))
# fmt: on

# The patterns stay strings: `re` compiles (and keeps) them at first use, which spares the start-up.
_BULAT = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|0|[1-9][0-9]*"  # "2.500.000", "2500000", "0"; no leading zeros
_POLA_RUPIAH = rf"(?:[Rr][Pp]\.?\s*)?(?P<bulat>{_BULAT})(?:,(?:(?P<sen>[0-9]{{1,2}})|-))?"
_POLA_PERSEN = r"(?P<bulat>0|[1-9][0-9]*)(?:[.,](?P<pecahan>[0-9]+))?"
_POLA_ISO = r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"
_POLA_ANGKA = r"(?P<d>[0-9]{1,2})(?P<tanda>[-/])(?P<m>[0-9]{1,2})(?P=tanda)(?P<y>[0-9]{4})"
_POLA_NAMA = r"(?P<d>[0-9]{1,2})\s+(?P<nama>[A-Za-z]+)\s+(?P<y>[0-9]{4})"


def _pola_lama(satuan: str) -> str:
    return rf"(?:(?P<{satuan}>{_BULAT})(?: ?\((?P<kata_{satuan}>[^()]*)\) ?| ){satuan}(?: |$))?"


_POLA_LAMA = "".join(_pola_lama(satuan) for satuan in ("tahun", "bulan", "hari"))
_POLA_HUBUNG = r"(?<=[^\W\d_])[-\u2010\u2011](?=[^\W\d_])"  # a hyphen between two letters
_POLA_ALFANUMERIK = r"[^\W_]"
_POLA_KATA_JUDUL = r"[^\s/]+"


# --- whole numbers in words -------------------------------------------------------------------------------------------


def _kata_ratusan(n: int) -> list[str]:
    """The words of `n`, 0..999; no words at all for 0."""
    kata: list[str] = []
    ratus, sisa = divmod(n, 100)
    if ratus == 1:
        kata.append("seratus")
    elif ratus:
        kata += (_SATUAN[ratus], "ratus")
    if sisa >= 20:
        puluh, sisa = divmod(sisa, 10)
        kata += (_SATUAN[puluh], "puluh")
    elif sisa >= 12:
        kata += (_SATUAN[sisa - 10], "belas")
        sisa = 0
    if sisa:
        kata.append(_SATUAN[sisa])
    return kata


def terbilang(n: int) -> str:
    """Write a whole number in words: 2001000 -> "dua juta seribu".

    Args:
        n: the number, from -BATAS to BATAS; a negative one begins with "minus".

    Raises:
        ValueError: `n` is outside that range.
    """
    if abs(n) > BATAS:
        raise ValueError("bilangan terlalu besar untuk ditulis dengan kata-kata")
    if n == 0:
        return _SATUAN[0]
    kata: list[str] = ["minus"] if n < 0 else []
    sisa = abs(n)
    for nama, nilai in _SKALA:
        kelompok, sisa = divmod(sisa, nilai)
        if kelompok == 1 and nama == "ribu":
            kata.append("seribu")
        elif kelompok:
            kata += (*_kata_ratusan(kelompok), nama)
    kata += _kata_ratusan(sisa)
    return " ".join(kata)


def _baku(kata: list[str]) -> list[str]:
    """`kata` with "satu puluh", "satu ratus" and (as a whole group) "satu ribu" in their usual form with "se-"."""
    hasil: list[str] = []
    for k in kata:
        if hasil and hasil[-1] == "satu":
            sebelum = hasil[-2] if len(hasil) > 1 else "minus"
            kelompok_utuh = sebelum == "minus" or sebelum in _NILAI_SKALA
            if k in ("puluh", "ratus") or (k == "ribu" and kelompok_utuh):
                hasil[-1] = "se" + k
                continue
        hasil.append(k)
    return hasil


def dari_terbilang(teks: str) -> int | None:
    """Read a whole number written in words, the inverse of `terbilang`.

    Capitals, extra spaces and hyphens between words do not matter; "satu puluh", "satu ratus" and "satu ribu" are
    read like "sepuluh", "seratus" and "seribu".

    Args:
        teks: the words, nothing else.

    Returns:
        The number, or None when a word is no number word or the words do not form a number ("tiga puluh ratus").
    """
    kata = _baku(re.sub(_POLA_HUBUNG, " ", teks).lower().split())
    if not kata or len(kata) > _PANJANG_TERBILANG:
        return None
    # Add up leniently, then let `terbilang` judge whether these are the right words in the right order.
    jumlah = ratusan = satuan = 0
    for k in kata[1:] if kata[0] == "minus" else kata:
        if k in _NILAI_SATUAN:
            satuan += _NILAI_SATUAN[k]
        elif k == "belas":
            satuan += 10
        elif k == "puluh":
            satuan *= 10
        elif k == "ratus":
            ratusan, satuan = ratusan + satuan * 100, 0
        elif k == "seratus":
            ratusan += 100
        elif k == "seribu":
            jumlah += 1000
        elif k in _NILAI_SKALA:
            jumlah += (ratusan + satuan) * _NILAI_SKALA[k]
            ratusan = satuan = 0
        else:
            return None
    jumlah += ratusan + satuan
    if jumlah > BATAS:
        return None
    hasil = -jumlah if kata[0] == "minus" else jumlah
    return hasil if terbilang(hasil) == " ".join(kata) else None


def adalah_kata_bilangan(kata: str) -> bool:
    """Whether `kata`, a single word in any case, is a word of written numbers ("sepuluh", "ratus", "koma", ...)."""
    return kata.lower() in _KATA_BILANGAN


def ordinal(n: int) -> str:
    """Write a rank in words: 1 -> "kesatu", 12 -> "kedua belas".

    Args:
        n: the rank, counted from 1.

    Raises:
        ValueError: `n` is less than 1 or above BATAS.
    """
    if n < 1:
        raise ValueError("urutan dimulai dari 1")
    return "ke" + terbilang(n)


# --- figures, amounts, percentages ------------------------------------------------------------------------------------


def angka(n: int) -> str:
    """Write a whole number in figures with dots between the thousands: 2500000 -> "2.500.000"."""
    return f"{n:,}".replace(",", ".")


def dengan_kata(n: int) -> str:
    """Write a whole number in figures and words: 30 -> "30 (tiga puluh)".

    Args:
        n: the number, from -BATAS to BATAS.

    Raises:
        ValueError: `n` is outside that range.
    """
    return f"{angka(n)} ({terbilang(n)})"


def rupiah_angka(sen: int) -> str:
    """Write an amount in figures: 150050 -> "Rp1.500,50".

    Args:
        sen: the amount in sen (1/100 rupiah).

    Raises:
        ValueError: the amount is negative.
    """
    if sen < 0:
        raise ValueError("jumlah uang tidak boleh negatif")
    utuh, pecahan = divmod(sen, 100)
    return f"Rp{angka(utuh)},{pecahan:02d}"


def rupiah(sen: int) -> str:
    """Write an amount in figures and words: 150050 -> "Rp1.500,50 (seribu lima ratus rupiah lima puluh sen)".

    Args:
        sen: the amount in sen (1/100 rupiah).

    Raises:
        ValueError: the amount is negative or above BATAS rupiah.
    """
    figur = rupiah_angka(sen)
    utuh, pecahan = divmod(sen, 100)
    bagian: list[str] = []
    if utuh or not pecahan:
        bagian.append(f"{terbilang(utuh)} rupiah")
    if pecahan:
        bagian.append(f"{terbilang(pecahan)} sen")
    return f"{figur} ({' '.join(bagian)})"


def _baca_bulat(figur: str) -> int | None:
    """The value of figures that match `_BULAT`, None above BATAS."""
    digit = figur.replace(".", "")
    return int(digit) if len(digit) <= len(str(BATAS)) else None


def baca_rupiah(teks: str) -> int | None:
    """Read an amount in figures: "Rp2.500.000.000,00", "2500000000", "Rp 1.500,50", "1500,5", "Rp. 1.500,-".

    Dots must separate groups of three digits; a comma is followed by one or two digits (one digit counts tens of sen)
    or by the dash that stands for no sen.

    Args:
        teks: the amount and nothing else.

    Returns:
        The amount in sen (1/100 rupiah), None when `teks` is no amount or exceeds BATAS rupiah.
    """
    cocok = re.fullmatch(_POLA_RUPIAH, teks.strip())
    if cocok is None:
        return None
    utuh = _baca_bulat(cocok["bulat"])
    if utuh is None:
        return None
    return utuh * 100 + int((cocok["sen"] or "").ljust(2, "0"))


def persen(teks: str) -> str:
    """Write a percentage in figures and words: "2,5" -> "2,5% (dua koma lima persen)".

    The digits after the comma are read one by one and kept as they are written.

    Args:
        teks: a number that is not negative, in percent, without thousands separators; decimal comma or decimal dot.

    Raises:
        ValueError: `teks` is no such number, or its whole part exceeds BATAS.
    """
    cocok = re.fullmatch(_POLA_PERSEN, teks.strip())
    utuh = None if cocok is None else _baca_bulat(cocok["bulat"])
    if cocok is None or utuh is None:
        raise ValueError("bukan angka persentase")
    figur, kata = angka(utuh), terbilang(utuh)
    pecahan = cocok["pecahan"]
    if pecahan:
        figur += f",{pecahan}"
        kata += " koma " + " ".join(_SATUAN[int(digit)] for digit in pecahan)
    return f"{figur}% ({kata} persen)"


# --- numbering --------------------------------------------------------------------------------------------------------


def romawi(n: int) -> str:
    """Write a Roman numeral: 14 -> "XIV".

    Args:
        n: the number, 1..3999.

    Raises:
        ValueError: `n` is outside 1..3999.
    """
    if not 1 <= n <= 3999:
        raise ValueError("angka Romawi hanya untuk 1 sampai 3999")
    hasil = ""
    for nilai, lambang in _ROMAWI:
        kali, n = divmod(n, nilai)
        hasil += lambang * kali
    return hasil


def dari_romawi(teks: str) -> int | None:
    """Read a Roman numeral in its standard form, all capitals or all small letters.

    Returns:
        The number 1..3999, None when `teks` is not the standard form of one ("IIII", "Xi", "").
    """
    teks = teks.strip()
    if not 1 <= len(teks) <= 15 or teks not in (teks.upper(), teks.lower()):  # MMMDCCCLXXXVIII has 15 letters
        return None
    nilai = [_NILAI_ROMAWI.get(lambang, 0) for lambang in (teks.upper() if teks.isascii() else "")]
    if not nilai or 0 in nilai:
        return None
    n = sum(-v if v < sesudah else v for v, sesudah in zip(nilai, [*nilai[1:], 0], strict=True))
    return n if 1 <= n <= 3999 and romawi(n) == teks.upper() else None


def huruf(n: int) -> str:
    """Write the letter of a list item as Word's lowerLetter does: 1 -> "a", 27 -> "aa", 28 -> "bb", 53 -> "aaa".

    Args:
        n: the item, counted from 1.

    Raises:
        ValueError: `n` is less than 1.
    """
    if n < 1:
        raise ValueError("penomoran huruf dimulai dari 1")
    ulang, letak = divmod(n - 1, 26)
    return chr(ord("a") + letak) * (ulang + 1)


def dari_huruf(teks: str) -> int | None:
    """Read the letter of a list item, the inverse of `huruf`; small letters or capitals.

    Returns:
        The item counted from 1, None when `teks` is not one letter a-z, repeated or not ("ab", "aA", "").
    """
    teks = teks.strip()
    if not teks or not teks.isascii() or not teks.isalpha() or teks != teks[0] * len(teks):
        return None
    return (len(teks) - 1) * 26 + ord(teks[0].lower()) - ord("a") + 1


# --- dates ------------------------------------------------------------------------------------------------------------


def hari(d: date) -> str:
    """The name of the weekday of `d`: "Senin" .. "Minggu"."""
    return HARI[d.weekday()]


def bulan(m: int) -> str:
    """The name of a month.

    Args:
        m: the month, 1..12.

    Raises:
        ValueError: `m` is outside 1..12.
    """
    if not 1 <= m <= 12:
        raise ValueError("bulan hanya 1 sampai 12")
    return BULAN[m - 1]


def tanggal(d: date) -> str:
    """Write a date with the name of the month: "7 Desember 2026"."""
    return f"{d.day} {bulan(d.month)} {d.year}"


def tanggal_angka(d: date) -> str:
    """Write a date in figures, day first: "07-12-2026"."""
    return f"{d.day:02d}-{d.month:02d}-{d.year:04d}"


def tanggal_kata(d: date) -> tuple[str, str, str]:
    """Day in words, name of the month, year in words: ("tujuh", "Desember", "dua ribu dua puluh enam")."""
    return terbilang(d.day), bulan(d.month), terbilang(d.year)


def baca_tanggal(teks: str) -> date | None:
    """Read a date: "2026-12-07", "07-12-2026", "7-12-2026", "7/12/2026" or "7 Desember 2026".

    The name of the month is read in any case; the old spellings Pebruari and Nopember are understood. Years have four
    digits.

    Returns:
        The date, None when `teks` is written otherwise or the day does not exist.
    """
    teks = teks.strip()
    cocok = re.fullmatch(_POLA_ISO, teks) or re.fullmatch(_POLA_ANGKA, teks)
    if cocok is not None:
        bulan_ke = int(cocok["m"])
    else:
        cocok = re.fullmatch(_POLA_NAMA, teks)
        if cocok is None:
            return None
        bulan_ke = MONTH_NUMBERS.get(cocok["nama"].lower(), 0)
    try:
        return date(int(cocok["y"]), bulan_ke, int(cocok["d"]))
    except ValueError:
        return None


# --- lengths of time --------------------------------------------------------------------------------------------------


def lama(tahun: int, bulan: int, hari: int) -> str:
    """Write a length of time in figures and words: "1 (satu) tahun 6 (enam) bulan".

    Args:
        tahun: years.
        bulan: months, not carried over into years.
        hari: days, not carried over into months.

    Raises:
        ValueError: one of them is negative or above BATAS, or all of them are zero.
    """
    bagian = ((tahun, "tahun"), (bulan, "bulan"), (hari, "hari"))
    if min(tahun, bulan, hari) < 0 or not any((tahun, bulan, hari)):
        raise ValueError("lama waktu harus lebih dari nol dan tidak boleh negatif")
    return " ".join(f"{dengan_kata(n)} {satuan}" for n, satuan in bagian if n)


def baca_lama(teks: str) -> tuple[int, int, int] | None:
    """Read a length of time: "3 tahun", "1 tahun 6 bulan", "18 bulan", "90 hari", "3 (tiga) tahun".

    Years, months and days come in this order, each at most once. Words in brackets must say what the figure says.

    Returns:
        Years, months and days as written, None when `teks` is written otherwise or amounts to nothing.
    """
    cocok = re.fullmatch(_POLA_LAMA, " ".join(teks.lower().split()))
    if cocok is None:
        return None
    nilai: list[int] = []
    for satuan in ("tahun", "bulan", "hari"):
        n = _baca_bulat(cocok[satuan] or "0")
        kata = cocok[f"kata_{satuan}"]
        if n is None or (kata is not None and dari_terbilang(kata) != n):
            return None
        nilai.append(n)
    return (nilai[0], nilai[1], nilai[2]) if any(nilai) else None


def _panjang_bulan(tahun: int, bulan: int) -> int:
    """How many days month 1..12 of a year has."""
    if bulan == 2:
        return 29 if tahun % 4 == 0 and (tahun % 100 != 0 or tahun % 400 == 0) else 28
    return 30 if bulan in (4, 6, 9, 11) else 31


def tambah_lama(d: date, tahun: int, bulan: int, hari: int) -> date:
    """The date that lies a length of time after `d`.

    Years and months move the calendar month, keeping the day or, where the month is too short, taking its last day
    (29 February + 1 year is 28 February); the days are counted from there.

    Args:
        d: the date to start from.
        tahun: years, negative to go back.
        bulan: months, negative to go back.
        hari: days, negative to go back.

    Raises:
        ValueError: the date is outside the years 1..9999.
    """
    y, m = divmod((d.year + tahun) * 12 + d.month - 1 + bulan, 12)
    if not date.min.year <= y <= date.max.year:
        raise ValueError("tanggal di luar jangkauan kalender")
    try:
        return date(y, m + 1, min(d.day, _panjang_bulan(y, m + 1))) + timedelta(days=hari)
    except OverflowError:
        raise ValueError("tanggal di luar jangkauan kalender") from None


# --- text -------------------------------------------------------------------------------------------------------------


def gabung(bagian: Sequence[str]) -> str:
    """Join the items of an enumeration: "a", "a dan b", "a, b, dan c"; an empty one gives ""."""
    if len(bagian) <= 2:
        return " dan ".join(bagian)
    return f"{', '.join(bagian[:-1])}, dan {bagian[-1]}"


def kapital_awal(teks: str) -> str:
    """Raise the letter `teks` begins with, leaving the rest untouched.

    Leading spaces, quotes and brackets are passed over; a text that begins with a figure stays as it is.
    """
    cocok = re.search(_POLA_ALFANUMERIK, teks)
    if cocok is None:
        return teks
    return teks[: cocok.start()] + cocok[0].upper() + teks[cocok.end() :]


def _kapital_kata(kata: str) -> str:
    """A title word with its capital; the second half of a full reduplication gets one too ("Undang-Undang")."""
    kata = kapital_awal(kata)
    kiri, hubung, kanan = kata.partition("-")
    if hubung and _inti(kiri).lower() == _inti(kanan).lower():
        kanan = kapital_awal(kanan)
    return kiri + hubung + kanan


def _inti(kata: str) -> str:
    """`kata` without the punctuation around it."""
    return "".join(huruf_ for huruf_ in kata if huruf_.isalnum() or huruf_ == "-").strip("-")


def judul(teks: str) -> str:
    """Write a title with capitals by the Indonesian rules (EYD V).

    Every word begins with a capital except conjunctions and prepositions that are not the first word. Both halves of
    a full reduplication get one ("Undang-Undang", but "Perundang-undangan"), and both sides of a slash
    ("Kabupaten/Kota"). Words of two or more letters all in capitals stay as they are, for they may be abbreviations
    ("APBD", "DI Yogyakarta"); lower a text that is all in capitals first.
    """
    pertama = True

    def ganti(cocok: re.Match[str]) -> str:
        nonlocal pertama
        kata = cocok[0]
        inti = _inti(kata)
        if not inti:
            return kata
        awal, pertama = pertama, False
        if len(inti) > 1 and inti.isupper():
            return kata
        if not awal and inti.lower() in _KATA_TUGAS:
            return kata.lower()
        return _kapital_kata(kata)

    return re.sub(_POLA_KATA_JUDUL, ganti, teks)
