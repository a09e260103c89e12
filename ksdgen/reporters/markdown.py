"""Markdown: the step summary of CI, with every finding."""

from __future__ import annotations

from ksdgen.diagnostics import Severity
from ksdgen.reporters.report import Laporan

_TANDA = {Severity.KESALAHAN: "🔴", Severity.PERINGATAN: "🟡", Severity.CATATAN: "🔵"}


def tulis(laporan: Laporan) -> str:
    """The report as Markdown."""
    hitung = laporan.hitung
    baris = ["## ksdgen", ""]
    ringkas = ", ".join(f"{n} {s.value}" for s, n in hitung.items())
    baris += [f"{len(laporan.berkas)} berkas diperiksa: {ringkas}.", ""]
    if laporan.temuan:
        baris += ["| | Tempat | Kode | Temuan | Dasar |", "|---|---|---|---|---|"]
        for t in laporan.temuan:
            tempat = f"`{laporan.nama(t.span.file)}:{t.span.line}`" if t.span else ""
            pesan = _sel(t.pesan) + (f"<br>{_sel(t.bantuan)}" if t.bantuan else "")
            baris.append(f"| {_TANDA[t.tingkat]} | {tempat} | {t.kode} | {pesan} | {_sel('; '.join(t.dasar))} |")
        baris.append("")
    if laporan.dikecualikan:
        baris += ["### Pengecualian yang berlaku", "", "| Tempat | Kode | Alasan | Penanggung jawab | Sampai |", "|---|---|---|---|---|"]
        for d in laporan.dikecualikan:
            s = d.temuan.span
            tempat = f"`{laporan.nama(s.file)}:{s.line}`" if s else ""
            baris.append(f"| {tempat} | {d.temuan.kode} | {_sel(d.alasan)} | {_sel(d.penanggung_jawab)} | {d.sampai} |")
        baris.append("")
    if laporan.tidak_dinilai:
        baris += ["### Tidak dinilai", "", *(f"- `{laporan.nama(f)}`" for f in laporan.tidak_dinilai), ""]
    return "\n".join(baris)


def _sel(teks: str) -> str:
    return teks.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
