"""The composed document as text to be proof-read, with the way back to where each character was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ksdgen.diagnostics import Span, Suntingan
from ksdgen.document import Baris, Inline, Kosong, Paragraf, Rujukan, Tabel, Teks, paragraf_dari
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.source import Daftar, Node, Peta, Skalar

Rentang = tuple[int, int]
"""Characters of a text, from the first up to the one after the last."""


@dataclass(frozen=True, slots=True)
class Bacaan:
    """One paragraph as text; `pasal` is the article that it stands in, `lampiran` whether it belongs to an annex."""

    teks: str
    paragraf: Paragraf
    letak: tuple[tuple[int, Inline], ...]
    pasal: int | None = None
    lampiran: bool = False

    def inline(self, posisi: int) -> tuple[int, Inline]:
        """The inline that a character belongs to, with the offset at which that begins."""
        for awal, isi in reversed(self.letak):
            if awal <= posisi:
                return awal, isi
        return self.letak[0]

    def tertulis(self, awal: int, akhir: int) -> bool:
        """Whether characters are all text that somebody wrote: no computed reference, no blank."""
        return all(
            isinstance(isi, Teks)
            for i, (mulai, isi) in enumerate(self.letak)
            if mulai < akhir and (i + 1 == len(self.letak) or self.letak[i + 1][0] > awal)
        )


_terakhir: tuple[Konteks, tuple[Bacaan, ...]] | None = None


def bacaan(k: Konteks) -> tuple[Bacaan, ...]:
    """Every paragraph of the document that has text, in reading order."""
    global _terakhir
    ingat = _terakhir
    if ingat is None or ingat[0] is not k:
        ingat = _terakhir = (k, tuple(_baca(k)))
    return ingat[1]


def _baca(k: Konteks) -> Iterator[Bacaan]:
    pasal: int | None = None
    lampiran = False
    for blok in k.susunan.dokumen.isi:
        if isinstance(blok, Paragraf):
            if blok.peran == "pasal" and blok.nomor is not None:
                pasal = blok.nomor.nilai
            elif blok.peran == "lampiran_judul":
                pasal, lampiran = None, True
            elif blok.peran == "penutup":
                pasal = None
        for p in paragraf_dari((blok,)) if isinstance(blok, Paragraf | Tabel) else ():
            letak: list[tuple[int, Inline]] = []
            potong: list[str] = []
            panjang = 0
            for isi in p.isi:
                teks = "\n" if isinstance(isi, Baris) else isi.isi if isinstance(isi, Teks | Rujukan | Kosong) else ""
                if teks:
                    letak.append((panjang, isi))
                    potong.append(teks)
                    panjang += len(teks)
            if letak:
                yield Bacaan("".join(potong), p, tuple(letak), pasal, lampiran)


# --- back to the file -------------------------------------------------------------------------------------------------------------------


def rute_pada(b: Bacaan, posisi: int) -> str | None:
    """The route of the value that a character comes from; None for text of a template."""
    awal, isi = b.inline(posisi)
    asal = isi.tempat(posisi - awal, posisi - awal + 1) if isinstance(isi, Teks) else getattr(isi, "asal", None)
    return asal.rute if asal is not None else None


def temuan(k: Konteks, b: Bacaan, rentang: Rentang, isian: dict[str, str], *lain: Rentang, ganti: str | None = None) -> Temuan:
    """A finding at some characters of the document.

    Args:
        k: the agreement.
        b: the paragraph.
        rentang: the characters that are wrong.
        isian: words for the message.
        lain: other characters that took part. Where the wrong ones come from a template, a value of the agreement is shown instead.
        ganti: what should stand there, if that is beyond doubt; offered as a correction where the place is exact.
    """
    tempat = [_tempat(k, b, r) for r in (rentang, *lain)]
    rute, span = next((t for t in tempat if t[0] is not None), tempat[0])
    perbaikan: tuple[Suntingan, ...] = ()
    tepat = tempat[0][0] is not None and span is not None and span.file == k.tempat.file and span.line == span.end_line
    if ganti is not None and span is not None and tepat and span.end_column - span.column == rentang[1] - rentang[0]:
        perbaikan = (Suntingan(span, ganti),)
    if span is None:
        rute, span = _cari(k, b.teks[slice(*rentang)])
    return Temuan(rute or "", isian, span=span, perbaikan=perbaikan)


def _tempat(k: Konteks, b: Bacaan, rentang: Rentang) -> tuple[str | None, Span | None]:
    mulai, isi = b.inline(rentang[0])
    if not isinstance(isi, Teks):
        asal = getattr(isi, "asal", None)
        return (asal.rute, asal.span) if asal is not None else (None, None)
    awal, akhir = rentang[0] - mulai, min(rentang[1] - mulai, len(isi.isi))
    # A span lies on one line, and the next origin begins where the next line or value does.
    akhir = min([akhir, *(o for o, _ in isi.asal if o > awal)])
    akhir = awal + max(1, len(isi.isi[awal:akhir].rstrip()))
    asal = isi.tempat(awal, akhir)
    if asal is None:
        return None, None
    node = k.tempat.node(asal.rute) if asal.rute else None
    dasar, asli = next((o, a) for o, a in reversed(isi.asal) if o <= awal)
    if isinstance(node, Skalar) and asli.span == node.span:
        return asal.rute, _dalam_nilai(node, isi.isi[awal:akhir], awal - dasar)
    return asal.rute, asal.span


def _dalam_nilai(node: Skalar, potongan: str, kolom: int) -> Span:
    """The place of a part of a value that is printed whole; the whole value where it prints otherwise than it is written."""
    if node.teks[kolom : kolom + len(potongan)].casefold() == potongan.casefold():
        return node.tempat(0, kolom, len(potongan))
    letak = node.teks.casefold().find(potongan.casefold())
    return node.tempat(0, letak, len(potongan)) if letak >= 0 and "\n" not in node.teks else node.span


def _cari(k: Konteks, potongan: str) -> tuple[str, Span | None]:
    """The value in which a text stands. For frozen papers, whose document does not remember its origins."""
    cari = " ".join(potongan.split()).casefold()
    for rute, node in skalar(k.tempat.akar):
        baris = node.teks.split("\n")
        for i, isi in enumerate(baris):
            if (kolom := isi.casefold().find(cari)) >= 0:
                return rute, node.tempat(i, kolom, len(cari))
        if cari in " ".join(node.teks.split()).casefold():
            return rute, node.span
    return "", None


def skalar(node: Node | None, rute: str = "") -> Iterator[tuple[str, Skalar]]:
    """Every single value below a node, with its route."""
    if isinstance(node, Skalar):
        yield rute, node
    elif isinstance(node, Peta):
        for nama, anak in node.isi.items():
            yield from skalar(anak, f"{rute}.{nama}" if rute else nama)
    elif isinstance(node, Daftar):
        for i, anak in enumerate(node.butir):
            yield from skalar(anak, f"{rute}.{i}" if rute else str(i))


# --- helpers of checks ------------------------------------------------------------------------------------------------------------------


def sekali(cek: Callable[[Konteks, dict[str, Any]], Iterable[Temuan]]) -> Callable[[Konteks, dict[str, Any]], Iterator[Temuan]]:
    """A check that says each thing once: a value may be printed several times."""

    def bungkus(k: Konteks, p: dict[str, Any]) -> Iterator[Temuan]:
        sudah: set[tuple[object, ...]] = set()
        for t in cek(k, p):
            tanda = (t.rute, t.span, *(v.casefold() for v in t.isian.values()))
            if tanda not in sudah:
                sudah.add(tanda)
                yield t

    return bungkus


_KALIMAT = re.compile(r"[.;:!?](?=\s)|\n")


def kalimat(teks: str, awal: int, akhir: int) -> tuple[str, str]:
    """What stands before and after some characters in their sentence."""
    depan = teks[:awal]
    batas = max((m.end() for m in _KALIMAT.finditer(depan) if not _singkatan(depan, m.start())), default=0)
    sesudah = teks[akhir:]
    m = next((m for m in _KALIMAT.finditer(sesudah) if not _singkatan(sesudah, m.start())), None)
    return depan[batas:], sesudah[: m.start()] if m else sesudah


def _singkatan(teks: str, titik: int) -> bool:
    """Whether a full stop belongs to an abbreviation such as "No." or "jo."."""
    return teks[titik] == "." and re.search(r"(?:\b(?:No|Nr|jo|Th|Thn|hlm|Jl|H|Hj|Dr|Drs|Ir|Prof)|\b[A-Z])$", teks[:titik], re.IGNORECASE) is not None


_NOMOR_TENTANG = re.compile(
    r"\b(?:Nomor\s+\S+(?:\s+\S+){0,6}?\s+tentang"
    r"|(?:Undang-Undang|UU|Peraturan|Keputusan|Qanun|Instruksi|Surat\s+Edaran|Perda|Permen\w*|Perpres|PP)\b[^;.]{0,80}?\btentang)\s+",
)


def kutipan(b: Bacaan) -> list[Rentang]:
    """Characters that quote: titles of acts and of other papers, and what stands in quotation marks. Their spelling is not ours."""
    hasil = [(m.end(), (b.teks.find(";", m.end()) + 1 or len(b.teks) + 1) - 1) for m in _NOMOR_TENTANG.finditer(b.teks)]
    hasil += [m.span() for m in re.finditer(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’", b.teks)]
    return hasil


def di_dalam(posisi: int, rentang: Iterable[Rentang]) -> bool:
    """Whether a character lies in one of some stretches."""
    return any(a <= posisi < z for a, z in rentang)
