"""`ksdgen show`."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from ksdgen import bahasa
from ksdgen.cli import shared
from ksdgen.desk.collect import collect, repositories
from ksdgen.desk.overview import Overview, jangka_waktu, needs_consent, overview, time_and_place
from ksdgen.diagnostics import Severity
from ksdgen.naskah.stages import StageState
from ksdgen.regulation import render_citation
from ksdgen.reporters.report import LEVEL
from ksdgen.reporters.terminal import is_hidden, width
from ksdgen.rules.engine import in_force
from ksdgen.world.repository import display_name

VERSION = 1

_COLOURS = {
    StageState.DONE: "green",
    StageState.UNDER_WAY: "yellow",
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
}
_LABEL = 18


@click.command("show", epilog="Contoh: ksdgen show agreements/contoh/perjanjian-kerja-sama.yaml")
@shared.path_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Bentuk tampilan.",
)
@shared.date_option
def command(path: tuple[Path, ...], format_: str, on_date: date | None) -> int:
    """Tampilkan naskah pada PATH secara ringkas.

    Satu berkas: para pihak, jangka waktu, status, yang masih kurang sebelum ditandatangani, dan langkah berikutnya
    menurut tahapan Permendagri 22/2020. Folder atau beberapa berkas: daftar naskah dengan status, akhir jangka waktu,
    temuan, dan langkah berikutnya. Kode keluar 1 bila ada naskah yang tidak dapat dibaca.
    """
    day = shared.today(on_date)
    task = collect(path, pihak=False)
    for each_task in task:
        if each_task.repository.is_pihak_file(each_task.path):
            raise click.UsageError(
                f"`{display_name(each_task.path, [each_task.repository])}` adalah data pihak, bukan naskah"
            )
    result: list[Overview] = []
    with shared.progress_over(task, False) as bar:
        for each_task in bar:
            summary = overview(each_task.workspace, each_task.path, day)
            summary.path = display_name(each_task.path, [each_task.repository])
            result.append(summary)
    if format_ == "json":
        data = {"version": VERSION, "date": day.isoformat(), "agreements": [_data(summary, day) for summary in result]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif len(path) == 1 and path[0].is_file() and result[0].naskah is not None:
        _print(_one(result[0], day))
    else:
        _print(_list(result, day))
        shared.print_findings_of(
            [d for summary in result if summary.naskah is None for d in summary.findings], repositories(task)
        )
    return int(any(summary.naskah is None for summary in result))


# --- one agreement ----------------------------------------------------------------------------------------------------

Fragment = tuple[str, dict[str, Any]]
"""Words and how they look."""


def _one(summary: Overview, day: date) -> Iterator[str]:
    """An agreement at a glance."""
    naskah = summary.naskah
    assert naskah is not None
    yield _style(
        f"{summary.kind.upper()} - {naskah.kategori.value} - {naskah.status.value.replace('_', ' ')}", bold=True
    )
    yield from _fold(naskah.tentang, "")
    yield from (_style(b, dim=True) for b in _fold(summary.path, ""))
    yield ""
    for pihak in summary.pihak:
        yield from _lines(pihak.term, pihak.name)
        for penanda_tangan in pihak.penanda_tangan or ("penanda tangan belum disebut",):
            yield from _lines("", penanda_tangan)
        yield from _lines("", f"Nomor {pihak.number}" if pihak.number else "Nomor menyusul")
    yield from _lines("Penandatanganan", time_and_place(naskah) or "belum ditentukan")
    yield from _lines("Jangka waktu", _jangka_waktu(summary))
    if naskah.pembiayaan is not None and naskah.pembiayaan.nilai is not None:
        yield from _lines("Nilai", f"Rp{bahasa.rupiah_figures(naskah.pembiayaan.nilai).removeprefix('Rp')}")
    if summary.ksb is not None:
        yield from _lines("Tindak lanjut", f"Kesepakatan Bersama {summary.ksb}")
    yield from _lacking(summary)
    yield from _part(
        "Masih terbuka", [(c.term, "menyusul" if c.deliberate else "belum diisi") for c in summary.open_values]
    )
    yield from _part(
        "Klausul yang menyimpang",
        [
            (pihak.code, f"{pihak.state.value}, {'perlu persetujuan' if needs_consent(pihak) else _allowance(pihak)}")
            for pihak in summary.deviations
        ],
    )
    yield from _part(
        "Pengecualian",
        [
            (
                pihak.aturan,
                f"{'sampai' if in_force(pihak, day) else 'tidak berlaku; sampai'} {pihak.sampai or '?'}: {pihak.alasan or 'tanpa alasan'}",
            )
            for pihak in summary.waivers
        ],
    )
    yield from _stages(summary)


def _allowance(use: Any) -> str:
    return f"disetujui {use.consent.oleh}" if use.consent is not None and use.consent.oleh else use.allowance.value


def _jangka_waktu(summary: Overview) -> str:
    assert summary.naskah is not None
    duration = jangka_waktu(summary.naskah)
    if summary.end is None:
        return duration or "belum ditentukan"
    return f"{f'{duration}, ' if duration else ''}sampai dengan {bahasa.long_date(summary.end)} ({_rest(summary.rest or 0)})"


def _rest(day: int) -> str:
    if day == 0:
        return "hari ini hari terakhir"
    return f"{bahasa.in_figures(day)} hari lagi" if day > 0 else f"berakhir {bahasa.in_figures(-day)} hari yang lalu"


def _lacking(summary: Overview) -> Iterator[str]:
    """What stands in the way of signing; for signed papers what is wrong with them."""
    assert summary.naskah is not None
    is_draft = summary.naskah.status.is_draft
    title = "Kurang sebelum ditandatangani" if is_draft else "Temuan"
    yield ""
    if not summary.judged:
        yield _style("Tidak dinilai: lebih tua dari peraturan yang termuat", bold=True)
    if not summary.shortcomings:
        yield _style("Tidak ada yang kurang sebelum ditandatangani" if is_draft else "Tidak ada temuan", bold=True)
        return
    yield _style(f"{title} ({len(summary.shortcomings)})", bold=True)
    for shortcoming in summary.shortcomings:
        location = f" (baris {', '.join(map(str, shortcoming.lines))})" if shortcoming.lines else ""
        yield from _fold(
            f"{shortcoming.message}{location}",
            "  ",
            (f"{shortcoming.code}  {shortcoming.severity.value:<10}  ", {"fg": _COLOURS[shortcoming.severity]}),
        )


def _part(title: str, content: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not content:
        return
    yield ""
    yield _style(f"{title} ({len(content)})", bold=True)
    name_width = min(max(text_width(label) for label, _ in content), 40)
    for label, text in content:
        yield from _fold(text, "  ", (_pad(_clean(label), name_width) + "  ", {}))


def _stages(summary: Overview) -> Iterator[str]:
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
    yield _style(f"Tahapan menurut {render_citation(summary.citation or '')}", bold=True)
    name_width = max(text_width(progress.stage.nama) for progress in summary.progress)
    previous = ""
    for progress in summary.progress:
        remark = "" if progress.remark == previous else progress.remark
        previous = progress.remark
        style = {"fg": _COLOURS[progress.state]} if progress.state in _COLOURS else {"dim": True}
        yield from _fold(
            remark, "  ", (f"{progress.state.value:<14}", style), (_pad(progress.stage.nama, name_width) + "  ", {})
        )
    yield ""
    yield _style("Langkah berikutnya", bold=True)
    yield from _fold(f"{summary.step.text} ({summary.step.citation_text})" if summary.step else "tidak ada", "  ")


# --- many agreements --------------------------------------------------------------------------------------------------

_TABLE_ROOM = 40
"""Columns that names and next steps need together."""
_HEADER = ("Naskah", "Status", "Berakhir", "Temuan", "Langkah berikutnya")


def _list(result: Sequence[Overview], day: date) -> Iterator[str]:
    """A table, one agreement a row; what does not fit a cell goes on below it."""
    folder = posixpath.commonpath([posixpath.dirname(summary.path) for summary in result])
    where = f" di {_clean(folder)}" if folder else ""
    yield from _fold(f"{len(result)} naskah{where} per {bahasa.long_date(day)}", "")
    yield ""
    content = [_cells(summary, folder) for summary in result]
    fixed = [max(text_width(x) for x in (header, *(b[index] for b in content))) for index, header in enumerate(_HEADER)]
    room = shared.terminal_width() - sum(fixed[1:4]) - 8
    if room < _TABLE_ROOM:
        yield from _narrow_list(content)
        return
    naskah = min(fixed[0], max(16, room * 45 // 100))
    column = [naskah, *fixed[1:4], max(16, min(fixed[4], room - naskah))]
    yield _style("  ".join(_pad(k, w) for k, w in zip(_HEADER, column, strict=True)).rstrip(), bold=True)
    for summary, lines in zip(result, content, strict=True):
        cells = [_split(text, w) for text, w in zip(lines, column, strict=True)]
        colour = next((_COLOURS[t] for t in (Severity.ERROR, Severity.WARNING) if summary.count[t]), None)
        for index in range(max(map(len, cells))):
            pieces = [_pad(c[index] if index < len(c) else "", w) for c, w in zip(cells, column, strict=True)]
            plain = "  ".join(pieces).rstrip()
            pieces[3] = _style(pieces[3], fg=colour) if colour else pieces[3]
            yield "  ".join(pieces).rstrip() if colour and shared.is_coloured() else plain


def _narrow_list(content: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The same for a terminal too narrow for a table: one agreement below the other."""
    for name, *other in content:
        yield from (_style(b, bold=True) for b in _fold(name, ""))
        for header, text in zip(_HEADER[1:], other, strict=True):
            yield from _fold(f"{header.lower()}: {text}", "  ")


