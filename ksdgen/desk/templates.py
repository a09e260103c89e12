"""The templates of a repository: which there are, and what is wrong with them."""

from __future__ import annotations

import json
from typing import NamedTuple

from ksdgen.desk.reports import report_of
from ksdgen.desk.workspace import Workspace
from ksdgen.inert import as_json
from ksdgen.lint import TemplateRow, check_templates, list_templates
from ksdgen.lint.listing_forms import data, table
from ksdgen.reporters import written
from ksdgen.reporters.report import Report


class TemplateReport(NamedTuple):
    """All templates, those of ksdgen that a repository uses included."""

    rows: list[TemplateRow]
    found: Report
    """What is wrong with them, and with the own rules of the repository."""


def template_report(workspace: Workspace) -> TemplateReport:
    """The templates of a repository, listed and checked."""
    repository = workspace.repository
    rows = list_templates(workspace.catalogue, repository.covered_templates)
    findings = check_templates(workspace.catalogue, repository.tree)
    return TemplateReport(rows, report_of(findings, [repository], [row.file for row in rows]))


def template_text(report: TemplateReport, format_: str, *, closing: bool = True) -> str:
    """A report of templates in one of the formats of reports; the list comes with "text" and "json" alone.

    Args:
        report: the templates.
        format_: one of `reporters.FORMAT`.
        closing: whether a text for people comes with the list and with a line that sums it up.
    """
    text = written(report.found, format_, closing=closing)
    if format_ == "json":
        findings = json.loads(text)
        listed = data(report.rows, report.found.name)
        content = {"version": findings.pop("version"), "templates": listed, **findings}
        return as_json(content) + "\n"
    if format_ == "text" and closing:
        return "".join(f"{line}\n" for line in table(report.rows, report.found.name)) + "\n" + text
    return text
