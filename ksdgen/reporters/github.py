"""GitHub Actions: workflow commands. GitHub shows ten annotations per kind and step; the Markdown summary carries them all."""

from __future__ import annotations

from ksdgen.diagnostics import Severity, Span
from ksdgen.reporters.report import Laporan

_PERINTAH = {Severity.KESALAHAN: "error", Severity.PERINGATAN: "warning", Severity.CATATAN: "notice"}


def tulis(laporan: Laporan) -> str:
    """One workflow command per finding, and a notice for each finding that a waiver holds back."""
    baris = []
    for t in laporan.temuan:
        pesan = t.pesan + "".join(f"\ndasar: {d}" for d in t.dasar) + (f"\nbantuan: {t.bantuan}" if t.bantuan else "")
        baris.append(_perintah(_PERINTAH[t.tingkat], t.kode, pesan, t.span, laporan))
    for d in laporan.dikecualikan:
        judul = f"{d.temuan.kode} dikecualikan"
        baris.append(_perintah("notice", judul, f"{d.temuan.pesan}\n{d.keterangan}", d.temuan.span, laporan))
    return "".join(baris)


def _perintah(perintah: str, judul: str, pesan: str, s: Span | None, laporan: Laporan) -> str:
    sifat = {"title": judul}
    if s is not None:
        sifat = {
            "file": laporan.nama(s.file),
            "line": str(s.line),
            "col": str(s.column),
            "endLine": str(s.end_line),
        } | sifat
        if s.line == s.end_line:
            sifat["endColumn"] = str(s.end_column)
    isi = ",".join(f"{k}={_sifat(v)}" for k, v in sifat.items())
    return f"::{perintah} {isi}::{_data(pesan)}\n"


def _data(teks: str) -> str:
    return teks.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _sifat(teks: str) -> str:
    return _data(teks).replace(":", "%3A").replace(",", "%2C")
