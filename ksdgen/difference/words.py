"""The changed words of a paragraph that both versions have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ksdgen.difference.sequence import align
from ksdgen.difference.tokens import Strand, Token, is_light, tokenise, weight
from ksdgen.paper.document import Inline, TrackedChange
from ksdgen.paper.revision import tidy

_LITTLE = 0.25
"""Below this share of common words the whole text is replaced rather than patched in several places."""


class _Edit(NamedTuple):
    """Words [a, b) of the older text became words [c, d) of the newer one."""

    a: int
    b: int
    c: int
    d: int


def compare_content(old: Sequence[Inline], new: Sequence[Inline]) -> tuple[Inline, ...]:
    """Both texts in one, what only one has as `TrackedChange`: first "hapus", then "sisip"."""
    if tuple(old) == tuple(new):
        return tuple(new)
    left, right = Strand(old), Strand(new)
    a, b = tokenise(left), tokenise(right)
    edits = _join(a, b, _edits(a, b, left, right))
    return _Writer(left, right).write(a, b, edits)


def _edits(a: list[Token], b: list[Token], left: Strand, right: Strand) -> list[_Edit]:
    """What differs, word by word; the words that stand for the end always correspond."""
    pairs = align([t.key for t in a[:-1]], [t.key for t in b[:-1]], weight)
    result: list[_Edit] = []
    i = j = 0
    for k, m in (*pairs, (len(a) - 1, len(b) - 1)):
        if k > i or m > j:
            result.append(_Edit(i, k, j, m))
        if not _prints_alike(left, a[k], right, b[m]):
            result.append(_Edit(k, k + 1, m, m + 1))  # the same reference or blank, printed differently
        i, j = k + 1, m + 1
    return result


def _prints_alike(left: Strand, x: Token, right: Strand, y: Token) -> bool:
    """Whether two words that correspond print the same too."""
    if isinstance(x.key, str):
        return left.text[x.start : x.end] == right.text[y.start : y.end]
    return left.iris(x.start, x.end) == right.iris(y.start, y.end)


def _join(a: list[Token], b: list[Token], edits: list[_Edit]) -> list[_Edit]:
    """Join edits between which too little stays the same to be worth reading on its own."""
    one_line = not any(t.kind == "baris" for t in (*a, *b))
    if one_line and len(edits) > 1 and not all(_has_value(a, b, s) for s in edits) and _same(a, b, edits) < _LITTLE:
        edge = edits[-1].b == len(a)  # what ends the text is kept when both end alike
        return [_Edit(0, len(a) - (not edge), 0, len(b) - (not edge))]
    result: list[_Edit] = []
    for s in edits:
        # Joining makes an edit larger, so that the one before it may have to follow.
        while result and _fuses(a, b, result[-1], s):
            s = _Edit(result[-1].a, s.b, result[-1].c, s.d)
            result.pop()
        result.append(s)
    return result


def _same(a: list[Token], b: list[Token], edits: list[_Edit]) -> float:
    weight_a, weight_b = (sum(0 if is_light(t.key) else weight(t.key) for t in x[:-1]) for x in (a, b))
    changed_a = sum(_total_weight(a[s.a : s.b]) for s in edits)
    changed_b = sum(_total_weight(b[s.c : s.d]) for s in edits)
    return 1 - max(changed_a / weight_a if weight_a else 0, changed_b / weight_b if weight_b else 0)


def _total_weight(words: Sequence[Token]) -> int:
    return sum(0 if is_light(t.key) else weight(t.key) for t in words)


def _fuses(a: list[Token], b: list[Token], left: _Edit, right: _Edit) -> bool:
    if _has_value(a, b, left) or _has_value(a, b, right):
        return False
    if left.b == right.a and left.d == right.c:
        return True
    if any(t.kind == "baris" for t in a[left.b : right.a]):
        return False
    only_adds = left.a == left.b and right.a == right.b
    only_removes = left.c == left.d and right.c == right.d
    if only_adds or only_removes:
        return False
    middle = _total_weight(a[left.b : right.a])
    size = min(max(_total_weight(a[s.a : s.b]), _total_weight(b[s.c : s.d])) for s in (left, right))
    return middle <= size if middle else size > 0


_WITH_VALUE = frozenset(
    (
        "nilai_uang",
        "tanggal",
        "jangka_waktu",
        "persen",
        "bilangan",
        "rujukan",
        "nomor",
        "kosong",
        "lain",
        "baris",
        "pihak",
    )
)


def _has_value(a: list[Token], b: list[Token], s: _Edit) -> bool:
    """Whether one value took the place of another: such a change stands on its own."""
    if s.b - s.a != 1 or s.d - s.c != 1:
        return False
    x, y = a[s.a].kind, b[s.c].kind
    return x in _WITH_VALUE and (x == y or "kosong" in (x, y))


def _sorted(content: Iterable[Inline]) -> Iterator[Inline]:
    """The inlines with neighbouring changes in order: first all that went, then all that came."""
    deleted: list[Inline] = []
    inserted: list[Inline] = []
    for i in content:
        if isinstance(i, TrackedChange):
            (deleted if i.kind == "hapus" else inserted).append(i)
            continue
        yield from (*deleted, *inserted, i)
        deleted, inserted = [], []
    yield from (*deleted, *inserted)


class _Writer:
    """Writes the common words once and collects what differs until the next common word."""

    def __init__(self, left: Strand, right: Strand) -> None:
        self._left, self._right = left, right
        self._results: list[Inline] = []
        self._deleted: list[Inline] = []
        self._inserted: list[Inline] = []

    def write(self, a: list[Token], b: list[Token], edits: list[_Edit]) -> tuple[Inline, ...]:
        i = j = 0
        for s in edits:
            self._kept(a[i : s.a], b[j : s.c])
            self._replace(a[s.a : s.b], b[s.c : s.d])
            i, j = s.b, s.d
        self._kept(a[i:], b[j:])
        self._close()
        return tidy(_sorted(tidy(self._results)))

    def _kept(self, a: Sequence[Token], b: Sequence[Token]) -> None:
        begin = 0  # where the stretch that is the same, white space included, begins in the newer text
        for n, (x, y) in enumerate(zip(a, b, strict=True)):
            ahead = y.start - len(y.gap)
            if n == 0:
                begin = ahead
            if x.gap != y.gap:
                self._same(self._right.iris(begin, ahead))
                self._deleted += self._left.iris(x.start - len(x.gap), x.start)
                self._inserted += self._right.iris(ahead, y.start)
                begin = y.start
        if b:
            self._same(self._right.iris(begin, b[-1].end))

    def _same(self, content: tuple[Inline, ...]) -> None:
        if content:
            self._close()
            self._results += content

    def _replace(self, a: Sequence[Token], b: Sequence[Token]) -> None:
        left = a[0].start - len(a[0].gap) if a else 0
        right = b[0].start - len(b[0].gap) if b else 0
        if a and b and a[0].gap == b[0].gap and not self._deleted and not self._inserted:
            self._same(self._right.iris(right, b[0].start))
            left, right = a[0].start, b[0].start
        if a:
            self._deleted += self._left.iris(left, a[-1].end)
        if b:
            self._inserted += self._right.iris(right, b[-1].end)

    def _close(self) -> None:
        self._results += (TrackedChange("hapus", tuple(self._deleted)), TrackedChange("sisip", tuple(self._inserted)))
        self._deleted, self._inserted = [], []


def side(content: Sequence[Inline], kind: str) -> tuple[Inline, ...]:
    """The text of one version with only its own marks: "hapus" for the older, "sisip" for the newer."""
    return tidy(i for i in content if not isinstance(i, TrackedChange) or i.kind == kind)
