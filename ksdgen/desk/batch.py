"""Many agreements at once: on all cores, results of earlier runs used again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from ksdgen.desk.collect import Tugas
from ksdgen.diagnostics import Diagnostic
from ksdgen.world.results import Hasilan, Pembebasan, Ringkasan, dari_data, ke_data

if TYPE_CHECKING:
    from ksdgen.desk.outcome import Hasil


class Pemeriksaan:
    """What a run of checks found."""

    def __init__(self) -> None:
        self.temuan: list[Diagnostic] = []
        self.dikecualikan: list[tuple[Diagnostic, Pembebasan]] = []
        """Findings that a waiver in force holds back."""
        self.tidak_dinilai: list[str] = []


def periksa_semua(
    tugas: Sequence[Tugas], hari_ini: date, maju: Callable[[int], object] = lambda _: None
) -> Pemeriksaan:
    """Check every task, then what needs several agreements at once.

    Args:
        tugas: the files.
        hari_ini: the day on which undated agreements are judged.
        maju: told how many more files are done.
    """
    hasil = Pemeriksaan()
    hasilan = Hasilan(hari_ini, "periksa")
    bernomor: list[tuple[str, Ringkasan]] = []
    data = kerjakan(tugas, lambda t: hasilan.ambil(t.repository, t.path), lambda t: _periksa(t, hari_ini, hasilan))
    for t, r in zip(tugas, map(dari_data, data), strict=True):
        maju(1)
        hasil.temuan += r.temuan
        hasil.dikecualikan += r.dikecualikan
        if not r.dinilai:
            hasil.tidak_dinilai.append(t.path)
        if r.nomor:
            bernomor.append((t.path, r))
    _nomor_ganda(bernomor, hasil)
    return hasil


def _periksa(t: Tugas, hari_ini: date, hasilan: Hasilan) -> tuple[Any, ...]:
    """What a check of one file finds, as plain data, and kept for later runs."""
    with t.repository.trace.recording() as asked:
        data = ke_data(_ringkas(t.ruang.periksa(t.path, hari_ini), hari_ini))
    hasilan.simpan(t.repository, t.path, data, asked)
    return data


def _ringkas(h: Hasil, hari_ini: date) -> Ringkasan:
    """What outlives the agreement."""
    from ksdgen.rules.batch import KODE_GANDA, nomor_pihak
    from ksdgen.rules.engine import berlaku

    def pembebasan(p: Any) -> Pembebasan:
        return Pembebasan(p.alasan or "", p.penanggung_jawab or "", p.sampai.isoformat() if p.sampai else "")

    naskah = h.muatan.naskah
    bebas = [p for p in naskah.pengecualian if p.aturan == KODE_GANDA and berlaku(p, hari_ini)] if naskah else []
    return Ringkasan(
        h.temuan,
        [(t, pembebasan(p)) for p, t in h.penilaian.dikecualikan] if h.penilaian is not None else [],
        h.penilaian is None or h.penilaian.dinilai,
        list(nomor_pihak(naskah, h.muatan.tempat)) if naskah is not None else [],
        pembebasan(bebas[0]) if bebas else None,
    )


def _nomor_ganda(daftar: Sequence[tuple[str, Ringkasan]], hasil: Pemeriksaan) -> None:
    """Numbers that several of the files bear; the rule about them is loaded only when there are any."""
    pertama: dict[tuple[str, int, str], str] = {}
    if not any(pertama.setdefault(n.kunci, path) != path for path, r in daftar for n in r.nomor):
        return
    from ksdgen.rules.batch import kembar

    bebas = {path: r.bebas_ganda for path, r in daftar}
    for temuan in kembar([(path, r.nomor) for path, r in daftar]):
        pembebasan = bebas.get(temuan.span.file) if temuan.span else None
        if pembebasan is not None:
            hasil.dikecualikan.append((temuan, pembebasan))
        else:
            hasil.temuan.append(temuan)


BATAS_PROSES = 16
"""From how many files on several processes are worth their start."""

_T = TypeVar("_T")
_H = TypeVar("_H")


def kerjakan(tugas: Sequence[_T], dari_dahulu: Callable[[_T], _H | None], hitung: Callable[[_T], _H]) -> Iterator[_H]:
    """The results of some work, in its order: those of earlier runs, the others on all cores when there are many.

    Args:
        tugas: the work.
        dari_dahulu: gives the result of an earlier run, or None.
        hitung: does one piece of work; what it gives must go from one process to another.
    """
    sudah = {i: h for i, t in enumerate(tugas) if (h := dari_dahulu(t)) is not None}
    sisa = [i for i in range(len(tugas)) if i not in sudah]
    baru = _hitung_semua(sisa, lambda i: hitung(tugas[i]))
    for i in range(len(tugas)):
        yield sudah.pop(i) if i in sudah else next(baru)


def _hitung_semua(nomor: Sequence[int], hitung: Callable[[int], _H]) -> Iterator[_H]:
    n = jumlah_proses()
    # The first is done here, so that the processes find everything loaded.
    di_sini = 1 if n > 1 and len(nomor) >= BATAS_PROSES else len(nomor)
    for i in nomor[:di_sini]:
        yield hitung(i)
    if nomor[di_sini:]:
        from ksdgen.world import pool  # loads what runs processes

        for _, h in pool.sebar(nomor[di_sini:], hitung, n):
            yield h


def jumlah_proses() -> int:
    """How many processes may work: one for each core that this process may use; KSDGEN_PROSES overrides."""
    if not hasattr(os, "fork"):
        return 1
    diminta = os.environ.get("KSDGEN_PROSES", "")
    if diminta.isdecimal():
        return max(1, int(diminta))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
