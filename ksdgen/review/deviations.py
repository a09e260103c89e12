"""Where an agreement says something else than the standard clauses: word by word, with its grade, reason and consent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ksdgen import bahasa, inert
from ksdgen.compose.composition import Allowance, ClauseState, ClauseUse, article
from ksdgen.desk.collect import Task, repositories
from ksdgen.desk.outcome import Result
from ksdgen.desk.progress import Progress, counted
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Severity
from ksdgen.difference import Change, compare_versions, list_changes
from ksdgen.naskah.articles import Consent
from ksdgen.paper.document import Block, Dokumen, Number, Paragraph
from ksdgen.review import excerpt
from ksdgen.review import html as _html
from ksdgen.review import markdown as _markdown
from ksdgen.review import text as _text
from ksdgen.world.repository import display_name

GRADES: dict[str, Severity] = {
    "terlarang": Severity.ERROR,
    "perlu persetujuan": Severity.WARNING,
    "disetujui": Severity.NOTE,
    "diizinkan": Severity.NOTE,
}
"""The grades of a deviation, the worst first, with the severity that each counts as."""

_WHAT = {
    ClauseState.CHANGED: "diubah",
    ClauseState.DELETED: "dihapus",
    ClauseState.REPLACED: "diganti dengan pasal tambahan",
}


@dataclass(frozen=True, slots=True)
class Deviation:
    """One standard clause that an agreement rewords, leaves out or replaces."""

    clause_use: ClauseUse
    title: str
    """The article as it prints ("Pasal 12 KEADAAN KAHAR"); of a clause left out its heading alone."""
    grade: str
    """A key of `GRADES`."""
    changes: tuple[Change, ...]
    """From the standard text in the agreement's version to its own, with numbers of the agreement."""

    @property
    def what(self) -> str:
        """What was done with the clause."""
        return _WHAT[self.clause_use.state]

    @property
    def remarks(self) -> Iterator[tuple[str, str]]:
        """Reason and consent, as (label, text)."""
        use = self.clause_use
        yield "alasan", use.reason or "belum ditulis"
        consent = use.consent
        if consent is not None:
            who = [consent.oleh or "jabatan belum ditulis", *([consent.nama] if consent.nama else [])]
            when = f"tanggal {bahasa.long_date(consent.tanggal)}" if consent.tanggal else "tanggal belum ditulis"
            letter = f", {consent.surat}" if consent.surat else ""
            stale = "" if _is_of_this_text(consent, use) else "; teks berubah sesudah disetujui"
            yield "disetujui", f"{', '.join(who)}, {when}{letter}{stale}"
        elif self.grade == "perlu persetujuan":
            yield "disetujui", "belum"


def deviations(workspace: Workspace, result: Result) -> list[Deviation]:
    """The deviations of one agreement in the order of its articles; those that were left out come last.

    Args:
        workspace: its repository.
        result: the agreement as it was loaded and composed; without a document there is nothing to compare.
    """
    composition = result.composition
    if composition is None or result.loaded.naskah is None or not composition.dokumen.content:
        return []
    deviates = [use for use in composition.klausul if use.deviates]
    if not deviates:
        return []
    standard = workspace.standard(result.loaded, composition)
    extra = result.loaded.naskah.pasal_tambahan
    found: list[Deviation] = []
    for use in deviates:
        own = use.code if use.replaced_by is None else extra[use.replaced_by].kode
        heading = "" if use.state is ClauseState.DELETED else own
        # The standard's article stands under the number that the agreement's own has; one that was left out has none.
        original = _heading(composition.dokumen, heading)
        number = original.number if original is not None else None
        redline = compare_versions(
            _pasal(standard.dokumen, use.code, own, number), _pasal(composition.dokumen, heading, own, number)
        )
        changes = tuple(change for change in list_changes(redline) if change.kind != "dinomori_ulang")
        found.append(Deviation(use, _title(composition.dokumen, heading) or use.title, grade(use), changes))
    return found


