"""What a reader of a proposal must know of each changed agreement, put together from the comparison, the rules and the
facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from ksdgen.desk.overview import Overview, overview
from ksdgen.diagnostics import Diagnostic, Severity, sort_key
from ksdgen.naskah.model import Status, Waiver
from ksdgen.naskah.stages import StageState as StageState
from ksdgen.review.comparison import Comparison, Pair, Side
from ksdgen.review.deviations import Deviation, deviations


class Verdict(Enum):
    """Where an agreement stands, in the words that a head of section reads."""

    DELETED = "dihapus dari repositori"
    NOT_COMPOSED = "tidak dapat disusun"
    ERROR = "ada kesalahan"
    CONSENT = "perlu persetujuan"
    NOT_YET = "belum lengkap untuk ditandatangani"
    READY = "siap ditandatangani"
    SIGNED = "sudah ditandatangani"

    @property
    def good(self) -> bool:
        """Nothing stands in the way."""
        return self in (Verdict.READY, Verdict.SIGNED)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that one state has and the other may not have: `state` is "baru", "tetap" or "selesai"."""

    state: str
    finding: Diagnostic


@dataclass(slots=True)
class Review:
    """One agreement of a proposal.

    `findings` are the findings of both states, new ones first; `deviations` and `waivers` come with whether they are
    new; `open_items` are approvals and stages that are still open, with the provision that asks for them.
    """

    pair: Pair
    verdict: Verdict
    overview: Overview | None
    findings: list[Item] = field(default_factory=list)
    deviations: list[tuple[Deviation, bool]] = field(default_factory=list)
    waivers: list[tuple[Waiver, str]] = field(default_factory=list)
    open_items: list[tuple[str, str]] = field(default_factory=list)

    def count(self, state: str, severity: Severity | None = None) -> int:
        """How many findings are in a state."""
        return sum(b.state == state and severity in (None, b.finding.severity) for b in self.findings)


def review(comparison: Comparison, day: date) -> list[Review]:
    """Every agreement that differs, in the order of the comparison.

    Args:
        comparison: a comparison whose sides were judged by the rules.
        day: the day on which agreements are judged.
    """
    return [_one(comparison, x, day) for x in comparison.pairs]


def _one(comparison: Comparison, pair: Pair, day: date) -> Review:
    current = overview(comparison.new.workspace, pair.new.path, day, pair.new.result) if pair.new is not None else None
    new = (
        [(d, d.clause_use) for d in deviations(comparison.new.workspace, pair.new.result)]
        if pair.new is not None
        else []
    )
    old = (
        {_deviation_key(d) for d in deviations(comparison.old.workspace, pair.old.result)}
        if pair.old is not None
        else set()
    )
    deviates = [(d, _deviation_key(d) not in old) for d, _ in new]
    return Review(
        pair,
        _verdict(pair, current, [d for d, _ in deviates]),
        current,
        _findings(pair.old, pair.new),
        deviates,
        _waivers(pair.old, pair.new),
        _open(current),
    )


def _verdict(pair: Pair, current: Overview | None, deviates: Sequence[Deviation]) -> Verdict:
    if pair.new is None or current is None:
        return Verdict.DELETED
    if pair.new.dokumen is None or current.naskah is None:
        return Verdict.NOT_COMPOSED
    if any(t.severity is Severity.ERROR for t in current.findings):
        return Verdict.ERROR
    if any(d.grade == "perlu persetujuan" for d in deviates):
        return Verdict.CONSENT
    if current.naskah.status.is_signed or current.naskah.status is Status.CANCELLED:
        return Verdict.SIGNED
    if any(k.severity is Severity.ERROR for k in current.shortcomings):
        return Verdict.NOT_YET
    return Verdict.READY


def _deviation_key(deviation: Deviation) -> tuple[str, str, str]:
    return (deviation.clause_use.code, deviation.what, deviation.clause_use.text)


# --- findings ---------------------------------------------------------------------------------------------------------


def _findings(old: Side | None, new: Side | None) -> list[Item]:
    """Findings of both states: those that say the same are one, wherever their lines went."""
    earlier, current = _sorted(old), _sorted(new)
    rest = Counter(_key(finding) for finding in earlier)
    unchanged: list[Item] = []
    arrived: list[Diagnostic] = []
    for finding in current:
        if rest[_key(finding)]:
            rest[_key(finding)] -= 1
            unchanged.append(Item("tetap", finding))
        else:
            arrived.append(finding)
    gone = []
    for finding in reversed(earlier):
        if rest[_key(finding)]:
            rest[_key(finding)] -= 1
            gone.append(finding)
    # A finding whose figures changed is the same matter at the same place.
    route = Counter((finding.code, finding.route) for finding in gone if finding.route)
    truly_new: list[Item] = []
    for finding in arrived:
        if finding.route and route[finding.code, finding.route]:
            route[finding.code, finding.route] -= 1
            gone.remove(next(x for x in gone if (x.code, x.route) == (finding.code, finding.route)))
            unchanged.append(Item("tetap", finding))
        else:
            truly_new.append(Item("baru", finding))
    unchanged.sort(key=lambda b: sort_key(b.finding))
    # Of a file that is gone or cannot be composed the rules say nothing: that is not to have solved anything.
    judged = new is not None and new.dokumen is not None
    return [*truly_new, *unchanged, *(Item("selesai", finding) for finding in reversed(gone) if judged)]


def _sorted(side: Side | None) -> list[Diagnostic]:
    return sorted(dict.fromkeys(side.result.findings), key=sort_key) if side is not None else []


def _key(finding: Diagnostic) -> tuple[str, str]:
    return (finding.code, finding.message)


# --- waivers, approvals -----------------------------------------------------------------------------------------------


def _waivers(old: Side | None, new: Side | None) -> list[tuple[Waiver, str]]:
    earlier, current = _waiver_list(old), _waiver_list(new)
    return [
        *((p, "tetap" if p in earlier else "baru") for p in current),
        *((p, "dicabut") for p in earlier if p not in current),
    ]


def _waiver_list(side: Side | None) -> Sequence[Waiver]:
    naskah = side.result.loaded.naskah if side is not None else None
    return naskah.pengecualian if naskah is not None else ()


def _open(current: Overview | None) -> list[tuple[str, str]]:
    """The stages that are not done, with what they wait for and the provision."""
    if current is None or current.naskah is None or current.naskah.status.is_signed:
        return []
    result = []
    for stage in current.progress:
        if stage.state in (StageState.UNDER_WAY, StageState.NOT_YET) and stage.step is not None:
            result.append((stage.step.text, stage.step.citation_text))
    return list(dict.fromkeys(result))


def verdict_counts(everything: Iterable[Review]) -> dict[Verdict, int]:
    """How many agreements stand where, in the order of gravity."""
    count = Counter(t.verdict for t in everything)
    return {v: count[v] for v in Verdict if count[v]}
