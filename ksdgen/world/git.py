"""git, through its binary: the files of a revision as a tree, commits, and what has changed since.

A repository's files may be a stranger's, and git runs programs that settings name. So the folder with git's own data is
found once, from the `.git` of the nearest folder upwards, which nobody can commit: a folder of files that looks like
git's data is never used as such. Nothing is asked of git that would consult the index, attributes or filters, and what
else could start a program or open a connection is switched off (`_SETTINGS`, `_environment`).
"""

from __future__ import annotations

import errno
import hashlib
import os
import posixpath
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

from ksdgen.errors import Refused
from ksdgen.world.paths import is_folder, is_of_git, real
from ksdgen.world.programs import find_program
from ksdgen.world.tree import LARGEST, LINK_LIMIT, WorkingTree, link_leads_out

_SETTINGS = (
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    "core.alternateRefsCommand=",
    "core.askPass=",
    "core.pager=cat",
    "core.sshCommand=false",
    "credential.helper=",
    "diff.external=",
    "gc.auto=0",
    "log.showSignature=false",
    "maintenance.auto=false",
    "protocol.allow=never",
    "submodule.recurse=false",
)
"""Settings that override those of the repository, of the user and of the machine: none of them runs a program here."""

_DIGEST = re.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?")
"""The full name of an object: SHA-1, or SHA-256 in a repository that is made so."""


_NO_PATH = re.compile(r"(?:^|/)(?:\.{0,2}|\.git)(?:/|$)", re.IGNORECASE)
"""In a path: a part that is empty, leads elsewhere, or is git's own."""

_RAW_DATE = re.compile(r"([0-9]+) ([+-])([0-9]{2})([0-9]{2})")


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
        listing = _list(root, self.commit, cause=f"isi revisi `{revision}` tidak dapat dibaca")
        self._blobs = {path: blob for path, (mode, blob) in listing.items() if mode.startswith("100")}
        """Path → name of the object that holds the file's content."""
        self._links = {path: blob for path, (mode, blob) in listing.items() if mode == "120000"}
        """Path → name of the object that holds the place a symbolic link points to. A submodule has no files here."""
        self._files: dict[str, list[str]] = {}
        """Folder → paths of the files directly in it."""
        self._process: Any = None
        folders = {folder for path in self._blobs for folder in _folders(path)} if self._links else set()
        for path in (*self._blobs, *(link for link in self._links if not self._is_folder(link, folders))):
            self._files.setdefault(path.rpartition("/")[0], []).append(path)

    @property
    def contents(self) -> dict[str, str]:
        """Path → name of the content of each plain file."""
        return self._blobs

    def read(self, path: str) -> bytes | None:
        """See `Tree.read`."""
        blob = self._blobs.get(self._resolve(path) if self._links else path)
        return None if blob is None else self._content(blob, path)

    def files(self, folder: str) -> list[str]:
        """See `Tree.files`."""
        return sorted(self._files.get(folder, ()))

    def below(self, folder: str) -> list[str]:
        """See `Tree.below`."""
        prefix = f"{folder}/" if folder else ""
        files = (p for inside in self._files.values() for p in inside)
        return sorted(p for p in files if p.startswith(prefix) and "/." not in f"/{p}")

    def _content(self, blob: str, path: str) -> bytes:
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
            if int(header[2]) > LARGEST:
                self.close()  # the rest of its answer would have to be read otherwise
                raise OSError(errno.EFBIG, "git", path)
            data: bytes = output.read(int(header[2]))
            output.read(1)
        except BrokenPipeError:
            self.close()
            raise OSError(errno.EIO, "git", path) from None
        return data

    def _resolve(self, path: str) -> str:
        """The path that is reached through the symbolic links on the way.

        Raises:
            OSError: a link leads out of the tree, or in a circle.
        """
        for _ in range(LINK_LIMIT):
            link = next((place for place in (*_folders(path), path) if place in self._links), None)
            if link is None:
                return path
            target = self._content(self._links[link], link).decode("utf-8", "surrogateescape")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(link), target) + path[len(link) :])
            if target.startswith("/") or path.split("/", 1)[0] == ".." or is_of_git(path):
                raise link_leads_out(link)
        raise OSError(errno.ELOOP, "git", path)

    def _is_folder(self, link: str, folders: set[str]) -> bool:
        try:
            return self._resolve(link) in {*folders, "", "."}
        except OSError:
            return False

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
    """A commit: its full name, who wrote it and when, and the first line of its message.

    The date is None where the commit has none that a calendar has: git keeps whatever somebody writes there.
    """

    digest: str
    author: str
    authored: datetime | None
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
        digest = ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", peeled, cause=cause).strip()
    except _NotThere:
        raise GitFailed(f"{cause}{_advice(root)}") from None
    if not _DIGEST.fullmatch(digest):  # `^HEAD` means all commits but these
        raise GitFailed(f"`{revision}` bukan satu revisi git")
    return digest