def grade(use: ClauseUse) -> str:
    """The grade of a use that differs, a key of `GRADES`."""
    if use.allowance is not Allowance.NEEDS_CONSENT:
        return str(use.allowance.value)
    consent = use.consent
    valid = consent is not None and consent.oleh and consent.tanggal and _is_of_this_text(consent, use)
    return "disetujui" if valid else str(use.allowance.value)


def _is_of_this_text(consent: Consent, use: ClauseUse) -> bool:
    """Whether a consent was given to the words that stand there; one without a digest counts for any words."""
    return not consent.sidik or consent.sidik.strip().lower() == use.digest


def _pasal(dokumen: Dokumen, code: str, key: str, number: Number | None) -> Dokumen:
    """One article as a document of its own, under the code and number that both sides of a comparison carry; empty when
    it is not there.
    """
    heading = _heading(dokumen, code)
    if heading is None:
        return Dokumen("", ())
    content: tuple[Block, ...] = (Paragraph("pasal", heading.content, number, key), *article(dokumen, code))
    return Dokumen("", content)


def _heading(dokumen: Dokumen, code: str) -> Paragraph | None:
    """The heading of the article with a code; None for "" and where there is none."""
    headings = (block for block in dokumen.content if isinstance(block, Paragraph) and block.role == "pasal")
    return next((heading for heading in headings if code and heading.identity == code), None)


def _title(dokumen: Dokumen, code: str) -> str:
    heading = _heading(dokumen, code)
    if heading is None:
        return ""
    number = heading.number.text if isinstance(heading.number, Number) else ""
    return f"{number} {heading.text}".strip()


# --- reports ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement of a report."""

    file: str
    """As it is named to people."""
    title: str
    deviations: Sequence[Deviation]
    failed: str = ""
    """Why it could not be compared."""


@dataclass(frozen=True, slots=True)
class DeviationReport:
    """Some agreements held against the standard clauses."""

    rows: Sequence[Row]
    name: Callable[[str], str]
    """How a file is named to people."""

    def reaches(self, threshold: Severity) -> bool:
        """Whether a deviation is as grave as that, or an agreement could not be compared."""
        return any(row.failed or any(GRADES[d.grade].reaches(threshold) for d in row.deviations) for row in self.rows)


def deviation_report(tasks: Sequence[Task], progress: Progress | None = None) -> DeviationReport:
    """Hold agreements against the standard clauses in the versions that they are pinned to.

    Args:
        tasks: the agreements.
        progress: told how many of them are done.
    """
    places = repositories(tasks)
    rows = []
    for task in counted(tasks, progress):
        result = task.workspace.check(task.path, date.min, rules=False)
        title = result.composition.dokumen.title if result.composition is not None else task.path
        found = deviations(task.workspace, result)
        rows.append(Row(display_name(task.path, places), title, found, excerpt.failure(result) or ""))
    return DeviationReport(rows, lambda file: display_name(file, places))


# --- forms ------------------------------------------------------------------------------------------------------------


def summary(report: DeviationReport) -> str:
    """One line: how many deviations of each grade in how many agreements."""
    grades = [deviation.grade for row in report.rows for deviation in row.deviations]
    failed = sum(bool(row.failed) for row in report.rows)
    tail = f"; {failed} naskah tidak dapat dibandingkan" if failed else ""
    if not grades:
        return f"{len(report.rows)} naskah dibandingkan, tidak ada penyimpangan dari klausul baku{tail}"
    count = ", ".join(f"{grades.count(grade)} {grade}" for grade in GRADES if grade in grades)
    deviating = sum(bool(row.deviations) for row in report.rows)
    return f"{len(grades)} penyimpangan pada {deviating} dari {len(report.rows)} naskah: {count}{tail}"


