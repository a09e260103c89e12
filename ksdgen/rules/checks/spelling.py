"""Words: spelled by EYD, none twice.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the characters in the
file from which they came.
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
def kata_ganda(k: Context, p: CapitalisedWords) -> Iterator[Finding]:
    """The same word twice. Capitalised pairs may be names; only those of `berkapital` count."""
    naskah = whole_text(k)
    # A word that begins like the one before it, punctuation aside.
    nearest = [(left, right) for left, right in pairwise(naskah.words()) if right.startswith(left)]
    redline = {
        f"{left} {left}" for left, right in nearest if left.isalpha() and not right[len(left) : len(left) + 1].isalpha()
    }
    for b in naskah.candidates(sorted(redline)):
        for m in _DOUBLED.finditer(b.text):
            words = m["dua"]
            if (
                bahasa.is_numeral_word(words)
                or len(words) < 2
                or not (words.islower() or words.capitalize() in p.berkapital)
            ):
                continue
            if words == "Daerah" and re.match(r"\s+(?:Istimewa|Khusus)\b", b.text[m.end() :]):
                continue  # "Pemerintah Daerah Daerah Istimewa Yogyakarta"
            if words == words.upper() or not b.written(*m.span()):
                continue  # what prints in capitals is written elsewhere in small letters
            yield finding(k, b, m.span("dua"), {"kata": f"{m['satu']} {words}"}, m.span("satu"))


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
def ejaan(k: Context, p: SpellingTable) -> Iterator[Finding]:
    """Words are spelled by EYD; `ejaan` maps wrong forms to right ones. Names and quoted titles are left as they are."""
    standard: Mapping[str, str] = p.ejaan
    pattern = whole_word(tuple(standard), re.IGNORECASE)
    name = [n for q in k.naskah.para_pihak for n in (q.nama, *q.nama_judul) if n]
    naskah = whole_text(k)
    every_word = set(naskah.words())
    present = {words.strip(_EDGES) for words in every_word} | {
        part.strip(_EDGES) for words in every_word if "/" in words for part in words.split("/")
    }
    for b in naskah.candidates(wrong for wrong in standard if " " in wrong or wrong in present):
        if b.paragraph.role == "dasar_hukum":
            continue
        matched = list(pattern.finditer(b.text))
        if not matched:
            continue
        skipped = [*quotations(b), *(m.span() for m in _BODIES.finditer(b.text))]
        lowered = b.text.casefold()
        for n in name:
            skipped += (
                [m.span() for m in re.finditer(re.escape(n.casefold()), lowered)] if len(lowered) == len(b.text) else []
            )
        for m in matched:
            if is_inside(m.start(), skipped) or _NAME_ROUTE.search(route_at(b, m.start()) or ""):
                continue
            if b.paragraph.role.startswith("judul") or not b.written(*m.span()):
                continue
            expected = standard[" ".join(m[0].lower().split())]
            expected = expected.upper() if m[0].isupper() else bahasa.title(expected) if m[0][0].isupper() else expected
            yield finding(k, b, m.span(), {"tertulis": m[0], "baku": expected})