def common_ancestor(root: Path, first: str, second: str) -> str:
    """The commit at which two revisions parted.

    Raises:
        GitFailed: one does not exist, or they share none.
    """
    cause = f"revisi `{first}` dan `{second}` tidak mempunyai asal yang sama"
    try:
        return ask(
            root, "merge-base", "--end-of-options", commit(root, first), commit(root, second), cause=cause
        ).strip()
    except _NotThere:
        raise GitFailed(f"{cause}{_advice(root)}") from None


def commit_description(root: Path, revision: str) -> Commit:
    """Author, date and first line of a commit.

    Raises:
        GitFailed: there is no such revision.
    """
    digest = commit(root, revision)
    cause = f"revisi `{revision}` tidak dapat dibaca"
    form = ("--date=raw", "--format=%an%x00%ad%x00%s")
    line = ask(
        root, "log", "-1", "--no-show-signature", "--no-patch", *form, "--end-of-options", digest, "--", cause=cause
    )
    author, authored, subject = line.rstrip("\n").split("\0")
    return Commit(digest, author, _moment(authored), subject)


def _moment(raw: str) -> datetime | None:
    """A date as git keeps it, in seconds and its offset: `1700000000 +0700`."""
    match = _RAW_DATE.fullmatch(raw)
    if match is None:
        return None
    seconds, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    try:
        moment = datetime.fromtimestamp(int(seconds), timezone(-offset if sign == "-" else offset))
    except (ValueError, OverflowError, OSError):
        return None
    # What is reckoned from it, in a time zone or some minutes later, must be a date too.
    return moment if moment.year < 9999 else None


def git_author(root: Path) -> str | None:
    """The name under which this person commits, when git knows it."""
    try:
        return ask(root, "config", "user.name", cause="").strip() or None
    except GitFailed:
        return None


def _advice(root: Path) -> str:
    """What to do about a revision that is missing from a clone with a cut history."""
    try:
        shallow = is_shallow(root)
        empty = not ask(root, "rev-list", "-n", "1", "--all", cause="").strip()
    except GitFailed:
        return ""
    if empty:
        return "; repositori ini belum mempunyai komit"
    if shallow:
        return "; riwayat repositori ini terpotong: jalankan `git fetch --unshallow`, atau dalam CI ambil seluruh riwayat (fetch-depth: 0)"
    return "; lihat daftar revisi dengan `git log --oneline` atau `git branch --all`"


class ChangesSince:
    """Which files of the working tree below `root` say something else than in a git revision.

    Contents are compared here: `git diff` would run the filters that attributes name. Line ends do not count, and a
    file that git keeps in another form than it has on disk (LFS) counts as changed.

    Args:
        root: a folder of the working tree.
        revision: what git understands as a commit.

    Raises:
        GitFailed: git is not there, `root` is in no repository, or the revision does not exist.
    """

    def __init__(self, root: Path, revision: str) -> None:
        self.commit = commit(root, revision)
        """The full name of the revision."""
        self._then = _list(root, self.commit, cause=f"revisi `{revision}` tidak dapat dibaca")
        self._now = WorkingTree(root)
        self._answers: dict[str, bool] = {}

    @property
    def contents(self) -> dict[str, str]:
        """Path → name of the content of each plain file in the revision."""
        return {path: blob for path, (mode, blob) in self._then.items() if mode.startswith("100")}

    def any_of(self, paths: Iterable[str]) -> bool:
        """Whether one of these files was changed, came or went."""
        return any(map(self._changed, paths))

    def any_below(self, folder: str) -> bool:
        """Whether a file below a folder was changed, came or went."""
        then = {p for p in self._then if p.startswith(f"{folder}/") and "/." not in p}
        return self.any_of(sorted(then.union(self._now.below(folder))))

    def _changed(self, path: str) -> bool:
        if path not in self._answers:
            self._answers[path] = self._differs(path)
        return self._answers[path]

    def _differs(self, path: str) -> bool:
        try:
            data = self._now.read(path)
        except OSError:
            return True
        mode, blob = self._then.get(path, ("", ""))
        if data is None or not mode.startswith("100"):
            return data is not None or bool(mode)
        return blob not in content_names(data, len(blob))


