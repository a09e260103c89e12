"""Which block of the older version is which of the newer one.

First by identity, then, among what belongs to the same parent, by what is said; what is left over is looked for in the
whole document. Comparisons are few: equal texts are found by their digest, similar ones only in small gaps or through
words that few texts have.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from ksdgen.difference.likeness import Index, best_rising_pairs, likeness
from ksdgen.difference.outline import BODY, LISTS, OutlineNode, gist, same_class
from ksdgen.difference.sequence import align, heaviest_rising
from ksdgen.paper.document import Table, paragraphs_of

_THRESHOLD = 0.4
"""The least likeness of two texts that stand at the same place."""

MOVE_THRESHOLD = 0.6
"""The least likeness of two texts at different places of the same parent."""

_FAR_THRESHOLD = 0.8
"""The least likeness of two texts under different parents."""

_FAR_WEIGHT = 50
"""The least weight of the words of a text that is looked for under other parents."""

_AREA = 900
"""The largest product of sizes of a gap in which every text is compared with every other."""


class Matching:
    """The matching: nodes of the older version to nodes of the newer one, and back."""

    def __init__(self, old: OutlineNode, new: OutlineNode) -> None:
        self._new: dict[OutlineNode, OutlineNode] = {}
        self._old: dict[OutlineNode, OutlineNode] = {}
        self._by_identity: set[OutlineNode] = set()
        self._gists: dict[OutlineNode, Hashable] = {}
        self._full_gists: dict[OutlineNode, Hashable] = {}
        all_old, all_new = old.descendants(), new.descendants()
        self._identities(all_old, all_new)
        self._pair(old, new)
        self._descend([(old, new)])
        self._elsewhere(all_old, all_new)

    def new(self, old: OutlineNode) -> OutlineNode | None:
        """What became of an older node."""
        return self._new.get(old)

    def is_certain(self, old: OutlineNode) -> bool:
        """Whether a match holds wherever the two stand: by identity, or because they are alike."""
        if old in self._by_identity:
            return True
        pair = self._new[old]
        return self._gist(old) == self._gist(pair) or likeness(old.bag, pair.bag) >= MOVE_THRESHOLD

    def _pair(self, old_node: OutlineNode, new_node: OutlineNode) -> None:
        self._new[old_node], self._old[new_node] = new_node, old_node

    def _identities(self, old: Sequence[OutlineNode], new: Sequence[OutlineNode]) -> None:
        new_nodes = _once(new, lambda node: node.identity)
        for identity, old_node in _once(old, lambda node: node.identity).items():
            new_node = new_nodes.get(identity)
            if (
                new_node is not None
                and type(old_node.block) is type(new_node.block)
                and (old_node.kind == "pasal") == (new_node.kind == "pasal")
            ):
                if not isinstance(old_node.block, Table) or same_class(old_node, new_node):
                    self._pair(old_node, new_node)
                    self._by_identity.add(old_node)

    def _descend(self, pairs: list[tuple[OutlineNode, OutlineNode]]) -> None:
        """Match what belongs to each matched pair, downwards."""
        while pairs:
            old_node, new_node = pairs.pop()
            self._siblings(old_node.children, new_node.children)
            pairs += [
                (child, partner)
                for child in reversed(old_node.children)
                if (partner := self._new.get(child)) is not None and (child.children or partner.children)
            ]

    # --- among the children of a matched pair -------------------------------------------------------------------------

    def _siblings(self, old: Sequence[OutlineNode], new: Sequence[OutlineNode]) -> None:
        _side_by_side(old, new, self._may_pair, self._pair)
        self._same(old, new, self._full_gist)
        self._same(old, new, self._gist)
        for left, right in self._gaps(old, new):
            _by_role(left, right, self._may_pair, self._pair)
            left, right = self._rest(left, self._new), self._rest(right, self._old)
            if len(left) * len(right) <= _AREA:
                scores = [[_likeness(old_node, new_node) for new_node in right] for old_node in left]
                for old_index, new_index in best_rising_pairs(scores, _THRESHOLD):
                    self._pair(left[old_index], right[new_index])
            else:
                self._find(left, right, _THRESHOLD, _likeness)
        left = [node for node in self._rest(old, self._new) if node.can_move]
        right = [node for node in self._rest(new, self._old) if node.can_move]
        self._twins(left, right)
        self._find(self._rest(left, self._new), self._rest(right, self._old), MOVE_THRESHOLD, _likeness)

    def _may_pair(self, old_node: OutlineNode, new_node: OutlineNode) -> bool:
        return old_node not in self._new and new_node not in self._old

    def _rest(self, nodes: Sequence[OutlineNode], matches: dict[OutlineNode, OutlineNode]) -> list[OutlineNode]:
        return [node for node in nodes if node not in matches]

    def _same(
        self, old: Sequence[OutlineNode], new: Sequence[OutlineNode], trait: Callable[[OutlineNode], Hashable]
    ) -> None:
        """Pair what is equal and stands in the same order between what is matched already."""
        left = [(OutlineNode, id(node)) if node in self._new else trait(node) for node in old]
        right = [(OutlineNode, id(self._old[node])) if node in self._old else trait(node) for node in new]
        for old_index, new_index in align(left, right, _weight):
            if old[old_index] not in self._new and same_class(old[old_index], new[new_index]):
                self._pair(old[old_index], new[new_index])

    def _gaps(
        self, old: Sequence[OutlineNode], new: Sequence[OutlineNode]
    ) -> list[tuple[list[OutlineNode], list[OutlineNode]]]:
        """What is not matched yet, between the neighbours that are and have kept their order."""
        positions = {node: position for position, node in enumerate(new)}
        candidates = [
            (old_position, new_position)
            for old_position, node in enumerate(old)
            if (partner := self._new.get(node)) is not None and (new_position := positions.get(partner, -1)) >= 0
        ]
        kept = heaviest_rising(candidates, [1] * len(candidates))
        anchors = [pair for n, pair in enumerate(candidates) if n in kept]
        result: list[tuple[list[OutlineNode], list[OutlineNode]]] = []
        for (old_before, new_before), (old_after, new_after) in zip(
            [(-1, -1), *anchors], [*anchors, (len(old), len(new))], strict=True
        ):
            left = self._rest(old[old_before + 1 : old_after], self._new)
            right = self._rest(new[new_before + 1 : new_after], self._old)
            if left and right:
                result.append((left, right))
        return result

    def _twins(self, old: Sequence[OutlineNode], new: Sequence[OutlineNode]) -> None:
        """Pair equal texts that stand once on each side."""
        new_nodes = _once(new, self._gist)
        for shared_gist, old_node in _once(old, self._gist).items():
            new_node = new_nodes.get(shared_gist)
            if new_node is not None and self._may_pair(old_node, new_node) and same_class(old_node, new_node):
                self._pair(old_node, new_node)

    def _find(
        self,
        old: Sequence[OutlineNode],
        new: Sequence[OutlineNode],
        threshold: float,
        score: Callable[[OutlineNode, OutlineNode], float],
    ) -> list[tuple[OutlineNode, OutlineNode]]:
        """Pair similar texts, the most similar first; only those that share rare words are compared."""
        if not old or not new:
            return []
        index = Index((new_index, new_node.bag) for new_index, new_node in enumerate(new))
        proposals: list[tuple[float, int, int]] = []
        for old_index, old_node in enumerate(old):
            for new_index in index.candidates(old_node.bag):
                assert isinstance(new_index, int)
                how_alike = score(old_node, new[new_index])
                if how_alike >= threshold:
                    proposals.append((-how_alike, old_index, new_index))
        result: list[tuple[OutlineNode, OutlineNode]] = []
        for _, old_index, new_index in sorted(proposals):
            if self._may_pair(old[old_index], new[new_index]):
                self._pair(old[old_index], new[new_index])
                result.append((old[old_index], new[new_index]))
        return result

    # --- anywhere -----------------------------------------------------------------------------------------------------

    def _elsewhere(self, all_old: Sequence[OutlineNode], all_new: Sequence[OutlineNode]) -> None:
        """Look for the rest under other parents; only texts that say enough to be known again."""

        def rest(nodes: Sequence[OutlineNode], matches: dict[OutlineNode, OutlineNode]) -> list[OutlineNode]:
            return [
                node for node in self._rest(nodes, matches) if node.can_move and sum(node.bag.values()) >= _FAR_WEIGHT
            ]

        left, right = rest(all_old, self._new), rest(all_new, self._old)
        self._twins(left, right)
        self._find(self._rest(left, self._new), self._rest(right, self._old), _FAR_THRESHOLD, _own_likeness)
        found = [(old_node, self._new[old_node]) for old_node in left if old_node in self._new]
        self._descend([(old_node, new_node) for old_node, new_node in found if old_node.children or new_node.children])

    # --- digests ------------------------------------------------------------------------------------------------------

    def _gist(self, node: OutlineNode) -> Hashable:
        if node not in self._gists:
            self._gists[node] = (node.kind,) if node.block is None else gist(node.block)
        return self._gists[node]

    def _full_gist(self, node: OutlineNode) -> Hashable:
        if node not in self._full_gists:
            self._full_gists[node] = (self._gist(node), tuple(map(self._full_gist, node.children)))
        return self._full_gists[node]


def _once(nodes: Sequence[OutlineNode], trait: Callable[[OutlineNode], Hashable | None]) -> dict[Hashable, OutlineNode]:
    """The nodes whose trait no other has, by that trait; nodes whose trait is None are left out."""
    result: dict[Hashable, OutlineNode | None] = {}
    for node in nodes:
        key = trait(node)
        if key is not None:
            result[key] = node if key not in result else None
    return {key: node for key, node in result.items() if node is not None}


def _weight(trait: Hashable) -> int:
    """What is matched already weighs most, so that new pairs stand between it."""
    return 100 if isinstance(trait, tuple) and trait and trait[0] is OutlineNode else 1


def _likeness(old_node: OutlineNode, new_node: OutlineNode) -> float:
    """How alike two nodes are with all that belongs to them; 0 when they cannot be the same."""
    if not same_class(old_node, new_node):
        return 0.0
    if old_node.kind == "dasar_hukum":
        return _act_likeness(old_node, new_node)
    if old_node.block is None:
        return likeness(old_node.full_bag, new_node.full_bag)
    own = likeness(old_node.bag, new_node.bag)
    if old_node.children and new_node.children:
        return (own + likeness(old_node.full_bag, new_node.full_bag)) / 2
    return own


def _act_likeness(old_node: OutlineNode, new_node: OutlineNode) -> float:
    """Two citations are of the same act or not: the words around its number are much alike in all of them."""
    return (1 + likeness(old_node.bag, new_node.bag)) / 2 if old_node.act == new_node.act else 0.0


def _own_likeness(old_node: OutlineNode, new_node: OutlineNode) -> float:
    """How alike two nodes are by themselves; 0 when they cannot be the same."""
    if not same_class(old_node, new_node):
        return 0.0
    return _act_likeness(old_node, new_node) if old_node.kind == "dasar_hukum" else likeness(old_node.bag, new_node.bag)


_MayPair = Callable[[OutlineNode, OutlineNode], bool]
_Pair = Callable[[OutlineNode, OutlineNode], None]


def _side_by_side(old: Sequence[OutlineNode], new: Sequence[OutlineNode], may_pair: _MayPair, pair_up: _Pair) -> None:
    """Lines of the title keep their places: the first with the first of its role, when there are as many."""
    for role in {node.kind: None for node in old if node.kind.startswith("judul")}:
        left, right = _of_role(old, role), _of_role(new, role)
        if len(left) == len(right):
            for old_node, new_node in zip(left, right, strict=True):
                if may_pair(old_node, new_node):
                    pair_up(old_node, new_node)


def _of_role(nodes: Sequence[OutlineNode], role: str) -> list[OutlineNode]:
    return [node for node in nodes if node.kind == role]


def _by_role(old: Sequence[OutlineNode], new: Sequence[OutlineNode], may_pair: _MayPair, pair_up: _Pair) -> None:
    """A role outside articles and lists that stands as often on both sides of a gap: the first goes with the first, and
    so on.
    """
    for role in {
        node.kind: None for node in old if node.kind not in BODY and node.kind not in LISTS and node.kind != "pasal"
    }:
        left, right = _of_role(old, role), _of_role(new, role)
        if len(left) == len(right):
            for old_node, new_node in zip(left, right, strict=True):
                alike = same_class(old_node, new_node) and (role != "tabel" or _same_pattern(old_node, new_node))
                if may_pair(old_node, new_node) and alike:
                    pair_up(old_node, new_node)


def _same_pattern(old_node: OutlineNode, new_node: OutlineNode) -> bool:
    """Whether two data tables have the same head, or much in common."""
    assert isinstance(old_node.block, Table) and isinstance(new_node.block, Table)
    headers = [
        [p.text for p in paragraphs_of((table,)) if p.role == "sel_kepala"]
        for table in (old_node.block, new_node.block)
    ]
    return headers[0] == headers[1] != [] or likeness(old_node.bag, new_node.bag) >= _THRESHOLD
