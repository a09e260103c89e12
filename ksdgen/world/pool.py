"""Work spread over processes that are forked from this one, so that nothing need be loaded again."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

_R = TypeVar("_R")

SHARES = 4
"""In how many chunks each process gets its work, so that none waits long for the last."""

LARGEST = 64
"""The largest chunk; a small one keeps the answers on their way small."""

_work: Callable[[int], Any] | None = None
"""What a forked process does, told it once as it starts; a function with what it refers to cannot be sent to it with
each piece of work.
"""


def spread(numbers: Sequence[int], work: Callable[[int], _R], processes: int) -> Iterator[tuple[int, _R]]:
    """Do the work of each number on several processes; the numbers come back in their order.

    A process that is ended from outside takes nothing with it: what it leaves is done here.

    Args:
        numbers: numbers of pieces of work.
        work: does one; what it gives, or raises, must be picklable.
        processes: how many processes.
    """
    size = max(1, min(LARGEST, -(-len(numbers) // (processes * SHARES))))
    chunks = [numbers[start : start + size] for start in range(0, len(numbers), size)]
    finished = 0
    gc.freeze()  # the collector of a forked process would copy every page that it looks at
    try:
        with ProcessPoolExecutor(
            processes, multiprocessing.get_context("fork"), initializer=_begin, initargs=(work,)
        ) as executor:
            try:
                for chunk, results in zip(chunks, executor.map(_do_work, chunks), strict=True):
                    yield from zip(chunk, results, strict=True)
                    finished += len(chunk)
            except BrokenProcessPool:
                pass
            except BaseException:
                executor.shutdown(wait=True, cancel_futures=True)
                raise
    finally:
        gc.unfreeze()
    for number in numbers[finished:]:
        yield number, work(number)


def _begin(work: Callable[[int], Any]) -> None:
    global _work
    _work = work


def _do_work(numbers: Sequence[int]) -> list[Any]:
    assert _work is not None
    return [_work(number) for number in numbers]
