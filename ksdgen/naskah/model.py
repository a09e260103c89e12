"""The agreement as data: frozen dataclasses; the description of each field is what editors show.

Only `jenis`, `kategori`, `tentang` and `para_pihak` are required by the shape. Everything else that the regulation
lists is optional here and demanded by a cited rule on the composed document, so that one run tells all that is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from ksdgen.source.record import Record, record_field
from ksdgen.source.scalars import Duration, Markah, OpenDate, OpenText, Percent, Rupiah, ToFollow


class Category(Enum):
    """The kind of cooperation."""

    KSDD_WAJIB = "ksdd_wajib"
    KSDD_SUKARELA = "ksdd_sukarela"
    KSDPK = "ksdpk"
    SINERGI = "sinergi"
    OUTSIDE_KSD = "di_luar_ksd"
    KSDPL = "ksdpl"
    KSDLL = "ksdll"

    @property
    def supported(self) -> bool:
        """Whether ksdgen can compose papers of this kind; cooperation abroad is named but not supported yet."""
        return self not in (Category.KSDPL, Category.KSDLL)

    @property
    def description(self) -> str:
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

    DRAFT = "konsep"
    DISCUSSION = "pembahasan"
    READY_TO_SIGN = "siap_ditandatangani"
    SIGNED = "ditandatangani"
    ENDED = "berakhir"
    AMENDED = "diubah"
    CANCELLED = "batal"

    @property
    def description(self) -> str:
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
    def is_draft(self) -> bool:
        """Still a draft: unknown values print as blanks and the watermark lies on every page."""
        return self in (Status.DRAFT, Status.DISCUSSION)

    @property
    def is_signed(self) -> bool:
        """Signed, whatever became of it afterwards."""
        return self in (Status.SIGNED, Status.ENDED, Status.AMENDED)


class LegalForm(Enum):
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
    def description(self) -> str:
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
    def central(self) -> bool:
        """A ministry, a non-ministry body or one of their offices in the regions."""
        return self in (LegalForm.KEMENTERIAN, LegalForm.LEMBAGA, LegalForm.INSTANSI_VERTIKAL)

    @property
    def pihak_ketiga(self) -> bool:
        """A third party in the sense of PP 28/2018 Pasal 14."""
        return not self.central and self is not LegalForm.PEMERINTAH_DAERAH


class StatusJabatan(Enum):
    """Acting or interim holder of an office."""

    DEFINITIF = "definitif"
    PLT = "plt"
    PLH = "plh"
    PJ = "pj"
    PJS = "pjs"

    @property
    def description(self) -> str:
        """What the value means, for editors."""
        return {
            "definitif": "Pejabat definitif",
            "plt": "Pelaksana Tugas",
            "plh": "Pelaksana Harian",
            "pj": "Penjabat",
            "pjs": "Penjabat Sementara",
        }[self.value]

    @property
    def term(self) -> str:
        """The words before the office: "Penjabat", "Pelaksana Tugas"; empty for a definitive holder."""
        return {"plt": "Pelaksana Tugas", "plh": "Pelaksana Harian", "pj": "Penjabat", "pjs": "Penjabat Sementara"}.get(
            self.value, ""
        )


class DaerahLevel(Enum):
    """The level of a region."""

    PROVINSI = "provinsi"
    KABUPATEN = "kabupaten"
    KOTA = "kota"

    @property
    def description(self) -> str:
        """What the value means, for editors."""
        return {
            "provinsi": "Daerah provinsi",
            "kabupaten": "Daerah kabupaten",
            "kota": "Daerah kota",
        }[self.value]


# --- parties ----------------------------------------------------------------------------------------------------------


class Keputusan(Record):
    """A decree, of appointment or of approval."""

    bentuk: str = record_field("Nama keputusan beserta pejabatnya", example="Keputusan Menteri Dalam Negeri")
    nomor: OpenText = record_field("Nomor keputusan", example="100.2.1.3-221 Tahun 2025")
    tanggal: OpenDate | None = record_field("Tanggal keputusan", example="2025-02-17", default=None)
    tentang: str | None = record_field(
        "Pokok keputusan, sesudah kata tentang", example="Pengangkatan Kepala Daerah Kabupaten Garut", default=None
    )


class SuratKuasa(Record):
    """A special power of attorney (Permendagri 22/2020 Pasal 14 ayat (2) and Pasal 36 ayat (2))."""

    pemberi_kuasa: str = record_field("Jabatan pemberi kuasa", example="Bupati Indramayu")
    nomor: OpenText = record_field("Nomor surat kuasa khusus", example="100.3.7/114/SKK/2026")
    tanggal: OpenDate = record_field("Tanggal surat kuasa khusus", example="2026-11-16")
    substitusi_dari: str | None = record_field(
        "Surat kuasa asal bila kuasa ini adalah substitusi",
        example="Surat Kuasa Khusus Bupati Garut Nomor 100.3.7/21/SKK/2026 tanggal 5 Januari 2026",
        default=None,
    )
    untuk: str | None = record_field(
        "Naskah yang dikuasakan untuk ditandatangani, sebagaimana tertulis dalam surat kuasa",
        example="Penyediaan dan Distribusi Cabai",
        default=None,
    )
    tembusan: str | None = record_field(
        "Perangkat daerah yang membidangi kerja sama penerima tembusan",
        example="Bagian Tata Pemerintahan, Sekretariat Daerah Kabupaten Garut",
        default=None,
    )


class Akta(Record):
    """A notarial deed."""

    jenis: str = record_field(
        "Nama akta: Akta Pendirian, Akta Perubahan, dan sejenisnya", example="Akta Pendirian", default="Akta Pendirian"
    )
    nomor: OpenText = record_field("Nomor akta", example="12")
    tanggal: OpenDate = record_field("Tanggal akta", example="2009-05-14")
    notaris: str = record_field("Nama notaris", example="Dewi Kartika, S.H., M.Kn.")
    kota_notaris: str | None = record_field("Tempat kedudukan notaris", example="Jakarta Selatan", default=None)


class Pengesahan(Record):
    """A ministry's approval of a legal entity or of a change of its articles."""

    pejabat: str = record_field(
        "Pejabat yang mengesahkan",
        example="Menteri Hukum Republik Indonesia",
        default="Menteri Hukum dan Hak Asasi Manusia Republik Indonesia",
    )
    bentuk: str = record_field(
        "Bentuk pengesahan: Keputusan atau Surat Penerimaan Pemberitahuan", example="Keputusan", default="Keputusan"
    )
    nomor: OpenText = record_field("Nomor pengesahan", example="AHU-23456.AH.01.01.Tahun 2009")
    tanggal: OpenDate | None = record_field("Tanggal pengesahan", default=None)


