"""One document that holds two versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ksdgen.difference.matching import Matching
from ksdgen.difference.outline import OutlineNode, tree
from ksdgen.difference.sequence import Pair, heaviest_rising
from ksdgen.difference.tables import compare_paragraphs, compare_tables
from ksdgen.difference.words import compare_content, of_version
from ksdgen.paper.document import Block, Dokumen, Mark, PageBreak, Paragraph, Table
from ksdgen.paper.revision import marked


def compare_versions(old: Dokumen, new: Dokumen) -> Dokumen:
    """The document that holds both versions: `accept` of it is `new`, `reject` of it is `old`.

    The same documents give the same result; of equal ones it has no mark. Time grows about as the size does, whatever
    they hold.

    Args:
        old: the older version.
        new: the newer version.

    Raises:
        ValueError: one of them holds marks of change itself.
    """
    if marked(old) or marked(new):
        raise ValueError("only documents without marks of change can be compared")
    content = _Comparison(old.content, new.content, move=True).result()
    footer = _Comparison(old.footer, new.footer, move=False).result()
    same = (old.title, old.layout, old.watermark) == (new.title, new.layout, new.watermark)
    return replace(new, content=content, footer=footer, former=None if same else replace(old, content=(), footer=()))


class _Comparison:
    """Two block lists.

    Args:
        old: the older blocks.
        new: the newer blocks.
        move: whether a paragraph can be shown as moved.
    """

    def __init__(self, old: Sequence[Block], new: Sequence[Block], *, move: bool) -> None:
        self._old, self._new = old, new
        old_root, self._old_nodes = tree(old)
        new_root, self._new_nodes = tree(new)
        self._changed: dict[Pair, Block] = {}
        self._kept: list[Pair] = [(index, index) for index in range(len(new))]
        moves: list[Pair] = []
        if old != new:
            self._kept, moves = self._divide(Matching(old_root, new_root))
        if not move:
            moves = []
        self._new_to_old: dict[int, tuple[int, int]] = {}
        """For each newer block that has moved the older one, and the number of the move; and the other way round."""
        self._old_to_new: dict[int, tuple[int, int]] = {}
        for number, (old_index, new_index) in enumerate(sorted(moves, key=lambda pair: pair[1]), start=1):
            self._new_to_old[new_index] = (old_index, number)
            self._old_to_new[old_index] = (new_index, number)

    def _divide(self, matching: Matching) -> tuple[list[Pair], list[Pair]]:
        """The pairs that keep their place, and those that have moved."""
        pairs = [
            (old_node.index, new_node.index)
            for old_node in self._old_nodes
            if (new_node := matching.new(old_node)) is not None and self._corresponds(old_node, new_node)
        ]
        pairs.sort()
        weights = [_weight(self._new_nodes[new_index]) for _, new_index in pairs]
        kept = heaviest_rising(pairs, weights)
        moves = [pair for n, pair in enumerate(pairs) if n not in kept and self._can_move(pair, matching)]
        return [pair for n, pair in enumerate(pairs) if n in kept], moves

    def _corresponds(self, old_node: OutlineNode, new_node: OutlineNode) -> bool:
        """Whether two matched blocks can stand as one; two tables that share no row cannot."""
        old, new = old_node.block, new_node.block
        if not isinstance(old, Table) or not isinstance(new, Table):
            return True
        table = new if old == new else compare_tables(old, new)
        if table is not None:
            self._changed[old_node.index, new_node.index] = table
        return table is not None

    def _can_move(self, pair: Pair, matching: Matching) -> bool:
        old_node, new_node = self._old_nodes[pair[0]], self._new_nodes[pair[1]]
        return old_node.can_move and new_node.can_move and matching.is_certain(old_node)

    def result(self) -> tuple[Block, ...]:
        """The blocks of both versions in reading order."""
        result: list[Block] = []
        old_start = new_start = 0
        for old_index, new_index in (*self._kept, (len(self._old), len(self._new))):
            # What still belongs to the part that is being read comes before what begins another one.
            old_limit = _part_end(self._old_nodes, old_start, old_index)
            new_limit = _part_end(self._new_nodes, new_start, new_index)
            result += map(self._older_block, range(old_start, old_limit))
            result += map(self._newer_block, range(new_start, new_limit))
            result += map(self._older_block, range(old_limit, old_index))
            result += map(self._newer_block, range(new_limit, new_index))
            if old_index < len(self._old):
                result.append(self._kept_block(old_index, new_index))
            old_start, new_start = old_index + 1, new_index + 1
        return tuple(result)

    def _kept_block(self, old_index: int, new_index: int) -> Block:
        old_block, new_block = self._old[old_index], self._new[new_index]
        if old_block == new_block:
            return new_block
        if isinstance(old_block, Paragraph) and isinstance(new_block, Paragraph):
            return compare_paragraphs(old_block, new_block)
        return self._changed.get((old_index, new_index), new_block)

    def _older_block(self, old_index: int) -> Block:
        block = self._old[old_index]
        if old_index not in self._old_to_new:
            return replace(block, mark=Mark("hapus"))
        new_index, number = self._old_to_new[old_index]
        return _move_end(block, self._new[new_index], block, "hapus", Mark("pindah_dari", number))

    def _newer_block(self, new_index: int) -> Block:
        block = self._new[new_index]
        if new_index not in self._new_to_old:
            return replace(block, mark=Mark("sisip"))
        old_index, number = self._new_to_old[new_index]
        return _move_end(self._old[old_index], block, block, "sisip", Mark("pindah_ke", number))


def _move_end(old: Block, new: Block, base: Block, kind: str, mark: Mark) -> Block:
    """One end of a move, the block `base`, with the words that the other end has not."""
    assert isinstance(old, Paragraph) and isinstance(new, Paragraph) and isinstance(base, Paragraph)
    return replace(base, content=of_version(compare_content(old.content, new.content), kind), mark=mark)


def _part_end(nodes: Sequence[OutlineNode], start: int, end: int) -> int:
    """Where, between two places, the first article or annex begins."""
    return next((i for i in range(start, end) if nodes[i].kind in ("pasal", "lampiran_judul", "penutup")), end)


def _weight(node: OutlineNode) -> int:
    """How much it says for a block to have kept its place: one article more than all its points, then the longer text.

    What cannot be shown as moved weighs like an article.
    """
    if isinstance(node.block, PageBreak):
        return 1
    main: int = 1000 ** max(0, 4 - (1 if not node.can_move else node.level))
    length = len(node.block.text) if isinstance(node.block, Paragraph) else 0
    return (main << 20) + min(length, (1 << 20) - 1)
