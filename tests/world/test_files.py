"""Files are written whole or not at all, and a write that fails is told in one way, whichever command it befalls."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import threading
from pathlib import Path

import pytest

from ksdgen.world import temporary
from ksdgen.world.files import WriteFailed, append_text, write_named, write_whole
from tests.helpers.git_util import Git
from tests.helpers.programs import finish, start, until
from tests.helpers.util import ksb, ksdgen, save

POSIX = pytest.mark.skipif(os.name == "nt", reason="links, pipes and locks are those of POSIX")


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


# --- where a file really lies -----------------------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize("link", ["o", "o/a", "o/a/b"])
@pytest.mark.parametrize("target", ["outside", "outside/new", ".git/hooks"])
def test_no_link_of_a_checkout_leads_a_file_out_of_it(tmp_path: Path, link: str, target: str) -> None:
    top = tmp_path / "repo"
    (top / ".git/hooks").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    place = top / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to((top if target.startswith(".git") else tmp_path) / target)
    for path in (top / "o/a/b/c.txt", place / "c.txt"):
        with pytest.raises(WriteFailed, match="symbolic link"):
            write_whole(path, b"x")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


@POSIX
@pytest.mark.parametrize("name", ["a.txt", "b/a.txt"])
def test_no_link_in_a_folder_leads_a_file_out_of_it(tmp_path: Path, name: str) -> None:
    """Also where the folder is in no checkout; a link in the place of the file itself is replaced."""
    out, other = tmp_path / "o", tmp_path / "other"
    out.mkdir()
    other.mkdir()
    (other / "a.txt").write_bytes(b"old")
    first = name.split("/")[0]
    (out / first).symlink_to(other / first if first == name else other)
    if first == name:
        assert write_whole(out / name, b"old", within=out) and not (out / name).is_symlink()
    else:
        with pytest.raises(WriteFailed, match="symbolic link"):
            write_whole(out / name, b"new", within=out)
    assert (other / "a.txt").read_bytes() == b"old"


@POSIX
def test_links_within_and_links_above_are_followed(tmp_path: Path) -> None:
    (tmp_path / "disk/repo/agreements").mkdir(parents=True)
    (tmp_path / "disk/repo/here").mkdir()
    (tmp_path / "work").symlink_to(tmp_path / "disk")
    top = tmp_path / "work/repo"
    (top / "there").symlink_to("here")
    assert write_whole(top / "there/a/x", b"x", within=top) and (tmp_path / "disk/repo/here/a/x").exists()
    (tmp_path / "free").symlink_to(tmp_path / "disk")
    assert write_whole(tmp_path / "free/y", b"y") and (tmp_path / "disk/y").exists()


@POSIX
@pytest.mark.parametrize("within", [True, False])
def test_what_is_no_plain_file_is_left_alone(tmp_path: Path, within: bool) -> None:
    """Nobody reads the pipe: whoever opened it would wait for ever."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WriteFailed, match="bukan berkas biasa"):
        write_whole(tmp_path / "pipe", b"x", within=tmp_path if within else None)
    (tmp_path / "link").symlink_to("pipe")
    assert write_whole(tmp_path / "link", b"x") and stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@POSIX