class BadanHukum(Record):
    """The chain of deeds and approvals of a legal entity."""

    sebutan: str | None = record_field(
        "Dokumen dasar: Anggaran Dasar beserta nama badan hukum", example="Anggaran Dasar PT Contoh", default=None
    )
    akta: tuple[Akta, ...] = record_field("Akta pendirian dan perubahannya, dari yang tertua", default=())
    pengesahan: tuple[Pengesahan, ...] = record_field("Pengesahan oleh Menteri, dari yang tertua", default=())


class DasarKewenangan(Record):
    """Why a signatory may sign; exactly one of the keys."""

    keputusan: Keputusan | None = record_field("Keputusan pengangkatan, misalnya bagi kepala daerah", default=None)
    surat_kuasa: SuratKuasa | None = record_field("Surat kuasa khusus dari kepala daerah", default=None)
    pasal: str | None = record_field(
        "Pasal peraturan perundang-undangan",
        example="Pasal 65 ayat (1) huruf e Undang-Undang Nomor 23 Tahun 2014",
        default=None,
    )
    akta: Akta | None = record_field("Akta pengangkatan atau pernyataan keputusan rapat", default=None)
    bebas: str | None = record_field(
        "Dasar lain, ditulis lengkap", example="Surat Tugas Direktur Utama Nomor 1 tanggal 5 Januari 2026", default=None
    )


class PenandaTangan(Record):
    """A person who signs for a party; degrees, rank and NIP are fields of their own."""

    pejabat: str | None = record_field(
        "Kode pejabat pada berkas pihak; datanya diambil menurut tanggal penandatanganan",
        example="bupati",
        default=None,
    )
    nama: str | None = record_field("Nama tanpa gelar", example="Asep Hidayat", default=None, printed=True)
    gelar_depan: str | None = record_field("Gelar di depan nama", example="Dr. H.", default=None)
    gelar_belakang: str | None = record_field("Gelar di belakang nama", example="S.H., M.Si.", default=None)
    pangkat: str | None = record_field("Pangkat dan golongan", example="Pembina Utama Muda (IV/c)", default=None)
    nip: str | None = record_field("Nomor Induk Pegawai", example="19700101 199503 1 001", default=None)
    jabatan: str | None = record_field(
        "Jabatan lengkap beserta nama daerah atau lembaganya", example="Bupati Garut", default=None, printed=True
    )
    status_jabatan: StatusJabatan = record_field(
        "Pelaksana tugas, penjabat, dan sejenisnya", default=StatusJabatan.DEFINITIF
    )
    bertindak_selaku: str | None = record_field(
        "Kedudukan kedua, misalnya Pengguna Anggaran", example="Pengguna Anggaran", default=None, printed=True
    )
    dasar_kewenangan: tuple[DasarKewenangan, ...] = record_field(
        "Dasar kewenangan menandatangani", default=(), printed=True, single=True
    )


class Daerah(Record):
    """Which region a party is; settles borders between provinces and the forum for disputes."""

    tingkat: DaerahLevel = record_field("Tingkat daerah: provinsi, kabupaten, atau kota")
    nama: str = record_field("Nama daerah tanpa sebutan tingkatnya", example="Garut")
    provinsi: str | None = record_field(
        "Provinsi tempat kabupaten atau kota berada", example="Jawa Barat", default=None
    )


