"""What others may know of a composition: the document, its articles, what became of each standard clause, the blanks.

Nothing here knows Jinja2: rules, reviews and the desk read compositions, only composing them takes templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from typing import Any

from ksdgen.catalogue.front_matter import KepalaKlausul, kekakuan_klausul
from ksdgen.diagnostics import Diagnostic, Span
from ksdgen.naskah.model import Persetujuan
from ksdgen.naskah.routes import sebutan_rute
from ksdgen.paper.document import Blok, Dokumen, Kosong, Paragraf, Rujukan, Tabel, paragraf_dari, teks_inline
from ksdgen.source.places import Tempat

# --- what becomes of standard clauses ------------------------------------------------------------------------------------------


class Keadaan(Enum):
    """What became of a standard clause in an agreement."""

    BAKU = "baku"
    ISIAN = "isian"
    DIUBAH = "diubah"
    DIHAPUS = "dihapus"
    DIGANTI = "diganti"

    @property
    def menyimpang(self) -> bool:
        """The agreement does not say what the standard says."""
        return self in (Keadaan.DIUBAH, Keadaan.DIHAPUS, Keadaan.DIGANTI)


class Izin(Enum):
    """Whether an agreement may differ from a clause: freely, with consent, not at all."""

    DIIZINKAN = "diizinkan"
    PERLU_PERSETUJUAN = "perlu persetujuan"
    TERLARANG = "terlarang"


_IZIN = {"persetujuan": Izin.PERLU_PERSETUJUAN, "tetap": Izin.TERLARANG}


@dataclass(frozen=True, slots=True)
class Pemakaian:
    """One standard clause in one agreement."""

    kode: str
    judul: str
    versi: int | None
    varian: str | None
    kekakuan: str
    keadaan: Keadaan
    rute: str
    """The key that speaks of the clause; empty where the agreement is silent and the clause comes with the document type."""
    span: Span
    alasan: str | None = None
    disetujui: Persetujuan | None = None
    teks: str = ""
    """The agreement's own words where it differs; empty for a clause that is left out."""
    pengganti: int | None = None
    """The number of the additional article that stands in its place."""
    pendamping: tuple[int, ...] = ()
    """Additional articles that speak of the same matter beside the clause."""
    sama: str | None = None
    """For a clause in the agreement's own words: the variant that says the same, empty for the one that is chosen; None when none does."""

    @property
    def dipakai(self) -> bool:
        """Whether the document has an article of this clause, if only in the agreement's own words."""
        return self.keadaan not in (Keadaan.DIHAPUS, Keadaan.DIGANTI)

    @property
    def menyimpang(self) -> bool:
        """Whether the agreement says something else than the standard, or nothing."""
        return self.keadaan.menyimpang and self.sama is None

    @property
    def izin(self) -> Izin:
        """How this use is graded; what does not differ is always allowed."""
        return _IZIN.get(self.kekakuan, Izin.DIIZINKAN) if self.menyimpang else Izin.DIIZINKAN

    @property
    def sidik(self) -> str:
        """The digest that ties a consent to the words that were consented to."""
        return sidik_teks(self.teks)


def sidik_teks(teks: str) -> str:
    """A short digest of an agreement's own words; spaces and line breaks between them do not count."""
    return sha256(" ".join(teks.split()).encode("utf-8", "surrogatepass")).hexdigest()[:12]


# --- articles and the whole ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Pasal:
    """An article of the composed document and what it is made of."""

    kode: str
    judul: str
    unsur: tuple[str, ...]
    asal: str
    """`klausul`, `ubahan` (a standard clause with the agreement's own text) or `tambahan.<number>`."""
    klausul: KepalaKlausul | None = None
    varian: str | None = None
    path: str = ""
    """The template of a standard clause."""

    @property
    def versi(self) -> int | None:
        """The version of the standard clause."""
        return self.klausul.versi if self.klausul is not None else None

    @property
    def kekakuan(self) -> str:
        """How strictly the standard clause is held; an article of the agreement's own is free."""
        return kekakuan_klausul(self.klausul, self.varian) if self.klausul is not None else "bebas"


@dataclass(slots=True)
class Susunan:
    """The result of composing: the document and what rules need to know of how it came about."""

    dokumen: Dokumen
    temuan: list[Diagnostic]
    unsur: frozenset[str] = frozenset()
    pasal: list[Pasal] = field(default_factory=list)
    tercetak: frozenset[str] = frozenset()
    aset: dict[str, bytes] = field(default_factory=dict)
    gambar: dict[str, str] = field(default_factory=dict)
    """sha256 → file of each image."""
    bingkai: list[tuple[str, str]] = field(default_factory=list)
    """(label, route) of each emblem that has no image."""
    klausul: tuple[Pemakaian, ...] = ()
    """What the agreement does with each standard clause."""


def celah(susunan: Susunan, tempat: Tempat) -> Iterator[tuple[str, str, bool]]:
    """The blanks of a document, each once: its route, what it is for, and whether the file leaves it open on purpose."""
    sudah: set[str] = set()
    for paragraf in paragraf_dari(susunan.dokumen.isi):
        for bagian in paragraf.isi:
            if not isinstance(bagian, Kosong):
                continue
            rute = bagian.nama
            if rute == "celah":
                rute = bagian.asal.rute if bagian.asal is not None and bagian.asal.rute else "celah"
            if rute in sudah:
                continue
            sudah.add(rute)
            ada = tempat.ada(rute)
            yield (
                rute,
                "nomor kesepakatan bersama" if rute == "kesepakatan_bersama" and ada else sebutan_rute(rute),
                ada,
            )


# --- words of an article, to be compared ---------------------------------------------------------------------------------------


def artikel(dokumen: Dokumen, kode: str) -> tuple[Blok, ...]:
    """The blocks of an article's body, without its heading; empty when the document has no such article."""
    mulai = next(
        (i for i, b in enumerate(dokumen.isi) if isinstance(b, Paragraf) and b.peran == "pasal" and b.kunci == kode),
        None,
    )
    if mulai is None:
        return ()
    akhir = mulai + 1
    while akhir < len(dokumen.isi) and not _batas(dokumen.isi[akhir]):
        akhir += 1
    return dokumen.isi[mulai + 1 : akhir]


_SESUDAH_PASAL = frozenset({"pasal", "penutup", "lampiran_judul", "saksi_judul"})


def _batas(blok: Blok) -> bool:
    """Whether an article's body ends before this block."""
    if isinstance(blok, Paragraf):
        return blok.peran in _SESUDAH_PASAL
    return not isinstance(blok, Tabel) or blok.peran != "tabel"


def bunyi(blok: Iterable[Blok]) -> tuple[tuple[Any, ...], ...]:
    """What an article says, for comparison: roles, numbers and words; an article that is referred to counts by its code, not its number."""
    hasil: list[tuple[Any, ...]] = []
    for b in blok:
        for p in paragraf_dari((b,)):
            kata = "".join(
                f"[[{i.target}]]" if isinstance(i, Rujukan) and i.isi.startswith("Pasal ") else teks_inline((i,))
                for i in p.isi
            )
            hasil.append(
                (type(b).__name__, p.peran, p.nomor.teks if p.nomor else "", p.kedalaman, " ".join(kata.split()))
            )
    return tuple(hasil)
