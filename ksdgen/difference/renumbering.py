"""Entries about numbers and form that changed without any word: neighbours that moved on by one step are one entry."""

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
    for new_index in redline.new.blocks:
        if series and not _continues(redline, series[-1], new_index):
            yield _entry(redline, series)
            series = []
        if _number_differs(redline, new_index):
            series.append(new_index)
    if series:
        yield _entry(redline, series)


def shape_changes(redline: Redline) -> Iterator[tuple[int, Change]]:
    """Paragraphs whose role or depth changed where no entry about a number or a move says so."""
    covered: dict[OutlineNode, bool] = {}
    for new_index, old_index in redline.older_of.items():
        old_block, new_block = redline.old.blocks[old_index], redline.new.blocks[new_index]
        if not isinstance(old_block, Paragraph) or not isinstance(new_block, Paragraph):
            continue
        if (old_block.role, old_block.depth) == (new_block.role, new_block.depth):
            continue
        if old_index != new_index or _number_differs(redline, new_index):
            continue
        part = redline.new.nodes[new_index].part
        if part not in covered:
            covered[part] = _is_covered(redline, part)
        if not covered[part]:
            where, old_where = place(redline.new.nodes[new_index]), place(redline.old.nodes[old_index])
            title = "tingkat atau bentuk paragraf berubah"
            yield new_index, Change("diubah", "bentuk", where, old_where, title=title, identity=new_block.identity)


def _number_differs(redline: Redline, new_index: int) -> bool:
    """Whether a newer block had another number; what moved by itself says so already."""
    old_index = redline.older_of.get(new_index)
    if old_index is None or redline.moves_alone(new_index):
        return False
    old_block, new_block = redline.old.blocks[old_index], redline.new.blocks[new_index]
    return (
        isinstance(old_block, Paragraph) and isinstance(new_block, Paragraph) and old_block.number != new_block.number
    )


def _is_covered(redline: Redline, part: OutlineNode) -> bool:
    """Whether a number that came or went explains that paragraphs of an article stand deeper or less deep.

    An ayat that is alone in its article has no number, and what belongs to it stands one step higher.
    """
    places = (redline.new.location(node) for node in part.descendants())
    return any(i is not None and _number_differs(redline, i) and _came_or_went(redline, i) for i in places)


def _came_or_went(redline: Redline, new_index: int) -> bool:
    """Whether only one version of a block has a number."""
    old, new = redline.old.blocks[redline.older_of[new_index]], redline.new.blocks[new_index]
    return (_number(old) is None) != (_number(new) is None)


def _number(block: Block | None) -> Number | None:
    return block.number if isinstance(block, Paragraph) else None


def _continues(redline: Redline, last_index: int, index: int) -> bool:
    """Whether the block at `index` goes on with the run whose last block is at `last_index`, or only stands in between."""
    last_node, node = redline.new.nodes[last_index], redline.new.nodes[index]
    if node.parent is not last_node.parent:
        return node.level > last_node.level and not _number_differs(redline, index)
    if not _number_differs(redline, index):
        return _number(node.block) is None
    old = (_number(redline.old.blocks[redline.older_of[i]]) for i in (last_index, index))
    new = (_number(redline.new.blocks[i]) for i in (last_index, index))
    return _consecutive(*old) and _consecutive(*new) and redline.together(redline.older_of[index], index)


def _consecutive(earlier: Number | None, later: Number | None) -> bool:
    return earlier is not None and later is not None and earlier.kind == later.kind and later.value == earlier.value + 1


def _entry(redline: Redline, series: Sequence[int]) -> Identified:
    """One entry for blocks of the newer version, a run of neighbours."""
    old = [redline.old.nodes[redline.older_of[i]] for i in series]
    new = [redline.new.nodes[i] for i in series]
    old_where, where = _range(old), _range(new)
    old_parent, parent = prefix(old[0]), prefix(new[0])
    if parent and parent == old_parent:
        where = where.removeprefix(f"{parent} ")  # "Pasal 5 ayat (4) menjadi ayat (5)"
    identities = tuple(
        node.block.identity for node in new if isinstance(node.block, Paragraph) and node.block.identity is not None
    )
    change = Change("dinomori_ulang", "nomor", where, old_where, identity=identities[0] if identities else None)
    return series[0], change, identities


def _range(nodes: Sequence[OutlineNode]) -> str:
    """The places of neighbours: "Pasal 7–12", "Pasal 5 ayat (4)–(8)"."""
    start, end = passage_place(nodes[0]), _number(nodes[-1].block)
    return start if len(nodes) == 1 or end is None else f"{start}–{end.reference.removeprefix('Pasal ')}"
