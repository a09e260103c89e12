"""Numbers and their words: what is written in figures and in words says the same.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the characters in the
file from which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen import bahasa
from ksdgen.rules.reading import (
    Bacaan,
    lembar,
    sekali,
    temuan,
)
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import shape

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


def bulat(kata: list[str]) -> str | None:
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
    baca = {"".join(_DIGIT.get(k, "?") for k in belakang).rstrip("0"), (bulat(belakang) or "").rstrip("0")}
    return pecahan.rstrip("0") in baca


def _cocok(angka: str, kata: list[str]) -> bool:
    baca = bulat(kata)
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


@shape("jumlah_uang", words=("jumlah", "seharusnya", "tertulis"))
@sekali
def jumlah_uang(k: Konteks) -> Iterator[Temuan]:
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
            awal = awal_bilangan(b.teks, m.start("kurung"), ("rupiah", "sen", "dan"))
            sen, ucap = (
                bahasa.baca_rupiah(m["angka"].rstrip(".")),
                [u for u in b.teks[awal : m.start("kurung")].lower().split() if u != "dan"],
            )
            kata = kata_bilangan(" ".join(u for u in ucap if u not in ("rupiah", "sen")))
            utuh = kata_bilangan(" ".join(ucap[: ucap.index("rupiah")])) if "rupiah" in ucap else None
            # What cannot be read begins earlier: "puluhan juta rupiah", "2 juta rupiah".
            if sen is None or kata is None or utuh is None or bulat(utuh) is None or _sama_rupiah(sen, ucap, kata):
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


def awal_bilangan(teks: str, akhir: int, juga: tuple[str, ...] = ()) -> int:
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


@shape("angka_dan_kata", words=("angka", "seharusnya", "tertulis"))
@sekali
def angka_dan_kata(k: Konteks) -> Iterator[Temuan]:
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
    awal = awal_bilangan(b.teks, kurung, ("persen",))
    tulis = b.teks[awal:kurung].rstrip()
    kata = kata_bilangan(re.sub(r"\s*\bpersen$", "", tulis, flags=re.IGNORECASE))
    utuh, pecahan = m["utuh"].replace(".", ""), m["pecahan"] or ""
    if kata is None or bulat(kata[: kata.index("koma")] if "koma" in kata else kata) is None:
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
