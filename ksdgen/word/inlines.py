"""Reads the words of one paragraph: text, breaks, fields, blanks and pictures, each with the versions that have it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from ksdgen.paper.document import Baris, Bidang, Gambar, Inline, Kosong, Rujukan, Teks, Ubahan, teks_inline
from ksdgen.paper.revision import rapikan
from ksdgen.word import identity
from ksdgen.word.fields import arti
from ksdgen.word.ooxml import w
from ksdgen.word.versions import BARU, KEDUA, LAMA, PINDAH, anak, jenis_ubahan

Kata = tuple[Inline, int]
"""A piece of a paragraph and the versions that have it."""

_T = w("t")
_KARAKTER = {w("tab"): "\t", w("ptab"): "\t", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_LAMA_SAJA = {w("delText"), w("delInstrText")}


def ambil(kata: Iterable[Kata], v: int) -> list[Kata]:
    """The pieces that one of the versions has."""
    return [(b, k & (v | PINDAH)) for b, k in kata if k & v]


def gabung(kata: list[Kata], v: int, *, pindah: bool, rapi: bool) -> tuple[Inline, ...]:
    """Pieces as the inlines of a paragraph of the versions `v`.

    Args:
        kata: the pieces.
        v: the versions that have the paragraph.
        pindah: the paragraph was moved; what did not come along is a change of words.
        rapi: in the form of a document with marks.
    """
    hasil: list[Inline] = []
    for b, k in kata:
        ubahan = k & KEDUA != v if not pindah else not k & PINDAH
        hasil.append(Ubahan(jenis_ubahan(k), (b,)) if ubahan else b)
    return hapus_dulu(hasil) if rapi else tuple(hasil)


def hapus_dulu(isi: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inlines in the form of a document with marks: where words replace others, those that go stand first."""
    hasil: list[Inline] = []
    ubahan: dict[str, list[Inline]] = {"hapus": [], "sisip": []}
    for b in (*rapikan(isi), None):
        if isinstance(b, Ubahan):
            ubahan[b.jenis] += b.isi
            continue
        for jenis, kata in ubahan.items():
            if kata:
                hasil.append(Ubahan(jenis, tuple(kata)))
        ubahan = {"hapus": [], "sisip": []}
        if b is not None:
            hasil.append(b)
    return rapikan(hasil)


def tanpa_ganti_baris(kata: list[Kata], v: int) -> list[Kata]:
    """The pieces without the line break that a version begins with."""
    for i, (b, k) in enumerate(kata):
        if k & v:
            if isinstance(b, Baris):
                sisa = [(b, k & ~v)] if k & ~v & KEDUA else []
                return [*kata[:i], *sisa, *kata[i + 1 :]]
            break
    return kata


@dataclass(slots=True)
class _Medan:
    """A field that is being read."""

    instruksi: str = ""
    hasil: bool = False
    v: int = 0
    isi: list[Kata] = field(default_factory=list)


@dataclass(slots=True)
class _Rentang:
    """A bookmark of a blank or of a reference without target that is being read; `ada` are the versions with a run."""

    id: str
    penanda: identity.Penanda
    ada: int = 0
    isi: list[Kata] = field(default_factory=list)


def _per_versi(isi: list[Kata], ada: int) -> Iterator[tuple[str, int]]:
    """The text in each version that has it; once where both have the same."""
    pindah, versi = ada & PINDAH, [x for x in (LAMA, BARU) if ada & x]
    teks = [teks_inline(b for b, k in isi if k & x) for x in versi]
    if len(versi) == 2 and teks[0] == teks[1]:
        yield teks[0], KEDUA | pindah
    else:
        yield from ((t, x | pindah) for t, x in zip(teks, versi, strict=True))


