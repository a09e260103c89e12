"""Markdown: the step summary of CI, with every finding."""

from __future__ import annotations

from ksdgen.diagnostics import Severity, Span
from ksdgen.inert import markdown, markdown_code, markdown_sentence
from ksdgen.reporters.report import Report

_MARKS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.NOTE: "🔵"}


def write(report: Report) -> str:
    """The report as Markdown."""
    lines = ["## ksdgen", ""]
    summary = ", ".join(f"{number} {severity.value}" for severity, number in report.count.items())
    lines += [f"{len(report.files)} berkas diperiksa: {summary}.", ""]
    if report.findings:
        lines += ["| | Tempat | Kode | Temuan | Dasar |", "|---|---|---|---|---|"]
        for finding in report.findings:
            place = _place(finding.span, report)
            message = markdown_sentence(finding.message)
            message += f"<br>{markdown_sentence(finding.hint)}" if finding.hint else ""
            lines.append(
                f"| {_MARKS[finding.severity]} | {place} | {finding.code} | {message} | {markdown('; '.join(finding.citations))} |"
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
                f"| {place} | {waiver.finding.code} | {markdown(waiver.reason)} | {markdown(waiver.penanggung_jawab)} | {waiver.until} |"
            )
        lines.append("")
    if report.not_judged:
        lines += ["### Tidak dinilai", "", *(f"- {markdown_code(report.name(f))}" for f in report.not_judged), ""]
    return "\n".join(lines)


def _place(span: Span | None, report: Report) -> str:
    return markdown_code(f"{report.name(span.file)}:{span.line}") if span else ""
