"""GitHub Actions: workflow commands. GitHub shows ten annotations per kind and step; the Markdown summary carries them all."""

from __future__ import annotations

from ksdgen.diagnostics import Severity, Span
from ksdgen.reporters.report import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(report: Report) -> str:
    """One workflow command per finding, and a notice for each finding that a waiver holds back."""
    lines = []
    for t in report.findings:
        message = t.message + "".join(f"\ndasar: {d}" for d in t.citations) + (f"\nbantuan: {t.hint}" if t.hint else "")
        lines.append(_command(_COMMANDS[t.severity], t.code, message, t.span, report))
    for d in report.waived:
        title = f"{d.findings.code} dikecualikan"
        lines.append(_command("notice", title, f"{d.findings.message}\n{d.remark}", d.findings.span, report))
    return "".join(lines)


def _command(command: str, title: str, message: str, s: Span | None, report: Report) -> str:
    properties = {"title": title}
    if s is not None:
        properties = {
            "file": report.name(s.file),
            "line": str(s.line),
            "col": str(s.column),
            "endLine": str(s.end_line),
        } | properties
        if s.line == s.end_line:
            properties["endColumn"] = str(s.end_column)
    content = ",".join(f"{k}={_property(v)}" for k, v in properties.items())
    return f"::{command} {content}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
