"""Signals that ask this process to stop: the first one unwinds what is being done, so that everything is cleared away."""

from __future__ import annotations

# `signal` makes enums of all its numbers, which takes longer than a hundredth of a whole run.
import _signal  # type: ignore[import-not-found]
from types import FrameType

_NUMBERS: tuple[int, ...] = tuple(
    getattr(_signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(_signal, name)
)
_INTERRUPT: int = _signal.SIGINT
_DEFAULTS = (_signal.SIG_DFL, _signal.default_int_handler)


class Stopped(KeyboardInterrupt):
    """A signal asks this process to stop.

    Args:
        number: the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def is_from_outside(self) -> bool:
        """Whether it is not the key with which people break off what they have begun."""
        return self.number != _INTERRUPT


def listen() -> None:
    """From now on each of these signals raises `Stopped` once; one that the caller has switched off stays so."""
    for number in _NUMBERS:
        if _signal.getsignal(number) in _DEFAULTS:
            _signal.signal(number, _stop)


def ignore() -> None:
    """From now on none of them does anything: clearing away takes little time and is not to be broken off."""
    for number in _NUMBERS:
        if _signal.getsignal(number) is _stop:
            _signal.signal(number, _signal.SIG_IGN)


def verdict(stopped: KeyboardInterrupt | None) -> tuple[str, int]:
    """What a run that was stopped says, and its exit code: as shells give it, 2 where no signal stopped it."""
    if stopped is None:
        return "dibatalkan", 2
    if isinstance(stopped, Stopped) and stopped.is_from_outside:
        return "dihentikan dari luar", 128 + stopped.number
    return "dibatalkan", 128 + _INTERRUPT


def _stop(number: int, _: FrameType | None) -> None:
    ignore()
    raise Stopped(number)
