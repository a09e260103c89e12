"""Findings for people: `file:line:col: tingkat KODE pesan`, the line itself with a caret, the law and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from ksdgen.diagnostics import Diagnostic
from ksdgen.reporters.report import Report

SourceOf = Callable[[str], str | None]
"""The text of a file by the name used in places."""

_EXCERPT_WIDTH = 110


def lines(findings: Iterable[Diagnostic], source: SourceOf, name: Callable[[str], str] = lambda n: n) -> Iterator[str]:
    """The lines of a report.

    Args:
        findings: findings, in the order to print.
        source: reads the text that snippets are cut from.
        name: how a file is named to the reader, for example relative to the working directory.
    """
    file_lines: dict[str, list[str] | None] = {}
    for finding in findings:
        if finding.span is None:
            yield f"{finding.severity.value} {finding.code} {finding.message}"
        else:
            yield f"{name(finding.span.file)}:{finding.span.line}:{finding.span.column}: {finding.severity.value} {finding.code} {finding.message}"
            if finding.span.file not in file_lines:
                text = source(finding.span.file)
                file_lines[finding.span.file] = _lines(text) if text is not None else None
            content = file_lines[finding.span.file]
            if content is not None and 0 < finding.span.line <= len(content):
                length = (
                    finding.span.end_column - finding.span.column if finding.span.end_line == finding.span.line else 1
                )
                yield from _excerpt(content[finding.span.line - 1], finding.span.line, finding.span.column, length)
        for citation in finding.citations:
            yield f"     = dasar: {citation}"
        if finding.hint:
            yield f"     = bantuan: {finding.hint}"


def write(report: Report, *, brief: bool = True) -> str:
    """The whole report: findings, active waivers, and a closing line unless `brief` is off."""
    result = list(lines(report.findings, report.source, report.name))
    for waiver in report.waived:
        span = waiver.finding.span
        place = f"{report.name(span.file)}:{span.line}:{span.column}: " if span else ""
        result.append(
            f"{place}dikecualikan {waiver.finding.code} sampai {waiver.until}: {waiver.reason} ({waiver.penanggung_jawab})"
        )
    if brief:
        result.append(_summary(report))
    return "".join(f"{b}\n" for b in result)


def _summary(report: Report) -> str:
    count = report.count
    start = f"{len(report.files)} berkas diperiksa"
    tail = f"; {len(report.waived)} temuan dikecualikan" if report.waived else ""
    tail += f"; {len(report.not_judged)} naskah tidak dinilai" if report.not_judged else ""
    if not any(count.values()):
        # What was not judged is never called clean.
        return start + ("" if report.not_judged else ", tidak ada temuan") + tail
    return f"{start}: " + ", ".join(f"{n} {s.value}" for s, n in count.items()) + tail


def _lines(text: str) -> list[str]:
    # Lines as YAML counts them; str.splitlines would also break at U+2028 and others.
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _excerpt(lines: str, number: int, column: int, length: int) -> Iterator[str]:
    start = max(0, column - 1)
    shift = 0
    if start > _EXCERPT_WIDTH - 30:
        shift = start - 40
    # Control and direction characters would move the caret, or command the terminal.
    piece = "".join(
        " " if h == "\t" else "\ufffd" if is_hidden(h) else h for h in lines[shift : shift + _EXCERPT_WIDTH]
    )
    left = "…" if shift else ""
    right = "…" if shift + _EXCERPT_WIDTH < len(lines) else ""
    spacing = sum(width(h) for h in left + piece[: start - shift])
    mark = sum(width(h) for h in piece[start - shift : start - shift + length])
    yield f"{number:>4} | {left}{piece}{right}"
    yield f"     | {' ' * spacing}{'^' * max(1, mark)}"


def is_hidden(char: str) -> bool:
    """Whether a character is not seen, or commands the terminal."""
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and char not in "\u200c\u200d"


def width(char: str) -> int:
    """Columns that a character takes in a terminal."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
