"""What a reader of a proposal must know of each changed agreement, put together from the comparison, the rules and the facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from ksdgen.desk.overview import Sekilas, sekilas
from ksdgen.diagnostics import Diagnostic, Severity, sort_key
from ksdgen.naskah.model import Pengecualian, Status
from ksdgen.naskah.stages import Keadaan as KeadaanTahap
from ksdgen.review.comparison import Pasangan, Perbandingan, Sisi
from ksdgen.review.deviations import Penyimpangan, penyimpangan


class Vonis(Enum):
    """Where an agreement stands, in the words that a head of section reads."""

    DIHAPUS = "dihapus dari repositori"
    TAK_TERSUSUN = "tidak dapat disusun"
    KESALAHAN = "ada kesalahan"
    PERSETUJUAN = "perlu persetujuan"
    BELUM = "belum lengkap untuk ditandatangani"
    SIAP = "siap ditandatangani"
    DITANDATANGANI = "sudah ditandatangani"

    @property
    def baik(self) -> bool:
        """Nothing stands in the way."""
        return self in (Vonis.SIAP, Vonis.DITANDATANGANI)


@dataclass(frozen=True, slots=True)
class Butir:
    """Something that one state has and the other may not have: `keadaan` is "baru", "tetap" or "selesai"."""

    keadaan: str
    temuan: Diagnostic


@dataclass(slots=True)
class Telaah:
    """One agreement of a proposal.

    `temuan` are the findings of both states, new ones first; `penyimpangan` and `pengecualian` come with whether they are new; `terbuka`
    are approvals and stages that are still open, with the provision that asks for them.
    """

    pasangan: Pasangan
    vonis: Vonis
    sekilas: Sekilas | None
    temuan: list[Butir] = field(default_factory=list)
    penyimpangan: list[tuple[Penyimpangan, bool]] = field(default_factory=list)
    pengecualian: list[tuple[Pengecualian, str]] = field(default_factory=list)
    terbuka: list[tuple[str, str]] = field(default_factory=list)

    def hitung(self, keadaan: str, tingkat: Severity | None = None) -> int:
        """How many findings are in a state."""
        return sum(b.keadaan == keadaan and tingkat in (None, b.temuan.tingkat) for b in self.temuan)


def telaah(p: Perbandingan, hari: date) -> list[Telaah]:
    """Every agreement that differs, in the order of the comparison.

    Args:
        p: a comparison whose sides were judged by the rules.
        hari: the day on which agreements are judged.
    """
    return [_satu(p, x, hari) for x in p.pasangan]


def _satu(p: Perbandingan, x: Pasangan, hari: date) -> Telaah:
    kini = sekilas(p.baru.ruang, x.baru.path, hari, x.baru.hasil) if x.baru is not None else None
    baru = [(d, d.pemakaian) for d in penyimpangan(p.baru.ruang, x.baru.hasil)] if x.baru is not None else []
    lama = {_kunci_penyimpangan(d) for d in penyimpangan(p.lama.ruang, x.lama.hasil)} if x.lama is not None else set()
    menyimpang = [(d, _kunci_penyimpangan(d) not in lama) for d, _ in baru]
    return Telaah(
        x,
        _vonis(x, kini, [d for d, _ in menyimpang]),
        kini,
        _temuan(x.lama, x.baru),
        menyimpang,
        _pengecualian(x.lama, x.baru),
        _terbuka(kini),
    )


def _vonis(x: Pasangan, kini: Sekilas | None, menyimpang: Sequence[Penyimpangan]) -> Vonis:
    if x.baru is None or kini is None:
        return Vonis.DIHAPUS
    if x.baru.dokumen is None or kini.naskah is None:
        return Vonis.TAK_TERSUSUN
    if any(t.tingkat is Severity.KESALAHAN for t in kini.temuan):
        return Vonis.KESALAHAN
    if any(d.tingkat == "perlu persetujuan" for d in menyimpang):
        return Vonis.PERSETUJUAN
    if kini.naskah.status.sudah_ditandatangani or kini.naskah.status is Status.BATAL:
        return Vonis.DITANDATANGANI
    if any(k.tingkat is Severity.KESALAHAN for k in kini.kekurangan):
        return Vonis.BELUM
    return Vonis.SIAP


def _kunci_penyimpangan(d: Penyimpangan) -> tuple[str, str, str]:
    return (d.pemakaian.kode, d.apa, d.pemakaian.teks)


# --- findings ---------------------------------------------------------------------------------------------------------


def _temuan(lama: Sisi | None, baru: Sisi | None) -> list[Butir]:
    """Findings of both states: those that say the same are one, wherever their lines went."""
    dahulu, kini = _urut(lama), _urut(baru)
    sisa = Counter(_kunci(t) for t in dahulu)
    tetap: list[Butir] = []
    datang: list[Diagnostic] = []
    for t in kini:
        if sisa[_kunci(t)]:
            sisa[_kunci(t)] -= 1
            tetap.append(Butir("tetap", t))
        else:
            datang.append(t)
    pergi = []
    for t in reversed(dahulu):
        if sisa[_kunci(t)]:
            sisa[_kunci(t)] -= 1
            pergi.append(t)
    # A finding whose figures changed is the same matter at the same place.
    rute = Counter((t.kode, t.rute) for t in pergi if t.rute)
    baru_benar: list[Butir] = []
    for t in datang:
        if t.rute and rute[t.kode, t.rute]:
            rute[t.kode, t.rute] -= 1
            pergi.remove(next(x for x in pergi if (x.kode, x.rute) == (t.kode, t.rute)))
            tetap.append(Butir("tetap", t))
        else:
            baru_benar.append(Butir("baru", t))
    tetap.sort(key=lambda b: sort_key(b.temuan))
    # Of a file that is gone or cannot be composed the rules say nothing: that is not to have solved anything.
    dinilai = baru is not None and baru.dokumen is not None
    return [*baru_benar, *tetap, *(Butir("selesai", t) for t in reversed(pergi) if dinilai)]


def _urut(sisi: Sisi | None) -> list[Diagnostic]:
    return sorted(dict.fromkeys(sisi.hasil.temuan), key=sort_key) if sisi is not None else []


def _kunci(t: Diagnostic) -> tuple[str, str]:
    return (t.kode, t.pesan)


# --- waivers, approvals -----------------------------------------------------------------------------------------------


def _pengecualian(lama: Sisi | None, baru: Sisi | None) -> list[tuple[Pengecualian, str]]:
    dahulu, kini = _daftar_pengecualian(lama), _daftar_pengecualian(baru)
    return [
        *((p, "tetap" if p in dahulu else "baru") for p in kini),
        *((p, "dicabut") for p in dahulu if p not in kini),
    ]


def _daftar_pengecualian(sisi: Sisi | None) -> Sequence[Pengecualian]:
    naskah = sisi.hasil.muatan.naskah if sisi is not None else None
    return naskah.pengecualian if naskah is not None else ()


def _terbuka(kini: Sekilas | None) -> list[tuple[str, str]]:
    """The stages that are not done, with what they wait for and the provision."""
    if kini is None or kini.naskah is None or kini.naskah.status.sudah_ditandatangani:
        return []
    hasil = []
    for k in kini.kemajuan:
        if k.keadaan in (KeadaanTahap.SEDANG, KeadaanTahap.BELUM) and k.langkah is not None:
            hasil.append((k.langkah.teks, k.langkah.dasar))
    return list(dict.fromkeys(hasil))


def jumlah_vonis(semua: Iterable[Telaah]) -> dict[Vonis, int]:
    """How many agreements stand where, in the order of gravity."""
    hitung = Counter(t.vonis for t in semua)
    return {v: hitung[v] for v in Vonis if hitung[v]}
