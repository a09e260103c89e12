"""Agreements at a glance, as data: a fixed, versioned shape for programs. Keys are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ksdgen.desk.overview import Overview, jangka_waktu, needs_consent
from ksdgen.reporters.report import LEVEL
from ksdgen.rules.engine import in_force

VERSION = 1


def overview_data(summaries: Sequence[Overview], day: date) -> dict[str, Any]:
    """Agreements as JSON-ready data.

    Args:
        summaries: the agreements.
        day: the day on which they were judged.
    """
    return {
        "version": VERSION,
        "date": day.isoformat(),
        "agreements": [_agreement(summary, day) for summary in summaries],
    }


def _agreement(summary: Overview, day: date) -> dict[str, Any]:
    findings = {LEVEL[severity]: count for severity, count in summary.count.items()}
    naskah = summary.naskah
    if naskah is None:
        problems = [
            {
                "code": finding.code,
                "severity": LEVEL[finding.severity],
                "message": finding.message,
                "line": finding.span.line if finding.span else None,
            }
            for finding in summary.findings
        ]
        return {"file": summary.path, "readable": False, "findings": findings, "problems": problems}
    signing = naskah.penandatanganan
    amount = naskah.pembiayaan.nilai if naskah.pembiayaan is not None else None
    return {
        "file": summary.path,
        "readable": True,
        "title": naskah.tentang,
        "type": naskah.jenis,
        "category": naskah.kategori.value,
        "status": naskah.status.value,
        "parties": [
            {"role": p.term, "name": p.name, "signatories": list(p.penanda_tangan), "number": p.number}
            for p in summary.pihak
        ],
        "place": signing.tempat,
        "signing_date": signing.tanggal.isoformat() if isinstance(signing.tanggal, date) else None,
        "term": jangka_waktu(naskah),
        "end_date": summary.end.isoformat() if summary.end else None,
        "days_left": summary.days_left,
        # In sen, so that no reader rounds it.
        "amount_sen": int(amount) if amount is not None else None,
        "based_on": summary.ksb,
        "judged": summary.judged,
        "findings": findings,
        "missing": [
            {"code": s.code, "severity": LEVEL[s.severity], "message": s.message, "lines": list(s.lines)}
            for s in summary.shortcomings
        ],
        "blanks": [{"route": v.route, "name": v.term, "deliberate": v.deliberate} for v in summary.open_values],
        "clause_deviations": [
            {"clause": use.code, "state": use.state.value, "reason": use.reason, "approval_missing": needs_consent(use)}
            for use in summary.deviations
        ],
        "waivers": [
            {
                "code": waiver.aturan,
                "reason": waiver.alasan,
                "owner": waiver.penanggung_jawab,
                "until": waiver.sampai.isoformat() if waiver.sampai else None,
                "active": in_force(waiver, day),
            }
            for waiver in summary.waivers
        ],
        "stages": [
            {"name": p.stage.nama, "citation": p.stage.sitasi, "state": p.state.value, "note": p.remark or None}
            for p in summary.progress
        ],
        "next_step": {"text": summary.step.text, "citation": summary.step.citation} if summary.step else None,
    }