def _cells(summary: Overview, folder: str) -> tuple[str, str, str, str, str]:
    name = _clean(posixpath.relpath(summary.path, folder) if folder else summary.path)
    if summary.naskah is None:
        return name, "tidak terbaca", "-", _findings(summary), "perbaiki berkas ini; lihat temuan di bawah"
    end = "-" if summary.end is None else summary.end.isoformat()
    step = summary.step.text if summary.step else "-"
    return name, summary.naskah.status.value.replace("_", " "), end, _findings(summary), _clean(step)


def _findings(summary: Overview) -> str:
    """The gravest findings by number; what was not judged is never called clean."""
    for severity in Severity:
        if summary.count[severity]:
            return f"{summary.count[severity]} {severity.value}"
    return "bersih" if summary.judged else "tidak dinilai"


# --- lines ------------------------------------------------------------------------------------------------------------


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line.rstrip(), color=shared.is_coloured())


def _style(text: str, **style: Any) -> str:
    return click.style(text, **style) if shared.is_coloured() and style else text


def text_width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(map(width, text))


def _pad(text: str, column: int) -> str:
    return text + " " * (column - text_width(text))


def _clean(text: str) -> str:
    """A text on one line, without characters that command the terminal."""
    return "".join("\ufffd" if is_hidden(h) else h for h in " ".join(text.split()))


