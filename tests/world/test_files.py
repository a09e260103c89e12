"""Files are written whole or not at all, and a write that fails is told in one way, whichever command it befalls."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from ksdgen.world.files import WriteFailed, write_whole
from tests.helpers.git_util import Git
from tests.helpers.util import ksb, ksdgen, save


def test_a_file_is_written_once(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b.txt"
    assert write_whole(target, b"x") and target.read_bytes() == b"x"
    before = target.stat().st_mtime_ns
    assert not write_whole(target, b"x") and target.stat().st_mtime_ns == before
    assert write_whole(target, b"y") and target.read_bytes() == b"y"
    assert [p.name for p in target.parent.iterdir()] == ["b.txt"]


@pytest.mark.skipif(os.name == "nt", reason="modes of files are those of POSIX")
@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077])
def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "a", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o666 & ~mask


def test_the_mask_of_the_process_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread that makes a file meanwhile must not get a mode that nobody chose."""
    monkeypatch.setattr(os, "umask", lambda _: pytest.fail("the mask belongs to the whole process"))
    threads = [threading.Thread(target=write_whole, args=(tmp_path / "a", bytes([i]) * 9999)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    data = (tmp_path / "a").read_bytes()
    assert len(data) == 9999 and len(set(data)) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WriteFailed, match="`nama` tidak dapat ditulis: ruang simpan penuh"):
        write_whole(tmp_path / "a", b"new", "nama")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"old")]


_WRITERS = {
    "check": ("check", "agreements/a.yaml", "--output", "F/x"),
    "check-summary": ("check", "agreements/a.yaml", "--summary", "F/x"),
    "render": ("render", "agreements/a.yaml", "--out", "F/x"),
    "templates": ("templates", ".", "--output", "F/x"),
    "clauses": ("clauses", "usage", "agreements", "--output", "F/x"),
    "diff": ("diff", "HEAD", "--output", "F/x"),
    "redline": ("redline", "HEAD", "agreements/a.yaml", "--out", "F/x.docx"),
    "review": ("review", "HEAD", "--out", "F/x", "--tanpa-gambar"),
    "schema": ("schema", "--out", "F/x"),
    "new": ("new", "kesepakatan_bersama", "--kategori", "ksdd_sukarela", "--tentang", "X", "--out", "F/x.yaml"),
    "lock": ("lock", "agreements/a.yaml"),
    "fmt": ("fmt", "agreements/a.yaml"),
    "nomor": ("nomor", "agreements/a.yaml", "--tempat", "Bandung"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", _WRITERS)
def test_a_failed_write_is_told_in_one_way(name: str, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(repo, ksb())
    git = Git(repo)
    git.commit()
    save(repo, ksb(maksud="menjadi pedoman lain"))
    (repo / "F").write_text("a file, no folder")
    monkeypatch.chdir(repo)
    if not any(argument.startswith("F") for argument in _WRITERS[name]):
        before = Path.open

        def refuse(self: Path, mode: str = "r", *rest: object, **named: object) -> object:
            if "x" in mode:
                raise NotADirectoryError(errno.ENOTDIR, "", str(self))
            return before(self, mode, *rest, **named)  # type: ignore[call-overload]

        monkeypatch.setattr(Path, "open", refuse)
    result = ksdgen(*_WRITERS[name])
    assert result.code == 2
    lines = [line for line in result.error.splitlines() if line.startswith(("gagal", "kesalahan"))]
    assert len(lines) == 1
    assert lines[0].startswith("gagal: `") and "` tidak dapat ditulis: salah satu folder" in lines[0]
    assert "--help" not in result.error
    assert path.exists()
