"""However a run is stopped or refused by the machine: one line, the right exit code, and nothing of it stays."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ksdgen.desk.batch import PROCESS_LIMIT
from ksdgen.world import pool, processes
from tests.helpers.programs import children, end, lives, start, until
from tests.helpers.util import ROOT, ksb, ksdgen, save

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are watched through /proc")

SLOW_WORK = """
import sys, time
from pathlib import Path
from ksdgen.world import pool, stopping
from ksdgen.world.files import write_whole
stopping.listen()
def work(number):
    Path(sys.argv[1], str(number)).touch()
    while True:
        pass
try:
    list(pool.spread(range(40), work, 3))
except KeyboardInterrupt as stopped:
    sys.exit(stopping.verdict(stopped)[1])
"""
"""Processes that never come to an end."""

SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL]


@pytest.mark.slow
@pytest.mark.parametrize("number", SIGNALS)
def test_no_process_stays_when_the_one_that_forked_it_is_gone(number: int, tmp_path: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", SLOW_WORK, tmp_path], env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True
    )
    try:
        until(lambda: len(list(tmp_path.iterdir())) == 3)
        ids = children(run.pid)
        assert len(ids) >= 3
        began = time.monotonic()
        run.send_signal(number)
        assert run.wait(10) == (-9 if number == signal.SIGKILL else 128 + number)
        until(lambda: not any(map(lives, ids)), 5)
        assert time.monotonic() - began < 4
    finally:
        run.kill()  # its guard ends the others


@pytest.mark.slow
@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("command", ["check", "render"])
def test_a_run_over_many_files_is_stopped(number: int, command: str, repo: Path) -> None:
    for index in range(8 * PROCESS_LIMIT):
        save(repo, ksb(tentang=f"Urusan {index}"), f"{index}.yaml")
    out = ("--out", "o") if command == "render" else ()
    run = start(command, "agreements", *out, folder=repo, environment={"KSDGEN_PROSES": "2", "KSDGEN_CACHE": ""})
    ids = until(lambda: children(run.pid))
    time.sleep(0.1)
    ids = [*ids, *children(run.pid)]
    code, told = end(run, number)
    assert code == (-9 if number == signal.SIGKILL else 128 + number)
    lines = [line for line in told.splitlines() if line]
    words: dict[int, list[str]] = {signal.SIGINT: ["dibatalkan"], signal.SIGKILL: []}
    assert lines == words.get(number, ["dihentikan dari luar"])
    until(lambda: not any(map(lives, ids)), 2)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_at_any_moment(number: int, repo: Path) -> None:
    """From its first moment, when nothing is loaded, to its last, no more than one line is told."""
    save(repo, ksb())
    for attempt in range(25):
        run = start("check", "agreements", "-q", folder=repo, environment={"KSDGEN_CACHE": ""})
        until(lambda run=run: b"ksdgen" in Path(f"/proc/{run.pid}/cmdline").read_bytes())  # type: ignore[misc]
        time.sleep(attempt * 0.012)
        code, told = end(run, number)
        if code == -number or ("Traceback" in told and "/ksdgen/" not in told):  # nothing of ksdgen has run yet
            continue
        assert code in (0, 128 + number) and "Traceback" not in told, told
        assert [line for line in told.splitlines() if line] in ([], ["dibatalkan"], ["dihentikan dari luar"])


def test_a_process_killed_in_an_answer_blocks_nobody(others: list[int]) -> None:
    """What it was about to say is larger than a pipe, so that it waits in the middle of it."""

    def work(number: int) -> bytes:
        return bytes([number]) * 300_000

    results = pool.spread(range(12), work, 2)
    assert next(results) == (0, work(0))
    os.kill(next(pid for pid in children(os.getpid()) if pid not in others), signal.SIGKILL)
    assert [number for number, data in results if data == work(number)] == list(range(1, 12))


@pytest.fixture
def others() -> list[int]:
    """The processes that other tests of this run have left to be used again."""
    return children(os.getpid())


def test_an_exception_is_raised_here(others: list[int]) -> None:
    def work(number: int) -> int:
        if number == 5:
            raise LookupError("five")
        return number

    results = pool.spread(range(20), work, 2)
    with pytest.raises(LookupError, match="five"):
        list(results)
    assert children(os.getpid()) == others


def test_results_that_nobody_waits_for(others: list[int]) -> None:
    results = pool.spread(range(1000), lambda number: number, 3)
    assert next(results) == (0, 0)
    results.close()  # type: ignore[attr-defined]
    assert children(os.getpid()) == others


def test_a_system_without_more_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    forks = iter([os.fork])

    def fork() -> int:
        try:
            return next(forks)()
        except StopIteration:
            raise BlockingIOError(errno.EAGAIN, "") from None

    monkeypatch.setattr(os, "fork", fork)
    for _ in range(2):
        assert list(pool.spread(range(50), abs, 4)) == [(n, n) for n in range(50)]


@pytest.mark.parametrize("count", [0, 1, 7, 5000])
def test_every_piece_of_work_is_done_once(count: int) -> None:
    assert list(pool.spread(range(count), lambda n: n * n, 2)) == [(n, n * n) for n in range(count)]


def test_what_is_watched_is_cleared_only_after_death(tmp_path: Path, others: list[int]) -> None:
    with processes.guarded((tmp_path / "x").touch):
        pass
    assert not (tmp_path / "x").exists() and children(os.getpid()) == others

    def die() -> None:
        with processes.guarded((tmp_path / "x").touch):
            os.kill(os.getpid(), signal.SIGKILL)

    ids: list[int] = []
    processes.fork(die, ids, listens=True)
    os.waitpid(ids[0], 0)
    until((tmp_path / "x").exists, 2)


# --- a machine that refuses -------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [("rules",), ("--help",), ("check", "agreements"), ("show",), ("check", "x.yaml")]
)
@pytest.mark.parametrize("error", [subprocess.PIPE, "/dev/full"])
def test_a_full_disk_behind_the_output(arguments: tuple[str, ...], error: int | str, repo: Path) -> None:
    save(repo, ksb())
    command = [sys.executable, "-m", "ksdgen", *arguments]
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            command,
            cwd=repo,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=full if isinstance(error, str) else error,
            check=False,
        )
    assert run.returncode == 2
    if run.stderr is not None and arguments[-1] != "x.yaml" and arguments != ("show",):
        assert run.stderr.decode() == "gagal: keluaran tidak dapat ditulis: ruang simpan penuh\n"


@pytest.mark.slow
def test_a_reader_that_has_seen_enough(repo: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    run = subprocess.run(
        [sys.executable, "-m", "ksdgen", "rules"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert (run.returncode, run.stderr) == (1, b"")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "agreements"),
        ("schema",),
        ("init",),
        ("render", "x.yaml", "--out", "o"),
        ("templates",),
        ("show", "."),
    ],
)
def test_a_working_folder_that_is_gone(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    run = ksdgen(*arguments)
    assert run.code == 2 and run.error and "sendiri mengalami" not in run.error


def test_what_the_system_refuses_is_no_fault_of_ksdgen(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(repo, ksb())

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "agreements/pihak")

    monkeypatch.setattr("ksdgen.desk.collect.collect", refuse)
    run = ksdgen("check", repo)
    assert run.code == 2
    assert run.error == "gagal: `agreements/pihak` tidak dapat dipakai: tidak ada izin\n"
