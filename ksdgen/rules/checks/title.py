"""The title: what the paper is about, in full words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen import bahasa
from ksdgen.rules.reading import (
    kata_utuh,
)
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.node import Skalar
from ksdgen.source.record import medan


def _pada_tentang(k: Konteks, awal: int, akhir: int, isian: dict[str, str]) -> Temuan:
    node = k.tempat.node("tentang")
    span = node.tempat(0, awal, akhir - awal) if isinstance(node, Skalar) and "\n" not in node.teks else None
    return Temuan("tentang", isian, span=span)


class KataJudul(Parameter):
    """Words that say what kind of paper it is."""

    jenis: tuple[str, ...] = medan("Sebutan jenis naskah", tunggal=True)
    singkatan: tuple[str, ...] = medan("Singkatannya", default=(), tunggal=True)


@shape("judul_mengulang", KataJudul, words=("kata",))
def judul_mengulang(k: Konteks, p: KataJudul) -> Iterator[Temuan]:
    """The title says what the paper is about, not what kind of paper it is (`jenis`), nor the word "tentang"."""
    teks = k.naskah.tentang
    m = re.match(rf"\s*(?:tentang|{'|'.join(re.escape(j) for j in p.jenis)})(?!\w)", teks, re.IGNORECASE)
    if m is None:
        calon = kata_utuh(tuple(p.singkatan)).finditer(teks)
        m = next((c for c in calon if not _kepanjangan_lain(teks, c[0], p.jenis)), None)
    if m is not None:
        yield _pada_tentang(k, m.start(), m.end(), {"kata": m[0].strip()})


def _kepanjangan_lain(teks: str, singkatan: str, jenis: tuple[str, ...]) -> bool:
    """Whether a text itself says that an abbreviation means something else: "Pabrik Kelapa Sawit (PKS)"."""
    i = teks.find(f"({singkatan})")
    kata = teks[: max(i, 0)].split()[-len(singkatan) :]
    return "".join(t[0] for t in kata).upper() == singkatan.upper() and " ".join(kata).lower() not in {
        j.lower() for j in jenis
    }


class SingkatanBoleh(Parameter):
    """Abbreviations that may stand in a title."""

    kecuali: tuple[str, ...] = medan("Singkatan yang boleh", default=(), tunggal=True)


@shape("judul_singkatan", SingkatanBoleh, words=("singkatan",))
def judul_singkatan(k: Konteks, p: SingkatanBoleh) -> Iterator[Temuan]:
    """Abbreviations in a title are written in full."""
    teks = k.naskah.tentang
    if teks == teks.upper():
        return
    for m in re.finditer(r"(?<![\w(-])[A-Z]{2,}[A-Z0-9]*(?:-[A-Z0-9]+)*(?![\w)-])", teks):
        if m[0] not in p.kecuali and bahasa.dari_romawi(m[0]) is None:
            yield _pada_tentang(k, m.start(), m.end(), {"singkatan": m[0]})
