"""Markdown: the step summary of CI, with every finding."""

from __future__ import annotations

import re

from ksdgen.diagnostics import Severity, Span
from ksdgen.reporters.report import Report

_MARKS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.NOTE: "🔵"}

_PLAIN = re.compile(r"[\w/.: -]+")


def write(report: Report) -> str:
    """The report as Markdown."""
    lines = ["## ksdgen", ""]
    summary = ", ".join(f"{number} {severity.value}" for severity, number in report.count.items())
    lines += [f"{len(report.files)} berkas diperiksa: {summary}.", ""]
    if report.findings:
        lines += ["| | Tempat | Kode | Temuan | Dasar |", "|---|---|---|---|---|"]
        for finding in report.findings:
            place = _place(finding.span, report)
            message = _cell(finding.message) + (f"<br>{_cell(finding.hint)}" if finding.hint else "")
            lines.append(
                f"| {_MARKS[finding.severity]} | {place} | {finding.code} | {message} | {_cell('; '.join(finding.citations))} |"
            )
        lines.append("")
    if report.waived:
        lines += [
            "### Pengecualian yang berlaku",
            "",
            "| Tempat | Kode | Alasan | Penanggung jawab | Sampai |",
            "|---|---|---|---|---|",
        ]
        for waiver in report.waived:
            place = _place(waiver.finding.span, report)
            lines.append(
                f"| {place} | {waiver.finding.code} | {_cell(waiver.reason)} | {_cell(waiver.penanggung_jawab)} | {waiver.until} |"
            )
        lines.append("")
    if report.not_judged:
        lines += ["### Tidak dinilai", "", *(f"- {_as_code(report.name(f))}" for f in report.not_judged), ""]
    return "\n".join(lines)


def _place(span: Span | None, report: Report) -> str:
    return _as_code(f"{report.name(span.file)}:{span.line}") if span else ""


def _as_code(text: str) -> str:
    """Text as code, whatever characters it holds: those with a meaning in Markdown or in a table become entities."""
    if _PLAIN.fullmatch(text):
        return f"`{text}`"
    return f"<code>{''.join(_entity(char) for char in text)}</code>"


def _entity(char: str) -> str:
    return char if char.isalnum() or char in " /.:-" else f"&#{ord(char)};"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
