"""GitHub Actions: workflow commands. GitHub shows ten annotations per kind and step; the Markdown summary carries them all."""

from __future__ import annotations

from ksdgen.diagnostics import Severity
from ksdgen.reporters.report import Laporan

_PERINTAH = {Severity.KESALAHAN: "error", Severity.PERINGATAN: "warning", Severity.CATATAN: "notice"}


def tulis(laporan: Laporan) -> str:
    """One workflow command per finding."""
    baris = []
    for t in laporan.temuan:
        sifat = {"title": t.kode}
        if t.span is not None:
            s = t.span
            sifat = {"file": laporan.nama(s.file), "line": str(s.line), "col": str(s.column), "endLine": str(s.end_line)} | sifat
            if s.line == s.end_line:
                sifat["endColumn"] = str(s.end_column)
        pesan = t.pesan + "".join(f"\ndasar: {d}" for d in t.dasar) + (f"\nbantuan: {t.bantuan}" if t.bantuan else "")
        isi = ",".join(f"{k}={_sifat(v)}" for k, v in sifat.items())
        baris.append(f"::{_PERINTAH[t.tingkat]} {isi}::{_data(pesan)}\n")
    return "".join(baris)


def _data(teks: str) -> str:
    return teks.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _sifat(teks: str) -> str:
    return _data(teks).replace(":", "%3A").replace(",", "%2C")
