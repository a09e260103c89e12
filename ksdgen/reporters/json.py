"""JSON, version 1. The shape is frozen: keys are only ever added."""

from __future__ import annotations

from typing import Any

from ksdgen.diagnostics import Diagnostic
from ksdgen.inert import as_json
from ksdgen.reporters.report import LEVEL, Report

VERSION = 1


def write(report: Report) -> str:
    """The report as one JSON document."""
    data = {
        "version": VERSION,
        "findings": [_finding(finding, report) for finding in report.findings],
        "summary": {
            "files": len(report.files),
            **{LEVEL[severity]: number for severity, number in report.count.items()},
            "waived": [
                {**_finding(w.finding, report), "reason": w.reason, "owner": w.penanggung_jawab, "until": w.until}
                for w in report.waived
            ],
            "not_judged": [report.name(f) for f in report.not_judged],
        },
    }
    return as_json(data) + "\n"


def _finding(finding: Diagnostic, report: Report) -> dict[str, Any]:
    """One finding."""
    span = finding.span
    return {
        "file": report.name(span.file) if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "code": finding.code,
        "severity": LEVEL[finding.severity],
        "message": finding.message,
        "citations": list(finding.citations),
        "help": finding.hint,
    }
