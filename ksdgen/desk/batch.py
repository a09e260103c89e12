"""Batches: which files are meant, checking them on all cores, using earlier results again, writing results whole or not at all.

What a batch works with is loaded when it is needed: a run whose results are all known loads neither templates nor rules.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ksdgen.diagnostics import Diagnostic
from ksdgen.world.repository import AKHIRAN, FOLDER, Repositori, cari_akar
from ksdgen.world.results import Hasilan, Pembebasan, Ringkasan, dari_data, ke_data, sidik
from ksdgen.world.tree import GitGagal, Snapshot, Traced, berubah_sejak

if TYPE_CHECKING:
    from ksdgen.desk.agreement import Hasil, Ruang


class SalahPakai(Exception):
    """The command was given something that cannot be done; the text is for people."""


class Gudang(Repositori):
    """A repository of a batch; what is shared between its agreements is loaded when the first of them needs it.

    Args:
        akar: its root.
        cache: gives the compiled templates of earlier runs.
    """

    def __init__(self, akar: Path, cache: Callable[[], object]) -> None:
        super().__init__(akar)
        self._templat = Snapshot(super().pohon_templat)
        self._cache = cache
        self._ruang: Ruang | None = None
        self.jejak = Traced(self.pohon, sidik)
        """Its files as checks read them."""

    @property
    def ruang(self) -> Ruang:
        """What agreements are composed and judged with."""
        if self._ruang is None:
            from ksdgen.desk.agreement import Ruang

            self._ruang = Ruang(self.akar, self.jejak, self._cache(), self.folder, self.pohon_templat)
        return self._ruang


class Tugas:
    """One file to work on: its repository, its path relative to the root, and where its output goes (without suffix)."""

    __slots__ = ("gudang", "keluaran", "path")

    def __init__(self, gudang: Gudang, path: str, keluaran: Path) -> None:
        self.gudang = gudang
        self.path = path
        self.keluaran = keluaran

    @property
    def ruang(self) -> Ruang:
        """What the file is composed and judged with."""
        return self.gudang.ruang


def kumpulkan(paths: Sequence[Path], *, pihak: bool, cache: Callable[[], object] = lambda: None) -> list[Tugas]:
    """The agreements that files and folders stand for, in order and without repetition.

    Args:
        paths: files or folders.
        pihak: whether shared party files found in folders count too.
        cache: gives the compiled templates of earlier runs, when they are needed.

    Raises:
        SalahPakai: a path does not exist, or a folder holds no agreement.
    """
    gudang: dict[Path, Gudang] = {}
    hasil: dict[Path, Tugas] = {}
    for path in paths:
        if path.is_dir():
            berkas = list(_isi_folder(path))
        elif path.is_file() and path.suffix in AKHIRAN:
            berkas = [path]
        elif path.exists():
            raise SalahPakai(f"`{path}` bukan berkas .yaml")
        else:
            raise SalahPakai(f"`{path}` tidak ada")
        ada = False
        for b in berkas:
            akar = cari_akar(b.parent) or (path if path.is_dir() else b.parent)
            akar = akar.resolve()
            if akar not in gudang:
                gudang[akar] = Gudang(akar, cache)
            r = gudang[akar]
            nama = r.nama(b)
            if path.is_dir() and r.adalah_pihak(nama) and not pihak:
                continue
            ada = True
            keluaran = nama.removeprefix(f"{FOLDER}/") if r.folder else nama
            hasil.setdefault(akar / nama, Tugas(r, nama, Path(keluaran).with_suffix("")))
        if path.is_dir() and not ada:
            raise SalahPakai(f"folder `{path}` tidak memuat naskah (berkas .yaml di bawah agreements/)")
    return list(hasil.values())


def _isi_folder(folder: Path) -> Iterator[Path]:
    """YAML files below a folder; of a repository's root only those under agreements/."""
    awal = folder / FOLDER if (folder / FOLDER).is_dir() else folder

    def gagal(galat: OSError) -> None:
        raise SalahPakai(f"folder `{galat.filename}` tidak dapat dibaca: {sebab(galat)}")

    for sub, anak, nama in os.walk(awal, onerror=gagal):
        anak[:] = sorted(a for a in anak if not a.startswith("."))
        for n in sorted(nama):
            if n.endswith(AKHIRAN) and not n.startswith("."):
                yield Path(sub) / n


