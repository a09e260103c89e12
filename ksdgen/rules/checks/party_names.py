"""Names of parties: each is called by the name that the document gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen import bahasa
from ksdgen.rules.reading import finding, is_inside, once, quotations, whole_text
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


def _pihak_terms(context: Context) -> list[str]:
    """The names that the document gives its parties."""
    whole = whole_text(context)
    if "sebutan" not in whole.memo:
        described = [r.text for r in whole.candidates((" disebut ",)) if r.paragraph.role == "pihak_uraian"]
        matches = [re.search(r"\bdisebut\s+(?:sebagai\s+)?(PIHAK\s[A-Z ]+[A-Z])", text) for text in described]
        whole.memo["sebutan"] = list(dict.fromkeys(" ".join(match[1].split()) for match in matches if match))
    result: list[str] = whole.memo["sebutan"]
    return result


@shape("sebutan_pihak", words=("ada", "sebutan"))
@once
def sebutan_pihak(context: Context) -> Iterator[Finding]:
    """A party is called by the name that the document gives it."""
    present = _pihak_terms(context)
    if not present:
        return
    whole = whole_text(context)
    for match in _TERMS.finditer(whole.text):
        name = " ".join(match[0].split())
        if name in present:
            continue
        number = whole.index(match.start())
        reading, start = whole.reading(number), match.start() - whole.starts[number]
        if (
            reading.paragraph.role not in _CAPITALISED
            and not reading.text[max(0, start - 1) : start].isalnum()
            and not is_inside(start, quotations(reading))
        ):
            correct = "PARA PIHAK" if name == "PARAPIHAK" else bahasa.join(present)
            yield finding(context, reading, (start, start + len(match[0])), {"sebutan": name, "ada": correct})


_PARA_PIHAK = re.compile(
    r"\b(?P<para>[Pp]ara\s+[Pp]ihak(?!\s+(?:terkait|lain|yang|ketiga)))\b|\b(?P<belah>[Kk]edua\s+[Bb]elah\s+[Pp]ihak)\b"
    r"|\b(?P<satu>Pihak\s+(?:Pertama|Kesatu|Kedua))\b"
)


@shape("cara_menulis_pihak", words=("seharusnya", "tertulis"))
@once
def cara_menulis_pihak(context: Context) -> Iterator[Finding]:
    """Inside articles the parties are written as they were defined: PARA PIHAK, PIHAK KEDUA."""
    present = _pihak_terms(context)
    for reading in whole_text(context).candidates(
        ("ara Pihak", "ara pihak", "elah Pihak", "elah pihak", "Pihak Pertama", "Pihak Kesatu", "Pihak Kedua"),
        exact=True,
    ):
        if reading.pasal is None or reading.paragraph.role in _CAPITALISED:
            continue
        quoted = quotations(reading)
        for match in _PARA_PIHAK.finditer(reading.text):
            if is_inside(match.start(), quoted):
                continue
            expected = "PARA PIHAK"
            if match["satu"]:
                order = 1 if match["satu"].endswith("Kedua") else 0
                expected = present[order] if order < len(present) else match["satu"].upper()
            yield finding(context, reading, match.span(), {"tertulis": match[0], "seharusnya": expected})
