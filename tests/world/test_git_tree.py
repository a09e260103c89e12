"""A revision as a tree of files: the same as a checkout of it, read through the real git."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksdgen.world.git import GitGagal, GitTree, keterangan_komit, komit, leluhur_bersama, penulis_git
from ksdgen.world.tree import WorkingTree
from tests.helpers.git_util import Git

_NAMA = st.text(st.sampled_from("abcé –_.-ü日 'Z9"), min_size=1, max_size=8).filter(
    lambda s: s.strip(". ") == s and s not in (".", "..") and not s.startswith("-")
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.lists(_NAMA, min_size=1, max_size=3).map("/".join), st.binary(max_size=300), max_size=6))
def test_a_committed_tree_reads_as_the_working_tree(
    tmp_path_factory: pytest.TempPathFactory, isi: dict[str, bytes]
) -> None:
    akar = tmp_path_factory.mktemp("git")
    g = Git(akar)
    g("config", "core.autocrlf", "false")
    for path, data in isi.items():
        if any(p == path or p.startswith(f"{path}/") or path.startswith(f"{p}/") for p in isi if p != path):
            continue
        g.tulis(path, data)
    g.komit()
    kerja = WorkingTree(akar)
    with GitTree(akar, "HEAD") as pohon:
        semua = kerja.below("")
        assert pohon.below("") == semua
        for path in semua:
            assert pohon.read(path) == kerja.read(path)
            folder = path.rpartition("/")[0]
            assert pohon.files(folder) == list(kerja.files(folder))


def test_paths_are_relative_to_a_folder_inside_the_repository(tmp_path: Path) -> None:
    g = Git(tmp_path)
    g.tulis("luar.txt", "x")
    g.tulis("bagian/kerja sama/agreements/a.yaml", "a: 1\n")
    g.komit()
    with GitTree(tmp_path / "bagian" / "kerja sama", "HEAD") as pohon:
        assert pohon.below("") == ["agreements/a.yaml"]
        assert pohon.read("agreements/a.yaml") == b"a: 1\n"
        assert pohon.read("luar.txt") is None


def test_what_is_no_plain_file_is_not_there(tmp_path: Path) -> None:
    g = Git(tmp_path)
    g.tulis("asli.yaml", "a: 1\n")
    (tmp_path / "tautan.yaml").symlink_to("asli.yaml")
    g.komit()
    with GitTree(tmp_path, "HEAD") as pohon:
        assert pohon.below("") == ["asli.yaml"]
        assert pohon.read("tautan.yaml") is None
        assert pohon.read("folder") is None


def test_an_older_revision_stays_as_it_was(tmp_path: Path) -> None:
    g = Git(tmp_path)
    g.tulis("a.yaml", "lama\n")
    pertama = g.komit()
    g.tulis("a.yaml", "baru\n")
    g.tulis("b.yaml", "b\n")
    g.komit()
    g.tulis("a.yaml", "belum dikomit\n")
    with GitTree(tmp_path, pertama) as lama, GitTree(tmp_path, "HEAD") as kini:
        assert (lama.read("a.yaml"), lama.read("b.yaml")) == (b"lama\n", None)
        assert (kini.read("a.yaml"), kini.read("b.yaml")) == (b"baru\n", b"b\n")
    assert lama.name("a.yaml") == f"{pertama}:a.yaml"


def test_author_and_date_of_a_commit(tmp_path: Path) -> None:
    g = Git(tmp_path)
    sidik = g.komit("Ubah jangka waktu")
    k = keterangan_komit(tmp_path, "main")
    assert k == (sidik, "Sari Dewi", "2026-11-20T09:30:00+07:00", "Ubah jangka waktu")
    assert penulis_git(tmp_path) == "Budi Santoso"


def test_where_two_branches_parted(tmp_path: Path) -> None:
    g = Git(tmp_path)
    asal = g.komit("asal")
    g("checkout", "-q", "-b", "usul")
    g.komit("usul")
    g("checkout", "-q", "main")
    g.komit("lain")
    assert leluhur_bersama(tmp_path, "main", "usul") == asal


@pytest.mark.parametrize(
    ("revisi", "pesan"),
    [
        ("tidak-ada", "revisi `tidak-ada` tidak ada; lihat daftar revisi"),
        ("-rf", "bukan revisi git"),
        ("", "bukan revisi git"),
        ("HEAD:a.yaml", "tidak ada"),
        ("HEAD~7", "revisi `HEAD~7` tidak ada"),
    ],
)
def test_a_revision_that_does_not_exist(tmp_path: Path, revisi: str, pesan: str) -> None:
    g = Git(tmp_path)
    g.tulis("a.yaml", "a\n")
    g.komit()
    with pytest.raises(GitGagal, match=pesan):
        GitTree(tmp_path, revisi)


def test_a_cut_history_says_how_to_get_the_rest(tmp_path: Path) -> None:
    g = Git(tmp_path / "asal")
    pertama = g.komit("satu")
    g.komit("dua")
    g("clone", "-q", "--depth=1", f"file://{tmp_path}/asal", str(tmp_path / "klon"))
    with pytest.raises(GitGagal, match="git fetch --unshallow"):
        komit(tmp_path / "klon", pertama)
    assert GitTree(tmp_path / "klon", "HEAD").below("") == []


def test_a_repository_without_commits(tmp_path: Path) -> None:
    Git(tmp_path)
    with pytest.raises(GitGagal, match="belum mempunyai komit"):
        komit(tmp_path, "HEAD")


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(GitGagal, match="bukan repositori git"):
        komit(tmp_path, "HEAD")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitGagal, match="git tidak ditemukan; pasang git"):
        komit(tmp_path, "HEAD")
