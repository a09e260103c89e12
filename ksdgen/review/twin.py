"""The Markdown twin of the review page, for the comment or summary of a merge request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from ksdgen import bahasa
from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.inert import markdown as safe
from ksdgen.inert import markdown_code as code
from ksdgen.inert import markdown_sentence
from ksdgen.review import excerpt, markdown
from ksdgen.review.assessment import Review, Verdict, verdict_counts
from ksdgen.review.comparison import Comparison
from ksdgen.review.page import TITLE, PageFiles
from ksdgen.review.text import summary

LIMIT = 60_000
"""GitHub refuses comments of more than 65,536 characters; GitLab takes more."""

_MARKS = {
    Verdict.ALTERED: "🔴", Verdict.DELETED: "⚪", Verdict.NOT_COMPOSED: "🔴", Verdict.ERROR: "🔴", Verdict.CONSENT: "🟡", Verdict.NOT_YET: "🟡", Verdict.READY: "🟢",
    Verdict.SIGNED: "🟢",
}  # fmt: skip
_SEVERITIES = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.NOTE: "🔵"}
_FINDING_TITLES = {
    "baru": "Temuan baru",
    "tetap": "Temuan yang sudah ada sebelumnya",
    "selesai": "Temuan yang sudah selesai",
}
_UNCHANGED_LIMIT = 5


def write(
    comparison: Comparison,
    reviews: Sequence[Review],
    files: Mapping[str, PageFiles],
    day: date,
    name: Callable[[str], str] = str,
    limit: int = LIMIT,
) -> str:
    """The twin, at most `limit` characters: agreements that do not fit are counted, in the order of the page.

    Args:
        comparison: the two states.
        reviews: what is to be said of each agreement.
        files: Word files by path of the agreement, named relative to the page.
        day: the day on which the agreements were judged.
        name: how a file is named to the reader.
        limit: the most characters.
    """
    heading = "".join(f"{line}\n" for line in _header(comparison, reviews, name))
    footer = f"\n<sub>Dinilai menurut ketentuan yang berlaku pada {safe(bahasa.long_date(day))}.</sub>\n"
    parts = []
    for review in reviews:
        lines = _naskah(review, files.get(review.pair.path, PageFiles()), name)
        parts.append("".join(f"{line}\n" for line in lines))
    result, room = [], limit - len(heading) - len(footer) - 200
    for index, part in enumerate(parts):
        if len(part) > room:
            left_out = f"{len(parts) - index} naskah tidak dimuat di sini"
            result.append(f"\n**Selebihnya {left_out}; lihat halaman telaah lengkap (index.html).**\n")
            break
        result.append(part)
        room -= len(part)
    return heading + "".join(result) + footer


def _header(comparison: Comparison, reviews: Sequence[Review], name: Callable[[str], str]) -> Iterator[str]:
    yield f"## {TITLE}"
    yield ""
    if comparison.altered:
        yield f"🔴 **{safe(excerpt.alarm(comparison, name))}**"
        yield ""
    yield f"**{safe(comparison.old.name)} → {safe(comparison.new.name)}**: {summary(comparison)}."
    yield from (f"\n> {safe(note)}" for note in comparison.notes)
    counts = verdict_counts(reviews)
    if counts:
        yield ""
        yield " · ".join(f"{_MARKS[verdict]} {count} {verdict.value}" for verdict, count in counts.items())


def _naskah(review: Review, files: PageFiles, name: Callable[[str], str]) -> Iterator[str]:
    pair = review.pair
    yield ""
    yield f"### {_MARKS[review.verdict]} {safe(excerpt.title(pair))}"
    yield ""
    labelled = (("Word dengan lacak perubahan", files.review), ("Word bersih", files.clean))
    present = [label for label, file in labelled if file is not None]
    artefacts = f"; pada artefak: {', '.join(present)}" if present else ""
    yield f"{excerpt.STATE_TITLES[pair.state]}: {code(name(pair.path))}; **{review.verdict.value}**{artefacts}"
    yield ""
    yield from (f"- {markdown_sentence(bahasa.initial_capital(remark))}" for remark in excerpt.remarks(pair))
    yield from markdown.change_list(pair.changes)
    for state, title in _FINDING_TITLES.items():
        yield from _findings(review, state, title, name)
    if review.deviations:
        yield ""
        yield "**Penyimpangan dari klausul baku**"
        yield ""
        for deviation, new in review.deviations:
            details = "; ".join(f"{label}: {safe(text)}" for label, text in deviation.remarks)
            yield f"- {safe(deviation.title)}: {deviation.what} ({deviation.grade}{', baru' if new else ''}); {details}"
    if review.waivers:
        yield ""
        yield "**Pengecualian**"
        yield ""
        for waiver, state in review.waivers:
            until = f" sampai {bahasa.long_date(waiver.sampai)}" if waiver.sampai else ""
            yield f"- {safe(waiver.aturan)} ({state}): {safe(waiver.alasan or 'tanpa alasan')}; {safe(waiver.penanggung_jawab or 'tanpa penanggung jawab')}{until}"
    if review.overview is not None and review.overview.pihak:
        lines = []
        for pihak in review.overview.pihak:
            who = "; ".join(pihak.penanda_tangan) or "penanda tangan belum disebut"
            lines.append(f"- {pihak.term}: {safe(pihak.name)}, {safe(who)}")
        yield from _fold("Yang menandatangani", lines)
    if review.open_items:
        lines = [
            f"- {markdown_sentence(bahasa.initial_capital(text))} ({safe(citation)})"
            for text, citation in review.open_items
        ]
        yield from _fold(f"Yang masih terbuka sebelum penandatanganan ({len(review.open_items)})", lines)


def _fold(title: str, content: Iterable[str]) -> Iterator[str]:
    """A part that unfolds; HTML, because Markdown has none."""
    yield ""
    yield f"<details><summary>{title}</summary>"
    yield ""
    yield from content
    yield ""
    yield "</details>"


def _findings(review: Review, state: str, title: str, name: Callable[[str], str]) -> Iterator[str]:
    findings = [item.finding for item in review.findings if item.state == state]
    if not findings:
        return
    shown = findings[:_UNCHANGED_LIMIT] if state == "tetap" else findings
    content = [_item(finding, state, name) for finding in shown]
    if len(shown) < len(findings):
        content.append(f"- dan {len(findings) - len(shown)} temuan lagi")
    # What was there before and is no worse should not drown what is new.
    if state == "tetap":
        yield from _fold(f"{title} ({len(findings)})", content)
        return
    yield from ("", f"**{title} ({len(findings)})**", "", *content)


def _item(finding: Diagnostic, state: str, name: Callable[[str], str]) -> str:
    message = markdown_sentence(bahasa.initial_capital(finding.message))
    place = f" {code(f'{name(finding.span.file)}:{finding.span.line}')}" if finding.span is not None else ""
    citation = f" ({safe('; '.join(finding.citations))})" if finding.citations else ""
    return f"- {_SEVERITIES[finding.severity]} {f'~~{message}~~' if state == 'selesai' else message} {finding.code}{citation}{place}"
