"""Runs inputs through a target, keeps those that reach something new, and says which of them are faults.

An input is plain data: bytes, text, numbers, lists, mappings. The same seed gives the same inputs on every machine.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import ksdgen
from tests.fuzz.mutations import Changer

LIMIT = 10.0
"""Seconds that one input may take."""

CHEAP, THOROUGH, EVERYTHING = range(3)
"""How far an input goes: through what is cheap; through everything that it can reach; and its outputs are judged too."""

CORPUS_LIMIT = 400
"""How many inputs that reached something new are kept."""

_PACKAGE = str(Path(ksdgen.__file__).parent)


class Wrong(Exception):
    """What came out is not what may come out.

    Args:
        kind: `invalid`, `lost`, `unstable` or `leak`.
        what: where, in a word or two: two faults of one kind that say the same are one.
        detail: more, for people.
    """

    def __init__(self, kind: str, what: str, detail: str = "") -> None:
        super().__init__(f"{what}: {detail}" if detail else what)
        self.kind = kind
        self.what = what


class TooSlow(BaseException):
    """An input took longer than it may; nothing that catches exceptions catches this."""


class Target:
    """A way in which what a stranger wrote comes into ksdgen.

    A target of its own gives `name`, `seeds` and `run`, and `change` where random changes of plain data would hardly
    ever get past the first step.
    """

    name = ""
    share = 1.0
    """How many inputs it gets, set against the other targets: what is cheap gets more."""
    every = (20, 10)
    """One input in so many is `THOROUGH`, and of these one in so many `EVERYTHING`."""
    words: Sequence[str] = ()
    """What is put into texts and bytes."""

    def seeds(self) -> Sequence[Any]:
        """Inputs to start from: ones that are right, or nearly."""
        raise NotImplementedError

    def run(self, sample: Any, depth: int) -> Iterable[str]:
        """Put an input through; gives what was reached, such as the codes of findings.

        Args:
            sample: the input.
            depth: how far it goes.

        Raises:
            Wrong: what came out is wrong. Any other exception is a fault as well.
        """
        raise NotImplementedError

    def change(self, changer: Changer, sample: Any, other: Any) -> Any:
        """Another input made from one, and perhaps from parts of a second."""
        return changer.change(sample, other)

    def close(self) -> None:
        """Give back what was opened."""


@dataclass(frozen=True)
class Fault:
    """One input that does what no input may do."""

    target: str
    kind: str
    """`exception`, `slow`, `memory`, `dead`, or what a `Wrong` says."""
    place: str
    """What it has in common with others of the same cause: the exception and the line of ksdgen that raised it."""
    sample: Any
    detail: str

    @property
    def signature(self) -> tuple[str, str, str]:
        """Equal for faults of one cause, as far as a machine can tell."""
        return self.target, self.kind, self.place


@dataclass
class Tally:
    """What became of many inputs of one target."""

    target: str
    inputs: int = 0
    seconds: float = 0.0
    reached: set[str] = field(default_factory=set)
    faults: dict[tuple[str, str, str], Fault] = field(default_factory=dict)
    slowest: float = 0.0

    def add(self, other: Tally) -> None:
        """Take up what became of others."""
        self.inputs += other.inputs
        self.seconds += other.seconds
        self.slowest = max(self.slowest, other.slowest)
        self.reached |= other.reached
        for fault in other.faults.values():
            self.note(fault)

    def note(self, fault: Fault) -> None:
        """Keep a fault, of each cause the smallest."""
        known = self.faults.get(fault.signature)
        if known is None or size(fault.sample) < size(known.sample):
            self.faults[fault.signature] = fault


def size(sample: Any) -> int:
    """How large an input is."""
    return len(sample) if isinstance(sample, bytes) else len(repr(sample))


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TooSlow` when the body takes longer; where the system has no such clock, it takes as long as it takes."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, ring)
    # It rings again: the first ring is lost where Python calls a finalizer at that moment.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def attempt(target: Target, sample: Any, depth: int, limit: float = LIMIT) -> tuple[frozenset[str], Fault | None]:
    """Put one input through: what was reached, and the fault when it is one."""
    # A fault of ksdgen itself is raised, where it would be a finding.
    os.environ["KSDGEN_DEBUG"] = "1"
    ignored: list[BaseException] = []
    try:
        with time_limit(limit), _ignored_in(ignored):
            reached = frozenset(target.run(sample, depth))
        if ignored:  # Python prints what comes up while something is cleared away, and goes on
            raise ignored[0]
        return reached, None
    except Wrong as wrong:
        return frozenset(), Fault(target.name, wrong.kind, wrong.what, sample, str(wrong))
    except (TooSlow, MemoryError, Exception) as error:
        kind = {TooSlow: "slow", MemoryError: "memory"}.get(type(error), "exception")
        return frozenset(), Fault(target.name, kind, _place(error), sample, _last_lines(error))
    finally:
        os.environ.pop("KSDGEN_DEBUG", None)


@contextmanager
def _ignored_in(errors: list[BaseException]) -> Iterator[None]:
    before = sys.unraisablehook
    sys.unraisablehook = lambda hooked: errors.append(hooked.exc_value or RuntimeError(str(hooked.object)))
    try:
        yield
    finally:
        sys.unraisablehook = before


def _place(error: BaseException) -> str:
    """The exception and the last line of ksdgen on the way to it."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(_PACKAGE)]
    if isinstance(error, TooSlow):
        # Where it happens to be rung differs each time; the way to it hardly does.
        frames = frames[:6]
    where = f"{frames[-1].filename[len(_PACKAGE) + 1 :]}:{frames[-1].name}" if frames else "?"
    return f"{type(error).__name__} in {where}"


