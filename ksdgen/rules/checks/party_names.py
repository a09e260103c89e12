"""Names of parties: each is called by the name that the document gives it.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the characters in the
file from which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen import bahasa
from ksdgen.rules.reading import (
    finding,
    is_inside,
    once,
    quotations,
    whole_text,
)
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import shape

_TERMS = re.compile(
    r"PARAPIHAK(?![\w/-])|PIHAK[ \u00a0]+(?:PERTAMA|KE[ \u00a0-]*(?:\d{1,2}|SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|SEMBILAN|SEPULUH|SEBELAS)(?:[ \u00a0]+(?:BELAS|PULUH))?"
    r"|I{1,3}|IV|VI{0,3}|IX|XI?|1?\d)(?![\w/-])"
)
_CAPITALISED = {
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


def _pihak_terms(k: Context) -> list[str]:
    """The names that the document gives its parties."""
    memo = whole_text(k).memo
    if "sebutan" not in memo:
        description = [b.text for b in whole_text(k).candidates((" disebut ",)) if b.paragraph.role == "pihak_uraian"]
        name = [re.search(r"\bdisebut\s+(?:sebagai\s+)?(PIHAK\s[A-Z ]+[A-Z])", t) for t in description]
        memo["sebutan"] = list(dict.fromkeys(" ".join(m[1].split()) for m in name if m))
    result: list[str] = memo["sebutan"]
    return result


@shape("sebutan_pihak", words=("ada", "sebutan"))
@once
def sebutan_pihak(k: Context) -> Iterator[Finding]:
    """A party is called by the name that the document gives it."""
    present = _pihak_terms(k)
    if not present:
        return
    naskah = whole_text(k)
    for m in _TERMS.finditer(naskah.text):
        name = " ".join(m[0].split())
        if name in present:
            continue
        i = naskah.index(m.start())
        b, start = naskah.reading(i), m.start() - naskah.start[i]
        if (
            b.paragraph.role not in _CAPITALISED
            and not b.text[:start][-1:].isalnum()
            and not is_inside(start, quotations(b))
        ):
            correct = "PARA PIHAK" if name == "PARAPIHAK" else bahasa.join(present)
            yield finding(k, b, (start, start + len(m[0])), {"sebutan": name, "ada": correct})


_PARA_PIHAK = re.compile(
    r"\b(?P<para>[Pp]ara\s+[Pp]ihak(?!\s+(?:terkait|lain|yang|ketiga)))\b|\b(?P<belah>[Kk]edua\s+[Bb]elah\s+[Pp]ihak)\b"
    r"|\b(?P<satu>Pihak\s+(?:Pertama|Kesatu|Kedua))\b"
)


@shape("cara_menulis_pihak", words=("seharusnya", "tertulis"))
@once
def cara_menulis_pihak(k: Context) -> Iterator[Finding]:
    """Inside articles the parties are written as they were defined: PARA PIHAK, PIHAK KEDUA."""
    present = _pihak_terms(k)
    for b in whole_text(k).candidates(
        ("ara Pihak", "ara pihak", "elah Pihak", "elah pihak", "Pihak Pertama", "Pihak Kesatu", "Pihak Kedua"),
        exact=True,
    ):
        if b.pasal is None or b.paragraph.role in _CAPITALISED:
            continue
        quote = quotations(b)
        for m in _PARA_PIHAK.finditer(b.text):
            if is_inside(m.start(), quote):
                continue
            expected = "PARA PIHAK"
            if m["satu"]:
                order = 1 if m["satu"].endswith("Kedua") else 0
                expected = present[order] if order < len(present) else m["satu"].upper()
            yield finding(k, b, m.span(), {"tertulis": m[0], "seharusnya": expected})
