"""SARIF 2.1.0, with the page of every code that occurs."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from ksdgen import __version__
from ksdgen.diagnostics import Diagnostic
from ksdgen.reporters.report import LEVEL, Dikecualikan, Laporan
from ksdgen.rules.pages import Halaman, semua_halaman


def tulis(laporan: Laporan) -> str:
    """The report as one SARIF log; waived findings are results with a suppression."""
    semua: list[tuple[Diagnostic, Dikecualikan | None]] = [(t, None) for t in laporan.temuan]
    semua += [(d.temuan, d) for d in laporan.dikecualikan]
    kode = sorted({t.kode for t, _ in semua})
    halaman = (laporan.pages or semua_halaman)() if kode else {}
    indeks = {k: i for i, k in enumerate(kode)}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "ksdgen",
                        "version": __version__,
                        "language": "id",
                        "rules": [_aturan(k, halaman.get(k)) for k in kode],
                    }
                },
                "language": "id",
                "columnKind": "unicodeCodePoints",
                "results": [_hasil(t, d, indeks, laporan) for t, d in semua],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _aturan(kode: str, h: Halaman | None) -> dict[str, Any]:
    if h is None:
        return {"id": kode}
    return {
        "id": kode,
        "name": h.nama,
        "shortDescription": {"text": h.ringkas_en},
        "fullDescription": {"text": h.penjelasan.strip()},
        "help": {"text": h.penjelasan.strip(), "markdown": h.markdown()},
        "defaultConfiguration": {"level": LEVEL[h.tingkat]},
    }


def _hasil(t: Diagnostic, d: Dikecualikan | None, indeks: dict[str, int], laporan: Laporan) -> dict[str, Any]:
    pesan = t.pesan + "".join(f"\ndasar: {x}" for x in t.dasar) + (f"\nbantuan: {t.bantuan}" if t.bantuan else "")
    hasil: dict[str, Any] = {
        "ruleId": t.kode,
        "ruleIndex": indeks[t.kode],
        "level": LEVEL[t.tingkat],
        "message": {"text": pesan},
    }
    if t.span is not None:
        s = t.span
        hasil["locations"] = [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(laporan.nama(s.file))},
                    "region": {
                        "startLine": s.line,
                        "startColumn": s.column,
                        "endLine": s.end_line,
                        "endColumn": s.end_column,
                    },
                }
            }
        ]
    if d is not None:
        hasil["suppressions"] = [
            {"kind": "inSource", "justification": f"{d.alasan} ({d.penanggung_jawab}, sampai {d.sampai})"}
        ]
    return hasil
