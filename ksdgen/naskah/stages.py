"""The stages of a cooperation, and how far an agreement has come in them.

The stages are data (`data/tahapan.yaml`); here are the few ways in which a file shows that a stage is behind it. What a file does not
record is never taken for done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from ksdgen import bahasa, regulation
from ksdgen.naskah.facts import HARI_DPRD, akhir_naskah, alasan_dprd, fakta_dprd_kurang, hari_setelah, terisi
from ksdgen.naskah.model import FaktaKesepakatan, Naskah, Rkpd, Status
from ksdgen.naskah.routes import holds, nilai, tanggal
from ksdgen.source.decode import Pembaca
from ksdgen.source.parse import load
from ksdgen.source.record import Rekaman, medan
from ksdgen.world.package import DATA

BERKAS = DATA / "tahapan.yaml"

HARI_MENJELANG = 90
"""From how many days before the end on a running agreement asks what shall become of it."""


class TahapanRusak(Exception):
    """The packaged file of stages is broken. That is a fault of ksdgen, not of a user's file."""


class Cek(Enum):
    """How a file shows that a stage is behind it."""

    FAKTA = "fakta"
    PENYUSUNAN = "penyusunan"
    PENANDATANGANAN = "penandatanganan"
    DPRD = "dprd"
    PELAKSANAAN = "pelaksanaan"
    SESUDAH = "sesudah"


class Bukti(Rekaman):
    """A fact that belongs to a stage, and what to do while it is not there."""

    fakta: str = medan("Kunci fakta di dalam naskah")
    sebutan: str = medan("Sebutan fakta")
    langkah: str = medan("Apa yang harus dilakukan bila belum ada")
    sitasi: str = medan("Ketentuan yang menuntutnya")
    bila: Mapping[str, str] = medan("Hanya untuk naskah dengan isian ini", default=None)
    kecuali: Mapping[str, str] = medan("Bukan untuk naskah dengan isian ini", default=None)
    sejak: str | None = medan("Tanggal sejak kapan fakta ini ditunggu", default=None)
    hari: int | None = medan("Berapa hari fakta ini ditunggu", default=None)
    lewat: str | None = medan("Apa yang harus dilakukan sesudah waktu itu", default=None)


class Tahap(Rekaman):
    """One stage."""

    nama: str = medan("Nama tahap")
    sitasi: str = medan("Ketentuan yang menyebut tahap ini")
    cek: Cek = medan("Cara menilai tahap")
    naskah: tuple[str, ...] = medan("Jenis naskah yang dibicarakan", default=())
    dasar: str | None = medan("Ketentuan yang menuntut langkahnya", default=None)
    bukti: tuple[Bukti, ...] = medan("Fakta yang menunjukkan tahap ini sudah dilalui", default=())
    langkah: Mapping[str, str] = medan("Langkah berikutnya menurut keadaan naskah", default=None)


class Alur(Rekaman):
    """The stages of some kinds of cooperation, in order."""

    kategori: tuple[str, ...] = medan("Kategori kerja sama")
    sitasi: str = medan("Ketentuan tentang tahapan")
    tahap: tuple[Tahap, ...] = medan("Tahap menurut urutannya")


class _Berkas(Rekaman):
    alur: tuple[Alur, ...] = medan("Tahapan menurut kategori")


class Keadaan(Enum):
    """How a stage stands; the value is the word printed to people."""

    SUDAH = "sudah"
    SEDANG = "sedang"
    BELUM = "belum"
    TIDAK_PERLU = "tidak perlu"
    TAK_TERCATAT = "tidak tercatat"


@dataclass(frozen=True, slots=True)
class Langkah:
    """What to do next, and the provision that asks for it."""

    teks: str
    sitasi: str

    @property
    def dasar(self) -> str:
        """The citation as people write it."""
        return regulation.cetak_sitasi(self.sitasi)


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """One stage of one agreement: how it stands, by what that is known, and what it waits for."""

    tahap: Tahap
    keadaan: Keadaan
    keterangan: str = ""
    langkah: Langkah | None = None

    @property
    def terbuka(self) -> bool:
        """Whether something remains to be done."""
        return self.keadaan in (Keadaan.SEDANG, Keadaan.BELUM)


