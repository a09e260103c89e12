"""The title: what the paper is about, in full words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen import bahasa
from ksdgen.rules.reading import whole_word
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.node import ScalarNode
from ksdgen.source.record import record_field


def _at_tentang(context: Context, start: int, end: int, fillings: dict[str, str]) -> Finding:
    """A finding at some characters of the title."""
    node = context.places.node("tentang")
    span = node.place(0, start, end - start) if isinstance(node, ScalarNode) and "\n" not in node.text else None
    return Finding("tentang", fillings, span=span)


class TitleWords(Parameter):
    """Words that say what kind of paper it is."""

    jenis: tuple[str, ...] = record_field("Sebutan jenis naskah", single=True)
    singkatan: tuple[str, ...] = record_field("Singkatannya", default=(), single=True)


@shape("judul_mengulang", TitleWords, words=("kata",))
def judul_mengulang(context: Context, parameter: TitleWords) -> Iterator[Finding]:
    """The title says what the paper is about, not what kind of paper it is (`jenis`), nor the word "tentang"."""
    text = context.naskah.tentang
    match = re.match(rf"\s*(?:tentang|{'|'.join(map(re.escape, parameter.jenis))})(?!\w)", text, re.IGNORECASE)
    if match is None:
        abbreviations = whole_word(parameter.singkatan).finditer(text)
        first: dict[str, re.Match[str]] = {}
        for found in abbreviations:
            first.setdefault(found[0], found)
        match = next((m for m in first.values() if not _means_something_else(text, m[0], parameter.jenis)), None)
    if match is not None:
        yield _at_tentang(context, match.start(), match.end(), {"kata": match[0].strip()})


def _means_something_else(text: str, abbreviation: str, kinds: tuple[str, ...]) -> bool:
    """Whether a text itself says that an abbreviation means something else: "Pabrik Kelapa Sawit (PKS)"."""
    position = text.find(f"({abbreviation})")
    words = text[max(0, position - 500) : max(0, position)].split()[-len(abbreviation) :]
    initials = "".join(word[0] for word in words)
    return initials.upper() == abbreviation.upper() and " ".join(words).lower() not in map(str.lower, kinds)


class AllowedAbbreviations(Parameter):
    """Abbreviations that may stand in a title."""

    kecuali: tuple[str, ...] = record_field("Singkatan yang boleh", default=(), single=True)


@shape("judul_singkatan", AllowedAbbreviations, words=("singkatan",))
def judul_singkatan(context: Context, parameter: AllowedAbbreviations) -> Iterator[Finding]:
    """Abbreviations in a title are written in full."""
    text = context.naskah.tentang
    if text == text.upper():
        return
    for match in re.finditer(r"(?<![\w(-])[A-Z]{2}[A-Z0-9]*+(?:-[A-Z0-9]++)*+(?![\w)-])", text):
        if match[0] not in parameter.kecuali and bahasa.from_roman(match[0]) is None:
            yield _at_tentang(context, match.start(), match.end(), {"singkatan": match[0]})
