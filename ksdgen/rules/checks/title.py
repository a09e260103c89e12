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


def _at_tentang(k: Context, start: int, end: int, isian: dict[str, str]) -> Finding:
    node = k.places.node("tentang")
    span = node.place(0, start, end - start) if isinstance(node, ScalarNode) and "\n" not in node.text else None
    return Finding("tentang", isian, span=span)


class TitleWords(Parameter):
    """Words that say what kind of paper it is."""

    jenis: tuple[str, ...] = record_field("Sebutan jenis naskah", single=True)
    singkatan: tuple[str, ...] = record_field("Singkatannya", default=(), single=True)


@shape("judul_mengulang", TitleWords, words=("kata",))
def judul_mengulang(k: Context, p: TitleWords) -> Iterator[Finding]:
    """The title says what the paper is about, not what kind of paper it is (`jenis`), nor the word "tentang"."""
    text = k.naskah.tentang
    m = re.match(rf"\s*(?:tentang|{'|'.join(re.escape(j) for j in p.jenis)})(?!\w)", text, re.IGNORECASE)
    if m is None:
        candidates = whole_word(tuple(p.singkatan)).finditer(text)
        m = next((c for c in candidates if not _other_expansion(text, c[0], p.jenis)), None)
    if m is not None:
        yield _at_tentang(k, m.start(), m.end(), {"kata": m[0].strip()})


def _other_expansion(text: str, abbreviation: str, kind: tuple[str, ...]) -> bool:
    """Whether a text itself says that an abbreviation means something else: "Pabrik Kelapa Sawit (PKS)"."""
    i = text.find(f"({abbreviation})")
    words = text[: max(i, 0)].split()[-len(abbreviation) :]
    return "".join(t[0] for t in words).upper() == abbreviation.upper() and " ".join(words).lower() not in {
        j.lower() for j in kind
    }


class AllowedAbbreviations(Parameter):
    """Abbreviations that may stand in a title."""

    kecuali: tuple[str, ...] = record_field("Singkatan yang boleh", default=(), single=True)


@shape("judul_singkatan", AllowedAbbreviations, words=("singkatan",))
def judul_singkatan(k: Context, p: AllowedAbbreviations) -> Iterator[Finding]:
    """Abbreviations in a title are written in full."""
    text = k.naskah.tentang
    if text == text.upper():
        return
    for m in re.finditer(r"(?<![\w(-])[A-Z]{2,}[A-Z0-9]*(?:-[A-Z0-9]+)*(?![\w)-])", text):
        if m[0] not in p.kecuali and bahasa.from_roman(m[0]) is None:
            yield _at_tentang(k, m.start(), m.end(), {"singkatan": m[0]})
