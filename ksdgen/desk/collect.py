"""Which files are meant: the agreements that files and folders stand for, and those of them that have changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ksdgen.desk.workspace import Workspace
from ksdgen.errors import Refused
from ksdgen.world.files import reason
from ksdgen.world.repository import AKHIRAN, FOLDER, TEMPLATES, Repository, cari_akar, template_tree
from ksdgen.world.tree import Snapshot, WorkingTree


class Tugas:
    """One file to work on: its repository, its path relative to the root, and where its output goes (without suffix)."""

    __slots__ = ("keluaran", "path", "ruang")

    def __init__(self, ruang: Workspace, path: str, keluaran: Path) -> None:
        self.ruang = ruang
        self.path = path
        self.keluaran = keluaran

    @property
    def repository(self) -> Repository:
        """The repository that the file is in."""
        return self.ruang.repository


def kumpulkan(paths: Sequence[Path], *, pihak: bool) -> list[Tugas]:
    """The agreements that files and folders stand for, in order and without repetition.

    Args:
        paths: files or folders.
        pihak: whether shared party files found in folders count too.

    Raises:
        Refused: a path does not exist, a file is no agreement, or a folder holds none.
    """
    workspaces: dict[Path, Workspace] = {}
    hasil: dict[Path, Tugas] = {}
    for path in paths:
        if path.is_dir():
            berkas = list(_isi_folder(path))
        elif path.is_file() and path.suffix in AKHIRAN:
            berkas = [path]
        elif path.exists():
            raise Refused(f"`{path}` bukan berkas .yaml")
        else:
            raise Refused(f"`{path}` tidak ada{_suggestion(path)}")
        ada = False
        for b in berkas:
            akar = cari_akar(b.parent) or (path if path.is_dir() else b.parent)
            akar = akar.resolve()
            if akar not in workspaces:
                workspaces[akar] = Workspace(_for_a_batch(akar))
            r = workspaces[akar].repository
            nama = r.nama(b)
            if path.is_dir() and r.adalah_pihak(nama) and not pihak:
                continue
            ada = True
            keluaran = nama.removeprefix(f"{FOLDER}/") if r.folder else nama
            hasil.setdefault(akar / nama, Tugas(workspaces[akar], nama, Path(keluaran).with_suffix("")))
        if path.is_dir() and not ada:
            raise Refused(f"folder `{path}` tidak memuat naskah (berkas .yaml di bawah agreements/)")
    return list(hasil.values())


def _isi_folder(folder: Path) -> Iterator[Path]:
    """YAML files below a folder; of a repository's root only those under agreements/."""
    awal = folder / FOLDER if (folder / FOLDER).is_dir() else folder

    def gagal(galat: OSError) -> None:
        raise Refused(f"folder `{galat.filename}` tidak dapat dibaca: {reason(galat)}")

    for sub, anak, nama in os.walk(awal, onerror=gagal):
        anak[:] = sorted(a for a in anak if not a.startswith("."))
        for n in sorted(nama):
            if n.endswith(AKHIRAN) and not n.startswith("."):
                yield Path(sub) / n


def _suggestion(hilang: Path) -> str:
    """Which file or folder may have been meant by one that is not there."""
    akar = Path(FOLDER)
    if not akar.is_dir():
        return "" if hilang.is_absolute() else f" di folder ini; buka dahulu folder yang memuat {FOLDER}"
    import difflib  # only when something is wrong

    ada = [akar.as_posix(), *sorted(p.as_posix() for p in akar.rglob("*") if p.is_dir() or p.suffix in AKHIRAN)]
    nama = hilang.as_posix().removeprefix("./")
    calon = [a for a in ada if a.endswith(f"/{nama}")] or difflib.get_close_matches(nama, ada, n=1, cutoff=0.7)
    return f"; maksud Anda {' atau '.join(f'`{c}`' for c in calon[:2])}?" if calon else ""


def _for_a_batch(root: Path) -> Repository:
    """A repository whose templates stay as they are when they are first read, whatever becomes of them during the run."""
    return Repository(root, templat=Snapshot(template_tree(root, WorkingTree(root))))


def berubah(tugas: Sequence[Tugas], revisi: str) -> list[Tugas]:
    """The tasks whose outcome can differ since a git revision: changed themselves, or by what they refer to, or by a template.

    Raises:
        GitGagal: git or the revision is not there.
    """
    from ksdgen.world.git import berubah_sejak  # only where a revision is asked for

    hasil = []
    beda: dict[Path, set[str]] = {}
    for t in tugas:
        akar = t.repository.akar
        if akar not in beda:
            beda[akar] = set(berubah_sejak(akar, revisi))
        berkas = beda[akar]
        if any(b.startswith(f"{TEMPLATES}/") for b in berkas) or not berkas.isdisjoint(
            t.ruang.agreements.bergantung(t.path)
        ):
            hasil.append(t)
    return hasil


def repositories(tasks: Iterable[Tugas]) -> list[Repository]:
    """The repositories of some tasks, each once."""
    return [*dict.fromkeys(t.repository for t in tasks)]


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
