"""The smallest input that does the same: parts are taken away as long as what is left still does it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from tests.fuzz.engine import CHEAP, EVERYTHING, LIMIT, THOROUGH, Fault, Target, attempt

SECONDS = 10.0
"""How long one fault is made smaller."""


def shrink(target: Target, fault: Fault, seconds: float = SECONDS) -> Fault:
    """The same fault with a smaller input.

    Args:
        target: what it was found in.
        fault: what was found.
        seconds: how long to search.
    """
    # What takes too long takes long enough when it is smaller.
    limit = LIMIT / 5 if fault.kind == "slow" else LIMIT
    smallest = fault
    depth = CHEAP

    def same(sample: Any) -> bool:
        nonlocal smallest
        _, found = attempt(target, sample, depth, limit)
        if found is None or found.kind != fault.kind:
            return False
        if found.place != fault.place and fault.kind != "slow":
            return False
        smallest = found
        return True

    if fault.kind == "dead":
        return fault
    for depth in (CHEAP, THOROUGH, EVERYTHING):  # noqa: B007 - `same` reads it; no further than the fault needs
        if same(fault.sample):
            reduced(fault.sample, same, time.monotonic() + seconds)
            break
    return smallest


def reduced(sample: Any, holds: Callable[[Any], bool], until: float = float("inf")) -> Any:
    """The smallest sample for which something holds, as far as taking away leads to it.

    Args:
        sample: one for which it holds.
        holds: what must hold.
        until: when to give up, on the monotonic clock.
    """
    before = None
    while sample != before and time.monotonic() < until:
        before = sample
        sample = _once(sample, holds, until)
    return sample


def _once(sample: Any, holds: Callable[[Any], bool], until: float) -> Any:
    """One walk over a sample and all that it is made of."""
    if isinstance(sample, bytes | str | list):
        sample = _cut(sample, holds, until)
    if isinstance(sample, list):
        for index in range(len(sample)):
            before, after = sample[:index], sample[index + 1 :]
            smaller = _once(sample[index], lambda part, b=before, a=after: holds([*b, part, *a]), until)
            sample = [*before, smaller, *after]
    elif isinstance(sample, dict):
        for key in list(sample):
            without = {k: v for k, v in sample.items() if k != key}
            if time.monotonic() < until and holds(without):
                sample = without
            else:
                whole = sample
                smaller = _once(sample[key], lambda part, w=whole, k=key: holds({**w, k: part}), until)
                sample = {**sample, key: smaller}
    elif isinstance(sample, int) and not isinstance(sample, bool):
        for smaller in (0, 1, sample // 2):
            if abs(smaller) < abs(sample) and time.monotonic() < until and holds(smaller):
                return smaller
    return sample


def _cut(sample: Any, holds: Callable[[Any], bool], until: float) -> Any:
    """Pieces taken out of a text or a list: large ones first, then smaller ones."""
    step = len(sample)
    while step >= 1:
        start = 0
        while start < len(sample):
            if time.monotonic() >= until:
                return sample
            smaller = sample[:start] + sample[start + step :]
            if holds(smaller):
                sample = smaller
            else:
                start += step
        step //= 2
    return sample
