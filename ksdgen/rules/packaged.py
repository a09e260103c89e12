"""The packaged rules, `data/rules/KSDnnn.yaml`: read once, kept decoded between runs."""

from __future__ import annotations

import marshal
import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from ksdgen.diagnostics import Severity
from ksdgen.rules.rule import Applies, Basis, BrokenRule, Rule, RuleExample
from ksdgen.source.record import Record
from ksdgen.source.scalars import Markah
from ksdgen.world import cachedir
from ksdgen.world.digest import digest
from ksdgen.world.package import DATA
from ksdgen.world.results import file_state, state_of_code

FOLDER = DATA / "rules"

SHELF = "aturan"
"""Where the rules are kept, below the cache folder."""

_R = TypeVar("_R", bound=Record)


@cache
def packaged_rules() -> tuple[Rule, ...]:
    """All packaged rules, by code.

    Reading them takes longer than judging an agreement, so they are kept between runs, by the state of their files and
    of the code that reads them: as plain data, from which nothing but rules can be made, sealed by this user.

    Raises:
        BrokenRule: a file is broken.
    """
    state = _state()
    name = digest(state).hex() if state is not None else ""
    if state is not None:
        kept = cachedir.take(SHELF, name, state)
        if kept is not None:
            return tuple(map(_rule, marshal.loads(kept)))
    rules = tuple(map(_read, sorted(FOLDER.glob("KSD*.yaml"))))
    if state is not None:
        cachedir.save(SHELF, name, state, marshal.dumps(tuple(map(_data, rules))))
    return rules


def _state() -> bytes | None:
    """What the rules depend on; None when nothing is kept, or it cannot be told whether the code or a file has changed."""
    code = state_of_code() if cachedir.is_used(SHELF) else None
    if code is None:
        return None
    with os.scandir(FOLDER) as entries:
        states = sorted(file_state(entry.name, entry.stat()) for entry in entries)
    return code + "\0".join(states).encode("utf-8", "surrogateescape")


def _read(path: Path) -> Rule:
    from ksdgen.rules.decoding import read_rule  # loads every shape of check; only when nothing is kept

    reading = read_rule(path.read_bytes(), path.name)
    if reading.ready is None:
        faults = [f"{t.span.file}:{t.span.line}: {t.message}" for t in reading.findings if t.span is not None]
        raise BrokenRule("; ".join(faults))
    return reading.ready.rule


# --- as plain data ----------------------------------------------------------------------------------------------------


def _data(rule: Rule) -> tuple[Any, ...]:
    """A rule as plain data."""
    example, scope = rule.contoh, rule.berlaku
    return (
        (
            rule.kode,
            rule.nama,
            rule.ringkas_en,
            rule.tingkat.value,
            rule.cek,
            rule.pesan,
            rule.bantuan,
            rule.penjelasan,
        ),
        (scope.jenis, scope.kategori, scope.status),
        tuple(
            (basis.sitasi, basis.sejak.toordinal() if basis.sejak else 0, basis.jenis, basis.kategori)
            for basis in rule.dasar
        ),
        _plain(rule.parameter),
        None if example is None else (example.naskah, str.__str__(example.benar), str.__str__(example.salah)),
    )


def _plain(value: Any) -> Any:
    """A parameter's value without the types of the house."""
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    return str.__str__(value) if isinstance(value, str) else value


def _rule(data: tuple[Any, ...]) -> Rule:
    """A rule from plain data."""
    texts, scope, basis, parameter, example = data
    code, name, english_summary, severity, check, message, hint, explanation = texts
    kinds, categories, statuses = scope
    return _made(
        Rule,
        kode=code,
        nama=name,
        ringkas_en=english_summary,
        tingkat=Severity(severity),
        berlaku=_made(Applies, jenis=kinds, kategori=categories, status=statuses),
        dasar=tuple(
            _made(
                Basis,
                sitasi=citation,
                sejak=date.fromordinal(day) if day else None,
                jenis=of_kinds,
                kategori=of_categories,
            )
            for citation, day, of_kinds, of_categories in basis
        ),
        cek=check,
        parameter=parameter,
        pesan=message,
        bantuan=hint,
        penjelasan=explanation,
        contoh=example and _made(RuleExample, naskah=example[0], benar=Markah(example[1]), salah=Markah(example[2])),
    )


def _made(kind: type[_R], **values: Any) -> _R:
    """A record of values that such a record had before: they were checked when they were read from their file."""
    record = kind.__new__(kind)
    record.__dict__.update(values)
    return record
