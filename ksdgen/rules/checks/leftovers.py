"""What was left over: marks of a form that nobody filled in, and words that leave an enumeration open.

These read the composed document, because a mistake may lie between a template and a value; a finding points to the characters in the
file from which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen.rules.reading import (
    kata_utuh,
    lembar,
    sekali,
    temuan,
)
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import medan

_ISIAN = r"(?:nama|jabatan|tanggal|nomor|alamat|tempat|jumlah|judul|hari|bulan|tahun|nilai)"
_SISA = (
    re.compile(r"…+|\.{3,}(?:\s?\.{2,})*"),
    re.compile(
        rf"(?<!\[)\[\s*(?:(?:{_ISIAN}|isi|diisi|tulis|tuliskan|sebutkan|pilih|lengkapi)\b[^\[\]]*|[.…_\s]*)\](?!\])",
        re.IGNORECASE,
    ),
    re.compile(r"<[A-Za-z][^<>@:/=\d]{0,40}>"),
    re.compile(
        rf"\(\s*(?:nama\s+(?:tanpa\s+gelar|lengkap|pejabat|jelas)|(?:di\s?)?isi(?:\s+(?:{_ISIAN}|di\s+sini)\b[^()]*)?|sebutkan\b[^()]*"
        r"|tulis(?:kan)?\b(?!\s+tangan\b)[^()]*|pilih\s+salah\s+satu[^()]*|coret\b[^()]*)\)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<!\S)\*+\)"),
    re.compile(r"\b[xX]{3,}\b"),
)
_TANDA_SISA = ("…", "...", "[", "<", "*)", "xxx")
_KURUNG_SISA = re.compile(r"\((?:\s|nama|isi|di\s?isi|sebutkan|tulis|pilih|coret)")
_ROMAWI_XXX = re.compile(
    r"\b(?:lampiran|bab|bagian|buku|romawi|angkatan|ke|pon|munas|dies\s+natalis|hut)[\s-]*$", re.IGNORECASE
)


class KataSisa(Parameter):
    """Words that are left over."""

    kata: tuple[str, ...] = medan("Kata-kata lain yang tertinggal", default=(), tunggal=True)


@shape("sisa_isian", KataSisa, words=("sisa",))
@sekali
def sisa_isian(k: Konteks, p: KataSisa) -> Iterator[Temuan]:
    """Marks of a form that nobody filled in: typed dots, xxx, [nama], <jabatan>; and the words of `kata`."""
    dicari = tuple(p.kata)
    kata = kata_utuh(dicari)
    naskah = lembar(k)
    kurung = {naskah.kecil[slice(*m.span())] for m in _KURUNG_SISA.finditer(naskah.kecil)}
    for b in naskah.calon((*_TANDA_SISA, *sorted(kurung), *(t.lower() for t in dicari))):
        if b.lampiran:
            continue  # an annex may be a form to be filled in later
        for pola in (*_SISA, kata):
            for m in pola.finditer(b.teks):
                if not m[0].strip() or not b.tertulis(*m.span()):
                    continue
                if m[0] == "XXX" and _ROMAWI_XXX.search(b.teks[: m.start()]):
                    continue
                yield temuan(k, b, m.span(), {"sisa": m[0]})


class KataTakTegas(Parameter):
    """Words that leave an enumeration open."""

    kata: tuple[str, ...] = medan("Singkatan dan ungkapan", tunggal=True)


@shape("kata_tak_tegas", KataTakTegas, words=("kata",))
@sekali
def kata_tak_tegas(k: Konteks, p: KataTakTegas) -> Iterator[Temuan]:
    """Abbreviations that leave an enumeration open, inside articles."""
    pola = kata_utuh(tuple(p.kata), re.IGNORECASE)
    for b in lembar(k).calon(p.kata):
        if b.pasal is None:
            continue
        for m in pola.finditer(b.teks):
            if b.tertulis(*m.span()):
                yield temuan(k, b, m.span(), {"kata": m[0]})
