"""What may be wrong with a YAML file, in words: limits that are passed, keys that cannot be kept, text that is cut off."""

from __future__ import annotations

import math
import re
from typing import Final

from ksdgen.diagnostics import FOUND, Diagnostic, Span
from ksdgen.source.convert import summary
from ksdgen.source.node import EMPTY_TEXT
from ksdgen.world.codes import finding

# Real agreements hold some 50 KB and 2,000 values. Whatever is done to a value later may take a while for each of them.
SIZE_LIMIT: Final = 1024 * 1024
DEPTH_LIMIT: Final = 50
VALUE_LIMIT: Final = 50_000
ALIAS_LIMIT: Final = 100
# Text brought in by aliases is limited too: a hundred aliases to one huge text make few values but a huge document.
ALIAS_TEXT_LIMIT: Final = SIZE_LIMIT
# Per code and case, so that thousands of warnings can never hide an error of another kind.
PROBLEM_LIMIT: Final = FOUND


def too_long(file: str, size: int) -> Diagnostic:
    """The file, of so many bytes, is larger than `SIZE_LIMIT`."""
    megabytes = f"{math.ceil(size / 1024 / 1024 * 10) / 10:.1f}".replace(".", ",")
    return finding(
        "KSD004",
        f"berkas ini sebesar {megabytes} MB, paling besar 1 MB",
        Span.at(file),
        "buang bagian yang tidak diperlukan; gambar, data, dan lampiran panjang disimpan sebagai berkas tersendiri",
    )


class Report:
    """Collects findings of one file, a limited number of each code."""

    __slots__ = ("counts", "file", "problems")

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Diagnostic] = []
        self.counts: dict[str, int] = {}

    def add(self, code: str, message: str, span: Span, hint: str, case: str = "") -> None:
        """Keep a finding; see `world.codes:finding`."""
        kind = f"{code} {case}"
        count = self.counts[kind] = self.counts.get(kind, 0) + 1
        if count <= PROBLEM_LIMIT:
            self.problems.append(finding(code, message, span, hint, case=case))


SUSPICIOUS_KEYS: Final = EMPTY_TEXT | {"<<"}

EMPTY_KEY: Final = (
    "kunci tidak boleh kosong",
    "tulis nama kunci sebelum titik dua; bila ini teks biasa, apit dengan tanda kutip",
)
"""Message and hint."""


def report_complex_key(report: Report, span: Span) -> None:
    """A key that is a list, pairs or a block of text."""
    report.add(
        "KSD005",
        "kunci harus berupa satu teks pendek di satu baris, bukan daftar atau susunan lain",
        span,
        "tulis dalam bentuk `kunci: nilai`; bila ini teks biasa, apit seluruh nilai dengan tanda kutip",
    )


def is_key_refused(value: str, style: str, span: Span, keys: dict[str, Span], report: Report) -> bool:
    """Whether an unusual key cannot be kept; reports why.

    Args:
        value: the key.
        style: how it was written; see `ScalarNode`.
        span: where.
        keys: the keys that stand before it in the same pairs.
        report: where the finding goes.
    """
    if style in ("|", ">"):
        report_complex_key(report, span)
    elif style == "" and value == "<<":
        report.add(
            "KSD005",
            "kunci `<<` untuk menggabungkan isi dari tempat lain tidak didukung",
            span,
            "tulis setiap kunci dan nilainya secara lengkap di sini",
        )
    elif style == "" and value in EMPTY_TEXT:
        report.add(
            "KSD005",
            f"kunci `{value}` berarti kosong" if value else EMPTY_KEY[0],
            span,
            EMPTY_KEY[1],
        )
    elif value in keys:
        report.add(
            "KSD003",
            f"kunci `{summary(value)}` sudah dipakai di baris {keys[value].line}",
            span,
            "hapus salah satu atau ganti namanya; yang dipakai adalah nilai yang pertama",
        )
    else:
        return False
    return True


CUT_OFF = re.compile(r"\s+(#\w.*?)\s*$")


def report_cut_off(report: Report, span: Span) -> None:
    """A value such as `blok #1` that YAML cuts at the hash; a comment has a space after it."""
    report.add(
        "KSD019",
        "teks sesudah tanda `#` dibaca sebagai komentar dan tidak tercetak",
        span,
        "apit seluruh nilai dengan tanda kutip; bila ini memang komentar, beri spasi sesudah `#`",
    )


def empty_file(file: str) -> Diagnostic:
    """Nothing is written in the file, or remarks only."""
    return finding(
        "KSD008",
        "berkas ini kosong atau hanya berisi catatan",
        Span.at(file),
        "isi berkas dengan pasangan kunci: nilai",
    )


def report_too_many(report: Report, span: Span) -> None:
    """More than `VALUE_LIMIT` values, from here on."""
    report.add(
        "KSD004",
        "isi berkas menjadi terlalu banyak mulai dari sini (paling banyak 50.000 nilai)",
        span,
        "kurangi isinya atau pecah menjadi beberapa berkas; hindari rujukan `*` yang berulang-ulang",
    )


def report_too_deep(report: Report, span: Span) -> None:
    """More than `DEPTH_LIMIT` levels, here."""
    report.add(
        "KSD004",
        f"susunan di sini bertingkat terlalu dalam (paling banyak {DEPTH_LIMIT} tingkat)",
        span,
        "sederhanakan susunannya; bila ini teks biasa, apit seluruh nilai dengan tanda kutip",
    )


def report_many_documents(report: Report, span: Span) -> None:
    """A second document begins in the file."""
    report.add(
        "KSD005",
        "satu berkas hanya boleh memuat satu isi, tetapi di sini dimulai isi yang kedua",
        span,
        "hapus garis `---` atau `...` itu, atau pindahkan isi berikutnya ke berkas lain",
    )
