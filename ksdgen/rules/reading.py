"""The composed document as text to be proof-read, with the way back to where each character was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any, ParamSpec

from ksdgen.diagnostics import Span, Suntingan
from ksdgen.paper.document import Baris, Inline, Kosong, Paragraf, Rujukan, Tabel, Teks, paragraf_dari
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.source.node import Daftar, Node, Peta, Skalar

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


class Lembar:
    """The whole document as one text, for searching: one line per paragraph.

    Searching all paragraphs with every rule's patterns would cost far more than composing, so checks first look for plain words in the
    whole text and read only the paragraphs that have one. What nobody typed (computed references, blanks) is masked here.
    """

    __slots__ = ("_baca", "awal", "baris", "ingatan", "kecil", "potong", "teks")

    def __init__(self, k: Konteks) -> None:
        self.baris: list[tuple[Paragraf, int | None, bool]] = []
        self.awal: list[int] = []
        self.ingatan: dict[str, Any] = {}
        """What checks have worked out for the others."""
        self._baca: dict[int, Bacaan] = {}
        self.potong: list[str] = []
        """The text of each paragraph."""
        panjang = 0
        for p, pasal, lampiran in _paragraf(k):
            teks = "".join([i.isi if type(i) is Teks else _TERTUTUP * len(_teks(i)) for i in p.isi])
            if teks:
                self.baris.append((p, pasal, lampiran))
                self.awal.append(panjang)
                self.potong.append(teks)
                panjang += len(teks) + 1
        self.teks = "\n".join(self.potong)
        kecil = self.teks.lower()
        if len(kecil) != len(self.teks):  # a few capitals have two small letters
            kecil = "".join(h.lower() if len(h.lower()) == 1 else h for h in self.teks)
        self.kecil = kecil

    def indeks(self, posisi: int) -> int:
        """The number of the paragraph that a character of the whole text belongs to."""
        return bisect_right(self.awal, posisi) - 1

    def bacaan(self, i: int) -> Bacaan:
        """A paragraph by its number."""
        if i not in self._baca:
            p, pasal, lampiran = self.baris[i]
            letak: list[tuple[int, Inline]] = []
            potong: list[str] = []
            panjang = 0
            for isi in p.isi:
                if teks := _teks(isi):
                    letak.append((panjang, isi))
                    potong.append(teks)
                    panjang += len(teks)
            self._baca[i] = Bacaan("".join(potong), p, tuple(letak), pasal, lampiran)
        return self._baca[i]

    def kata(self) -> list[str]:
        """All words in reading order, in small letters, with the punctuation that touches them."""
        if "kata" not in self.ingatan:
            self.ingatan["kata"] = self.kecil.split()
        hasil: list[str] = self.ingatan["kata"]
        return hasil

    def calon(self, kata: Iterable[str], tepat: bool = False) -> list[Bacaan]:
        """The paragraphs in which one of some texts stands, in reading order; small letters unless `tepat`."""
        teks = self.teks if tepat else self.kecil
        ada: set[int] = set()
        for cari in kata:
            posisi = teks.find(cari)
            while posisi >= 0:
                i = bisect_right(self.awal, posisi) - 1
                ada.add(i)
                if i + 1 == len(self.awal):
                    break
                posisi = teks.find(cari, self.awal[i + 1])
        return [self.bacaan(i) for i in sorted(ada)]


_TERTUTUP = "\x01"


def _teks(isi: Inline) -> str:
    return isi.isi if isinstance(isi, Teks | Rujukan | Kosong) else "\n" if isinstance(isi, Baris) else ""


def _paragraf(k: Konteks) -> Iterator[tuple[Paragraf, int | None, bool]]:
    """The paragraphs of the document, each with the number of its article and whether it belongs to an annex."""
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
            yield blok, pasal, lampiran
        elif isinstance(blok, Tabel):
            for p in paragraf_dari((blok,)):
                yield p, pasal, lampiran


_terakhir: tuple[Konteks, Lembar] | None = None


def lembar(k: Konteks) -> Lembar:
    """The document as one text; that of the last agreement is kept, for all rules of an agreement run one after the other."""
    global _terakhir
    ingat = _terakhir
    if ingat is None or ingat[0] is not k:
        ingat = _terakhir = (k, Lembar(k))
    return ingat[1]


# --- back to the file -------------------------------------------------------------------------------------------------------------------


def rute_pada(b: Bacaan, posisi: int) -> str | None:
    """The route of the value that a character comes from; None for text of a template."""
    awal, isi = b.inline(posisi)
    asal = isi.tempat(posisi - awal, posisi - awal + 1) if isinstance(isi, Teks) else getattr(isi, "asal", None)
    return asal.rute if asal is not None else None


def temuan(
    k: Konteks, b: Bacaan, rentang: Rentang, isian: dict[str, str], *lain: Rentang, ganti: str | None = None
) -> Temuan:
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


def bukan_ascii(node: Node | None) -> Iterator[str]:
    """The texts below a node that hold more than ASCII."""
    tumpukan = [node]
    while tumpukan:
        kini = tumpukan.pop()
        if isinstance(kini, Skalar):
            if not kini.teks.isascii():
                yield kini.teks
        elif isinstance(kini, Peta):
            tumpukan += kini.isi.values()
        elif isinstance(kini, Daftar):
            tumpukan += kini.butir


# --- helpers of checks ------------------------------------------------------------------------------------------------------------------


_P = ParamSpec("_P")


def sekali(cek: Callable[_P, Iterable[Temuan]]) -> Callable[_P, Iterator[Temuan]]:
    """A check that says each thing once: a value may be printed several times."""

    @wraps(cek)
    def bungkus(*args: _P.args, **kwargs: _P.kwargs) -> Iterator[Temuan]:
        sudah: set[tuple[object, ...]] = set()
        for t in cek(*args, **kwargs):
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
    return (
        teks[titik] == "."
        and re.search(r"(?:\b(?:No|Nr|jo|Th|Thn|hlm|Jl|H|Hj|Dr|Drs|Ir|Prof)|\b[A-Z])$", teks[:titik], re.IGNORECASE)
        is not None
    )


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


def longgar(frasa: str) -> str:
    """A pattern for a phrase, whatever white space stands between its words."""
    return r"\s+".join(map(re.escape, frasa.split()))


@cache
def kata_utuh(kata: tuple[str, ...], tanda: int = 0) -> re.Pattern[str]:
    """Any of some words or phrases, standing alone; the longest first."""
    urut = sorted(kata, key=lambda t: (-len(t), t))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(longgar, urut)) or '(?!)'})(?![\w-])", tanda)
