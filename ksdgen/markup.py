"""Text that looks like law ↔ blocks.

    (1) [pokok] Kerja sama ini meliputi:          ayat with a label
        a. penyediaan benih;                      huruf
           1. benih cabai;                        angka
    (2) Pelaksanaan sebagaimana dimaksud pada [[pokok]] …

The level of an item comes from the kind of its marker, never from indentation; indentation only tells to which item a paragraph after
a blank line belongs. Typed ordinals must run on, which catches a wrapped line that happens to begin like a marker; `(#)`, `#a.`, `#1.`,
`#a)`, `#1)`, `#I.` mean "the next of its kind". `\\` takes a marker its meaning, at the end of a line it breaks the line.

Values are fenced by private-use characters that user input cannot contain, so no value can ever become structure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ksdgen import bahasa
from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.document import (
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

NILAI, NILAI_ISI, NILAI_AKHIR = "\ue000", "\ue001", "\ue002"
TANDA, TANDA_AKHIR = "\ue003", "\ue004"
LUBANG, LUBANG_AKHIR = "\ue005", "\ue006"
"""Fences: a value is NILAI id NILAI_ISI text NILAI_AKHIR, a line mark TANDA id TANDA_AKHIR, a blank LUBANG name LUBANG_AKHIR."""

TELAN = "\ue007"
"""Stands before a line break of a template that must not reach the text."""

CariAsal = Callable[[str, int], Asal | None]
"""Turns the id of a fence and an offset into a place."""


def nilai(teks: str, id_: str = "") -> str:
    """Fence a value; its newlines become spaces."""
    return f"{NILAI}{id_}{NILAI_ISI}{' '.join(teks.splitlines()) if chr(10) in teks or chr(13) in teks else teks}{NILAI_AKHIR}"


def lubang(nama: str) -> str:
    """A fenced blank."""
    return f"{LUBANG}{nama}{LUBANG_AKHIR}"


def tanda(id_: str) -> str:
    """A mark that says where the text after it was written."""
    return f"{TANDA}{id_}{TANDA_AKHIR}"


@dataclass(slots=True)
class Hasil:
    """What `parse` found: blocks in order and what is wrong with the text."""

    blok: list[Blok] = field(default_factory=list)
    temuan: list[Diagnostic] = field(default_factory=list)


_TANDA = re.compile(f"{TANDA}([^{TANDA_AKHIR}]*){TANDA_AKHIR}")
_POLOS = re.compile(f"{NILAI}[^{NILAI_ISI}]*{NILAI_ISI}|{NILAI_AKHIR}")
_POTONG = re.compile(
    f"{NILAI}(?P<id>[^{NILAI_ISI}]*){NILAI_ISI}(?P<nilai>[^{NILAI_AKHIR}]*){NILAI_AKHIR}"
    f"|{LUBANG}(?P<lubang>[^{LUBANG_AKHIR}]*){LUBANG_AKHIR}"
    f"|{TANDA}(?P<tanda>[^{TANDA_AKHIR}]*){TANDA_AKHIR}"
    r"|\[\[(?P<rujukan>[^\[\]\n]*)\]\]"
    r"|\\(?P<lolos>[^a-zA-Z0-9\s])"
    r"|\\(?P<lolos_kata>[a-zA-Z0-9])"
    r"|(?P<celah>_{3,})"
)
_PENANDA = re.compile(
    r"(?:\((?P<ayat>\d{1,3}|#)\)"
    r"|(?P<huruf>#a|([a-z])\3{0,2})\."
    r"|(?P<angka>#1|\d{1,3})\."
    r"|(?P<huruf_kurung>#a|([a-z])\6{0,2})\)"
    r"|(?P<angka_kurung>#1|\d{1,3})\)"
    r"|(?P<romawi>#I)\.)(?=\s|$)\s*"
)
_LABEL = re.compile(r"\[([a-z][a-z0-9_]*)\](?:\s+|$)")
_BACA: dict[str, Callable[[str], int | None]] = {
    "ayat": int,
    "huruf": bahasa.dari_huruf,
    "angka": int,
    "huruf_kurung": bahasa.dari_huruf,
    "angka_kurung": int,
    "romawi": bahasa.dari_romawi,
}
_PERAN_BUTIR = {"premis", "latar_belakang", "konsideran", "dasar_hukum"}
"""Roles whose outermost points keep the role instead of taking their marker's."""


