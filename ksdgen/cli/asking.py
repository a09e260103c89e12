"""Questions at a terminal: numbered choices and one-line answers, in Indonesian. Nothing is asked where nobody can answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TypeVar

import click

_T = TypeVar("_T")


def dapat_bertanya() -> bool:
    """Whether somebody sits at a terminal and sees the question."""
    return all(a is not None and a.isatty() for a in (sys.stdin, sys.stdout))


def tanya(pertanyaan: str, baku: str | None = None, *, baca: Callable[[str], _T]) -> _T:
    """Ask until the answer can be used.

    Args:
        pertanyaan: what is asked, without a colon.
        baku: the answer when only Enter is pressed; None asks for one.
        baca: reads the answer; a ValueError with a text for people asks again.
    """
    while True:
        jawab = click.prompt(pertanyaan, default=baku if baku is not None else "", show_default=bool(baku), type=str)
        try:
            return baca(jawab.strip())
        except ValueError as galat:
            click.echo(f"  {galat}")


def isi(pertanyaan: str, baku: str | None = None) -> str:
    """Ask for a text that may not be empty unless there is a default."""

    def baca(jawab: str) -> str:
        if not jawab and baku is None:
            raise ValueError("belum diisi; ketik jawabannya lalu tekan Enter")
        return jawab

    return tanya(pertanyaan, baku, baca=baca)


def pilih(pertanyaan: str, pilihan: Mapping[str, str], baku: str | None = None) -> str:
    """Let one of several be chosen, by number or by name.

    Args:
        pertanyaan: what is asked.
        pilihan: the names with their explanation.
        baku: the name that Enter chooses.
    """
    return _pilih(pertanyaan, pilihan, baku)[0]


def pilih_banyak(pertanyaan: str, pilihan: Mapping[str, str], tanpa: str = "tidak ada") -> list[str]:
    """Let several be chosen, separated by commas; none when only Enter is pressed.

    Args:
        pertanyaan: what is asked.
        pilihan: the names with their explanation.
        tanpa: when to press only Enter.
    """
    return _pilih(pertanyaan, pilihan, "", tanpa)


def _pilih(pertanyaan: str, pilihan: Mapping[str, str], baku: str | None, tanpa: str | None = None) -> list[str]:
    banyak = tanpa is not None
    nama = list(pilihan)
    click.echo(f"\n{pertanyaan}:")
    for i, n in enumerate(nama, 1):
        click.echo(f"  {i}. {n}" + (f"  {pilihan[n]}" if pilihan[n] else ""))

    def satu(jawab: str) -> str:
        if jawab in pilihan:
            return jawab
        if jawab.isascii() and jawab.isdigit() and 0 < int(jawab) <= len(nama):
            return nama[int(jawab) - 1]
        raise ValueError(f"ketik nomor 1 sampai dengan {len(nama)}" if len(nama) > 1 else "ketik 1")

    def baca(jawab: str) -> list[str]:
        bagian = [b.strip() for b in jawab.split(",") if b.strip()] if banyak else [jawab]
        return list(dict.fromkeys(satu(b) for b in bagian))

    if banyak:
        return tanya(f"Nomor, dipisahkan koma (Enter bila {tanpa})", "", baca=baca)
    return tanya("Nomor", str(nama.index(baku) + 1) if baku is not None else None, baca=baca)


def ya(pertanyaan: str, baku: bool) -> bool:
    """Ask yes or no."""

    def baca(jawab: str) -> bool:
        kata = {"y": True, "ya": True, "t": False, "tidak": False}
        if jawab.lower() not in kata:
            raise ValueError("ketik y (ya) atau t (tidak)")
        return kata[jawab.lower()]

    return tanya(f"{pertanyaan} (y/t)", "y" if baku else "t", baca=baca)
