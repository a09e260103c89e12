"""Node tree → typed records, driven by the record's own annotations.

Whatever is unknown, missing or of the wrong kind becomes a `Diagnostic` at its place; decoding goes on, so that one run
tells all.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

from ksdgen.diagnostics import Cause, Diagnostic, Edit, Span
from ksdgen.source.advice import (
    Suggestions,
    date_hint,
    example_hint,
    key_correction,
    key_examples,
    list_hint,
    mention,
    quote_hint,
    shape_hint,
    type_hint,
)
from ksdgen.source.convert import SCALARS, Unusable, read_enum, summary, type_name
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode, empty
from ksdgen.source.record import REQUIRED, Field, Record, field_types
from ksdgen.world.codes import finding

_T = TypeVar("_T", bound=Record)

FAILED: Any = object()
"""What a converter returns for a value that it has reported as wrong."""


class Decoder:
    """Decodes nodes into records and collects what is wrong with them."""

    def __init__(self) -> None:
        self.findings: list[Diagnostic] = []
        self._suggestions = Suggestions()

    def wrong(
        self,
        code: str,
        message: str,
        span: Span,
        route: str,
        hint: str | None = None,
        fixes: tuple[Edit, ...] = (),
        cause: Cause | None = None,
    ) -> None:
        """Report a value that cannot be used."""
        self.findings.append(finding(code, message, span, hint, route=route, corrections=fixes, cause=cause))

    def record(self, kind: type[_T], node: Node, route: str = "") -> _T | None:
        """Decode a record; None when it cannot be built (the reasons are in `findings`)."""
        if not isinstance(node, MappingNode):
            self.wrong(
                "KSD011", f"{mention(node)}, seharusnya pasangan kunci: nilai", node.span, route, key_examples(kind)
            )
            return None
        values: dict[str, Any] = {}
        failed = False
        table = kind.fields_
        meant: dict[str, str | None] | None = None
        for name, content in node.content.items():
            child = f"{route}.{name}" if route else name
            field = table.get(name)
            if field is None:
                if meant is None:
                    meant = {key: self._suggestions.certain(key, table) for key in node.content if key not in table}
                self.wrong(
                    "KSD010",
                    f"kunci `{name}` tidak dikenal",
                    node.keys[name],
                    child,
                    self._suggestions.key_hint(name, kind),
                    key_correction(name, node, meant),
                    Cause.MISSPELT_KEY,
                )
                continue
            if empty(content):
                continue
            result = self.value(field_types(kind)[name], field, content, child)
            if result is FAILED:
                failed = failed or field.default is REQUIRED
            else:
                values[name] = result
        for name, field in table.items():
            if field.default is REQUIRED and (name not in node.content or empty(node.content[name])):
                failed = True
                child = f"{route}.{name}" if route else name
                place = node.keys.get(name, node.span)
                self.wrong(
                    "KSD012",
                    f"kunci `{name}` wajib diisi: {field.description[0].lower()}{field.description[1:]}",
                    place,
                    child,
                    example_hint(name, field),
                )
        return None if failed else kind(**values)

    def value(self, annotation: Any, field: Field, node: Node, route: str) -> Any:
        """Decode one value of a field; FAILED when it has been reported."""
        origin = get_origin(annotation)
        if origin is tuple:
            return self._list(get_args(annotation)[0], field, node, route)
        if origin in (Mapping, dict):
            return self._mapping(get_args(annotation)[1], field, node, route)
        if origin in (types.UnionType, typing.Union):
            return self._one_of(get_args(annotation), field, node, route)
        if annotation is Any:
            return node
        if isinstance(annotation, type) and issubclass(annotation, Record):
            result = self.record(annotation, node, route)
            return FAILED if result is None else result
        if not isinstance(node, ScalarNode):
            self.wrong(
                "KSD011", f"{mention(node)}, seharusnya {type_name(annotation)}", node.span, route, shape_hint(node)
            )
            return FAILED
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            return self._enum(annotation, node, route)
        if field.choices and annotation is str and node.text.strip() not in field.choices:
            suggestion = self._suggestions.nearest(node.text, field.choices)
            hint = (f"maksud Anda `{suggestion}`? " if suggestion else "") + f"pilihan: {', '.join(field.choices)}"
            self.wrong("KSD013", f'nilai "{summary(node.text)}" tidak dikenal', node.span, route, hint)
            return FAILED
        read = SCALARS[annotation]
        result = read(node)
        if isinstance(result, Unusable):
            self.wrong("KSD011", result.message, node.span, route, quote_hint(node) or result.hint)
            return FAILED
        if node.text[:1] == "“":
            self._word_processor_quotes(node, route)
        return result

    def _word_processor_quotes(self, node: ScalarNode, route: str) -> None:
        """Warn of a text between the quotation marks of a word processor, which would be printed with it."""
        text = node.text.rstrip()
        if node.style == "" and text.endswith("”") and text.count("“") == text.count("”") == 1:
            self.findings.append(
                finding(
                    "KSD025",
                    "tanda kutip lengkung di kedua ujung teks ini ikut tercetak",
                    node.span,
                    "hapus keduanya; bila memang harus tercetak, apit seluruhnya dengan tanda kutip lurus `'`",
                    route=route,
                )
            )

    def _list(self, annotation: Any, field: Field, node: Node, route: str) -> Any:
        if isinstance(node, SequenceNode):
            result = []
            for index, item in enumerate(node.items):
                if empty(item):
                    self.wrong(
                        "KSD011",
                        "butir daftar ini kosong",
                        item.span,
                        f"{route}.{index}",
                        "isi atau hapus tanda '-' di baris ini",
                    )
                    continue
                value = self.value(annotation, field, item, f"{route}.{index}")
                if value is not FAILED:
                    result.append(value)
            return tuple(result)
        if field.single:
            value = self.value(annotation, field, node, f"{route}.0")
            return FAILED if value is FAILED else (value,)
        self.wrong(
            "KSD011",
            f"{mention(node)}, seharusnya daftar",
            node.span,
            route,
            list_hint(node),
        )
        return FAILED

    def _mapping(self, annotation: Any, field: Field, node: Node, route: str) -> Any:
        if not isinstance(node, MappingNode):
            self.wrong("KSD011", f"{mention(node)}, seharusnya pasangan kunci: nilai", node.span, route)
            return FAILED
        result = {}
        for name, content in node.content.items():
            if empty(content) and isinstance(annotation, type) and issubclass(annotation, Record):
                content = MappingNode({}, {}, node.keys[name])  # `kerahasiaan:` alone chooses a clause as it stands
            value = self.value(annotation, field, content, f"{route}.{name}")
            if value is not FAILED:
                result[name] = value
        return result

    def _one_of(self, choices: tuple[Any, ...], field: Field, node: Node, route: str) -> Any:
        candidates = [candidate for candidate in choices if candidate is not type(None)]
        if len(candidates) == 1:
            return self.value(candidates[0], field, node, route)
        if isinstance(node, ScalarNode):
            if field.choices and node.text.strip() in field.choices:
                return node.text.strip()
            scalars = [
                candidate
                for candidate in candidates
                if candidate in SCALARS or (isinstance(candidate, type) and issubclass(candidate, Enum))
            ]
            if field.choices:
                scalars = [candidate for candidate in scalars if candidate is not str]
            for candidate in scalars:
                result = read_enum(candidate, node) if candidate not in SCALARS else SCALARS[candidate](node)
                if not isinstance(result, Unusable) and result is not None:
                    return result
            expected = " atau ".join(
                [type_name(candidate) for candidate in scalars] + [f"`{p}`" for p in field.choices]
            )
            hint = quote_hint(node) or date_hint(node, scalars) or type_hint(scalars)
            self.wrong("KSD011", f'"{summary(node.text)}" bukan {expected}', node.span, route, hint)
            return FAILED
        for candidate in candidates:
            if _matches(candidate, node):
                return self.value(candidate, field, node, route)
        expected = " atau ".join(type_name(candidate) for candidate in candidates)
        self.wrong("KSD011", f"{mention(node)}, seharusnya {expected}", node.span, route, shape_hint(node))
        return FAILED

    def _enum(self, annotation: type[Enum], node: ScalarNode, route: str) -> Any:
        result = read_enum(annotation, node)
        if result is None:
            words = [str(e.value) for e in annotation]
            suggestion = self._suggestions.nearest(node.text.strip(), words)
            self.wrong(
                "KSD013",
                f'nilai "{summary(node.text)}" tidak dikenal',
                node.span,
                route,
                (f"maksud Anda `{suggestion}`? " if suggestion else "") + f"pilihan: {', '.join(words)}",
            )
            return FAILED
        return result


def _matches(annotation: Any, node: Node) -> bool:
    """Whether a type out of several is the one for a list or a mapping."""
    if isinstance(node, SequenceNode):
        return get_origin(annotation) is tuple
    return get_origin(annotation) in (Mapping, dict) or (
        isinstance(annotation, type) and issubclass(annotation, Record)
    )
