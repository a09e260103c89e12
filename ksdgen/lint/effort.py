"""What reading templates on all their ways may cost: a template has more ways than anybody could wait for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ksdgen.diagnostics import Span

_LIMIT = 250_000
"""Steps for one template; the longest of ksdgen takes 60,000."""

_USUAL = 60_000
"""Steps that a template has whatever the others have taken."""

_EXTRA = 2_000_000
"""Steps beyond the usual that all templates together have."""


class TooManyWays(Exception):
    """A template takes more steps than it may.

    Args:
        span: where the last of them was taken.
    """

    def __init__(self, span: Span | None) -> None:
        super().__init__()
        self.span = span


class Effort:
    """Counts the steps of all templates of one run."""

    def __init__(self) -> None:
        self._extra = _EXTRA
        self._left = _USUAL

    @contextmanager
    def of_one_template(self) -> Iterator[None]:
        """The share of one template."""
        share = self._left = min(_LIMIT, _USUAL + self._extra)
        try:
            yield
        finally:
            self._extra -= max(0, share - self._left - _USUAL)
            self._left = _USUAL

    def spend(self, steps: int, span: Span | None = None) -> None:
        """Take some steps.

        Raises:
            TooManyWays: the template has no more.
        """
        self._left -= steps
        if self._left < 0:
            raise TooManyWays(span)
