"""Other programs of the machine: where they are, looked for in the folders of the user's PATH alone."""

from __future__ import annotations

import os
from pathlib import Path

from ksdgen.world.paths import is_folder


def find_program(name: str) -> str | None:
    """The full path of a program, or None.

    The working folder is no place to look, neither where PATH names it (an empty or relative entry) nor where the
    system would look there first (Windows): it may hold a stranger's files.

    Args:
        name: the name of the program without suffix.
    """
    suffixes = os.environ.get("PATHEXT", ".COM;.EXE;.BAT;.CMD").split(";") if os.name == "nt" else [""]
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        if not Path(folder).is_absolute():
            continue
        for suffix in suffixes:
            program = Path(folder, name + suffix)
            if os.access(program, os.X_OK) and not is_folder(program):
                return str(program)
    return None
