"""What several families of checks share: nearest written places, the text of the articles, faults of patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen.diagnostics import Span
from ksdgen.paper.document import Paragraph, Table, Text, paragraphs_of
from ksdgen.rules.reading import scalars
from ksdgen.rules.rule import Context


def nearest(context: Context, route: str) -> str:
    """The route itself where its key is written, else the nearest part of it that is."""
    while "." in route and context.places.node(route) is None:
        route = route.rpartition(".")[0]
    return route


def body_paragraphs(context: Context) -> Iterator[tuple[str, Paragraph]]:
    """The paragraphs of the articles, each with the code of its article; headings are left out."""
    pasal: str | None = None
    for block in context.composition.dokumen.content:
        if isinstance(block, Paragraph) and block.role == "pasal":
            pasal = block.identity or ""
        elif isinstance(block, Paragraph) and block.role in ("penutup", "lampiran_judul"):
            return
        elif pasal is not None and isinstance(block, Paragraph | Table):
            for paragraph in paragraphs_of((block,)):
                yield pasal, paragraph


def written(paragraph: Paragraph, pattern: re.Pattern[str]) -> Iterator[tuple[str, Span, re.Match[str]]]:
    """Where a pattern occurs in what the agreement itself says, not in the standard text around it.

    Yields route, place and match.
    """
    for inline in paragraph.content:
        if isinstance(inline, Text):
            for match in pattern.finditer(inline.content):
                origin = inline.place(match.start(), match.end())
                if origin is not None and origin.route is not None:
                    yield origin.route, origin.span, match


def is_mentioned(context: Context, pattern: re.Pattern[str]) -> bool:
    """Whether a text of the agreement's file mentions something."""
    return any(pattern.search(" ".join(node.text.split())) for _, node in scalars(context.places.root))
