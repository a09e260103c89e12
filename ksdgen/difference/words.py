"""The changed words of a paragraph that both versions have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from ksdgen.difference.sequence import align
from ksdgen.difference.tokens import Strand, Token, is_light, tokenise, weight
from ksdgen.paper.document import Inline, TrackedChange
from ksdgen.paper.revision import tidy

_LITTLE = 0.25
"""Below this share of common words the whole text is replaced rather than patched in several places."""


# fmt: off
_WITH_VALUE = frozenset((
    "nilai_uang", "tanggal", "jangka_waktu", "persen", "bilangan", "rujukan", "nomor", "kosong", "lain", "baris", "pihak",
))
# fmt: on
"""Kinds of words that are values: each stands for one thing that can be replaced by another."""


class _Edit(NamedTuple):
    """Words [old_start, old_end) of the older text became words [new_start, new_end) of the newer one."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def compare_content(old: Sequence[Inline], new: Sequence[Inline]) -> tuple[Inline, ...]:
    """Both texts in one, what only one has as `TrackedChange`: first "hapus", then "sisip"."""
    if tuple(old) == tuple(new):
        return tuple(new)
    left, right = Strand(old), Strand(new)
    old_tokens, new_tokens = tokenise(left), tokenise(right)
    edits = _join(old_tokens, new_tokens, _edits(old_tokens, new_tokens, left, right))
    return _Writer(left, right).write(old_tokens, new_tokens, edits)


def _edits(old_tokens: list[Token], new_tokens: list[Token], left: Strand, right: Strand) -> list[_Edit]:
    """What differs, word by word; the words that stand for the end always correspond."""
    pairs = align([token.key for token in old_tokens[:-1]], [token.key for token in new_tokens[:-1]], weight)
    result: list[_Edit] = []
    old_start = new_start = 0
    for old_index, new_index in (*pairs, (len(old_tokens) - 1, len(new_tokens) - 1)):
        if old_index > old_start or new_index > new_start:
            result.append(_Edit(old_start, old_index, new_start, new_index))
        if not _prints_alike(left, old_tokens[old_index], right, new_tokens[new_index]):
            # The same reference or blank, printed differently.
            result.append(_Edit(old_index, old_index + 1, new_index, new_index + 1))
        old_start, new_start = old_index + 1, new_index + 1
    return result


def _prints_alike(left: Strand, old_token: Token, right: Strand, new_token: Token) -> bool:
    """Whether two words that correspond print the same too."""
    if isinstance(old_token.key, str):
        return left.text[old_token.start : old_token.end] == right.text[new_token.start : new_token.end]
    return left.cut(old_token.start, old_token.end) == right.cut(new_token.start, new_token.end)


def _join(old_tokens: list[Token], new_tokens: list[Token], edits: list[_Edit]) -> list[_Edit]:
    """Join edits between which too little stays the same to be worth reading on its own."""
    if len(edits) < 2:
        return edits
    joining = _Joining(old_tokens, new_tokens)
    if joining.share_little(edits):
        # What ends the text is kept when both end alike.
        same_end = edits[-1].old_end != len(old_tokens)
        return [_Edit(0, len(old_tokens) - same_end, 0, len(new_tokens) - same_end)]
    result: list[_Edit] = []
    for edit in edits:
        # Joining makes an edit larger, so that the one before it may have to follow.
        while result and joining.fuse(result[-1], edit):
            edit = _Edit(result[-1].old_start, edit.old_end, result[-1].new_start, edit.new_end)
            result.pop()
        result.append(edit)
    return result


class _Joining:
    """Whether edits of two texts read better as one."""

    def __init__(self, old_tokens: list[Token], new_tokens: list[Token]) -> None:
        self._old_tokens, self._new_tokens = old_tokens, new_tokens
        # Up to each word, so that a stretch of any length costs one subtraction.
        self._old_weights, self._new_weights = _running_weights(old_tokens), _running_weights(new_tokens)
        self._line_breaks = list(accumulate((token.kind == "baris" for token in old_tokens), initial=0))
        self._one_line = not self._line_breaks[-1] and all(token.kind != "baris" for token in new_tokens)

    def share_little(self, edits: list[_Edit]) -> bool:
        """Whether so little is the same that the text is better replaced as a whole."""
        return (
            self._one_line and not all(self._has_value(edit) for edit in edits) and self._common_share(edits) < _LITTLE
        )

    def _common_share(self, edits: list[_Edit]) -> float:
        """The share of weight that both texts have in common, of the text that has less of it; 0 to 1."""
        # The last word stands for the end.
        old_weight, new_weight = self._old_weights[-2], self._new_weights[-2]
        old_changed = sum(map(self._old_weight, edits))
        new_changed = sum(map(self._new_weight, edits))
        return 1 - max(old_changed / old_weight if old_weight else 0, new_changed / new_weight if new_weight else 0)

    def _old_weight(self, edit: _Edit) -> int:
        return self._old_weights[edit.old_end] - self._old_weights[edit.old_start]

    def _new_weight(self, edit: _Edit) -> int:
        return self._new_weights[edit.new_end] - self._new_weights[edit.new_start]

    def fuse(self, left: _Edit, right: _Edit) -> bool:
        """Whether two neighbouring edits read better as one: what stays between them weighs no more than the lesser."""
        if self._has_value(left) or self._has_value(right):
            return False
        if left.old_end == right.old_start and left.new_end == right.new_start:
            return True
        if self._line_breaks[right.old_start] > self._line_breaks[left.old_end]:
            return False
        only_adds = left.old_start == left.old_end and right.old_start == right.old_end
        only_removes = left.new_start == left.new_end and right.new_start == right.new_end
        if only_adds or only_removes:
            return False
        middle = self._old_weights[right.old_start] - self._old_weights[left.old_end]
        size = min(max(self._old_weight(edit), self._new_weight(edit)) for edit in (left, right))
        return middle <= size if middle else size > 0

    def _has_value(self, edit: _Edit) -> bool:
        """Whether one value took the place of another: such a change stands on its own."""
        if edit.old_end - edit.old_start != 1 or edit.new_end - edit.new_start != 1:
            return False
        old_kind, new_kind = self._old_tokens[edit.old_start].kind, self._new_tokens[edit.new_start].kind
        return old_kind in _WITH_VALUE and (old_kind == new_kind or "kosong" in (old_kind, new_kind))


