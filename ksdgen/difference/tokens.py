"""The words of a paragraph as a lawyer counts them: an amount with its words, a date, a number, a reference are one word each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ksdgen import bahasa
from ksdgen.paper.document import Asal, Baris, Inline, Kosong, Rujukan, Teks

_RUJUKAN, _KOSONG, _BARIS, _LAIN = "\ue000", "\ue001", "\ue002", "\ue003"
"""Stand in the scanned text for what is no text."""

_WAKIL = re.compile(f"[{_RUJUKAN}-{_LAIN}]")

_EKOR = re.compile(r"[;,.:]?(?:[^\S\n]+(?:dan/atau|dan|atau))?\s*\Z")
"""How a point of a list ends, which depends on what comes after it."""

_PANJANG_EKOR = 16

UKURAN_KATA = 400
"""The longest stretch of letters, digits and joining signs that is looked at as one word."""

_HARI = "|".join(bahasa.HARI)
_BULAN = "|".join(name.capitalize() for name in bahasa.MONTH_NUMBERS)
_KATA = rf"[a-z{_KOSONG}]{{1,30}}"
_BILANGAN_KATA = rf"{_KATA}(?:\ {_KATA}){{0,12}}"
_FIGUR = r"\d{1,3}(?:\.\d{3}){1,6}(?![\d.]*\d)|\d{1,20}"
_SATUAN_WAKTU = r"tahun|bulan|minggu|hari\ kerja|hari\ kalender|hari|jam|triwulan|semester"
_POLA = rf"""
  (?P<polos> (?!(?:tanggal|ayat|huruf|angka)\b)[a-z]{{1,60}}(?![\w./@:&'’{_KOSONG}-]) )
| (?P<nilai_uang> Rp\.?\ ?\d[\d.]{{0,30}}(?:,(?:\d{{1,2}}|-))? (?:\ \([^()]{{1,300}}\))? )
| (?P<tanggal>
      (?:(?:{_HARI}|{_KOSONG}),?\ )? tanggal\ {_BILANGAN_KATA}\ bulan\ [A-Za-z{_KOSONG}]{{1,12}}\ tahun\ {_BILANGAN_KATA}
          (?:\ \((?:\d{{1,2}}-\d{{1,2}}-\d{{4}}|{_KOSONG})\))?
    | (?:(?:{_HARI}),?\ (?:tanggal\ )?)? \d{{1,2}}\ (?:{_BULAN})\ \d{{4}}
    | \d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}\b | \d{{4}}-\d{{2}}-\d{{2}}\b )
| (?P<jangka_waktu> (?:{_FIGUR})\ \([a-z ]{{1,200}}\)\ (?:{_SATUAN_WAKTU})\b )
| (?P<persen> \d{{1,20}}(?:,\d{{1,20}})?\ ?%(?:\ \([a-z ]{{1,200}}\))? )
| (?P<bilangan> (?:{_FIGUR})(?:,\d{{1,20}})?\ \([a-z ]{{1,200}}\) )
| (?P<rujukan> (?:(?:ayat|huruf|angka)\ )?{_RUJUKAN}(?:\ (?:ayat|huruf|angka)\ {_RUJUKAN}){{0,6}}
    | (?:Pasal\ \d{{1,4}}[A-Z]{{0,2}}\b(?:\ ayat\ \(\d{{1,3}}[a-z]?\))?|ayat\ \(\d{{1,3}}[a-z]?\))(?:\ huruf\ [a-z]{{1,2}}\b)?(?:\ angka\ \d{{1,3}}\b)? )
| (?P<nomor> [\w{_KOSONG}./-]{{0,60}}?\d[\w{_KOSONG}./-]{{0,60}}\ Tahun\ \d{{4}}\b | \(\d{{2,5}}\)\ \d[\d-]{{3,15}}\b )
| (?P<pihak> PIHAK\ KE[A-Z]{{2,9}}(?:\ BELAS)?\b )
| (?P<kosong> {_KOSONG}(?![\w/.-]*[\w/]) )
| (?P<kata> [\w{_KOSONG}]{{1,{UKURAN_KATA}}} (?:[./@:&'’_-][\w{_KOSONG}]{{1,{UKURAN_KATA}}}){{0,60}} )
| (?P<baris> {_BARIS} ) | (?P<lain> {_LAIN} )
| (?P<tanda> (?:\.{{3,200}}|…{{1,200}}|[^\s]) )
"""


class Token(NamedTuple):
    """One word: `kunci` decides what it equals, `jenis` what it is, [awal, akhir) where it stands, `sela` the white space before it."""

    kunci: Hashable
    jenis: str
    sela: str
    awal: int
    akhir: int


@cache
def _pola() -> re.Pattern[str]:
    return re.compile(_POLA, re.VERBOSE)


class Untai:
    """The inlines of a paragraph as one string that can be cut anywhere; what is no text takes one place."""

    __slots__ = ("_isi", "_mulai", "_semua_teks", "teks")

    def __init__(self, isi: Sequence[Inline]) -> None:
        self._isi = isi
        self._mulai = [0]
        potong: list[str] = []
        for i in isi:
            potong.append(i.isi if isinstance(i, Teks) else _wakil(i))
            self._mulai.append(self._mulai[-1] + len(potong[-1]))
        self.teks = "".join(potong)
        self._semua_teks = all(isinstance(i, Teks) for i in isi)

    def polos(self, teks: str) -> bool:
        """Whether a piece of the string stands for itself."""
        return self._semua_teks or not _WAKIL.search(teks)

    def iris(self, awal: int, akhir: int) -> tuple[Inline, ...]:
        """The inlines from one place to another; texts keep the places where they were written."""
        hasil: list[Inline] = []
        for n in range(self._di(awal), len(self._isi)):
            mulai, ujung = self._mulai[n], self._mulai[n + 1]
            if mulai >= akhir:
                break
            i = self._isi[n]
            if not isinstance(i, Teks):
                if mulai >= awal:
                    hasil.append(i)
            elif mulai >= awal and ujung <= akhir:
                hasil.append(i)
            else:
                hasil.append(_potong_teks(i, max(awal - mulai, 0), min(akhir, ujung) - mulai))
        return tuple(hasil)

    def _di(self, letak: int) -> int:
        return max(0, bisect_right(self._mulai, letak) - 1)


def _potong_teks(t: Teks, awal: int, akhir: int) -> Teks:
    asal: list[tuple[int, Asal]] = []
    batas = [mulai for mulai, _ in t.asal[1:]] + [len(t.isi)]
    for (mulai, _), ujung in zip(t.asal, batas, strict=False):
        dari, sampai = max(mulai, awal), min(ujung, akhir)
        if dari < sampai and (tempat := t.tempat(dari, sampai)) is not None:
            asal.append((dari - awal, tempat))
    return Teks(t.isi[awal:akhir], tuple(asal))


def _wakil(i: Inline) -> str:
    if isinstance(i, Rujukan):
        return _RUJUKAN
    if isinstance(i, Kosong):
        return _KOSONG
    return _BARIS if isinstance(i, Baris) else _LAIN


def pecah(untai: Untai) -> list[Token]:
    """The words in order. The last one stands for the end: it holds what ends a point or a sentence, or nothing, and has no identity."""
    hasil: list[Token] = []
    kini = 0
    ekor = _EKOR.search(untai.teks, max(0, len(untai.teks) - _PANJANG_EKOR))
    batas = ekor.start() if ekor is not None else len(untai.teks)
    for m in _pola().finditer(untai.teks, 0, batas):
        awal, akhir = m.span()
        teks, jenis = m[0], m.lastgroup or "tanda"
        if jenis == "polos":
            jenis = "kata"
        elif jenis == "kata" and not teks.isalpha():
            jenis = _jenis_kata(teks)
        # Only text that could hold more than text is worth taking apart.
        kunci = teks if untai.polos(teks) else _kunci(jenis, untai.iris(awal, akhir))
        hasil.append(Token(kunci, jenis, untai.teks[kini:awal], awal, akhir))
        kini = akhir
    hasil.append(Token("", "ujung", untai.teks[kini:batas], batas, len(untai.teks)))
    return hasil


def _kunci(jenis: str, isi: tuple[Inline, ...]) -> Hashable:
    """What a word equals: references that point to the same, and blanks, correspond though they print differently."""
    if len(isi) == 1 and isinstance(isi[0], Teks):
        return isi[0].isi
    if jenis == "kosong":
        return (Kosong,)
    if jenis == "rujukan" and (sasaran := [i.target for i in isi if isinstance(i, Rujukan)]):
        return (Rujukan, sasaran[-1])
    return isi


def _jenis_kata(teks: str) -> str:
    """A number of a document, a plain number, or a word."""
    if not any(c.isdigit() for c in teks):
        return "nomor" if _KOSONG in teks else "kata"
    if teks.replace(".", "").replace(",", "").isdigit():
        return "bilangan"
    return "nomor" if any(c in "/.-:@ " for c in teks) else "kata"


# fmt: off
_RINGAN = frozenset((
    "dan", "atau", "dan/atau", "yang", "di", "ke", "dari", "pada", "dalam", "dengan", "untuk", "oleh", "ini", "itu", "adalah", "serta",
    "sebagai", "secara", "tersebut", "atas", "bagi", "kepada", "sesuai", "terhadap", "antara", "para",
))
# fmt: on
"""Words that two sentences share without having anything in common."""


@lru_cache(maxsize=1 << 14)
def bobot(kunci: Hashable) -> int:
    """How much it says that two paragraphs share a word: signs and small words little, amounts, dates and references much."""
    if not isinstance(kunci, str):
        return 12
    if kunci.lower() in _RINGAN:
        return 2
    if len(kunci) == 1 and not kunci.isalnum():
        return 1
    return 12 if any(c.isdigit() for c in kunci) else 4 + min(len(kunci), 8)


def ringan(kunci: Hashable) -> bool:
    """Whether a word says nothing by itself: a sign or a small word."""
    return bobot(kunci) <= 2
