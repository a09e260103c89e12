"""The schema of records and their fields, read off the model's own annotations.

What the catalogue knows of some fields comes from a class below this one (see `catalogue.schema`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, get_args, get_origin

from ksdgen.catalogue.schema_examples import as_class, block_yaml, example, main_keys, read_snippets
from ksdgen.catalogue.schema_scalars import (
    EMPTY,
    NUMBER,
    NUMBER_OR_EMPTY,
    SCALAR_BRANCHES,
    TEXT_TYPES,
    Schema,
    code_list,
    default_value,
    description,
    enumeration,
    pattern,
    required,
    text,
    title,
)
from ksdgen.naskah.pihak import Pihak, PihakFile
from ksdgen.source.record import REQUIRED, Field, Record, field_types
from ksdgen.source.scalars import ToFollow


class RecordSchemas:
    """Builds the schemas of records; `_example` and `_from_catalogue` are for whoever knows more of a field."""

    def __init__(self) -> None:
        self.snippets = read_snippets()

    def record(
        self,
        kind: type[Record],
        *,
        required: bool,
        replace: Mapping[str, Schema] | None = None,
    ) -> Schema:
        """A mapping with the keys of a record; `replace` replaces the schemas of some fields."""
        types = field_types(kind)
        content = {
            name: (replace or {}).get(name) or self.record_field(kind, name, field, types[name])
            for name, field in kind.fields_.items()
        }
        allowed = ["object"] if required else ["object", "null"]
        result: Schema = {
            "if": {"type": allowed},
            "else": {
                "type": "object",
                "errorMessage": f"seharusnya pasangan kunci: nilai, antara lain {code_list(main_keys(kind))}",
            },
            "properties": content,
            "additionalProperties": False,
            "errorMessage": "kunci ini tidak dikenal di sini; periksa ejaan dan lekukannya",
        }
        if conditions := _conditions(kind):
            result["allOf"] = conditions
        if kind in self.snippets:
            result["defaultSnippets"] = self.snippets[kind]
        return result

    def record_field(self, kind: type[Record], name: str, field: Field, type_: Any) -> Schema:
        """The schema of one field."""
        result: Schema = {
            "title": title(name),
            **description(field.description, self._example(kind, name, field, type_)),
        }
        if (standard := default_value(field.default)) is not None:
            result["default"] = standard
        return result | (
            self._from_catalogue(kind, name, field) or self.value(type_, field, required=field.default is REQUIRED)
        )

    def _example(self, kind: type[Record], name: str, field: Field, annotation: Any) -> str:
        """An example of a field that is more than one word or sentence, as YAML; empty for the others."""
        return self.example_text(name, example(annotation, field))

    @staticmethod
    def example_text(key: str, value: Any) -> str:
        """A key with an example of its value as YAML; empty where the value is one word or sentence."""
        return block_yaml({key: value}) if value and isinstance(value, dict | list) else ""

    def _from_catalogue(self, kind: type[Record], name: str, field: Field) -> Schema | None:
        """The schema of a field whose values are names of the catalogue; None for the others."""
        return None

    def value(self, type_: Any, field: Field, *, required: bool) -> Schema:
        """What may be written for a type; with `required` it may not stay open."""
        origin = get_origin(type_)
        if origin is tuple:
            return self._list(get_args(type_)[0], field, required)
        if origin is not None and issubclass(as_class(origin), Mapping):
            return self._mapping(get_args(type_)[1], field, required)
        choices = [t for t in get_args(type_) if t is not type(None)] if origin is not None else [type_]
        if len(choices) > 1:
            return {"anyOf": self._branches(choices, field, required)}
        type_ = choices[0] if choices else type_
        if get_origin(type_) is not None:
            return self.value(type_, field, required=required)
        if isinstance(type_, type) and issubclass(type_, Record):
            return self.record(type_, required=required)
        if isinstance(type_, type) and issubclass(type_, Enum) and required and type_ is not ToFollow:
            return {"type": "string", **enumeration(type_)}
        return {"anyOf": self._branches([type_], field, required)}

    def _branches(self, types: Sequence[Any], field: Field, required: bool) -> list[Schema]:
        """The branches of a value that may be written in several ways."""
        result: list[Schema] = []
        text_branch = False
        for branch in types:
            if branch in TEXT_TYPES:
                if field.choices:
                    words = "|".join(field.choices)
                    result.append(pattern(words, f"pilihan: {', '.join(field.choices)}", *field.choices))
                    continue
                text_branch = True
                result.append(text(field, required))
            elif branch in SCALAR_BRANCHES:
                result += SCALAR_BRANCHES[branch]
            elif isinstance(branch, type) and issubclass(branch, Enum):
                result.append(enumeration(branch))
            else:
                result.append({"title": title(field.description), **self.value(branch, field, required=True)})
        if text_branch:
            result.append(NUMBER if required else NUMBER_OR_EMPTY)
        elif not required:
            result.append(EMPTY)
        return result

    def _list(self, type_: Any, field: Field, required: bool) -> Schema:
        result: Schema = {}
        items = self.value(type_, field, required=True)
        if type_ in self.snippets:
            # The language server puts the dash before a piece whose type is said to be a list.
            result["defaultSnippets"] = [{**c, "type": "array"} for c in self.snippets[type_]]
            items.pop("defaultSnippets", None)
        result["items"] = items
        if field.single:
            one = self.value(type_, field, required=required)
            one.pop("defaultSnippets", None)
            return {"if": {"type": "array"}, "else": one, **result}
        expected = {
            "type": "array",
            "errorMessage": "seharusnya daftar; tulis setiap butir pada baris sendiri yang diawali tanda '- '",
        }
        if required:
            return {**expected, **result}
        return {"if": {"type": "null"}, "else": expected, **result}

    def _mapping(self, type_: Any, field: Field, required: bool) -> Schema:
        result: Schema = {
            "if": {"type": ["object"] if required else ["object", "null"]},
            "else": {"type": "object", "errorMessage": "seharusnya pasangan kunci: nilai"},
            "properties": {},
        }
        if type_ is not Any:
            # `kerahasiaan:` alone is an empty record, which can be read where nothing in it is required.
            empty = isinstance(type_, type) and issubclass(type_, Record) and not _conditions(type_)
            result["additionalProperties"] = self.value(type_, field, required=not empty)
        return result


def _conditions(kind: type[Record]) -> list[Schema]:
    """The required keys, each with its own message."""
    needed = {n: field for n, field in kind.fields_.items() if field.default is REQUIRED}
    if kind is not Pihak:
        return [required(n, field) for n, field in needed.items()]
    # What a party file gives need not be written again.
    own = [required(n, field) for n, field in needed.items() if n not in PihakFile.fields_]
    from_file = [required(n, field) for n, field in needed.items() if n in PihakFile.fields_]
    with_reference = {"properties": {"acuan": {"not": {"type": ["null", "array", "object"]}}}, "required": ["acuan"]}
    return [*own, {"if": with_reference, "else": {"allOf": from_file}}]
