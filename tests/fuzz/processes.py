"""Inputs tried in processes of their own: what takes all memory or never ends takes only one of them along."""

from __future__ import annotations

import mmap
import multiprocessing
import os
import pickle
import signal
import struct
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from tests.fuzz.engine import LIMIT, Fault, Search, Tally, size
from tests.fuzz.shrinking import SECONDS, shrink
from tests.fuzz.targets import target

MEMORY = 2 * 1024**3
"""Bytes that a process may have."""

BLOCK = 4_000
"""How many inputs one search tries at most: what it keeps in memory stays small, and a block is run again alone."""

MADE_SMALL = 25
"""How many faults of one target are made small."""

LAST_INPUT = 4 * 1024**2
"""Bytes of the largest input that is told before it is tried."""


@dataclass(frozen=True)
class _Work:
    """One search."""

    name: str
    seed: str
    inputs: int
    seconds: float


class _Worker:
    """A search in a process of its own.

    Args:
        work: which.
    """

    def __init__(self, work: _Work) -> None:
        self.work = work
        self._last = mmap.mmap(-1, LAST_INPUT)
        self.receiver, sender = multiprocessing.Pipe(duplex=False)
        context = multiprocessing.get_context("fork")
        self.process = context.Process(target=_search, args=(work, sender, self._last))
        self.process.start()
        sender.close()
        # Longer than it may take with everything that it may find, it hangs where no clock of Python's reaches it.
        self.latest = time.monotonic() + (work.seconds if work.seconds < 1e9 else 600) + 60

    def finish(self) -> Tally:
        """What became of it, once there is something to be received or it has ended."""
        try:
            tally: Tally = self.receiver.recv()
        except EOFError:
            self.process.join()
            tally = self._dead(f"process ended with {self.process.exitcode}")
        self.process.join()
        self._last.close()
        return tally

    def kill(self) -> Tally:
        """End it where it hangs."""
        self.process.kill()
        self.process.join()
        return self._dead(f"no answer after {LIMIT:.0f} s and no way to interrupt it")

    def _dead(self, detail: str) -> Tally:
        (length,) = struct.unpack_from("<Q", self._last)
        sample = None
        with suppress(Exception):
            sample = pickle.loads(self._last[8 : 8 + length])
        tally = Tally(self.work.name)
        tally.note(Fault(self.work.name, "dead", detail, sample, detail))
        return tally


def _search(work: _Work, sender: Connection, last: mmap.mmap) -> None:
    """Runs in the process: search, make the faults small, tell."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()

    parent = os.getppid()

    def tell(sample: Any) -> None:
        if os.getppid() != parent:  # nobody waits for this any more
            os._exit(1)
        data = pickle.dumps(sample)
        if len(data) + 8 <= LAST_INPUT:
            last[:8] = struct.pack("<Q", len(data))
            last[8 : 8 + len(data)] = data

    tried = target(work.name)
    try:
        until = time.monotonic() + work.seconds
        tally = Search(tried, work.seed, tell).run(work.inputs, until)
        sender.send(tally)
    finally:
        tried.close()
        sender.close()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _blocks(names: Sequence[str], inputs: int | None, seconds: float | None, seed: str) -> Iterator[_Work]:
    """The searches, in turn over all targets, so that each is met soon."""
    shares = {name: target_share(name) for name in names}
    whole = sum(shares.values())
    if inputs is None:
        assert seconds is not None
        for name in names:
            yield _Work(name, f"{seed}/{name}/0", 10**12, seconds / len(names))
        return
    left = {name: max(1, round(inputs * share / whole)) for name, share in shares.items()}
    number = 0
    while any(left.values()):
        for name in names:
            if left[name]:
                size = min(BLOCK, left[name])
                left[name] -= size
                yield _Work(name, f"{seed}/{name}/{number}", size, float("inf"))
        number += 1


def target_share(name: str) -> float:
    """How many inputs a target gets, set against the others."""
    from importlib import import_module

    share: float = import_module(f"tests.fuzz.targets.{name}").Attack.share
    return share


def run_all(names: Sequence[str], inputs: int | None, seconds: float | None, seed: str, processes: int) -> list[Tally]:
    """Try inputs on targets.

    Args:
        names: the targets.
        inputs: how many, over all of them; None when the time decides.
        seconds: how long, over all of them and one process; None when the number decides.
        seed: decides about every input.
        processes: how many at once.

    Returns:
        What became of them by target; of each fault the smallest input.
    """
    tallies = {name: Tally(name) for name in names}
    waiting = _blocks(names, inputs, seconds, seed)
    running: list[_Worker] = []
    more = True
    try:
        while more or running:
            while more and len(running) < processes:
                work = next(waiting, None)
                more = work is not None
                if work is not None:
                    running.append(_Worker(work))
            ready = wait([worker.receiver for worker in running], timeout=5)
            for worker in list(running):
                late = time.monotonic() > worker.latest
                if worker.receiver in ready or late:
                    found = worker.kill() if late else worker.finish()
                    tally = tallies[worker.work.name]
                    for signature in found.faults.keys() - tally.faults.keys():
                        print(": ".join(signature), file=sys.stderr, flush=True)
                    tally.add(found)
                    running.remove(worker)
    finally:
        for worker in running:
            worker.process.kill()
    return [_with_small_faults(tally) for tally in tallies.values()]


def _with_small_faults(tally: Tally) -> Tally:
    """The same with each fault made small, in a process of its own."""
    result = Tally(tally.target, tally.inputs, tally.seconds, tally.reached, {}, tally.slowest)
    for number, fault in enumerate(sorted(tally.faults.values(), key=lambda fault: size(fault.sample))):
        result.note(_apart(fault) if number < MADE_SMALL else fault)
    return result


def _apart(fault: Fault) -> Fault:
    receiver, sender = multiprocessing.Pipe(duplex=False)

    def work() -> None:
        _limit_memory()
        sender.send(shrink(target(fault.target), fault))
        sender.close()
        os._exit(0)

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    sender.close()
    try:
        smaller: Fault = receiver.recv() if receiver.poll(4 * SECONDS) else fault
    except EOFError:
        smaller = fault
    process.kill()
    process.join()
    return smaller