@cache
def semua() -> tuple[Alur, ...]:
    """The stages of all kinds of cooperation.

    Raises:
        TahapanRusak: the packaged file is broken.
    """
    node, temuan = load(BERKAS.read_bytes(), BERKAS.name)
    pembaca = Pembaca()
    isi = pembaca.rekaman(_Berkas, node) if node is not None else None
    if isi is None or temuan or pembaca.temuan:
        raise TahapanRusak(f"{BERKAS.name}: {[t.pesan for t in temuan + pembaca.temuan]}")
    return isi.alur


def alur(naskah: Naskah) -> Alur | None:
    """The stages that an agreement goes through; None outside of what the regulation orders."""
    jenis = naskah.jenis
    for a in semua():
        if naskah.kategori.value in a.kategori and any(jenis in t.naskah for t in a.tahap):
            return a
    return None


def kemajuan(
    naskah: Naskah, hari_ini: date, *, ksb: Naskah | None = None, nota: Naskah | None = None
) -> tuple[Kemajuan, ...]:
    """How far an agreement has come.

    Args:
        naskah: the agreement.
        hari_ini: the day on which terms and waiting times are judged.
        ksb: the Kesepakatan Bersama that the agreement names by file.
        nota: the Nota Kesepakatan that it names by file.
    """
    a = alur(naskah)
    if a is None:
        return ()
    penilai = _Penilai(naskah, hari_ini, ksb, nota)
    return _tak_tercatat([penilai.nilai(t) for t in a.tahap])


def langkah_berikut(kemajuan: tuple[Kemajuan, ...]) -> Langkah | None:
    """What to do next: what the first open stage waits for."""
    return next((k.langkah for k in kemajuan if k.terbuka and k.langkah is not None), None)


def _tak_tercatat(daftar: list[Kemajuan]) -> tuple[Kemajuan, ...]:
    """A stage before one that was certainly reached is not ahead any more, only not recorded; a missing approval of DPRD stays missing."""
    akhir = max(
        (i for i, k in enumerate(daftar) if k.keadaan is Keadaan.SUDAH and k.tahap.cek is Cek.PENANDATANGANAN),
        default=0,
    )
    return tuple(
        Kemajuan(k.tahap, Keadaan.TAK_TERCATAT, k.keterangan)
        if i < akhir and k.terbuka and k.tahap.cek is not Cek.DPRD
        else k
        for i, k in enumerate(daftar)
    )


