"""Words: spelled by EYD, none twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ksdgen import bahasa
from ksdgen.rules.reading import finding, is_inside, occurrences, once, quotations, route_at, whole_text, whole_word
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
    whole = whole_text(context)
    # A word that begins like the one before it, punctuation aside.
    alike = [(left, right) for left, right in pairwise(whole.words()) if right.startswith(left)]
    doubled = {
        f"{left} {left}" for left, right in alike if left.isalpha() and not right[len(left) : len(left) + 1].isalpha()
    }
    for reading in whole.candidates(sorted(doubled)):
        for match in _DOUBLED.finditer(reading.text):
            word = match["dua"]
            if bahasa.is_numeral_word(word) or len(word) < 2:
                continue
            if not (word.islower() or word.capitalize() in parameter.berkapital):
                continue
            if word == "Daerah" and re.match(r"\s+(?:Istimewa|Khusus)\b", reading.text[match.end() : match.end() + 20]):
                continue  # "Pemerintah Daerah Daerah Istimewa Yogyakarta"
            if word == word.upper() or not reading.written(*match.span()):
                continue  # what prints in capitals is written elsewhere in small letters
            yield finding(context, reading, match.span("dua"), {"kata": f"{match['satu']} {word}"}, match.span("satu"))


_NAME_ROUTE = re.compile(
    r"(?:^|\.)(?:nama|nama_judul\.\d+|alamat|tempat_kedudukan|notaris|bank|atas_nama|kota_notaris|gelar_\w+|surel|sebutan)$"
    r"|^kesepakatan_bersama\b|\.(?:keputusan|surat_kuasa|pengesahan|akta)\."
)
"""Values that are names, or hold them."""
_NAMES = 50
"""How many names with a wrong spelling in them are left as they are; papers have eleven parties at most."""
_EDGES = "()[].,;:!?“”\"'’"
_BODIES = re.compile(r"\b(?:PT|CV|UD|Koperasi|Yayasan|Perkumpulan|Perum|Perumda|Perseroda)\b\.?(?:\s+[A-Z][\w-]*)+")
"""Names of companies, also of those that are no party."""


class SpellingTable(Parameter):
    """Wrong spellings with the right ones."""

    ejaan: Mapping[str, str] = record_field("Ejaan yang salah, huruf kecil → yang baku")


@shape("ejaan", SpellingTable, words=("baku", "tertulis"))
@once
def ejaan(context: Context, parameter: SpellingTable) -> Iterator[Finding]:
    """Words are spelled by EYD; `ejaan` maps wrong forms to right ones. Names and quoted titles are left as they are."""
    pattern = whole_word(tuple(parameter.ejaan), re.IGNORECASE)
    names = [name for pihak in context.naskah.para_pihak for name in (pihak.nama, *pihak.nama_judul)]
    names = [name.casefold() for name in names if pattern.search(name)][:_NAMES]
    whole = whole_text(context)
    pieces = set(whole.words())
    pieces |= {part for piece in pieces if "/" in piece for part in piece.split("/")}
    present = {piece.strip(_EDGES) for piece in pieces}
    for reading in whole.candidates(wrong for wrong in parameter.ejaan if " " in wrong or wrong in present):
        if reading.paragraph.role == "dasar_hukum" or reading.paragraph.role.startswith("judul"):
            continue
        matches = list(pattern.finditer(reading.text))
        if not matches:
            continue
        skipped = [*quotations(reading), *(match.span() for match in _BODIES.finditer(reading.text))]
        lowered = reading.text.casefold()
        if len(lowered) == len(reading.text):
            skipped += [(start, start + len(name)) for name in names for start in occurrences(lowered, name)]
        for match in matches:
            if is_inside(match.start(), skipped) or _NAME_ROUTE.search(route_at(reading, match.start()) or ""):
                continue
            if reading.written(*match.span()):
                expected = _with_capitals_of(match[0], parameter.ejaan[" ".join(match[0].lower().split())])
                yield finding(context, reading, match.span(), {"tertulis": match[0], "baku": expected})


def _with_capitals_of(written: str, standard: str) -> str:
    """A word in its standard form, with as many capitals as it was written with."""
    if written.isupper():
        return standard.upper()
    return bahasa.title(standard) if written[0].isupper() else standard
