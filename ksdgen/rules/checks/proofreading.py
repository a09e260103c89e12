"""Proof-reading: numbers and their words, dates, left-over marks, names of parties, terms, references, spaces and spelling.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the characters in the
file from which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from ksdgen import bahasa
from ksdgen.naskah.model import FaktaKesepakatan, Naskah
from ksdgen.rules.reading import (
    Bacaan,
    Rentang,
    bukan_ascii,
    di_dalam,
    kalimat,
    kutipan,
    lembar,
    rute_pada,
    sekali,
    skalar,
    temuan,
)
from ksdgen.rules.rule import Cek, Konteks, Temuan
from ksdgen.source.node import Skalar
from ksdgen.source.scalars import TeksTerbuka, is_open

# --- numbers and their words ------------------------------------------------------------------------------------------------------------

_SATUAN = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_DIGIT = {kata: str(n) for n, kata in enumerate(_SATUAN)}
_EJAAN_LAMA = {
    "milyar": "miliar",
    "milliar": "miliar",
    "milyard": "miliar",
    "trilyun": "triliun",
    "trilliun": "triliun",
}
_RANGKAI = re.compile(
    rf"(se|{'|'.join(_SATUAN)})(belas|puluh|ratus|ribu|juta|miliar|milyar|triliun|trilyun)", re.IGNORECASE
)


def kata_bilangan(teks: str) -> list[str] | None:
    """The words of a written number, also "duapuluh" and "milyar"; None when other words stand among them."""
    hasil: list[str] = []
    for kata in re.split(r"[\s-]+", teks.strip().lower()):
        kata = _EJAAN_LAMA.get(kata, kata)
        if bahasa.adalah_kata_bilangan(kata):
            hasil.append(kata)
        elif m := _RANGKAI.fullmatch(kata):
            hasil += ["satu" if m[1] == "se" else m[1], _EJAAN_LAMA.get(m[2], m[2])]
        else:
            return None
    return hasil or None


def _bulat(kata: list[str]) -> str | None:
    """Written words as figures; digits may be read one by one."""
    if len(kata) > 40:
        return None  # no number needs more words
    nilai = bahasa.dari_terbilang(" ".join(kata))
    if nilai is not None:
        return str(nilai)
    return "".join(_DIGIT[k] for k in kata) if kata and all(k in _DIGIT for k in kata) else None


def _sama(utuh: str, pecahan: str, kata: list[str]) -> bool:
    """Whether words say what figures say; `pecahan` are the digits after the comma."""
    depan, belakang = kata, []
    if "koma" in kata:
        i = kata.index("koma")
        depan, belakang = kata[:i], kata[i + 1 :]
    if len(pecahan) == 3 and not belakang and _cocok(utuh + pecahan, depan):
        return True  # thousands divided in the English way: "1,000 (seribu)"
    if not _cocok(utuh, depan):
        return False
    baca = {"".join(_DIGIT.get(k, "?") for k in belakang).rstrip("0"), (_bulat(belakang) or "").rstrip("0")}
    return pecahan.rstrip("0") in baca


def _cocok(angka: str, kata: list[str]) -> bool:
    baca = _bulat(kata)
    return baca is not None and (baca == angka or int(baca) == int(angka))


def _kata(utuh: str, pecahan: str) -> str:
    """How figures are written in words."""
    kata = bahasa.terbilang(int(utuh))
    return f"{kata} koma {' '.join(_SATUAN[int(d)] for d in pecahan)}" if pecahan else kata


_RUPIAH = re.compile(
    r"(?:(?P<uang>\b(?:Rp\.?|IDR))\s*|(?<![\w.,/:$€£%+-]))(?P<angka>\d[\d.]*(?:,\d{1,2}(?!\d))?)(?:[,.]-+|,-*)?(?P<rupiah>\s*rupiah\b)?\s*"
    r"(?P<kurung>\((?:\s*terbilang\b\s*:?)?[\s#\"“]*(?P<kata>[A-Za-z\s-]+)[#\"”]*\))",
    re.IGNORECASE,
)
_RUPIAH_DI_KURUNG = re.compile(
    r"(?:rupiah|sen)\s*(?P<kurung>\(\s*(?:Rp\.?|IDR)\s*(?P<angka>\d[\d.]*(?:,\d{1,2}(?!\d))?)(?:[,.]-+|,-*)?\s*\))",
    re.IGNORECASE,
)


@sekali
def jumlah_uang(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """An amount says in words what it says in figures."""
    for b in lembar(k).calon(("rp", "idr", "rupiah")):
        for m in _RUPIAH.finditer(b.teks):
            if not m["uang"] and (_MATA_UANG.search(b.teks[: m.start()]) or not _jelas_rupiah(m)):
                continue
            sen = bahasa.baca_rupiah(m["angka"].rstrip("."))
            if sen is not None and bahasa.rupiah(sen).endswith(m["kurung"]):
                continue
            ucap = [u for u in m["kata"].lower().split() if u != "dan"]
            if ucap and ucap[-1] == "saja":
                ucap.pop()
            if sen is None or not ucap:
                continue
            # Amounts with other words in the bracket are no reading of the figures.
            kata = kata_bilangan(" ".join(u for u in ucap if u not in ("rupiah", "sen")))
            if kata is None or _sama_rupiah(sen, ucap, kata):
                continue
            harap = bahasa.rupiah(sen)
            isian = {
                "jumlah": harap[: harap.index(" (")],
                "tertulis": " ".join(m["kata"].split()),
                "seharusnya": harap[harap.index("(") + 1 : -1],
            }
            yield temuan(k, b, m.span("kata"), isian, m.span("angka"), ganti=isian["seharusnya"])
        for m in _RUPIAH_DI_KURUNG.finditer(b.teks):
            awal = _awal_bilangan(b.teks, m.start("kurung"), ("rupiah", "sen", "dan"))
            sen, ucap = (
                bahasa.baca_rupiah(m["angka"].rstrip(".")),
                [u for u in b.teks[awal : m.start("kurung")].lower().split() if u != "dan"],
            )
            kata = kata_bilangan(" ".join(u for u in ucap if u not in ("rupiah", "sen")))
            utuh = kata_bilangan(" ".join(ucap[: ucap.index("rupiah")])) if "rupiah" in ucap else None
            # What cannot be read begins earlier: "puluhan juta rupiah", "2 juta rupiah".
            if sen is None or kata is None or utuh is None or _bulat(utuh) is None or _sama_rupiah(sen, ucap, kata):
                continue
            harap = bahasa.rupiah(sen)
            tulis = b.teks[awal : m.start("kurung")].rstrip()
            isian = {
                "jumlah": harap[: harap.index(" (")],
                "tertulis": " ".join(tulis.split()),
                "seharusnya": harap[harap.index("(") + 1 : -1],
            }
            yield temuan(k, b, (awal, awal + len(tulis)), isian, m.span("angka"), ganti=isian["seharusnya"])


def _jelas_rupiah(m: re.Match[str]) -> bool:
    """Whether an amount without a sign of money is one: "1.000.000 rupiah (…)", "1.000.000 (… rupiah)"."""
    return bool(m["rupiah"]) or ("." in m["angka"] and re.search(r"\brupiah\b", m["kata"], re.IGNORECASE) is not None)


def _awal_bilangan(teks: str, akhir: int, juga: tuple[str, ...] = ()) -> int:
    """Where the number words begin that end before a character; `akhir` itself where there are none."""
    awal = akhir
    while (m := re.search(r"(?<![\w-])[A-Za-z-]+\s*$", teks[max(0, awal - 40) : awal])) is not None:
        kata = m[0].strip().lower()
        if kata not in juga and kata_bilangan(kata) is None:
            break
        awal -= len(m[0])
        if akhir - awal > 300:
            return akhir
    while (m := re.match(r"dan\s+", teks[awal:akhir], re.IGNORECASE)) is not None:
        awal += m.end()
    return awal


def _sama_rupiah(sen: int, ucap: list[str], kata: list[str]) -> bool:
    utuh, pecahan = divmod(sen, 100)
    if "sen" not in ucap:
        return _sama(str(utuh), f"{pecahan:02d}" if pecahan else "", kata)
    if ucap[-1] != "sen":
        return False
    i = ucap.index("rupiah") if "rupiah" in ucap else -1
    depan, belakang = kata_bilangan(" ".join(ucap[: max(i, 0)])), kata_bilangan(" ".join(ucap[i + 1 : -1]))
    rupiah = bahasa.dari_terbilang(" ".join(depan)) if depan else 0
    return rupiah == utuh and belakang is not None and bahasa.dari_terbilang(" ".join(belakang)) == pecahan


_ANGKA = re.compile(
    r"(?<![\w.,/:$€£%+-])(?P<utuh>\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(?P<pecahan>\d{1,6}))?(?P<persen>\s?%|\s+persen)?\s*"
    r"\((?P<kata>[A-Za-z\s-]+)\)"
)
_DIGIT_TERBILANG = len(str(bahasa.BATAS))
_KURUNG_BILANGAN = re.compile(rf"\(\s*(?:se|minus|puluh|ratus|{'|'.join(_SATUAN)})")
_MATA_UANG = re.compile(r"(?:\bRp\.?|\bIDR|\bUSD|\bEUR|\bUS\$|[$€£])\s*$", re.IGNORECASE)


@sekali
def angka_dan_kata(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """A number says in words what it says in figures; only where the bracket holds nothing but number words."""
    naskah = lembar(k)
    for kurung in _KURUNG_BILANGAN.finditer(naskah.kecil):
        i = naskah.indeks(kurung.start())
        b, letak = naskah.bacaan(i), kurung.start() - naskah.awal[i]
        for m in _ANGKA.finditer(b.teks, max(0, letak - 40), b.teks.find(")", letak) + 1):
            if m.start("kata") != letak + 1 or _MATA_UANG.search(b.teks[: m.start()]):
                continue
            teks, utuh, pecahan = m["kata"], m["utuh"].replace(".", ""), m["pecahan"] or ""
            if len(utuh) > _DIGIT_TERBILANG or (
                not pecahan and not m["persen"] and teks == bahasa.terbilang(int(utuh))
            ):
                continue
            if m["persen"]:
                teks = re.sub(r"\s+(?:persen|per\s?seratus)\s*$", "", teks, flags=re.IGNORECASE)
            kata = kata_bilangan(teks)
            if kata is None or _sama(utuh, pecahan, kata):
                continue
            harap = _kata(utuh, pecahan) + (" persen" if teks != m["kata"] else "")
            angka = (
                b.teks[m.start() : m.end("pecahan") if m["pecahan"] else m.end("utuh")] + (m["persen"] or "").rstrip()
            )
            isian = {"angka": angka, "tertulis": " ".join(m["kata"].split()), "seharusnya": harap}
            yield temuan(k, b, m.span("kata"), isian, m.span("utuh"), ganti=isian["seharusnya"])
    for letak_angka in _ANGKA_DI_KURUNG.finditer(naskah.kecil):
        i = naskah.indeks(letak_angka.start())
        b, geser = naskah.bacaan(i), naskah.awal[i]
        yield from _kata_dan_angka(k, b, letak_angka, geser)


_ANGKA_DI_KURUNG = re.compile(
    r"[a-z][ \u00a0]+(?P<kurung>\((?P<utuh>\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,(?P<pecahan>\d{1,6}))?(?P<persen>\s?%|\s+persen)?\))"
)


def _kata_dan_angka(k: Konteks, b: Bacaan, m: re.Match[str], geser: int) -> Iterator[Temuan]:
    """Words first, figures in the bracket: "tujuh (7) hari"."""
    kurung = m.start("kurung") - geser
    awal = _awal_bilangan(b.teks, kurung, ("persen",))
    tulis = b.teks[awal:kurung].rstrip()
    kata = kata_bilangan(re.sub(r"\s*\bpersen$", "", tulis, flags=re.IGNORECASE))
    utuh, pecahan = m["utuh"].replace(".", ""), m["pecahan"] or ""
    if kata is None or _bulat(kata[: kata.index("koma")] if "koma" in kata else kata) is None:
        return
    # A list inside the sentence, or a year: "atas dua (1) beras; (2) jagung", "tahap dua (2027)".
    lain = set(re.findall(r"\((\d+)\)", b.teks))
    if utuh == "1" or (utuh.isdigit() and {str(int(utuh) - 1), str(int(utuh) + 1)} & lain):
        return
    if re.fullmatch(r"(?:19|20)\d\d", m["utuh"]) and "ribu" not in kata:
        return
    if not _sama(utuh, pecahan, kata):
        angka = m["kurung"][1:-1]
        ekor = " persen" if tulis.lower().endswith("persen") else ""
        isian = {"angka": angka, "tertulis": " ".join(tulis.split()), "seharusnya": _kata(utuh, pecahan) + ekor}
        yield temuan(
            k, b, (awal, awal + len(tulis)), isian, (kurung + 1, kurung + 1 + len(angka)), ganti=isian["seharusnya"]
        )


# --- dates ------------------------------------------------------------------------------------------------------------------------------

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
    baca = _bulat(kata) if kata else None
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


@sekali
def tanggal_ada(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
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


@sekali
def hari_dan_tanggal(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
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


@sekali
def tanggal_dua_kali(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
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


# --- what was left over -----------------------------------------------------------------------------------------------------------------

_ISIAN = r"(?:nama|jabatan|tanggal|nomor|alamat|tempat|jumlah|judul|hari|bulan|tahun|nilai)"
_SISA = (
    re.compile(r"…+|\.{3,}(?:\s?\.{2,})*"),
    re.compile(
        rf"(?<!\[)\[\s*(?:(?:{_ISIAN}|isi|diisi|tulis|tuliskan|sebutkan|pilih|lengkapi)\b[^\[\]]*|[.…_\s]*)\](?!\])",
        re.IGNORECASE,
    ),
    re.compile(r"<[A-Za-z][^<>@:/=\d]{0,40}>"),
    re.compile(
        rf"\(\s*(?:nama\s+(?:tanpa\s+gelar|lengkap|pejabat|jelas)|(?:di\s?)?isi(?:\s+(?:{_ISIAN}|di\s+sini)\b[^()]*)?|sebutkan\b[^()]*"
        r"|tulis(?:kan)?\b(?!\s+tangan\b)[^()]*|pilih\s+salah\s+satu[^()]*|coret\b[^()]*)\)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\S)\*+\)"),
    re.compile(r"\b[xX]{3,}\b"),
)
_TANDA_SISA = ("…", "...", "[", "<", "*)", "xxx")
_KURUNG_SISA = re.compile(r"\((?:\s|nama|isi|di\s?isi|sebutkan|tulis|pilih|coret)")
_ROMAWI_XXX = re.compile(
    r"\b(?:lampiran|bab|bagian|buku|romawi|angkatan|ke|pon|munas|dies\s+natalis|hut)[\s-]*$", re.IGNORECASE
)


@sekali
def sisa_isian(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """Marks of a form that nobody filled in: typed dots, xxx, [nama], <jabatan>; and the words of `kata`."""
    dicari = tuple(p.get("kata", ()))
    kata = _kata_utuh(dicari)
    naskah = lembar(k)
    kurung = {naskah.kecil[slice(*m.span())] for m in _KURUNG_SISA.finditer(naskah.kecil)}
    for b in naskah.calon((*_TANDA_SISA, *sorted(kurung), *(t.lower() for t in dicari))):
        if b.lampiran:
            continue  # an annex may be a form to be filled in later
        for pola in (*_SISA, kata):
            for m in pola.finditer(b.teks):
                if not m[0].strip() or not b.tertulis(*m.span()):
                    continue
                if m[0] == "XXX" and _ROMAWI_XXX.search(b.teks[: m.start()]):
                    continue
                yield temuan(k, b, m.span(), {"sisa": m[0]})


def _longgar(frasa: str) -> str:
    """A pattern for a phrase, whatever white space stands between its words."""
    return r"\s+".join(map(re.escape, frasa.split()))


@cache
def _kata_utuh(kata: tuple[str, ...], tanda: int = 0) -> re.Pattern[str]:
    """Any of some words or phrases, standing alone; the longest first."""
    urut = sorted(kata, key=lambda t: (-len(t), t))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_longgar, urut)) or '(?!)'})(?![\w-])", tanda)


@sekali
def kata_tak_tegas(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """Abbreviations that leave an enumeration open, inside articles."""
    pola = _kata_utuh(tuple(p["kata"]), re.IGNORECASE)
    for b in lembar(k).calon(p["kata"]):
        if b.pasal is None:
            continue
        for m in pola.finditer(b.teks):
            if b.tertulis(*m.span()):
                yield temuan(k, b, m.span(), {"kata": m[0]})


# --- names of parties ---------------------------------------------------------------------------------------------------------------------

_SEBUTAN = re.compile(
    r"PARAPIHAK(?![\w/-])|PIHAK[ \u00a0]+(?:PERTAMA|KE[ \u00a0-]*(?:\d{1,2}|SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|SEMBILAN|SEPULUH|SEBELAS)(?:[ \u00a0]+(?:BELAS|PULUH))?"
    r"|I{1,3}|IV|VI{0,3}|IX|XI?|1?\d)(?![\w/-])"
)
_BERKAPITAL = {
    "judul",
    "judul_antara",
    "judul_pihak",
    "judul_tentang",
    "judul_nomor",
    "pasal",
    "ttd_lembaga",
    "ttd_jabatan",
    "lampiran_judul",
    "sel_kepala",
}
"""Roles that print in capitals whatever they are given: "pihak ketiga" is no name of a party there."""


def _sebutan_pihak(k: Konteks) -> list[str]:
    """The names that the document gives its parties."""
    ingatan = lembar(k).ingatan
    if "sebutan" not in ingatan:
        uraian = [b.teks for b in lembar(k).calon((" disebut ",)) if b.paragraf.peran == "pihak_uraian"]
        nama = [re.search(r"\bdisebut\s+(?:sebagai\s+)?(PIHAK\s[A-Z ]+[A-Z])", t) for t in uraian]
        ingatan["sebutan"] = list(dict.fromkeys(" ".join(m[1].split()) for m in nama if m))
    hasil: list[str] = ingatan["sebutan"]
    return hasil


@sekali
def sebutan_pihak(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """A party is called by the name that the document gives it."""
    ada = _sebutan_pihak(k)
    if not ada:
        return
    naskah = lembar(k)
    for m in _SEBUTAN.finditer(naskah.teks):
        nama = " ".join(m[0].split())
        if nama in ada:
            continue
        i = naskah.indeks(m.start())
        b, awal = naskah.bacaan(i), m.start() - naskah.awal[i]
        if b.paragraf.peran not in _BERKAPITAL and not b.teks[:awal][-1:].isalnum() and not di_dalam(awal, kutipan(b)):
            benar = "PARA PIHAK" if nama == "PARAPIHAK" else bahasa.gabung(ada)
            yield temuan(k, b, (awal, awal + len(m[0])), {"sebutan": nama, "ada": benar})


_PARA_PIHAK = re.compile(
    r"\b(?P<para>[Pp]ara\s+[Pp]ihak(?!\s+(?:terkait|lain|yang|ketiga)))\b|\b(?P<belah>[Kk]edua\s+[Bb]elah\s+[Pp]ihak)\b"
    r"|\b(?P<satu>Pihak\s+(?:Pertama|Kesatu|Kedua))\b"
)


@sekali
def cara_menulis_pihak(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """Inside articles the parties are written as they were defined: PARA PIHAK, PIHAK KEDUA."""
    ada = _sebutan_pihak(k)
    for b in lembar(k).calon(
        ("ara Pihak", "ara pihak", "elah Pihak", "elah pihak", "Pihak Pertama", "Pihak Kesatu", "Pihak Kedua"),
        tepat=True,
    ):
        if b.pasal is None or b.paragraf.peran in _BERKAPITAL:
            continue
        kutip = kutipan(b)
        for m in _PARA_PIHAK.finditer(b.teks):
            if di_dalam(m.start(), kutip):
                continue
            harap = "PARA PIHAK"
            if m["satu"]:
                urut = 1 if m["satu"].endswith("Kedua") else 0
                harap = ada[urut] if urut < len(ada) else m["satu"].upper()
            yield temuan(k, b, m.span(), {"tertulis": m[0], "seharusnya": harap})


# --- the title ------------------------------------------------------------------------------------------------------------------------------


def _pada_tentang(k: Konteks, awal: int, akhir: int, isian: dict[str, str]) -> Temuan:
    node = k.tempat.node("tentang")
    span = node.tempat(0, awal, akhir - awal) if isinstance(node, Skalar) and "\n" not in node.teks else None
    return Temuan("tentang", isian, span=span)


def judul_mengulang(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """The title says what the paper is about, not what kind of paper it is (`jenis`), nor the word "tentang"."""
    teks = k.naskah.tentang
    m = re.match(rf"\s*(?:tentang|{'|'.join(re.escape(j) for j in p['jenis'])})(?!\w)", teks, re.IGNORECASE)
    if m is None:
        calon = _kata_utuh(tuple(p["singkatan"])).finditer(teks)
        m = next((c for c in calon if not _kepanjangan_lain(teks, c[0], p["jenis"])), None)
    if m is not None:
        yield _pada_tentang(k, m.start(), m.end(), {"kata": m[0].strip()})


def _kepanjangan_lain(teks: str, singkatan: str, jenis: list[str]) -> bool:
    """Whether a text itself says that an abbreviation means something else: "Pabrik Kelapa Sawit (PKS)"."""
    i = teks.find(f"({singkatan})")
    kata = teks[: max(i, 0)].split()[-len(singkatan) :]
    return "".join(t[0] for t in kata).upper() == singkatan.upper() and " ".join(kata).lower() not in {
        j.lower() for j in jenis
    }


def judul_singkatan(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """Abbreviations in a title are written in full."""
    teks = k.naskah.tentang
    if teks == teks.upper():
        return
    for m in re.finditer(r"(?<![\w(-])[A-Z]{2,}[A-Z0-9]*(?:-[A-Z0-9]+)*(?![\w)-])", teks):
        if m[0] not in p.get("kecuali", ()) and bahasa.dari_romawi(m[0]) is None:
            yield _pada_tentang(k, m.start(), m.end(), {"singkatan": m[0]})


# --- defined terms ----------------------------------------------------------------------------------------------------------------------------

_DISEBUT = re.compile(r",?\s+(?:yang\s+)?(?:selanjutnya|dapat)\s+(?:disebut|disingkat)(?:\s+dengan)?\s+", re.IGNORECASE)


def istilah_terpakai(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """A defined term is used somewhere besides its own definition."""
    for i, isi in enumerate(k.naskah.istilah):
        nama = " ".join(isi.istilah.split())
        ragam = [r.strip(" \"“”',") for r in _DISEBUT.split(nama) if r.strip(" \"“”',")]
        if not ragam:
            continue
        pola = re.compile(rf"(?<!\w)(?:{'|'.join(map(_longgar, ragam))})(?!\w)", re.IGNORECASE)
        batasan = re.compile(rf"{_longgar(nama)}\s+adalah\b", re.IGNORECASE)
        calon = lembar(k).calon(r.split()[0].lower() for r in ragam)
        if not any(pola.search(b.teks) and not batasan.match(b.teks) for b in calon):
            yield Temuan(f"istilah.{i}.istilah", {"istilah": nama})


def istilah_sekali(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """A term is defined once."""
    sudah: dict[str, int] = {}
    for i, isi in enumerate(k.naskah.istilah):
        kunci = " ".join(isi.istilah.split()).casefold()
        if kunci in sudah:
            yield Temuan(f"istilah.{i}.istilah", {"istilah": isi.istilah, "ke": str(sudah[kunci] + 1)})
        sudah.setdefault(kunci, i)


# --- references written by hand -----------------------------------------------------------------------------------------------------------------

_RUJUK = re.compile(r"\b[Pp]asal\s+(?P<pasal>\d{1,3})(?P<sisip>[A-Z])?(?!\w)|\b[Aa]yat\s+\((?P<ayat>\d{1,2})\)")
_SAMBUNG = re.compile(
    r"(?:[\s,]|\bdan\b|\batau\b|\bserta\b|\bjo\b\.?|\bjuncto\b|\bs\.?d\.?|\bsampai\s+dengan\b|\bhuruf\s+[a-z]{1,2}\b|\bangka\s+\d+\b"
    r"|\b[Aa]yat\s+\(\d+\)|\(\d+\)|\b[Pp]asal\s+\d+[A-Z]?\b)*"
)
_NASKAH_LAIN = (
    r"(?:[Uu]ndang-[Uu]ndang\b(?!an)|UU\b|UUD\b|Peraturan\b(?!\s+[Pp]erundang)|Perda\b|Perkada\b|Per(?:gub|bup|wal|wali|pres|men\w*|ppu)\b|PP\s"
    r"|(?<![\w/-])(?:P(?:MK|MDN|BI|OJK)|Permen\w*|Per(?:ma|ka\w*|dir\w*|ban|des|konsil)|Kep(?:men|pres|gub|bup|wal|ka|dir)\w*|Inpres|In(?:gub|mendagri|bup|wal)\w*"
    r"|SKB|SK|SE|SEMA|SEOJK|AD/ART|AD|ART)\b"
    r"|KUH\w*|Kitab\b|[Aa]nggaran\s+(?:[Dd]asar|[Rr]umah\s+[Tt]angga)\b|Statuta\b|Keputusan\s+(?:Presiden|Menteri|Gubernur|Bupati|Wali|Kepala|Direksi|Bersama)"
    r"|Akta\b|Qanun\b|Instruksi\b|Surat\s+(?:Edaran|Keputusan|Kuasa|Perjanjian)|Staatsblad|Burgerlijk|B\.?W\b|Konvensi"
    r"|(?:Kesepakatan\s+Bersama|Perjanjian|Nota\s+Kesep\w+|Kontrak|Adendum|Rencana\s+Kerja)\b(?!(?:\s+Kerja\s+Sama)?\s+ini\b))"
)
_NASKAH_LAIN_DEPAN = re.compile(_NASKAH_LAIN)
_NASKAH_LAIN_BELAKANG = re.compile(
    rf"\W*(?:(?:dari|dalam|pada|dan\s+penjelasan\w*)\s+)?(?:{_NASKAH_LAIN}|peraturan\b(?!\s+perundang|\s+yang))"
)
_MILIK_LAIN = re.compile(
    r"(?:\s+(?:[Aa]yat\s+\(\d+\)|huruf\s+[a-z]{1,2}|angka\s+\d+))*\s+(?:peraturan\b|undang-undang\b"
    r"|(?!(?:PIHAK|PARA|PARAPIHAK|Pihak|Para|Pasal|Ayat|Kesepakatan|Perjanjian|Nota|Rencana|Naskah|Lampiran)\b)[A-Z])"
)
"""A name right after an article is that of the paper it belongs to: "Pasal 62 Traktat Den Haag"."""


@dataclass(frozen=True, slots=True)
class _Rujuk:
    """A reference by number: to an article, or to an ayat of an article."""

    rentang: Rentang
    pasal: int
    ayat: int | None
    sisip: bool


def _rujukan_tangan(b: Bacaan) -> Iterator[_Rujuk]:
    """References by number that were typed, and that mean this paper and no other."""
    if (b.pasal is None and not b.lampiran) or b.paragraf.peran == "pasal":
        return
    cocok = list(_RUJUK.finditer(b.teks))
    i = 0
    while i < len(cocok):
        j = i
        while j + 1 < len(cocok) and _SAMBUNG.fullmatch(b.teks, cocok[j].end(), cocok[j + 1].start()):
            j += 1
        rantai, i = cocok[i : j + 1], j + 1
        ekor = _SAMBUNG.match(b.teks, rantai[-1].end())
        akhir = ekor.end() if ekor is not None else rantai[-1].end()
        depan, _ = kalimat(b.teks, rantai[0].start(), rantai[-1].end())
        if _NASKAH_LAIN_DEPAN.search(depan) or _NASKAH_LAIN_BELAKANG.match(b.teks, akhir):
            continue
        if _MILIK_LAIN.match(b.teks, rantai[-1].end()):
            continue
        kini = b.pasal
        for m in rantai:
            if m["pasal"]:
                kini = int(m["pasal"])
            # An annex has numbered paragraphs of its own: an ayat without its article may be one of these.
            if kini is not None and b.tertulis(*m.span()):
                yield _Rujuk(m.span(), kini, int(m["ayat"]) if m["ayat"] else None, bool(m["sisip"]))


def _isi_pasal(k: Konteks) -> dict[int, int]:
    """Each article's number and how many ayat it has."""
    hasil: dict[int, int] = {}
    for paragraf, pasal, _ in lembar(k).baris:
        if pasal is not None:
            ayat = paragraf.nomor.nilai if paragraf.nomor is not None and paragraf.nomor.jenis == "ayat" else 0
            hasil[pasal] = max(hasil.get(pasal, 0), ayat)
    return hasil


