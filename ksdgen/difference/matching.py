"""Which block of the older version is which of the newer one.

First by identity, then, among what belongs to the same parent, by what is said; what is left over is looked for in the whole document.
Comparisons are few: equal texts are found by their digest, similar ones only in small gaps or through words that few texts have.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from ksdgen.difference.likeness import Index, best_rising_pairs, likeness
from ksdgen.difference.outline import BODY, LISTS, OutlineNode, cap, same_class
from ksdgen.difference.sequence import align, heaviest_rising
from ksdgen.paper.document import Table, paragraphs_of

_THRESHOLD = 0.4
"""The least likeness of two texts that stand at the same place."""

MOVE_THRESHOLD = 0.6
"""The least likeness of two texts at different places of the same parent."""

_FAR_THRESHOLD = 0.8
_FAR_WEIGHT = 50
"""The least likeness, and weight of words, of two texts under different parents."""

_AREA = 900
"""The largest product of sizes of a gap in which every text is compared with every other."""


class Matching:
    """The matching: nodes of the older version to nodes of the newer one, and back."""

    def __init__(self, old: OutlineNode, new: OutlineNode) -> None:
        self._new: dict[OutlineNode, OutlineNode] = {}
        self._old: dict[OutlineNode, OutlineNode] = {}
        self._with_identity: set[OutlineNode] = set()
        self._cap: dict[OutlineNode, Hashable] = {}
        self._full_gists: dict[OutlineNode, Hashable] = {}
        all_old, all_new = old.descendants(), new.descendants()
        self._identities(all_old, all_new)
        self._pair(old, new)
        self._descend([(old, new)])
        self._far(all_old, all_new)

    def new(self, old: OutlineNode) -> OutlineNode | None:
        """What became of an older node."""
        return self._new.get(old)

    def is_certain(self, old: OutlineNode) -> bool:
        """Whether a match holds wherever the two stand: by identity, or because they are alike."""
        if old in self._with_identity:
            return True
        pair = self._new[old]
        return self._gist(old) == self._gist(pair) or likeness(old.bag, pair.bag) >= MOVE_THRESHOLD

    def _pair(self, a: OutlineNode, b: OutlineNode) -> None:
        self._new[a], self._old[b] = b, a

    def _identities(self, old: Sequence[OutlineNode], new: Sequence[OutlineNode]) -> None:
        location = _once(new, lambda s: s.identity)
        for identity, a in _once(old, lambda s: s.identity).items():
            b = location.get(identity)
            if b is not None and type(a.blocks) is type(b.blocks) and (a.kind == "pasal") == (b.kind == "pasal"):
                if not isinstance(a.blocks, Table) or same_class(a, b):
                    self._pair(a, b)
                    self._with_identity.add(a)

    def _descend(self, task: list[tuple[OutlineNode, OutlineNode]]) -> None:
        """Match what belongs to each matched pair, downwards."""
        while task:
            a, b = task.pop()
            self._siblings(a.children, b.children)
            task += [
                (x, y)
                for x in reversed(a.children)
                if (y := self._new.get(x)) is not None and (x.children or y.children)
            ]

    # --- among the children of a matched pair -----------------------------------------------------------------------------------------

    def _siblings(self, old: Sequence[OutlineNode], new: Sequence[OutlineNode]) -> None:
        _side_by_side(old, new, self._may_pair, self._pair)
        self._same(old, new, self._full_gist)
        self._same(old, new, self._gist)
        for left, right in self._gaps(old, new):
            _by_role(left, right, self._may_pair, self._pair)
            left, right = self._rest(left, self._new), self._rest(right, self._old)
            if len(left) * len(right) <= _AREA:
                value = [[_likeness(a, b) for b in right] for a in left]
                for i, j in best_rising_pairs(value, _THRESHOLD):
                    self._pair(left[i], right[j])
            else:
                self._find(left, right, _THRESHOLD, _likeness)
        left, right = ([s for s in x if s.can_move] for x in (self._rest(old, self._new), self._rest(new, self._old)))
        self._twins(left, right)
        self._find(self._rest(left, self._new), self._rest(right, self._old), MOVE_THRESHOLD, _likeness)

    def _may_pair(self, a: OutlineNode, b: OutlineNode) -> bool:
        return a not in self._new and b not in self._old

    def _rest(self, nodes: Sequence[OutlineNode], matches: dict[OutlineNode, OutlineNode]) -> list[OutlineNode]:
        return [s for s in nodes if s not in matches]

    def _same(
        self, old: Sequence[OutlineNode], new: Sequence[OutlineNode], trait: Callable[[OutlineNode], Hashable]
    ) -> None:
        """Pair what is equal and stands in the same order between what is matched already."""
        left = [(OutlineNode, id(s)) if s in self._new else trait(s) for s in old]
        right = [(OutlineNode, id(self._old[s])) if s in self._old else trait(s) for s in new]
        for i, j in align(left, right, _weight):
            if old[i] not in self._new and same_class(old[i], new[j]):
                self._pair(old[i], new[j])

    def _gaps(
        self, old: Sequence[OutlineNode], new: Sequence[OutlineNode]
    ) -> list[tuple[list[OutlineNode], list[OutlineNode]]]:
        """What is not matched yet, between the neighbours that are and have kept their order."""
        location = {s: j for j, s in enumerate(new)}
        candidates = [
            (i, j) for i, s in enumerate(old) if (t := self._new.get(s)) is not None and (j := location.get(t, -1)) >= 0
        ]
        kept = heaviest_rising(candidates, [1] * len(candidates))
        anchors = [p for n, p in enumerate(candidates) if n in kept]
        result: list[tuple[list[OutlineNode], list[OutlineNode]]] = []
        for (i, j), (k, m) in zip([(-1, -1), *anchors], [*anchors, (len(old), len(new))], strict=True):
            left, right = self._rest(old[i + 1 : k], self._new), self._rest(new[j + 1 : m], self._old)
            if left and right:
                result.append((left, right))
        return result

    def _twins(self, old: Sequence[OutlineNode], new: Sequence[OutlineNode]) -> None:
        """Pair equal texts that stand once on each side."""
        location = _once(new, self._gist)
        for trait, a in _once(old, self._gist).items():
            b = location.get(trait)
            if b is not None and self._may_pair(a, b) and same_class(a, b):
                self._pair(a, b)

    def _find(
        self,
        old: Sequence[OutlineNode],
        new: Sequence[OutlineNode],
        threshold: float,
        value: Callable[[OutlineNode, OutlineNode], float],
    ) -> list[tuple[OutlineNode, OutlineNode]]:
        """Pair similar texts, the most similar first; only those that share rare words are compared."""
        if not old or not new:
            return []
        index = Index((j, s.bag) for j, s in enumerate(new))
        proposals: list[tuple[float, int, int]] = []
        for i, a in enumerate(old):
            for j in index.candidates(a.bag):
                assert isinstance(j, int)
                how_alike = value(a, new[j])
                if how_alike >= threshold:
                    proposals.append((-how_alike, i, j))
        result: list[tuple[OutlineNode, OutlineNode]] = []
        for _, i, j in sorted(proposals):
            if self._may_pair(old[i], new[j]):
                self._pair(old[i], new[j])
                result.append((old[i], new[j]))
        return result

    # --- anywhere ---------------------------------------------------------------------------------------------------------------------

    def _far(self, all_old: Sequence[OutlineNode], all_new: Sequence[OutlineNode]) -> None:
        """Look for the rest under other parents; only texts that say enough to be known again."""

        def rest(everything: Sequence[OutlineNode], matches: dict[OutlineNode, OutlineNode]) -> list[OutlineNode]:
            return [s for s in everything if s not in matches and s.can_move and sum(s.bag.values()) >= _FAR_WEIGHT]

        left, right = rest(all_old, self._new), rest(all_new, self._old)
        self._twins(left, right)
        self._find(self._rest(left, self._new), self._rest(right, self._old), _FAR_THRESHOLD, _own_likeness)
        self._descend([(a, self._new[a]) for a in left if a in self._new and (a.children or self._new[a].children)])

    # --- digests ----------------------------------------------------------------------------------------------------------------------

    def _gist(self, s: OutlineNode) -> Hashable:
        if s not in self._cap:
            self._cap[s] = (s.kind,) if s.blocks is None else cap(s.blocks)
        return self._cap[s]

    def _full_gist(self, s: OutlineNode) -> Hashable:
        if s not in self._full_gists:
            self._full_gists[s] = (self._gist(s), tuple(self._full_gist(a) for a in s.children))
        return self._full_gists[s]


def _once(nodes: Sequence[OutlineNode], trait: Callable[[OutlineNode], Hashable | None]) -> dict[Hashable, OutlineNode]:
    """The nodes whose trait no other has."""
    result: dict[Hashable, OutlineNode | None] = {}
    for s in nodes:
        c = trait(s)
        if c is not None:
            result[c] = s if c not in result else None
    return {c: s for c, s in result.items() if s is not None}


def _weight(trait: Hashable) -> int:
    """What is matched already weighs most, so that new pairs stand between it."""
    return 100 if isinstance(trait, tuple) and trait and trait[0] is OutlineNode else 1


def _likeness(a: OutlineNode, b: OutlineNode) -> float:
    """How alike two nodes are with all that belongs to them; 0 when they cannot be the same."""
    if not same_class(a, b):
        return 0.0
    if a.kind == "dasar_hukum":
        return _act_likeness(a, b)
    if a.blocks is None:
        return likeness(a.full_bag, b.full_bag)
    own = likeness(a.bag, b.bag)
    return (own + likeness(a.full_bag, b.full_bag)) / 2 if a.children and b.children else own


def _act_likeness(a: OutlineNode, b: OutlineNode) -> float:
    """Two citations are of the same act or not: the words around its number are much alike in all of them."""
    same = a.act == b.act
    return (1 + likeness(a.bag, b.bag)) / 2 if same else 0.0


def _own_likeness(a: OutlineNode, b: OutlineNode) -> float:
    if not same_class(a, b):
        return 0.0
    return _act_likeness(a, b) if a.kind == "dasar_hukum" else likeness(a.bag, b.bag)


_MayPair = Callable[[OutlineNode, OutlineNode], bool]
_Pair = Callable[[OutlineNode, OutlineNode], None]


def _side_by_side(old: Sequence[OutlineNode], new: Sequence[OutlineNode], may_pair: _MayPair, pair_up: _Pair) -> None:
    """Lines of the title keep their places: the first with the first of its role, when there are as many."""
    for role in {s.kind: None for s in old if s.kind.startswith("judul")}:
        left, right = [s for s in old if s.kind == role], [s for s in new if s.kind == role]
        if len(left) == len(right):
            for a, b in zip(left, right, strict=True):
                if may_pair(a, b):
                    pair_up(a, b)


def _by_role(old: Sequence[OutlineNode], new: Sequence[OutlineNode], may_pair: _MayPair, pair_up: _Pair) -> None:
    """Where a role outside articles and lists stands as often on both sides of a gap, the first goes with the first and so on."""
    for role in {s.kind: None for s in old if s.kind not in BODY and s.kind not in LISTS and s.kind != "pasal"}:
        left, right = [s for s in old if s.kind == role], [s for s in new if s.kind == role]
        if len(left) == len(right):
            for a, b in zip(left, right, strict=True):
                if may_pair(a, b) and same_class(a, b) and (role != "tabel" or _same_pattern(a, b)):
                    pair_up(a, b)


def _same_pattern(a: OutlineNode, b: OutlineNode) -> bool:
    """Whether two data tables have the same head, or much in common."""
    assert isinstance(a.blocks, Table) and isinstance(b.blocks, Table)
    header = [[p.text for p in paragraphs_of((t,)) if p.role == "sel_kepala"] for t in (a.blocks, b.blocks)]
    return header[0] == header[1] != [] or likeness(a.bag, b.bag) >= _THRESHOLD
