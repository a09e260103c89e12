"""GitLab code quality."""

from __future__ import annotations

import hashlib
import json

from ksdgen.diagnostics import Severity
from ksdgen.reporters.report import Laporan

_TINGKAT = {Severity.KESALAHAN: "major", Severity.PERINGATAN: "minor", Severity.CATATAN: "info"}


def tulis(laporan: Laporan) -> str:
    """The report as a code quality artefact; a finding keeps its fingerprint when lines above it change."""
    hasil = []
    sudah: dict[str, int] = {}
    for t in laporan.temuan:
        berkas = laporan.nama(t.span.file) if t.span else ""
        inti = f"{berkas}\0{t.kode}\0{t.rute or ''}\0{t.pesan}"
        sudah[inti] = sudah.get(inti, 0) + 1
        hasil.append(
            {
                "description": t.pesan + "".join(f" ({d})" for d in t.dasar),
                "check_name": t.kode,
                "fingerprint": hashlib.sha256(f"{inti}\0{sudah[inti]}".encode("utf-8", "surrogatepass")).hexdigest(),
                "severity": _TINGKAT[t.tingkat],
                "location": {"path": berkas, "lines": {"begin": t.span.line if t.span else 1}},
            }
        )
    return json.dumps(hasil, ensure_ascii=False, indent=2) + "\n"
