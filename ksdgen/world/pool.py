"""Work spread over processes that are forked from this one, so that nothing need be loaded again.

Each process has a pipe of its own for its answers: one that is killed in the middle of an answer can neither block the
others nor let this one wait for the rest, as it does where all share one.
"""

from __future__ import annotations

import gc
import os
import pickle
import selectors
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from ksdgen.world.processes import end_forked, fork, guarded, kill_group

_R = TypeVar("_R")

SHARES = 4
"""In how many chunks each process gets its work, so that none waits long for the last."""

LARGEST = 64
"""The largest chunk; a small one keeps the answers on their way small."""

MOST = 1000
"""How many chunks there may be; the smallest pipe that a system gives holds their numbers at once."""

_NUMBER = struct.Struct("=I")
"""The number of a chunk, on its way to a process."""

_HEAD = struct.Struct("=IQ")
"""What stands before an answer: the number of the chunk, and the answer's length; 0 where there is no answer."""


def spread(numbers: Sequence[int], work: Callable[[int], _R], processes: int) -> Iterator[tuple[int, _R]]:
    """Do the work of each number on several processes; the numbers come back in their order.

    A process that is ended from outside takes nothing with it: what it leaves is done here. So is what raises an
    exception there, which is then raised here.

    Args:
        numbers: numbers of pieces of work.
        work: does one; what it gives must be picklable.
        processes: how many processes.
    """
    size = max(1, min(LARGEST, -(-len(numbers) // (processes * SHARES))), -(-len(numbers) // MOST))
    chunks = [numbers[start : start + size] for start in range(0, len(numbers), size)]
    arrived: dict[int, list[_R] | None] = {}
    gc.freeze()  # the collector of a forked process would copy every page that it looks at
    try:
        with _working(chunks, work, processes) as answers:
            for index, chunk in enumerate(chunks):
                while index not in arrived and (answer := next(answers, None)) is not None:
                    arrived[answer[0]] = answer[1]
                results = arrived.pop(index, None)
                yield from zip(chunk, map(work, chunk) if results is None else results, strict=True)
    finally:
        gc.unfreeze()


@contextmanager
def _working(
    chunks: Sequence[Sequence[int]], work: Callable[[int], Any], processes: int
) -> Iterator[Iterator[tuple[int, Any]]]:
    """Processes that work off the chunks; gives their answers as they come, None for a chunk that raised an exception.
    All are gone afterwards.
    """
    queue, end = os.pipe()
    os.write(end, b"".join(map(_NUMBER.pack, range(len(chunks)))))
    os.close(end)  # whoever finds the queue empty is done
    ids: list[int] = []
    pipes: list[int] = []
    with guarded(kill_group) as guard:

        def begin() -> None:
            guard.join()
            for pipe in pipes:  # a pipe that nobody reads any more ends who writes to it
                os.close(pipe)

        try:
            with suppress(OSError):  # with as many processes as the system allows, or none
                for _ in range(min(processes, len(chunks))):
                    _start(begin, lambda answer: _serve(queue, answer, chunks, work), ids, pipes)
            yield _answers(pipes)
        finally:
            end_forked(ids)
            for pipe in (queue, *pipes):
                os.close(pipe)


def _start(begin: Callable[[], None], serve: Callable[[int], None], ids: list[int], pipes: list[int]) -> None:
    """Start a process, and note its id and the pipe of its answers."""
    pipe, answer = os.pipe()
    pipes.append(pipe)

    def act() -> None:
        begin()
        serve(answer)

    try:
        fork(act, ids, listens=True)
    finally:
        os.close(answer)


def _serve(queue: int, answer: int, chunks: Sequence[Sequence[int]], work: Callable[[int], Any]) -> None:
    """What a forked process does."""
    while number := os.read(queue, _NUMBER.size):
        (index,) = _NUMBER.unpack(number)
        try:
            data = pickle.dumps([work(one) for one in chunks[index]])
        except Exception:
            data = b""
        message = memoryview(_HEAD.pack(index, len(data)) + data)
        while message:
            message = message[os.write(answer, message) :]


def _answers(pipes: Sequence[int]) -> Iterator[tuple[int, Any]]:
    with selectors.DefaultSelector() as selector:
        for pipe in pipes:
            selector.register(pipe, selectors.EVENT_READ, bytearray())
        while selector.get_map():
            for key, _ in selector.select():
                data = os.read(key.fd, 1 << 16)
                if not data:
                    selector.unregister(key.fd)
                key.data.extend(data)
                yield from _complete(key.data)


def _complete(received: bytearray) -> Iterator[tuple[int, Any]]:
    """The answers that have arrived whole, taken off what was received."""
    while len(received) >= _HEAD.size:
        index, length = _HEAD.unpack_from(received)
        end = _HEAD.size + length
        if len(received) < end:
            return
        data = bytes(received[_HEAD.size : end])
        del received[:end]
        yield index, pickle.loads(data) if data else None
