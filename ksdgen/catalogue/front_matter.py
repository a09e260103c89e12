"""What may stand in the front matter of document types, clauses and house styles.

It is decoded by the same decoder as agreements, so a mistake in a template is reported like a mistake in an agreement.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ksdgen.source.convert import ISIAN_TYPES
from ksdgen.source.decode import FAILED, Decoder
from ksdgen.source.node import Node, ScalarNode
from ksdgen.source.places import Places
from ksdgen.source.record import Record, record_field
from ksdgen.source.scalars import Duration

INTERFACE = 1
"""The version of the contract between templates and this engine."""

STRICTNESS = ("bebas", "persetujuan", "tetap")
"""How strictly a clause is held: free to change, only with the legal section's consent, never."""


class IsianDeclaration(Record):
    """A typed blank that a clause or document type declares."""

    tipe: str = record_field("Tipe isian", choices=(*ISIAN_TYPES, "pilihan"))
    baku: Any = record_field("Nilai baku", default=None)
    pilihan: tuple[str, ...] = record_field("Pilihan bila tipenya `pilihan`", default=())
    min: Any = record_field(
        "Nilai terkecil yang diperbolehkan, untuk bilangan, rupiah, persen, atau lama", default=None
    )
    maks: Any = record_field(
        "Nilai terbesar yang diperbolehkan, untuk bilangan, rupiah, persen, atau lama", default=None
    )
    uraian: str = record_field("Apa yang diisikan")


class Variant(Record):
    """A variant of a clause; the first whose conditions hold and that is not `pilihan` is the default."""

    uraian: str = record_field("Kapan varian ini dipakai")
    jenis: tuple[str, ...] = record_field("Hanya untuk jenis naskah ini", default=(), single=True)
    kategori: tuple[str, ...] = record_field("Hanya untuk kategori ini", default=(), single=True)
    pilihan: bool = record_field("Hanya bila dipilih dengan tegas", default=False)
    kekakuan: str | None = record_field(
        "Kekakuan varian ini bila lain dari klausulnya", default=None, choices=STRICTNESS
    )

    def suits(self, kind: str, category: str) -> bool:
        """Whether an agreement of this type and category may use the variant."""
        return (not self.jenis or kind in self.jenis) and (not self.kategori or category in self.kategori)


class Location(Record):
    """Where an article goes that the document type does not list."""

    setelah: tuple[str, ...] = record_field("Kode pasal; yang pertama ada dalam naskah yang dipakai", single=True)


class KlausulFrontMatter(Record):
    """Front matter of `templates/klausul/<id>.j2`."""

    antarmuka: int = record_field("Versi kontrak templat", default=INTERFACE)
    judul: str | Mapping[str, str] = record_field("Judul pasal, atau judul menurut varian")
    judul_lain: tuple[str, ...] = record_field("Judul lain yang lazim untuk pasal yang sama", default=(), single=True)
    unsur: tuple[str, ...] = record_field("Unsur yang dipenuhi", default=(), single=True)
    versi: int = record_field("Versi teks", default=1)
    dasar: tuple[str, ...] = record_field("Ketentuan yang mendasari, atau `praktik`", default=(), single=True)
    kekakuan: str = record_field("bebas, persetujuan, atau tetap", default="bebas", choices=STRICTNESS)
    jenis: tuple[str, ...] = record_field(
        "Jenis naskah yang dapat memakai; kosong berarti semua", default=(), single=True
    )
    kategori: tuple[str, ...] = record_field(
        "Kategori yang dapat memakai; kosong berarti semua", default=(), single=True
    )
    fakta: tuple[str, ...] = record_field("Rute fakta yang tanpanya unsur tidak terpenuhi", default=(), single=True)
    bila: tuple[str, ...] = record_field(
        "Rute fakta; pasal dipakai dengan sendirinya bila salah satu diisi", default=(), single=True
    )
    letak: Location | None = record_field("Letak bila jenis naskah tidak mencantumkannya", default=None)
    varian: Mapping[str, Variant] = record_field("Varian", default=None)
    isian: Mapping[str, IsianDeclaration] = record_field("Isian", default=None)
    catatan: str | None = record_field("Catatan untuk perancang", default=None)

    def suits(self, kind: str, category: str) -> bool:
        """Whether an agreement of this type and category may use the clause."""
        return (not self.jenis or kind in self.jenis) and (not self.kategori or category in self.kategori)


class OtherTerm(Record):
    """Another title that a document type may carry."""

    judul: str = record_field("Judul, huruf kapital")
    sebutan: str = record_field("Sebutan di dalam teks")
    kategori: tuple[str, ...] = record_field("Hanya untuk kategori ini", default=(), single=True)


class KindFrontMatter(Record):
    """Front matter of `templates/<jenis>.j2`."""

    antarmuka: int = record_field("Versi kontrak templat", default=INTERFACE)
    jenis: str = record_field("Nama jenis; sama dengan nama berkas")
    judul: str = record_field("Judul naskah, huruf kapital")
    sebutan: str = record_field("Sebutan di dalam teks")
    singkatan: str | None = record_field("Singkatan", default=None)
    uraian: str = record_field("Untuk apa jenis naskah ini")
    dasar: tuple[str, ...] = record_field("Ketentuan yang mendasari, atau `praktik`", default=(), single=True)
    kategori: tuple[str, ...] = record_field("Kategori yang dapat memakai", single=True)
    sebutan_lain: Mapping[str, OtherTerm] = record_field("Sebutan lain", default=None)
    lambang: Mapping[str, str] = record_field(
        "Tata lambang menurut kategori: garuda, logo_dan_lambang, pemrakarsa, atau tanpa", default=None
    )
    lanskap: bool = record_field("Halaman melintang", default=False)
    pasal: tuple[str, ...] = record_field("Kode klausul menurut urutan pasal", default=())
    unsur: Mapping[str, str] = record_field(
        "Unsur yang dipenuhi kerangka: nama unsur → peran paragrafnya", default=None
    )
    isian: Mapping[str, IsianDeclaration] = record_field("Isian khusus jenis ini", default=None)


