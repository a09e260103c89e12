"""A tree ends at its root, whatever its files are: no link, name or device leads out of it or holds a reader up."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from ksdgen.errors import Refused
from ksdgen.world.paths import is_of_git
from ksdgen.world.tree import LARGEST, WorkingTree


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar/rahasia.yaml").write_text("rahasia: 1\n")
    (tmp_path / "akar-lain").mkdir()  # its name begins as that of the root
    (tmp_path / "akar-lain/a.yaml").write_text("lain: 1\n")
    root = tmp_path / "akar"
    (root / "agreements/pihak").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / ".git/config").write_text("token = rahasia\n")
    (root / "agreements/a.yaml").write_text("a: 1\n")
    return root


def _refusal(root: Path, path: str) -> int | None:
    try:
        WorkingTree(root).read(path)
    except OSError as error:
        return error.errno
    return None


@pytest.mark.parametrize(
    "target",
    [
        "../../luar/rahasia.yaml",
        "{luar}/rahasia.yaml",
        "../../akar-lain/a.yaml",
        "/dev/zero",
        "/dev/stdin",
        "../.git/config",
    ],
)
def test_a_link_that_leads_out_is_not_read(root: Path, target: str) -> None:
    (root / "agreements/x.yaml").symlink_to(target.format(luar=root.parent / "luar"))
    assert _refusal(root, "agreements/x.yaml") == errno.EXDEV
    assert WorkingTree(root).files("agreements") == ["agreements/a.yaml", "agreements/x.yaml"]


def test_a_linked_folder_that_leads_out_has_no_files(root: Path) -> None:
    (root / "templates").symlink_to("../luar")
    (root / "agreements/simpan").symlink_to("../.git")
    assert _refusal(root, "templates/rahasia.yaml") == errno.EXDEV
    assert _refusal(root, "agreements/simpan/config") == errno.EXDEV
    for ask in (WorkingTree(root).files, WorkingTree(root).below):
        with pytest.raises(Refused, match="folder `templates` tidak dapat dibaca: symbolic link-nya keluar"):
            ask("templates")


def test_links_within_the_root_are_followed(root: Path) -> None:
    (root / "agreements/b.yaml").symlink_to("a.yaml")
    (root / "naskah").symlink_to("agreements")
    assert WorkingTree(root).read("agreements/b.yaml") == b"a: 1\n"
    assert WorkingTree(root).read("naskah/a.yaml") == b"a: 1\n"
    (root.parent / "pintasan").symlink_to(root)
    assert WorkingTree(root.parent / "pintasan").read("agreements/b.yaml") == b"a: 1\n"


def test_circles_pipes_and_sockets_do_not_hold_a_reader_up(root: Path) -> None:
    (root / "agreements/kitar.yaml").symlink_to("kitar.yaml")
    (root / "agreements/x").symlink_to("y")
    (root / "agreements/y").symlink_to("x")
    os.mkfifo(root / "agreements/pipa.yaml")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(root / "agreements/soket.yaml"))
        assert _refusal(root, "agreements/kitar.yaml") == errno.ELOOP
        assert _refusal(root, "agreements/x/a.yaml") is not None
        assert _refusal(root, "agreements/pipa.yaml") == errno.ENODEV
        assert _refusal(root, "agreements/soket.yaml") is not None
    assert WorkingTree(root).read("agreements") is None


def test_a_huge_file_is_not_read(root: Path) -> None:
    with (root / "agreements/besar.yaml").open("wb") as stream:
        stream.truncate(LARGEST + 1)
    assert _refusal(root, "agreements/besar.yaml") == errno.EFBIG


@pytest.mark.parametrize(
    "path",
    [
        ".git/config",
        "agreements/../.git/config",
        ".GIT/config",
        "git~1/config",
        ".g\u200cit/config",
        ".git./config",
        ".git::$INDEX_ALLOCATION/config",
    ],
)
def test_what_git_keeps_for_itself_is_no_part_of_a_tree(root: Path, path: str) -> None:
    assert WorkingTree(root).read(path) is None


@pytest.mark.parametrize(
    "path", ["agreements/legit.yaml", "a~1.yaml", "digital/naskah.git.yaml", ".github/logo.png", ".gitattributes"]
)
def test_honest_names_are_not_those_of_git(path: str) -> None:
    assert not is_of_git(path)


def test_a_closed_folder_is_said_and_not_skipped(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: str | Path) -> None:
        raise PermissionError(errno.EACCES, "closed", str(path))

    monkeypatch.setattr(os, "scandir", closed)
    for ask in (WorkingTree(root).files, WorkingTree(root).below):
        with pytest.raises(Refused, match="folder `agreements` tidak dapat dibaca: tidak ada izin"):
            ask("agreements")