def test_a_place_that_somebody_names(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A device or what stands for standard output is written to as it is, a link of its owner's stays."""
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    link.symlink_to(real)
    assert write_named(link, b"new\n") and link.is_symlink() and real.read_bytes() == b"new\n"
    append_text(link, "more")
    assert real.read_bytes() == b"new\nmore"
    for name in ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
        assert not write_named(Path(name), name.encode())
    append_text(Path("/dev/stdout"), "end")
    assert capfd.readouterr().out == "/dev/stdout/dev/fd/1/proc/self/fd/1end"
    assert not write_named(Path(os.devnull), b"x") and stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    with pytest.raises(WriteFailed, match="ruang simpan penuh"):
        write_named(Path("/dev/full"), b"x")


@POSIX
@pytest.mark.parametrize("target", ["outside.txt", ".git/config", "/dev/zero"])
def test_a_place_that_a_stranger_has_linked(tmp_path: Path, target: str) -> None:
    top = tmp_path / "repo"
    (top / ".git").mkdir(parents=True)
    (top / ".git/config").write_bytes(b"old")
    (tmp_path / "outside.txt").write_bytes(b"old")
    (top / "report.json").symlink_to((top if target.startswith(".git") else tmp_path) / target)
    for act in (lambda path: write_named(path, b"new"), lambda path: append_text(path, "new")):
        with pytest.raises(WriteFailed, match="symbolic link"):
            act(top / "report.json")
    assert (top / ".git/config").read_bytes() == (tmp_path / "outside.txt").read_bytes() == b"old"


LINKED = {
    "render": ("render", "agreements", "--out", "keluaran"),
    "render-dalam": ("render", "agreements/2026", "--out", "lain"),
    "review": ("review", "HEAD", "--out", "keluaran", "--tanpa-gambar"),
    "redline": ("redline", "HEAD", "agreements/2026/a.yaml", "--out", "keluaran/x.docx"),
    "check-output": ("check", "agreements", "--output", "keluaran/x"),
    "check-summary": ("check", "agreements", "--summary", "keluaran/x"),
    "diff": ("diff", "HEAD", "--output", "keluaran/x"),
    "schema": ("schema", "--out", "keluaran"),
    "init": ("init", "--ci", "github"),
    "new": ("new", "kesepakatan_bersama", "--kategori", "ksdd_sukarela", "--tentang", "X", "--out", "keluaran/x.yaml"),
}


@POSIX
@pytest.mark.slow(traced=True)
@pytest.mark.parametrize("name", LINKED)
def test_no_command_writes_through_a_link(name: str, repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = repo / "repo"
    git = Git(top)
    save(top, ksb(), "2026/a.yaml")
    git.commit()
    save(top, ksb(maksud="menjadi pedoman lain"), "2026/a.yaml")
    outside = repo / "outside"
    outside.mkdir()
    (top / "lain").mkdir()
    for link in ("keluaran", ".vscode", ".github", "lain/2026"):
        (top / link).symlink_to(outside)
    monkeypatch.chdir(top)
    for _ in range(2):
        run = ksdgen(*LINKED[name])
        assert run.code == 2 and run.error.count("symbolic link") >= 1, run.everything
        assert run.error.startswith("gagal: `") or name == "new"
        assert list(outside.iterdir()) == []


@POSIX
def test_what_stands_behind_a_link_is_not_taken_for_printed(repo: Path, base_rules: None) -> None:
    """A print of an earlier run that was moved away, and linked to."""
    path, out = save(repo, ksb(), "2026/a.yaml"), repo / "o"
    assert ksdgen("render", path, "--out", out).code == 0
    (out / "2026").rename(repo / "moved")
    (out / "2026").symlink_to(repo / "moved")
    assert ksdgen("render", path, "--out", out).code == 2


# --- what earlier runs have left --------------------------------------------------------------------------------------


def _left_over(folder: Path) -> Path:
    path = folder / ".ksdgen-sementara-0123456789ab"
    path.write_bytes(b"half")
    return path


@POSIX
def test_what_a_dead_run_has_left_goes(tmp_path: Path) -> None:
    """Also where the file says the same already; nothing of others, and nothing that a live run holds."""
    write_whole(tmp_path / "a", b"x")
    dead = _left_over(tmp_path)
    (tmp_path / ".ksdgen-sementara-link").symlink_to("a")
    (tmp_path / ".lain").write_bytes(b"")
    with temporary.new_file(tmp_path) as alive:
        temporary.sweep(tmp_path)
        assert not dead.exists() and Path(alive.name).exists()
    temporary._swept.clear()
    assert not write_whole(tmp_path / "a", b"x")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".ksdgen-sementara-link", ".lain", "a"]


@POSIX
def test_where_there_are_no_locks_age_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(temporary, "_lock", lambda _: None)
    for age, stays in ((0, True), (3600, True), (100_000, False), (-100_000, False)):
        path = _left_over(tmp_path)
        at = path.stat().st_mtime - age
        os.utime(path, (at, at))
        temporary.sweep(tmp_path)
        assert path.exists() == stays
    write_whole(tmp_path / "a", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


@POSIX
def test_another_run_that_takes_it_for_left_behind_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the making of a file and its locking."""
    before = temporary._lock
    taken = []

    def lock(descriptor: int) -> bool | None:
        if not taken:
            taken.append(descriptor)
            temporary.sweep(tmp_path)
        return before(descriptor)

    monkeypatch.setattr(temporary, "_lock", lock)
    assert write_whole(tmp_path / "a", b"x") and taken
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"x")]


@POSIX
@pytest.mark.slow
def test_killed_at_any_moment_files_are_whole(tmp_path: Path) -> None:
    """Old or new, and nothing half-written is left by the next run; another run works in the same folder meanwhile."""
    for index in range(20):
        save(tmp_path, ksb(tentang=f"Urusan {index}"), f"{index % 3}/{index:02}.yaml")

    def render(out: str) -> subprocess.Popen[str]:
        arguments = ("render", "agreements", "--format", "txt", "--out", out)
        return start(*arguments, folder=tmp_path, environment={"KSDGEN_CACHE": "", "KSDGEN_PROSES": "2"})

    def files(out: str) -> dict[Path, bytes]:
        return {p.relative_to(tmp_path / out): p.read_bytes() for p in (tmp_path / out).rglob("*") if p.is_file()}

    assert finish(render("whole")) in (0, 1)
    whole = files("whole")
    assert len(whole) == 20
    for attempt in range(5):
        killed, other = render("o"), render("o")
        until(lambda: list((tmp_path / "o").rglob("*.txt")))
        threading.Event().wait(attempt * 0.03)
        killed.kill()
        assert finish(other) in (0, 1)
        finish(killed)
        assert {path: data for path, data in files("o").items() if path.suffix} == whole
        assert finish(render("o")) in (0, 1)
        assert files("o") == whole
        for path in list(whole)[::2]:
            (tmp_path / "o" / path).unlink()