class _Penilai:
    def __init__(self, naskah: Naskah, hari_ini: date, ksb: Naskah | None, nota: Naskah | None) -> None:
        self.naskah = naskah
        self.hari_ini = hari_ini
        self.ksb = ksb
        # Facts of the preparation may stand in the paper that this one follows.
        self.sumber = [n for n in (naskah, ksb, nota) if n is not None]
        # A Rencana Kerja is approved, recommended and signed together with its Nota Kesepakatan.
        self.bersama = [n for n in (naskah, nota) if n is not None]

    def nilai(self, tahap: Tahap) -> Kemajuan:
        """How a stage stands."""
        if tahap.cek is Cek.FAKTA:
            return self._fakta(tahap)
        if tahap.cek is Cek.DPRD:
            return self._dprd(tahap)
        if self.naskah.jenis not in tahap.naskah:
            return self._naskah_lain(tahap)
        if tahap.cek is Cek.PENYUSUNAN:
            return self._penyusunan(tahap, self.naskah)
        if tahap.cek is Cek.PENANDATANGANAN:
            return self._penandatanganan(tahap, self.naskah)
        if tahap.cek is Cek.PELAKSANAAN:
            return self._pelaksanaan(tahap)
        return self._sesudah(tahap)

    # --- preparation ------------------------------------------------------------------------------------------------------------------

    def _fakta(self, tahap: Tahap) -> Kemajuan:
        ada, langkah = self._bukti(tahap, self.sumber)
        keadaan = Keadaan.SUDAH if langkah is None else Keadaan.SEDANG if ada else Keadaan.BELUM
        return Kemajuan(tahap, keadaan, ", ".join(ada), langkah)

    def _bukti(self, tahap: Tahap, sumber: list[Naskah]) -> tuple[list[str], Langkah | None]:
        """The facts that are there in words, and what to do for the first that is not."""
        ada: list[str] = []
        langkah: Langkah | None = None
        for b in tahap.bukti:
            if not holds(self.naskah, b.bila, b.kecuali):
                continue
            isi = next((i for n in sumber if terisi(i := nilai(n, b.fakta))), None)
            if isi is not None:
                ada.append(f"{b.sebutan} {_kapan(isi)}".strip())
            elif langkah is None:
                langkah = Langkah(self._teks_langkah(b), b.sitasi)
        return ada, langkah

    def _teks_langkah(self, b: Bukti) -> str:
        if b.sejak is None or b.hari is None:
            return b.langkah
        sejak = next((t for n in self.sumber if (t := tanggal(n, b.sejak))), None)
        if sejak is None:
            return b.langkah
        batas = hari_setelah(sejak, b.hari)
        if batas < self.hari_ini and b.lewat is not None:
            return b.lewat
        return f"{b.langkah}, paling lambat {bahasa.tanggal(batas)}"

    # --- papers -----------------------------------------------------------------------------------------------------------------------

    def _naskah_lain(self, tahap: Tahap) -> Kemajuan:
        """A stage that speaks of another paper: of the Kesepakatan Bersama behind this one, or of one still to come."""
        if "kesepakatan_bersama" not in tahap.naskah:
            return Kemajuan(tahap, Keadaan.BELUM, "pada berkas tersendiri", self._langkah(tahap, "belum_ada"))
        fakta = self.naskah.kesepakatan_bersama
        if isinstance(fakta, FaktaKesepakatan):
            return Kemajuan(
                tahap, Keadaan.SUDAH, bahasa.tanggal(fakta.tanggal) if tahap.cek is Cek.PENANDATANGANAN else ""
            )
        if self.ksb is None:
            return Kemajuan(tahap, Keadaan.BELUM, "", self._langkah(tahap, "belum_ada"))
        k = (self._penyusunan if tahap.cek is Cek.PENYUSUNAN else self._penandatanganan)(tahap, self.ksb)
        langkah = Langkah(f"pada `{fakta}`: {k.langkah.teks}", k.langkah.sitasi) if k.langkah is not None else None
        return Kemajuan(tahap, k.keadaan, k.keterangan, langkah)

    def _penyusunan(self, tahap: Tahap, naskah: Naskah) -> Kemajuan:
        status = naskah.status
        if status.sudah_ditandatangani or status is Status.SIAP_DITANDATANGANI:
            return Kemajuan(tahap, Keadaan.SUDAH)
        keadaan = Keadaan.SEDANG if status.rancangan else Keadaan.BELUM
        return Kemajuan(tahap, keadaan, _kata_status(status), self._langkah(tahap, status.value))

    def _penandatanganan(self, tahap: Tahap, naskah: Naskah) -> Kemajuan:
        status = naskah.status
        ttd = tanggal(naskah, "penandatanganan.tanggal")
        if status.sudah_ditandatangani:
            return Kemajuan(tahap, Keadaan.SUDAH, bahasa.tanggal(ttd) if ttd else "")
        ada, langkah = self._bukti(tahap, self.bersama if naskah is self.naskah else [naskah])
        rencana = [f"direncanakan {bahasa.tanggal(ttd)}"] if ttd else []
        if status is not Status.SIAP_DITANDATANGANI:
            return Kemajuan(tahap, Keadaan.BELUM, ", ".join(ada + rencana))
        return Kemajuan(tahap, Keadaan.SEDANG, ", ".join(ada + rencana), langkah or self._langkah(tahap, status.value))

    def _langkah(self, tahap: Tahap, keadaan: str) -> Langkah | None:
        teks = (tahap.langkah or {}).get(keadaan)
        return Langkah(teks, tahap.dasar or tahap.sitasi) if teks is not None else None

    # --- DPRD -------------------------------------------------------------------------------------------------------------------------

    def _dprd(self, tahap: Tahap) -> Kemajuan:
        dasar = tahap.dasar or tahap.sitasi
        if self.naskah.jenis not in tahap.naskah:
            return Kemajuan(tahap, Keadaan.BELUM, "dinilai pada naskah berikutnya")
        naskah = next((n for n in self.bersama if n.persetujuan_dprd is not None), self.naskah)
        f = naskah.persetujuan_dprd
        kurang = fakta_dprd_kurang(naskah)
        if (f is None or kurang) and naskah.status.sudah_ditandatangani:
            return Kemajuan(tahap, Keadaan.TAK_TERCATAT, "belum diketahui perlu tidaknya")
        if f is None or kurang:
            langkah = "tentukan perlu tidaknya persetujuan DPRD, lalu catat pada `persetujuan_dprd`"
            return Kemajuan(tahap, Keadaan.BELUM, "belum diketahui perlu tidaknya", Langkah(langkah, dasar))
        alasan = alasan_dprd(f)
        if not alasan:
            return Kemajuan(
                tahap,
                Keadaan.TIDAK_PERLU,
                "tidak membebani, dan sudah dianggarkan" if f.sudah_dianggarkan else "tidak membebani",
            )
        if terisi(f.surat_pimpinan_dprd):
            return Kemajuan(tahap, Keadaan.SUDAH, f"surat pimpinan DPRD {_kapan(f.surat_pimpinan_dprd)}".strip())
        if f.diterima_tanggal is not None:
            batas = hari_setelah(f.diterima_tanggal, HARI_DPRD)
            if batas <= self.hari_ini:
                return Kemajuan(tahap, Keadaan.SUDAH, f"dianggap disetujui sejak {bahasa.tanggal(batas)}")
            langkah = f"tunggu persetujuan DPRD; tanpa sikap DPRD permohonan dianggap disetujui {bahasa.tanggal(batas)}"
            return Kemajuan(
                tahap, Keadaan.SEDANG, f"diterima DPRD {bahasa.tanggal(f.diterima_tanggal)}", Langkah(langkah, dasar)
            )
        if terisi(f.surat_permohonan):
            langkah = (
                "pastikan DPRD menerima permohonan, lalu catat tanggalnya pada `persetujuan_dprd.diterima_tanggal`"
            )
            return Kemajuan(
                tahap, Keadaan.SEDANG, f"dimohonkan {_kapan(f.surat_permohonan)}".strip(), Langkah(langkah, dasar)
            )
        return Kemajuan(
            tahap,
            Keadaan.BELUM,
            f"perlu karena {alasan}",
            Langkah("ajukan permohonan persetujuan kepada pimpinan DPRD", dasar),
        )

    # --- after signing ----------------------------------------------------------------------------------------------------------------

    def _pelaksanaan(self, tahap: Tahap) -> Kemajuan:
        if not self.naskah.status.sudah_ditandatangani:
            return Kemajuan(tahap, Keadaan.BELUM)
        akhir = akhir_naskah(self.naskah)
        if self.naskah.status is Status.BERAKHIR or (akhir is not None and akhir < self.hari_ini):
            return Kemajuan(tahap, Keadaan.SUDAH, f"berakhir {bahasa.tanggal(akhir)}" if akhir else "")
        if akhir is None:
            return Kemajuan(tahap, Keadaan.SEDANG)
        dekat = (akhir - self.hari_ini).days <= HARI_MENJELANG
        langkah = self._langkah(tahap, self.naskah.status.value) if dekat else None
        return Kemajuan(tahap, Keadaan.SEDANG, f"sampai dengan {bahasa.tanggal(akhir)}", langkah)

    def _sesudah(self, tahap: Tahap) -> Kemajuan:
        if not self.naskah.status.sudah_ditandatangani:
            return Kemajuan(tahap, Keadaan.BELUM)
        if tahap.bukti:
            return self._fakta(tahap)
        if self.naskah.status is not Status.DITANDATANGANI:
            return Kemajuan(tahap, Keadaan.TAK_TERCATAT)
        return Kemajuan(tahap, Keadaan.SEDANG, "", self._langkah(tahap, self.naskah.status.value))


def _kapan(isi: Any) -> str:
    """The day of a fact, or the year of a plan."""
    if isinstance(isi, Rkpd):
        return str(isi.tahun)
    hari = isi if isinstance(isi, date) else getattr(isi, "tanggal", None)
    return bahasa.tanggal(hari) if isinstance(hari, date) else ""


def _kata_status(status: Status) -> str:
    return status.value.replace("_", " ")
