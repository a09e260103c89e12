"""Programs that stand in for LibreOffice and poppler, and processes that are watched from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.helpers.util import ROOT

GOOD = r"printf '%%PDF-1.7\n%%%%EOF\n' > $pdf"
"""Makes a PDF that is whole."""


def office(folder: Path, act: str, start: str = ":") -> Path:
    """A `soffice` in a folder, to be put on PATH.

    Args:
        folder: the folder.
        act: what it does for each document, in shell: $word is the file, $index its number, $pdf what it should make,
            and $log a file beside the program.
        start: what it does first.
    """
    return _program(
        folder / "soffice",
        f"""log={folder}/log; out=$7; shift 7; {start}
for word do index=$(basename $word .docx); pdf=$out/$index.pdf; {act}; done""",
    )


def page_maker(folder: Path, act: str) -> Path:
    """A `pdftoppm` in a folder; `act` makes pictures of pages that are called $prefix-1.jpg and so on."""
    return _program(folder / "pdftoppm", f"for prefix do :; done; {act}")


def _program(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def start(*arguments: object, folder: Path, environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """A `ksdgen` that runs meanwhile, at the head of a group of processes."""
    return subprocess.Popen(
        [sys.executable, "-m", "ksdgen", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def until(reached: Callable[[], Any], seconds: float = 20) -> Any:
    """What is reached sooner or later."""
    deadline = time.monotonic() + seconds
    while not (result := reached()):
        assert time.monotonic() < deadline, "not reached"
        time.sleep(0.01)
    return result


def lives(pid: int) -> bool:
    """Whether a process is at work; one that has ended and is waited for by nobody is not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def finish(process: subprocess.Popen[str]) -> int:
    """Wait for a process; gives its exit code."""
    process.communicate(timeout=60)
    return process.returncode


def end(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> tuple[int, str]:
    """Stop a process; gives its exit code and what it told."""
    process.send_signal(number)
    _, told = process.communicate(timeout=20)
    return process.returncode, told
