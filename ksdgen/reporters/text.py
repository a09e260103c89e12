"""Findings for people: `file:line:col: tingkat KODE pesan`, the line itself with a caret, the law and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from ksdgen.diagnostics import Diagnostic
from ksdgen.reporters.report import Laporan

Sumber = Callable[[str], str | None]
"""The text of a file by the name used in places."""

_LEBAR_CUPLIKAN = 110


def baris(temuan: Iterable[Diagnostic], sumber: Sumber, nama: Callable[[str], str] = lambda n: n) -> Iterator[str]:
    """The lines of a report.

    Args:
        temuan: findings, in the order to print.
        sumber: reads the text that snippets are cut from.
        nama: how a file is named to the reader, for example relative to the working directory.
    """
    teks_berkas: dict[str, list[str] | None] = {}
    for t in temuan:
        if t.span is None:
            yield f"{t.tingkat.value} {t.kode} {t.pesan}"
        else:
            yield f"{nama(t.span.file)}:{t.span.line}:{t.span.column}: {t.tingkat.value} {t.kode} {t.pesan}"
            if t.span.file not in teks_berkas:
                teks = sumber(t.span.file)
                teks_berkas[t.span.file] = _baris(teks) if teks is not None else None
            isi = teks_berkas[t.span.file]
            if isi is not None and 0 < t.span.line <= len(isi):
                panjang = t.span.end_column - t.span.column if t.span.end_line == t.span.line else 1
                yield from _cuplikan(isi[t.span.line - 1], t.span.line, t.span.column, panjang)
        for d in t.dasar:
            yield f"     = dasar: {d}"
        if t.bantuan:
            yield f"     = bantuan: {t.bantuan}"


def tulis(laporan: Laporan, *, ringkas: bool = True) -> str:
    """The whole report: findings, active waivers, and a closing line unless `ringkas` is off."""
    hasil = list(baris(laporan.temuan, laporan.sumber, laporan.nama))
    for d in laporan.dikecualikan:
        s = d.temuan.span
        tempat = f"{laporan.nama(s.file)}:{s.line}:{s.column}: " if s else ""
        hasil.append(f"{tempat}dikecualikan {d.temuan.kode} sampai {d.sampai}: {d.alasan} ({d.penanggung_jawab})")
    if ringkas:
        hasil.append(_ringkasan(laporan))
    return "".join(f"{b}\n" for b in hasil)


def _ringkasan(laporan: Laporan) -> str:
    hitung = laporan.hitung
    awal = f"{len(laporan.berkas)} berkas diperiksa"
    ekor = f"; {len(laporan.dikecualikan)} temuan dikecualikan" if laporan.dikecualikan else ""
    ekor += f"; {len(laporan.tidak_dinilai)} naskah tidak dinilai" if laporan.tidak_dinilai else ""
    if not any(hitung.values()):
        # What was not judged is never called clean.
        return awal + ("" if laporan.tidak_dinilai else ", tidak ada temuan") + ekor
    return f"{awal}: " + ", ".join(f"{n} {s.value}" for s, n in hitung.items()) + ekor


def _baris(teks: str) -> list[str]:
    # Lines as YAML counts them; str.splitlines would also break at U+2028 and others.
    return teks.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _cuplikan(baris: str, nomor: int, kolom: int, panjang: int) -> Iterator[str]:
    awal = max(0, kolom - 1)
    geser = 0
    if awal > _LEBAR_CUPLIKAN - 30:
        geser = awal - 40
    # Control and direction characters would move the caret, or command the terminal.
    potong = "".join(
        " " if h == "\t" else "\ufffd" if tersembunyi(h) else h for h in baris[geser : geser + _LEBAR_CUPLIKAN]
    )
    kiri = "…" if geser else ""
    kanan = "…" if geser + _LEBAR_CUPLIKAN < len(baris) else ""
    spasi = sum(lebar(h) for h in kiri + potong[: awal - geser])
    tanda = sum(lebar(h) for h in potong[awal - geser : awal - geser + panjang])
    yield f"{nomor:>4} | {kiri}{potong}{kanan}"
    yield f"     | {' ' * spasi}{'^' * max(1, tanda)}"


def tersembunyi(huruf: str) -> bool:
    """Whether a character is not seen, or commands the terminal."""
    return unicodedata.category(huruf) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and huruf not in "\u200c\u200d"


def lebar(huruf: str) -> int:
    """Columns that a character takes in a terminal."""
    if unicodedata.combining(huruf) or unicodedata.category(huruf) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(huruf) in ("W", "F") else 1