def text(report: DeviationReport, *, paint: _text.Paint = _text.mark, width: int = 100) -> str:
    """For the terminal.

    Args:
        report: the agreements.
        paint: paints changed words.
        width: columns of the terminal.
    """
    result: list[str] = []
    for row in _worth_telling(report):
        result += [inert.line(row.file), *_text.wrap(inert.line(row.title), "  ", "  ", width)]
        if row.failed:
            result += _text.wrap(inert.line(row.failed), "  * ", "    ", width)
        for deviation in row.deviations:
            heading = inert.line(f"{deviation.title}: {deviation.what} ({deviation.grade})")
            result += ["", *_text.wrap(heading, "  ", "    ", width)]
            result.append(inert.line(f"    klausul {_mention(deviation.clause_use)}; {_place(deviation, report)}"))
            for key, content in deviation.remarks:
                result += _text.wrap(inert.line(f"{key}: {content}"), "    ", "      ", width)
            result += _text.change_list(deviation.changes, paint=paint, width=width, indent="    ")
        result.append("")
    return "".join(f"{line}\n" for line in [*result, summary(report)])


def markdown(report: DeviationReport) -> str:
    """For merge requests."""
    safe = inert.markdown
    result = [f"**Penyimpangan dari klausul baku**: {summary(report)}"]
    for row in _worth_telling(report):
        result += ["", f"### {safe(row.title)}", "", inert.markdown_code(row.file)]
        if row.failed:
            result += ["", f"> {safe(row.failed)}"]
        for deviation in row.deviations:
            result += ["", f"#### {safe(deviation.title)}: {deviation.what} ({deviation.grade})", ""]
            result.append(
                f"- klausul {safe(_mention(deviation.clause_use))}; {inert.markdown_code(_place(deviation, report))}"
            )
            result += [f"- {key}: {safe(content)}" for key, content in deviation.remarks]
            result += _markdown.change_list(deviation.changes)
    return "".join(f"{line}\n" for line in result)


BADGE = {"terlarang": "hapus", "perlu persetujuan": "awas", "disetujui": "sisip", "diizinkan": "sisip"}
"""The class of a grade's badge in the style sheet."""


def html(report: DeviationReport) -> str:
    """One self-contained page."""
    safe = inert.html
    content = [
        f'<header>\n<h1>Penyimpangan dari klausul baku</h1>\n<p class="samar">{safe(summary(report))}.</p>\n</header>\n<main>\n'
    ]
    for row in _worth_telling(report):
        content.append(f'<article>\n<h2>{safe(row.title)}</h2>\n<p class="samar"><code>{safe(row.file)}</code></p>\n')
        if row.failed:
            content.append(f"<p>{safe(row.failed)}</p>\n")
        for deviation in row.deviations:
            content += _one_html(deviation, report)
        content.append("</article>\n")
    content.append("</main>\n")
    return _html.page("Penyimpangan dari klausul baku", content)


def _one_html(deviation: Deviation, report: DeviationReport) -> Iterator[str]:
    safe = inert.html
    yield f'<h3>{safe(deviation.title)} <span class="lencana {BADGE[deviation.grade]}">{deviation.what}, {deviation.grade}</span></h3>\n'
    yield f'<p class="samar">klausul {safe(_mention(deviation.clause_use))}; <code>{safe(_place(deviation, report))}</code></p>\n<dl>\n'
    yield from (f"<dt>{label.capitalize()}</dt><dd>{safe(text)}</dd>\n" for label, text in deviation.remarks)
    yield "</dl>\n"
    yield from _html.change_list(deviation.changes)


def _worth_telling(report: DeviationReport) -> list[Row]:
    return [row for row in report.rows if row.deviations or row.failed]


def _mention(use: ClauseUse) -> str:
    version = f" versi {use.version}" if use.version is not None else ""
    return f"{use.code}{version}{f', varian {use.variant}' if use.variant else ''}, {use.strictness}"


def _place(deviation: Deviation, report: DeviationReport) -> str:
    span = deviation.clause_use.span
    return f"{report.name(span.file)}:{span.line}"
