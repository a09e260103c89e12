"""The agreement as data: frozen dataclasses; the description of each field is what editors show.

Only `jenis`, `kategori`, `tentang` and `para_pihak` are required by the shape. Everything else that the regulation lists is optional
here and demanded by a cited rule on the composed document, so that one run tells all that is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from ksdgen.source.record import Rekaman, medan
from ksdgen.source.scalars import Lama, Markah, Menyusul, Persen, Rupiah, Tanggal, TeksTerbuka


class Kategori(Enum):
    """The kind of cooperation."""

    KSDD_WAJIB = "ksdd_wajib"
    KSDD_SUKARELA = "ksdd_sukarela"
    KSDPK = "ksdpk"
    SINERGI = "sinergi"
    DI_LUAR_KSD = "di_luar_ksd"
    KSDPL = "ksdpl"
    KSDLL = "ksdll"

    @property
    def didukung(self) -> bool:
        """Whether ksdgen can compose papers of this kind; cooperation abroad is named but not supported yet."""
        return self not in (Kategori.KSDPL, Kategori.KSDLL)

    @property
    def uraian(self) -> str:
        """What the value means, for editors."""
        return {
            "ksdd_wajib": "Kerja sama wajib antardaerah: daerah berbatasan, eksternalitas lintas daerah, atau layanan publik yang lebih efisien bila dikelola bersama",
            "ksdd_sukarela": "Kerja sama sukarela antardaerah",
            "ksdpk": "Kerja sama daerah dengan pihak ketiga: badan hukum, yayasan, organisasi kemasyarakatan, atau perseorangan",
            "sinergi": "Sinergi perencanaan dan pelaksanaan pembangunan antara daerah dan kementerian, lembaga, atau instansi vertikal",
            "di_luar_ksd": "Naskah di luar kerja sama daerah, misalnya pengadaan, BLUD, sewa aset, hibah, atau desa; yang diperiksa hanya penulisannya",
            "ksdpl": "Kerja sama dengan pemerintah daerah di luar negeri; belum didukung",
            "ksdll": "Kerja sama dengan lembaga di luar negeri; belum didukung",
        }[self.value]


class Status(Enum):
    """How far the paper has come."""

    KONSEP = "konsep"
    PEMBAHASAN = "pembahasan"
    SIAP_DITANDATANGANI = "siap_ditandatangani"
    DITANDATANGANI = "ditandatangani"
    BERAKHIR = "berakhir"
    DIUBAH = "diubah"
    BATAL = "batal"

    @property
    def uraian(self) -> str:
        """What the value means, for editors."""
        return {
            "konsep": "Masih disusun; kosong dicetak sebagai titik-titik dan setiap halaman bertanda rancangan",
            "pembahasan": "Sedang dibahas para pihak; dicetak seperti konsep",
            "siap_ditandatangani": "Sudah disepakati; tidak boleh ada yang kosong",
            "ditandatangani": "Sudah ditandatangani; isinya dibekukan",
            "berakhir": "Sudah ditandatangani dan jangka waktunya telah berakhir",
            "diubah": "Sudah ditandatangani, kemudian diubah dengan naskah lain",
            "batal": "Tidak jadi ditandatangani",
        }[self.value]

    @property
    def rancangan(self) -> bool:
        """Still a draft: unknown values print as blanks and the watermark lies on every page."""
        return self in (Status.KONSEP, Status.PEMBAHASAN)

    @property
    def sudah_ditandatangani(self) -> bool:
        """Signed, whatever became of it afterwards."""
        return self in (Status.DITANDATANGANI, Status.BERAKHIR, Status.DIUBAH)


class BentukPihak(Enum):
    """What a party is in law."""

    PEMERINTAH_DAERAH = "pemerintah_daerah"
    KEMENTERIAN = "kementerian"
    LEMBAGA = "lembaga"
    INSTANSI_VERTIKAL = "instansi_vertikal"
    BADAN_HUKUM = "badan_hukum"
    YAYASAN = "yayasan"
    ORGANISASI_KEMASYARAKATAN = "organisasi_kemasyarakatan"
    PERSEORANGAN = "perseorangan"

    @property
    def uraian(self) -> str:
        """What the value means, for editors."""
        return {
            "pemerintah_daerah": "Pemerintah daerah provinsi, kabupaten, atau kota",
            "kementerian": "Kementerian",
            "lembaga": "Lembaga pemerintah nonkementerian",
            "instansi_vertikal": "Kantor kementerian atau lembaga di daerah, misalnya kantor pertanahan",
            "badan_hukum": "Perseroan terbatas, koperasi, BUMN, BUMD, atau badan hukum lain",
            "yayasan": "Yayasan",
            "organisasi_kemasyarakatan": "Organisasi kemasyarakatan",
            "perseorangan": "Orang perseorangan",
        }[self.value]

    @property
    def pusat(self) -> bool:
        """A ministry, a non-ministry body or one of their offices in the regions."""
        return self in (BentukPihak.KEMENTERIAN, BentukPihak.LEMBAGA, BentukPihak.INSTANSI_VERTIKAL)

    @property
    def pihak_ketiga(self) -> bool:
        """A third party in the sense of PP 28/2018 Pasal 14."""
        return not self.pusat and self is not BentukPihak.PEMERINTAH_DAERAH


class StatusJabatan(Enum):
    """Acting or interim holder of an office."""

    DEFINITIF = "definitif"
    PLT = "plt"
    PLH = "plh"
    PJ = "pj"
    PJS = "pjs"

    @property
    def uraian(self) -> str:
        """What the value means, for editors."""
        return {
            "definitif": "Pejabat definitif",
            "plt": "Pelaksana Tugas",
            "plh": "Pelaksana Harian",
            "pj": "Penjabat",
            "pjs": "Penjabat Sementara",
        }[self.value]

    @property
    def sebutan(self) -> str:
        """The words before the office: "Penjabat", "Pelaksana Tugas"; empty for a definitive holder."""
        return {"plt": "Pelaksana Tugas", "plh": "Pelaksana Harian", "pj": "Penjabat", "pjs": "Penjabat Sementara"}.get(
            self.value, ""
        )


class TingkatDaerah(Enum):
    """The level of a region."""

    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KOTA = "kota"

    @property
    def uraian(self) -> str:
        """What the value means, for editors."""
        return {
            "provinsi": "Daerah provinsi",
            "kabupaten": "Daerah kabupaten",
            "kota": "Daerah kota",
        }[self.value]


# --- parties -------------------------------------------------------------------------------------------------------------------------


class Keputusan(Rekaman):
    """A decree, of appointment or of approval."""

    bentuk: str = medan("Nama keputusan beserta pejabatnya", contoh="Keputusan Menteri Dalam Negeri")
    nomor: TeksTerbuka = medan("Nomor keputusan", contoh="100.2.1.3-221 Tahun 2025")
    tanggal: Tanggal | None = medan("Tanggal keputusan", contoh="2025-02-17", default=None)
    tentang: str | None = medan(
        "Pokok keputusan, sesudah kata tentang", contoh="Pengangkatan Kepala Daerah Kabupaten Garut", default=None
    )


class SuratKuasa(Rekaman):
    """A special power of attorney (Permendagri 22/2020 Pasal 14 ayat (2) and Pasal 36 ayat (2))."""

    pemberi_kuasa: str = medan("Jabatan pemberi kuasa", contoh="Bupati Indramayu")
    nomor: TeksTerbuka = medan("Nomor surat kuasa khusus", contoh="100.3.7/114/SKK/2026")
    tanggal: Tanggal = medan("Tanggal surat kuasa khusus", contoh="2026-11-16")
    substitusi_dari: str | None = medan(
        "Surat kuasa asal bila kuasa ini adalah substitusi",
        contoh="Surat Kuasa Khusus Bupati Garut Nomor 100.3.7/21/SKK/2026 tanggal 5 Januari 2026",
        default=None,
    )
    untuk: str | None = medan(
        "Naskah yang dikuasakan untuk ditandatangani, sebagaimana tertulis dalam surat kuasa",
        contoh="Penyediaan dan Distribusi Cabai",
        default=None,
    )
    tembusan: str | None = medan(
        "Perangkat daerah yang membidangi kerja sama penerima tembusan",
        contoh="Bagian Tata Pemerintahan, Sekretariat Daerah Kabupaten Garut",
        default=None,
    )


class Akta(Rekaman):
    """A notarial deed."""

    jenis: str = medan(
        "Nama akta: Akta Pendirian, Akta Perubahan, dan sejenisnya", contoh="Akta Pendirian", default="Akta Pendirian"
    )
    nomor: TeksTerbuka = medan("Nomor akta", contoh="12")
    tanggal: Tanggal = medan("Tanggal akta", contoh="2009-05-14")
    notaris: str = medan("Nama notaris", contoh="Dewi Kartika, S.H., M.Kn.")
    kota_notaris: str | None = medan("Tempat kedudukan notaris", contoh="Jakarta Selatan", default=None)


class Pengesahan(Rekaman):
    """A ministry's approval of a legal entity or of a change of its articles."""

    pejabat: str = medan(
        "Pejabat yang mengesahkan",
        contoh="Menteri Hukum Republik Indonesia",
        default="Menteri Hukum dan Hak Asasi Manusia Republik Indonesia",
    )
    bentuk: str = medan(
        "Bentuk pengesahan: Keputusan atau Surat Penerimaan Pemberitahuan", contoh="Keputusan", default="Keputusan"
    )
    nomor: TeksTerbuka = medan("Nomor pengesahan", contoh="AHU-23456.AH.01.01.Tahun 2009")
    tanggal: Tanggal | None = medan("Tanggal pengesahan", default=None)


