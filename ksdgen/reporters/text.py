"""Findings for people: `file:line:col: tingkat KODE pesan`, the line itself with a caret, the law and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from ksdgen.diagnostics import Diagnostic, Severity

Sumber = Callable[[str], str | None]
"""The text of a file by the name used in places."""

_LEBAR_CUPLIKAN = 110


def tulis(temuan: Iterable[Diagnostic], sumber: Sumber, nama: Callable[[str], str] = lambda n: n) -> Iterator[str]:
    """The lines of a report.

    Args:
        temuan: findings, in the order to print.
        sumber: reads the text that snippets are cut from.
        nama: how a file is named to the reader, for example relative to the working directory.
    """
    baris: dict[str, list[str] | None] = {}
    for t in temuan:
        if t.span is None:
            yield f"{t.tingkat.value} {t.kode} {t.pesan}"
        else:
            yield f"{nama(t.span.file)}:{t.span.line}:{t.span.column}: {t.tingkat.value} {t.kode} {t.pesan}"
            if t.span.file not in baris:
                teks = sumber(t.span.file)
                baris[t.span.file] = _baris(teks) if teks is not None else None
            isi = baris[t.span.file]
            if isi is not None and 0 < t.span.line <= len(isi):
                lebar = t.span.end_column - t.span.column if t.span.end_line == t.span.line else 1
                yield from _cuplikan(isi[t.span.line - 1], t.span.line, t.span.column, lebar)
        for d in t.dasar:
            yield f"     = dasar: {d}"
        if t.bantuan:
            yield f"     = bantuan: {t.bantuan}"


def ringkasan(temuan: Iterable[Diagnostic], berkas: int) -> str:
    """One closing line."""
    hitung = dict.fromkeys(Severity, 0)
    for t in temuan:
        hitung[t.tingkat] += 1
    if not any(hitung.values()):
        return f"{berkas} berkas diperiksa, tidak ada temuan"
    return f"{berkas} berkas diperiksa: " + ", ".join(f"{n} {s.value}" for s, n in hitung.items())


def _baris(teks: str) -> list[str]:
    # Lines as YAML counts them; str.splitlines would also break at U+2028 and others.
    return teks.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _cuplikan(baris: str, nomor: int, kolom: int, lebar: int) -> Iterator[str]:
    awal = max(0, kolom - 1)
    geser = 0
    if awal > _LEBAR_CUPLIKAN - 30:
        geser = awal - 40
    # Control and direction characters would move the caret, or command the terminal.
    potong = "".join(" " if h == "\t" else "\ufffd" if _tersembunyi(h) else h for h in baris[geser : geser + _LEBAR_CUPLIKAN])
    kiri = "…" if geser else ""
    kanan = "…" if geser + _LEBAR_CUPLIKAN < len(baris) else ""
    spasi = sum(_lebar(h) for h in kiri + potong[: awal - geser])
    tanda = sum(_lebar(h) for h in potong[awal - geser : awal - geser + lebar])
    yield f"{nomor:>4} | {kiri}{potong}{kanan}"
    yield f"     | {' ' * spasi}{'^' * max(1, tanda)}"


def _tersembunyi(huruf: str) -> bool:
    return unicodedata.category(huruf) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and huruf not in "\u200c\u200d"


def _lebar(huruf: str) -> int:
    """Columns that a character takes in a terminal."""
    if unicodedata.combining(huruf) or unicodedata.category(huruf) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(huruf) in ("W", "F") else 1
