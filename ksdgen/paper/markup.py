"""Text that looks like law → blocks.

    (1) [pokok] Kerja sama ini meliputi:          ayat with a label
        a. penyediaan benih;                      huruf
           1. benih cabai;                        angka
    (2) Pelaksanaan sebagaimana dimaksud pada [[pokok]] …

The level of an item comes from the kind of its marker, never from indentation; indentation only tells to which item a paragraph or a
table after a blank line belongs. Typed ordinals must run on, which catches a wrapped line that happens to begin like a marker; `(#)`,
`#a.`, `#1.`, `#a)`, `#1)`, `#I.` mean "the next of its kind". `\\` takes a marker its meaning, at the end of a line it breaks the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ksdgen.diagnostics import Diagnostic, Severity
from ksdgen.paper.columns import WIDTH, bagi_seribu
from ksdgen.paper.document import (
    PERAN,
    Asal,
    BarisTabel,
    Blok,
    Gambar,
    Inline,
    Nomor,
    Paragraf,
    PemisahHalaman,
    Sel,
    Tabel,
    Teks,
)
from ksdgen.paper.fences import FENCE_RANGE, ONE_VALUE, TANDA, CariAsal, without_fences
from ksdgen.paper.inlines import InlineBuilder, Stretch, selebar
from ksdgen.paper.markers import LABEL, MARKER, MARKER_START, read_marker

_POTONG_SEL = re.compile(rf"{ONE_VALUE}|\\[^{FENCE_RANGE}]|(?P<batas>\|)")

_PERAN_BUTIR = frozenset({"premis", "latar_belakang", "konsideran", "dasar_hukum"})
"""Roles whose outermost points keep the role instead of taking their marker's."""

_PERAN_TABEL = ("tabel", "pihak", "lambang", "tanda_tangan", "paraf")


@dataclass(slots=True)
class Parsed:
    """What `parse` found: blocks in order and what is wrong with the text."""

    blok: list[Blok] = field(default_factory=list)
    temuan: list[Diagnostic] = field(default_factory=list)


@dataclass(slots=True)
class _OpenList:
    """An open list: its kind, the last number given, and the indentation of that item."""

    jenis: str
    nilai: int
    indentasi: int


