"""Output of findings, one file per form."""

from __future__ import annotations

from importlib import import_module

from ksdgen.reporters.report import Report

FORMAT = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")
"""Forms of reports, each a module of this package."""


def written(report: Report, format_: str, *, closing: bool = True) -> str:
    """A report in one of the forms.

    Args:
        report: the findings.
        format_: one of `FORMAT`.
        closing: whether a text for people ends with a line that sums it up.
    """
    module = import_module(f"ksdgen.reporters.{format_}")
    text: str = module.write(report, closing=closing) if format_ == "text" else module.write(report)
    return text