@dataclass(slots=True)
class _Tingkat:
    jenis: str
    nilai: int
    indentasi: int


@dataclass(slots=True)
class _Tabel:
    peran: str
    kolom: tuple[int, ...]
    kunci: str | None
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
        self.tanda_kini = ""
        self.tanda_awal = ""
        self.romawi = 0
        self.peran = "isi"
        self.tingkat: list[_Tingkat] = []
        self.ayat = 0
        self.buffer: list[str] = []
        self.kepala: Paragraf | None = None
        self.tabel: _Tabel | None = None
        self.baris_pipa: list[tuple[str, str]] = []
        self.kosong_sebelumnya = True
        self.tutup_daftar: dict[str, int] = {}

    def parse(self, teks: str) -> Hasil:
        """Read a whole text."""
        for baris in teks.split("\n"):
            self._baris(baris)
        self._selesai()
        if self.tabel is not None:
            self._lapor("KSD024", "tabel tidak ditutup dengan `@tutup`", None)
            self._tutup_tabel()
        return self.hasil

    # --- lines ----------------------------------------------------------------------------------------------------------------------

    def _baris(self, baris: str) -> None:
        tanpa = _TANDA.sub("", baris) if TANDA in baris else baris
        isi = tanpa.strip(" \t\r")
        if not isi:
            if TANDA not in baris:
                self._selesai()
                self.kosong_sebelumnya = True
            return
        indentasi = len(tanpa) - len(tanpa.lstrip(" \t"))
        awal = tanpa[indentasi]
        if TANDA in baris:
            m = _TANDA.search(baris)
            if m is not None and not baris[: m.start()].strip():
                self.tanda_kini = m[1]
            bersih = baris.strip(" \t\r")
        else:
            bersih = isi
        if awal == "@" and self.direktif:
            self._selesai()
            self._direktif(_buang_tanda_awal(bersih))
            self.kosong_sebelumnya = False
            return
        if awal == "|" and isi.endswith("|") and len(isi) > 1:
            if not self.baris_pipa:
                self._selesai()
            self.baris_pipa.append((self.tanda_kini, bersih))
            self.kosong_sebelumnya = False
            return
        if self.baris_pipa:
            self._selesai()
        m = _PENANDA.match(isi) if awal in "(#abcdefghijklmnopqrstuvwxyz0123456789" else None
        if m is not None:
            self._butir(m, isi, bersih, indentasi)
        elif self.buffer:
            self.buffer.append(bersih)
        else:
            self._paragraf_lepas(bersih, indentasi)
        self.kosong_sebelumnya = False

    def _butir(self, m: re.Match[str], isi: str, bersih: str, indentasi: int) -> None:
        self._selesai()
        jenis = next(j for j in _BACA if m[j] is not None)
        tertulis = m[jenis]
        nilai_tertulis = None if tertulis.startswith("#") else _BACA[jenis](tertulis)
        if jenis == "ayat":
            self.tingkat.clear()
        posisi = next((i for i, t in enumerate(self.tingkat) if t.jenis == jenis), None)
        if posisi is not None:
            del self.tingkat[posisi + 1 :]
            harap = self.tingkat[posisi].nilai + 1
        elif jenis == "ayat":
            harap = self.ayat + 1
        else:
            lanjut = self.tutup_daftar.get(jenis, 0) + 1
            harap = lanjut if nilai_tertulis == lanjut and not self.tingkat else 1
        if nilai_tertulis is not None and nilai_tertulis != harap:
            self._lapor(
                "KSD020",
                f"penanda `{isi[: m.end()].strip()}` tidak berurutan, seharusnya {_label(jenis, harap)}",
                self._asal_kini(),
                "betulkan urutannya; bila ini kalimat biasa, tulis tanda \\ di depannya atau gabungkan dengan baris di atasnya",
            )
        nomor = Nomor(jenis, harap)
        if jenis == "ayat":
            self.ayat = harap
        if posisi is not None:
            self.tingkat[posisi].nilai = harap
            self.tingkat[posisi].indentasi = indentasi
        else:
            self.tingkat.append(_Tingkat(jenis, harap, indentasi))
        self.tutup_daftar.clear()
        asal = self._asal_kini()
        kedalaman = len(self.tingkat) if not self._dalam_sel() else 0
        peran = jenis
        if self.peran in _PERAN_BUTIR and len(self.tingkat) == 1:
            peran = self.peran
        elif self._dalam_sel():
            peran = self.peran
        sisa = isi[m.end() :]
        label = _LABEL.match(sisa)
        kunci = None
        if label is not None:
            kunci = f"{self.lingkup}/{label[1]}" if self.lingkup else label[1]
        self.kepala = Paragraf(peran, (), nomor, kunci, kedalaman, asal)
        self.tanda_awal = self.tanda_kini
        # The raw line still holds line marks, so its marker and label are cut by matching again after leading marks.
        self.buffer = [_potong_penanda(bersih, label is not None)]

    def _paragraf_lepas(self, bersih: str, indentasi: int) -> None:
        while self.tingkat and self.tingkat[-1].indentasi >= indentasi:
            t = self.tingkat.pop()
            self.tutup_daftar[t.jenis] = t.nilai
        kedalaman = len(self.tingkat)
        self.kepala = Paragraf(self.peran if not self.tingkat else "isi", (), None, None, kedalaman, self._asal_kini())
        self.tanda_awal = self.tanda_kini
        self.buffer = [bersih]

    def _selesai(self) -> None:
        """Close the paragraph or the piped table that is being read."""
        if self.baris_pipa:
            baris, self.baris_pipa = self.baris_pipa, []
            self._tabel_pipa(baris)
        if self.kepala is None:
            return
        isi = self.inline(self.buffer)
        kepala, self.kepala, self.buffer = self.kepala, None, []
        if isi or kepala.nomor is not None:
            self._taruh(replace(kepala, isi=isi))

    def _taruh(self, p: Paragraf) -> None:
        if self.tabel is not None and self.tabel.baris and self.tabel.baris[-1]:
            self.tabel.baris[-1][-1].append(p)
        else:
            self.hasil.blok.append(p)

    def _dalam_sel(self) -> bool:
        return self.tabel is not None

    # --- directives -----------------------------------------------------------------------------------------------------------------

    def _direktif(self, isi: str) -> None:
        nama, _, sisa = isi[1:].partition(" ")
        sisa = sisa.strip()
        asal = self._asal_kini()
        self.tingkat.clear()
        self.tutup_daftar.clear()
        if nama == "tabel":
            bagian = _TANDA.sub("", _polos(sisa)).split()
            self.tabel = _Tabel(bagian[0] if bagian else "tabel", bagi_seribu([int(b) for b in bagian[1:]] or [1]), None, asal)
        elif nama == "baris" and self.tabel is not None:
            self.tabel.baris.append([])
        elif nama == "sel" and self.tabel is not None and self.tabel.baris:
            self.tabel.baris[-1].append([])
        elif nama == "tutup" and self.tabel is not None:
            self._tutup_tabel()
        elif nama == "halaman_baru":
            arah = {"lanskap": True, "potret": False}.get(_polos(sisa))
            self.hasil.blok.append(PemisahHalaman(arah))
        elif nama == "gambar":
            acuan = _TANDA.sub("", _polos(sisa))
            gambar = self.gambar(acuan) if self.gambar is not None else acuan
            if isinstance(gambar, str):
                self._taruh(Paragraf("bingkai_lambang", (Teks(gambar),), asal=asal))
            else:
                self._taruh(Paragraf("lambang", (gambar,), asal=asal))
        else:
            peran, _, label = nama.partition("#")
            self.peran = peran
            if peran == "ttd_ruang":
                self._taruh(Paragraf(peran, asal=asal))
            elif sisa:
                kunci = (f"{self.lingkup}/{label}" if self.lingkup else label) if label else None
                m = _PENANDA.match(sisa)
                if m is not None and self.peran not in _PERAN_BUTIR and not sisa.startswith("#I"):
                    m = None
                nomor = None
                if m is not None:
                    jenis = next(j for j in _BACA if m[j] is not None)
                    self.romawi += 1
                    nomor = Nomor(jenis, self.romawi)
                    sisa = sisa[m.end() :]
                self.kepala = Paragraf(peran, (), nomor, kunci, 0, asal)
                self.tanda_awal = self.tanda_kini
                self.buffer = [sisa]

    def _tutup_tabel(self) -> None:
        t, self.tabel = self.tabel, None
        if t is None:
            return
        baris = tuple(
            BarisTabel(tuple(Sel(tuple(sel) or (Paragraf("sel"),)) for sel in r)) for r in t.baris if r
        )
        if baris:
            self.hasil.blok.append(Tabel(t.peran, t.kolom, baris, 0, t.kunci, t.asal))
        self.peran = "isi"

    def _tabel_pipa(self, baris: list[tuple[str, str]]) -> None:
        asal = self.cari(baris[0][0], 0) if baris[0][0] else None
        sel = [(id_, _belah_sel(b)) for id_, b in baris]
        lebar: list[int] = []
        berkepala = len(sel) > 1 and all(re.fullmatch(r":?-+:?", _TANDA.sub("", s).strip()) for s in sel[1][1])
        if berkepala:
            lebar = [_TANDA.sub("", s).count("-") for s in sel[1][1]]
            del sel[1]
        kolom = len(sel[0][1])
        for id_, isi in sel:
            if len(isi) != kolom:
                self._lapor(
                    "KSD023",
                    f"baris tabel ini mempunyai {len(isi)} kolom, seharusnya {kolom}",
                    self.cari(id_, 0) if id_ else None,
                    "beri setiap baris jumlah tanda `|` yang sama",
                )
        if not lebar or len(lebar) != kolom:
            lebar = [1] * kolom
        hasil = []
        for nomor, (id_, isi) in enumerate(sel):
            self.tanda_awal = id_
            kepala = berkepala and nomor == 0
            peran = "sel_kepala" if kepala else "sel"
            isi = (isi + [""] * kolom)[: max(kolom, len(isi))]
            hasil.append(BarisTabel(tuple(Sel((Paragraf(peran, self.inline([s])),)) for s in isi), kepala))
        tabel = Tabel("tabel", bagi_seribu(lebar), tuple(hasil), len(self.tingkat), None, asal)
        self.hasil.blok.append(tabel)

    # --- inside a paragraph ---------------------------------------------------------------------------------------------------------

    def inline(self, baris: Sequence[str]) -> tuple[Inline, ...]:
        """The inlines of the lines of one paragraph."""
        hasil: list[Inline] = []
        potong: list[str] = []
        asal_teks: list[tuple[int, Asal]] = []
        panjang = 0
        id_ = self.tanda_awal

        def tambah(teks: str, asal: Asal | None) -> None:
            nonlocal panjang
            if not teks:
                return
            if asal is not None:
                asal_teks.append((panjang, asal))
            potong.append(teks)
            panjang += len(teks)

        def tutup() -> None:
            nonlocal panjang
            if potong:
                hasil.append(Teks("".join(potong), tuple(asal_teks)))
                potong.clear()
                asal_teks.clear()
                panjang = 0

        for i, b in enumerate(baris):
            if i:
                if not (hasil and isinstance(hasil[-1], Baris) and not potong):
                    tambah(" ", None)
            putus = b.endswith("\\") and not b.endswith("\\\\")
            if putus:
                b = b[:-1].rstrip()
            posisi = 0
            kolom = 0  # characters since the last line mark, for places inside a line of YAML
            for m in _POTONG.finditer(b):
                if m.start() > posisi:
                    literal = b[posisi : m.start()]
                    tambah(literal, self.cari(id_, kolom) if id_ else None)
                    kolom += len(literal)
                posisi = m.end()
                jenis = m.lastgroup
                if jenis == "nilai":
                    tambah(m["nilai"], self.cari(m["id"], 0) if m["id"] else (self.cari(id_, kolom) if id_ else None))
                elif jenis == "tanda":
                    id_ = m["tanda"]
                    kolom = 0
                    continue
                elif jenis == "lubang":
                    tutup()
                    hasil.append(Kosong(m["lubang"], asal=self.cari(id_, kolom) if id_ else None))
                elif jenis == "celah":
                    tutup()
                    hasil.append(Kosong("celah", asal=self.cari(id_, kolom) if id_ else None))
                elif jenis == "rujukan":
                    tutup()
                    hasil.append(Rujukan(m["rujukan"].strip(), "", self._asal_rujukan(id_, kolom, len(m[0]))))
                elif jenis == "lolos":
                    tambah(m["lolos"], self.cari(id_, kolom + 1) if id_ else None)
                else:
                    # A backslash before a letter only has to free a marker such as "a."; elsewhere it is itself.
                    tambah(m["lolos_kata"] if m.start() == 0 or not b[: m.start()].strip() else m[0], None)
                kolom += len(m[0])
            if posisi < len(b):
                tambah(b[posisi:], self.cari(id_, kolom) if id_ else None)
            if putus:
                tutup()
                hasil.append(Baris())
        tutup()
        while hasil and isinstance(hasil[-1], Baris):
            hasil.pop()
        return tuple(hasil)

    def _asal_rujukan(self, id_: str, kolom: int, lebar: int) -> Asal | None:
        asal = self.cari(id_, kolom) if id_ else None
        return Asal(Span.at(asal.span.file, asal.span.line, asal.span.column, lebar), asal.rute) if asal is not None else None

    def _asal_kini(self) -> Asal | None:
        return self.cari(self.tanda_kini, 0) if self.tanda_kini else None

    def _lapor(self, kode: str, pesan: str, asal: Asal | None, bantuan: str | None = None) -> None:
        self.hasil.temuan.append(
            Diagnostic(
                kode, Severity.KESALAHAN, pesan, asal.span if asal else None, bantuan, rute=asal.rute if asal else None
            )
        )


