"""Entries about paper, type, title and the word across the pages."""

from __future__ import annotations

from dataclasses import fields

from ksdgen.difference.entry import Perubahan
from ksdgen.paper.document import Dokumen, Paragraf, TataLetak

_TATA = {
    "lebar_mm": "lebar kertas {} mm",
    "tinggi_mm": "tinggi kertas {} mm",
    "margin_atas_mm": "tepi atas {} mm",
    "margin_bawah_mm": "tepi bawah {} mm",
    "margin_kiri_mm": "tepi kiri {} mm",
    "margin_kanan_mm": "tepi kanan {} mm",
    "huruf": "huruf {}",
    "ukuran_pt": "ukuran huruf {}",
    "spasi": "jarak baris {}",
    "lanskap": "{}",
}


def perubahan_halaman(ganda: Dokumen) -> list[Perubahan]:
    """What changed about the document as a whole.

    Its name is made of the title and the subject, which the title block tells in its own entries; it is not told again.
    """
    lama = ganda.semula
    if lama is None:
        return []
    hasil: list[Perubahan] = []
    if lama.judul != ganda.judul and not any(
        isinstance(b, Paragraf) and b.peran.startswith("judul") for b in ganda.isi
    ):
        nama = "nama naskah"
        hasil.append(Perubahan("diubah", "teks", nama, nama, lama.judul, ganda.judul, bagian=nama))
    for f in fields(TataLetak):
        semula, menjadi = getattr(lama.tata, f.name), getattr(ganda.tata, f.name)
        if semula != menjadi:
            semula, menjadi = (_TATA[f.name].format(_sebut(n)) for n in (semula, menjadi))
            hasil.append(
                Perubahan("diubah", "tata_letak", "tata letak", "tata letak", semula, menjadi, bagian="tata letak")
            )
    if lama.tanda_air != ganda.tanda_air:
        tempat = "tanda air"
        hasil.append(
            Perubahan("diubah", "teks", tempat, tempat, lama.tanda_air or "", ganda.tanda_air or "", bagian=tempat)
        )
    return hasil


def _sebut(nilai: object) -> str:
    if isinstance(nilai, bool):
        return "mendatar" if nilai else "tegak"
    return f"{nilai:g}".replace(".", ",") if isinstance(nilai, float | int) else str(nilai)
