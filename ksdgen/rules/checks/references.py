"""References written by hand: where they lead.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the characters in the
file from which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ksdgen import bahasa
from ksdgen.rules.reading import (
    Bacaan,
    Rentang,
    kalimat,
    lembar,
    sekali,
    temuan,
)
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import medan

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


class RujukanAda(Parameter):
    """Which references by hand are meant."""

    ada: bool = medan("Yang sasarannya ada, atau yang tidak ada")


@shape("rujukan_tangan", RujukanAda, words=("batas", "rujukan"))
@sekali
def rujukan_tangan(k: Konteks, p: RujukanAda) -> Iterator[Temuan]:
    """References typed as numbers: those that lead nowhere (`ada: tidak`), or those that lead somewhere today (`ada: ya`)."""
    calon = [(b, r) for b in lembar(k).calon(("pasal ", "ayat (")) for r in _rujukan_tangan(b)]
    isi = _isi_pasal(k) if calon else {}
    if isi:
        for b, r in calon:
            ada = r.pasal in isi and not r.sisip and (r.ayat is None or 1 <= r.ayat <= isi[r.pasal])
            # An ayat of an article that does not exist was reported with the article.
            if ada != p.ada or (r.ayat is not None and r.pasal not in isi):
                continue
            batas = f"Pasal {r.pasal} tidak terbagi atas ayat"
            if r.pasal not in isi or r.sisip:
                batas = f"naskah ini terdiri atas {bahasa.angka(max(isi))} pasal"
            elif isi[r.pasal]:
                batas = f"Pasal {r.pasal} terdiri atas {isi[r.pasal]} ayat"
            yield temuan(k, b, r.rentang, {"rujukan": b.teks[slice(*r.rentang)], "batas": batas})
