"""What templates see of the agreement: values that know their route, and gaps that print as blanks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any

from ksdgen.source.record import Rekaman
from ksdgen.source.scalars import Menyusul, is_deferred


class Nilai:
    """A value with the route at which it is written."""

    __slots__ = ("isi", "rute")

    def __init__(self, isi: Any, rute: str) -> None:
        self.isi = isi
        self.rute = rute

    def __eq__(self, lain: object) -> bool:
        return bool(self.isi == polos(lain))

    def __hash__(self) -> int:
        return hash(self.isi)

    def __lt__(self, lain: Any) -> bool:
        return bool(self.isi < polos(lain))

    def __gt__(self, lain: Any) -> bool:
        return bool(self.isi > polos(lain))

    def __le__(self, lain: Any) -> bool:
        return not self > lain

    def __ge__(self, lain: Any) -> bool:
        return not self < lain

    def __bool__(self) -> bool:
        return bool(self.isi) and not isinstance(self.isi, Menyusul)


class Lubang:
    """A fact that is not there: false, empty, and printed as a blank that says what is missing."""

    __slots__ = ("rute",)

    def __init__(self, rute: str) -> None:
        self.rute = rute

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getattr__(self, nama: str) -> Lubang:
        if nama.startswith("_"):
            raise AttributeError(nama)
        return Lubang(f"{self.rute}.{nama}")


class Senarai:
    """A list with its route."""

    __slots__ = ("butir", "rute")

    def __init__(self, butir: list[Any], rute: str) -> None:
        self.butir = butir
        self.rute = rute

    def __iter__(self) -> Iterator[Any]:
        return iter(self.butir)

    def __len__(self) -> int:
        return len(self.butir)

    def __getitem__(self, i: int) -> Any:
        return self.butir[i] if -len(self.butir) <= i < len(self.butir) else Lubang(f"{self.rute}.{i}")

    def __contains__(self, isi: object) -> bool:
        return isi in self.butir


class Pandang:
    """A record as templates see it: fields become values with their route, `tambahan` adds what is derived."""

    __slots__ = ("_rekaman", "_rute", "_tambahan")

    def __init__(self, rekaman: Rekaman | None, rute: str, tambahan: Mapping[str, Any] | None = None) -> None:
        self._rekaman = rekaman
        self._rute = rute
        self._tambahan = tambahan or {}

    def __getattr__(self, nama: str) -> Any:
        if nama in self._tambahan:
            return self._tambahan[nama]
        if self._rekaman is None or nama not in self._rekaman.medan_:
            raise AttributeError(nama)
        return lihat(getattr(self._rekaman, nama), f"{self._rute}.{nama}" if self._rute else nama)


class Fungsi:
    """A function that templates may call."""

    __slots__ = ("fungsi",)

    def __init__(self, fungsi: Callable[..., Any]) -> None:
        self.fungsi = fungsi

    def __call__(self, *argumen: Any) -> Any:
        return self.fungsi(*argumen)


def text_deferred(isi: Any) -> bool:
    """Whether a text only says that it is still to come, where a text was asked for.

    A date or length that is `menyusul` is a value of its own: templates print its dots in the sentence that is meant for it.
    """
    return isinstance(isi, str) and is_deferred(isi)


def lihat(isi: Any, rute: str) -> Any:
    """Wrap a value of the model for templates."""
    if isi is None or isi == "" or text_deferred(isi):
        return Lubang(rute)
    if isinstance(isi, Rekaman):
        return Pandang(isi, rute)
    if isinstance(isi, tuple):
        return Senarai([lihat(b, f"{rute}.{i}") for i, b in enumerate(isi)], rute)
    if isinstance(isi, Mapping):
        return Pandang(None, rute, {k: lihat(v, f"{rute}.{k}") for k, v in isi.items()})
    if isinstance(isi, Enum) and not isinstance(isi, Menyusul):
        return Nilai(isi.value, rute)
    return Nilai(isi, rute)


def nilai_atau_lubang(isi: Any, rute: str, rute_lubang: str | None = None) -> Nilai | Lubang:
    """A derived value as it stands, or a blank where there is none."""
    return Nilai(isi, rute) if isi else Lubang(rute if rute_lubang is None else rute_lubang)


def polos(nilai: Any) -> Any:
    """What a value of a template is without its route."""
    return nilai.isi if isinstance(nilai, Nilai) else nilai


def rute_dari(nilai: Any) -> str:
    """The route of a value; empty for what a template wrote itself."""
    return nilai.rute if isinstance(nilai, Nilai) else ""