class Narahubung(Record):
    """Where letters to a party go."""

    unit: str | None = record_field(
        "Unit kerja yang menangani surat-menyurat", example="Dinas Lingkungan Hidup", default=None, printed=True
    )
    nama: str | None = record_field(
        "Nama atau jabatan narahubung", example="Kepala Bagian Tata Pemerintahan", default=None, printed=True
    )
    alamat: str | None = record_field(
        "Alamat tujuan surat", example="Jalan Pembangunan Nomor 185, Kabupaten Garut", default=None, printed=True
    )
    telepon: str | None = record_field("Nomor telepon kantor", example="(0262) 5550142", default=None, printed=True)
    surel: str | None = record_field(
        "Alamat surat elektronik", example="kerja-sama@garutkab.example", default=None, printed=True
    )


class Perseorangan(Record):
    """What identifies a party that is a natural person."""

    nik: str | None = record_field("Nomor Induk Kependudukan", example="3205010101700001", default=None, printed=True)
    pekerjaan: str | None = record_field(
        "Pekerjaan sebagaimana tertulis pada identitas", example="wiraswasta", default=None, printed=True
    )


class Pihak(Record):
    """A party. The order in `para_pihak` gives PIHAK KESATU, PIHAK KEDUA, and so on."""

    kode: str = record_field(
        "Nama pendek pihak di dalam berkas ini: huruf kecil, angka, dan garis bawah", example="garut"
    )
    acuan: str | None = record_field(
        "Berkas data pihak bersama di bawah agreements/, tanpa .yaml", example="pihak/kabupaten-garut", default=None
    )
    bentuk: LegalForm = record_field("Bentuk pihak menurut hukum")
    nama: str = record_field("Nama subjek hukum", example="Pemerintah Daerah Kabupaten Garut", printed=True)
    nama_judul: tuple[str, ...] = record_field(
        "Nama pada judul bila berbeda dari subjek hukum; tiap butir satu baris",
        example="KABUPATEN GARUT",
        default=(),
        single=True,
        printed=True,
    )
    pemrakarsa: bool = record_field("Pemrakarsa kerja sama; menentukan letak lambang PKS KSDD", default=False)
    nomor: OpenText | None = record_field(
        "Nomor naskah pada pihak ini; `menyusul` atau celah ___ dicetak sebagai titik-titik",
        example="100.3.7/___/PKS/2026",
        default=None,
        printed=True,
    )
    tempat_kedudukan: str | None = record_field(
        "Tempat kedudukan, biasanya nama kota atau kecamatan", example="Tarogong Kidul", default=None, printed=True
    )
    alamat: str | None = record_field(
        "Alamat lengkap sebagaimana dicetak pada blok para pihak",
        example="Jalan Pembangunan Nomor 1",
        default=None,
        printed=True,
    )
    daerah: Daerah | None = record_field("Data daerah bila pihak adalah pemerintah daerah", default=None)
    badan_hukum: BadanHukum | None = record_field("Akta dan pengesahan badan hukum", default=None, printed=True)
    perseorangan: Perseorangan | None = record_field("Identitas bila pihak adalah perseorangan", default=None)
    logo: str | None = record_field(
        "Berkas gambar lambang atau logo (PNG atau JPEG), relatif terhadap berkas ini",
        example="logo-garut.png",
        default=None,
    )
    narahubung: Narahubung | None = record_field(
        "Alamat surat-menyurat: ke mana surat untuk pihak ini dikirim", default=None
    )
    penanda_tangan: tuple[PenandaTangan, ...] = record_field("Yang menandatangani untuk pihak ini", default=())


class Pejabat(Record):
    """An official in a party's shared file, valid from `sejak` to `sampai`."""

    kode: str = record_field("Nama pendek jabatan, dipakai pada `pejabat:` di naskah", example="bupati")
    sejak: date = record_field("Hari pertama menjabat")
    sampai: date | None = record_field("Hari terakhir menjabat", default=None)
    nama: str = record_field("Nama tanpa gelar", example="Asep Hidayat")
    gelar_depan: str | None = record_field("Gelar di depan nama", example="Dr. H.", default=None)
    gelar_belakang: str | None = record_field("Gelar di belakang nama", example="S.H., M.Si.", default=None)
    pangkat: str | None = record_field("Pangkat dan golongan", example="Pembina Utama Muda (IV/c)", default=None)
    nip: str | None = record_field("Nomor Induk Pegawai", example="19700101 199503 1 001", default=None)
    jabatan: str = record_field("Jabatan lengkap beserta nama daerah atau lembaganya", example="Bupati Garut")
    status_jabatan: StatusJabatan = record_field(
        "Pelaksana tugas, penjabat, dan sejenisnya", default=StatusJabatan.DEFINITIF
    )
    bertindak_selaku: str | None = record_field(
        "Kedudukan kedua, misalnya Pengguna Anggaran", example="Pengguna Anggaran", default=None
    )
    dasar_kewenangan: tuple[DasarKewenangan, ...] = record_field(
        "Dasar kewenangan menandatangani", default=(), single=True
    )


