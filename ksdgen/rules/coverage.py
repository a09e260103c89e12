"""Which provision is enforced by which rule: derived from the rules' citations, so that it cannot go stale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ksdgen import regulation
from ksdgen.errors import Refused
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


def coverage(own: OwnRules = NONE, acts: Sequence[str] = ()) -> list[Row]:
    """The provisions of some acts.

    Args:
        own: the rules that a repository adds to those of ksdgen.
        acts: ids of acts; all, and what only the own rules cite, unless given.

    Raises:
        Refused: there is no such act.
    """
    present = {act.id for act in regulation.everything()}
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
        yield f"| {row.shown} | {row.description.replace('|', '/')} | {row.remark} |"


def summary(rows: Sequence[Row]) -> Iterator[str]:
    """How much is checked of each act and, where there are several, of all together."""
    acts = list(dict.fromkeys(row.act for row in rows))
    for act in acts:
        yield _summary(act, [row for row in rows if row.act == act])
    if len(acts) > 1:
        yield _summary("jumlah", rows)


def _summary(name: str, rows: Sequence[Row]) -> str:
    checked = sum(bool(row.rule) for row in rows)
    uncheckable = sum(row.uncheckable for row in rows)
    not_yet = len(rows) - checked - uncheckable
    reachable = checked + not_yet
    share = f"{checked * 100 // reachable} %" if reachable else "–"
    return f"{name}: {len(rows)} ketentuan, {checked} diperiksa aturan, {uncheckable} tidak dapat diperiksa mesin, {not_yet} belum ({share} dari yang dapat)"
