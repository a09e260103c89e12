"""Whatever a repository holds and is set to, asking git about it starts no program and opens no connection."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from ksdgen.world import git as world_git
from ksdgen.world.git import ChangesSince, GitFailed, GitTree, commit, commit_description, common_ancestor, git_author
from ksdgen.world.programs import find_program
from tests.helpers.git_util import Git
from tests.helpers.util import ksb, ksdgen, put, save, yaml

_PROGRAM = "program-penyerang"

_SETTINGS = {
    "core.fsmonitor": "{program}",
    "core.hooksPath": "{folder}",
    "core.sshCommand": "{program}",
    "core.pager": "{program}",
    "core.askPass": "{program}",
    "core.gitProxy": "{program}",
    "core.alternateRefsCommand": "{program}",
    "credential.helper": "{program}",
    "diff.external": "{program}",
    "diff.x.textconv": "{program}",
    "diff.x.command": "{program}",
    "filter.x.clean": "{program}",
    "filter.x.smudge": "{program}",
    "filter.x.process": "{program}",
    "filter.x.required": "true",
    "gpg.program": "{program}",
    "gpg.ssh.program": "{program}",
    "gpg.x509.program": "{program}",
    "log.showSignature": "true",
    "pager.log": "{program}",
    "pager.ls-tree": "{program}",
    "uploadpack.packObjectsHook": "{program}",
    "alias.rev-parse": "!{program}",
    "alias.ls-tree": "!{program}",
    "extensions.partialClone": "jauh",
    "remote.jauh.promisor": "true",
    "remote.jauh.url": "ext::{program}",
    "remote.jauh.uploadpack": "{program}",
    "protocol.ext.allow": "always",
    "protocol.file.allow": "always",
    "submodule.recurse": "true",
    "core.untrackedCache": "true",
}


class Trap:
    """A program that leaves a trace when it is run, and the settings that name it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.trace = folder / "jejak"
        self.program = folder / _PROGRAM
        self._write(self.program)
        for hook in (
            "post-index-change",
            "reference-transaction",
            "pre-auto-gc",
            "fsmonitor-watchman",
            "post-checkout",
        ):
            self._write(folder / hook)
        self.settings = {k: v.format(program=self.program, folder=folder) for k, v in _SETTINGS.items()}

    def _write(self, path: Path) -> None:
        path.write_text(f'#!/bin/sh\necho "$0 $*" >> "{self.trace}"\nexit 1\n')
        path.chmod(0o755)

    def set(self, config: Path) -> None:
        """Write all settings into a file of git's settings."""
        text = "[core]\n\trepositoryFormatVersion = 1\n"
        for name, value in self.settings.items():
            section, _, key = name.rpartition(".")
            head, dot, below = section.partition(".")
            text += f'[{head} "{below}"]\n' if dot else f"[{head}]\n"
            text += f"\t{key} = {value}\n"
        config.write_text(text)

    @property
    def sprung(self) -> str:
        """What was run."""
        return self.trace.read_text() if self.trace.exists() else ""


@pytest.fixture
def trap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trap:
    monkeypatch.setattr(world_git, "_places", {})
    return Trap(tmp_path / "jebakan")


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Two commits, the last of them with a signature; files of which one has changed and one is only older on disk."""
    git = Git(tmp_path / "repo")
    git.write(".gitattributes", "* filter=x diff=x\n")
    git.write("agreements/a.yaml", yaml(ksb()))
    git.write("agreements/b.yaml", yaml(ksb(tentang="Tata Ruang")))
    git.commit()
    text = git("cat-file", "commit", git.commit())
    head, _, body = text.partition("\n\n")
    signed = f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ\n -----END PGP SIGNATURE-----\n\n{body}"
    git.write("bertanda", signed)
    git("update-ref", "HEAD", git("hash-object", "-t", "commit", "-w", "bertanda").strip())
    (git.root / "bertanda").unlink()
    git.write("agreements/a.yaml", yaml(put(ksb(), "jangka_waktu.lama", "5 tahun")))
    os.utime(git.root / "agreements/b.yaml", (1, 1))
    return git


def _ask_everything(root: Path) -> None:
    """Everything that is ever asked of git."""
    commit_description(root, "HEAD")
    common_ancestor(root, "HEAD", "HEAD~1")
    git_author(root)
    world_git.is_shallow(root)
    changes = ChangesSince(root, "HEAD")
    assert changes.any_of(["agreements/a.yaml"])
    assert not changes.any_of(["agreements/b.yaml"])
    assert changes.any_below("agreements")
    with GitTree(root, "HEAD") as tree:
        assert tree.read("agreements/b.yaml") is not None
        blob = tree._blobs["agreements/b.yaml"]
        for file in (root / ".git/objects").glob(f"{blob[:2]}/{blob[2:]}"):
            file.unlink()
    with GitTree(root, "HEAD") as tree, pytest.raises(OSError, match="git"):
        tree.read("agreements/b.yaml")  # a promised object that is not there is not fetched
    with pytest.raises(GitFailed):
        commit(root, "tidak-ada")


def test_the_trap_works(git: Git, trap: Trap) -> None:
    trap.set(git.root / ".git/config")
    with pytest.raises(Exception, match="git"):
        git("diff", "--name-only", "HEAD~1")
    assert "fsmonitor" in trap.sprung or _PROGRAM in trap.sprung


def test_settings_of_the_repository_run_nothing(git: Git, trap: Trap) -> None:
    trap.set(git.root / ".git/config")
    _ask_everything(git.root)
    assert trap.sprung == ""


def test_settings_of_the_user_run_nothing(
    git: Git, trap: Trap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap.set(tmp_path / "pengguna")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "pengguna"))
    for name in ("GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_ASKPASS", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_PROXY_COMMAND"):
        monkeypatch.setenv(name, str(trap.program))
    _ask_everything(git.root)
    assert trap.sprung == ""


def _lay_bare_repository(folder: Path, trap: Trap) -> None:
    """A folder of plain files with the look of git's own data, which can be committed."""
    (folder / "objects").mkdir(parents=True)
    (folder / "refs").mkdir()
    (folder / "HEAD").write_text("ref: refs/heads/main\n")
    trap.set(folder / "config")


