"""The flat blocks of a document as the tree that its numbers make: parts, articles, ayat, points."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence

from ksdgen.difference.likeness import tas
from ksdgen.paper.document import Blok, Inline, Kosong, Paragraf, PemisahHalaman, Rujukan, Tabel, Teks, paragraf_dari

BADAN = frozenset(("isi", "ayat", "huruf", "angka", "huruf_kurung", "angka_kurung"))
"""Roles of the text of articles: one can take the place of another."""

DAFTAR = frozenset(("premis", "latar_belakang", "konsideran", "dasar_hukum"))
"""Roles of the numbered lists before the articles."""

_EKOR = re.compile(r"[;,.:]?(?:\s+(?:dan|atau|dan/atau))?\s*\Z")
"""How a point ends, which depends on what comes after it."""


_PERATURAN = re.compile(r".{0,200}?\bNomor \S+ Tahun \d{4}\b")


class Simpul:
    """A block with what belongs to it; the root and the parts that have no heading of their own have no block."""

    __slots__ = ("_tas", "_tas_semua", "anak", "blok", "indeks", "induk", "jenis", "tingkat")

    def __init__(self, jenis: str, blok: Blok | None, indeks: int, induk: Simpul | None) -> None:
        self.jenis = jenis
        """The role of a paragraph or table, or the name of a part."""
        self.blok = blok
        self.indeks = indeks
        self.induk = induk
        self.tingkat: int = induk.tingkat + 1 if induk is not None else 0
        """0 for the root, 1 for parts and articles, and so on."""
        self.anak: list[Simpul] = []
        if induk is not None:
            induk.anak.append(self)
        self._tas: Counter[Hashable] | None = None
        self._tas_semua: Counter[Hashable] | None = None

    @property
    def tas(self) -> Counter[Hashable]:
        """The words of the block itself."""
        if self._tas is None:
            self._tas = Counter()
            if self.blok is not None:
                for p in paragraf_dari((self.blok,)):
                    self._tas.update(tas(p.isi))
        return self._tas

    @property
    def tas_semua(self) -> Counter[Hashable]:
        """The words of the block and of everything that belongs to it."""
        if self._tas_semua is None:
            semua = Counter(self.tas)
            for a in self.anak:
                semua.update(a.tas_semua)
            self._tas_semua = semua
        return self._tas_semua

    @property
    def bagian(self) -> Simpul:
        """The article or other part that it belongs to; itself when it is one."""
        s = self
        while s.induk is not None and s.tingkat > 1:
            s = s.induk
        return s

    def turunan(self) -> list[Simpul]:
        """Everything that belongs to it, in reading order."""
        hasil: list[Simpul] = []
        tumpukan = self.anak[::-1]
        while tumpukan:
            s = tumpukan.pop()
            hasil.append(s)
            tumpukan += reversed(s.anak)
        return hasil

    @property
    def peraturan(self) -> str:
        """Of a legal basis, the act: the words up to its number."""
        teks = self.blok.teks if isinstance(self.blok, Paragraf) else ""
        m = _PERATURAN.match(teks)
        return m[0] if m is not None else teks

    @property
    def kunci(self) -> str | None:
        """The identity that an author gave."""
        kunci = self.blok.kunci if isinstance(self.blok, Paragraf | Tabel) else None
        return None if kunci is None or "^" in kunci else kunci

    @property
    def dapat_pindah(self) -> bool:
        """Whether it can be shown as moved."""
        return isinstance(self.blok, Paragraf) and (
            self.jenis == "pasal" or self.jenis in BADAN or self.jenis in DAFTAR
        )


def pohon(blok: Sequence[Blok]) -> tuple[Simpul, list[Simpul]]:
    """The root, and the node of each block."""
    akar = Simpul("akar", None, -1, None)
    bagian = Simpul("pembukaan", None, -1, akar)
    tumpukan: list[Simpul] = []  # the paragraphs around: numbered ones, and those that lead in a list
    semua: list[Simpul] = []
    for i, b in enumerate(blok):
        jenis = "pemisah" if isinstance(b, PemisahHalaman) else b.peran
        baru = _bagian_baru(jenis, bagian, blok[i - 1] if i else None)
        if baru is not None:
            bagian = Simpul(baru, b if baru == "pasal" else None, i if baru == "pasal" else -1, akar)
            tumpukan = []
            if baru == "pasal":
                semua.append(bagian)
                continue
        bernomor = isinstance(b, Paragraf) and b.nomor is not None
        dalam = 0 if isinstance(b, PemisahHalaman) else b.kedalaman
        while tumpukan and not _memuat(tumpukan[-1], dalam, bernomor):
            tumpukan.pop()
        simpul = Simpul(jenis, b, i, tumpukan[-1] if tumpukan else bagian)
        semua.append(simpul)
        if bernomor or jenis == "isi":
            tumpukan.append(simpul)
    return akar, semua


def _memuat(s: Simpul, dalam: int, bernomor: bool) -> bool:
    """Whether a block of this depth belongs to a paragraph before it: points to what leads them in, other text to its point."""
    assert isinstance(s.blok, Paragraf)
    if bernomor or s.blok.nomor is None:
        return s.blok.kedalaman < dalam
    return 0 < dalam >= s.blok.kedalaman


def _bagian_baru(jenis: str, kini: Simpul, sebelum: Blok | None) -> str | None:
    """The part that begins with a block of this role, if one does."""
    if jenis == "pasal":
        return "pasal"
    if jenis == "lampiran_judul":
        lanjut = isinstance(sebelum, Paragraf) and sebelum.peran == "lampiran_judul"
        return None if lanjut and kini.jenis == "lampiran" else "lampiran"
    return "penutup" if jenis == "penutup" and kini.jenis not in ("penutup", "lampiran") else None


def cap(b: Blok) -> Hashable:
    """What two blocks that say the same have in common, whatever their numbers, the numbers they refer to and the end of a point."""
    if isinstance(b, Paragraf):
        return (_kelas(b.peran), cap_isi(b.isi))
    if isinstance(b, PemisahHalaman):
        return b
    return (b.peran, b.kolom, tuple(tuple(tuple(cap(p) for p in s.isi) for s in r.sel) for r in b.baris))


def cap_isi(isi: Sequence[Inline]) -> Hashable:
    """The same of a text alone."""
    hasil: list[Hashable] = []
    for n, i in enumerate(isi):
        if isinstance(i, Teks):
            hasil.append(_EKOR.sub("", i.isi) if n == len(isi) - 1 else i.isi)
        elif isinstance(i, Rujukan):
            hasil.append((Rujukan, i.target))
        else:
            hasil.append(Kosong if isinstance(i, Kosong) else i)
    return tuple(hasil)


def _kelas(peran: str) -> str:
    return "isi" if peran in BADAN else peran


def sekelas(a: Simpul, b: Simpul) -> bool:
    """Whether two nodes can be the same thing in two versions."""
    if (a.blok is None) != (b.blok is None) or type(a.blok) is not type(b.blok):
        return False
    if isinstance(a.blok, Tabel) and isinstance(b.blok, Tabel):
        return (a.blok.peran, a.blok.kolom, a.blok.kedalaman, a.blok.kunci) == (
            b.blok.peran,
            b.blok.kolom,
            b.blok.kedalaman,
            b.blok.kunci,
        )
    if isinstance(a.blok, PemisahHalaman):
        return a.blok == b.blok
    return _kelas(a.jenis) == _kelas(b.jenis)
