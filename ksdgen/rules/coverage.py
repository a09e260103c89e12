"""Which provision is enforced by which rule: derived from the rules' citations, so that it cannot go stale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ksdgen import regulation
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
