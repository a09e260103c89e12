"""The term: its length, its end, and how both stand to the day of signing and to the Kesepakatan Bersama."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ksdgen import bahasa
from ksdgen.naskah.accompanying import KesepakatanFacts
from ksdgen.naskah.facts import add_duration, naskah_end, naskah_start
from ksdgen.naskah.model import Status
from ksdgen.naskah.routes import date_at
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Fault, Parameter, shape
from ksdgen.source.record import record_field
from ksdgen.source.scalars import Duration

_REFERENCE_DAY = date(2023, 3, 1)
"""Start of a term that has none yet. Five years from here hold two leap days: a length in days gets the longest limit."""


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
    term = context.naskah.jangka_waktu
    if term is None:
        return
    start = naskah_start(context.naskah)
    limit = add_duration(start or _REFERENCE_DAY, Duration(years=parameter.tahun))
    if limit is None:
        return
    if isinstance(term.lama, Duration):
        end = add_duration(start or _REFERENCE_DAY, term.lama)
        if end is None or end > limit:
            yield Finding(
                "jangka_waktu.lama", {"lama": bahasa.duration(term.lama.years, term.lama.months, term.lama.days)}
            )
            return
    if term.sampai is not None and start is not None and term.sampai > limit:
        yield Finding("jangka_waktu.sampai", {"lama": f"sampai dengan {bahasa.long_date(term.sampai)}"})


@shape("akhir_cocok", words=("sampai", "seharusnya"))
def akhir_cocok(context: Context) -> Iterator[Finding]:
    """The written end is start + length, or the day before."""
    term = context.naskah.jangka_waktu
    start = naskah_start(context.naskah)
    if (
        term is None
        or not isinstance(term.lama, Duration)
        or term.sampai is None
        or start is None
        or term.sampai <= start
    ):
        return
    end = add_duration(start, term.lama)
    if end is None or term.sampai not in (end, end - timedelta(days=1)):
        expected = bahasa.long_date(end) if end is not None else "di luar kalender"
        yield Finding("jangka_waktu.sampai", {"sampai": bahasa.long_date(term.sampai), "seharusnya": expected})


@shape("akhir_setelah_mulai", words=("mulai", "sampai"))
def akhir_setelah_mulai(context: Context) -> Iterator[Finding]:
    """The written end lies after the start."""
    term = context.naskah.jangka_waktu
    start = naskah_start(context.naskah)
    if term is not None and term.sampai is not None and start is not None and term.sampai <= start:
        yield Finding(
            "jangka_waktu.sampai", {"sampai": bahasa.long_date(term.sampai), "mulai": bahasa.long_date(start)}
        )


@shape("tidak_berlaku_surut", words=("mulai", "tanggal"))
def tidak_berlaku_surut(context: Context) -> Iterator[Finding]:
    """The term starts on the day of signing or later."""
    term = context.naskah.jangka_waktu
    signing_date = date_at(context.naskah, "penandatanganan.tanggal")
    if term is not None and isinstance(term.mulai, date) and signing_date is not None and term.mulai < signing_date:
        fillings = {"mulai": bahasa.long_date(term.mulai), "tanggal": bahasa.long_date(signing_date)}
        yield Finding("jangka_waktu.mulai", fillings)


@shape("dalam_ksb", words=("akhir", "batas"))
def dalam_ksb(context: Context) -> Iterator[Finding]:
    """The term ends no later than that of the Kesepakatan Bersama."""
    term = context.naskah.jangka_waktu
    end, limit = naskah_end(context.naskah), ksb_end(context)
    if term is not None and end is not None and limit is not None and end > limit:
        route = "jangka_waktu.sampai" if term.sampai is not None else "jangka_waktu.lama"
        yield Finding(route, {"akhir": bahasa.long_date(end), "batas": bahasa.long_date(limit)})


@shape("ksb_masih_berlaku", words=("akhir", "pada"))
def ksb_masih_berlaku(context: Context) -> Iterator[Finding]:
    """The Kesepakatan Bersama has not ended before the day of signing."""
    limit = ksb_end(context)
    if limit is not None and limit < context.on_day:
        by_facts = isinstance(context.naskah.kesepakatan_bersama, KesepakatanFacts)
        route = "kesepakatan_bersama.jangka_waktu" if by_facts else "kesepakatan_bersama"
        yield Finding(route, {"akhir": bahasa.long_date(limit), "pada": bahasa.long_date(context.on_day)})


def ksb_end(context: Context) -> date | None:
    """The last day of the Kesepakatan Bersama behind an agreement; None when unknown, or extended since (`diubah`)."""
    ksb = context.naskah.kesepakatan_bersama
    if isinstance(ksb, KesepakatanFacts):
        return add_duration(ksb.tanggal, ksb.jangka_waktu) if ksb.jangka_waktu is not None else None
    if context.ksb is None or context.ksb.status is Status.AMENDED:
        return None
    return naskah_end(context.ksb)
