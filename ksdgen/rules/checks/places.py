"""What several families of checks share: values by route, words for routes and parties, the text of the articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

from ksdgen import bahasa
from ksdgen.diagnostics import Span
from ksdgen.paper.document import Paragraf, Tabel, Teks, paragraf_dari
from ksdgen.rules.rule import Konteks
from ksdgen.source.node import Daftar, Node, Peta, Skalar
from ksdgen.source.record import Rekaman
from ksdgen.source.scalars import TeksTerbuka


def nilai(akar: Any, rute: str) -> Any:
    """The value at a route of a record, None where nothing is given."""
    kini = akar
    for bagian in rute.split("."):
        if isinstance(kini, Mapping):
            kini = kini.get(bagian)
        elif isinstance(kini, tuple):
            kini = kini[int(bagian)] if bagian.isdigit() and int(bagian) < len(kini) else None
        else:
            kini = getattr(kini, bagian, None)
    return kini


def tanggal(akar: Any, rute: str) -> date | None:
    """The date at a route; None where none is given or it is `menyusul`."""
    isi = nilai(akar, rute)
    return isi if isinstance(isi, date) else None


def terisi(isi: Any) -> bool:
    """Whether a value says something; a record does when one of its fields does."""
    if isinstance(isi, Rekaman):
        return any(terisi(getattr(isi, nama)) for nama in isi.medan_)
    if isinstance(isi, TeksTerbuka) and (isi.strip().lower() == "menyusul" or "___" in isi):
        return False
    return isi is not None and isi != "" and isi != () and isi != {}


def kata(isi: Any) -> str:
    """A value as rule files write it: `ya`, `daerah`, `2026`."""
    if isinstance(isi, Enum):
        return str(isi.value)
    if isinstance(isi, bool):
        return "ya" if isi else "tidak"
    return "" if isi is None else str(isi)


def daftar(isi: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """A parameter that may be written as one word or as a list."""
    return (isi,) if isinstance(isi, str) else tuple(isi)


def terdekat(k: Konteks, rute: str) -> str:
    """The route itself where its key is written, else the nearest part of it that is."""
    while "." in rute and k.tempat.node(rute) is None:
        rute = rute.rpartition(".")[0]
    return rute


def sebutan_pihak(i: int) -> str:
    """What the i-th party is called: "PIHAK KESATU"."""
    return f"PIHAK {bahasa.ordinal(i + 1).upper()}"


_SINGKATAN = {
    "dprd": "DPRD",
    "tkksd": "TKKSD",
    "rkpd": "RKPD",
    "nip": "NIP",
    "nik": "NIK",
    "dpa": "DPA",
    "ksdpk": "KSDPK",
}


def sebutan_rute(rute: str) -> str:
    """A route in words: "nomor PIHAK KEDUA", "tanggal penandatanganan", "lama jangka waktu"."""
    bagian = rute.split(".")
    akhir = bagian[-1]
    nama = f"{_kata(bagian[-2])} ke-{int(akhir) + 1}" if akhir.isdigit() and len(bagian) > 1 else _kata(akhir)
    if bagian[0] == "para_pihak" and len(bagian) > 2 and bagian[1].isdigit():
        induk = [_kata(b) for b in bagian[2:-1] if not b.isdigit()][-1:] if not akhir.isdigit() else []
        return " ".join([nama, *induk, sebutan_pihak(int(bagian[1]))])
    if len(bagian) > 1 and not akhir.isdigit() and not bagian[-2].isdigit():
        return f"{nama} {_kata(bagian[-2])}"
    return nama


def _kata(kunci: str) -> str:
    return " ".join(_SINGKATAN.get(k, k) for k in kunci.split("_"))


def batang_tubuh(k: Konteks) -> Iterator[tuple[str, Paragraf]]:
    """The paragraphs of the articles, each with the code of its article; headings are left out."""
    pasal: str | None = None
    for blok in k.susunan.dokumen.isi:
        if isinstance(blok, Paragraf) and blok.peran == "pasal":
            pasal = blok.kunci or ""
        elif isinstance(blok, Paragraf) and blok.peran in ("penutup", "lampiran_judul"):
            return
        elif pasal is not None and isinstance(blok, Paragraf | Tabel):
            for p in paragraf_dari((blok,)):
                yield pasal, p


def ditulis(paragraf: Paragraf, pola: re.Pattern[str]) -> Iterator[tuple[str, Span, re.Match[str]]]:
    """Where a pattern occurs in what the agreement itself says, not in the standard text around it: route, place, match."""
    for bagian in paragraf.isi:
        if isinstance(bagian, Teks):
            for cocok in pola.finditer(bagian.isi):
                asal = bagian.tempat(cocok.start(), cocok.end())
                if asal is not None and asal.rute is not None:
                    yield asal.rute, asal.span, cocok


_APBD = re.compile(r"\bAPBD\b|anggaran\s+pendapatan\s+(?:dan\s+)?belanja\s+daerah", re.IGNORECASE)


def menyebut_apbd(teks: str) -> bool:
    """Whether a source of funding is a regional budget."""
    return _APBD.search(teks) is not None


def disebut(k: Konteks, pola: re.Pattern[str]) -> bool:
    """Whether a text of the agreement's file mentions something."""
    return k.tempat.akar is not None and any(pola.search(teks) for teks in _teks(k.tempat.akar))


def _teks(node: Node) -> Iterator[str]:
    if isinstance(node, Peta):
        for anak in node.isi.values():
            yield from _teks(anak)
    elif isinstance(node, Daftar):
        for anak in node.butir:
            yield from _teks(anak)
    elif isinstance(node, Skalar):
        yield " ".join(node.teks.split())
