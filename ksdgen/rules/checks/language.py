"""The language that the paper is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen.rules.reading import (
    lembar,
    rute_pada,
    sekali,
)
from ksdgen.rules.rule import Konteks, Temuan
from ksdgen.rules.shapes import Parameter, shape
from ksdgen.source.record import medan

_ID = re.compile(
    r"\b(?:yang|dan|di|ke|dari|untuk|dengan|pada|dalam|atas|oleh|ini|itu|adalah|atau|sebagai|tidak|akan|telah|dapat|bagi|para|serta|antara|tentang"
    r"|terhadap|kepada|sesuai|setelah|secara|paling|setiap|bahwa|agar|juga|hal|harus|lain|masing|apabila|sejak|sampai)\b"
)
_EN = re.compile(
    r"\b(?:the|of|and|to|in|for|by|with|on|as|is|are|be|shall|will|that|this|or|any|from|which|such|its|it|at|an|between|under|upon|has|have|not|all"
    r"|other|their|may|within|each|was|were)\b"
)
"""Words that every text of the language is full of."""


class PanjangTeks(Parameter):
    """How long a text is that is judged."""

    kata: int = medan("Paling sedikit sekian kata")


@shape("bahasa_indonesia", PanjangTeks)
@sekali
def bahasa_indonesia(k: Konteks, p: PanjangTeks) -> Iterator[Temuan]:
    """No long text of the agreement is written in a foreign language; annexes may carry a translation."""
    paling_sedikit = int(p.kata)
    for b in lembar(k).calon((" the ", " and ")):
        if b.lampiran or (rute := rute_pada(b, len(b.teks) // 2)) is None:
            continue
        teks = b.teks.lower()
        if len(teks.split()) < paling_sedikit:
            continue
        asing, sendiri = len(_EN.findall(teks)), len(_ID.findall(teks))
        if asing >= paling_sedikit // 5 and asing > 2 * sendiri:
            yield Temuan(rute)
