"""One document that holds two versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ksdgen.difference.matching import Matching
from ksdgen.difference.outline import OutlineNode, tree
from ksdgen.difference.sequence import Pair, heaviest_rising
from ksdgen.difference.tables import compare_paragraphs, compare_tables
from ksdgen.difference.words import compare_content, side
from ksdgen.paper.document import Block, Dokumen, Mark, PageBreak, Paragraph, Table
from ksdgen.paper.revision import marked


def compare_versions(old: Dokumen, new: Dokumen) -> Dokumen:
    """The document that holds both versions: `accept` of it is `new`, `reject` of it is `old`.

    The same documents give the same result; of equal ones it has no mark. Time grows about as the size does, whatever they hold.

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
        lama: the older blocks.
        baru: the newer blocks.
        pindah: whether a paragraph can be shown as moved.
    """

    def __init__(self, old: Sequence[Block], new: Sequence[Block], *, move: bool) -> None:
        self._old, self._new = old, new
        old_root, self._old_nodes = tree(old)
        new_root, self._new_nodes = tree(new)
        self._changed: dict[Pair, Block] = {}
        self._kept, moves = (
            self._divide(Matching(old_root, new_root)) if old != new else ([(i, i) for i in range(len(new))], [])
        )
        if not move:
            moves = []
        self._new_to_old = {j: (i, n) for n, (i, j) in enumerate(sorted(moves, key=lambda p: p[1]), start=1)}
        self._from = {i: (j, n) for j, (i, n) in self._new_to_old.items()}

    def _divide(self, matching: Matching) -> tuple[list[Pair], list[Pair]]:
        """The pairs that keep their place, and those that have moved."""
        pairs = [
            (a.index, b.index)
            for a in self._old_nodes
            if (b := matching.new(a)) is not None and self._corresponds(a, b)
        ]
        pairs.sort()
        weight = [_weight(self._new_nodes[j]) for _, j in pairs]
        kept = heaviest_rising(pairs, weight)
        moves = [p for n, p in enumerate(pairs) if n not in kept and self._can_move(p, matching)]
        return [p for n, p in enumerate(pairs) if n in kept], moves

    def _corresponds(self, a: OutlineNode, b: OutlineNode) -> bool:
        """Whether two matched blocks can stand as one; two tables that share no row cannot."""
        if not isinstance(a.blocks, Table) or not isinstance(b.blocks, Table):
            return True
        table = b.blocks if a.blocks == b.blocks else compare_tables(a.blocks, b.blocks)
        if table is not None:
            self._changed[a.index, b.index] = table
        return table is not None

    def _can_move(self, p: Pair, matching: Matching) -> bool:
        a, b = self._old_nodes[p[0]], self._new_nodes[p[1]]
        return a.can_move and b.can_move and matching.is_certain(a)

    def result(self) -> tuple[Block, ...]:
        """The blocks of both versions in reading order."""
        result: list[Block] = []
        i = j = 0
        for k, m in (*self._kept, (len(self._old), len(self._new))):
            # What still belongs to the part that is being read comes before what begins another one.
            old_limit, new_limit = _part_end(self._old_nodes, i, k), _part_end(self._new_nodes, j, m)
            result += (*map(self._emit, range(i, old_limit)), *map(self._entering, range(j, new_limit)))
            result += (*map(self._emit, range(old_limit, k)), *map(self._entering, range(new_limit, m)))
            if k < len(self._old):
                result.append(self._same(k, m))
            i, j = k + 1, m + 1
        return tuple(result)

    def _same(self, i: int, j: int) -> Block:
        a, b = self._old[i], self._new[j]
        if a == b:
            return b
        return (
            compare_paragraphs(a, b)
            if isinstance(a, Paragraph) and isinstance(b, Paragraph)
            else self._changed.get((i, j), b)
        )

    def _emit(self, i: int) -> Block:
        b = self._old[i]
        if i not in self._from:
            return replace(b, mark=Mark("hapus"))
        j, number = self._from[i]
        return _move_end(b, self._new[j], b, "hapus", Mark("pindah_dari", number))

    def _entering(self, j: int) -> Block:
        b = self._new[j]
        if j not in self._new_to_old:
            return replace(b, mark=Mark("sisip"))
        i, number = self._new_to_old[j]
        return _move_end(self._old[i], b, b, "sisip", Mark("pindah_ke", number))


def _move_end(old: Block, new: Block, base: Block, kind: str, mark: Mark) -> Block:
    """One end of a move, with the words that the other end has not."""
    assert isinstance(old, Paragraph) and isinstance(new, Paragraph) and isinstance(base, Paragraph)
    return replace(base, content=side(compare_content(old.content, new.content), kind), mark=mark)


def _part_end(nodes: Sequence[OutlineNode], start: int, end: int) -> int:
    """Where, between two places, the first article or annex begins."""
    return next((n for n in range(start, end) if nodes[n].kind in ("pasal", "lampiran_judul", "penutup")), end)


def _weight(s: OutlineNode) -> int:
    """How much it says for a block to have kept its place: one article more than all its points, then the longer text.

    What cannot be shown as moved weighs like an article.
    """
    if isinstance(s.blocks, PageBreak):
        return 1
    main: int = 1000 ** max(0, 4 - (1 if not s.can_move else s.level))
    length = len(s.blocks.text) if isinstance(s.blocks, Paragraph) else 0
    return (main << 20) + min(length, (1 << 20) - 1)
