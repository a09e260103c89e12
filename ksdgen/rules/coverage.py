"""Which provision is enforced by which rule: derived from the rules' citations, so that it cannot go stale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ksdgen import regulation
from ksdgen.rules.own import NONE, OwnRules
from ksdgen.rules.packaged import everything


@dataclass(frozen=True, slots=True)
class Row:
    """One provision."""

    act: str
    citation: str
    shown: str
    description: str
    rule: tuple[str, ...]
    uncheckable: bool
    reason: str

    @property
    def remark(self) -> str:
        """Who checks it."""
        if self.rule:
            return f"diperiksa: {', '.join(self.rule)}"
        return f"tidak dapat diperiksa mesin: {self.reason}" if self.uncheckable else f"belum: {self.reason}"


OWN = "aturan sendiri"
"""What stands for the act of provisions that only a repository knows."""


def coverage_rows(own: OwnRules = NONE) -> Iterator[Row]:
    """Every provision of every act, in order; last those that only a repository's own rules cite.

    A rule enforces the provisions that it cites. A citation of a whole article enforces its parts too, but not those of
    which the act's file says that no machine can check them.
    """
    by_key: dict[str, list[str]] = {}
    for rule in (*everything(), *(r.rule for r in own.rules)):
        for basis in rule.dasar:
            by_key.setdefault(basis.sitasi, []).append(rule.kode)
    for act, provision in regulation.coverage():
        citation = f"{act.id}/{provision.sitasi}"
        code = list(by_key.get(citation, []))
        uncheckable = provision.peran is regulation.Role.UNCHECKABLE
        if not uncheckable:
            part = citation.split("/")
            code = [k for n in range(2, len(part)) for k in by_key.get("/".join(part[:n]), [])] + code
        yield Row(
            act.id,
            citation,
            regulation.render_citation(citation),
            provision.uraian,
            tuple(dict.fromkeys(code)),
            uncheckable and not code,
            "" if code else provision.alasan or "",
        )
    for citation in dict.fromkeys(basis.sitasi for r in own.rules for basis in r.rule.dasar):
        if not regulation.present(citation):
            description = "; ".join(
                r.rule.nama for r in own.rules if any(basis.sitasi == citation for basis in r.rule.dasar)
            )
            yield Row(OWN, citation, citation, description, tuple(dict.fromkeys(by_key[citation])), False, "")