class PihakFile(Record):
    """A file under agreements/pihak/: what does not change from one agreement to the next."""

    bentuk: LegalForm = record_field("Bentuk pihak menurut hukum")
    nama: str = record_field("Nama subjek hukum", example="Pemerintah Daerah Kabupaten Garut")
    nama_judul: tuple[str, ...] = record_field("Nama pada judul", example="KABUPATEN GARUT", default=(), single=True)
    tempat_kedudukan: str | None = record_field(
        "Tempat kedudukan, biasanya nama kota atau kecamatan", example="Garut", default=None
    )
    alamat: str | None = record_field(
        "Alamat lengkap sebagaimana dicetak pada blok para pihak", example="Jalan Pembangunan Nomor 185", default=None
    )
    daerah: Daerah | None = record_field("Data daerah bila pihak adalah pemerintah daerah", default=None)
    badan_hukum: BadanHukum | None = record_field("Akta dan pengesahan badan hukum", default=None)
    perseorangan: Perseorangan | None = record_field("Identitas bila pihak adalah perseorangan", default=None)
    logo: str | None = record_field(
        "Berkas gambar lambang atau logo, relatif terhadap berkas ini", example="logo-garut.png", default=None
    )
    narahubung: Narahubung | None = record_field(
        "Alamat surat-menyurat: ke mana surat untuk pihak ini dikirim", default=None
    )
    pejabat: tuple[Pejabat, ...] = record_field("Pejabat yang dapat menandatangani, dengan masa jabatannya", default=())


# --- the parts of a paper ---------------------------------------------------------------------------------------------


class Penandatanganan(Record):
    """Where and when the paper is signed."""

    tempat: OpenText | None = record_field("Tempat penandatanganan", example="Garut", default=None, printed=True)
    tanggal: OpenDate | None = record_field(
        "Tanggal penandatanganan; `menyusul` dicetak sebagai titik-titik",
        example="2026-12-07",
        default=None,
        printed=True,
    )


class Order(Record):
    """Orders that differ from `para_pihak`, each a list of every party's code."""

    judul: tuple[str, ...] = record_field("Urutan pihak pada judul", example="garut", default=())
    nomor: tuple[str, ...] = record_field("Urutan baris NOMOR", example="garut", default=())
    para_pihak: tuple[str, ...] = record_field("Urutan pada blok para pihak", example="garut", default=())
    tanda_tangan: tuple[str, ...] = record_field("Urutan tanda tangan dari kiri ke kanan", example="garut", default=())


class KesepakatanFacts(Record):
    """An older Kesepakatan Bersama known only by its facts."""

    nomor: tuple[OpenText, ...] = record_field(
        "Nomor menurut tiap pihak", example="100.3.7/12/KSB/2025", single=True, printed=True
    )
    tanggal: date = record_field("Tanggal penandatanganan", printed=True)
    tentang: str = record_field("Judul kesepakatan bersama", example="Pengendalian Inflasi Daerah", printed=True)
    jangka_waktu: Duration | None = record_field("Jangka waktu kesepakatan bersama", default=None)


class DasarHukum(Record):
    """A regulation that is not in ksdgen's list (Perda, Perkada and others), written in full."""

    sebutan: str = record_field(
        "Nama peraturan lengkap sebagaimana dicetak",
        example="Peraturan Daerah Kabupaten Garut Nomor 1 Tahun 2025 tentang …",
        printed=True,
    )


class Istilah(Record):
    """A defined term."""

    istilah: str = record_field("Istilah yang diberi batasan", example="Cabai", printed=True)
    arti: Markah = record_field(
        "Batasan pengertiannya, tanpa kata 'adalah'",
        example="cabai merah keriting dan cabai rawit merah segar hasil panen kelompok tani",
        printed=True,
    )


class JangkaWaktu(Record):
    """The term: a length and a start; the end is computed unless written."""

    lama: Duration | ToFollow | None = record_field(
        "Lamanya dalam tahun, bulan, atau hari", example="3 tahun", default=None, printed=True
    )
    mulai: date | str = record_field(
        "`penandatanganan` atau tanggal mulai",
        example="penandatanganan",
        default="penandatanganan",
        choices=("penandatanganan",),
    )
    sampai: date | None = record_field("Tanggal berakhir bila ditulis tegas", default=None, printed=True)


class HakKewajiban(Record):
    """Rights and duties of one party."""

    hak: tuple[Markah, ...] = record_field(
        "Hak pihak ini; tiap butir satu hak",
        example="memperoleh pasokan cabai sesuai dengan rencana",
        default=(),
        printed=True,
    )
    kewajiban: tuple[Markah, ...] = record_field(
        "Kewajiban pihak ini; tiap butir satu kewajiban",
        example="menyampaikan data kebutuhan setiap bulan",
        default=(),
        printed=True,
    )


class Termin(Record):
    """One instalment."""

    persen: Percent = record_field("Bagian dari nilai seluruhnya, dalam persen", example="30", printed=True)
    nilai: Rupiah | None = record_field("Besarnya dalam rupiah", default=None, printed=True)
    saat: str = record_field(
        "Kapan dan dengan syarat apa dibayar", example="setelah Berita Acara Serah Terima ditandatangani", printed=True
    )


