"""GitHub Actions: workflow commands. GitHub shows ten annotations per kind and step; the Markdown summary carries them
all.
"""

from __future__ import annotations

from ksdgen.diagnostics import Severity, Span
from ksdgen.reporters.report import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(report: Report) -> str:
    """One workflow command per finding, and a notice for each finding that a waiver holds back."""
    lines = []
    for finding in report.findings:
        message = (
            finding.message
            + "".join(f"\ndasar: {citation}" for citation in finding.citations)
            + (f"\nbantuan: {finding.hint}" if finding.hint else "")
        )
        lines.append(_command(_COMMANDS[finding.severity], finding.code, message, finding.span, report))
    for waiver in report.waived:
        title = f"{waiver.finding.code} dikecualikan"
        lines.append(
            _command("notice", title, f"{waiver.finding.message}\n{waiver.remark}", waiver.finding.span, report)
        )
    return "".join(lines)


def _command(command: str, title: str, message: str, span: Span | None, report: Report) -> str:
    properties = {"title": title}
    if span is not None:
        properties = {
            "file": report.name(span.file),
            "line": str(span.line),
            "col": str(span.column),
            "endLine": str(span.end_line),
        } | properties
        if span.line == span.end_line:
            properties["endColumn"] = str(span.end_column)
    content = ",".join(f"{k}={_property(v)}" for k, v in properties.items())
    return f"::{command} {content}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
