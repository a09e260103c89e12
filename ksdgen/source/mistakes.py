"""Mistakes in YAML syntax, said in plain words at the place where the author should look first."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from ksdgen.diagnostics import Span
from ksdgen.source.report import EMPTY_KEY, Report, report_many_documents

_QUOTE = "apit seluruh nilai dengan tanda kutip"
_GENERAL: Final = (
    "susunan berkas di sini tidak dapat dibaca",
    "periksa spasi di awal baris, titik dua, tanda kutip, dan kurung di baris ini dan baris di atasnya",
)
_WITHOUT_KEY = re.compile(r"(?:.*[\[{,])?[\s-]*:")
_COLON_BEFORE = re.compile(r":\s")
_TIGHT_COLON: Final = (
    "sesudah titik dua ini belum ada spasi, sehingga seluruh baris terbaca sebagai teks",
    "beri satu spasi sesudah titik dua, misalnya `lama: 3 tahun`",
)
_TIGHT = re.compile(r" *(?:- +)?[a-z_]+:(?=[^\s:/])")
# What `\s` knows beyond the space and the tab; breaks that nobody can see are told apart as KSD006.
_SPECIAL_SPACE = re.compile("(?: *| *- *(?:[a-z_]+: *)?| *[a-z_]+: *)[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def report_unreadable(report: Report) -> None:
    """Say that the file cannot be read, where libyaml knows no more than that."""
    report.add("KSD002", _GENERAL[0], Span.at(report.file), _GENERAL[1])


def report_syntax(
    error: yaml.MarkedYAMLError,
    lines: list[str],
    report: Report,
    quoted: tuple[str, Span] | None,
    bracket: Span | None,
    closed: bool,
) -> None:
    """Say in plain words what libyaml stumbled over, and point where the author should look first.

    Args:
        error: what libyaml says.
        lines: the lines of the file.
        report: where the finding goes.
        quoted: style and place of the last value before the error that was not plain.
        bracket: the collection in brackets that was being read.
        closed: whether the document was ended by `...` before.
    """
    problem: str = error.problem or ""
    context: str = error.context or ""
    number, column, at_end = _location(error.problem_mark or error.context_mark, lines)
    start_number, start_column, _ = _location(error.context_mark or error.problem_mark, lines)
    here = Span.at(report.file, number + 1, column + 1)
    start_span = Span.at(report.file, start_number + 1, start_column + 1)
    this_line = lines[number] if number < len(lines) else ""
    char = "" if at_end else this_line[column : column + 1]

    unsupported = False  # valid YAML of a kind that agreements do not use
    span = here
    message, hint = _GENERAL

    if "tab character" in problem or (char == "\t" and "cannot start" in problem):
        message = "baris ini memakai tombol Tab untuk menjorokkan tulisan"
        hint = "ganti setiap Tab di awal baris dengan spasi, misalnya dua spasi untuk setiap tingkat"
    elif "tag" in problem or "tag" in context:
        unsupported, span = True, start_span
        message = "tanda `!` di awal nilai mempunyai arti khusus yang tidak didukung"
        hint = f"hapus tanda itu; bila memang bagian dari teks, {_QUOTE}"
    elif "quoted scalar" in context:
        if "unexpected" in problem:
            span = start_span
            message = "tanda kutip yang dibuka di sini tidak ditutup"
            hint = "tambahkan tanda kutip penutup yang sama di akhir nilai"
        else:
            message = "garis miring terbalik `\\` di dalam tanda kutip ganda diikuti huruf yang tidak dikenal"
            hint = "tulis garis miring terbalik dua kali (\\\\), atau pakai tanda kutip tunggal"
    elif _is_after_quote(quoted, here) and "did not find expected" in problem:
        assert quoted is not None
        if quoted[1].line != quoted[1].end_line:
            span = Span.at(report.file, quoted[1].line, quoted[1].column)
            message = "tanda kutip yang dibuka di sini agaknya tidak ditutup di tempat yang semestinya"
            hint = "tambahkan tanda kutip penutup yang sama di akhir nilai"
        else:
            message = "ada teks sesudah tanda kutip penutup"
            doubled = "''" if quoted[0] == "'" else '\\"'
            hint = f"apit seluruh nilai dengan satu pasang tanda kutip; tanda kutip di dalamnya ditulis {doubled}"
    elif char == ":" and _WITHOUT_KEY.fullmatch(this_line, 0, column + 1) and "did not find expected" in problem:
        unsupported = True
        message, hint = EMPTY_KEY
    elif "mapping values are not allowed" in problem:
        if _COLON_BEFORE.search(this_line, 0, column):
            message = "nilai yang memuat titik dua dan spasi harus diapit tanda kutip"
            hint = "apit seluruh nilai dengan tanda kutip, misalnya `kunci: 'Catatan: isi catatan'`"
        elif (tight := _tight_colon(lines, number - 1)) is not None:
            span = Span.at(report.file, tight[0] + 1, tight[1] + 1)
            message, hint = _TIGHT_COLON
        else:
            message = "titik dua tidak diharapkan di sini karena baris ini terbaca sebagai lanjutan baris di atasnya"
            hint = (
                "samakan jumlah spasi di awal baris dengan kunci lain yang setingkat, dan pastikan baris di atasnya"
                " memakai titik dua yang diikuti spasi"
            )
    elif "could not find expected ':'" in problem:
        span = start_span
        message = "baris ini tidak memuat titik dua yang diikuti spasi sesudah kunci"
        hint = "tulis dalam bentuk `kunci: nilai`; bila ini lanjutan teks di atasnya, beri spasi lebih banyak di awal baris"
        if (tight := _tight_colon(lines, start_number)) is not None:
            span = Span.at(report.file, tight[0] + 1, tight[1] + 1)
            message, hint = _TIGHT_COLON
    elif "cannot start any token" in problem:
        message = f"nilai tidak boleh diawali tanda {'petik balik' if char == '`' else f'`{char}`'}"
        hint = f"bila ini teks biasa, {_QUOTE}"
    elif "block sequence entries" in problem:
        message = "butir daftar dengan tanda `-` tidak boleh dimulai di sini"
        hint = f"taruh setiap butir di baris tersendiri di bawah kuncinya; bila ini teks biasa, {_QUOTE}"
    elif "mapping keys are not allowed" in problem:
        message = "tanda `?` tidak boleh dipakai di sini"
        hint = f"bila ini teks biasa, {_QUOTE}"
    elif "expected ',' or" in problem or (at_end and bracket is not None and "node content" in problem):
        if "expected ',' or" in problem:
            span = start_span
        elif bracket is not None:
            span = Span.at(report.file, bracket.line, bracket.column)
        opening = lines[span.line - 1][span.column - 1 : span.column] if span.line <= len(lines) else "["
        opening = opening if opening in ("[", "{") else "["
        closing = "]" if opening == "[" else "}"
        if at_end:
            message = f"kurung `{opening}` yang dibuka di sini belum ditutup dengan `{closing}`"
        else:
            message = (
                f"isi kurung `{opening}` yang dibuka di sini tidak lengkap di baris {number + 1}:"
                f" ada koma yang kurang atau belum ditutup dengan `{closing}`"
            )
        hint = f"pisahkan isinya dengan koma dan tutup dengan `{closing}`; bila ini teks biasa, {_QUOTE}"
    elif "node content" in problem:
        message = f"tanda `{char}` tidak diharapkan di sini" if char else "ada nilai yang belum lengkap di sini"
        hint = f"bila ini teks biasa, {_QUOTE}"
    elif "expected key" in problem:
        message = "susunan baris ini tidak cocok dengan baris-baris di atasnya"
        hint = (
            "samakan jumlah spasi di awal baris dengan kunci lain yang setingkat, dan pastikan ada titik dua yang"
            " diikuti spasi sesudah kunci"
        )
    elif "expected '-' indicator" in problem:
        message = "baris ini berada di dalam daftar tetapi tidak diawali tanda `-`"
        hint = "awali dengan tanda `- `, atau samakan jumlah spasi di awal baris dengan baris yang setingkat"
    elif "block scalar" in context:
        message = "sesudah tanda `|` atau `>` tidak boleh ada tulisan lain di baris yang sama"
        hint = f"mulai teksnya di baris berikut dengan beberapa spasi di awal; bila ini teks biasa, {_QUOTE}"
    elif "alphabetic or numeric" in problem and ("alias" in context or "anchor" in context):
        span = start_span
        message = f"tanda `{'*' if 'alias' in context else '&'}` di awal nilai mempunyai arti khusus"
        hint = f"bila ini teks biasa, {_QUOTE}"
    elif "directive" in context or "directive" in problem or "incompatible YAML" in problem:
        span = start_span
        message = "baris yang diawali tanda `%` ini tidak dikenal"
        hint = f"hapus baris ini; bila ini teks biasa, {_QUOTE}"
    elif "<document start>" in problem:
        if closed:
            report_many_documents(report, here)
            return
        message = "bagian ini berada di luar susunan isi berkas"
        hint = "periksa spasi di awal baris, tanda kutip, dan kurung di baris ini dan baris di atasnya"
    special = _special_space(lines, sorted({start_number, _line_above(lines, number - 1), number}))
    if special is not None and not unsupported:
        span = Span.at(report.file, special[0] + 1, special[1] + 1)
        message = "di sini ada spasi khusus yang di layar tampak seperti spasi biasa"
        hint = "hapus lalu ketik spasi biasa; spasi khusus terbawa saat menyalin dari Word atau halaman web"
    report.add("KSD005" if unsupported else "KSD002", message, span, hint)


def _line_above(lines: list[str], number: int) -> int:
    """The nearest line from `number` upwards that is neither empty nor a remark."""
    while number > 0 and (not lines[number].strip() or lines[number].lstrip().startswith("#")):
        number -= 1
    return max(number, 0)


def _tight_colon(lines: list[str], number: int) -> tuple[int, int] | None:
    """Where a colon behind a key has no space after it, as in `lama:3 tahun`: 0-based line and column."""
    number = _line_above(lines, number)
    match = _TIGHT.match(lines[number]) if number < len(lines) else None
    return (number, match.end() - 1) if match is not None else None


def _special_space(lines: list[str], numbers: list[int]) -> tuple[int, int] | None:
    """Where a space that YAML does not take for one stands as indentation, after a key's colon or after a dash."""
    for number in numbers:
        match = _SPECIAL_SPACE.match(lines[number]) if number < len(lines) else None
        if match is not None:
            return number, match.end() - 1
    return None


def _location(mark: Any, lines: list[str]) -> tuple[int, int, bool]:
    """0-based place of a mark, moved back to the last text of the file when it lies behind it; whether it does."""
    if mark is None:
        return 0, 0, False
    number: int = mark.line
    column: int = mark.column
    rest = lines[number][column:] if number < len(lines) else ""
    if rest or any(b.strip() for b in lines[number + 1 :]):
        return number, column, False
    number = min(number, len(lines) - 1)
    while number > 0 and not lines[number].strip():
        number -= 1
    return max(number, 0), len(lines[number].rstrip()) if lines else 0, True


def _is_after_quote(quoted: tuple[str, Span] | None, span: Span) -> bool:
    return quoted is not None and quoted[1].end_line == span.line and quoted[1].end_column <= span.column
