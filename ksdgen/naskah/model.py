"""One agreement as data: frozen records; the description of each field is what editors show.

The records of its parts stand beside: `pihak` (parties and signatories), `articles`, `money` (term, funding, schedule)
and `accompanying` (papers that go with it).

Only `jenis`, `kategori`, `tentang` and `para_pihak` are required by the shape. Everything else that the regulation
lists is optional here and demanded by a cited rule on the composed document, so that one run tells all that is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from ksdgen.naskah.accompanying import (
    Archive,
    DprdConsent,
    KesepakatanFacts,
    Rkpd,
    StudiKelayakan,
    Surat,
    SuratMasuk,
    TahunJamak,
)
from ksdgen.naskah.articles import DasarHukum, ExtraPasal, HakKewajiban, Istilah, KlausulChoice, Lampiran
from ksdgen.naskah.money import Hasil, JangkaWaktu, Kegiatan, Pembiayaan
from ksdgen.naskah.pihak import Pihak, Saksi
from ksdgen.source.record import Record, record_field
from ksdgen.source.scalars import Markah, OpenDate, OpenText


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


# --- the form of the paper --------------------------------------------------------------------------------------------


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


class Rangkap(Record):
    """How many originals there are and who holds them."""

    asli: int | None = record_field("Jumlah naskah asli; bila kosong sebanyak para pihak", default=None, printed=True)
    pemegang: tuple[str, ...] = record_field(
        "Pemegang naskah asli", example="Dinas Pertanian Kabupaten Garut", default=(), printed=True
    )
    elektronik: bool = record_field("Ditandatangani secara elektronik, tanpa rangkap", default=False)


# --- the agreement ----------------------------------------------------------------------------------------------------


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
