"""Papers that go with an agreement: what it rests on, studies, letters and approvals before it is signed, the archive."""

from __future__ import annotations

from datetime import date

from ksdgen.source.record import Record, record_field
from ksdgen.source.scalars import Duration, OpenText


class KesepakatanFacts(Record):
    """An older Kesepakatan Bersama known only by its facts."""

    nomor: tuple[OpenText, ...] = record_field(
        "Nomor menurut tiap pihak", example="100.3.7/12/KSB/2025", single=True, printed=True
    )
    tanggal: date = record_field("Tanggal penandatanganan", printed=True)
    tentang: str = record_field("Judul kesepakatan bersama", example="Pengendalian Inflasi Daerah", printed=True)
    jangka_waktu: Duration | None = record_field("Jangka waktu kesepakatan bersama", default=None)


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
