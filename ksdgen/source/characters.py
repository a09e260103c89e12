"""The characters of a YAML file: its encoding, and those that must not stand in it because nobody can see them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, islice
from typing import NamedTuple

from ksdgen.diagnostics import Diagnostic, Span
from ksdgen.source.report import PROBLEM_LIMIT, Report
from ksdgen.world.codes import finding


def decode_bytes(data: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file in UTF-8 (a byte order mark is dropped), or None and a KSD001."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        width = "32" if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")) else "16"
        return None, [_wrong_encoding(f"berkas ini disimpan dalam UTF-{width}, bukan UTF-8", Span.at(file))]
    clean = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return clean.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = clean[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        message = f"baris {line} memuat huruf yang tidak tersimpan dalam UTF-8"
        return None, [_wrong_encoding(message, Span.at(file, line, column))]


def _wrong_encoding(message: str, span: Span) -> Diagnostic:
    hint = "buka berkas ini di penyunting teks, lalu simpan kembali dengan pilihan UTF-8"
    return finding("KSD001", message, span, hint)


# What libyaml refuses anyway, what this program reserves (U+E000-E0FF), and breaks or marks nobody can see: libyaml
# would count U+0085, U+2028 and U+2029 as line ends where editors do not, and every later place would be off.
_FORBIDDEN = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ue000-\\ue0ff\\ufeff"
_DIRECTION = "\\u061c\\u202a-\\u202e\\u2066-\\u2069"
_FORBIDDEN_RUN = re.compile(f"[{_FORBIDDEN}]+")
_DIRECTION_RUN = re.compile(f"[{_DIRECTION}]+")
_FORBIDDEN_ONE = re.compile(f"[{_FORBIDDEN}]")
_DIRECTION_ONE = re.compile(f"[{_DIRECTION}]")
_MERE_MARK = "\u061c"
"""Tells which direction what stands beside it has, and turns nothing."""

REMARKABLE = re.compile(
    "[^\\t\\n\\r -~\\u00a0-\\u024f\\u1e00-\\u1eff\\u2000-\\u2027\\u202f-\\u2060\\u2070-\\u20cf\\u2190-\\u22ff]"
)
"""Characters that are looked at: all but those of texts in Latin letters, their punctuation and their signs.