def bagi_seribu(lebar: Sequence[int]) -> tuple[int, ...]:
    """Relative widths as thousandths that sum to exactly 1000 (largest remainders)."""
    jumlah = sum(lebar) or 1
    kasar = [w * 1000 / jumlah for w in lebar]
    hasil = [int(k) for k in kasar]
    urut = sorted(range(len(lebar)), key=lambda i: (hasil[i] - kasar[i], i))
    for i in urut[: 1000 - sum(hasil)]:
        hasil[i] += 1
    return tuple(hasil)


CELAH = re.compile(r"_{3,}")
"""A gap to be written by hand."""


def adalah_penanda(teks: str) -> bool:
    """Whether a line that begins like this would be read as a numbered item."""
    return _PENANDA.match(teks) is not None


def tanpa_tanda(teks: str) -> str:
    """Text without its line marks."""
    return _TANDA.sub("", teks)


def lolos(teks: str) -> str:
    """Text as markup that reads back as itself, whatever it looks like."""
    return re.sub(r"([\\\[\]|@_])", r"\\\1", teks)


def _polos(teks: str) -> str:
    """Text without the fences around values."""
    return _POLOS.sub("", teks)


def _label(jenis: str, nilai_: int) -> str:
    return f"`{Nomor(jenis, nilai_).teks}`"