def _running_weights(tokens: list[Token]) -> list[int]:
    """What the words before each one weigh together, and all of them."""
    return list(accumulate((0 if is_light(token.key) else weight(token.key) for token in tokens), initial=0))


def _deletions_first(content: Iterable[Inline]) -> Iterator[Inline]:
    """The inlines with neighbouring changes in order: first all that went, then all that came."""
    deleted: list[Inline] = []
    inserted: list[Inline] = []
    for inline in content:
        if isinstance(inline, TrackedChange):
            (deleted if inline.kind == "hapus" else inserted).append(inline)
            continue
        yield from (*deleted, *inserted, inline)
        deleted, inserted = [], []
    yield from (*deleted, *inserted)


class _Writer:
    """Writes the common words once and collects what differs until the next common word."""

    def __init__(self, left: Strand, right: Strand) -> None:
        self._left, self._right = left, right
        self._result: list[Inline] = []
        self._deleted: list[Inline] = []
        self._inserted: list[Inline] = []

    def write(self, old_tokens: list[Token], new_tokens: list[Token], edits: list[_Edit]) -> tuple[Inline, ...]:
        """Both texts in one."""
        old_start = new_start = 0
        for edit in edits:
            self._keep(old_tokens[old_start : edit.old_start], new_tokens[new_start : edit.new_start])
            self._replace(old_tokens[edit.old_start : edit.old_end], new_tokens[edit.new_start : edit.new_end])
            old_start, new_start = edit.old_end, edit.new_end
        self._keep(old_tokens[old_start:], new_tokens[new_start:])
        self._close()
        return tidy(_deletions_first(tidy(self._result)))

    def _keep(self, old_tokens: Sequence[Token], new_tokens: Sequence[Token]) -> None:
        begin = 0  # where the stretch that is the same, white space included, begins in the newer text
        for index, (old_token, new_token) in enumerate(zip(old_tokens, new_tokens, strict=True)):
            ahead = new_token.start - len(new_token.gap)
            if index == 0:
                begin = ahead
            if old_token.gap != new_token.gap:
                self._emit(self._right.cut(begin, ahead))
                self._deleted += self._left.cut(old_token.start - len(old_token.gap), old_token.start)
                self._inserted += self._right.cut(ahead, new_token.start)
                begin = new_token.start
        if new_tokens:
            self._emit(self._right.cut(begin, new_tokens[-1].end))

    def _emit(self, content: tuple[Inline, ...]) -> None:
        if content:
            self._close()
            self._result += content

    def _replace(self, old_tokens: Sequence[Token], new_tokens: Sequence[Token]) -> None:
        left = old_tokens[0].start - len(old_tokens[0].gap) if old_tokens else 0
        right = new_tokens[0].start - len(new_tokens[0].gap) if new_tokens else 0
        same_gap = bool(old_tokens and new_tokens) and old_tokens[0].gap == new_tokens[0].gap
        if same_gap and not self._deleted and not self._inserted:
            self._emit(self._right.cut(right, new_tokens[0].start))
            left, right = old_tokens[0].start, new_tokens[0].start
        if old_tokens:
            self._deleted += self._left.cut(left, old_tokens[-1].end)
        if new_tokens:
            self._inserted += self._right.cut(right, new_tokens[-1].end)

    def _close(self) -> None:
        self._result += (TrackedChange("hapus", tuple(self._deleted)), TrackedChange("sisip", tuple(self._inserted)))
        self._deleted, self._inserted = [], []


def of_version(content: Sequence[Inline], kind: str) -> tuple[Inline, ...]:
    """The text of one version with only its own marks: "hapus" for the older, "sisip" for the newer."""
    return tidy(part for part in content if not isinstance(part, TrackedChange) or part.kind == kind)
