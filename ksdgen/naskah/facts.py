"""Facts that follow from those that an agreement gives: what is filled in, when the term ends, whether DPRD must
approve.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from ksdgen import bahasa
from ksdgen.naskah.accompanying import DprdConsent
from ksdgen.naskah.model import Naskah
from ksdgen.naskah.routes import date_at
from ksdgen.source.record import Record
from ksdgen.source.scalars import Duration, is_open

DPRD_DAYS = 45
"""After so many days without a decision DPRD is taken to have approved (Permendagri 22/2020 Pasal 12 ayat (4), Pasal 34
ayat (6) and Pasal 56 ayat (6)).
"""


def filled(value: Any) -> bool:
    """Whether a value says something; a record does when one of its fields does."""
    if isinstance(value, Record):
        return any(filled(getattr(value, name)) for name in value.fields_)
    return not is_open(value)


# --- the term ---------------------------------------------------------------------------------------------------------


def naskah_end(naskah: Naskah) -> date | None:
    """The last day of an agreement's term, as written or as start + length."""
    term = naskah.jangka_waktu
    if term is None:
        return None
    if term.sampai is not None:
        return term.sampai
    start = naskah_start(naskah)
    return add_duration(start, term.lama) if start is not None and isinstance(term.lama, Duration) else None


def naskah_start(naskah: Naskah) -> date | None:
    """The first day of an agreement's term; the day of signing where it names none."""
    term = naskah.jangka_waktu
    if term is not None and isinstance(term.mulai, date):
        return term.mulai
    return date_at(naskah, "penandatanganan.tanggal")


def add_duration(start: date, duration: Duration) -> date | None:
    """The day that lies a length of time after another; None outside of the calendar."""
    try:
        return bahasa.add_duration(start, duration.years, duration.months, duration.days)
    except ValueError:
        return None


# --- money and DPRD ---------------------------------------------------------------------------------------------------

_APBD = re.compile(r"\bAPBD\b|anggaran\s+pendapatan\s+(?:dan\s+)?belanja\s+daerah", re.IGNORECASE)


def mentions_apbd(text: str) -> bool:
    """Whether a source of funding is a regional budget."""
    return _APBD.search(text) is not None


def missing_dprd_facts(naskah: Naskah) -> list[str]:
    """The facts without which it is not known whether DPRD must approve."""
    consent = naskah.persetujuan_dprd or DprdConsent()
    if dprd_reason(consent):
        return []
    lacking = ["membebani_masyarakat_dan_daerah"] if consent.membebani_masyarakat_dan_daerah is None else []
    if consent.sudah_dianggarkan is None and _from_apbd(naskah):
        lacking.append("sudah_dianggarkan")
    return lacking


def dprd_reason(consent: DprdConsent) -> str:
    """Why DPRD must approve; empty where the facts do not demand it."""
    reasons = ["membebani masyarakat dan daerah"] if consent.membebani_masyarakat_dan_daerah else []
    if consent.sudah_dianggarkan is False:
        reasons.append("belum dianggarkan")
    return " serta ".join(reasons)


def _from_apbd(naskah: Naskah) -> bool:
    """Whether the regional budget pays, or may: sources that are not given, or a Sinergi, which each level funds
    itself.
    """
    pembiayaan = naskah.pembiayaan
    if naskah.kategori.value == "sinergi" or pembiayaan is None or not pembiayaan.sumber:
        return True
    return any(map(mentions_apbd, pembiayaan.sumber))


def days_after(day: date, count: int) -> date:
    """The day so many days later, or the last day there is."""
    return day + timedelta(days=count) if day < date.max - timedelta(days=count) else date.max
