"""Work spread over processes that are forked from this one, so that nothing need be loaded again."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

_H = TypeVar("_H")

SHARES = 4
"""In how many chunks each process gets its work, so that none waits long for the last."""

LARGEST = 64
"""The largest chunk; a small one keeps the answers on their way small."""

_work: Callable[[int], Any] | None = None
"""What a forked process does, told it once as it starts; a function with what it refers to cannot be sent to it with
each piece of work.
"""


def spread(number: Sequence[int], work: Callable[[int], _H], processes: int) -> Iterator[tuple[int, _H]]:
    """Do the work of each number on several processes; the numbers come back in their order.

    A process that is ended from outside takes nothing with it: what it leaves is done here.

    Args:
        number: numbers of pieces of work.
        work: does one; what it gives, or raises, must be picklable.
        processes: how many processes.
    """
    length = max(1, min(LARGEST, -(-len(number) // (processes * SHARES))))
    pieces = [number[piece_number : piece_number + length] for piece_number in range(0, len(number), length)]
    finished = 0
    gc.freeze()  # the collector of a forked process would copy every page that it looks at
    try:
        with ProcessPoolExecutor(
            processes, multiprocessing.get_context("fork"), initializer=_begin, initargs=(work,)
        ) as executor:
            try:
                for part, result in zip(pieces, executor.map(_do_work, pieces), strict=True):
                    yield from zip(part, result, strict=True)
                    finished += len(part)
            except BrokenProcessPool:
                pass
            except BaseException:
                executor.shutdown(wait=True, cancel_futures=True)
                raise
    finally:
        gc.unfreeze()
    for piece_number in number[finished:]:
        yield piece_number, work(piece_number)


def _begin(work: Callable[[int], Any]) -> None:
    global _work
    _work = work


def _do_work(number: Sequence[int]) -> list[Any]:
    assert _work is not None
    return [_work(i) for i in number]
