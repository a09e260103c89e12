"""What several families of checks share: the nearest written place, the text of the articles, what is wrong with a
pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksdgen.diagnostics import Span
from ksdgen.paper.document import Paragraph, Table, Text, paragraphs_of
from ksdgen.rules.rule import Context
from ksdgen.rules.shapes import Fault
from ksdgen.source.node import MappingNode, Node, ScalarNode, SequenceNode


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
    """Where a pattern occurs in what the agreement itself says, not in the standard text around it: route, place,
    match.
    """
    for part in paragraph.content:
        if isinstance(part, Text):
            for matched in pattern.finditer(part.content):
                origin = part.place(matched.start(), matched.end())
                if origin is not None and origin.route is not None:
                    yield origin.route, origin.span, matched


def is_mentioned(context: Context, pattern: re.Pattern[str]) -> bool:
    """Whether a text of the agreement's file mentions something."""
    return context.places.root is not None and any(pattern.search(text) for text in _text(context.places.root))


def _text(node: Node) -> Iterator[str]:
    if isinstance(node, MappingNode):
        for child in node.content.values():
            yield from _text(child)
    elif isinstance(node, SequenceNode):
        for child in node.items:
            yield from _text(child)
    elif isinstance(node, ScalarNode):
        yield " ".join(node.text.split())


def regex_faults(route: str, pattern: str) -> Iterator[Fault]:
    """What is wrong with a regular expression."""
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as wrong:
        yield Fault(
            route,
            f"ungkapan reguler ini tidak dapat dibaca: {wrong}",
            "lihat https://docs.python.org/id/3/library/re.html",
        )
