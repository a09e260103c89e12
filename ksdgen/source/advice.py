"""What to do about a value or key that cannot be used: the nearest known word, another place, another way to write it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from ksdgen import bahasa
from ksdgen.diagnostics import Edit, Span
from ksdgen.source.convert import DATE_EXAMPLE, DURATION_EXAMPLE, summary
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode
from ksdgen.source.record import REQUIRED, Field, Record, field_types
from ksdgen.source.scalars import Duration


def nearest(name: str, items: Mapping[str, Any] | list[str] | tuple[str, ...]) -> str | None:
    """The known word nearest to what was written, for "maksud Anda …?"."""
    import difflib  # only when something is wrong

    candidates = {_spelling(k): k for k in reversed(list(items))}
    near = difflib.get_close_matches(_spelling(name), candidates, n=1, cutoff=0.6)
    return candidates[near[0]] if near else None


def key_correction(name: str, node: MappingNode, table: Mapping[str, Any]) -> tuple[Edit, ...]:
    """The correction of a misspelt key, where there is no doubt.

    Only one key is near, and nothing else in this record is it or may be meant to be it.
    """
    suggestion = _certain(name, table)
    if (
        suggestion is None
        or suggestion in node.content
        or any(_certain(n, table) == suggestion for n in node.content if n != name and n not in table)
    ):
        return ()
    span = node.keys[name]
    edges = span.end_column - span.column - len(name)
    if span.line != span.end_line or edges not in (0, 2):
        return ()  # an escape inside quotes
    # Quotes stay: without them `{"objk":x}` would not be a key any more.
    inside = Span(span.file, span.line, span.column + edges // 2, span.end_line, span.end_column - edges // 2)
    return (Edit(inside, suggestion),)


def _certain(name: str, table: Mapping[str, Any]) -> str | None:
    """The only known word that is very near to what was written."""
    import difflib

    candidates = {_spelling(k): k for k in table}
    near = difflib.get_close_matches(_spelling(name), candidates, n=2, cutoff=0.8)
    return candidates[near[0]] if len(near) == 1 else None


def _spelling(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def mention(node: Node) -> str:
    """What a node is, in words for people."""
    if isinstance(node, MappingNode):
        return "ini pasangan kunci: nilai"
    if isinstance(node, SequenceNode):
        return "ini daftar"
    return f'"{summary(node.text)}"' if node.text else "nilai ini kosong"


def list_hint(node: Node) -> str:
    """What to do with a text, or pairs, where a list belongs."""
    start = node.text.lstrip()[:1] if isinstance(node, ScalarNode) else ""
    if start == "-":
        return "beri satu spasi biasa sesudah tanda `-` di awal setiap butir"
    if start and start in "–—−•·▪●*":
        return f"ganti tanda `{start}` di awal setiap butir dengan tanda hubung dan satu spasi: `- `"
    return "tulis setiap butir pada baris sendiri yang diawali tanda hubung dan spasi: `- `"


def shape_hint(node: Node) -> str | None:
    """What to do with pairs or a list where one value belongs."""
    if isinstance(node, MappingNode):
        return "bila titik dua itu bagian dari teks, apit seluruh teksnya dengan tanda kutip"
    if isinstance(node, SequenceNode):
        return "tulis satu nilai saja sesudah titik dua, tanpa tanda `-`"
    return None


def quote_hint(node: ScalarNode) -> str | None:
    """What to do with the quotation marks that a word processor sets: to YAML they are letters."""
    if node.style == "" and node.text[:1] in ("“", "”", "„", "‘", "’"):
        return f"hapus tanda kutip {node.text[0]} di kedua ujungnya; nilai ini tidak perlu tanda kutip"
    return None


def date_hint(node: ScalarNode, types: list[Any]) -> str | None:
    """What is wrong with a text that is nearly a date: the day's name before it, or a day that its month does not have."""
    if date not in types:
        return None
    _, comma, rest = node.text.rpartition(",")
    if comma and bahasa.read_date(rest.strip()) is not None:
        return f"tulis tanggalnya saja, `{rest.strip()}`; nama harinya dicetak sendiri"
    day, _, rest = node.text.strip().partition(" ")
    month = bahasa.read_date(f"1 {rest}") if day.isdigit() else None
    if month is not None:
        from calendar import monthrange  # only when something is wrong

        return f"{rest.strip()} hanya sampai dengan tanggal {monthrange(month.year, month.month)[1]}"
    return None


def type_hint(types: list[Any]) -> str | None:
    """How a date or a length of time is written, where one of them belongs."""
    return DATE_EXAMPLE if date in types else DURATION_EXAMPLE if Duration in types else None


_USUAL_NAMES = {
    "menimbang": "konsideran",
    "mengingat": "dasar_hukum",
    "memperhatikan": "dasar_hukum",
    "judul": "tentang",
    "pihak": "para_pihak",
    "biaya": "pembiayaan",
    "anggaran": "pembiayaan",
    "pendanaan": "pembiayaan",
    "lingkup": "ruang_lingkup",
    "lingkup_kerja_sama": "ruang_lingkup",
    "tanda_tangan": "penanda_tangan",
    "penandatangan": "penanda_tangan",
    "masa_berlaku": "jangka_waktu",
    "definisi": "istilah",
    "pasal": "pasal_tambahan",
    "ksb": "kesepakatan_bersama",
    "hak_kewajiban": "hak_dan_kewajiban",
    "telp": "telepon",
    "email": "surel",
}
"""What drafters call a key, and its name here."""


def key_hint(name: str, kind: type[Record]) -> str:
    """What to do with an unknown key: another name, another place, or what there is."""
    table = kind.fields_
    usual = _USUAL_NAMES.get(name.strip().lower().replace(" ", "_"))
    if usual in table:
        return f"maksud Anda `{usual}`?"
    for parent, type_ in field_types(kind).items():
        for annotation in (type_, *get_args(type_)):
            if isinstance(annotation, type) and issubclass(annotation, Record) and name in annotation.fields_:
                return f"kunci ini bagian dari `{parent}`: tulis di bawahnya, menjorok dua spasi"
    suggestion = nearest(name, table)
    return f"maksud Anda `{suggestion}`?" if suggestion else _present_keys(table)


def _present_keys(table: Mapping[str, Field]) -> str:
    names = list(table)
    return f"kunci yang ada di sini: {', '.join(names[:20])}{', …' if len(names) > 20 else ''}"


def example_hint(name: str, field: Field) -> str | None:
    """How a missing key is written."""
    return f"misalnya `{name}: {field.example}`" if field.example is not None else f"tambahkan `{name}:` di sini"


def key_examples(kind: type[Record]) -> str:
    """The keys that a record cannot do without."""
    required = [n for n, field in kind.fields_.items() if field.default is REQUIRED] or list(kind.fields_)[:3]
    return f"kunci di sini antara lain: {', '.join(required)}"
