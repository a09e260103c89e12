"""One entry of the list of changes, as data."""

from __future__ import annotations

from dataclasses import dataclass

from ksdgen.difference.pieces import Potong
from ksdgen.paper.document import Asal

JENIS: dict[str, str] = {
    "diubah": "diubah",
    "diganti": "diganti",
    "baru": "baru",
    "dihapus": "dihapus",
    "dipindah": "dipindah",
    "dinomori_ulang": "dinomori ulang",
}
"""The closed list of what can happen, with how it is said."""

GOLONGAN: dict[str, str] = {
    "pihak": "pihak",
    "nomor": "nomor",
    "tanggal": "tanggal",
    "nilai_uang": "nilai",
    "jangka_waktu": "jangka waktu",
    "bilangan": "bilangan",
    "rujukan": "rujukan",
    "kosong": "isian",
    "teks": "teks",
    "pasal": "pasal",
    "tabel": "tabel",
    "gambar": "gambar",
    "bentuk": "bentuk",
    "tata_letak": "tata letak",
}
"""The closed list of what an entry is about, with how it is said."""


@dataclass(frozen=True, slots=True)
class Alinea:
    """A whole paragraph or table row to show beside a change.

    `nomor_lama` and `nomor` are its numbers as printed ("Pasal 3", "(2)", "a.") in the older and the newer version, "" where it has none.
    """

    nomor_lama: str
    nomor: str
    kedalaman: int
    potong: tuple[Potong, ...]

    @property
    def lama(self) -> str:
        """The text of the older version."""
        return "".join(p.teks for p in self.potong if p.jenis != "sisip")

    @property
    def baru(self) -> str:
        """The text of the newer version."""
        return "".join(p.teks for p in self.potong if p.jenis != "hapus")


@dataclass(frozen=True, slots=True)
class Perubahan:
    """One change as a drafter would say it.

    Attributes:
        jenis: a key of `JENIS`: "diubah" words of a paragraph that stays, "diganti" a paragraph or row that has nothing in common with
            what stood at its place before.
        golongan: a key of `GOLONGAN`.
        tempat: where, in people's words ("Pasal 6 ayat (2) huruf a", "para pihak: PIHAK KESATU"); of the newer version, or of the
            older one when only that has it.
        tempat_lama: the same in the older version; "" when it has no such place.
        semula: the changed words as they were; of a whole paragraph or article, its text.
        menjadi: the changed words as they are.
        judul: the heading of a new, deleted or moved article.
        sebelum: the word right after an insertion or deletion, "" at the end of a paragraph.
        sesudah: the word right before it, "" at the beginning.
        alinea: the whole paragraphs concerned, with their changes.
        rujukan: how many references changed their number because of this.
        kunci: the identity of the paragraph, when it has one.
        asal_lama: where the older words were written.
        asal: where the newer words were written.
        letak: the ordinal of the paragraph in the document that holds both versions: entries of one paragraph share it.
        bagian: the article or part of the document it belongs to, for grouping ("Pasal 6", "para pihak", "lampiran").
    """

    jenis: str
    golongan: str
    tempat: str
    tempat_lama: str = ""
    semula: str = ""
    menjadi: str = ""
    judul: str = ""
    sebelum: str = ""
    sesudah: str = ""
    alinea: tuple[Alinea, ...] = ()
    rujukan: int = 0
    kunci: str | None = None
    asal_lama: Asal | None = None
    asal: Asal | None = None
    letak: int = 0
    bagian: str = ""
