"""Regular expressions in rules: what is wrong with them, and whether they always end soon.

Rules may come from strangers. Python tries every way in which a text may match: what is repeated without end, or
repeated within what is repeated, can take for ever.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

from ksdgen.rules.shapes import Fault

LONGEST = 1_000
"""Characters of a pattern."""

MOST_WAYS = 1_000
"""In how many ways a pattern may be tried at each place of a text."""

_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


def regex_faults(route: str, pattern: str) -> Iterator[Fault]:
    """What is wrong with a regular expression."""
    if len(pattern) > LONGEST:
        yield Fault(
            route, f"ungkapan reguler ini {len(pattern)} huruf, paling banyak {LONGEST}", "bagi menjadi dua aturan"
        )
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)
            re.compile(pattern)
            ways = _ways(_parsed(pattern))
    except FutureWarning:
        hint = "tulis `\\[` untuk kurung siku dan `\\-`, `\\&`, `\\~`, `\\|` untuk tanda itu sendiri di dalam `[…]`"
        yield Fault(route, "kumpulan huruf `[…]` dalam ungkapan reguler ini dapat dibaca dengan dua cara", hint)
        return
    except (re.error, OverflowError, RecursionError) as wrong:
        hint = "lihat https://docs.python.org/id/3/library/re.html"
        yield Fault(route, f"ungkapan reguler ini tidak dapat dibaca: {wrong}", hint)
        return
    if ways > MOST_WAYS:
        hint = "tulis batas pengulangan yang kecil, misalnya `.{0,80}` dan bukan `.*`, dan jangan ulangi kelompok yang berulang"
        yield Fault(route, "ungkapan reguler ini dapat memakan waktu tanpa akhir", hint)


def _parsed(pattern: str) -> Any:
    """The parts of a pattern, as Python reads them: (kind, argument) each."""
    from re import _parser  # type: ignore[attr-defined]  # there is no public way to its parts

    return _parser.parse(pattern, re.IGNORECASE)


def _ways(parts: Iterable[Any]) -> float:
    """In how many ways a sequence may be tried: those of its parts multiplied."""
    result = 1.0
    for kind, argument in parts:
        result *= _ways_of(str(kind), argument)
    return result


def _ways_of(kind: str, argument: Any) -> float:
    if kind in _REPEATS:
        least, most, repeated = argument
        inside = _ways(repeated)
        choices = float(most) - float(least) + 1
        # Each repetition can be done in each way of what is repeated.
        return choices if inside == 1 else choices * min(inside, 1e4) ** min(float(most), 64.0)
    if kind == "BRANCH":
        return sum(map(_ways, argument[1]))
    if kind == "SUBPATTERN":
        return _ways(argument[-1])
    if kind in ("ASSERT", "ASSERT_NOT"):
        return _ways(argument[1])
    if kind == "ATOMIC_GROUP":
        return _ways(argument)
    if kind == "GROUPREF_EXISTS":
        return sum(_ways(branch) for branch in argument[1:] if branch is not None)
    return 1.0
