"""The term: how long it is, whether its end agrees with it, and how it stands to signing and to the Kesepakatan Bersama."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ksdgen import bahasa
from ksdgen.naskah.facts import akhir_naskah, mulai_naskah, tambah_lama
from ksdgen.naskah.model import FaktaKesepakatan, Status
from ksdgen.naskah.routes import tanggal
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.record import medan
from ksdgen.source.scalars import Lama

_ACUAN = date(2023, 3, 1)
"""Start of a term that has none yet: five years from here hold two leap days, so a length in days gets the longest limit."""


class TahunPalingLama(Parameter):
    """The longest term."""

    tahun: int = medan("Paling lama sekian tahun")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        if not 1 <= self.tahun <= 1000:
            yield Fault("tahun", f"{self.tahun} tahun di luar batas", "tulis bilangan 1 sampai dengan 1000")


@shape("paling_lama", TahunPalingLama, words=("lama",))
def paling_lama(k: Konteks, p: TahunPalingLama) -> Iterator[Temuan]:
    """The term is at most `tahun` years; exactly so many are allowed."""
    jw = k.naskah.jangka_waktu
    if jw is None:
        return
    mulai = mulai_naskah(k.naskah)
    batas = tambah_lama(mulai or _ACUAN, Lama(tahun=int(p.tahun)))
    if batas is None:
        return
    if isinstance(jw.lama, Lama):
        akhir = tambah_lama(mulai or _ACUAN, jw.lama)
        if akhir is None or akhir > batas:
            yield Temuan("jangka_waktu.lama", {"lama": bahasa.lama(jw.lama.tahun, jw.lama.bulan, jw.lama.hari)})
            return
    if jw.sampai is not None and mulai is not None and jw.sampai > batas:
        yield Temuan("jangka_waktu.sampai", {"lama": f"sampai dengan {bahasa.tanggal(jw.sampai)}"})


@shape("akhir_cocok", words=("sampai", "seharusnya"))
def akhir_cocok(k: Konteks) -> Iterator[Temuan]:
    """The written end is start + length, or the day before."""
    jw = k.naskah.jangka_waktu
    mulai = mulai_naskah(k.naskah)
    if jw is None or not isinstance(jw.lama, Lama) or jw.sampai is None or mulai is None or jw.sampai <= mulai:
        return
    akhir = tambah_lama(mulai, jw.lama)
    if akhir is None or jw.sampai not in (akhir, akhir - timedelta(days=1)):
        harap = bahasa.tanggal(akhir) if akhir is not None else "di luar kalender"
        yield Temuan("jangka_waktu.sampai", {"sampai": bahasa.tanggal(jw.sampai), "seharusnya": harap})


@shape("akhir_setelah_mulai", words=("mulai", "sampai"))
def akhir_setelah_mulai(k: Konteks) -> Iterator[Temuan]:
    """The written end lies after the start."""
    jw = k.naskah.jangka_waktu
    mulai = mulai_naskah(k.naskah)
    if jw is not None and jw.sampai is not None and mulai is not None and jw.sampai <= mulai:
        yield Temuan("jangka_waktu.sampai", {"sampai": bahasa.tanggal(jw.sampai), "mulai": bahasa.tanggal(mulai)})


@shape("tidak_berlaku_surut", words=("mulai", "tanggal"))
def tidak_berlaku_surut(k: Konteks) -> Iterator[Temuan]:
    """The term starts on the day of signing or later."""
    jw = k.naskah.jangka_waktu
    ttd = tanggal(k.naskah, "penandatanganan.tanggal")
    if jw is not None and isinstance(jw.mulai, date) and ttd is not None and jw.mulai < ttd:
        yield Temuan("jangka_waktu.mulai", {"mulai": bahasa.tanggal(jw.mulai), "tanggal": bahasa.tanggal(ttd)})


@shape("dalam_ksb", words=("akhir", "batas"))
def dalam_ksb(k: Konteks) -> Iterator[Temuan]:
    """The term ends no later than that of the Kesepakatan Bersama."""
    jw = k.naskah.jangka_waktu
    akhir, batas = akhir_naskah(k.naskah), akhir_ksb(k)
    if jw is not None and akhir is not None and batas is not None and akhir > batas:
        rute = "jangka_waktu.sampai" if jw.sampai is not None else "jangka_waktu.lama"
        yield Temuan(rute, {"akhir": bahasa.tanggal(akhir), "batas": bahasa.tanggal(batas)})


@shape("ksb_masih_berlaku", words=("akhir", "pada"))
def ksb_masih_berlaku(k: Konteks) -> Iterator[Temuan]:
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
