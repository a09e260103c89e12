"""Examples that the schema shows: of a field as YAML, of a whole paper to be filled in, and ready-made pieces."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin

from ksdgen.catalogue.schema_scalars import Schema
from ksdgen.naskah.articles import DasarHukum, ExtraPasal, HakKewajiban, KlausulChoice
from ksdgen.naskah.model import Waiver
from ksdgen.naskah.money import JangkaWaktu, Termin
from ksdgen.naskah.pihak import DasarKewenangan, PenandaTangan, Pihak
from ksdgen.source.node import MappingNode, SequenceNode, plain
from ksdgen.source.parse import load
from ksdgen.source.record import REQUIRED, Field, Record, field_types, record_field
from ksdgen.source.scalars import Duration, Percent, Rupiah, ToFollow
from ksdgen.world.package import DATA

_SNIPPETS = DATA / "cuplikan.yaml"


def as_class(origin: Any) -> type:
    """The origin of an annotation where it is a class, else `object`, so that `issubclass` may be asked."""
    return origin if isinstance(origin, type) else object


def main_keys(kind: type[Record]) -> list[str]:
    """The keys that a record cannot do without, or its first three."""
    return [n for n, field in kind.fields_.items() if field.default is REQUIRED] or list(kind.fields_)[:3]


_EXAMPLES: dict[Any, str] = {
    date: "2026-12-07",
    ToFollow: "menyusul",
    Rupiah: "2500000000",
    Duration: "3 tahun",
    int: "3",
    Percent: "30",
    bool: "ya",
}


def example(type_: Any, field: Field) -> Any:
    """An example of a field as data."""
    origin = get_origin(type_)
    if origin is tuple:
        return [example(get_args(type_)[0], field)]
    if origin is not None and issubclass(as_class(origin), Mapping):
        content = get_args(type_)[1]
        return {} if content in (Any, KlausulChoice) else {"garut": example(content, field)}
    choices = [chosen for chosen in get_args(type_) if chosen is not type(None)] if origin is not None else [type_]
    if field.example is not None and not (
        len(choices) == 1 and isinstance(choices[0], type) and issubclass(choices[0], Record)
    ):
        return str(field.example)
    chosen = choices[0]
    if isinstance(chosen, type) and issubclass(chosen, Record):
        keys = main_keys(chosen)
        return {n: example(field_types(chosen)[n], chosen.fields_[n]) for n in keys}
    if chosen in _EXAMPLES:
        return _EXAMPLES[chosen]
    if isinstance(chosen, type) and issubclass(chosen, Enum):
        return str(next(iter(chosen)).value)
    return "…"


def block_yaml(data: Any, depth: int = 0) -> str:
    """A small example as block YAML, indented by so many levels."""
    start = "  " * depth
    if isinstance(data, dict):
        return "".join(f"{start}{k}:" + _child(v, depth) for k, v in data.items())
    lines = []
    for item in data:
        text = block_yaml(item, depth + 1) if isinstance(item, dict | list) else f"{start}  {_scalar(item)}\n"
        lines.append(f"{start}- {text[len(start) + 2 :]}")
    return "".join(lines)


def _child(value: Any, depth: int) -> str:
    return "\n" + block_yaml(value, depth + 1) if isinstance(value, dict | list) and value else f" {_scalar(value)}\n"


def _scalar(value: Any) -> str:
    text = str(value) if value != {} else ""
    must_quote = ": " in text or " #" in text or (text[:1] in "[]{}&*!|>'\"%@`" and text)
    return json.dumps(text, ensure_ascii=False) if must_quote else text


def empty_shape(type_: Any, numbers: Iterator[int]) -> Any:
    """A field of a skeleton: the structure that it has, with places to fill in."""
    origin = get_origin(type_)
    if origin is tuple:
        return [empty_shape(get_args(type_)[0], numbers)]
    if origin is not None and issubclass(as_class(origin), Mapping):
        return {f"${{{next(numbers)}:kode_pihak}}": empty_shape(get_args(type_)[1], numbers)}
    choices = [chosen for chosen in get_args(type_) if chosen is not type(None)] if origin is not None else [type_]
    chosen = choices[0]
    if isinstance(chosen, type) and issubclass(chosen, Record):
        keys = [n for n, field in chosen.fields_.items() if field.default is REQUIRED] or list(chosen.fields_)[:2]
        return {n: empty_shape(field_types(chosen)[n], numbers) for n in keys}
    return f"${next(numbers)}"


class Snippet(Record):
    """A ready-made piece that editors offer."""

    label: str = record_field("Nama yang tampil di daftar")
    uraian: str = record_field("Untuk apa cuplikan ini")
    isi: Any = record_field("Isinya; $1, $2, … adalah tempat yang diisi")


_RECORDS: dict[str, type[Record]] = {
    "Pihak": Pihak,
    "PenandaTangan": PenandaTangan,
    "DasarKewenangan": DasarKewenangan,
    "DasarHukum": DasarHukum,
    "PilihanKlausul": KlausulChoice,
    "PasalTambahan": ExtraPasal,
    "JangkaWaktu": JangkaWaktu,
    "HakKewajiban": HakKewajiban,
    "Termin": Termin,
    "Pengecualian": Waiver,
}
"""The records that data/cuplikan.yaml has pieces for, by the names that stand there."""


def read_snippets() -> dict[type[Record], list[Schema]]:
    """The snippets of each record, from data/cuplikan.yaml."""
    from ksdgen.source.decode import Decoder

    node, _ = load(_SNIPPETS.read_bytes(), _SNIPPETS.name)
    result: dict[type[Record], list[Schema]] = {}
    assert isinstance(node, MappingNode)
    for name, written in node.content.items():
        assert isinstance(written, SequenceNode)
        snippets = [Decoder().record(Snippet, item) for item in written.items]
        result[_RECORDS[name]] = [
            {"label": c.label, "description": c.uraian, "body": plain(c.isi)} for c in snippets if c is not None
        ]
    return result