def content_names(data: bytes, digits: int) -> frozenset[str]:
    """The names under which git may keep the content of a file on disk; line ends do not count.

    Args:
        data: the content.
        digits: how long the names are: 40 for SHA-1, 64 for SHA-256.
    """
    with_lf = data.replace(b"\r\n", b"\n")
    forms = {data, with_lf, with_lf.replace(b"\n", b"\r\n")}
    return frozenset(_blob_name(form, digits) for form in forms)


def _blob_name(data: bytes, digits: int) -> str:
    algorithm = hashlib.sha1 if digits == 40 else hashlib.sha256
    return algorithm(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def is_shallow(root: Path) -> bool:
    """Whether the clone has only a part of the history.

    Raises:
        GitFailed: git is not there, or `root` is in no repository.
    """
    cause = "riwayat git tidak dapat dibaca"
    return ask(root, "rev-parse", "--is-shallow-repository", cause=cause).strip() == "true"


def _list(root: Path, digest: str, *, cause: str) -> dict[str, tuple[str, str]]:
    """Path relative to `root` → mode and name of the object, of everything below it in a commit."""
    listing = ask(root, "ls-tree", "-r", "-z", "--end-of-options", digest, cause=cause)
    result: dict[str, tuple[str, str]] = {}
    for entry in listing.split("\0"):
        head, _, path = entry.partition("\t")
        if path:
            if _NO_PATH.search(path):  # git keeps such names, and checks none of them out
                raise GitFailed(f"{cause}: nama berkas `{path}` di dalamnya tidak sah")
            mode, _, blob = head.split(" ")
            result[path] = (mode, blob)
    return result


def _folders(path: str) -> list[str]:
    """The folders that a path goes through, the outermost first."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


class _Place(NamedTuple):
    """Where git keeps its data, and the top of the working tree that it belongs to."""

    directory: str
    top: str


_places: dict[str, _Place] = {}
"""What was found for a folder; a repository stays where it is while this process runs."""


def _place(root: Path) -> _Place:
    """The git repository around a folder.

    Raises:
        GitFailed: there is none, git is not there, or git refuses it.
    """
    _command()  # without git nothing can be said of repositories
    folder = real(root)
    known = _places.get(folder)
    if known is not None and is_folder(known.directory):
        return known
    top = next((str(p) for p in (Path(folder), *Path(folder).parents) if os.path.lexists(p / ".git")), None)
    if top is None:
        raise GitFailed("folder ini bukan repositori git")
    # Asked without naming the folder of git's data, since only then does git look at whose it is.
    ceiling = {"GIT_CEILING_DIRECTORIES": str(Path(top).parent)}
    try:
        directory = _run(["-C", top, "rev-parse", "--absolute-git-dir"], ceiling, cause="").rstrip("\n")
    except _NotThere:
        directory = top
    if real(directory) == top:  # the folder itself may have the look of git's data, and its `.git` has not
        raise GitFailed("folder ini bukan repositori git")
    return _places.setdefault(folder, _Place(directory, top))


def ask(root: Path, *arguments: str, cause: str) -> str:
    """What a git command prints.

    Args:
        root: the folder in which it runs.
        arguments: the command and its arguments.
        cause: what a refusal means, in words for people.

    Raises:
        GitFailed: git is not there, does not answer, refuses the folder, or does not have what was asked for.
    """
    return _run([*_location(root), *arguments], {}, cause=cause)


def _location(root: Path) -> list[str]:
    """The arguments that tell git where it works."""
    place = _place(root)
    return ["-C", str(root), f"--git-dir={place.directory}", f"--work-tree={place.top}"]


def _run(arguments: list[str], environment: dict[str, str], *, cause: str) -> str:
    import subprocess  # only when a revision is asked for

    try:
        result = subprocess.run(
            [*_command(), *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            env={**_environment(), **environment},
        )
    except subprocess.TimeoutExpired:
        raise GitFailed("git tidak menjawab") from None
    except OSError:
        raise GitFailed("git tidak dapat dijalankan") from None
    except ValueError:  # no argument can hold such a name, so that nothing is called so
        raise _NotThere(cause) from None
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
        [*_command(), *_location(root), "cat-file", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )


def _command() -> list[str]:
    """The git program with its settings.

    Raises:
        GitFailed: there is none.
    """
    program = find_program("git")
    if program is None:
        raise GitFailed("git tidak ditemukan; pasang git dari https://git-scm.com, lalu ulangi")
    return [program, "--no-pager", *(word for setting in _SETTINGS for word in ("-c", setting))]


_OF_ANOTHER_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_PREFIX")
"""What git tells its hooks; the repository is found from the files that are asked for instead."""


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY} | {
        "GIT_ALLOW_PROTOCOL": "",  # no connection, whatever the settings say
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
