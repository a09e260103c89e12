"""The term: how long it is, whether its end agrees with it, and how it stands to signing and to the Kesepakatan Bersama."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ksdgen import bahasa
from ksdgen.naskah.facts import add_duration, naskah_end, naskah_start
from ksdgen.naskah.model import KesepakatanFacts, Status
from ksdgen.naskah.routes import on_date
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.record import record_field
from ksdgen.source.scalars import Duration

_REFERENCE_DAY = date(2023, 3, 1)
"""Start of a term that has none yet: five years from here hold two leap days, so a length in days gets the longest limit."""


class LongestYears(Parameter):
    """The longest term."""

    tahun: int = record_field("Paling lama sekian tahun")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        if not 1 <= self.tahun <= 1000:
            yield Fault("tahun", f"{self.tahun} tahun di luar batas", "tulis bilangan 1 sampai dengan 1000")


@shape("paling_lama", LongestYears, words=("lama",))
def paling_lama(k: Context, p: LongestYears) -> Iterator[Finding]:
    """The term is at most `tahun` years; exactly so many are allowed."""
    jw = k.naskah.jangka_waktu
    if jw is None:
        return
    begin = naskah_start(k.naskah)
    limit = add_duration(begin or _REFERENCE_DAY, Duration(year=int(p.tahun)))
    if limit is None:
        return
    if isinstance(jw.lama, Duration):
        end = add_duration(begin or _REFERENCE_DAY, jw.lama)
        if end is None or end > limit:
            yield Finding("jangka_waktu.lama", {"lama": bahasa.duration(jw.lama.year, jw.lama.month, jw.lama.day)})
            return
    if jw.sampai is not None and begin is not None and jw.sampai > limit:
        yield Finding("jangka_waktu.sampai", {"lama": f"sampai dengan {bahasa.long_date(jw.sampai)}"})


@shape("akhir_cocok", words=("sampai", "seharusnya"))
def akhir_cocok(k: Context) -> Iterator[Finding]:
    """The written end is start + length, or the day before."""
    jw = k.naskah.jangka_waktu
    begin = naskah_start(k.naskah)
    if jw is None or not isinstance(jw.lama, Duration) or jw.sampai is None or begin is None or jw.sampai <= begin:
        return
    end = add_duration(begin, jw.lama)
    if end is None or jw.sampai not in (end, end - timedelta(days=1)):
        expected = bahasa.long_date(end) if end is not None else "di luar kalender"
        yield Finding("jangka_waktu.sampai", {"sampai": bahasa.long_date(jw.sampai), "seharusnya": expected})


@shape("akhir_setelah_mulai", words=("mulai", "sampai"))
def akhir_setelah_mulai(k: Context) -> Iterator[Finding]:
    """The written end lies after the start."""
    jw = k.naskah.jangka_waktu
    begin = naskah_start(k.naskah)
    if jw is not None and jw.sampai is not None and begin is not None and jw.sampai <= begin:
        yield Finding("jangka_waktu.sampai", {"sampai": bahasa.long_date(jw.sampai), "mulai": bahasa.long_date(begin)})


@shape("tidak_berlaku_surut", words=("mulai", "tanggal"))
def tidak_berlaku_surut(k: Context) -> Iterator[Finding]:
    """The term starts on the day of signing or later."""
    jw = k.naskah.jangka_waktu
    ttd = on_date(k.naskah, "penandatanganan.tanggal")
    if jw is not None and isinstance(jw.mulai, date) and ttd is not None and jw.mulai < ttd:
        yield Finding("jangka_waktu.mulai", {"mulai": bahasa.long_date(jw.mulai), "tanggal": bahasa.long_date(ttd)})


@shape("dalam_ksb", words=("akhir", "batas"))
def dalam_ksb(k: Context) -> Iterator[Finding]:
    """The term ends no later than that of the Kesepakatan Bersama."""
    jw = k.naskah.jangka_waktu
    end, limit = naskah_end(k.naskah), ksb_end(k)
    if jw is not None and end is not None and limit is not None and end > limit:
        route = "jangka_waktu.sampai" if jw.sampai is not None else "jangka_waktu.lama"
        yield Finding(route, {"akhir": bahasa.long_date(end), "batas": bahasa.long_date(limit)})


@shape("ksb_masih_berlaku", words=("akhir", "pada"))
def ksb_masih_berlaku(k: Context) -> Iterator[Finding]:
    """The Kesepakatan Bersama has not ended before the day of signing."""
    limit = ksb_end(k)
    if limit is not None and limit < k.on_day:
        fact = isinstance(k.naskah.kesepakatan_bersama, KesepakatanFacts)
        route = "kesepakatan_bersama.jangka_waktu" if fact else "kesepakatan_bersama"
        yield Finding(route, {"akhir": bahasa.long_date(limit), "pada": bahasa.long_date(k.on_day)})


def ksb_end(k: Context) -> date | None:
    """The last day of the Kesepakatan Bersama behind an agreement; None when unknown, or extended since (`diubah`)."""
    fact = k.naskah.kesepakatan_bersama
    if isinstance(fact, KesepakatanFacts):
        return add_duration(fact.tanggal, fact.jangka_waktu) if fact.jangka_waktu is not None else None
    if k.ksb is None or k.ksb.status is Status.AMENDED:
        return None
    return naskah_end(k.ksb)
