"""Frozen records described field by field, cheap to define.

The standard dataclass compiles several methods per class; forty such classes cost tens of milliseconds at every start
of the command. A record keeps its fields in a table instead, which is also what the decoder and the editor schema read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self, dataclass_transform, get_type_hints


class _Required:
    """Stands for "no default"."""

    def __repr__(self) -> str:
        return "WAJIB"


REQUIRED: Any = _Required()


class Field:
    """One field: description, default and how it may be written."""

    __slots__ = ("choices", "default", "description", "example", "printed", "single")

    def __init__(
        self, description: str, default: Any, example: Any, printed: bool, single: bool, choices: tuple[str, ...]
    ) -> None:
        self.description = description
        self.default = default
        self.example = example
        self.printed = printed
        self.single = single
        self.choices = choices


def record_field(
    description: str,
    *,
    default: Any = REQUIRED,
    example: Any = None,
    printed: bool = False,
    single: bool = False,
    choices: tuple[str, ...] = (),
) -> Any:
    """A field of a record.

    Args:
        description: one Indonesian sentence, shown by editors.
        default: the value when nothing is written; without one the key is required.
        example: an example value.
        printed: the value is content that must appear in the document; a value that no template prints is a finding.
        single: a list may be written as its only element.
        choices: words that are accepted besides the type (`mulai: penandatanganan` beside a date).
    """
    return Field(description, default, example, printed, single, choices)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(record_field,))
class Record:
    """Base of records: keyword-only construction, immutable, compared and hashed by value."""

    fields_: ClassVar[Mapping[str, Field]] = {}

    def __init_subclass__(cls) -> None:
        table = {name: field for name, field in vars(cls).items() if isinstance(field, Field)}
        for name, field in table.items():
            if field.default is REQUIRED:
                delattr(cls, name)
            else:
                setattr(cls, name, field.default)
        cls.fields_ = {**cls.fields_, **table}

    def __init__(self, **values: Any) -> None:
        foreign = values.keys() - self.fields_.keys()
        lacking = [n for n, field in self.fields_.items() if field.default is REQUIRED and n not in values]
        if foreign or lacking:
            raise TypeError(f"{type(self).__name__}: unknown {sorted(foreign)}, missing {lacking}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(getattr(self, n) == getattr(other, n) for n in self.fields_)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, n) for n in self.fields_))

    def __repr__(self) -> str:
        content = ", ".join(f"{n}={getattr(self, n)!r}" for n in self.fields_ if n in self.__dict__)
        return f"{type(self).__name__}({content})"

    def replace(self, **values: Any) -> Self:
        """A copy with some fields replaced."""
        return type(self)(**{**self.__dict__, **values})


_FIELD_TYPES: dict[type[Record], dict[str, Any]] = {}


def field_types(kind: type[Record]) -> dict[str, Any]:
    """The resolved annotation of every field of a record."""
    if kind not in _FIELD_TYPES:
        _FIELD_TYPES[kind] = get_type_hints(kind)
    return _FIELD_TYPES[kind]