class BadanHukum(Rekaman):
    """The chain of deeds and approvals of a legal entity."""

    sebutan: str | None = medan(
        "Dokumen dasar: Anggaran Dasar beserta nama badan hukum", contoh="Anggaran Dasar PT Contoh", default=None
    )
    akta: tuple[Akta, ...] = medan("Akta pendirian dan perubahannya, dari yang tertua", default=())
    pengesahan: tuple[Pengesahan, ...] = medan("Pengesahan oleh Menteri, dari yang tertua", default=())


class DasarKewenangan(Rekaman):
    """Why a signatory may sign; exactly one of the keys."""

    keputusan: Keputusan | None = medan("Keputusan pengangkatan, misalnya bagi kepala daerah", default=None)
    surat_kuasa: SuratKuasa | None = medan("Surat kuasa khusus dari kepala daerah", default=None)
    pasal: str | None = medan(
        "Pasal peraturan perundang-undangan",
        contoh="Pasal 65 ayat (1) huruf e Undang-Undang Nomor 23 Tahun 2014",
        default=None,
    )
    akta: Akta | None = medan("Akta pengangkatan atau pernyataan keputusan rapat", default=None)
    bebas: str | None = medan(
        "Dasar lain, ditulis lengkap", contoh="Surat Tugas Direktur Utama Nomor 1 tanggal 5 Januari 2026", default=None
    )