def _buang_tanda_awal(teks: str) -> str:
    while True:
        m = _TANDA.match(teks)
        if m is None:
            return teks
        teks = teks[m.end() :].lstrip()


def _potong_penanda(bersih: str, berlabel: bool) -> str:
    """The rest of a line after its marker and label, its line marks kept and counted from the cut."""
    m = _TANDA.match(bersih)
    awal = ""
    if m is not None:
        awal = m[0]
        bersih = bersih[m.end() :]
    p = _PENANDA.match(bersih)
    potong = p.end() if p is not None else 0
    if berlabel:
        label = _LABEL.match(bersih[potong:])
        potong += label.end() if label is not None else 0
    if not awal:
        return bersih[potong:]
    id_ = awal[1:-1]
    return f"{TANDA}{geser(id_, potong)}{TANDA_AKHIR}{bersih[potong:]}"


def geser(id_: str, kolom: int) -> str:
    """A line mark's id for a place `kolom` characters further on."""
    kepala, _, jarak = id_.partition("+")
    return f"{kepala}+{int(jarak or 0) + kolom}"


def _belah_sel(baris: str) -> list[str]:
    """The cells of a piped row; pipes inside values or after a backslash do not divide."""
    teks = _buang_tanda_awal(baris).strip()[1:-1]
    sel: list[str] = []
    kini: list[str] = []
    dalam = False
    lewati = False
    for huruf in teks:
        if lewati:
            kini.append(huruf)
            lewati = False
            continue
        if huruf == NILAI:
            dalam = True
        elif huruf == NILAI_AKHIR:
            dalam = False
        if huruf == "\\" and not dalam:
            lewati = True
        if huruf == "|" and not dalam:
            sel.append("".join(kini).strip())
            kini = []
        else:
            kini.append(huruf)
    sel.append("".join(kini).strip())
    return sel
