"""The codes of findings as a list, from their pages: for people, for the documentation (English), for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ksdgen.inert import markdown_cell
from ksdgen.regulation import render_citation
from ksdgen.reporters.report import LEVEL
from ksdgen.rules.pages import Page


def text(pages: Iterable[Page]) -> Iterator[str]:
    """One line for each code."""
    for page in pages:
        yield f"{page.code}  {page.severity.value:<10}  {page.name}  ({_citations(page) or 'bentuk berkas'})"


def markdown(pages: Iterable[Page]) -> Iterator[str]:
    """The rows of a table, its header first."""
    yield "| Code | Severity | What it finds | Basis |"
    yield "|---|---|---|---|"
    for page in pages:
        basis = (_citations(page) or "shape").replace("praktik", "practice")
        yield f"| {page.code} | {LEVEL[page.severity]} | {markdown_cell(page.english_summary)} | {markdown_cell(basis)} |"


def data(pages: Iterable[Page]) -> list[dict[str, Any]]:
    """JSON-ready data; keys are only ever added."""
    return [
        {
            "code": page.code,
            "name": page.name,
            "severity": LEVEL[page.severity],
            "summary": page.english_summary,
            "citations": [basis.sitasi for basis in page.basis],
        }
        for page in pages
    ]


def _citations(page: Page) -> str:
    return "; ".join(render_citation(basis.sitasi) for basis in page.basis)
