"""A block list that holds two versions, taken apart: what each version has, and where it stands in the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ksdgen.difference.outline import OutlineNode, tree
from ksdgen.paper.document import Block
from ksdgen.paper.revision import new_blocks, old_blocks


class Side:
    """One version: its blocks and their nodes by their place in the common list."""

    def __init__(self, blocks: Mapping[int, Block]) -> None:
        self.blocks = blocks
        _, nodes = tree(list(blocks.values()))
        self.nodes = dict(zip(blocks, nodes, strict=True))
        self._location = {s: i for i, s in self.nodes.items()}

    def location(self, s: OutlineNode | None) -> int | None:
        """The place of a node in the common list; None for a part that has no heading."""
        return self._location.get(s) if s is not None else None

    def parent(self, i: int) -> int | None:
        """The place of what a block belongs to; None when that is a part without a heading."""
        return self.location(self.nodes[i].parent)


class Redline:
    """Both versions.

    Args:
        blocks: blocks with marks of change.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        old_versions, new_versions = [old_blocks((b,)) for b in blocks], [new_blocks((b,)) for b in blocks]
        self.old = Side({i: v[0] for i, v in enumerate(old_versions) if v})
        self.new = Side({i: v[0] for i, v in enumerate(new_versions) if v})
        self.newer_of = {i: i for i in self.old.blocks if i in self.new.blocks} | _moves(blocks)
        """Where each older block that the newer version has too stands there."""
        self.older_of = {j: i for i, j in sorted(self.newer_of.items(), key=lambda p: p[1])}

    def together(self, i: int, j: int) -> bool:
        """Whether an older and a newer block belong to the same thing."""
        a, b = self.old.parent(i), self.new.parent(j)
        if a is None or b is None:
            x, y = self.old.nodes[i].parent, self.new.nodes[j].parent
            return a is b and x is not None and y is not None and x.kind == y.kind
        return self.newer_of.get(a) == b

    def moves_alone(self, j: int) -> bool:
        """Whether a newer block moved, and not only along with what it belongs to."""
        i = self.older_of.get(j, j)
        if i == j:
            return False
        parent = self.new.parent(j)
        return parent is None or not self.together(i, j) or self.older_of[parent] == parent


def _moves(blocks: Sequence[Block]) -> dict[int, int]:
    """Both ends of each move: the first older with the first newer block of a number, and so on, if there are as many."""
    edges: dict[int, tuple[list[int], list[int]]] = {}
    for i, b in enumerate(blocks):
        if b.mark is not None and b.mark.move is not None:
            edges.setdefault(b.mark.move, ([], []))[b.mark.new].append(i)
    result: dict[int, int] = {}
    for older_of, newer_of in edges.values():
        if len(older_of) == len(newer_of):
            result.update((i, j) for i, j in zip(older_of, newer_of, strict=True) if type(blocks[i]) is type(blocks[j]))
    return result