class PenandaTangan(Rekaman):
    """A person who signs for a party; degrees, rank and NIP are fields of their own."""

    pejabat: str | None = medan(
        "Kode pejabat pada berkas pihak; datanya diambil menurut tanggal penandatanganan", contoh="bupati", default=None
    )
    nama: str | None = medan("Nama tanpa gelar", contoh="Asep Hidayat", default=None, cetak=True)
    gelar_depan: str | None = medan("Gelar di depan nama", contoh="Dr. H.", default=None)
    gelar_belakang: str | None = medan("Gelar di belakang nama", contoh="S.H., M.Si.", default=None)
    pangkat: str | None = medan("Pangkat dan golongan", contoh="Pembina Utama Muda (IV/c)", default=None)
    nip: str | None = medan("Nomor Induk Pegawai", contoh="19700101 199503 1 001", default=None)
    jabatan: str | None = medan(
        "Jabatan lengkap beserta nama daerah atau lembaganya", contoh="Bupati Garut", default=None, cetak=True
    )
    status_jabatan: StatusJabatan = medan("Pelaksana tugas, penjabat, dan sejenisnya", default=StatusJabatan.DEFINITIF)
    bertindak_selaku: str | None = medan(
        "Kedudukan kedua, misalnya Pengguna Anggaran", contoh="Pengguna Anggaran", default=None, cetak=True
    )
    dasar_kewenangan: tuple[DasarKewenangan, ...] = medan(
        "Dasar kewenangan menandatangani", default=(), cetak=True, tunggal=True
    )


class Daerah(Rekaman):
    """Which region a party is; settles borders between provinces and the forum for disputes."""

    tingkat: TingkatDaerah = medan("Tingkat daerah: provinsi, kabupaten, atau kota")
    nama: str = medan("Nama daerah tanpa sebutan tingkatnya", contoh="Garut")
    provinsi: str | None = medan("Provinsi tempat kabupaten atau kota berada", contoh="Jawa Barat", default=None)


class Narahubung(Rekaman):
    """Where letters to a party go."""

    unit: str | None = medan(
        "Unit kerja yang menangani surat-menyurat", contoh="Dinas Lingkungan Hidup", default=None, cetak=True
    )
    nama: str | None = medan(
        "Nama atau jabatan narahubung", contoh="Kepala Bagian Tata Pemerintahan", default=None, cetak=True
    )
    alamat: str | None = medan(
        "Alamat tujuan surat", contoh="Jalan Pembangunan Nomor 185, Kabupaten Garut", default=None, cetak=True
    )
    telepon: str | None = medan("Nomor telepon kantor", contoh="(0262) 5550142", default=None, cetak=True)
    surel: str | None = medan("Alamat surat elektronik", contoh="kerja-sama@garutkab.example", default=None, cetak=True)


class Perseorangan(Rekaman):
    """What identifies a party that is a natural person."""

    nik: str | None = medan("Nomor Induk Kependudukan", contoh="3205010101700001", default=None, cetak=True)
    pekerjaan: str | None = medan(
        "Pekerjaan sebagaimana tertulis pada identitas", contoh="wiraswasta", default=None, cetak=True
    )


class Pihak(Rekaman):
    """A party. The order in `para_pihak` gives PIHAK KESATU, PIHAK KEDUA, and so on."""

    kode: str = medan("Nama pendek pihak di dalam berkas ini: huruf kecil, angka, dan garis bawah", contoh="garut")
    acuan: str | None = medan(
        "Berkas data pihak bersama di bawah agreements/, tanpa .yaml", contoh="pihak/kabupaten-garut", default=None
    )
    bentuk: BentukPihak = medan("Bentuk pihak menurut hukum")
    nama: str = medan("Nama subjek hukum", contoh="Pemerintah Daerah Kabupaten Garut", cetak=True)
    nama_judul: tuple[str, ...] = medan(
        "Nama pada judul bila berbeda dari subjek hukum; tiap butir satu baris",
        contoh="KABUPATEN GARUT",
        default=(),
        tunggal=True,
        cetak=True,
    )
    pemrakarsa: bool = medan("Pemrakarsa kerja sama; menentukan letak lambang PKS KSDD", default=False)
    nomor: TeksTerbuka | None = medan(
        "Nomor naskah pada pihak ini; `menyusul` atau celah ___ dicetak sebagai titik-titik",
        contoh="100.3.7/___/PKS/2026",
        default=None,
        cetak=True,
    )
    tempat_kedudukan: str | None = medan(
        "Tempat kedudukan, biasanya nama kota atau kecamatan", contoh="Tarogong Kidul", default=None, cetak=True
    )
    alamat: str | None = medan(
        "Alamat lengkap sebagaimana dicetak pada blok para pihak",
        contoh="Jalan Pembangunan Nomor 1",
        default=None,
        cetak=True,
    )
    daerah: Daerah | None = medan("Data daerah bila pihak adalah pemerintah daerah", default=None)
    badan_hukum: BadanHukum | None = medan("Akta dan pengesahan badan hukum", default=None, cetak=True)
    perseorangan: Perseorangan | None = medan("Identitas bila pihak adalah perseorangan", default=None)
    logo: str | None = medan(
        "Berkas gambar lambang atau logo (PNG atau JPEG), relatif terhadap berkas ini",
        contoh="logo-garut.png",
        default=None,
    )
    narahubung: Narahubung | None = medan("Alamat surat-menyurat: ke mana surat untuk pihak ini dikirim", default=None)
    penanda_tangan: tuple[PenandaTangan, ...] = medan("Yang menandatangani untuk pihak ini", default=())


