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
    pairs = align([t.key for t in old_tokens[:-1]], [t.key for t in new_tokens[:-1]], weight)
    result: list[_Edit] = []
    old_start = new_start = 0
    for old_index, new_index in (*pairs, (len(old_tokens) - 1, len(new_tokens) - 1)):
        if old_index > old_start or new_index > new_start:
            result.append(_Edit(old_start, old_index, new_start, new_index))
        if not _prints_alike(left, old_tokens[old_index], right, new_tokens[new_index]):
            result.append(
                _Edit(old_index, old_index + 1, new_index, new_index + 1)
            )  # the same reference or blank, printed differently
        old_start, new_start = old_index + 1, new_index + 1
    return result


def _prints_alike(left: Strand, old_token: Token, right: Strand, new_token: Token) -> bool:
    """Whether two words that correspond print the same too."""
    if isinstance(old_token.key, str):
        return left.text[old_token.start : old_token.end] == right.text[new_token.start : new_token.end]
    return left.iris(old_token.start, old_token.end) == right.iris(new_token.start, new_token.end)


def _join(old_tokens: list[Token], new_tokens: list[Token], edits: list[_Edit]) -> list[_Edit]:
    """Join edits between which too little stays the same to be worth reading on its own."""
    one_line = not any(t.kind == "baris" for t in (*old_tokens, *new_tokens))
    if (
        one_line
        and len(edits) > 1
        and not all(_has_value(old_tokens, new_tokens, edit) for edit in edits)
        and _same(old_tokens, new_tokens, edits) < _LITTLE
    ):
        edge = edits[-1].old_end == len(old_tokens)  # what ends the text is kept when both end alike
        return [_Edit(0, len(old_tokens) - (not edge), 0, len(new_tokens) - (not edge))]
    result: list[_Edit] = []
    for edit in edits:
        # Joining makes an edit larger, so that the one before it may have to follow.
        while result and _fuses(old_tokens, new_tokens, result[-1], edit):
            edit = _Edit(result[-1].old_start, edit.old_end, result[-1].new_start, edit.new_end)
            result.pop()
        result.append(edit)
    return result


def _same(old_tokens: list[Token], new_tokens: list[Token], edits: list[_Edit]) -> float:
    weight_a, weight_b = (
        sum(0 if is_light(t.key) else weight(t.key) for t in x[:-1]) for x in (old_tokens, new_tokens)
    )
    changed_a = sum(_total_weight(old_tokens[s.old_start : s.old_end]) for s in edits)
    changed_b = sum(_total_weight(new_tokens[s.new_start : s.new_end]) for s in edits)
    return 1 - max(changed_a / weight_a if weight_a else 0, changed_b / weight_b if weight_b else 0)


def _total_weight(words: Sequence[Token]) -> int:
    return sum(0 if is_light(t.key) else weight(t.key) for t in words)


def _fuses(old_tokens: list[Token], new_tokens: list[Token], left: _Edit, right: _Edit) -> bool:
    if _has_value(old_tokens, new_tokens, left) or _has_value(old_tokens, new_tokens, right):
        return False
    if left.old_end == right.old_start and left.new_end == right.new_start:
        return True
    if any(t.kind == "baris" for t in old_tokens[left.old_end : right.old_start]):
        return False
    only_adds = left.old_start == left.old_end and right.old_start == right.old_end
    only_removes = left.new_start == left.new_end and right.new_start == right.new_end
    if only_adds or only_removes:
        return False
    middle = _total_weight(old_tokens[left.old_end : right.old_start])
    size = min(
        max(_total_weight(old_tokens[s.old_start : s.old_end]), _total_weight(new_tokens[s.new_start : s.new_end]))
        for s in (left, right)
    )
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


def _has_value(old_tokens: list[Token], new_tokens: list[Token], edit: _Edit) -> bool:
    """Whether one value took the place of another: such a change stands on its own."""
    if edit.old_end - edit.old_start != 1 or edit.new_end - edit.new_start != 1:
        return False
    old_kind, new_kind = old_tokens[edit.old_start].kind, new_tokens[edit.new_start].kind
    return old_kind in _WITH_VALUE and (old_kind == new_kind or "kosong" in (old_kind, new_kind))


def _sorted(content: Iterable[Inline]) -> Iterator[Inline]:
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
        self._results: list[Inline] = []
        self._deleted: list[Inline] = []
        self._inserted: list[Inline] = []

    def write(self, old_tokens: list[Token], new_tokens: list[Token], edits: list[_Edit]) -> tuple[Inline, ...]:
        old_start = new_start = 0
        for edit in edits:
            self._kept(old_tokens[old_start : edit.old_start], new_tokens[new_start : edit.new_start])
            self._replace(old_tokens[edit.old_start : edit.old_end], new_tokens[edit.new_start : edit.new_end])
            old_start, new_start = edit.old_end, edit.new_end
        self._kept(old_tokens[old_start:], new_tokens[new_start:])
        self._close()
        return tidy(_sorted(tidy(self._results)))

    def _kept(self, old_tokens: Sequence[Token], new_tokens: Sequence[Token]) -> None:
        begin = 0  # where the stretch that is the same, white space included, begins in the newer text
        for index, (old_token, new_token) in enumerate(zip(old_tokens, new_tokens, strict=True)):
            ahead = new_token.start - len(new_token.gap)
            if index == 0:
                begin = ahead
            if old_token.gap != new_token.gap:
                self._same(self._right.iris(begin, ahead))
                self._deleted += self._left.iris(old_token.start - len(old_token.gap), old_token.start)
                self._inserted += self._right.iris(ahead, new_token.start)
                begin = new_token.start
        if new_tokens:
            self._same(self._right.iris(begin, new_tokens[-1].end))

    def _same(self, content: tuple[Inline, ...]) -> None:
        if content:
            self._close()
            self._results += content

    def _replace(self, old_tokens: Sequence[Token], new_tokens: Sequence[Token]) -> None:
        left = old_tokens[0].start - len(old_tokens[0].gap) if old_tokens else 0
        right = new_tokens[0].start - len(new_tokens[0].gap) if new_tokens else 0
        if (
            old_tokens
            and new_tokens
            and old_tokens[0].gap == new_tokens[0].gap
            and not self._deleted
            and not self._inserted
        ):
            self._same(self._right.iris(right, new_tokens[0].start))
            left, right = old_tokens[0].start, new_tokens[0].start
        if old_tokens:
            self._deleted += self._left.iris(left, old_tokens[-1].end)
        if new_tokens:
            self._inserted += self._right.iris(right, new_tokens[-1].end)

    def _close(self) -> None:
        self._results += (TrackedChange("hapus", tuple(self._deleted)), TrackedChange("sisip", tuple(self._inserted)))
        self._deleted, self._inserted = [], []


def side(content: Sequence[Inline], kind: str) -> tuple[Inline, ...]:
    """The text of one version with only its own marks: "hapus" for the older, "sisip" for the newer."""
    return tidy(i for i in content if not isinstance(i, TrackedChange) or i.kind == kind)