class Rekening(Record):
    """A bank account."""

    bank: str = record_field("Nama bank beserta cabangnya", example="Bank Jabar Banten Cabang Garut", printed=True)
    nomor: str = record_field("Nomor rekening tujuan", example="0012345678001", printed=True)
    atas_nama: str = record_field("Nama pemilik rekening", example="Kas Umum Daerah Kabupaten Garut", printed=True)


class Pembiayaan(Record):
    """Who pays what, from which budget."""

    sumber: tuple[Markah, ...] = record_field(
        "Sumber pembiayaan; tiap butir satu sumber",
        example="Anggaran Pendapatan dan Belanja Daerah Kabupaten Garut",
        default=(),
        single=True,
        printed=True,
    )
    tahun_anggaran: tuple[int, ...] = record_field(
        "Tahun anggaran yang dibebani", example=2027, default=(), single=True, printed=True
    )
    nilai: Rupiah | None = record_field("Nilai kerja sama", example="2500000000", default=None, printed=True)
    termasuk_pajak: bool | None = record_field("Nilai sudah termasuk pajak atau belum", default=None)
    termin: tuple[Termin, ...] = record_field("Tahapan pembayaran; jumlahnya 100 persen", default=(), printed=True)
    rekening: Rekening | None = record_field("Rekening tujuan pembayaran", default=None)
    ketentuan: tuple[Markah, ...] = record_field(
        "Ketentuan pembiayaan lain; tiap butir menjadi satu ayat",
        example="Setiap pihak membiayai kewajibannya sendiri",
        default=(),
        printed=True,
    )


class Hasil(Record):
    """Results of a cooperation with a third party (PP 28/2018 Pasal 20)."""

    uang: tuple[Markah, ...] = record_field(
        "Bagian daerah berupa uang dan cara menghitungnya",
        example="bagian daerah sebesar 10% (sepuluh persen) dari pendapatan bersih setiap tahun",
        default=(),
        single=True,
        printed=True,
    )
    barang: tuple[Markah, ...] = record_field(
        "Bagian daerah berupa barang", example="1 (satu) unit jembatan timbang", default=(), single=True, printed=True
    )


class Consent(Record):
    """The legal section's consent to words that differ from a standard clause; it counts once office and date are
    named.
    """

    oleh: str | None = record_field(
        "Jabatan yang menyetujui", example="Kepala Bagian Hukum Sekretariat Daerah Kabupaten Garut", default=None
    )
    tanggal: date | None = record_field("Tanggal persetujuan", example="2026-11-16", default=None)
    nama: str | None = record_field("Nama pejabat yang menyetujui", example="Asep Hidayat", default=None)
    surat: str | None = record_field(
        "Nomor surat atau nota dinas persetujuan", example="100.3.7/88/Huk/2026", default=None
    )
    sidik: str | None = record_field(
        "Sidik teks yang disetujui, sebagaimana ditampilkan `ksdgen check`", example="3f9a0c41d27b", default=None
    )


class KlausulChoice(Record):
    """What an agreement does with a standard clause."""

    varian: str | None = record_field("Varian klausul baku", example="arbitrase", default=None)
    isian: Mapping[str, Any] = record_field("Isian klausul baku sebagaimana dinyatakan klausul itu", default=None)
    ubah: Markah | None = record_field(
        "Teks pengganti seluruh isi pasal",
        example="Perubahan terhadap naskah ini dituangkan dalam adendum yang ditandatangani PARA PIHAK",
        default=None,
        printed=True,
    )
    hapus: bool = record_field("Pasal ini tidak dipakai", default=False)
    alasan: str | None = record_field(
        "Alasan mengubah atau menghapus",
        example="disepakati PARA PIHAK pada rapat pembahasan tanggal 3 November 2026",
        default=None,
    )
    disetujui: Consent | None = record_field("Persetujuan bagian hukum atas perubahan atau penghapusan", default=None)


class ExtraPasal(Record):
    """An article of this agreement's own."""

    kode: str = record_field("Nama pendek pasal untuk rujukan", example="monitoring")
    judul: str = record_field("Judul pasal, huruf kapital", example="MONITORING DAN EVALUASI", printed=True)
    setelah: str = record_field("Kode pasal yang mendahuluinya", example="pelaksanaan")
    unsur: tuple[str, ...] = record_field(
        "Unsur wajib yang dipenuhi pasal ini", example="monitoring_dan_evaluasi", default=(), single=True
    )
    isi: Markah = record_field(
        "Isi pasal: (1), a., 1. memberi tingkat; nomor dihitung",
        example="PARA PIHAK melakukan monitoring paling sedikit 1 (satu) kali dalam 3 (tiga) bulan",
        printed=True,
    )
    alasan: str | None = record_field(
        "Alasan memakai pasal ini sebagai ganti klausul baku",
        example="pasal ini lebih rinci daripada klausul baku",
        default=None,
    )
    disetujui: Consent | None = record_field(
        "Persetujuan bagian hukum bila pasal ini menggantikan klausul baku", default=None
    )


