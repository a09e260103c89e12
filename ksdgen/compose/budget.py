"""What compositions may cost: a template that needs more never ends by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ksdgen import bahasa

TURN_LIMIT = 50_000
"""Loop turns, calls, filters and includes of one composition."""

OUTPUT_LIMIT = 3_000_000
"""Characters that the templates of one composition make, printed or not; the longest honest papers have 100,000."""

LINE_LIMIT = 25_000
"""Lines of text of one composition."""

_RUN_FACTOR = 20
"""How many compositions of a run may cost all they can; each further one adds a tenth of that."""

_HONEST_SHARE = 0.1
"""The share of its limits that a composition has whatever the others of the run have cost."""


class TooLarge(Exception):
    """More than a share was used; the text is for people."""


class Budget:
    """What one composition has used up, and all of a run before it."""

    __slots__ = ("lines", "output", "turns")

    def __init__(self) -> None:
        self.reset()
        self.lines = 0

    def reset(self) -> None:
        """Forget what was used: the other templates are not to blame for one."""
        self.turns = self.output = 0

    def step(self) -> None:
        """Count one turn."""
        self.turns += 1
        _RUN.turns += 1
        if self.turns > TURN_LIMIT:
            raise TooLarge(f"pengulangan pada templat ini melebihi {bahasa.in_figures(TURN_LIMIT)} kali")
        if _RUN.turns > _RUN.allowed * TURN_LIMIT and self.turns > _HONEST_SHARE * TURN_LIMIT:
            raise TooLarge(
                "pengulangan pada templat-templat ini melebihi jatah seluruh naskah yang dikerjakan sekaligus"
            )

    def count(self, length: int) -> None:
        """Count characters, or elements of a list, that a template makes."""
        self.output += length
        _RUN.output += length
        if self.output > OUTPUT_LIMIT:
            raise TooLarge("teks yang dihasilkan templat ini terlalu panjang")
        if _RUN.output > _RUN.allowed * OUTPUT_LIMIT and self.output > _HONEST_SHARE * OUTPUT_LIMIT:
            raise TooLarge(
                "teks yang dihasilkan templat-templat ini melebihi jatah seluruh naskah yang dikerjakan sekaligus"
            )

    def count_lines(self, text: str) -> None:
        """Count the lines of a text that is about to be read."""
        self.lines += text.count("\n") + 1
        if self.lines > LINE_LIMIT:
            raise TooLarge(f"naskah ini menjadi lebih dari {bahasa.in_figures(LINE_LIMIT)} baris")

    def loop(self, content: Any, length: int) -> Iterator[Any]:
        """A loop of a template, each turn of which prints at least so many characters."""
        for item in content:
            self.step()
            self.count(length)
            yield item


class _Run:
    """What all compositions of this process have used up, and how many times the limits that may be."""

    __slots__ = ("allowed", "output", "turns")

    def __init__(self) -> None:
        self.turns = self.output = 0
        self.allowed: float = _RUN_FACTOR


_RUN = _Run()
_CURRENT = [Budget()]


def budget() -> Budget:
    """The share of the composition that is going on."""
    return _CURRENT[-1]


@contextmanager
def new_budget() -> Iterator[None]:
    """A composition with a share of its own."""
    _CURRENT.append(Budget())
    _RUN.allowed += _HONEST_SHARE
    try:
        yield
    finally:
        _CURRENT.pop()
