"""Which findings only follow from others: one cause is told once."""

from __future__ import annotations

from ksdgen.diagnostics import Cause, Diagnostic, Severity


def without_consequences(rule: list[Diagnostic], shape: list[Diagnostic]) -> list[Diagnostic]:
    """Findings of rules without those that only follow from a value that could not be read.

    A value that is no date is not missing too: one finding at its place says it.
    """
    broken = _broken(shape)
    if not broken:
        return rule
    pihak_broken = any(r.startswith("para_pihak.") for r in broken)
    parent = {r.rpartition(".")[0] for r in broken} - {""}

    def is_consequence(route: str) -> bool:
        if pihak_broken and route.partition(".")[0] == "para_pihak":
            return True  # a party that could not be read is missing from everything that is said of the parties
        return route in broken or route in parent or any(route.startswith(f"{r}.") for r in broken)

    # Notes on the paper as a whole wait until all parties can be read.
    return [
        t
        for t in rule
        if not (t.route and is_consequence(t.route)) and not (pihak_broken and t.severity is Severity.NOTE)
    ]


def shape_without_consequences(shape: list[Diagnostic]) -> list[Diagnostic]:
    """Findings of shape without those that only follow from another: a part that could not be read is not printed or
    counted.
    """
    broken = _broken([t for t in shape if t.cause not in (Cause.UNFIT_PARTIES, Cause.NOT_PRINTED)])
    pihak_broken = any(r.startswith("para_pihak.") for r in broken)

    def is_consequence(finding: Diagnostic) -> bool:
        if finding.cause is Cause.UNFIT_PARTIES and finding.route == "para_pihak":
            return pihak_broken
        if finding.cause is not Cause.NOT_PRINTED or finding.route is None:
            return False
        return any(finding.route == r or finding.route.startswith(f"{r}.") for r in broken)

    return [t for t in shape if not is_consequence(t)]


def _broken(shape: list[Diagnostic]) -> set[str]:
    """Routes of values that could not be read; a misspelt key stands for the key that it should be."""
    broken = {finding.route for finding in shape if finding.route and finding.severity is Severity.ERROR}
    for finding in shape:
        if finding.cause is Cause.MISSPELT_KEY and finding.route and finding.fixes:
            parent = finding.route.rpartition(".")[0]
            broken.add(f"{parent}.{finding.fixes[0].text}" if parent else finding.fixes[0].text)
    return broken
