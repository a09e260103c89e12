"""JSON files that ksdgen keeps beside agreements and templates, read as if a stranger had written them.

Everybody can propose a change to such a file. What it says is data: each value is exactly of the type and in the range
that ksdgen writes, or the file as a whole is no such file. A check is a function from a value of JSON to whether it is
what it must be.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, TypeAlias, TypeVar

SIZE_LIMIT: Final = 8 * 1024 * 1024
"""Bytes of the largest file that is read: some 20,000 paragraphs."""

Check: TypeAlias = Callable[[Any], bool]

DIGEST: Final = re.compile("[0-9a-f]{64}")
"""SHA-256, as ksdgen writes it."""

_UNFIT = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ue000-\\ue0ff\\ufeff\\ufffe\\uffff]")
"""Characters that no text has which came out of YAML, but for the tab; those that ksdgen keeps for itself among them."""


class Malformed(ValueError):
    """A file says something else than what ksdgen writes."""


def parse(data: bytes) -> Any:
    """The value that a file holds.

    Raises:
        Malformed: it is too large, not UTF-8 or not JSON, it names a key twice, or a number is none.
    """
    if len(data) > SIZE_LIMIT:
        raise Malformed
    try:
        return json.loads(data.decode(), object_pairs_hook=_mapping, parse_constant=_refuse, parse_float=_finite_number)
    except (ValueError, RecursionError):
        raise Malformed from None


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise Malformed
    return result


def _refuse(_: str) -> Any:
    raise Malformed


def _finite_number(text: str) -> float:
    result = float(text)
    if not math.isfinite(result):
        raise Malformed
    return result


_Reader = TypeVar("_Reader")


def reader_for(content: Any, readers: Mapping[int, _Reader]) -> _Reader:
    """What reads a file, by the number of its form.

    Args:
        content: what it holds; the number is its `versi`.
        readers: number → what reads it.

    Raises:
        Malformed: there is no such form.
    """
    version = content.get("versi") if type(content) is dict else None
    if type(version) is not int or version not in readers:
        raise Malformed
    return readers[version]


def demand(holds: bool) -> None:
    """Refuse the file unless something holds.

    Raises:
        Malformed: it does not.
    """
    if not holds:
        raise Malformed


# --- checks of one value ----------------------------------------------------------------------------------------------


def text(longest: int, pattern: re.Pattern[str] | None = None) -> Check:
    """A text of one line, without characters that nobody can see; tabs may stand in it."""

    def check(value: Any) -> bool:
        if type(value) is not str or len(value) > longest:
            return False
        if pattern is not None:
            return pattern.fullmatch(value) is not None
        return value.isprintable() or _UNFIT.search(value.replace("\t", " ")) is None

    return check


def whole(low: int, high: int) -> Check:
    """A whole number."""
    return lambda value: type(value) is int and low <= value <= high


def number(low: float, high: float) -> Check:
    """A number, whole or not."""
    return lambda value: type(value) in (int, float) and low <= value <= high


def flag(value: Any) -> bool:
    """True or false."""
    return type(value) is bool


def one_of(words: Collection[str]) -> Check:
    """One of some words."""
    return lambda value: type(value) is str and value in words


def optional(check: Check) -> Check:
    """What passes the check, or null."""
    return lambda value: value is None or check(value)


# --- checks of several ------------------------------------------------------------------------------------------------


def items(check: Check, most: int | None = None) -> Check:
    """A list of what passes the check."""
    return lambda value: type(value) is list and (most is None or len(value) <= most) and all(map(check, value))


def mapping(key: Check, check: Check, most: int = 10_000) -> Check:
    """A mapping whose keys and values pass their checks."""
    return lambda value: (
        type(value) is dict and len(value) <= most and all(map(key, value)) and all(map(check, value.values()))
    )


def record(needed: Mapping[str, Check], more: Mapping[str, Check] | None = None) -> Check:
    """A mapping with these keys and no others.

    Args:
        needed: keys that are there, each with the check of its value.
        more: keys that may be there.
    """
    fields = {**needed, **(more or {})}

    def check(value: Any) -> bool:
        return (
            type(value) is dict
            and needed.keys() <= value.keys() <= fields.keys()
            and all(fields[key](part) for key, part in value.items())
        )

    return check
