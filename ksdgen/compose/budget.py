"""What one composition may cost: a template that needs more never ends by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ksdgen import bahasa

TURN_LIMIT = 50_000
"""Loop turns, calls and includes."""

OUTPUT_LIMIT = 20_000_000
"""Characters."""


class TooLarge(Exception):
    """A template used more than its share; the text is for people."""


class Budget:
    """What one composition has used up."""

    __slots__ = ("output", "turns")

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget what was used: the other templates are not to blame for one."""
        self.turns = self.output = 0

    def step(self) -> None:
        """Count one turn."""
        self.turns += 1
        if self.turns > TURN_LIMIT:
            raise TooLarge(f"pengulangan pada templat ini melebihi {bahasa.in_figures(TURN_LIMIT)} kali")

    def count(self, length: int) -> None:
        """Count characters that go into the text."""
        self.output += length
        check_length(self.output)

    def loop(self, content: Any, length: int) -> Iterator[Any]:
        """A loop of a template, each turn of which prints at least so many characters."""
        for item in content:
            self.step()
            self.count(length)
            yield item


def check_length(length: int) -> None:
    """Refuse a text of more characters than one composition may have."""
    if length > OUTPUT_LIMIT:
        raise TooLarge("teks yang dihasilkan templat ini terlalu panjang")


_CURRENT = [Budget()]


def budget() -> Budget:
    """The share of the composition that is going on."""
    return _CURRENT[-1]


@contextmanager
def new_budget() -> Iterator[None]:
    """A composition with a share of its own."""
    _CURRENT.append(Budget())
    try:
        yield
    finally:
        _CURRENT.pop()
