"""Text in the columns of a terminal: how wide it is, where it breaks, and which characters must not reach it."""

from __future__ import annotations

import unicodedata

from ksdgen.inert import line


def char_width(char: str) -> int:
    """Columns that a character takes."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def width(text: str) -> int:
    """Columns that a text takes."""
    return sum(map(char_width, text))


def pad(text: str, columns: int) -> str:
    """A text filled with blanks to so many columns; a wider one stays as it is."""
    return text + " " * (columns - width(text))


def one_line(text: str) -> str:
    """A text on one line, without characters that command the terminal."""
    return line(" ".join(text.split()))


def split(text: str, columns: int) -> list[str]:
    """A text in lines of so many columns, broken at spaces; a word that is too long is broken too, behind a `/` or else
    a `-` if there is one.
    """
    result = [""]
    for word in text.split(" "):
        if result[-1] and width(result[-1]) + 1 + width(word) > columns:
            result.append("")
        rest = f"{result.pop()} {word}".lstrip(" ")
        while width(rest) > columns:
            fitting = _fitting(rest, columns)
            cut = rest.rfind("/", 0, fitting) + 1 or rest.rfind("-", 0, fitting) + 1 or max(1, fitting)
            result.append(rest[:cut])
            rest = rest[cut:]
        result.append(rest)
    return result


def _fitting(text: str, columns: int) -> int:
    """How many characters of a text fit into so many columns."""
    taken = 0
    for count, char in enumerate(text):
        taken += char_width(char)
        if taken > columns:
            return count
    return len(text)
