"""The text of references in a file of two versions that LibreOffice saved.

LibreOffice brings every field up to date when it saves, and counts what was inserted and what was struck out alike: the
text in the fields is that of neither version.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ksdgen.paper.document import Block, Inline, Mark, Paragraph, Reference, Table, TrackedChange
from ksdgen.word.versions import BOTH, NEW, OLD, version


def with_target_numbers(
    content: tuple[Block, ...], footer: tuple[Block, ...]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Body and footer with references that print the number that their target has in the reference's own version."""
    number: dict[int, dict[str, str]] = {NEW: {}, OLD: {}}
    for b in content:
        for p, v in _paragraph(b):
            former = p.former if p.former is not None else p
            for x, as_version in ((NEW, p), (OLD, former if v == BOTH else p)):
                if v & x and as_version.identity is not None and as_version.number is not None:
                    number[x].setdefault(as_version.identity, as_version.number.reference)

    def one(b: Inline, v: int) -> Inline:
        if isinstance(b, TrackedChange):
            return TrackedChange(b.kind, tuple(one(x, NEW if b.kind == "sisip" else OLD) for x in b.content))
        if isinstance(b, Reference):
            return replace(b, content=number[OLD if v == OLD else NEW].get(b.target, b.content))
        return b

    def aimed(p: Paragraph, outer_mark: Mark | None) -> Paragraph:
        return replace(p, content=tuple(one(b, version(outer_mark or p.mark)) for b in p.content))

    def renewed(items: Iterable[Block]) -> tuple[Block, ...]:
        result: list[Block] = []
        for b in items:
            if isinstance(b, Table):
                rows = []
                for r in b.rows:
                    outer_mark = b.mark or r.mark
                    cells = tuple(replace(s, content=tuple(aimed(p, outer_mark) for p in s.content)) for s in r.cells)
                    rows.append(replace(r, cells=cells))
                result.append(replace(b, rows=tuple(rows)))
            else:
                result.append(aimed(b, None) if isinstance(b, Paragraph) else b)
        return tuple(result)

    return renewed(content), renewed(footer)


def _paragraph(b: Block) -> Iterable[tuple[Paragraph, int]]:
    if isinstance(b, Paragraph):
        yield b, version(b.mark)
    elif isinstance(b, Table):
        for r in b.rows:
            for s in r.cells:
                for p in s.content:
                    yield p, version(b.mark or r.mark or p.mark)
