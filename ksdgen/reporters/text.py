"""Findings for people: `file:line:col: tingkat KODE pesan`, the line itself with a caret, the law and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ksdgen.diagnostics import Diagnostic
from ksdgen.inert import is_hidden, line
from ksdgen.reporters.report import Report
from ksdgen.reporters.terminal import width

SourceOf = Callable[[str], str | None]
"""The text of a file by the name used in places."""

_EXCERPT_WIDTH = 110


def lines(findings: Iterable[Diagnostic], source: SourceOf, name: Callable[[str], str] = str) -> Iterator[str]:
    """The lines of a report.

    Args:
        findings: findings, in the order to print.
        source: reads the text that snippets are cut from.
        name: how a file is named to the reader, for example relative to the working directory.
    """
    file_lines: dict[str, list[str] | None] = {}
    for finding in findings:
        said = line(f"{finding.severity.value} {finding.code} {finding.message}")
        span = finding.span
        if span is None:
            yield said
        else:
            yield f"{line(name(span.file))}:{span.line}:{span.column}: {said}"
            if span.file not in file_lines:
                text = source(span.file)
                file_lines[span.file] = _lines(text) if text is not None else None
            content = file_lines[span.file]
            if content is not None and 0 < span.line <= len(content):
                length = span.end_column - span.column if span.end_line == span.line else 1
                yield from _excerpt(content[span.line - 1], span.line, span.column, length)
        for citation in finding.citations:
            yield f"     = dasar: {line(citation)}"
        if finding.hint:
            yield f"     = bantuan: {line(finding.hint)}"


def write(report: Report, *, closing: bool = True) -> str:
    """The whole report: findings, active waivers, and a closing line if it is asked for."""
    result = list(lines(report.findings, report.source, report.name))
    for waiver in report.waived:
        span = waiver.finding.span
        place = f"{report.name(span.file)}:{span.line}:{span.column}: " if span else ""
        said = f"dikecualikan {waiver.finding.code} sampai {waiver.until}: {waiver.reason} ({waiver.penanggung_jawab})"
        result.append(line(f"{place}{said}"))
    if closing:
        result.append(_summary(report))
    return "".join(f"{row}\n" for row in result)


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


def _excerpt(row: str, number: int, column: int, length: int) -> Iterator[str]:
    """A line with a mark below a stretch of it; of a long line the part around the mark."""
    start = max(0, column - 1)
    shift = start - 40 if start > _EXCERPT_WIDTH - 30 else 0
    # Control and direction characters would move the caret, or command the terminal.
    piece = "".join(
        " " if char == "\t" else "\ufffd" if is_hidden(char) else char for char in row[shift : shift + _EXCERPT_WIDTH]
    )
    left = "…" if shift else ""
    right = "…" if shift + _EXCERPT_WIDTH < len(row) else ""
    spacing = width(left + piece[: start - shift])
    mark = width(piece[start - shift : start - shift + length])
    yield f"{number:>4} | {left}{piece}{right}"
    yield f"     | {' ' * spacing}{'^' * max(1, mark)}"