@sekali
def rujukan_tangan(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """References typed as numbers: those that lead nowhere (`ada: tidak`), or those that lead somewhere today (`ada: ya`)."""
    calon = [(b, r) for b in lembar(k).calon(("pasal ", "ayat (")) for r in _rujukan_tangan(b)]
    isi = _isi_pasal(k) if calon else {}
    if isi:
        for b, r in calon:
            ada = r.pasal in isi and not r.sisip and (r.ayat is None or 1 <= r.ayat <= isi[r.pasal])
            # An ayat of an article that does not exist was reported with the article.
            if ada != (p["ada"] == "ya") or (r.ayat is not None and r.pasal not in isi):
                continue
            batas = f"Pasal {r.pasal} tidak terbagi atas ayat"
            if r.pasal not in isi or r.sisip:
                batas = f"naskah ini terdiri atas {bahasa.angka(max(isi))} pasal"
            elif isi[r.pasal]:
                batas = f"Pasal {r.pasal} terdiri atas {isi[r.pasal]} ayat"
            yield temuan(k, b, r.rentang, {"rujukan": b.teks[slice(*r.rentang)], "batas": batas})


# --- characters, spaces, words --------------------------------------------------------------------------------------------------------------------


def huruf_tersembunyi(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """Characters that look like nothing or like a plain space: `huruf` gives their names by code point."""
    nama: Mapping[str, str] = {chr(int(kode, 16)): sebutan for kode, sebutan in p["huruf"].items()}
    pola = re.compile(f"[{''.join(map(re.escape, nama))}]+")
    if not any(pola.search(teks) for teks in bukan_ascii(k.tempat.akar)):
        return
    for rute, node in skalar(k.tempat.akar):
        for i, baris in enumerate(node.teks.split("\n")):
            for m in pola.finditer(baris):
                span = node.tempat(i, m.start(), len(m[0]))
                yield Temuan(rute, {"huruf": nama[m[0][0]], "kode": f"U+{ord(m[0][0]):04X}"}, span=span)


_GANDA = re.compile(r"(?<![\w-])(?P<satu>[^\W\d_]+)[ \t\u00a0]+(?P<dua>(?P=satu))(?![\w-])", re.IGNORECASE)


@sekali
def kata_ganda(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """The same word twice. Capitalised pairs may be names; only those of `berkapital` count."""
    naskah = lembar(k)
    # A word that begins like the one before it, punctuation aside.
    mirip = [(kiri, kanan) for kiri, kanan in pairwise(naskah.kata()) if kanan.startswith(kiri)]
    ganda = {
        f"{kiri} {kiri}" for kiri, kanan in mirip if kiri.isalpha() and not kanan[len(kiri) : len(kiri) + 1].isalpha()
    }
    for b in naskah.calon(sorted(ganda)):
        for m in _GANDA.finditer(b.teks):
            kata = m["dua"]
            if (
                bahasa.adalah_kata_bilangan(kata)
                or len(kata) < 2
                or not (kata.islower() or kata.capitalize() in p["berkapital"])
            ):
                continue
            if kata == "Daerah" and re.match(r"\s+(?:Istimewa|Khusus)\b", b.teks[m.end() :]):
                continue  # "Pemerintah Daerah Daerah Istimewa Yogyakarta"
            if kata == kata.upper() or not b.tertulis(*m.span()):
                continue  # what prints in capitals is written elsewhere in small letters
            yield temuan(k, b, m.span("dua"), {"kata": f"{m['satu']} {kata}"}, m.span("satu"))


_SPASI = (
    (re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)"), "spasi ganda"),
    (re.compile(r"(?<=[^\W_])\s+[,;:](?=\s|$)|(?<=[^\W_])\s+\.(?=\s*$)"), "spasi sebelum tanda baca"),
    (re.compile(r"(?<=[a-z])[,;](?=[A-Za-z])"), "tidak ada spasi setelah tanda baca"),
    (re.compile(r"\([ \u00a0]+(?=\S)|(?<=[^\s,;:])[ \u00a0]+\)"), "spasi di sisi dalam tanda kurung"),
)


_TANDA_SPASI = ("  ", " ,", " ;", " :", " .", "( ", " )")
_RAPAT = (re.compile(r",[A-Za-z]"), re.compile(r";[A-Za-z]"))


@sekali
def spasi(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """Spaces stand where they belong."""
    naskah = lembar(k)
    rapat = {naskah.teks[m.start() : m.end()].lower() for pola in _RAPAT for m in pola.finditer(naskah.teks)}
    for b in naskah.calon((*_TANDA_SPASI, *sorted(rapat))):
        for pola, apa in _SPASI:
            for m in pola.finditer(b.teks):
                if not b.tertulis(max(0, m.start() - 1), m.end()):
                    continue
                if "@" not in (kata := _kata_sekitar(b.teks, m.start())) and "://" not in kata:
                    yield temuan(
                        k,
                        b,
                        m.span(),
                        {"apa": apa, "sekitar": " ".join(b.teks[max(0, m.start() - 15) : m.end() + 15].split(" "))},
                    )


def _kata_sekitar(teks: str, posisi: int) -> str:
    """What stands without white space around a character: an address of the net has no spaces after its commas."""
    return (teks[:posisi].split() or [""])[-1] + (teks[posisi:].split() or [""])[0]


_NOMOR_KURUNG = re.compile(r"(?<![\w(])(?:[a-z]{1,2}|[A-Z]|[ivxIVX]{1,4}|\d{1,2}|\*+)\)")


@sekali
def berpasangan(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """Brackets and quotation marks come in pairs, inside a paragraph or at least inside an article."""
    naskah = lembar(k)
    timpang = [i for i, t in enumerate(naskah.potong) if t.count("(") != t.count(")")]
    kelompok = {naskah.baris[i][1:] if naskah.baris[i][1] is not None else i for i in timpang}
    if kelompok:
        anggota: dict[object, list[int]] = {}
        for i, (_, pasal, lampiran) in enumerate(naskah.baris):
            tanda: object = (pasal, lampiran) if pasal is not None else i
            if tanda in kelompok:
                anggota.setdefault(tanda, []).append(i)
        for indeks in anggota.values():
            yield from _kurung(k, [naskah.bacaan(i) for i in indeks])
    for b in naskah.calon(('"', "“", "”")):
        yield from _kutip(k, b)


def _kurung(k: Konteks, semua: list[Bacaan]) -> Iterator[Temuan]:
    """Brackets of one article, or of one paragraph outside of articles."""
    terbuka: list[tuple[Bacaan, int]] = []
    lebih: list[tuple[Bacaan, int]] = []
    for b in semua:
        nomor = [m.span() for m in _NOMOR_KURUNG.finditer(b.teks)]
        for i, huruf in enumerate(b.teks):
            if huruf == "(":
                terbuka.append((b, i))
            elif huruf == ")" and terbuka and (terbuka[-1][0] is b or not di_dalam(i, nomor)):
                terbuka.pop()
            elif huruf == ")" and not di_dalam(i, nomor):
                lebih.append((b, i))
    yield from _lapor_kurung(k, terbuka, lebih)


def _lapor_kurung(k: Konteks, terbuka: list[tuple[Bacaan, int]], lebih: list[tuple[Bacaan, int]]) -> Iterator[Temuan]:
    for b, i in terbuka:
        yield temuan(k, b, (i, i + 1), {"tanda": "kurung buka `(`", "pasangan": "`)`"})
    for b, i in lebih:
        yield temuan(k, b, (i, i + 1), {"tanda": "kurung tutup `)`", "pasangan": "`(`"})


def _kutip(k: Konteks, b: Bacaan) -> Iterator[Temuan]:
    lurus = [m.start() for m in re.finditer(r"(?<!\d)\"", b.teks)]
    if len(lurus) % 2 and '"' in b.teks:
        yield temuan(k, b, (lurus[-1], lurus[-1] + 1), {"tanda": 'tanda petik `"`', "pasangan": '`"`'})
    buka = 0
    letak = 0
    for m in re.finditer("[“”]", b.teks):
        if m[0] == "“":
            buka, letak = buka + 1, m.start()
        elif buka:
            buka -= 1
        else:
            yield temuan(k, b, m.span(), {"tanda": "petik tutup `”`", "pasangan": "`“`"})
    if buka:
        yield temuan(k, b, (letak, letak + 1), {"tanda": "petik buka `“`", "pasangan": "`”`"})


_RUTE_NAMA = re.compile(
    r"(?:^|\.)(?:nama|nama_judul\.\d+|alamat|tempat_kedudukan|notaris|bank|atas_nama|kota_notaris|gelar_\w+|surel|sebutan)$"
    r"|^kesepakatan_bersama\b|\.(?:keputusan|surat_kuasa|pengesahan|akta)\."
)


_TEPI = "()[].,;:!?“”\"'’"
_BADAN = re.compile(r"\b(?:PT|CV|UD|Koperasi|Yayasan|Perkumpulan|Perum|Perumda|Perseroda)\b\.?(?:\s+[A-Z][\w-]*)+")
"""Names of companies, also of those that are no party."""


@sekali
def ejaan(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """Words are spelled by EYD; `ejaan` maps wrong forms to right ones. Names and quoted titles are left as they are."""
    baku: Mapping[str, str] = p["ejaan"]
    pola = _kata_utuh(tuple(baku), re.IGNORECASE)
    nama = [n for q in k.naskah.para_pihak for n in (q.nama, *q.nama_judul) if n]
    naskah = lembar(k)
    kata_kata = set(naskah.kata())
    ada = {kata.strip(_TEPI) for kata in kata_kata} | {
        bagian.strip(_TEPI) for kata in kata_kata if "/" in kata for bagian in kata.split("/")
    }
    for b in naskah.calon(salah for salah in baku if " " in salah or salah in ada):
        if b.paragraf.peran == "dasar_hukum":
            continue
        cocok = list(pola.finditer(b.teks))
        if not cocok:
            continue
        lewat = [*kutipan(b), *(m.span() for m in _BADAN.finditer(b.teks))]
        kecil = b.teks.casefold()
        for n in nama:
            lewat += (
                [m.span() for m in re.finditer(re.escape(n.casefold()), kecil)] if len(kecil) == len(b.teks) else []
            )
        for m in cocok:
            if di_dalam(m.start(), lewat) or _RUTE_NAMA.search(rute_pada(b, m.start()) or ""):
                continue
            if b.paragraf.peran.startswith("judul") or not b.tertulis(*m.span()):
                continue
            harap = baku[" ".join(m[0].lower().split())]
            harap = harap.upper() if m[0].isupper() else bahasa.judul(harap) if m[0][0].isupper() else harap
            yield temuan(k, b, m.span(), {"tertulis": m[0], "baku": harap})


# --- numbers of papers ------------------------------------------------------------------------------------------------------------------------------


def nomor_polos(nomor: str | None) -> str | None:
    """A paper's number for comparison; None while it is open."""
    polos = re.sub(r"\s+", "", nomor or "").casefold()
    return None if is_open(TeksTerbuka(polos)) or "…" in polos or "..." in polos else polos


def tahun_nomor(naskah: Naskah, nomor: str) -> int | None:
    """The year to which a number belongs: that of signing, else the one written in it."""
    tanggal = naskah.penandatanganan.tanggal
    if isinstance(tanggal, date):
        return tanggal.year
    tahun = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", nomor)
    return int(tahun[-1]) if tahun else None


def nomor_ganda(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """A party does not number two papers of one year alike. Here: this paper and its Kesepakatan Bersama known by its facts.

    Papers in files are compared by `ksdgen.rules.batch.ganda`.
    """
    fakta = k.naskah.kesepakatan_bersama
    if not isinstance(fakta, FaktaKesepakatan):
        return
    milik_ksb = {polos for n in fakta.nomor if (polos := nomor_polos(n)) is not None}
    for i, pihak in enumerate(k.naskah.para_pihak):
        nomor = nomor_polos(pihak.nomor)
        if nomor is not None and nomor in milik_ksb and tahun_nomor(k.naskah, nomor) == fakta.tanggal.year:
            yield Temuan(
                f"para_pihak.{i}.nomor",
                {"nomor": str(pihak.nomor), "lain": f"Kesepakatan Bersama tanggal {bahasa.tanggal(fakta.tanggal)}"},
            )


BENTUK: dict[str, Cek] = {
    "jumlah_uang": jumlah_uang,
    "angka_dan_kata": angka_dan_kata,
    "tanggal_ada": tanggal_ada,
    "hari_dan_tanggal": hari_dan_tanggal,
    "tanggal_dua_kali": tanggal_dua_kali,
    "sisa_isian": sisa_isian,
    "kata_tak_tegas": kata_tak_tegas,
    "sebutan_pihak": sebutan_pihak,
    "cara_menulis_pihak": cara_menulis_pihak,
    "judul_mengulang": judul_mengulang,
    "judul_singkatan": judul_singkatan,
    "istilah_terpakai": istilah_terpakai,
    "istilah_sekali": istilah_sekali,
    "rujukan_tangan": rujukan_tangan,
    "huruf_tersembunyi": huruf_tersembunyi,
    "kata_ganda": kata_ganda,
    "spasi": spasi,
    "berpasangan": berpasangan,
    "ejaan": ejaan,
    "nomor_ganda": nomor_ganda,
}
