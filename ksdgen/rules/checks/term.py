"""The term: how long it is, whether its end agrees with it, and how it stands to signing and to the Kesepakatan
Bersama.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ksdgen import bahasa
from ksdgen.naskah.accompanying import KesepakatanFacts
from ksdgen.naskah.facts import add_duration, naskah_end, naskah_start
from ksdgen.naskah.model import Status
from ksdgen.naskah.routes import on_date
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.record import record_field
from ksdgen.source.scalars import Duration

_REFERENCE_DAY = date(2023, 3, 1)
"""Start of a term that has none yet: five years from here hold two leap days, so a length in days gets the longest
limit.
"""


class LongestYears(Parameter):
    """The longest term."""

    tahun: int = record_field("Paling lama sekian tahun")

    def faults(self) -> Iterator[Fault]:
        """See `Parameter`."""
        if not 1 <= self.tahun <= 1000:
            yield Fault("tahun", f"{self.tahun} tahun di luar batas", "tulis bilangan 1 sampai dengan 1000")


@shape("paling_lama", LongestYears, words=("lama",))
def paling_lama(context: Context, parameter: LongestYears) -> Iterator[Finding]:
    """The term is at most `tahun` years; exactly so many are allowed."""
    jw = context.naskah.jangka_waktu
    if jw is None:
        return
    begin = naskah_start(context.naskah)
    limit = add_duration(begin or _REFERENCE_DAY, Duration(year=int(parameter.tahun)))
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
def akhir_cocok(context: Context) -> Iterator[Finding]:
    """The written end is start + length, or the day before."""
    jw = context.naskah.jangka_waktu
    begin = naskah_start(context.naskah)
    if jw is None or not isinstance(jw.lama, Duration) or jw.sampai is None or begin is None or jw.sampai <= begin:
        return
    end = add_duration(begin, jw.lama)
    if end is None or jw.sampai not in (end, end - timedelta(days=1)):
        expected = bahasa.long_date(end) if end is not None else "di luar kalender"
        yield Finding("jangka_waktu.sampai", {"sampai": bahasa.long_date(jw.sampai), "seharusnya": expected})


@shape("akhir_setelah_mulai", words=("mulai", "sampai"))
def akhir_setelah_mulai(context: Context) -> Iterator[Finding]:
    """The written end lies after the start."""
    jw = context.naskah.jangka_waktu
    begin = naskah_start(context.naskah)
    if jw is not None and jw.sampai is not None and begin is not None and jw.sampai <= begin:
        yield Finding("jangka_waktu.sampai", {"sampai": bahasa.long_date(jw.sampai), "mulai": bahasa.long_date(begin)})


@shape("tidak_berlaku_surut", words=("mulai", "tanggal"))
def tidak_berlaku_surut(context: Context) -> Iterator[Finding]:
    """The term starts on the day of signing or later."""
    jw = context.naskah.jangka_waktu
    ttd = on_date(context.naskah, "penandatanganan.tanggal")
    if jw is not None and isinstance(jw.mulai, date) and ttd is not None and jw.mulai < ttd:
        yield Finding("jangka_waktu.mulai", {"mulai": bahasa.long_date(jw.mulai), "tanggal": bahasa.long_date(ttd)})


@shape("dalam_ksb", words=("akhir", "batas"))
def dalam_ksb(context: Context) -> Iterator[Finding]:
    """The term ends no later than that of the Kesepakatan Bersama."""
    jw = context.naskah.jangka_waktu
    end, limit = naskah_end(context.naskah), ksb_end(context)
    if jw is not None and end is not None and limit is not None and end > limit:
        route = "jangka_waktu.sampai" if jw.sampai is not None else "jangka_waktu.lama"
        yield Finding(route, {"akhir": bahasa.long_date(end), "batas": bahasa.long_date(limit)})


@shape("ksb_masih_berlaku", words=("akhir", "pada"))
def ksb_masih_berlaku(context: Context) -> Iterator[Finding]:
    """The Kesepakatan Bersama has not ended before the day of signing."""
    limit = ksb_end(context)
    if limit is not None and limit < context.on_day:
        fact = isinstance(context.naskah.kesepakatan_bersama, KesepakatanFacts)
        route = "kesepakatan_bersama.jangka_waktu" if fact else "kesepakatan_bersama"
        yield Finding(route, {"akhir": bahasa.long_date(limit), "pada": bahasa.long_date(context.on_day)})


def ksb_end(context: Context) -> date | None:
    """The last day of the Kesepakatan Bersama behind an agreement; None when unknown, or extended since (`diubah`)."""
    fact = context.naskah.kesepakatan_bersama
    if isinstance(fact, KesepakatanFacts):
        return add_duration(fact.tanggal, fact.jangka_waktu) if fact.jangka_waktu is not None else None
    if context.ksb is None or context.ksb.status is Status.AMENDED:
        return None
    return naskah_end(context.ksb)
