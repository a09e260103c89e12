"""The term, the money and the schedule of an agreement."""

from __future__ import annotations

from datetime import date

from ksdgen.source.record import Record, record_field
from ksdgen.source.scalars import Duration, Markah, Percent, Rupiah, ToFollow


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


class Kegiatan(Record):
    """One row of a Rencana Kerja."""

    kegiatan: str = record_field("Nama kegiatan", example="Pemutakhiran data bidang tanah", printed=True)
    target: str = record_field("Target yang terukur", example="500 (lima ratus) bidang", printed=True)
    pelaksana: str = record_field(
        "Pihak atau perangkat daerah yang melaksanakan", example="Kantor Pertanahan Kabupaten Majalengka", printed=True
    )
    waktu: str = record_field("Kapan kegiatan dilaksanakan", example="Januari sampai dengan Juni 2027", printed=True)
    anggaran: Rupiah | str = record_field("Anggaran: angka rupiah atau keterangan", example="250000000", printed=True)
