"""What users get is what it was: the stored digests of the shipped agreements and of both examples of every rule."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.digests import compare
from tests.helpers.util import ROOT


def test_every_difference_is_told() -> None:
    found = {"a": "1", "b": "2", "c": "3"}
    assert compare(found, found) == []
    assert compare({"a": "1", "b": "9", "d": "4"}, found) == ["changed: b", "gone: c", "new: d"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="redlines are compared on one kind of file system")
def test_outputs_are_as_stored() -> None:
    """In a process of its own: with a folder, a time zone, a locale and an order of sets that are not ours.

    The mutants are left to `python -m tests.digests`.
    """
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4711", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "tests.digests", "--without-mutants"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **elsewhere},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
