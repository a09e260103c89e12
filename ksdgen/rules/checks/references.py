"""References written by hand: where they lead."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ksdgen import bahasa
from ksdgen.rules.reading import Reading, Stretch, finding, once, sentence, whole_text
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import record_field

_REFERENCE = re.compile(r"\b[Pp]asal\s+(?P<pasal>\d{1,3})(?P<sisip>[A-Z])?(?!\w)|\b[Aa]yat\s+\((?P<ayat>\d{1,2})\)")
_CONJUNCTION = re.compile(
    r"(?:[\s,]|\bdan\b|\batau\b|\bserta\b|\bjo\b\.?|\bjuncto\b|\bs\.?d\.?|\bsampai\s+dengan\b|\bhuruf\s+[a-z]{1,2}\b|\bangka\s+\d+\b"
    r"|\b[Aa]yat\s+\(\d+\)|\(\d+\)|\b[Pp]asal\s+\d+[A-Z]?\b)*"
)
_OTHER_NASKAH = (
    r"(?:[Uu]ndang-[Uu]ndang\b(?!an)|UU\b|UUD\b|Peraturan\b(?!\s+[Pp]erundang)|Perda\b|Perkada\b|Per(?:gub|bup|wal|wali|pres|men\w*|ppu)\b|PP\s"
    r"|(?<![\w/-])(?:P(?:MK|MDN|BI|OJK)|Permen\w*|Per(?:ma|ka\w*|dir\w*|ban|des|konsil)|Kep(?:men|pres|gub|bup|wal|ka|dir)\w*|Inpres|In(?:gub|mendagri|bup|wal)\w*"
    r"|SKB|SK|SE|SEMA|SEOJK|AD/ART|AD|ART)\b"
    r"|KUH\w*|Kitab\b|[Aa]nggaran\s+(?:[Dd]asar|[Rr]umah\s+[Tt]angga)\b|Statuta\b|Keputusan\s+(?:Presiden|Menteri|Gubernur|Bupati|Wali|Kepala|Direksi|Bersama)"
    r"|Akta\b|Qanun\b|Instruksi\b|Surat\s+(?:Edaran|Keputusan|Kuasa|Perjanjian)|Staatsblad|Burgerlijk|B\.?W\b|Konvensi"
    r"|(?:Kesepakatan\s+Bersama|Perjanjian|Nota\s+Kesep\w+|Kontrak|Adendum|Rencana\s+Kerja)\b(?!(?:\s+Kerja\s+Sama)?\s+ini\b))"
)
_OTHER_NASKAH_AHEAD = re.compile(_OTHER_NASKAH)
_OTHER_NASKAH_BEHIND = re.compile(
    rf"\W*(?:(?:dari|dalam|pada|dan\s+penjelasan\w*)\s+)?(?:{_OTHER_NASKAH}|peraturan\b(?!\s+perundang|\s+yang))"
)
_BELONGS_ELSEWHERE = re.compile(
    r"(?:\s+(?:[Aa]yat\s+\(\d+\)|huruf\s+[a-z]{1,2}|angka\s+\d+))*\s+(?:peraturan\b|undang-undang\b"
    r"|(?!(?:PIHAK|PARA|PARAPIHAK|Pihak|Para|Pasal|Ayat|Kesepakatan|Perjanjian|Nota|Rencana|Naskah|Lampiran)\b)[A-Z])"
)
"""A name right after an article is that of the paper it belongs to: "Pasal 62 Traktat Den Haag"."""


@dataclass(frozen=True, slots=True)
class _HandReference:
    """A reference by number: to an article, or to an ayat of an article."""

    stretch: Stretch
    pasal: int
    ayat: int | None
    inserted: bool
    """The number bears a letter, as that of an article which an amendment inserts ("Pasal 12A")."""


def _hand_references(reading: Reading) -> Iterator[_HandReference]:
    """References by number that were typed, and that mean this paper and no other."""
    if (reading.pasal is None and not reading.lampiran) or reading.paragraph.role == "pasal":
        return
    matches = list(_REFERENCE.finditer(reading.text))
    others: list[int] | None = None  # where other papers are named
    first = 0
    while first < len(matches):
        last = first
        while last + 1 < len(matches) and _CONJUNCTION.fullmatch(
            reading.text, matches[last].end(), matches[last + 1].start()
        ):
            last += 1
        chain, first = matches[first : last + 1], last + 1
        tail = _CONJUNCTION.match(reading.text, chain[-1].end())
        end = tail.end() if tail is not None else chain[-1].end()
        start = chain[0].start()
        ahead, _ = sentence(reading.text, start, chain[-1].end())
        if others is None:
            others = [match.start() for match in _OTHER_NASKAH_AHEAD.finditer(reading.text)]
        nearest = bisect_left(others, start) - 1
        if (nearest >= 0 and others[nearest] >= start - len(ahead)) or _OTHER_NASKAH_BEHIND.match(reading.text, end):
            continue
        if _BELONGS_ELSEWHERE.match(reading.text, chain[-1].end()):
            continue
        pasal = reading.pasal
        for match in chain:
            if match["pasal"]:
                pasal = int(match["pasal"])
            # An annex has numbered paragraphs of its own: an ayat without its article may be one of these.
            if pasal is not None and reading.written(*match.span()):
                ayat = int(match["ayat"]) if match["ayat"] else None
                yield _HandReference(match.span(), pasal, ayat, inserted=bool(match["sisip"]))


def _ayat_counts(context: Context) -> dict[int, int]:
    """Each article's number and how many ayat it has."""
    result: dict[int, int] = {}
    for paragraph, pasal, _ in whole_text(context).lines:
        if pasal is not None:
            ayat = paragraph.number.value if paragraph.number is not None and paragraph.number.kind == "ayat" else 0
            result[pasal] = max(result.get(pasal, 0), ayat)
    return result


class ExistingReferences(Parameter):
    """Which references by hand are meant."""

    ada: bool = record_field("Yang sasarannya ada, atau yang tidak ada")


@shape("rujukan_tangan", ExistingReferences, words=("batas", "rujukan"))
@once
def rujukan_tangan(context: Context, parameter: ExistingReferences) -> Iterator[Finding]:
    """References typed as numbers: those that lead nowhere, or with `ada: ya` those that lead somewhere today."""
    candidates = [
        (reading, reference)
        for reading in whole_text(context).candidates(("pasal ", "ayat ("))
        for reference in _hand_references(reading)
    ]
    ayat_counts = _ayat_counts(context) if candidates else {}
    if not ayat_counts:
        return
    for reading, reference in candidates:
        count = ayat_counts.get(reference.pasal)
        if count is None and reference.ayat is not None:
            continue  # an ayat of an article that does not exist was reported with the article
        present = (
            count is not None and not reference.inserted and (reference.ayat is None or 1 <= reference.ayat <= count)
        )
        if present != parameter.ada:
            continue
        if count is None or reference.inserted:
            limit = f"naskah ini terdiri atas {bahasa.in_figures(max(ayat_counts))} pasal"
        elif count:
            limit = f"Pasal {reference.pasal} terdiri atas {count} ayat"
        else:
            limit = f"Pasal {reference.pasal} tidak terbagi atas ayat"
        fillings = {"rujukan": reading.text[slice(*reference.stretch)], "batas": limit}
        yield finding(context, reading, reference.stretch, fillings)
