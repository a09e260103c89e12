"""The term: how long it is, whether its end agrees with it, and how it stands to signing and to the Kesepakatan Bersama."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ksdgen import bahasa
from ksdgen.naskah.facts import akhir_naskah, mulai_naskah, tambah_lama
from ksdgen.naskah.model import FaktaKesepakatan, Status
from ksdgen.naskah.routes import tanggal
from ksdgen.rules.rule import Cek, Konteks, Temuan
from ksdgen.source.scalars import Lama

_ACUAN = date(2023, 3, 1)
"""Start of a term that has none yet: five years from here hold two leap days, so a length in days gets the longest limit."""


def paling_lama(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """The term is at most `tahun` years; exactly so many are allowed."""
    jw = k.naskah.jangka_waktu
    if jw is None:
        return
    mulai = mulai_naskah(k.naskah)
    batas = tambah_lama(mulai or _ACUAN, Lama(tahun=int(p["tahun"])))
    if batas is None:
        return
    if isinstance(jw.lama, Lama):
        akhir = tambah_lama(mulai or _ACUAN, jw.lama)
        if akhir is None or akhir > batas:
            yield Temuan("jangka_waktu.lama", {"lama": bahasa.lama(jw.lama.tahun, jw.lama.bulan, jw.lama.hari)})
            return
    if jw.sampai is not None and mulai is not None and jw.sampai > batas:
        yield Temuan("jangka_waktu.sampai", {"lama": f"sampai dengan {bahasa.tanggal(jw.sampai)}"})


def akhir_cocok(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """The written end is start + length, or the day before."""
    jw = k.naskah.jangka_waktu
    mulai = mulai_naskah(k.naskah)
    if jw is None or not isinstance(jw.lama, Lama) or jw.sampai is None or mulai is None or jw.sampai <= mulai:
        return
    akhir = tambah_lama(mulai, jw.lama)
    if akhir is None or jw.sampai not in (akhir, akhir - timedelta(days=1)):
        harap = bahasa.tanggal(akhir) if akhir is not None else "di luar kalender"
        yield Temuan("jangka_waktu.sampai", {"sampai": bahasa.tanggal(jw.sampai), "seharusnya": harap})


def akhir_setelah_mulai(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """The written end lies after the start."""
    jw = k.naskah.jangka_waktu
    mulai = mulai_naskah(k.naskah)
    if jw is not None and jw.sampai is not None and mulai is not None and jw.sampai <= mulai:
        yield Temuan("jangka_waktu.sampai", {"sampai": bahasa.tanggal(jw.sampai), "mulai": bahasa.tanggal(mulai)})


def tidak_berlaku_surut(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """The term starts on the day of signing or later."""
    jw = k.naskah.jangka_waktu
    ttd = tanggal(k.naskah, "penandatanganan.tanggal")
    if jw is not None and isinstance(jw.mulai, date) and ttd is not None and jw.mulai < ttd:
        yield Temuan("jangka_waktu.mulai", {"mulai": bahasa.tanggal(jw.mulai), "tanggal": bahasa.tanggal(ttd)})


def dalam_ksb(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """The term ends no later than that of the Kesepakatan Bersama."""
    jw = k.naskah.jangka_waktu
    akhir, batas = akhir_naskah(k.naskah), akhir_ksb(k)
    if jw is not None and akhir is not None and batas is not None and akhir > batas:
        rute = "jangka_waktu.sampai" if jw.sampai is not None else "jangka_waktu.lama"
        yield Temuan(rute, {"akhir": bahasa.tanggal(akhir), "batas": bahasa.tanggal(batas)})


def ksb_masih_berlaku(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
    """The Kesepakatan Bersama has not ended before the day of signing."""
    batas = akhir_ksb(k)
    if batas is not None and batas < k.pada:
        fakta = isinstance(k.naskah.kesepakatan_bersama, FaktaKesepakatan)
        rute = "kesepakatan_bersama.jangka_waktu" if fakta else "kesepakatan_bersama"
        yield Temuan(rute, {"akhir": bahasa.tanggal(batas), "pada": bahasa.tanggal(k.pada)})


def akhir_ksb(k: Konteks) -> date | None:
    """The last day of the Kesepakatan Bersama behind an agreement; None when unknown, or extended since (`diubah`)."""
    fakta = k.naskah.kesepakatan_bersama
    if isinstance(fakta, FaktaKesepakatan):
        return tambah_lama(fakta.tanggal, fakta.jangka_waktu) if fakta.jangka_waktu is not None else None
    if k.ksb is None or k.ksb.status is Status.DIUBAH:
        return None
    return akhir_naskah(k.ksb)


BENTUK: dict[str, Cek] = {
    "paling_lama": paling_lama,
    "akhir_cocok": akhir_cocok,
    "akhir_setelah_mulai": akhir_setelah_mulai,
    "tidak_berlaku_surut": tidak_berlaku_surut,
    "dalam_ksb": dalam_ksb,
    "ksb_masih_berlaku": ksb_masih_berlaku,
}
