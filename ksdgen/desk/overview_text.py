"""Agreements at a glance, for people: one on a page of its own, many in a table."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum, auto

from ksdgen import bahasa
from ksdgen.compose.composition import ClauseUse
from ksdgen.desk.overview import Overview, jangka_waktu, needs_consent, time_and_place
from ksdgen.diagnostics import Severity
from ksdgen.naskah.model import Waiver
from ksdgen.naskah.stages import StageState
from ksdgen.regulation import render_citation
from ksdgen.reporters.terminal import one_line, pad, split, width
from ksdgen.rules.engine import in_force


class Look(Enum):
    """What a terminal may show some words as."""

    HEADING = auto()
    FAINT = auto()
    """Labels, and what is not yet or no more of use."""
    GOOD = auto()
    WARNING = auto()
    """Something that must be looked at, or is under way."""
    ERROR = auto()


Paint = Callable[[Look, str], str]
"""Gives words their look."""


def plain(look: Look, text: str) -> str:
    """Words as they are."""
    return text


_SEVERITY_LOOKS = {Severity.ERROR: Look.ERROR, Severity.WARNING: Look.WARNING}
_STATE_LOOKS = {StageState.DONE: Look.GOOD, StageState.UNDER_WAY: Look.WARNING}

_LABEL_COLUMNS = 18
_TEXT_COLUMNS = 24
"""A text that would have fewer columns behind its label goes below it."""

Fragment = tuple[str, Look | None]
"""Words and their look."""


def page(summary: Overview, day: date, columns: int = 100, paint: Paint = plain) -> Iterator[str]:
    """The lines of one agreement that can be read.

    Args:
        summary: the agreement.
        day: the day on which it was judged.
        columns: of the terminal.
        paint: gives words their look.
    """
    return (line.rstrip() for line in _Page(columns, paint).lines(summary, day))


def table(summaries: Sequence[Overview], day: date, columns: int = 100, paint: Paint = plain) -> Iterator[str]:
    """The lines of many agreements: one row each; what does not fit a cell goes on below it.

    Args:
        summaries: the agreements, at least one.
        day: the day on which they were judged.
        columns: of the terminal.
        paint: gives words their look.
    """
    return (line.rstrip() for line in _Table(columns, paint).lines(summaries, day))


class _Lines:
    """Lines that fit a terminal."""

    def __init__(self, columns: int, paint: Paint) -> None:
        self._columns = columns
        self._paint = paint

    def heading(self, text: str) -> str:
        return self._paint(Look.HEADING, text)

    def fold(self, text: str, indent: str, *start: Fragment) -> Iterator[str]:
        """A text behind its label, folded into the width of the terminal under its own beginning."""
        column = width(indent) + sum(width(words) for words, _ in start)
        narrow = bool(start) and self._columns - column < _TEXT_COLUMNS
        hanging_indent = indent + "    " if narrow else " " * column
        lines = split(one_line(text), self._columns - width(hanging_indent))
        if narrow:
            (first, look), *other = start
            name = split("".join(words for words, _ in other).rstrip(), self._columns - width(indent + first))
            yield indent + self._painted(first, look) + name[0]
            yield from (" " * width(indent + first) + line for line in name[1:])
            yield from (hanging_indent + line for line in lines if line)
            return
        yield indent + "".join(self._painted(*fragment) for fragment in start) + lines[0]
        yield from (hanging_indent + line for line in lines[1:])

    def labelled(self, label: str, text: str) -> Iterator[str]:
        yield from self.fold(text, "", (f"{label:<{_LABEL_COLUMNS}}", Look.FAINT))

    def _painted(self, words: str, look: Look | None) -> str:
        return words if look is None else self._paint(look, words)


# --- one agreement ----------------------------------------------------------------------------------------------------


class _Page(_Lines):
    def lines(self, summary: Overview, day: date) -> Iterator[str]:
        naskah = summary.naskah
        assert naskah is not None
        yield self.heading(
            f"{summary.kind.upper()} - {naskah.kategori.value} - {naskah.status.value.replace('_', ' ')}"
        )
        yield from self.fold(naskah.tentang, "")
        yield from (self._paint(Look.FAINT, line) for line in self.fold(summary.path, ""))
        yield ""
        for pihak in summary.pihak:
            yield from self.labelled(pihak.term, pihak.name)
            for penanda_tangan in pihak.penanda_tangan or ("penanda tangan belum disebut",):
                yield from self.labelled("", penanda_tangan)
            yield from self.labelled("", f"Nomor {pihak.number}" if pihak.number else "Nomor menyusul")
        yield from self.labelled("Penandatanganan", time_and_place(naskah) or "belum ditentukan")
        yield from self.labelled("Jangka waktu", _term(summary))
        if naskah.pembiayaan is not None and naskah.pembiayaan.nilai is not None:
            yield from self.labelled("Nilai", f"Rp{bahasa.rupiah_figures(naskah.pembiayaan.nilai).removeprefix('Rp')}")
        if summary.ksb is not None:
            yield from self.labelled("Tindak lanjut", f"Kesepakatan Bersama {summary.ksb}")
        yield from self._shortcomings(summary)
        yield from self._part(
            "Masih terbuka",
            [(value.term, "menyusul" if value.deliberate else "belum diisi") for value in summary.open_values],
        )
        yield from self._part(
            "Klausul yang menyimpang",
            [(use.code, f"{use.state.value}, {_allowance(use)}") for use in summary.deviations],
        )
        yield from self._part(
            "Pengecualian", [(waiver.aturan, _waiver_terms(waiver, day)) for waiver in summary.waivers]
        )
        yield from self._stages(summary)

    def _shortcomings(self, summary: Overview) -> Iterator[str]:
        """What stands in the way of signing; for signed papers what is wrong with them."""
        assert summary.naskah is not None
        is_draft = summary.naskah.status.is_draft
        yield ""
        if not summary.judged:
            yield self.heading("Tidak dinilai: lebih tua dari peraturan yang termuat")
        if not summary.shortcomings:
            yield self.heading("Tidak ada yang kurang sebelum ditandatangani" if is_draft else "Tidak ada temuan")
            return
        title = "Kurang sebelum ditandatangani" if is_draft else "Temuan"
        yield self.heading(f"{title} ({len(summary.shortcomings)})")
        for shortcoming in summary.shortcomings:
            places = f" (baris {', '.join(map(str, shortcoming.lines))})" if shortcoming.lines else ""
            start = f"{shortcoming.code}  {shortcoming.severity.value:<10}  "
            yield from self.fold(f"{shortcoming.message}{places}", "  ", (start, _SEVERITY_LOOKS[shortcoming.severity]))

    def _part(self, title: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
        """A part of the page that is left out where it has no rows."""
        if not rows:
            return
        yield ""
        yield self.heading(f"{title} ({len(rows)})")
        label_columns = min(max(width(label) for label, _ in rows), 40)
        for label, text in rows:
            yield from self.fold(text, "  ", (pad(one_line(label), label_columns) + "  ", None))

    def _stages(self, summary: Overview) -> Iterator[str]:
        assert summary.naskah is not None
        yield ""
        if not summary.progress:
            cancelled = summary.naskah.status.value == "batal"
            yield (
                "Naskah ini batal; tidak ada langkah berikutnya"
                if cancelled
                else "Tahapan Permendagri 22/2020 tidak berlaku untuk kategori ini"
            )
            return
        yield self.heading(f"Tahapan menurut {render_citation(summary.citation or '')}")
        name_columns = max(width(progress.stage.nama) for progress in summary.progress)
        previous = ""
        for progress in summary.progress:
            remark = "" if progress.remark == previous else progress.remark
            previous = progress.remark
            state = (f"{progress.state.value:<14}", _STATE_LOOKS.get(progress.state, Look.FAINT))
            yield from self.fold(remark, "  ", state, (pad(progress.stage.nama, name_columns) + "  ", None))
        yield ""
        yield self.heading("Langkah berikutnya")
        step = summary.step
        yield from self.fold(f"{step.text} ({step.citation_text})" if step else "tidak ada", "  ")


def _term(summary: Overview) -> str:
    """How long the agreement runs."""
    assert summary.naskah is not None
    duration = jangka_waktu(summary.naskah)
    if summary.end is None:
        return duration or "belum ditentukan"
    start = f"{duration}, " if duration else ""
    return f"{start}sampai dengan {bahasa.long_date(summary.end)} ({_days_left(summary.days_left or 0)})"


def _days_left(days: int) -> str:
    if days == 0:
        return "hari ini hari terakhir"
    return f"{bahasa.in_figures(days)} hari lagi" if days > 0 else f"berakhir {bahasa.in_figures(-days)} hari yang lalu"


def _allowance(use: ClauseUse) -> str:
    """Whether a use of a clause is allowed, or by whom it was consented to."""
    if needs_consent(use):
        return "perlu persetujuan"
    consented_by = use.consent.oleh if use.consent is not None else None
    return f"disetujui {consented_by}" if consented_by else use.allowance.value


def _waiver_terms(waiver: Waiver, day: date) -> str:
    until = "sampai" if in_force(waiver, day) else "tidak berlaku; sampai"
    return f"{until} {waiver.sampai or '?'}: {waiver.alasan or 'tanpa alasan'}"


# --- many agreements --------------------------------------------------------------------------------------------------

_TABLE_COLUMNS = 40
"""Columns that names and next steps need together."""
_HEADER = ("Naskah", "Status", "Berakhir", "Temuan", "Langkah berikutnya")
_FINDINGS = 3
"""Which of the cells is coloured."""


class _Table(_Lines):
    def lines(self, summaries: Sequence[Overview], day: date) -> Iterator[str]:
        folder = posixpath.commonpath([posixpath.dirname(summary.path) for summary in summaries])
        where = f" di {one_line(folder)}" if folder else ""
        yield from self.fold(f"{len(summaries)} naskah{where} per {bahasa.long_date(day)}", "")
        yield ""
        rows = [_cells(summary, folder) for summary in summaries]
        widest = [max(map(width, column)) for column in zip(_HEADER, *rows, strict=True)]
        room = self._columns - sum(widest[1:4]) - 8
        if room < _TABLE_COLUMNS:
            yield from self._list(rows)
            return
        name = min(widest[0], max(16, room * 45 // 100))
        columns = [name, *widest[1:4], max(16, min(widest[4], room - name))]
        yield self.heading(
            "  ".join(pad(title, column) for title, column in zip(_HEADER, columns, strict=True)).rstrip()
        )
        for summary, row in zip(summaries, rows, strict=True):
            cells = [split(text, column) for text, column in zip(row, columns, strict=True)]
            look = next((look for severity, look in _SEVERITY_LOOKS.items() if summary.count[severity]), None)
            for index in range(max(map(len, cells))):
                pieces = [
                    pad(cell[index] if index < len(cell) else "", column)
                    for cell, column in zip(cells, columns, strict=True)
                ]
                pieces[_FINDINGS] = self._painted(pieces[_FINDINGS], look)
                yield "  ".join(pieces).rstrip()

    def _list(self, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
        """The same for a terminal too narrow for a table: one agreement below the other."""
        for name, *other in rows:
            yield from (self.heading(line) for line in self.fold(name, ""))
            for title, text in zip(_HEADER[1:], other, strict=True):
                yield from self.fold(f"{title.lower()}: {text}", "  ")


def _cells(summary: Overview, folder: str) -> tuple[str, str, str, str, str]:
    name = one_line(posixpath.relpath(summary.path, folder) if folder else summary.path)
    if summary.naskah is None:
        return name, "tidak terbaca", "-", _findings(summary), "perbaiki berkas ini; lihat temuan di bawah"
    end = "-" if summary.end is None else summary.end.isoformat()
    step = summary.step.text if summary.step else "-"
    return name, summary.naskah.status.value.replace("_", " "), end, _findings(summary), one_line(step)


def _findings(summary: Overview) -> str:
    """The gravest findings by number; what was not judged is never called clean."""
    for severity in Severity:
        if summary.count[severity]:
            return f"{summary.count[severity]} {severity.value}"
    return "bersih" if summary.judged else "tidak dinilai"
