"""Text that looks like law ↔ blocks.

    (1) [pokok] Kerja sama ini meliputi:          ayat with a label
        a. penyediaan benih;                      huruf
           1. benih cabai;                        angka
    (2) Pelaksanaan sebagaimana dimaksud pada [[pokok]] …

The level of an item comes from the kind of its marker, never from indentation; indentation only tells to which item a paragraph or a
table after a blank line belongs. Typed ordinals must run on, which catches a wrapped line that happens to begin like a marker; `(#)`,
`#a.`, `#1.`, `#a)`, `#1)`, `#I.` mean "the next of its kind". `\\` takes a marker its meaning, at the end of a line it breaks the line.

Values are fenced by private-use characters that user input cannot contain, so no value can ever become structure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ksdgen import bahasa
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.paper.document import (
    PERAN,
    Asal,
    Baris,
    BarisTabel,
    Blok,
    Gambar,
    Inline,
    Kosong,
    Nomor,
    Paragraf,
    PemisahHalaman,
    Rujukan,
    Sel,
    Tabel,
    Teks,
)

# --- fences -----------------------------------------------------------------------------------------------------------------------------

NILAI, NILAI_ISI, NILAI_AKHIR = "\ue000", "\ue001", "\ue002"
TANDA, TANDA_AKHIR = "\ue003", "\ue004"
LUBANG, LUBANG_AKHIR = "\ue005", "\ue006"
"""Fences: a value is NILAI id NILAI_ISI text NILAI_AKHIR, a line mark TANDA id TANDA_AKHIR, a blank LUBANG name LUBANG_AKHIR."""

TELAN = "\ue007"
"""Stands before a line break of a template that must not reach the text."""

HARFIAH = "\ue008"
"""Stands before text that is no marker, table row or directive, whatever it looks like; takes no room itself."""

_PAGAR = "\ue000-\ue0ff"
_GANTI_BARIS = re.compile(r"\r\n|\r|\n")

CariAsal = Callable[[str, int], Asal | None]
"""Turns the id of a fence and an offset into a place."""


def nilai(teks: str, id_: str = "") -> str:
    """Fence a value; its newlines become spaces."""
    return f"{NILAI}{_satu_baris(id_)}{NILAI_ISI}{_satu_baris(teks)}{NILAI_AKHIR}"


def lubang(nama: str) -> str:
    """A fenced blank."""
    return f"{LUBANG}{_satu_baris(nama)}{LUBANG_AKHIR}"


def tanda(id_: str) -> str:
    """A mark that says where the text after it was written."""
    return f"{TANDA}{_satu_baris(id_)}{TANDA_AKHIR}"


def _satu_baris(teks: str) -> str:
    return _GANTI_BARIS.sub(" ", teks) if "\n" in teks or "\r" in teks else teks


_TANDA = re.compile(f"{TANDA}[^{TANDA_AKHIR}]*{TANDA_AKHIR}")
_POLOS = re.compile(f"{NILAI}[^{NILAI_ISI}]*{NILAI_ISI}|{NILAI_AKHIR}")


def tanpa_tanda(teks: str) -> str:
    """Text without its line marks."""
    return _TANDA.sub("", teks)


def _polos(teks: str) -> str:
    """Text without the fences around values."""
    return _POLOS.sub("", teks)


# --- the grammar ------------------------------------------------------------------------------------------------------------------------

_PENANDA = re.compile(
    r"(?:\((?P<ayat>\d{1,3}|#)\)"
    r"|(?P<huruf>#a|([a-z])\3{0,2})\."
    r"|(?P<angka>#1|\d{1,3})\."
    r"|(?P<huruf_kurung>#a|([a-z])\6{0,2})\)"
    r"|(?P<angka_kurung>#1|\d{1,3})\)"
    r"|(?P<romawi>#I)\.)(?=\s|$)\s*",
    re.ASCII,
)
_AWAL_PENANDA = frozenset("(#abcdefghijklmnopqrstuvwxyz0123456789")
_LABEL = re.compile(r"\[([a-z][a-z0-9_]*)\](?:\s+|$)")
_BACA: dict[str, Callable[[str], int | None]] = {
    "ayat": int,
    "huruf": bahasa.dari_huruf,
    "angka": int,
    "huruf_kurung": bahasa.dari_huruf,
    "angka_kurung": int,
    "romawi": bahasa.dari_romawi,
}
_SATU_NILAI = f"{NILAI}[^{NILAI_ISI}]*{NILAI_ISI}[^{NILAI_AKHIR}]*{NILAI_AKHIR}"
_POTONG = re.compile(
    f"{NILAI}(?P<id>[^{NILAI_ISI}]*){NILAI_ISI}(?P<nilai>[^{NILAI_AKHIR}]*){NILAI_AKHIR}"
    f"|{LUBANG}(?P<lubang>[^{LUBANG_AKHIR}]*){LUBANG_AKHIR}"
    rf"|\[\[(?P<rujukan>(?:[^\[\]{_PAGAR}]|{_SATU_NILAI})*)\]\]"
    rf"|\\(?P<lolos>[^a-zA-Z0-9\s{_PAGAR}])"
    r"|(?P<lolos_kata>\\[a-z0-9])"
    r"|(?P<celah>_{3,})"
)
_POTONG_SEL = re.compile(rf"{_SATU_NILAI}|\\[^{_PAGAR}]|(?P<batas>\|)")
_LEBAR = re.compile(r":?(-+):?")
CELAH = re.compile(r"_{3,}")
"""A gap to be written by hand."""

_PERAN_BUTIR = frozenset({"premis", "latar_belakang", "konsideran", "dasar_hukum"})
"""Roles whose outermost points keep the role instead of taking their marker's."""

