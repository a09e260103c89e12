"""What templates see, told by kind instead of by value: records with their fields, lists, and values with their types.

The kinds are read off a context that was built from a complete agreement, and beyond it off the model's own
annotations, so that a new field or variable is known without being listed anywhere.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, get_args, get_origin

from ksdgen.catalogue.catalogue import Catalogue
from ksdgen.catalogue.front_matter import IsianDeclaration, KindFrontMatter, Style
from ksdgen.compose.context import Related, compose_context
from ksdgen.compose.emblems import Lambang
from ksdgen.compose.images import Gallery
from ksdgen.compose.task import Choice, Job
from ksdgen.compose.views import Function, Hole, ListView, Value, View
from ksdgen.naskah.model import Category, Naskah, Status
from ksdgen.source.convert import ISIAN_TYPES, type_name
from ksdgen.source.places import Places
from ksdgen.source.record import Field, Record, field_types, record_field
from ksdgen.source.scalars import ToFollow


@dataclass(frozen=True, slots=True)
class AnyKind:
    """Anything: what is not known, and what follows from it."""


@dataclass(frozen=True, slots=True)
class ScalarKind:
    """A single value of one of some types; of a closed list where `choices` says so."""

    annotation: frozenset[type]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list."""

    content: Kind


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A record: the fields of a class of the model, and what else the views offer."""

    record_class: type[Record] | None = None
    extra: Mapping[str, Kind] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The names that it has."""
        return [*self.extra, *(self.record_class.fields_ if self.record_class is not None else ())]


@dataclass(frozen=True, slots=True)
class BlanksKind(RecordKind):
    """The blanks of a template, by their declarations."""


@dataclass(frozen=True, slots=True)
class MappingKind:
    """A record whose names the agreement chooses, all of one kind."""

    content: Kind


@dataclass(frozen=True, slots=True)
class CallKind:
    """A function that templates may call."""

    name: str


@dataclass(frozen=True, slots=True)
class LoopKind:
    """The `loop` of a loop."""

    content: Kind


Kind = AnyKind | ScalarKind | ListKind | RecordKind | MappingKind | CallKind | LoopKind

ANY_KIND = AnyKind()
TEXT_KIND = ScalarKind(frozenset({str}))
NUMBER_KIND = ScalarKind(frozenset({int}))
YES_NO_KIND = ScalarKind(frozenset({bool}))

_COUNTS = ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")


def part(kind: Kind, name: str) -> Kind | None:
    """The kind of an attribute, or None when there is no such attribute."""
    match kind:
        case RecordKind():
            if name in kind.extra:
                return kind.extra[name]
            return _field(kind.record_class, name) if kind.record_class is not None else None
        case MappingKind():
            return kind.content
        case LoopKind():
            if name in _COUNTS:
                return NUMBER_KIND
            if name in ("first", "last"):
                return YES_NO_KIND
            return kind.content if name in ("previtem", "nextitem") else None
        case AnyKind():
            return ANY_KIND
    return None


_FIELDS: dict[tuple[type[Record], str], Kind | None] = {}


def _field(record_class: type[Record], name: str) -> Kind | None:
    """The kind of a field of a record, or None when it has no such field."""
    if (record_class, name) not in _FIELDS:
        model_field = record_class.fields_.get(name)
        _FIELDS[record_class, name] = (
            _annotation(field_types(record_class)[name], model_field) if model_field is not None else None
        )
    return _FIELDS[record_class, name]


def list_content(kind: Kind) -> Kind | None:
    """The kind of the elements of a list or of a record whose names the agreement chooses; None for anything else."""
    return kind.content if isinstance(kind, ListKind | MappingKind) else ANY_KIND if isinstance(kind, AnyKind) else None


def part_names(kind: Kind) -> list[str]:
    """The attributes that a kind has."""
    if isinstance(kind, LoopKind):
        return [*_COUNTS, "first", "last", "previtem", "nextitem"]
    return kind.names if isinstance(kind, RecordKind) else []


def _annotation(annotation: Any, model_field: Field) -> Kind:
    """The kind of a field of the model."""
    origin = get_origin(annotation)
    if origin is tuple:
        return ListKind(_annotation(get_args(annotation)[0], model_field))
    if origin in (Mapping, dict):
        return MappingKind(_annotation(get_args(annotation)[1], model_field))
    if origin in (types.UnionType, typing.Union):
        alternatives = [_annotation(t, model_field) for t in get_args(annotation) if t is not type(None)]
        return alternatives[0] if len(alternatives) == 1 else _join_scalars(alternatives)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return RecordKind(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum) and annotation is not ToFollow:
        return ScalarKind(frozenset({str}), tuple(str(e.value) for e in annotation))
    if not isinstance(annotation, type):
        return ANY_KIND
    return ScalarKind(frozenset({annotation}), model_field.choices if annotation is str else ())


