"""What to do about a value or key that cannot be used: the nearest known word, another place, another way to write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, get_args

from ksdgen import bahasa
from ksdgen.diagnostics import SHOWN, Edit, Span
from ksdgen.source.convert import DATE_EXAMPLE, DURATION_EXAMPLE, summary
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode
from ksdgen.source.record import REQUIRED, Field, Record, field_types
from ksdgen.source.scalars import Duration


def nearest(name: str, items: Iterable[str]) -> str | None:
    """The known word nearest to what was written, for "maksud Anda …?"."""
    return next(iter(_close(name, tuple(items), 1, 0.6)), None)


_LONGEST = 60
"""The longest word for which a near one is looked for, and how many are looked at: to compare takes time."""
_MOST = 1000


@lru_cache(maxsize=256)
def _close(name: str, items: tuple[str, ...], count: int, cutoff: float) -> tuple[str, ...]:
    """The known words that are near to what was written, the nearest first; of those that differ in nothing but
    spaces, hyphens and capitals the first.
    """
    import difflib  # only when something is wrong

    if len(name) > _LONGEST:
        return ()
    candidates = {_spelling(item): item for item in reversed(items[:_MOST]) if len(item) <= 2 * _LONGEST}
    near = difflib.get_close_matches(_spelling(name), candidates, n=count, cutoff=cutoff)
    return tuple(candidates[spelling] for spelling in near)


class Suggestions:
    """Near words for those that are unknown in one file; after a hundred different ones nothing is looked for any more.

    A file with so many unknown words is not one with slips of the pen, and to look for each would take for ever.
    """

    __slots__ = ("_names",)

    def __init__(self) -> None:
        self._names: set[str] = set()

    def _wanted(self, name: str) -> bool:
        if len(self._names) < SHOWN:
            self._names.add(name)
        return name in self._names

    def nearest(self, name: str, items: Iterable[str]) -> str | None:
        """The known word nearest to what was written, for "maksud Anda …?"."""
        return nearest(name, items) if self._wanted(name) else None

    def certain(self, name: str, table: Iterable[str]) -> str | None:
        """The only known word that is very near to what was written."""
        near = _close(name, tuple(table), 2, 0.8) if self._wanted(name) else ()
        return near[0] if len(near) == 1 else None

    def key_hint(self, name: str, kind: type[Record]) -> str:
        """What to do with an unknown key: another name, another place, or what there is."""
        return _key_hint(name, kind) if self._wanted(name) else _present_keys(kind.fields_)


def key_correction(name: str, node: MappingNode, meant: Mapping[str, str | None]) -> tuple[Edit, ...]:
    """The correction of a misspelt key, where there is no doubt.

    Only one key is near, and nothing else in this record is it or may be meant to be it.

    Args:
        name: the key.
        node: the record.
        meant: each unknown key of the record with the one that it is surely meant to be, if any.
    """
    suggestion = meant[name]
    if suggestion is None or suggestion in node.content or list(meant.values()).count(suggestion) > 1:
        return ()
    span = node.keys[name]
    edges = span.end_column - span.column - len(name)
    if span.line != span.end_line or edges not in (0, 2):
        return ()  # an escape inside quotes
    # Quotes stay: without them `{"objk":x}` would not be a key any more.
    inside = Span(span.file, span.line, span.column + edges // 2, span.end_line, span.end_column - edges // 2)
    return (Edit(inside, suggestion),)


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


def _key_hint(name: str, kind: type[Record]) -> str:
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


def a_few(names: Iterable[str]) -> str:
    """Names in a row; of very many the first."""
    listed = list(islice(names, _LISTED + 1))
    return ", ".join(listed[:_LISTED]) + (", …" if len(listed) > _LISTED else "")


_LISTED = 100


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