_PERAN_TABEL = ("tabel", "pihak", "lambang", "tanda_tangan", "paraf")


def adalah_penanda(teks: str) -> bool:
    """Whether a line that begins like this would be read as a numbered item."""
    return _PENANDA.match(teks) is not None


def bagi_seribu(lebar: Sequence[int]) -> tuple[int, ...]:
    """Relative widths as thousandths that sum to exactly 1000 (largest remainders)."""
    if not any(lebar):
        lebar = [1] * len(lebar)
    jumlah = sum(lebar)
    hasil = [w * 1000 // jumlah for w in lebar]
    urut = sorted(range(len(lebar)), key=lambda i: (-(lebar[i] * 1000 % jumlah), i))
    for i in urut[: 1000 - sum(hasil)]:
        hasil[i] += 1
    return tuple(hasil)


# --- lines and what is in them ----------------------------------------------------------------------------------------------------------


class _Larik:
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
    def baca(cls, baris: str, id_: str) -> _Larik:
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

    def potong(self, awal: int, akhir: int | None = None) -> _Larik:
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
        return _Larik(bersih, tanda, self.harfiah)

    @property
    def id_(self) -> str:
        """The mark that holds at the start."""
        return self.tanda[0][1]


_RUJUKAN_TERBUKA = re.compile(
    r"\[\[[a-z][a-z_]{2,}(?:/[a-z0-9_]+)?\](?!\])|(?<!\[)\[[a-z][a-z_]{2,}(?:/[a-z0-9_]+)?\]\]"
)


class _Isian:
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

    def baris(self, larik: _Larik) -> None:
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
            self.hasil.append(Rujukan(_polos(m["rujukan"]).strip(), "", asal))
        else:
            self.hasil.append(Kosong("celah" if m["lubang"] is None else m["lubang"], asal=asal))

    def _lolos_penanda(self, larik: _Larik, awal: int) -> bool:
        """Whether the backslash at `awal` takes a marker such as "a." its meaning; elsewhere before a letter it is itself."""
        mulai = awal == 0 or any(t[0] == awal for t in larik.tanda)
        return mulai and _PENANDA.match(larik.teks, awal + 1) is not None

    def _harfiah(self, larik: _Larik, awal: int, akhir: int, pagar: int | None) -> None:
        """Add characters that stand for themselves, one stretch for each mark that they run through."""
        batas = [t[0] for t in larik.tanda if awal < t[0] < akhir] if len(larik.tanda) > 1 else []
        for kiri, kanan in zip([awal, *batas], [*batas, akhir], strict=True):
            if kiri < kanan:
                potong = larik.teks[kiri:kanan]
                self._tambah(potong, self._tempat(larik, kiri, pagar, kanan - kiri))
                for m in _RUJUKAN_TERBUKA.finditer(potong) if "[" in potong else ():
                    self.kurung.append(self._tempat(larik, kiri + m.start(), pagar, len(m[0])))

    def _tempat(self, larik: _Larik, posisi: int, pagar: int | None, lebar: int = 1) -> Asal | None:
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


# --- the parser -------------------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Hasil:
    """What `parse` found: blocks in order and what is wrong with the text."""

    blok: list[Blok] = field(default_factory=list)
    temuan: list[Diagnostic] = field(default_factory=list)


@dataclass(slots=True)
class _Tingkat:
    """An open list: its kind, the last number given, and the indentation of that item."""

    jenis: str
    nilai: int
    indentasi: int


@dataclass(slots=True)
class _Tabel:
    """A table between `@tabel` and `@tutup`."""

    peran: str
    kolom: tuple[int, ...]
    asal: Asal | None
    baris: list[list[list[Paragraf]]] = field(default_factory=list)


class Parser:
    """Reads one text.

    Args:
        asal: finds the place of a fence id.
        direktif: whether `@…` lines are directives (templates) or text (agreements).
        lingkup: what labels are prefixed with, the article's id.
        gambar: the image that `@gambar NAME` means, or the label of the frame that takes its place.
    """

    def __init__(
        self,
        asal: CariAsal,
        *,
        direktif: bool = False,
        lingkup: str = "",
        gambar: Callable[[str], Gambar | str] | None = None,
    ) -> None:
        self.cari = asal
        self.direktif = direktif
        self.lingkup = lingkup
        self.gambar = gambar
        self.hasil = Hasil()
        self.id_ = ""  # the mark of the line that is being read
        self.peran = "isi"
        self.romawi = 0
        self.ayat = 0
        self.tingkat: list[_Tingkat] = []
        self.tertutup: dict[tuple[str, int], int] = {}  # lists that a paragraph closed: (kind, depth) → last number
        self.kepala: Paragraf | None = None  # the paragraph that is being read, and its lines
        self.baris: list[_Larik] = []
        self.pipa: list[list[_Larik]] = []  # the rows of the piped table that is being read
        self.kedalaman_pipa = 0
        self.setelah_kosong = False
        self.tabel: _Tabel | None = None

    def parse(self, teks: str) -> Hasil:
        """Read a whole text."""
        for baris in teks.split("\n"):
            self._baris(baris)
        self._selesai()
        if self.tabel is not None:
            self._lapor("KSD024", "tabel tidak ditutup dengan `@tutup`", self.tabel.asal)
            self._tutup_tabel()
        return self.hasil

    # --- lines ---

    def _baris(self, mentah: str) -> None:
        utuh = _Larik.baca(mentah, self.id_)
        baris = utuh.potong(0)
        if not baris.teks:
            if TANDA not in mentah:
                self._selesai()
                self.setelah_kosong = True
            return
        self.id_ = baris.id_
        indentasi = len(utuh.teks) - len(utuh.teks.lstrip(" \t"))
        self._isi_baris(baris, indentasi)
        self.setelah_kosong = False

    def _isi_baris(self, baris: _Larik, indentasi: int) -> None:
        awal = "" if baris.harfiah else baris.teks[0]
        if awal == "@" and self.direktif:
            self._selesai()
            self._direktif(baris)
            return
        sel = _belah_sel(baris) if awal == "|" else None
        if sel is not None:
            self._baris_pipa(sel, indentasi)
            return
        if self.pipa:
            self._selesai()
        m = _PENANDA.match(baris.teks) if awal in _AWAL_PENANDA else None
        if m is not None:
            self._butir(m, baris, indentasi)
        elif self.kepala is not None:
            self.baris.append(baris)
        else:
            self._paragraf_lepas(baris, indentasi)

    def _butir(self, m: re.Match[str], baris: _Larik, indentasi: int) -> None:
        """Begin a numbered item."""
        self._selesai()
        jenis, tertulis = _baca_penanda(m)
        nomor = Nomor(jenis, self._urutan(jenis, tertulis, indentasi))
        if tertulis is not None and tertulis != nomor.nilai:
            penanda = m[0].rstrip()
            self._lapor(
                "KSD020",
                f"penanda `{penanda}` tidak berurutan, seharusnya `{nomor.teks}`",
                selebar(self._asal(baris), len(penanda)),
                "betulkan urutannya; bila ini kalimat biasa, tulis tanda \\ di depannya atau gabungkan dengan baris di atasnya",
            )
        label = _LABEL.match(baris.teks, m.end())
        dalam_sel = self.tabel is not None
        berperan = dalam_sel or (self.peran in _PERAN_BUTIR and len(self.tingkat) == 1)
        self.kepala = Paragraf(
            self.peran if berperan else jenis,
            nomor=nomor,
            kunci=self._kunci(label[1]) if label is not None else None,
            kedalaman=0 if dalam_sel else len(self.tingkat),
            asal=self._asal(baris),
        )
        self.baris = [baris.potong((label or m).end())]

    def _urutan(self, jenis: str, tertulis: int | None, indentasi: int) -> int:
        """Find the list to which an item belongs, or open it; the item's number in it."""
        if jenis == "ayat":
            self.tingkat.clear()
        posisi = next((i for i, t in enumerate(self.tingkat) if t.jenis == jenis), len(self.tingkat))
        if posisi < len(self.tingkat):
            urutan = self.tingkat[posisi].nilai + 1
        elif jenis == "ayat":
            urutan = self.ayat + 1
        else:
            lanjut = self.tertutup.get((jenis, posisi), 0) + 1
            urutan = lanjut if tertulis == lanjut else 1
        self.tingkat[posisi:] = [_Tingkat(jenis, urutan, indentasi)]
        self.tertutup.clear()
        if jenis == "ayat":
            self.ayat = urutan
        return urutan

    def _paragraf_lepas(self, baris: _Larik, indentasi: int) -> None:
        """Begin a paragraph without a number."""
        self._tutup_daftar(indentasi)
        self.kepala = Paragraf(
            "isi" if self.tingkat else self.peran,
            kedalaman=len(self.tingkat) if self.tabel is None else 0,
            asal=self._asal(baris),
        )
        self.baris = [baris]

    def _tutup_daftar(self, indentasi: int) -> None:
        """Close the lists that are not further left than a paragraph with this indentation."""
        while self.tingkat and self.tingkat[-1].indentasi >= indentasi:
            t = self.tingkat.pop()
            self.tertutup[t.jenis, len(self.tingkat)] = t.nilai

    def _selesai(self) -> None:
        """Close the paragraph or the piped table that is being read."""
        if self.pipa:
            self._tutup_pipa()
        kepala, self.kepala = self.kepala, None
        if kepala is not None:
            isi = self._inline(self.baris)
            if isi or kepala.nomor is not None:
                self._taruh(replace(kepala, isi=isi))

    def _inline(self, baris: Iterable[_Larik]) -> tuple[Inline, ...]:
        isian = _Isian(self.cari)
        for b in baris:
            isian.baris(b)
        for asal in isian.kurung:
            self._lapor(
                "KSD021",
                "rujukan ini kurang satu kurung siku, sehingga tercetak sebagai teks",
                asal,
                "tulis [[kode_pasal]] dengan dua kurung di depan dan di belakang, atau \\[[ bila ini teks biasa",
                Severity.PERINGATAN,
            )
        return isian.selesai()

    def _taruh(self, p: Paragraf) -> None:
        if self.tabel is not None and self.tabel.baris and self.tabel.baris[-1]:
            self.tabel.baris[-1][-1].append(p)
        else:
            if self.tabel is not None:
                self._lapor(
                    "KSD024",
                    "teks ini berada di dalam tabel tetapi di luar sel",
                    p.asal,
                    "tulis `@baris` dan `@sel` sebelumnya",
                )
            self.hasil.blok.append(p)

    # --- piped tables ---

    def _baris_pipa(self, sel: list[_Larik], indentasi: int) -> None:
        if not self.pipa:
            self._selesai()
            if self.setelah_kosong:
                self._tutup_daftar(indentasi)
            self.kedalaman_pipa = len(self.tingkat)
        self.pipa.append(sel)

    def _tutup_pipa(self) -> None:
        baris, self.pipa = self.pipa, []
        asal = self._asal(baris[0][0])
        if self.tabel is not None:
            self._lapor("KSD024", "tabel di dalam tabel tidak dapat dicetak", asal)
            return
        kolom = len(baris[0])
        for sel in baris:
            if len(sel) != kolom:
                self._lapor(
                    "KSD023",
                    f"baris tabel ini mempunyai {len(sel)} kolom, seharusnya {kolom}",
                    self._asal(sel[0]),
                    "beri setiap baris jumlah tanda `|` yang sama",
                )
        # Widths may stand under the header, or above a table that has none.
        letak = next((i for i in (0, 1) if len(baris) > i and all(_LEBAR.fullmatch(s.teks) for s in baris[i])), None)
        lebar = [1] * kolom if letak is None else [s.teks.count("-") for s in baris.pop(letak)]
        if not baris:
            return
        kolom = max(len(sel) for sel in baris)
        isi = tuple(self._baris_tabel(sel, kolom, letak == 1 and nomor == 0) for nomor, sel in enumerate(baris))
        lebar = lebar if len(lebar) == kolom else [1] * kolom
        self.hasil.blok.append(Tabel("tabel", bagi_seribu(lebar), isi, self.kedalaman_pipa, None, asal))

    def _baris_tabel(self, sel: list[_Larik], kolom: int, kepala: bool) -> BarisTabel:
        peran = "sel_kepala" if kepala else "sel"
        isi = [Sel((Paragraf(peran, self._inline([s]), asal=self._asal(s)),)) for s in sel]
        kurang = [Sel((Paragraf(peran),))] * (kolom - len(sel))
        return BarisTabel((*isi, *kurang), kepala)

    # --- directives ---

    def _direktif(self, baris: _Larik) -> None:
        nama, _, _ = baris.teks[1:].partition(" ")
        sisa = baris.potong(len(nama) + 1)
        asal = selebar(self._asal(baris), len(nama) + 1)
        self.tingkat.clear()
        self.tertutup.clear()
        self.ayat = 0
        perintah = _DIREKTIF.get(nama)
        peran, _, label = nama.partition("#")
        if perintah is not None:
            perintah(self, sisa, asal)
        elif peran in PERAN:
            self._peran(peran, label, sisa, asal)
        else:
            self._lapor("KSD024", f"perintah `@{_polos(nama)}` tidak dikenal", asal, "periksa ejaannya")

    def _direktif_tabel(self, sisa: _Larik, asal: Asal | None) -> None:
        if self.tabel is not None:
            self._lapor("KSD024", "tabel sebelumnya belum ditutup dengan `@tutup`", asal)
            self._tutup_tabel()
        peran, *lebar = _polos(sisa.teks).split() or ["tabel"]
        if peran not in _PERAN_TABEL:
            self._lapor("KSD024", f"tabel `{peran}` tidak dikenal", asal, f"yang ada: {', '.join(_PERAN_TABEL)}")
            peran = "tabel"
        angka = [int(x) for x in lebar if x.isascii() and x.isdigit() and len(x) <= 6]
        if len(angka) != len(lebar):
            self._lapor("KSD024", "lebar kolom ditulis dengan angka", asal, "misalnya `@tabel pihak 1 3`")
        self.tabel = _Tabel(peran, bagi_seribu(angka or [1]), asal)
        self.peran = "sel"

    def _direktif_baris(self, sisa: _Larik, asal: Asal | None) -> None:
        self._tanpa_teks("baris", sisa, asal)
        if self._di_tabel("baris", asal) is not None and self.tabel is not None:
            self.tabel.baris.append([])

    def _direktif_sel(self, sisa: _Larik, asal: Asal | None) -> None:
        tabel = self._di_tabel("sel", asal)
        if tabel is None:
            return
        if not tabel.baris:
            self._lapor("KSD024", "`@sel` hanya dapat dipakai setelah `@baris`", asal)
            return
        if len(tabel.baris[-1]) == len(tabel.kolom):
            self._lapor(
                "KSD023",
                f"baris tabel ini mempunyai lebih dari {len(tabel.kolom)} sel",
                asal,
                "tambah lebar kolom pada `@tabel`",
            )
            return
        tabel.baris[-1].append([])
        self.peran = "sel"
        if sisa.teks:
            self._paragraf_lepas(sisa, 0)

    def _direktif_tutup(self, sisa: _Larik, asal: Asal | None) -> None:
        self._tanpa_teks("tutup", sisa, asal)
        if self._di_tabel("tutup", asal) is not None:
            self._tutup_tabel()

    def _direktif_halaman(self, sisa: _Larik, asal: Asal | None) -> None:
        arah = {"": None, "lanskap": True, "potret": False}
        pilihan = _polos(sisa.teks)
        if pilihan not in arah:
            self._lapor("KSD024", f"arah halaman `{pilihan}` tidak dikenal", asal, "pilihan: lanskap, potret")
        if self.tabel is not None:
            self._lapor("KSD024", "halaman baru tidak dapat dimulai di dalam tabel", asal)
            return
        self.hasil.blok.append(PemisahHalaman(arah.get(pilihan)))

    def _direktif_gambar(self, sisa: _Larik, asal: Asal | None) -> None:
        acuan = _polos(sisa.teks)
        gambar = self.gambar(acuan) if self.gambar is not None else acuan
        if isinstance(gambar, str):
            self._taruh(Paragraf("bingkai_lambang", (Teks(gambar),) if gambar else (), asal=asal))
        else:
            self._taruh(Paragraf("lambang", (gambar,), asal=asal))

    def _peran(self, peran: str, label: str, sisa: _Larik, asal: Asal | None) -> None:
        """Text of a role: on the directive's line, or on the lines after it."""
        self.peran = peran
        if peran == "ttd_ruang":
            self._taruh(Paragraf(peran, asal=asal))
        elif sisa.teks:
            nomor = None
            if not sisa.harfiah and (m := _PENANDA.match(sisa.teks)) is not None and m["romawi"] is not None:
                self.romawi += 1
                nomor = Nomor("romawi", self.romawi)
                sisa = sisa.potong(m.end())
            self.kepala = Paragraf(peran, nomor=nomor, kunci=self._kunci(label) if label else None, asal=asal)
            self.baris = [sisa]

    def _di_tabel(self, nama: str, asal: Asal | None) -> _Tabel | None:
        if self.tabel is None:
            self._lapor("KSD024", f"`@{nama}` hanya dapat dipakai di dalam `@tabel`", asal)
        return self.tabel

    def _tanpa_teks(self, nama: str, sisa: _Larik, asal: Asal | None) -> None:
        if sisa.teks:
            self._lapor(
                "KSD024", f"teks setelah `@{nama}` tidak dicetak", asal, "tulis teks itu pada baris di bawahnya"
            )

    def _tutup_tabel(self) -> None:
        t, self.tabel = self.tabel, None
        self.peran = "isi"
        if t is None:
            return
        baris = tuple(BarisTabel(tuple(Sel(tuple(sel) or (Paragraf("sel"),)) for sel in r)) for r in t.baris if r)
        if baris:
            self.hasil.blok.append(Tabel(t.peran, t.kolom, baris, asal=t.asal))

    # --- helpers ---

    def _kunci(self, label: str) -> str:
        return f"{self.lingkup}/{label}" if self.lingkup else label

    def _asal(self, baris: _Larik) -> Asal | None:
        """Where a line, or a stretch of it, begins."""
        _, id_, kolom = baris.tanda[0]
        return self.cari(id_, kolom or 0) if id_ else None

    def _lapor(
        self,
        kode: str,
        pesan: str,
        asal: Asal | None,
        bantuan: str | None = None,
        tingkat: Severity = Severity.KESALAHAN,
    ) -> None:
        self.hasil.temuan.append(
            Diagnostic(kode, tingkat, pesan, asal.span if asal else None, bantuan, rute=asal.rute if asal else None)
        )


_DIREKTIF: dict[str, Callable[[Parser, _Larik, Asal | None], None]] = {
    "tabel": Parser._direktif_tabel,
    "baris": Parser._direktif_baris,
    "sel": Parser._direktif_sel,
    "tutup": Parser._direktif_tutup,
    "halaman_baru": Parser._direktif_halaman,
    "gambar": Parser._direktif_gambar,
}


def _baca_penanda(m: re.Match[str]) -> tuple[str, int | None]:
    """The kind of a marker and its typed ordinal; None where it is "the next"."""
    jenis = next(j for j in _BACA if m[j] is not None)
    return jenis, None if m[jenis].startswith("#") else _BACA[jenis](m[jenis])


def _belah_sel(baris: _Larik) -> list[_Larik] | None:
    """The cells of a piped row, None if the line is none; pipes inside values or after a backslash do not divide."""
    batas = [m.start() for m in _POTONG_SEL.finditer(baris.teks) if m["batas"]]
    if len(batas) < 2 or batas[0] != 0 or batas[-1] != len(baris.teks) - 1:
        return None
    return [baris.potong(kiri + 1, kanan) for kiri, kanan in pairwise(batas)]


# --- blocks → text ----------------------------------------------------------------------------------------------------------------------

_INDENTASI = "    "
_KHUSUS = re.compile(r"\\|\[(?=\[)|(?<=\[)\[|^_|_(?=_|$)|(?<=_)_")
_KATA_RUJUKAN = re.compile(r"(?:^|(?<=[^\w]))(?:ayat|huruf|angka) $")
_SAMBUNGAN = (" ayat ", " huruf ", " angka ")
_NAMA_LABEL = re.compile(r"[a-z][a-z0-9_]*")


def lolos(teks: str) -> str:
    """One line of text as markup that reads back as itself, whatever it looks like."""
    return _awal_baris(_KHUSUS.sub(r"\\\g<0>", teks))


def tulis(blok: Iterable[Blok], *, lingkup: str = "") -> str:
    """The blocks of an article's body as markup: `Parser(…, lingkup=lingkup).parse(tulis(blok))` gives the same blocks.

    Numbers must run as the parser would give them. What markup has no words for is written as the nearest that it has: a blank of any
    name becomes `___`, several paragraphs in a cell or a line break there become one line, white space at the ends of lines and page
    breaks are dropped. Resolved references become `[[…]]` again.
    """
    baris: list[str] = []
    for b in blok:
        if isinstance(b, Paragraf):
            if b.nomor is None and baris:
                baris.append("")
            baris += _tulis_paragraf(b, lingkup)
        elif isinstance(b, Tabel):
            if baris:
                baris.append("")
            baris += [f"{_INDENTASI * b.kedalaman}{r}" for r in _tulis_tabel(b, lingkup)]
    return "\n".join(baris)


def _tulis_paragraf(p: Paragraf, lingkup: str) -> list[str]:
    awal, *lanjut = _tulis_inline(p.isi, lingkup)
    dalam = _INDENTASI * p.kedalaman
    if p.nomor is None:
        pertama = f"{dalam}{_awal_baris(awal)}"
    else:
        label = (p.kunci or "").removeprefix(f"{lingkup}/" if lingkup else "")
        if _NAMA_LABEL.fullmatch(label):
            awal = f"[{label}] {awal}"
        elif _LABEL.match(awal):
            awal = f"\\{awal}"
        pertama = f"{dalam.removesuffix(_INDENTASI)}{_penanda(p.nomor)} {awal}".rstrip(" ")
    return [pertama, *(f"{dalam}{_awal_baris(b)}" for b in lanjut)]


def _penanda(nomor: Nomor) -> str:
    """A number as a marker; numbers too long for a typed marker become "the next of its kind"."""
    if adalah_penanda(nomor.teks):
        return nomor.teks
    return {"ayat": "(#)", "huruf": "#a.", "angka": "#1.", "huruf_kurung": "#a)", "angka_kurung": "#1)"}.get(
        nomor.jenis, "#I."
    )


def _tulis_inline(isi: Iterable[Inline], lingkup: str) -> list[str]:
    """The lines of a paragraph; what each begins with is not escaped yet."""
    baris = [""]
    for bagian in _satukan_rujukan(isi):
        if isinstance(bagian, Teks):
            baris[-1] += _KHUSUS.sub(r"\\\g<0>", bagian.isi)
        elif isinstance(bagian, Rujukan):
            target = bagian.target.removeprefix(f"{lingkup}/") if lingkup else bagian.target
            baris[-1] += f"[[{target}]]"
        elif isinstance(bagian, Kosong):
            baris[-1] += "___"
        elif isinstance(bagian, Baris):
            baris[-1] += "\\"
            baris.append("")
    return baris


def _satukan_rujukan(isi: Iterable[Inline]) -> list[Inline]:
    """References as they were written: "Pasal 7", " ayat ", "(2)" is one reference to the last of them."""
    hasil: list[Inline] = []
    for bagian in isi:
        if isinstance(bagian, Rujukan) and bagian.isi and hasil and isinstance(kata := hasil[-1], Teks):
            sebelum = hasil[-2] if len(hasil) > 1 else None
            if isinstance(sebelum, Rujukan) and sebelum.isi and kata.isi in _SAMBUNGAN:
                del hasil[-2:]
            elif not bagian.isi.startswith("Pasal"):
                sisa = _KATA_RUJUKAN.sub("", kata.isi)
                hasil[-1:] = [Teks(sisa)] if sisa else []
        hasil.append(bagian)
    return hasil


def _awal_baris(baris: str) -> str:
    """A line that would begin an item, a table or a directive, with a backslash before it."""
    return f"\\{baris}" if baris.startswith(("|", "@")) or adalah_penanda(baris) else baris


def _tulis_tabel(t: Tabel, lingkup: str) -> list[str]:
    baris = [f"| {' | '.join(_tulis_sel(s, lingkup) for s in r.sel)} |" for r in t.baris]
    berkepala = bool(t.baris) and t.baris[0].kepala
    if berkepala or t.kolom != bagi_seribu([1] * len(t.kolom)):
        baris.insert(1 if berkepala else 0, f"|{'|'.join('-' * w for w in _lebar_tanda(t.kolom))}|")
    return baris


def _tulis_sel(sel: Sel, lingkup: str) -> str:
    isi = " ".join(_tulis_inline(_tanpa_baris(p.isi), lingkup)[0] for p in sel.isi).replace("|", "\\|")
    return f"\\{isi}" if _LEBAR.fullmatch(isi.strip(" ")) else isi


def _tanpa_baris(isi: Iterable[Inline]) -> Iterable[Inline]:
    return (Teks(" ") if isinstance(i, Baris) else i for i in isi)


def _lebar_tanda(kolom: Sequence[int]) -> list[int]:
    """The fewest dashes, three at least, that give these widths."""
    for jumlah in range(len(kolom), 1001):
        lebar = [max(1, round(k * jumlah / 1000)) for k in kolom]
        if bagi_seribu(lebar) == tuple(kolom):
            kali = -(-3 // min(lebar))
            return [w * kali for w in lebar]
    return list(kolom)
