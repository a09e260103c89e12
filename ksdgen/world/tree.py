"""Where files come from: the working tree, several places laid over each other, or a git revision.

Paths inside a tree are relative and use "/", on Windows too.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import Any, NamedTuple, Protocol

_TAK_MUNGKIN = (errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)
"""What the system says of names that no file can have."""


class Tree(Protocol):
    """Read access to a set of files."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None when there is none.

        Raises:
            OSError: the file is there but cannot be read.
        """

    def files(self, folder: str) -> list[str]:
        """The files directly in a folder, as paths, in a fixed order; empty when there is no such folder."""

    def below(self, folder: str) -> list[str]:
        """Every file below a folder, at any depth, in a fixed order; what starts with a dot is left out."""

    def name(self, path: str) -> str:
        """How a file of this tree is named to people."""


class WorkingTree:
    """Files on disk below `root`; `label` is put before the names shown to people."""

    def __init__(self, root: Path, label: str = "") -> None:
        self.root = root
        self.label = label

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        tujuan = PurePath(path)
        if tujuan.is_absolute() or tujuan.drive or ".." in tujuan.parts:
            return None  # a tree ends at its root
        try:
            return (self.root / tujuan).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
            return None
        except OSError as galat:
            if galat.errno in _TAK_MUNGKIN:
                return None
            raise

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        try:
            entries = sorted(e.name for e in (self.root / folder).iterdir() if e.is_file())
        except (FileNotFoundError, NotADirectoryError):
            return []
        return [f"{folder}/{name}" if folder else name for name in entries]

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        hasil: list[str] = []
        for sub, anak, nama in os.walk(self.root / folder):
            anak[:] = [a for a in anak if not a.startswith(".")]
            awal = PurePath(sub).relative_to(self.root).as_posix()
            hasil += [n if awal == "." else f"{awal}/{n}" for n in nama if not n.startswith(".")]
        return sorted(hasil)

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return f"{self.label}{path}"


class Overlay:
    """Several trees, the first that has a file wins."""

    def __init__(self, *trees: Tree) -> None:
        self.trees = trees
        self._names: dict[str, str] = {}

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        for tree in self.trees:
            data = tree.read(path)
            if data is not None:
                return data
        return None

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        return sorted({f for tree in self.trees for f in tree.files(folder)})

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        return sorted({f for tree in self.trees for f in tree.below(folder)})

    def name(self, path: str) -> str:
        """See `Tree.name`; of the tree that has the file."""
        if path not in self._names:
            owner = next((t for t in self.trees if t.read(path) is not None), self.trees[0])
            self._names[path] = owner.name(path)
        return self._names[path]


class LoneFile:
    """A tree in which one file has other bytes than on disk."""

    def __init__(self, tree: Tree, path: str, data: bytes) -> None:
        self._tree = tree
        self._path = path
        self._data = data

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        return self._data if path == self._path else self._tree.read(path)

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        return self._tree.files(folder)

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        return self._tree.below(folder)

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return self._tree.name(path)


class Snapshot:
    """A small tree that is read once and then stays as it was, whatever becomes of the files."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._data: dict[str, bytes | None] = {}
        self._files: dict[str, list[str]] = {}
        self._below: dict[str, list[str]] = {}

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        if path not in self._data:
            self._data[path] = self._tree.read(path)
        return self._data[path]

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        if folder not in self._files:
            self._files[folder] = self._tree.files(folder)
        return list(self._files[folder])

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        if folder not in self._below:
            self._below[folder] = self._tree.below(folder)
        return list(self._below[folder])

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return self._tree.name(path)


