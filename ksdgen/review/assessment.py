"""What a reader of a proposal must know of each changed agreement, put together from the comparison, the rules and the
facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from ksdgen.desk.faults import guarded
from ksdgen.desk.overview import Overview, overview
from ksdgen.diagnostics import Cause, Diagnostic, Severity, in_order, sort_key
from ksdgen.naskah.model import Status, Waiver
from ksdgen.naskah.stages import StageState
from ksdgen.review.comparison import Comparison, Pair, RepositoryState, Side
from ksdgen.review.deviations import Deviation, deviations


class Verdict(Enum):
    """Where an agreement stands, in the words that a head of section reads."""

    ALTERED = "naskah yang sudah ditandatangani berubah"
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

    `findings` are those of both states, new ones first; `deviations` come with whether they are new, `waivers` with
    their state ("baru", "tetap" or "dicabut"); `open_items` are approvals and stages that are still open, with the
    provision that asks for them.
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
        return sum(item.state == state and severity in (None, item.finding.severity) for item in self.findings)


def review(comparison: Comparison, day: date) -> list[Review]:
    """Every agreement that differs, in the order of the comparison.

    Args:
        comparison: a comparison whose sides were judged by the rules.
        day: the day on which agreements are judged.
    """
    return [_guarded(comparison, pair, day) for pair in comparison.pairs]


def _guarded(comparison: Comparison, pair: Pair, day: date) -> Review:
    return guarded(pair.path, lambda: _one(comparison, pair, day), lambda fault: _failed(pair, fault))


def _failed(pair: Pair, fault: Diagnostic) -> Review:
    verdict = Verdict.ALTERED if _is_altered(pair) else Verdict.NOT_COMPOSED
    return Review(pair.failing(fault), verdict, None, [Item("baru", finding) for finding in (*pair.seal, fault)])


def _one(comparison: Comparison, pair: Pair, day: date) -> Review:
    current = overview(comparison.new.workspace, pair.new.path, day, pair.new.result) if pair.new is not None else None
    earlier = {_deviation_key(deviation) for deviation in _deviations(comparison.old, pair.old)}
    present = _deviations(comparison.new, pair.new)
    return Review(
        pair,
        _verdict(pair, current, present),
        current,
        [*(Item("baru", finding) for finding in pair.seal), *_findings(pair.old, pair.new)],
        [(deviation, _deviation_key(deviation) not in earlier) for deviation in present],
        _waivers(pair.old, pair.new),
        _open(current),
    )


def _deviations(state: RepositoryState, side: Side | None) -> list[Deviation]:
    return deviations(state.workspace, side.result) if side is not None else []


def _is_altered(pair: Pair) -> bool:
    said = [*pair.seal, *(pair.new.result.findings if pair.new is not None else ())]
    return any(finding.cause is Cause.BROKEN_SEAL and finding.severity is Severity.ERROR for finding in said)


def _verdict(pair: Pair, current: Overview | None, present: Sequence[Deviation]) -> Verdict:
    if _is_altered(pair):
        return Verdict.ALTERED
    if pair.new is None or current is None:
        return Verdict.DELETED
    if pair.new.dokumen is None or current.naskah is None:
        return Verdict.NOT_COMPOSED
    if any(finding.severity is Severity.ERROR for finding in current.findings):
        return Verdict.ERROR
    if any(deviation.grade == "perlu persetujuan" for deviation in present):
        return Verdict.CONSENT
    if current.naskah.status.is_signed or current.naskah.status is Status.CANCELLED:
        return Verdict.SIGNED
    if any(shortcoming.severity is Severity.ERROR for shortcoming in current.shortcomings):
        return Verdict.NOT_YET
    return Verdict.READY


def _deviation_key(deviation: Deviation) -> tuple[str, str, str]:
    return (deviation.clause_use.code, deviation.what, deviation.clause_use.text)


# --- findings ---------------------------------------------------------------------------------------------------------


def _findings(old: Side | None, new: Side | None) -> list[Item]:
    """Findings of both states: those that say the same are one, wherever their lines went."""
    earlier, current = _sorted(old), _sorted(new)
    rest = Counter(_key(finding) for finding in earlier)
    unchanged: list[Diagnostic] = []
    arrived: list[Diagnostic] = []
    for finding in current:
        if rest[_key(finding)]:
            rest[_key(finding)] -= 1
            unchanged.append(finding)
        else:
            arrived.append(finding)
    gone = []
    for finding in reversed(earlier):
        if rest[_key(finding)]:
            rest[_key(finding)] -= 1
            gone.append(finding)
    # A finding whose figures changed is the same matter at the same place.
    gone_routes: dict[tuple[str, str], list[Diagnostic]] = {}
    for finding in reversed(gone):
        if finding.route:
            gone_routes.setdefault((finding.code, finding.route), []).append(finding)
    answered: set[Diagnostic] = set()
    truly_new: list[Diagnostic] = []
    for finding in arrived:
        if finding.route and (others := gone_routes.get((finding.code, finding.route))):
            answered.add(others.pop())
            unchanged.append(finding)
        else:
            truly_new.append(finding)
    # Of a file that is gone or cannot be composed the rules say nothing: that is not to have solved anything.
    judged = new is not None and new.dokumen is not None
    solved = [finding for finding in gone if judged and finding not in answered]
    parts = (("baru", truly_new), ("tetap", unchanged), ("selesai", solved))
    return [Item(state, finding) for state, findings in parts for finding in in_order(findings)]


def _sorted(side: Side | None) -> list[Diagnostic]:
    return sorted(dict.fromkeys(side.result.findings), key=sort_key) if side is not None else []


def _key(finding: Diagnostic) -> tuple[str, str]:
    """What makes two findings the same matter: all but their place."""
    return (finding.code, finding.message)


# --- waivers, approvals -----------------------------------------------------------------------------------------------


def _waivers(old: Side | None, new: Side | None) -> list[tuple[Waiver, str]]:
    earlier, current = _waiver_list(old), _waiver_list(new)
    return [
        *((waiver, "tetap" if waiver in earlier else "baru") for waiver in current),
        *((waiver, "dicabut") for waiver in earlier if waiver not in current),
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


def verdict_counts(reviews: Iterable[Review]) -> dict[Verdict, int]:
    """How many agreements stand where, in the order of gravity."""
    counts = Counter(review.verdict for review in reviews)
    return {verdict: counts[verdict] for verdict in Verdict if counts[verdict]}
