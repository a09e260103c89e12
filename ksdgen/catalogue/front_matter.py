"""What may stand in the front matter of document types, clauses and house styles.

It is decoded by the same decoder as agreements, so a mistake in a template is reported like a mistake in an agreement.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ksdgen.source.convert import TIPE_ISIAN
from ksdgen.source.decode import GAGAL, Pembaca
from ksdgen.source.node import Node, Skalar
from ksdgen.source.places import Tempat
from ksdgen.source.record import Rekaman, medan
from ksdgen.source.scalars import Lama

ANTARMUKA = 1
"""The version of the contract between templates and this engine."""

KEKAKUAN = ("bebas", "persetujuan", "tetap")
"""How strictly a clause is held: free to change, only with the legal section's consent, never."""


class DeklarasiIsian(Rekaman):
    """A typed blank that a clause or document type declares."""

    tipe: str = medan("Tipe isian", pilihan=(*TIPE_ISIAN, "pilihan"))
    baku: Any = medan("Nilai baku", default=None)
    pilihan: tuple[str, ...] = medan("Pilihan bila tipenya `pilihan`", default=())
    min: Any = medan("Nilai terkecil yang diperbolehkan, untuk bilangan, rupiah, persen, atau lama", default=None)
    maks: Any = medan("Nilai terbesar yang diperbolehkan, untuk bilangan, rupiah, persen, atau lama", default=None)
    uraian: str = medan("Apa yang diisikan")


class Varian(Rekaman):
    """A variant of a clause; the first whose conditions hold and that is not `pilihan` is the default."""

    uraian: str = medan("Kapan varian ini dipakai")
    jenis: tuple[str, ...] = medan("Hanya untuk jenis naskah ini", default=(), tunggal=True)
    kategori: tuple[str, ...] = medan("Hanya untuk kategori ini", default=(), tunggal=True)
    pilihan: bool = medan("Hanya bila dipilih dengan tegas", default=False)
    kekakuan: str | None = medan("Kekakuan varian ini bila lain dari klausulnya", default=None, pilihan=KEKAKUAN)

    def untuk(self, jenis: str, kategori: str) -> bool:
        """Whether an agreement of this type and category may use the variant."""
        return (not self.jenis or jenis in self.jenis) and (not self.kategori or kategori in self.kategori)


class Letak(Rekaman):
    """Where an article goes that the document type does not list."""

    setelah: tuple[str, ...] = medan("Kode pasal; yang pertama ada dalam naskah yang dipakai", tunggal=True)


class KepalaKlausul(Rekaman):
    """Front matter of `templates/klausul/<id>.j2`."""

    antarmuka: int = medan("Versi kontrak templat", default=ANTARMUKA)
    judul: str | Mapping[str, str] = medan("Judul pasal, atau judul menurut varian")
    judul_lain: tuple[str, ...] = medan("Judul lain yang lazim untuk pasal yang sama", default=(), tunggal=True)
    unsur: tuple[str, ...] = medan("Unsur yang dipenuhi", default=(), tunggal=True)
    versi: int = medan("Versi teks", default=1)
    dasar: tuple[str, ...] = medan("Ketentuan yang mendasari, atau `praktik`", default=(), tunggal=True)
    kekakuan: str = medan("bebas, persetujuan, atau tetap", default="bebas", pilihan=KEKAKUAN)
    jenis: tuple[str, ...] = medan("Jenis naskah yang dapat memakai; kosong berarti semua", default=(), tunggal=True)
    kategori: tuple[str, ...] = medan("Kategori yang dapat memakai; kosong berarti semua", default=(), tunggal=True)
    fakta: tuple[str, ...] = medan("Rute fakta yang tanpanya unsur tidak terpenuhi", default=(), tunggal=True)
    bila: tuple[str, ...] = medan(
        "Rute fakta; pasal dipakai dengan sendirinya bila salah satu diisi", default=(), tunggal=True
    )
    letak: Letak | None = medan("Letak bila jenis naskah tidak mencantumkannya", default=None)
    varian: Mapping[str, Varian] = medan("Varian", default=None)
    isian: Mapping[str, DeklarasiIsian] = medan("Isian", default=None)
    catatan: str | None = medan("Catatan untuk perancang", default=None)


class SebutanLain(Rekaman):
    """Another title that a document type may carry."""

    judul: str = medan("Judul, huruf kapital")
    sebutan: str = medan("Sebutan di dalam teks")
    kategori: tuple[str, ...] = medan("Hanya untuk kategori ini", default=(), tunggal=True)


class KepalaJenis(Rekaman):
    """Front matter of `templates/<jenis>.j2`."""

    antarmuka: int = medan("Versi kontrak templat", default=ANTARMUKA)
    jenis: str = medan("Nama jenis; sama dengan nama berkas")
    judul: str = medan("Judul naskah, huruf kapital")
    sebutan: str = medan("Sebutan di dalam teks")
    singkatan: str | None = medan("Singkatan", default=None)
    uraian: str = medan("Untuk apa jenis naskah ini")
    dasar: tuple[str, ...] = medan("Ketentuan yang mendasari, atau `praktik`", default=(), tunggal=True)
    kategori: tuple[str, ...] = medan("Kategori yang dapat memakai", tunggal=True)
    sebutan_lain: Mapping[str, SebutanLain] = medan("Sebutan lain", default=None)
    lambang: Mapping[str, str] = medan(
        "Tata lambang menurut kategori: garuda, logo_dan_lambang, pemrakarsa, atau tanpa", default=None
    )
    lanskap: bool = medan("Halaman melintang", default=False)
    pasal: tuple[str, ...] = medan("Kode klausul menurut urutan pasal", default=())
    unsur: Mapping[str, str] = medan("Unsur yang dipenuhi kerangka: nama unsur → peran paragrafnya", default=None)
    isian: Mapping[str, DeklarasiIsian] = medan("Isian khusus jenis ini", default=None)


