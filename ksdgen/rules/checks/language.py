"""The language that the paper is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen.rules.reading import once, route_at, whole_text
from ksdgen.rules.rule import Context, Finding
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import record_field

_INDONESIAN = re.compile(
    r"\b(?:yang|dan|di|ke|dari|untuk|dengan|pada|dalam|atas|oleh|ini|itu|adalah|atau|sebagai|tidak|akan|telah|dapat|bagi|para|serta|antara|tentang"
    r"|terhadap|kepada|sesuai|setelah|secara|paling|setiap|bahwa|agar|juga|hal|harus|lain|masing|apabila|sejak|sampai)\b"
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|for|by|with|on|as|is|are|be|shall|will|that|this|or|any|from|which|such|its|it|at|an|between|under|upon|has|have|not|all"
    r"|other|their|may|within|each|was|were)\b"
)
"""Words that every text of these languages is full of."""


class TextLength(Parameter):
    """How long a text is that is judged."""

    kata: int = record_field("Paling sedikit sekian kata")


@shape("bahasa_indonesia", TextLength)
@once
def bahasa_indonesia(context: Context, parameter: TextLength) -> Iterator[Finding]:
    """No text of the agreement of `kata` words or more is written in English; annexes may carry a translation."""
    for reading in whole_text(context).candidates((" the ", " and ")):
        if reading.lampiran or (route := route_at(reading, len(reading.text) // 2)) is None:
            continue
        text = reading.text.lower()
        if len(text.split()) < parameter.kata:
            continue
        english, indonesian = len(_ENGLISH.findall(text)), len(_INDONESIAN.findall(text))
        if english >= parameter.kata // 5 and english > 2 * indonesian:
            yield Finding(route)