class Kegiatan(Record):
    """One row of a Rencana Kerja."""

    kegiatan: str = record_field("Nama kegiatan", example="Pemutakhiran data bidang tanah", printed=True)
    target: str = record_field("Target yang terukur", example="500 (lima ratus) bidang", printed=True)
    pelaksana: str = record_field(
        "Pihak atau perangkat daerah yang melaksanakan", example="Kantor Pertanahan Kabupaten Majalengka", printed=True
    )
    waktu: str = record_field("Kapan kegiatan dilaksanakan", example="Januari sampai dengan Juni 2027", printed=True)
    anggaran: Rupiah | str = record_field("Anggaran: angka rupiah atau keterangan", example="250000000", printed=True)


class Rangkap(Record):
    """How many originals there are and who holds them."""

    asli: int | None = record_field("Jumlah naskah asli; bila kosong sebanyak para pihak", default=None, printed=True)
    pemegang: tuple[str, ...] = record_field(
        "Pemegang naskah asli", example="Dinas Pertanian Kabupaten Garut", default=(), printed=True
    )
    elektronik: bool = record_field("Ditandatangani secara elektronik, tanpa rangkap", default=False)


class Saksi(Record):
    """A witness, or an official who takes note."""

    nama: str = record_field(
        "Nama sebagaimana dicetak di bawah tanda tangan", example="Nia Kurniati Supandi", printed=True
    )
    jabatan: str = record_field("Jabatan lengkap", example="Sekretaris Daerah Kabupaten Garut", printed=True)


class Lampiran(Record):
    """An annex, inseparable from the paper."""

    judul: str = record_field("Judul lampiran, huruf kapital", example="DAFTAR LOKASI", printed=True)
    isi: Markah = record_field(
        "Isi lampiran: (1), a., 1. memberi tingkat; nomor dihitung",
        example="Pasar Atas Baru, Pasar Antri Baru, dan Pasar Melong",
        printed=True,
    )
    lanskap: bool = record_field("Halaman lampiran melintang", default=False)


class KsdpkKind(Enum):
    """The kinds of cooperation with a third party (PP 28/2018 Pasal 15 ayat (1))."""

    PELAYANAN_PUBLIK = "pelayanan_publik"
    PENGELOLAAN_ASET = "pengelolaan_aset"
    INVESTASI = "investasi"
    OTHER = "lainnya"

    @property
    def description(self) -> str:
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
    def description(self) -> str:
        """What the value means, for editors."""
        return {
            "daerah": "Kerja sama diprakarsai oleh daerah",
            "pihak_ketiga": "Kerja sama diprakarsai oleh pihak ketiga",
        }[self.value]


class Surat(Record):
    """An accompanying paper that exists."""

    nomor: OpenText | None = record_field("Nomor surat atau dokumen", example="100.3.7/61/TKKSD/2026", default=None)
    tanggal: date | None = record_field("Tanggal surat atau dokumen", default=None)


class SuratMasuk(Record):
    """A letter with the day on which it was received."""

    nomor: OpenText | None = record_field("Nomor surat", example="100.3.7/1043/Tapem", default=None)
    tanggal: date | None = record_field("Tanggal surat", default=None)
    diterima: date | None = record_field("Tanggal surat diterima", default=None)


class StudiKelayakan(Record):
    """The feasibility study (Permendagri 22/2020 Pasal 25 sampai dengan Pasal 27)."""

    penyusun: str | None = record_field(
        "Perangkat daerah atau lembaga penyusun",
        example="Badan Perencanaan Pembangunan Daerah Kabupaten Indramayu",
        default=None,
    )
    nomor: OpenText | None = record_field(
        "Nomor dokumen studi kelayakan", example="000.7/12/Bapperida/2026", default=None
    )
    tanggal: date = record_field("Tanggal studi kelayakan selesai")


class Anggaran(Record):
    """Where the money stands in the budget."""

    tahun_anggaran: int = record_field("Tahun anggaran APBD yang memuat dananya", example=2026)
    dpa: str | None = record_field(
        "Nomor dokumen pelaksanaan anggaran", example="DPA/A.1/2.09.3.27.0.00.01.0000/001/2026", default=None
    )


class DprdConsent(Record):
    """The facts from which follows whether DPRD must approve, and its approval."""

    membebani_masyarakat_dan_daerah: bool | None = record_field(
        "Rencana kerja sama membebani masyarakat dan daerah", default=None
    )
    sudah_dianggarkan: Anggaran | bool | None = record_field(
        "Pendanaan sudah dianggarkan dalam APBD tahun anggaran berjalan", default=None
    )
    surat_permohonan: Surat | None = record_field("Surat permohonan persetujuan kepada pimpinan DPRD", default=None)
    diterima_tanggal: date | None = record_field("Tanggal permohonan diterima DPRD", default=None)
    surat_pimpinan_dprd: Surat | None = record_field("Surat persetujuan pimpinan DPRD", default=None)


class Rkpd(Record):
    """Where the object of a Sinergi stands in the RKPD (Permendagri 22/2020 Pasal 53 ayat (2))."""

    tahun: int = record_field("Tahun RKPD yang memuat objek sinergi", example=2027)
    program: str | None = record_field(
        "Program atau kegiatan dalam RKPD", example="Program Penatagunaan Tanah", default=None
    )


