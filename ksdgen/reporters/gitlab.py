"""GitLab code quality."""

from __future__ import annotations

import hashlib
from typing import Any

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.inert import as_json
from ksdgen.reporters.report import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def write(report: Report) -> str:
    """The report as a code quality artefact; what a waiver holds back is told as info.

    A finding keeps its fingerprint when lines above it change.
    """
    seen: dict[str, int] = {}
    result = [
        _problem(
            finding,
            finding.message + "".join(f" ({citation})" for citation in finding.citations),
            _SEVERITIES[finding.severity],
            report,
            seen,
        )
        for finding in report.findings
    ]
    result += [_problem(w.finding, f"{w.finding.message}; {w.remark}", "info", report, seen) for w in report.waived]
    return as_json(result) + "\n"


def _problem(
    finding: Diagnostic, description: str, severity: str, report: Report, seen: dict[str, int]
) -> dict[str, Any]:
    """One problem.

    Args:
        finding: what was found.
        description: what is shown of it.
        severity: as GitLab names it.
        report: names files.
        seen: how often each finding was told already; findings that say the same are told apart by it.
    """
    file = report.name(finding.span.file) if finding.span else ""
    core = f"{file}\0{finding.code}\0{finding.route or ''}\0{finding.message}"
    seen[core] = seen.get(core, 0) + 1
    return {
        "description": description,
        "check_name": finding.code,
        "fingerprint": hashlib.sha256(f"{core}\0{seen[core]}".encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": severity,
        "location": {"path": file, "lines": {"begin": finding.span.line if finding.span else 1}},
    }
