"""The parties: what they are in law, who signs for them and by what power, and the files that several agreements share."""

from __future__ import annotations

from datetime import date
from enum import Enum

from ksdgen.source.record import Record, record_field
from ksdgen.source.scalars import OpenDate, OpenText


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


# --- on what a signature rests ----------------------------------------------------------------------------------------


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


# --- parties and signatories ------------------------------------------------------------------------------------------


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


class Saksi(Record):
    """A witness, or an official who takes note."""

    nama: str = record_field(
        "Nama sebagaimana dicetak di bawah tanda tangan", example="Nia Kurniati Supandi", printed=True
    )
    jabatan: str = record_field("Jabatan lengkap", example="Sekretaris Daerah Kabupaten Garut", printed=True)


# --- files that agreements share --------------------------------------------------------------------------------------


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
