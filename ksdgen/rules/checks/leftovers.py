"""What was left over: marks of a form that nobody filled in, and words that leave an enumeration open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen.rules.reading import finding, once, whole_text, whole_word
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import record_field

_BLANK_NAMES = r"(?:nama|jabatan|tanggal|nomor|alamat|tempat|jumlah|judul|hari|bulan|tahun|nilai)"
_LEFTOVERS = (
    re.compile(r"…+|\.{3,}(?:\s?\.{2,})*"),
    re.compile(
        rf"(?<!\[)\[\s*+(?:(?:{_BLANK_NAMES}|isi|diisi|tulis|tuliskan|sebutkan|pilih|lengkapi)\b[^\[\]]*|[.…_\s]*+)\](?!\])",
        re.IGNORECASE,
    ),
    re.compile(r"<[A-Za-z][^<>@:/=\d]{0,40}>"),
    re.compile(
        rf"\(\s*(?:nama\s+(?:tanpa\s+gelar|lengkap|pejabat|jelas)|(?:di\s?)?isi(?:\s+(?:{_BLANK_NAMES}|di\s+sini)\b[^()]*)?|sebutkan\b[^()]*"
        r"|tulis(?:kan)?\b(?!\s+tangan\b)[^()]*|pilih\s+salah\s+satu[^()]*|coret\b[^()]*)\)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\S)\*+\)"),
    re.compile(r"\b[xX]{3,}\b"),
)
_LEFTOVER_MARKS = ("…", "...", "[", "<", "*)", "xxx")
_LEFTOVER_BRACKET = re.compile(r"\((?:\s|nama|isi|di\s?isi|sebutkan|tulis|pilih|coret)")
_ROMAN_XXX = re.compile(
    r"\b(?:lampiran|bab|bagian|buku|romawi|angkatan|ke|pon|munas|dies\s+natalis|hut)[\s-]*$", re.IGNORECASE
)


class LeftoverWords(Parameter):
    """Words that are left over."""

    kata: tuple[str, ...] = record_field("Kata-kata lain yang tertinggal", default=(), single=True)


@shape("sisa_isian", LeftoverWords, words=("sisa",))
@once
def sisa_isian(context: Context, parameter: LeftoverWords) -> Iterator[Finding]:
    """Marks of a form that nobody filled in: typed dots, xxx, [nama], <jabatan>; and the words of `kata`."""
    whole = whole_text(context)
    brackets = {match[0] for match in _LEFTOVER_BRACKET.finditer(whole.lowered)}
    words = [word.lower() for word in parameter.kata]
    for reading in whole.candidates((*_LEFTOVER_MARKS, *sorted(brackets), *words)):
        if reading.lampiran:
            continue  # an annex may be a form to be filled in later
        for pattern in (*_LEFTOVERS, whole_word(parameter.kata)):
            for match in pattern.finditer(reading.text):
                if not match[0].strip() or not reading.written(*match.span()):
                    continue
                if match[0] == "XXX" and _ROMAN_XXX.search(reading.text, max(0, match.start() - 40), match.start()):
                    continue
                yield finding(context, reading, match.span(), {"sisa": match[0]})


class VagueWords(Parameter):
    """Words that leave an enumeration open."""

    kata: tuple[str, ...] = record_field("Singkatan dan ungkapan", single=True)


@shape("kata_tak_tegas", VagueWords, words=("kata",))
@once
def kata_tak_tegas(context: Context, parameter: VagueWords) -> Iterator[Finding]:
    """Abbreviations that leave an enumeration open, inside articles."""
    pattern = whole_word(parameter.kata, re.IGNORECASE)
    for reading in whole_text(context).candidates(word.lower() for word in parameter.kata):
        if reading.pasal is None:
            continue
        for match in pattern.finditer(reading.text):
            if reading.written(*match.span()):
                yield finding(context, reading, match.span(), {"kata": match[0]})
