"""What stands within a line of markup: values, references, blanks and escapes, each with its place."""

from __future__ import annotations

import re

from ksdgen.diagnostics import Span
from ksdgen.paper.document import Asal, Baris, Inline, Kosong, Rujukan, Teks
from ksdgen.paper.fences import (
    FENCE_RANGE,
    HARFIAH,
    LUBANG,
    LUBANG_AKHIR,
    NILAI,
    NILAI_AKHIR,
    NILAI_ISI,
    ONE_VALUE,
    TANDA,
    TANDA_AKHIR,
    CariAsal,
    tanpa_tanda,
    without_fences,
)
from ksdgen.paper.markers import MARKER

_POTONG = re.compile(
    f"{NILAI}(?P<id>[^{NILAI_ISI}]*){NILAI_ISI}(?P<nilai>[^{NILAI_AKHIR}]*){NILAI_AKHIR}"
    f"|{LUBANG}(?P<lubang>[^{LUBANG_AKHIR}]*){LUBANG_AKHIR}"
    rf"|\[\[(?P<rujukan>(?:[^\[\]{FENCE_RANGE}]|{ONE_VALUE})*)\]\]"
    rf"|\\(?P<lolos>[^a-zA-Z0-9\s{FENCE_RANGE}])"
    r"|(?P<lolos_kata>\\[a-z0-9])"
    r"|(?P<celah>_{3,})"
)

CELAH = re.compile(r"_{3,}")
"""A gap to be written by hand."""


class Stretch:
    """A stretch of one line without its marks, which still knows where its characters were written.

    `tanda` lists (offset, id, column): from that offset on, the text was written at the place of mark `id`, so many characters further.
    Text before the first mark of a line belongs to the mark of an earlier line; its column (None) is not known.
    """

    __slots__ = ("harfiah", "tanda", "teks")

    def __init__(self, teks: str, tanda: list[tuple[int, str, int | None]], harfiah: bool = False) -> None:
        self.teks = teks
        self.tanda = tanda
        self.harfiah = harfiah

    @classmethod
    def baca(cls, baris: str, id_: str) -> Stretch:
        """Take the marks out of a line; `id_` is the mark that holds before its first one."""
        if TANDA not in baris and HARFIAH not in baris:
            return cls(baris, [(0, id_, None)])
        harfiah = tanpa_tanda(baris).lstrip(" \t").startswith(HARFIAH)
        awal, *potong = baris.replace(HARFIAH, "").split(TANDA)
        tanda: list[tuple[int, str, int | None]] = [(0, id_, None)]
        teks = awal
        for p in potong:
            id_, _, isi = p.partition(TANDA_AKHIR)
            tanda.append((len(teks), id_, 0))
            teks += isi
        return cls(teks, tanda, harfiah)

    def potong(self, awal: int, akhir: int | None = None) -> Stretch:
        """The characters from `awal` to `akhir`, without white space around them."""
        teks = self.teks[awal:akhir]
        bersih = teks.strip(" \t\r")
        awal += len(teks) - len(teks.lstrip(" \t\r"))
        kena = max((i for i, t in enumerate(self.tanda) if t[0] <= awal), default=0)
        tanda = [
            (max(0, mulai - awal), id_, kolom if kolom is None else kolom + max(0, awal - mulai))
            for mulai, id_, kolom in self.tanda[kena:]
            if mulai < awal + len(bersih) or mulai <= awal
        ]
        return Stretch(bersih, tanda, self.harfiah)

    @property
    def id_(self) -> str:
        """The mark that holds at the start."""
        return self.tanda[0][1]


_RUJUKAN_TERBUKA = re.compile(
    r"\[\[[a-z][a-z_]{2,}(?:/[a-z0-9_]+)?\](?!\])|(?<!\[)\[[a-z][a-z_]{2,}(?:/[a-z0-9_]+)?\]\]"
)