class TahunJamak(Record):
    """Approval to charge the budget over several years."""

    nomor: OpenText = record_field("Nomor surat persetujuan", example="900/15/KEP/2026")
    tanggal: date = record_field("Tanggal surat persetujuan")
    sampai_tahun: int = record_field("Tahun anggaran terakhir", example=2028)


class Archive(Record):
    """The signed original in the archive of TKKSD."""

    pindaian: str | None = record_field("Berkas pindaian naskah asli", example="arsip/pks-cabai.pdf", default=None)
    sha256: str | None = record_field(
        "Sidik SHA-256 berkas pindaian",
        example="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        default=None,
    )
    diterima: date | None = record_field("Tanggal naskah asli diterima sekretariat TKKSD", default=None)


class Waiver(Record):
    """A waiver: one rule that this agreement need not keep, why, who says so and until when."""

    aturan: str = record_field("Kode aturan yang dikecualikan", example="KSD312")
    alasan: str | None = record_field(
        "Mengapa naskah ini dikecualikan", example="keputusan menteri terbit sesudah penandatanganan", default=None
    )
    penanggung_jawab: str | None = record_field(
        "Pejabat yang bertanggung jawab", example="Kepala Bagian Hukum Sekretariat Daerah", default=None
    )
    sampai: date | None = record_field("Berlaku sampai dengan", default=None)


