"""Words: spelled by EYD, none twice.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the characters in the
file from which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from ksdgen import bahasa
from ksdgen.rules.reading import (
    di_dalam,
    kata_utuh,
    kutipan,
    lembar,
    rute_pada,
    sekali,
    temuan,
)
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import medan

_GANDA = re.compile(r"(?<![\w-])(?P<satu>[^\W\d_]+)[ \t\u00a0]+(?P<dua>(?P=satu))(?![\w-])", re.IGNORECASE)


class KataBerkapital(Parameter):
    """Capitalised words that are no names."""

    berkapital: tuple[str, ...] = medan("Kata berhuruf kapital yang bukan nama", default=(), tunggal=True)


@shape("kata_ganda", KataBerkapital, words=("kata",))
@sekali
def kata_ganda(k: Konteks, p: KataBerkapital) -> Iterator[Temuan]:
    """The same word twice. Capitalised pairs may be names; only those of `berkapital` count."""
    naskah = lembar(k)
    # A word that begins like the one before it, punctuation aside.
    mirip = [(kiri, kanan) for kiri, kanan in pairwise(naskah.kata()) if kanan.startswith(kiri)]
    ganda = {
        f"{kiri} {kiri}" for kiri, kanan in mirip if kiri.isalpha() and not kanan[len(kiri) : len(kiri) + 1].isalpha()
    }
    for b in naskah.calon(sorted(ganda)):
        for m in _GANDA.finditer(b.teks):
            kata = m["dua"]
            if (
                bahasa.adalah_kata_bilangan(kata)
                or len(kata) < 2
                or not (kata.islower() or kata.capitalize() in p.berkapital)
            ):
                continue
            if kata == "Daerah" and re.match(r"\s+(?:Istimewa|Khusus)\b", b.teks[m.end() :]):
                continue  # "Pemerintah Daerah Daerah Istimewa Yogyakarta"
            if kata == kata.upper() or not b.tertulis(*m.span()):
                continue  # what prints in capitals is written elsewhere in small letters
            yield temuan(k, b, m.span("dua"), {"kata": f"{m['satu']} {kata}"}, m.span("satu"))


_RUTE_NAMA = re.compile(
    r"(?:^|\.)(?:nama|nama_judul\.\d+|alamat|tempat_kedudukan|notaris|bank|atas_nama|kota_notaris|gelar_\w+|surel|sebutan)$"
    r"|^kesepakatan_bersama\b|\.(?:keputusan|surat_kuasa|pengesahan|akta)\."
)


_TEPI = "()[].,;:!?“”\"'’"
_BADAN = re.compile(r"\b(?:PT|CV|UD|Koperasi|Yayasan|Perkumpulan|Perum|Perumda|Perseroda)\b\.?(?:\s+[A-Z][\w-]*)+")
"""Names of companies, also of those that are no party."""


class Ejaan(Parameter):
    """Spellings."""

    ejaan: Mapping[str, str] = medan("Ejaan yang salah, huruf kecil → yang baku")


@shape("ejaan", Ejaan, words=("baku", "tertulis"))
@sekali
def ejaan(k: Konteks, p: Ejaan) -> Iterator[Temuan]:
    """Words are spelled by EYD; `ejaan` maps wrong forms to right ones. Names and quoted titles are left as they are."""
    baku: Mapping[str, str] = p.ejaan
    pola = kata_utuh(tuple(baku), re.IGNORECASE)
    nama = [n for q in k.naskah.para_pihak for n in (q.nama, *q.nama_judul) if n]
    naskah = lembar(k)
    kata_kata = set(naskah.kata())
    ada = {kata.strip(_TEPI) for kata in kata_kata} | {
        bagian.strip(_TEPI) for kata in kata_kata if "/" in kata for bagian in kata.split("/")
    }
    for b in naskah.calon(salah for salah in baku if " " in salah or salah in ada):
        if b.paragraf.peran == "dasar_hukum":
            continue
        cocok = list(pola.finditer(b.teks))
        if not cocok:
            continue
        lewat = [*kutipan(b), *(m.span() for m in _BADAN.finditer(b.teks))]
        kecil = b.teks.casefold()
        for n in nama:
            lewat += (
                [m.span() for m in re.finditer(re.escape(n.casefold()), kecil)] if len(kecil) == len(b.teks) else []
            )
        for m in cocok:
            if di_dalam(m.start(), lewat) or _RUTE_NAMA.search(rute_pada(b, m.start()) or ""):
                continue
            if b.paragraf.peran.startswith("judul") or not b.tertulis(*m.span()):
                continue
            harap = baku[" ".join(m[0].lower().split())]
            harap = harap.upper() if m[0].isupper() else bahasa.judul(harap) if m[0][0].isupper() else harap
            yield temuan(k, b, m.span(), {"tertulis": m[0], "baku": harap})
