"""Facts that follow from those that an agreement gives: what is filled in, when the term ends, whether DPRD must approve."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from ksdgen import bahasa
from ksdgen.naskah.model import Naskah, PersetujuanDprd
from ksdgen.naskah.routes import tanggal
from ksdgen.source.record import Rekaman
from ksdgen.source.scalars import Lama, is_open

HARI_DPRD = 45
"""After so many days without a decision DPRD is taken to have approved (Permendagri 22/2020 Pasal 12 (4), 34 (6), 56 (6))."""


def terisi(isi: Any) -> bool:
    """Whether a value says something; a record does when one of its fields does."""
    if isinstance(isi, Rekaman):
        return any(terisi(getattr(isi, nama)) for nama in isi.medan_)
    return not is_open(isi)


# --- the term ------------------------------------------------------------------------------------------------------------------------------


def akhir_naskah(naskah: Naskah) -> date | None:
    """The last day of an agreement's term, as written or as start + length."""
    jw = naskah.jangka_waktu
    if jw is None:
        return None
    if jw.sampai is not None:
        return jw.sampai
    mulai = mulai_naskah(naskah)
    return tambah_lama(mulai, jw.lama) if mulai is not None and isinstance(jw.lama, Lama) else None


def mulai_naskah(naskah: Naskah) -> date | None:
    """The first day of an agreement's term; the day of signing where it names none."""
    jw = naskah.jangka_waktu
    if jw is not None and isinstance(jw.mulai, date):
        return jw.mulai
    return tanggal(naskah, "penandatanganan.tanggal")


def tambah_lama(mulai: date, lama: Lama) -> date | None:
    """The day after a length of time; None outside of the calendar."""
    try:
        return bahasa.tambah_lama(mulai, lama.tahun, lama.bulan, lama.hari)
    except ValueError:
        return None


# --- money and DPRD --------------------------------------------------------------------------------------------------------------------------

_APBD = re.compile(r"\bAPBD\b|anggaran\s+pendapatan\s+(?:dan\s+)?belanja\s+daerah", re.IGNORECASE)


def menyebut_apbd(teks: str) -> bool:
    """Whether a source of funding is a regional budget."""
    return _APBD.search(teks) is not None


def fakta_dprd_kurang(naskah: Naskah) -> list[str]:
    """The facts without which it is not known whether DPRD must approve."""
    f = naskah.persetujuan_dprd or PersetujuanDprd()
    if alasan_dprd(f):
        return []
    kurang = ["membebani_masyarakat_dan_daerah"] if f.membebani_masyarakat_dan_daerah is None else []
    return kurang + (["sudah_dianggarkan"] if f.sudah_dianggarkan is None and _dari_apbd(naskah) else [])


def alasan_dprd(f: PersetujuanDprd) -> str:
    """Why DPRD must approve; empty where the facts do not demand it."""
    alasan = ["membebani masyarakat dan daerah"] if f.membebani_masyarakat_dan_daerah else []
    if f.sudah_dianggarkan is False:
        alasan.append("belum dianggarkan")
    return " serta ".join(alasan)


def _dari_apbd(naskah: Naskah) -> bool:
    """Whether the regional budget pays, or may: sources that are not given, or a Sinergi, which each level funds itself."""
    biaya = naskah.pembiayaan
    if naskah.kategori.value == "sinergi" or biaya is None or not biaya.sumber:
        return True
    return any(menyebut_apbd(s) for s in biaya.sumber)


def hari_setelah(hari: date, banyak: int) -> date:
    """The day so many days later, or the last day there is."""
    return hari + timedelta(days=banyak) if hari < date.max - timedelta(days=banyak) else date.max
