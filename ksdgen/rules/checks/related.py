"""Papers that belong together: a PKS and its Kesepakatan Bersama, a Nota Kesepakatan and its Rencana Kerja."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ksdgen import bahasa
from ksdgen.naskah.model import FaktaKesepakatan, Kategori, Naskah, Pihak
from ksdgen.rules.checks.parties import kata
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import medan as field_
from ksdgen.source.scalars import is_open

_BERKAS = {"kesepakatan_bersama": "ksb", "nota_kesepakatan": "nota", "rencana_kerja": "rencana"}
"""Field that names a related file → where the Konteks keeps that agreement. Each field is named as the type it must point to."""

_SEBUTAN = {
    "kesepakatan_bersama": "Kesepakatan Bersama",
    "perjanjian_kerja_sama": "Perjanjian Kerja Sama",
    "nota_kesepakatan": "Nota Kesepakatan",
    "rencana_kerja": "Rencana Kerja",
}


def _terkait(k: Konteks, medan: str) -> Naskah | None:
    """The agreement behind a field, when it is of the right type."""
    naskah: Naskah | None = getattr(k, _BERKAS[medan])
    return naskah if naskah is not None and naskah.jenis == medan else None


class NaskahTerkait(Parameter):
    """The field that names a related paper."""

    medan: str = field_("Kunci yang menyebut naskah lain", pilihan=tuple(_BERKAS))


@shape("menyebut_naskah", NaskahTerkait)
def menyebut_naskah(k: Konteks, p: NaskahTerkait) -> Iterator[Temuan]:
    """The agreement names the paper that it rests on or belongs to (`medan`)."""
    if getattr(k.naskah, p.medan) is None:
        yield Temuan(p.medan, kunci=True)


@shape("jenis_naskah_terkait", words=("berkas", "jenis", "seharusnya"))
def jenis_naskah_terkait(k: Konteks) -> Iterator[Temuan]:
    """A related file is of the type that its field is named after."""
    for medan, nama in _BERKAS.items():
        lain: Naskah | None = getattr(k, nama)
        if lain is not None and lain.jenis != medan:
            isian = {
                "berkas": str(getattr(k.naskah, medan)),
                "jenis": _SEBUTAN.get(lain.jenis, lain.jenis),
                "seharusnya": _SEBUTAN[medan],
            }
            yield Temuan(medan, isian)


def subjek(pihak: Pihak) -> tuple[str, ...]:
    """A legal subject for comparison: a region by its level and name, everybody else by name."""
    if pihak.daerah is not None:
        return (pihak.daerah.tingkat.value, *kata(pihak.daerah.nama))
    return _nama(pihak)


def _nama(pihak: Pihak) -> tuple[str, ...]:
    """A party's name without what companies add to it from time to time."""
    return tuple(n for n in kata(pihak.nama) if n not in ("persero", "perseroda", "tbk"))


class PihakSama(Parameter):
    """Related papers with the same parties."""

    medan: tuple[str, ...] = field_("Kunci yang menyebut naskah lain", tunggal=True, pilihan=tuple(_BERKAS))
    semua: bool = field_("Naskah lain itu tidak mempunyai pihak lain", default=False)


@shape("pihak_sama", PihakSama, words=("lain", "pihak"))
def pihak_sama(k: Konteks, p: PihakSama) -> Iterator[Temuan]:
    """Every party is a party of the related paper; with `semua: ya` the related paper has no other."""
    for medan in p.medan:
        lain = _terkait(k, medan)
        if lain is None:
            continue
        sana = {subjek(q) for q in lain.para_pihak}
        # Where only one of the papers gives a region's data, the names must do.
        nama_sana = {_nama(q) for q in lain.para_pihak}
        asing = [i for i, q in enumerate(k.naskah.para_pihak) if subjek(q) not in sana and _nama(q) not in nama_sana]
        for i in asing:
            yield Temuan(f"para_pihak.{i}.nama", {"pihak": k.naskah.para_pihak[i].nama, "lain": _SEBUTAN[medan]})
        if p.semua and not asing and len(lain.para_pihak) > len(k.naskah.para_pihak):
            sini = {subjek(q) for q in k.naskah.para_pihak}
            nama_sini = {_nama(q) for q in k.naskah.para_pihak}
            for q in lain.para_pihak:
                if subjek(q) not in sini and _nama(q) not in nama_sini:
                    yield Temuan("para_pihak", {"pihak": q.nama, "lain": "naskah ini"}, kunci=True)


@shape("kategori_sama", words=("kategori", "lain"))
def kategori_sama(k: Konteks) -> Iterator[Temuan]:
    """A PKS is of the same kind as its Kesepakatan Bersama: both between regions, or both with a third party."""
    ksb = _terkait(k, "kesepakatan_bersama")
    if ksb is not None and (ksb.kategori is Kategori.KSDPK) != (k.naskah.kategori is Kategori.KSDPK):
        yield Temuan("kategori", {"kategori": k.naskah.kategori.value, "lain": ksb.kategori.value})


@shape("sesudah_kesepakatan_bersama", words=("tanggal", "tanggal_ksb"))
def sesudah_kesepakatan_bersama(k: Konteks) -> Iterator[Temuan]:
    """A PKS is not signed before its Kesepakatan Bersama; the same day is fine."""
    ksb = k.naskah.kesepakatan_bersama
    berkas = _terkait(k, "kesepakatan_bersama")
    tanggal_ksb: Any = ksb.tanggal if isinstance(ksb, FaktaKesepakatan) else berkas and berkas.penandatanganan.tanggal
    tanggal = k.naskah.penandatanganan.tanggal
    if isinstance(tanggal, date) and isinstance(tanggal_ksb, date) and tanggal < tanggal_ksb:
        isian = {"tanggal": bahasa.tanggal(tanggal), "tanggal_ksb": bahasa.tanggal(tanggal_ksb)}
        yield Temuan("penandatanganan.tanggal", isian)


@shape("kesepakatan_bersama_selesai", words=("keadaan",))
def kesepakatan_bersama_selesai(k: Konteks) -> Iterator[Temuan]:
    """The Kesepakatan Bersama is signed and has all its numbers."""
    ksb = k.naskah.kesepakatan_bersama
    berkas = _terkait(k, "kesepakatan_bersama")
    if isinstance(ksb, FaktaKesepakatan):
        for n, nomor in enumerate(ksb.nomor):
            if is_open(nomor):
                yield Temuan(f"kesepakatan_bersama.nomor.{n}", {"keadaan": "belum bernomor lengkap"})
                return
    elif berkas is not None:
        if not berkas.status.sudah_ditandatangani:
            yield Temuan("kesepakatan_bersama", {"keadaan": f"masih berstatus `{berkas.status.value}`"})
        elif any(is_open(q.nomor) for q in berkas.para_pihak):
            yield Temuan("kesepakatan_bersama", {"keadaan": "belum bernomor lengkap"})
