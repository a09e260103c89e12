"""Nothing that an agreement writes may be lost: what must appear in the document, and what does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ksdgen.catalogue.front_matter import IsianDeclaration
from ksdgen.compose.task import Choice, Job
from ksdgen.diagnostics import Cause
from ksdgen.paper.document import Block, Gap, Reference, Text, paragraphs_of
from ksdgen.source.record import Record

_AS_ONE = "dasar_kewenangan"
"""Records that are printed as one phrase: some of their words prove the whole."""


def printed_routes(blocks: Iterable[Block]) -> frozenset[str]:
    """Routes of all values that stand in the document, as text or as a blank."""
    result: set[str] = set()
    for paragraph in paragraphs_of(blocks):
        for inline in paragraph.content:
            if isinstance(inline, Text):
                result.update(origin.route for _, origin in inline.origin if origin.route)
            elif isinstance(inline, Gap | Reference):
                if isinstance(inline, Gap):
                    result.add(inline.name)
                if inline.origin is not None and inline.origin.route:
                    result.add(inline.origin.route)
    return frozenset(result)


def check_printed(job: Job, choice: Choice, printed: frozenset[str]) -> None:
    """Report each value that must appear in the document and does not."""
    places = job.places
    broken = {finding.route for finding in job.findings}
    containing = {ancestor for route in printed for ancestor in (route, *_ancestors(route))}
    for route in (*_content_routes(job.naskah, ""), *_isian_routes(job, choice)):
        if route in containing or not printed.isdisjoint(_ancestors(route)):
            continue
        if route in broken or not places.present(route):
            continue
        span = places.key(route)
        if span.file != places.file:
            continue  # data of a shared party
        key = route.rpartition(".")[2]
        job.report(
            "KSD061",
            f"`{route if key.isdigit() else key}` tidak tercetak pada {choice.term} ini",
            span,
            "pindahkan ke tempat yang dicetak jenis naskah ini, atau hapus",
            route,
            cause=Cause.NOT_PRINTED,
        )


def _ancestors(route: str) -> Iterator[str]:
    """Routes of all that a route is part of, from near to far."""
    while "." in route:
        route = route.rpartition(".")[0]
        yield route


def _content_routes(record: Record, route: str) -> Iterator[str]:
    """Routes of all values of a record that must appear in the document."""
    for name, field in record.fields_.items():
        content = getattr(record, name)
        child = f"{route}.{name}" if route else name
        if content is None or content == () or content == "":
            continue
        if field.printed:
            yield from _printable_routes(content, child, name == _AS_ONE)
            continue
        for item, item_route in _parts(content, child) or [(content, child)]:
            if isinstance(item, Record):
                yield from _content_routes(item, item_route)


def _printable_routes(content: Any, route: str, as_one: bool) -> Iterator[str]:
    """Routes of what a field that is printed holds: each part of a list or table by itself."""
    parts = _parts(content, route)
    if parts is None:
        yield route
        return
    for item, part_route in parts:
        if isinstance(item, Record) and not as_one:
            yield from _content_routes(item, part_route)
        elif isinstance(item, tuple) and isinstance(content, Mapping):
            yield from (f"{part_route}.{i}" for i in range(len(item)))
        else:
            yield part_route


def _parts(content: Any, route: str) -> list[tuple[Any, str]] | None:
    """The parts of a list or table with their routes; None for a single value."""
    if isinstance(content, tuple):
        return [(b, f"{route}.{i}") for i, b in enumerate(content)]
    if isinstance(content, Mapping):
        return [(b, f"{route}.{k}") for k, b in content.items()]
    return None


def _isian_routes(job: Job, choice: Choice) -> Iterator[str]:
    """Routes of blanks that the agreement fills in and whose values are words; a choice only chooses words."""
    for route, content, declarations in _isian(job, choice):
        for name in content or {}:
            declaration = (declarations or {}).get(name)
            if declaration is not None and declaration.tipe not in ("pilihan", "ya_tidak"):
                yield f"{route}.{name}"


_Isian = tuple[str, Mapping[str, Any] | None, Mapping[str, IsianDeclaration] | None]
"""Route, values and declarations of the blanks of one template."""


def _isian(job: Job, choice: Choice) -> Iterator[_Isian]:
    """The blanks of the document type and of each clause that the agreement names."""
    naskah = job.naskah
    yield "isian", naskah.isian, choice.kind.isian
    for code, klausul in (naskah.klausul or {}).items():
        file = job.klausul(code)
        if file is not None:
            yield f"klausul.{code}.isian", klausul.isian, file.front_matter.isian
