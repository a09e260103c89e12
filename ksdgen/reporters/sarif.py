"""SARIF 2.1.0, with the page of every code that occurs."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from ksdgen import __version__
from ksdgen.diagnostics import Diagnostic
from ksdgen.inert import as_json, sarif
from ksdgen.reporters.report import LEVEL, Report, Waived
from ksdgen.rules.pages import Page, all_pages


def write(report: Report) -> str:
    """The report as one SARIF log; waived findings are results with a suppression."""
    results: list[tuple[Diagnostic, Waived | None]] = [(finding, None) for finding in report.findings]
    results += [(waiver.finding, waiver) for waiver in report.waived]
    codes = sorted({finding.code for finding, _ in results})
    pages = (report.pages or all_pages)() if codes else {}
    index = {code: number for number, code in enumerate(codes)}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "ksdgen",
                        "version": __version__,
                        "language": "id",
                        "rules": [_rule(code, pages.get(code)) for code in codes],
                    }
                },
                "language": "id",
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, waiver, index, report) for finding, waiver in results],
            }
        ],
    }
    return as_json(log) + "\n"


def _rule(code: str, page: Page | None) -> dict[str, Any]:
    if page is None:
        return {"id": code}
    return {
        "id": code,
        "name": page.name,
        "shortDescription": {"text": page.english_summary},
        "fullDescription": {"text": page.explanation.strip()},
        "help": {"text": page.explanation.strip(), "markdown": page.markdown()},
        "defaultConfiguration": {"level": LEVEL[page.severity]},
    }


def _result(finding: Diagnostic, waiver: Waived | None, index: dict[str, int], report: Report) -> dict[str, Any]:
    message = (
        finding.message
        + "".join(f"\ndasar: {citation}" for citation in finding.citations)
        + (f"\nbantuan: {finding.hint}" if finding.hint else "")
    )
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": LEVEL[finding.severity],
        "message": {"text": sarif(message)},
    }
    if finding.span is not None:
        span = finding.span
        result["locations"] = [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(report.name(span.file).encode("utf-8", "surrogateescape"))},
                    "region": {
                        "startLine": span.line,
                        "startColumn": span.column,
                        "endLine": span.end_line,
                        "endColumn": span.end_column,
                    },
                }
            }
        ]
    if waiver is not None:
        result["suppressions"] = [
            {"kind": "inSource", "justification": f"{waiver.reason} ({waiver.penanggung_jawab}, sampai {waiver.until})"}
        ]
    return result
