"""Markdown: the step summary of CI, with every finding."""

from __future__ import annotations

import re

from ksdgen.diagnostics import Severity, Span
from ksdgen.reporters.report import Laporan

_TANDA = {Severity.KESALAHAN: "🔴", Severity.PERINGATAN: "🟡", Severity.CATATAN: "🔵"}

_POLOS = re.compile(r"[\w/.: -]+")


def tulis(laporan: Laporan) -> str:
    """The report as Markdown."""
    hitung = laporan.hitung
    baris = ["## ksdgen", ""]
    ringkas = ", ".join(f"{n} {s.value}" for s, n in hitung.items())
    baris += [f"{len(laporan.berkas)} berkas diperiksa: {ringkas}.", ""]
    if laporan.temuan:
        baris += ["| | Tempat | Kode | Temuan | Dasar |", "|---|---|---|---|---|"]
        for t in laporan.temuan:
            tempat = _tempat(t.span, laporan)
            pesan = _sel(t.pesan) + (f"<br>{_sel(t.bantuan)}" if t.bantuan else "")
            baris.append(f"| {_TANDA[t.tingkat]} | {tempat} | {t.kode} | {pesan} | {_sel('; '.join(t.dasar))} |")
        baris.append("")
    if laporan.dikecualikan:
        baris += [
            "### Pengecualian yang berlaku",
            "",
            "| Tempat | Kode | Alasan | Penanggung jawab | Sampai |",
            "|---|---|---|---|---|",
        ]
        for d in laporan.dikecualikan:
            tempat = _tempat(d.temuan.span, laporan)
            baris.append(f"| {tempat} | {d.temuan.kode} | {_sel(d.alasan)} | {_sel(d.penanggung_jawab)} | {d.sampai} |")
        baris.append("")
    if laporan.tidak_dinilai:
        baris += ["### Tidak dinilai", "", *(f"- {_sandi(laporan.nama(f))}" for f in laporan.tidak_dinilai), ""]
    return "\n".join(baris)


def _tempat(s: Span | None, laporan: Laporan) -> str:
    return _sandi(f"{laporan.nama(s.file)}:{s.line}") if s else ""


def _sandi(teks: str) -> str:
    """Text as code, whatever characters it holds: those with a meaning in Markdown or in a table become entities."""
    if _POLOS.fullmatch(teks):
        return f"`{teks}`"
    return f"<code>{''.join(h if h.isalnum() or h in ' /.:-' else f'&#{ord(h)};' for h in teks)}</code>"


def _sel(teks: str) -> str:
    return teks.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
