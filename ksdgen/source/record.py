"""Frozen records described field by field, cheap to define.

The standard dataclass compiles several methods per class; forty such classes cost tens of milliseconds at every start of the command.
A record keeps its fields in a table instead, which is also what the decoder and the editor schema read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self, dataclass_transform, get_type_hints


class _Wajib:
    """Stands for "no default"."""

    def __repr__(self) -> str:
        return "WAJIB"


WAJIB: Any = _Wajib()


class Medan:
    """One field: description, default and how it may be written."""

    __slots__ = ("baku", "cetak", "contoh", "pilihan", "tunggal", "uraian")

    def __init__(
        self, uraian: str, baku: Any, contoh: Any, cetak: bool, tunggal: bool, pilihan: tuple[str, ...]
    ) -> None:
        self.uraian = uraian
        self.baku = baku
        self.contoh = contoh
        self.cetak = cetak
        self.tunggal = tunggal
        self.pilihan = pilihan


def medan(
    uraian: str,
    *,
    default: Any = WAJIB,
    contoh: Any = None,
    cetak: bool = False,
    tunggal: bool = False,
    pilihan: tuple[str, ...] = (),
) -> Any:
    """A field of a record.

    Args:
        uraian: one Indonesian sentence, shown by editors.
        default: the value when nothing is written; without one the key is required.
        contoh: an example value.
        cetak: the value is content that must appear in the document; a value that no template prints is a finding.
        tunggal: a list may be written as its only element.
        pilihan: words that are accepted besides the type (`mulai: penandatanganan` beside a date).
    """
    return Medan(uraian, default, contoh, cetak, tunggal, pilihan)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(medan,))
class Rekaman:
    """Base of records: keyword-only construction, immutable, compared and hashed by value."""

    medan_: ClassVar[Mapping[str, Medan]] = {}

    def __init_subclass__(cls) -> None:
        tabel = {nama: m for nama, m in vars(cls).items() if isinstance(m, Medan)}
        for nama, m in tabel.items():
            if m.baku is WAJIB:
                delattr(cls, nama)
            else:
                setattr(cls, nama, m.baku)
        cls.medan_ = {**cls.medan_, **tabel}

    def __init__(self, **nilai: Any) -> None:
        asing = nilai.keys() - self.medan_.keys()
        kurang = [n for n, m in self.medan_.items() if m.baku is WAJIB and n not in nilai]
        if asing or kurang:
            raise TypeError(f"{type(self).__name__}: unknown {sorted(asing)}, missing {kurang}")
        self.__dict__.update(nilai)

    def __setattr__(self, nama: str, nilai: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __eq__(self, lain: object) -> bool:
        return type(self) is type(lain) and all(getattr(self, n) == getattr(lain, n) for n in self.medan_)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, n) for n in self.medan_))

    def __repr__(self) -> str:
        isi = ", ".join(f"{n}={getattr(self, n)!r}" for n in self.medan_ if n in self.__dict__)
        return f"{type(self).__name__}({isi})"

    def ganti(self, **nilai: Any) -> Self:
        """A copy with some fields replaced."""
        return type(self)(**{**self.__dict__, **nilai})


_KONVERTER: dict[type[Rekaman], dict[str, Any]] = {}


def konverter(jenis: type[Rekaman]) -> dict[str, Any]:
    """The resolved type of every field of a record."""
    if jenis not in _KONVERTER:
        _KONVERTER[jenis] = get_type_hints(jenis)
    return _KONVERTER[jenis]
