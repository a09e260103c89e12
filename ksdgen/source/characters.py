"""The characters of a YAML file: its encoding, and those that must not stand in it because nobody can see them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

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
_FORBIDDEN = (
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ue000-\\ue0ff\\ufeff\\ufffe\\uffff"
)
_DIRECTION = "\\u202a-\\u202e\\u2066-\\u2069"
_FORBIDDEN_SINGLE = re.compile(f"[{_FORBIDDEN}]")
_FORBIDDEN_RUN = re.compile(f"[{_FORBIDDEN}]+")
_DIRECTION_RUN = re.compile(f"[{_DIRECTION}]+")
HAS_BAD_CHARACTER = re.compile(f"[{_FORBIDDEN}{_DIRECTION}]")
# In a finished value a carriage return can only come from an escape.
_FORBIDDEN_IN_VALUE = re.compile(f"[{_FORBIDDEN}\\r]")
_DIRECTION_IN_VALUE = re.compile(f"[{_DIRECTION}]")


def _report_char(report: Report, char: str, span: Span) -> None:
    code = ord(char)
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
        message = f"ada karakter tersembunyi ({name}) yang tidak boleh dipakai"
        hint = "hapus karakter itu; biasanya ikut terbawa saat menyalin dari program lain"
    report.add("KSD006", message, span, hint)


def _report_direction(report: Report, char: str, span: Span) -> None:
    report.add(
        "KSD007",
        f"ada karakter tersembunyi (U+{ord(char):04X}) yang membalik arah tulisan; teks di layar dapat berbeda dari isinya",
        span,
        "hapus karakter itu kecuali memang diperlukan",
    )


def clean(text: str, report: Report) -> str:
    """Report characters that must not appear, and replace those of KSD006 one for one, so that all places stay right."""
    cleaned = _FORBIDDEN_SINGLE.sub("\ufffd", text)
    starts = list(accumulate(map(len, cleaned.splitlines(keepends=True)), initial=0))
    for pattern, code, report_char in (
        (_FORBIDDEN_RUN, "KSD006", _report_char),
        (_DIRECTION_RUN, "KSD007", _report_direction),
    ):
        for run in pattern.finditer(text):
            line = bisect_right(starts, run.start())
            column = run.start() - starts[line - 1] + 1
            report_char(report, run[0][0], Span.at(report.file, line, column, len(run[0])))
            if report.counts[code] > PROBLEM_LIMIT:
                break
    return cleaned


def check_value(value: str, span: Span, lines: list[str], report: Report) -> str:
    """The same for a value in double quotes, where escapes such as \\u202e bring characters in unseen."""
    match = _FORBIDDEN_IN_VALUE.search(value)
    if match is not None:
        _report_char(report, match[0], span)
        value = _FORBIDDEN_IN_VALUE.sub("\ufffd", value)
    # A control that stands in the file as itself has been reported already.
    directions = set(_DIRECTION_IN_VALUE.findall(value)).difference(*lines[span.line - 1 : span.end_line])
    if directions:
        _report_direction(report, min(directions), span)
    return value
