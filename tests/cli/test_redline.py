"""`ksdgen redline` and `ksdgen textconv` with the real git: what comes out gives both versions back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksdgen.paper.document import Dokumen
from ksdgen.paper.revision import terima, tolak
from ksdgen.word.reader import baca
from tests.helpers.git_util import Git
from tests.helpers.util import ksb, ksdgen, pasang, yaml

A = "agreements/a.yaml"


def bersih(g: Git, revisi: str, nama: str) -> Dokumen:
    """The document that a revision prints, read from its Word file."""
    folder = g.akar.parent / f"klon-{g.akar.name}-{nama}"
    g("worktree", "add", "-q", "--detach", str(folder), revisi)
    hasil = ksdgen("render", folder / A, "--out", folder / "keluaran", "-q")
    assert hasil.kode == 0, hasil.semua
    return baca((folder / "keluaran" / "a.docx").read_bytes())[0]


def telaah(*argumen: object, kode: int = 0) -> str:
    hasil = ksdgen("redline", *argumen, "--out", "t.docx")
    assert hasil.kode == kode, hasil.semua
    return " ".join(hasil.semua.split())


def xml(path: str = "t.docx") -> str:
    import zipfile

    with zipfile.ZipFile(path) as z:
        return z.read("word/document.xml").decode()


def test_accepting_and_rejecting_give_both_revisions_back(g: Git) -> None:
    assert "perubahan)" in telaah("HEAD~1", "HEAD", A)
    ganda = baca(Path("t.docx").read_bytes(), tanda=True)[0]
    assert terima(ganda) == bersih(g, "HEAD", "baru")
    assert tolak(ganda) == bersih(g, "HEAD~1", "lama")


def test_author_and_date_come_from_the_newer_commit(g: Git) -> None:
    telaah("HEAD~1", "HEAD", A)
    assert 'w:author="Sari Dewi"' in xml()
    assert 'w:date="2026-11-20T02:30:00Z"' in xml() or 'w:date="2026-11-20T09:30:00' in xml()
    telaah("HEAD~1", A)  # a clean working tree is its commit
    assert 'w:author="Sari Dewi"' in xml() and "w:date=" in xml()


def test_a_dirty_tree_has_an_author_and_no_date(g: Git) -> None:
    g.tulis(A, yaml(pasang(ksb(), "jangka_waktu.lama", "4 tahun")))
    telaah("HEAD", A)
    assert 'w:author="Budi Santoso"' in xml()
    assert "w:date=" not in xml()


def test_two_files_need_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lama.yaml").write_text(yaml(ksb()), encoding="utf-8")
    (tmp_path / "baru.yaml").write_text(yaml(pasang(ksb(), "objek", "harga beras")), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    telaah("--lama", "lama.yaml", "--baru", "baru.yaml")
    assert "w:ins " in xml() and "w:del " in xml()


def test_against_the_pure_standard_clauses(g: Git) -> None:
    isi = ksb()
    isi["klausul"] = {"lain_lain": {"ubah": "Hal lain diatur kemudian.", "alasan": "permintaan mitra"}}
    g.tulis(A, yaml(isi))
    telaah("--baku", A)
    assert "Hal lain diatur kemudian." in xml()
    g.tulis(A, yaml(ksb()))
    assert "tidak ada perubahan isi" in telaah("--baku", A, kode=2)


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [
        (["HEAD~1", "HEAD"], "sebutkan satu naskah"),
        ([A], "tulis revisi git"),
        (["tidak-ada", A], "revisi `tidak-ada` tidak ada"),
        (["HEAD", "HEAD", A], "tidak ada perubahan isi"),
        (["--lama", A], "--lama dan --baru dipakai bersama"),
        (["--baku"], "memerlukan satu berkas"),
        (["HEAD", "agreements/b.yaml"], "belum ada pada"),
        (["HEAD~1", "agreements/rusak.yaml"], "belum ada pada"),
    ],
)
def test_what_cannot_be_redlined(g: Git, argumen: list[str], pesan: str) -> None:
    g.tulis("agreements/b.yaml", yaml(pasang(ksb(), "tentang", "Hal yang Sama Sekali Lain")))
    g.tulis("agreements/rusak.yaml", "jenis: [")
    assert pesan in telaah(*argumen, kode=2)
    assert not Path("t.docx").exists()


def test_a_broken_side_says_what_to_do(g: Git) -> None:
    g.tulis(A, "jenis: [")
    assert "versi baru `agreements/a.yaml` tidak dapat disusun" in telaah("HEAD", A, kode=2)
