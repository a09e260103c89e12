"""Acts that an agreement names: revoked, not yet in force, misquoted, missing, doubled, out of order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from ksdgen import bahasa, regulation
from ksdgen.naskah.articles import DasarHukum
from ksdgen.rules.checks.dates import WrittenDate, written_dates
from ksdgen.rules.reading import Reading, Stretch, finding, once, route_at, sentence, whole_text
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.advice import nearest
from ksdgen.source.record import record_field

# These stay strings: `re` compiles (and keeps) them where an act is mentioned that is revoked.
_HISTORY = (
    r"\b(?:di|men|pen)cabut\w*|\btidak\s+(?:lagi\s+)?berlaku|\b(?:pada|di)\s+saat\s+itu\b|\b(?:ketika|waktu)\s+itu\b"
    r"|\bdiganti(?:kan)?\s+(?:dengan|oleh)\s+(?:Undang|UU\b|Per|PP\b)|\bsebagaimana\s+telah\s+(?:beberapa\s+kali\s+)?diganti"
)
"""What is said of an act that is no longer in force."""
_FORMER = r"\b(?:semula|dahulu|dulunya|sebelumnya|pernah)\b"
_REPLACES = r"\b(?:meng|peng)ganti(?:kan)?\s+$"
_FORMERLY_BEHIND = rf"\b(?:yang|telah)\s+{_FORMER}|\b(?:telah|sudah)\s+diganti(?:kan)?\b"
_COMMA_STOPS = r",(?!\s*(?:dan\s+)?(?:Undang|UU\b|Per|PP\b))"
"""A comma behind which "formerly" does not hold any more: no other act follows."""
_ENDS_WITH_COMMA = r",\s*(?:dan\s+)?$"
_COMMA_CONTINUES = r",(?!\s*(?:yang|berdasarkan|menurut|sesuai|sebagaimana|nomor|dan|serta)\b)"
_DEED = r"(?<!yang )\b(?-i:telah)\b"


def _is_history(text: str, start: int, end: int, since: date) -> bool:
    """Whether a sentence tells of the past of an act: that it is gone, or what was done under it while it was in force.

    Args:
        text: the paragraph.
        start: where the act begins that it mentions.
        end: where it ends.
        since: the day from which the act was no longer in force.
    """
    ahead, behind = sentence(text, start, end)
    begin, stop = start - len(ahead), end + len(behind)
    if any(_stands(_HISTORY, text, *edges) for edges in ((begin, start), (end, stop))):
        return True
    if _stands(_FORMERLY_BEHIND, text, end, stop) or re.search(
        _REPLACES, text[max(begin, start - 40) : start], re.IGNORECASE
    ):
        return True
    comma = max(begin, _last(_COMMA_STOPS, text, start))
    ends_with_comma = re.search(_ENDS_WITH_COMMA, text[max(begin, start - 20) : start], re.IGNORECASE)
    if not ends_with_comma and _stands(_FORMER, text, comma, start):
        return True
    past = [(w.start, w.end) for w in _dates(text) if w.value is not None and w.value < since]
    # A date tells of the past where it belongs to the clause of the act.
    comma = _last(_COMMA_CONTINUES, text, start)
    if any(begin <= first and comma < last <= start for first, last in past):
        return True
    # Up to the comma that begins another clause, and behind it where that clause tells what has been done.
    clause_end = min(stop, _first(_COMMA_CONTINUES, text, end))
    deed = _first(_DEED, text, text.find(",", end)) if clause_end < stop else stop
    return any(end <= first and last <= stop and (first <= clause_end or first >= deed) for first, last in past)


@lru_cache(maxsize=16)
def _dates(text: str) -> list[WrittenDate]:
    """The dates of a paragraph; many acts may be mentioned in one."""
    return written_dates(text)


@lru_cache(maxsize=64)
def _spans(pattern: str, text: str) -> list[Stretch]:
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


def _stands(pattern: str, text: str, start: int, end: int) -> bool:
    """Whether a pattern stands between two characters of a paragraph."""
    spans = _spans(pattern, text)
    first = bisect_left(spans, (start,))
    return first < len(spans) and spans[first][1] <= end


def _first(pattern: str, text: str, start: int) -> int:
    """Where a pattern stands first from a character on; the end of the paragraph where it does not."""
    spans = _spans(pattern, text)
    first = bisect_left(spans, (start,))
    return spans[first][0] if first < len(spans) else len(text)


def _last(pattern: str, text: str, end: int) -> int:
    """Where a pattern stands last before a character; -1 where it does not."""
    spans = _spans(pattern, text)
    after = bisect_left(spans, (end,))
    return spans[after - 1][0] if after else -1


_INSIDE_TITLE = re.compile(r"\b(?:[Pp]erubahan(?:\s+\w+)?\s+[Aa]tas|[Pp]enetapan|[Pp]elaksanaan|[Pp]encabutan)\s+$")


def _act_faults(route: str, act: str) -> Iterator[Fault]:
    """What is wrong with the id of an act."""
    if regulation.load_act(act) is None:
        suggestion = nearest(act, regulation.id_list())
        hint = f"maksud Anda `{suggestion}`?" if suggestion else "peraturan yang ada: `ksdgen coverage`"
        yield Fault(route, f"peraturan `{act}` tidak ada", hint)


_YEAR_MARKS = ("tahun 19", "tahun 20", "/19", "/20", "-19", "-20", "th. ", "thn")
_ACT_MARKS = ("undang", "uu ", "uu-", "peraturan", "pp ", "pp-", "perp", "permen")


def _mentions(context: Context) -> list[tuple[Reading, str, int, int]]:
    """Every act that the document mentions: paragraph, id, where the mention begins and ends; worked out once."""
    whole = whole_text(context)
    if "peraturan" not in whole.memo:
        with_year = whole.candidates(_YEAR_MARKS)
        candidates = [reading for reading in with_year if any(mark in reading.text.lower() for mark in _ACT_MARKS)]
        whole.memo["peraturan"] = [
            (reading, *mention) for reading in candidates for mention in regulation.recognise_all(reading.text)
        ]
    result: list[tuple[Reading, str, int, int]] = whole.memo["peraturan"]
    return result


class RevokedActs(Parameter):
    """Which revoked acts are meant."""

    peraturan: tuple[str, ...] | None = record_field("Hanya peraturan ini", default=None, single=True)
    kecuali: tuple[str, ...] = record_field("Bukan peraturan ini", default=(), single=True)

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        for name, acts in (("peraturan", self.peraturan or ()), ("kecuali", self.kecuali)):
            for index, act in enumerate(acts):
                yield from _act_faults(f"{name}.{index}", act)


@shape("peraturan_dicabut", RevokedActs, words=("pencabut", "peraturan", "sejak"))
@once
def peraturan_dicabut(context: Context, parameter: RevokedActs) -> Iterator[Finding]:
    """No act that had been revoked by the day of the agreement is named as if it were in force.

    Only the acts of `peraturan`, or all that are known but those of `kecuali`. Where history is told, a revoked act may
    be named.
    """
    only, except_for = parameter.peraturan, parameter.kecuali
    for reading, id, start, end in _mentions(context):
        if (only is not None and id not in only) or id in except_for:
            continue
        revocation = regulation.revoked(id, context.on_day)
        if revocation is None or _INSIDE_TITLE.search(reading.text, max(0, start - 60), start):
            continue
        if (route_at(reading, start) or "").startswith("kesepakatan_bersama"):
            continue
        revoking, since, _ = revocation
        if _is_history(reading.text, start, end, since):
            continue
        fillings = {
            "peraturan": regulation.render_citation(id),
            "pencabut": regulation.render_citation(revoking),
            "sejak": bahasa.long_date(since),
        }
        yield finding(context, reading, (start, end), fillings)


# --- quoting ----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _squeezed(text: str) -> str:
    """Letters and digits alone, so that "Kerjasama" and "Kerja Sama", capitals and commas do not differ."""
    return "".join(character for character in text.casefold() if character.isalnum())


_TENTANG = re.compile(r"\s+(?:Republik\s+Indonesia\s+)?(?:\([^()]*\)\s*)?tentang\s+", re.IGNORECASE)
_TITLE_END = re.compile(r"[;.(]|,\s|\bsebagaimana\b|\bbeserta\b|\bjo\b|\bjuncto\b|$")


@shape("judul_peraturan", words=("peraturan", "seharusnya", "tertulis"))
@once
def judul_peraturan(context: Context) -> Iterator[Finding]:
    """An act is quoted with its own number, year and title."""
    for reading, id, start, end in _mentions(context):
        match = _TENTANG.match(reading.text, end)
        if match is None or not reading.written(start, len(reading.text)) or "…" in reading.text[match.end() :]:
            continue
        route = route_at(reading, start) or ""
        if route.startswith("dasar_hukum.") and not route.endswith(".sebutan"):
            continue  # printed from the list itself
        known = regulation.load_act(id)
        if known is not None:
            rest = reading.text[match.end() : match.end() + 2 * len(known.tentang) + 50]
            if not _squeezed(rest).startswith(_squeezed(known.tentang)):
                title_end = _title_end(reading, match.end())
                fillings = {
                    "tertulis": reading.text[match.end() : title_end],
                    "peraturan": regulation.render_citation(id),
                    "seharusnya": f"tentang {known.tentang}",
                }
                yield finding(context, reading, (match.end(), title_end), fillings, (start, end))
            continue
        kind, number, year = id.split("-")
        title = _squeezed(reading.text[match.end() : _title_end(reading, match.end())])
        # A title that is known, with its number or its year but not both.
        for correct in _titles().get(title, ()):
            other_kind, other_number, other_year = correct.split("-")
            if other_kind != kind or (other_number == number) == (other_year == year):
                continue
            other = regulation.load_act(correct)
            if other is not None:
                fillings = {
                    "tertulis": f"Nomor {number} Tahun {year}",
                    "peraturan": f"peraturan itu ({regulation.render_citation(correct)})",
                    "seharusnya": f"Nomor {other.nomor} Tahun {other.tahun}",
                }
                yield finding(context, reading, (start, end), fillings)
                break


@cache
def _titles() -> dict[str, list[str]]:
    """The ids of the acts that are known, by their titles."""
    result: dict[str, list[str]] = {}
    for act in regulation.all_acts():
        result.setdefault(_squeezed(act.tentang), []).append(act.id)
    return result


def _title_end(reading: Reading, start: int) -> int:
    """Where a title ends that begins at a character."""
    match = _TITLE_END.search(reading.text, start)
    end = start + len(reading.text[start : match.start()].rstrip()) if match is not None else start
    return end if end > start else len(reading.text)


# --- the list ---------------------------------------------------------------------------------------------------------


def _entries(context: Context) -> Iterator[tuple[str, str | None, str]]:
    """The entries of `dasar_hukum`: route, id of the act where it can be told, and the text."""
    for index, entry in enumerate(context.naskah.dasar_hukum):
        if isinstance(entry, DasarHukum):
            text = entry.sebutan.strip()
            id = next((id for id, start, _ in regulation.recognise_all(text) if start == 0), None)
            yield f"dasar_hukum.{index}.sebutan", id, text
        else:
            known = regulation.load_act(entry)
            text = f"{known.bentuk} Nomor {known.nomor} Tahun {known.tahun}" if known else entry
            yield f"dasar_hukum.{index}", entry, text


class DemandedAct(Parameter):
    """An act that must be named."""

    peraturan: str = record_field("Peraturan yang harus disebut")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        yield from _act_faults("peraturan", self.peraturan)


@shape("dasar_hukum_memuat", DemandedAct, words=("kode", "peraturan"))
def dasar_hukum_memuat(context: Context, parameter: DemandedAct) -> Iterator[Finding]:
    """A list of acts, where there is one, names a certain act."""
    if not context.naskah.dasar_hukum or any(id == parameter.peraturan for _, id, _ in _entries(context)):
        return
    if not any(id == parameter.peraturan for _, id, _, _ in _mentions(context)):
        fillings = {"peraturan": regulation.render_citation(parameter.peraturan), "kode": parameter.peraturan}
        yield Finding("dasar_hukum", fillings, key=True)


@shape("dasar_hukum_sekali", words=("ke", "peraturan"))
def dasar_hukum_sekali(context: Context) -> Iterator[Finding]:
    """Each act stands in the list once."""
    seen: dict[str, int] = {}
    for index, (route, id, text) in enumerate(_entries(context)):
        key = id or _squeezed(text)
        if key in seen:
            yield Finding(
                route, {"peraturan": regulation.render_citation(id) if id else text, "ke": str(seen[key] + 1)}
            )
        seen.setdefault(key, index)


@shape("dasar_hukum_berlaku", words=("berlaku", "pada", "peraturan"))
def dasar_hukum_berlaku(context: Context) -> Iterator[Finding]:
    """Each act of the list is in force on the day of the agreement already."""
    for route, id, _ in _entries(context):
        known = regulation.load_act(id) if id is not None else None
        if known is not None and known.berlaku is not None and known.berlaku > context.on_day:
            fillings = {
                "peraturan": known.singkat,
                "berlaku": bahasa.long_date(known.berlaku),
                "pada": bahasa.long_date(context.on_day),
            }
            yield Finding(route, fillings)


_LEVELS = (
    r"Undang-Undang\s+Dasar|UUD",
    r"Ketetapan\s+M|TAP\s+MPR",
    r"Undang-Undang|UU\b|Peraturan\s+Pemerintah\s+Pengganti|Perp+u\b",
    r"Peraturan\s+Pemerintah|PP\b",
    r"Peraturan\s+Presiden|Perpres|Keputusan\s+Presiden|Keppres",
    r"Peraturan\s+(?:Menteri|Kepala|Badan|Lembaga|Bank\s+Indonesia|Otoritas|Komisi|Mahkamah|Bersama|Jaksa|Polri)|Permen\w*|Keputusan\s+(?:Bersama\s+)?Menteri",
    r"(?:Peraturan|Keputusan)\s+(?:Daerah|Gubernur|Bupati|Wali\s?[Kk]ota)|Perda\b|Per(?:gub|bup|wali?)\b|Qanun",
)
"""Kinds of act from the highest to the lowest."""
_CENTRAL = 5
"""The last level above the regions. Among regional acts no order is demanded: two regions' acts may stand side by side."""


@shape("dasar_hukum_urut", words=("peraturan", "sebelum"))
def dasar_hukum_urut(context: Context) -> Iterator[Finding]:
    """The list runs from the highest kind of act to the lowest, inside one kind from the oldest to the youngest."""
    previous: tuple[int, int] | None = None
    previous_name = ""
    for route, _, text in _entries(context):
        level = next((n for n, pattern in enumerate(_LEVELS) if re.match(rf"(?:{pattern})", text)), None)
        if level is None:
            continue
        match = re.search(r"\b(?:Tahun\s+|/)((?:19|20)\d\d)\b", text)
        if match and level <= _CENTRAL:
            year = int(match[1])
        else:
            year = previous[1] if previous and previous[0] == level else 0
        name = re.split(r"(?<!\s)\s+tentang\b", text, maxsplit=1)[0]
        if previous is not None and (level, year) < previous:
            yield Finding(route, {"peraturan": name, "sebelum": previous_name})
            return
        previous, previous_name = (level, year), name