def _join_scalars(alternatives: Sequence[Kind]) -> Kind:
    """One kind for values that may be written in several ways; anything where one of them is no scalar."""
    scalars = [r for r in alternatives if isinstance(r, ScalarKind)]
    if len(scalars) < len(alternatives):
        return ANY_KIND
    choices = next((r.choices for r in scalars if r.choices), ())
    return ScalarKind(frozenset().union(*(r.annotation for r in scalars)), choices)


def merge(alternatives: Iterable[Kind]) -> Kind:
    """One kind for several values that stand in the same place."""
    kinds = [r for r in alternatives if r != ANY_KIND]
    if not kinds:
        return ANY_KIND
    first = kinds[0]
    if isinstance(first, RecordKind) and all(
        isinstance(r, RecordKind) and r.record_class is first.record_class for r in kinds
    ):
        records = [r for r in kinds if isinstance(r, RecordKind)]
        names = dict.fromkeys(n for r in records for n in r.extra)
        return RecordKind(first.record_class, {n: merge(r.extra[n] for r in records if n in r.extra) for n in names})
    if isinstance(first, ListKind) and all(isinstance(r, ListKind) for r in kinds):
        return ListKind(merge(r.content for r in kinds if isinstance(r, ListKind)))
    if isinstance(first, ScalarKind):
        return _join_scalars(kinds)
    return first


def _value(content: Any, name: str = "") -> Kind:
    """The kind of a value that a template is given."""
    match content:
        case View():
            record = content._record
            record_class = type(record) if record is not None else None
            return RecordKind(record_class, {k: _value(v, k) for k, v in content._extra.items()})
        case ListView() | list() | tuple():
            return ListKind(merge(_value(b) for b in content))
        case Function():
            return CallKind(name)
        case Value():
            return _value(content.content)
        case Hole() | None:
            return ANY_KIND
        case Enum():
            return ScalarKind(frozenset({str}), tuple(str(e.value) for e in type(content)))
    return ScalarKind(frozenset({type(content)}))


def isian_kinds(declarations: Mapping[str, IsianDeclaration] | None) -> BlanksKind:
    """The kinds of the blanks that a template declares."""
    return BlanksKind(None, {name: _isian(d) for name, d in (declarations or {}).items()})


def _isian(declaration: IsianDeclaration) -> Kind:
    if declaration.tipe == "pilihan":
        return ScalarKind(frozenset({str}), declaration.pilihan)
    return _annotation(ISIAN_TYPES.get(declaration.tipe, str), record_field(declaration.uraian))


class _NoFiles:
    """No files at all: an emblem is named, and never read, to learn what templates see of it."""

    def read(self, path: str) -> bytes | None:
        return None

    def files(self, folder: str) -> list[str]:
        return []

    def below(self, folder: str) -> list[str]:
        return []

    def name(self, path: str) -> str:
        return path


def example_context(catalogue: Catalogue, examples: Sequence[tuple[Naskah, Places]]) -> dict[str, Kind]:
    """The kinds of all variables that every template has, but for the blanks and the variant.

    Args:
        catalogue: which document types there are.
        examples: complete agreements, which between them have every kind of party and fact.
    """
    result: dict[str, list[Kind]] = {}
    for naskah, places in examples:
        job = Job(naskah, places, catalogue)
        front_matter = KindFrontMatter(
            jenis=naskah.jenis,
            judul="",
            sebutan="",
            uraian="",
            kategori=(),
            lambang={naskah.kategori.value: "logo_dan_lambang"},
        )
        choice = Choice(front_matter, "", Style(uraian=""), "-", "-")
        lambang = Lambang(job, choice, Gallery(job, _NoFiles())).view()
        context = compose_context(job, choice, Related(naskah, naskah), lambang, ())
        for name, content in context.items():
            result.setdefault(name, []).append(_value(content, name))
    merged = {name: merge(r) for name, r in result.items()}
    for name, options in (
        ("kategori", tuple(k.value for k in Category)),
        ("status", tuple(s.value for s in Status)),
        ("jenis", tuple(catalogue.list_kinds())),
    ):
        merged[name] = ScalarKind(frozenset({str}), options)
    return merged


def in_words(kind: Kind) -> str:
    """A kind in words for people."""
    match kind:
        case ScalarKind():
            return " atau ".join(sorted({type_name(t) for t in kind.annotation - {ToFollow}}))
        case ListKind():
            return "daftar"
        case CallKind():
            return "fungsi"
    return "kumpulan beberapa nilai"
