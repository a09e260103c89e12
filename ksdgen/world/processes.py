"""Processes of this one: none outlives it, however it ends."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

_STOPPING = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)}

_PATIENCE = 0.4
"""Seconds that a forked process has to clear away what it has begun."""

_PLACE = "KSDGEN_TEMPAT_KERJA"
"""Tells a program, and what it starts, in whose folder it works."""


def fork(act: Callable[[], None], ids: list[int], *, listens: bool) -> None:
    """Fork a process that does one thing and ends.

    Args:
        act: what it does.
        ids: gets its id.
        listens: whether signals end it, in that case by a `KeyboardInterrupt` in `act`; else it ignores them.

    Raises:
        OSError: the system allows no more processes.
    """
    # A signal that came between the fork and what follows would let the new process go on as if it were this one, or
    # let this one forget it.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        pid = os.fork()
        if pid:
            ids.append(pid)
            return
        code = 1
        try:
            for number in _STOPPING:
                signal.signal(number, signal.default_int_handler if listens else signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            act()
            code = 0
        except BaseException:
            code = 1
        finally:
            os._exit(code)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Guard:
    """A process that watches this one, at the head of a group of processes."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        """Its id, unless the system allows no more processes: then nobody watches."""
        self.life, self.end = os.pipe()
        """The system closes the latter, which this process alone has, when this process is gone."""
        self._watched = os.getpid()

    def join(self) -> None:
        """Let the process that calls this, which was forked from the watched one, be of the group.

        Raises:
            OSError: the watched process is gone.
        """
        os.close(self.end)
        for pid in self.ids:
            os.setpgid(0, pid)
        if os.getppid() != self._watched:
            raise ProcessLookupError


@contextmanager
def guarded(clear: Callable[[], None]) -> Iterator[Guard]:
    """Another process watches this one meanwhile, and does what remains to be done where this one is killed.

    Args:
        clear: what remains to be done.
    """
    guard = Guard()

    def watch() -> None:
        os.close(guard.end)
        if not os.read(guard.life, 1):
            clear()

    try:
        if hasattr(os, "fork"):
            with suppress(OSError):
                fork(watch, guard.ids, listens=False)
        for pid in guard.ids:  # what ends the whole group of this process leaves that one to do its work
            with suppress(OSError):
                os.setpgid(pid, pid)
        yield guard
    finally:
        os.close(guard.life)
        with suppress(BrokenPipeError):
            os.write(guard.end, b".")
        os.close(guard.end)
        for pid in guard.ids:
            _wait(pid)


def kill_group() -> None:
    """End every process of the group of this one, and this one."""
    os.killpg(0, signal.SIGKILL)


def end_forked(ids: Sequence[int]) -> None:
    """End forked processes: asked first, and then made to."""
    for pid in ids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + _PATIENCE
    left = list(ids)
    while left and time.monotonic() < deadline:
        left = [pid for pid in left if not _is_gone(pid)]
        if left:
            time.sleep(0.005)
    kill(left)
    for pid in left:
        _wait(pid)


def kill(ids: Sequence[int]) -> None:
    """End processes at once."""
    for pid in ids:
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def run(command: Sequence[str], folder: Path, limit_seconds: float) -> bool:
    """Run a program, and end it with everything that it has started, as soon as it is done or its time is over.

    Args:
        command: the program and its arguments.
        folder: a folder of this run alone, in which it works and puts its temporary files.
        limit_seconds: how long it may take.

    Returns:
        Whether it ended by itself.

    Raises:
        OSError: it cannot be started.
    """
    import subprocess

    environment: Mapping[str, str] = {**os.environ, _PLACE: str(folder), "TMPDIR": str(folder)}
    options: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        options = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    quiet: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    process = subprocess.Popen(command, cwd=folder, env=environment, **quiet, **options)
    try:
        process.wait(limit_seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _end_tree(process, folder)
    return True


def _end_tree(process: Any, folder: Path) -> None:
    if sys.platform == "win32":
        import subprocess

        from ksdgen.world.programs import find_program

        ending = find_program("taskkill")
        if ending is not None:
            subprocess.run([ending, "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
        process.kill()
    else:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    end_working_in(folder)


def end_working_in(folder: Path) -> None:
    """End every process that `run` started for a folder or below it, also one that left its group; where the system
    does not tell them, nothing happens.
    """
    start = f"{_PLACE}={folder}".encode()
    for _ in range(5):  # one that was looked at may just have started another
        found = [pid for pid in _processes() if _works_in(pid, start)]
        if not found:
            return
        kill(found)


def _processes() -> list[int]:
    try:
        return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
    except OSError:
        return []


def _works_in(pid: int, start: bytes) -> bool:
    try:
        environment = Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:  # somebody else's, or gone
        return False
    return any(entry == start or entry.startswith(start + b"/") for entry in environment.split(b"\0"))


def _is_gone(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    except ChildProcessError:
        return True


def _wait(pid: int) -> None:
    with suppress(ChildProcessError):
        os.waitpid(pid, 0)
