"""GitLab code quality."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.reporters.report import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def write(report: Report) -> str:
    """The report as a code quality artefact; what a waiver holds back is told as info.

    A finding keeps its fingerprint when lines above it change.
    """
    seen: dict[str, int] = {}
    result = [
        _problem(t, t.message + "".join(f" ({d})" for d in t.citations), _SEVERITIES[t.severity], report, seen)
        for t in report.findings
    ]
    result += [_problem(d.finding, f"{d.finding.message}; {d.remark}", "info", report, seen) for d in report.waived]
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _problem(
    finding: Diagnostic, description: str, severity: str, report: Report, seen: dict[str, int]
) -> dict[str, Any]:
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
