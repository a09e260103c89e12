"""Which findings only follow from others: one cause is told once."""

from __future__ import annotations

from ksdgen.diagnostics import Cause, Diagnostic, Severity


def without_consequences(rule_findings: list[Diagnostic], shape_findings: list[Diagnostic]) -> list[Diagnostic]:
    """Findings of rules without those that only follow from a value that could not be read.

    A value that is no date is not missing too: one finding at its place says it.
    """
    broken = _broken(shape_findings)
    if not broken:
        return rule_findings
    pihak_broken = any(route.startswith("para_pihak.") for route in broken)
    parents = {route.rpartition(".")[0] for route in broken} - {""}

    def is_consequence(route: str) -> bool:
        if pihak_broken and route.partition(".")[0] == "para_pihak":
            return True  # a party that could not be read is missing from everything that is said of the parties
        return route in parents or _is_at_or_below(route, broken)

    # Notes on the paper as a whole wait until all parties can be read.
    return [
        finding
        for finding in rule_findings
        if not (finding.route and is_consequence(finding.route))
        and not (pihak_broken and finding.severity is Severity.NOTE)
    ]


def shape_without_consequences(shape_findings: list[Diagnostic]) -> list[Diagnostic]:
    """Findings of shape without those that only follow from another: a part that could not be read is not printed or
    counted.
    """
    consequences = (Cause.UNFIT_PARTIES, Cause.NOT_PRINTED)
    broken = _broken([finding for finding in shape_findings if finding.cause not in consequences])
    pihak_broken = any(route.startswith("para_pihak.") for route in broken)

    def is_consequence(finding: Diagnostic) -> bool:
        if finding.cause is Cause.UNFIT_PARTIES and finding.route == "para_pihak":
            return pihak_broken
        if finding.cause is not Cause.NOT_PRINTED or finding.route is None:
            return False
        return _is_at_or_below(finding.route, broken)

    return [finding for finding in shape_findings if not is_consequence(finding)]


def _is_at_or_below(route: str, broken: set[str]) -> bool:
    """Whether a route leads to a broken value or into one."""
    while route not in broken:
        route, dot, _ = route.rpartition(".")
        if not dot:
            return False
    return True


def _broken(shape_findings: list[Diagnostic]) -> set[str]:
    """Routes of values that could not be read; a misspelt key stands for the key that it should be."""
    broken = {finding.route for finding in shape_findings if finding.route and finding.severity is Severity.ERROR}
    for finding in shape_findings:
        if finding.cause is Cause.MISSPELT_KEY and finding.route and finding.fixes:
            parent = finding.route.rpartition(".")[0]
            broken.add(f"{parent}.{finding.fixes[0].text}" if parent else finding.fixes[0].text)
    return broken