def _last_lines(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    lines = [f"  {Path(f.filename).parent.name}/{Path(f.filename).name}:{f.lineno} {f.name}: {f.line}" for f in frames]
    return "\n".join([*lines, f"{type(error).__name__}: {str(error)[:300]}"])


class Search:
    """A walk from the seeds of a target through what its inputs reach.

    Args:
        target: what is tried.
        seed: decides about everything.
        before: told each input before it is tried.
        seeds_first: whether the seeds themselves are tried before anything is made of them.
    """

    def __init__(
        self, target: Target, seed: str, before: Callable[[Any], object] = lambda _: None, *, seeds_first: bool = True
    ) -> None:
        self.target = target
        self.random = Random(seed)
        self.changer = Changer(self.random, target.words)
        self.corpus: list[Any] = list(target.seeds())
        self.tally = Tally(target.name)
        self._seen: set[frozenset[str]] = set()
        self._seeds_left = len(self.corpus) if seeds_first else 0
        self._before = before

    def run(self, inputs: int, until: float = float("inf")) -> Tally:
        """Try so many inputs, or as many as come before a time of the monotonic clock."""
        start = time.monotonic()
        now = start
        for _ in range(inputs):
            if now >= until:
                break
            sample, depth = self._next()
            self._before(sample)
            reached, fault = attempt(self.target, sample, depth)
            then = time.monotonic()
            self.tally.slowest = max(self.tally.slowest, then - now)
            now = then
            self.tally.inputs += 1
            if fault is not None:
                self.tally.note(fault)
            elif reached not in self._seen:
                self._keep(sample, reached)
        self.tally.seconds += now - start
        return self.tally

    def _next(self) -> tuple[Any, int]:
        if self._seeds_left:  # first of all what is known to be right
            self._seeds_left -= 1
            return self.corpus[self._seeds_left], EVERYTHING
        corpus, random = self.corpus, self.random
        # Half of them from what came last, which reached what nothing had reached before.
        recent = max(0, len(corpus) - 50) if random.random() < 0.5 else 0
        sample = corpus[random.randrange(recent, len(corpus))]
        changed = self.target.change(self.changer, sample, random.choice(corpus))
        first, second = self.target.every
        depth = CHEAP if random.randrange(first) else THOROUGH if random.randrange(second) else EVERYTHING
        return changed, depth

    def _keep(self, sample: Any, reached: frozenset[str]) -> None:
        new = reached - self.tally.reached
        self._seen.add(reached)
        self.tally.reached |= reached
        if size(sample) > 50_000:
            return
        if len(self.corpus) < CORPUS_LIMIT:
            self.corpus.append(sample)
        elif new:
            self.corpus[self.random.randrange(CORPUS_LIMIT)] = sample
