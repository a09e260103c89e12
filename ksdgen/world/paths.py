"""What there is at a path, asked without an exception: a path may be too long, locked, or in a circle of links."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path


def real(path: str | Path) -> str:
    """The absolute path behind all symbolic links; of a circle as far as it can be followed."""
    return os.path.realpath(path)


def absolute(path: str | Path) -> Path:
    """The absolute path as it is typed, links and all, without ".."."""
    return Path(os.path.abspath(path))


def as_start(path: str | Path) -> str:
    """A folder as the paths of what lies in it begin."""
    return os.path.join(path, "")


def is_folder(path: str | Path) -> bool:
    """Whether there is a folder that can be seen, also behind a link."""
    return os.path.isdir(path)


def is_file(path: str | Path) -> bool:
    """Whether there is a plain file that can be seen, also behind a link."""
    return os.path.isfile(path)


def is_there(path: str | Path) -> bool:
    """Whether there is anything that can be seen, also behind a link."""
    return os.path.exists(path)


def is_within(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies below it; both as `real` gives them."""
    place, start = os.path.normcase(path), os.path.normcase(folder)
    return place == start or place.startswith(as_start(start))


_OF_GIT = re.compile(r"(?:\.git|git~\d+)[ .]*(?::.*)?")
"""The folder's name, its short form on Windows, and what Windows leaves out of either."""


def is_of_git(path: str) -> bool:
    """Whether a path leads into a folder in which git keeps its data, where a checkout in CI may hold secrets.

    Systems that know a name by its short form, or whatever the case of its letters, are answered as git answers them.
    """
    if ".git" not in path.lower() and path.isascii() and "~" not in path:
        return False
    visible = "".join(c for c in path.lower().replace(os.sep, "/") if unicodedata.category(c) != "Cf")
    return any(map(_OF_GIT.fullmatch, visible.split("/")))
