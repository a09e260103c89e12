"""Values on their way into the text: fenced, with the route they came from, and with blanks for their gaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import jinja2
from markupsafe import Markup

from ksdgen import bahasa
from ksdgen.compose import origins
from ksdgen.compose.budget import jatah
from ksdgen.compose.views import Lubang, Nilai, Pandang, Senarai, polos, rute_dari
from ksdgen.paper import fences, inlines, markers
from ksdgen.source.scalars import Lama, Markah, Persen, Rupiah, has_gap, is_deferred


class SalahNilai(Exception):
    """A value cannot be printed the way a template asks for; the text is for people."""


def cetak(nilai: Any) -> Markup:
    """A value as fenced text."""
    if isinstance(nilai, Markup):
        jatah().hitung(len(nilai))
        return nilai
    tolak_tak_dikenal(nilai)
    if isinstance(nilai, Lubang) or (isinstance(nilai, Senarai) and not nilai.butir):
        return Markup(fences.lubang(nilai.rute))
    if isinstance(nilai, Senarai):
        return gabung(nilai)  # type: ignore[no-any-return]
    if isinstance(nilai, Pandang):
        raise SalahNilai("nilai ini terdiri atas beberapa bagian; cetak bagiannya satu per satu")
    rute, isi = rute_dari(nilai), polos(nilai)
    if is_deferred(isi):
        return Markup(fences.lubang(rute))
    if not isinstance(isi, str | int | float | date | Lama) or isinstance(isi, bool):
        raise SalahNilai("nilai ini tidak dapat dicetak")
    teks = teks_nilai(isi)
    jatah().hitung(len(teks))
    if has_gap(teks):
        return Markup("".join(_dengan_celah(teks, rute)))
    return Markup(fences.nilai(teks, rute))


def _dengan_celah(teks: str, rute: str) -> Iterator[str]:
    """The pieces of a value that leaves gaps to be written by hand."""
    for i, potong in enumerate(inlines.CELAH.split(teks)):
        if i:
            yield fences.lubang(rute)
        if potong:
            yield fences.nilai(potong, rute)


def gabung(nilai: Any, kata: str = "dan") -> Any:
    """A list as one phrase: "a, b, dan c"."""
    if isinstance(nilai, Lubang):
        return nilai
    butir = [cetak(b) for b in nilai]
    if not butir:
        return Lubang(getattr(nilai, "rute", ""))
    if len(butir) == 1:
        return butir[0]
    if len(butir) == 2:
        return Markup(f" {kata} ").join(butir)
    return Markup(", ").join(butir[:-1]) + Markup(f", {kata} ") + butir[-1]


def baris_markah(nilai: Nilai) -> list[str]:
    """The lines of a Markah, each with a mark that leads back to its place; a one-line text is never structure."""
    teks = str(nilai.isi)
    if not isinstance(nilai.isi, Markah):
        return [fences.nilai(teks, nilai.rute)]
    baris = teks.split("\n")
    hasil = []
    for i, b in enumerate(baris):
        kolom = len(b) - len(b.lstrip(" "))
        isi = b[kolom:]
        if isi and (isi.startswith("@") or len(baris) == 1) and _seperti_struktur(isi):
            isi = fences.HARFIAH + isi
        hasil.append(b[:kolom] + fences.tanda(origins.id_markah(nilai.rute, i, kolom)) + isi if isi else "")
    return hasil


def _seperti_struktur(isi: str) -> bool:
    return isi[0] in "@|" or markers.adalah_penanda(isi)


def teks_nilai(isi: Any) -> str:
    """How a value prints where no filter says otherwise."""
    if isinstance(isi, Rupiah):
        return bahasa.rupiah(isi)
    if isinstance(isi, date):
        return bahasa.tanggal(isi)
    if isinstance(isi, Lama):
        return bahasa.lama(isi.tahun, isi.bulan, isi.hari)
    if isinstance(isi, Persen):
        return bahasa.persen(isi)
    return str(isi)


def tolak_tak_dikenal(nilai: Any) -> None:
    """Raise Jinja's error for a name that a template does not have."""
    if isinstance(nilai, jinja2.Undefined):
        str(nilai)


def kosong(nama: Any) -> Lubang:
    """A blank that a template asks for."""
    if not isinstance(nama, str) or isinstance(nama, Markup):
        raise SalahNilai("`kosong` memerlukan nama fakta di antara tanda kutip")
    return Lubang(nama)
