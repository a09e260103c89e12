"""Which provision is enforced by which rule: derived from the rules' citations, so that it cannot go stale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ksdgen import regulation
from ksdgen.errors import Refused
from ksdgen.inert import markdown_cell
from ksdgen.rules.own import NONE, OwnRules
from ksdgen.rules.packaged import packaged_rules


@dataclass(frozen=True, slots=True)
class Row:
    """One provision."""

    act: str
    """The id of its act."""
    citation: str
    shown: str
    """The citation as people write it."""
    description: str
    rules: tuple[str, ...]
    """The codes of the rules that enforce it."""
    uncheckable: bool
    reason: str
    """Why no rule enforces it."""

    @property
    def remark(self) -> str:
        """Which rules check it, or why none does."""
        if self.rules:
            return f"diperiksa: {', '.join(self.rules)}"
        return f"tidak dapat diperiksa mesin: {self.reason}" if self.uncheckable else f"belum: {self.reason}"


OWN = "aturan sendiri"
"""What stands for the act of provisions that only a repository knows."""


def coverage_rows(own: OwnRules = NONE) -> Iterator[Row]:
    """Every provision of every act, in order; last those that only a repository's own rules cite.

    A rule enforces the provisions that it cites. A citation of a whole article enforces its parts too, but not those of
    which the act's file says that no machine can check them.
    """
    by_citation: dict[str, list[str]] = {}
    for rule in (*packaged_rules(), *(ready.rule for ready in own.rules)):
        for basis in rule.dasar:
            by_citation.setdefault(basis.sitasi, []).append(rule.kode)
    for act, provision in regulation.coverage():
        citation = f"{act.id}/{provision.sitasi}"
        codes = by_citation.get(citation, [])
        uncheckable = provision.peran is regulation.Role.UNCHECKABLE
        if not uncheckable:
            parts = citation.split("/")
            wider = ["/".join(parts[:length]) for length in range(2, len(parts))]
            codes = [code for article in wider for code in by_citation.get(article, [])] + codes
        yield Row(
            act.id,
            citation,
            regulation.render_citation(citation),
            provision.uraian,
            tuple(dict.fromkeys(codes)),
            uncheckable and not codes,
            "" if codes else provision.alasan or "",
        )
    own_rules = [ready.rule for ready in own.rules]
    for citation in dict.fromkeys(basis.sitasi for rule in own_rules for basis in rule.dasar):
        if not regulation.resolves(citation):
            citing = [rule for rule in own_rules if any(basis.sitasi == citation for basis in rule.dasar)]
            description = "; ".join(rule.nama for rule in citing)
            yield Row(OWN, citation, citation, description, tuple(dict.fromkeys(by_citation[citation])), False, "")


def coverage(own: OwnRules = NONE, acts: Sequence[str] = ()) -> list[Row]:
    """The provisions of some acts.

    Args:
        own: the rules that a repository adds to those of ksdgen.
        acts: ids of acts; all, and what only the own rules cite, unless given.

    Raises:
        Refused: there is no such act.
    """
    present = {act.id for act in regulation.all_acts()}
    for act in acts:
        if act not in present:
            raise Refused(f"peraturan `{act}` tidak ada; daftar: {', '.join(sorted(present))}")
    return [row for row in coverage_rows(own) if not acts or row.act in acts]


# --- forms ------------------------------------------------------------------------------------------------------------


def text(rows: Sequence[Row]) -> Iterator[str]:
    """Three lines for each provision: where it stands, what it says, who checks it."""
    for row in rows:
        yield from (row.shown, f"    {row.description}", f"    {row.remark}")


def markdown(rows: Sequence[Row]) -> Iterator[str]:
    """The rows of a table, its header first."""
    yield "| Ketentuan | Isi | Diperiksa |"
    yield "|---|---|---|"
    for row in rows:
        yield f"| {' | '.join(map(markdown_cell, (row.shown, row.description, row.remark)))} |"


def summary(rows: Sequence[Row]) -> Iterator[str]:
    """How much is checked of each act and, where there are several, of all together."""
    acts = list(dict.fromkeys(row.act for row in rows))
    for act in acts:
        yield _summary(act, [row for row in rows if row.act == act])
    if len(acts) > 1:
        yield _summary("jumlah", rows)


def _summary(name: str, rows: Sequence[Row]) -> str:
    checked = sum(bool(row.rules) for row in rows)
    uncheckable = sum(row.uncheckable for row in rows)
    not_yet = len(rows) - checked - uncheckable
    reachable = checked + not_yet
    share = f"{checked * 100 // reachable} %" if reachable else "–"
    return f"{name}: {len(rows)} ketentuan, {checked} diperiksa aturan, {uncheckable} tidak dapat diperiksa mesin, {not_yet} belum ({share} dari yang dapat)"
