"""LibreOffice and poppler are not trusted: one that lies, crashes or hangs costs one document, and nothing of it stays."""

from __future__ import annotations

import errno
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ksdgen.world import office, processes, temporary
from ksdgen.world.office import OfficeFailed, page_images, to_pdfs
from tests.helpers import programs
from tests.helpers.programs import GOOD, lives, until
from tests.helpers.util import ksb, ksdgen, save

pytestmark = [
    pytest.mark.slow(traced=True),
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="programs of a shell, watched through /proc"),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of these tests alone; programs are found in `bin` first."""
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time is over after a second."""
    monkeypatch.setattr(office, "START_SECONDS", 1, raising=False)
    monkeypatch.setattr(office, "EACH_SECONDS", 0, raising=False)


LIES = {
    "nothing": ":",
    "garbage": "echo garbage > $pdf",
    "empty": ": > $pdf",
    "half": r"printf '%%PDF-1.7\nhalf' > $pdf",
    "no beginning": r"printf 'x\n%%%%EOF\n' > $pdf",
    "a link": r"printf '%%PDF-1.7\n%%%%EOF\n' > $out/x; ln -s $out/x $pdf",
    "a link out": "ln -s /etc/passwd $pdf",
    "a pipe": "mkfifo $pdf",
    "a folder": "mkdir $pdf",
    "a crash": "kill -SEGV $$",
}


