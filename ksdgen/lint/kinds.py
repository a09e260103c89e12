"""What templates see, told by kind instead of by value: records with their fields, lists, and values with their types.

The kinds are read off a context that was built from a complete agreement, and beyond it off the model's own annotations, so that a new
field or variable is known without being listed anywhere.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, get_args, get_origin

from ksdgen.catalogue.catalogue import Katalog
from ksdgen.catalogue.front_matter import DeklarasiIsian, Gaya, KepalaJenis
from ksdgen.compose.context import Terkait, susun_konteks
from ksdgen.compose.emblems import Lambang
from ksdgen.compose.images import Galeri
from ksdgen.compose.task import Garapan, Pilihan
from ksdgen.compose.views import Fungsi, Lubang, Nilai, Pandang, Senarai
from ksdgen.naskah.model import Kategori, Naskah, Status
from ksdgen.source.convert import TIPE_ISIAN, nama_tipe
from ksdgen.source.places import Tempat
from ksdgen.source.record import Medan, Rekaman, konverter, medan
from ksdgen.source.scalars import Menyusul


@dataclass(frozen=True, slots=True)
class AnyKind:
    """Anything: what is not known, and what follows from it."""


@dataclass(frozen=True, slots=True)
class ScalarKind:
    """A single value of one of some types; of a closed list where `pilihan` says so."""

    tipe: frozenset[type]
    pilihan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list."""

    isi: Kind


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A record: the fields of a class of the model, and what else the views offer."""

    kelas: type[Rekaman] | None = None
    tambahan: Mapping[str, Kind] = field(default_factory=dict)

    @property
    def nama(self) -> list[str]:
        """The names that it has."""
        return [*self.tambahan, *(self.kelas.medan_ if self.kelas is not None else ())]


@dataclass(frozen=True, slots=True)
class BlanksKind(RecordKind):
    """The blanks of a template, by their declarations."""


@dataclass(frozen=True, slots=True)
class MappingKind:
    """A record whose names the agreement chooses, all of one kind."""

    isi: Kind


@dataclass(frozen=True, slots=True)
class CallKind:
    """A function that templates may call."""

    nama: str


@dataclass(frozen=True, slots=True)
class LoopKind:
    """The `loop` of a loop."""

    isi: Kind


Kind = AnyKind | ScalarKind | ListKind | RecordKind | MappingKind | CallKind | LoopKind

ANY_KIND = AnyKind()
TEXT_KIND = ScalarKind(frozenset({str}))
NUMBER_KIND = ScalarKind(frozenset({int}))
YES_NO_KIND = ScalarKind(frozenset({bool}))

_HITUNG = ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")


def bagian(rupa: Kind, nama: str) -> Kind | None:
    """The kind of an attribute, or None when there is no such attribute."""
    match rupa:
        case RecordKind():
            if nama in rupa.tambahan:
                return rupa.tambahan[nama]
            return _medan(rupa.kelas, nama) if rupa.kelas is not None else None
        case MappingKind():
            return rupa.isi
        case LoopKind():
            if nama in _HITUNG:
                return NUMBER_KIND
            if nama in ("first", "last"):
                return YES_NO_KIND
            return rupa.isi if nama in ("previtem", "nextitem") else None
        case AnyKind():
            return ANY_KIND
    return None


_MEDAN: dict[tuple[type[Rekaman], str], Kind | None] = {}


def _medan(kelas: type[Rekaman], nama: str) -> Kind | None:
    """The kind of a field of a record, or None when it has no such field."""
    if (kelas, nama) not in _MEDAN:
        m = kelas.medan_.get(nama)
        _MEDAN[kelas, nama] = _anotasi(konverter(kelas)[nama], m) if m is not None else None
    return _MEDAN[kelas, nama]


def isi_daftar(rupa: Kind) -> Kind | None:
    """The kind of the elements of a list or of a record whose names the agreement chooses; None for anything else."""
    return rupa.isi if isinstance(rupa, ListKind | MappingKind) else ANY_KIND if isinstance(rupa, AnyKind) else None


def nama_bagian(rupa: Kind) -> list[str]:
    """The attributes that a kind has."""
    if isinstance(rupa, LoopKind):
        return [*_HITUNG, "first", "last", "previtem", "nextitem"]
    return rupa.nama if isinstance(rupa, RecordKind) else []


def _anotasi(tipe: Any, m: Medan) -> Kind:
    """The kind of a field of the model."""
    asal = get_origin(tipe)
    if asal is tuple:
        return ListKind(_anotasi(get_args(tipe)[0], m))
    if asal in (Mapping, dict):
        return MappingKind(_anotasi(get_args(tipe)[1], m))
    if asal in (types.UnionType, typing.Union):
        semua = [_anotasi(t, m) for t in get_args(tipe) if t is not type(None)]
        return semua[0] if len(semua) == 1 else _gabung_skalar(semua)
    if isinstance(tipe, type) and issubclass(tipe, Rekaman):
        return RecordKind(tipe)
    if isinstance(tipe, type) and issubclass(tipe, Enum) and tipe is not Menyusul:
        return ScalarKind(frozenset({str}), tuple(str(e.value) for e in tipe))
    if not isinstance(tipe, type):
        return ANY_KIND
    return ScalarKind(frozenset({tipe}), m.pilihan if tipe is str else ())


def _gabung_skalar(semua: Sequence[Kind]) -> Kind:
    skalar = [r for r in semua if isinstance(r, ScalarKind)]
    if len(skalar) < len(semua):
        return ANY_KIND
    pilihan = next((r.pilihan for r in skalar if r.pilihan), ())
    return ScalarKind(frozenset().union(*(r.tipe for r in skalar)), pilihan)


def satukan(semua: Iterable[Kind]) -> Kind:
    """One kind for several values that stand in the same place."""
    daftar = [r for r in semua if r != ANY_KIND]
    if not daftar:
        return ANY_KIND
    awal = daftar[0]
    if isinstance(awal, RecordKind) and all(isinstance(r, RecordKind) and r.kelas is awal.kelas for r in daftar):
        rekam = [r for r in daftar if isinstance(r, RecordKind)]
        nama = dict.fromkeys(n for r in rekam for n in r.tambahan)
        return RecordKind(awal.kelas, {n: satukan(r.tambahan[n] for r in rekam if n in r.tambahan) for n in nama})
    if isinstance(awal, ListKind) and all(isinstance(r, ListKind) for r in daftar):
        return ListKind(satukan(r.isi for r in daftar if isinstance(r, ListKind)))
    if isinstance(awal, ScalarKind):
        return _gabung_skalar(daftar)
    return awal


def _nilai(isi: Any, nama: str = "") -> Kind:
    """The kind of a value that a template is given."""
    match isi:
        case Pandang():
            rekaman = isi._rekaman
            kelas = type(rekaman) if rekaman is not None else None
            return RecordKind(kelas, {k: _nilai(v, k) for k, v in isi._tambahan.items()})
        case Senarai() | list() | tuple():
            return ListKind(satukan(_nilai(b) for b in isi))
        case Fungsi():
            return CallKind(nama)
        case Nilai():
            return _nilai(isi.isi)
        case Lubang() | None:
            return ANY_KIND
        case Enum():
            return ScalarKind(frozenset({str}), tuple(str(e.value) for e in type(isi)))
    return ScalarKind(frozenset({type(isi)}))


def rupa_isian(deklarasi: Mapping[str, DeklarasiIsian] | None) -> BlanksKind:
    """The kinds of the blanks that a template declares."""
    return BlanksKind(None, {nama: _isian(d) for nama, d in (deklarasi or {}).items()})


def _isian(d: DeklarasiIsian) -> Kind:
    if d.tipe == "pilihan":
        return ScalarKind(frozenset({str}), d.pilihan)
    return _anotasi(TIPE_ISIAN.get(d.tipe, str), medan(d.uraian))


class _NoFiles:
    """No files at all: an emblem is named, and never read, to learn what templates see of it."""

    def read(self, path: str) -> bytes | None:
        return None

    def files(self, folder: str) -> list[str]:
        return []

    def below(self, folder: str) -> list[str]:
        return []

    def name(self, path: str) -> str:
        return path


def konteks_contoh(katalog: Katalog, contoh: Sequence[tuple[Naskah, Tempat]]) -> dict[str, Kind]:
    """The kinds of all variables that every template has, but for the blanks and the variant.

    Args:
        katalog: which document types there are.
        contoh: complete agreements, which between them have every kind of party and fact.
    """
    hasil: dict[str, list[Kind]] = {}
    for naskah, tempat in contoh:
        garapan = Garapan(naskah, tempat, katalog)
        jenis = KepalaJenis(
            jenis=naskah.jenis,
            judul="",
            sebutan="",
            uraian="",
            kategori=(),
            lambang={naskah.kategori.value: "logo_dan_lambang"},
        )
        pilihan = Pilihan(jenis, "", Gaya(uraian=""), "-", "-")
        lambang = Lambang(garapan, pilihan, Galeri(garapan, _NoFiles())).pandang()
        konteks = susun_konteks(garapan, pilihan, Terkait(naskah, naskah), lambang, ())
        for nama, isi in konteks.items():
            hasil.setdefault(nama, []).append(_nilai(isi, nama))
    semua = {nama: satukan(r) for nama, r in hasil.items()}
    for nama, pilihan_ in (
        ("kategori", tuple(k.value for k in Kategori)),
        ("status", tuple(s.value for s in Status)),
        ("jenis", tuple(katalog.daftar_jenis())),
    ):
        semua[nama] = ScalarKind(frozenset({str}), pilihan_)
    return semua


def sebut(rupa: Kind) -> str:
    """A kind in words for people."""
    match rupa:
        case ScalarKind():
            return " atau ".join(sorted({nama_tipe(t) for t in rupa.tipe - {Menyusul}}))
        case ListKind():
            return "daftar"
        case CallKind():
            return "fungsi"
    return "kumpulan beberapa nilai"