# --- checking ---------------------------------------------------------------------------------------------------------------------------


class Pemeriksaan:
    """What a run of checks found."""

    def __init__(self) -> None:
        self.temuan: list[Diagnostic] = []
        self.dikecualikan: list[tuple[Diagnostic, Pembebasan]] = []
        """Findings that a waiver in force holds back."""
        self.tidak_dinilai: list[str] = []


def periksa_semua(
    tugas: Sequence[Tugas], hari_ini: date, hasil: Pemeriksaan, maju: Callable[[int], object] = lambda _: None
) -> None:
    """Check every task, then what needs several agreements at once; adds to `hasil`.

    Args:
        tugas: the files.
        hari_ini: the day on which undated agreements are judged.
        hasil: what was found.
        maju: told how many more files are done.
    """
    hasilan = Hasilan(hari_ini, "periksa")
    bernomor: list[tuple[str, Ringkasan]] = []
    data = kerjakan(tugas, lambda t: hasilan.ambil(t.gudang, t.path), lambda t: _periksa(t, hari_ini, hasilan))
    for t, r in zip(tugas, map(dari_data, data), strict=True):
        maju(1)
        hasil.temuan += r.temuan
        hasil.dikecualikan += r.dikecualikan
        if not r.dinilai:
            hasil.tidak_dinilai.append(t.path)
        if r.nomor:
            bernomor.append((t.path, r))
    _nomor_ganda(bernomor, hasil)


def _periksa(t: Tugas, hari_ini: date, hasilan: Hasilan) -> tuple[Any, ...]:
    """What a check of one file finds, as plain data, and kept for later runs."""
    jejak = t.gudang.jejak
    jejak.asked.clear()
    data = ke_data(_ringkas(t.ruang.periksa(t.path, hari_ini), hari_ini))
    hasilan.simpan(t.gudang, t.path, data, jejak)
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


# --- all cores --------------------------------------------------------------------------------------------------------------------------

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


# --- which files ------------------------------------------------------------------------------------------------------------------------


def berubah(tugas: Sequence[Tugas], revisi: str) -> list[Tugas]:
    """The tasks whose outcome can differ since a git revision: changed themselves, or by what they refer to, or by a template.

    Raises:
        SalahPakai: git or the revision is not there.
    """
    hasil = []
    beda: dict[Path, set[str]] = {}
    for t in tugas:
        akar = t.gudang.akar
        if akar not in beda:
            try:
                beda[akar] = set(berubah_sejak(akar, revisi))
            except GitGagal as galat:
                raise SalahPakai(str(galat)) from None
        berkas = beda[akar]
        if any(b.startswith("templates/") for b in berkas) or not berkas.isdisjoint(t.ruang.bergantung(t.path)):
            hasil.append(t)
    return hasil


def tabrakan(tugas: Iterable[Tugas]) -> list[tuple[str, str]]:
    """Pairs of files whose output would be the same file (also where names differ in case only)."""
    sudah: dict[str, str] = {}
    hasil = []
    for t in tugas:
        kunci = t.keluaran.as_posix().lower()
        if kunci in sudah:
            hasil.append((sudah[kunci], t.path))
        sudah.setdefault(kunci, t.path)
    return hasil


_SEBAB = {
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.EROFS: "tempat itu hanya dapat dibaca",
    errno.ENOSPC: "ruang simpan penuh",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else -1: "ruang simpan penuh",
    errno.ENOTDIR: "salah satu folder pada letak itu ternyata berkas",
    errno.EEXIST: "salah satu folder pada letak itu ternyata berkas",
    errno.EISDIR: "sudah ada folder dengan nama itu",
    errno.ENOENT: "folder tujuannya tidak dapat dibuat",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}


def sebab(galat: OSError) -> str:
    """Why the system refused, in words for people."""
    return _SEBAB.get(galat.errno or 0, "sistem menolaknya")


def tulis_utuh(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all; whether its content changed.

    Raises:
        OSError: the folder or file cannot be written.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(path))
    try:
        if path.read_bytes() == data:
            return False
    except OSError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    import tempfile  # slow to load, and `check` writes nothing

    pegangan, sementara = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(pegangan, "wb") as f:
            f.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(sementara).chmod(0o666 & ~umask)
        Path(sementara).replace(path)
    except BaseException:
        Path(sementara).unlink(missing_ok=True)
        raise
    return True
