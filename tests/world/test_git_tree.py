"""A revision as a tree of files: the same as a checkout of it, read through the real git."""

from __future__ import annotations

import errno
import gc
import warnings
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksdgen.world.git import GitFailed, GitTree, commit, commit_description, common_ancestor, git_author
from ksdgen.world.tree import Tree, WorkingTree
from tests.helpers.git_util import Git

pytestmark = pytest.mark.slow

_NAMES = st.text(st.sampled_from("abcé –_.-ü日 'Z9"), min_size=1, max_size=8).filter(
    lambda s: s.strip(". ") == s and s not in (".", "..") and not s.startswith("-")
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.lists(_NAMES, min_size=1, max_size=3).map("/".join), st.binary(max_size=300), max_size=6))
def test_a_committed_tree_reads_as_the_working_tree(
    tmp_path_factory: pytest.TempPathFactory, content: dict[str, bytes]
) -> None:
    root = tmp_path_factory.mktemp("git")
    git = Git(root)
    git("config", "core.autocrlf", "false")
    for path, data in content.items():
        if any(p == path or p.startswith(f"{path}/") or path.startswith(f"{p}/") for p in content if p != path):
            continue
        git.write(path, data)
    git.commit()
    working_tree = WorkingTree(root)
    with GitTree(root, "HEAD") as tree:
        paths = working_tree.below("")
        assert tree.below("") == paths
        for path in paths:
            assert tree.read(path) == working_tree.read(path)
            folder = path.rpartition("/")[0]
            assert tree.files(folder) == working_tree.files(folder)


def test_paths_are_relative_to_a_folder_inside_the_repository(tmp_path: Path) -> None:
    git = Git(tmp_path)
    git.write("luar.txt", "x")
    git.write("bagian/kerja sama/agreements/a.yaml", "a: 1\n")
    git.commit()
    with GitTree(tmp_path / "bagian" / "kerja sama", "HEAD") as tree:
        assert tree.below("") == ["agreements/a.yaml"]
        assert tree.read("agreements/a.yaml") == b"a: 1\n"
        assert tree.read("luar.txt") is None


def test_symbolic_links_are_those_of_the_working_tree(tmp_path: Path) -> None:
    git = Git(tmp_path)
    git.write("asli.yaml", "a: 1\n")
    git.write("pihak/b.yaml", "b: 1\n")
    git.write("dalam/c.yaml", "c: 1\n")
    (tmp_path.parent / f"{tmp_path.name}-luar.yaml").write_text("rahasia\n")
    for name, target in {
        "tautan.yaml": "asli.yaml",
        "dalam/naik.yaml": "../pihak/b.yaml",
        "folder": "pihak",
        "rantai.yaml": "tautan.yaml",
        "putus.yaml": "tak-ada.yaml",
        "keluar.yaml": f"../{tmp_path.name}-luar.yaml",
        "mutlak.yaml": "/etc/hostname",
        "git.yaml": ".git/config",
        "kitar.yaml": "kitar.yaml",
        "alat.yaml": "/dev/zero",
    }.items():
        (tmp_path / name).symlink_to(target)
    git.commit()
    working_tree = WorkingTree(tmp_path)
    with GitTree(tmp_path, "HEAD") as tree:
        assert tree.below("") == working_tree.below("")
        for folder in ("", "dalam", "pihak", "folder"):
            assert tree.files(folder) == ([] if folder == "folder" else working_tree.files(folder))
        for path in (*tree.below(""), "folder", "folder/b.yaml", "dalam/tak-ada.yaml"):
            assert _answer(tree, path) == _answer(working_tree, path), path
        assert tree.read("rantai.yaml") == b"a: 1\n"
        assert _answer(tree, "keluar.yaml") == _answer(tree, "git.yaml") == errno.EXDEV
        assert _answer(tree, "kitar.yaml") == errno.ELOOP


def _answer(tree: Tree, path: str) -> bytes | int | None:
    try:
        return tree.read(path)
    except OSError as error:
        return error.errno


def test_an_older_revision_stays_as_it_was(tmp_path: Path) -> None:
    git = Git(tmp_path)
    git.write("a.yaml", "lama\n")
    first = git.commit()
    git.write("a.yaml", "baru\n")
    git.write("b.yaml", "b\n")
    git.commit()
    git.write("a.yaml", "belum dikomit\n")
    with GitTree(tmp_path, first) as old, GitTree(tmp_path, "HEAD") as current:
        assert (old.read("a.yaml"), old.read("b.yaml")) == (b"lama\n", None)
        assert (current.read("a.yaml"), current.read("b.yaml")) == (b"baru\n", b"b\n")
    assert old.name("a.yaml") == f"{first}:a.yaml"


def test_author_and_date_of_a_commit(tmp_path: Path) -> None:
    git = Git(tmp_path)
    digest = git.commit("Ubah jangka waktu")
    description = commit_description(tmp_path, "main")
    assert description == (
        digest, "Sari Dewi", datetime.fromisoformat("2026-11-20T09:30:00+07:00"), "Ubah jangka waktu",
    )  # fmt: skip
    assert git_author(tmp_path) == "Budi Santoso"


def test_where_two_branches_parted(tmp_path: Path) -> None:
    git = Git(tmp_path)
    origin = git.commit("asal")
    git("checkout", "-q", "-b", "usul")
    git.commit("usul")
    git("checkout", "-q", "main")
    git.commit("lain")
    assert common_ancestor(tmp_path, "main", "usul") == origin


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("tidak-ada", "revisi `tidak-ada` tidak ada; lihat daftar revisi"),
        ("-rf", "bukan revisi git"),
        ("", "bukan revisi git"),
        ("HEAD:a.yaml", "tidak ada"),
        ("HEAD~7", "revisi `HEAD~7` tidak ada"),
    ],
)
def test_a_revision_that_does_not_exist(tmp_path: Path, revision: str, message: str) -> None:
    git = Git(tmp_path)
    git.write("a.yaml", "a\n")
    git.commit()
    with pytest.raises(GitFailed, match=message):
        GitTree(tmp_path, revision)


def test_a_cut_history_says_how_to_get_the_rest(tmp_path: Path) -> None:
    git = Git(tmp_path / "asal")
    first = git.commit("satu")
    git.commit("dua")
    git("clone", "-q", "--depth=1", f"file://{tmp_path}/asal", str(tmp_path / "klon"))
    with pytest.raises(GitFailed, match="git fetch --unshallow"):
        commit(tmp_path / "klon", first)
    assert GitTree(tmp_path / "klon", "HEAD").below("") == []


def test_a_repository_without_commits(tmp_path: Path) -> None:
    Git(tmp_path)
    with pytest.raises(GitFailed, match="belum mempunyai komit"):
        commit(tmp_path, "HEAD")


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(GitFailed, match="bukan repositori git"):
        commit(tmp_path, "HEAD")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitFailed, match="git tidak ditemukan; pasang git"):
        commit(tmp_path, "HEAD")


def test_a_reading_process_that_is_gone_leaves_nothing_open(tmp_path: Path) -> None:
    git = Git(tmp_path)
    git.write("a", b"x")
    git.commit()
    tree = GitTree(tmp_path, "HEAD")
    assert tree.read("a") == b"x"
    tree._process.kill()
    tree._process.wait()
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        with pytest.raises(OSError, match="git"):
            tree.read("a")
        gc.collect()
    assert not told
    assert tree.read("a") == b"x"
