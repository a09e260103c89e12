"""`ksdgen redline` with the real git: what comes out gives both versions back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ksdgen.paper.document import Dokumen
from ksdgen.paper.revision import accept, reject
from ksdgen.word.reader import read_word
from tests.helpers.git_util import Git
from tests.helpers.util import ksb, ksdgen, put, yaml

NASKAH = "agreements/a.yaml"


def clean(git: Git, revision: str, name: str) -> Dokumen:
    """The document that a revision prints, read from its Word file."""
    folder = git.root.parent / f"klon-{git.root.name}-{name}"
    git("worktree", "add", "-q", "--detach", str(folder), revision)
    result = ksdgen("render", folder / NASKAH, "--out", folder / "keluaran", "-q")
    assert result.code == 0, result.everything
    return read_word((folder / "keluaran" / "a.docx").read_bytes())[0]


def redline(*arguments: object, code: int = 0) -> str:
    """Write the changes to t.docx; what the command says, on one line."""
    result = ksdgen("redline", *arguments, "--out", "t.docx")
    assert result.code == code, result.everything
    return " ".join(result.everything.split())


def xml() -> str:
    """The body of what was written."""
    with zipfile.ZipFile("t.docx") as archive:
        return archive.read("word/document.xml").decode()


def test_accepting_and_rejecting_give_both_revisions_back(git: Git) -> None:
    assert "perubahan)" in redline("HEAD~1", "HEAD", NASKAH)
    marked = read_word(Path("t.docx").read_bytes(), mark=True)[0]
    assert accept(marked) == clean(git, "HEAD", "baru")
    assert reject(marked) == clean(git, "HEAD~1", "lama")


@pytest.mark.slow
def test_author_and_date_come_from_the_newer_commit(git: Git) -> None:
    redline("HEAD~1", "HEAD", NASKAH)
    assert 'w:author="Sari Dewi"' in xml()
    assert 'w:date="2026-11-20T09:30:00Z"' in xml()
    redline("HEAD~1", NASKAH)  # a clean working tree is its commit
    assert 'w:author="Sari Dewi"' in xml() and "w:date=" in xml()


def test_a_dirty_tree_has_an_author_and_no_date(git: Git) -> None:
    git.write(NASKAH, yaml(put(ksb(), "jangka_waktu.lama", "4 tahun")))
    redline("HEAD", NASKAH)
    assert 'w:author="Budi Santoso"' in xml()
    assert "w:date=" not in xml()


def test_two_files_need_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lama.yaml").write_text(yaml(ksb()), encoding="utf-8")
    (tmp_path / "baru.yaml").write_text(yaml(put(ksb(), "objek", "harga beras")), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    redline("--lama", "lama.yaml", "--baru", "baru.yaml")
    assert "w:ins " in xml() and "w:del " in xml()


def test_against_the_pure_standard_clauses(git: Git) -> None:
    content = ksb()
    content["klausul"] = {"lain_lain": {"ubah": "Hal lain diatur kemudian.", "alasan": "permintaan mitra"}}
    git.write(NASKAH, yaml(content))
    redline("--baku", NASKAH)
    assert "Hal lain diatur kemudian." in xml()
    git.write(NASKAH, yaml(ksb()))
    assert "tidak ada perubahan isi" in redline("--baku", NASKAH, code=2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["HEAD~1", "HEAD"], "sebutkan satu naskah"),
        ([NASKAH], "tulis revisi git"),
        (["tidak-ada", NASKAH], "revisi `tidak-ada` tidak ada"),
        (["HEAD", "HEAD", NASKAH], "tidak ada perubahan isi"),
        (["--lama", NASKAH], "--lama dan --baru dipakai bersama"),
        (["--baku"], "memerlukan satu berkas"),
        (["HEAD", "agreements/b.yaml"], "belum ada pada"),
        (["HEAD~1", "agreements/rusak.yaml"], "belum ada pada"),
    ],
)
def test_what_cannot_be_redlined(git: Git, arguments: list[str], message: str) -> None:
    git.write("agreements/b.yaml", yaml(put(ksb(), "tentang", "Hal yang Sama Sekali Lain")))
    git.write("agreements/rusak.yaml", "jenis: [")
    assert message in redline(*arguments, code=2)
    assert not Path("t.docx").exists()


def test_a_broken_side_says_what_to_do(git: Git) -> None:
    git.write(NASKAH, "jenis: [")
    assert "versi baru `agreements/a.yaml` tidak dapat disusun" in redline("HEAD", NASKAH, code=2)