class InlineBuilder:
    """Builds the inlines of one paragraph, line by line."""

    def __init__(self, cari: CariAsal) -> None:
        self.cari = cari
        self.hasil: list[Inline] = []
        self.kurung: list[Asal | None] = []
        """Where something stands that was meant as a reference, but lacks a bracket."""
        self._teks: list[str] = []
        self._asal: list[tuple[int, Asal]] = []
        self._panjang = 0

    def selesai(self) -> tuple[Inline, ...]:
        """The inlines of all lines; line breaks at the end are dropped."""
        self._tutup()
        while self.hasil and isinstance(self.hasil[-1], Baris):
            self.hasil.pop()
        return tuple(self.hasil)

    def baris(self, larik: Stretch) -> None:
        """Add one line."""
        teks = larik.teks
        if teks and (self._teks or (self.hasil and not isinstance(self.hasil[-1], Baris))):
            self._tambah(" ", self._tempat(larik, 0, None))
        putus = (len(teks) - len(teks.rstrip("\\"))) % 2 == 1
        if putus:
            larik = larik.potong(0, len(teks) - 1)
            teks = larik.teks
        # A fence is not as long as what stands in the template, so columns after it are only known to be right of its start.
        pagar: int | None = None
        posisi = 0
        for m in _POTONG.finditer(teks):
            awal = m.start()
            self._harfiah(larik, posisi, awal, pagar)
            posisi = m.end()
            jenis = m.lastgroup
            if jenis == "lolos":
                self._harfiah(larik, awal + 1, posisi, pagar)
            elif jenis == "lolos_kata":
                self._harfiah(larik, awal + self._lolos_penanda(larik, awal), posisi, pagar)
            elif jenis == "nilai":
                self._tambah(m["nilai"], self.cari(m["id"], 0) if m["id"] else self._tempat(larik, awal, pagar))
            else:
                self._sisip(m, self._tempat(larik, awal, pagar, posisi - awal))
            if pagar is None and (jenis == "nilai" or jenis == "lubang"):
                pagar = awal
        self._harfiah(larik, posisi, len(teks), pagar)
        if putus:
            self._tutup()
            self.hasil.append(Baris())

    def _sisip(self, m: re.Match[str], asal: Asal | None) -> None:
        self._tutup()
        if m["rujukan"] is not None:
            self.hasil.append(Rujukan(without_fences(m["rujukan"]).strip(), "", asal))
        else:
            self.hasil.append(Kosong("celah" if m["lubang"] is None else m["lubang"], asal=asal))

    def _lolos_penanda(self, larik: Stretch, awal: int) -> bool:
        """Whether the backslash at `awal` takes a marker such as "a." its meaning; elsewhere before a letter it is itself."""
        mulai = awal == 0 or any(t[0] == awal for t in larik.tanda)
        return mulai and MARKER.match(larik.teks, awal + 1) is not None

    def _harfiah(self, larik: Stretch, awal: int, akhir: int, pagar: int | None) -> None:
        """Add characters that stand for themselves, one stretch for each mark that they run through."""
        batas = [t[0] for t in larik.tanda if awal < t[0] < akhir] if len(larik.tanda) > 1 else []
        for kiri, kanan in zip([awal, *batas], [*batas, akhir], strict=True):
            if kiri < kanan:
                potong = larik.teks[kiri:kanan]
                self._tambah(potong, self._tempat(larik, kiri, pagar, kanan - kiri))
                for m in _RUJUKAN_TERBUKA.finditer(potong) if "[" in potong else ():
                    self.kurung.append(self._tempat(larik, kiri + m.start(), pagar, len(m[0])))

    def _tempat(self, larik: Stretch, posisi: int, pagar: int | None, lebar: int = 1) -> Asal | None:
        """Where the character at `posisi` was written; `lebar` characters wide where the place is exact."""
        mulai, id_, kolom = next((t for t in reversed(larik.tanda) if t[0] <= posisi), larik.tanda[0])
        if not id_:
            return None
        if kolom is None:
            return self.cari(id_, 0)
        if pagar is not None and mulai <= pagar < posisi:
            return self.cari(id_, kolom + pagar - mulai)
        return selebar(self.cari(id_, kolom + posisi - mulai), lebar)

    def _tambah(self, teks: str, asal: Asal | None) -> None:
        if teks:
            if asal is not None:
                self._asal.append((self._panjang, asal))
            self._teks.append(teks)
            self._panjang += len(teks)

    def _tutup(self) -> None:
        if self._teks:
            self.hasil.append(Teks("".join(self._teks), tuple(self._asal)))
            self._teks, self._asal, self._panjang = [], [], 0


def selebar(asal: Asal | None, lebar: int) -> Asal | None:
    """A place that is a single point, made `lebar` characters wide; other places as they are."""
    if asal is None or lebar == 1:
        return asal
    s = asal.span
    if s.line != s.end_line or s.end_column - s.column != 1:
        return asal
    return Asal(Span.at(s.file, s.line, s.column, lebar), asal.rute)
