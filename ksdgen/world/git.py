"""git, through its binary: the files of a revision as a tree, commits, and what has changed since."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any, NamedTuple

from ksdgen.errors import Refused


class GitGagal(Refused):
    """git is absent or refused; the text is for people."""


class _NotThere(GitGagal):
    """git works here, and has not what was asked for."""


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
    except _NotThere:
        raise GitGagal(f"{sebab}{_petunjuk(akar)}") from None


def leluhur_bersama(akar: Path, a: str, b: str) -> str:
    """The commit at which two revisions parted.

    Raises:
        GitGagal: one does not exist, or they share none.
    """
    sebab = f"revisi `{a}` dan `{b}` tidak mempunyai asal yang sama"
    try:
        return _git(akar, "merge-base", komit(akar, a), komit(akar, b), sebab=sebab).strip()
    except _NotThere:
        raise GitGagal(f"{sebab}{_petunjuk(akar)}") from None


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
        raise _NotThere(sebab)
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
