"""Acts that an agreement names: revoked, not yet in force, misquoted, missing, doubled, out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ksdgen import bahasa, regulation
from ksdgen.naskah.model import DasarHukum
from ksdgen.rules.checks.dates import written_dates
from ksdgen.rules.reading import Reading, finding, once, route_at, sentence, whole_text
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.advice import nearest
from ksdgen.source.record import record_field

_HISTORY = re.compile(
    r"\b(?:di|men|pen)cabut\w*|\btidak\s+(?:lagi\s+)?berlaku|\b(?:pada|di)\s+saat\s+itu\b|\b(?:ketika|waktu)\s+itu\b"
    r"|\bdiganti(?:kan)?\s+(?:dengan|oleh)\s+(?:Undang|UU\b|Per|PP\b)|\bsebagaimana\s+telah\s+(?:beberapa\s+kali\s+)?diganti",
    re.IGNORECASE,
)
"""What is said of an act that is no longer in force."""
_FORMER = r"\b(?:semula|dahulu|dulunya|sebelumnya|pernah)\b"
_FORMERLY_AHEAD = re.compile(
    rf"(?:{_FORMER}(?:[^,]|,\s*(?:dan\s+)?(?=Undang|UU\b|Per|PP\b))*|\b(?:meng|peng)ganti(?:kan)?\s+)$", re.IGNORECASE
)
_FORMERLY_BEHIND = re.compile(rf"\b(?:yang|telah)\s+{_FORMER}|\b(?:telah|sudah)\s+diganti(?:kan)?\b", re.IGNORECASE)
_COMMA_CONTINUES = re.compile(
    r",(?!\s*(?:yang|berdasarkan|menurut|sesuai|sebagaimana|nomor|dan|serta)\b)", re.IGNORECASE
)


def _is_history(ahead: str, behind: str, since: date) -> bool:
    """Whether a sentence tells of the past of an act: that it is gone, or what was done under it while it was in force."""
    if (
        _HISTORY.search(ahead)
        or _HISTORY.search(behind)
        or _FORMERLY_AHEAD.search(ahead)
        or _FORMERLY_BEHIND.search(behind)
    ):
        return True
    # A date tells of the past where it belongs to the clause of the act.
    for t in written_dates(ahead):
        if t.value is not None and t.value < since and not _COMMA_CONTINUES.search(ahead, t.end):
            return True
    for t in written_dates(behind):
        if t.value is None or t.value >= since:
            continue
        between = behind[: t.start]
        if not _COMMA_CONTINUES.search(between) or re.search(r"(?<!yang )\btelah\b", between[between.index(",") :]):
            return True
    return False


_INSIDE_TITLE = re.compile(r"\b(?:[Pp]erubahan(?:\s+\w+)?\s+[Aa]tas|[Pp]enetapan|[Pp]elaksanaan|[Pp]encabutan)\s+$")


def _act_faults(route: str, act: str) -> Iterator[Fault]:
    """What is wrong with the id of an act."""
    if regulation.load_act(act) is None:
        suggestion = nearest(act, regulation.id_list())
        hint = f"maksud Anda `{suggestion}`?" if suggestion else "peraturan yang ada: `ksdgen coverage`"
        yield Fault(route, f"peraturan `{act}` tidak ada", hint)


def _mention(id: str) -> str:
    """An act as people call it."""
    return regulation.render_citation(id)


_YEAR_MARKS = ("tahun 19", "tahun 20", "/19", "/20", "-19", "-20", "th. ", "thn")
_ACT_MARKS = ("undang", "uu ", "uu-", "peraturan", "pp ", "pp-", "perp", "permen")


def _terms(k: Context) -> list[tuple[Reading, str, int, int]]:
    """Every act that the document mentions; worked out once for all rules."""
    memo = whole_text(k).memo
    if "peraturan" not in memo:
        with_year = whole_text(k).candidates(_YEAR_MARKS)
        candidates = [b for b in with_year if any(t in b.text.lower() for t in _ACT_MARKS)]
        memo["peraturan"] = [(b, *term) for b in candidates for term in regulation.recognise_all(b.text)]
    result: list[tuple[Reading, str, int, int]] = memo["peraturan"]
    return result


class RevokedActs(Parameter):
    """Which revoked acts are meant."""

    peraturan: tuple[str, ...] | None = record_field("Hanya peraturan ini", default=None, single=True)
    kecuali: tuple[str, ...] = record_field("Bukan peraturan ini", default=(), single=True)

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        for name, acts in (("peraturan", self.peraturan or ()), ("kecuali", self.kecuali)):
            for i, act in enumerate(acts):
                yield from _act_faults(f"{name}.{i}", act)


@shape("peraturan_dicabut", RevokedActs, words=("pencabut", "peraturan", "sejak"))
@once
def peraturan_dicabut(k: Context, p: RevokedActs) -> Iterator[Finding]:
    """No act that had been revoked by the day of the agreement is named as if it were in force.

    Only the acts of `peraturan`, or all that are known but those of `kecuali`. Where history is told, a revoked act may be named.
    """
    only, except_for = p.peraturan, p.kecuali
    for b, id, start, end in _terms(k):
        if (only is not None and id not in only) or id in except_for:
            continue
        revocation = regulation.revoked(id, k.on_day)
        if (
            revocation is None
            or _INSIDE_TITLE.search(b.text[:start])
            or (route_at(b, start) or "").startswith("kesepakatan_bersama")
        ):
            continue
        revoking, since, _ = revocation
        ahead, behind = sentence(b.text, start, end)
        if _is_history(ahead, behind, since):
            continue
        yield finding(
            k,
            b,
            (start, end),
            {"peraturan": _mention(id), "pencabut": _mention(revoking), "sejak": bahasa.long_date(since)},
        )


# --- quoting ----------------------------------------------------------------------------------------------------------------------------


def _squeezed(text: str) -> str:
    """Letters and digits alone, so that "Kerjasama" and "Kerja Sama", capitals and commas do not differ."""
    return "".join(h for h in text.casefold() if h.isalnum())


_TENTANG = re.compile(r"\s+(?:Republik\s+Indonesia\s+)?(?:\([^()]*\)\s*)?tentang\s+", re.IGNORECASE)
_TITLE_END = re.compile(r"\s*(?:[;.(]|,\s|\bsebagaimana\b|\bbeserta\b|\bjo\b|\bjuncto\b|$)")


@shape("judul_peraturan", words=("peraturan", "seharusnya", "tertulis"))
@once
def judul_peraturan(k: Context) -> Iterator[Finding]:
    """An act is quoted with its own number, year and title."""
    for b, id, start, end in _terms(k):
        m = _TENTANG.match(b.text, end)
        if m is None or not b.written(start, len(b.text)) or "…" in b.text[m.end() :]:
            continue
        if (route_at(b, start) or "").startswith("dasar_hukum.") and not (route_at(b, start) or "").endswith(
            ".sebutan"
        ):
            continue  # printed from the list itself
        rest = _squeezed(b.text[m.end() :])
        known = regulation.load_act(id)
        if known is not None:
            if not rest.startswith(_squeezed(known.tentang)):
                edge = _end(b, m.end())
                fillings = {
                    "tertulis": b.text[m.end() : edge],
                    "peraturan": _mention(id),
                    "seharusnya": f"tentang {known.tentang}",
                }
                yield finding(k, b, (m.end(), edge), fillings, (start, end))
            continue
        kind, number, year = id.split("-")
        title = _squeezed(b.text[m.end() : _end(b, m.end())])
        # A title that is known, with its number or its year but not both.
        for correct in regulation.id_list():
            j, n, t = correct.split("-")
            if j != kind or (n == number) == (t == year):
                continue
            other = regulation.load_act(correct)
            if other is not None and _squeezed(other.tentang) == title:
                fillings = {
                    "tertulis": f"Nomor {number} Tahun {year}",
                    "peraturan": f"peraturan itu ({_mention(correct)})",
                    "seharusnya": f"Nomor {other.nomor} Tahun {other.tahun}",
                }
                yield finding(k, b, (start, end), fillings)
                break


def _end(b: Reading, start: int) -> int:
    m = _TITLE_END.search(b.text, start)
    return m.start() if m is not None and m.start() > start else len(b.text)


# --- the list -----------------------------------------------------------------------------------------------------------------------------


def _list(k: Context) -> Iterator[tuple[str, str | None, str]]:
    """The entries of `dasar_hukum`: route, id of the act where it can be told, and the text."""
    for i, d in enumerate(k.naskah.dasar_hukum):
        if isinstance(d, DasarHukum):
            text = d.sebutan.strip()
            id = next((id for id, start, _ in regulation.recognise_all(text) if start == 0), None)
            yield f"dasar_hukum.{i}.sebutan", id, text
        else:
            known = regulation.load_act(d)
            yield (
                f"dasar_hukum.{i}",
                d,
                f"{known.bentuk} Nomor {known.nomor} Tahun {known.tahun}" if known else d,
            )


class DemandedActs(Parameter):
    """An act."""

    peraturan: str = record_field("Peraturan yang harus disebut")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        yield from _act_faults("peraturan", self.peraturan)


@shape("dasar_hukum_memuat", DemandedActs, words=("kode", "peraturan"))
def dasar_hukum_memuat(k: Context, p: DemandedActs) -> Iterator[Finding]:
    """A list of acts, where there is one, names a certain act."""
    if not k.naskah.dasar_hukum or any(id == p.peraturan for _, id, _ in _list(k)):
        return
    if not any(id == p.peraturan for _, id, _, _ in _terms(k)):
        yield Finding("dasar_hukum", {"peraturan": _mention(p.peraturan), "kode": p.peraturan}, key=True)


@shape("dasar_hukum_sekali", words=("ke", "peraturan"))
def dasar_hukum_sekali(k: Context) -> Iterator[Finding]:
    """Each act stands in the list once."""
    seen: dict[str, int] = {}
    for i, (route, id, text) in enumerate(_list(k)):
        key = id or _squeezed(text)
        if key in seen:
            yield Finding(route, {"peraturan": _mention(id) if id else text, "ke": str(seen[key] + 1)})
        seen.setdefault(key, i)


@shape("dasar_hukum_berlaku", words=("berlaku", "pada", "peraturan"))
def dasar_hukum_berlaku(k: Context) -> Iterator[Finding]:
    """Each act of the list is in force on the day of the agreement already."""
    for route, id, _ in _list(k):
        known = regulation.load_act(id) if id is not None else None
        if known is not None and known.berlaku is not None and known.berlaku > k.on_day:
            yield Finding(
                route,
                {
                    "peraturan": known.singkat,
                    "berlaku": bahasa.long_date(known.berlaku),
                    "pada": bahasa.long_date(k.on_day),
                },
            )


_LEVELS = (
    r"Undang-Undang\s+Dasar|UUD",
    r"Ketetapan\s+M|TAP\s+MPR",
    r"Undang-Undang|UU\b|Peraturan\s+Pemerintah\s+Pengganti|Perp+u\b",
    r"Peraturan\s+Pemerintah|PP\b",
    r"Peraturan\s+Presiden|Perpres|Keputusan\s+Presiden|Keppres",
    r"Peraturan\s+(?:Menteri|Kepala|Badan|Lembaga|Bank\s+Indonesia|Otoritas|Komisi|Mahkamah|Bersama|Jaksa|Polri)|Permen\w*|Keputusan\s+(?:Bersama\s+)?Menteri",
    r"(?:Peraturan|Keputusan)\s+(?:Daerah|Gubernur|Bupati|Wali\s?[Kk]ota)|Perda\b|Per(?:gub|bup|wali?)\b|Qanun",
)
_CENTRAL = 5
"""The last level above the regions; among regional acts no order is demanded, for two regions' acts may stand side by side."""


@shape("dasar_hukum_urut", words=("peraturan", "sebelum"))
def dasar_hukum_urut(k: Context) -> Iterator[Finding]:
    """The list runs from the highest kind of act to the lowest, inside one kind from the oldest to the youngest."""
    before: tuple[int, int] | None = None
    name = ""
    for route, _, text in _list(k):
        level = next((n for n, pattern in enumerate(_LEVELS) if re.match(rf"(?:{pattern})", text)), None)
        if level is None:
            continue
        m = re.search(r"\b(?:Tahun\s+|/)((?:19|20)\d\d)\b", text)
        year = int(m[1]) if m and level <= _CENTRAL else before[1] if before and before[0] == level else 0
        short = re.split(r"\s+tentang\b", text)[0]
        if before is not None and (level, year) < before:
            yield Finding(route, {"peraturan": short, "sebelum": name})
            return
        before, name = (level, year), short
