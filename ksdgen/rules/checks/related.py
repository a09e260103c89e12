"""Papers that belong together: a PKS and its Kesepakatan Bersama, a Nota Kesepakatan and its Rencana Kerja."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ksdgen import bahasa
from ksdgen.naskah.accompanying import KesepakatanFacts
from ksdgen.naskah.model import Category, Naskah
from ksdgen.naskah.pihak import Pihak
from ksdgen.rules.checks.parties import words
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import record_field
from ksdgen.source.scalars import is_open

_FILES = {"kesepakatan_bersama": "ksb", "nota_kesepakatan": "nota", "rencana_kerja": "plan"}
"""Key that names a related file → where the Context keeps that agreement.

Each key is named as the kind of paper that it must point to.
"""

_NAMES = {
    "kesepakatan_bersama": "Kesepakatan Bersama",
    "perjanjian_kerja_sama": "Perjanjian Kerja Sama",
    "nota_kesepakatan": "Nota Kesepakatan",
    "rencana_kerja": "Rencana Kerja",
}


def _related(context: Context, key: str) -> Naskah | None:
    """The agreement behind a key, when it is of the right kind."""
    naskah: Naskah | None = getattr(context, _FILES[key])
    return naskah if naskah is not None and naskah.jenis == key else None


class RelatedNaskah(Parameter):
    """The key that names a related paper."""

    medan: str = record_field("Kunci yang menyebut naskah lain", choices=tuple(_FILES))


@shape("menyebut_naskah", RelatedNaskah)
def menyebut_naskah(context: Context, parameter: RelatedNaskah) -> Iterator[Finding]:
    """The agreement names the paper that it rests on or belongs to (`medan`)."""
    if getattr(context.naskah, parameter.medan) is None:
        yield Finding(parameter.medan, key=True)


@shape("jenis_naskah_terkait", words=("berkas", "jenis", "seharusnya"))
def jenis_naskah_terkait(context: Context) -> Iterator[Finding]:
    """A related file is of the kind that its key is named after."""
    for key, attribute in _FILES.items():
        other: Naskah | None = getattr(context, attribute)
        if other is not None and other.jenis != key:
            fillings = {
                "berkas": str(getattr(context.naskah, key)),
                "jenis": _NAMES.get(other.jenis, other.jenis),
                "seharusnya": _NAMES[key],
            }
            yield Finding(key, fillings)


def subject(pihak: Pihak) -> tuple[str, ...]:
    """A legal subject for comparison: a region by its level and name, everybody else by name."""
    if pihak.daerah is not None:
        return (pihak.daerah.tingkat.value, *words(pihak.daerah.nama))
    return _name(pihak)


def _name(pihak: Pihak) -> tuple[str, ...]:
    """A party's name without what companies add to it from time to time."""
    return tuple(word for word in words(pihak.nama) if word not in ("persero", "perseroda", "tbk"))


class SamePihak(Parameter):
    """Related papers with the same parties."""

    medan: tuple[str, ...] = record_field("Kunci yang menyebut naskah lain", single=True, choices=tuple(_FILES))
    semua: bool = record_field("Naskah lain itu tidak mempunyai pihak lain", default=False)


@shape("pihak_sama", SamePihak, words=("lain", "pihak"))
def pihak_sama(context: Context, parameter: SamePihak) -> Iterator[Finding]:
    """Every party is a party of the related paper; with `semua: ya` the related paper has no other."""
    para_pihak = context.naskah.para_pihak
    for key in parameter.medan:
        other = _related(context, key)
        if other is None:
            continue
        foreign = _strangers(para_pihak, other.para_pihak)
        for index in foreign:
            yield Finding(f"para_pihak.{index}.nama", {"pihak": para_pihak[index].nama, "lain": _NAMES[key]})
        if parameter.semua and not foreign and len(other.para_pihak) > len(para_pihak):
            for index in _strangers(other.para_pihak, para_pihak):
                yield Finding("para_pihak", {"pihak": other.para_pihak[index].nama, "lain": "naskah ini"}, key=True)


def _strangers(para_pihak: tuple[Pihak, ...], others: tuple[Pihak, ...]) -> list[int]:
    """Which of some parties are not among others."""
    subjects = set(map(subject, others))
    # Where only one of the papers gives a region's data, the names must do.
    names = set(map(_name, others))
    return [
        index for index, pihak in enumerate(para_pihak) if subject(pihak) not in subjects and _name(pihak) not in names
    ]


@shape("kategori_sama", words=("kategori", "lain"))
def kategori_sama(context: Context) -> Iterator[Finding]:
    """A PKS is of the same kind as its Kesepakatan Bersama: both between regions, or both with a third party."""
    ksb = _related(context, "kesepakatan_bersama")
    if ksb is not None and (ksb.kategori is Category.KSDPK) != (context.naskah.kategori is Category.KSDPK):
        yield Finding("kategori", {"kategori": context.naskah.kategori.value, "lain": ksb.kategori.value})


@shape("sesudah_kesepakatan_bersama", words=("tanggal", "tanggal_ksb"))
def sesudah_kesepakatan_bersama(context: Context) -> Iterator[Finding]:
    """A PKS is not signed before its Kesepakatan Bersama; the same day is fine."""
    ksb = context.naskah.kesepakatan_bersama
    file = _related(context, "kesepakatan_bersama")
    ksb_date: Any = ksb.tanggal if isinstance(ksb, KesepakatanFacts) else file and file.penandatanganan.tanggal
    signing_date = context.naskah.penandatanganan.tanggal
    if isinstance(signing_date, date) and isinstance(ksb_date, date) and signing_date < ksb_date:
        fillings = {"tanggal": bahasa.long_date(signing_date), "tanggal_ksb": bahasa.long_date(ksb_date)}
        yield Finding("penandatanganan.tanggal", fillings)


@shape("kesepakatan_bersama_selesai", words=("keadaan",))
def kesepakatan_bersama_selesai(context: Context) -> Iterator[Finding]:
    """The Kesepakatan Bersama is signed and has all its numbers."""
    ksb = context.naskah.kesepakatan_bersama
    file = _related(context, "kesepakatan_bersama")
    if isinstance(ksb, KesepakatanFacts):
        for index, number in enumerate(ksb.nomor):
            if is_open(number):
                yield Finding(f"kesepakatan_bersama.nomor.{index}", {"keadaan": "belum bernomor lengkap"})
                return
    elif file is not None:
        if not file.status.is_signed:
            yield Finding("kesepakatan_bersama", {"keadaan": f"masih berstatus `{file.status.value}`"})
        elif any(is_open(pihak.nomor) for pihak in file.para_pihak):
            yield Finding("kesepakatan_bersama", {"keadaan": "belum bernomor lengkap"})