class Pejabat(Rekaman):
    """An official in a party's shared file, valid from `sejak` to `sampai`."""

    kode: str = medan("Nama pendek jabatan, dipakai pada `pejabat:` di naskah", contoh="bupati")
    sejak: date = medan("Hari pertama menjabat")
    sampai: date | None = medan("Hari terakhir menjabat", default=None)
    nama: str = medan("Nama tanpa gelar", contoh="Asep Hidayat")
    gelar_depan: str | None = medan("Gelar di depan nama", contoh="Dr. H.", default=None)
    gelar_belakang: str | None = medan("Gelar di belakang nama", contoh="S.H., M.Si.", default=None)
    pangkat: str | None = medan("Pangkat dan golongan", contoh="Pembina Utama Muda (IV/c)", default=None)
    nip: str | None = medan("Nomor Induk Pegawai", contoh="19700101 199503 1 001", default=None)
    jabatan: str = medan("Jabatan lengkap beserta nama daerah atau lembaganya", contoh="Bupati Garut")
    status_jabatan: StatusJabatan = medan("Pelaksana tugas, penjabat, dan sejenisnya", default=StatusJabatan.DEFINITIF)
    bertindak_selaku: str | None = medan(
        "Kedudukan kedua, misalnya Pengguna Anggaran", contoh="Pengguna Anggaran", default=None
    )
    dasar_kewenangan: tuple[DasarKewenangan, ...] = medan("Dasar kewenangan menandatangani", default=(), tunggal=True)


class BerkasPihak(Rekaman):
    """A file under agreements/pihak/: what does not change from one agreement to the next."""

    bentuk: BentukPihak = medan("Bentuk pihak menurut hukum")
    nama: str = medan("Nama subjek hukum", contoh="Pemerintah Daerah Kabupaten Garut")
    nama_judul: tuple[str, ...] = medan("Nama pada judul", contoh="KABUPATEN GARUT", default=(), tunggal=True)
    tempat_kedudukan: str | None = medan(
        "Tempat kedudukan, biasanya nama kota atau kecamatan", contoh="Garut", default=None
    )
    alamat: str | None = medan(
        "Alamat lengkap sebagaimana dicetak pada blok para pihak", contoh="Jalan Pembangunan Nomor 185", default=None
    )
    daerah: Daerah | None = medan("Data daerah bila pihak adalah pemerintah daerah", default=None)
    badan_hukum: BadanHukum | None = medan("Akta dan pengesahan badan hukum", default=None)
    perseorangan: Perseorangan | None = medan("Identitas bila pihak adalah perseorangan", default=None)
    logo: str | None = medan(
        "Berkas gambar lambang atau logo, relatif terhadap berkas ini", contoh="logo-garut.png", default=None
    )
    narahubung: Narahubung | None = medan("Alamat surat-menyurat: ke mana surat untuk pihak ini dikirim", default=None)
    pejabat: tuple[Pejabat, ...] = medan("Pejabat yang dapat menandatangani, dengan masa jabatannya", default=())


# --- the parts of a paper --------------------------------------------------------------------------------------------------------------


class Penandatanganan(Rekaman):
    """Where and when the paper is signed."""

    tempat: TeksTerbuka | None = medan("Tempat penandatanganan", contoh="Garut", default=None, cetak=True)
    tanggal: Tanggal | None = medan(
        "Tanggal penandatanganan; `menyusul` dicetak sebagai titik-titik", contoh="2026-12-07", default=None, cetak=True
    )


class Urutan(Rekaman):
    """Orders that differ from `para_pihak`, each a list of every party's code."""

    judul: tuple[str, ...] = medan("Urutan pihak pada judul", contoh="garut", default=())
    nomor: tuple[str, ...] = medan("Urutan baris NOMOR", contoh="garut", default=())
    para_pihak: tuple[str, ...] = medan("Urutan pada blok para pihak", contoh="garut", default=())
    tanda_tangan: tuple[str, ...] = medan("Urutan tanda tangan dari kiri ke kanan", contoh="garut", default=())


class FaktaKesepakatan(Rekaman):
    """An older Kesepakatan Bersama known only by its facts."""

    nomor: tuple[TeksTerbuka, ...] = medan(
        "Nomor menurut tiap pihak", contoh="100.3.7/12/KSB/2025", tunggal=True, cetak=True
    )
    tanggal: date = medan("Tanggal penandatanganan", cetak=True)
    tentang: str = medan("Judul kesepakatan bersama", contoh="Pengendalian Inflasi Daerah", cetak=True)
    jangka_waktu: Lama | None = medan("Jangka waktu kesepakatan bersama", default=None)


class DasarHukum(Rekaman):
    """A regulation that is not in ksdgen's list (Perda, Perkada and others), written in full."""

    sebutan: str = medan(
        "Nama peraturan lengkap sebagaimana dicetak",
        contoh="Peraturan Daerah Kabupaten Garut Nomor 1 Tahun 2025 tentang …",
        cetak=True,
    )


class Istilah(Rekaman):
    """A defined term."""

    istilah: str = medan("Istilah yang diberi batasan", contoh="Cabai", cetak=True)
    arti: Markah = medan(
        "Batasan pengertiannya, tanpa kata 'adalah'",
        contoh="cabai merah keriting dan cabai rawit merah segar hasil panen kelompok tani",
        cetak=True,
    )


class JangkaWaktu(Rekaman):
    """The term: a length and a start; the end is computed unless written."""

    lama: Lama | Menyusul | None = medan(
        "Lamanya dalam tahun, bulan, atau hari", contoh="3 tahun", default=None, cetak=True
    )
    mulai: date | str = medan(
        "`penandatanganan` atau tanggal mulai",
        contoh="penandatanganan",
        default="penandatanganan",
        pilihan=("penandatanganan",),
    )
    sampai: date | None = medan("Tanggal berakhir bila ditulis tegas", default=None, cetak=True)


