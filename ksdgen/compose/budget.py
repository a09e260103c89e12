"""What compositions may cost: a template that needs more never ends by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from ksdgen import bahasa
from ksdgen.paper import fences


class _Limit(NamedTuple):
    """How much of something one composition may use, and what is said of a template that needs more."""

    amount: int
    share: int
    """What each composition has whatever the others of the run have cost; several times what honest papers need."""
    excess: str

    @property
    def of_the_run(self) -> str:
        """What is said when all agreements together used too much."""
        return f"jatah seluruh naskah yang dikerjakan sekaligus sudah habis, dan {self.excess}"


TURN_LIMIT = 50_000
LINE_LIMIT = 25_000

LIMITS = {
    "turns": _Limit(TURN_LIMIT, 2_500, f"pengulangan pada templat ini melebihi {bahasa.in_figures(TURN_LIMIT)} kali"),
    "work": _Limit(500_000, 50_000, "templat ini menjalankan terlalu banyak perintah"),
    "output": _Limit(3_000_000, 750_000, "teks yang dihasilkan templat ini terlalu panjang"),
    "quarters": _Limit(
        4 * LINE_LIMIT, LINE_LIMIT, f"naskah ini menjadi lebih dari {bahasa.in_figures(LINE_LIMIT)} baris"
    ),
}
"""Loop turns, calls, filters and includes (the largest honest papers need 500); parts of speech that templates run
through (10,000); characters that they make, printed or not, or look through (150,000); quarters of a line that are
read (4,000).
"""

DEEPEST = 50
"""Templates within each other. Python's own limit would strike at any place, also where nobody can say so."""

_COSTS = (("\n", 4), ("|", 2), ("[[", 2), ("___", 2), (fences.HOLE, 2), (fences.VALUE, 1))
"""What takes time when a text is read, in quarters of a line."""

_RUN_FACTOR = 5
"""How many compositions of a run may cost all they can; each further one adds its share."""


class TooLarge(Exception):
    """More than a share was used.

    Args:
        message: what is said to people.
        of_run: whether only all agreements of the run together used too much.
    """

    def __init__(self, message: str, of_run: bool = False) -> None:
        super().__init__(message)
        self.of_run = of_run


class Budget:
    """What one composition has used up."""

    __slots__ = ("depth", "used")

    def __init__(self) -> None:
        self.used = dict.fromkeys(LIMITS, 0)
        self.depth = 0

    def reset(self) -> None:
        """Forget what templates used: the other templates are not to blame for one."""
        self.used |= {"turns": 0, "work": 0, "output": 0}

    def _spend(self, name: str, amount: int) -> None:
        used = self.used[name] = self.used[name] + amount
        in_run = _RUN.used[name] = _RUN.used[name] + amount
        limit = LIMITS[name]
        if used > limit.share:
            if used > limit.amount:
                raise TooLarge(limit.excess)
            if in_run > _RUN_FACTOR * limit.amount + _RUN.compositions * limit.share:
                refuse_run()
                raise TooLarge(limit.of_the_run, of_run=True)

    @contextmanager
    def one_deeper(self) -> Iterator[None]:
        """A template within those that are at work.

        Raises:
            RecursionError: too many are.
        """
        if self.depth >= DEEPEST:
            raise RecursionError
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1

    def step(self) -> None:
        """Count one turn."""
        self._spend("turns", 1)

    def charge(self, work: int) -> None:
        """Count parts of speech that a template runs through, or elements that it takes in hand."""
        self._spend("work", work)

    def count(self, length: int) -> None:
        """Count characters that a template makes, or looks through."""
        self._spend("output", length)

    def count_lines(self, text: str) -> None:
        """Count the lines of a text that is about to be read."""
        quarters = 4 + sum(text.count(sign) * cost for sign, cost in _COSTS)
        try:
            self._spend("quarters", quarters)
        except TooLarge:
            self.used["quarters"] -= quarters  # it is not read, and the others are not to blame for it
            raise

    def loop(self, content: Any, length: int, work: int) -> Iterator[Any]:
        """A loop of a template, each turn of which prints at most so many constant characters and costs so much."""
        for item in content:
            self.step()
            self.count(length)
            self.charge(work)
            yield item


class _Run:
    """What all compositions of this process have used up, and how many there were."""

    __slots__ = ("compositions", "refused", "used")

    def __init__(self) -> None:
        self.used = dict.fromkeys(LIMITS, 0)
        self.compositions = 0
        self.refused = False


_RUN = _Run()
_CURRENT = [Budget()]


def refuse_run() -> None:
    """Note that something was refused only because of what else was done in this run."""
    _RUN.refused = True


def run_is_refused() -> bool:
    """Whether something was: then what this run finds need not be what another finds, and is not to be kept."""
    return _RUN.refused


def budget() -> Budget:
    """The share of the composition that is going on."""
    return _CURRENT[-1]


@contextmanager
def new_budget() -> Iterator[None]:
    """A composition with a share of its own."""
    _CURRENT.append(Budget())
    _RUN.compositions += 1
    try:
        yield
    finally:
        _CURRENT.pop()