@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("inner", ["agreements/lampiran", "agreements", "lain", "."])
def test_files_that_look_like_a_repository_are_none(
    git: Git, trap: Trap, inner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = git.root / inner
    _lay_bare_repository(folder, trap)
    git("add", "-A")
    (folder / "agreements").mkdir(exist_ok=True)
    path = folder / "x.yaml"
    path.write_text(yaml(ksb()), encoding="utf-8")
    for place in (git.root, folder):
        monkeypatch.chdir(place)
        for command in (
            ("check", "--since", "HEAD", path),
            ("check", "--since", "HEAD"),
            ("diff", "HEAD"),
            ("review", "HEAD", "--out", git.root.parent / "telaah"),
            ("redline", "HEAD", path, "--out", git.root.parent / "r.docx"),
            ("show", path),
        ):
            assert ksdgen(*command).code in (0, 1, 2)
        with pytest.raises(GitFailed):
            commit(folder, "tidak-ada")
    assert commit(folder, "HEAD") == git("rev-parse", "HEAD").strip()
    assert trap.sprung == ""


def test_a_folder_with_the_look_of_git_and_nothing_else_is_no_repository(tmp_path: Path, trap: Trap) -> None:
    folder = tmp_path / "sendiri"
    _lay_bare_repository(folder, trap)
    for _ in range(2):
        with pytest.raises(GitFailed, match="bukan repositori git"):
            commit(folder, "HEAD")
        (folder / ".git").mkdir(exist_ok=True)  # an empty one: git itself would look further
    assert trap.sprung == ""


def test_a_repository_of_another_owner_is_refused(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world_git, "_places", {})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitFailed, match="pemiliknya akun lain"):
        commit(git.root, "HEAD")


def test_a_hook_of_another_repository_asks_about_the_files_at_hand(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Git(git.root.parent / "lain")
    other.commit("lain")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git/index"))
    assert commit(git.root, "HEAD") != commit(other.root, "HEAD")


@pytest.mark.slow(traced=True)
def test_a_linked_working_tree_is_asked_about(git: Git) -> None:
    git("worktree", "add", "-q", "-b", "samping", str(git.root.parent / "samping"), "HEAD~1")
    side = git.root.parent / "samping"
    assert commit(side, "HEAD") == commit(git.root, "HEAD~1")
    assert not ChangesSince(side, "HEAD").any_below("agreements")


@pytest.mark.parametrize(
    "revision",
    [
        "HEAD..HEAD~1",
        "^HEAD",
        "HEAD:agreements",
        "HEAD^@",
        "HEAD^!",
        "--all",
        "-p",
        "HEAD\nHEAD",
        "HEAD\0",
        "HEAD\ud800",
        "a..b",
        "@{u}",
    ],
)
def test_what_is_not_one_revision_is_refused(git: Git, revision: str) -> None:
    for ask in (commit, GitTree, ChangesSince):
        with pytest.raises(GitFailed):
            ask(git.root, revision)
    save(git.root, ksb())
    assert ksdgen("check", git.root / "agreements", "--since", revision).code == 2


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_changes_are_those_of_the_contents(tmp_path: Path, algorithm: str) -> None:
    git = Git(tmp_path / "repo")
    if algorithm == "sha256":
        (git.root / ".git").rename(tmp_path / "lama")
        git("init", "-q", "-b", "main", "--object-format=sha256")
    (git.root / "templates").mkdir()
    for name in ("tetap", "crlf", "ubah", "hapus", "templates/tetap"):
        git.write(name, f"{name}\n")
    (git.root / "tautan").symlink_to("tetap")
    git("-c", "user.name=x", "-c", "user.email=x", "-c", "core.autocrlf=false", "add", "-A")
    git("-c", "user.name=x", "-c", "user.email=x", "commit", "-q", "-m", "x")
    git.write("crlf", "crlf\r\n")
    git.write("ubah", "lain\n")
    git.write("baru", "baru\n")
    (git.root / "hapus").unlink()
    changes = ChangesSince(git.root, "HEAD")
    answers = {name: changes.any_of([name]) for name in ("tetap", "crlf", "ubah", "hapus", "baru", "tak-ada")}
    assert answers == {"tetap": False, "crlf": False, "ubah": True, "hapus": True, "baru": True, "tak-ada": False}
    assert not changes.any_below("templates")
    git.write("templates/baru", "x")
    assert ChangesSince(git.root, "HEAD").any_below("templates")


def test_programs_are_not_looked_for_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("git", "soffice"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "bin/../."]))
    assert find_program("git") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program("git") == str(tmp_path / "git")


def test_a_blob_has_the_name_that_git_gives_it() -> None:
    assert world_git._blob_name(b"", 40) == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    assert world_git._blob_name(b"", 64) == hashlib.sha256(b"blob 0\0").hexdigest()