class HakKewajiban(Rekaman):
    """Rights and duties of one party."""

    hak: tuple[Markah, ...] = medan(
        "Hak pihak ini; tiap butir satu hak",
        contoh="memperoleh pasokan cabai sesuai dengan rencana",
        default=(),
        cetak=True,
    )
    kewajiban: tuple[Markah, ...] = medan(
        "Kewajiban pihak ini; tiap butir satu kewajiban",
        contoh="menyampaikan data kebutuhan setiap bulan",
        default=(),
        cetak=True,
    )


class Termin(Rekaman):
    """One instalment."""

    persen: Persen = medan("Bagian dari nilai seluruhnya, dalam persen", contoh="30", cetak=True)
    nilai: Rupiah | None = medan("Besarnya dalam rupiah", default=None, cetak=True)
    saat: str = medan(
        "Kapan dan dengan syarat apa dibayar", contoh="setelah Berita Acara Serah Terima ditandatangani", cetak=True
    )


class Rekening(Rekaman):
    """A bank account."""

    bank: str = medan("Nama bank beserta cabangnya", contoh="Bank Jabar Banten Cabang Garut", cetak=True)
    nomor: str = medan("Nomor rekening tujuan", contoh="0012345678001", cetak=True)
    atas_nama: str = medan("Nama pemilik rekening", contoh="Kas Umum Daerah Kabupaten Garut", cetak=True)


class Pembiayaan(Rekaman):
    """Who pays what, from which budget."""

    sumber: tuple[Markah, ...] = medan(
        "Sumber pembiayaan; tiap butir satu sumber",
        contoh="Anggaran Pendapatan dan Belanja Daerah Kabupaten Garut",
        default=(),
        tunggal=True,
        cetak=True,
    )
    tahun_anggaran: tuple[int, ...] = medan(
        "Tahun anggaran yang dibebani", contoh=2027, default=(), tunggal=True, cetak=True
    )
    nilai: Rupiah | None = medan("Nilai kerja sama", contoh="2500000000", default=None, cetak=True)
    termasuk_pajak: bool | None = medan("Nilai sudah termasuk pajak atau belum", default=None)
    termin: tuple[Termin, ...] = medan("Tahapan pembayaran; jumlahnya 100 persen", default=(), cetak=True)
    rekening: Rekening | None = medan("Rekening tujuan pembayaran", default=None)
    ketentuan: tuple[Markah, ...] = medan(
        "Ketentuan pembiayaan lain; tiap butir menjadi satu ayat",
        contoh="Setiap pihak membiayai kewajibannya sendiri",
        default=(),
        cetak=True,
    )


class Hasil(Rekaman):
    """Results of a cooperation with a third party (PP 28/2018 Pasal 20)."""

    uang: tuple[Markah, ...] = medan(
        "Bagian daerah berupa uang dan cara menghitungnya",
        contoh="bagian daerah sebesar 10% (sepuluh persen) dari pendapatan bersih setiap tahun",
        default=(),
        tunggal=True,
        cetak=True,
    )
    barang: tuple[Markah, ...] = medan(
        "Bagian daerah berupa barang", contoh="1 (satu) unit jembatan timbang", default=(), tunggal=True, cetak=True
    )


class Persetujuan(Rekaman):
    """The legal section's consent to words that differ from a standard clause; it counts once office and date are named."""

    oleh: str | None = medan(
        "Jabatan yang menyetujui", contoh="Kepala Bagian Hukum Sekretariat Daerah Kabupaten Garut", default=None
    )
    tanggal: date | None = medan("Tanggal persetujuan", contoh="2026-11-16", default=None)
    nama: str | None = medan("Nama pejabat yang menyetujui", contoh="Asep Hidayat", default=None)
    surat: str | None = medan("Nomor surat atau nota dinas persetujuan", contoh="100.3.7/88/Huk/2026", default=None)
    sidik: str | None = medan(
        "Sidik teks yang disetujui, sebagaimana ditampilkan `ksdgen check`", contoh="3f9a0c41d27b", default=None
    )


class PilihanKlausul(Rekaman):
    """What an agreement does with a standard clause."""

    varian: str | None = medan("Varian klausul baku", contoh="arbitrase", default=None)
    isian: Mapping[str, Any] = medan("Isian klausul baku sebagaimana dinyatakan klausul itu", default=None)
    ubah: Markah | None = medan(
        "Teks pengganti seluruh isi pasal",
        contoh="Perubahan terhadap naskah ini dituangkan dalam adendum yang ditandatangani PARA PIHAK",
        default=None,
        cetak=True,
    )
    hapus: bool = medan("Pasal ini tidak dipakai", default=False)
    alasan: str | None = medan(
        "Alasan mengubah atau menghapus",
        contoh="disepakati PARA PIHAK pada rapat pembahasan tanggal 3 November 2026",
        default=None,
    )
    disetujui: Persetujuan | None = medan("Persetujuan bagian hukum atas perubahan atau penghapusan", default=None)