def _lines(label: str, content: str) -> Iterator[str]:
    yield from _fold(content, "", (f"{label:<{_LABEL}}", {"dim": True}))


def _fold(text: str, indent: str, *start: Fragment) -> Iterator[str]:
    """A text behind its label, folded into the width of the terminal under its own beginning."""
    column = text_width(indent) + sum(text_width(t) for t, _ in start)
    room = shared.terminal_width()
    # In a narrow terminal the text goes below its label.
    narrow = bool(start) and room - column < 24
    hanging_indent = indent + "    " if narrow else " " * column
    lines = _split(_clean(text), room - text_width(hanging_indent))
    if narrow:
        (first, style), *other = start
        name = _split("".join(t for t, _ in other).rstrip(), room - text_width(indent + first))
        yield indent + _style(first, **style) + name[0]
        yield from (" " * text_width(indent + first) + b for b in name[1:])
        yield from (hanging_indent + b for b in lines if b)
        return
    yield indent + "".join(_style(t, **g) for t, g in start) + lines[0]
    yield from (hanging_indent + b for b in lines[1:])


def _split(text: str, column: int) -> list[str]:
    """A text in lines of so many columns, broken at spaces; a word that is too long is broken too, behind a `/` or else
    a `-` if there is one.
    """
    result = [""]
    for word in text.split(" "):
        if result[-1] and text_width(result[-1]) + 1 + text_width(word) > column:
            result.append("")
        lines = f"{result.pop()} {word}".lstrip(" ")
        while text_width(lines) > column:
            fitting = 0
            content = 0
            for char in lines:
                if content + width(char) > column:
                    break
                content += width(char)
                fitting += 1
            line = lines.rfind("/", 0, fitting) + 1 or lines.rfind("-", 0, fitting) + 1
            boundary = line or max(1, fitting)
            result.append(lines[:boundary])
            lines = lines[boundary:]
        result.append(lines)
    return result