@dataclass(slots=True)
class _OpenTable:
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
        self.hasil = Parsed()
        self.id_ = ""  # the mark of the line that is being read
        self.peran = "isi"
        self.romawi = 0
        self.ayat = 0
        self.tingkat: list[_OpenList] = []
        self.tertutup: dict[tuple[str, int], int] = {}  # lists that a paragraph closed: (kind, depth) → last number
        self.kepala: Paragraf | None = None  # the paragraph that is being read, and its lines
        self.baris: list[Stretch] = []
        self.pipa: list[list[Stretch]] = []  # the rows of the piped table that is being read
        self.kedalaman_pipa = 0
        self.setelah_kosong = False
        self.tabel: _OpenTable | None = None

    def parse(self, teks: str) -> Parsed:
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
        utuh = Stretch.baca(mentah, self.id_)
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

    def _isi_baris(self, baris: Stretch, indentasi: int) -> None:
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
        m = MARKER.match(baris.teks) if awal in MARKER_START else None
        if m is not None:
            self._butir(m, baris, indentasi)
        elif self.kepala is not None:
            self.baris.append(baris)
        else:
            self._paragraf_lepas(baris, indentasi)

    def _butir(self, m: re.Match[str], baris: Stretch, indentasi: int) -> None:
        """Begin a numbered item."""
        self._selesai()
        jenis, tertulis = read_marker(m)
        nomor = Nomor(jenis, self._urutan(jenis, tertulis, indentasi))
        if tertulis is not None and tertulis != nomor.nilai:
            penanda = m[0].rstrip()
            self._lapor(
                "KSD020",
                f"penanda `{penanda}` tidak berurutan, seharusnya `{nomor.teks}`",
                selebar(self._asal(baris), len(penanda)),
                "betulkan urutannya; bila ini kalimat biasa, tulis tanda \\ di depannya atau gabungkan dengan baris di atasnya",
            )
        label = LABEL.match(baris.teks, m.end())
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
        self.tingkat[posisi:] = [_OpenList(jenis, urutan, indentasi)]
        self.tertutup.clear()
        if jenis == "ayat":
            self.ayat = urutan
        return urutan

    def _paragraf_lepas(self, baris: Stretch, indentasi: int) -> None:
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

    def _inline(self, baris: Iterable[Stretch]) -> tuple[Inline, ...]:
        isian = InlineBuilder(self.cari)
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

    def _baris_pipa(self, sel: list[Stretch], indentasi: int) -> None:
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
        letak = next((i for i in (0, 1) if len(baris) > i and all(WIDTH.fullmatch(s.teks) for s in baris[i])), None)
        lebar = [1] * kolom if letak is None else [s.teks.count("-") for s in baris.pop(letak)]
        if not baris:
            return
        kolom = max(len(sel) for sel in baris)
        isi = tuple(self._baris_tabel(sel, kolom, letak == 1 and nomor == 0) for nomor, sel in enumerate(baris))
        lebar = lebar if len(lebar) == kolom else [1] * kolom
        self.hasil.blok.append(Tabel("tabel", bagi_seribu(lebar), isi, self.kedalaman_pipa, None, asal))

    def _baris_tabel(self, sel: list[Stretch], kolom: int, kepala: bool) -> BarisTabel:
        peran = "sel_kepala" if kepala else "sel"
        isi = [Sel((Paragraf(peran, self._inline([s]), asal=self._asal(s)),)) for s in sel]
        kurang = [Sel((Paragraf(peran),))] * (kolom - len(sel))
        return BarisTabel((*isi, *kurang), kepala)

    # --- directives ---

    def _direktif(self, baris: Stretch) -> None:
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
            self._lapor("KSD024", f"perintah `@{without_fences(nama)}` tidak dikenal", asal, "periksa ejaannya")

    def _direktif_tabel(self, sisa: Stretch, asal: Asal | None) -> None:
        if self.tabel is not None:
            self._lapor("KSD024", "tabel sebelumnya belum ditutup dengan `@tutup`", asal)
            self._tutup_tabel()
        peran, *lebar = without_fences(sisa.teks).split() or ["tabel"]
        if peran not in _PERAN_TABEL:
            self._lapor("KSD024", f"tabel `{peran}` tidak dikenal", asal, f"yang ada: {', '.join(_PERAN_TABEL)}")
            peran = "tabel"
        angka = [int(x) for x in lebar if x.isascii() and x.isdigit() and len(x) <= 6]
        if len(angka) != len(lebar):
            self._lapor("KSD024", "lebar kolom ditulis dengan angka", asal, "misalnya `@tabel pihak 1 3`")
        self.tabel = _OpenTable(peran, bagi_seribu(angka or [1]), asal)
        self.peran = "sel"

    def _direktif_baris(self, sisa: Stretch, asal: Asal | None) -> None:
        self._tanpa_teks("baris", sisa, asal)
        if self._di_tabel("baris", asal) is not None and self.tabel is not None:
            self.tabel.baris.append([])

    def _direktif_sel(self, sisa: Stretch, asal: Asal | None) -> None:
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

    def _direktif_tutup(self, sisa: Stretch, asal: Asal | None) -> None:
        self._tanpa_teks("tutup", sisa, asal)
        if self._di_tabel("tutup", asal) is not None:
            self._tutup_tabel()

    def _direktif_halaman(self, sisa: Stretch, asal: Asal | None) -> None:
        arah = {"": None, "lanskap": True, "potret": False}
        pilihan = without_fences(sisa.teks)
        if pilihan not in arah:
            self._lapor("KSD024", f"arah halaman `{pilihan}` tidak dikenal", asal, "pilihan: lanskap, potret")
        if self.tabel is not None:
            self._lapor("KSD024", "halaman baru tidak dapat dimulai di dalam tabel", asal)
            return
        self.hasil.blok.append(PemisahHalaman(arah.get(pilihan)))

    def _direktif_gambar(self, sisa: Stretch, asal: Asal | None) -> None:
        acuan = without_fences(sisa.teks)
        gambar = self.gambar(acuan) if self.gambar is not None else acuan
        if isinstance(gambar, str):
            self._taruh(Paragraf("bingkai_lambang", (Teks(gambar),) if gambar else (), asal=asal))
        else:
            self._taruh(Paragraf("lambang", (gambar,), asal=asal))

    def _peran(self, peran: str, label: str, sisa: Stretch, asal: Asal | None) -> None:
        """Text of a role: on the directive's line, or on the lines after it."""
        self.peran = peran
        if peran == "ttd_ruang":
            self._taruh(Paragraf(peran, asal=asal))
        elif sisa.teks:
            nomor = None
            if not sisa.harfiah and (m := MARKER.match(sisa.teks)) is not None and m["romawi"] is not None:
                self.romawi += 1
                nomor = Nomor("romawi", self.romawi)
                sisa = sisa.potong(m.end())
            self.kepala = Paragraf(peran, nomor=nomor, kunci=self._kunci(label) if label else None, asal=asal)
            self.baris = [sisa]

    def _di_tabel(self, nama: str, asal: Asal | None) -> _OpenTable | None:
        if self.tabel is None:
            self._lapor("KSD024", f"`@{nama}` hanya dapat dipakai di dalam `@tabel`", asal)
        return self.tabel

    def _tanpa_teks(self, nama: str, sisa: Stretch, asal: Asal | None) -> None:
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

    def _asal(self, baris: Stretch) -> Asal | None:
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


_DIREKTIF: dict[str, Callable[[Parser, Stretch, Asal | None], None]] = {
    "tabel": Parser._direktif_tabel,
    "baris": Parser._direktif_baris,
    "sel": Parser._direktif_sel,
    "tutup": Parser._direktif_tutup,
    "halaman_baru": Parser._direktif_halaman,
    "gambar": Parser._direktif_gambar,
}


def _belah_sel(baris: Stretch) -> list[Stretch] | None:
    """The cells of a piped row, None if the line is none; pipes inside values or after a backslash do not divide."""
    batas = [m.start() for m in _POTONG_SEL.finditer(baris.teks) if m["batas"]]
    if len(batas) < 2 or batas[0] != 0 or batas[-1] != len(baris.teks) - 1:
        return None
    return [baris.potong(kiri + 1, kanan) for kiri, kanan in pairwise(batas)]
