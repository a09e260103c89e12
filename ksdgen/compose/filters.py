"""The only filters of templates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from markupsafe import Markup

from ksdgen import bahasa
from ksdgen.compose.fencing import WrongValue, join, markah_lines, refuse_text, refuse_unknown, render, value_text
from ksdgen.compose.views import Hole, ListView, Value, plain, route_of
from ksdgen.paper import fences
from ksdgen.paper.markers import NEXT_MARKERS
from ksdgen.source.scalars import Duration, Rupiah, ToFollow, is_deferred

ITEM_MARKERS = {kind: NEXT_MARKERS[kind] for kind in ("huruf", "angka", "huruf_kurung", "angka_kurung")}
"""The kinds of number that a list of facts may have."""
_CONJUNCTIONS = ("; dan", "; serta", "; atau", "; dan/atau")
_ABBREVIATIONS = ("...", "dll.", "dsb.", "dst.")

REQUIRES: dict[Callable[..., Any], tuple[str, type]] = {}
"""The type of value that a filter needs, with its name for people; other filters take several."""


def _filter(type_name: str, type_: type, function: Callable[..., str]) -> Callable[..., Any]:
    """A filter over one type of value: keeps the route, passes blanks through, complains about any other type."""

    def template_filter(value: Any, *arguments: Any) -> Any:
        if isinstance(value, Hole):
            return value
        route, content = route_of(value), plain(value)
        refuse_unknown(content)
        if isinstance(content, ToFollow):
            return Hole(route)
        if not isinstance(content, type_) or isinstance(content, bool):
            raise WrongValue(f"saringan ini memerlukan {type_name}")
        return Value(function(content, *arguments), route)

    REQUIRES[template_filter] = (type_name, type_)
    return template_filter


def _anggaran(value: Any) -> Any:
    """Money in figures; a source of money that is words stays as it is."""
    return FILTERS["rupiah_angka"](value) if isinstance(value, Value) and isinstance(value.content, Rupiah) else value


def _capitals(value: Any) -> Any:
    if isinstance(value, Value):
        # A gap stays a gap: `menyusul` in capitals would be printed as a word.
        return value if is_deferred(value.content) else Value(value_text(value.content).upper(), value.route)
    if isinstance(value, Hole):
        return value
    refuse_unknown(value)
    if isinstance(value, Markup) or not isinstance(value, str):
        raise WrongValue("saringan ini memerlukan satu teks, bukan daftar atau hasil perintah lain")
    return value.upper()


def _length(value: Any) -> int:
    return 0 if isinstance(value, Hole) else len(value)


def _lines(value: Any) -> Any:
    """A list as lines of one paragraph."""
    if isinstance(value, Hole):
        return value
    items = list(value) if isinstance(value, ListView | list | tuple) else [value]
    return Markup("\\\n").join(render(b) for b in items) if items else Hole(getattr(value, "route", ""))


# --- law-like text ----------------------------------------------------------------------------------------------------


def _markah(value: Any, end: str = "") -> Any:
    """A Markah as law-like text; `end` is the mark that the sentence ends with, whatever its author typed."""
    if not isinstance(value, Value):
        return value
    lines = markah_lines(value)
    if end and lines:
        lines[-1] = _end_with(lines[-1], end)
    return Markup("\n").join(Markup(b) for b in lines)


def _items(value: Any, kind: str = "huruf") -> Any:
    """A list as numbered points, ended the way lists in Indonesian law end: ";", "; dan", "."."""
    marker = ITEM_MARKERS.get(kind)
    if marker is None:
        raise WrongValue("`butir` mengenal 'huruf', 'angka', 'huruf_kurung', dan 'angka_kurung'")
    last = len(value) - 1
    return _numbered(value, marker, 3, lambda i: "." if i == last else "; dan" if i == last - 1 else ";")


def _ayat(value: Any) -> Any:
    """A list as one ayat each."""
    return _numbered(value, "(#)", 4, lambda _: ".")


def _numbered(value: Any, marker: str, indent: int, end: Callable[[int], str]) -> Markup:
    """Each value of a list after a marker, its further lines indented; `end` gives the ending of the i-th."""
    refuse_text(value)
    if len(value) == 0:
        return Markup(f"{marker} {fences.hole(getattr(value, 'route', ''))}")
    result = []
    for index, item in enumerate(value):
        lines = markah_lines(item) if isinstance(item, Value) else [str(render(item))]
        while lines and not lines[-1]:
            lines.pop()
        if lines:
            lines[-1] = _end_with(lines[-1], end(index))
        result.append(f"{marker} {lines[0].lstrip() if lines else ''}")
        result += [" " * indent + line if line else "" for line in lines[1:]]
    return Markup("\n".join(result))


def _end_with(line: str, end: str) -> str:
    """A point with its final punctuation; what the author ended it with gives way only to the same kind of mark."""
    tail = fences.VALUE_END if line.endswith(fences.VALUE_END) else ""
    content = line.removesuffix(tail).rstrip()
    if content.endswith(("|", "\\")):
        return line
    for conjunction in _CONJUNCTIONS:
        if content.endswith(conjunction):
            content = content.removesuffix(conjunction)
            end = conjunction if end != "." else end
    if content.endswith((";", ".", ",")) and not content.endswith(_ABBREVIATIONS):
        content = content[:-1]
    return content + tail + end


FILTERS: dict[str, Callable[..., Any]] = {
    "angka": _filter("bilangan", int, bahasa.with_words),
    "angka_saja": _filter("bilangan", int, bahasa.in_figures),
    "tahun": _filter("bilangan", int, str),
    "terbilang": _filter("bilangan", int, bahasa.terbilang),
    "romawi": _filter("bilangan", int, bahasa.roman),
    "rupiah": _filter("jumlah uang", Rupiah, bahasa.rupiah),
    "rupiah_angka": _filter("jumlah uang", Rupiah, bahasa.rupiah_figures),
    "anggaran": _anggaran,
    "persen": _filter("persen", str, bahasa.percent),
    "tanggal": _filter("tanggal", date, bahasa.long_date),
    "tanggal_angka": _filter("tanggal", date, bahasa.date_figures),
    "tanggal_kata": _filter("tanggal", date, lambda d: bahasa.date_in_words(d)[0]),
    "bulan_kata": _filter("tanggal", date, lambda d: bahasa.date_in_words(d)[1]),
    "tahun_kata": _filter("tanggal", date, lambda d: bahasa.date_in_words(d)[2]),
    "hari": _filter("tanggal", date, bahasa.weekday),
    "lama": _filter("lama waktu", Duration, value_text),
    "length": _length,
    "kapital": _capitals,
    "gabung": join,
    "markah": _markah,
    "butir": _items,
    "ayat": _ayat,
    "baris": _lines,
}