class Margin(Record):
    """Page margins in millimetres."""

    atas: int = record_field("Atas", default=25)
    bawah: int = record_field("Bawah", default=25)
    kiri: int = record_field("Kiri", default=25)
    kanan: int = record_field("Kanan", default=25)


class Paper(Record):
    """A paper size in millimetres."""

    lebar: int = record_field("Lebar")
    tinggi: int = record_field("Tinggi")


PAPERS: Final = {"A4": (210.0, 297.0), "F4": (215.0, 330.0)}
"""Paper sizes with a name: width and height in millimetres."""


class Style(Record):
    """A house style, `templates/gaya/<profil>.yaml`."""

    uraian: str = record_field("Untuk siapa gaya ini")
    berdasar_pada: str | None = record_field("Gaya lain yang diubah sebagian", default=None)
    kertas: str | Paper = record_field(
        "A4, F4, atau lebar dan tinggi dalam milimeter", default="A4", choices=tuple(PAPERS)
    )
    margin: Margin = record_field("Margin dalam milimeter", default=Margin())
    huruf: str = record_field("Jenis huruf", default="Bookman Old Style")
    ukuran: Any = record_field("Ukuran huruf dalam poin", default=12)
    spasi: Any = record_field("Jarak baris", default=1.15)
    sebutan_pihak: str = record_field(
        "`kesatu` (format resmi) atau `pertama`", default="kesatu", choices=("kesatu", "pertama")
    )
    gelar: bool = record_field("Cetak nama dengan gelar", default=False)
    pangkat_dan_nip: bool = record_field("Cetak pangkat dan NIP di bawah nama", default=False)
    tanda_tangan: str = record_field(
        "`format` (PIHAK KESATU paling kanan) atau `urut` (paling kiri)", default="format", choices=("format", "urut")
    )
    kolom_tanda_tangan: int = record_field("Kolom tanda tangan paling banyak", default=3)
    paraf: bool = record_field("Kotak paraf tiap pihak pada kaki halaman", default=True)
    nomor_halaman: bool = record_field("`Halaman x dari y` pada kaki halaman", default=True)
    tinggi_lambang: int = record_field("Tinggi lambang dalam milimeter", default=25)
    lambang_negara: str | None = record_field(
        "Berkas gambar lambang negara, relatif terhadap berkas gaya", default=None
    )
    lembaran_negara: bool = record_field("Cetak nomor Lembaran Negara pada dasar hukum", default=True)

    def paper_mm(self) -> tuple[float, float]:
        """Width and height of the upright page in millimetres."""
        paper = self.kertas
        return PAPERS[paper] if isinstance(paper, str) else (float(paper.lebar), float(paper.tinggi))


class TemplateFile:
    """A template file: its decoded front matter, its text, and the line (0-based) at which the text starts."""

    __slots__ = ("content", "digest", "front_matter", "path", "places", "text_start")

    def __init__(self, path: str, front_matter: Any, places: Places, content: str, text_start: int) -> None:
        self.path = path
        self.front_matter = front_matter
        self.places = places
        self.content = content
        self.text_start = text_start
        self.digest: str | None = None
        """The digest of the text once it was computed; see `ksdgen.catalogue.archive`."""


def klausul_title(front_matter: KlausulFrontMatter, variant: str | None) -> str:
    """The title that a clause carries in a variant."""
    if isinstance(front_matter.judul, str):
        return front_matter.judul
    return front_matter.judul.get(variant or "", next(iter(front_matter.judul.values()), ""))


def klausul_titles(front_matter: KlausulFrontMatter) -> str:
    """All titles of a clause, each once, between slashes where its variants have their own."""
    titles = [front_matter.judul] if isinstance(front_matter.judul, str) else front_matter.judul.values()
    return " / ".join(dict.fromkeys(titles))


def klausul_strictness(front_matter: KlausulFrontMatter, variant: str | None) -> str:
    """How strictly a clause is held in a variant."""
    declared = (front_matter.varian or {}).get(variant or "")
    return (declared.kekakuan if declared is not None else None) or front_matter.kekakuan


def beyond_limits(declaration: IsianDeclaration, node: Node) -> str | None:
    """Which limit of a blank a value passes, in words for people; None when it passes none or is of another kind."""
    value = _size(declaration.tipe, node)
    for limit, words, mark in ((declaration.min, "paling sedikit", -1), (declaration.maks, "paling banyak", 1)):
        size = _size(declaration.tipe, limit)
        if value is not None and size is not None and (value - size) * mark > 0:
            return f"{words} {limit.text.strip()}"
    return None


def _size(type_: str, node: Node | None) -> float | None:
    """A value as a number that can be compared with others of its kind."""
    if type_ not in BOUNDED_TYPES or not isinstance(node, ScalarNode):
        return None
    value = Decoder().value(ISIAN_TYPES[type_], record_field(""), node, "")
    if value is FAILED:
        return None
    if isinstance(value, Duration):
        return (value.years * 12 + value.months) * 30.4375 + value.days
    return float(str(value).replace(",", "."))


BOUNDED_TYPES = ("bilangan", "rupiah", "persen", "lama")
"""The types of blanks that may have a least and a greatest value."""