class PasalTambahan(Rekaman):
    """An article of this agreement's own."""

    kode: str = medan("Nama pendek pasal untuk rujukan", contoh="monitoring")
    judul: str = medan("Judul pasal, huruf kapital", contoh="MONITORING DAN EVALUASI", cetak=True)
    setelah: str = medan("Kode pasal yang mendahuluinya", contoh="pelaksanaan")
    unsur: tuple[str, ...] = medan(
        "Unsur wajib yang dipenuhi pasal ini", contoh="monitoring_dan_evaluasi", default=(), tunggal=True
    )
    isi: Markah = medan(
        "Isi pasal: (1), a., 1. memberi tingkat; nomor dihitung",
        contoh="PARA PIHAK melakukan monitoring paling sedikit 1 (satu) kali dalam 3 (tiga) bulan",
        cetak=True,
    )
    alasan: str | None = medan(
        "Alasan memakai pasal ini sebagai ganti klausul baku",
        contoh="pasal ini lebih rinci daripada klausul baku",
        default=None,
    )
    disetujui: Persetujuan | None = medan(
        "Persetujuan bagian hukum bila pasal ini menggantikan klausul baku", default=None
    )


class Kegiatan(Rekaman):
    """One row of a Rencana Kerja."""

    kegiatan: str = medan("Nama kegiatan", contoh="Pemutakhiran data bidang tanah", cetak=True)
    target: str = medan("Target yang terukur", contoh="500 (lima ratus) bidang", cetak=True)
    pelaksana: str = medan(
        "Pihak atau perangkat daerah yang melaksanakan", contoh="Kantor Pertanahan Kabupaten Majalengka", cetak=True
    )
    waktu: str = medan("Kapan kegiatan dilaksanakan", contoh="Januari sampai dengan Juni 2027", cetak=True)
    anggaran: Rupiah | str = medan("Anggaran: angka rupiah atau keterangan", contoh="250000000", cetak=True)


class Rangkap(Rekaman):
    """How many originals there are and who holds them."""

    asli: int | None = medan("Jumlah naskah asli; bila kosong sebanyak para pihak", default=None, cetak=True)
    pemegang: tuple[str, ...] = medan(
        "Pemegang naskah asli", contoh="Dinas Pertanian Kabupaten Garut", default=(), cetak=True
    )
    elektronik: bool = medan("Ditandatangani secara elektronik, tanpa rangkap", default=False)


class Saksi(Rekaman):
    """A witness, or an official who takes note."""

    nama: str = medan("Nama sebagaimana dicetak di bawah tanda tangan", contoh="Nia Kurniati Supandi", cetak=True)
    jabatan: str = medan("Jabatan lengkap", contoh="Sekretaris Daerah Kabupaten Garut", cetak=True)


class Lampiran(Rekaman):
    """An annex, inseparable from the paper."""

    judul: str = medan("Judul lampiran, huruf kapital", contoh="DAFTAR LOKASI", cetak=True)
    isi: Markah = medan(
        "Isi lampiran: (1), a., 1. memberi tingkat; nomor dihitung",
        contoh="Pasar Atas Baru, Pasar Antri Baru, dan Pasar Melong",
        cetak=True,
    )
    lanskap: bool = medan("Halaman lampiran melintang", default=False)


class JenisKsdpk(Enum):
    """The kinds of cooperation with a third party (PP 28/2018 Pasal 15 ayat (1))."""

    PELAYANAN_PUBLIK = "pelayanan_publik"
    PENGELOLAAN_ASET = "pengelolaan_aset"
    INVESTASI = "investasi"
    LAINNYA = "lainnya"

    @property
    def uraian(self) -> str:
        """What the value means, for editors."""
        return {
            "pelayanan_publik": "Kerja sama dalam penyediaan pelayanan publik",
            "pengelolaan_aset": "Kerja sama dalam pengelolaan aset untuk meningkatkan nilai tambah",
            "investasi": "Kerja sama investasi",
            "lainnya": "Kerja sama lain yang tidak bertentangan dengan peraturan perundang-undangan",
        }[self.value]


class Prakarsa(Enum):
    """Who took the initiative (PP 28/2018 Pasal 17 and 18)."""

    DAERAH = "daerah"
    PIHAK_KETIGA = "pihak_ketiga"

    @property
    def uraian(self) -> str:
        """What the value means, for editors."""
        return {
            "daerah": "Kerja sama diprakarsai oleh daerah",
            "pihak_ketiga": "Kerja sama diprakarsai oleh pihak ketiga",
        }[self.value]


class Surat(Rekaman):
    """An accompanying paper that exists."""

    nomor: TeksTerbuka | None = medan("Nomor surat atau dokumen", contoh="100.3.7/61/TKKSD/2026", default=None)
    tanggal: date | None = medan("Tanggal surat atau dokumen", default=None)


class SuratMasuk(Rekaman):
    """A letter with the day on which it was received."""

    nomor: TeksTerbuka | None = medan("Nomor surat", contoh="100.3.7/1043/Tapem", default=None)
    tanggal: date | None = medan("Tanggal surat", default=None)
    diterima: date | None = medan("Tanggal surat diterima", default=None)


class StudiKelayakan(Rekaman):
    """The feasibility study (Permendagri 22/2020 Pasal 25 sampai dengan Pasal 27)."""

    penyusun: str | None = medan(
        "Perangkat daerah atau lembaga penyusun",
        contoh="Badan Perencanaan Pembangunan Daerah Kabupaten Indramayu",
        default=None,
    )
    nomor: TeksTerbuka | None = medan("Nomor dokumen studi kelayakan", contoh="000.7/12/Bapperida/2026", default=None)
    tanggal: date = medan("Tanggal studi kelayakan selesai")


class Anggaran(Rekaman):
    """Where the money stands in the budget."""

    tahun_anggaran: int = medan("Tahun anggaran APBD yang memuat dananya", contoh=2026)
    dpa: str | None = medan(
        "Nomor dokumen pelaksanaan anggaran", contoh="DPA/A.1/2.09.3.27.0.00.01.0000/001/2026", default=None
    )


