"""An agreement at a glance: what it is, what it lacks before signing, and what to do next. Everything is derived; nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ksdgen import bahasa
from ksdgen.compose.composition import Izin, Pemakaian, celah
from ksdgen.desk.outcome import Hasil
from ksdgen.desk.workspace import Workspace
from ksdgen.diagnostics import Diagnostic, Severity, in_order
from ksdgen.naskah import stages
from ksdgen.naskah.facts import akhir_naskah
from ksdgen.naskah.model import FaktaKesepakatan, Naskah, PenandaTangan, Pengecualian, Status
from ksdgen.naskah.routes import sebutan_pihak
from ksdgen.naskah.stages import Kemajuan, Langkah
from ksdgen.source.scalars import Lama, Menyusul, is_deferred


@dataclass(frozen=True, slots=True)
class PihakSekilas:
    """A party and who signs for it."""

    sebutan: str
    nama: str
    penanda_tangan: tuple[str, ...]
    nomor: str | None
    """Its number for the paper; None while open or absent."""


@dataclass(frozen=True, slots=True)
class Kekurangan:
    """What stands in the way of signing, or should be looked at before: findings that say the same, with their lines."""

    kode: str
    tingkat: Severity
    pesan: str
    baris: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Celah:
    """A value still open: `sengaja` when the file says so (`menyusul`, `___`)."""

    rute: str
    sebutan: str
    sengaja: bool


@dataclass(slots=True)
class Sekilas:
    """One agreement; of a file that cannot be read only `path` and `temuan`."""

    path: str
    temuan: list[Diagnostic] = field(default_factory=list)
    """What `check` says of it."""
    naskah: Naskah | None = None
    jenis: str = ""
    """The kind of paper in words."""
    pihak: tuple[PihakSekilas, ...] = ()
    akhir: date | None = None
    sisa: int | None = None
    """Days until the last day of the term; negative when it is over."""
    ksb: str | None = None
    """The Kesepakatan Bersama behind the agreement, in words."""
    kekurangan: tuple[Kekurangan, ...] = ()
    celah: tuple[Celah, ...] = ()
    penyimpangan: tuple[Pemakaian, ...] = ()
    """Standard clauses that the agreement rewords, leaves out or replaces."""
    pengecualian: tuple[Pengecualian, ...] = ()
    sitasi: str | None = None
    """What orders the stages."""
    kemajuan: tuple[Kemajuan, ...] = ()
    langkah: Langkah | None = None
    dinilai: bool = True
    """False for a paper older than the law that is encoded."""

    @property
    def jumlah(self) -> dict[Severity, int]:
        """How many findings of each severity `check` has."""
        return {s: sum(t.tingkat is s for t in self.temuan) for s in Severity}


def sekilas(ruang: Workspace, path: str, hari_ini: date, hasil: Hasil | None = None) -> Sekilas:
    """An agreement at a glance.

    Args:
        ruang: its repository.
        path: the file, relative to the root.
        hari_ini: the day from which time is counted.
        hasil: the agreement as it was judged on that day, where that is at hand.
    """
    hasil = hasil or ruang.periksa(path, hari_ini)
    s = Sekilas(path, in_order(hasil.temuan))
    naskah = hasil.muatan.naskah
    if naskah is None:
        return s
    s.naskah = naskah
    jenis = ruang.katalog.jenis(naskah.jenis)
    s.jenis = jenis.kepala.sebutan if jenis else naskah.jenis
    s.pihak = tuple(_pihak(naskah, i) for i in range(len(naskah.para_pihak)))
    s.akhir = akhir_naskah(naskah)
    s.sisa = (s.akhir - hari_ini).days if s.akhir is not None else None
    ksb, nota = (ruang.agreements.terkait(hasil.muatan, r)[0] for r in ("kesepakatan_bersama", "nota_kesepakatan"))
    ksb_naskah, nota_naskah = (m.naskah if m else None for m in (ksb, nota))
    s.ksb = _ksb(naskah, ksb_naskah)
    s.pengecualian = naskah.pengecualian
    s.dinilai = hasil.penilaian is None or hasil.penilaian.dinilai
    if hasil.susunan is not None:
        s.penyimpangan = tuple(p for p in hasil.susunan.klausul if p.menyimpang)
        s.celah = tuple(Celah(*c) for c in celah(hasil.susunan, hasil.muatan.tempat))
    s.kekurangan = _kekurangan(path, _kelak(ruang, path, hari_ini, hasil, naskah))
    if naskah.status is not Status.BATAL:
        alur = stages.alur(naskah)
        s.sitasi = alur.sitasi if alur else None
        s.kemajuan = stages.kemajuan(naskah, hari_ini, ksb=ksb_naskah, nota=nota_naskah)
        s.langkah = stages.langkah_berikut(s.kemajuan)
    return s


def _kelak(ruang: Workspace, path: str, hari_ini: date, hasil: Hasil, naskah: Naskah) -> Iterable[Diagnostic]:
    """The findings that an agreement would have if it were ready for signing; those that it has when it is past that."""
    if not naskah.status.rancangan:
        return hasil.temuan
    return ruang.periksa(path, hari_ini, sebagai=Status.SIAP_DITANDATANGANI).temuan


def _kekurangan(path: str, temuan: Iterable[Diagnostic]) -> tuple[Kekurangan, ...]:
    """Errors and warnings by what they say, errors first, each with its lines."""
    menurut: dict[tuple[Severity, str, str], set[int]] = {}
    for t in temuan:
        if t.tingkat is not Severity.CATATAN:
            baris = menurut.setdefault((t.tingkat, t.kode, t.pesan), set())
            baris.update([t.span.line] if t.span is not None and t.span.file == path else [])
    urut = sorted(menurut, key=lambda k: (k[0].rank, *k[1:]))
    return tuple(
        Kekurangan(kode, tingkat, pesan, tuple(sorted(menurut[tingkat, kode, pesan]))) for tingkat, kode, pesan in urut
    )


def _pihak(naskah: Naskah, i: int) -> PihakSekilas:
    p = naskah.para_pihak[i]
    nomor = None if is_deferred(p.nomor) else p.nomor or None
    return PihakSekilas(sebutan_pihak(i), p.nama, tuple(_penanda_tangan(t) for t in p.penanda_tangan), nomor)


def _penanda_tangan(t: PenandaTangan) -> str:
    jabatan = f"{t.status_jabatan.sebutan} {t.jabatan}".strip() if t.jabatan else ""
    if not t.nama:
        return jabatan or "belum disebut"
    return f"{t.nama} ({jabatan})" if jabatan else t.nama


def _ksb(naskah: Naskah, ksb: Naskah | None) -> str | None:
    acuan = naskah.kesepakatan_bersama
    if isinstance(acuan, FaktaKesepakatan):
        return f"{acuan.tentang}, Nomor {' dan '.join(acuan.nomor)}, {bahasa.tanggal(acuan.tanggal)}"
    if ksb is not None:
        return f"{ksb.tentang} ({acuan}, {ksb.status.value.replace('_', ' ')})"
    return acuan


def jangka_waktu(naskah: Naskah) -> str | None:
    """The length and start of the term in words."""
    jw = naskah.jangka_waktu
    if jw is None or not isinstance(jw.lama, Lama):
        return None
    mulai = f"sejak {bahasa.tanggal(jw.mulai)}" if isinstance(jw.mulai, date) else "sejak penandatanganan"
    return f"{bahasa.lama(jw.lama.tahun, jw.lama.bulan, jw.lama.hari)} {mulai}"


def waktu_dan_tempat(naskah: Naskah) -> str | None:
    """Where and when the paper is signed."""
    ttd = naskah.penandatanganan
    hari = (
        "tanggal menyusul" if isinstance(ttd.tanggal, Menyusul) else bahasa.tanggal(ttd.tanggal) if ttd.tanggal else ""
    )
    return ", ".join(b for b in (ttd.tempat or "", hari) if b) or None


def perlu_persetujuan(p: Pemakaian) -> bool:
    """Whether a use of a clause needs a consent that the agreement does not name yet."""
    return p.izin is Izin.TERLARANG or (
        p.izin is Izin.PERLU_PERSETUJUAN and (p.disetujui is None or not p.disetujui.oleh)
    )
