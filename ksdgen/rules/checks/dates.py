"""Dates in the text: days of the calendar, with their own weekday, told the same way twice.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the characters in the
file from which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ksdgen import bahasa
from ksdgen.rules.checks.numerals import bulat, kata_bilangan
from ksdgen.rules.reading import (
    Bacaan,
    Rentang,
    lembar,
    sekali,
    temuan,
)
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import shape

_BULAN = {nama.lower(): n for n, nama in enumerate(bahasa.BULAN, start=1)} | {"pebruari": 2, "nopember": 11}
_POLA_BULAN = "|".join(_BULAN)
_POLA_KATA = r"(?:se|nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh|ratus|ribu)+"
_TANGGAL = re.compile(
    rf"(?<![\w.])(?<!\d/)(?:(?P<d>\d{{1,2}}|{_POLA_KATA}(?:[ \u00a0]{_POLA_KATA}){{0,2}})\s+(?:bulan\s+)?(?P<m>{_POLA_BULAN})\s+(?:tahun\s+)?"
    rf"(?P<y>\d{{4}}|{_POLA_KATA}(?:[ \u00a0]{_POLA_KATA}){{1,6}}))(?![\w/])",
    re.IGNORECASE,
)
_TANGGAL_ANGKA = re.compile(r"(?<![\w./])\d{1,2}[-/]\d{1,2}[-/]\d{4}(?![\w/])")


@dataclass(frozen=True, slots=True)
class TanggalTertulis:
    """A date in a text: where it stands, and what it says; `nilai` is None where the calendar has no such day."""

    awal: int
    akhir: int
    nilai: date | None
    angka: bool
    """All figures: 07-12-2026."""


def tanggal_tertulis(teks: str) -> list[TanggalTertulis]:
    """The dates in a text, in figures, with the month's name, or in words; what only looks like a date is left out."""
    hasil = [TanggalTertulis(*m.span(), bahasa.baca_tanggal(m[0]), True) for m in _TANGGAL_ANGKA.finditer(teks)]
    kecil = teks.lower() if len(teks.lower()) == len(teks) else teks
    # Looking for the months first is much faster than trying the whole pattern everywhere.
    for i in sorted(i for nama in _BULAN for i in _letak(kecil, nama)):
        depan = kecil[max(0, i - 60) : i].removesuffix("bulan ").replace("/", " ").split()
        if not depan or not (depan[-1].isdigit() or kata_bilangan(depan[-1])):
            continue
        mulai = max(0, i - (12 if depan[-1].isdigit() else 60))
        m = next((m for m in _TANGGAL.finditer(teks, mulai, i + 90) if m.start("m") == i), None)
        if m is None:
            continue
        hari, tahun = (int(t) if t.isdigit() else _nilai_kata(t) for t in (m["d"], m["y"]))
        if hari is None or tahun is None or not 1 <= tahun <= 9999:
            continue
        try:
            nilai = date(tahun, _BULAN[m["m"].lower()], hari)
        except ValueError:
            nilai = None
        hasil.append(TanggalTertulis(m.start(), m.end(), nilai, False))
    return sorted(hasil, key=lambda t: t.awal)


def _letak(teks: str, cari: str) -> Iterator[int]:
    """Where a text stands in another."""
    i = teks.find(cari)
    while i >= 0:
        yield i
        i = teks.find(cari, i + 1)


def _nilai_kata(teks: str) -> int | None:
    kata = kata_bilangan(teks)
    baca = bulat(kata) if kata else None
    return int(baca) if baca is not None else None


_TANDA_TANGGAL = (*_BULAN, "-19", "-20", "/19", "/20")


def _bertanggal(k: Konteks) -> list[tuple[Bacaan, list[TanggalTertulis]]]:
    """The paragraphs with dates; worked out once for the three rules that judge them."""
    ingatan = lembar(k).ingatan
    if "tanggal" not in ingatan:
        semua = ((b, tanggal_tertulis(b.teks)) for b in lembar(k).calon(_TANDA_TANGGAL))
        ingatan["tanggal"] = [(b, t) for b, t in semua if t]
    hasil: list[tuple[Bacaan, list[TanggalTertulis]]] = ingatan["tanggal"]
    return hasil


_DEPAN_TANGGAL = re.compile(
    r"(?:\(|\b(?:(?:ter)?tanggal|tgl\.?|sejak|sampai(?:\s+dengan)?|s\.?d\.?|hingga|pada|mulai|per)\s+)$", re.IGNORECASE
)
"""Before figures that are a date and no number of a letter."""