class Margin(Rekaman):
    """Page margins in millimetres."""

    atas: int = medan("Atas", default=25)
    bawah: int = medan("Bawah", default=25)
    kiri: int = medan("Kiri", default=25)
    kanan: int = medan("Kanan", default=25)


class Kertas(Rekaman):
    """A paper size in millimetres."""

    lebar: int = medan("Lebar")
    tinggi: int = medan("Tinggi")


class Gaya(Rekaman):
    """A house style, `templates/gaya/<profil>.yaml`."""

    uraian: str = medan("Untuk siapa gaya ini")
    berdasar_pada: str | None = medan("Gaya lain yang diubah sebagian", default=None)
    kertas: str | Kertas = medan("A4, F4, atau lebar dan tinggi dalam milimeter", default="A4", pilihan=("A4", "F4"))
    margin: Margin = medan("Margin dalam milimeter", default=Margin())
    huruf: str = medan("Jenis huruf", default="Bookman Old Style")
    ukuran: Any = medan("Ukuran huruf dalam poin", default=12)
    spasi: Any = medan("Jarak baris", default=1.15)
    sebutan_pihak: str = medan(
        "`kesatu` (format resmi) atau `pertama`", default="kesatu", pilihan=("kesatu", "pertama")
    )
    gelar: bool = medan("Cetak nama dengan gelar", default=False)
    pangkat_dan_nip: bool = medan("Cetak pangkat dan NIP di bawah nama", default=False)
    tanda_tangan: str = medan(
        "`format` (PIHAK KESATU paling kanan) atau `urut` (paling kiri)", default="format", pilihan=("format", "urut")
    )
    kolom_tanda_tangan: int = medan("Kolom tanda tangan paling banyak", default=3)
    paraf: bool = medan("Kotak paraf tiap pihak pada kaki halaman", default=True)
    nomor_halaman: bool = medan("`Halaman x dari y` pada kaki halaman", default=True)
    tinggi_lambang: int = medan("Tinggi lambang dalam milimeter", default=25)
    lambang_negara: str | None = medan("Berkas gambar lambang negara, relatif terhadap berkas gaya", default=None)
    lembaran_negara: bool = medan("Cetak nomor Lembaran Negara pada dasar hukum", default=True)


class Berkas:
    """A template file: its decoded front matter, its text and where the text starts (0-based line)."""

    __slots__ = ("baris", "isi", "kepala", "path", "sidik", "tempat")

    def __init__(self, path: str, kepala: Any, tempat: Tempat, isi: str, baris: int) -> None:
        self.path = path
        self.kepala = kepala
        self.tempat = tempat
        self.isi = isi
        self.baris = baris
        self.sidik: str | None = None
        """The digest of the text once it was computed; see `ksdgen.catalogue.archive`."""


def _desimal(node: Node) -> float | None:
    try:
        return float(node.teks.replace(",", ".")) if isinstance(node, Skalar) else None
    except ValueError:
        return None


def judul_klausul(kepala: KepalaKlausul, varian: str | None) -> str:
    """The title that a clause carries in a variant."""
    if isinstance(kepala.judul, str):
        return kepala.judul
    return kepala.judul.get(varian or "", next(iter(kepala.judul.values()), ""))


def kekakuan_klausul(kepala: KepalaKlausul, varian: str | None) -> str:
    """How strictly a clause is held in a variant."""
    v = (kepala.varian or {}).get(varian or "")
    return (v.kekakuan if v is not None else None) or kepala.kekakuan


def luar_batas(deklarasi: DeklarasiIsian, node: Node) -> str | None:
    """Which limit of a blank a value passes, in words for people; None when it passes none or is of another kind."""
    nilai = _ukuran(deklarasi.tipe, node)
    for batas, kata, tanda in ((deklarasi.min, "paling sedikit", -1), (deklarasi.maks, "paling banyak", 1)):
        ukuran = _ukuran(deklarasi.tipe, batas)
        if nilai is not None and ukuran is not None and (nilai - ukuran) * tanda > 0:
            return f"{kata} {batas.teks.strip()}"
    return None


def _ukuran(tipe: str, node: Node | None) -> float | None:
    """A value as a number that can be compared with others of its kind."""
    if tipe not in TIPE_BERBATAS or not isinstance(node, Skalar):
        return None
    nilai = Pembaca().nilai(TIPE_ISIAN[tipe], medan(""), node, "")
    if nilai is GAGAL:
        return None
    if isinstance(nilai, Lama):
        return (nilai.tahun * 12 + nilai.bulan) * 30.4375 + nilai.hari
    return float(str(nilai).replace(",", "."))


TIPE_BERBATAS = ("bilangan", "rupiah", "persen", "lama")
"""The types of blanks that may have a least and a greatest value."""