@pytest.mark.usefixtures("base_rules")
@pytest.mark.parametrize("lie", LIES)
def test_a_lie_costs_one_document(
    lie: str, repo: Path, tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it lies about is known by a word; Word files are not compressed."""
    for name in ("a", "b", "c"):
        save(repo, ksb(tujuan=[f"menjaga {name}lambang"]), f"{name}.yaml")
    programs.office(tmp_path / "bin", f"if grep -q blambang $word; then {LIES[lie]}; else {GOOD}; fi")
    monkeypatch.chdir(repo)
    run = ksdgen("render", "agreements", "--out", "o", "--format", "pdf")
    assert run.code == 2
    assert sorted(p.name for p in (repo / "o").iterdir()) == ["a.pdf", "c.pdf"]
    assert run.error == "gagal: `o/b.pdf` tidak dapat dibuat: LibreOffice tidak menghasilkan PDF yang utuh\n"
    assert list(place.iterdir()) == []


@pytest.mark.usefixtures("base_rules")
def test_each_failure_is_told(repo: Path, tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b"):
        save(repo, ksb(), f"2026/{name}.yaml")
    (repo / "o/2026/b.txt").mkdir(parents=True)
    programs.office(tmp_path / "bin", "[ $index = 00001 ] || " + GOOD)
    monkeypatch.chdir(repo)
    run = ksdgen("render", "agreements", "--out", "o", "--format", "pdf,txt")
    assert run.code == 2 and "`o/2026/b.txt` tidak dapat ditulis" in run.error
    assert sorted(p.name for p in (repo / "o/2026").iterdir()) == ["a.pdf", "a.txt", "b.pdf", "b.txt"]
    programs.office(tmp_path / "bin", ":")
    told = ksdgen("render", "agreements", "--out", "o", "--format", "pdf").error
    assert all(told.count(f"`o/2026/{name}.pdf` tidak dapat dibuat") == 1 for name in ("a", "b"))


def test_one_that_hangs_costs_its_time(tmp_path: Path, place: Path, quick: None) -> None:
    programs.office(tmp_path / "bin", f"if grep -q hang $word; then sleep 60; fi; {GOOD}")
    start = time.monotonic()
    first, second, third = to_pdfs([b"a", b"hang", b"c"])
    assert isinstance(first, bytes) and isinstance(third, bytes)
    assert str(second) == "LibreOffice tidak selesai dalam 1 detik"
    assert time.monotonic() - start < 10 and list(place.iterdir()) == []


def test_one_that_always_hangs_is_given_up(tmp_path: Path, place: Path, quick: None) -> None:
    programs.office(tmp_path / "bin", "sleep 60", "echo >> $log")
    results = list(to_pdfs([b"x"] * 40))
    assert len(results) == 40 and all(isinstance(one, OfficeFailed) for one in results)
    assert len((tmp_path / "bin/log").read_text()) == 1 + office.HANGING


@pytest.mark.parametrize("child", ["sleep 300 &", "setsid sleep 300 &", "(setsid sleep 300 &) &"])
@pytest.mark.parametrize("parent", ["sleep 300", GOOD])
def test_nothing_that_it_started_stays(child: str, parent: str, tmp_path: Path, place: Path, quick: None) -> None:
    """Whether its time is over or it says that it is done."""
    programs.office(tmp_path / "bin", f"{child} {parent}", "echo $$ >> $log")
    list(to_pdfs([b"x"]))
    assert list(place.iterdir()) == [] and _at_work(place) == []


def _at_work(place: Path) -> list[int]:
    start = f"TMPDIR={place}/".encode()
    return [pid for pid in processes._processes() if pid != os.getpid() and start in _environment(pid)]


def _environment(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_it_ends_with_its_run(number: int, repo: Path, tmp_path: Path, place: Path) -> None:
    save(repo, ksb())
    program = programs.office(tmp_path / "bin", "setsid sleep 300 & sleep 300", "echo $$ > $log")
    run = programs.start("render", "agreements", "--out", "o", "--format", "pdf", folder=repo)
    log = program.with_name("log")
    pid = int(until(lambda: log.exists() and log.read_text()))
    began = time.monotonic()
    code, told = programs.end(run, number)
    assert code == (-9 if number == signal.SIGKILL else 128 + number)
    words: dict[int, str] = {signal.SIGINT: "\ndibatalkan\n", signal.SIGKILL: ""}
    assert told.lstrip("\n") == words.get(number, "dihentikan dari luar\n").lstrip("\n")
    until(lambda: not lives(pid) and not _at_work(place) and not list(place.iterdir()), 3)
    assert time.monotonic() - began < 3
    assert not (repo / "o").exists()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.ENOENT])
@pytest.mark.usefixtures("base_rules")
def test_no_room_for_its_work(
    number: int, repo: Path, tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise OSError(number, "", "x")

    save(repo, ksb())
    programs.office(tmp_path / "bin", GOOD)
    for name in ("mkdtemp", "gettempdir"):
        with monkeypatch.context() as patch:
            patch.setattr(tempfile, name, refuse)
            run = ksdgen("render", repo, "--out", repo / "o", "--format", "pdf,txt")
        assert run.code == 2 and run.error.count("gagal: folder sementara tidak dapat ditulis") == 1
        assert run.error.count("\n") == 1 and (repo / "o/a.txt").exists()


def test_a_full_disk_below_it(tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs.office(tmp_path / "bin", GOOD)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OfficeFailed, match="ruang simpan penuh"):
        list(to_pdfs([b"x"]))
    assert list(place.iterdir()) == []


def test_a_program_of_the_working_folder_is_not_run(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs.office(tmp_path / "bin", GOOD, "echo > $log")
    monkeypatch.chdir(tmp_path / "bin")
    for path in ("", ".", f".{os.pathsep}", "../bin"):
        monkeypatch.setenv("PATH", path)
        monkeypatch.setattr(office, "_OTHER_PLACES", ())
        with pytest.raises(OfficeFailed, match="tidak ditemukan"):
            list(to_pdfs([b"x"]))
    assert not (tmp_path / "bin/log").exists()


PICTURES = {
    "whole": (r"printf '\377\330x\377\331' > $prefix-1.jpg", True),
    "half": (r"printf '\377\330x' > $prefix-1.jpg", False),
    "one of two": (r"printf '\377\330x\377\331' > $prefix-1.jpg; : > $prefix-2.jpg", False),
    "a link": ("ln -s /etc/passwd $prefix-1.jpg", False),
    "none": ("exit 1", False),
    "hanging": ("sleep 60", False),
}


@pytest.mark.parametrize("what", PICTURES)
def test_pictures_are_whole(what: str, tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document without pictures is told after all others have theirs."""
    act, whole = PICTURES[what]
    monkeypatch.setattr(office, "PAGES_SECONDS", 1)
    programs.office(tmp_path / "bin", f"grep -q bad $word || {GOOD}")
    programs.page_maker(tmp_path / "bin", act)
    files = [tmp_path / name for name in ("a.docx", "b.docx", "c.docx")]
    for file in files:
        file.write_text("bad" if file.name == "b.docx" else "good")
    shown: list[list[bytes]] = []
    with pytest.raises(OfficeFailed, match="a.docx` tidak dapat" if not whole else "b.docx` tidak dapat"):
        shown.extend(page_images(files))
    images = page_images(files)
    shown = [next(images) for _ in files]
    assert list(map(bool, shown)) == [whole, False, whole]
    images.close()  # type: ignore[attr-defined]
    assert list(place.iterdir()) == []


# --- what earlier runs have left --------------------------------------------------------------------------------------


def _left(place: Path, name: str = "ksdgen-sementara-abc", hold: bool = True) -> Path:
    folder = place / name
    folder.mkdir()
    if hold:
        (folder / ".dipakai").touch()
    return folder


def test_folders_of_dead_runs_go(tmp_path: Path, place: Path) -> None:
    programs.office(tmp_path / "bin", GOOD)
    dead, empty = _left(place), _left(place, "ksdgen-sementara-def", hold=False)
    (dead / "x").write_text("x")
    others = [_left(place, "ksdgen-telaah"), _left(place, "lain")]
    (place / "ksdgen-sementara-tautan").symlink_to(tmp_path / "bin")
    with temporary.new_folder(lambda _: None) as alive:
        list(to_pdfs([b"x"]))
        assert alive.exists() and not dead.exists() and not empty.exists()
    assert all(folder.exists() for folder in others) and (tmp_path / "bin/soffice").exists()


def test_what_works_for_a_dead_run_is_ended(tmp_path: Path, place: Path) -> None:
    """Where even the process that watches a run was killed."""
    folder = _left(place)
    act: Callable[[], None] = lambda: os.execve(  # noqa: E731
        sys.executable,
        [sys.executable, "-c", "import time; time.sleep(300)"],
        {"KSDGEN_TEMPAT_KERJA": str(folder / "1")},
    )
    ids: list[int] = []
    processes.fork(act, ids, listens=True)
    until(lambda: b"KSDGEN_TEMPAT_KERJA" in _environment(ids[0]))
    with temporary.new_folder(processes.end_working_in):
        assert os.waitpid(ids[0], 0)[1] == signal.SIGKILL
    assert list(place.iterdir()) == []
