"""How far a long piece of work is, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Progress = Callable[[int, int], object]
"""Told how many files are done, and of how many."""

_T = TypeVar("_T")


def counted(items: Sequence[_T], progress: Progress | None) -> Iterator[_T]:
    """Some items one after the other; what is asked for next shows that the one before is done."""
    advance = counter(progress, len(items))
    for item in items:
        yield item
        advance(1)


def counter(progress: Progress | None, of: int) -> Callable[[int], object]:
    """What is told how many more files are done, for work that does not know of how many."""
    if progress is None:
        return lambda _: None
    done = 0

    def advance(more: int) -> None:
        nonlocal done
        done += more
        progress(done, of)

    progress(0, of)
    return advance
