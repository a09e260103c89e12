"""Agreements as the model knows them: which record stands where, which texts must be printed, values that fit a field."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from random import Random
from typing import Any, NamedTuple

from ksdgen.naskah.model import Naskah
from ksdgen.source.record import Field, Record, field_types
from ksdgen.source.scalars import Duration, Markah, OpenText, Percent, Rupiah
from tests.fuzz.mutations import Route

_VALUES: Mapping[Any, tuple[Any, ...]] = {
    str: ("Q1Q", "Bagian Q2Q", "Jalan Q3Q Nomor 1", "3 (tiga)", "PT Q4Q Tbk.", "& <b>Q5Q</b>", "{{ Q6Q }}", "(1) Q7Q", "garut", "___"),
    OpenText: ("Q11Q", "1/Q12Q/2026", "menyusul", "Q13Q ___", "[[objek]] Q14Q", "a. Q15Q"),
    Markah: ("Q21Q", "(1) Q22Q;\n(2) Q23Q.", "Q24Q:\na. Q25Q; dan\nb. Q26Q.", "| Q27Q | b |\n|---|---|\n| c | d |", "[[objek]] Q28Q", "\\(1) Q29Q"),
    int: (0, 1, 3, 2026, 999999, -1, "3 (tiga)"),
    bool: (True, False, "ya", "tidak"),
    date: ("2026-12-07", "7 Desember 2026", "2026-02-31", "0001-01-01", "9999-12-31", "menyusul", "penandatanganan"),
    Rupiah: ("1000000", "Rp1.000.000,00", "0", "-5", "9" * 30, "Rp1.000,00 (seribu rupiah)"),
    Percent: ("10", "33,3", "100", "0", "-1", "1e3"),
    Duration: ("3 tahun", "1 tahun 6 bulan", "90 hari", "0 hari", "999999999 tahun", "3 (empat) tahun"),
}  # fmt: skip


MARK = re.compile(r"Q\d+Q")
"""A word that a text holds so that it is known again."""


def value_for(type_: Any, random: Random, field: Field | None = None, depth: int = 0) -> Any:
    """A value that a field of this type may have, or one that only looks like it."""
    origin = typing.get_origin(type_)
    arguments = typing.get_args(type_)
    if field is not None and field.choices and random.random() < 0.5:
        return random.choice(field.choices)
    if field is not None and field.example is not None and random.random() < 0.5:
        example = field.example
        return example if isinstance(example, str | int | bool | list | dict) else str(example)
    if origin is tuple:
        return [value_for(arguments[0], random, None, depth + 1) for _ in range(random.choice((0, 1, 1, 2, 3, 12)))]
    if origin in (Mapping, dict):
        keys = ("garut", "perusahaan", "sanksi", "objek", "jangka_waktu", "antikorupsi", "ksdpk", "x")
        return {random.choice(keys): value_for(arguments[1], random, None, depth + 1) for _ in range(2)}
    if origin in (types.UnionType, typing.Union):
        return value_for(random.choice([a for a in arguments if a is not type(None)]), random, None, depth)
    if isinstance(type_, type) and issubclass(type_, Record):
        if depth > 6:
            return {}
        fields = field_types(type_)
        chosen = [n for n in type_.fields_ if n in fields and random.random() < 0.4]
        return {n: value_for(fields[n], random, type_.fields_[n], depth + 1) for n in chosen}
    if isinstance(type_, type) and issubclass(type_, Enum):
        return random.choice(list(type_)).value
    value = random.choice(_VALUES.get(type_, _VALUES[str]))
    return MARK.sub(lambda _: f"Q{random.randrange(10**6)}Q", value) if isinstance(value, str) else value


class Place(NamedTuple):
    """A value of an agreement, and what the model says of it."""

    route: Route
    type_: Any
    """The record that a mapping is, or the type of a text."""
    printed: bool
    value: Any


def places(data: Any, type_: Any = Naskah, start: Route = (), printed: bool = False) -> Iterator[Place]:
    """Every value that stands where the model knows it."""
    origin = typing.get_origin(type_)
    arguments = typing.get_args(type_)
    if origin in (types.UnionType, typing.Union):
        choices = [a for a in arguments if a is not type(None)]
        records = [a for a in choices if isinstance(a, type) and issubclass(a, Record)]
        nested = [a for a in choices if typing.get_origin(a) is not None]
        fitting = (
            records if isinstance(data, dict) and records else nested if isinstance(data, list | dict) else choices
        )
        # A text in the place of a record is the name of something, which is not printed itself.
        is_name = bool(records) and not isinstance(data, dict)
        yield from places(data, (fitting or choices)[0], start, printed and not is_name)
    elif origin is tuple:
        if isinstance(data, list):
            for index, item in enumerate(data):
                yield from places(item, arguments[0], (*start, index), printed)
        elif data is not None:  # a list of one may be written as that one
            yield from places(data, arguments[0], start, printed)
    elif origin in (Mapping, dict):
        for key, value in data.items() if isinstance(data, dict) else ():
            yield from places(value, arguments[1], (*start, key), printed)
    elif isinstance(type_, type) and issubclass(type_, Record):
        if not isinstance(data, dict):
            return
        yield Place(start, type_, printed, data)
        known = field_types(type_)
        for name, field in type_.fields_.items():
            if name in data:
                yield from places(data[name], known[name], (*start, name), printed or field.printed)
    else:
        yield Place(start, type_, printed, data)
