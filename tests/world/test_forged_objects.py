"""Commits and trees as only a forger writes them: git keeps whatever somebody puts into one."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from ksdgen.world.git import GitFailed, GitTree, commit_description
from tests.helpers.git_util import Git, repository
from tests.helpers.util import ksb, ksdgen, yaml

pytestmark = pytest.mark.slow


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository with two versions of an agreement; the working directory is its root."""
    monkeypatch.chdir(tmp_path)
    return repository(tmp_path, ksb(), ksb(objek="lain"))


def _commit(git: Git, tree: str, author: bytes = b"A <a@b> 1700000000 +0700") -> str:
    head = f"tree {tree}\nparent {git('rev-parse', 'HEAD~1').strip()}\n".encode()
    return git.keep("commit", head + b"author " + author + b"\ncommitter A <a@b> 1700000000 +0700\n\nx\n")


def _tree(git: Git, *entries: tuple[str, bytes, str]) -> str:
    content = b"".join(mode.encode() + b" " + name + b"\0" + bytes.fromhex(blob) for mode, name, blob in entries)
    return git.keep("tree", content)


@pytest.mark.parametrize(
    ("author", "when"),
    [
        (b"A <a@b> 1700000000 +0700", "2023-11-15T05:13:20+07:00"),
        (b"A <a@b> 5 +0000", "1970-01-01T00:00:05+00:00"),
        (b"A <a@b> 999999999999999 +0000", None),
        (b"A <a@b> 253402300799 +0000", None),
        (b"A <a@b> 253402300799 +1200", None),
        (b"A <a@b> 5 +9959", None),
        (b"A <a@b> 5 -9959", None),
        (b"A <a@b> 1700000000 +2500", None),
        (b"A <a@b> x y", None),
        (b"A <a@b> -5 +0000", None),
        (b"A <a@b>", None),
        ("Ja\u202ehat\u2066".encode() + b"B" * 400 + b" <a@b> 5 +0000", "1970-01-01T00:00:05+00:00"),
        (b"\xff\xfe <a@b> 5 +0000", "1970-01-01T00:00:05+00:00"),
        (b"<> 5 +0000", "1970-01-01T00:00:05+00:00"),
    ],
)
def test_any_author_and_date(git: Git, author: bytes, when: str | None) -> None:
    """A date that no calendar has is none; the review, the redline and the matrix come nevertheless."""
    forged = _commit(git, git("rev-parse", "HEAD^{tree}").strip(), author)
    found = commit_description(git.root, forged).authored
    assert (found and found.isoformat()) == when
    pair = ("HEAD~1", forged)
    assert ksdgen("review", *pair, "--out", "telaah", "--tanpa-gambar").code == 0
    assert ksdgen("redline", *pair, "agreements/a.yaml", "--out", "r.docx").code == 0
    for form in ("text", "json", "html", "matriks"):
        target = ("--output", "m.docx") if form == "matriks" else ()
        assert ksdgen("diff", *pair, "--format", form, *target).code == 0
    for file in ("r.docx", "telaah/a.redline.docx"):
        authors = _authors(Path(file))
        assert authors and all(0 < len(name) <= 255 and name.isprintable() for name in authors)


def _authors(file: Path) -> set[str]:
    with zipfile.ZipFile(file) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return {value for tag in root.iter() for name, value in tag.attrib.items() if str(name).endswith("}author")}


@pytest.mark.parametrize(
    "name", [b"..", b".", b".git", b".GIT", b"../../x.yaml", b"/x.yaml", b"a/../b.yaml", b"a//b.yaml"]
)
def test_names_that_lead_elsewhere(git: Git, name: bytes) -> None:
    """Such a revision is refused as a whole: git checks none of it out."""
    blob = git("rev-parse", "HEAD:agreements/a.yaml").strip()
    inner = _tree(git, ("100644", b"b.yaml", blob))
    odd = ("100644", name, blob) if b"/" in name else ("40000", name, inner)
    tree = _tree(git, ("40000", b"agreements", _tree(git, odd, ("100644", b"a.yaml", blob))))
    forged = _commit(git, tree)
    with pytest.raises(GitFailed, match="tidak sah"):
        GitTree(git.root, forged)
    before = sorted(git.root.parent.iterdir())
    run = ksdgen("review", "HEAD~1", forged, "--out", "telaah", "--tanpa-gambar")
    assert run.code == 2 and "tidak sah" in run.error
    assert sorted(git.root.parent.iterdir()) == before


def test_entries_that_are_no_files(git: Git) -> None:
    """A submodule, a link that leads out, an object that is missing or another than it is said to be: no agreement can
    be read there, and that is told of each.
    """
    link = git.keep("blob", b"/etc/passwd")
    broken = git.keep("blob", b"a\0b")
    entries = (
        ("160000", b"a.yaml", "1" * 40),
        ("120000", b"b.yaml", link),
        ("120000", b"c.yaml", broken),
        ("100644", b"d.yaml", "1" * 40),
        ("100644", b"e.yaml", git("rev-parse", "HEAD^{tree}").strip()),
    )
    forged = _commit(git, _tree(git, ("40000", b"agreements", _tree(git, *entries))))
    run = ksdgen("review", "HEAD~1", forged, "--out", "telaah", "--tanpa-gambar")
    assert run.code in (0, 1), run.everything
    page = Path("telaah/index.html").read_text(encoding="utf-8")
    assert "root:" not in page
    for name in "bcde":
        assert f"agreements/{name}.yaml" in page
    git.write("agreements/a.yaml", yaml(ksb()))
    assert ksdgen("check", "agreements", "--since", forged).code in (0, 1)