@shape("tanggal_ada", words=("tanggal",))
@sekali
def tanggal_ada(k: Konteks) -> Iterator[Temuan]:
    """Every date in the text is a day of the calendar."""
    for b, semua in _bertanggal(k):
        for t in semua:
            if t.nilai is not None or (t.angka and not _DEPAN_TANGGAL.search(b.teks[max(0, t.awal - 40) : t.awal])):
                continue
            yield temuan(k, b, (t.awal, t.akhir), {"tanggal": b.teks[t.awal : t.akhir]})


_HARI = re.compile(r"(?<![\w-])(?P<hari>Senin|Selasa|Rabu|Kamis|Jum['’`]?at|Sabtu|Minggu|Ahad)\b", re.IGNORECASE)
_HARI_SEBELUM = re.compile(rf"{_HARI.pattern}[,\s/]*(?:\(\s*)?(?:tanggal\s+|tgl\.?\s*)?(?:\(\s*)?$", re.IGNORECASE)
_HARI_SESUDAH = re.compile(
    rf"\s*(?:\(\s*(?:hari\s+)?{_HARI.pattern}\s*\)|,?\s*hari\s+{_HARI.pattern.replace('?P<hari>', '?P<hari2>')}(?=\s*(?:[.;)]|$|,?\s*(?:pukul|bertempat)\b)))",
    re.IGNORECASE,
)
_HARI_BAKU = {"jumat": "Jumat", "ahad": "Minggu"}
_RENTANG_HARI = re.compile(
    r"(?:[-–—/,]|\b(?:dan|atau|s\.?d\.?|sampai(?:\s+dengan)?|hingga))\s*(?:hari\s+)?$", re.IGNORECASE
)


@shape("hari_dan_tanggal", words=("seharusnya", "tanggal", "tertulis"))
@sekali
def hari_dan_tanggal(k: Konteks) -> Iterator[Temuan]:
    """A weekday is that of the date after it."""
    for b, semua in _bertanggal(k):
        for t in semua:
            if t.nilai is None:
                continue
            if (s := _HARI_SESUDAH.match(b.teks, t.akhir)) is not None:
                yield from _nilai_hari(k, b, s.span("hari" if s["hari"] else "hari2"), t)
            m = _HARI_SEBELUM.search(b.teks, max(0, t.awal - 40), t.awal)
            if m is None:
                continue
            depan = b.teks[: m.start()]
            # "3 minggu" is a length of time, "Senin sampai dengan Jumat" a range.
            if not (m["hari"][0].isupper() or re.search(r"\bhari\s+$", depan, re.IGNORECASE)):
                continue
            if _RENTANG_HARI.search(depan) and _HARI.search(depan[-40:]):
                continue
            yield from _nilai_hari(k, b, m.span("hari"), t)


def _nilai_hari(k: Konteks, b: Bacaan, rentang: Rentang, t: TanggalTertulis) -> Iterator[Temuan]:
    assert t.nilai is not None
    kata = b.teks[slice(*rentang)]
    polos = re.sub(r"['’`]", "", kata).lower()
    if _HARI_BAKU.get(polos, polos.capitalize()) != (harap := bahasa.hari(t.nilai)):
        isian = {"tertulis": kata, "tanggal": bahasa.tanggal(t.nilai), "seharusnya": harap}
        yield temuan(k, b, rentang, isian, (t.awal, t.akhir), ganti=harap)


@shape("tanggal_dua_kali", words=("kedua", "pertama", "seharusnya"))
@sekali
def tanggal_dua_kali(k: Konteks) -> Iterator[Temuan]:
    """A date that is repeated in brackets is the same date."""
    for b, semua in _bertanggal(k):
        for kiri, kanan in pairwise(semua):
            if kiri.nilai is None or kanan.nilai is None or kiri.nilai == kanan.nilai:
                continue
            if re.fullmatch(r"[,\s]*\(\s*(?:tanggal\s+)?", b.teks[kiri.akhir : kanan.awal], re.IGNORECASE):
                harap = bahasa.tanggal_angka(kiri.nilai) if kanan.angka else bahasa.tanggal(kiri.nilai)
                isian = {
                    "pertama": bahasa.tanggal(kiri.nilai),
                    "kedua": b.teks[kanan.awal : kanan.akhir],
                    "seharusnya": harap,
                }
                yield temuan(k, b, (kanan.awal, kanan.akhir), isian, (kiri.awal, kiri.akhir))
