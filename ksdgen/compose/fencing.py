"""Values on their way into the text: fenced, with the route they came from, and with blanks for their gaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import jinja2
from markupsafe import Markup

from ksdgen import bahasa
from ksdgen.compose import origins
from ksdgen.compose.budget import budget
from ksdgen.compose.views import Hole, ListView, Value, View, plain, route_of
from ksdgen.paper import fences, inlines, markers
from ksdgen.source.scalars import Duration, Markah, Percent, Rupiah, has_gap, is_deferred


class WrongValue(Exception):
    """A value cannot be printed the way a template asks for; the text is for people."""


def render(value: Any) -> Markup:
    """A value as fenced text."""
    if isinstance(value, Markup):
        budget().count(len(value))
        return value
    refuse_unknown(value)
    if isinstance(value, Hole) or (isinstance(value, ListView) and not value.items):
        return Markup(fences.hole(value.route))
    if isinstance(value, ListView):
        return join(value)  # type: ignore[no-any-return]
    if isinstance(value, View):
        raise WrongValue("nilai ini terdiri atas beberapa bagian; cetak bagiannya satu per satu")
    route, content = route_of(value), plain(value)
    if is_deferred(content):
        return Markup(fences.hole(route))
    if not isinstance(content, str | int | date | Duration) or isinstance(content, bool):
        raise WrongValue("nilai ini tidak dapat dicetak")
    text = value_text(content)
    budget().count(len(text))
    if has_gap(text):
        return Markup("".join(_with_open_values(text, route)))
    return Markup(fences.value(text, route))


def _with_open_values(text: str, route: str) -> Iterator[str]:
    """The pieces of a value that leaves gaps to be written by hand."""
    for index, piece in enumerate(inlines.WRITTEN_GAP.split(text)):
        if index:
            yield fences.hole(route)
        if piece:
            yield fences.value(piece, route)


def join(value: Any, word: Any = "dan") -> Any:
    """A list as one phrase: "a, b, dan c"."""
    if isinstance(value, Hole):
        return value
    if not isinstance(word, str):
        raise WrongValue("`gabung` memerlukan kata penghubung di antara tanda kutip")
    refuse_text(value)
    items = [render(b) for b in value]
    if not items:
        return Hole(getattr(value, "route", ""))
    if len(items) == 1:
        return items[0]
    if len(items) == 2:
        return Markup(f" {word} ").join(items)
    return Markup(", ").join(items[:-1]) + Markup(f", {word} ") + items[-1]


def markah_lines(value: Value) -> list[str]:
    """The lines of a Markah, each with a mark that leads back to its place; a one-line text is never structure."""
    text = str(value.content)
    if not isinstance(value.content, Markah):
        return [fences.value(text, value.route)]
    lines = text.split("\n")
    result = []
    for index, line in enumerate(lines):
        column = len(line) - len(line.lstrip(" "))
        content = line[column:]
        if content and (content.startswith("@") or len(lines) == 1) and _looks_structured(content):
            content = fences.LITERAL + content
        result.append(
            line[:column] + fences.mark(origins.markah_id(value.route, index, column)) + content if content else ""
        )
    return result


def _looks_structured(content: str) -> bool:
    return content[0] in "@|" or markers.is_marker(content)


def value_text(content: Any) -> str:
    """How a value prints where no filter says otherwise."""
    if isinstance(content, Rupiah):
        return bahasa.rupiah(content)
    if isinstance(content, date):
        return bahasa.long_date(content)
    if isinstance(content, Duration):
        return bahasa.duration(content.years, content.months, content.days)
    if isinstance(content, Percent):
        return bahasa.percent(content)
    return str(content)


def refuse_text(value: Any) -> None:
    """Refuse a text where a list belongs: its letters would be taken for elements."""
    if isinstance(value, str):
        raise WrongValue("saringan ini memerlukan daftar")


def refuse_unknown(value: Any) -> None:
    """Raise Jinja's error for a name that a template does not have."""
    if isinstance(value, jinja2.Undefined):
        str(value)


def empty(name: Any) -> Hole:
    """A blank that a template asks for."""
    if not isinstance(name, str) or isinstance(name, Markup) or len(name) > 200:
        raise WrongValue("`kosong` memerlukan nama fakta yang pendek di antara tanda kutip")
    return Hole(name)
