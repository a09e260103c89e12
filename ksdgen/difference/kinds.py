"""The changed stretches of a paragraph, and what kind of words changed: an amount, a date, a term, a party, a
reference, plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ksdgen.difference.pieces import shown
from ksdgen.difference.tokens import Strand, is_light, tokenise
from ksdgen.paper.document import Gap, Inline, Origin, Reference, Text, TrackedChange

_TAIL = re.compile(r"[;,.:]?(?:\s*\b(dan/atau|dan|atau))?\s*\Z")

_TAIL_LENGTH = 16
"""The last characters of a text, white space aside, among which its tail is sought."""

_GROUPS = {
    "nilai_uang": "nilai_uang",
    "tanggal": "tanggal",
    "jangka_waktu": "jangka_waktu",
    "persen": "bilangan",
    "bilangan": "bilangan",
    "rujukan": "rujukan",
    "nomor": "nomor",
    "pihak": "pihak",
    "lain": "gambar",
    "kosong": "kosong",
}
"""What a kind of word makes of a change, when all changed words are of that kind."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """One changed stretch: what stood there and what stands there.

    `following` is the word that it follows, `before` the word that it stands before, as in `Change`; `end` says that
    nothing comes after it.
    """

    old: tuple[Inline, ...]
    new: tuple[Inline, ...]
    following: str
    before: str
    end: bool

    @property
    def former(self) -> str:
        """The older words."""
        return shown(self.old).strip()

    @property
    def after(self) -> str:
        """The newer words."""
        return shown(self.new).strip()


def replacements(content: Sequence[Inline]) -> Iterator[Replacement]:
    """The changed stretches of a paragraph that holds two versions, in order."""
    index = 0
    while index < len(content):
        if not isinstance(content[index], TrackedChange):
            index += 1
            continue
        start = index
        old: list[Inline] = []
        new: list[Inline] = []
        while index < len(content) and isinstance(change := content[index], TrackedChange):
            (new if change.kind == "sisip" else old).extend(change.content)
            index += 1
        ahead, behind = _kept(content, range(start - 1, -1, -1)), _kept(content, range(index, len(content)))
        words_before, words_after = ahead.split(), behind.split()
        yield Replacement(
            tuple(old),
            tuple(new),
            words_before[-1] if words_before else "",
            words_after[0].rstrip(".,;:") if words_after else "",
            index == len(content),
        )


def _kept(content: Sequence[Inline], order: Iterable[int]) -> str:
    """The nearest words that did not change."""
    return next(
        (text for i in order if not isinstance(content[i], TrackedChange) and (text := shown((content[i],))).strip()),
        "",
    )


def group(replacement: Replacement, default_class: str = "teks") -> str:
    """What kind of words changed; `default_class` when they are of several kinds or plain text."""
    left, right = _kinds(replacement.old), _kinds(replacement.new)
    kinds = (left | right) - {"kosong"}
    if not kinds:
        return "kosong" if left or right else default_class
    if len(kinds) == 1 and (result := _GROUPS.get(next(iter(kinds)))) is not None:
        return result
    return "kosong" if default_class == "teks" and {"kosong"} in (left, right) else default_class


def _kinds(content: Sequence[Inline]) -> set[str]:
    return {token.kind for token in tokenise(Strand(content))[:-1] if not is_light(token.key)}


def origin(content: Sequence[Inline]) -> Origin | None:
    """Where words were written: preferably a value of the agreement."""
    origins: list[Origin] = []
    for inline in content:
        if isinstance(inline, Text):
            origins += (place for _, place in inline.origin)
        elif isinstance(inline, Reference | Gap) and inline.origin is not None:
            origins.append(inline.origin)
    return next((place for place in origins if place.route is not None), origins[0] if origins else None)


def without_tail(replacement: Replacement) -> Replacement | None:
    """The change without what only the list around a point makes of its end; None when nothing is left.

    "dan" that became "atau" is never that.
    """
    if not replacement.end:
        return replacement
    texts = (shown(content) for content in (replacement.old, replacement.new))
    old, new = (_TAIL.search(text, max(0, len(text.rstrip()) - _TAIL_LENGTH)) for text in texts)
    assert old is not None and new is not None
    if old[1] and new[1] and old[1] != new[1]:
        return replacement
    former, after = old.string[: old.start()], new.string[: new.start()]
    if former.strip() == after.strip():
        return None
    return replace(replacement, old=(Text(former),), new=(Text(after),))


def only_numbers(replacement: Replacement) -> tuple[str, ...] | None:
    """The targets of a reference that still points to the same, but prints another number; None for any other change."""
    old, new = ([i for i in content if isinstance(i, Reference)] for content in (replacement.old, replacement.new))
    if not old or not new or old[-1].target != new[-1].target:
        return None
    if any(
        not isinstance(i, Reference) and shown((i,)).strip() not in ("", "ayat", "huruf", "angka")
        for i in (*replacement.old, *replacement.new)
    ):
        return None
    former = {i.target: i.content for i in old}
    return (*(i.target for i in new if former.get(i.target, i.content) != i.content), new[-1].target)
