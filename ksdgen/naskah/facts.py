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
from ksdgen.naskah.routes import on_date
from ksdgen.source.record import Record
from ksdgen.source.scalars import Duration, is_open

DPRD_DAYS = 45
"""After so many days without a decision DPRD is taken to have approved (Permendagri 22/2020 Pasal 12 (4), 34 (6), 56
(6)).
"""


def filled(content: Any) -> bool:
    """Whether a value says something; a record does when one of its fields does."""
    if isinstance(content, Record):
        return any(filled(getattr(content, name)) for name in content.fields_)
    return not is_open(content)


# --- the term ---------------------------------------------------------------------------------------------------------


def naskah_end(naskah: Naskah) -> date | None:
    """The last day of an agreement's term, as written or as start + length."""
    jw = naskah.jangka_waktu
    if jw is None:
        return None
    if jw.sampai is not None:
        return jw.sampai
    begin = naskah_start(naskah)
    return add_duration(begin, jw.lama) if begin is not None and isinstance(jw.lama, Duration) else None


def naskah_start(naskah: Naskah) -> date | None:
    """The first day of an agreement's term; the day of signing where it names none."""
    jw = naskah.jangka_waktu
    if jw is not None and isinstance(jw.mulai, date):
        return jw.mulai
    return on_date(naskah, "penandatanganan.tanggal")


def add_duration(begin: date, old: Duration) -> date | None:
    """The day after a length of time; None outside of the calendar."""
    try:
        return bahasa.add_duration(begin, old.year, old.month, old.day)
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
    return lacking + (["sudah_dianggarkan"] if consent.sudah_dianggarkan is None and _from_apbd(naskah) else [])


def dprd_reason(consent: DprdConsent) -> str:
    """Why DPRD must approve; empty where the facts do not demand it."""
    reason = ["membebani masyarakat dan daerah"] if consent.membebani_masyarakat_dan_daerah else []
    if consent.sudah_dianggarkan is False:
        reason.append("belum dianggarkan")
    return " serta ".join(reason)


def _from_apbd(naskah: Naskah) -> bool:
    """Whether the regional budget pays, or may: sources that are not given, or a Sinergi, which each level funds
    itself.
    """
    cost = naskah.pembiayaan
    if naskah.kategori.value == "sinergi" or cost is None or not cost.sumber:
        return True
    return any(mentions_apbd(s) for s in cost.sumber)


def days_after(day: date, count: int) -> date:
    """The day so many days later, or the last day there is."""
    return day + timedelta(days=count) if day < date.max - timedelta(days=count) else date.max
