"""Work spread over processes that are forked from this one, so that nothing need be loaded again."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

_H = TypeVar("_H")

BAGIAN = 4
"""In how many chunks each process gets its work, so that none waits long for the last."""

TERBESAR = 64
"""The largest chunk; a small one keeps the answers on their way small."""

_kerja: Callable[[int], Any] | None = None
"""What a forked process does, told it once as it starts; a function with what it refers to cannot be sent to it with each piece of work."""


def sebar(nomor: Sequence[int], kerja: Callable[[int], _H], proses: int) -> Iterator[tuple[int, _H]]:
    """Do the work of each number on several processes; the numbers come back in their order.

    A process that is ended from outside takes nothing with it: what it leaves is done here.

    Args:
        nomor: numbers of pieces of work.
        kerja: does one; what it gives, or raises, must be picklable.
        proses: how many processes.
    """
    panjang = max(1, min(TERBESAR, -(-len(nomor) // (proses * BAGIAN))))
    potongan = [nomor[i : i + panjang] for i in range(0, len(nomor), panjang)]
    selesai = 0
    gc.freeze()  # the collector of a forked process would copy every page that it looks at
    try:
        with ProcessPoolExecutor(
            proses, multiprocessing.get_context("fork"), initializer=_begin, initargs=(kerja,)
        ) as pelaksana:
            try:
                for bagian, hasil in zip(potongan, pelaksana.map(_kerjakan, potongan), strict=True):
                    yield from zip(bagian, hasil, strict=True)
                    selesai += len(bagian)
            except BrokenProcessPool:
                pass
            except BaseException:
                pelaksana.shutdown(wait=True, cancel_futures=True)
                raise
    finally:
        gc.unfreeze()
    for i in nomor[selesai:]:
        yield i, kerja(i)


def _begin(kerja: Callable[[int], Any]) -> None:
    global _kerja
    _kerja = kerja


def _kerjakan(nomor: Sequence[int]) -> list[Any]:
    assert _kerja is not None
    return [_kerja(i) for i in nomor]
