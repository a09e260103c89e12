"""Runs the rules that apply to an agreement and turns what they find into findings with places and citations."""

from __future__ import annotations

from datetime import date

from ksdgen import regulation
from ksdgen.diagnostics import Diagnostic
from ksdgen.rules.checks import BENTUK
from ksdgen.rules.rule import Aturan, Konteks, Temuan, polos, semua


def periksa(konteks: Konteks) -> list[Diagnostic]:
    """Judge one composed agreement by the rules in force on its date."""
    naskah = konteks.naskah
    pada = naskah.penandatanganan.tanggal
    hari = pada if isinstance(pada, date) else konteks.hari_ini
    hasil: list[Diagnostic] = []
    for aturan in semua():
        b = aturan.berlaku
        if b.jenis and naskah.jenis not in b.jenis:
            continue
        if b.kategori and naskah.kategori.value not in b.kategori:
            continue
        if b.status and naskah.status.value not in b.status:
            continue
        dasar = tuple(d.sitasi for d in aturan.dasar if d.sejak is None or d.sejak <= hari)
        if not dasar:
            continue
        for temuan in BENTUK[aturan.cek](konteks, polos(aturan.parameter)):
            hasil.append(_finding(aturan, dasar, temuan, konteks))
    return hasil


def _finding(aturan: Aturan, dasar: tuple[str, ...], temuan: Temuan, k: Konteks) -> Diagnostic:
    span = k.tempat.kunci(temuan.rute) if temuan.kunci else k.tempat.span(temuan.rute)
    pesan = aturan.pesan.format_map(temuan.isian) if temuan.isian else aturan.pesan
    bantuan = aturan.bantuan.format_map(temuan.isian) if aturan.bantuan and temuan.isian else aturan.bantuan
    cetak = tuple(regulation.cetak_sitasi(s) for s in dasar)
    return Diagnostic(aturan.kode, aturan.tingkat, pesan, span, bantuan, cetak, temuan.rute)