What a word processor leaves in a text, such as a space that does not break, is the business of a rule (KSD520).
"""
# In a finished value a carriage return can only come from an escape.
_REMARKABLE_IN_VALUE = re.compile(f"{REMARKABLE.pattern}|\\r")

_TOLD = PROBLEM_LIMIT + 1
"""So many of a kind are handed over, whose report says that there are more."""

_COPIED = "hapus karakter itu; biasanya ikut terbawa saat menyalin dari program lain"


class _Found(NamedTuple):
    """Characters that must not stand in a text."""

    code: str
    start: int
    length: int
    message: str
    hint: str
    case: str = ""


def _forbidden(run: str, start: int) -> _Found:
    code = ord(run[0])
    name = f"U+{code:04X}"
    if 0xE000 <= code <= 0xE0FF:
        message = f"karakter {name} tidak boleh dipakai karena dicadangkan untuk keperluan program ini"
        hint = "hapus karakter itu atau ganti dengan huruf biasa"
    elif 0xD800 <= code <= 0xDFFF:
        message = f"karakter {name} rusak, hanya separuh dari satu huruf"
        hint = "hapus karakter itu dan ketik ulang hurufnya"
    elif code in (0x85, 0x2028, 0x2029):
        message = f"ada ganti baris khusus ({name}) yang tidak terlihat di layar"
        hint = "hapus karakter itu, lalu tekan Enter untuk ganti baris biasa"
    else:
        message, hint = f"ada karakter tersembunyi ({name}) yang tidak boleh dipakai", _COPIED
    return _Found("KSD006", start, len(run), message, hint)


def _direction(run: str, start: int) -> _Found:
    name = f"U+{ord(run[0]):04X}"
    if not run.strip(_MERE_MARK):
        message = f"ada penanda arah tulisan ({name}) yang tidak terlihat"
        return _Found("KSD007", start, len(run), message, "hapus karakter itu", "hanya penanda")
    message = f"ada karakter tersembunyi ({name}) yang membalik arah tulisan; teks di layar dapat berbeda dari isinya"
    hint = "hapus karakter itu; yang tercetak harus sama dengan yang tertulis"
    return _Found("KSD007", start, len(run), message, hint)


def _judged(text: str) -> tuple[str, list[_Found]]:
    """A text that holds remarkable characters, with those that nobody can see replaced one for one, and what is found
    in it: of each kind as many as are told.
    """
    from ksdgen.source.disguises import disguised, unseen  # few texts hold anything of the kind

    found = [_forbidden(run[0], run.start()) for run in islice(_FORBIDDEN_RUN.finditer(text), _TOLD)]
    for turns in (True, False):
        runs = (run for run in _DIRECTION_RUN.finditer(text) if bool(run[0].strip(_MERE_MARK)) is turns)
        found += [_direction(run[0], run.start()) for run in islice(runs, _TOLD)]
    cleaned = _FORBIDDEN_ONE.sub("\ufffd", text)
    rest = set(REMARKABLE.findall(cleaned)).difference(_DIRECTION_ONE.findall(cleaned), "\ufffd")
    pieces: list[str] = []
    end = 0
    for start, length, what in unseen(cleaned, rest):
        if len(pieces) < 2 * _TOLD:
            message = f"ada {what} (U+{ord(text[start]):04X}) yang tidak boleh dipakai"
            found.append(_Found("KSD006", start, length, message, _COPIED))
        pieces += (cleaned[end:start], "\ufffd" * length)
        end = start + length
    counts: dict[str, int] = {}
    for fault in disguised(cleaned, rest):
        count = counts[fault.case] = counts.get(fault.case, 0) + 1
        if count <= _TOLD:
            found.append(_Found("KSD029", *fault))
        elif not fault.case:
            break
    return "".join((*pieces, cleaned[end:])), found


def clean(text: str, report: Report) -> str:
    """Report characters that must not appear, and replace those that nobody can see, so that all places stay right."""
    cleaned, found = _judged(text)
    starts = list(accumulate(map(len, cleaned.splitlines(keepends=True)), initial=0))
    for one in found:
        line = bisect_right(starts, one.start)
        span = Span.at(report.file, line, one.start - starts[line - 1] + 1, one.length)
        _tell(report, one, span)
    return cleaned


def _tell(report: Report, one: _Found, span: Span) -> None:
    match one.code, one.case:
        case "KSD006", _:
            report.add("KSD006", one.message, span, one.hint)
        case "KSD007", "":
            report.add("KSD007", one.message, span, one.hint)
        case "KSD007", _:
            report.add("KSD007", one.message, span, one.hint, case="hanya penanda")
        case _, "":
            report.add("KSD029", one.message, span, one.hint)
        case _, "gabungan huruf":
            report.add("KSD029", one.message, span, one.hint, case="gabungan huruf")
        case _:
            report.add("KSD029", one.message, span, one.hint, case="seluruh kata")


def check_value(value: str, span: Span, lines: list[str], report: Report) -> str:
    """The same for a value in double quotes, where escapes such as \\u202e bring characters in unseen."""
    if _REMARKABLE_IN_VALUE.search(value) is None:
        return value
    cleaned, found = _judged(value)
    if "\r" in value:
        found.append(_forbidden("\r", 0))
        cleaned = cleaned.replace("\r", "\ufffd")
    # What stands in the file as itself has been reported already.
    written = set().union(*lines[span.line - 1 : span.end_line])
    told: set[str] = set()
    for one in found:
        if one.code not in told and not written.issuperset(value[one.start : one.start + one.length]):
            told.add(one.code)
            _tell(report, one, span)
    return cleaned
