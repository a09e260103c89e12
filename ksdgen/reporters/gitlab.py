"""GitLab code quality."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.reporters.report import Laporan

_TINGKAT = {Severity.KESALAHAN: "major", Severity.PERINGATAN: "minor", Severity.CATATAN: "info"}


def tulis(laporan: Laporan) -> str:
    """The report as a code quality artefact; what a waiver holds back is told as info.

    A finding keeps its fingerprint when lines above it change.
    """
    sudah: dict[str, int] = {}
    hasil = [
        _masalah(t, t.pesan + "".join(f" ({d})" for d in t.dasar), _TINGKAT[t.tingkat], laporan, sudah)
        for t in laporan.temuan
    ]
    hasil += [
        _masalah(d.temuan, f"{d.temuan.pesan}; {d.keterangan}", "info", laporan, sudah) for d in laporan.dikecualikan
    ]
    return json.dumps(hasil, ensure_ascii=False, indent=2) + "\n"


def _masalah(t: Diagnostic, uraian: str, tingkat: str, laporan: Laporan, sudah: dict[str, int]) -> dict[str, Any]:
    berkas = laporan.nama(t.span.file) if t.span else ""
    inti = f"{berkas}\0{t.kode}\0{t.rute or ''}\0{t.pesan}"
    sudah[inti] = sudah.get(inti, 0) + 1
    return {
        "description": uraian,
        "check_name": t.kode,
        "fingerprint": hashlib.sha256(f"{inti}\0{sudah[inti]}".encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": tingkat,
        "location": {"path": berkas, "lines": {"begin": t.span.line if t.span else 1}},
    }