class Naskah(Record):
    """One agreement."""

    jenis: str = record_field("Jenis naskah menurut katalog", example="perjanjian_kerja_sama")
    kategori: Category = record_field("Kategori kerja sama")
    status: Status = record_field("Sejauh mana naskah ini", default=Status.DRAFT)
    tentang: str = record_field(
        "Judul naskah: apa yang dikerjasamakan", example="Penyediaan dan Distribusi Cabai", printed=True
    )
    sebutan: str | None = record_field(
        "Sebutan lain jenis naskah, misalnya `kontrak` untuk PKS KSDPK", example="kontrak", default=None
    )
    gaya: str | None = record_field("Gaya naskah pada templates/gaya/", example="f4", default=None)
    kesepakatan_bersama: str | KesepakatanFacts | None = record_field(
        "Berkas KSB yang mendasari, atau fakta-faktanya", example="kesepakatan-bersama.yaml", default=None
    )
    nota_kesepakatan: str | None = record_field(
        "Berkas Nota Kesepakatan yang menjadi induk rencana kerja", example="nota-kesepakatan.yaml", default=None
    )
    rencana_kerja: str | None = record_field(
        "Berkas Rencana Kerja pasangan Nota Kesepakatan", example="rencana-kerja.yaml", default=None
    )
    penandatanganan: Penandatanganan = record_field("Tempat dan tanggal penandatanganan", default=Penandatanganan())
    para_pihak: tuple[Pihak, ...] = record_field("Para pihak, dua sampai sebelas")
    urutan: Order = record_field(
        "Urutan pada judul, nomor, blok para pihak, dan tanda tangan bila berbeda", default=Order()
    )
    penghubung: tuple[str, ...] = record_field(
        "Kata di antara nama pihak pada judul, satu per sela: DAN, DENGAN, atau kosong", example="DENGAN", default=()
    )
    premis: tuple[Markah, ...] = record_field(
        "Premis: keadaan yang mendahului Nota Kesepakatan",
        example="Para Pihak telah melaksanakan rapat koordinasi pertanahan pada tanggal 3 Maret 2026",
        default=(),
        printed=True,
    )
    latar_belakang: tuple[Markah, ...] = record_field(
        "Latar belakang kerja sama; tiap butir satu paragraf",
        example="harga cabai di Kota Cimahi naik setiap menjelang hari raya karena pasokan tidak tetap",
        default=(),
        single=True,
        printed=True,
    )
    konsideran: tuple[Markah, ...] = record_field(
        "Hal-hal yang diterangkan para pihak",
        example="bahwa kebutuhan cabai di pasar rakyat Kota Cimahi memerlukan pasokan yang tetap",
        default=(),
        printed=True,
    )
    dasar_hukum: tuple[str | DasarHukum, ...] = record_field(
        "Kode peraturan atau sebutan lengkapnya", example="permendagri-22-2020", default=(), printed=True
    )
    istilah: tuple[Istilah, ...] = record_field(
        "Istilah yang diberi batasan pada KETENTUAN UMUM", default=(), printed=True
    )
    maksud: Markah | None = record_field(
        "Maksud kerja sama",
        example="menjadi dasar bagi PARA PIHAK dalam menyediakan dan menyerap cabai",
        default=None,
        printed=True,
    )
    tujuan: tuple[Markah, ...] = record_field(
        "Tujuan yang terukur",
        example="memasok cabai paling sedikit 180 (seratus delapan puluh) ton dalam 1 (satu) tahun",
        default=(),
        single=True,
        printed=True,
    )
    lokasi: tuple[Markah, ...] = record_field(
        "Lokasi kerja sama",
        example="sentra produksi di Kecamatan Cikajang, Kabupaten Garut",
        default=(),
        single=True,
        printed=True,
    )
    objek: Markah | None = record_field(
        "Objek kerja sama", example="penyediaan, pengiriman, dan penyerapan cabai", default=None, printed=True
    )
    ruang_lingkup: tuple[Markah, ...] = record_field(
        "Ruang lingkup; tiap butir satu lingkup",
        example="pengiriman cabai dari sentra produksi ke pasar tujuan",
        default=(),
        printed=True,
    )
    pelaksanaan: tuple[Markah, ...] = record_field(
        "Siapa melakukan apa; tiap butir menjadi satu ayat",
        example="PIHAK KESATU melaksanakan Perjanjian Kerja Sama ini melalui Dinas Pertanian",
        default=(),
        printed=True,
    )
    hak_dan_kewajiban: Mapping[str, HakKewajiban] = record_field(
        "Hak dan kewajiban tiap pihak menurut kodenya", default=None, printed=True
    )
    tugas_dan_tanggung_jawab: Mapping[str, tuple[Markah, ...]] = record_field(
        "Tugas dan tanggung jawab tiap pihak menurut kodenya",
        example="menyediakan data dan petugas",
        default=None,
        printed=True,
    )
    pembiayaan: Pembiayaan | None = record_field(
        "Pembiayaan: sumber, tahun anggaran, nilai, dan cara membayar", default=None
    )
    hasil: Hasil | None = record_field("Hasil KSDPK yang menjadi hak daerah", default=None)
    jangka_waktu: JangkaWaktu | None = record_field("Jangka waktu: lama dan mulainya", default=None)
    kegiatan: tuple[Kegiatan, ...] = record_field("Kegiatan Rencana Kerja", default=(), printed=True)
    klausul: Mapping[str, KlausulChoice] = record_field("Pilihan terhadap klausul baku menurut kodenya", default=None)
    pasal_tambahan: tuple[ExtraPasal, ...] = record_field("Pasal sendiri yang tidak ada dalam klausul baku", default=())
    isian: Mapping[str, Any] = record_field("Isian khusus yang dinyatakan jenis naskah", default=None)
    lampiran: tuple[Lampiran, ...] = record_field("Lampiran yang tidak terpisahkan dari naskah", default=())
    rangkap: Rangkap | None = record_field("Jumlah naskah asli dan pemegangnya", default=None)
    saksi: tuple[Saksi, ...] = record_field("Saksi yang ikut menandatangani", default=(), printed=True)
    mengetahui: tuple[Saksi, ...] = record_field("Pejabat yang mengetahui", default=(), printed=True)
    urusan: tuple[str, ...] = record_field(
        "Urusan pemerintahan yang dikerjasamakan", example="pangan", default=(), single=True
    )
    jenis_ksdpk: KsdpkKind | None = record_field("Jenis KSDPK menurut bidangnya", default=None)
    prakarsa: Prakarsa | None = record_field("Pemrakarsa KSDPK: daerah atau pihak ketiga", default=None)
    perangkat_daerah_pemrakarsa: str | None = record_field(
        "Perangkat daerah yang memprakarsai kerja sama", example="Dinas Pangan dan Pertanian Kota Cimahi", default=None
    )
    berita_acara_pemetaan: Surat | None = record_field("Berita Acara hasil pemetaan KSDD wajib", default=None)
    keputusan_daftar_rencana: Surat | None = record_field(
        "Keputusan Kepala Daerah tentang daftar rencana kerja sama", default=None
    )
    studi_kelayakan: StudiKelayakan | None = record_field(
        "Studi kelayakan KSDPK: penyusun, nomor, dan tanggal selesainya", default=None
    )
    kerangka_acuan_kerja: Surat | None = record_field("Kerangka acuan kerja: nomor dan tanggalnya", default=None)
    surat_penawaran: SuratMasuk | None = record_field(
        "Surat penawaran kerja sama beserta tanggal diterimanya", default=None
    )
    tanggapan: Surat | None = record_field("Tanggapan atas penawaran", default=None)
    rekomendasi_tkksd: Surat | None = record_field("Rekomendasi TKKSD untuk menandatangani", default=None)
    persetujuan_dprd: DprdConsent | None = record_field("Fakta dan surat persetujuan DPRD", default=None)
    rkpd: Rkpd | None = record_field("Pencantuman objek Sinergi dalam RKPD", default=None)
    persetujuan_tahun_jamak: TahunJamak | None = record_field("Persetujuan pembebanan APBD tahun jamak", default=None)
    memuat_data_pribadi: bool | None = record_field("Kerja sama ini memproses data pribadi", default=None)
    dilaporkan_kepada_menteri: date | None = record_field(
        "Tanggal Nota Kesepakatan dan Rencana Kerja disampaikan kepada Menteri", default=None
    )
    arsip: Archive | None = record_field("Arsip naskah asli", default=None)
    pengecualian: tuple[Waiver, ...] = record_field("Aturan yang dikecualikan untuk naskah ini", default=())
