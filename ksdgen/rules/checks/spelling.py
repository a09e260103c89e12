"""Words: spelled by EYD, none twice.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the
characters in the file from which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ksdgen import bahasa
from ksdgen.rules.reading import (
    finding,
    is_inside,
    once,
    quotations,
    route_at,
    whole_text,
    whole_word,
)
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import record_field

_DOUBLED = re.compile(r"(?<![\w-])(?P<satu>[^\W\d_]+)[ \t\u00a0]+(?P<dua>(?P=satu))(?![\w-])", re.IGNORECASE)


class CapitalisedWords(Parameter):
    """Capitalised words that are no names."""

    berkapital: tuple[str, ...] = record_field("Kata berhuruf kapital yang bukan nama", default=(), single=True)


@shape("kata_ganda", CapitalisedWords, words=("kata",))
@once
def kata_ganda(context: Context, parameter: CapitalisedWords) -> Iterator[Finding]:
    """The same word twice. Capitalised pairs may be names; only those of `berkapital` count."""
    naskah = whole_text(context)
    # A word that begins like the one before it, punctuation aside.
    nearest = [(left, right) for left, right in pairwise(naskah.words()) if right.startswith(left)]
    redline = {
        f"{left} {left}" for left, right in nearest if left.isalpha() and not right[len(left) : len(left) + 1].isalpha()
    }
    for reading in naskah.candidates(sorted(redline)):
        for match in _DOUBLED.finditer(reading.text):
            words = match["dua"]
            if (
                bahasa.is_numeral_word(words)
                or len(words) < 2
                or not (words.islower() or words.capitalize() in parameter.berkapital)
            ):
                continue
            if words == "Daerah" and re.match(r"\s+(?:Istimewa|Khusus)\b", reading.text[match.end() :]):
                continue  # "Pemerintah Daerah Daerah Istimewa Yogyakarta"
            if words == words.upper() or not reading.written(*match.span()):
                continue  # what prints in capitals is written elsewhere in small letters
            yield finding(context, reading, match.span("dua"), {"kata": f"{match['satu']} {words}"}, match.span("satu"))


_NAME_ROUTE = re.compile(
    r"(?:^|\.)(?:nama|nama_judul\.\d+|alamat|tempat_kedudukan|notaris|bank|atas_nama|kota_notaris|gelar_\w+|surel|sebutan)$"
    r"|^kesepakatan_bersama\b|\.(?:keputusan|surat_kuasa|pengesahan|akta)\."
)


_EDGES = "()[].,;:!?“”\"'’"
_BODIES = re.compile(r"\b(?:PT|CV|UD|Koperasi|Yayasan|Perkumpulan|Perum|Perumda|Perseroda)\b\.?(?:\s+[A-Z][\w-]*)+")
"""Names of companies, also of those that are no party."""


class SpellingTable(Parameter):
    """Spellings."""

    ejaan: Mapping[str, str] = record_field("Ejaan yang salah, huruf kecil → yang baku")


@shape("ejaan", SpellingTable, words=("baku", "tertulis"))
@once
def ejaan(context: Context, parameter: SpellingTable) -> Iterator[Finding]:
    """Words are spelled by EYD; `ejaan` maps wrong forms to right ones. Names and quoted titles are left as they are."""
    standard: Mapping[str, str] = parameter.ejaan
    pattern = whole_word(tuple(standard), re.IGNORECASE)
    name = [pihak_name for q in context.naskah.para_pihak for pihak_name in (q.nama, *q.nama_judul) if pihak_name]
    naskah = whole_text(context)
    every_word = set(naskah.words())
    present = {words.strip(_EDGES) for words in every_word} | {
        part.strip(_EDGES) for words in every_word if "/" in words for part in words.split("/")
    }
    for reading in naskah.candidates(wrong for wrong in standard if " " in wrong or wrong in present):
        if reading.paragraph.role == "dasar_hukum":
            continue
        matched = list(pattern.finditer(reading.text))
        if not matched:
            continue
        skipped = [*quotations(reading), *(match.span() for match in _BODIES.finditer(reading.text))]
        lowered = reading.text.casefold()
        for pihak_name in name:
            skipped += (
                [match.span() for match in re.finditer(re.escape(pihak_name.casefold()), lowered)]
                if len(lowered) == len(reading.text)
                else []
            )
        for match in matched:
            if is_inside(match.start(), skipped) or _NAME_ROUTE.search(route_at(reading, match.start()) or ""):
                continue
            if reading.paragraph.role.startswith("judul") or not reading.written(*match.span()):
                continue
            expected = standard[" ".join(match[0].lower().split())]
            expected = (
                expected.upper()
                if match[0].isupper()
                else bahasa.title(expected)
                if match[0][0].isupper()
                else expected
            )
            yield finding(context, reading, match.span(), {"tertulis": match[0], "baku": expected})
