"""git, through its binary: the files of a revision as a tree, commits, and what has changed since."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ksdgen.errors import Refused


class GitFailed(Refused):
    """git is absent or refused; the text is for people."""


class _NotThere(GitFailed):
    """git works here but does not have what was asked for."""


class GitTree:
    """The files of one git revision, as paths relative to `root`, which may lie inside the repository.

    File contents come from one `git cat-file` process that lives as long as the tree.

    Args:
        root: a folder of the working tree.
        revision: what git understands as a commit.
        label: put before the names shown to people; the revision and ":" unless given.

    Raises:
        GitFailed: git is not there, `root` is in no repository, or there is no such revision.
    """

    def __init__(self, root: Path, revision: str, label: str | None = None) -> None:
        self.commit = commit(root, revision)
        self.label = f"{revision}:" if label is None else label
        self._root = root
        listing = _git(root, "ls-tree", "-r", "-z", self.commit, cause=f"isi revisi `{revision}` tidak dapat dibaca")
        self._blobs: dict[str, str] = {}
        """Path → name of the object that holds the file's content."""
        self._files: dict[str, list[str]] = {}
        """Folder → paths of the files directly in it."""
        for entry in listing.split("\0"):
            head, _, path = entry.partition("\t")
            mode, _, rest = head.partition(" ")
            if mode.startswith("100"):  # a plain file; links and submodules have no text of their own
                self._blobs[path] = rest.rpartition(" ")[2]
                self._files.setdefault(path.rpartition("/")[0], []).append(path)
        self._process: Any = None

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        blob = self._blobs.get(path)
        if blob is None:
            return None
        if self._process is None:
            self._process = _start_reader(self._root)
        incoming, output = self._process.stdin, self._process.stdout
        try:
            incoming.write(f"{blob}\n".encode())
            incoming.flush()
            header = output.readline().split()
            if len(header) != 3:
                # A shallow or partial clone can know of a file without having it.
                raise OSError(errno.EIO, "git", path)
            data: bytes = output.read(int(header[2]))
            output.read(1)
        except BrokenPipeError:
            self.close()
            raise OSError(errno.EIO, "git", path) from None
        return data

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        return sorted(self._files.get(folder, ()))

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        prefix = f"{folder}/" if folder else ""
        return sorted(p for p in self._blobs if p.startswith(prefix) and "/." not in f"/{p}")

    def name(self, path: str) -> str:
        """See `Tree.name`."""
        return f"{self.label}{path}"

    def __enter__(self) -> GitTree:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_process", None) is not None:
            self.close()

    def close(self) -> None:
        """End the reading process."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(BrokenPipeError):  # what was not yet written to a process that is gone
                process.stdin.close()
            process.stdout.close()
            process.wait(timeout=60)


class Commit(NamedTuple):
    """A commit: its full name, who wrote it and when (ISO 8601 with offset), and the first line of its message."""

    digest: str
    author: str
    authored: str
    subject: str


def commit(root: Path, revision: str) -> str:
    """The full name of the commit that a revision means.

    Raises:
        GitFailed: there is none.
    """
    cause = f"revisi `{revision}` tidak ada"
    if revision.startswith("-") or not revision.strip():
        raise GitFailed(f"`{revision}` bukan revisi git")
    peeled = f"{revision}^{{commit}}"
    try:
        return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", peeled, cause=cause).strip()
    except _NotThere:
        raise GitFailed(f"{cause}{_advice(root)}") from None


def common_ancestor(root: Path, first: str, second: str) -> str:
    """The commit at which two revisions parted.

    Raises:
        GitFailed: one does not exist, or they share none.
    """
    cause = f"revisi `{first}` dan `{second}` tidak mempunyai asal yang sama"
    try:
        return _git(root, "merge-base", commit(root, first), commit(root, second), cause=cause).strip()
    except _NotThere:
        raise GitFailed(f"{cause}{_advice(root)}") from None


def commit_description(root: Path, revision: str) -> Commit:
    """Author, date and first line of a commit.

    Raises:
        GitFailed: there is no such revision.
    """
    digest = commit(root, revision)
    cause = f"revisi `{revision}` tidak dapat dibaca"
    line = _git(root, "log", "-1", "--format=%an%x00%aI%x00%s", digest, cause=cause)
    author, authored, subject = line.rstrip("\n").split("\0")
    return Commit(digest, author, authored, subject)


def git_author(root: Path) -> str | None:
    """The name under which this person commits, when git knows it."""
    try:
        return _git(root, "config", "user.name", cause="").strip() or None
    except GitFailed:
        return None


def _advice(root: Path) -> str:
    """What to do about a revision that is missing from a clone with a cut history."""
    try:
        shallow = _git(root, "rev-parse", "--is-shallow-repository", cause="").strip() == "true"
        empty = not _git(root, "rev-list", "-n", "1", "--all", cause="").strip()
    except GitFailed:
        return ""
    if empty:
        return "; repositori ini belum mempunyai komit"
    if shallow:
        return "; riwayat repositori ini terpotong: jalankan `git fetch --unshallow`, atau dalam CI ambil seluruh riwayat (fetch-depth: 0)"
    return "; lihat daftar revisi dengan `git log --oneline` atau `git branch --all`"


def changed_since(root: Path, revision: str) -> list[str]:
    """Files below `root` that differ from a git revision, untracked ones included, as paths relative to `root`.

    Raises:
        GitFailed: git is not there, `root` is in no repository, or the revision does not exist.
    """
    if revision.startswith("-"):
        raise GitFailed(f"`{revision}` bukan revisi git")
    not_tracked = _git(
        root, "ls-files", "--others", "--exclude-standard", "-z", cause="daftar berkas git tidak dapat dibaca"
    )
    options = ("--name-only", "--no-renames", "--relative", "-z")
    cause = f"revisi `{revision}` tidak dapat dibaca"
    tracked = _git(root, "diff", *options, revision, "--", ".", cause=cause)
    return sorted({p for p in (tracked + not_tracked).split("\0") if p})


def _git(root: Path, *arguments: str, cause: str) -> str:
    """What a git command prints.

    Args:
        root: the folder in which it runs.
        arguments: the command and its arguments.
        cause: what a refusal means, in words for people.

    Raises:
        GitFailed: git is not there, does not answer, refuses the folder, or does not have what was asked for.
    """
    import subprocess  # only when a revision is asked for

    try:
        result = subprocess.run(
            ["git", "-C", str(root), *arguments], check=False, capture_output=True, timeout=60, env=_environment()
        )
    except FileNotFoundError:
        raise GitFailed("git tidak ditemukan; pasang git dari https://git-scm.com, lalu ulangi") from None
    except subprocess.TimeoutExpired:
        raise GitFailed("git tidak menjawab") from None
    if result.returncode:
        error = result.stderr.lower()
        if b"not a git repository" in error:
            raise GitFailed("folder ini bukan repositori git")
        if b"dubious ownership" in error:
            raise GitFailed("git menolak folder ini karena pemiliknya akun lain; ikuti petunjuk `git status`")
        raise _NotThere(cause)
    return result.stdout.decode("utf-8", "surrogateescape")


def _start_reader(root: Path) -> Any:
    """A process that is told names of objects and answers with their contents."""
    import subprocess

    return subprocess.Popen(
        ["git", "-C", str(root), "cat-file", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C"}
