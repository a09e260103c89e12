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

_POLOS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
"""What a shell prints to steer the terminal."""

CTRL_C, CTRL_D = "\x03", "\x04"


def jalankan(
    argumen: Sequence[object],
    jawaban: Sequence[str],
    folder: Path,
    env: Mapping[str, str] | None = None,
    batas: float = 60,
) -> tuple[int, str]:
    """Run a program at a terminal, type each answer when it waits behind a colon, and give its exit code and all that was shown.

    Args:
        argumen: program and arguments; `ksdgen` is the one of this interpreter.
        jawaban: what is typed, with its line end.
        folder: the working folder.
        env: additions to the environment.
        batas: seconds after which the test fails.
    """
    argv = [str(a) for a in argumen]
    if argv[0] == "ksdgen":
        argv = [sys.executable, "-m", "ksdgen", *argv[1:]]
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe(
            argv[0],
            argv,
            {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm", **(env or {})},
        )
    tampil = ""
    sejak = 0
    sisa = list(jawaban)
    akhir = time.monotonic() + batas
    with contextlib.suppress(OSError):  # the other end is gone
        while time.monotonic() < akhir:
            siap, _, _ = select.select([fd], [], [], 0.2)
            if siap:
                data = os.read(fd, 65536)
                if not data:
                    break
                tampil += data.decode("utf-8", "replace")
            elif sisa and _POLOS.sub("", tampil[sejak:]).endswith(": "):
                sejak = len(tampil)
                os.write(fd, sisa.pop(0).encode())
    os.close(fd)
    if time.monotonic() >= akhir:
        os.kill(pid, 9)
    _, status = os.waitpid(pid, 0)
    assert time.monotonic() < akhir, f"tidak selesai:\n{tampil}"
    assert not sisa, f"tidak ditanyakan: {sisa}\n{tampil}"
    return os.waitstatus_to_exitcode(status), tampil.replace("\r\n", "\n")
