"""A real terminal for commands that ask: a process at the other end of a pseudo-terminal, answered line by line."""

from __future__ import annotations

import contextlib
import os
import re
import select
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

if sys.platform == "win32":  # pragma: no cover
    pytest.skip("tidak ada pseudo-terminal", allow_module_level=True)

import pty

_PLAIN = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
"""What a shell prints to steer the terminal."""

CTRL_C, CTRL_D = "\x03", "\x04"


def run_command(
    arguments: Sequence[object],
    answers: Sequence[str],
    folder: Path,
    env: Mapping[str, str] | None = None,
    limit: float = 60,
) -> tuple[int, str]:
    """Run a program at a terminal, type each answer when it waits behind a colon, and give its exit code and all that
    was shown.

    Args:
        arguments: program and arguments; `ksdgen` is the one of this interpreter.
        answers: what is typed, with its line end.
        folder: the working folder.
        env: additions to the environment.
        limit: seconds after which the test fails.
    """
    argv = [str(a) for a in arguments]
    if argv[0] == "ksdgen":
        argv = [sys.executable, "-m", "ksdgen", *argv[1:]]
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(folder)
        fixed = {"PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm"}
        os.execvpe(argv[0], argv, {**os.environ, **fixed, **(env or {})})
    shown = ""
    since = 0
    waiting = list(answers)
    deadline = time.monotonic() + limit
    with contextlib.suppress(OSError):  # the other end is gone
        while time.monotonic() < deadline:
            ready, _, _ = select.select([fd], [], [], 0.2)
            if ready:
                data = os.read(fd, 65536)
                if not data:
                    break
                shown += data.decode("utf-8", "replace")
            elif waiting and _PLAIN.sub("", shown[since:]).endswith(": "):
                since = len(shown)
                os.write(fd, waiting.pop(0).encode())
    os.close(fd)
    if time.monotonic() >= deadline:
        os.kill(pid, 9)
    _, status = os.waitpid(pid, 0)
    assert time.monotonic() < deadline, f"tidak selesai:\n{shown}"
    assert not waiting, f"tidak ditanyakan: {waiting}\n{shown}"
    return os.waitstatus_to_exitcode(status), shown.replace("\r\n", "\n")