class Traced:
    """A tree that remembers what was asked of it, and the digest of each answer.

    A question is "<" and a path for the content of a file, "/" and a folder for the files in it, "*" and a folder for all below it.

    Args:
        tree: where the answers come from.
        digest: how an answer is digested.
    """

    def __init__(self, tree: Tree, digest: Callable[[bytes], bytes]) -> None:
        self._tree = tree
        self._digest = digest
        self.answers: dict[str, bytes | None] = {}
        """Question → digest; None where there is no file, or no answer that can be relied on."""
        self.unsure: set[str] = set()
        """Questions that were answered in two ways, or not at all."""
        self.asked: set[str] = set()
        """The questions since this set was last emptied."""

    def touch(self, paths: Iterable[str]) -> None:
        """Count files as read again; those that were never read do not count."""
        self.asked.update(q for q in (f"<{p}" for p in paths) if q in self.answers)

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        try:
            data = self._tree.read(path)
        except OSError:
            self._note(f"<{path}", None)
            self.unsure.add(f"<{path}")
            raise
        self._note(f"<{path}", None if data is None else self._digest(data))
        return data

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        hasil = self._tree.files(folder)
        self._note(f"/{folder}", self._digest(_joined(hasil)))
        return hasil

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        hasil = self._tree.below(folder)
        self._note(f"*{folder}", self._digest(_joined(hasil)))
        return hasil

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return self._tree.name(path)

    def _note(self, question: str, answer: bytes | None) -> None:
        if self.answers.setdefault(question, answer) != answer:
            self.unsure.add(question)
        self.asked.add(question)


def ask(tree: Tree, question: str, digest: Callable[[bytes], bytes]) -> bytes | None:
    """The digest of the answer to a question of `Traced`.

    Raises:
        OSError: a file is there but cannot be read.
    """
    kind, path = question[0], question[1:]
    if kind == "<":
        data = tree.read(path)
        return None if data is None else digest(data)
    return digest(_joined(tree.files(path) if kind == "/" else tree.below(path)))


def _joined(names: list[str]) -> bytes:
    return "\0".join(names).encode("utf-8", "surrogateescape")


class GitGagal(Exception):
    """git is absent or refused; the text is for people."""


class GitTree:
    """The files of one git revision, as paths relative to `akar`, which may lie inside the repository.

    File contents come from one `git cat-file` process that lives as long as the tree.

    Args:
        akar: a folder of the working tree.
        revisi: what git understands as a commit.
        label: put before the names shown to people; "<revisi>:" unless given.

    Raises:
        GitGagal: git is not there, `akar` is in no repository, or there is no such revision.
    """

    def __init__(self, akar: Path, revisi: str, label: str | None = None) -> None:
        self.komit = komit(akar, revisi)
        self.label = f"{revisi}:" if label is None else label
        self._akar = akar
        daftar = _git(akar, "ls-tree", "-r", "-z", self.komit, sebab=f"isi revisi `{revisi}` tidak dapat dibaca")
        self._blob: dict[str, str] = {}
        self._folder: dict[str, list[str]] = {}
        for entri in daftar.split("\0"):
            kepala, _, path = entri.partition("\t")
            mode, _, sisa = kepala.partition(" ")
            if mode.startswith("100"):  # a plain file; links and submodules have no text of their own
                self._blob[path] = sisa.rpartition(" ")[2]
                self._folder.setdefault(path.rpartition("/")[0], []).append(path)
        self._proses: Any = None

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        blob = self._blob.get(path)
        if blob is None:
            return None
        if self._proses is None:
            self._proses = _jalankan_baca(self._akar)
        masuk, keluar = self._proses.stdin, self._proses.stdout
        try:
            masuk.write(f"{blob}\n".encode())
            masuk.flush()
            kepala = keluar.readline().split()
            if len(kepala) != 3:
                # A shallow or partial clone can know of a file without having it.
                raise OSError(errno.EIO, "git", path)
            data: bytes = keluar.read(int(kepala[2]))
            keluar.read(1)
        except BrokenPipeError:
            self._proses = None
            raise OSError(errno.EIO, "git", path) from None
        return data

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        return sorted(self._folder.get(folder, ()))

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        awal = f"{folder}/" if folder else ""
        return sorted(p for p in self._blob if p.startswith(awal) and "/." not in f"/{p}")

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return f"{self.label}{path}"

    def __enter__(self) -> GitTree:
        return self

    def __exit__(self, *_: object) -> None:
        self.tutup()

    def __del__(self) -> None:
        if getattr(self, "_proses", None) is not None:
            self.tutup()

    def tutup(self) -> None:
        """End the reading process."""
        proses, self._proses = self._proses, None
        if proses is not None:
            proses.stdin.close()
            proses.stdout.close()
            proses.wait(timeout=60)


class Komit(NamedTuple):
    """Who wrote a commit and when (ISO 8601 with offset), and its first line."""

    sidik: str
    penulis: str
    tanggal: str
    pesan: str


