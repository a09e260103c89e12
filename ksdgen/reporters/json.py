"""JSON, version 1. The shape is frozen: keys are only ever added."""

from __future__ import annotations

import json
from typing import Any

from ksdgen.diagnostics import Diagnostic
from ksdgen.reporters.report import LEVEL, Laporan

VERSI = 1


def tulis(laporan: Laporan) -> str:
    """The report as one JSON document."""
    hitung = laporan.hitung
    data = {
        "version": VERSI,
        "findings": [temuan(t, laporan) for t in laporan.temuan],
        "summary": {
            "files": len(laporan.berkas),
            **{LEVEL[s]: n for s, n in hitung.items()},
            "waived": [
                {**temuan(d.temuan, laporan), "reason": d.alasan, "owner": d.penanggung_jawab, "until": d.sampai}
                for d in laporan.dikecualikan
            ],
            "not_judged": [laporan.nama(f) for f in laporan.tidak_dinilai],
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def temuan(t: Diagnostic, laporan: Laporan) -> dict[str, Any]:
    """One finding."""
    s = t.span
    return {
        "file": laporan.nama(s.file) if s else None,
        "line": s.line if s else None,
        "column": s.column if s else None,
        "end_line": s.end_line if s else None,
        "end_column": s.end_column if s else None,
        "code": t.kode,
        "severity": LEVEL[t.tingkat],
        "message": t.pesan,
        "citations": list(t.dasar),
        "help": t.bantuan,
    }
