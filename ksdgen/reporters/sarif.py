"""SARIF 2.1.0, with the page of every code that occurs."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from ksdgen import __version__
from ksdgen.diagnostics import Diagnostic
from ksdgen.reporters.report import LEVEL, Report, Waived
from ksdgen.rules.pages import Page, all_pages


def write(report: Report) -> str:
    """The report as one SARIF log; waived findings are results with a suppression."""
    everything: list[tuple[Diagnostic, Waived | None]] = [(t, None) for t in report.findings]
    everything += [(d.findings, d) for d in report.waived]
    code = sorted({t.code for t, _ in everything})
    pages = (report.pages or all_pages)() if code else {}
    index = {k: i for i, k in enumerate(code)}
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
                        "rules": [_rule(k, pages.get(k)) for k in code],
                    }
                },
                "language": "id",
                "columnKind": "unicodeCodePoints",
                "results": [_result(t, d, index, report) for t, d in everything],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, h: Page | None) -> dict[str, Any]:
    if h is None:
        return {"id": code}
    return {
        "id": code,
        "name": h.name,
        "shortDescription": {"text": h.english_summary},
        "fullDescription": {"text": h.explanation.strip()},
        "help": {"text": h.explanation.strip(), "markdown": h.markdown()},
        "defaultConfiguration": {"level": LEVEL[h.severity]},
    }


def _result(t: Diagnostic, d: Waived | None, index: dict[str, int], report: Report) -> dict[str, Any]:
    message = t.message + "".join(f"\ndasar: {x}" for x in t.citations) + (f"\nbantuan: {t.hint}" if t.hint else "")
    result: dict[str, Any] = {
        "ruleId": t.code,
        "ruleIndex": index[t.code],
        "level": LEVEL[t.severity],
        "message": {"text": message},
    }
    if t.span is not None:
        s = t.span
        result["locations"] = [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(report.name(s.file))},
                    "region": {
                        "startLine": s.line,
                        "startColumn": s.column,
                        "endLine": s.end_line,
                        "endColumn": s.end_column,
                    },
                }
            }
        ]
    if d is not None:
        result["suppressions"] = [
            {"kind": "inSource", "justification": f"{d.reason} ({d.penanggung_jawab}, sampai {d.until})"}
        ]
    return result