def komit(akar: Path, revisi: str) -> str:
    """The full name of the commit that a revision means.

    Raises:
        GitGagal: there is none.
    """
    sebab = f"revisi `{revisi}` tidak ada"
    if revisi.startswith("-") or not revisi.strip():
        raise GitGagal(f"`{revisi}` bukan revisi git")
    try:
        return _git(
            akar, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revisi}^{{commit}}", sebab=sebab
        ).strip()
    except GitGagal as galat:
        if str(galat) == sebab:
            raise GitGagal(f"{sebab}{_petunjuk(akar)}") from None
        raise


def leluhur_bersama(akar: Path, a: str, b: str) -> str:
    """The commit at which two revisions parted.

    Raises:
        GitGagal: one does not exist, or they share none.
    """
    sebab = f"revisi `{a}` dan `{b}` tidak mempunyai asal yang sama"
    try:
        return _git(akar, "merge-base", komit(akar, a), komit(akar, b), sebab=sebab).strip()
    except GitGagal as galat:
        if str(galat) == sebab:
            raise GitGagal(f"{sebab}{_petunjuk(akar)}") from None
        raise


def keterangan_komit(akar: Path, revisi: str) -> Komit:
    """Author, date and first line of a commit.

    Raises:
        GitGagal: there is no such revision.
    """
    sidik = komit(akar, revisi)
    baris = _git(akar, "log", "-1", "--format=%an%x00%aI%x00%s", sidik, sebab=f"revisi `{revisi}` tidak dapat dibaca")
    penulis, tanggal, pesan = baris.rstrip("\n").split("\0")
    return Komit(sidik, penulis, tanggal, pesan)


def penulis_git(akar: Path) -> str | None:
    """The name under which this person commits, when git knows it."""
    try:
        return _git(akar, "config", "user.name", sebab="").strip() or None
    except GitGagal:
        return None


def _petunjuk(akar: Path) -> str:
    """What to do about a revision that is missing from a clone with a cut history."""
    try:
        dangkal = _git(akar, "rev-parse", "--is-shallow-repository", sebab="").strip() == "true"
        kosong = not _git(akar, "rev-list", "-n", "1", "--all", sebab="").strip()
    except GitGagal:
        return ""
    if kosong:
        return "; repositori ini belum mempunyai komit"
    if dangkal:
        return "; riwayat repositori ini terpotong: jalankan `git fetch --unshallow`, atau dalam CI ambil seluruh riwayat (fetch-depth: 0)"
    return "; lihat daftar revisi dengan `git log --oneline` atau `git branch --all`"


def berubah_sejak(akar: Path, revisi: str) -> list[str]:
    """Files below `akar` that differ from a git revision, untracked ones included, as paths relative to `akar`.

    Raises:
        GitGagal: git is not there, `akar` is in no repository, or the revision does not exist.
    """
    if revisi.startswith("-"):
        raise GitGagal(f"`{revisi}` bukan revisi git")
    baru = _git(akar, "ls-files", "--others", "--exclude-standard", "-z", sebab="daftar berkas git tidak dapat dibaca")
    beda = _git(
        akar,
        "diff",
        "--name-only",
        "--no-renames",
        "--relative",
        "-z",
        revisi,
        "--",
        ".",
        sebab=f"revisi `{revisi}` tidak dapat dibaca",
    )
    return sorted({p for p in (beda + baru).split("\0") if p})


def _git(akar: Path, *argumen: str, sebab: str) -> str:
    import subprocess  # only when a revision is asked for

    try:
        hasil = subprocess.run(
            ["git", "-C", str(akar), *argumen], check=False, capture_output=True, timeout=60, env=_lingkungan()
        )
    except FileNotFoundError:
        raise GitGagal("git tidak ditemukan; pasang git dari https://git-scm.com, lalu ulangi") from None
    except subprocess.TimeoutExpired:
        raise GitGagal("git tidak menjawab") from None
    if hasil.returncode:
        galat = hasil.stderr.lower()
        if b"not a git repository" in galat:
            raise GitGagal("folder ini bukan repositori git")
        if b"dubious ownership" in galat:
            raise GitGagal("git menolak folder ini karena pemiliknya akun lain; ikuti petunjuk `git status`")
        raise GitGagal(sebab)
    return hasil.stdout.decode("utf-8", "surrogateescape")


def _jalankan_baca(akar: Path) -> Any:
    import subprocess

    return subprocess.Popen(
        ["git", "-C", str(akar), "cat-file", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_lingkungan(),
    )


def _lingkungan() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C"}
