"""Batches: which files are meant, and writing results whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ksdgen.decode import Tempat
from ksdgen.diagnostics import Diagnostic
from ksdgen.model import Naskah, Pengecualian
from ksdgen.rules.batch import ganda
from ksdgen.rules.engine import berlaku
from ksdgen.tree import GitGagal, berubah_sejak
from ksdgen.workspace import AKHIRAN, FOLDER, Ruang, cari_akar


class SalahPakai(Exception):
    """The command was given something that cannot be done; the text is for people."""


@dataclass(slots=True)
class Tugas:
    """One file to work on: its repository, its path relative to the root, and where its output goes (without suffix)."""

    ruang: Ruang
    path: str
    keluaran: Path


def kumpulkan(paths: Sequence[Path], *, pihak: bool, cache: object = None) -> list[Tugas]:
    """The agreements that files and folders stand for, in order and without repetition.

    Args:
        paths: files or folders.
        pihak: whether shared party files found in folders count too.
        cache: compiled templates, handed to every repository.

    Raises:
        SalahPakai: a path does not exist, or a folder holds no agreement.
    """
    ruang: dict[Path, Ruang] = {}
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
            if akar not in ruang:
                ruang[akar] = Ruang(akar, cache=cache)
            r = ruang[akar]
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


@dataclass(slots=True)
class Pemeriksaan:
    """What a run of checks found."""

    temuan: list[Diagnostic] = field(default_factory=list)
    dikecualikan: list[tuple[Pengecualian, Diagnostic]] = field(default_factory=list)
    tidak_dinilai: list[str] = field(default_factory=list)


def periksa_semua(tugas: Iterable[Tugas], hari_ini: date, hasil: Pemeriksaan) -> None:
    """Check every task, then what needs several agreements at once; adds to `hasil`."""
    nomor: list[tuple[str, Naskah, Tempat]] = []
    for t in tugas:
        h = t.ruang.periksa(t.path, hari_ini)
        hasil.temuan += h.temuan
        if h.penilaian is not None:
            hasil.dikecualikan += h.penilaian.dikecualikan
            if not h.penilaian.dinilai:
                hasil.tidak_dinilai.append(t.path)
        if h.muatan.naskah is not None:
            nomor.append((t.path, h.muatan.naskah, h.muatan.tempat))
    if len(nomor) > 1:
        menurut = {path: naskah.pengecualian for path, naskah, _ in nomor}
        for temuan in ganda(nomor):
            semua = menurut.get(temuan.span.file, ()) if temuan.span else ()
            aktif = [p for p in semua if p.aturan == temuan.kode and berlaku(p, hari_ini)]
            hasil.dikecualikan += [(p, temuan) for p in aktif[:1]]
            hasil.temuan += [] if aktif else [temuan]


def berubah(tugas: Sequence[Tugas], revisi: str) -> list[Tugas]:
    """The tasks whose outcome can differ since a git revision: changed themselves, or by what they refer to, or by a template.

    Raises:
        SalahPakai: git or the revision is not there.
    """
    hasil = []
    beda: dict[Path, set[str]] = {}
    for t in tugas:
        akar = t.ruang.akar
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