class PembacaInline:
    """Collects the inlines of one paragraph.

    Args:
        arti_penanda: what a bookmark of ours stands for.
        gambar: the picture of a w:drawing.
    """

    def __init__(
        self,
        arti_penanda: Callable[[str], identity.Penanda | None],
        gambar: Callable[[etree._Element], Gambar | None],
    ) -> None:
        self._arti_penanda = arti_penanda
        self._gambar = gambar
        self._medan: list[_Medan] = []
        self._rentang: _Rentang | None = None
        self.isi: list[Kata] = []
        self.sebelum: list[int] = []
        """Page breaks before the text, each as the versions that have it."""
        self.sesudah: list[int] = []
        """Page breaks after some of the text."""

    def selesai(self) -> None:
        """The paragraph ends, and with it whatever was left open."""
        while self._medan:
            self.akhir_medan()
        self._tutup_rentang()

    def _keluar(self, bagian: Inline, v: int) -> None:
        if self._medan:
            if self._medan[-1].hasil:
                self._medan[-1].isi.append((bagian, v))
        elif self._rentang is not None:
            self._rentang.isi.append((bagian, v))
        else:
            self.isi.append((bagian, v))

    # --- blanks and references without target ---

    def buka(self, id_penanda: str, penanda: identity.Penanda) -> None:
        """A bookmark of a blank or of a reference begins."""
        self._tutup_rentang()
        self._rentang = _Rentang(id_penanda, penanda)

    def tutup(self, id_penanda: str) -> None:
        """A bookmark ends."""
        if self._rentang is not None and self._rentang.id == id_penanda:
            self._tutup_rentang()

    def _tutup_rentang(self) -> None:
        rentang, self._rentang = self._rentang, None
        if rentang is None:
            return
        jenis = Kosong if rentang.penanda.jenis == identity.KOSONG else Rujukan
        # A bookmark without a run is what is left of a blank that was struck out.
        for teks, v in _per_versi(rentang.isi, rentang.ada):
            self.isi.append((jenis(rentang.penanda.nilai, teks), v))
        # Nothing that stood between the two ends is lost.
        self.isi.extend((b, v) for b, v in rentang.isi if isinstance(b, (Gambar, Bidang)))

    # --- fields ---

    def mulai_medan(self, v: int, instruksi: str | None = None) -> None:
        """A field begins; with its instruction, when that stands beside it."""
        self._medan.append(_Medan(instruksi or "", hasil=instruksi is not None, v=v))

    def akhir_medan(self) -> None:
        """A field ends."""
        if not self._medan:
            return
        medan = self._medan.pop()
        makna = arti(medan.instruksi)
        if makna is None:
            for bagian, v in medan.isi:
                self._keluar(bagian, v)
        elif makna[0] == "bidang":
            self._keluar(Bidang(makna[1]), medan.v)
        else:
            penanda = self._arti_penanda(makna[1])
            target = makna[1] if penanda is None else penanda.nilai
            # A field that was brought up to date while changes were tracked has two results.
            for teks, v in _per_versi(medan.isi, medan.v):
                self._keluar(Rujukan(target, teks), v)

    # --- runs ---

    def run(self, r: etree._Element, v: int) -> None:
        """Read a run: its text is one `Teks`, cut only where something else stands in it."""
        if self._rentang is not None:
            self._rentang.ada |= v
        teks: list[str] | None = None
        for e, _ in anak(r, v):
            if e.tag in _LAMA_SAJA and v & BARU:
                continue
            if e.tag == _T or e.tag == w("delText"):
                teks = [] if teks is None else teks
                teks.append(e.text or "")
                continue
            if e.tag in _KARAKTER:
                teks = [] if teks is None else teks
                teks.append(_KARAKTER[str(e.tag)])
                continue
            if teks is not None:
                self._keluar(Teks("".join(teks)), v)
                teks = None
            self._bukan_teks(e, v)
        if teks is not None:
            self._keluar(Teks("".join(teks)), v)

    def _bukan_teks(self, e: etree._Element, v: int) -> None:
        if e.tag == w("fldChar"):
            jenis = e.get(w("fldCharType"))
            if jenis == "begin":
                self.mulai_medan(v)
            elif jenis == "separate" and self._medan:
                self._medan[-1].hasil = True
            elif jenis == "end":
                self.akhir_medan()
        elif e.tag in (w("instrText"), w("delInstrText")):
            if self._medan and not self._medan[-1].hasil:
                self._medan[-1].instruksi += e.text or ""
        elif e.tag in (w("br"), w("cr")):
            if e.get(w("type")) != "page":
                self._keluar(Baris(), v)
            elif self.isi or self._medan or self._rentang is not None:
                self.sesudah.append(v)
            else:
                self.sebelum.append(v)
        elif e.tag == w("drawing"):
            gambar = self._gambar(e)
            if gambar is not None:
                self._keluar(gambar, v)
