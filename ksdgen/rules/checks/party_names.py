"""Names of parties: each is called by the name that the document gives it.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the characters in the
file from which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen import bahasa
from ksdgen.rules.reading import (
    di_dalam,
    kutipan,
    lembar,
    sekali,
    temuan,
)
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import shape

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


@shape("sebutan_pihak", words=("ada", "sebutan"))
@sekali
def sebutan_pihak(k: Konteks) -> Iterator[Temuan]:
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


@shape("cara_menulis_pihak", words=("seharusnya", "tertulis"))
@sekali
def cara_menulis_pihak(k: Konteks) -> Iterator[Temuan]:
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