class PersetujuanDprd(Rekaman):
    """The facts from which follows whether DPRD must approve, and its approval."""

    membebani_masyarakat_dan_daerah: bool | None = medan(
        "Rencana kerja sama membebani masyarakat dan daerah", default=None
    )
    sudah_dianggarkan: Anggaran | bool | None = medan(
        "Pendanaan sudah dianggarkan dalam APBD tahun anggaran berjalan", default=None
    )
    surat_permohonan: Surat | None = medan("Surat permohonan persetujuan kepada pimpinan DPRD", default=None)
    diterima_tanggal: date | None = medan("Tanggal permohonan diterima DPRD", default=None)
    surat_pimpinan_dprd: Surat | None = medan("Surat persetujuan pimpinan DPRD", default=None)


class Rkpd(Rekaman):
    """Where the object of a Sinergi stands in the RKPD (Permendagri 22/2020 Pasal 53 ayat (2))."""

    tahun: int = medan("Tahun RKPD yang memuat objek sinergi", contoh=2027)
    program: str | None = medan("Program atau kegiatan dalam RKPD", contoh="Program Penatagunaan Tanah", default=None)


class TahunJamak(Rekaman):
    """Approval to charge the budget over several years."""

    nomor: TeksTerbuka = medan("Nomor surat persetujuan", contoh="900/15/KEP/2026")
    tanggal: date = medan("Tanggal surat persetujuan")
    sampai_tahun: int = medan("Tahun anggaran terakhir", contoh=2028)


class Arsip(Rekaman):
    """The signed original in the archive of TKKSD."""

    pindaian: str | None = medan("Berkas pindaian naskah asli", contoh="arsip/pks-cabai.pdf", default=None)
    sha256: str | None = medan(
        "Sidik SHA-256 berkas pindaian",
        contoh="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        default=None,
    )
    diterima: date | None = medan("Tanggal naskah asli diterima sekretariat TKKSD", default=None)


class Pengecualian(Rekaman):
    """A waiver: one rule that this agreement need not keep, why, who says so and until when."""

    aturan: str = medan("Kode aturan yang dikecualikan", contoh="KSD312")
    alasan: str | None = medan(
        "Mengapa naskah ini dikecualikan", contoh="keputusan menteri terbit sesudah penandatanganan", default=None
    )
    penanggung_jawab: str | None = medan(
        "Pejabat yang bertanggung jawab", contoh="Kepala Bagian Hukum Sekretariat Daerah", default=None
    )
    sampai: date | None = medan("Berlaku sampai dengan", default=None)


