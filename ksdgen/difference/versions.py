"""A block list that holds two versions, taken apart: what each version has, and where it stands in the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ksdgen.difference.outline import OutlineNode, printed_form, tree
from ksdgen.paper.document import Block
from ksdgen.paper.revision import new_blocks, old_blocks


class Side:
    """One version: its blocks and their nodes by their place in the common list."""

    def __init__(self, blocks: Mapping[int, Block]) -> None:
        self.blocks = blocks
        _, nodes = tree(list(blocks.values()))
        self.nodes = dict(zip(blocks, nodes, strict=True))
        self._location = {node: index for index, node in self.nodes.items()}

    def location(self, node: OutlineNode | None) -> int | None:
        """The place of a node in the common list; None for a part that has no heading."""
        return self._location.get(node) if node is not None else None

    def parent(self, index: int) -> int | None:
        """The place of what a block belongs to; None when that is a part without a heading."""
        return self.location(self.nodes[index].parent)


class Redline:
    """Both versions.

    Args:
        blocks: blocks with marks of change.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.old = Side({i: old[0] for i, block in enumerate(blocks) if (old := old_blocks((block,)))})
        self.new = Side({i: new[0] for i, block in enumerate(blocks) if (new := new_blocks((block,)))})
        self.newer_of = {i: i for i in self.old.blocks if i in self.new.blocks} | _moves(blocks)
        """Where each older block that the newer version has too stands there."""
        self.older_of = {new: old for old, new in sorted(self.newer_of.items(), key=lambda pair: pair[1])}
        """The inverse, in the order of the newer version."""

    def print_the_same(self) -> bool:
        """Whether a reader sees no difference: at most identities changed, and what references point at."""
        old_blocks, new_blocks = self.old.blocks.values(), self.new.blocks.values()
        return len(old_blocks) == len(new_blocks) and all(
            old == new or printed_form(old) == printed_form(new)
            for old, new in zip(old_blocks, new_blocks, strict=True)
        )

    def together(self, old_index: int, new_index: int) -> bool:
        """Whether an older and a newer block belong to the same thing."""
        old_parent, new_parent = self.old.parent(old_index), self.new.parent(new_index)
        if old_parent is None or new_parent is None:
            old_node, new_node = self.old.nodes[old_index].parent, self.new.nodes[new_index].parent
            if old_parent is not new_parent or old_node is None or new_node is None:
                return False
            return old_node.kind == new_node.kind
        return self.newer_of.get(old_parent) == new_parent

    def moves_alone(self, new_index: int) -> bool:
        """Whether a newer block moved, and not only along with what it belongs to."""
        old_index = self.older_of.get(new_index, new_index)
        if old_index == new_index:
            return False
        parent = self.new.parent(new_index)
        return parent is None or not self.together(old_index, new_index) or self.older_of[parent] == parent


def _moves(blocks: Sequence[Block]) -> dict[int, int]:
    """Both ends of each move: the first older with the first newer block of a number, and so on, if there are as many."""
    ends: dict[int, tuple[list[int], list[int]]] = {}
    for index, block in enumerate(blocks):
        if block.mark is not None and block.mark.move is not None:
            ends.setdefault(block.mark.move, ([], []))[block.mark.new].append(index)
    result: dict[int, int] = {}
    for old_ends, new_ends in ends.values():
        if len(old_ends) == len(new_ends):
            pairs = zip(old_ends, new_ends, strict=True)
            result.update((old, new) for old, new in pairs if type(blocks[old]) is type(blocks[new]))
    return result