# --- data -------------------------------------------------------------------------------------------------------------


def _data(summary: Overview, day: date) -> dict[str, Any]:
    """An agreement as JSON; keys are only ever added."""
    findings = {LEVEL[t]: naskah for t, naskah in summary.count.items()}
    naskah = summary.naskah
    if naskah is None:
        broken = [
            {
                "code": t.code,
                "severity": LEVEL[t.severity],
                "message": t.message,
                "line": t.span.line if t.span else None,
            }
            for t in summary.findings
        ]
        return {"file": summary.path, "readable": False, "findings": findings, "problems": broken}
    ttd = naskah.penandatanganan
    value = naskah.pembiayaan.nilai if naskah.pembiayaan is not None else None
    return {
        "file": summary.path,
        "readable": True,
        "title": naskah.tentang,
        "type": naskah.jenis,
        "category": naskah.kategori.value,
        "status": naskah.status.value,
        "parties": [
            {"role": p.term, "name": p.name, "signatories": list(p.penanda_tangan), "number": p.number}
            for p in summary.pihak
        ],
        "place": ttd.tempat,
        "signing_date": ttd.tanggal.isoformat() if isinstance(ttd.tanggal, date) else None,
        "term": jangka_waktu(naskah),
        "end_date": summary.end.isoformat() if summary.end else None,
        "days_left": summary.rest,
        # In sen, so that no reader rounds it.
        "amount_sen": int(value) if value is not None else None,
        "based_on": summary.ksb,
        "judged": summary.judged,
        "findings": findings,
        "missing": [
            {"code": k.code, "severity": LEVEL[k.severity], "message": k.message, "lines": list(k.lines)}
            for k in summary.shortcomings
        ],
        "blanks": [{"route": c.route, "name": c.term, "deliberate": c.deliberate} for c in summary.open_values],
        "clause_deviations": [
            {"clause": p.code, "state": p.state.value, "reason": p.reason, "approval_missing": needs_consent(p)}
            for p in summary.deviations
        ],
        "waivers": [
            {
                "code": p.aturan,
                "reason": p.alasan,
                "owner": p.penanggung_jawab,
                "until": p.sampai.isoformat() if p.sampai else None,
                "active": in_force(p, day),
            }
            for p in summary.waivers
        ],
        "stages": [
            {"name": k.stage.nama, "citation": k.stage.sitasi, "state": k.state.value, "note": k.remark or None}
            for k in summary.progress
        ],
        "next_step": {"text": summary.step.text, "citation": summary.step.citation} if summary.step else None,
    }
