"""The catalogue: front matter of document types, clauses and house styles, read without jinja2.

A template file is a block of YAML between two `---` lines, then the text. Front matter is decoded by the same decoder as agreements, so
a mistake in a template is reported like a mistake in an agreement. A file is read when it is asked for: one agreement pays only for what
it uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from ksdgen.diagnostics import Diagnostic, Severity, Span
from ksdgen.source.characters import decode_bytes
from ksdgen.source.convert import TIPE_ISIAN
from ksdgen.source.decode import GAGAL, Pembaca
from ksdgen.source.node import Node, Peta, Skalar
from ksdgen.source.parse import load
from ksdgen.source.places import Tempat
from ksdgen.source.record import Rekaman, medan
from ksdgen.source.scalars import Lama
from ksdgen.world.tree import Tree

ANTARMUKA = 1
"""The version of the contract between templates and this engine."""

ARSIP = "klausul/arsip"
"""Where older texts of clauses are kept, each as `<id>@<versi>.j2`."""

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


_T = TypeVar("_T", bound=Rekaman)


class Katalog:
    """All document types, clauses and styles that a repository can use."""

    def __init__(self, pohon: Tree) -> None:
        self.pohon = pohon
        self.temuan: dict[str, list[Diagnostic]] = {}
        self._klausul: dict[str, Berkas | None] = {}
        self._arsip: dict[str, Berkas | None] = {}
        self._kepala: list[tuple[str, str]] | None = None
        self._jenis: dict[str, Berkas | None] = {}
        self._gaya: dict[str, Gaya | None] = {}

    def jenis(self, nama: str) -> Berkas | None:
        """A document type (front matter: `KepalaJenis`), or None when there is none of that name or it is broken."""
        if nama not in self._jenis:
            berkas = self._berkas(f"{nama}.j2", KepalaJenis) if _nama_baik(nama) else None
            self._jenis[nama] = berkas
        return self._jenis[nama]

    def klausul(self, nama: str) -> Berkas | None:
        """A clause (front matter: `KepalaKlausul`), or None when there is none of that name or it is broken."""
        if nama not in self._klausul:
            self._klausul[nama] = self._berkas(f"klausul/{nama}.j2", KepalaKlausul) if _nama_baik(nama) else None
        return self._klausul[nama]

    def arsip(self, nama: str, versi: int) -> Berkas | None:
        """An older text of a clause from the archive, or None when it is not there or broken."""
        path = path_arsip(nama, versi)
        if path not in self._arsip:
            self._arsip[path] = self._berkas(path, KepalaKlausul) if _nama_baik(nama) else None
        return self._arsip[path]

    def klausul_bertanda(self, kata: Iterable[str]) -> list[str]:
        """Names of the clauses whose titles or elements contain one of these words, in small letters.

        A quick look at all files: decoding every front matter would take longer than judging an agreement.
        """
        if self._kepala is None:
            self._kepala = [(nama, self._tanda_kepala(nama)) for nama in self.daftar_klausul()]
        dicari = set(kata)
        return [nama for nama, tanda in self._kepala if any(k in tanda for k in dicari)]

    def _tanda_kepala(self, nama: str) -> str:
        data = self.pohon.read(f"klausul/{nama}.j2") or b""
        kepala, _, _ = _belah(data.decode("utf-8", "replace"))
        return " ".join([nama.replace("_", " "), *(m[0] for m in _TANDA_KEPALA.finditer(kepala))]).lower()

    def gaya(self, nama: str) -> Gaya | None:
        """A house style with what it is based on filled in, or None."""
        if nama not in self._gaya:
            self._gaya[nama] = None  # a circle of styles ends here
            self._gaya[nama] = self._baca_gaya(nama) if _nama_baik(nama) else None
        return self._gaya[nama]

    def temuan_berkas(self, path: str) -> list[Diagnostic]:
        """What is wrong with a template file's front matter."""
        return self.temuan.get(path, [])

    def daftar_jenis(self) -> list[str]:
        """Names of all document types: templates at the top whose front matter names a `jenis`."""
        semua = [_nama(f) for f in self.pohon.files("") if f.endswith(".j2")]
        return [n for n in semua if n != "dasar" and self.jenis(n) is not None]

    def daftar_klausul(self) -> list[str]:
        """Names of all clauses."""
        return [_nama(f) for f in self.pohon.files("klausul") if f.endswith(".j2")]

    def daftar_gaya(self) -> list[str]:
        """Names of all house styles."""
        return [_nama(f) for f in self.pohon.files("gaya") if f.endswith(".yaml")]

    def teks(self, path: str) -> tuple[str, int] | None:
        """A template's text without its front matter, and the line (0-based) at which it starts; None when absent."""
        data = self.pohon.read(path)
        if data is None:
            return None
        _, isi, baris = _belah(data.decode("utf-8", "replace"))
        return isi, baris

    def _berkas(self, path: str, jenis: type[_T]) -> Berkas | None:
        data = self.pohon.read(path)
        if data is None:
            return None
        nama = self.pohon.name(path)
        teks, rusak = decode_bytes(data, nama)
        if teks is None:
            self.temuan[path] = rusak
            return None
        kepala, isi, baris = _belah(teks)
        if not kepala:
            if jenis is KepalaJenis:
                return None  # a helper template, not a document type
            span = Span.at(nama)
            self.temuan[path] = [
                Diagnostic(
                    "KSD041", Severity.KESALAHAN, "templat tidak mempunyai kepala YAML di antara dua baris `---`", span
                )
            ]
            return None
        # A leading line keeps the line numbers of the file.
        node, temuan = load(("\n" + kepala).encode(), nama)
        pembaca = Pembaca()
        hasil = pembaca.rekaman(jenis, node) if node is not None else None
        temuan = temuan + pembaca.temuan
        if hasil is not None and getattr(hasil, "antarmuka", ANTARMUKA) != ANTARMUKA:
            temuan.append(
                Diagnostic(
                    "KSD042",
                    Severity.KESALAHAN,
                    f"templat ini ditulis untuk antarmuka {hasil.antarmuka}, ksdgen ini memakai antarmuka {ANTARMUKA}",  # type: ignore[attr-defined]
                    Tempat(node, nama).span("antarmuka"),
                )
            )
        if temuan:
            self.temuan[path] = temuan
        if hasil is None:
            return None
        return Berkas(path, hasil, Tempat(node, nama), isi, baris)

    def _baca_gaya(self, nama: str) -> Gaya | None:
        path = f"gaya/{nama}.yaml"
        data = self.pohon.read(path)
        if data is None:
            return None
        node, temuan = load(data, self.pohon.name(path))
        pembaca = Pembaca()
        hasil = pembaca.rekaman(Gaya, node) if node is not None else None
        self.temuan[path] = temuan + pembaca.temuan
        if hasil is None:
            return None
        angka: dict[str, float] = {}
        for kunci, rentang in (("ukuran", (6.0, 24.0)), ("spasi", (0.8, 3.0))):
            isi = node.isi.get(kunci) if isinstance(node, Peta) else None
            if isi is not None:
                nilai = _desimal(isi)
                if nilai is None or not rentang[0] <= nilai <= rentang[1]:
                    self.temuan[path].append(
                        Diagnostic(
                            "KSD011",
                            Severity.KESALAHAN,
                            f"`{kunci}` harus bilangan antara {rentang[0]:g} dan {rentang[1]:g}",
                            isi.span,
                        )
                    )
                    return None
                angka[kunci] = nilai
        hasil = hasil.ganti(**angka)
        if hasil.berdasar_pada is not None:
            induk = self.gaya(hasil.berdasar_pada)
            if induk is None:
                self.temuan[path].append(
                    Diagnostic(
                        "KSD013",
                        Severity.KESALAHAN,
                        f"gaya `{hasil.berdasar_pada}` tidak ada",
                        Tempat(node, self.pohon.name(path)).span("berdasar_pada"),
                    )
                )
                return None
            hasil = Gaya(**{**induk.__dict__, **hasil.__dict__})
        return hasil


def _desimal(node: Node) -> float | None:
    try:
        return float(node.teks.replace(",", ".")) if isinstance(node, Skalar) else None
    except ValueError:
        return None


_TANDA_KEPALA = re.compile(r"^(?:judul|judul_lain|unsur):.*(?:\n[ \t-].*)*", re.MULTILINE)
"""The keys of a front matter by which a clause can be known, with their values on one line or several."""


def path_arsip(nama: str, versi: int) -> str:
    """Where the text of a version of a clause is kept."""
    return f"{ARSIP}/{nama}@{versi}.j2"


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


def _nama(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _nama_baik(nama: str) -> bool:
    """Whether a name can be a file name below templates/: a value from YAML must not reach outside."""
    return nama.replace("_", "").replace("-", "").isalnum()


def _belah(teks: str) -> tuple[str, str, int]:
    """Front matter, body and the line at which the body starts."""
    teks = teks.removeprefix("\ufeff").replace("\r\n", "\n")
    if not teks.startswith("---\n"):
        return "", teks, 0
    akhir = teks.find("\n---\n", 3)
    if akhir < 0:
        return "", teks, 0
    kepala = teks[4 : akhir + 1]
    return kepala, teks[akhir + 5 :], kepala.count("\n") + 2
