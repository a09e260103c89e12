"""All that a command says on standard output and standard error.

What is said may hold words of strangers: nothing in it commands the terminal or the log of CI, and only ksdgen colours.
"""

from __future__ import annotations

import os
import re
from typing import Any

import click

from ksdgen import inert

# One character each, so that lines are broken where they would be without; nobody who writes an agreement or a file
# name knows which ones they are.
_FIRST = 0xF0000 + (int.from_bytes(os.urandom(2), "big") & 0xFF00)
_MARKS = re.compile(f"([{chr(_FIRST)}-{chr(_FIRST + 0xFF)}])")
_LOOKS = [""]
"""The codes that each mark stands for, the first for none any more."""
_CODES = {"bold": "1", "dim": "2", "underline": "4", "strikethrough": "9"}
_COLOURS = {"red": "31", "green": "32", "yellow": "33", "blue": "34"}


def paint(text: str, fg: str | None = None, **looks: bool) -> str:
    """A text with a colour and looks, which `say` turns into codes of the terminal (ECMA-48, SGR).

    Args:
        text: the text.
        fg: the colour.
        looks: which of bold, dim, underline and strikethrough it has.
    """
    codes = [_CODES[look] for look, wanted in looks.items() if wanted]
    codes += [_COLOURS[fg]] if fg is not None else []
    look = ";".join(codes)
    if look not in _LOOKS:
        _LOOKS.append(look)
    return f"{chr(_FIRST + _LOOKS.index(look))}{text}{chr(_FIRST)}"


def say(text: Any = "", *, err: bool = False, nl: bool = True, commands: bool = False) -> None:
    """Print a text.

    Args:
        text: one line or several; bytes, which another program reads, go out as they are.
        err: whether it goes to standard error.
        nl: whether a line break follows.
        commands: whether it is made of commands for GitHub, whose words are escaped already.
    """
    if isinstance(text, bytes):
        click.echo(text, err=err, nl=nl)
        return
    pieces = _MARKS.split(str(text))
    make_inert = inert.commands if commands else inert.console
    shown = "".join(_code(piece) if index % 2 else make_inert(piece) for index, piece in enumerate(pieces))
    click.echo(shown, err=err, nl=nl, color=len(pieces) > 1 or None)


def _code(mark: str) -> str:
    """The code of the terminal for a mark."""
    number = ord(mark) - _FIRST
    return f"\x1b[{_LOOKS[number] or 0}m" if number < len(_LOOKS) else ""
