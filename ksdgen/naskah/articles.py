"""What the articles of an agreement say in its own words: acts, terms, duties, clauses that differ, annexes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ksdgen.source.record import Record, record_field
from ksdgen.source.scalars import Markah


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


class Lampiran(Record):
    """An annex, inseparable from the paper."""

    judul: str = record_field("Judul lampiran, huruf kapital", example="DAFTAR LOKASI", printed=True)
    isi: Markah = record_field(
        "Isi lampiran: (1), a., 1. memberi tingkat; nomor dihitung",
        example="Pasar Atas Baru, Pasar Antri Baru, dan Pasar Melong",
        printed=True,
    )
    lanskap: bool = record_field("Halaman lampiran melintang", default=False)


# --- standard clauses and articles of its own -------------------------------------------------------------------------


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
