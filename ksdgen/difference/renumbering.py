"""Entries about numbers and form that changed without any word: neighbours that moved on by the same step are one entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ksdgen.difference.entry import Change
from ksdgen.difference.outline import OutlineNode
from ksdgen.difference.places import passage_place, place, prefix
from ksdgen.difference.versions import Redline
from ksdgen.paper.document import Block, Number, Paragraph

Identified = tuple[int, Change, tuple[str, ...]]
"""Where an entry stands, the entry, and the identities whose number it changed."""


def number_changes(redline: Redline) -> Iterator[Identified]:
    """The entries about numbers, in reading order."""
    series: list[int] = []
    for j in redline.new.blocks:
        if series and not _continues(redline, series[-1], j):
            yield _entry(redline, series)
            series = []
        if _number_differs(redline, j):
            series.append(j)
    if series:
        yield _entry(redline, series)


def shape_changes(redline: Redline) -> Iterator[tuple[int, Change]]:
    """Paragraphs whose role or depth changed where no entry about a number or a move says so."""
    covered: dict[OutlineNode, bool] = {}
    for j, i in redline.older_of.items():
        a, b = redline.old.blocks[i], redline.new.blocks[j]
        if not isinstance(a, Paragraph) or not isinstance(b, Paragraph) or (a.role, a.depth) == (b.role, b.depth):
            continue
        if i != j or _number_differs(redline, j):
            continue
        part = redline.new.nodes[j].part
        if part not in covered:
            covered[part] = _is_covered(redline, part)
        if not covered[part]:
            where, old_where = place(redline.new.nodes[j]), place(redline.old.nodes[i])
            yield (
                j,
                Change(
                    "diubah",
                    "bentuk",
                    where,
                    old_where,
                    title="tingkat atau bentuk paragraf berubah",
                    identity=b.identity,
                ),
            )


def _number_differs(redline: Redline, j: int) -> bool:
    """Whether a newer block had another number; what moved by itself says so already."""
    i = redline.older_of.get(j)
    if i is None or redline.moves_alone(j):
        return False
    a, b = redline.old.blocks[i], redline.new.blocks[j]
    return isinstance(a, Paragraph) and isinstance(b, Paragraph) and a.number != b.number


def _is_covered(redline: Redline, part: OutlineNode) -> bool:
    """Whether a number that came or went explains that paragraphs of an article stand deeper or less deep: the only ayat has none."""
    location = (redline.new.location(a) for a in part.descendants())
    return any(n is not None and _number_differs(redline, n) and _missing(redline, n) for n in location)


def _missing(redline: Redline, j: int) -> bool:
    return (_number(redline.old.blocks[redline.older_of[j]]) is None) != (_number(redline.new.blocks[j]) is None)


def _number(b: Block | None) -> Number | None:
    return b.number if isinstance(b, Paragraph) else None


def _continues(redline: Redline, j: int, k: int) -> bool:
    """Whether the block at `k` goes on with the run whose last block is at `j`, or only stands in between."""
    s, t = redline.new.nodes[j], redline.new.nodes[k]
    if t.parent is not s.parent:
        return t.level > s.level and not _number_differs(redline, k)
    if not _number_differs(redline, k):
        return _number(t.blocks) is None
    old = (_number(redline.old.blocks[redline.older_of[n]]) for n in (j, k))
    new = (_number(redline.new.blocks[n]) for n in (j, k))
    return _consecutive(*old) and _consecutive(*new) and redline.together(redline.older_of[k], k)


def _consecutive(a: Number | None, b: Number | None) -> bool:
    return a is not None and b is not None and a.kind == b.kind and b.value == a.value + 1


def _entry(redline: Redline, series: Sequence[int]) -> Identified:
    old = [redline.old.nodes[redline.older_of[j]] for j in series]
    new = [redline.new.nodes[j] for j in series]
    old_where, where = _range(old), _range(new)
    old_parent, parent = prefix(old[0]), prefix(new[0])
    if parent and parent == old_parent:
        where = where.removeprefix(f"{parent} ")  # "Pasal 5 ayat (4) menjadi ayat (5)"
    identities = tuple(
        s.blocks.identity for s in new if isinstance(s.blocks, Paragraph) and s.blocks.identity is not None
    )
    return (
        series[0],
        Change("dinomori_ulang", "nomor", where, old_where, identity=identities[0] if identities else None),
        identities,
    )


def _range(nodes: Sequence[OutlineNode]) -> str:
    """The places of neighbours: "Pasal 7–12", "Pasal 5 ayat (4)–(8)"."""
    start, end = passage_place(nodes[0]), _number(nodes[-1].blocks)
    return start if len(nodes) == 1 or end is None else f"{start}–{end.reference.removeprefix('Pasal ')}"