class Naskah(Rekaman):
    """One agreement."""

    jenis: str = medan("Jenis naskah menurut katalog", contoh="perjanjian_kerja_sama")
    kategori: Kategori = medan("Kategori kerja sama")
    status: Status = medan("Sejauh mana naskah ini", default=Status.KONSEP)
    tentang: str = medan("Judul naskah: apa yang dikerjasamakan", contoh="Penyediaan dan Distribusi Cabai", cetak=True)
    sebutan: str | None = medan(
        "Sebutan lain jenis naskah, misalnya `kontrak` untuk PKS KSDPK", contoh="kontrak", default=None
    )
    gaya: str | None = medan("Gaya naskah pada templates/gaya/", contoh="f4", default=None)
    kesepakatan_bersama: str | FaktaKesepakatan | None = medan(
        "Berkas KSB yang mendasari, atau fakta-faktanya", contoh="kesepakatan-bersama.yaml", default=None
    )
    nota_kesepakatan: str | None = medan(
        "Berkas Nota Kesepakatan yang menjadi induk rencana kerja", contoh="nota-kesepakatan.yaml", default=None
    )
    rencana_kerja: str | None = medan(
        "Berkas Rencana Kerja pasangan Nota Kesepakatan", contoh="rencana-kerja.yaml", default=None
    )
    penandatanganan: Penandatanganan = medan("Tempat dan tanggal penandatanganan", default=Penandatanganan())
    para_pihak: tuple[Pihak, ...] = medan("Para pihak, dua sampai sebelas")
    urutan: Urutan = medan("Urutan pada judul, nomor, blok para pihak, dan tanda tangan bila berbeda", default=Urutan())
    penghubung: tuple[str, ...] = medan(
        "Kata di antara nama pihak pada judul, satu per sela: DAN, DENGAN, atau kosong", contoh="DENGAN", default=()
    )
    premis: tuple[Markah, ...] = medan(
        "Premis: keadaan yang mendahului Nota Kesepakatan",
        contoh="Para Pihak telah melaksanakan rapat koordinasi pertanahan pada tanggal 3 Maret 2026",
        default=(),
        cetak=True,
    )
    latar_belakang: tuple[Markah, ...] = medan(
        "Latar belakang kerja sama; tiap butir satu paragraf",
        contoh="harga cabai di Kota Cimahi naik setiap menjelang hari raya karena pasokan tidak tetap",
        default=(),
        tunggal=True,
        cetak=True,
    )
    konsideran: tuple[Markah, ...] = medan(
        "Hal-hal yang diterangkan para pihak",
        contoh="bahwa kebutuhan cabai di pasar rakyat Kota Cimahi memerlukan pasokan yang tetap",
        default=(),
        cetak=True,
    )
    dasar_hukum: tuple[str | DasarHukum, ...] = medan(
        "Kode peraturan atau sebutan lengkapnya", contoh="permendagri-22-2020", default=(), cetak=True
    )
    istilah: tuple[Istilah, ...] = medan("Istilah yang diberi batasan pada KETENTUAN UMUM", default=(), cetak=True)
    maksud: Markah | None = medan(
        "Maksud kerja sama",
        contoh="menjadi dasar bagi PARA PIHAK dalam menyediakan dan menyerap cabai",
        default=None,
        cetak=True,
    )
    tujuan: tuple[Markah, ...] = medan(
        "Tujuan yang terukur",
        contoh="memasok cabai paling sedikit 180 (seratus delapan puluh) ton dalam 1 (satu) tahun",
        default=(),
        tunggal=True,
        cetak=True,
    )
    lokasi: tuple[Markah, ...] = medan(
        "Lokasi kerja sama",
        contoh="sentra produksi di Kecamatan Cikajang, Kabupaten Garut",
        default=(),
        tunggal=True,
        cetak=True,
    )
    objek: Markah | None = medan(
        "Objek kerja sama", contoh="penyediaan, pengiriman, dan penyerapan cabai", default=None, cetak=True
    )
    ruang_lingkup: tuple[Markah, ...] = medan(
        "Ruang lingkup; tiap butir satu lingkup",
        contoh="pengiriman cabai dari sentra produksi ke pasar tujuan",
        default=(),
        cetak=True,
    )
    pelaksanaan: tuple[Markah, ...] = medan(
        "Siapa melakukan apa; tiap butir menjadi satu ayat",
        contoh="PIHAK KESATU melaksanakan Perjanjian Kerja Sama ini melalui Dinas Pertanian",
        default=(),
        cetak=True,
    )
    hak_dan_kewajiban: Mapping[str, HakKewajiban] = medan(
        "Hak dan kewajiban tiap pihak menurut kodenya", default=None, cetak=True
    )
    tugas_dan_tanggung_jawab: Mapping[str, tuple[Markah, ...]] = medan(
        "Tugas dan tanggung jawab tiap pihak menurut kodenya",
        contoh="menyediakan data dan petugas",
        default=None,
        cetak=True,
    )
    pembiayaan: Pembiayaan | None = medan("Pembiayaan: sumber, tahun anggaran, nilai, dan cara membayar", default=None)
    hasil: Hasil | None = medan("Hasil KSDPK yang menjadi hak daerah", default=None)
    jangka_waktu: JangkaWaktu | None = medan("Jangka waktu: lama dan mulainya", default=None)
    kegiatan: tuple[Kegiatan, ...] = medan("Kegiatan Rencana Kerja", default=(), cetak=True)
    klausul: Mapping[str, PilihanKlausul] = medan("Pilihan terhadap klausul baku menurut kodenya", default=None)
    pasal_tambahan: tuple[PasalTambahan, ...] = medan("Pasal sendiri yang tidak ada dalam klausul baku", default=())
    isian: Mapping[str, Any] = medan("Isian khusus yang dinyatakan jenis naskah", default=None)
    lampiran: tuple[Lampiran, ...] = medan("Lampiran yang tidak terpisahkan dari naskah", default=())
    rangkap: Rangkap | None = medan("Jumlah naskah asli dan pemegangnya", default=None)
    saksi: tuple[Saksi, ...] = medan("Saksi yang ikut menandatangani", default=(), cetak=True)
    mengetahui: tuple[Saksi, ...] = medan("Pejabat yang mengetahui", default=(), cetak=True)
    urusan: tuple[str, ...] = medan(
        "Urusan pemerintahan yang dikerjasamakan", contoh="pangan", default=(), tunggal=True
    )
    jenis_ksdpk: JenisKsdpk | None = medan("Jenis KSDPK menurut bidangnya", default=None)
    prakarsa: Prakarsa | None = medan("Pemrakarsa KSDPK: daerah atau pihak ketiga", default=None)
    perangkat_daerah_pemrakarsa: str | None = medan(
        "Perangkat daerah yang memprakarsai kerja sama", contoh="Dinas Pangan dan Pertanian Kota Cimahi", default=None
    )
    berita_acara_pemetaan: Surat | None = medan("Berita Acara hasil pemetaan KSDD wajib", default=None)
    keputusan_daftar_rencana: Surat | None = medan(
        "Keputusan Kepala Daerah tentang daftar rencana kerja sama", default=None
    )
    studi_kelayakan: StudiKelayakan | None = medan(
        "Studi kelayakan KSDPK: penyusun, nomor, dan tanggal selesainya", default=None
    )
    kerangka_acuan_kerja: Surat | None = medan("Kerangka acuan kerja: nomor dan tanggalnya", default=None)
    surat_penawaran: SuratMasuk | None = medan("Surat penawaran kerja sama beserta tanggal diterimanya", default=None)
    tanggapan: Surat | None = medan("Tanggapan atas penawaran", default=None)
    rekomendasi_tkksd: Surat | None = medan("Rekomendasi TKKSD untuk menandatangani", default=None)
    persetujuan_dprd: PersetujuanDprd | None = medan("Fakta dan surat persetujuan DPRD", default=None)
    rkpd: Rkpd | None = medan("Pencantuman objek Sinergi dalam RKPD", default=None)
    persetujuan_tahun_jamak: TahunJamak | None = medan("Persetujuan pembebanan APBD tahun jamak", default=None)
    memuat_data_pribadi: bool | None = medan("Kerja sama ini memproses data pribadi", default=None)
    dilaporkan_kepada_menteri: date | None = medan(
        "Tanggal Nota Kesepakatan dan Rencana Kerja disampaikan kepada Menteri", default=None
    )
    arsip: Arsip | None = medan("Arsip naskah asli", default=None)
    pengecualian: tuple[Pengecualian, ...] = medan("Aturan yang dikecualikan untuk naskah ini", default=())
