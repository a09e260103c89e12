"""Findings as a report: each once and in order, files named from the working directory, lines quoted where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ksdgen.diagnostics import Diagnostic, in_order
from ksdgen.reporters.report import Report
from ksdgen.world.repository import Repository, display_name, source_text

if TYPE_CHECKING:
    from ksdgen.rules.pages import Page


def report_of(
    findings: Iterable[Diagnostic],
    repositories: Sequence[Repository],
    files: Sequence[str] = (),
    pages: Callable[[], Mapping[str, Page]] | None = None,
) -> Report:
    """The findings of some files of some repositories.

    Args:
        findings: what was found.
        repositories: where the files are.
        files: the files that were looked at, relative to the root of theirs.
        pages: gives the page of every code; those of ksdgen alone unless given.
    """
    return Report(
        in_order(findings),
        files,
        lambda file: display_name(file, repositories),
        lambda file: source_text(file, repositories),
        pages=pages,
    )
