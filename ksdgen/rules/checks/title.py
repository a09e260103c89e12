"""The title: what the paper is about, in full words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen import bahasa
from ksdgen.rules.reading import (
    whole_word,
)
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.node import ScalarNode
from ksdgen.source.record import record_field


def _at_tentang(context: Context, start: int, end: int, isian: dict[str, str]) -> Finding:
    node = context.places.node("tentang")
    span = node.place(0, start, end - start) if isinstance(node, ScalarNode) and "\n" not in node.text else None
    return Finding("tentang", isian, span=span)


class TitleWords(Parameter):
    """Words that say what kind of paper it is."""

    jenis: tuple[str, ...] = record_field("Sebutan jenis naskah", single=True)
    singkatan: tuple[str, ...] = record_field("Singkatannya", default=(), single=True)


@shape("judul_mengulang", TitleWords, words=("kata",))
def judul_mengulang(context: Context, parameter: TitleWords) -> Iterator[Finding]:
    """The title says what the paper is about, not what kind of paper it is (`jenis`), nor the word "tentang"."""
    text = context.naskah.tentang
    match = re.match(rf"\s*(?:tentang|{'|'.join(re.escape(j) for j in parameter.jenis)})(?!\w)", text, re.IGNORECASE)
    if match is None:
        candidates = whole_word(tuple(parameter.singkatan)).finditer(text)
        match = next((c for c in candidates if not _other_expansion(text, c[0], parameter.jenis)), None)
    if match is not None:
        yield _at_tentang(context, match.start(), match.end(), {"kata": match[0].strip()})


def _other_expansion(text: str, abbreviation: str, kind: tuple[str, ...]) -> bool:
    """Whether a text itself says that an abbreviation means something else: "Pabrik Kelapa Sawit (PKS)"."""
    position = text.find(f"({abbreviation})")
    words = text[: max(position, 0)].split()[-len(abbreviation) :]
    return "".join(t[0] for t in words).upper() == abbreviation.upper() and " ".join(words).lower() not in {
        j.lower() for j in kind
    }


class AllowedAbbreviations(Parameter):
    """Abbreviations that may stand in a title."""

    kecuali: tuple[str, ...] = record_field("Singkatan yang boleh", default=(), single=True)


@shape("judul_singkatan", AllowedAbbreviations, words=("singkatan",))
def judul_singkatan(context: Context, parameter: AllowedAbbreviations) -> Iterator[Finding]:
    """Abbreviations in a title are written in full."""
    text = context.naskah.tentang
    if text == text.upper():
        return
    for match in re.finditer(r"(?<![\w(-])[A-Z]{2,}[A-Z0-9]*(?:-[A-Z0-9]+)*(?![\w)-])", text):
        if match[0] not in parameter.kecuali and bahasa.from_roman(match[0]) is None:
            yield _at_tentang(context, match.start(), match.end(), {"singkatan": match[0]})
