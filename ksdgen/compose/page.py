"""Footer, paper and margins, as the house style says."""

from __future__ import annotations

from ksdgen.catalogue.front_matter import Gaya
from ksdgen.compose.parties import sebutan_ordinal
from ksdgen.paper import columns
from ksdgen.paper.document import BarisTabel, Bidang, Blok, Paragraf, Sel, Tabel, TataLetak, Teks

_KERTAS = {"A4": (210.0, 297.0), "F4": (215.0, 330.0)}


def kaki(gaya: Gaya, banyak_pihak: int) -> tuple[Blok, ...]:
    """The footer: boxes for initials and the page number."""
    hasil: list[Blok] = []
    if gaya.paraf:
        awalan = "Paraf " if banyak_pihak <= 4 else ""
        sel = tuple(
            Sel((Paragraf("paraf", (Teks(f"{awalan}{sebutan_ordinal(i, gaya)}"),)),)) for i in range(banyak_pihak)
        )
        hasil.append(Tabel("paraf", columns.bagi_seribu([1] * banyak_pihak), (BarisTabel(sel),)))
    if gaya.nomor_halaman:
        nomor = (Teks("Halaman "), Bidang("halaman"), Teks(" dari "), Bidang("jumlah_halaman"))
        hasil.append(Paragraf("kaki", nomor))
    return tuple(hasil)


def tata(gaya: Gaya, lanskap: bool) -> TataLetak:
    """Paper, margins and type."""
    kertas, m = gaya.kertas, gaya.margin
    lebar, tinggi = _KERTAS[kertas] if isinstance(kertas, str) else (float(kertas.lebar), float(kertas.tinggi))
    tepi = (float(m.atas), float(m.bawah), float(m.kiri), float(m.kanan))
    return TataLetak(lebar, tinggi, *tepi, gaya.huruf, float(gaya.ukuran), float(gaya.spasi), lanskap)
